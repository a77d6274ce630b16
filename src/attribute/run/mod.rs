//! What the life of the money is computed from: one run of a fund on an as-of day, and what its last close froze.
//!
//! Plain values, which are also the shape of the JSON that the independent replay reads: amounts are whole minor units
//! of the base currency, days are ISO dates, rates are decimal text, shares are millionths. What they do not know: files,
//! currencies, how a fact was written in a spreadsheet.

mod cells;
mod ids;
pub mod input;
mod kept;

pub use cells::CellIndex;
pub use kept::{
    Acted, Before, Cause, Charge, Entry, Netting, OPENING, Payer, Pending, PendingCause, REFUND, Returned, Uncharged,
    Version,
};

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::allocate::instance::{GroupSpec, LimitSpec, NodeSpec, Pair, PeriodSpec, Spread};
pub use crate::domain::facts::{DecisionAction as Action, DecisionStatus};
use crate::domain::{AgreementRef, CellId, DonorCode, GeographyCode, Money, Percent, ThemeCode};

/// Everything that is known of a fund on its as-of day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run<'a> {
    /// The day up to which facts count.
    pub as_of: NaiveDate,
    /// The rules of the fund.
    pub fund: FundRules,
    /// The tree of places, parents first.
    pub geographies: Vec<NodeSpec>,
    /// The tree of themes, parents first.
    pub themes: Vec<NodeSpec>,
    /// Caps and floors of parts, outside money included in the floors.
    pub groups: Vec<GroupSpec>,
    /// Agreements, whatever their stage: one without money takes no part.
    pub agreements: Vec<Agreement>,
    /// Money that came, went, or moved between agreements.
    pub receipts: Vec<Receipt>,
    /// The cells of the as-of day.
    pub cells: Vec<Cell>,
    /// Expenditure, credits below zero. Those after the as-of day do not count.
    pub costs: Vec<Cost<'a>>,
    /// Obligations: open ones above zero; a liquidated one may stay, with nothing.
    pub obligations: Vec<Cost<'a>>,
    /// Opening balances. They act as a close of their day, until a month is closed here.
    pub openings: Vec<Opening>,
    /// Decisions of people, whatever their status.
    #[serde(default)]
    pub decisions: Vec<Decision>,
}

/// The rules of a fund that the money follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundRules {
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day, by the day from which it holds: the first from the start, extensions after it.
    pub ends: Vec<FundEnd>,
    /// Where support cost comes from.
    pub support_cost: SupportCost,
    /// What becomes of interest.
    pub interest: InterestUse,
    /// The least share that goes to country cells, in millionths.
    pub country_share_ppm: Option<i64>,
    /// Whether what the program recommends is entered without a decision.
    #[serde(default)]
    pub mode: Mode,
    /// How the best allocation spreads agreements over the cells.
    #[serde(default)]
    pub spread: Spread,
    /// The amount below which a new allocation of an agreement to a cell is small.
    #[serde(default)]
    pub minimum: Money,
}

/// Who enters what the program recommends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The program, every month.
    #[default]
    Automatic,
    /// People: nothing is entered without an adopted decision.
    Decided,
    /// The program, for people to look at: as automatic, but what they adopted of it in months before is as if it had entered
    /// that itself.
    Asked,
}

/// The end of a fund, from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FundEnd {
    /// The first day on which it holds; `None` from the start.
    pub effective: Option<NaiveDate>,
    /// The last day of the fund.
    pub to: NaiveDate,
}

/// Where support cost comes from: never from both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupportCost {
    /// A percentage of direct expenditure.
    Computed,
    /// The lines of indirect support that finance books.
    Booked,
}

/// What becomes of interest less bank charges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestUse {
    /// It stays with the fund.
    Held,
    /// It goes back to the donors, by their balances.
    Returned,
    /// It is allocated as an unearmarked agreement of the fund, [`INTEREST`].
    Programmable,
}

/// The agreement that programmable interest is: without fee, levy or support, last wherever references decide.
pub const INTEREST: &str = "INTEREST";

/// The category of indirect support among [`Cost::category`].
pub const INDIRECT_SUPPORT: &str = "indirect support";

/// An agreement and its terms through time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// Its reference.
    pub reference: AgreementRef,
    /// Whose it is.
    pub donor: DonorCode,
    /// Its terms by the day from which they hold; the first holds from the start. Never empty.
    pub terms: Vec<Terms>,
}

/// The terms of an agreement from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The first day on which they hold; `None` from the start.
    pub effective: Option<NaiveDate>,
    /// The first day on which a cost can be incurred that it pays.
    pub from: NaiveDate,
    /// The last such day; `None` for the end of the fund.
    pub to: Option<NaiveDate>,
    /// Administrative agent fee, of each deposit.
    pub fee: Percent,
    /// Coordination levy that is taken out of each deposit; nothing where the donor pays it on top.
    pub levy: Percent,
    /// Programme support cost, of direct expenditure.
    pub support: Percent,
    /// The category of the earmark, 1 to 4: what is used last among equals.
    #[serde(default = "unearmarked")]
    pub category: u8,
    /// Where the money may go: any of these.
    pub include: Vec<Pair>,
    /// Where it may not.
    pub exclude: Vec<Pair>,
    /// Shares of its programmable money.
    pub limits: Vec<LimitSpec>,
}

