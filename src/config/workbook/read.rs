//! A workbook as settings.

use std::collections::HashMap;

use toml::{Table, Value};

use crate::config::ConfigProblem;
use crate::domain::address::cell_name;

use super::cells::{Sheet, Sheets, Stands, value};
use super::layout::{self, Form, IATI, SETTINGS, SHEET, TABLES};

/// The text of a `fund.toml` that says what a workbook says.
///
/// # Errors
/// With each cell that cannot stand.
pub fn toml_of(sheets: &Sheets) -> Result<String, Vec<ConfigProblem>> {
    let mut problems = Vec::new();
    let mut settings = Table::new();
    match sheets.sheet(SHEET) {
        Some(sheet) => singles(sheet, &mut settings, &mut problems),
        None => problems.push(problem(
            SHEET,
            "no such sheet".to_owned(),
            "a sheet of this name",
            "Give the sheet its name again.",
        )),
    }
    for table in TABLES {
        // A sheet that was taken out says nothing.
        let Some(sheet) = sheets.sheet(table.sheet) else { continue };
        let rows = several(sheet, table, &mut problems);
        if !rows.is_empty() {
            put(&mut settings, table.key, Value::Array(rows));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    toml::to_string(&settings).map_err(|why| {
        vec![problem("settings.xlsx", why.to_string(), "settings that can be written down", "Correct the workbook.")]
    })
}

fn problem(key: &str, found: String, expected: &str, fix: &str) -> ConfigProblem {
    ConfigProblem { key: key.to_owned(), found, expected: expected.to_owned(), fix: fix.to_owned() }
}

/// The single settings: a key, and its value beside it.
fn singles(sheet: &Sheet, settings: &mut Table, problems: &mut Vec<ConfigProblem>) {
    let known: HashMap<&str, Form> = SETTINGS.iter().map(|setting| (setting.key, setting.form)).collect();
    let (last, _) = sheet.end();
    let mut seen: HashMap<String, u32> = HashMap::new();
    for row in 1..=last {
        let Some(Stands::Text(key)) = sheet.stands(row, 0) else { continue };
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
        let Some(stands) = sheet.stands(row, 1) else { continue };
        match value(stands, *form) {
            // Whether it is there at all: what it holds has keys of its own.
            Ok(Value::Boolean(publishes)) if key == IATI => {
                if publishes {
                    settings.entry(IATI).or_insert_with(|| Value::Table(Table::new()));
                }
            }
            Ok(value) => put(settings, &key, value),
            Err(expected) => problems.push(wrong(SHEET, (row, 1), stands, expected)),
        }
    }
}

/// The rows of settings of which there are several; columns are found by their headings.
fn several(sheet: &Sheet, table: &layout::Table, problems: &mut Vec<ConfigProblem>) -> Vec<Value> {
    let ((last_row, last_column), mut rows) = (sheet.end(), Vec::new());
    let mut columns = Vec::new();
    for column in 0..=last_column {
        let Some(Stands::Text(heading)) = sheet.stands(1, column) else { continue };
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
            let Some(stands) = sheet.stands(row, column) else { continue };
            match value(stands, setting.form) {
                Ok(value) => drop(found.insert(setting.key.to_owned(), value)),
                Err(expected) => problems.push(wrong(table.sheet, (row, column), stands, expected)),
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
        Stands::Nothing(what) => what.clone(),
    };
    problem(&format!("{sheet}!{}", cell_name(row + 1, column)), found, expected, "Correct the cell.")
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
