//! What a sheet says about itself beside its values, and what a reader of columns alone would pass over.
//!
//! What comes in: the rows of a sheet, one by one. What leaves: problems at their cells, once all rows are seen. What it
//! does not know: facts. One file for each thing that is looked for.

mod blanks;
mod dates;
mod formulas;
mod rules;
mod sections;
mod state_words;
mod unread;
mod words;

use rust_decimal::Decimal;

use crate::intake::file::workbook::{Row, SheetDetails};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::totals::addend;

use blanks::Blanks;
use dates::Dates;
use formulas::Formulas;
use rules::Rules;
use sections::Sections;
use unread::Unread;
pub(super) use words::titles_state;

/// All that is looked for in a sheet.
pub(super) struct Witnesses {
    blanks: Blanks,
    dates: Dates,
    formulas: Formulas,
    rules: Rules,
    sections: Sections,
    unread: Unread,
}

impl Witnesses {
    /// Before the first row, with what the sheet says around its cells.
    pub fn new(judge: &Judge<'_>, details: &SheetDetails) -> Self {
        Self {
            blanks: Blanks::new(judge),
            dates: Dates::new(judge),
            formulas: Formulas::new(details.unchained),
            rules: Rules::new(&details.rules),
            sections: Sections::default(),
            unread: Unread::new(judge, details.remarks.clone()),
        }
    }

    /// Sees a row that is read as data.
    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        self.blanks.see(row, judge);
        self.dates.see(row, judge);
        self.formulas.see(row, judge);
        self.rules.see(row, judge);
        self.sections.see(row, judge);
        self.unread.see(row, judge);
    }

    /// Sees a row of one text between or below the data.
    pub fn see_heading(&mut self, row: u32, text: &str) {
        self.sections.see_heading(row, text);
    }

    /// Sees a row of totals, which ends a section.
    pub fn see_total(&mut self, row: &Row<'_>) {
        self.sections.see_total(row);
    }

    /// Says what was found.
    pub fn conclude(self, judge: &mut Judge<'_>) {
        self.blanks.conclude(judge);
        self.dates.conclude(judge);
        self.formulas.conclude(judge);
        self.rules.conclude(judge);
        self.sections.conclude(judge);
        self.unread.conclude(judge);
    }
}

/// Rows that something is said of, and the sum of their figure.
#[derive(Clone, Debug, Default)]
struct Tally {
    rows: u64,
    first: Option<u32>,
    sum: Decimal,
}

impl Tally {
    fn add(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        self.rows += 1;
        self.first.get_or_insert(row.number);
        let figure = judge.figure.and_then(|(position, _)| row.cells.iter().find(|cell| cell.column == position));
        let amount = figure.and_then(|cell| addend(&cell.value, judge.mapping));
        self.sum = amount.and_then(|amount| self.sum.checked_add(amount)).unwrap_or(self.sum);
    }

    /// `3 rows, 60000 in Amount`.
    fn show(&self, judge: &Judge<'_>) -> String {
        let rows = if self.rows == 1 { "1 row".to_owned() } else { format!("{} rows", self.rows) };
        match judge.figure {
            Some((_, column)) => format!("{rows}, {} in {}", self.sum.normalize(), judge.canonical(column)),
            None => rows,
        }
    }
}
