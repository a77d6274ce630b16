//! A workbook as settings.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use toml::{Table, Value};
use zip::ZipArchive;

use crate::config::ConfigProblem;
use crate::domain::address::cell_name;

use super::cells::{Stands, value};
use super::layout::{self, Form, IATI, SETTINGS, SHEET, TABLES};

/// No settings are longer, once unpacked.
const MOST_BYTES: u64 = 64 << 20;

/// The text of a `fund.toml` that says what a workbook says.
///
/// # Errors
/// With each cell that cannot stand.
pub(in crate::config) fn toml_of(bytes: &[u8]) -> Result<String, Vec<ConfigProblem>> {
    let broken =
        |why: String| vec![problem("settings.xlsx", why, "a workbook with the settings", "Open and save it in Excel.")];
    let mut reader = opened(bytes).map_err(broken)?;
    let mut problems = Vec::new();
    let mut settings = Table::new();
    match reader.worksheet_range(SHEET) {
        Ok(sheet) => singles(&sheet, &mut settings, &mut problems),
        Err(_) => problems.push(problem(
            SHEET,
            "no such sheet".to_owned(),
            "a sheet of this name",
            "Give the sheet its name again.",
        )),
    }
    for table in TABLES {
        // A sheet that was taken out says nothing.
        let Ok(sheet) = reader.worksheet_range(table.sheet) else { continue };
        let rows = several(&sheet, table, &mut problems);
        if !rows.is_empty() {
            put(&mut settings, table.key, Value::Array(rows));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    toml::to_string(&settings).map_err(|why| broken(why.to_string()))
}

/// Opens a workbook that does not grow beyond bounds.
fn opened(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| why.to_string())?;
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(|why| why.to_string())?;
        let read = std::io::copy(&mut std::io::Read::take(&mut part, left + 1), &mut std::io::sink());
        left =
            left.checked_sub(read.map_err(|why| why.to_string())?).ok_or("a file that is too large once unpacked")?;
    }
    Xlsx::new(Cursor::new(bytes)).map_err(|why| why.to_string())
}

fn problem(key: &str, found: String, expected: &str, fix: &str) -> ConfigProblem {
    ConfigProblem { key: key.to_owned(), found, expected: expected.to_owned(), fix: fix.to_owned() }
}

/// The single settings: a key, and its value beside it.
fn singles(sheet: &Range<Data>, settings: &mut Table, problems: &mut Vec<ConfigProblem>) {
    let known: HashMap<&str, Form> = SETTINGS.iter().map(|setting| (setting.key, setting.form)).collect();
    let (last, _) = sheet.end().unwrap_or_default();
    let mut seen: HashMap<String, u32> = HashMap::new();
    for row in 1..=last {
        let Some(Stands::Text(key)) = stands(sheet, row, 0) else { continue };
        let key = key.trim().to_owned();
        let at = format!("{SHEET}!{}", cell_name(row + 1, 0));
        let Some(form) = known.get(key.as_str()) else {
            problems.push(problem(&at, format!("{key:?}"), "the name of a setting", "Correct it, or clear the row."));
            continue;
        };
        if let Some(before) = seen.insert(key.clone(), row) {
            let found = format!("{key:?} in rows {} and {}", before + 1, row + 1);
            problems.push(problem(&at, found, "each setting once", "Clear one of the two rows."));
            continue;
        }
        let Some(stands) = stands(sheet, row, 1) else { continue };
        match value(&stands, *form) {
            // Whether it is there at all: what it holds has keys of its own.
            Ok(Value::Boolean(publishes)) if key == IATI => {
                if publishes {
                    settings.entry(IATI).or_insert_with(|| Value::Table(Table::new()));
                }
            }
            Ok(value) => put(settings, &key, value),
            Err(expected) => problems.push(wrong(SHEET, (row, 1), &stands, expected)),
        }
    }
}

/// The rows of settings of which there are several; columns are found by their headings.
fn several(sheet: &Range<Data>, table: &layout::Table, problems: &mut Vec<ConfigProblem>) -> Vec<Value> {
    let ((last_row, last_column), mut rows) = (sheet.end().unwrap_or_default(), Vec::new());
    let mut columns = Vec::new();
    for column in 0..=last_column {
        let Some(Stands::Text(heading)) = stands(sheet, 1, column) else { continue };
        match table.columns.iter().find(|setting| setting.key == heading.trim()) {
            Some(setting) => columns.push((column, setting)),
            None => {
                let at = format!("{}!{}", table.sheet, cell_name(2, column));
                problems.push(problem(
                    &at,
                    format!("{heading:?}"),
                    "the heading of a setting",
                    "Correct it, or clear the column.",
                ));
            }
        }
    }
    for row in 3..=last_row {
        let mut found = Table::new();
        for &(column, setting) in &columns {
            let Some(stands) = stands(sheet, row, column) else { continue };
            match value(&stands, setting.form) {
                Ok(value) => drop(found.insert(setting.key.to_owned(), value)),
                Err(expected) => problems.push(wrong(table.sheet, (row, column), &stands, expected)),
            }
        }
        if !found.is_empty() {
            rows.push(Value::Table(found));
        }
    }
    rows
}

fn wrong(sheet: &str, (row, column): (u32, u32), stands: &Stands, expected: &str) -> ConfigProblem {
    let found = match stands {
        Stands::Text(text) | Stands::Number(text) => format!("{text:?}"),
        Stands::Truth(truth) => truth.to_string(),
    };
    problem(&format!("{sheet}!{}", cell_name(row + 1, column)), found, expected, "Correct the cell.")
}

/// What stands in a cell; nothing in a blank one.
fn stands(sheet: &Range<Data>, row: u32, column: u32) -> Option<Stands> {
    Some(match sheet.get_value((row, column))? {
        Data::Empty => return None,
        Data::String(text) if text.trim().is_empty() => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Stands::Text(text.clone()),
        Data::Float(number) => Stands::Number(number.to_string()),
        Data::Int(number) => Stands::Number(number.to_string()),
        Data::Bool(truth) => Stands::Truth(*truth),
        Data::DateTime(day) => Stands::Text(day.as_datetime()?.date().to_string()),
        Data::Error(error) => Stands::Text(error.to_string()),
    })
}

/// Puts a value in by its key.
fn put(settings: &mut Table, key: &str, value: Value) {
    match key.split_once('.') {
        None => drop(settings.insert(key.to_owned(), value)),
        Some((first, rest)) => {
            let below = settings.entry(first).or_insert_with(|| Value::Table(Table::new()));
            if let Some(table) = below.as_table_mut() {
                put(table, rest, value);
            }
        }
    }
}
