//! What a sink sees of a file, for tests of its formats.

use super::{FileHead, Flow, Row, SheetDetails, Sink};

/// The names of the sheets, and what the last of them says around its cells, with all rows.
#[derive(Default)]
pub(super) struct Seen {
    pub sheets: Vec<String>,
    pub details: SheetDetails,
    pub rows: Vec<Row<'static>>,
}

impl Seen {
    /// The cells of the rows, as they are shown.
    pub fn shown(&self) -> Vec<Vec<String>> {
        let shown = |row: &Row<'_>| row.cells.iter().map(|cell| cell.value.show().into_owned()).collect();
        self.rows.iter().map(shown).collect()
    }
}

impl Sink for Seen {
    fn file(&mut self, head: &FileHead) {
        self.sheets = head.sheets.iter().map(|sheet| sheet.name.clone()).collect();
    }

    fn sheet(&mut self, _: usize, details: &SheetDetails) -> Flow {
        self.details = details.clone();
        Flow::Continue
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        self.rows.push(row.to_owned());
        Flow::Continue
    }
}
