//! The two bridges of the gap (DESIGN section 7). Every line is whole to the cent, and each bridge adds up: what it ends at
//! is worked out from the lines and checked against what it stands for.

use crate::attribute::Book;
use crate::attribute::run::INTEREST;
use crate::config::Fund;
use crate::domain::Money;
use crate::domain::facts::AgreementStage;
use crate::ledger::{AgreementPosition, Ledger};

/// From the budget to the gap, and from there to what is still to be raised:
/// `budget - own resources - ongoing projects = to raise`, `- received + refunded = gap`,
/// `- signed and still to come - pledged - pipeline = still to be raised`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Raising {
    /// The whole budget.
    pub budget: Money,
    /// The organisation's own contribution.
    pub own_resources: Money,
    /// Mobilised through projects outside the pool.
    pub ongoing_projects: Money,
    /// What was to be raised.
    pub to_raise: Money,
    /// Deposits.
    pub received: Money,
    /// What went back.
    pub refunded: Money,
    /// The gap.
    pub gap: Money,
    /// Open commitments, at the as-of rates.
    pub to_come: Money,
    /// Open pledges by their odds, each agreement rounded.
    pub pledged: Money,
    /// The pipeline by its odds, each agreement rounded.
    pub pipeline: Money,
    /// What nobody has promised.
    pub still_to_raise: Money,
}

impl Raising {
    pub(super) fn new(fund: &Fund, ledger: &Ledger) -> Self {
        let programme = &fund.programme;
        let sum = |value: &dyn Fn(&AgreementPosition) -> Money| ledger.agreements.iter().map(value).sum::<Money>();
        let open = |wanted: fn(AgreementStage) -> bool| {
            sum(&|position| match wanted(position.agreement.stage) {
                true => position.weighted_open(fund),
                false => Money::ZERO,
            })
        };
        let to_raise = programme.budget - programme.own_resources - programme.ongoing_projects;
        let received = sum(&|position| position.deposited.money());
        let refunded = sum(&|position| position.refunded.money());
        let gap = to_raise - received + refunded;
        let to_come = open(AgreementStage::is_signed);
        let pledged = open(|stage| stage == AgreementStage::Pledged);
        let pipeline = open(|stage| stage == AgreementStage::Pipeline);
        Self {
            budget: programme.budget,
            own_resources: programme.own_resources,
            ongoing_projects: programme.ongoing_projects,
            to_raise,
            received,
            refunded,
            gap,
            to_come,
            pledged,
            pipeline,
            still_to_raise: gap - to_come - pledged - pipeline,
        }
    }
}

/// From the gap to what the priorities lack: the sum of the lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Priorities {
    /// The gap.
    pub gap: Money,
    /// Administrative fees taken out of deposits.
    pub fee: Money,
    /// Levies taken out of deposits.
    pub levy: Money,
    /// Kept for programme support, used and unused.
    pub support_reserve: Money,
    /// Programmable and not allocated.
    pub unallocated: Money,
    /// Of agreements whose time is over.
    pub lapsed: Money,
    /// Interest less bank charges that can be programmed; it lowers what is lacking.
    pub interest: Money,
    /// What priorities have above their need.
    pub above_need: Money,
    /// Allocated and not there; it lowers what is lacking for as long as it is not made good.
    pub over_allocated: Money,
    /// By how much agreements are below nothing, before any allocation; it lowers what is lacking likewise.
    pub below_nothing: Money,
    /// Needs less budget.
    pub needs_less_budget: Money,
    /// Own resources and ongoing projects less what priorities are funded with from outside.
    pub other_funding: Money,
    /// What the priorities lack.
    pub lacking: Money,
}

impl Priorities {
    pub(super) fn new(fund: &Fund, ledger: &Ledger, book: &Book, raising: &Raising) -> Self {
        let programme = &fund.programme;
        let positions = || ledger.agreements.iter();
        let own = |position: &&AgreementPosition| position.agreement.reference.as_str() != INTEREST;
        let interest = positions().filter(|position| !own(position)).map(|position| position.programmable).sum();
        let mut allocated = vec![Money::ZERO; ledger.cells.len()];
        for placement in &book.placements {
            allocated[placement.cell] += placement.amount;
        }
        let funded =
            ledger.cells.iter().zip(&allocated).map(|(cell, allocated)| (cell.need, cell.outside + *allocated));
        let needs: Money = ledger.cells.iter().map(|cell| cell.need).sum();
        let outside: Money = ledger.cells.iter().map(|cell| cell.outside).sum();
        let bridge = Self {
            gap: raising.gap,
            fee: positions().map(|position| position.fee).sum(),
            levy: positions().map(|position| position.levy).sum(),
            support_reserve: book.total(|amounts| amounts.reserve),
            unallocated: book.total(|amounts| amounts.unallocated),
            lapsed: book.total(|amounts| amounts.lapsed),
            interest,
            above_need: funded.clone().map(|(need, funded)| (funded - need).max(Money::ZERO)).sum(),
            over_allocated: book.total(|amounts| amounts.over_allocated),
            below_nothing: positions().filter(own).map(|position| position.overdrawn).sum(),
            needs_less_budget: needs - programme.budget,
            other_funding: programme.own_resources + programme.ongoing_projects - outside,
            lacking: funded.map(|(need, funded)| (need - funded).max(Money::ZERO)).sum(),
        };
        assert_eq!(bridge.sum(), bridge.lacking, "the bridge from the gap to what the priorities lack");
        bridge
    }

    /// The sum of the lines.
    fn sum(&self) -> Money {
        self.gap + self.fee + self.levy + self.support_reserve + self.unallocated + self.lapsed - self.interest
            + self.above_need
            - self.over_allocated
            - self.below_nothing
            + self.needs_less_budget
            + self.other_funding
    }
}
