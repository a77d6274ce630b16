//! A written workbook read back and compared with the figures it came from.
//!
//! What comes in: a book, and the bytes that were written for it. What leaves: nothing, or the first cell that differs.
//! The reader is another program than the writer, so that one's mistake is not the other's.

use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx, XlsxError};

use super::grid::{Book, Cell, Value, column_name};
use super::xlsx;

/// Why a workbook is not what was meant.
#[derive(Debug, thiserror::Error)]
pub enum ReadBackError {
    /// It cannot be read.
    #[error("the workbook {book} cannot be read back: {why}")]
    Unreadable {
        /// Its title.
        book: String,
        /// The reader's reason.
        why: XlsxError,
    },
    /// A cell differs.
    #[error("in {book}, {sheet}!{cell} should hold {expected} and holds {found}")]
    Differs {
        /// The workbook's title.
        book: String,
        /// The sheet.
        sheet: String,
        /// The cell.
        cell: String,
        /// What was to be written.
        expected: String,
        /// What stands there.
        found: String,
    },
}

/// Compares every value and every formula.
///
/// # Errors
/// When the file cannot be read or any cell differs.
pub fn check(book: &Book, bytes: &[u8]) -> Result<(), ReadBackError> {
    let unreadable = |why| ReadBackError::Unreadable { book: book.title.clone(), why };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    for sheet in &book.sheets {
        let values = workbook.worksheet_range(&sheet.name).map_err(unreadable)?;
        let formulas = workbook.worksheet_formula(&sheet.name).map_err(unreadable)?;
        for (row, cells) in (0_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u16..).zip(cells) {
                let found = found(&values, &formulas, row, u32::from(column));
                if !agrees(cell, book.exponent, &found) {
                    return Err(ReadBackError::Differs {
                        book: book.title.clone(),
                        sheet: sheet.name.clone(),
                        cell: format!("{}{}", column_name(column), row + 1),
                        expected: format!("{:?} {:?}", cell.value, cell.formula),
                        found: format!("{found:?}"),
                    });
                }
            }
        }
    }
    Ok(())
}

#[derive(Debug)]
struct Found<'a> {
    value: &'a Data,
    formula: &'a str,
}

fn found<'a>(values: &'a Range<Data>, formulas: &'a Range<String>, row: u32, column: u32) -> Found<'a> {
    let value = values.get_value((row, column)).unwrap_or(&Data::Empty);
    let formula = formulas.get_value((row, column)).map_or("", String::as_str);
    Found { value, formula }
}

fn agrees(cell: &Cell, exponent: u32, found: &Found<'_>) -> bool {
    let same_formula = found.formula == cell.formula.as_deref().unwrap_or_default();
    let same_value = match &cell.value {
        Value::Blank => found.value.is_empty(),
        Value::Text(text) => found.value.get_string().unwrap_or_default() == text,
        Value::Truth(truth) => found.value.get_bool() == Some(*truth),
        Value::Date(day) => found.value.as_date() == Some(*day),
        Value::Money(_) | Value::Decimal(..) | Value::Whole(_) | Value::Share(..) => {
            xlsx::holds(&cell.value, exponent, found.value)
        }
    };
    same_formula && same_value
}
