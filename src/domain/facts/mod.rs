//! Facts: what the rows of the spreadsheets say, typed and resolved, each with its source.

mod decided;
mod words;

pub use decided::{Decision, Reallocation, Settlement, is_called, is_part, moves, succeeding};
pub use words::*;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use super::code::{AgreementRef, DonorCode, GeographyCode, ThemeCode};
use super::currency::{Currency, OriginalAmount};
use super::earmark::{Earmark, EarmarkChange, Weight};
use super::language::Language;
use super::money::{Money, Percent};
use super::period::Period;
use super::source::Source;

/// A donor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Donor {
    /// Its code.
    pub code: DonorCode,
    /// Its name, without footnote marks.
    pub name: String,
    /// What kind of organisation it is.
    pub donor_type: Option<DonorType>,
    /// Where it sits.
    pub country: Option<GeographyCode>,
    /// The language of its reports.
    pub language: Option<Language>,
    /// The person to write to.
    pub contact: Option<String>,
    /// That person's address.
    pub email: Option<String>,
    /// How much of it everybody may know; internal where the row does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// An agreement, at whatever stage, as its own row says; amendments change it from their effective dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agreement {
    /// Its reference.
    pub reference: AgreementRef,
    /// Who gives.
    pub donor: DonorCode,
    /// Where it stands in its life.
    pub stage: AgreementStage,
    /// When it was signed or announced.
    pub signed_on: NaiveDate,
    /// The full amount, in the agreement's currency.
    pub amount: OriginalAmount,
    /// What it may pay for.
    pub earmark: Earmark,
    /// The first day whose costs it may pay, where the row says more than from when it is valid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub eligible_from: Option<NaiveDate>,
    /// Where the money comes from.
    pub funding_source: Option<FundingSource>,
    /// The administrative fee, if not the fund's.
    pub fee_rate: Option<Percent>,
    /// The programme support rate, if not the fund's.
    pub support_rate: Option<Percent>,
    /// How the levy is charged, if not by the fund's rule.
    pub levy: Option<Levy>,
    /// What the donor calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub donor_reference: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A numbered change of an agreement, in force from a day on. What it does not name stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Amendment {
    /// Of which agreement.
    pub agreement: AgreementRef,
    /// Its number.
    pub number: String,
    /// From when it holds.
    pub effective_on: NaiveDate,
    /// The full amount from then on, in the agreement's currency.
    pub amount: Option<OriginalAmount>,
    /// What changes of the earmark.
    pub earmark: EarmarkChange,
    /// The first day whose costs the agreement may pay.
    pub eligible_from: Option<NaiveDate>,
    /// From when it is valid.
    pub valid_from: Option<NaiveDate>,
    /// Until when it is valid.
    pub valid_to: Option<NaiveDate>,
    /// The administrative fee.
    pub fee_rate: Option<Percent>,
    /// The programme support rate.
    pub support_rate: Option<Percent>,
    /// How the levy is charged.
    pub levy: Option<Levy>,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

impl Amendment {
    /// Whether it names nothing that changes.
    pub fn changes_nothing(&self) -> bool {
        let Self { amount, earmark, eligible_from, valid_from, valid_to, fee_rate, support_rate, levy, .. } = self;
        amount.is_none()
            && *earmark == EarmarkChange::default()
            && [eligible_from, valid_from, valid_to].iter().all(|day| day.is_none())
            && [fee_rate, support_rate].iter().all(|rate| rate.is_none())
            && levy.is_none()
    }
}

/// A payment that an agreement foresees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Instalment {
    /// Of which agreement.
    pub agreement: AgreementRef,
    /// Its number as written.
    pub number: Option<String>,
    /// When it is due.
    pub due_on: NaiveDate,
    /// How much, in the agreement's currency.
    pub amount: OriginalAmount,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A line of the receipts' sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Its number.
    pub number: String,
    /// The agreement it belongs to; none for interest and bank charges.
    pub agreement: Option<AgreementRef>,
    /// The agreement that a transfer goes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_agreement: Option<AgreementRef>,
    /// When it was booked.
    pub date: NaiveDate,
    /// What it is.
    pub kind: ReceiptKind,
    /// How much, positive, in the currency of the payment.
    pub amount: OriginalAmount,
    /// The base amount that was booked, where the row gives one.
    pub base_amount: Option<Money>,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A cell of the fund's priorities: a place, a theme, a period, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Priority {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// The period of need.
    pub period: Period,
    /// From when the row holds, where it says so; a later row of the same cell replaces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// What it needs in all.
    pub need: Money,
    /// Its weight in fairness.
    pub weight: Weight,
    /// What it should have at least, outside money included.
    pub floor: Money,
    /// What it may have at most, outside money included.
    pub ceiling: Money,
    /// What is funded from outside the pool.
    pub outside: Money,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

impl Priority {
    /// The cell's name for people and files: `TGO/T02/2021-2025`.
    pub fn id(&self) -> String {
        cell_id(&self.geography, &self.theme, self.period)
    }
}

