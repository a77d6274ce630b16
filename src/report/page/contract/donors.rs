//! Donors, their agreements and the money of both.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Money;

use super::{Named, Words};

/// The money of agreements. The words are those of `docs/domain.md`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sums {
    /// The value of signed agreements: received less refunded, and what is still to come at the rates of the day.
    pub signed: Money,
    /// Deposits.
    pub received: Money,
    /// What went back to donors.
    pub refunded: Money,
    /// Of signed agreements, what is still to come.
    pub to_come: Money,
    /// Announced and not signed, at the rates of the day.
    pub pledged: Money,
    /// Pledges by their odds.
    pub pledged_weighted: Money,
    /// Talked about, at the rates of the day.
    pub pipeline: Money,
    /// The pipeline by its odds.
    pub pipeline_weighted: Money,
    /// Administrative fees.
    pub fee: Money,
    /// Coordination levies.
    pub levy: Money,
    /// Kept for programme support, used and unused.
    pub support_reserve: Money,
    /// What priorities can get.
    pub programmable: Money,
    /// Entries of the allocation book that stand.
    pub allocated: Money,
    /// Of agreements whose time is over: to be returned or extended.
    pub lapsed: Money,
    /// Programmable less allocated less lapsed, where above nothing.
    pub unallocated: Money,
    /// Of that, what decisions keep from the program: returned, or of an agreement on hold.
    pub held: Money,
    /// The same below nothing, as an amount above it.
    pub over_allocated: Money,
    /// The part of it that is charged already, and by how much the net is below nothing.
    pub overdrawn: Money,
    /// Expenditure charged.
    pub charged: Money,
    /// Programme support cost on it.
    pub support_cost: Money,
    /// Open obligations that its unspent money covers.
    pub obligated: Money,
}

/// How much of a donor everybody may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Disclosure {
    /// All but contacts.
    Public,
    /// Name and totals.
    Totals,
    /// Amounts without its name, together with others of this kind.
    Anonymous,
    /// Nothing but what is in the fund's totals.
    Internal,
    /// What is told together in cells: of all that are not public, and a part of those that are.
    Several,
}

/// Money that everybody is told together with other money, since of those that are not named it is one donor's alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Folded {
    /// Refunds: taken off what was received.
    Refunded,
    /// The levy: in the fee.
    Levy,
}

/// A donor; in the public edition also all anonymous ones together, all others together, and what is told together in cells.
#[derive(Clone, Debug, Serialize)]
pub struct Donor {
    /// Its code; blank for several together.
    pub code: String,
    /// Its name, as it was written; blank for several together.
    pub name: String,
    /// What it is called.
    #[serde(flatten)]
    pub called: Named,
    /// What kind of organisation it is.
    pub kind: Option<&'static str>,
    /// How much everybody may know.
    pub disclosure: Disclosure,
    /// Its money.
    pub sums: Sums,
    /// Where its row is.
    pub source: Option<Row>,
}

/// A row of the inputs: the index of its sheet, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Row(pub usize, pub u32);

/// A sheet of the inputs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetRef {
    /// Its file.
    pub file: String,
    /// Its name; blank for files without sheets.
    pub sheet: String,
}

/// An agreement.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// Its reference.
    pub reference: String,
    /// Its donor.
    pub donor: usize,
    /// Its title, as it was written.
    pub title: String,
    /// What its title is.
    #[serde(flatten)]
    pub called: Named,
    /// Its stage.
    pub stage: &'static str,
    /// When it was signed or announced.
    pub signed_on: NaiveDate,
    /// The last day on which it may be used, where it has one.
    pub until: Option<NaiveDate>,
    /// Its currency.
    pub currency: &'static str,
    /// Its full amount in that currency, as exact decimal.
    pub amount: String,
    /// How strict its earmark is, 1 to 4.
    pub category: u8,
    /// What it may pay for.
    pub earmark: Words,
    /// Its money.
    pub sums: Sums,
    /// Where its row is.
    pub source: Option<Row>,
}

/// A receipt; in funds of very many, those of one agreement, year, kind and sheet together.
#[derive(Clone, Debug, Serialize)]
pub struct Receipt {
    /// Its agreement.
    pub agreement: usize,
    /// Its number; blank for several.
    pub number: String,
    /// What it is.
    pub kind: &'static str,
    /// When it was booked; of several the first.
    pub date: NaiveDate,
    /// Its currency.
    pub currency: &'static str,
    /// Its amount in that currency, as exact decimal; blank for several.
    pub amount: String,
    /// The same in base money.
    pub base: Money,
    /// The fee on it.
    pub fee: Money,
    /// The levy on it.
    pub levy: Money,
    /// How many receipts it is.
    pub lines: usize,
    /// Where its row is; of several the first.
    pub source: Option<Row>,
}

/// An instalment that is not paid in full.
#[derive(Clone, Debug, Serialize)]
pub struct Instalment {
    /// Its agreement.
    pub agreement: usize,
    /// When it is due.
    pub due_on: NaiveDate,
    /// Its currency.
    pub currency: &'static str,
    /// What is open of it in that currency, as exact decimal.
    pub open: String,
    /// Whether it should have come.
    pub overdue: bool,
    /// Where its row is.
    pub source: Option<Row>,
}

/// Money that no cell takes and whose time ends soon.
#[derive(Clone, Debug, Serialize)]
pub struct Expiring {
    /// The agreement.
    pub agreement: usize,
    /// The last day on which it may be used.
    pub until: NaiveDate,
    /// How much.
    pub amount: Money,
}

/// An agreement whose time is over, and what it owes: to be returned or extended.
#[derive(Clone, Debug, Serialize)]
pub struct Lapse {
    /// The agreement.
    pub agreement: usize,
    /// Its last day.
    pub ended_on: NaiveDate,
    /// Lapsed.
    pub lapsed: Money,
    /// The support reserve on it, which goes back with it.
    pub reserve: Money,
    /// What it keeps in its cells for open obligations.
    pub kept: Money,
}

/// Something above its money or its ceiling, all of it charged already.
#[derive(Clone, Debug, Serialize)]
pub struct OverAllocation {
    /// The agreement that has less than is allocated of it; none where a cell needs less than it has.
    pub agreement: Option<usize>,
    /// By how much.
    pub amount: Money,
    /// The cells.
    pub cells: Vec<usize>,
}

impl std::ops::AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        let Self {
            signed,
            received,
            refunded,
            to_come,
            pledged,
            pledged_weighted,
            pipeline,
            pipeline_weighted,
            fee,
            levy,
            support_reserve,
            programmable,
            allocated,
            lapsed,
            unallocated,
            held,
            over_allocated,
            overdrawn,
            charged,
            support_cost,
            obligated,
        } = other;
        self.signed += signed;
        self.received += received;
        self.refunded += refunded;
        self.to_come += to_come;
        self.pledged += pledged;
        self.pledged_weighted += pledged_weighted;
        self.pipeline += pipeline;
        self.pipeline_weighted += pipeline_weighted;
        self.fee += fee;
        self.levy += levy;
        self.support_reserve += support_reserve;
        self.programmable += programmable;
        self.allocated += allocated;
        self.lapsed += lapsed;
        self.unallocated += unallocated;
        self.held += held;
        self.over_allocated += over_allocated;
        self.overdrawn += overdrawn;
        self.charged += charged;
        self.support_cost += support_cost;
        self.obligated += obligated;
    }
}
