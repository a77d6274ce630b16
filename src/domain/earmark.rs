//! Earmarks: what a contribution may pay for.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::code::{GeographyCode, ThemeCode};
use super::geography::Geography;
use super::money::Percent;
use super::period::Period;
use super::theme::Themes;

/// How strict an earmark is: the four categories of the UN.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EarmarkCategory {
    /// 1: unearmarked.
    Unearmarked,
    /// 2: softly earmarked.
    SoftlyEarmarked,
    /// 3: earmarked.
    Earmarked,
    /// 4: tightly earmarked (one project).
    TightlyEarmarked,
}

impl EarmarkCategory {
    /// The category of its number, 1 to 4.
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Unearmarked),
            2 => Some(Self::SoftlyEarmarked),
            3 => Some(Self::Earmarked),
            4 => Some(Self::TightlyEarmarked),
            _ => None,
        }
    }

    /// Its number, 1 to 4.
    pub const fn number(self) -> u8 {
        match self {
            Self::Unearmarked => 1,
            Self::SoftlyEarmarked => 2,
            Self::Earmarked => 3,
            Self::TightlyEarmarked => 4,
        }
    }
}

/// A part of the world and of the themes: everything under both nodes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Target {
    /// The place and all below it.
    pub geography: GeographyCode,
    /// The theme and all below it.
    pub theme: ThemeCode,
}

impl Target {
    /// Whether a cell of this place and theme lies in it.
    pub fn covers(&self, place: &GeographyCode, theme: &ThemeCode, geography: &Geography, themes: &Themes) -> bool {
        geography.covers(&self.geography, place) && themes.covers(&self.theme, theme)
    }
}

/// Which way an [`EarmarkLimit`] binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LimitKind {
    /// At least this share.
    AtLeast,
    /// At most this share.
    AtMost,
}

/// The part that an [`EarmarkLimit`] is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LimitScope {
    /// A place and theme.
    Target(Target),
    /// Everything that is in no country.
    OutsideCountries,
}

/// A limit on where the money of an agreement goes: "at least 30% to Malawi", of its allocatable money.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EarmarkLimit {
    /// Which way it binds.
    pub kind: LimitKind,
    /// The share of the agreement's allocatable money.
    pub share: Percent,
    /// The part it is about.
    pub scope: LimitScope,
}

/// What a contribution may pay for: a union of places and themes, minus exclusions, within a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Earmark {
    /// How strict it is.
    pub category: EarmarkCategory,
    /// Where the money may go: any of these.
    pub include: Vec<Target>,
    /// Where it may not go after all.
    pub exclude: Vec<Target>,
    /// When: it pays only for cells whose period overlaps this window; `None` for always.
    pub window: Option<Period>,
    /// Shares of the money that must or may at most go somewhere.
    pub limits: Vec<EarmarkLimit>,
}

impl Earmark {
    /// Whether money under it may pay for a cell of this place, theme and period.
    pub fn allows(
        &self,
        place: &GeographyCode,
        theme: &ThemeCode,
        period: Period,
        geography: &Geography,
        themes: &Themes,
    ) -> bool {
        let any = |targets: &[Target]| targets.iter().any(|target| target.covers(place, theme, geography, themes));
        self.window.is_none_or(|window| window.overlaps(period)) && any(&self.include) && !any(&self.exclude)
    }
}

/// What an amendment changes of an earmark; the window changes with the agreement's dates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EarmarkChange {
    /// How strict it is from then on.
    pub category: Option<EarmarkCategory>,
    /// Where the money may go from then on, all of it.
    pub include: Option<Vec<Target>>,
    /// Where it may not go from then on, all of it.
    pub exclude: Option<Vec<Target>>,
    /// The limits from then on, all of them.
    pub limits: Option<Vec<EarmarkLimit>>,
}

impl Earmark {
    /// How strict an earmark is that states no category: unearmarked when it leaves nothing out, else soft.
    pub fn derived_category(include: &[Target], exclude: &[Target]) -> EarmarkCategory {
        match include {
            [all] if all.geography.as_str() == "WORLD" && all.theme.as_str() == "ALL" && exclude.is_empty() => {
                EarmarkCategory::Unearmarked
            }
            _ => EarmarkCategory::SoftlyEarmarked,
        }
    }

    /// The earmark with a change. Where the change gives no category, the one that held goes on, unless new targets
    /// bind what was free or free what was bound.
    #[must_use]
    pub fn with(&self, change: &EarmarkChange) -> Self {
        let include = change.include.clone().unwrap_or_else(|| self.include.clone());
        let exclude = change.exclude.clone().unwrap_or_else(|| self.exclude.clone());
        let before = Self::derived_category(&self.include, &self.exclude);
        let after = Self::derived_category(&include, &exclude);
        Self {
            category: change.category.unwrap_or(if before == after { self.category } else { after }),
            limits: change.limits.clone().unwrap_or_else(|| self.limits.clone()),
            window: self.window,
            include,
            exclude,
        }
    }
}

/// The weight of a cell in the fairness of the allocation: a positive number with at most three decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Weight(u32);

impl Weight {
    /// The weight of a cell that has none of its own: 1.
    pub const ONE: Weight = Weight(1000);

    /// A weight from 0.001 to 1,000,000 with at most three decimals.
    pub fn from_decimal(weight: Decimal) -> Option<Self> {
        use rust_decimal::prelude::ToPrimitive;
        let thousandths = weight.checked_mul(Decimal::ONE_THOUSAND)?;
        let whole = thousandths.to_u32().filter(|&whole| Decimal::from(whole) == thousandths)?;
        (1..=1_000_000_000).contains(&whole).then_some(Self(whole))
    }

    /// The weight in thousandths.
    pub const fn thousandths(self) -> u32 {
        self.0
    }
}
