//! Formulas as values: made of columns and figures, written with letters and numbers only where they stand.
//!
//! What comes in: handles of columns, figures of any sheet, and what is done with them. What leaves: the formula's text
//! at its cell, and its result, which is worked out from the cells that the text names. What it does not know: what the
//! figures mean, and formulas that are not ours.

pub(super) mod conditions;
mod operators;

use std::sync::Arc;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::address::{cell_name, column_letters};

use super::{Range, Value, quoted};

/// A column of a table, to be named in formulas of the same table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handle {
    pub(super) table: &'static str,
    pub(super) column: u16,
}

impl Handle {
    /// The column's cell in a row of the table, counted from 0.
    pub fn at(self, row: usize) -> Formula {
        Formula(Node::Cell(Some(self), Line::Number(row)))
    }

    /// The same cell, so written that it stays when the formula is filled down.
    pub fn fixed_at(self, row: usize) -> Formula {
        Formula(Node::Cell(Some(self), Line::Fixed(row)))
    }

    /// The column's total.
    pub fn total(self) -> Formula {
        Formula(Node::Cell(Some(self), Line::Total))
    }
}

impl From<Handle> for Formula {
    fn from(column: Handle) -> Self {
        Self(Node::Cell(Some(column), Line::Own))
    }
}

/// Which row of a table a formula takes a cell from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its own; in the row of totals, the total.
    Own,
    /// A row, from 0.
    Number(usize),
    /// A row, from 0, whose number has a `$`.
    Fixed(usize),
    /// The row of totals.
    Total,
}

/// A formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula(Node);

/// Several cells.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cells {
    /// The own column from a row to another; all of its rows.
    Rows(Option<(usize, usize)>),
    /// The own row from a column to another.
    Across(Handle, Handle),
    /// Those of any sheet.
    Sheet(Arc<str>, Range),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    /// A cell of the own table, in a column or in the own one.
    Cell(Option<Handle>, Line),
    /// A cell of any sheet, by row and column.
    SheetCell(Arc<str>, u32, u16),
    /// All figures of a column, by the names of its table and of itself.
    Column(&'static str, Arc<str>),
    Cells(Cells),
    /// A number, as it is written.
    Number(String),
    /// A text.
    Text(String),
    Add(Box<Node>, Box<Node>),
    Subtract(Box<Node>, Box<Node>),
    Negate(Box<Node>),
    /// In parentheses, so that it reads as one amount.
    Group(Box<Node>),
    Sum(Cells),
    /// An amount of base money, with so many decimals, at a rate, rounded to so many decimals.
    AtRate(Box<Node>, Box<Node>, (u32, u32)),
    /// One amount in another; nothing where the other is nothing.
    Share(Box<Node>, Box<Node>),
    IsZero(Box<Node>),
    /// Whether it is a number, as it is written.
    Equals(Box<Node>, String),
    /// How two results compare.
    Compare(Box<Node>, &'static str, Box<Node>),
    Call(&'static str, Vec<Node>),
    /// What has this result.
    Known(Box<Node>, Value),
}

/// Where in a table a formula stands; rows and columns of the sheet, from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Position {
    /// Its row.
    pub row: u32,
    /// Its column.
    pub column: u16,
    /// The table's first row of figures.
    pub first: u32,
    /// The table's last row of figures.
    pub last: u32,
    /// The table's row of totals.
    pub total: Option<u32>,
}

/// How firmly the parts of an expression hold together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Comparison,
    Sum,
    Quotient,
    Single,
}

impl Formula {
    /// The cell of the formula's own column in a row of its table, counted from 0.
    pub fn above(row: usize) -> Self {
        Self(Node::Cell(None, Line::Number(row)))
    }

    /// The sum of the own column from a row of its table to another, counted from 0.
    pub fn sum_of_rows(first: usize, last: usize) -> Self {
        Self(Node::Sum(Cells::Rows(Some((first, last)))))
    }

