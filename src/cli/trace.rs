//! `poolfund trace`: the entries behind a figure of a report, down to the cells of the spreadsheets.
//!
//! The month is computed again from what the ledger keeps of it; the figure's formulas are followed to where they end,
//! and each end says which rows it was made of. The text of those rows comes from the files as they were read.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::books::{self, BooksError};
use crate::domain::address::{cell_name, column_letters};
use crate::domain::{Money, Source, fingerprint};
use crate::files;
use crate::intake::{self, RowTexts, SheetSpec};
use crate::ledger::store::{Import, RunRecord, Sqlite, Store};
use crate::month::Figures;
use crate::report::grid::{Book, Sheet, Value};
use crate::report::manifest::set_hash;
use crate::report::origin::Entry;
use crate::report::{View, book_of, formula};

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

/// A cell of the report on the way to the entries.
#[derive(Debug, Serialize)]
struct Step {
    cell: String,
    value: String,
    formula: Option<String>,
    entries: Vec<Found>,
}

/// An entry with the text that stood in its row.
#[derive(Debug, Serialize)]
struct Found {
    what: String,
    amount: Option<String>,
    file: Option<String>,
    sheet: Option<String>,
    cell: Option<String>,
    text: Option<String>,
    row: BTreeMap<String, String>,
}

/// How many entries of a cell are told to people.
const TOLD: usize = 40;

/// Prints the way from the figure to its entries.
pub(super) fn run(arguments: &TraceArguments) -> Result<(), CommandError> {
    let progress = Progress::new();
    let steps = trace(arguments, &progress);
    progress.done();
    let steps = steps?;
    if arguments.json {
        return terminal::json(&steps);
    }
    steps.iter().try_for_each(|step| terminal::output(&text(step)))
}

/// The month's folder above a report, and the report's name below it.
fn month_folder(file: &Path) -> Option<(PathBuf, String, String)> {
    let file = file.canonicalize().ok()?;
    let month =
        file.ancestors().find(|path| path.parent().and_then(Path::file_name).is_some_and(|name| name == "reports"))?;
    let fund = month.parent()?.parent()?.to_owned();
    let below: Vec<String> =
        file.strip_prefix(month).ok()?.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    Some((fund, month.file_name()?.to_string_lossy().into_owned(), below.join("/")))
}

fn trace(arguments: &TraceArguments, progress: &Progress) -> Result<Vec<Step>, CommandError> {
    let shown = arguments.file.display();
    let wrong =
        || CommandError::Use(format!("{shown}: no file of a month's reports, such as reports/2025-10/donors/…"));
    let (fund, name, file) = month_folder(&arguments.file).ok_or_else(wrong)?;
    let name = super::month_name(&name)?;
    let store = books::ledger(&fund)?.ok_or_else(|| BooksError::NoLedger(fund.clone()))?;
    let run = books::run_of(&store, name)?;
    let month = books::again(&store, &run, &|step| progress.step(step))?;
    let view = View::new(&month.figures, set_hash(&month.hashed()));
    let view = view.map_err(|why| CommandError::Internal(why.to_string()))?;
    let book = book_of(&view, &file).ok_or_else(wrong)?;
    let bytes = crate::report::written_as(&book).map_err(|why| CommandError::Internal(why.to_string()))?;
    let there = files::sha256_of(&arguments.file).map_err(|why| CommandError::File { path: shown.to_string(), why })?;
    if fingerprint::sha256(&bytes) != there {
        terminal::tell(&format!(
            "{shown} is not as it was written. What follows is of the workbook as it was written."
        ));
    }
    progress.say("reading the cells");
    let ends = follow(&book, &arguments.cell)?;
    let texts = Texts::read(&store, &run, &ends, &month.figures)?;
    let exponent = month.figures.fund.exponent();
    Ok(ends.into_iter().map(|end| end.step(&month.figures, &texts, exponent)).collect())
}

