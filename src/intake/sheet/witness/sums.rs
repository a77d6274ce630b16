//! Rows with all that data have, of which a text says that they are a sum, a balance or of another period.
//!
//! What comes in: the rows of a sheet, one by one, and whether their amounts are sums of those above. What leaves: a warning at
//! the first one of each column. What it does not know: rows of totals that lack what data have, which are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::Tally;
use super::carried::carries;
use super::said::{Remembered, Said, is_number};
use super::sum_words::{heads_part, says_other_than_row, says_plan, says_sum, says_total};
use super::words::titles_state;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::totals::is_word_for_sum;

/// What was said of rows, by position of the text: the text of the first, and the rows.
#[derive(Default)]
pub(super) struct Sums {
    found: BTreeMap<u32, (String, Tally)>,
    /// Amounts that are formulas and sums of the rows above: where the first stands.
    formulas: Tally,
    formula: Option<u32>,
    /// Positions of headers that are of something else than parts of the sheet.
    headed: BTreeSet<u32>,
    /// Whether names and numbers have such words.
    names: Remembered<bool>,
}

impl Sums {
    pub fn new(judge: &Judge<'_>) -> Self {
        let headed = judge.layout.headers.iter().filter(|(_, header)| !heads_part(header));
        Self { headed: headed.map(|(&position, _)| position).collect(), ..Self::default() }
    }

    /// Sees a row of data; `adds_up` tells whether its amounts are sums of the rows above.
    pub fn see(&mut self, row: &Row<'_>, said: &[Said], judge: &Judge<'_>, adds_up: impl Fn() -> bool) {
        for (cell, said) in row.cells.iter().zip(said).filter(|(cell, _)| judge.layout.is_near(cell.column)) {
            let Value::Text(text) = &cell.value else { continue };
            let read = judge.column_at(cell.column);
            let may_say = match read {
                Some(Column::Project | Column::Category | Column::Document | Column::Receipt) => {
                    !is_number(text) && self.names.ask(text, || says_other_than_row(text))
                }
                Some(_) | None => said.other_than_row,
            };
            // A project is not called so, as some who sell petrol are.
            let sum = || read == Some(Column::Project) && is_word_for_sum(&comparable(text));
            let totals = || says_total(text) && adds_up() || carries(text) || sum();
            let says = || says_sum(text) || totals() || read.is_some() && says_plan(text);
            let says_state = || read.is_none() && !self.headed.contains(&cell.column) && titles_state(text);
            if may_say && says() || says_state() {
                let fresh = || (text.trim().to_owned(), Tally::default());
                self.found.entry(cell.column).or_insert_with(fresh).1.add(row, judge);
                return;
            }
        }
        let is_sum = |cell: &&Cell<'_>| {
            cell.formula
                && judge.adds_up(cell.column)
                && matches!(&cell.value, Value::Number(number) if !number.is_zero())
        };
        let sum = row.cells.iter().find(is_sum);
        if let Some(cell) = sum.filter(|_| adds_up()) {
            self.formula.get_or_insert(cell.column);
            self.formulas.add(row, judge);
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let fix = "They were read like the others. Delete them if they should not count, or leave them out with skip in \
                   fund.toml.";
        let mut problems = Vec::new();
        let mut say = |row, column, found| {
            let location = judge.location(row, Some(column));
            problems.push(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
        };
        for (column, (text, tally)) in &self.found {
            let found =
                format!("{text:?}, which says that the row is no cost or deposit of its own ({})", tally.show(judge));
            say(tally.first, *column, found);
        }
        if let Some(column) = self.formula {
            let found = format!("a formula that gives the sum of the rows above ({})", self.formulas.show(judge));
            say(self.formulas.first, column, found);
        }
        problems.into_iter().for_each(|problem| judge.problems.add(problem));
    }
}
