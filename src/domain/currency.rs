//! Currencies (ISO 4217) and amounts in them, as exact decimals.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// A currency of ISO 4217, in force or withdrawn: books and agreements of earlier years still name the latter.
///
/// ```
/// use poolfund::domain::Currency;
/// assert_eq!(Currency::parse("jpy").unwrap().minor_units(), 0);
/// assert_eq!(Currency::parse("ANG").unwrap().minor_units(), 2);
/// assert!(Currency::parse("ZZZ").is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency(Listed);

/// The list of ISO 4217 that a currency is on.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Listed {
    InForce(iso_currency::Currency),
    /// By its place among [`WITHDRAWN`].
    Withdrawn(u8),
}

/// Currencies that were withdrawn since 2000, with the decimals of their minor unit (ISO 4217, list three), where the
/// list of those in force that we use has them no longer.
const WITHDRAWN: [(&str, u32); 28] = [
    ("AFA", 2),
    ("ANG", 2),
    ("ATS", 2),
    ("BEF", 0),
    ("BYR", 0),
    ("CYP", 2),
    ("DEM", 2),
    ("EEK", 2),
    ("ESP", 0),
    ("FIM", 2),
    ("FRF", 2),
    ("GHC", 2),
    ("GRD", 0),
    ("IEP", 2),
    ("ITL", 0),
    ("LTL", 2),
    ("LUF", 0),
    ("LVL", 2),
    ("MRO", 2),
    ("MTL", 2),
    ("NLG", 2),
    ("PTE", 0),
    ("ROL", 0),
    ("SIT", 2),
    ("SKK", 2),
    ("STD", 2),
    ("VEF", 2),
    ("ZMK", 2),
];

impl Currency {
    /// The dollar of the United States.
    pub const USD: Currency = Currency(Listed::InForce(iso_currency::Currency::USD));

    /// The currency of a three-letter code, whatever its case.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.trim();
        if code.len() != 3 {
            return None;
        }
        let code = code.to_ascii_uppercase();
        if let Some(found) = iso_currency::Currency::from_code(&code) {
            return Some(Self(Listed::InForce(found)));
        }
        let index = WITHDRAWN.iter().position(|(withdrawn, _)| *withdrawn == code)?;
        u8::try_from(index).ok().map(|index| Self(Listed::Withdrawn(index)))
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        match self.0 {
            Listed::InForce(currency) => currency.code(),
            Listed::Withdrawn(index) => WITHDRAWN.get(usize::from(index)).map_or("", |(code, _)| code),
        }
    }

    /// Decimals of its minor unit: USD 2, JPY 0, TND 3. `None` where ISO 4217 sets none (XDR): any decimals stand.
    pub fn decimals(self) -> Option<u32> {
        match self.0 {
            Listed::InForce(currency) => currency.exponent().map(u32::from),
            Listed::Withdrawn(index) => WITHDRAWN.get(usize::from(index)).map(|(_, decimals)| *decimals),
        }
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
