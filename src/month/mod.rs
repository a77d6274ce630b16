//! The front door: from a fund's facts to the figures of a month.
//!
//! What comes in: a fund, its facts, a day, and what the last closed month left. What leaves: [`Figures`], of which all
//! reports are made, or why there are none. What it does not know: spreadsheets, files, the clock, and how figures are
//! shown.
//!
//! [`compute`] is the one way there: the commands, the tests, the benchmarks and `examples/month.rs` call it.

mod before;
mod brief;
mod changes;
mod decided;
mod deviation;
mod figures;
pub mod format_1;
mod last;
mod proposal;
mod receipts;
pub mod scenario;
mod standing;
mod summary;
mod worked_out;

pub use before::Before;
pub use brief::{Brief, MainFigures};
pub use changes::{Bridge, ChangeLine, Changes, Measure};
pub use decided::DecisionFault;
pub use deviation::{Deviation, Differing, Worst};
pub use figures::Figures;
pub use last::{LastMonth, last_month};
pub use proposal::{Proposal, Proposed, propose};
pub use receipts::BookedReceipt;
pub use standing::{AgreementStanding, ReceiptStanding, Standing, WrittenOff};
pub use summary::{Counts, Lapsed, OverLine, Overdrawn, Pending, Summary};

use chrono::{Datelike, NaiveDate};

use crate::allocate::fund::{FundAllocation, Scenarios};
use crate::allocate::{AllocateError, allocate};
use crate::attribute::figures::{GoneAgreement, Lived, LivedError};
use crate::attribute::outcome::ToCome;
use crate::attribute::{self, LifeError, Recommendation, run};
use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::period::BOOK_YEARS;
use crate::domain::{AgreementRef, Currency, DonorCode, Money, Percent};
use crate::gap;
use crate::ledger::{AgreementPosition, Ledger, LedgerProblem};
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
    /// The as-of day is none of a fund's books.
    #[error("{} cannot be a day of a fund's books; choose one from {} to {}", .0, BOOK_YEARS.start(), BOOK_YEARS.end())]
    NoBookDay(NaiveDate),
    /// Facts that have no value in base money.
    #[error("some amounts cannot be taken into the books")]
    Valuation(Vec<LedgerProblem>),
    /// There is no allocation.
    #[error("the money cannot be placed: {0}")]
    Allocation(#[from] AllocateError),
    /// An agreement that a closed month allocated money of is there no longer.
    #[error(
        "closed months allocated {} of {agreement}, but the agreements have it no longer. Put its row back, as closed or lost",
        .allocated.format(.currency.minor_units())
    )]
    Gone {
        /// The agreement.
        agreement: AgreementRef,
        /// How much of base money.
        allocated: Money,
        /// The base currency.
        currency: Currency,
    },
    /// An agreement of closed months is another donor's now.
    #[error(
        "in closed months {agreement} is an agreement of {was}, and cannot become one of {is}. Put {was} back; what belongs to \
         {is} is a transfer to an agreement of its own"
    )]
    OtherDonor {
        /// The agreement.
        agreement: AgreementRef,
        /// Whose it was.
        was: DonorCode,
        /// Whose it is said to be.
        is: DonorCode,
    },
    /// There is no life of the money.
    #[error(transparent)]
    Life(LifeError),
    /// Adopted decisions that cannot act.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Decisions(Vec<DecisionFault>),
}

impl MonthError {
    fn of_life(error: LivedError, fund: &Fund) -> Self {
        match error {
            LivedError::Life(LifeError::Allocation(error)) => Self::Allocation(error),
            LivedError::Life(error) => Self::Life(error),
            LivedError::Gone(GoneAgreement { agreement, allocated }) => {
                Self::Gone { agreement, allocated, currency: fund.base_currency }
            }
        }
    }
}

/// The ledger of a month, of a day that a fund's books can have.
fn ledger(fund: &Fund, facts: &Facts, as_of: NaiveDate) -> Result<Ledger, MonthError> {
    if !BOOK_YEARS.contains(&as_of.year()) {
        return Err(MonthError::NoBookDay(as_of));
    }
    Ledger::build(facts, fund, as_of).map_err(MonthError::Valuation)
}

/// Money to come: what is signed; and beside that what is announced or talked about, by its odds.
fn scenarios(fund: &Fund, ledger: &Ledger) -> Vec<Vec<ToCome>> {
    let to_come = |odds: &dyn Fn(&AgreementPosition) -> Percent| {
        let expected = ledger.agreements.iter().map(|position| ToCome {
            agreement: position.agreement.reference.clone(),
            programmable: position.to_come(odds(position)),
        });
        expected.filter(|expected| !expected.programmable.is_zero()).collect()
    };
    let signed = |position: &AgreementPosition| if position.is_signed() { Percent::WHOLE } else { Percent::ZERO };
    vec![to_come(&signed), to_come(&|position| fund.odds(position.agreement.stage))]
}

