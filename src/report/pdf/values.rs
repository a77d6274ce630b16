//! Values as people of a language write them; the workbook leaves that to the program that shows it.

use super::super::grid::{Book, Value};
use super::super::phrasebook::Phrasebook;
use crate::domain::Money;

/// What stands for nothing among numbers.
const NOTHING: &str = "–";

/// Writes the values of a book.
pub(super) struct Writer {
    pub phrases: Phrasebook,
    exponent: u32,
}

impl Writer {
    pub fn of(book: &Book) -> Self {
        Self { phrases: Phrasebook::new(book.language), exponent: book.exponent }
    }

    pub fn text(&self, value: &Value) -> String {
        match value {
            Value::Blank => String::new(),
            Value::Text(text) => text.to_string(),
            Value::Date(day) => self.phrases.short_day(*day),
            Value::Truth(truth) => self.phrases.get(if *truth { "compared-yes" } else { "compared-no" }),
            Value::Share(_, 0) => NOTHING.to_owned(),
            Value::Money(_) | Value::Decimal(..) | Value::Whole(_) if value.is_nothing() => NOTHING.to_owned(),
            Value::Money(money) => self.phrases.amount(*money, self.exponent),
            Value::Whole(number) => self.phrases.amount(Money::from_minor(*number), 0),
            Value::Year(year) => year.to_string(),
            Value::Share(part, whole) => self.phrases.percent(Money::from_minor(*part), Money::from_minor(*whole)),
            Value::Decimal(amount, decimals) => {
                let shown = Money::from_decimal(*amount, *decimals);
                let shown = shown.map_or_else(|| amount.to_string(), |minor| minor.format(*decimals));
                self.phrases.numerals(&shown)
            }
        }
    }

    /// The decimals of a kind of number.
    pub const fn decimals(&self, value: &Value) -> u32 {
        match value {
            Value::Money(_) => self.exponent,
            Value::Decimal(_, decimals) => *decimals,
            Value::Blank | Value::Text(_) | Value::Whole(_) | Value::Share(..) => 0,
            Value::Year(_) | Value::Date(_) | Value::Truth(_) => 0,
        }
    }
}
