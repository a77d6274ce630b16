//! The rows below a header: data, totals, remarks.
//!
//! What comes in: rows and the judge of their sheet. What leaves: facts and problems. What it does not know: how the
//! header was found.

use super::code::ProblemCode;
use super::header::{self, Layout};
use super::problem::{Place, Problem, column_letters};
use super::record::{Judge, Record};
use super::rows::{self, Harvest};
use super::totals::Totals;
use super::workbook::{Row, SheetHead, Value};
use crate::domain::text::comparable;

/// A sheet whose header is found.
pub(super) struct Reading<'m> {
    pub judge: Judge<'m>,
    only: Vec<(u32, String)>,
    /// The last row of the header, whose cells may be merged downwards.
    header_end: u32,
    totals: Totals,
    merged: Vec<[u32; 4]>,
    unseen: bool,
    pub counts: Counts,
}

#[derive(Default)]
pub(super) struct Counts {
    pub rows: u64,
    pub facts: u64,
    pub filtered: u64,
    formulas: u64,
    first_formula: Option<(u32, u32)>,
    hidden: Vec<u32>,
    last_row: u32,
}

impl<'m> Reading<'m> {
    /// A sheet whose header is found.
    pub fn new(mut judge: Judge<'m>, head: &SheetHead) -> Self {
        let merged = head.merged.clone();
        let only = only_columns(&mut judge);
        let row = judge.layout.header_row;
        let below =
            merged.iter().filter(|area| area[0] <= row && row < area[2] && judge.layout.headers.contains_key(&area[1]));
        let header_end = below.map(|area| area[2]).max().unwrap_or(row).min(row.saturating_add(5));
        Self {
            judge,
            only,
            header_end,
            totals: Totals::default(),
            merged,
            unseen: head.unseen,
            counts: Counts::default(),
        }
    }

    /// Takes a row below the header.
    pub fn row(&mut self, row: &Row<'_>, harvest: &mut Harvest) {
        let (first, last) = self.judge.layout.span;
        let inside = row.cells.iter().filter(|cell| (first..=last).contains(&cell.column)).count();
        let mapped = row.cells.iter().filter(|cell| self.judge.layout.columns.contains_key(&cell.column)).count();
        if inside == 0 || row.number <= self.header_end {
            return;
        }
        if self.totals.is_total(row, &self.judge) {
            self.total(row);
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

    /// Takes a row of totals.
    pub fn total(&mut self, row: &Row<'_>) {
        self.totals.check(row, &mut self.judge);
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
        for cell in row.cells.iter().filter(|cell| {
            cell.formula && cell.value.is_certain() && self.judge.layout.columns.contains_key(&cell.column)
        }) {
            self.counts.formulas += 1;
            self.counts.first_formula.get_or_insert((row.number, cell.column));
        }
    }

    fn is_header_again(&mut self, row: &Row<'_>) -> bool {
        let layout = &self.judge.layout;
        let same = |position: u32, text: &str| {
            layout.headers.get(&position).is_some_and(|header| header.trim() == text.trim())
        };
        let again = row.cells.len() >= 2
            && row.cells.iter().all(|cell| matches!(&cell.value, Value::Text(text) if same(cell.column, text)));
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
        let mark = text.starts_with(['*', '†', '‡', '¹', '²', '³', '[', '('])
            || text.get(..2).is_some_and(|start| start.ends_with('/'));
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
        self.judge.problems.push(Problem::new(
            ProblemCode::Ragged,
            place,
            format!("{fields} fields"),
            format!("{expected} fields, as in the header"),
            mend,
        ));
        true
    }

    /// Says what is said once for the sheet, and gathers notes of one kind and column into one.
    pub fn conclude(&mut self) {
        let problems = std::mem::take(&mut self.judge.problems);
        self.judge.problems = gather_notes(problems);
        let layout = self.judge.layout.clone();
        let header = self.judge.place(Some(layout.header_row), None);
        let mut say = |code, place: Place, found: String, expected: &str, mend: &str| {
            self.judge.problems.push(Problem::new(code, place, found, expected, mend))
        };
        if !layout.unused.is_empty() {
            say(
                ProblemCode::UnusedColumns,
                header.clone(),
                header::list(&layout.unused),
                "columns of this kind of sheet",
                "",
            );
        }
        if !layout.beside.is_empty() {
            let mend = "If it is data of the fund, give it an [[input]] of its own in fund.toml.";
            say(ProblemCode::SecondTable, header.clone(), header::list(&layout.beside), "one table", mend);
        }
        if self.unseen {
            let found = "values only".to_owned();
            let mend = "Open the file in a spreadsheet program and save it as xlsx.";
            say(ProblemCode::Unseen, header.clone(), found, "hidden rows, merged cells and number formats", mend);
        }
        if let Some(first) = self.counts.hidden.first() {
            let place = Place { row: Some(*first), ..header.clone() };
            let rows: Vec<String> = self.counts.hidden.iter().take(8).map(u32::to_string).collect();
            let found = format!(
                "{} hidden rows ({}{})",
                self.counts.hidden.len(),
                rows.join(", "),
                if self.counts.hidden.len() > 8 { ", …" } else { "" }
            );
            say(ProblemCode::HiddenRows, place, found, "rows that can be seen", "Unhide or delete them.");
        }
        if let Some((row, column)) = self.counts.first_formula {
            let place = Place { row: Some(row), column: Some(column), ..header.clone() };
            say(
                ProblemCode::FormulaResults,
                place,
                format!("formulas in {} cells; their stored results were used", self.counts.formulas),
                "values",
                "",
            );
        }
        if self.counts.filtered > 0 {
            say(
                ProblemCode::Filtered,
                header.clone(),
                format!("{} rows left out", self.counts.filtered),
                "rows that the mapping's where chooses",
                "",
            );
        }
        for area in self.merged.iter().filter(|area| spans_data(area, &layout, self.counts.last_row)) {
            let place = Place { row: Some(area[0]), column: Some(area[1]), ..header.clone() };
            let found = format!(
                "the merged area {}{}:{}{}",
                column_letters(area[1]),
                area[0],
                column_letters(area[3]),
                area[2]
            );
            say(ProblemCode::Merged, place, found, "a value in each row", "Unmerge the cells and fill each row.");
        }
        if let Some(found) = self.totals.summary() {
            say(ProblemCode::TotalsChecked, header, found, "rows of data", "");
        }
    }
}

fn spans_data(area: &[u32; 4], layout: &Layout, last_row: u32) -> bool {
    let [first_row, first_column, last_area_row, _] = *area;
    first_row > layout.header_row
        && last_area_row > first_row
        && first_row <= last_row
        && layout.columns.contains_key(&first_column)
}

/// Keeps the first of the notes about values with one code and column, and counts the others.
fn gather_notes(problems: Vec<Problem>) -> Vec<Problem> {
    let mut kept: Vec<Problem> = Vec::with_capacity(problems.len());
    let mut places: std::collections::BTreeMap<(ProblemCode, Option<u32>), (usize, u64)> =
        std::collections::BTreeMap::new();
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
                judge.problems.push(Problem::new(
                    ProblemCode::NoSuchColumn,
                    place,
                    found,
                    "the column that fund.toml names in where",
                    "Mend the header or the mapping.",
                ));
            }
        }
    }
    only
}
