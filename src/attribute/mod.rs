//! Expenditure charged to the agreements that pay for it (docs/domain.md, section 5).
//!
//! What comes in: a fund, its facts, their value in base money, and what the last close froze. What leaves: the allocation
//! book, a charge for every part of a cost that an agreement pays, what is pending and why, and every agreement's amounts.
//! What it does not know: how the best allocation is found, reports.
//!
//! [`input`] makes the [`run`] of the facts, [`live`] lives through its months, [`figures`] says the
//! [`outcome`](outcome::Life) in terms of the ledger's lists.

mod acts;
pub mod answer;
mod book;
mod cells;
mod certificate;
mod charge;
mod correct;
mod costs_first;
mod cover;
mod credits;
mod decide;
mod differences;
mod docket;
mod eligible;
pub mod figures;
mod hold;
mod ids;
pub mod input;
mod interest;
mod lapse;
mod life;
mod lines;
mod living;
mod money;
mod numbers;
pub mod outcome;
mod outlook;
mod past;
mod propose;
mod recommend;
mod results;
mod room;
pub mod run;
mod support;
pub mod tables;
mod terms;
mod told;

pub use cells::CellIndex;
pub use figures::{AttributedResult, Attribution, Book, BookLine, PendingLine, Share};
pub use life::live;
pub use propose::propose;
pub use recommend::{Place, Recommendation};
pub use results::ResultShares;

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
