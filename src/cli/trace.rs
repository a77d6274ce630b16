//! `poolfund trace`: the entries behind a figure of a report, down to the cells of the spreadsheets.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use crate::books::{self, EarlierText, Trace, TracedCell, TracedEntry, settle};
use crate::domain::{Currency, Month, Source};
use crate::files;
use crate::ledger::store::{MANIFEST, OpenItem};
use crate::report::grid::Value;

use super::amount::Amount;
use super::progress::Progress;
use super::{CommandError, terminal};

/// Options of `trace`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct TraceArguments {
    /// A workbook below reports/YYYY-MM, or of a reprint in another folder; or an open item of the reconciliation, as D-1a2b3c4d
    file: PathBuf,
    /// The figure's cell, as Summary!B7
    cell: Option<String>,
    /// The fund's folder, of an item or of a reprint elsewhere [default: the one above reports, or this one]
    #[arg(long, value_name = "DIR")]
    fund: Option<PathBuf>,
    /// Print every entry as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// A manifest is no longer, in bytes.
const MOST_OF_MANIFEST: u64 = 64 << 20;
/// How many entries of a cell are shown to people.
const SHOWN: usize = 40;

/// Prints the way from the figure to its entries.
pub(super) fn run(arguments: &TraceArguments) -> Result<(), CommandError> {
    let shown = arguments.file.display();
    if let Some(item) = settle::item_name(&arguments.file) {
        return of_item(arguments.fund.as_deref().unwrap_or(Path::new(".")), item, arguments.json);
    }
    let cell = arguments
        .cell
        .as_deref()
        .ok_or_else(|| CommandError::Use(format!("{shown}: say which cell, as Summary!B7")))?;
    let no_report =
        || CommandError::Use(format!("{shown}: no workbook of a month's reports, such as reports/2025-10/donors/…"));
    let path = arguments.file.canonicalize().map_err(|_| no_report())?;
    let here = || arguments.fund.clone().unwrap_or_else(|| PathBuf::from("."));
    let elsewhere = || Some((here(), of_reprint(&path)?));
    let below = below_reports(&path).filter(|(fund, _)| fund.join("ledger.db").exists() && arguments.fund.is_none());
    let (fund, file) = below.or_else(elsewhere).or_else(|| below_reports(&path)).ok_or_else(no_report)?;
    let progress = Progress::new();
    let trace = books::trace_copy(&fund, &file, &path, cell, &|step| progress.step(step));
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

/// Prints how an open item stood at each close, and how it went.
fn of_item(fund: &Path, item: &str, json: bool) -> Result<(), CommandError> {
    let store = books::ledger(fund)?;
    let history = store.map(|store| settle::history(store.as_ref(), item)).transpose()?.unwrap_or_default();
    if history.is_empty() {
        return Err(CommandError::Use(format!(
            "{item} stands in no close of this fund; an item of an open month is in its reconciliation"
        )));
    }
    let base = crate::intake::settings::load(&fund.join("inputs"))?.base_currency;
    let shown: Vec<ItemAtClose<'_>> =
        history.iter().map(|(month, item)| ItemAtClose::new(*month, item, base)).collect();
    if json {
        return terminal::json(&shown);
    }
    shown.iter().try_for_each(|at| terminal::output(&at.text()))
}

/// An open item as it stood at a close. Its JSON is described in `docs/json/item.schema.json`.
#[derive(Debug, Serialize)]
struct ItemAtClose<'i> {
    month: String,
    item: &'i str,
    what: &'static str,
    cause: &'i str,
    amount: Amount,
    effect: Amount,
    first_seen: String,
    ours: &'i [String],
    theirs: &'i [String],
    owner: Option<&'i str>,
    settlement: Option<&'static str>,
    reason: Option<&'i str>,
    settled_by: Option<&'i str>,
    settled_on: Option<String>,
    went: Option<&'i str>,
    booked_on: Option<String>,
    with: &'i [String],
}

impl<'i> ItemAtClose<'i> {
    fn new(month: Month, item: &'i OpenItem, base: Currency) -> Self {
        let settled = item.settled.as_ref();
        Self {
            month: month.to_string(),
            item: &item.id,
            what: item.kind.name(),
            cause: &item.cause,
            amount: Amount(item.amount, base),
            effect: Amount(item.effect, base),
            first_seen: item.first_seen.to_string(),
            ours: &item.ours,
            theirs: &item.theirs,
            owner: item.owner.as_deref(),
            settlement: settled.map(|settled| settled.resolution.name()),
            reason: settled.and_then(|settled| settled.reason.as_deref()),
            settled_by: settled.map(|settled| settled.by.as_str()),
            settled_on: settled.map(|settled| settled.on.to_string()),
            went: item.went.as_deref(),
            booked_on: item.booked_on.map(|day| day.to_string()),
            with: &item.with,
        }
    }