    /// The sum of the own column's figures.
    pub fn sum() -> Self {
        Self(Node::Sum(Cells::Rows(None)))
    }

    /// The sum of neighbouring columns in the own row.
    ///
    /// # Panics
    /// When there are none.
    pub fn across(columns: &[Handle]) -> Self {
        let (first, last) = (columns[0], columns[columns.len() - 1]);
        Self(Node::Sum(Cells::Across(first, last)))
    }

    /// The sum of cells of a sheet, named from anywhere.
    pub(super) fn sum_of_cells(sheet: &Arc<str>, range: Range) -> Self {
        Self(Node::Sum(Cells::Sheet(Arc::clone(sheet), range)))
    }

    /// The share of one amount in another; nothing where the other is nothing.
    pub fn share(part: impl Into<Self>, whole: impl Into<Self>) -> Self {
        Self(Node::Share(Box::new(part.into().0), Box::new(whole.into().0)))
    }

    /// An amount of base money at a rate: units of another currency for one of base. The decimals are those of base money
    /// and of the other currency.
    pub fn at_rate(amount: impl Into<Self>, rate: impl Into<Self>, decimals: (u32, u32)) -> Self {
        Self(Node::AtRate(Box::new(amount.into().0), Box::new(rate.into().0), decimals))
    }

    /// Whether all of the own column's figures are true.
    pub fn all() -> Self {
        Self(Node::Call("AND", vec![Node::Cells(Cells::Rows(None))]))
    }

    /// The sum of those of some cells whose neighbours hold the same as a column in the own row.
    pub fn sum_where(neighbours: &Self, like: Handle, cells: &Self) -> Self {
        Self(Node::Call("SUMIF", vec![neighbours.0.clone(), Self::from(like).0, cells.0.clone()]))
    }

    /// How many of some cells hold the same as a column in the own row.
    pub fn count_where(cells: &Self, like: Handle) -> Self {
        Self(Node::Call("COUNTIF", vec![cells.0.clone(), Self::from(like).0]))
    }

    /// A number, as it is written.
    pub(super) fn number(number: Decimal) -> Self {
        Self(Node::Number(number.to_string()))
    }

    /// The same in parentheses.
    pub(super) fn grouped(self) -> Self {
        Self(Node::Group(Box::new(self.0)))
    }

    /// Whether it is zero, rounded to so many decimals; below nothing, to tens, hundreds and so on.
    pub(super) fn rounds_to_zero(self, decimals: i32) -> Self {
        let rounded = Node::Call("ROUND", vec![self.0, Node::Number(decimals.to_string())]);
        Self(Node::IsZero(Box::new(rounded)))
    }

    /// The same, of which the result is known.
    pub(super) fn known_as(self, value: Value) -> Self {
        Self(Node::Known(Box::new(self.0), value))
    }

    /// A cell of a sheet, named from anywhere.
    pub(super) fn cell(sheet: &Arc<str>, row: u32, column: u16) -> Self {
        Self(Node::SheetCell(Arc::clone(sheet), row, column))
    }

    /// Cells of a sheet, named from anywhere.
    pub(super) fn cells(sheet: &Arc<str>, range: Range) -> Self {
        Self(Node::Cells(Cells::Sheet(Arc::clone(sheet), range)))
    }

    /// All figures of a column of a table of any sheet, by their names.
    pub(super) const fn named_column(table: &'static str, heading: Arc<str>) -> Self {
        Self(Node::Column(table, heading))
    }

    /// A number to be compared with, as it is.
    pub fn whole(number: i32) -> Self {
        Self(Node::Number(number.to_string()))
    }

    /// The sum of some cells.
    pub fn sum_of(cells: &Self) -> Self {
        Self(Node::Call("SUM", vec![cells.0.clone()]))
    }

    /// Its text, where it stands.
    pub(super) fn text(&self, position: &Position) -> String {
        let mut text = String::new();
        self.0.write(position, Binding::Comparison, &mut text);
        text
    }

