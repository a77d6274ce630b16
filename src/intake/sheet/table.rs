//! The rows below a header: data, totals, remarks.
//!
//! What comes in: rows and the judge of their sheet. What leaves: facts and problems. What it does not know: how the
//! header was found.

use crate::domain::address::column_letters;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Row, SheetDetails, Value};
use crate::intake::kinds::{Harvest, SheetSpec, columns_of};
use crate::intake::problems::ProblemCode;
use crate::intake::problems::{Location, Problem};
use crate::intake::row::record::{Judge, Record};
use crate::intake::sheet::header::{self, Layout};
use crate::intake::sheet::totals::Totals;

/// A sheet whose header is found.
pub(in crate::intake) struct Reading<'m> {
    pub judge: Judge<'m>,
    only: Vec<(u32, String)>,
    /// The last row of the header, whose cells may be merged downwards.
    header_end: u32,
    totals: Totals,
    merged: Vec<[u32; 4]>,
    unseen: bool,
    /// Whether the sheet is hidden and the mapping does not name it.
    hidden: bool,
    hidden_columns: Vec<[u32; 2]>,
    pub counts: Counts,
}

#[derive(Default)]
pub(in crate::intake) struct Counts {
    pub rows: u64,
    pub facts: u64,
    pub filtered: u64,
    formulas: u64,
    first_formula: Option<(u32, u32)>,
    hidden: Vec<u32>,
    last_row: u32,
}

