//! What a close froze: the allocation book, the charges, what was pending, and the lines as they stood.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::{AgreementRef, CellId, DonorCode, Money, Month};

use super::{Cell, Cost, Decision};

/// What closes froze, as of the last one. The default is a fund that never closed a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Before<'a> {
    /// The as-of day of the last close: the last day of its month.
    pub closed_on: Option<NaiveDate>,
    /// The allocation book to that day.
    pub entries: Vec<Entry>,
    /// Charges to that day.
    pub charges: Vec<Charge<'a>>,
    /// What was pending on that day.
    pub pending: Vec<Pending<'a>>,
    /// Credits that went to pending costs, by that day.
    pub netted: Vec<Netting<'a>>,
    /// The lines that counted, as they stood at the close: those dated by then.
    pub costs: Vec<Cost<'a>>,
    /// Versions of costs that changed after a close: of those in `costs` the number, of others that something was charged
    /// of, or is pending or settled of, the line as it was.
    #[serde(default)]
    pub versions: Vec<Version<'a>>,
    /// Interest that went back to donors, by that day.
    #[serde(default)]
    pub returned: Vec<Returned>,
    /// Decisions that acted by that day and were not reversed, in the order in which they acted.
    #[serde(default)]
    pub decisions: Vec<Acted>,
    /// Who was uncharged of what, by that day.
    #[serde(default)]
    pub uncharged: Vec<Uncharged<'a>>,
    /// All cells that the past names, as they were last known; of those that the run lists, the run's version counts.
    pub cells: Vec<Cell>,
}

/// A version of a cost that changed after a close.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Version<'a> {
    /// The cost.
    pub cost: Cow<'a, str>,
    /// Which version: the first is 0.
    pub version: u32,
    /// The line as it was; `None` for the version that the cost has now.
    pub former: Option<Cost<'a>>,
}

/// A decision that acted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// The decision, as it was.
    #[serde(flatten)]
    pub decision: Decision,
    /// The day on which it acted: its own, or the first of the months that were open.
    pub acted_on: NaiveDate,
    /// Whose money it was about, and how much of each.
    pub parts: Vec<Payer>,
}

/// An agreement's part of a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Payer {
    /// The agreement.
    pub agreement: AgreementRef,
    /// How much.
    pub amount: Money,
}

/// A cost that an agreement is not to be charged with again, by decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Uncharged<'a> {
    /// The number of the decision.
    pub decision: String,
    /// The cost.
    pub cost: Cow<'a, str>,
    /// Of which version.
    #[serde(default)]
    pub version: u32,
    /// The agreement.
    pub agreement: AgreementRef,
}

/// Interest less bank charges that a donor gets back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Returned {
    /// At the end of which month.
    pub month: Month,
    /// The donor.
    pub donor: DonorCode,
    /// How much; below zero where charges were more than interest.
    pub amount: Money,
}

/// The reference of corrections that take back what was refunded in their month.
pub const REFUND: &str = "refund";

/// An entry of the allocation book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Entry {
    /// The day from which it stands.
    pub date: NaiveDate,
    /// The agreement.
    pub agreement: AgreementRef,
    /// The cell.
    pub cell: CellId,
    /// How much; below zero where money leaves the cell.
    pub amount: Money,
    /// Why.
    pub cause: Cause,
    /// What made it: the number of a decision, a cost's id, the reason of a correction, the other cell of cover.
    #[serde(default)]
    pub reference: String,
}

/// Why an entry was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// A balance that the fund brought.
    Opening,
    /// A cost that had no money in its cell.
    Cost,
    /// Money moved to a pending cost.
    Cover,
    /// Money that was not there, or may not be there.
    Correction,
    /// A decision of people.
    Decision,
    /// The best allocation.
    Recommendation,
    /// The end of the agreement.
    Lapse,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Opening, Self::Cost, Self::Cover, Self::Correction, Self::Decision, Self::Recommendation, Self::Lapse];

    /// The cause of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.word() == word)
    }

    /// The word for it, which never changes: tables and ledgers are written in it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Cost => "cost",
            Self::Cover => "cover",
            Self::Correction => "correction",
            Self::Decision => "decision",
            Self::Recommendation => "recommendation",
            Self::Lapse => "lapse",
        }
    }
}

/// A part of a cost that is charged to an agreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Charge<'a> {
    /// The cost; [`OPENING`] for what was charged before the fund came to us.
    pub cost: Cow<'a, str>,
    /// Who pays.
    pub agreement: AgreementRef,
    /// In which cell; `None` for indirect support, which the reserves pay.
    pub cell: Option<CellId>,
    /// The month.
    pub charged_in: Month,
    /// How much; below zero where it is taken back.
    pub amount: Money,
    /// Of which version of the cost: the first is 0; each change after a close makes the next.
    #[serde(default)]
    pub version: u32,
}

/// The name that opening charges bear instead of a cost's.
pub const OPENING: &str = "opening";

/// A part of a cost that nobody can be charged with yet; below zero for what is left of a credit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pending<'a> {
    /// The cost.
    pub cost: Cow<'a, str>,
    /// How much.
    pub amount: Money,
    /// Why.
    pub cause: PendingCause,
    /// Of which version of the cost.
    #[serde(default)]
    pub version: u32,
}

/// Why a cost is pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PendingCause {
    /// There is no cell for its place, theme and day.
    #[serde(rename = "no cell")]
    NoCell,
    /// No agreement (or not the one that it names) could pay on that day, by dates and earmark.
    #[serde(rename = "not eligible")]
    NotEligible,
    /// The cell has all that it needs.
    #[serde(rename = "beyond need")]
    BeyondNeed,
    /// No eligible money is there.
    #[serde(rename = "no money")]
    NoMoney,
}

impl PendingCause {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::NoCell, Self::NotEligible, Self::BeyondNeed, Self::NoMoney];

    /// The cause of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cause| cause.word() == word)
    }

    /// The word for it, which never changes: tables and ledgers are written in it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoCell => "no cell",
            Self::NotEligible => "not eligible",
            Self::BeyondNeed => "beyond need",
            Self::NoMoney => "no money",
        }
    }
}

/// A part of a credit that settled a part of a pending cost, so that neither is charged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Netting<'a> {
    /// The credit.
    pub credit: Cow<'a, str>,
    /// Of which version.
    #[serde(default)]
    pub credit_version: u32,
    /// The cost.
    pub cost: Cow<'a, str>,
    /// Of which version.
    #[serde(default)]
    pub cost_version: u32,
    /// How much, above zero.
    pub amount: Money,
}
