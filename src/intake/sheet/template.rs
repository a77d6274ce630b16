//! Rows of a template that nobody has filled in: formulas that give nothing, and words that stand ready in each row.
//!
//! What comes in: rows that may be data. What leaves: those that are not, counted. What it does not know: facts.

use crate::domain::text::number_of;
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::row::judge::Judge;
use crate::intake::row::text::is_dash;

/// How many rows are held at most that hold only what their template has in each.
const MOST: usize = 200;

/// The rows of a template that were not used.
#[derive(Debug, Default)]
pub(super) struct Template {
    /// Rows that hold formulas only, without results.
    empty: u64,
    first_empty: Option<u32>,
    /// Rows that hold only a currency or a kind, once data has ended, and how many there are.
    ready: Vec<Row<'static>>,
    many: u64,
}

impl Template {
    /// Takes a row that is none of data, or none unless data follows; whether it did.
    pub fn takes(&mut self, row: &Row<'_>, judge: &Judge<'_>) -> bool {
        if gives_nothing(row, judge) {
            self.empty += 1;
            self.first_empty.get_or_insert(row.number);
            return true;
        }
        let ready = stands_ready(row, judge);
        if ready {
            self.many += 1;
            if self.ready.len() < MOST {
                self.ready.push(row.to_owned());
            }
        }
        ready
    }

    /// The rows that only hold a currency or a kind: where a row of data follows, something is missing from them.
    pub fn take(&mut self) -> Vec<Row<'static>> {
        self.many = 0;
        std::mem::take(&mut self.ready)
    }

    /// What rows were left out, each with the first of them.
    pub fn conclude(self) -> impl Iterator<Item = (u32, String)> {
        let rows = |count: u64| number_of(count as usize, "row");
        let empty = self.first_empty.map(|row| (row, format!("{} of formulas that give nothing", rows(self.empty))));
        let ready = self
            .ready
            .first()
            .map(|row| (row.number, format!("{} with a currency or a kind and nothing else", rows(self.many))));
        empty.into_iter().chain(ready)
    }
}

/// Whether a row holds noughts, dashes or formulas that give nothing, and none of what every row needs.
fn gives_nothing(row: &Row<'_>, judge: &Judge<'_>) -> bool {
    let mut nothings = 0;
    for cell in row.cells.iter().filter(|cell| judge.column_at(cell.column).is_some()) {
        if judge.required.contains(&cell.column) && !cell.formula {
            return false;
        }
        let nothing = match &cell.value {
            Value::Number(number) => number.is_zero(),
            Value::NoResult => true,
            Value::Text(text) => is_dash(text.trim()),
            Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::Outside => false,
        };
        if !nothing {
            return false;
        }
        nothings += usize::from(cell.formula || judge.adds_up(cell.column));
    }
    nothings > 0
}

/// Whether a row holds the currency and kind that its template has in each, formulas that give nothing, and lacks most of what
/// every row needs.
fn stands_ready(row: &Row<'_>, judge: &Judge<'_>) -> bool {
    let of_template = |cell: &Cell<'_>| match &cell.value {
        Value::NoResult => true,
        Value::Text(text) => {
            let word = || matches!(judge.column_at(cell.column), Some(Column::Currency | Column::Kind | Column::Type));
            text.trim().is_empty() || word()
        }
        Value::Number(_) | Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::Outside => false,
    };
    if !row.cells.iter().all(of_template) {
        return false;
    }
    let filled =
        judge.required.iter().filter(|&&position| row.cells.iter().any(|cell| cell.column == position)).count();
    judge.required.len() > 2 && 2 * filled <= judge.required.len()
}
