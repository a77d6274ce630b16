//! A table: a header, rows, and a row of totals that are formulas.

use std::sync::Arc;

use rust_decimal::Decimal;

use crate::domain::Money;

use super::sheet::NamedTable;
use super::{Bar, Cell, Range, Rule, Sheet, Style, Value, column_name};

/// A table to be placed on a sheet.
#[derive(Clone, Debug)]
pub struct Table {
    name: &'static str,
    headers: Vec<String>,
    rows: Vec<Vec<Cell>>,
    total: Vec<Cell>,
    filter: bool,
    empty: String,
}

/// Where a table stands, rows from 0.
#[derive(Clone, Debug)]
pub struct TablePlace {
    /// The sheet.
    pub sheet: String,
    /// The header's row.
    pub header: u32,
    /// The first row of figures.
    pub first: u32,
    /// The last row of figures.
    pub last: u32,
    /// The row of totals.
    pub total: Option<u32>,
}

impl TablePlace {
    /// The figures of a column.
    pub const fn column(&self, column: u16) -> Range {
        Range::column(column, self.first, self.last)
    }

    /// The address of a column's total, from any sheet; of its last figure where there are no totals.
    pub fn total_of(&self, column: u16) -> String {
        let row = self.total.unwrap_or(self.last) + 1;
        format!("{}!${}${row}", super::quoted(&self.sheet), column_name(column))
    }

    /// The addresses of a column's figures, from any sheet.
    pub fn figures_of(&self, column: u16) -> String {
        let name = column_name(column);
        format!("{}!${name}${}:${name}${}", super::quoted(&self.sheet), self.first + 1, self.last + 1)
    }
}

impl Table {
    /// A table without rows. `name` is unique in the workbook; `empty` stands in place of rows where there are none.
    pub fn new(name: &'static str, headers: Vec<String>, empty: impl Into<String>) -> Self {
        Self { name, headers, rows: Vec::new(), total: Vec::new(), filter: false, empty: empty.into() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has no row.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row of totals: a label, then sums of the columns named, then cells given for others.
    #[must_use]
    pub fn totals(mut self, label: impl Into<Arc<str>>, sums: &[u16], others: Vec<(u16, Cell)>) -> Self {
        let mut total: Vec<Cell> = self.headers.iter().map(|_| Cell::blank()).collect();
        if let Some(first) = total.first_mut() {
            *first = Cell::text(label);
        }
        for &column in sums {
            let name = column_name(column);
            let sum = sum(self.rows.iter().filter_map(|row| row.get(usize::from(column))));
            place(&mut total, column, Cell::new(sum).formula(format!("SUM({name}{{first}}:{name}{{last}})")));
        }
        for (column, cell) in others {
            place(&mut total, column, cell);
        }
        self.total = total.into_iter().map(|cell| cell.style(Style::Total)).collect();
        self
    }

    /// With buttons to filter by.
    #[must_use]
    pub fn filtered(mut self) -> Self {
        self.filter = true;
        self
    }

    /// Places the table at the end of a sheet.
    pub fn place(self, sheet: &mut Sheet) -> TablePlace {
        let rows = || self.rows.iter().chain([&self.total]);
        let numeric = |column: usize| rows().any(|row| row.get(column).is_some_and(|cell| cell.value.is_number()));
        let headers = self.headers.iter().enumerate().map(|(column, header)| {
            Cell::text(header.as_str()).style(if numeric(column) { Style::NumberHeader } else { Style::Header })
        });
        let header = sheet.push(headers.collect());
        let rows = if self.rows.is_empty() { vec![vec![Cell::text(self.empty)]] } else { self.rows };
        let (first, last) = (header + 1, header + u32::try_from(rows.len()).unwrap_or(u32::MAX));
        let total = (!self.total.is_empty()).then_some(last + 1);
        for (row, cells) in (first..).zip(rows.into_iter().chain((!self.total.is_empty()).then_some(self.total))) {
            let cells = cells.into_iter().map(|cell| settle(cell, row, first, last));
            sheet.push(cells.collect());
        }
        let last_column = u16::try_from(self.headers.len().saturating_sub(1)).unwrap_or_default();
        sheet.tables.push(NamedTable {
            name: self.name.to_owned(),
            range: Range { first_row: header, first_column: 0, last_row: last, last_column },
            filter: self.filter,
        });
        TablePlace { sheet: sheet.name.clone(), header, first, last, total }
    }
}

impl Sheet {
    /// Keeps the header of the sheet's one table, and its first column, in sight, and repeats the header on every
    /// printed page.
    pub fn lead_by(&mut self, table: &TablePlace) {
        self.freeze = Some((table.header + 1, 1));
        self.print.repeat = Some((table.header, table.header));
    }

    /// Draws bars in a column of a table.
    pub fn bars(&mut self, table: &TablePlace, column: u16, bar: Bar) {
        self.rules.push(Rule { range: table.column(column), bar });
    }
}

fn place(cells: &mut [Cell], column: u16, cell: Cell) {
    if let Some(there) = cells.get_mut(usize::from(column)) {
        *there = cell;
    }
}

/// Writes row numbers, from 1, into a formula.
fn settle(mut cell: Cell, row: u32, first: u32, last: u32) -> Cell {
    if let Some(formula) = &cell.formula
        && formula.contains('{')
    {
        let settled = formula
            .replace("{row}", &(row + 1).to_string())
            .replace("{first}", &(first + 1).to_string())
            .replace("{last}", &(last + 1).to_string())
            .replace("{total}", &(last + 2).to_string());
        cell.formula = Some(settled.into_boxed_str());
    }
    cell
}

/// The sum of the numbers among cells: money, counts or decimals, whichever the first number is.
fn sum<'a>(cells: impl Iterator<Item = &'a Cell>) -> Value {
    let mut total: Option<Value> = None;
    for cell in cells {
        total = match (total, &cell.value) {
            (None, value @ (Value::Money(_) | Value::Whole(_) | Value::Decimal(..))) => Some(value.clone()),
            (Some(Value::Money(sum)), Value::Money(money)) => Some(Value::Money(sum + *money)),
            (Some(Value::Whole(sum)), Value::Whole(number)) => Some(Value::Whole(sum + number)),
            (Some(Value::Decimal(sum, places)), Value::Decimal(number, _)) => {
                Some(Value::Decimal(sum.checked_add(*number).unwrap_or(Decimal::MAX), places))
            }
            (total, _) => total,
        };
    }
    total.unwrap_or(Value::Money(Money::ZERO))
}
