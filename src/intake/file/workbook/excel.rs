//! Workbooks through calamine: streamed cells where the format allows it (xlsx, xlsb), whole sheets otherwise.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx, XlsxFormulaMetadata};

use super::formula::reaches_outside;
use super::inspect::{self, Findings};
use super::sheet_marks::{SheetMarks, number_format};
use super::{Cell, FileHead, FileType, Flow, NumberFormat, Refusal, Request, Row, SheetHead, Sink, Value};
use crate::domain::address::cell_name;
use crate::intake::problems::ProblemCode;
use crate::intake::row::number::{self, Moment};

type Bytes<'a> = Cursor<&'a [u8]>;

/// What of the file is known before the sheets are read.
struct Known<'a> {
    findings: Findings,
    sha256: String,
    request: &'a Request,
}

/// Inspects a workbook and reads its sheets into a sink.
pub(super) fn read(
    bytes: &[u8],
    file_type: FileType,
    sha256: String,
    request: &Request,
    sink: &mut dyn Sink,
) -> Result<(), Refusal> {
    let (limits, only) = (&request.limits, request.sheet.as_deref());
    if file_type == FileType::Xlsx {
        let open = || Xlsx::new(Cursor::new(bytes)).map_err(xlsx_refusal);
        let (findings, workbook) = inspect::container(bytes, file_type, limits, only, open)?;
        let mut workbook = workbook?;
        let known = Known { findings, sha256, request };
        let metadata = workbook.sheets_metadata().to_vec();
        return each_sheet(bytes, &metadata, &known, sink, &mut |sheet, gate| {
            xlsx_sheet(bytes, &mut workbook, sheet, gate)
        });
    }
    let (findings, ()) = inspect::container(bytes, file_type, limits, only, || ())?;
    let known = Known { findings, sha256, request };
    let cursor = Cursor::new(bytes);
    match file_type {
        FileType::Xlsb => {
            let mut workbook = Xlsb::new(cursor).map_err(Refusal::damaged)?;
            let metadata = workbook.sheets_metadata().to_vec();
            each_sheet(bytes, &metadata, &known, sink, &mut |sheet, gate| xlsb_sheet(&mut workbook, sheet, gate))
        }
        FileType::Xls => {
            let mut workbook: Xls<Bytes<'_>> = Xls::new(cursor).map_err(xls_refusal)?;
            let metadata = workbook.sheets_metadata().to_vec();
            let epoch = workbook.has_1904_epoch();
            each_sheet(bytes, &metadata, &known, sink, &mut |sheet, gate| {
                let values = workbook.worksheet_range(&sheet.name).map_err(Refusal::damaged)?;
                let formulas = workbook.worksheet_formula(&sheet.name).unwrap_or_default();
                whole_sheet(&values, &formulas, epoch, gate)
            })
        }
        FileType::Ods => {
            let indented;
            let mut workbook: Ods<Bytes<'_>> = match Ods::new(cursor).map_err(ods_refusal) {
                Ok(workbook) => workbook,
                Err(refusal) if refusal.code == ProblemCode::Encrypted => return Err(refusal),
                Err(refusal) => {
                    indented = super::indents::without(bytes).ok_or(refusal)?;
                    Ods::new(Cursor::new(indented.as_slice())).map_err(ods_refusal)?
                }
            };
            let metadata = workbook.sheets_metadata().to_vec();
            each_sheet(bytes, &metadata, &known, sink, &mut |sheet, gate| {
                let values = workbook.worksheet_range(&sheet.name).map_err(Refusal::damaged)?;
                let formulas = workbook.worksheet_formula(&sheet.name).unwrap_or_default();
                whole_sheet(&values, &formulas, false, gate)
            })
        }
        FileType::Xlsx | FileType::Text => Err(Refusal::damaged("no workbook of this kind")),
    }
}

fn encrypted() -> Refusal {
    Refusal::new(ProblemCode::Encrypted, "an encrypted workbook")
}

fn xlsx_refusal(error: calamine::XlsxError) -> Refusal {
    if matches!(error, calamine::XlsxError::Password) { encrypted() } else { Refusal::damaged(error) }
}

fn xls_refusal(error: calamine::XlsError) -> Refusal {
    if matches!(error, calamine::XlsError::Password) { encrypted() } else { Refusal::damaged(error) }
}