    fn text(&self) -> String {
        let numbers = |numbers: &[String]| if numbers.is_empty() { "-".to_owned() } else { numbers.join("; ") };
        let mut lines = vec![
            format!("{}  {}  {}  {}, {}", self.month, self.item, self.amount, self.what, self.cause),
            format!(
                "    here {}  finance {}  first seen {}",
                numbers(self.ours),
                numbers(self.theirs),
                self.first_seen
            ),
        ];
        lines.extend(self.owner.map(|owner| format!("    owner {owner}")));
        if let (Some(how), Some(by), Some(on)) = (self.settlement, self.settled_by, &self.settled_on) {
            let reason = self.reason.map(|reason| format!(": {reason}")).unwrap_or_default();
            lines.push(format!("    {how}{reason} ({by}, {on})"));
        }
        let booked_on = self.booked_on.as_ref().map(|day| format!(", on {day}")).unwrap_or_default();
        lines.extend(self.went.map(|went| format!("    went: {went}{booked_on} {}", self.with.join("; "))));
        lines.join("\n")
    }
}

/// The fund's folder above a report, and the report's path below the folder of reports.
fn below_reports(file: &Path) -> Option<(PathBuf, String)> {
    let reports = file.ancestors().find(|path| path.file_name().is_some_and(|name| name == "reports"))?;
    let below: Vec<String> =
        file.strip_prefix(reports).ok()?.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    Some((reports.parent()?.to_owned(), below.join("/")))
}

/// The path of a workbook of a reprint below the folder of reports, as if it stood there: the manifest above it says of which
/// month it is.
fn of_reprint(file: &Path) -> Option<String> {
    let folder = file.ancestors().skip(1).find(|folder| folder.join(MANIFEST).is_file())?;
    let manifest = files::read(&folder.join(MANIFEST), MOST_OF_MANIFEST).ok()?;
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).ok()?;
    let as_of: NaiveDate = manifest.get("as_of")?.as_str()?.parse().ok()?;
    let below: Vec<_> = file.strip_prefix(folder).ok()?.iter().map(|part| part.to_string_lossy()).collect();
    Some(format!("{}/{}", Month::of(as_of), below.join("/")))
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
    units: Option<String>,
    file: Option<&'t str>,
    sheet: Option<&'t str>,
    cell: Option<&'t str>,
    text: Option<&'t str>,
    row: BTreeMap<&'t str, &'t str>,
    earlier: Vec<ShownEarlier<'t>>,
}

/// A row as it stood at a close, until it was restated in a month.
#[derive(Debug, Serialize)]
struct ShownEarlier<'t> {
    until: &'t str,
    file: &'t str,
    sheet: &'t str,
    cell: &'t str,
    text: Option<&'t str>,
}

impl<'t> ShownEarlier<'t> {
    fn new(earlier: &'t EarlierText) -> Self {
        let EarlierText { until, source, address, text } = earlier;
        let (file, sheet) = (source.sheet.file.as_str(), source.sheet.sheet.as_str());
        Self { until, file, sheet, cell: address, text: text.as_deref() }
    }
}

impl<'t> Shown<'t> {
    fn new(trace: &'t Trace) -> Self {
        let entry = |entry: &'t TracedEntry| ShownEntry {
            what: &entry.what,
            amount: entry.amount.map(|amount| Amount(amount, trace.currency)),
            units: entry.units.map(|units| units.to_string()),
            file: entry.source.as_ref().map(|source| source.sheet.file.as_str()),
            sheet: entry.source.as_ref().map(|source| source.sheet.sheet.as_str()),
            cell: entry.address.as_deref(),
            text: entry.text.as_deref(),
            row: entry.row.iter().map(|(cell, text)| (cell.as_str(), text.as_str())).collect(),
            earlier: entry.earlier.iter().map(ShownEarlier::new).collect(),
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
        Value::Year(year) => year.to_string(),
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
        Value::Blank | Value::Text(_) | Value::Decimal(..) | Value::Whole(_) | Value::Year(_) => exact(value, currency),
        Value::Date(_) | Value::Truth(_) => exact(value, currency),
    }
}

/// A cell of a sheet of a file, or a whole row of it.
fn place(source: &Source, address: &str) -> String {
    if address.contains(':') {
        return source.to_string();
    }
    let sheet = Some(&source.sheet.sheet).filter(|sheet| !sheet.is_empty());
    let sheet = sheet.map_or(String::new(), |sheet| format!(", {sheet}"));
    format!("{}{sheet}, {address}", source.sheet.file)
}

fn text(cell: &TracedCell, currency: Currency) -> String {
    let value = shown(&cell.value, currency);
    let formula = cell.formula.as_ref().map_or(String::new(), |formula| format!("  = {formula}"));
    let mut lines = vec![format!("{}!{}  {value}{formula}", cell.sheet, cell.address)];
    for entry in cell.entries.iter().take(SHOWN) {
        let location = match (&entry.source, &entry.address) {
            (Some(source), Some(address)) => place(source, address),
            (Some(_) | None, _) => String::new(),
        };
        let text = entry.text.as_ref().map_or(String::new(), |text| format!(" {text:?}"));
        let amount = entry.amount.map(|amount| Amount(amount, currency).to_string());
        let amount = amount.or_else(|| entry.units.map(|units| units.to_string())).unwrap_or_default();
        lines.push(format!("    {amount:>18}  {location}{text}  {}", entry.what));
        for EarlierText { until, source, address, text } in &entry.earlier {
            let text = text.as_ref().map_or(String::new(), |text| format!(" {text:?}"));
            let stood = place(source, address);
            lines.push(format!("{:>22}  {stood}{text}  as it was closed, until it was restated in {until}", ""));
        }
    }
    if cell.entries.len() > SHOWN {
        lines.push(format!("    and {} more entries; --json lists all", cell.entries.len() - SHOWN));
    }
    lines.join("\n")
}
