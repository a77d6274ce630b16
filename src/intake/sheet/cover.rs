//! Sheets of a workbook that hold no table, and what they say of the amounts of the others: `All figures in thousands`.
//!
//! What comes in: the rows of a sheet. What leaves: whether it is such a sheet. What it does not know: what is said there.

use crate::intake::file::workbook::Row;

/// The most rows of a cover, and the most cells of each.
const LONGEST: u32 = 60;
const WIDEST: usize = 3;

/// What was seen of a sheet.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cover {
    rows: u32,
    wide: bool,
}

impl Cover {
    /// Sees a row; whether the sheet may still be a cover.
    pub fn see(&mut self, row: &Row<'_>) -> bool {
        self.rows += 1;
        self.wide |= row.cells.len() > WIDEST;
        self.is_one()
    }

    /// Whether the sheet is a cover, as far as it was seen.
    pub fn is_one(self) -> bool {
        !self.wide && self.rows <= LONGEST
    }
}