/// What a close of the month freezes: the whole book, all charges, and what is pending.
///
/// # Errors
/// As [`compute`].
pub fn freeze(
    (fund, facts): (&Fund, &Facts),
    as_of: NaiveDate,
    before: Option<&Before>,
) -> Result<run::Before<'static>, MonthError> {
    let ledger = ledger(fund, facts, as_of)?;
    let nothing = Before::default();
    let frozen = &before.unwrap_or(&nothing).frozen;
    let run = run::input::run(fund, facts, &ledger, &ledger.spending, frozen);
    let life = attribute::live(&run, frozen, &[], &allocate);
    Ok(life.map_err(|error| MonthError::of_life(error.into(), fund))?.close())
}

/// Refuses an agreement that is another donor's than in closed months, which name whose it was.
fn of_the_same_donors(ledger: &Ledger, closed: &Standing) -> Result<(), MonthError> {
    for stood in &closed.agreements {
        let Some(position) = ledger.agreement(&stood.agreement) else { continue };
        let (was, is) = (stood.donor.clone(), position.agreement.donor.clone());
        if was != is {
            return Err(MonthError::OtherDonor { agreement: stood.agreement.clone(), was, is });
        }
    }
    Ok(())
}

/// The ledger of a month and what came of its money; `scenarios` says of a ledger what money is to come.
fn lived(
    (fund, facts, mode): (&Fund, &Facts, run::Mode),
    as_of: NaiveDate,
    closed: &Before,
    scenarios: &dyn Fn(&Fund, &Ledger) -> Vec<Vec<ToCome>>,
    watch: &mut dyn FnMut(Step),
) -> Result<(Ledger, Lived), MonthError> {
    watch(Step::Ledger);
    let mut ledger = ledger(fund, facts, as_of)?;
    watch(Step::Life);
    let recorded = closed.standing.recorded();
    of_the_same_donors(&ledger, &closed.standing)?;
    let scenarios = scenarios(fund, &ledger);
    let lived = attribute::figures::lived((fund, facts, mode), &mut ledger, &closed.frozen, &recorded, &scenarios);
    let lived = lived.map_err(|error| MonthError::of_life(error, fund))?;
    if lived.refused.is_empty() {
        Ok((ledger, lived))
    } else {
        Err(MonthError::Decisions(decided::faults(&lived.refused, facts, fund.base_currency)))
    }
}

/// A step on the way to the figures, named to whoever watches when it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Facts are valued in base money.
    Ledger,
    /// The months are lived through: costs are charged, and what is left is allocated.
    Life,
    /// Why the allocation is as it is.
    Reasons,
    /// Our figures are compared with finance's, and beside it the gap is measured.
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
    let mode = inputs.fund.allocation.mode.into();
    compute_in_mode(inputs, mode, watch)
}

/// As [`compute_watched`], in another mode than the fund's.
fn compute_in_mode(inputs: Inputs<'_>, mode: run::Mode, watch: &mut dyn FnMut(Step)) -> Result<Figures, MonthError> {
    let Inputs { fund, mut facts, as_of, before } = inputs;
    let nothing = Before::default();
    let closed = before.unwrap_or(&nothing);
    facts.decisions.retain(|decision| !run::input::was_asked_again(&closed.frozen, decision));
    let (ledger, lived) = lived((&fund, &facts, mode), as_of, closed, &scenarios, watch)?;
    let Lived { book, attribution, recommendation, outlooks, .. } = lived;
    let deviation = deviation::deviation((&fund, &facts), (&ledger, &book), &closed.frozen)?;
    watch(Step::Reasons);
    let mut outlooks = outlooks.into_iter();
    let scenarios = Scenarios {
        deposits: book.placements.clone(),
        commitments: outlooks.next().unwrap_or_default(),
        outlook: outlooks.next().unwrap_or_default(),
    };
    let Recommendation { instance, allocation, undecided } = recommendation;
    let allocation = FundAllocation::new((instance, allocation), undecided.as_ref(), scenarios)?;
    watch(Step::Reconciliation);
    let booked = receipts::booked(&ledger, before.map(|before| &before.standing));
    let came = receipts::by_month(&booked);
    let mut worked_out = worked_out::budgets(&ledger, &book.placements);
    let support = attribution.support_cost.iter().map(|((agreement, _), cost)| (agreement, *cost));
    worked_out.extend(worked_out::support(&ledger, support));
    let (gap, reconciliation) = rayon::join(
        || gap::compute((&fund, &facts), &ledger, &allocation, &book, &came),
        || reconcile::reconcile(&fund, &facts, &ledger, worked_out, &closed.items),
    );
    let gap = gap.map_err(MonthError::Valuation)?;
    let reconciliation = reconciliation.map_err(MonthError::Valuation)?;
    watch(Step::Changes);
    let standing = Standing::default();
    let mut figures = Figures {
        fund,
        facts,
        ledger,
        book,
        allocation,
        attribution,
        gap,
        reconciliation,
        standing,
        changes: None,
        deviation,
        closed_support: closed.support.clone(),
    };
    figures.standing = Standing::of(&figures, before.map(|before| &before.standing), booked);
    figures.changes = before.map(|before| Changes::between(&before.standing, &figures.standing));
    Ok(figures)
}
