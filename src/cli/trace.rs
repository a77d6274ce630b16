//! `poolfund trace`: the entries behind a figure of a report, down to the cells of the spreadsheets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::books::{self, Trace, TracedCell, TracedEntry};
use crate::domain::Currency;
use crate::report::grid::Value;

use super::amount::Amount;
use super::progress::Progress;
use super::{CommandError, terminal};

/// Options of `trace`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct TraceArguments {
    /// A workbook below reports/YYYY-MM
    file: PathBuf,
    /// The figure's cell, as Summary!B7
    cell: String,
    /// Print every entry as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// How many entries of a cell are shown to people.
const SHOWN: usize = 40;

/// Prints the way from the figure to its entries.
pub(super) fn run(arguments: &TraceArguments) -> Result<(), CommandError> {
    let shown = arguments.file.display();
    let no_report =
        || CommandError::Use(format!("{shown}: no workbook of a month's reports, such as reports/2025-10/donors/…"));
    let (fund, month, file) = month_folder(&arguments.file).ok_or_else(no_report)?;
    let month = super::month_name(&month)?;
    let progress = Progress::new();
    let trace = books::trace(&fund, month, &file, &arguments.cell, &|step| progress.step(step));
    progress.done();
    let trace = trace?;
    if !trace.as_written {
        terminal::tell(&format!(
            "{shown} is not as it was written. What follows is of the workbook as it was written."
        ));
    }
    if arguments.json {
        return terminal::json(&Shown::new(&trace));
    }
    trace.cells.iter().try_for_each(|cell| terminal::output(&text(cell, trace.currency)))
}

/// The fund's folder and the month above a report, and the report's name below the month's folder.
fn month_folder(file: &Path) -> Option<(PathBuf, String, String)> {
    let file = file.canonicalize().ok()?;
    let month =
        file.ancestors().find(|path| path.parent().and_then(Path::file_name).is_some_and(|name| name == "reports"))?;
    let fund = month.parent()?.parent()?.to_owned();
    let below: Vec<String> =
        file.strip_prefix(month).ok()?.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    Some((fund, month.file_name()?.to_string_lossy().into_owned(), below.join("/")))
}

/// The way for programs. Its JSON is described in `docs/json/trace.schema.json`.
#[derive(Debug, Serialize)]
struct Shown<'t> {
    base_currency: &'static str,
    as_written: bool,
    cells: Vec<ShownCell<'t>>,
}

#[derive(Debug, Serialize)]
struct ShownCell<'t> {
    sheet: &'t str,
    cell: &'t str,
    value: String,
    formula: Option<&'t str>,
    entries: Vec<ShownEntry<'t>>,
}

#[derive(Debug, Serialize)]
struct ShownEntry<'t> {
    what: &'t str,
    amount: Option<Amount>,
    file: Option<&'t str>,
    sheet: Option<&'t str>,
    cell: Option<&'t str>,
    text: Option<&'t str>,
    row: BTreeMap<&'t str, &'t str>,
}

impl<'t> Shown<'t> {
    fn new(trace: &'t Trace) -> Self {
        let entry = |entry: &'t TracedEntry| ShownEntry {
            what: &entry.what,
            amount: entry.amount.map(|amount| Amount(amount, trace.currency)),
            file: entry.source.as_ref().map(|source| source.sheet.file.as_str()),
            sheet: entry.source.as_ref().map(|source| source.sheet.sheet.as_str()),
            cell: entry.address.as_deref(),
            text: entry.text.as_deref(),
            row: entry.row.iter().map(|(cell, text)| (cell.as_str(), text.as_str())).collect(),
        };
        let cell = |cell: &'t TracedCell| ShownCell {
            sheet: &cell.sheet,
            cell: &cell.address,
            value: exact(&cell.value, trace.currency),
            formula: cell.formula.as_deref(),
            entries: cell.entries.iter().map(entry).collect(),
        };
        let cells = trace.cells.iter().map(cell).collect();
        Self { base_currency: trace.currency.code(), as_written: trace.as_written, cells }
    }
}

/// A value without marks between thousands; a ratio as its parts in minor units.
fn exact(value: &Value, currency: Currency) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Money(money) => money.to_decimal(currency.minor_units()).to_string(),
        Value::Decimal(number, _) => number.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Share(part, whole) => format!("{part}/{whole}"),
        Value::Date(day) => day.to_string(),
        Value::Truth(truth) => truth.to_string(),
    }
}

/// A value as people read it.
fn shown(value: &Value, currency: Currency) -> String {
    let units = currency.minor_units();
    match value {
        Value::Money(money) => money.format(units),
        Value::Share(part, whole) => {
            let show = |minor: i64| crate::domain::Money::from_minor(minor).format(units);
            format!("{} of {}", show(*part), show(*whole))
        }
        Value::Blank | Value::Text(_) | Value::Decimal(..) | Value::Whole(_) | Value::Date(_) | Value::Truth(_) => {
            exact(value, currency)
        }
    }
}

fn text(cell: &TracedCell, currency: Currency) -> String {
    let value = shown(&cell.value, currency);
    let formula = cell.formula.as_ref().map_or(String::new(), |formula| format!("  = {formula}"));
    let mut lines = vec![format!("{}!{}  {value}{formula}", cell.sheet, cell.address)];
    for entry in cell.entries.iter().take(SHOWN) {
        let location = match (&entry.source, &entry.address) {
            (Some(source), Some(address)) => {
                let sheet = Some(&source.sheet.sheet).filter(|sheet| !sheet.is_empty());
                let sheet = sheet.map_or(String::new(), |sheet| format!(", {sheet}"));
                format!("{}{sheet}, {address}", source.sheet.file)
            }
            (Some(_) | None, _) => String::new(),
        };
        let text = entry.text.as_ref().map_or(String::new(), |text| format!(" {text:?}"));
        let amount = entry.amount.map_or(String::new(), |amount| Amount(amount, currency).to_string());
        lines.push(format!("    {amount:>18}  {location}{text}  {}", entry.what));
    }
    if cell.entries.len() > SHOWN {
        lines.push(format!("    and {} more entries; --json lists all", cell.entries.len() - SHOWN));
    }
    lines.join("\n")
}
