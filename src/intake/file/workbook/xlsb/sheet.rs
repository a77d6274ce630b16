//! The cells of an xlsb sheet, and what the sheet says around them.
//!
//! What comes in: the part of a sheet, once for what stands around its cells, once for the cells. What leaves: details, and
//! rows through a gate. What it does not know: other sheets. The records are those of Microsoft's [MS-XLSB], sections
//! 2.4.311 (BrtBool) to 2.4.324, 2.4.672 to 2.4.675 (formulas), 2.4.676 (BrtMergeCell) and 2.4.740 (BrtRowHdr).

use std::io::Read;

use super::book::Book;
use super::records::Records;
use super::rules;
use crate::intake::file::workbook::gate::{FileCell, Gate};
use crate::intake::file::workbook::number_format::Shown;
use crate::intake::file::workbook::printed;
use crate::intake::file::workbook::rule::MOST_RULES;
use crate::intake::file::workbook::xls::records::Biff;
use crate::intake::file::workbook::xls::tokens::Reach;
use crate::intake::file::workbook::xls::{PARTS, TWIPS, error_name, number_of_bytes, short_number};
use crate::intake::file::workbook::{LEAST_HEIGHT, LEAST_WIDTH, Refusal, SheetDetails, Style, Value};
use crate::intake::row::number;

const ROW_HEADER: u32 = 0;
const RK: u32 = 2;
const ERROR: u32 = 3;
const LOGICAL: u32 = 4;
const NUMBER: u32 = 5;
const TEXT: u32 = 6;
const SHARED_TEXT: u32 = 7;
const FORMULA_TEXT: u32 = 8;
const FORMULA_NUMBER: u32 = 9;
const FORMULA_LOGICAL: u32 = 10;
const FORMULA_ERROR: u32 = 11;
const COLUMNS: u32 = 60;
const RICH_TEXT: u32 = 62;
const END_CELLS: u32 = 146;
const PAGE_HEADERS: u32 = 479;
const MERGE_CELL: u32 = 176;
const AREA_FORMULA: u32 = 426;
const SHARED_FORMULA: u32 = 427;
const BEGIN_RULES: u32 = 461;
const BEGIN_RULE: u32 = 463;

/// What a sheet says around its cells.
#[derive(Default)]
pub(super) struct Around {
    pub details: SheetDetails,
    /// Areas whose formula takes its value from elsewhere: first row and column, last row and column, from 0.
    outside: Vec<[u32; 4]>,
}

impl Around {
    /// Reads a part for what stands around its cells; what is cut short is said to be unseen.
    pub fn read(part: impl Read, book: &Book) -> Self {
        let mut around = Self::default();
        around.details.unseen = around.see(part, book).is_none();
        around
    }

    fn see(&mut self, part: impl Read, book: &Book) -> Option<()> {
        let mut records = Records::new(part);
        let mut areas = Vec::new();
        while let Some(kind) = records.next()? {
            match kind {
                COLUMNS
                    if records.short(16)? & 1 != 0 || records.long(8)? < u32::from(PARTS) * u32::from(LEAST_WIDTH) =>
                {
                    self.details.hidden_columns.push([records.long(0)?, records.long(4)?]);
                }
                MERGE_CELL => self.details.merged.push([
                    records.long(0)?.checked_add(1)?,
                    records.long(8)?,
                    records.long(4)?.checked_add(1)?,
                    records.long(12)?,
                ]),
                BEGIN_RULES => areas = rules::areas(&records)?,
                BEGIN_RULE if self.details.rules.len() < MOST_RULES => {
                    self.details.rules.extend(rules::rule(&records, &areas, &book.made));
                }
                PAGE_HEADERS => self.details.printed.extend(page_headers(&records)),
                AREA_FORMULA | SHARED_FORMULA => {
                    // The former has flags between its area and its formula.
                    let start = if kind == AREA_FORMULA { 17 } else { 16 };
                    if book.references.reach(tokens(&records, start)?, Biff::Twelve) == Reach::Outside {
                        let [row, last_row] = [records.long(0)?, records.long(4)?];
                        self.outside.push([row, records.long(8)?, last_row, records.long(12)?]);
                    }
                }
                _ => {}
            }
        }
        Some(())
    }