fn ods_refusal(error: calamine::OdsError) -> Refusal {
    if matches!(error, calamine::OdsError::Password) { encrypted() } else { Refusal::damaged(error) }
}

/// A sheet to read, with what inspection found in it.
struct Sheet {
    name: String,
    formulas: bool,
}

type ReadSheet<'f> = dyn FnMut(&Sheet, &mut Gate<'_>) -> Result<(), Refusal> + 'f;

fn each_sheet(
    bytes: &[u8],
    metadata: &[calamine::Sheet],
    known: &Known<'_>,
    sink: &mut dyn Sink,
    read: &mut ReadSheet<'_>,
) -> Result<(), Refusal> {
    let limits = &known.request.limits;
    if metadata.len() > limits.sheets {
        return Err(Refusal::new(ProblemCode::TooLarge, format!("{} sheets", metadata.len())));
    }
    if let Some(sheet) = metadata.iter().find(|sheet| sheet.typ == SheetType::MacroSheet) {
        return Err(Refusal::new(ProblemCode::Macros, format!("the macro sheet {}", sheet.name)));
    }
    let nothing = SheetMarks::default();
    let said = |name: &str| known.findings.sheets.get(name).unwrap_or(&nothing);
    let heads = metadata.iter().map(|sheet| SheetHead {
        name: sheet.name.clone(),
        hidden: sheet.visible != SheetVisible::Visible,
        hidden_columns: said(&sheet.name).hidden_columns.clone(),
        merged: said(&sheet.name).merged.clone(),
        tables: known.findings.tables.get(&sheet.name).cloned().unwrap_or_default(),
        unseen: !known.findings.sheets.contains_key(&sheet.name),
    });
    sink.file(&FileHead {
        sha256: known.sha256.clone(),
        bytes: bytes.len() as u64,
        sheets: heads.collect(),
        text: None,
    });
    let mut left = Left { cells: limits.cells, text_bytes: limits.text_bytes };
    for (number, sheet) in metadata.iter().enumerate() {
        let wanted = known.request.sheet.as_ref().is_none_or(|only| *only == sheet.name);
        if !wanted || sheet.typ != SheetType::WorkSheet {
            continue;
        }
        match sink.sheet(number) {
            Flow::Continue => {}
            Flow::NextSheet => continue,
            Flow::Stop => return Ok(()),
        }
        let said = said(&sheet.name);
        // A sheet that could not be searched may have formulas: the slower way sees them all.
        let unseen = !known.findings.sheets.contains_key(&sheet.name);
        let sheet = Sheet { name: sheet.name.clone(), formulas: said.formulas || unseen };
        let mut gate = Gate { said, longest: limits.cell_bytes, left, flow: Flow::Continue, sink };
        let outcome = read(&sheet, &mut gate);
        left = gate.left;
        let flow = gate.flow;
        outcome.map_err(|refusal| Refusal { sheet: refusal.sheet.or(Some(sheet.name)), ..refusal })?;
        if flow == Flow::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// What is left of the limits.
#[derive(Clone, Copy)]
struct Left {
    cells: u64,
    text_bytes: u64,
}

impl Left {
    /// What is left after one more cell.
    fn after(self, value: &Value<'_>) -> Option<Self> {
        let text = if let Value::Text(text) = value { text.len() as u64 } else { 0 };
        Some(Self { cells: self.cells.checked_sub(1)?, text_bytes: self.text_bytes.checked_sub(text)? })
    }
}

/// Where rows go out: what is hidden, what is left of the limits, and whether more is wanted.
struct Gate<'s> {
    said: &'s SheetMarks,
    longest: usize,
    left: Left,
    flow: Flow,
    sink: &'s mut dyn Sink,
}

/// Gathers cells in the order of the file into rows.
struct Gather<'a, 'g, 's> {
    row: Row<'a>,
    gate: &'g mut Gate<'s>,
}

impl<'a, 'g, 's> Gather<'a, 'g, 's> {
    fn new(gate: &'g mut Gate<'s>) -> Self {
        Self { row: Row::default(), gate }
    }

