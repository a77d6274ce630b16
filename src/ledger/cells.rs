//! The cells of a day: of several rows of one cell, the one that holds (docs/domain.md, sections 2 and 3).

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::Money;
use crate::domain::facts::Priority;

/// The cells, in the order of their first rows, each with the newest row that is valid on a day. A cell whose first row is
/// valid later is known already and asks for nothing.
pub fn on(rows: &[Priority], day: NaiveDate) -> Vec<Priority> {
    let mut index: HashMap<String, usize> = HashMap::with_capacity(rows.len());
    let mut cells: Vec<&Priority> = Vec::with_capacity(rows.len());
    for row in rows {
        match index.get(&row.id()) {
            Some(&known) if replaces(row, cells[known], day) => cells[known] = row,
            Some(_) => {}
            None => {
                index.insert(row.id(), cells.len());
                cells.push(row);
            }
        }
    }
    cells.into_iter().map(|row| if is_valid(row, day) { row.clone() } else { without_need(row) }).collect()
}

fn is_valid(row: &Priority, day: NaiveDate) -> bool {
    row.valid_from.is_none_or(|from| from <= day)
}

/// Whether a row rather than another of the same cell says what holds: the newest valid one, else the first to be valid.
fn replaces(row: &Priority, other: &Priority, day: NaiveDate) -> bool {
    match (is_valid(row, day), is_valid(other, day)) {
        (true, true) => row.valid_from > other.valid_from,
        (false, false) => row.valid_from < other.valid_from,
        (valid, _) => valid,
    }
}

fn without_need(row: &Priority) -> Priority {
    Priority { need: Money::ZERO, floor: Money::ZERO, ceiling: Money::ZERO, outside: Money::ZERO, ..row.clone() }
}
