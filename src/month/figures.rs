//! Everything that a month's reports are made of.

use crate::allocate::fund::FundAllocation;
use crate::attribute::{Attribution, Book};
use crate::config::Fund;
use crate::domain::Placement;
use crate::domain::facts::Facts;
use crate::gap::Gap;
use crate::ledger::Ledger;
use crate::ledger::store::SupportByMonth;
use crate::reconcile::Reconciliation;

use super::{Changes, Deviation, Standing};

/// The figures of a month. Lists refer to each other by index: placements and shares to `ledger.cells`, shares to
/// `ledger.spending`.
#[derive(Clone, Debug)]
pub struct Figures {
    /// The fund and its rules.
    pub fund: Fund,
    /// What the inputs say.
    pub facts: Facts,
    /// What they mean in base money.
    pub ledger: Ledger,
    /// The allocation book and what stands by it.
    pub book: Book,
    /// What was asked of the allocation on the as-of day, what came of it, why, and what more money would bring.
    pub allocation: FundAllocation,
    /// Who pays for what was spent.
    pub attribution: Attribution,
    /// The gap.
    pub gap: Gap,
    /// Ours against finance's.
    pub reconciliation: Reconciliation,
    /// How every agreement stands: what a run records.
    pub standing: Standing,
    /// What changed since the last closed month, where there is one.
    pub changes: Option<Changes>,
    /// What it costs that people decided something else than was recommended, where they did.
    pub deviation: Option<Deviation>,
    /// Support cost of agreements to the end of each month that was closed before.
    pub closed_support: SupportByMonth,
}

impl Figures {
    /// What stands in the allocation book.
    pub fn placements(&self) -> &[Placement] {
        &self.book.placements
    }
}
