//! The cells of a sheet of an xls workbook, and what the sheet says around them.
//!
//! What comes in: the records of a sheet. What leaves: its cells in order, and its details. What it does not know: other
//! sheets. The records are those of Microsoft's [MS-XLS], sections 2.4.127 (Formula), 2.4.168 (MergeCells), 2.4.184
//! (MulRk), 2.4.221 (Row) and 2.4.53 (ColInfo).

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::book::Book;
use super::pages;
use super::records::{Biff, Record, Records, continued_text, short};
use super::rules::{self, Comments};
use super::tokens::{self, Reach};
use super::{CONTINUE, ENCRYPTED, END, begins, encrypted};
use crate::intake::file::workbook::gate::{FileCell, Gate};
use crate::intake::file::workbook::number_format::Shown;
use crate::intake::file::workbook::printed;
use crate::intake::file::workbook::rule::MOST_RULES;
use crate::intake::file::workbook::{LEAST_HEIGHT, LEAST_WIDTH, Refusal, SheetDetails, Style, Value};
use crate::intake::row::number;

const INTEGER_2: u16 = 0x0002;
const NUMBER_2: u16 = 0x0003;
const LABEL_2: u16 = 0x0004;
const BOOL_ERROR_2: u16 = 0x0005;
const FORMULA: u16 = 0x0006;
const STRING_2: u16 = 0x0007;
const ROW_2: u16 = 0x0008;
const WIDTH_2: u16 = 0x0024;
const STYLE_2: u16 = 0x0044;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
const NOTE: u16 = 0x001c;
const OBJECT: u16 = 0x005d;
const COLUMNS: u16 = 0x007d;
const MUL_RK: u16 = 0x00bd;
const RICH_LABEL: u16 = 0x00d6;
const MERGE_CELLS: u16 = 0x00e5;
const LABEL_SST: u16 = 0x00fd;
const RULES: u16 = 0x01b0;
const RULE: u16 = 0x01b1;
const OBJECT_TEXT: u16 = 0x01b6;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERROR: u16 = 0x0205;
/// Some programs write formulas so in later versions, too.
const FORMULA_3: u16 = 0x0206;
const FORMULA_4: u16 = 0x0406;
const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
const ARRAY: u16 = 0x0221;
const ARRAY_2: u16 = 0x0021;
const RK: u16 = 0x027e;
const OTHER_PAGES: u16 = 0x089c;

/// Heights are in twentieths of a point, widths in parts of a digit.
pub(in crate::intake::file::workbook) const TWIPS: u16 = 20;
pub(in crate::intake::file::workbook) const PARTS: u16 = 256;

/// A cell, its row and column from 0.
struct Placed<'b> {
    row: u32,
    column: u32,
    value: Option<Value<'b>>,
    style: Style,
    formula: Option<Reach>,
}

/// A sheet.
#[derive(Default)]
pub(super) struct Sheet<'b> {
    pub details: SheetDetails,
    /// Hidden rows, from 0.
    hidden: BTreeSet<u32>,
    cells: Vec<Placed<'b>>,
    /// The formula whose text follows in a record of its own.
    waiting: Option<usize>,
    /// In Excel 2, the style of the next cell, where it does not fit into the cell's record.
    next_style: Option<u16>,
    /// Whether the record that is read has the shape that Excel 2 gives it.
    of_excel_2: bool,
    /// By the first cell of its area, what a formula that an area shares takes its value from.
    areas: BTreeMap<(u16, u16), Reach>,
}

