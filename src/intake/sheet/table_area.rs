//! One table of a sheet, where the mapping names it.
//!
//! What comes in: the rows of a sheet. What leaves: what of them lies within the table. What it does not know: what the
//! columns mean.

use crate::intake::file::workbook::{Row, SheetDetails, TableHead};

/// Where a row lies.
pub(in crate::intake) enum RowArea<'r> {
    /// Above or below the table, or beside it.
    Outside,
    /// Header or data: the cells within the table.
    Inside(Row<'r>),
    /// A row of the table that holds its totals.
    Totals(Row<'r>),
}

/// The table of this name on a sheet; Excel does not tell capitals from small letters.
pub(in crate::intake) fn on_sheet<'h>(details: &'h SheetDetails, name: &str) -> Option<&'h TableHead> {
    details.tables.iter().find(|table| table.name.to_lowercase() == name.to_lowercase())
}

/// What of a row lies within a table.
pub(in crate::intake) fn cut<'r>(table: &TableHead, row: &'r Row<'r>) -> RowArea<'r> {
    let [first_row, first_column, last_row, last_column] = table.area;
    if !(first_row..=last_row).contains(&row.number) {
        return RowArea::Outside;
    }
    let inside = row.cells.iter().filter(|cell| (first_column..=last_column).contains(&cell.column));
    let cut = Row { cells: inside.cloned().collect(), number: row.number, hidden: row.hidden, fields: None };
    if cut.cells.is_empty() {
        RowArea::Outside
    } else if row.number > last_row.saturating_sub(table.totals) {
        RowArea::Totals(cut)
    } else {
        RowArea::Inside(cut)
    }
}
