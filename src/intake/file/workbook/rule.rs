//! Rules that change how cells are shown where they hold, as far as they say that cells do not count.
//!
//! What comes in: a rule, and the cells of a row. What leaves: whether it holds for one of them, where that can be told. What it
//! does not know: files, and formulas beyond plain comparisons.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Cell, Row, Style, Value};

/// How many rules of a sheet are kept, of those that strike cells through or hide them.
pub(super) const MOST_RULES: usize = 200;

/// How many areas of a rule are kept.
pub(super) const MOST_AREAS: usize = 1_000;

/// A rule that strikes cells through or hides them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormatRule {
    /// The areas for which it is: first row and column, last row and column; rows from 1, columns from 0.
    pub areas: Vec<[u32; 4]>,
    /// Whether it strikes cells through, or hides them.
    pub strikes: bool,
    /// When it holds.
    pub when: When,
    /// The same as the file writes it.
    pub written: String,
}

/// When a rule holds for a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// The cell so many columns further on in its row, or the one in this column, compares so.
    Compares(Subject, Comparison, Operand),
    /// It does so in other cases than can be told.
    Unknown,
}

/// Which cell of a row is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// The one in this column, from 0.
    Column(u32),
    /// The one so many columns behind the cell itself, which may be before it.
    Behind(i32),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// They are the same.
    Equal,
    /// They are not.
    NotEqual,
    /// The first is more.
    More,
    /// The first is not less.
    NotLess,
    /// The first is less.
    Less,
    /// The first is not more.
    NotMore,
    /// The first contains the second.
    Contains,
    /// The first begins with the second.
    Begins,
    /// The first ends with the second.
    Ends,
}

/// What a cell is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operand {
    /// A number.
    Number(Decimal),
    /// A text, in which capitals are as good as small letters.
    Text(String),
}

impl FormatRule {
    /// A rule for some areas that gives their cells a style; nothing where that neither strikes through nor hides, or hides
    /// what is harmless to hide.
    pub(super) fn of(style: Style, areas: &[[u32; 4]], when: When, written: String, harmless: bool) -> Option<Self> {
        let tells = style.struck || style.unseen && !harmless;
        let areas = areas.to_vec();
        (tells && !areas.is_empty()).then_some(Self { areas, strikes: style.struck, when, written })
    }

    /// Whether the rule holds for a cell; where it cannot be told, whether it is for that cell at all.
    pub fn holds(&self, row: &Row<'_>, cell: &Cell<'_>) -> bool {
        let covers = |[first_row, first, last_row, last]: &[u32; 4]| {
            (*first_row..=*last_row).contains(&row.number) && (*first..=*last).contains(&cell.column)
        };
        // What is nought or an error is hidden in many a template, and harms nobody.
        let nothing = match &cell.value {
            Value::Number(number) => number.is_zero(),
            Value::Error(_) | Value::NoResult | Value::Outside => true,
            Value::Text(_) | Value::Date(_) | Value::Logical(_) => false,
        };
        if !self.areas.iter().any(covers) || !self.strikes && nothing {
            return false;
        }
        let When::Compares(subject, comparison, operand) = &self.when else { return true };
        let column = match subject {
            Subject::Column(column) => Some(*column),
            Subject::Behind(columns) => cell.column.checked_add_signed(*columns),
        };
        let other = row.cells.iter().find(|cell| Some(cell.column) == column);
        comparison.holds(other.map(|cell| &cell.value), operand)
    }
}

impl Comparison {
    fn holds(self, value: Option<&Value<'_>>, operand: &Operand) -> bool {
        let order = match (value, operand) {
            (Some(Value::Number(number)), Operand::Number(other)) => Some(number.cmp(other)),
            (None, Operand::Number(other)) => Some(Decimal::ZERO.cmp(other)),
            (Some(Value::Text(text)), Operand::Text(other)) => {
                let (text, other) = (text.trim().to_lowercase(), other.trim().to_lowercase());
                match self {
                    Self::Contains => return text.contains(&other),
                    Self::Begins => return text.starts_with(&other),
                    Self::Ends => return text.ends_with(&other),
                    Self::Equal | Self::NotEqual | Self::More | Self::NotLess | Self::Less | Self::NotMore => {
                        Some(text.cmp(&other))
                    }
                }
            }
            (None, Operand::Text(other)) => other.is_empty().then_some(std::cmp::Ordering::Equal),
            _ => None,
        };
        match self {
            Self::Equal => order.is_some_and(|order| order.is_eq()),
            Self::NotEqual => order.is_none_or(|order| order.is_ne()),
            Self::More => order.is_some_and(|order| order.is_gt()),
            Self::NotLess => order.is_some_and(|order| order.is_ge()),
            Self::Less => order.is_some_and(|order| order.is_lt()),
            Self::NotMore => order.is_some_and(|order| order.is_le()),
            Self::Contains | Self::Begins | Self::Ends => false,
        }
    }
}
