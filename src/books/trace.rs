//! The entries behind a figure of a report, down to the cells of the spreadsheets.
//!
//! The month is computed again from what the ledger keeps of it; the figure's formulas are followed to where they end,
//! and each end says which rows it was made of. The text of those rows comes from the files as they were read.

mod committee;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use rust_decimal::Decimal;

use crate::domain::address::cell_name;
use crate::domain::facts::Facts;
use crate::domain::{Currency, Money, Month, Source, fingerprint};
use crate::files::{self, Scratch};
use crate::intake::workbook::Request;
use crate::intake::{self, Column, Isolation, RowTexts, SheetSpec};
use crate::ledger::store::{self, Close, EventKind, Import, RunRecord, Store};
use crate::month::Figures;
use crate::report::grid::references;
use crate::report::grid::{Book, Sheet, Value};
use crate::report::origin::{Counts, Entry, Number, rates_behind};
use crate::report::{View, Workbook, WriteError, written_as};

use super::edition::REPORT_BYTES;
use super::{BooksError, Step, Watch, again, ledger, run_of};

/// The way from a figure to its entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Trace {
    /// The base currency, in which amounts are.
    pub currency: Currency,
    /// Whether the workbook on the disk is as it was written; the way is that of the workbook as it was written.
    pub as_written: bool,
    /// The cell that was asked for, then every cell that its formulas lead to, each once.
    pub cells: Vec<TracedCell>,
}

/// A cell of the report on the way to the entries.
#[derive(Clone, Debug, PartialEq)]
pub struct TracedCell {
    /// Its sheet.
    pub sheet: String,
    /// Its address, as `B7`.
    pub address: String,
    /// What it holds.
    pub value: Value,
    /// Its formula; what adds up data of the workbook has entries of its own too.
    pub formula: Option<String>,
    /// What it was made of.
    pub entries: Vec<TracedEntry>,
}

/// An entry with the text that stood in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TracedEntry {
    /// What it is.
    pub what: String,
    /// What it adds to the figure, in base currency, where it adds something by itself.
    pub amount: Option<Money>,
    /// What it adds to a count, or to an amount in another currency.
    pub units: Option<Decimal>,
    /// The row that it was read from; of a setting, none.
    pub source: Option<Source>,
    /// The cell of its amount, as `F12`: that of the booked amount where it counts; where the sheet has no such column, or no
    /// amount counts, its row, as `12:12`.
    pub address: Option<String>,
    /// What stood in that cell.
    pub text: Option<String>,
    /// What stood in the row, cell by cell.
    pub row: RowTexts,
    /// How the row stood at closes before, where it was restated since: what they recorded is a part of the figure.
    pub earlier: Vec<EarlierText>,
}

/// A row as it stood at a close.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierText {
    /// The month in which it was restated.
    pub until: String,
    /// The row.
    pub source: Source,
    /// The cell of its amount.
    pub address: String,
    /// What stood in that cell.
    pub text: Option<String>,
}

