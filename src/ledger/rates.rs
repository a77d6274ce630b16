//! Exchange rates by day, and the value of an amount in base money.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::facts::Rate;
use crate::domain::{Currency, Money, OriginalAmount, Source};

use super::LedgerProblem;

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
        self.by_currency.get(&currency)?.range(..=day).next_back().map(|(_, rate)| *rate)
    }

    /// Every rate of a currency that was in force on a day of the span, with the day from which it was.
    pub fn in_force(
        &self,
        currency: Currency,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, Decimal)> {
        let table = self.by_currency.get(&currency);
        let first = table.and_then(|table| table.range(..=from).next_back()).map_or(from, |(effective, _)| *effective);
        let spanned = table.filter(|_| first <= to).map(|table| table.range(first..=to));
        spanned.into_iter().flatten().map(|(effective, rate)| (*effective, *rate))
    }

    /// The value in base money at the rate of a day, rounded half away from zero.
    ///
    /// # Errors
    /// When there is no rate, or the value does not fit.
    pub fn value(&self, amount: OriginalAmount, day: NaiveDate, source: &Source) -> Result<Money, LedgerProblem> {
        let Some(rate) = self.units_per_base(amount.currency, day) else {
            return Err(LedgerProblem::NoRate { currency: amount.currency, date: day, source_of: source.clone() });
        };
        amount
            .amount
            .checked_div(rate)
            .and_then(|value| Money::from_decimal(value, self.base.minor_units()))
            .ok_or_else(|| LedgerProblem::TooLarge { amount, source_of: source.clone() })
    }

    /// The booked base amount where the row gives one, else the value at the rate of the day.
    ///
    /// # Errors
    /// As [`RateTable::value`].
    pub fn booked(
        &self,
        amount: OriginalAmount,
        booked: Option<Money>,
        day: NaiveDate,
        source: &Source,
    ) -> Result<Money, LedgerProblem> {
        match booked {
            Some(base) => Ok(base),
            None => self.value(amount, day, source),
        }
    }

    /// An amount in another currency, at the cross rate of a day, rounded to that currency's minor unit.
    ///
    /// # Errors
    /// When one of the rates is missing or the amount does not fit.
    pub fn convert(
        &self,
        amount: OriginalAmount,
        currency: Currency,
        day: NaiveDate,
        source: &Source,
    ) -> Result<Decimal, LedgerProblem> {
        if amount.currency == currency {
            return Ok(amount.amount);
        }
        let rate = |wanted: Currency| {
            let missing = LedgerProblem::NoRate { currency: wanted, date: day, source_of: source.clone() };
            self.units_per_base(wanted, day).ok_or(missing)
        };
        let (from, to) = (rate(amount.currency)?, rate(currency)?);
        let converted = amount.amount.checked_mul(to).and_then(|product| product.checked_div(from));
        converted
            .map(|converted| currency.round(converted))
            .ok_or_else(|| LedgerProblem::TooLarge { amount, source_of: source.clone() })
    }
}
