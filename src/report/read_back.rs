//! A written workbook read back and compared with the figures it came from.
//!
//! What comes in: a book, and the bytes that were written for it. What leaves: nothing, or the first cell that differs.
//! The reader is another program than the writer, so that one's mistake is not the other's.

use std::fmt::Debug;
use std::io::Cursor;

use calamine::{DataRef, DataType, Reader, Xlsx, XlsxCellFormula, XlsxError};

use crate::domain::address::cell_name;

use super::grid::{Book, Cell, Sheet, Value};
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

/// Compares every value and every formula, each sheet in one pass.
///
/// # Errors
/// When the file cannot be read or any cell differs.
pub fn check(book: &Book, bytes: &[u8]) -> Result<(), ReadBackError> {
    let unreadable = |why| ReadBackError::Unreadable { book: book.title.clone(), why };
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut known = KnownPairs::default();
    for sheet in &book.sheets {
        let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(unreadable)?;
        let rows = sheet.as_written();
        let mut meant = Meant { rows: &rows, next: (0, 0) };
        while let Some(found) = cells.next_cell_with_formula().map_err(unreadable)? {
            let skipped = meant.skip_to(found.pos);
            let cell = meant.take();
            let agrees = match cell {
                Some(cell) => agrees(cell, book.exponent, &found, &mut known),
                None => found.value.is_empty() && found.formula.is_none(),
            };
            if let Err((position, missing)) = skipped {
                return Err(differs(book, sheet, position, Some(missing), &"nothing"));
            }
            if !agrees {
                return Err(differs(book, sheet, found.pos, cell, &found));
            }
        }
        if let Err((position, missing)) = meant.skip_to((u32::MAX, 0)) {
            return Err(differs(book, sheet, position, Some(missing), &"nothing"));
        }
    }
    Ok(())
}

fn differs(book: &Book, sheet: &Sheet, position: (u32, u32), cell: Option<&Cell>, found: &dyn Debug) -> ReadBackError {
    let expected = match cell {
        Some(cell) => format!("{:?} {:?}", cell.value, cell.formula),
        None => "nothing".to_owned(),
    };
    ReadBackError::Differs {
        book: book.title.clone(),
        sheet: sheet.name.clone(),
        cell: cell_name(position.0 + 1, position.1),
        expected,
        found: format!("{found:?}"),
    }
}

/// The cells that a sheet should hold, in the order of reading.
struct Meant<'a> {
    rows: &'a [Vec<Cell>],
    next: (u32, u32),
}

impl<'a> Meant<'a> {
    /// Goes on to a position. What is passed over must be empty; else the position and the cell that is missing.
    fn skip_to(&mut self, position: (u32, u32)) -> Result<(), ((u32, u32), &'a Cell)> {
        while self.next < position {
            let Some(row) = self.rows.get(self.next.0 as usize) else {
                self.next = position;
                break;
            };
            match row.get(self.next.1 as usize) {
                Some(cell) if !is_empty(cell) => return Err((self.next, cell)),
                Some(_) => self.next.1 += 1,
                None if self.next.0 == position.0 => self.next = position,
                None => self.next = (self.next.0 + 1, 0),
            }
        }
        Ok(())
    }

    /// The cell of the position, which is then behind us.
    fn take(&mut self) -> Option<&'a Cell> {
        let cell = self.rows.get(self.next.0 as usize).and_then(|row| row.get(self.next.1 as usize));
        self.next.1 += 1;
        cell
    }
}

/// Whether a file need not hold a cell for it.
fn is_empty(cell: &Cell) -> bool {
    let empty = match &cell.value {
        Value::Blank => true,
        Value::Text(text) => text.is_empty(),
        Value::Money(_) | Value::Decimal(..) | Value::Whole(_) | Value::Year(_) | Value::Share(..) => false,
        Value::Date(_) | Value::Truth(_) => false,
    };
    empty && cell.formula.is_none()
}

/// Whether a file has a letter of a formula in another form: XML has no control characters.
const fn is_escaped(letter: char) -> bool {
    letter < ' ' && !matches!(letter, '\t' | '\n' | '\r')
}

/// A formula as a file has it (ECMA-376, ST_Xstring).
fn as_escaped(formula: &str) -> String {
    let escaped = |letter: char| {
        if is_escaped(letter) { format!("_x{:04X}_", u32::from(letter)) } else { letter.to_string() }
    };
    formula.chars().map(escaped).collect()
}

/// Pairs of texts that were compared and are the same, by where they lie in memory. The texts of a workbook are few and
/// stand in many cells: comparing them anew for each cell took a third of the time of reading back.
struct KnownPairs {
    pairs: Vec<[(usize, usize); 2]>,
}

impl Default for KnownPairs {
    fn default() -> Self {
        Self { pairs: vec![[(0, 0); 2]; 1 << 10] }
    }
}

impl KnownPairs {
    /// Whether two texts are the same. Neither may be changed or dropped as long as the pairs are known.
    fn are_same(&mut self, one: &str, other: &str) -> bool {
        let at = |text: &str| (text.as_ptr().addr(), text.len());
        let pair = [at(one), at(other)];
        let slot = ((pair[0].0 >> 4) ^ (pair[1].0 >> 3)) % self.pairs.len();
        let Some(known) = self.pairs.get_mut(slot) else { return one == other };
        if *known == pair {
            return true;
        }
        let same = one == other;
        if same {
            *known = pair;
        }
        same
    }
}

/// Whether a cell holds a text. Only those of the workbook's table stay where they are when the next cell is read.
fn is_text(found: &DataRef<'_>, text: &str, known: &mut KnownPairs) -> bool {
    if let DataRef::SharedString(shared) = found {
        return known.are_same(shared, text);
    }
    found.get_string().unwrap_or_default() == text
}

fn agrees(cell: &Cell, exponent: u32, found: &XlsxCellFormula<'_>, known: &mut KnownPairs) -> bool {
    let (wanted, said) = (cell.formula.as_deref().unwrap_or_default(), found.formula.as_deref().unwrap_or_default());
    let same_formula = said == wanted || (wanted.contains(is_escaped) && said == as_escaped(wanted));
    let same_value = match &cell.value {
        Value::Blank => found.value.is_empty(),
        Value::Text(text) => is_text(&found.value, text, known),
        Value::Truth(truth) => found.value.get_bool() == Some(*truth),
        Value::Date(day) => found.value.as_date() == Some(*day),
        Value::Money(_) | Value::Decimal(..) | Value::Whole(_) | Value::Year(_) | Value::Share(..) => {
            xlsx::holds(&cell.value, exponent, &found.value)
        }
    };
    same_formula && same_value
}
