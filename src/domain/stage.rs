//! The stages of a contribution as types: amounts of different stages cannot be added to each other.

use std::marker::PhantomData;
use std::ops::{Add, Sub};

use super::Money;

/// A stage of a contribution, in the terms of the UN MPTF Office.
pub trait Stage: Copy {
    /// The name as people read it.
    const NAME: &'static str;
}

/// Talked about, not announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pipeline {}
/// Announced, not binding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pledge {}
/// Signed agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commitment {}
/// Cash received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deposit {}

impl Stage for Pipeline {
    const NAME: &'static str = "pipeline";
}
impl Stage for Pledge {
    const NAME: &'static str = "pledge";
}
impl Stage for Commitment {
    const NAME: &'static str = "commitment";
}
impl Stage for Deposit {
    const NAME: &'static str = "deposit";
}

/// Base money of one stage.
///
/// ```compile_fail
/// use poolfund::domain::{Amount, Commitment, Money, Pledge};
/// let wrong = Amount::<Pledge>::new(Money::ZERO) + Amount::<Commitment>::new(Money::ZERO);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount<S>(Money, PhantomData<S>);

impl<S> Amount<S> {
    /// Marks an amount as belonging to a stage.
    pub const fn new(money: Money) -> Self {
        Self(money, PhantomData)
    }

    /// The amount, once its stage no longer matters (for printing, for the weighted outlook).
    pub const fn money(self) -> Money {
        self.0
    }
}

impl<S> Default for Amount<S> {
    fn default() -> Self {
        Self::new(Money::ZERO)
    }
}

impl<S> Add for Amount<S> {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self::new(self.0 + other.0)
    }
}

impl<S> Sub for Amount<S> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self::new(self.0 - other.0)
    }
}

impl<S> std::iter::Sum for Amount<S> {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::default(), Add::add)
    }
}
