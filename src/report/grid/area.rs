//! Where a table stands, so that other tables and sheets can refer to its figures without knowing its letters.

use std::sync::Arc;

use super::formula::Position;
use super::{Figure, Formula, Handle, Range, Sheet, Value};

/// Where a table stands: by it, other sheets refer to its figures.
#[derive(Clone, Debug)]
pub struct TableArea {
    pub(super) sheet: Arc<str>,
    pub(super) table: &'static str,
    /// The header's row.
    pub header: u32,
    /// The first row of figures.
    pub first: u32,
    /// The last row of figures.
    pub last: u32,
    pub(super) columns: u16,
    /// The headings of its columns.
    pub(super) headings: Vec<Arc<str>>,
    /// The row of totals, and what stands in it.
    pub(super) totals: (u32, Vec<Value>),
}

impl TableArea {
    /// The column next to the table, on its right.
    pub const fn beside(&self) -> u16 {
        self.columns
    }

    /// The same table without its last rows, so that only so many are left, and one at least.
    #[must_use]
    pub fn first_rows(self, rows: usize) -> Self {
        let last = self.first + u32::try_from(rows.saturating_sub(1)).unwrap_or(u32::MAX);
        Self { last: last.min(self.last), ..self }
    }

    /// The same table without its first rows, so that one at least is left.
    #[must_use]
    pub fn without_first(self, rows: usize) -> Self {
        let first = self.first + u32::try_from(rows).unwrap_or(u32::MAX);
        Self { first: first.min(self.last), ..self }
    }

    /// The cell of a column, by its row from 0.
    pub fn cell(&self, column: Handle, row: usize) -> Range {
        let row = self.first + u32::try_from(row).unwrap_or(u32::MAX);
        Range::column(self.own(column), row, row)
    }

    /// The figures of a column.
    pub fn column(&self, column: Handle) -> Range {
        Range::column(self.own(column), self.first, self.last)
    }

    /// The total of a column.
    pub fn total(&self, column: Handle) -> Figure {
        let (row, totals) = &self.totals;
        let column = self.own(column);
        let value = totals.get(usize::from(column)).cloned().unwrap_or(Value::Blank);
        Figure::new(value, Formula::cell(&self.sheet, *row, column))
    }

    /// The totals of neighbouring columns added up.
    ///
    /// # Panics
    /// When there are none.
    pub fn sum_of_totals(&self, columns: &[Handle]) -> Figure {
        let (row, totals) = &self.totals;
        let (first, last) = (self.own(columns[0]), self.own(columns[columns.len() - 1]));
        let range = Range { first_row: *row, first_column: first, last_row: *row, last_column: last };
        let totals = totals.iter().take(usize::from(last) + 1).skip(usize::from(first));
        Figure::new(Value::sum(totals.cloned()), Formula::sum_of_cells(&self.sheet, range))
    }

    /// A figure of a column, by its row from 0; `sheet` is the one that the table stands on.
    pub fn figure(&self, sheet: &Sheet, column: Handle, row: usize) -> Figure {
        let (column, row) = (self.own(column), self.first + u32::try_from(row).unwrap_or(u32::MAX));
        Figure::new(sheet.value(row, column).clone(), Formula::cell(&self.sheet, row, column))
    }

    /// All figures of a column, for functions that take cells.
    pub fn figures(&self, column: Handle) -> Formula {
        Formula::cells(&self.sheet, self.column(column))
    }

    /// All figures of a column, by the names of the table and the column: for functions that take cells. The formula holds
    /// whatever rows are added.
    pub fn by_name(&self, column: Handle) -> Formula {
        let heading = self.headings.get(usize::from(self.own(column))).cloned().unwrap_or_default();
        Formula::named_column(self.table, heading)
    }

    /// All figures of a column, as a rule outside of cells names them.
    pub fn named(&self, column: Handle) -> String {
        self.figures(column).text(&Position { row: 0, column: 0, first: 0, last: 0, total: None })
    }

    fn own(&self, column: Handle) -> u16 {
        assert_eq!(column.table, self.table, "a column of the table");
        column.column
    }
}

impl Sheet {
    /// Keeps the header of the sheet's one table, and its first column, in sight, and repeats the header on every
    /// printed page.
    pub fn lead_by(&mut self, table: &TableArea) {
        self.freeze = Some((table.header + 1, 1));
        self.repeat(table);
    }

    /// Repeats the header of a table on every printed page.
    pub fn repeat(&mut self, table: &TableArea) {
        self.print.repeat = Some((table.header, table.header));
    }
}
