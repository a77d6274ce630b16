//! Expenditure charged to the agreements that pay for it (docs/domain.md, section 5).
//!
//! What comes in: a fund, its facts, their value in base money, and what the last close froze. What leaves: the allocation
//! book, a charge for every part of a cost that an agreement pays, what is pending and why, and every agreement's amounts.
//! What it does not know: how the best allocation is found, reports.
//!
//! Its rooms, in the order in which a reader meets the money; each knows only those above it, which a test holds true:
//!
//! | room | what comes in | what leaves |
//! | --- | --- | --- |
//! | [`run`] | a fund, its facts, its ledger | what a life is computed from, and what the last close froze |
//! | [`outcome`] | nothing | what a life is on the as-of day |
//! | `terms` | agreements and receipts | money in, and on what terms it may be spent, day by day |
//! | `costs` | lines of expenditure | their order, and who may pay for each |
//! | `state` | terms, costs, the past | what stands where, at any moment |
//! | `charges` | costs that are not charged yet | who pays for them |
//! | `decisions` | what people decided | entries, or why there are none |
//! | `allocation` | money that no cost needs | entries of the best allocation, corrections, bounds |
//! | `month_end` | the state after the last step | what lapses, interest that goes back, what must hold |
//! | [`life`] | a run | the order of a month, month after month: an outcome |
//! | [`figures`] | an outcome | the same in terms of the ledger's lists, as reports want it |

pub mod run;

pub mod outcome;

mod terms;

mod costs;

mod state;

mod charges;

mod decisions;

mod allocation;

mod month_end;

pub mod life;

pub mod figures;

pub use allocation::recommend::Solver;
pub use figures::{Attribution, Book, BookLine, BookedResult, ResultShares, Share};
pub use life::{live, propose};
pub use outcome::{PendingLine, Recommendation};
pub use run::CellIndex;

use chrono::NaiveDate;

use crate::allocate::AllocateError;
use crate::domain::AgreementRef;

/// Why there is no life of the money.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LifeError {
    /// The as-of day lies in a closed month.
    #[error("{as_of} is closed: the last close was on {closed_on}")]
    Closed {
        /// The day.
        as_of: NaiveDate,
        /// The day of the last close.
        closed_on: NaiveDate,
    },
    /// A receipt names an agreement that there is not.
    #[error("receipt {receipt} names no agreement that there is")]
    UnknownAgreement {
        /// The receipt.
        receipt: String,
    },
    /// An agreement has no terms.
    #[error("agreement {agreement} has no terms")]
    NoTerms {
        /// The agreement.
        agreement: AgreementRef,
    },
    /// A name stands twice.
    #[error("{name} stands twice")]
    Twice {
        /// The agreement, cell or cost.
        name: String,
    },
    /// Amounts that cannot be added up.
    #[error("with {name} the amounts are more than can be added up")]
    TooMuch {
        /// The row with which they become too much.
        name: String,
    },
    /// There is no best allocation.
    #[error(transparent)]
    Allocation(#[from] AllocateError),
    /// A rule that must hold does not.
    #[error("a rule does not hold: {what}; this is a fault of the program")]
    Broken {
        /// Which, and where.
        what: String,
    },
}
