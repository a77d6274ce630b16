//! Follows the rows of a sheet: titles, header, data, totals, remarks.
//!
//! What comes in: the events of a file that is read, and the mapping of one input. What leaves: its facts and
//! problems. What it does not know: how the file is stored, and other inputs.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::domain::source::SourceSheet;
use crate::domain::text::comparable;

use super::code::ProblemCode;
use super::columns::Column;
use super::header::{self, DEEPEST_HEADER, HeaderFault, Layout};
use super::number;
use super::problem::{Place, Problem, column_letters};
use super::record::{Context, Judge, Record};
use super::rows::{self, Harvest};
use super::totals::Totals;
use super::workbook::{FileHead, Flow, Refusal, Row, Sink, Value};
use crate::config::InputMapping;

/// What was read of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRead {
    /// Which sheet of which file.
    pub source: Arc<SourceSheet>,
    /// What it holds.
    pub kind: crate::config::InputKind,
    /// Where its columns stand.
    pub layout: Layout,
    /// Rows that were read as data.
    pub rows: u64,
    /// Rows that the mapping's `where` left out.
    pub filtered: u64,
    /// Rows that became facts.
    pub facts: u64,
}

/// What one input gave.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub head: Option<FileHead>,
    pub sheets: Vec<SheetRead>,
    pub harvest: Harvest,
    pub problems: Vec<Problem>,
    /// Whether the file or sheet could not be read, so that facts are missing.
    pub incomplete: bool,
}

/// A header that is not quite one.
struct Candidate {
    place: Place,
    layout: Layout,
    faults: Vec<HeaderFault>,
}

/// The state of the sheet that is read.
enum State<'m> {
    Waiting,
    Searching { previous: Option<Row<'static>>, rows: usize },
    Reading(Box<Reading<'m>>),
}

/// A sheet whose header is found.
struct Reading<'m> {
    judge: Judge<'m>,
    only: Vec<(u32, String)>,
    totals: Totals,
    merged: Vec<[u32; 4]>,
    counts: Counts,
}

#[derive(Default)]
struct Counts {
    rows: u64,
    facts: u64,
    filtered: u64,
    formulas: u64,
    first_formula: Option<(u32, u32)>,
    hidden: Vec<u32>,
    last_row: u32,
}

/// Reads one input.
pub(super) struct InputReader<'m> {
    context: &'m Context<'m>,
    mapping: &'m InputMapping,
    state: State<'m>,
    current: usize,
    best: Option<Candidate>,
    outcome: Outcome,
}

impl<'m> InputReader<'m> {
    pub fn new(context: &'m Context<'m>, mapping: &'m InputMapping) -> Self {
        Self { context, mapping, state: State::Waiting, current: 0, best: None, outcome: Outcome::default() }
    }

    /// What was read, after the last event; `refusal` when reading ended early.
    pub fn finish(mut self, refusal: Option<Refusal>) -> Outcome {
        self.end_sheet();
        if let Some(refusal) = refusal {
            self.outcome.problems.push(super::refusals::problem(&self.mapping.file, &refusal));
            self.outcome.incomplete = true;
        } else if self.outcome.sheets.is_empty() {
            self.outcome.incomplete = true;
            self.no_header();
        }
        self.outcome
    }

    fn sheet_name(&self) -> String {
        self.outcome.head.as_ref().and_then(|head| head.sheets.get(self.current)).map_or_else(String::new, |sheet| sheet.name.clone())
    }

    fn place(&self, row: Option<u32>) -> Place {
        let sheet = Some(self.sheet_name()).filter(|name| !name.is_empty());
        Place { file: self.mapping.file.clone(), sheet, row, column: None }
    }