impl<'m> Reading<'m> {
    /// A sheet whose header is found, whether it is hidden, and what it says around its cells.
    pub fn new(mut judge: Judge<'m>, hidden: bool, details: &SheetDetails) -> Self {
        let merged = details.merged.clone();
        let only = only_columns(&mut judge);
        let hidden = hidden && judge.mapping.sheet.is_none() && judge.mapping.table.is_none();
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
            unseen: details.unseen,
            hidden,
            hidden_columns: details.hidden_columns.clone(),
            counts: Counts::default(),
        }
    }

    /// Takes a row below the header.
    pub fn row(&mut self, row: &Row<'_>, harvest: &mut Harvest) {
        let (first, last) = self.judge.layout.span;
        let is_mapped = |cell: &&Cell<'_>| self.judge.layout.columns.contains_key(&cell.column);
        let inside = row.cells.iter().filter(|cell| (first..=last).contains(&cell.column) || is_mapped(cell)).count();
        let mapped = row.cells.iter().filter(is_mapped).count();
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
        let spec = SheetSpec::of(record.judge.mapping.kind);
        if (spec.read)(&mut record, harvest).is_ok() {
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
            let location = self.judge.location(Some(row.number), None);
            self.judge.problems.add(Problem::new(ProblemCode::Remark, location, "the header once more", "data", ""));
        }
        again
    }

    /// A row with a single text of several words, or with a footnote mark, is a remark below or between the data.
    fn is_remark(&mut self, row: &Row<'_>, inside: usize, mapped: usize) -> bool {
        let required = columns_of(self.judge.mapping.kind).iter().filter(|spec| spec.required).count();
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
        let location = self.judge.location(Some(row.number), Some(cell.column));
        self.judge.problems.add(Problem::new(ProblemCode::Remark, location, format!("{text:?}"), "data", ""));
        true
    }

    fn ragged(&mut self, row: &Row<'_>) -> bool {
        let (Some(fields), Some(expected)) = (row.fields, self.judge.layout.fields) else { return false };
        if fields == expected {
            return false;
        }
        let location = self.judge.location(Some(row.number), None);
        let fix = "Look for a delimiter inside a text; put such texts in quotation marks.";
        self.judge.problems.add(Problem::new(
            ProblemCode::Ragged,
            location,
            format!("{fields} fields"),
            format!("{expected} fields, as in the header"),
            fix,
        ));
        true
    }

    /// Says what is said once for the sheet.
    pub fn conclude(&mut self) {
        self.totals.conclude(&mut self.judge);
        let layout = self.judge.layout.clone();
        let header = self.judge.location(Some(layout.header_row), None);
        self.say_of_sheet(&layout, &header);
        self.say_of_rows(&layout, &header);
    }

    fn say(&mut self, code: ProblemCode, location: Location, found: impl Into<String>, expected: &str, fix: &str) {
        self.judge.problems.add(Problem::new(code, location, found, expected, fix));
    }

    fn say_of_sheet(&mut self, layout: &Layout, header: &Location) {
        if !layout.unused.is_empty() {
            let found = header::list(&layout.unused);
            self.say(ProblemCode::UnusedColumns, header.clone(), found, "columns of this kind of sheet", "");
        }
        if !layout.beside.is_empty() {
            let fix = "If it is data of the fund, give it an [[input]] of its own in fund.toml.";
            self.say(ProblemCode::SecondTable, header.clone(), header::list(&layout.beside), "one table", fix);
        }
        if self.hidden {
            let fix = "Unhide the sheet and look at it; name in fund.toml the sheet that counts.";
            self.say(ProblemCode::HiddenSheet, header.clone(), "a hidden sheet", "a sheet that can be seen", fix);
        }
        let is_hidden =
            |column: &u32| self.hidden_columns.iter().any(|[first, last]| (*first..=*last).contains(column));
        let hidden: Vec<u32> = layout.columns.keys().copied().filter(is_hidden).collect();
        if let Some(first) = hidden.first() {
            let letters = hidden.iter().map(|column| column_letters(*column)).collect::<Vec<_>>().join(", ");
            let noun = if hidden.len() == 1 { "column" } else { "columns" };
            let found = format!("{noun} {letters} hidden");
            let fix = "Unhide and look at them; name in fund.toml the column that counts.";
            let location = Location { column: Some(*first), ..header.clone() };
            self.say(ProblemCode::HiddenColumns, location, found, "columns that can be seen", fix);
        }
        if self.unseen {
            let expected = "hidden rows, merged cells and number formats";
            let fix = "Open the file in a spreadsheet program and save it as xlsx.";
            self.say(ProblemCode::Unseen, header.clone(), "values only", expected, fix);
        }
    }

    fn say_of_rows(&mut self, layout: &Layout, header: &Location) {
        if let Some(first) = self.counts.hidden.first() {
            let location = Location { row: Some(*first), ..header.clone() };
            let rows: Vec<String> = self.counts.hidden.iter().take(8).map(u32::to_string).collect();
            let more = if self.counts.hidden.len() > 8 { ", …" } else { "" };
            let found = match self.counts.hidden.len() {
                1 => format!("row {first} hidden"),
                count => format!("{count} rows hidden: {}{more}", rows.join(", ")),
            };
            self.say(ProblemCode::HiddenRows, location, found, "rows that can be seen", "Unhide or delete them.");
        }
        if let Some((row, column)) = self.counts.first_formula {
            let location = Location { row: Some(row), column: Some(column), ..header.clone() };
            let found = format!("formulas in {} cells; their stored results were used", self.counts.formulas);
            self.say(ProblemCode::FormulaResults, location, found, "values", "");
        }
        if self.counts.filtered > 0 {
            let found = format!("{} rows left out", self.counts.filtered);
            self.say(ProblemCode::Filtered, header.clone(), found, "rows that the mapping's where chooses", "");
        }
        let (merged, last_row) = (std::mem::take(&mut self.merged), self.counts.last_row);
        for area in merged.iter().filter(|area| spans_data(area, layout, last_row)) {
            let [first_row, first, last_row, last] = *area;
            let location = Location { row: Some(first_row), column: Some(first), ..header.clone() };
            let (first, last) = (column_letters(first), column_letters(last));
            let found = format!("the merged area {first}{first_row}:{last}{last_row}");
            let fix = "Unmerge the cells and fill each row.";
            self.say(ProblemCode::Merged, location, found, "a value in each row", fix);
        }
        if let Some(found) = self.totals.summary() {
            self.say(ProblemCode::TotalsChecked, header.clone(), found, "rows of data", "");
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

/// The positions of the columns by which rows are chosen.
fn only_columns(judge: &mut Judge<'_>) -> Vec<(u32, String)> {
    let mut only = Vec::new();
    for (header, text) in &judge.mapping.only {
        let wanted = comparable(header);
        match judge.layout.headers.iter().find(|(_, found)| comparable(found) == wanted) {
            Some((&position, _)) => only.push((position, text.clone())),
            None => {
                let location = judge.location(Some(judge.layout.header_row), None);
                let found = format!("no column {header:?}");
                judge.problems.add(Problem::new(
                    ProblemCode::NoSuchColumn,
                    location,
                    found,
                    "the column that fund.toml names in where",
                    "Correct the header or the mapping.",
                ));
            }
        }
    }
    only
}