    /// Takes the next cell; row and column count from 0. Whether more is wanted.
    fn take(
        &mut self,
        (row, column): (u32, u32),
        value: Option<Value<'a>>,
        formula: bool,
        format: NumberFormat,
    ) -> Result<bool, Refusal> {
        let number = row.saturating_add(1);
        if number != self.row.number {
            if number < self.row.number {
                let found = format!("row {number} after row {}", self.row.number);
                return Err(Refusal { row: Some(number), ..Refusal::damaged(found) });
            }
            if !self.give()? {
                return Ok(false);
            }
            self.row.number = number;
        }
        let Some(value) = value.filter(|value| !value.is_blank()) else { return Ok(true) };
        if let Value::Text(text) = &value
            && text.len() > self.gate.longest
        {
            let found = format!("a text of {} bytes", text.len());
            return Err(Refusal { row: Some(number), ..Refusal::new(ProblemCode::TooLarge, found) });
        }
        let Some(left) = self.gate.left.after(&value) else {
            let found =
                if self.gate.left.cells == 0 { "more cells than the limit" } else { "more text than the limit" };
            return Err(Refusal { row: Some(number), ..Refusal::new(ProblemCode::TooLarge, found) });
        };
        self.gate.left = left;
        self.row.cells.push(Cell { column, value, formula, format });
        Ok(true)
    }

    /// Hands the gathered row on. Whether more is wanted.
    fn give(&mut self) -> Result<bool, Refusal> {
        if self.row.cells.is_empty() {
            return Ok(true);
        }
        if !self.row.cells.is_sorted_by(|one, next| one.column < next.column) {
            self.row.cells.sort_by_key(|cell| cell.column);
            if let Some(pair) =
                self.row.cells.windows(2).find(|pair| matches!(pair, [one, next] if one.column == next.column))
            {
                let column = pair.first().map_or(0, |cell| cell.column);
                let found = format!("two cells at {}", cell_name(self.row.number, column));
                return Err(Refusal { row: Some(self.row.number), ..Refusal::damaged(found) });
            }
        }
        self.row.hidden = self.gate.said.is_hidden(self.row.number);
        self.gate.flow = self.gate.sink.row(&self.row);
        self.row.cells.clear();
        Ok(self.gate.flow == Flow::Continue)
    }
}

fn xlsx_sheet(bytes: &[u8], workbook: &mut Xlsx<Bytes<'_>>, sheet: &Sheet, gate: &mut Gate<'_>) -> Result<(), Refusal> {
    let epoch = workbook.has_1904_epoch();
    let mut reader = match workbook.worksheet_cells_reader(&sheet.name) {
        Err(calamine::XlsxError::NotAWorksheet(_)) => return Ok(()),
        other => other.map_err(xlsx_refusal)?,
    };
    let formats: Vec<NumberFormat> = reader
        .styles()
        .iter()
        .map(|style| number_format(style.number_format.as_ref().map_or("", |format| &format.format_code)))
        .collect();
    let format_of = |style: usize| formats.get(style).copied().unwrap_or_default();
    let mut gather = Gather::new(gate);
    if !sheet.formulas {
        while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(xlsx_refusal)? {
            let place = cell.get_position();
            if !gather.take(place, value_of(cell.get_value(), epoch), false, format_of(style))? {
                return Ok(());
            }
        }
        return gather.give().map(|_| ());
    }
    // The reader gives styles or formulas, not both: two readers go side by side over the same cells.
    let mut second = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_refusal)?;
    let mut with_formulas = second.worksheet_cells_reader(&sheet.name).map_err(xlsx_refusal)?;
    let mut outside = BTreeMap::new();
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(xlsx_refusal)? {
        let place = cell.get_position();
        let formula =
            with_formulas.next_cell_with_formula_metadata().map_err(xlsx_refusal)?.and_then(|record| record.formula);
        let value = match &formula {
            Some(formula) => formula_value(formula, cell.get_value(), epoch, &mut outside)?,
            None => value_of(cell.get_value(), epoch),
        };
        if !gather.take(place, value, formula.is_some(), format_of(style))? {
            return Ok(());
        }
    }
    gather.give().map(|_| ())
}