    /// Tries a row as header.
    fn try_header(&mut self, row: &Row<'_>, above: Option<&Row<'_>>) -> bool {
        let base = self.context.fund.base_currency;
        let merged = self.outcome.head.as_ref().and_then(|head| head.sheets.get(self.current)).map_or(&[][..], |sheet| &sheet.merged);
        let above = above.map(|above| header::spread(above, merged));
        let (layout, faults) = header::read(row, above.as_ref(), self.mapping, base);
        if faults.is_empty() {
            self.begin(layout);
            return true;
        }
        let better = self.best.as_ref().is_none_or(|best| layout.columns.len() > best.layout.columns.len());
        if better && !layout.columns.is_empty() {
            self.best = Some(Candidate { place: self.place(Some(row.number)), layout, faults });
        }
        false
    }

    fn begin(&mut self, layout: Layout) {
        let sha256 = self.outcome.head.as_ref().map_or_else(String::new, |head| head.sha256.clone());
        let source = Arc::new(SourceSheet { file: self.mapping.file.clone(), sha256, sheet: self.sheet_name() });
        let mut judge = Judge::new(self.context, self.mapping, source, layout);
        let only = only_columns(&mut judge);
        let merged = self.outcome.head.as_ref().and_then(|head| head.sheets.get(self.current)).map_or_else(Vec::new, |sheet| sheet.merged.clone());
        self.state = State::Reading(Box::new(Reading { judge, only, totals: Totals::default(), merged, counts: Counts::default() }));
    }

    fn search(&mut self, row: &Row<'_>, previous: Option<Row<'static>>, rows: usize) -> Flow {
        if let Some(wanted) = self.mapping.header_row {
            let found = row.number == wanted && self.try_header(row, None);
            let go_on = found || row.number < wanted;
            if !found {
                self.state = State::Searching { previous: None, rows: rows + 1 };
            }
            return if go_on { Flow::Continue } else { Flow::NextSheet };
        }
        let found = header::could_be_header(row) && (self.try_header(row, None) || previous.as_ref().is_some_and(|above| self.try_header(row, Some(above))));
        if !found {
            self.state = State::Searching { previous: Some(row.to_owned()), rows: rows + 1 };
        }
        if found || rows < DEEPEST_HEADER { Flow::Continue } else { Flow::NextSheet }
    }

    fn end_sheet(&mut self) {
        if let State::Reading(reading) = std::mem::replace(&mut self.state, State::Waiting) {
            let mut reading = *reading;
            reading.conclude();
            let Reading { judge, counts, .. } = reading;
            self.outcome.problems.extend(judge.problems);
            self.outcome.sheets.push(SheetRead {
                source: judge.source,
                kind: self.mapping.kind,
                layout: judge.layout,
                rows: counts.rows,
                filtered: counts.filtered,
                facts: counts.facts,
            });
        }
    }