/// Why a figure cannot be followed.
#[derive(Debug, thiserror::Error)]
pub enum TraceError {
    /// The books do not give the month.
    #[error(transparent)]
    Books(#[from] BooksError),
    /// The file is no workbook of the month.
    #[error("{0}: no workbook of a month's reports, such as reports/2025-10/donors/…")]
    NoReport(String),
    /// No sheet is named.
    #[error("{asked:?}: name the sheet and the cell, as 'Summary!B7'. Sheets: {sheets}")]
    NoSheetNamed {
        /// What was asked.
        asked: String,
        /// The sheets that there are.
        sheets: String,
    },
    /// The workbook has no such sheet.
    #[error("{name:?} is no sheet of this workbook. Sheets: {sheets}")]
    UnknownSheet {
        /// What was asked.
        name: String,
        /// The sheets that there are.
        sheets: String,
    },
    /// That is no cell's address.
    #[error("{0:?} is no cell, such as B7")]
    NoCell(String),
    /// The cell holds no figure.
    #[error("{asked} holds no figure{}", .text.as_ref().map_or(String::new(), |text| format!(" but {text:?}")))]
    NoFigure {
        /// What was asked.
        asked: String,
        /// The text that it holds, if any.
        text: Option<String>,
    },
    /// A kept file cannot be read any more.
    #[error("{file} as it was kept: {found}")]
    Refused {
        /// The file.
        file: String,
        /// What was found.
        found: String,
    },
}

/// Follows a cell (`Summary!B7`) of a workbook of a month's reports, of a reprint, or of the committee. `file` is the workbook's
/// path below `reports`, with `/` as separator.
///
/// # Errors
/// When the ledger does not hold the month, or the cell holds no figure.
pub fn trace(folder: &Path, file: &str, asked: &str, watch: Watch<'_>) -> Result<Trace, TraceError> {
    trace_copy(folder, file, &folder.join("reports").join(file), asked, watch)
}

/// The same of a workbook that stands elsewhere, as of a reprint into another folder.
///
/// # Errors
/// As [`trace`].
pub fn trace_copy(folder: &Path, file: &str, path: &Path, asked: &str, watch: Watch<'_>) -> Result<Trace, TraceError> {
    let no_report = || TraceError::NoReport(file.to_owned());
    let within = file.strip_prefix("reprint/").unwrap_or(file);
    let (of, name) = within.split_once('/').ok_or_else(no_report)?;
    if of == "proposals" {
        let month =
            name.strip_prefix("proposal-").and_then(|name| Month::parse(name.get(..7)?)).ok_or_else(no_report)?;
        return trace_proposal(folder, month, (path, asked), watch);
    }
    let month = Month::parse(of).ok_or_else(no_report)?;
    let store = ledger(folder)?.ok_or_else(|| BooksError::NoLedger(folder.to_owned()))?;
    let store = store.as_ref();
    let run = run_of(store, month)?;
    let computed = again(store, &run, watch)?;
    let figures = &computed.figures;
    let view = View::new(figures, computed.provenance()).map_err(WriteError::from).map_err(BooksError::from)?;
    let book = Workbook::of_file(&view, name).ok_or_else(no_report)?.build(&view);
    let kept = |sha256: &str, _: &str| store.file(sha256).map_err(BooksError::from);
    let ends = follow(&book, asked)?;
    watch(Step::Cells);
    let closed = imports_of(closes_before(store, month)?.iter(), store)?;
    let imports = imports_of(std::iter::once(&run), store)?;
    let mut texts = InputRows { columns: columns(imports.iter().chain(&closed)), ..InputRows::default() };
    texts.restated(&closed, &figures.facts, month, store)?;
    texts.read(&kept, &ends, figures)?;
    traced((&book, &ends), figures, &texts, path)
}

/// The same of the committee's workbook of a month.
fn trace_proposal(
    folder: &Path,
    month: Month,
    (path, asked): (&Path, &str),
    watch: Watch<'_>,
) -> Result<Trace, TraceError> {
    let store = ledger(folder)?;
    let (proposal, book) = committee::written((folder, store.as_deref()), month, path, watch)?;
    let stands = |sha256: &str, name: &str| {
        let kept = store.as_ref().map(|store| store.file(sha256)).transpose()?.flatten();
        let path = folder.join("inputs").join(name);
        if kept.is_some() || !path.exists() {
            return Ok(kept);
        }
        let bytes = files::read(&path, proposal.figures.fund.limits.file_bytes).map_err(BooksError::file(&path))?;
        Ok(Some(bytes).filter(|bytes| fingerprint::sha256(bytes) == sha256))
    };
    let ends = follow(&book, asked)?;
    watch(Step::Cells);
    let mut texts = InputRows::default();
    texts.read(&stands, &ends, &proposal.figures)?;
    traced((&book, &ends), &proposal.figures, &texts, path)
}

/// The way through a book, and whether the workbook on the disk is that book.
fn traced(
    (book, ends): (&Book, &[End<'_>]),
    figures: &Figures,
    texts: &InputRows,
    path: &Path,
) -> Result<Trace, TraceError> {
    let bytes = written_as(book).map_err(BooksError::from)?;
    let there = files::sha256_of(path, REPORT_BYTES).map_err(BooksError::file(path))?;
    Ok(Trace {
        currency: figures.fund.base_currency,
        as_written: fingerprint::sha256(&bytes) == there,
        cells: ends.iter().map(|end| end.traced(figures, texts)).collect(),
    })
}

/// Gives the bytes of an input by its hash and name; nothing where they are no more there.
type Kept<'k> = &'k dyn Fn(&str, &str) -> Result<Option<Vec<u8>>, BooksError>;

/// A cell of the book that was reached; row and column from 0.
struct End<'a> {
    sheet: &'a Sheet,
    row: u32,
    column: u16,
}

impl End<'_> {
    fn entries(&self, figures: &Figures) -> Vec<Entry> {
        let Some(cell) = self.sheet.cell(self.row, self.column) else { return Vec::new() };
        let number = Number { money: cell.value.money(), units: cell.value.units() };
        let mut entries = cell.origin.as_ref().map(|origin| origin.entries(number, figures)).unwrap_or_default();
        entries.extend(rates_behind(&entries, figures));
        entries
    }

    fn traced(&self, figures: &Figures, texts: &InputRows) -> TracedCell {
        let formula = self.sheet.cell(self.row, self.column).and_then(|cell| cell.formula.as_deref());
        let entries = self.entries(figures);
        TracedCell {
            sheet: self.sheet.name.clone(),
            address: cell_name(self.row + 1, u32::from(self.column)),
            value: self.sheet.value(self.row, self.column).clone(),
            formula: formula.map(str::to_owned),
            entries: entries.into_iter().map(|entry| texts.found(entry)).collect(),
        }
    }
}

/// The cell that was asked for, and every cell that its formulas lead to, each once. A figure that says itself where it
/// comes from is not followed through the data of the workbook.
fn follow<'a>(book: &'a Book, asked: &str) -> Result<Vec<End<'a>>, TraceError> {
    let sheets = || book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join(", ");
    let (name, cell) =
        asked.rsplit_once('!').ok_or_else(|| TraceError::NoSheetNamed { asked: asked.to_owned(), sheets: sheets() })?;
    let name = name.trim_matches('\'').replace("''", "'");
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name);
    let sheet = sheet.ok_or_else(|| TraceError::UnknownSheet { name, sheets: sheets() })?;
    let (row, column, _) = references::cell(cell)
        .filter(|(.., length)| *length == cell.len())
        .ok_or_else(|| TraceError::NoCell(cell.to_owned()))?;
    let value = sheet.value(row, column);
    if !value.is_number() {
        let text = if let Value::Text(text) = value { Some(text.to_string()) } else { None };
        return Err(TraceError::NoFigure { asked: asked.to_owned(), text });
    }
    let mut ends = Vec::new();
    let mut seen: HashSet<(String, u32, u16)> = HashSet::new();
    let mut open = vec![(sheet, row, column)];
    while let Some((sheet, row, column)) = open.pop() {
        if !seen.insert((sheet.name.clone(), row, column)) || !sheet.value(row, column).is_number() {
            continue;
        }
        let cell = sheet.cell(row, column).filter(|cell| cell.origin.is_none());
        let formula = cell.and_then(|cell| cell.formula.as_deref());
        let mut next = Vec::new();
        for (other, range) in formula.map(references::references).unwrap_or_default() {
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

/// The text of rows of the inputs, by hash of the file and name of the sheet.
#[derive(Default)]
struct InputRows {
    rows: BTreeMap<(String, String, u32), RowTexts>,
    columns: BTreeMap<(String, String), Columns>,
    /// Rows that were restated, as they stood before, with the months in which they were.
    earlier: HashMap<Source, Vec<(String, Source)>>,
}

/// The letters of the columns of amounts of a sheet, where it has them.
struct Columns {
    amount: Option<String>,
    booked: Option<String>,
    debit: Option<String>,
    credit: Option<String>,
}

/// The runs that closed months before one.
fn closes_before(store: &dyn Store, month: Month) -> Result<Vec<RunRecord>, BooksError> {
    let mut runs = Vec::new();
    for event in store.events(Some(EventKind::Close))? {
        let close: Close = event.read()?;
        runs.extend(Some(close.run).filter(|run| Month::of(run.as_of) < month));
    }
    Ok(runs)
}

/// The imports that runs were made of, each once.
fn imports_of<'r>(runs: impl Iterator<Item = &'r RunRecord>, store: &dyn Store) -> Result<Vec<Import>, BooksError> {
    let mut imports = Vec::new();
    for id in runs.flat_map(|run| &run.imports).collect::<BTreeSet<_>>() {
        let Some(event) = store.event(id)? else { continue };
        imports.push(Import::of(&event)?);
    }
    Ok(imports)
}

/// Which columns of the sheets of imports hold amounts, by hash of the file and name of the sheet.
fn columns<'i>(imports: impl Iterator<Item = &'i Import>) -> BTreeMap<(String, String), Columns> {
    let mut columns = BTreeMap::new();
    for import in imports {
        let letters = |column: Option<Column>| column.and_then(|column| import.letters(column)).map(str::to_owned);
        for sheet in &import.sheets {
            let found = Columns {
                amount: letters(import.input_kind().and_then(|kind| SheetSpec::of(kind).amount)),
                booked: letters(Some(Column::BaseAmount)),
                debit: letters(Some(Column::Debit)),
                credit: letters(Some(Column::Credit)),
            };
            columns.insert((import.sha256.clone(), sheet.clone()), found);
        }
    }
    columns
}

