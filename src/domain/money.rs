//! Money of the fund's base currency, in whole minor units (cents), and exact percentages.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use super::number::{self, DecimalMark, NumberFault};

/// An amount in the fund's base currency, in minor units (cents of USD).
///
/// Addition and subtraction panic on overflow in every build (`overflow-checks` is on in release too); intake
/// refuses single amounts beyond [`Money::LARGEST_INPUT`], so that nine thousand of the largest still fit.
///
/// ```
/// use poolfund::domain::Money;
/// let paid = Money::from_minor(1_240_000_00) + Money::from_minor(50);
/// assert_eq!(paid.format(2), "1,240,000.50");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Money = Money(0);
    /// The largest single amount that intake takes, in minor units (9,999,999,999,999.99 with two decimals).
    pub const LARGEST_INPUT: Money = Money(999_999_999_999_999);

    /// An amount of so many minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor)
    }

    /// The number of minor units.
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// A decimal amount in major units, rounded half away from zero to `exponent` decimals (Excel's `ROUND`);
    /// `None` when it does not fit.
    pub fn from_decimal(amount: Decimal, exponent: u32) -> Option<Self> {
        let scaled = amount.checked_mul(Decimal::from(10_i64.checked_pow(exponent)?))?;
        let whole = scaled.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        whole.to_i64().map(Self)
    }

    /// The amount in major units, exactly.
    pub fn to_decimal(self, exponent: u32) -> Decimal {
        Decimal::new(self.0, exponent)
    }

    /// Whether this is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Whether this is below nothing.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The larger of this and nothing.
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// `self x numerator / denominator`, rounded half away from zero. A zero denominator gives nothing: a share of
    /// an empty whole.
    pub fn scaled(self, numerator: i64, denominator: i64) -> Self {
        if denominator == 0 {
            return Self::ZERO;
        }
        let product = i128::from(self.0) * i128::from(numerator);
        Self(saturate(divide_half_away(product, i128::from(denominator))))
    }

    /// The amount as people read it: thousands separated by commas, `exponent` decimals, a leading minus.
    pub fn format(self, exponent: u32) -> String {
        let unit = 10_u64.pow(exponent);
        let absolute = self.0.unsigned_abs();
        let mut whole = group_thousands(absolute / unit);
        if self.0 < 0 {
            whole.insert(0, '-');
        }
        if exponent == 0 {
            return whole;
        }
        format!("{whole}.{:0width$}", absolute % unit, width = exponent as usize)
    }
}

fn group_thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `numerator / denominator`, rounded half away from zero.
pub(crate) fn divide_half_away(numerator: i128, denominator: i128) -> i128 {
    let negative = (numerator < 0) != (denominator < 0);
    let (top, bottom) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let quotient = (top + bottom / 2) / bottom;
    let signed = i128::try_from(quotient).unwrap_or(i128::MAX);
    if negative { -signed } else { signed }
}

fn saturate(value: i128) -> i64 {
    i64::try_from(value).unwrap_or(if value < 0 { i64::MIN } else { i64::MAX })
}

impl fmt::Debug for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} minor", self.0)
    }
}

impl Add for Money {
    type Output = Money;
    fn add(self, other: Money) -> Money {
        Money(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Money;
    fn sub(self, other: Money) -> Money {
        Money(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Money;
    fn neg(self) -> Money {
        Money(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Money) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Money) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Money>>(amounts: I) -> Money {
        amounts.fold(Money::ZERO, Add::add)
    }
}

/// A share as an exact decimal fraction: `13%` is 0.13.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(Decimal);

impl Percent {
    /// Nought per cent.
    pub const ZERO: Percent = Percent(Decimal::ZERO);

    /// All of it.
    pub const WHOLE: Percent = Percent(Decimal::ONE);

    /// A share from its fraction (0.13 for 13%).
    pub const fn from_fraction(fraction: Decimal) -> Self {
        Self(fraction)
    }

    /// Reads `13%`, `0,5 %` or a plain fraction `0.13`; `None` for anything else or outside 0 to 100%.
    pub fn parse(text: &str) -> Option<Self> {
        let number = match number::typed(text, None) {
            // Thousands are no share: the mark comes before decimals.
            Err(NumberFault::Ambiguous) if text.contains(',') => number::typed(text, Some(DecimalMark::Comma)),
            Err(NumberFault::Ambiguous) => number::typed(text, Some(DecimalMark::Point)),
            sure => sure,
        };
        let number = number.ok().filter(|number| number.currency.is_none())?;
        let fraction = if number.percent { number.value.checked_div(Decimal::ONE_HUNDRED)? } else { number.value };
        (fraction >= Decimal::ZERO && fraction <= Decimal::ONE).then_some(Self(fraction.normalize()))
    }

    /// The fraction (0.13 for 13%).
    pub const fn fraction(self) -> Decimal {
        self.0
    }

    /// The share in millionths, rounded half away from zero.
    pub fn parts_per_million(self) -> i64 {
        (self.0 * Decimal::from(1_000_000))
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
            .to_i64()
            .unwrap_or(0)
    }

    /// This share of an amount, rounded half away from zero to the minor unit.
    pub fn of(self, amount: Money) -> Money {
        Money::from_decimal(self.0 * Decimal::from(amount.minor()), 0).unwrap_or(Money::ZERO)
    }

    /// The part of a gross amount left when this rate, charged on that part, is taken out: `gross / (1 + rate)`
    /// (docs/domain.md, section 1, programmable money).
    pub fn taken_out_of(self, gross: Money) -> Money {
        Decimal::from(gross.minor())
            .checked_div(Decimal::ONE + self.0)
            .and_then(|net| Money::from_decimal(net, 0))
            .unwrap_or(Money::ZERO)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}%", (self.0 * Decimal::ONE_HUNDRED).normalize())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_half_away_from_zero_as_excel_does() {
        for (text, cents) in [("0.005", 1), ("-0.005", -1), ("2.345", 235), ("-2.345", -235), ("1.0049", 100)] {
            let amount: Decimal = text.parse().unwrap();
            assert_eq!(Money::from_decimal(amount, 2), Some(Money::from_minor(cents)), "{text}");
        }
    }

    #[test]
    fn formats_with_the_units_of_the_currency() {
        assert_eq!(Money::from_minor(-123_456_789).format(2), "-1,234,567.89");
        assert_eq!(Money::from_minor(1000).format(0), "1,000");
        assert_eq!(Money::from_minor(5).format(3), "0.005");
    }

    #[test]
    fn shares_are_read_as_people_write_them() {
        for (text, shown) in
            [("13%", "13%"), ("0,5 %", "0.5%"), ("0.13", "13%"), ("12.125%", "12.125%"), ("12,125%", "12.125%")]
        {
            assert_eq!(Percent::parse(text).map(|share| share.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "101%", "-1%", "++1%", "1_0%", "1 USD", "2", "a half"] {
            assert_eq!(Percent::parse(text), None, "{text}");
        }
    }

    #[test]
    fn programmable_money_and_its_charge_make_the_whole() {
        let rate = Percent::parse("13%").unwrap();
        let gross = Money::from_minor(1_130_000);
        assert_eq!(rate.taken_out_of(gross), Money::from_minor(1_000_000));
        assert_eq!(rate.of(Money::from_minor(1_000_000)), Money::from_minor(130_000));
    }
}