    fn is_outside(&self, row: u32, column: u32) -> bool {
        self.outside.iter().any(|[first_row, first, last_row, last]| {
            (*first_row..=*last_row).contains(&row) && (*first..=*last).contains(&column)
        })
    }
}

/// What the headers and footers of printed pages say, behind two bytes of flags; each may be missing.
fn page_headers<R: Read>(records: &Records<R>) -> Vec<String> {
    let (mut offset, mut said) = (2, Vec::new());
    while let Some(length) = records.long(offset) {
        if length == u32::MAX {
            offset += 4;
        } else if let Some((code, end)) = records.text(offset) {
            said.extend(printed::of_code(&code));
            offset = end;
        } else {
            break;
        }
    }
    said
}

/// The tokens of a formula, whose length stands at an offset.
fn tokens<R: Read>(records: &Records<R>, offset: usize) -> Option<&[u8]> {
    let size = usize::try_from(records.long(offset)?).ok()?;
    records.data.get(offset.checked_add(4)?..)?.get(..size)
}

/// Hands the cells of a part on, until no more are wanted.
///
/// # Errors
/// When a record is cut short, or names a text that the workbook does not have.
pub(super) fn cells<'b>(
    part: impl Read,
    book: &'b Book,
    around: &Around,
    gate: &mut Gate<'b, '_>,
) -> Result<(), Refusal> {
    let cut = || Refusal::damaged("a record of the sheet that is cut short");
    let mut records = Records::new(part);
    let mut row = 0;
    while let Some(kind) = records.next().ok_or_else(cut)? {
        match kind {
            ROW_HEADER => {
                row = records.long(0).ok_or_else(cut)?;
                // Hidden (fDyZero), or of no height to speak of.
                let low = records.short(8).is_some_and(|height| height < TWIPS * u16::from(LEAST_HEIGHT));
                let hidden = low || records.data.get(11).ok_or_else(cut)? & 0x10 != 0;
                if !gate.begin(row, hidden)? {
                    return Ok(());
                }
            }
            RK..=FORMULA_ERROR | RICH_TEXT => {
                let (column, style) = (records.long(0).ok_or_else(cut)?, records.long(4).ok_or_else(cut)?);
                let style = usize::try_from(style & 0x00ff_ffff).ok().and_then(|style| book.styles.get(style));
                let style = style.copied().unwrap_or_default();
                let (value, formula) = content(kind, &records, style, book).ok_or_else(cut)??;
                let reaches = formula.map(|reach| match reach {
                    Reach::Inside => false,
                    Reach::Outside => true,
                    Reach::Of(..) => around.is_outside(row, column),
                });
                let value = match reaches {
                    Some(true) => Value::Outside,
                    Some(false) if book.uncalculated && is_zero(&value) => Value::NoResult,
                    Some(false) | None => value,
                };
                gate.take(FileCell { column, value: Some(value), formula: formula.is_some(), style })?;
            }
            END_CELLS => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}

fn is_zero(value: &Value<'_>) -> bool {
    matches!(value, Value::Number(number) if number.is_zero())
}

/// What a cell holds, and what its formula takes it from, where it has one; nothing where the record is cut short.
fn content<'b, R: Read>(
    kind: u32,
    records: &Records<R>,
    style: Style,
    book: &'b Book,
) -> Option<Result<(Value<'b>, Option<Reach>), Refusal>> {
    const START: usize = 8;
    let byte = || records.data.get(START).copied();
    let float = || Some(number_of_bytes(*records.data.get(START..)?.first_chunk()?));
    let (value, end) = match kind {
        RK => (numeric(short_number(*records.data.get(START..)?.first_chunk()?), style, book), START + 4),
        NUMBER | FORMULA_NUMBER => (numeric(float()?, style, book), START + 8),
        ERROR | FORMULA_ERROR => (Value::Error(error_name(byte()?).into()), START + 1),
        LOGICAL | FORMULA_LOGICAL => (Value::Logical(byte()? != 0), START + 1),
        SHARED_TEXT => {
            let index = usize::try_from(records.long(START)?).ok();
            let Some(text) = index.and_then(|index| book.strings.get(index)) else {
                let found = format!("a text {index:?} that the workbook does not have");
                return Some(Err(Refusal::damaged(found)));
            };
            (Value::Text(text.into()), START + 4)
        }
        // Before a rich text stand flags.
        RICH_TEXT => (Value::Text(records.text(START + 1)?.0.into()), START),
        TEXT | FORMULA_TEXT => {
            let (text, end) = records.text(START)?;
            (Value::Text(text.into()), end)
        }
        _ => return None,
    };
    let is_formula = (FORMULA_TEXT..=FORMULA_ERROR).contains(&kind);
    // Flags stand before the formula. One that is cut short takes nothing from the result.
    let reach = is_formula
        .then(|| tokens(records, end + 2).map_or(Reach::Inside, |tokens| book.references.reach(tokens, Biff::Twelve)));
    Some(Ok((value, reach)))
}

fn numeric<'b>(value: Value<'b>, style: Style, book: &Book) -> Value<'b> {
    if let Value::Number(number) = value
        && style.format.shown == Shown::Date
    {
        return number::serial_day(number, book.epoch_1904).map_or(Value::Number(number), Value::Date);
    }
    value
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::domain::Currency;
    use crate::intake::file::workbook::Limits;
    use crate::intake::file::workbook::gate::Left;
    use crate::intake::file::workbook::number_format::of_code;
    use crate::intake::file::workbook::seen::Seen;
    use crate::intake::file::workbook::shared_texts::SharedTexts;

    fn record(kind: u32, data: &[u8]) -> Vec<u8> {
        let mut out = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8] };
        out.push(data.len() as u8);
        out.extend(data);
        out
    }

    fn longs(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    fn wide(text: &str) -> Vec<u8> {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
    }

    /// A sheet with a cell of each kind; between the rows stands a record of a later version of Excel.
    fn sheet() -> Vec<u8> {
        let head = |column: u32, style: u32| longs(&[column, style]);
        let float = |value: &str| number::float(value.parse().unwrap()).to_le_bytes();
        let formula = |tokens: &[u8]| [&[0, 0][..], &(tokens.len() as u32).to_le_bytes(), tokens].concat();
        [
            record(COLUMNS, &[&longs(&[3, 4, 9, 0])[..], &[1, 0]].concat()),
            record(COLUMNS, &[&longs(&[5, 5, 2_304, 0])[..], &[0, 0]].concat()),
            record(145, &[]),
            record(37, &[1, 0, 2, 0x0e, 0, 0x80]),
            record(1024, &[5, 0]),
            record(38, &[]),
            record(ROW_HEADER, &[&longs(&[4, 0])[..], &[0, 0, 0, 0x10, 0]].concat()),
            record(RK, &[&head(0, 0)[..], &[0x0b, 0x13, 0, 0]].concat()),
            record(NUMBER, &[&head(2, 1)[..], &float("12.5")].concat()),
            record(SHARED_TEXT, &[head(3, 2), longs(&[1])].concat()),
            record(ROW_HEADER, &[&longs(&[5, 0])[..], &[0x2c, 1, 0, 0, 0]].concat()),
            record(FORMULA_NUMBER, &[&head(0, 0)[..], &float("7"), &formula(&[0x1e, 7, 0])].concat()),
            record(FORMULA_ERROR, &[&head(3, 0)[..], &[0x2a], &formula(&[])].concat()),
            record(FORMULA_TEXT, &[head(4, 0), wide("ab"), formula(&[0x5a, 1, 0, 0, 0, 0, 0, 0, 0])].concat()),
            record(FORMULA_LOGICAL, &[&head(5, 0)[..], &[1], &formula(&[0x01, 5, 0, 0, 0])].concat()),
            record(
                AREA_FORMULA,
                &[&longs(&[5, 5, 5, 6])[..], &[0], &longs(&[9]), &[0x5a, 1, 0, 0, 0, 0, 0, 0, 0]].concat(),
            ),
            record(RICH_TEXT, &[&head(7, 0)[..], &[0], &wide("rich")].concat()),
            record(END_CELLS, &[]),
            record(MERGE_CELL, &longs(&[4, 6, 0, 1])),
            record(PAGE_HEADERS, &[&[0, 0][..], &longs(&[u32::MAX]), &wide("&Cin EUR")].concat()),
        ]
        .concat()
    }

    fn book() -> Book {
        let mut book = Book::default();
        ["one", "two"].into_iter().for_each(|text| book.strings.push(text).unwrap());
        let francs = Style { format: of_code("[$CHF] 0"), struck: true, unseen: false };
        book.styles = vec![Style::default(), francs, Style::default()];
        book.references.add_book(false);
        book.references.add_book(true);
        let sheet = |book: u8| [&[book, 0, 0, 0][..], &[0; 8]].concat();
        book.references.binary_sheets(&[&[2, 0, 0, 0][..], &sheet(0), &sheet(1)].concat());
        book
    }

    fn seen(part: &[u8], book: &Book) -> Result<Seen, Refusal> {
        let (around, mut seen) = (Around::read(part, book), Seen::default());
        let mut left = Left::of(&Limits::default());
        let mut gate = Gate::new(&mut left, &mut seen);
        cells(part, book, &around, &mut gate)?;
        gate.end()?;
        seen.details = around.details;
        Ok(seen)
    }

    #[test]
    fn cells_of_all_kinds_are_read_whatever_stands_among_them() {
        let (sheet, mut book) = (sheet(), book());
        let said = seen(&sheet, &book).unwrap();
        let elsewhere = Value::Outside.show().into_owned();
        assert_eq!(said.shown(), [vec!["12.18", "12.5", "two"], vec!["7", "#N/A", &elsewhere, &elsewhere, "rich"]],);
        assert!(said.rows[0].hidden && !said.rows[1].hidden);
        let style = said.rows[0].cells[1].style;
        assert!(style.struck && style.format.currency == Currency::parse("CHF"));
        assert_eq!(
            (said.details.merged.as_slice(), said.details.hidden_columns.as_slice(), said.details.unseen),
            (&[[5, 0, 7, 1]][..], &[[3, 4]][..], false)
        );
        assert_eq!(said.details.printed, ["in EUR"]);
        let formulas: Vec<u32> =
            said.rows[1].cells.iter().filter(|cell| cell.formula).map(|cell| cell.column).collect();
        assert_eq!(formulas, [0, 3, 4, 5]);
        book.strings = SharedTexts::default();
        assert!(seen(&sheet, &book).is_err(), "a text that is not there is no blank");
        for cut in 0..sheet.len() {
            let _ = seen(&sheet[..cut], &book);
        }
    }

    #[test]
    fn a_zero_in_a_file_that_was_never_calculated_is_no_result() {
        let part = [
            record(ROW_HEADER, &[&longs(&[0, 0])[..], &[1, 0, 0, 0, 0]].concat()),
            record(FORMULA_NUMBER, &[&longs(&[0, 0])[..], &[0; 8], &[0, 0], &[0; 4]].concat()),
        ]
        .concat();
        for (uncalculated, value) in [(true, Value::NoResult), (false, Value::Number(Decimal::ZERO))] {
            let said = seen(&part, &Book { uncalculated, ..Book::default() }).unwrap();
            assert_eq!(said.rows[0].cells[0].value, value);
        }
    }
}