/// A cell of the book that was reached.
struct End<'a> {
    sheet: &'a Sheet,
    row: u32,
    column: u16,
}

impl End<'_> {
    fn entries(&self, figures: &Figures) -> Vec<Entry> {
        let origin = self.sheet.cell(self.row, self.column).and_then(|cell| cell.origin.as_ref());
        origin.map(|origin| origin.entries(figures)).unwrap_or_default()
    }

    fn step(&self, figures: &Figures, texts: &Texts, exponent: u32) -> Step {
        let cell = self.sheet.cell(self.row, self.column);
        let entries = match cell.is_some_and(|cell| cell.formula.is_some()) {
            true => Vec::new(),
            false => self.entries(figures),
        };
        Step {
            cell: format!("{}!{}", self.sheet.name, cell_name(self.row + 1, u32::from(self.column))),
            value: shown(self.sheet.value(self.row, self.column), exponent),
            formula: cell.and_then(|cell| cell.formula.as_deref()).map(str::to_owned),
            entries: entries.iter().map(|entry| texts.found(entry, exponent)).collect(),
        }
    }
}

/// The cell that was asked for, and every cell that its formulas lead to, each once.
fn follow<'a>(book: &'a Book, asked: &str) -> Result<Vec<End<'a>>, CommandError> {
    let names = || book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join(", ");
    let (name, cell) = asked.rsplit_once('!').ok_or_else(|| {
        CommandError::Use(format!("{asked:?}: name the sheet and the cell, as 'Summary!B7'. Sheets: {}", names()))
    })?;
    let name = name.trim_matches('\'').replace("''", "'");
    let unknown = || CommandError::Use(format!("{name:?} is no sheet of this workbook. Sheets: {}", names()));
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name).ok_or_else(unknown)?;
    let (row, column, _) = formula::cell(cell)
        .filter(|(.., length)| *length == cell.len())
        .ok_or_else(|| CommandError::Use(format!("{cell:?} is no cell, such as B7")))?;
    if !sheet.value(row, column).is_number() {
        let there = shown(sheet.value(row, column), 2);
        return Err(CommandError::Use(format!("{asked} holds no figure but {there:?}")));
    }
    let mut ends = Vec::new();
    let mut seen: HashSet<(String, u32, u16)> = HashSet::new();
    let mut open = vec![(sheet, row, column)];
    while let Some((sheet, row, column)) = open.pop() {
        if !seen.insert((sheet.name.clone(), row, column)) || !sheet.value(row, column).is_number() {
            continue;
        }
        let formula = sheet.cell(row, column).and_then(|cell| cell.formula.as_deref());
        let mut next = Vec::new();
        for (other, range) in formula.map(formula::references).unwrap_or_default() {
            let other = other.map_or(Some(sheet), |name| book.sheets.iter().find(|sheet| sheet.name == name));
            let Some(other) = other else { continue };
            for row in range.first_row..=range.last_row {
                next.extend((range.first_column..=range.last_column).map(|column| (other, row, column)));
            }
        }
        open.extend(next.into_iter().rev());
        ends.push(End { sheet, row, column });
    }
    Ok(ends)
}

/// The text of rows of the inputs.
#[derive(Default)]
struct Texts {
    rows: BTreeMap<(String, String, u32), RowTexts>,
    /// The letters of the column of amounts, by file and sheet.
    amounts: BTreeMap<(String, String), String>,
}

