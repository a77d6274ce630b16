//! Facts about money that is given: donors, their agreements, and what comes of them.

use chrono::NaiveDate;
use serde::Serialize;

use super::{AgreementStage, DonorType, FundingSource, Levy, ReceiptKind, Visibility, cell_id};
use crate::domain::code::{AgreementRef, DonorCode, GeographyCode, ThemeCode};
use crate::domain::currency::OriginalAmount;
use crate::domain::earmark::{Earmark, EarmarkChange, Target};
use crate::domain::language::Language;
use crate::domain::money::{Money, Percent};
use crate::domain::names::Names;
use crate::domain::period::Period;
use crate::domain::reporting::ReportingPeriod;
use crate::domain::source::Source;

/// A donor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Donor {
    /// Its code.
    pub code: DonorCode,
    /// Its name, without footnote marks.
    pub name: String,
    /// Its names in the languages of reports.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub names: Names,
    /// What kind of organisation it is.
    pub donor_type: Option<DonorType>,
    /// Where it sits.
    pub country: Option<GeographyCode>,
    /// The language of its reports.
    pub language: Option<Language>,
    /// The person to write to.
    pub contact: Option<String>,
    /// What that person or desk is called in the languages of reports.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub contacts: Names,
    /// That person's address.
    pub email: Option<String>,
    /// How much of it everybody may know; internal where the row does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visibility: Option<Visibility>,
    /// For which period it wants a statement of its own beside that by year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporting: Option<ReportingPeriod>,
    /// What it says that it would like to fund; empty where it has said nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interests: Vec<Target>,
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
    /// Its titles in the languages of reports.
    #[serde(default, skip_serializing_if = "Names::is_empty")]
    pub titles: Names,
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