    /// Says why there is no header: the sheet is not there, columns are missing, or nothing looks like one.
    fn no_header(&mut self) {
        let (file, mapping) = (self.mapping.file.as_str(), self.mapping);
        let sheets: Vec<String> = self.outcome.head.iter().flat_map(|head| &head.sheets).map(|sheet| sheet.name.clone()).collect();
        if let Some(wanted) = mapping.sheet.as_ref().filter(|wanted| !sheets.contains(wanted)) {
            let found = format!("the sheets {}", sheets.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "));
            let mend = "Mend the sheet's name in the file or in fund.toml.";
            self.outcome.problems.push(Problem::new(ProblemCode::NoSuchSheet, Place::file(file), found, format!("a sheet named {wanted:?}"), mend));
            return;
        }
        let kind = mapping.kind.name();
        let enough = self.best.as_ref().is_some_and(|best| best.layout.columns.len() >= 2 || mapping.header_row.is_some());
        let Some(best) = self.best.take().filter(|_| enough) else {
            let required: Vec<&str> = super::columns::columns_of(mapping.kind).iter().filter(|spec| spec.required).map(|spec| spec.canonical()).collect();
            let place = Place { sheet: mapping.sheet.clone(), ..Place::file(file) };
            let found = "no row with these headers".to_owned();
            let mend = "Give the columns these headers, or say in fund.toml which column is which.";
            self.outcome.problems.push(Problem::new(ProblemCode::NoHeader, place, found, format!("a header for {kind} with {}", required.join(", ")), mend));
            return;
        };
        for fault in &best.faults {
            self.outcome.problems.push(header_problem(fault, &best, kind));
        }
    }
}

fn header_problem(fault: &HeaderFault, best: &Candidate, kind: &str) -> Problem {
    let row = best.layout.header_row;
    match fault {
        HeaderFault::Missing(specs) => {
            let names: Vec<&str> = specs.iter().map(|spec| spec.canonical()).collect();
            let headers: Vec<(u32, String)> = best.layout.headers.iter().filter(|(_, text)| !text.is_empty()).map(|(&place, text)| (place, text.clone())).collect();
            let found = format!("a header with {}", header::list(&headers));
            let mend = "Add the column, rename its header, or map it in fund.toml (columns, or defaults for a fixed value).";
            Problem::new(ProblemCode::MissingColumn, best.place.clone(), found, format!("for {kind} also: {}", names.join(", ")), mend)
        }
        HeaderFault::Twice(spec, first, second) => {
            let place = Place { column: Some(*second), ..best.place.clone() };
            let found = format!("{0} in {1}{row} and {2}{row}", spec.canonical(), column_letters(*first), column_letters(*second));
            Problem::new(ProblemCode::ColumnTwice, place, found, "one column of that name", "Rename one, or say in fund.toml which it is (columns).")
        }
        HeaderFault::Unmapped(name, header) => {
            let found = format!("no column {header:?}");
            let mend = "Mend the header in the file or the mapping in fund.toml.";
            Problem::new(ProblemCode::NoSuchColumn, best.place.clone(), found, format!("the column that fund.toml maps to {name}"), mend)
        }
    }
}

/// The positions of the columns by which rows are chosen.
fn only_columns(judge: &mut Judge<'_>) -> Vec<(u32, String)> {
    let mut only = Vec::new();
    for (header, text) in &judge.mapping.only {
        let wanted = comparable(header);
        match judge.layout.headers.iter().find(|(_, found)| comparable(found) == wanted) {
            Some((&position, _)) => only.push((position, text.clone())),
            None => {
                let place = judge.place(Some(judge.layout.header_row), None);
                let found = format!("no column {header:?}");
                judge.problems.push(Problem::new(ProblemCode::NoSuchColumn, place, found, "the column that fund.toml names in where", "Mend the header or the mapping."));
            }
        }
    }
    only
}

impl Sink for InputReader<'_> {
    fn file(&mut self, head: &FileHead) {
        if let Some(how) = &head.text {
            let place = Place::file(&self.mapping.file);
            self.outcome.problems.push(Problem::new(ProblemCode::TextFile, place, how.clone(), "text in any encoding", ""));
        }
        self.outcome.head = Some(head.clone());
    }

    fn sheet(&mut self, number: usize) -> Flow {
        self.end_sheet();
        if !self.outcome.sheets.is_empty() {
            return Flow::Stop;
        }
        self.current = number;
        let name = self.sheet_name();
        if self.mapping.sheet.as_ref().is_some_and(|wanted| *wanted != name) {
            return Flow::NextSheet;
        }
        self.state = State::Searching { previous: None, rows: 0 };
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        match &mut self.state {
            State::Waiting => Flow::NextSheet,
            State::Reading(reading) => {
                reading.row(row, &mut self.outcome.harvest);
                Flow::Continue
            }
            State::Searching { previous, rows } => {
                let (previous, rows) = (previous.take(), *rows);
                self.search(row, previous, rows)
            }
        }
    }
}

