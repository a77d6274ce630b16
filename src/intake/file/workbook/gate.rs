//! Cells in the order of the file become rows, within the limits.
//!
//! What comes in: cells, one by one. What leaves: rows to a sink, until it wants no more. What it does not know: the
//! formats of files.

use super::{Cell, Flow, Limits, Refusal, Row, Sink, Style, Value};
use crate::domain::address::cell_name;
use crate::intake::problems::ProblemCode;

/// How many rows and columns a sheet has (Excel 2007 and later).
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

/// What is left of the limits for all sheets of a file.
#[derive(Clone, Copy)]
pub(super) struct Left {
    cells: u64,
    text_bytes: u64,
    longest: usize,
}

impl Left {
    /// All that the limits allow.
    pub fn of(limits: &Limits) -> Self {
        Self { cells: limits.cells, text_bytes: limits.text_bytes, longest: limits.cell_bytes }
    }

    /// What is left after one more cell.
    fn after(self, value: &Value<'_>) -> Option<Self> {
        let text = if let Value::Text(text) = value { text.len() as u64 } else { 0 };
        Some(Self {
            cells: self.cells.checked_sub(1)?,
            text_bytes: self.text_bytes.checked_sub(text)?,
            longest: self.longest,
        })
    }
}

/// A cell as a format has it.
pub(super) struct FileCell<'a> {
    /// Counted from 0.
    pub column: u32,
    /// Nothing for a cell that is empty.
    pub value: Option<Value<'a>>,
    pub formula: bool,
    pub style: Style,
}

/// Gathers the cells of a sheet into rows.
pub(super) struct Gate<'a, 's> {
    row: Row<'a>,
    left: &'s mut Left,
    sink: &'s mut dyn Sink,
    flow: Flow,
}

impl<'a, 's> Gate<'a, 's> {
    pub fn new(left: &'s mut Left, sink: &'s mut dyn Sink) -> Self {
        Self { row: Row::default(), left, sink, flow: Flow::Continue }
    }

    /// Begins a row, counted from 0. Whether more is wanted.
    pub fn begin(&mut self, row: u32, hidden: bool) -> Result<bool, Refusal> {
        let number = row.saturating_add(1);
        if number > ROWS {
            let found = format!("row {number}, where a sheet has {ROWS} rows");
            return Err(Refusal { row: Some(number), ..Refusal::new(ProblemCode::TooLarge, found) });
        }
        if number < self.row.number {
            let found = format!("row {number} after row {}", self.row.number);
            return Err(Refusal { row: Some(number), ..Refusal::damaged(found) });
        }
        if number > self.row.number {
            if !self.give()? {
                return Ok(false);
            }
            (self.row.number, self.row.hidden) = (number, hidden);
        }
        Ok(true)
    }

    /// Takes a cell of the row that was begun.
    pub fn take(&mut self, cell: FileCell<'a>) -> Result<(), Refusal> {
        let FileCell { column, value, formula, style } = cell;
        let Some(value) = value.filter(|value| !value.is_blank()) else { return Ok(()) };
        let refused = |code, found: String| Err(Refusal { row: Some(self.row.number), ..Refusal::new(code, found) });
        if column >= COLUMNS {
            return refused(ProblemCode::TooLarge, format!("more than {COLUMNS} columns"));
        }
        if let Value::Text(text) = &value
            && text.len() > self.left.longest
        {
            return refused(ProblemCode::TooLarge, format!("a text of {} bytes", text.len()));
        }
        let Some(left) = self.left.after(&value) else {
            let what = if self.left.cells == 0 { "cells" } else { "text" };
            return refused(ProblemCode::TooLarge, format!("more {what} than the limit"));
        };
        *self.left = left;
        let style = Style { unseen: style.unseen || style.format.hides(&value), ..style };
        self.row.cells.push(Cell { column, value, formula, style });
        Ok(())
    }

    /// Hands on the last row; whether a next sheet is wanted.
    pub fn end(mut self) -> Result<Flow, Refusal> {
        self.give()?;
        Ok(self.flow)
    }

    /// What the sink answered last.
    pub fn flow(&self) -> Flow {
        self.flow
    }

    fn give(&mut self) -> Result<bool, Refusal> {
        if self.row.cells.is_empty() {
            return Ok(true);
        }
        if !self.row.cells.is_sorted_by(|one, next| one.column < next.column) {
            self.row.cells.sort_by_key(|cell| cell.column);
            let twice = |pair: &&[Cell<'_>]| matches!(pair, [one, next] if one.column == next.column);
            if let Some(cell) = self.row.cells.windows(2).find(twice).and_then(<[Cell<'_>]>::first) {
                let found = format!("two cells at {}", cell_name(self.row.number, cell.column));
                return Err(Refusal { row: Some(self.row.number), ..Refusal::damaged(found) });
            }
        }
        self.flow = self.sink.row(&self.row);
        self.row.cells.clear();
        Ok(self.flow == Flow::Continue)
    }
}
