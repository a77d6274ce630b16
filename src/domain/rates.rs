//! Exchange rates by day.
//!
//! What comes in: rates as facts. What leaves: the rate of a day. What it does not know: amounts.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::currency::Currency;
use super::facts::Rate;

/// Units of each currency per unit of the base, by effective date.
#[derive(Clone, Debug)]
pub struct RateTable {
    base: Currency,
    by_currency: BTreeMap<Currency, BTreeMap<NaiveDate, Decimal>>,
}

impl RateTable {
    /// The table of all rates. Of two for one day, the one published last holds.
    pub fn new(rates: &[Rate], base: Currency) -> Self {
        let mut sorted: Vec<&Rate> = rates.iter().collect();
        sorted.sort_by_key(|rate| (rate.published_on, rate.units_per_base));
        let mut by_currency: BTreeMap<Currency, BTreeMap<NaiveDate, Decimal>> = BTreeMap::new();
        for rate in sorted {
            by_currency.entry(rate.currency).or_default().insert(rate.effective_on, rate.units_per_base);
        }
        Self { base, by_currency }
    }

    /// The base currency.
    pub fn base(&self) -> Currency {
        self.base
    }

    /// Units per base unit on a day: the newest effective rate not after it (docs/domain.md, section 1).
    pub fn units_per_base(&self, currency: Currency, day: NaiveDate) -> Option<Decimal> {
        if currency == self.base {
            return Some(Decimal::ONE);
        }
        self.in_force(currency, day).map(|(_, rate)| rate)
    }

    /// The rate in force on a day, with the day from which it holds. The base currency needs none.
    pub fn in_force(&self, currency: Currency, day: NaiveDate) -> Option<(NaiveDate, Decimal)> {
        self.by_currency.get(&currency)?.range(..=day).next_back().map(|(&from, &rate)| (from, rate))
    }
    /// Every rate of a currency that was in force on a day of the span, with the day from which it was.
    pub fn in_force_between(
        &self,
        currency: Currency,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, Decimal)> {
        let table = self.by_currency.get(&currency);
        let first = self.in_force(currency, from).map_or(from, |(effective, _)| effective);
        let spanned = table.filter(|_| first <= to).map(|table| table.range(first..=to));
        spanned.into_iter().flatten().map(|(effective, rate)| (*effective, *rate))
    }
}
