//! Cells below each other that look alike, so that a format is looked up once for all of them.
//!
//! The writer of workbooks finds a format by comparing all that it says, for each cell anew; that took a fifth of the
//! time of writing.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::{Look, Looks};

/// Cells of one column, one below the other, that look alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    column: u16,
    first_row: u32,
    last_row: u32,
    look: Look,
}

impl Run {
    /// Gives the cells their format; a cell without a value becomes an empty one that has it.
    pub fn put_on(self, worksheet: &mut Worksheet, looks: &mut Looks) -> Result<(), XlsxError> {
        worksheet.set_range_format(self.first_row, self.column, self.last_row, self.column, looks.of(self.look))?;
        Ok(())
    }
}

/// The run that each column is in.
#[derive(Debug, Default)]
pub(super) struct Runs {
    columns: Vec<Option<Run>>,
}

impl Runs {
    /// Takes the next cell of a column; gives the run that ends before it, if one does.
    pub fn go_on(&mut self, row: u32, column: u16, look: Look) -> Option<Run> {
        let index = usize::from(column);
        if self.columns.len() <= index {
            self.columns.resize(index + 1, None);
        }
        let current = self.columns.get_mut(index)?;
        match current {
            Some(run) if run.look == look && run.last_row + 1 == row => {
                run.last_row = row;
                None
            }
            Some(_) | None => current.replace(Run { column, first_row: row, last_row: row, look }),
        }
    }

    /// The runs that no cell ended.
    pub fn end(self) -> impl Iterator<Item = Run> {
        self.columns.into_iter().flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::grid::{Style, Value};
    use super::*;

    #[test]
    fn a_run_ends_where_the_look_changes_or_a_row_is_missing() {
        let text = Look::of(Style::Body, &Value::Blank);
        let total = Look::of(Style::Total, &Value::Blank);
        let run = |column, first_row, last_row, look| Run { column, first_row, last_row, look };
        let mut runs = Runs::default();
        assert_eq!(runs.go_on(0, 1, text), None);
        assert_eq!(runs.go_on(1, 1, text), None);
        assert_eq!(runs.go_on(1, 0, text), None);
        assert_eq!(runs.go_on(2, 1, total), Some(run(1, 0, 1, text)));
        assert_eq!(runs.go_on(4, 1, total), Some(run(1, 2, 2, total)));
        assert_eq!(runs.end().collect::<Vec<_>>(), [run(0, 1, 1, text), run(1, 4, 4, total)]);
    }
}