impl Reading<'_> {
    fn row(&mut self, row: &Row<'_>, harvest: &mut Harvest) {
        let (first, last) = self.judge.layout.span;
        let inside = row.cells.iter().filter(|cell| (first..=last).contains(&cell.column)).count();
        let mapped = row.cells.iter().filter(|cell| self.judge.layout.columns.contains_key(&cell.column)).count();
        if inside == 0 {
            return;
        }
        if self.totals.is_total(row, &self.judge.layout) {
            self.totals.check(row, &mut self.judge);
            return;
        }
        if self.is_header_again(row) || self.is_remark(row, inside, mapped) {
            return;
        }
        if self.ragged(row) {
            return;
        }
        self.totals.add(row, &self.judge);
        if !self.wanted(row) {
            self.counts.filtered += 1;
            return;
        }
        self.notice(row);
        let mut record = Record::new(row, &mut self.judge);
        let kind = record.judge.mapping.kind;
        if rows::read(kind, &mut record, harvest).is_ok() {
            self.counts.facts += 1;
        }
    }

    fn wanted(&self, row: &Row<'_>) -> bool {
        self.only.iter().all(|(position, wanted)| {
            let cell = row.cells.iter().find(|cell| cell.column == *position);
            cell.is_some_and(|cell| cell.value.show().trim().eq_ignore_ascii_case(wanted.trim()))
        })
    }

    /// Counts what is said once for the whole sheet.
    fn notice(&mut self, row: &Row<'_>) {
        self.counts.rows += 1;
        self.counts.last_row = row.number;
        if row.hidden {
            self.counts.hidden.push(row.number);
        }
        for cell in row.cells.iter().filter(|cell| cell.formula && self.judge.layout.columns.contains_key(&cell.column)) {
            self.counts.formulas += 1;
            self.counts.first_formula.get_or_insert((row.number, cell.column));
        }
    }

    fn is_header_again(&mut self, row: &Row<'_>) -> bool {
        let layout = &self.judge.layout;
        let same = |position: u32, text: &str| layout.headers.get(&position).is_some_and(|header| comparable(header) == comparable(text));
        let again = row.cells.len() >= 2 && row.cells.iter().all(|cell| matches!(&cell.value, Value::Text(text) if same(cell.column, text)));
        if again {
            let place = self.judge.place(Some(row.number), None);
            self.judge.problems.push(Problem::new(ProblemCode::Remark, place, "the header once more", "data", ""));
        }
        again
    }

    /// A row with a single text of several words, or with a footnote mark, is a remark below or between the data.
    fn is_remark(&mut self, row: &Row<'_>, inside: usize, mapped: usize) -> bool {
        let required = super::columns::columns_of(self.judge.mapping.kind).iter().filter(|spec| spec.required).count();
        if inside != 1 || required < 2 {
            return false;
        }
        let (first, last) = self.judge.layout.span;
        let Some(cell) = row.cells.iter().find(|cell| (first..=last).contains(&cell.column)) else { return false };
        let Value::Text(text) = &cell.value else { return mapped == 0 };
        let text = text.trim();
        let mark = text.starts_with(['*', '†', '‡', '¹', '²', '³', '[', '(']) || text.get(..2).is_some_and(|start| start.ends_with('/'));
        if mapped > 0 && !mark && !text.contains(char::is_whitespace) {
            return false;
        }
        let place = self.judge.place(Some(row.number), Some(cell.column));
        self.judge.problems.push(Problem::new(ProblemCode::Remark, place, format!("{text:?}"), "data", ""));
        true
    }

    fn ragged(&mut self, row: &Row<'_>) -> bool {
        let (Some(fields), Some(expected)) = (row.fields, self.judge.layout.fields) else { return false };
        if fields == expected {
            return false;
        }
        let place = self.judge.place(Some(row.number), None);
        let mend = "Look for a delimiter inside a text; put such texts in quotation marks.";
        self.judge.problems.push(Problem::new(ProblemCode::Ragged, place, format!("{fields} fields"), format!("{expected} fields, as in the header"), mend));
        true
    }

    /// Says what is said once for the sheet, and gathers notes of one kind and column into one.
    fn conclude(&mut self) {
        let problems = std::mem::take(&mut self.judge.problems);
        self.judge.problems = gather_notes(problems);
        let layout = self.judge.layout.clone();
        let header = self.judge.place(Some(layout.header_row), None);
        let mut say = |code, place: Place, found: String, expected: &str, mend: &str| self.judge.problems.push(Problem::new(code, place, found, expected, mend));
        if !layout.unused.is_empty() {
            say(ProblemCode::UnusedColumns, header.clone(), header::list(&layout.unused), "columns of this kind of sheet", "");
        }
        if !layout.beside.is_empty() {
            let mend = "If it is data of the fund, give it an [[input]] of its own in fund.toml.";
            say(ProblemCode::SecondTable, header.clone(), header::list(&layout.beside), "one table", mend);
        }
        if let Some(first) = self.counts.hidden.first() {
            let place = Place { row: Some(*first), ..header.clone() };
            let rows: Vec<String> = self.counts.hidden.iter().take(8).map(u32::to_string).collect();
            let found = format!("{} hidden rows ({}{})", self.counts.hidden.len(), rows.join(", "), if self.counts.hidden.len() > 8 { ", …" } else { "" });
            say(ProblemCode::HiddenRows, place, found, "rows that can be seen", "Unhide or delete them.");
        }
        if let Some((row, column)) = self.counts.first_formula {
            let place = Place { row: Some(row), column: Some(column), ..header.clone() };
            say(ProblemCode::FormulaResults, place, format!("{} formulas; their stored results were used", self.counts.formulas), "values", "");
        }
        if self.counts.filtered > 0 {
            say(ProblemCode::Filtered, header.clone(), format!("{} rows left out", self.counts.filtered), "rows that the mapping's where chooses", "");
        }
        for area in self.merged.iter().filter(|area| spans_data(area, &layout, self.counts.last_row)) {
            let place = Place { row: Some(area[0]), column: Some(area[1]), ..header.clone() };
            let found = format!("the merged area {}{}:{}{}", column_letters(area[1]), area[0], column_letters(area[3]), area[2]);
            say(ProblemCode::Merged, place, found, "a value in each row", "Unmerge the cells and fill each row.");
        }
        if let Some(found) = self.totals.summary() {
            say(ProblemCode::TotalsChecked, header, found, "rows of data", "");
        }
    }
}