impl<'b> Sheet<'b> {
    /// Reads the sheet that begins at an offset in the stream.
    ///
    /// # Errors
    /// When no sheet begins there, a cell is cut short, or the sheet is encrypted.
    pub fn read(stream: &'b [u8], start: usize, book: &'b Book) -> Result<Self, Refusal> {
        let mut records = Records::from(stream, start).peekable();
        if !records.next().is_some_and(|first| begins(first.kind)) {
            return Err(Refusal::damaged("a sheet that does not begin where the workbook says"));
        }
        let mut sheet = Self::default();
        let mut comments = Comments::default();
        let mut ruled = Vec::new();
        // A chart within the sheet is a stream of its own, between a beginning and an end.
        let mut depth = 0_u32;
        while let Some(record) = records.next() {
            match record.kind {
                kind if begins(kind) => depth += 1,
                END => match depth.checked_sub(1) {
                    Some(outer) => depth = outer,
                    None => break,
                },
                _ if depth > 0 => {}
                ENCRYPTED => return Err(encrypted()),
                STRING if book.texts.biff == Biff::Eight => {
                    let mut parts = vec![record.data];
                    while let Some(more) = records.next_if(|next| next.kind == CONTINUE) {
                        parts.push(more.data);
                    }
                    sheet.result_of_text(continued_text(parts).ok_or_else(cut)?);
                }
                OBJECT => comments.object(record.data),
                OBJECT_TEXT => {
                    let more = std::iter::from_fn(|| records.next_if(|next| next.kind == CONTINUE));
                    comments.text(record.data, more.map(|part| part.data).collect());
                }
                NOTE => sheet.details.remarks.extend(comments.remark(record.data, book)?),
                HEADER | FOOTER if !record.data.is_empty() => {
                    let code = book.texts.text(record.data, book.texts.biff == Biff::Eight)?.unwrap_or_default();
                    sheet.details.printed.extend(printed::of_code(&code));
                }
                OTHER_PAGES => sheet.details.printed.extend(pages::of_other_pages(record.data, book.texts)?),
                RULES => ruled = rules::areas(record.data),
                RULE if sheet.details.rules.len() < MOST_RULES => {
                    sheet.details.rules.extend(rules::rule(record.data, &ruled, book));
                }
                _ if sheet.around(record).is_none() => sheet.details.unseen = true,
                _ => sheet.cell(record, book)?,
            }
        }
        sheet.settle(book);
        Ok(sheet)
    }

    /// Takes what a record says around the cells; nothing where it is cut short.
    fn around(&mut self, Record { kind, data, .. }: Record<'_>) -> Option<()> {
        match kind {
            ROW | ROW_2 => {
                let of_no_height = short(data, 6)? & 0x7fff < TWIPS * u16::from(LEAST_HEIGHT);
                let hidden = kind == ROW && data.get(12)? & 0x20 != 0;
                if hidden || of_no_height {
                    self.hidden.insert(u32::from(short(data, 0)?));
                }
            }
            COLUMNS if short(data, 8)? & 1 != 0 || short(data, 4)? < PARTS * u16::from(LEAST_WIDTH) => {
                self.details.hidden_columns.push([u32::from(short(data, 0)?), u32::from(short(data, 2)?)]);
            }
            WIDTH_2 if short(data, 2)? < PARTS * u16::from(LEAST_WIDTH) => {
                self.details.hidden_columns.push([u32::from(*data.first()?), u32::from(*data.get(1)?)]);
            }
            MERGE_CELLS => {
                let count = usize::from(short(data, 0)?);
                let areas = data.get(2..)?.get(..count * 8)?;
                self.details.merged.extend(areas.chunks_exact(8).filter_map(area));
            }
            _ => {}
        }
        Some(())
    }

    /// Gives its text to the formula that waits for it.
    fn result_of_text(&mut self, text: String) {
        if let Some(cell) = self.waiting.take().and_then(|index| self.cells.get_mut(index)) {
            cell.value = Some(Value::Text(text.into()));
        }
    }

