//! A fund, with every setting resolved.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::facts::AgreementStage;
use crate::domain::{Called, Currency, Geography, Language, Money, Names, Percent, Period, Target, ThemeCode, Themes};

use super::approver::Approver;
use super::batch::Batch;
use super::iati::Iati;
use super::limits::Limits;
use super::mapping::InputMapping;
use super::reports::Reports;

/// A fund: its programme, rules and the layout of its spreadsheets.
#[derive(Clone, Debug)]
pub struct Fund {
    /// Its full name, in the language of its own reports.
    pub name: String,
    /// Its names in the languages of reports.
    pub names: Names,
    /// A short code for file names and codes.
    pub code: String,
    /// The currency of its books.
    pub base_currency: Currency,
    /// The years it runs, as first agreed.
    pub period: Period,
    /// Changes of its last day, by effective date.
    pub amendments: Vec<FundAmendment>,
    /// Whether reports must say that figures are illustrative.
    pub illustrative: bool,
    /// The text of that mark, or another remark for the reports.
    pub note: String,
    /// The same in the languages of reports.
    pub notes: Names,
    /// The address from which mails to donors are sent, where one is set.
    pub email: Option<String>,
    /// The language of the fund's own reports, and of donors that name none.
    pub default_language: Language,
    /// The figures of the programme.
    pub programme: Programme,
    /// The rates that are charged where an agreement has none of its own.
    pub charges: Charges,
    /// When money does not fit the rates.
    pub plausibility: Plausibility,
    /// Whether support cost is computed or booked by finance.
    pub support_cost: SupportCost,
    /// What becomes of interest less bank charges.
    pub interest: Interest,
    /// How much of a pledge counts in the outlook.
    pub pledge_weight: Percent,
    /// How much of an agreement in the pipeline counts in the outlook.
    pub pipeline_weight: Percent,
    /// The rules of the allocation.
    pub allocation: AllocationPolicy,
    /// The tree of places.
    pub geography: Geography,
    /// The tree of themes.
    pub themes: Themes,
    /// OECD DAC sector codes of themes.
    pub sectors: BTreeMap<ThemeCode, String>,
    /// The batch file for finance's accounting system.
    pub batch: Batch,
    /// Who may approve closes, with the key of each; where nobody is named, a typed name approves.
    pub approvers: Vec<Approver>,
    /// The sheets to read.
    pub inputs: Vec<InputMapping>,
    /// What the files for IATI say beside the figures, where the fund writes them.
    pub iati: Option<Iati>,
    /// What reports say beside the figures.
    pub reports: Reports,
    /// How much of a file is read at most.
    pub limits: Limits,
}

impl Fund {
    /// What it is called in a language.
    pub fn called(&self, language: Language) -> Called<'_> {
        self.names.called(&self.name, language, self.default_language)
    }

    /// Decimals of the base currency.
    pub fn exponent(&self) -> u32 {
        self.base_currency.minor_units()
    }

    /// The fund's last day, as in force on a day.
    pub fn end_on(&self, day: NaiveDate) -> NaiveDate {
        let in_force = self.amendments.iter().rev().find(|amendment| amendment.effective_on <= day);
        in_force.map_or(self.period.to, |amendment| amendment.to)
    }

    /// A cell's period as it stands on a day: one that is the fund's own goes on for as long as the fund.
    pub fn period_of_need(&self, period: Period, day: NaiveDate) -> Period {
        if period == self.period { Period { to: period.to.max(self.end_on(day)), ..period } } else { period }
    }

    /// How much of what an agreement has promised counts in the outlook: all once signed, by the odds of its stage before.
    pub fn odds(&self, stage: AgreementStage) -> Percent {
        match stage {
            AgreementStage::Signed | AgreementStage::Closed => Percent::WHOLE,
            AgreementStage::Pledged => self.pledge_weight,
            AgreementStage::Pipeline => self.pipeline_weight,
            AgreementStage::Lost => Percent::ZERO,
        }
    }

    /// An amount of base money as people read it, without the currency.
    pub fn show(&self, money: Money) -> String {
        money.format(self.exponent())
    }
}

/// From when on money and rates do not fit each other, so that a warning says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plausibility {
    /// How far a booked amount may be from the value at the rate of its day.
    pub booked_tolerance: Percent,
    /// How many days old the rate of a day may be.
    pub stale_rate_days: u32,
}

impl Default for Plausibility {
    /// 5 per cent, and a quarter with a week to spare.
    fn default() -> Self {
        Self { booked_tolerance: Percent::from_fraction(rust_decimal::Decimal::new(5, 2)), stale_rate_days: 100 }
    }
}

/// A change of the fund's last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FundAmendment {
    /// From when it holds.
    pub effective_on: NaiveDate,
    /// The last day from then on.
    pub to: NaiveDate,
}

/// Where programme support cost comes from (docs/domain.md, section 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SupportCost {
    /// A percentage of the direct expenditure charged.
    #[default]
    Computed,
    /// Finance books it, under the category "indirect support".
    Booked,
}

/// What becomes of interest less bank charges (docs/domain.md, section 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Interest {
    /// The fund holds it, apart from what can be programmed.
    #[default]
    Held,
    /// It goes back to the donors, shared by their positive balances at each month's end.
    Returned,
    /// It can be programmed, as unearmarked money of the fund.
    Programmable,
}

/// The figures of the programme; `budget - own resources - ongoing projects = gap` holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// The whole budget.
    pub budget: Money,
    /// The organisation's own contribution.
    pub own_resources: Money,
    /// Mobilised through projects outside the pool.
    pub ongoing_projects: Money,
    /// What was to be raised.
    pub gap: Money,
    /// People to be reached.
    pub people: Option<People>,
}

/// Numbers of people to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct People {
    /// With coverage in law.
    pub legal: u64,
    /// With effective coverage.
    pub effective: u64,
    /// With adequate benefits.
    pub adequacy: u64,
}

/// Default charges (docs/domain.md, section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charges {
    /// Administrative agent fee, of each deposit.
    pub administrative_fee: Percent,
    /// Programme support cost, of direct expenditure.
    pub support_cost: Percent,
    /// Coordination levy on tightly earmarked contributions.
    pub levy: Percent,
}

/// How the allocation spreads agreements over the cells that their totals allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spread {
    /// Few and large allocations: what a fund does that does not say otherwise.
    Few,
    /// Each agreement in proportion over all its cells.
    Proportional,
}

/// Who enters what the program recommends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// The program, every month.
    #[default]
    Automatic,
    /// People: nothing is entered without an adopted decision.
    Decided,
}

/// Rules of the allocation beyond the earmarks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationPolicy {
    /// The least share of what is placed that goes to country cells.
    pub country_share: Option<Percent>,
    /// Who enters what the program recommends.
    pub mode: Mode,
    /// How agreements are spread over cells.
    pub spread: Spread,
    /// The amount below which a new allocation of an agreement to a cell is small.
    pub minimum: Money,
    /// How many days before its window ends money is listed as about to expire.
    pub expiry_notice_days: u32,
    /// Caps and floors of parts of the fund.
    pub groups: Vec<AllocationGroup>,
}

/// A cap or floor of a part of the fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllocationGroup {
    /// Its name.
    pub name: String,
    /// The part: cells under any of these.
    pub scope: Vec<Target>,
    /// The most that may be placed there.
    pub cap: Option<Money>,
    /// The least that should be funded there, outside money included.
    pub floor: Money,
}