fn spans_data(area: &[u32; 4], layout: &Layout, last_row: u32) -> bool {
    let [first_row, first_column, last_area_row, _] = *area;
    first_row > layout.header_row && last_area_row > first_row && first_row <= last_row && layout.columns.contains_key(&first_column)
}

/// Keeps the first of the notes about values with one code and column, and counts the others.
fn gather_notes(problems: Vec<Problem>) -> Vec<Problem> {
    let mut kept: Vec<Problem> = Vec::with_capacity(problems.len());
    let mut places: std::collections::BTreeMap<(ProblemCode, Option<u32>), (usize, u64)> = std::collections::BTreeMap::new();
    for problem in problems {
        if !matches!(problem.code, ProblemCode::Rounded | ProblemCode::DateOfPeriod) {
            kept.push(problem);
            continue;
        }
        let entry = places.entry((problem.code, problem.place.column)).or_insert((kept.len(), 0));
        entry.1 += 1;
        if entry.1 == 1 {
            kept.push(problem);
        }
    }
    for (place, count) in places.into_values().filter(|(_, count)| *count > 1) {
        if let Some(problem) = kept.get_mut(place) {
            problem.found = format!("{}; and {} more in this column", problem.found, count - 1);
        }
    }
    kept
}

/// The number in a cell, for adding up; `None` when there is none.
pub(super) fn addend(value: &Value<'_>, mapping: &InputMapping) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => number::typed(text, mapping.decimal).ok().map(|number| number.value),
        Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => None,
    }
}

/// The columns that totals rows add up.
pub(super) const ADDED: [Column; 6] = [Column::Amount, Column::BaseAmount, Column::Need, Column::Floor, Column::Ceiling, Column::Outside];