    /// Takes a cell.
    fn cell(&mut self, Record { kind, data, .. }: Record<'_>, book: &'b Book) -> Result<(), Refusal> {
        // Some programs put records of Excel 2 into files of later versions.
        let old = matches!(kind, INTEGER_2 | NUMBER_2 | LABEL_2 | BOOL_ERROR_2);
        self.of_excel_2 = old || book.texts.biff == Biff::Two;
        match kind {
            STYLE_2 => self.next_style = short(data, 0),
            INTEGER_2 => {
                let whole = short(data, 7).ok_or_else(cut)?;
                self.number(data, Value::Number(Decimal::from(whole)), book).ok_or_else(cut)?;
            }
            NUMBER_2 => self.number(data, float(data, 7).ok_or_else(cut)?, book).ok_or_else(cut)?,
            NUMBER => self.number(data, float(data, 6).ok_or_else(cut)?, book).ok_or_else(cut)?,
            RK => {
                let rk = data.get(6..).and_then(|rest| rest.first_chunk()).ok_or_else(cut)?;
                self.number(data, short_number(*rk), book).ok_or_else(cut)?;
            }
            MUL_RK => self.row_of_numbers(data, book).ok_or_else(cut)?,
            LABEL_2 => {
                let text = book.texts.text(data.get(7..).unwrap_or_default(), false)?.ok_or_else(cut)?;
                self.text(data, text, book).ok_or_else(cut)?;
            }
            LABEL | RICH_LABEL => {
                let text = book.texts.text(data.get(6..).unwrap_or_default(), true)?.ok_or_else(cut)?;
                self.text(data, text, book).ok_or_else(cut)?;
            }
            LABEL_SST => {
                let index = data.get(6..).and_then(|rest| rest.first_chunk()).ok_or_else(cut)?;
                let index = usize::try_from(u32::from_le_bytes(*index)).ok();
                let missing = || Refusal::damaged(format!("a text {index:?} that the workbook does not have"));
                let text = index.and_then(|index| book.strings.get(index)).ok_or_else(missing)?;
                self.put(data, Some(Value::Text(text.into())), None, book).ok_or_else(cut)?;
            }
            BOOL_ERROR_2 => self.logical(data, 7, book).ok_or_else(cut)?,
            BOOL_ERROR => self.logical(data, 6, book).ok_or_else(cut)?,
            FORMULA | FORMULA_3 | FORMULA_4 => self.formula(data, book).ok_or_else(cut)?,
            ARRAY | ARRAY_2 => {
                if let Some((cell, tokens)) = tokens::of_area(data, book.texts.biff) {
                    self.areas.insert(cell, book.references.reach(tokens, book.texts.biff));
                }
            }
            STRING | STRING_2 => {
                let text = book.texts.text(data, kind == STRING)?.ok_or_else(cut)?;
                self.result_of_text(text);
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds a cell whose record begins with its row, column and style.
    fn put(&mut self, data: &[u8], value: Option<Value<'b>>, formula: Option<Reach>, book: &Book) -> Option<()> {
        let (row, column) = (u32::from(short(data, 0)?), u32::from(short(data, 2)?));
        let style = if self.of_excel_2 {
            book.style_of_excel_2(data.get(4..6)?.first_chunk()?, self.next_style.take())
        } else {
            book.style(short(data, 4)?)
        };
        self.cells.push(Placed { row, column, value: value.map(|value| dated(value, style, book)), style, formula });
        Some(())
    }

    fn number(&mut self, data: &[u8], value: Value<'b>, book: &Book) -> Option<()> {
        self.put(data, Some(value), None, book)
    }

    fn text(&mut self, data: &[u8], text: String, book: &Book) -> Option<()> {
        // Some programs write the end of a text as their language has it.
        let text = if text.contains('\0') { text.replace('\0', "") } else { text };
        self.put(data, Some(Value::Text(text.into())), None, book)
    }

    fn logical(&mut self, data: &[u8], offset: usize, book: &Book) -> Option<()> {
        let value = match (*data.get(offset)?, *data.get(offset + 1)?) {
            (code, 1) => Value::Error(error_name(code).into()),
            (logical, _) => Value::Logical(logical != 0),
        };
        self.put(data, Some(value), None, book)
    }

    fn row_of_numbers(&mut self, data: &[u8], book: &Book) -> Option<()> {
        let (row, first) = (short(data, 0)?, short(data, 2)?);
        for (offset, pair) in data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6).enumerate() {
            let column = first.checked_add(u16::try_from(offset).ok()?)?;
            let head = [row, column, short(pair, 0)?].map(u16::to_le_bytes).concat();
            self.number(&head, short_number(*pair.get(2..)?.first_chunk()?), book)?;
        }
        Some(())
    }

    fn formula(&mut self, data: &[u8], book: &Book) -> Option<()> {
        let biff = book.texts.biff;
        let start = if biff == Biff::Two { 7 } else { 6 };
        let reach = tokens::of_cell(data, biff).map_or(Reach::Inside, |tokens| book.references.reach(tokens, biff));
        let stored = result(data.get(start..)?.first_chunk()?);
        self.waiting = stored.is_none().then_some(self.cells.len());
        self.put(data, stored, Some(reach), book)
    }

    /// Puts the cells in order; of two in one place the later one stands.
    fn settle(&mut self, book: &Book) {
        for cell in &mut self.cells {
            if let Some(Reach::Of(row, column)) = cell.formula {
                cell.formula = Some(self.areas.get(&(row, column)).copied().unwrap_or(Reach::Inside));
            }
            if cell.formula == Some(Reach::Outside) {
                cell.value = Some(Value::Outside);
            }
        }
        // The program that wrote the file calculated nothing: Excel and LibreOffice say by which rules they did.
        let formulas = || self.cells.iter().filter(|cell| cell.formula.is_some());
        if book.uncalculated && formulas().all(|cell| is_nothing(cell.value.as_ref())) {
            let wrong = self.cells.iter_mut().filter(|cell| cell.formula.is_some());
            wrong.for_each(|cell| cell.value = Some(Value::NoResult));
        }
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        self.cells.dedup_by(|later, first| {
            let same = (later.row, later.column) == (first.row, first.column);
            if same {
                std::mem::swap(later, first);
            }
            same
        });
    }

    /// Hands the cells on, until no more are wanted.
    pub fn give(self, gate: &mut Gate<'b, '_>) -> Result<(), Refusal> {
        for Placed { row, column, value, style, formula } in self.cells {
            if !gate.begin(row, self.hidden.contains(&row))? {
                return Ok(());
            }
            gate.take(FileCell { column, value, formula: formula.is_some(), style })?;
        }
        Ok(())
    }
}

fn cut() -> Refusal {
    Refusal::damaged("a cell that is cut short")
}

/// Whether a formula has no result other than nothing.
fn is_nothing(value: Option<&Value<'_>>) -> bool {
    match value {
        None => true,
        Some(Value::Number(number)) => number.is_zero(),
        Some(Value::Text(text)) => text.is_empty(),
        Some(Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside) => false,
    }
}

/// The day that a number is, where its style shows one.
fn dated<'b>(value: Value<'b>, style: Style, book: &Book) -> Value<'b> {
    if let Value::Number(number) = value
        && style.format.shown == Shown::Date
    {
        return number::serial_day(number, book.epoch_1904).map_or(Value::Number(number), Value::Date);
    }
    value
}

