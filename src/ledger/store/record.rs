//! What runs leave in the ledger.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::config::Spread;
use crate::domain::facts::{ReceiptKind, ResultKind};
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, Money, Month, ThemeCode};

/// A file with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its path below `inputs/`, or below the reports of a month that was closed.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A month was run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRecord {
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// The program's version.
    pub version: String,
    /// SHA-256 of `fund.toml`, which is kept among the files.
    pub settings: String,
    /// The imports that the figures were made of, one for each input, in their order.
    pub imports: Vec<String>,
    /// The close that came before, by its id, whose entries and charges stand.
    pub after: Option<String>,
    /// The run of the month before this one, by its id.
    pub before: Option<String>,
    /// SHA-256 of the manifest of the reports.
    pub manifest: String,
    /// The figures by agreement, as the reports have them.
    pub standing: RunStanding,
    /// How agreements were spread over cells. Earlier runs did not record it: where their settings do not say, it was
    /// in proportion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spread: Option<Spread>,
    /// Files of decisions that stood among the inputs without being named in the settings: theirs are the last imports.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<String>,
    /// How what people decided differs from what the program recommended, where it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deviation: Option<RunDeviation>,
    /// SHA-256 of the picture at the head of its reports, which is kept among the files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// What decisions in the open months cost against the recommendation. Amounts are minor units of base currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunDeviation {
    /// How many decisions say something else than was recommended.
    pub decisions: usize,
    /// Allocated, had the recommendation stood.
    pub recommended: Money,
    /// Allocated.
    pub decided: Money,
    /// The cell that loses most of its need by them.
    pub worst: Option<RunWorst>,
}

/// A cell before and after decisions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunWorst {
    /// The cell.
    pub cell: String,
    /// What it needs.
    pub need: Money,
    /// What it would have, outside money included.
    pub recommended: Money,
    /// What it has.
    pub decided: Money,
}

/// How every agreement stood at the end of a month. What is recorded keeps its names and forms for ever; what is added
/// has a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunStanding {
    /// By reference.
    pub agreements: Vec<RunAgreement>,
    /// The day.
    pub as_of: NaiveDate,
    /// Every receipt as it was booked. Version 0.1.0 did not record it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booked: Option<Vec<RunBooked>>,
    /// Every result as it was booked. Version 0.1.0 did not record it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub results: Option<Vec<RunResult>>,
}

/// A result as it was booked in a month, or by how much it changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunResult {
    /// When it was achieved.
    pub date: NaiveDate,
    /// In words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The place.
    pub geography: GeographyCode,
    /// What is counted.
    pub kind: ResultKind,
    /// The month in which it counts.
    pub month: Month,
    /// How many; below zero where a closed month had too many.
    pub number: i64,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<RunPart>,
    /// The theme.
    pub theme: ThemeCode,
}

/// An agreement's part of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPart {
    /// The agreement.
    pub agreement: AgreementRef,
    /// Of people whole ones, of changes hundredths.
    pub part: i64,
}

/// A receipt as it was booked in a month, or by how much it changed then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunBooked {
    /// Whose; nothing for the fund's own cash.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// In minor units of base currency; of a transfer, below zero where money leaves.
    pub base: Money,
    /// What rates changed since signature, in minor units of base currency.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub exchange: Money,
    /// The administrative fee on it, in minor units of base currency.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub fee: Money,
    /// What it is.
    pub kind: ReceiptKind,
    /// The levy on it, in minor units of base currency.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub levy: Money,
    /// The month.
    pub month: Month,
    /// Its number.
    pub number: String,
}

/// How an agreement stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunAgreement {
    /// The agreement.
    pub agreement: AgreementRef,
    /// Its amount in its currency, less what was written off; nothing while it is only announced.
    pub amount: Decimal,
    /// Its value in minor units of base currency; nothing while it is only announced.
    pub committed: Money,
    /// Its currency.
    pub currency: Currency,
    /// Its donor.
    pub donor: DonorCode,
    /// Allocated, in minor units of base currency.
    pub placed: Money,
    /// Deposits and, below zero, refunds.
    pub receipts: Vec<RunReceipt>,
    /// When it was signed.
    pub signed_on: NaiveDate,
    /// Charged, in minor units of base currency, support cost included.
    pub spent: Money,
    /// Of it, support cost by year, in minor units of base currency. Version 0.1.0 did not record it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub support_cost: BTreeMap<i32, Money>,
    /// What was written off. Version 0.1.0 did not record it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_off: Option<RunWrittenOff>,
    /// Of what is allocated, all corrections, in minor units of base currency.
    #[serde(default)]
    pub corrected: Money,
    /// Of all corrections, those that took back what was refunded in their month, in minor units of base currency.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub refunded: Money,
    /// Of what is allocated, all that lapsed, in minor units of base currency: below zero.
    #[serde(default)]
    pub lapsed: Money,
    /// Of what is charged, without support cost, all that restated facts of closed months made, in minor units of base
    /// currency.
    #[serde(default)]
    pub restated: Money,
    /// Of support cost, what that came to, in minor units of base currency.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub restated_support: Money,
    /// How amendments changed its amount, each from its day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amended: Vec<RunPromise>,
    /// Of what is allocated, all that decisions entered, in minor units of base currency.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub decided: Money,
}

/// A change of an agreement's amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPromise {
    /// By how much, in the agreement's currency.
    pub amount: Decimal,
    /// The same at the rate of the day, in minor units of base currency.
    pub base: Money,
    /// The day from which it holds.
    pub on: NaiveDate,
}

/// Whether there is nothing to record.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives references")]
fn is_nothing(money: &Money) -> bool {
    money.is_zero()
}

/// Money that will not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunWrittenOff {
    /// In the agreement's currency.
    pub amount: Decimal,
    /// In minor units of base currency.
    pub base: Money,
}

/// A deposit, or a refund below zero.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunReceipt {
    /// Its amount in the currency of the payment.
    pub amount: Decimal,
    /// Its amount in minor units of base currency.
    pub base: Money,
    /// Its day.
    pub date: NaiveDate,
    /// Its number.
    pub number: String,
}
