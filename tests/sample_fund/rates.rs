//! Exchange rates: monthly, invented around what such rates were.

use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};

use super::book::Outcome;
use super::random::Random;

/// Ten-thousandths of a unit for one US dollar at the beginning of 2021 to 2026.
const ANCHORS: &[(&str, [i64; 6])] = &[
    ("EUR", [8_200, 8_820, 9_400, 9_060, 9_630, 8_600]),
    ("CHF", [8_880, 9_140, 9_250, 8_480, 9_060, 8_010]),
    ("GBP", [7_320, 7_410, 8_280, 7_860, 7_990, 7_520]),
    ("JPY", [1_036_000, 1_150_500, 1_325_000, 1_418_000, 1_573_000, 1_541_000]),
    ("SEK", [82_300, 90_500, 104_300, 101_200, 110_300, 94_800]),
    ("NOK", [85_600, 88_200, 98_600, 102_400, 113_500, 100_900]),
    ("CNY", [65_300, 63_700, 69_400, 70_900, 72_990, 71_200]),
    ("THB", [300_400, 333_800, 345_600, 343_900, 341_200, 324_500]),
    ("KRW", [10_883_000, 11_890_000, 12_650_000, 12_990_000, 14_720_000, 14_230_000]),
    ("XOF", [5_379_000, 5_786_000, 6_166_000, 5_943_000, 6_317_000, 5_641_000]),
    ("KES", [1_092_000, 1_131_500, 1_234_500, 1_560_000, 1_292_500, 1_293_000]),
];

/// A rate.
pub struct Rate {
    /// The currency.
    pub currency: &'static str,
    /// From when it holds.
    pub effective: NaiveDate,
    /// When it was published.
    pub published: NaiveDate,
    /// Units for one US dollar.
    pub units: Decimal,
}

/// All rates, by date.
pub struct Rates(pub Vec<Rate>);

impl Rates {
    /// Makes rates from January 2021 to October 2025.
    pub fn new() -> Outcome<Self> {
        let mut random = Random::new(11);
        let mut rates = Vec::new();
        for year in 2021..=2025_i32 {
            let last = if year == 2025 { 10 } else { 12 };
            for month in 1..=last {
                let effective = NaiveDate::from_ymd_opt(year, month, 1).ok_or("a month has a first day")?;
                let published = effective.checked_sub_days(Days::new(2)).ok_or("there is a day before")?;
                for (currency, anchors) in ANCHORS {
                    let place = usize::try_from(year - 2021)?;
                    let from = anchors.get(place).copied().ok_or("a year has an anchor")?;
                    let to = anchors.get(place + 1).copied().ok_or("a year has a next anchor")?;
                    let middle = from + (to - from) * i64::from(month - 1) / 12;
                    let moved = middle + middle * random.between(-70, 70) / 10_000;
                    rates.push(Rate { currency, effective, published, units: Decimal::new(moved, 4) });
                }
            }
        }
        Ok(Self(rates))
    }

    /// The currencies, the dollar first.
    pub fn currencies() -> impl Iterator<Item = &'static str> {
        std::iter::once("USD").chain(ANCHORS.iter().map(|(currency, _)| *currency))
    }

    /// Units for one dollar on a day.
    pub fn on(&self, currency: &str, date: NaiveDate) -> Decimal {
        let mut known = self.0.iter().filter(|rate| rate.currency == currency && rate.effective <= date);
        known.next_back().map_or(Decimal::ONE, |rate| rate.units)
    }

    /// Cents of an amount on a day, rounded half away from zero.
    pub fn cents(&self, amount: Decimal, currency: &str, date: NaiveDate) -> Outcome<i64> {
        let base = amount.checked_div(self.on(currency, date)).ok_or("a rate is above zero")?;
        to_cents(base)
    }

    /// The file: semicolons, decimal commas, Windows-1252.
    pub fn csv(&self) -> Vec<u8> {
        let mut text = format!("Taux de change op\u{e9}rationnels, {}\r\n", "unit\u{e9}s par dollar;;;");
        text.push_str("Illustrative figures: every rate in this file is invented.;;;\r\n;;;\r\n");
        text.push_str("Devise;Units per USD;Effective date;Publication date\r\n");
        for rate in &self.0 {
            let units = rate.units.to_string().replace('.', ",");
            let (effective, published) = (rate.effective.format("%d/%m/%Y"), rate.published.format("%d/%m/%Y"));
            text.push_str(&format!("{};{units};{effective};{published}\r\n", rate.currency));
        }
        text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect()
    }
}

/// Base money as cents, rounded half away from zero.
pub fn to_cents(base: Decimal) -> Outcome<i64> {
    let rounded = base.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let cents = rounded.checked_mul(Decimal::ONE_HUNDRED).ok_or("an amount fits")?;
    Ok(i64::try_from(cents)?)
}

/// Decimals of a currency.
pub fn decimals(currency: &str) -> u32 {
    if ["JPY", "KRW", "XOF"].contains(&currency) { 0 } else { 2 }
}
