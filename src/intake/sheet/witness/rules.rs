//! Rows that a rule of the sheet strikes through or hides.
//!
//! What comes in: the rules of a sheet, and its rows. What leaves: a warning for each rule that holds, or may hold, for what is
//! read. What it does not know: the formats of files.

use super::Tally;
use crate::intake::file::workbook::{FormatRule, Row, When};
use crate::intake::problems::{Problem, ProblemCode, shorten};
use crate::intake::row::judge::Judge;

/// The rules of a sheet, each with the rows for which it holds.
pub(super) struct Rules {
    rules: Vec<(FormatRule, Tally, Option<u32>)>,
}

impl Rules {
    pub fn new(rules: &[FormatRule]) -> Self {
        Self { rules: rules.iter().map(|rule| (rule.clone(), Tally::default(), None)).collect() }
    }

    /// Sees a row of data.
    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for (rule, tally, column) in &mut self.rules {
            let mut read = row.cells.iter().filter(|cell| judge.column_at(cell.column).is_some());
            if let Some(cell) = read.find(|cell| rule.holds(row, cell)) {
                column.get_or_insert(cell.column);
                tally.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (rule, tally, column) in self.rules {
            let Some(row) = tally.first else { continue };
            let may = if rule.when == When::Unknown { "may " } else { "" };
            let (code, does, expected) = if rule.strikes {
                (ProblemCode::Struck, "strike through", "rows that count")
            } else {
                (ProblemCode::NotShown, "hide", "cells that can be seen")
            };
            let does = if may.is_empty() {
                does.replacen("strike", "strikes", 1).replacen("hide", "hides", 1)
            } else {
                does.to_owned()
            };
            let found = format!(
                "rows that a rule of the sheet {may}{does} ({}): {}",
                tally.show(judge),
                shorten(&rule.written)
            );
            let fix = "They were read like the others. Delete those that should not count, or leave them out with skip in fund.toml.";
            judge.problems.add(Problem::new(code, judge.location(Some(row), column), found, expected, fix));
        }
    }
}
