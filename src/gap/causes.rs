//! Why priorities lack money: the causes that the allocation names, and what came between it and the book.

use chrono::NaiveDate;

use crate::allocate::reasons;
use crate::attribute::Book;
use crate::attribute::run::Cause;
use crate::domain::Money;

/// What the priorities lack, by cause: the sum of the parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    /// Missing even if all money could go anywhere.
    pub short_of_money: Money,
    /// Money that is there, locked by earmarks.
    pub locked_by_earmarks: Money,
    /// Money that is there, locked by ceilings, caps, limits, the share of countries, and what decisions hold.
    pub locked_by_limits: Money,
    /// What agreements that ended with the as-of day had in the priorities: the allocation still counted it.
    pub lapsed: Money,
    /// Moved or returned by decisions of people, beside what the allocation found; below nothing where they gave more.
    pub decided: Money,
}

impl Causes {
    pub(super) fn new(of: reasons::Causes, book: &Book, lacking: Money, as_of: NaiveDate) -> Self {
        let lapsing = book.entries.iter().filter(|entry| entry.date == as_of && entry.cause == Cause::Lapse);
        let lapsed: Money = lapsing.map(|entry| -entry.amount).sum();
        let [short_of_money, locked_by_earmarks, locked_by_limits] =
            [of.short_of_money, of.locked_by_earmarks, of.locked_by_policy].map(Money::from_minor);
        let decided = lacking - short_of_money - locked_by_earmarks - locked_by_limits - lapsed;
        Self { short_of_money, locked_by_earmarks, locked_by_limits, lapsed, decided }
    }

    /// The parts, in their order.
    pub const fn parts(&self) -> [Money; 5] {
        [self.short_of_money, self.locked_by_earmarks, self.locked_by_limits, self.lapsed, self.decided]
    }
}
