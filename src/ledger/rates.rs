//! The value of an amount in base money.

use chrono::NaiveDate;
use rust_decimal::Decimal;

pub use crate::domain::RateTable;
use crate::domain::{Currency, Money, OriginalAmount, Source};

use super::LedgerProblem;

impl RateTable {
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
            .and_then(|value| Money::from_decimal(value, self.base().minor_units()))
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
