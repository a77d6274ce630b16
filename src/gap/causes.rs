//! Why priorities lack money: the causes that the allocation names, and what came between it and the book.

use crate::allocate::fund::FundAllocation;
use crate::attribute::Book;
use crate::attribute::run::Cause;
use crate::domain::{Money, placement};
use crate::ledger::Ledger;

/// What the priorities lack, by cause: the sum of the parts, none of which is below nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Causes {
    /// Missing even if all money could go anywhere.
    pub short_of_money: Money,
    /// Money that is there, locked by earmarks.
    pub locked_by_earmarks: Money,
    /// Money that is there, locked by ceilings, caps, limits and the share of countries.
    pub locked_by_limits: Money,
    /// What agreements that ended with the as-of day had where it is lacking now: the allocation still counted it.
    pub lapsed: Money,
    /// Money that is there, that may be used where it is lacking, and that decisions keep away: they hold it, they closed or
    /// lowered what lacks it, or it waits for one.
    pub decided: Money,
}

impl Causes {
    pub(super) fn new(allocation: &FundAllocation, ledger: &Ledger, book: &Book) -> Self {
        let stands = placement::by_cell(ledger.cells.len(), &book.placements);
        let mut lapsing = vec![Money::ZERO; ledger.cells.len()];
        let lapses = book.entries.iter().filter(|entry| entry.date == ledger.as_of && entry.cause == Cause::Lapse);
        lapses.for_each(|entry| lapsing[entry.cell as usize] -= entry.amount);
        let (mut lacking, mut lapsed) = (Money::ZERO, Money::ZERO);
        for (cell, (stands, lapsing)) in ledger.cells.iter().zip(stands.into_iter().zip(lapsing)) {
            let lacks = cell.lacks(stands);
            lacking += lacks;
            lapsed += lapsing.min(lacks);
        }
        let of_program = allocation.reasons.causes;
        let of_all = allocation.undecided.map_or(of_program, |reach| reach.causes((lacking - lapsed).minor()));
        let limits = of_all.locked_by_policy.min(of_program.locked_by_policy);
        let [short_of_money, locked_by_earmarks, locked_by_limits] =
            [of_all.short_of_money, of_all.locked_by_earmarks, limits].map(Money::from_minor);
        let decided = lacking - lapsed - short_of_money - locked_by_earmarks - locked_by_limits;
        Self { short_of_money, locked_by_earmarks, locked_by_limits, lapsed, decided }
    }

    /// The parts, in their order.
    pub const fn parts(&self) -> [Money; 5] {
        [self.short_of_money, self.locked_by_earmarks, self.locked_by_limits, self.lapsed, self.decided]
    }
}
