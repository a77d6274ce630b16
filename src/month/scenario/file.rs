//! A file of suppositions, in TOML.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::allocate::reasons::Loosened;
use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::tree::Tree;
use crate::domain::{AgreementRef, Currency, GeographyCode, OriginalAmount, Percent, Target, ThemeCode};

use super::{Scenario, Supposition};

/// Why a file of suppositions cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioFault {
    /// It is no such file.
    #[error("{0}")]
    Shape(String),
    /// It supposes nothing.
    #[error("there is no [[scenario]] in it")]
    Nothing,
    /// A number or share is none.
    #[error(
        "{0:?} is no amount, share or change; write amounts as \"2000000\", shares as \"70%\", changes as \"+10%\""
    )]
    Number(String),
    /// There is no such currency.
    #[error("{0:?} is no currency of ISO 4217")]
    Currency(String),
    /// There is no such donor.
    #[error("there is no donor {0:?}")]
    NoDonor(String),
    /// There is no such agreement.
    #[error("there is no agreement {0:?}")]
    NoAgreement(String),
    /// There is no such place.
    #[error("{0:?} is no place")]
    NoPlace(String),
    /// There is no such theme.
    #[error("{0:?} is no theme")]
    NoTheme(String),
    /// The fund has no priority there.
    #[error("there is no priority in {0}")]
    NoCell(String),
    /// There is no rate to move.
    #[error("there is no rate of {0} to move")]
    NoRate(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawFile {
    #[serde(default)]
    scenario: Vec<RawScenario>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawScenario {
    name: String,
    #[serde(default)]
    contribution: Vec<RawContribution>,
    #[serde(default)]
    falls_through: Vec<String>,
    #[serde(default)]
    rate: Vec<RawRate>,
    #[serde(default)]
    loosened: Vec<RawLoosened>,
    #[serde(default)]
    need: Vec<RawNeed>,
    country_share: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawContribution {
    donor: Option<String>,
    amount: String,
    currency: Option<String>,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    themes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRate {
    currency: Option<String>,
    change: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawLoosened {
    agreement: String,
    side: Loosened,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNeed {
    place: Option<String>,
    theme: Option<String>,
    change: String,
}

/// Reads a file of suppositions; names and codes are those of the fund.
///
/// # Errors
/// When it is none, or supposes something of what there is not.
pub fn read(text: &str, fund: &Fund, facts: &Facts) -> Result<Vec<Scenario>, ScenarioFault> {
    let raw: RawFile = toml::from_str(text).map_err(|why| ScenarioFault::Shape(why.to_string()))?;
    if raw.scenario.is_empty() {
        return Err(ScenarioFault::Nothing);
    }
    raw.scenario.into_iter().map(|raw| scenario(raw, fund, facts)).collect()
}

fn scenario(raw: RawScenario, fund: &Fund, facts: &Facts) -> Result<Scenario, ScenarioFault> {
    let mut suppositions = Vec::new();
    for raw in raw.contribution {
        suppositions.push(contribution(raw, fund, facts)?);
    }
    for reference in raw.falls_through {
        suppositions.push(Supposition::FallsThrough(AgreementRef::new(&reference)));
    }
    for raw in raw.rate {
        let currency = raw.currency.as_deref().map(currency).transpose()?;
        suppositions.push(Supposition::Rates { currency, factor: factor(&raw.change)? });
    }
    for raw in raw.loosened {
        suppositions.push(Supposition::Loosened { agreement: AgreementRef::new(&raw.agreement), side: raw.side });
    }
    for raw in raw.need {
        let place = raw.place.map_or_else(|| Ok(fund.geography.root().clone()), |name| place(&name, fund))?;
        let theme = raw.theme.map_or_else(|| Ok(fund.themes.root().clone()), |name| theme(&name, fund))?;
        suppositions.push(Supposition::Need { place, theme, factor: factor(&raw.change)? });
    }
    if let Some(share) = raw.country_share {
        suppositions.push(Supposition::CountryShare(Percent::parse(&share).ok_or(ScenarioFault::Number(share))?));
    }
    Ok(Scenario { name: raw.name, suppositions })
}

fn contribution(raw: RawContribution, fund: &Fund, facts: &Facts) -> Result<Supposition, ScenarioFault> {
    let donor = raw.donor.map(|code| {
        let donor = facts.donors.iter().find(|donor| donor.code.as_str() == code || donor.name == code);
        donor.map(|donor| donor.code.clone()).ok_or(ScenarioFault::NoDonor(code))
    });
    let amount = raw.amount.parse::<Decimal>().ok().filter(|amount| *amount > Decimal::ZERO);
    let amount = amount.ok_or(ScenarioFault::Number(raw.amount))?;
    let currency = raw.currency.as_deref().map_or(Ok(fund.base_currency), currency)?;
    let mut places = raw.places.iter().map(|name| place(name, fund)).collect::<Result<Vec<GeographyCode>, _>>()?;
    let mut themes = raw.themes.iter().map(|name| theme(name, fund)).collect::<Result<Vec<ThemeCode>, _>>()?;
    if places.is_empty() {
        places.push(fund.geography.root().clone());
    }
    if themes.is_empty() {
        themes.push(fund.themes.root().clone());
    }
    let pairs = places.iter().flat_map(|geography| themes.iter().map(move |theme| (geography, theme)));
    let include = pairs.map(|(geography, theme)| Target { geography: geography.clone(), theme: theme.clone() });
    let (donor, amount) = (donor.transpose()?, OriginalAmount { amount, currency });
    Ok(Supposition::Contribution { donor, amount, include: include.collect() })
}

fn currency(code: &str) -> Result<Currency, ScenarioFault> {
    Currency::parse(code).ok_or_else(|| ScenarioFault::Currency(code.to_owned()))
}

/// `+10%` as 1.10, `-20%` as 0.80; above zero.
fn factor(change: &str) -> Result<Decimal, ScenarioFault> {
    let unclear = || ScenarioFault::Number(change.to_owned());
    let percent = change.trim().strip_suffix('%').ok_or_else(unclear)?.trim().replace(',', ".");
    let percent: Decimal = percent.trim_start_matches('+').parse().map_err(|_| unclear())?;
    let factor = Decimal::ONE + percent / Decimal::ONE_HUNDRED;
    if factor > Decimal::ZERO { Ok(factor) } else { Err(unclear()) }
}

fn place(name: &str, fund: &Fund) -> Result<GeographyCode, ScenarioFault> {
    called(&fund.geography, name).ok_or_else(|| ScenarioFault::NoPlace(name.to_owned()))
}

fn theme(name: &str, fund: &Fund) -> Result<ThemeCode, ScenarioFault> {
    called(&fund.themes, name).ok_or_else(|| ScenarioFault::NoTheme(name.to_owned()))
}

/// The one node of a code or name.
fn called<C: Clone + Eq + std::hash::Hash + AsRef<str>>(tree: &Tree<C>, name: &str) -> Option<C> {
    match tree.called(name).as_slice() {
        [node] => Some(node.code.clone()),
        _ => None,
    }
}