impl Texts {
    fn read(store: &Sqlite, run: &RunRecord, ends: &[End<'_>], figures: &Figures) -> Result<Self, CommandError> {
        let mut wanted: BTreeMap<(String, String, String), BTreeSet<u32>> = BTreeMap::new();
        for source in ends.iter().flat_map(|end| end.entries(figures)).filter_map(|entry| entry.source) {
            let sheet = &source.sheet;
            let key = (sheet.sha256.clone(), sheet.file.clone(), sheet.sheet.clone());
            wanted.entry(key).or_default().insert(source.row);
        }
        let mut texts = Self::default();
        for ((sha256, file, sheet), rows) in wanted {
            let Some(bytes) = store.file(&sha256).map_err(BooksError::from)? else { continue };
            let place = |why| CommandError::File { path: "a temporary file".to_owned(), why };
            let temporary = tempfile::NamedTempFile::new().map_err(place)?;
            std::fs::write(temporary.path(), bytes).map_err(place)?;
            let found = intake::texts(temporary.path(), &file, &sheet, &rows)
                .map_err(|refusal| CommandError::Internal(format!("{file}: {}", refusal.found)))?;
            texts.rows.extend(found.into_iter().map(|(row, cells)| ((sha256.clone(), sheet.clone(), row), cells)));
        }
        for id in &run.imports {
            let Some(event) = store.event(id).map_err(BooksError::from)? else { continue };
            for sheet in event.read::<Import>().map_err(BooksError::from)?.outcome.sheets {
                if let Some(position) =
                    SheetSpec::of(sheet.kind).amount.and_then(|column| sheet.layout.position(column))
                {
                    let key = (sheet.source.sha256.clone(), sheet.source.sheet.clone());
                    texts.amounts.insert(key, column_letters(position));
                }
            }
        }
        Ok(texts)
    }

    fn found(&self, entry: &Entry, exponent: u32) -> Found {
        let source = entry.source.as_ref();
        let cells = source.and_then(|source| self.cells(source));
        let column =
            source.and_then(|source| self.amounts.get(&(source.sheet.sha256.clone(), source.sheet.sheet.clone())));
        let cell = column.zip(source).map(|(column, source)| format!("{column}{}", source.row));
        let text = cell.as_ref().zip(cells).and_then(|(cell, cells)| cells.iter().find(|(name, _)| name == cell));
        Found {
            what: entry.what.clone(),
            amount: entry.amount.map(|amount| amount.format(exponent)),
            file: source.map(|source| source.sheet.file.clone()),
            sheet: source.map(|source| source.sheet.sheet.clone()),
            text: text.map(|(_, text)| text.clone()),
            cell: cell.or_else(|| source.map(|source| format!("{0}:{0}", source.row))),
            row: cells.map(|cells| cells.iter().cloned().collect()).unwrap_or_default(),
        }
    }

    fn cells(&self, source: &Source) -> Option<&RowTexts> {
        self.rows.get(&(source.sheet.sha256.clone(), source.sheet.sheet.clone(), source.row))
    }
}

fn shown(value: &Value, exponent: u32) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.to_string(),
        Value::Money(money) => money.format(exponent),
        Value::Decimal(number, _) => number.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Share(part, whole) => {
            format!("{} of {}", Money::from_minor(*part).format(exponent), Money::from_minor(*whole).format(exponent))
        }
        Value::Date(day) => day.to_string(),
        Value::Truth(truth) => truth.to_string(),
    }
}

fn text(step: &Step) -> String {
    let mut lines = vec![match &step.formula {
        Some(formula) => format!("{}  {}  = {formula}", step.cell, step.value),
        None => format!("{}  {}", step.cell, step.value),
    }];
    for entry in step.entries.iter().take(TOLD) {
        let place = match (&entry.file, &entry.cell) {
            (Some(file), Some(cell)) => {
                let sheet = entry.sheet.as_deref().filter(|sheet| !sheet.is_empty());
                let sheet = sheet.map_or(String::new(), |sheet| format!(", {sheet}"));
                format!("{file}{sheet}, {cell}")
            }
            _ => String::new(),
        };
        let text = entry.text.as_ref().map_or(String::new(), |text| format!(" {text:?}"));
        let amount = entry.amount.as_deref().unwrap_or("");
        lines.push(format!("    {amount:>18}  {place}{text}  {}", entry.what));
    }
    if step.entries.len() > TOLD {
        lines.push(format!("    and {} more entries; --json lists all", step.entries.len() - TOLD));
    }
    lines.join("\n")
}
