//! The front door: from a fund's facts to the figures of a month.
//!
//! What comes in: a fund, its facts, a day, and what the last closed month left. What leaves: [`Figures`], of which all
//! reports are made, or why there are none. What it does not know: spreadsheets, files, the clock, and how figures are
//! shown.
//!
//! [`compute`] is the one way there: the commands, the tests, the benchmarks and `examples/month.rs` call it.

mod before;
mod changes;
mod figures;
mod last;
mod standing;
mod summary;
mod worked_out;

pub use before::{Before, Missing, MoveFault};
pub use changes::{Bridge, ChangeLine, Changes, Measure};
pub use figures::Figures;
pub use last::{LastMonth, last_month};
pub use standing::{AgreementStanding, ReceiptStanding, Standing};
pub use summary::{Counts, Summary};

use chrono::NaiveDate;

use crate::allocate::AllocateError;
use crate::allocate::fund::FundAllocation;
use crate::attribute::{self, CellIndex};
use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::{AgreementRef, Currency, Money, Source};
use crate::gap;
use crate::ledger::{Ledger, LedgerProblem};
use crate::reconcile;

/// What the figures of a month are computed from, and nothing else.
#[derive(Clone, Debug)]
pub struct Inputs<'a> {
    /// The fund and its rules.
    pub fund: Fund,
    /// What the inputs say.
    pub facts: Facts,
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// What the last closed month left; nothing before the first close.
    pub before: Option<&'a Before>,
}

/// Why a month has no figures.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MonthError {
    /// Facts that have no value in base money.
    #[error("some amounts have no value in base currency")]
    Valuation(Vec<LedgerProblem>),
    /// There is no allocation.
    #[error("the money cannot be placed: {0}")]
    Allocation(#[from] AllocateError),
    /// Something that a closed month placed money in is there no longer.
    #[error(
        "{month} was closed with {} of {agreement} placed in {cell}, but {missing}",
        .amount.format(.currency.minor_units())
    )]
    Gone {
        /// The closed month, `YYYY-MM`.
        month: String,
        /// The agreement.
        agreement: AgreementRef,
        /// The cell, as `TGO/T02/2021-2025`.
        cell: String,
        /// How much of base money.
        amount: Money,
        /// The base currency.
        currency: Currency,
        /// What is gone.
        missing: Missing,
    },
    /// A decision about placed money cannot be followed.
    #[error("{source_of}: {fault}")]
    Move {
        /// The row of the decision.
        source_of: Source,
        /// Why not.
        fault: MoveFault,
    },
}

/// A step on the way to the figures, named to whoever watches when it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Facts are valued in base money.
    Ledger,
    /// Money is placed.
    Allocation,
    /// Expenditure is charged.
    Attribution,
    /// The gap is measured.
    Gap,
    /// Our figures are compared with finance's.
    Reconciliation,
    /// The month is compared with the last closed one.
    Changes,
}

/// The figures of a month.
///
/// # Errors
/// When a fact cannot be valued, limits contradict each other, or what a closed month left does not fit the facts.
pub fn compute(inputs: Inputs<'_>) -> Result<Figures, MonthError> {
    compute_watched(inputs, &mut |_| {})
}

/// As [`compute`]; `watch` is given each step when it begins.
///
/// # Errors
/// As [`compute`].
pub fn compute_watched(inputs: Inputs<'_>, watch: &mut dyn FnMut(Step)) -> Result<Figures, MonthError> {
    let Inputs { fund, facts, as_of, before } = inputs;
    watch(Step::Ledger);
    let ledger = Ledger::build(&facts, &fund, as_of).map_err(MonthError::Valuation)?;
    watch(Step::Allocation);
    let closed = before::standing_placements(before, &fund, &facts, &ledger)?;
    let allocation = FundAllocation::compute(&fund, &ledger.cells, &ledger, &closed)?;
    watch(Step::Attribution);
    let cells = CellIndex::new(&ledger.cells);
    let attribution = attribute::attribute(&ledger, &cells, &allocation.scenarios.deposits);
    watch(Step::Gap);
    let gap = gap::compute(&fund, &facts, &ledger, &allocation.scenarios).map_err(MonthError::Valuation)?;
    watch(Step::Reconciliation);
    let mut worked_out = worked_out::budgets(&ledger, &allocation);
    let support = attribution.support_cost.iter().map(|(agreement, cost)| (agreement, *cost));
    worked_out.extend(worked_out::support(&ledger, support));
    let reconciliation =
        reconcile::reconcile(&fund, &facts, &ledger, worked_out, before.map_or(&[], |before| &before.items));
    let reconciliation = reconciliation.map_err(MonthError::Valuation)?;
    watch(Step::Changes);
    let mut figures = Figures { fund, facts, ledger, allocation, attribution, gap, reconciliation, changes: None };
    figures.changes = before.map(|before| Changes::between(&before.standing, &Standing::of(&figures)));
    Ok(figures)
}
