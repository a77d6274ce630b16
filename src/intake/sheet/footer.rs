//! Rows below the data that are none: signatures, legends, days of printing.
//!
//! What comes in: rows that are neither totals nor remarks. What leaves: those that are set apart below the data and hold
//! nothing of it, once no data follows. What it does not know: facts.

use crate::domain::Currency;
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::{Form, List};
use crate::intake::kinds::columns_of;
use crate::intake::row::date;
use crate::intake::row::judge::Judge;

/// How many rows are held at most.
const MOST: usize = 50;

/// The rows that may be below the data.
#[derive(Debug, Default)]
pub(super) struct Footer {
    held: Vec<Row<'static>>,
    /// The last row of any kind, and whether it was one of totals.
    last: u32,
    after_total: bool,
}

impl Footer {
    /// Notes a row of any kind.
    pub fn pass(&mut self, row: u32, total: bool) {
        (self.last, self.after_total) = (row, total);
    }

    /// Whether the last row was one of totals.
    pub fn is_after_total(&self) -> bool {
        self.after_total
    }

    /// Holds a row that may be below the data; whether it does.
    pub fn holds(&mut self, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        let apart = self.after_total || !self.held.is_empty() || self.last.saturating_add(1) < row.number;
        let holds = apart && self.last > 0 && self.held.len() < MOST && is_no_data(row, judge);
        if holds {
            self.held.push(row.to_owned());
        }
        holds
    }

    /// The rows that were held: data, when another row of data follows; else none.
    pub fn take(&mut self) -> Vec<Row<'static>> {
        std::mem::take(&mut self.held)
    }
}

/// Whether a row has no figure, and at most half of what every row needs.
fn is_no_data(row: &Row<'_>, judge: &Judge<'_>) -> bool {
    let figure = |cell: &Cell<'_>| match &cell.value {
        Value::Text(_) => judge.adds_up(cell.column) && super::totals::addend(&cell.value, judge.mapping).is_some(),
        Value::Date(_) => false,
        Value::Number(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => true,
    };
    let needs = &judge.required;
    let filled = needs.iter().filter(|position| {
        let cell = row.cells.iter().find(|cell| cell.column == **position);
        cell.is_some_and(|cell| fits(cell, judge))
    });
    needs.len() > 1 && filled.count() * 2 <= needs.len() && !row.cells.iter().any(figure)
}

/// Whether a cell holds what its column is for, as far as names and days are.
fn fits(cell: &Cell<'_>, judge: &Judge<'_>) -> bool {
    let column = judge.column_at(cell.column);
    let form = columns_of(judge.mapping.kind).iter().find(|spec| Some(spec.column) == column).map(|spec| spec.form);
    let names = &judge.context.names;
    match (&cell.value, form) {
        (Value::Text(text), Some(Form::Date)) => date::typed(text, judge.mapping.dates).is_ok(),
        (Value::Text(text), Some(Form::Name(List::Places))) => names.place(text).is_ok(),
        (Value::Text(text), Some(Form::Name(List::Themes))) => names.theme(text).is_ok(),
        (Value::Text(text), Some(Form::Name(List::Donors))) => names.donor(text).is_ok(),
        (Value::Text(text), Some(Form::Name(List::Currencies))) => Currency::parse(text.trim()).is_some(),
        _ => true,
    }
}