impl InputRows {
    /// Finds how rows of a month stood at closes before, of whose imports they were, where they were restated since.
    fn restated(
        &mut self,
        closed: &[Import],
        facts: &Facts,
        month: Month,
        store: &dyn Store,
    ) -> Result<(), BooksError> {
        let files: HashSet<&str> = closed.iter().map(|import| import.sha256.as_str()).collect();
        for (row, until, stood) in store::stood_before(facts, &month.to_string(), store)? {
            if files.contains(stood.sheet.sha256.as_str()) {
                self.earlier.entry(row).or_default().push((until, stood));
            }
        }
        Ok(())
    }

    /// Reads the rows behind cells from the files as they were kept, within the limits of the fund.
    fn read(&mut self, bytes_of: Kept<'_>, ends: &[End<'_>], figures: &Figures) -> Result<(), TraceError> {
        let mut wanted: BTreeMap<(String, String, String), BTreeSet<u32>> = BTreeMap::new();
        let behind: HashSet<Source> =
            ends.iter().flat_map(|end| end.entries(figures)).filter_map(|entry| entry.source).collect();
        let before = behind.iter().filter_map(|source| self.earlier.get(source)).flatten().map(|(_, stood)| stood);
        for source in behind.iter().chain(before) {
            let sheet = &source.sheet;
            let key = (sheet.sha256.clone(), sheet.file.clone(), sheet.sheet.clone());
            wanted.entry(key).or_default().insert(source.row);
        }
        let here = Path::new("a temporary file");
        let scratch = Scratch::new().map_err(BooksError::file(here))?;
        let kept = scratch.path().join("kept");
        let isolation = Isolation::default();
        for ((sha256, file, sheet), rows) in wanted {
            let Some(bytes) = bytes_of(&sha256, &file)? else { continue };
            std::fs::write(&kept, bytes).map_err(BooksError::file(here))?;
            let mapping = figures.fund.inputs.iter().find(|mapping| mapping.file == file);
            let request = Request {
                file: file.clone(),
                sheet: Some(sheet.clone()).filter(|sheet| !sheet.is_empty()),
                covers: false,
                delimiter: mapping.and_then(|mapping| mapping.delimiter),
                limits: figures.fund.limits.clone(),
            };
            let found = intake::texts(&kept, &request, &rows, &isolation)
                .map_err(|refusal| TraceError::Refused { file, found: refusal.found })?;
            self.rows.extend(found.into_iter().map(|(row, cells)| ((sha256.clone(), sheet.clone(), row), cells)));
        }
        Ok(())
    }

    fn found(&self, entry: Entry) -> TracedEntry {
        let Entry { what, amount, units, source, counts } = entry;
        let row = source.as_ref().and_then(|source| self.row(source)).cloned().unwrap_or_default();
        let address = source.as_ref().map(|source| self.address(source, counts));
        let text = source.as_ref().zip(address.as_deref()).and_then(|(source, address)| self.text(source, address));
        let earlier = source.as_ref().and_then(|source| self.earlier.get(source)).into_iter().flatten();
        let earlier = earlier.map(|(until, stood)| {
            let address = self.address(stood, counts);
            let text = self.text(stood, &address);
            EarlierText { until: until.clone(), source: stood.clone(), address, text }
        });
        TracedEntry { what, amount, units, address, text, row, earlier: earlier.collect(), source }
    }

    /// The cell of a row's amount: the booked one where it counts and there is one, else the one in its own currency, debit or
    /// credit; where no amount counts, the row.
    fn address(&self, source: &Source, counts: Counts) -> String {
        let columns = self.columns.get(&(source.sheet.sha256.clone(), source.sheet.sheet.clone()));
        let filled = |letters: &&String| {
            let text = self.text(source, &format!("{letters}{}", source.row)).unwrap_or_default();
            text.chars().any(|letter| letter.is_ascii_digit() && letter != '0')
        };
        let found = columns.filter(|_| counts != Counts::Day).and_then(|columns| {
            let booked = columns.booked.as_ref().filter(|_| counts == Counts::Booked).filter(filled);
            let one_way = || [&columns.debit, &columns.credit].into_iter().flatten().find(filled);
            booked.or(columns.amount.as_ref()).or_else(one_way)
        });
        found.map_or_else(|| format!("{0}:{0}", source.row), |letters| format!("{letters}{}", source.row))
    }

    /// What stood in a cell of a row.
    fn text(&self, source: &Source, address: &str) -> Option<String> {
        let (_, text) = self.row(source)?.iter().find(|(name, _)| name == address)?;
        Some(text.clone())
    }

    fn row(&self, source: &Source) -> Option<&RowTexts> {
        self.rows.get(&(source.sheet.sha256.clone(), source.sheet.sheet.clone(), source.row))
    }
}
