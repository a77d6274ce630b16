//! What intake sees of a file: values, types, and what is hidden, merged or marked, for people who doubt a figure.
//!
//! What comes in: a file's path. What leaves: its sheets and cells, one by one, as the reading process hands them over.
//! What it does not know: columns, kinds of input, and the fund.

use std::collections::HashMap;
use std::path::Path;

use crate::domain::address::cell_name;
use crate::intake::file::sandbox::{self, Isolation};
use crate::intake::file::workbook::{Cell, FileHead, Flow, Refusal, Request, Row, SheetDetails, SheetHead, Sink};

/// Something that is seen, in the order of the file.
#[derive(Clone, Copy, Debug)]
pub enum Sight<'s> {
    /// The file; once, first.
    File(&'s FileHead),
    /// A sheet begins.
    Sheet(&'s SheetHead, &'s SheetDetails),
    /// The cells of a row that are not empty.
    Row(&'s SheetHead, &'s [SeenCell]),
}

/// A cell as it is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeenCell {
    /// Its name, such as `F12`.
    pub name: String,
    /// The type of what it holds.
    pub kind: &'static str,
    /// What it holds.
    pub value: String,
    /// What its format says: a share, a currency, thousands, or that nobody sees it. Empty where it says nothing of these.
    pub format: String,
    /// Whether a formula made the value.
    pub formula: bool,
    /// Whether its row or its column is hidden.
    pub hidden: bool,
    /// Whether it is struck through.
    pub struck: bool,
    /// The merged area at whose corner it stands.
    pub merged: Option<String>,
    /// The comment on it.
    pub comment: Option<String>,
}

/// Hands on what is seen of a file, or of the one sheet that is asked for, until no more is wanted.
///
/// # Errors
/// When the file is refused.
pub fn show(
    path: &Path,
    request: &Request,
    isolation: &Isolation,
    see: &mut dyn FnMut(Sight<'_>) -> Flow,
) -> Result<(), Refusal> {
    let mut eyes = Eyes { see, sheets: Vec::new(), current: Around::default(), cells: Vec::new() };
    sandbox::read(path, request, isolation, &mut eyes)
}

struct Eyes<'e> {
    see: &'e mut dyn FnMut(Sight<'_>) -> Flow,
    sheets: Vec<SheetHead>,
    current: Around,
    cells: Vec<SeenCell>,
}

/// What a sheet says around its cells, by row and column.
#[derive(Default)]
struct Around {
    head: SheetHead,
    hidden_columns: Vec<[u32; 2]>,
    merged: HashMap<(u32, u32), String>,
    comments: HashMap<(u32, u32), String>,
}

impl Around {
    fn new(head: SheetHead, details: &SheetDetails) -> Self {
        let area = |&[row, column, last_row, last]: &[u32; 4]| {
            ((row, column), format!("{}:{}", cell_name(row, column), cell_name(last_row, last)))
        };
        Self {
            head,
            hidden_columns: details.hidden_columns.clone(),
            merged: details.merged.iter().map(area).collect(),
            comments: details.remarks.iter().map(|note| ((note.row, note.column), note.text.clone())).collect(),
        }
    }

    fn seen(&self, row: &Row<'_>, cell: &Cell<'_>) -> SeenCell {
        let at = (row.number, cell.column);
        let in_hidden = |[first, last]: &[u32; 2]| (*first..=*last).contains(&cell.column);
        let format = cell.style.format;
        let said = [
            format.is_percent().then(|| "per cent".to_owned()),
            format.currency.map(|currency| currency.code().to_owned()),
            format.shared.map(|shared| shared.name().to_owned()),
            format.scale.map(|scale| format!("in {}", scale.name())),
            cell.style.unseen.then(|| "not seen".to_owned()),
        ];
        SeenCell {
            name: cell_name(row.number, cell.column),
            kind: cell.value.kind(),
            value: cell.value.show().into_owned(),
            format: said.into_iter().flatten().collect::<Vec<_>>().join(", "),
            formula: cell.formula,
            hidden: row.hidden || self.hidden_columns.iter().any(in_hidden),
            struck: cell.style.struck,
            merged: self.merged.get(&at).cloned(),
            comment: self.comments.get(&at).cloned(),
        }
    }
}

impl Sink for Eyes<'_> {
    fn file(&mut self, head: &FileHead) {
        self.sheets.clone_from(&head.sheets);
        (self.see)(Sight::File(head));
    }

    fn sheet(&mut self, number: usize, details: &SheetDetails) -> Flow {
        let head = self.sheets.get(number).cloned().unwrap_or_default();
        self.current = Around::new(head, details);
        (self.see)(Sight::Sheet(&self.current.head, details))
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        self.cells.clear();
        self.cells.extend(row.cells.iter().map(|cell| self.current.seen(row, cell)));
        (self.see)(Sight::Row(&self.current.head, &self.cells))
    }
}
