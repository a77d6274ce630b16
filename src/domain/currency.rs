//! Currencies (ISO 4217) and amounts in them, as exact decimals.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// A currency of ISO 4217.
///
/// ```
/// use poolfund::domain::Currency;
/// assert_eq!(Currency::parse("jpy").unwrap().minor_units(), 0);
/// assert!(Currency::parse("ZZZ").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The dollar of the United States.
    pub const USD: Currency = Currency(iso_currency::Currency::USD);

    /// The currency of a three-letter code, whatever its case.
    pub fn parse(text: &str) -> Option<Self> {
        iso_currency::Currency::from_code(&text.trim().to_ascii_uppercase()).map(Self)
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// Decimals of its minor unit: USD 2, JPY 0, TND 3. `None` where ISO 4217 sets none (XDR): any decimals stand.
    pub fn decimals(self) -> Option<u32> {
        self.0.exponent().map(u32::from)
    }

    /// Decimals in which books of this currency are kept: those of its minor unit, 2 where it has none.
    pub fn minor_units(self) -> u32 {
        self.decimals().unwrap_or(2)
    }

    /// An amount that was computed, rounded half away from zero to the minor unit; to six decimals where there is none.
    pub fn round(self, amount: Decimal) -> Decimal {
        amount.round_dp_with_strategy(self.decimals().unwrap_or(6), RoundingStrategy::MidpointAwayFromZero)
    }
}

impl PartialOrd for Currency {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Currency {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.code().cmp(other.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

impl TryFrom<String> for Currency {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is no currency code of ISO 4217"))
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

/// An amount in the currency of its document, exact, in major units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct OriginalAmount {
    /// The amount in major units, no finer than the currency's minor unit.
    pub amount: Decimal,
    /// Its currency.
    pub currency: Currency,
}

impl OriginalAmount {
    /// The decimals with which it is shown: its currency's, or all that it has where the currency sets none.
    pub fn decimals(&self) -> u32 {
        self.currency.decimals().unwrap_or_else(|| self.amount.normalize().scale().max(2))
    }
}
