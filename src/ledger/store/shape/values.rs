//! Single values: codes, days, amounts, lists. All are texts, in the form that never depends on a fund or a language.

use std::collections::BTreeSet;
use std::str::FromStr;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::{
    AgreementRef, Currency, DonorCode, GeographyCode, Language, Money, Month, Names, OriginalAmount, Percent, Period,
    ProjectNumber, ReportingPeriod, ThemeCode, Weight,
};

use super::{Body, Comparison, Item, Misfit, Value};

/// Reads a text by its own rule.
fn parsed<T>(item: &Item<'_>, expected: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Misfit> {
    let text = item.text()?;
    parse(text).ok_or_else(|| Misfit::new(text, expected))
}

impl Value for String {
    fn write(&self, body: &mut Body<'_>) {
        body.text(self);
    }
    fn read(item: &Item<'_>, _: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        item.text().map(str::to_owned)
    }
}

macro_rules! codes {
    ($($code:ident)+) => {
        $(impl Value for $code {
            fn write(&self, body: &mut Body<'_>) {
                body.text(self.as_str());
            }
            fn read(item: &Item<'_>, _: &mut BTreeSet<String>) -> Result<Self, Misfit> {
                item.text().map(Self::new)
            }
        })+
    };
}

codes! { DonorCode AgreementRef GeographyCode ProjectNumber ThemeCode }

impl<T: Value> Value for Box<T> {
    fn write(&self, body: &mut Body<'_>) {
        T::write(self, body);
    }
    fn read(item: &Item<'_>, unknown: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        T::read(item, unknown).map(Self::new)
    }
    fn compare(&self, other: &Self, field: &str, comparison: &mut Comparison) {
        T::compare(self, other, field, comparison);
    }
}

macro_rules! numbers {
    ($($number:ty, $what:literal: $write:expr, $read:expr;)+) => {
        $(impl Value for $number {
            fn write(&self, body: &mut Body<'_>) {
                let write: fn(&Self) -> _ = $write;
                body.plain(write(self));
            }
            fn read(item: &Item<'_>, _: &mut BTreeSet<String>) -> Result<Self, Misfit> {
                parsed(item, $what, $read)
            }
        })+
    };
}

numbers! {
    u64, "a whole number": |number| *number, |text| text.parse().ok();
    u32, "a whole number": |number| *number, |text| text.parse().ok();
    bool, "true or false": |truth| *truth, |text| text.parse().ok();
    Weight, "a weight in thousandths": |weight| weight.thousandths(), |text| {
        text.parse().ok().and_then(|thousandths| Weight::from_decimal(Decimal::new(thousandths, 3)))
    };
    NaiveDate, "a day": |day| *day, |text| text.parse().ok();
    Language, "a language of reports": |language| language.code(), Language::of_code;
    Month, "a month": |month| *month, Month::parse;
    ReportingPeriod, "a reporting period": |period| period.to_string(), ReportingPeriod::parse;
    Currency, "a currency of ISO 4217": |currency| currency.code(), Currency::parse;
    Period, "a period of two days": |period| format!("{}/{}", period.from, period.to), |text| {
        let (from, to) = text.split_once('/')?;
        Period::new(from.parse().ok()?, to.parse().ok()?)
    };
}

impl Value for Money {
    fn write(&self, body: &mut Body<'_>) {
        body.money(*self);
    }
    fn read(item: &Item<'_>, _: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        parsed(item, "an amount in minor units", |text| text.parse().ok().map(Self::from_minor))
    }
}

impl Value for Decimal {
    fn write(&self, body: &mut Body<'_>) {
        body.number(*self);
    }
    fn read(item: &Item<'_>, _: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        parsed(item, "a number", |text| Self::from_str(text).ok())
    }
}

impl Value for Percent {
    fn write(&self, body: &mut Body<'_>) {
        self.fraction().write(body);
    }
    fn read(item: &Item<'_>, unknown: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        Decimal::read(item, unknown).map(Percent::from_fraction)
    }
}

impl Value for OriginalAmount {
    fn write(&self, body: &mut Body<'_>) {
        body.amount(self);
    }
    fn read(item: &Item<'_>, _: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        parsed(item, "a currency and an amount", |text| {
            let (currency, amount) = text.split_once(' ')?;
            Some(Self { currency: Currency::parse(currency)?, amount: amount.parse().ok()? })
        })
    }
}

/// Names as texts that begin with the code of their language.
impl Value for Names {
    fn write(&self, body: &mut Body<'_>) {
        body.list(&self.iter().map(|(language, name)| format!("{}: {name}", language.code())).collect::<Vec<_>>());
    }
    fn read(item: &Item<'_>, unknown: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        let name = |text: String| {
            let named =
                text.split_once(": ").and_then(|(code, name)| Some((Language::of_code(code)?, name.to_owned())));
            named.ok_or_else(|| Misfit::new(&text, "the code of a language and a name"))
        };
        Vec::<String>::read(item, unknown)?.into_iter().map(name).collect()
    }
    fn unwritten() -> Option<Self> {
        Some(Self::default())
    }
}

impl<V: Value> Value for Option<V> {
    fn write(&self, body: &mut Body<'_>) {
        if let Some(value) = self {
            value.write(body);
        }
    }
    fn read(item: &Item<'_>, unknown: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        V::read(item, unknown).map(Some)
    }
    fn unwritten() -> Option<Self> {
        Some(None)
    }
}

impl<V: Value> Value for Vec<V> {
    fn write(&self, body: &mut Body<'_>) {
        body.list(self);
    }
    fn read(item: &Item<'_>, unknown: &mut BTreeSet<String>) -> Result<Self, Misfit> {
        item.list()?.iter().map(|item| V::read(item, unknown)).collect()
    }
    fn unwritten() -> Option<Self> {
        Some(Vec::new())
    }
}
