//! The text that stands in rows of a file, for those who follow a figure back to it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::domain::address::cell_name;
use crate::intake::file::sandbox::{self, Isolation};
use crate::intake::file::workbook::{FileHead, Flow, Refusal, Request, Row, SheetDetails, Sink};

/// Cells of a row: their names (`F12`) and what stands in them, from left to right.
pub type RowTexts = Vec<(String, String)>;

struct WantedRows<'a> {
    wanted: &'a BTreeSet<u32>,
    found: BTreeMap<u32, RowTexts>,
    sheets: usize,
}

impl Sink for WantedRows<'_> {
    fn file(&mut self, _: &FileHead) {}

    fn sheet(&mut self, _: usize, _: &SheetDetails) -> Flow {
        self.sheets += 1;
        if self.sheets == 1 { Flow::Continue } else { Flow::Stop }
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        if self.wanted.contains(&row.number) {
            let text = |cell: &crate::intake::file::workbook::Cell<'_>| {
                (cell_name(row.number, cell.column), cell.value.show().into_owned())
            };
            self.found.insert(row.number, row.cells.iter().map(text).collect());
        }
        if self.found.len() < self.wanted.len() { Flow::Continue } else { Flow::Stop }
    }
}

/// Reads rows of a sheet: of the first one, where the request names none. `file` is the name that the file at `path` had.
///
/// # Errors
/// When the file is refused.
pub fn texts(
    path: &Path,
    request: &Request,
    rows: &BTreeSet<u32>,
    isolation: &Isolation,
) -> Result<BTreeMap<u32, RowTexts>, Refusal> {
    let mut texts = WantedRows { wanted: rows, found: BTreeMap::new(), sheets: 0 };
    sandbox::read(path, request, isolation, &mut texts)?;
    Ok(texts.found)
}