    /// Its result, by the values of the cells of its table; `None` of what is not reckoned here.
    pub(super) fn result(&self, cell: &dyn Fn(Option<Handle>, Line) -> Value, rows: usize) -> Option<Value> {
        self.0.result(cell, rows)
    }
}

impl Node {
    fn binding(&self) -> Binding {
        match self {
            Self::IsZero(_) | Self::Equals(..) | Self::Compare(..) => Binding::Comparison,
            Self::Add(..) | Self::Subtract(..) | Self::Negate(_) => Binding::Sum,
            Self::Known(inner, _) => inner.binding(),
            Self::Cell(..) | Self::SheetCell(..) | Self::Cells(_) | Self::Number(_) => Binding::Single,
            Self::Column(..) => Binding::Single,
            Self::Text(_) | Self::Group(_) | Self::Sum(_) | Self::Share(..) | Self::Call(..) => Binding::Single,
            Self::AtRate(..) => Binding::Single,
        }
    }

    /// Writes it where the parts around it hold together so firmly.
    fn write(&self, at: &Position, around: Binding, text: &mut String) {
        if self.binding() < around {
            text.push('(');
            self.write(at, Binding::Comparison, text);
            text.push(')');
            return;
        }
        match self {
            Self::Cell(column, line) => text.push_str(&at.name(*column, *line)),
            Self::SheetCell(sheet, row, column) => {
                text.push_str(&format!("{}!{}", quoted(sheet), absolute(*row, *column)));
            }
            Self::Column(table, heading) => text.push_str(&format!("{table}[{}]", escaped(heading))),
            Self::Cells(cells) => text.push_str(&cells.name(at)),
            Self::Number(number) => text.push_str(number),
            Self::Text(words) => text.push_str(&format!("\"{}\"", words.replace('"', "\"\""))),
            Self::Add(one, other) => infix(at, (one, Binding::Sum), '+', (other, Binding::Quotient), text),
            Self::Subtract(one, other) => infix(at, (one, Binding::Sum), '-', (other, Binding::Quotient), text),
            Self::Negate(inner) => {
                text.push('-');
                inner.write(at, Binding::Quotient, text);
            }
            Self::Group(inner) => {
                text.push('(');
                inner.write(at, Binding::Comparison, text);
                text.push(')');
            }
            Self::Sum(cells) => text.push_str(&format!("SUM({})", cells.name(at))),
            Self::Share(part, whole) => {
                text.push_str("IF(");
                whole.write(at, Binding::Sum, text);
                text.push_str("=0,0,");
                infix(at, (part, Binding::Quotient), '/', (whole, Binding::Single), text);
                text.push(')');
            }
            Self::AtRate(amount, rate, (_, decimals)) => {
                text.push_str("ROUND(");
                infix(at, (amount, Binding::Quotient), '*', (rate, Binding::Quotient), text);
                text.push_str(&format!(",{decimals})"));
            }
            Self::IsZero(inner) => {
                inner.write(at, Binding::Sum, text);
                text.push_str("=0");
            }
            Self::Equals(inner, number) => {
                inner.write(at, Binding::Sum, text);
                text.push_str(&format!("={number}"));
            }
            Self::Compare(one, sign, other) => {
                one.write(at, Binding::Sum, text);
                text.push_str(sign);
                other.write(at, Binding::Sum, text);
            }
            Self::Call(function, arguments) => call(at, function, arguments, text),
            Self::Known(inner, _) => inner.write(at, around, text),
        }
    }

