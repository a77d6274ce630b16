//! A figure: a value and the formula that makes it. By figures sheets show what other sheets hold, and checks compare.

use std::ops::{Add, Neg, Sub};

use rust_decimal::Decimal;

use crate::domain::Money;

use super::{Formula, Value};

/// A value and the formula that makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub(super) value: Value,
    pub(super) formula: Formula,
}

impl Figure {
    /// A value that a formula is known to have.
    pub const fn new(value: Value, formula: Formula) -> Self {
        Self { value, formula }
    }

    /// An amount that stands in the formula as a number.
    pub fn constant(money: Money, exponent: u32) -> Self {
        Self::new(Value::Money(money), Formula::number(money.to_decimal(exponent).normalize()))
    }

    /// A number that stands in the formula as it is, shown with so many decimals.
    pub fn number(number: Decimal, decimals: u32) -> Self {
        Self::new(Value::Decimal(number, decimals), Formula::number(number))
    }

    /// The same in parentheses, so that it reads as one amount wherever it is named.
    #[must_use]
    pub fn grouped(self) -> Self {
        Self::new(self.value, self.formula.grouped())
    }

    /// Whether it is the same as another, to so many decimals: true as long as both stay what they are.
    pub fn equals(&self, other: &Self, decimals: u32) -> Self {
        let difference = self.formula.clone() - other.formula.clone().grouped();
        Self::new(Value::Truth(self.value == other.value), difference.rounds_to_zero(decimals.cast_signed()))
    }

    /// Its value.
    pub const fn value(&self) -> &Value {
        &self.value
    }
}

impl From<Figure> for Formula {
    fn from(figure: Figure) -> Self {
        figure.formula.known_as(figure.value)
    }
}

impl From<&Figure> for Formula {
    fn from(figure: &Figure) -> Self {
        figure.clone().into()
    }
}

impl Add<&Self> for Figure {
    type Output = Self;
    fn add(self, other: &Self) -> Self {
        Self::new(self.value.plus(&other.value), self.formula + other.formula.clone())
    }
}

impl Sub<&Self> for Figure {
    type Output = Self;
    fn sub(self, other: &Self) -> Self {
        Self::new(self.value.plus(&other.value.negative()), self.formula - other.formula.clone())
    }
}

impl Neg for Figure {
    type Output = Self;
    fn neg(self) -> Self {
        Self::new(self.value.negative(), -self.formula)
    }
}