/// A line of expenditure or an open obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expenditure {
    /// When it was booked.
    pub date: NaiveDate,
    /// The project.
    pub project: String,
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// What it was spent on.
    pub category: ExpenditureCategory,
    /// How much, in the currency of the document; negative for a credit.
    pub amount: OriginalAmount,
    /// The base amount that was booked, where the row gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_amount: Option<Money>,
    /// The agreement it is charged to, where the row names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// The obligation that it settles, or that it is, where the row cites one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obligation: Option<String>,
    /// Spent, or bound.
    pub expenditure_type: ExpenditureType,
    /// The document's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What it was for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// An exchange rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// The currency.
    pub currency: Currency,
    /// Units of it for one unit of the base currency; above zero.
    pub units_per_base: Decimal,
    /// From when it holds.
    pub effective_on: NaiveDate,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultFact {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// When.
    pub date: NaiveDate,
    /// What is counted.
    pub kind: ResultKind,
    /// How many.
    pub number: u64,
    /// In words.
    pub description: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// What is to be reached of a kind of result in a place and theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultTarget {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// What is counted.
    pub kind: ResultKind,
    /// How many.
    pub number: u64,
    /// By when, where a day is set.
    pub by: Option<NaiveDate>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A donor as finance writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FinanceDonor {
    /// The name as it stands there.
    pub written: String,
    /// Whom it means: by code, name or a decided alias. Nothing where it is certain of nobody, which reconciliation says.
    pub code: Option<DonorCode>,
}

/// A line of the finance system's extract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FinanceLine {
    /// The document's number.
    pub document: String,
    /// What it is.
    pub kind: FinanceKind,
    /// When it was booked there.
    pub date: NaiveDate,
    /// The donor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub donor: Option<FinanceDonor>,
    /// The agreement, receipt or document that it refers to, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geography: Option<GeographyCode>,
    /// The theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeCode>,
    /// The agreement, where a column of its own names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// The project, where a column of its own names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<String>,
    /// How much, in base currency: positive for what the kind says, negative for its reversal. Nothing where finance gives
    /// none: the original is then worth what the rate of its day makes of it.
    pub amount: Money,
    /// How much, in the currency of the document, where finance says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<OriginalAmount>,
    /// The period of which it is the total; none for a single booking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_of: Option<Period>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// The cells of a name such as `TGO/T02` or `TGO/T02/2021-2025`: those whose period meets a day where that tells several
/// apart. Of a part of the programme, such as `*/T02`, all of its cells.
pub fn cells_called(cells: &[Priority], name: &str, day: NaiveDate) -> BTreeSet<String> {
    let called = |cell: &&Priority| is_called(&cell.id(), name);
    let all: BTreeSet<String> = cells.iter().filter(called).map(Priority::id).collect();
    if all.len() < 2 || is_part(name) {
        return all;
    }
    let of_day = cells.iter().filter(called).filter(|cell| cell.period.contains(day)).map(Priority::id);
    let of_day: BTreeSet<String> = of_day.collect();
    if of_day.len() == 1 { of_day } else { all }
}

impl Facts {
    /// All decisions: those of their own sheets, and the moves of older ones.
    pub fn all_decisions(&self) -> Vec<Decision> {
        let moves = moves(&self.reallocations).into_iter().map(|(_, decision)| decision);
        self.decisions.iter().cloned().chain(moves).collect()
    }
}

/// What an agreement had in a cell when the fund came to these books. It stands for all that happened to that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Opening {
    /// The agreement.
    pub agreement: AgreementRef,
    /// The place of the cell.
    pub geography: GeographyCode,
    /// The theme of the cell.
    pub theme: ThemeCode,
    /// The period of the cell.
    pub period: Period,
    /// What was allocated.
    pub allocated: Money,
    /// What of it was charged, not more than was allocated.
    pub charged: Money,
    /// The last day that the balances hold.
    pub as_at: NaiveDate,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

impl Opening {
    /// The cell's name, as [`Priority::id`] gives it.
    pub fn cell(&self) -> String {
        cell_id(&self.geography, &self.theme, self.period)
    }
}

/// A cell's name for people and files: `TGO/T02/2021-2025`.
pub(crate) fn cell_id(geography: &GeographyCode, theme: &ThemeCode, period: Period) -> String {
    format!("{geography}/{theme}/{period}")
}

/// Everything that the inputs say. The kinds that there are many of are shared by all who keep them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Donors.
    pub donors: Vec<Donor>,
    /// Agreements.
    pub agreements: Vec<Agreement>,
    /// Amendments of agreements.
    pub amendments: Vec<Amendment>,
    /// Instalments.
    pub instalments: Vec<Instalment>,
    /// Receipts.
    pub receipts: Vec<Receipt>,
    /// Cells.
    pub priorities: Vec<Priority>,
    /// Expenditure and obligations.
    pub expenditure: Vec<Arc<Expenditure>>,
    /// Exchange rates.
    pub rates: Vec<Rate>,
    /// Results.
    pub results: Vec<ResultFact>,
    /// What is to be reached.
    pub targets: Vec<ResultTarget>,
    /// The finance system's extract.
    pub finance: Vec<Arc<FinanceLine>>,
    /// What was decided about open items of the reconciliation, in the order in which it stands.
    pub settlements: Vec<Settlement>,
    /// Decisions to move placed money.
    pub reallocations: Vec<Reallocation>,
    /// Opening balances.
    pub openings: Vec<Opening>,
    /// Decisions of people.
    pub decisions: Vec<Decision>,
}
