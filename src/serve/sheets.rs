//! Sheets in view: of files as they were handed over, and of workbooks of a month, down to the cells behind a figure.
//!
//! What comes in: a file and the rows that are wanted, or a month and its workbook. What leaves: cells. What it does not know:
//! file formats.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::books::{self, TracedCell, TracedEntry, Watch};
use crate::domain::{Currency, Money, Month};
use crate::intake::workbook::Request;
use crate::intake::{self, Isolation, settings};
use crate::report::grid::{self, Sheet};
use crate::report::{View, Workbook, WriteError};

use super::answer::Refusal;

/// How many rows of a file are shown at a time.
const ROWS: usize = 400;
/// How many rows of a workbook's sheet are shown.
const SHEET_ROWS: usize = 600;
/// How many entries of a cell are shown.
const ENTRIES: usize = 300;

/// Which rows of which sheet are wanted.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// The file among the inputs.
    pub file: String,
    /// The file that waits to enter under that name, where it is meant.
    #[serde(default)]
    pub number: Option<u64>,
    /// The sheet; none of a text file.
    #[serde(default)]
    sheet: Option<String>,
    /// The rows, from 1.
    rows: BTreeSet<u32>,
}

/// Rows of a file, each with its cells by their names.
pub(super) fn rows(inputs: &Path, path: &Path, wanted: &Wanted) -> Result<Value, Refusal> {
    let fund = settings::load(inputs)?;
    let mapping = fund.inputs.iter().find(|mapping| mapping.file == wanted.file);
    let request = Request {
        file: wanted.file.clone(),
        sheet: wanted.sheet.clone().filter(|sheet| !sheet.is_empty()),
        covers: false,
        delimiter: mapping.and_then(|mapping| mapping.delimiter),
        limits: fund.limits.clone(),
    };
    let rows: BTreeSet<u32> = wanted.rows.iter().take(ROWS).copied().collect();
    let texts = intake::texts(path, &request, &rows, &Isolation::default());
    let texts = texts.map_err(|refusal| {
        Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", format!("{}: {}", wanted.file, refusal.found))
    })?;
    let rows = texts.into_iter().map(|(row, cells)| {
        let cells: BTreeMap<String, String> = cells.into_iter().collect();
        json!({ "row": row, "cells": cells })
    });
    Ok(json!({ "rows": rows.collect::<Vec<_>>() }))
}

/// A cell of a workbook of ours, as the pages format it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Shown {
    Text(String),
    Money(i64),
    Number(String),
    Share(i64, i64),
    Date(String),
}

impl Shown {
    fn of(value: &grid::Value) -> Option<Self> {
        Some(match value {
            grid::Value::Blank => return None,
            grid::Value::Text(text) => Self::Text(text.to_string()),
            grid::Value::Money(money) => Self::Money(money.minor()),
            grid::Value::Decimal(number, _) => Self::Number(number.to_string()),
            grid::Value::Whole(number) => Self::Number(number.to_string()),
            grid::Value::Year(year) => Self::Number(year.to_string()),
            grid::Value::Share(part, whole) => Self::Share(*part, *whole),
            grid::Value::Date(day) => Self::Date(day.to_string()),
            grid::Value::Truth(truth) => Self::Text(truth.to_string()),
        })
    }
}

/// The workbook of a month, sheet by sheet, as it was written.
pub(super) fn book(folder: &Path, month: &str, file: &str) -> Result<Value, Refusal> {
    let month = Month::parse(month).ok_or_else(Refusal::nothing)?;
    let store = books::ledger(folder)?.ok_or_else(Refusal::nothing)?;
    let computed = books::again(store.as_ref(), &books::run_of(store.as_ref(), month)?, &|_| {})?;
    let view =
        View::new(&computed.figures, computed.provenance()).map_err(WriteError::from).map_err(Refusal::failed)?;
    let workbook = Workbook::of_file(&view, file).ok_or_else(Refusal::nothing)?;
    let sheets: Vec<Value> = workbook.build(&view).sheets.iter().map(sheet).collect();
    Ok(json!({ "sheets": sheets }))
}

fn sheet(sheet: &Sheet) -> Value {
    let rows = sheet.rows.iter().take(SHEET_ROWS);
    let rows: Vec<Vec<Option<Shown>>> =
        rows.map(|cells| cells.iter().map(|cell| Shown::of(&cell.value)).collect()).collect();
    json!({ "name": sheet.name, "rows": rows, "left_out": sheet.rows.len().saturating_sub(SHEET_ROWS) })
}

/// Which figure is to be followed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Figure {
    month: String,
    file: String,
    cell: String,
}

/// The way from a figure to its entries.
pub(super) fn trace(folder: &Path, figure: &Figure, watch: Watch<'_>) -> Result<Value, Refusal> {
    let month = Month::parse(&figure.month).ok_or_else(Refusal::nothing)?;
    let trace = books::trace(folder, &format!("{month}/{}", figure.file), &figure.cell, watch)?;
    let cells: Vec<Value> = trace.cells.iter().map(|cell| traced(cell, trace.currency)).collect();
    Ok(json!({ "as_written": trace.as_written, "cells": cells }))
}

fn traced(cell: &TracedCell, currency: Currency) -> Value {
    let entry = |entry: &TracedEntry| {
        let row: BTreeMap<&str, &str> = entry.row.iter().map(|(cell, text)| (cell.as_str(), text.as_str())).collect();
        let sheet = entry.source.as_ref().map(|source| &source.sheet);
        json!({
            "what": entry.what,
            "amount": entry.amount.map(Money::minor),
            "file": sheet.map(|sheet| &sheet.file),
            "sheet": sheet.map(|sheet| &sheet.sheet),
            "cell": entry.address,
            "text": entry.text,
            "row": row,
        })
    };
    json!({
        "sheet": cell.sheet,
        "cell": cell.address,
        "value": Shown::of(&cell.value),
        "currency": currency.code(),
        "formula": cell.formula,
        "entries": cell.entries.iter().take(ENTRIES).map(entry).collect::<Vec<_>>(),
        "left_out": cell.entries.len().saturating_sub(ENTRIES),
    })
}
