//! Stored results of formulas, held against what the formulas give by the cells of their row.
//!
//! What comes in: the formulas of a row, and its cells. What leaves: the same cells, of which those have no result that store
//! another number than their formula gives. What it does not know: formulas that name cells of other rows.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::steps::{RawCell, Step, Stored};
use crate::intake::file::workbook::Value;
use crate::intake::file::workbook::formula::{CellName, LONGEST_SUM, contradicts, gives_number, of_cells};

/// A formula, and the cell from which it counts; row and column from 0.
#[derive(Clone, Debug)]
pub(super) struct Formula {
    text: Arc<str>,
    row: u32,
    column: u32,
}

impl Formula {
    /// That of a cell; nothing where it is too long to be worked out.
    pub fn of(text: &str, (row, column): (u32, u32)) -> Option<Self> {
        (text.len() <= LONGEST_SUM && !text.is_empty()).then(|| Self { text: Arc::from(text), row, column })
    }

    /// Whether it can give nothing but a number.
    pub fn gives_number(&self) -> bool {
        gives_number(&self.text)
    }

    /// What it gives in a cell, by the cells of the row.
    fn gives(&self, (row, column): (u32, u32), cells: &[Step]) -> Option<Decimal> {
        let number = |name: CellName| {
            let of_the_row = name.row.checked_sub(1) == Some(self.row) && (row == self.row || !name.fixed_row);
            if !of_the_row {
                return None;
            }
            let moved = if name.fixed_column { 0 } else { i64::from(column) - i64::from(self.column) };
            let wanted = u32::try_from(i64::from(name.column) + moved).ok()?;
            number_at(cells, wanted)
        };
        of_cells(&self.text, &number)
    }
}

/// The column of a cell.
fn column_of(step: &Step) -> u32 {
    match step {
        Step::Cell(cell) => cell.column,
        Step::Row(..) => 0,
    }
}

/// The number of a cell; nought where it is blank, nothing where it holds something else.
fn number_at(cells: &[Step], column: u32) -> Option<Decimal> {
    let cell = cells.binary_search_by_key(&column, column_of).ok().and_then(|index| cells.get(index));
    match cell {
        None | Some(Step::Cell(RawCell { value: None, .. })) => Some(Decimal::ZERO),
        Some(Step::Cell(RawCell { value: Some(Stored::Own(Value::Number(number))), .. })) => Some(*number),
        Some(Step::Cell(_) | Step::Row(..)) => None,
    }
}

/// The formulas of a row.
#[derive(Default)]
pub(super) struct Results(Vec<(Formula, (u32, u32))>);

impl Results {
    /// Takes the formula of a cell.
    pub fn add(&mut self, formula: Option<Formula>, cell: (u32, u32)) {
        self.0.extend(formula.map(|formula| (formula, cell)));
    }

    /// Takes the results of the row that are not what their formulas give, and begins another row.
    pub fn settle(&mut self, cells: &mut [Step]) {
        if self.0.is_empty() {
            return;
        }
        let formulas = std::mem::take(&mut self.0);
        if !cells.is_sorted_by_key(column_of) {
            return;
        }
        for (formula, cell) in formulas {
            let Some(given) = formula.gives(cell, cells) else { continue };
            let step = cells.binary_search_by_key(&cell.1, column_of).ok().and_then(|index| cells.get_mut(index));
            if let Some(Step::Cell(RawCell { value: Some(Stored::Own(value)), formula: true, .. })) = step
                && matches!(value, Value::Number(stored) if contradicts(*stored, given))
            {
                *value = Value::NoResult;
            }
        }
    }
}