    fn result(&self, cell: &dyn Fn(Option<Handle>, Line) -> Value, rows: usize) -> Option<Value> {
        let result = |node: &Self| node.result(cell, rows);
        match self {
            Self::Cell(column, line) => Some(cell(*column, *line)),
            Self::Add(one, other) => Some(result(one)?.plus(&result(other)?)),
            Self::Subtract(one, other) => Some(result(one)?.plus(&result(other)?.negative())),
            Self::Negate(inner) => Some(result(inner)?.negative()),
            Self::Group(inner) => result(inner),
            Self::Sum(Cells::Rows(range)) => {
                let (first, last) = range.unwrap_or((0, rows.saturating_sub(1)));
                Some(Value::sum((first..=last).map(|row| cell(None, Line::Number(row)))))
            }
            Self::Sum(Cells::Across(first, last)) => {
                let columns = (first.column..=last.column).map(|column| Handle { column, ..*first });
                Some(Value::sum(columns.map(|column| cell(Some(column), Line::Own))))
            }
            Self::Share(part, whole) => Some(Value::Share(result(part)?.whole()?, result(whole)?.whole()?)),
            Self::AtRate(amount, rate, (exponent, decimals)) => match (result(amount)?, result(rate)?) {
                (Value::Money(money), Value::Decimal(rate, _)) => {
                    let exact = money.to_decimal(*exponent).checked_mul(rate)?;
                    let half = RoundingStrategy::MidpointAwayFromZero;
                    Some(Value::Decimal(exact.round_dp_with_strategy(*decimals, half), *decimals))
                }
                _ => None,
            },
            Self::Known(_, value) => Some(value.clone()),
            Self::Sum(Cells::Sheet(..)) | Self::SheetCell(..) | Self::Column(..) | Self::Cells(_) => None,
            Self::Number(_) | Self::Text(_) | Self::IsZero(_) | Self::Equals(..) => None,
            Self::Compare(..) | Self::Call(..) => None,
        }
    }
}

impl Cells {
    fn name(&self, at: &Position) -> String {
        match self {
            Self::Rows(rows) => {
                let (first, last) = rows.map_or((at.first, at.last), |(first, last)| (at.row(first), at.row(last)));
                format!("{}:{}", name(first, at.column), name(last, at.column))
            }
            Self::Across(first, last) => format!("{}:{}", name(at.row, first.column), name(at.row, last.column)),
            Self::Sheet(sheet, range) => {
                let first = absolute(range.first_row, range.first_column);
                let last = absolute(range.last_row, range.last_column);
                format!("{}!{first}:{last}", quoted(sheet))
            }
        }
    }
}

impl Position {
    /// A row of the table, counted from 0, as a row of the sheet.
    fn row(&self, row: usize) -> u32 {
        self.first + u32::try_from(row).unwrap_or(u32::MAX)
    }

    fn name(&self, column: Option<Handle>, line: Line) -> String {
        let column = column.map_or(self.column, |handle| handle.column);
        match line {
            Line::Own => name(self.row, column),
            Line::Number(row) => name(self.row(row), column),
            Line::Fixed(row) => fixed(self.row(row), column),
            Line::Total => {
                let total = self.total.unwrap_or(self.last);
                if self.row == total { name(total, column) } else { fixed(total, column) }
            }
        }
    }
}

fn name(row: u32, column: u16) -> String {
    cell_name(row + 1, u32::from(column))
}

fn fixed(row: u32, column: u16) -> String {
    format!("{}${}", column_letters(u32::from(column)), row + 1)
}

/// A cell as it is named from any sheet, so that the name stays wherever the formula is copied to.
fn absolute(row: u32, column: u16) -> String {
    format!("${}", fixed(row, column))
}

/// A column's heading as formulas write it: what would end it is marked.
fn escaped(heading: &str) -> String {
    let mark = |letter: char| matches!(letter, '[' | ']' | '#' | '\'').then_some('\'');
    heading.chars().flat_map(|letter| mark(letter).into_iter().chain([letter])).collect()
}

fn infix(at: &Position, one: (&Node, Binding), sign: char, other: (&Node, Binding), text: &mut String) {
    one.0.write(at, one.1, text);
    text.push(sign);
    other.0.write(at, other.1, text);
}

fn call(at: &Position, function: &str, arguments: &[Node], text: &mut String) {
    text.push_str(function);
    text.push('(');
    for (number, argument) in arguments.iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        argument.write(at, Binding::Comparison, text);
    }
    text.push(')');
}
