//! The sheets that rows were read from, each named once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::Source;
use crate::domain::source::SourceSheet;

use super::super::contract::{Row, SheetRef};

/// Sheets in the order in which they are first named.
#[derive(Default)]
pub(super) struct Sheets {
    known: HashMap<Arc<SourceSheet>, usize>,
}

impl Sheets {
    /// The index of a sheet.
    pub fn index(&mut self, sheet: &Arc<SourceSheet>) -> usize {
        let next = self.known.len();
        *self.known.entry(Arc::clone(sheet)).or_insert(next)
    }

    /// A row.
    pub fn row(&mut self, source: &Source) -> Row {
        Row(self.index(&source.sheet), source.row)
    }

    /// The sheets by index.
    pub fn list(self) -> Vec<SheetRef> {
        let mut sheets: Vec<(usize, Arc<SourceSheet>)> =
            self.known.into_iter().map(|(sheet, index)| (index, sheet)).collect();
        sheets.sort_unstable();
        let named =
            sheets.into_iter().map(|(_, sheet)| SheetRef { file: sheet.file.clone(), sheet: sheet.sheet.clone() });
        named.collect()
    }
}

/// How many runs of rows are named; the rows of further ones are counted.
const NAMED: usize = 12;

/// Rows as a reader writes them: `12-14, 18`; of many the first, and how many more there are.
pub(super) fn ranges(mut rows: Vec<u32>) -> String {
    rows.sort_unstable();
    let runs: Vec<&[u32]> = rows.chunk_by(|one, next| one + 1 == *next).collect();
    let named = runs.iter().take(NAMED).filter_map(|run| match run {
        [] => None,
        [row] => Some(row.to_string()),
        [first, .., last] => Some(format!("{first}-{last}")),
    });
    let more: usize = runs.iter().skip(NAMED).map(|run| run.len()).sum();
    named.chain((more > 0).then(|| format!("+{more}"))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn rows_that_follow_each_other_are_written_together() {
        assert_eq!(ranges(vec![18, 13, 12, 14, 20, 21]), "12-14, 18, 20-21");
        assert_eq!(ranges(Vec::new()), "");
        let many = (1..=15).map(|row| row * 2).collect();
        assert_eq!(ranges(many), "2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, +3");
    }
}