/// The stored result of a formula; a formula that reaches outside the workbook is recognised.
fn formula_value<'a>(
    formula: &XlsxFormulaMetadata,
    stored: &DataRef<'a>,
    epoch: bool,
    outside: &mut BTreeMap<usize, bool>,
) -> Result<Option<Value<'a>>, Refusal> {
    let reaches_out = match formula {
        XlsxFormulaMetadata::Normal { formula } => reaches_outside(formula),
        XlsxFormulaMetadata::Shared { shared_index, formula, .. } => {
            let reaches = reaches_outside(formula);
            outside.insert(*shared_index, reaches);
            reaches
        }
        XlsxFormulaMetadata::SharedDerived { shared_index } => outside.get(shared_index).copied().unwrap_or(false),
        _ => return Err(Refusal::damaged("a formula of an unknown kind")),
    };
    if reaches_out {
        return Ok(Some(Value::Outside));
    }
    Ok(Some(value_of(stored, epoch).unwrap_or(Value::NoResult)))
}

fn xlsb_sheet(workbook: &mut Xlsb<Bytes<'_>>, sheet: &Sheet, gate: &mut Gate<'_>) -> Result<(), Refusal> {
    let epoch = workbook.has_1904_epoch();
    let formulas = workbook.worksheet_formula(&sheet.name).unwrap_or_default();
    let mut reader = workbook.worksheet_cells_reader(&sheet.name).map_err(Refusal::damaged)?;
    let said = gate.said;
    let mut gather = Gather::new(gate);
    while let Some(cell) = reader.next_cell().map_err(Refusal::damaged)? {
        let place = cell.get_position();
        let format = said.format_at(place.0.saturating_add(1), place.1);
        let formula = formulas.get_value(place).filter(|formula| !formula.is_empty());
        let value = value_beside(formula, value_of(cell.get_value(), epoch));
        if !gather.take(place, value, formula.is_some(), format)? {
            return Ok(());
        }
    }
    gather.give().map(|_| ())
}

/// The stored value of a cell whose formula is known as text.
fn value_beside<'v>(formula: Option<&String>, stored: Option<Value<'v>>) -> Option<Value<'v>> {
    match (stored, formula) {
        (_, Some(formula)) if reaches_outside(formula) => Some(Value::Outside),
        (None, Some(_)) => Some(Value::NoResult),
        (value, _) => value,
    }
}

/// A sheet that calamine holds as a whole.
fn whole_sheet(
    values: &Range<Data>,
    formulas: &Range<String>,
    epoch: bool,
    gate: &mut Gate<'_>,
) -> Result<(), Refusal> {
    let (first_row, first_column) = values.start().unwrap_or_default();
    let said = gate.said;
    let mut gather = Gather::new(gate);
    for (row, column, value) in values.cells() {
        let place = (first_row.saturating_add(row as u32), first_column.saturating_add(column as u32));
        let formula = formulas.get_value(place).filter(|formula| !formula.is_empty());
        let value = value_beside(formula, value_of(&borrowed(value), epoch));
        let format = said.format_at(place.0.saturating_add(1), place.1);
        if value.is_some() && !gather.take(place, value, formula.is_some(), format)? {
            return Ok(());
        }
    }
    gather.give().map(|_| ())
}

/// The same value, borrowing its text.
fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(whole) => DataRef::Int(*whole),
        Data::Float(float) => DataRef::Float(*float),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(logical) => DataRef::Bool(*logical),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// The value of a cell; `None` for an empty one.
fn value_of<'a>(value: &DataRef<'a>, epoch: bool) -> Option<Value<'a>> {
    Some(match value {
        DataRef::Int(whole) => Value::Number((*whole).into()),
        DataRef::Float(float) => match number::exact(*float) {
            Some(number) => Value::Number(number),
            None => Value::Text(Cow::Owned(number::show(*float))),
        },
        DataRef::String(text) => Value::Text(Cow::Owned(text.clone())),
        DataRef::SharedString(text) => Value::Text(Cow::Borrowed(text)),
        DataRef::Bool(logical) => Value::Logical(*logical),
        DataRef::DateTime(moment) => match number::moment(moment, epoch) {
            Moment::Day(date) => Value::Date(date),
            Moment::Number(number) => Value::Number(number),
            Moment::Neither(shown) => Value::Text(Cow::Owned(shown)),
        },
        DataRef::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => Value::Date(date),
            None => Value::Text(Cow::Owned(text.clone())),
        },
        DataRef::DurationIso(text) => Value::Text(Cow::Owned(text.clone())),
        DataRef::Error(error) => Value::Error(Cow::Owned(error.to_string())),
        DataRef::Empty => return None,
    })
}
