//! The writer for the terminal: a sheet as aligned text.

use super::grid::{Book, Sheet, Value};

/// A sheet as text; numbers to the right, columns two spaces apart.
pub fn text(book: &Book, sheet: &Sheet) -> String {
    let shown: Vec<Vec<(String, bool)>> = sheet
        .rows
        .iter()
        .map(|cells| cells.iter().map(|cell| (show(&cell.value, book.exponent), cell.value.is_number())).collect())
        .collect();
    let columns = shown.iter().map(Vec::len).max().unwrap_or_default();
    // Lines of one cell (titles, remarks) run over the columns and do not widen them.
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            let rows = shown.iter().filter(|cells| cells.len() > 1);
            rows.filter_map(|cells| cells.get(column)).map(|(text, _)| text.chars().count()).max().unwrap_or_default()
        })
        .collect();
    let line = |cells: &Vec<(String, bool)>| {
        let padded = cells
            .iter()
            .zip(&widths)
            .map(|((text, right), &width)| if *right { format!("{text:>width$}") } else { format!("{text:<width$}") });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    shown.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// A value as text, exactly: shares to a tenth of a per cent, days as 2025-10-31.
pub fn show(value: &Value, exponent: u32) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Money(money) => money.format(exponent),
        Value::Decimal(amount, places) => format!("{amount:.places$}", places = *places as usize),
        Value::Whole(number) => number.to_string(),
        Value::Share(part, whole) => percent(*part, *whole),
        Value::Date(day) => day.to_string(),
        Value::Truth(truth) => truth.to_string(),
    }
}

/// A ratio in per cent with one decimal, rounded half away from zero.
pub fn percent(part: i64, whole: i64) -> String {
    if whole == 0 {
        return "0.0%".to_owned();
    }
    let tenths = crate::domain::Money::from_minor(1000).scaled(part, whole).minor();
    let sign = if tenths < 0 { "-" } else { "" };
    format!("{sign}{}.{}%", (tenths / 10).abs(), (tenths % 10).abs())
}