const fn unearmarked() -> u8 {
    1
}

/// Money that came, went, or moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// What it is; it gives the sign.
    pub kind: Flow,
    /// The agreement that it is of, or that money leaves; `None` where it is of the fund.
    pub agreement: Option<AgreementRef>,
    /// The agreement that a transfer enters.
    pub to_agreement: Option<AgreementRef>,
    /// The day.
    pub date: NaiveDate,
    /// How much, above zero.
    pub base: Money,
}

/// What a receipt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Flow {
    /// Cash received.
    #[serde(rename = "deposit")]
    Deposit,
    /// Cash paid back to the donor.
    #[serde(rename = "refund")]
    Refund,
    /// Committed money that will not come: it moves nothing here.
    #[serde(rename = "write-off")]
    WriteOff,
    /// Interest and investment income of the fund.
    #[serde(rename = "interest")]
    Interest,
    /// A charge of the bank.
    #[serde(rename = "bank charge")]
    BankCharge,
    /// Money that moves from one agreement to another, net.
    #[serde(rename = "transfer")]
    Transfer,
}

/// A cell, with what it needs through time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its code.
    pub id: CellId,
    /// Its place.
    pub geography: String,
    /// Its theme.
    pub theme: String,
    /// Its period of need.
    #[serde(flatten)]
    pub period: PeriodSpec,
    /// Whether it counts as a country cell.
    pub country: bool,
    /// What it needs, by the day from which that holds.
    pub versions: Vec<Need>,
}

/// What a cell needs from a day on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The first day on which it holds; `None` from the start.
    pub valid_from: Option<NaiveDate>,
    /// What it needs.
    pub need: Money,
    /// Its weight, in thousandths.
    pub weight_milli: i64,
    /// What it should have at least, outside money included.
    pub floor: Money,
    /// What it may have at most, outside money included.
    pub ceiling: Money,
    /// What it has from outside the pool.
    pub outside: Money,
}

/// A line of expenditure, or an obligation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cost<'a> {
    /// What tells it from every other line, the same from run to run.
    pub id: Cow<'a, str>,
    /// The day on which it was incurred.
    pub date: NaiveDate,
    /// The reference of its document.
    pub document: Cow<'a, str>,
    /// The project.
    pub project: Cow<'a, str>,
    /// The category of expenditure.
    pub category: Cow<'a, str>,
    /// Its cell; `None` where there is none for its place, theme and day.
    pub cell: Option<CellId>,
    /// Its own place, which may lie below that of its cell; `None` where a close did not record it.
    #[serde(default)]
    pub geography: Option<GeographyCode>,
    /// Its own theme, likewise.
    #[serde(default)]
    pub theme: Option<ThemeCode>,
    /// The agreement that it names.
    pub agreement: Option<Cow<'a, str>>,
    /// The document of the obligation that it settles.
    pub obligation: Option<Cow<'a, str>>,
    /// How much; a credit is below zero.
    pub base: Money,
}

impl Cost<'_> {
    /// The code of its cell.
    pub fn cell_code(&self) -> Option<&str> {
        self.cell.as_ref().map(CellId::as_str)
    }

    /// The same, on its own.
    pub fn to_owned(&self) -> Cost<'static> {
        let own = |text: &Cow<'_, str>| Cow::Owned(text.to_string());
        Cost {
            id: own(&self.id),
            date: self.date,
            document: own(&self.document),
            project: own(&self.project),
            category: own(&self.category),
            cell: self.cell.clone(),
            geography: self.geography.clone(),
            theme: self.theme.clone(),
            agreement: self.agreement.as_ref().map(own),
            obligation: self.obligation.as_ref().map(own),
            base: self.base,
        }
    }
}

/// The balance with which a fund came to us in mid-life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// The agreement.
    pub agreement: AgreementRef,
    /// The cell.
    pub cell: CellId,
    /// What was allocated.
    pub allocated: Money,
    /// What of it was charged.
    pub charged: Money,
    /// The day.
    pub as_at: NaiveDate,
}

/// A decision of people about allocated money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// Its number, its own.
    pub number: String,
    /// Its day.
    pub date: NaiveDate,
    /// Whether it acts.
    pub status: DecisionStatus,
    /// What it does.
    pub action: Action,
    /// Whose money; `None` where the program says which.
    pub agreement: Option<AgreementRef>,
    /// The cell that money leaves, or that is closed or succeeded.
    pub from_cell: Option<CellId>,
    /// The cell that money enters, or that succeeds.
    pub to_cell: Option<CellId>,
    /// How much; nothing where the action has no amount.
    #[serde(default)]
    pub amount: Money,
    /// How much of that the program recommended; nothing of what people decided by themselves.
    #[serde(default)]
    pub recommended: Money,
    /// The number of the decision that a release ends.
    #[serde(default)]
    pub ends: Option<String>,
}

impl Decision {
    /// Whether the program recommended it: as much as was decided, or more.
    pub fn is_recommended(&self) -> bool {
        self.recommended > Money::ZERO && self.amount <= self.recommended
    }
}
