//! Sheets whose values calamine reads: those of ods. Beside its values stand marks, which it does not give.
//!
//! What comes in: calamine's sheets and values. What leaves: heads and rows to a sink. What it does not know: the records
//! of files.

use std::borrow::Cow;
use std::collections::BTreeMap;

use calamine::{Data, DataRef, Range, SheetType, SheetVisible};

use super::formula::{constant, contradicts, gives_number, reaches_outside};
use super::gate::{FileCell, Gate, Left};
use super::marks::SheetMarks;
use super::{Carried, FileHead, Flow, Refusal, Request, SheetDetails, SheetHead, Sink, Value};
use crate::intake::problems::ProblemCode;
use crate::intake::row::number::{self, Moment};

/// What is known of a file before its sheets are read.
pub(super) struct File<'f> {
    pub bytes: u64,
    pub sha256: String,
    pub carried: Vec<Carried>,
    pub properties: Vec<String>,
    /// By sheet name. Sheets of which nothing can be found out are not there.
    pub marks: &'f BTreeMap<String, SheetMarks>,
    pub request: &'f Request,
}

/// A sheet to read, with what is known of it.
pub(super) struct Sheet<'s> {
    pub name: &'s str,
    pub marks: &'s SheetMarks,
}

/// Reads the cells of a sheet through a gate.
pub(super) type ReadSheet<'f> = dyn FnMut(&Sheet<'_>, &mut Gate<'_, '_>) -> Result<(), Refusal> + 'f;

/// Hands on the head of a file and its sheets.
pub(super) fn each_sheet(
    file: &File<'_>,
    metadata: &[calamine::Sheet],
    sink: &mut dyn Sink,
    read: &mut ReadSheet<'_>,
) -> Result<(), Refusal> {
    let limits = &file.request.limits;
    if metadata.len() > limits.sheets {
        return Err(Refusal::new(ProblemCode::TooLarge, format!("{} sheets", metadata.len())));
    }
    let heads = metadata
        .iter()
        .map(|sheet| SheetHead { name: sheet.name.clone(), hidden: sheet.visible != SheetVisible::Visible });
    sink.file(&FileHead {
        sha256: file.sha256.clone(),
        bytes: file.bytes,
        sheets: heads.collect(),
        text: None,
        carried: file.carried.clone(),
        properties: file.properties.clone(),
        constants: Vec::new(),
    });
    let unknown = SheetMarks::default();
    let mut left = Left::of(limits);
    for (number, sheet) in metadata.iter().enumerate() {
        let wanted = file.request.sheet.as_ref().is_none_or(|only| *only == sheet.name);
        if !wanted || sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let marks = file.marks.get(&sheet.name);
        let unseen = SheetDetails { unseen: true, ..SheetDetails::default() };
        match sink.sheet(number, marks.map_or(&unseen, |marks| &marks.details)) {
            Flow::Continue => {}
            Flow::NextSheet => continue,
            Flow::Stop => return Ok(()),
        }
        let mut gate = Gate::new(&mut left, sink);
        let one = Sheet { name: &sheet.name, marks: marks.unwrap_or(&unknown) };
        let flow = read(&one, &mut gate).and_then(|()| match gate.flow() {
            Flow::Continue => gate.end(),
            flow @ (Flow::NextSheet | Flow::Stop) => Ok(flow),
        });
        let flow = flow.map_err(|refusal| Refusal { sheet: refusal.sheet.or(Some(sheet.name.clone())), ..refusal })?;
        if flow == Flow::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// A sheet that calamine holds as a whole.
pub(super) fn whole_sheet(
    values: &Range<Data>,
    formulas: &Range<String>,
    sheet: &Sheet<'_>,
    gate: &mut Gate<'_, '_>,
) -> Result<(), Refusal> {
    let (first_row, first_column) = values.start().unwrap_or_default();
    for (row, column, value) in values.cells() {
        let cell = (first_row.saturating_add(row as u32), first_column.saturating_add(column as u32));
        if sheet.marks.is_blank_result(cell) {
            continue;
        }
        let formula = formulas.get_value(cell).filter(|formula| !formula.is_empty());
        let Some(value) = value_beside(formula, value_of(&borrowed(value), false)) else { continue };
        let number = cell.0.saturating_add(1);
        if !gate.begin(cell.0, sheet.marks.is_hidden(number))? {
            return Ok(());
        }
        let (value, style) = (Some(value.into_owned()), sheet.marks.style_at(number, cell.1));
        gate.take(FileCell { column: cell.1, value, formula: formula.is_some(), style })?;
    }
    Ok(())
}

/// The stored value of a cell whose formula is known as text.
pub(super) fn value_beside<'v>(formula: Option<&String>, stored: Option<Value<'v>>) -> Option<Value<'v>> {
    match (stored, formula) {
        (_, Some(formula)) if reaches_outside(formula) => Some(Value::Outside),
        (None, Some(_)) => Some(Value::NoResult),
        (Some(Value::Number(stored)), Some(formula))
            if constant(formula.trim_start_matches("of:").trim_start_matches('='))
                .is_some_and(|constant| contradicts(stored, constant)) =>
        {
            Some(Value::NoResult)
        }
        // A text where only a number can be.
        (Some(Value::Text(text)), Some(formula))
            if text.is_empty() && gives_number(formula.trim_start_matches('=')) =>
        {
            Some(Value::NoResult)
        }
        (value, _) => value,
    }
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
pub(super) fn value_of<'a>(value: &DataRef<'a>, epoch_1904: bool) -> Option<Value<'a>> {
    Some(match value {
        DataRef::Int(whole) => Value::Number((*whole).into()),
        DataRef::Float(float) => match number::exact(*float) {
            Some(number) => Value::Number(number),
            None => Value::Text(Cow::Owned(number::show(*float))),
        },
        DataRef::String(text) => Value::Text(Cow::Owned(text.clone())),
        DataRef::SharedString(text) => Value::Text(Cow::Borrowed(text)),
        DataRef::Bool(logical) => Value::Logical(*logical),
        DataRef::DateTime(moment) => match number::moment(moment, epoch_1904) {
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