/// The number of the float at an offset.
fn float(data: &[u8], offset: usize) -> Option<Value<'static>> {
    Some(number_of_bytes(*data.get(offset..)?.first_chunk()?))
}

/// The number of a float, or its text where it is beyond what a decimal holds.
pub(in crate::intake::file::workbook) fn number_of_bytes(bytes: [u8; 8]) -> Value<'static> {
    number::exact_of_bytes(bytes).map_or_else(|| Value::Text(number::show_bytes(bytes).into()), Value::Number)
}

/// The number in four bytes.
pub(in crate::intake::file::workbook) fn short_number(bytes: [u8; 4]) -> Value<'static> {
    number::of_rk(bytes).map_or_else(|| Value::Text("a number beyond all bounds".into()), Value::Number)
}

/// First row, first column, last row, last column; rows from 1, columns from 0.
pub(super) fn area(data: &[u8]) -> Option<[u32; 4]> {
    let at = |offset| short(data, offset).map(u32::from);
    Some([at(0)? + 1, at(4)?, at(2)? + 1, at(6)?])
}

/// The error value of a code ([MS-XLS] 2.5.10, BErr).
pub(in crate::intake::file::workbook) fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => "#ERROR!",
    }
}

/// The result of a formula ([MS-XLS] 2.5.133, FormulaValue); nothing for a text, which follows.
fn result(bytes: &[u8; 8]) -> Option<Value<'static>> {
    Some(match *bytes {
        [0, .., 0xff, 0xff] => return None,
        [1, _, logical, .., 0xff, 0xff] => Value::Logical(logical != 0),
        [2, _, code, .., 0xff, 0xff] => Value::Error(error_name(code).into()),
        [_, .., 0xff, 0xff] => Value::Text("".into()),
        number => number_of_bytes(number),
    })
}
