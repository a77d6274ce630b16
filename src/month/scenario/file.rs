//! Suppositions as people write them: in TOML, or as rows of a sheet. Both say the same, and are understood by the same words.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::allocate::reasons::Loosened;
use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::number::{self, TypedNumber};
use crate::domain::tree::Tree;
use crate::domain::{AgreementRef, Currency, GeographyCode, OriginalAmount, Percent, Target, ThemeCode};

use super::{Scenario, ScenarioFault, Supposition};

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
pub(super) struct RawContribution {
    pub donor: Option<String>,
    pub amount: String,
    pub currency: Option<String>,
    #[serde(default)]
    pub places: Vec<String>,
    #[serde(default)]
    pub themes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRate {
    pub currency: Option<String>,
    pub change: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLoosened {
    pub agreement: String,
    pub side: Loosened,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNeed {
    pub place: Option<String>,
    pub theme: Option<String>,
    pub change: String,
}

/// A supposition in words, of whichever form it came.
pub(super) enum RawSupposition {
    Contribution(RawContribution),
    FallsThrough(String),
    Rate(RawRate),
    Loosened(RawLoosened),
    Need(RawNeed),
    CountryShare(String),
}

/// Reads a file of suppositions in TOML; names and codes are those of the fund.
///
/// # Errors
/// When it is none, or supposes something of what there is not.
pub fn read(text: &str, fund: &Fund, facts: &Facts) -> Result<Vec<Scenario>, ScenarioFault> {
    let raw: RawFile = toml::from_str(text).map_err(|why| ScenarioFault::Shape(why.to_string()))?;
    if raw.scenario.is_empty() {
        return Err(ScenarioFault::Nothing("[[scenario]]"));
    }
    raw.scenario.into_iter().map(|raw| scenario(raw, fund, facts)).collect()
}

fn scenario(raw: RawScenario, fund: &Fund, facts: &Facts) -> Result<Scenario, ScenarioFault> {
    let RawScenario { name, contribution, falls_through, rate, loosened, need, country_share } = raw;
    let all = (contribution.into_iter().map(RawSupposition::Contribution))
        .chain(falls_through.into_iter().map(RawSupposition::FallsThrough))
        .chain(rate.into_iter().map(RawSupposition::Rate))
        .chain(loosened.into_iter().map(RawSupposition::Loosened))
        .chain(need.into_iter().map(RawSupposition::Need))
        .chain(country_share.into_iter().map(RawSupposition::CountryShare));
    let suppositions = all.map(|raw| raw.meant(fund, facts)).collect::<Result<_, _>>()?;
    Ok(Scenario { name, suppositions })
}

impl RawSupposition {
    /// What it means for a fund.
    pub(super) fn meant(self, fund: &Fund, facts: &Facts) -> Result<Supposition, ScenarioFault> {
        Ok(match self {
            Self::Contribution(raw) => contribution(raw, fund, facts)?,
            Self::FallsThrough(reference) => Supposition::FallsThrough(AgreementRef::new(&reference)),
            Self::Rate(RawRate { currency: code, change }) => {
                let currency = code.as_deref().map(currency).transpose()?;
                Supposition::Rates { currency, factor: factor(&change)? }
            }
            Self::Loosened(RawLoosened { agreement, side }) => {
                Supposition::Loosened { agreement: AgreementRef::new(&agreement), side }
            }
            Self::Need(raw) => {
                let place = raw.place.map_or_else(|| Ok(fund.geography.root().clone()), |name| place(&name, fund))?;
                let theme = raw.theme.map_or_else(|| Ok(fund.themes.root().clone()), |name| theme(&name, fund))?;
                Supposition::Need { place, theme, factor: factor(&raw.change)? }
            }
            Self::CountryShare(share) => {
                Supposition::CountryShare(Percent::parse(&share).ok_or(ScenarioFault::Number(share))?)
            }
        })
    }
}

fn contribution(raw: RawContribution, fund: &Fund, facts: &Facts) -> Result<Supposition, ScenarioFault> {
    let donor = raw.donor.map(|code| {
        let donor = facts.donors.iter().find(|donor| donor.code.as_str() == code || donor.name == code);
        donor.map(|donor| donor.code.clone()).ok_or(ScenarioFault::NoDonor(code))
    });
    let plain = |number: &TypedNumber| number.currency.is_none() && number.shared.is_none() && !number.percent;
    let amount = number::typed(&raw.amount, None).ok().filter(plain).map(|number| number.value);
    let amount = amount.filter(|amount| *amount > Decimal::ZERO).ok_or(ScenarioFault::Number(raw.amount))?;
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
