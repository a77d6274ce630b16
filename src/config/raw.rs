//! The shape of `fund.toml` as it is typed; unknown keys are refused.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::Names;
use crate::domain::number::DecimalMark;

use super::approver::Approver;
use super::batch::Batch;
use super::fund::{Interest, Mode, Spread, SupportCost};
use super::iati::Iati;
use super::ledger::RawLedger;
use super::limits::Limits;
use super::mapping::{Blank, Dash, DateOrder, InputKind, Quote, Scale, Signs};
use super::reports::Reports;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Raw {
    pub fund: RawFund,
    pub programme: RawProgramme,
    #[serde(default)]
    pub charges: RawCharges,
    #[serde(default)]
    pub plausibility: RawPlausibility,
    #[serde(default)]
    pub money: RawMoney,
    #[serde(default)]
    pub gap: RawGap,
    #[serde(default)]
    pub allocation: RawAllocation,
    #[serde(default)]
    pub geography: RawGeography,
    #[serde(default, rename = "pillar")]
    pub pillars: Vec<RawPillar>,
    #[serde(default, rename = "theme")]
    pub themes: Vec<RawTheme>,
    #[serde(default)]
    pub batch: Batch,
    #[serde(default, rename = "approver")]
    pub approvers: Vec<Approver>,
    #[serde(default, rename = "input")]
    pub inputs: Vec<RawInput>,
    #[serde(default)]
    pub iati: Option<Iati>,
    #[serde(default)]
    pub ledger: Option<RawLedger>,
    #[serde(default)]
    pub reports: Reports,
    #[serde(default)]
    pub limits: Limits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFund {
    pub name: String,
    #[serde(default)]
    pub names: Names,
    pub code: String,
    pub base_currency: String,
    pub period: String,
    #[serde(default)]
    pub illustrative: bool,
    #[serde(default)]
    pub note: String,
    #[serde(default)]
    pub notes: Names,
    #[serde(default)]
    pub email: Option<String>,
    #[serde(default)]
    pub default_language: Option<String>,
    #[serde(default, rename = "amendment")]
    pub amendments: Vec<RawFundAmendment>,
}

/// A change of the fund's last day.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFundAmendment {
    pub effective: String,
    pub to: String,
}

/// A figure: text so that it is exact, or a whole number.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub(super) enum Figure {
    Whole(i64),
    Text(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawProgramme {
    pub budget: Figure,
    pub own_resources: Figure,
    pub ongoing_projects: Figure,
    pub gap: Figure,
    #[serde(default)]
    pub people: Option<RawPeople>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPeople {
    pub legal: u64,
    pub effective: u64,
    pub adequacy: u64,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCharges {
    pub administrative_fee: Option<String>,
    pub support_cost: Option<String>,
    pub levy: Option<String>,
}

/// When money does not fit the rates.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPlausibility {
    pub booked_tolerance: Option<String>,
    pub stale_rate_days: Option<u32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMoney {
    #[serde(default)]
    pub support_cost: SupportCost,
    #[serde(default)]
    pub interest: Interest,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGap {
    pub pledge_weight: Option<String>,
    pub pipeline_weight: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAllocation {
    pub country_share: Option<String>,
    #[serde(default)]
    pub mode: Mode,
    pub spread: Option<Spread>,
    pub minimum: Option<Figure>,
    pub expiry_notice_days: Option<u32>,
    #[serde(default, rename = "group")]
    pub groups: Vec<RawGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGroup {
    pub name: String,
    #[serde(default)]
    pub scope: Vec<String>,
    #[serde(default)]
    pub themes: Vec<String>,
    pub cap: Option<Figure>,
    pub floor: Option<Figure>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGeography {
    #[serde(default, rename = "region")]
    pub regions: Vec<RawRegion>,
    #[serde(default, rename = "area")]
    pub areas: Vec<RawArea>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRegion {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    pub countries: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawArea {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    #[serde(default = "world")]
    pub parent: String,
    #[serde(default)]
    pub country: bool,
}

fn world() -> String {
    "WORLD".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPillar {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTheme {
    pub code: String,
    pub name: String,
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    pub pillar: Option<String>,
    pub sector: Option<String>,
}

/// One text, or several.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrSeveral {
    One(String),
    Several(Vec<String>),
}

impl From<OneOrSeveral> for Vec<String> {
    fn from(texts: OneOrSeveral) -> Self {
        match texts {
            OneOrSeveral::One(text) => vec![text],
            OneOrSeveral::Several(texts) => texts,
        }
    }
}

/// An input by itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInputs {
    pub input: [RawInput; 1],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInput {
    pub kind: InputKind,
    pub file: String,
    pub sheet: Option<String>,
    pub table: Option<String>,
    pub header_row: Option<u32>,
    #[serde(default)]
    pub columns: BTreeMap<String, String>,
    pub decimal: Option<DecimalMark>,
    pub dates: Option<DateOrder>,
    #[serde(default)]
    pub defaults: BTreeMap<String, String>,
    #[serde(default, rename = "where")]
    pub only: BTreeMap<String, OneOrSeveral>,
    #[serde(default)]
    pub skip: BTreeMap<String, OneOrSeveral>,
    #[serde(default)]
    pub words: BTreeMap<String, String>,
    #[serde(default)]
    pub blanks: BTreeMap<String, Blank>,
    #[serde(default)]
    pub rounding: bool,
    pub dash: Option<Dash>,
    pub scale: Option<Scale>,
    pub currency: Option<String>,
    #[serde(default)]
    pub currencies: BTreeMap<String, String>,
    pub rates: Option<Quote>,
    pub signs: Option<Signs>,
    pub delimiter: Option<char>,
}
