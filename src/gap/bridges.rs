//! The two bridges of the gap (docs/domain.md, section 6). Every line is whole to the cent, and each bridge adds up: what it ends at
//! is worked out from the lines and checked against what it stands for.

use std::collections::HashMap;

use crate::attribute::Book;
use crate::attribute::run::INTEREST;
use crate::config::Fund;
use crate::domain::facts::AgreementStage;
use crate::domain::{AgreementRef, Money, Percent, Placement, placement};
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

    /// Its lines with their signs and their names, which never change; sums stand where they are reached.
    pub fn lines(&self) -> [(&'static str, Money); 11] {
        [
            ("budget", self.budget),
            ("own resources", -self.own_resources),
            ("ongoing projects", -self.ongoing_projects),
            ("to raise", self.to_raise),
            ("received", -self.received),
            ("refunded", self.refunded),
            ("gap", self.gap),
            ("signed and still to come", -self.to_come),
            ("pledged, by its odds", -self.pledged),
            ("pipeline, by its odds", -self.pipeline),
            ("still to be raised", self.still_to_raise),
        ]
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
    /// Of it, what decisions hold.
    pub held: Money,
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
        let allocated = placement::by_cell(ledger.cells.len(), &book.placements);
        let cells = || ledger.cells.iter().zip(&allocated);
        let needs: Money = ledger.cells.iter().map(|cell| cell.need).sum();
        let outside: Money = ledger.cells.iter().map(|cell| cell.outside).sum();
        let bridge = Self {
            gap: raising.gap,
            fee: positions().map(|position| position.fee).sum(),
            levy: positions().map(|position| position.levy).sum(),
            support_reserve: book.total(|amounts| amounts.reserve),
            unallocated: book.total(|amounts| amounts.unallocated),
            held: book.total(|amounts| amounts.held),
            lapsed: book.total(|amounts| amounts.lapsed),
            interest,
            above_need: cells().map(|(cell, allocated)| cell.above_need(*allocated)).sum(),
            over_allocated: book.total(|amounts| amounts.over_allocated),
            below_nothing: positions().filter(own).map(|position| position.overdrawn).sum(),
            needs_less_budget: needs - programme.budget,
            other_funding: programme.own_resources + programme.ongoing_projects - outside,
            lacking: cells().map(|(cell, allocated)| cell.lacks(*allocated)).sum(),
        };
        let [lines @ .., (_, lacking)] = bridge.lines();
        let sum: Money = lines.into_iter().map(|(_, amount)| amount).sum();
        assert_eq!(sum, lacking, "the bridge from the gap to what the priorities lack");
        bridge
    }

    /// The same once money to come has come, each agreement's by its odds, and what is best allocated then stands. Each line is of
    /// what is there and of what comes.
    pub(super) fn with(
        &self,
        (ledger, book): (&Ledger, &Book),
        odds: impl Fn(&AgreementPosition) -> Percent,
        placements: &[Placement],
    ) -> Self {
        let allocated = placement::by_cell(ledger.cells.len(), placements);
        let cells = || ledger.cells.iter().zip(&allocated);
        let mut placed: HashMap<&AgreementRef, Money> = HashMap::new();
        for placement in placements {
            *placed.entry(&placement.agreement).or_default() += placement.amount;
        }
        let mut bridge = Self {
            unallocated: Money::ZERO,
            held: Money::ZERO,
            over_allocated: Money::ZERO,
            above_need: cells().map(|(cell, allocated)| cell.above_need(*allocated)).sum(),
            lacking: cells().map(|(cell, allocated)| cell.lacks(*allocated)).sum(),
            ..*self
        };
        for (position, amounts) in ledger.agreements.iter().zip(&book.amounts) {
            let open = odds(position).of(position.open_value);
            let (fee, levy) = position.rates.on_deposit(open);
            let net = open - fee - levy;
            let made_up = position.overdrawn.min(net.or_zero());
            let programmable = position.to_come(odds(position));
            let there = amounts.unallocated - amounts.over_allocated + amounts.allocated;
            let left = there + programmable - placed.get(&position.agreement.reference).copied().unwrap_or_default();
            bridge.gap -= open;
            bridge.fee += fee;
            bridge.levy += levy;
            bridge.support_reserve += net - made_up - programmable;
            bridge.below_nothing -= made_up;
            bridge.unallocated += left.or_zero();
            bridge.held += amounts.held.min(left.or_zero());
            bridge.over_allocated += (-left).or_zero();
        }
        bridge
    }

    /// Its lines with their signs and their names, which never change; the last is the sum of the others.
    pub fn lines(&self) -> [(&'static str, Money); 13] {
        [
            ("gap", self.gap),
            ("administrative fee", self.fee),
            ("coordination levy", self.levy),
            ("support reserve", self.support_reserve),
            ("unallocated", self.unallocated),
            ("lapsed", self.lapsed),
            ("interest made programmable", -self.interest),
            ("funded above need", self.above_need),
            ("over-allocated", -self.over_allocated),
            ("overdrawn before any allocation", -self.below_nothing),
            ("needs less budget", self.needs_less_budget),
            ("own resources and ongoing projects less funding from outside", self.other_funding),
            ("what priorities lack", self.lacking),
        ]
    }
}
