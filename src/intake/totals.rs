//! Rows of totals: recognised, checked against the rows above them, and not read as data.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::config::InputMapping;
use crate::domain::text::comparable;

use super::code::ProblemCode;
use super::columns::Column;
use super::number;
use super::problem::{Problem, column_letters};
use super::record::Judge;
use super::workbook::{Row, Value};

/// Words that head a row of totals, in their comparable form.
const WORDS: [&str; 24] = [
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "grandtotal",
    "sum",
    "sums",
    "totaux",
    "soustotal",
    "totalgeneral",
    "somme",
    "totales",
    "suma",
    "totalgeral",
    "totais",
    "soma",
    "итого",
    "всего",
    "المجموع",
    "الإجمالي",
    "总计",
    "合计",
    "小计",
    "overalltotal",
];

/// The number in a cell, for adding up; `None` when there is none.
fn addend(value: &Value<'_>, mapping: &InputMapping) -> Option<Decimal> {
    match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => number::typed(text, mapping.decimal).ok().map(|number| number.value),
        Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => None,
    }
}

/// The columns that totals rows add up.
pub(super) const ADDED: [Column; 6] =
    [Column::Amount, Column::BaseAmount, Column::Need, Column::Floor, Column::Ceiling, Column::Outside];

/// What was added up of a column.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    all: Decimal,
    since: Decimal,
    first_since: u32,
    last_row: u32,
    uncertain: bool,
}

/// The running sums of a sheet's amounts.
#[derive(Debug, Default)]
pub(super) struct Totals {
    sums: BTreeMap<Column, Sum>,
    checked: u32,
    first: Option<u32>,
}

impl Totals {
    /// Whether a row is one of totals: its first text says so, and a required cell that is no amount is blank.
    pub fn is_total(&self, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        let blank = |position: &u32| row.cells.iter().all(|cell| cell.column != *position);
        if !judge.required.iter().any(blank) {
            return false;
        }
        let first_text = row.cells.iter().find_map(|cell| match &cell.value {
            Value::Text(text) => Some(text.as_ref()),
            Value::Number(_)
            | Value::Date(_)
            | Value::Logical(_)
            | Value::Error(_)
            | Value::NoResult
            | Value::Outside => None,
        });
        let Some(text) = first_text.filter(|text| text.len() < 60) else { return false };
        let word = comparable(text);
        let starts = ["total", "subtotal", "grandtotal", "soustotal"].iter().any(|start| word.starts_with(start));
        starts || WORDS.contains(&word.as_str())
    }

    /// Adds the amounts of a row of data.
    pub fn add(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for cell in &row.cells {
            let Some(&column) = judge.layout.columns.get(&cell.column).filter(|column| ADDED.contains(column)) else {
                continue;
            };
            let sum = self.sums.entry(column).or_default();
            let amount = addend(&cell.value, judge.mapping);
            let (all, since) = (
                amount.and_then(|amount| sum.all.checked_add(amount)),
                amount.and_then(|amount| sum.since.checked_add(amount)),
            );
            let (Some(all), Some(since)) = (all, since) else {
                sum.uncertain = true;
                continue;
            };
            (sum.all, sum.since, sum.last_row) = (all, since, row.number);
            if sum.first_since == 0 {
                sum.first_since = row.number;
            }
        }
    }

    /// Checks a row of totals against the rows since the last one, or against all.
    pub fn check(&mut self, row: &Row<'_>, judge: &mut Judge<'_>) {
        self.checked += 1;
        self.first.get_or_insert(row.number);
        for cell in &row.cells {
            let Some(&column) = judge.layout.columns.get(&cell.column).filter(|column| ADDED.contains(column)) else {
                continue;
            };
            let sum = self.sums.get(&column).copied().unwrap_or_default();
            let Some(total) = addend(&cell.value, judge.mapping) else { continue };
            if sum.uncertain || total == sum.since || total == sum.all {
                continue;
            }
            let letters = column_letters(cell.column);
            let place = judge.place(Some(row.number), Some(cell.column));
            let range = format!("{letters}{}:{letters}{}", sum.first_since, sum.last_row);
            let expected = format!("{}, the sum of {range}", sum.since.normalize());
            let mend = "Mend the total or the rows above it, or delete the row of totals.";
            judge.problems.push(Problem::new(ProblemCode::TotalDiffers, place, total.to_string(), expected, mend));
        }
        for sum in self.sums.values_mut() {
            (sum.since, sum.first_since) = (Decimal::ZERO, 0);
        }
    }

    /// What was checked, in words.
    pub fn summary(&self) -> Option<String> {
        let first = self.first?;
        Some(match self.checked {
            1 => format!("a row of totals (row {first})"),
            several => format!("{several} rows of totals (the first in row {first})"),
        })
    }
}
