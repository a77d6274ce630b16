//! What a sheet says besides its values, of ods, whose values calamine reads.
//!
//! What comes in: facts about rows and cells, in any order. What leaves: answers by row and column. What it does not
//! know: the formats of files.

use std::collections::{BTreeMap, BTreeSet};

use super::{SheetDetails, Style};

/// What a sheet says besides its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SheetMarks {
    /// Hidden rows, from 1: the first and last of each run.
    hidden: Vec<(u32, u32)>,
    /// What is known before the first row.
    pub details: SheetDetails,
    /// By row and column, both from 0, formulas whose stored result is an empty text.
    pub blank_results: BTreeSet<(u32, u32)>,
    /// By the first row of a run of equal rows (from 1): its last row, and styles by run of columns (from 0).
    styles: BTreeMap<u32, StyleRun>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct StyleRun {
    last: u32,
    columns: Vec<(u32, u32, Style)>,
}

impl SheetMarks {
    /// Says that rows from `first` to `last`, counted from 1, are hidden.
    pub fn hide(&mut self, first: u32, last: u32) {
        match self.hidden.last_mut() {
            Some(run) if run.1.checked_add(1) == Some(first) => run.1 = last,
            Some(_) | None => self.hidden.push((first, last)),
        }
    }

    /// Says how the cells in some columns (from 0) of rows (from 1) are shown.
    pub fn style(&mut self, (first, last): (u32, u32), columns: (u32, u32), style: Style) {
        if style == Style::default() {
            return;
        }
        let run = self.styles.entry(first).or_insert_with(|| StyleRun { last, columns: Vec::new() });
        match run.columns.last_mut() {
            Some((_, end, same)) if *same == style && end.checked_add(1) == Some(columns.0) => *end = columns.1,
            Some(_) | None => run.columns.push((columns.0, columns.1, style)),
        }
    }

    /// Puts the runs in order, once all is said.
    pub fn settle(mut self) -> Self {
        self.hidden.sort_unstable();
        for run in self.styles.values_mut() {
            run.columns.sort_unstable_by_key(|(first, _, _)| *first);
        }
        self
    }

    /// Whether a row, counted from 1, is hidden.
    pub fn is_hidden(&self, row: u32) -> bool {
        let after = self.hidden.partition_point(|(first, _)| *first <= row);
        after.checked_sub(1).and_then(|index| self.hidden.get(index)).is_some_and(|(_, last)| row <= *last)
    }

    /// Whether the formula in a row and column (both from 0) has an empty text as its result.
    pub fn is_blank_result(&self, cell: (u32, u32)) -> bool {
        self.blank_results.contains(&cell)
    }

    /// How the cell in a row (from 1) and column (from 0) is shown.
    pub fn style_at(&self, row: u32, column: u32) -> Style {
        let run = self.styles.range(..=row).next_back().filter(|(_, run)| row <= run.last);
        let found = run.and_then(|(_, run)| {
            let after = run.columns.partition_point(|(first, _, _)| *first <= column);
            run.columns.get(after.checked_sub(1)?).filter(|(_, last, _)| column <= *last)
        });
        found.map(|(_, _, style)| *style).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_answer_for_each_row_and_column() {
        let euro = Style { struck: true, ..Style::default() };
        let mut said = SheetMarks::default();
        said.hide(9, 1_048_576);
        said.hide(3, 3);
        said.hide(4, 5);
        said.style((2, 4), (6, 7), euro);
        said.style((2, 4), (1, 1), euro);
        said.style((2, 4), (2, 2), euro);
        let said = said.settle();
        let hidden: Vec<u32> = (1..=10).filter(|&row| said.is_hidden(row)).collect();
        assert_eq!(hidden, [3, 4, 5, 9, 10]);
        let shown: Vec<u32> = (0..9).filter(|&column| said.style_at(3, column) == euro).collect();
        assert_eq!(shown, [1, 2, 6, 7]);
        assert_eq!(said.style_at(5, 1), Style::default());
        assert_eq!(said.style_at(1, 1), Style::default());
    }
}
