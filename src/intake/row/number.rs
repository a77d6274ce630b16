//! Numbers as they stand in cells, exactly.
//!
//! What comes in: floats of the file format. What leaves: exact decimals and days, or nothing. What it does not know:
//! numbers as people type them (`domain::number`), columns, files. This is the only file of intake in which a float
//! appears.
#![allow(clippy::float_arithmetic, reason = "cells of spreadsheets are floats; here they become decimals")]

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// The decimal that was typed into the cell whose float this is: the shortest one that reads back as the same float
/// (what spreadsheet programs show). `None` when it is infinite, no number, or beyond what a decimal can hold.
pub fn exact(float: f64) -> Option<Decimal> {
    const CENTS_CERTAIN: f64 = 1e15;
    let cents = (float * 100.0).round();
    if cents.abs() < CENTS_CERTAIN && cents / 100.0 == float {
        // At most 15 digits, and the quotient is correctly rounded: no other decimal of 15 digits reads as this float.
        return Decimal::from_i64(cents as i64)
            .and_then(|cents| cents.checked_mul(Decimal::new(1, 2)))
            .map(|value| value.normalize());
    }
    if !float.is_finite() || float.abs() > 7.9e28 {
        return None;
    }
    let shortest = format!("{float}");
    shortest
        .parse::<Decimal>()
        .ok()
        .or_else(|| Decimal::from_str_exact(shortest.get(..30)?).ok())
        .map(|value| value.normalize())
}

/// A date from the serial number of a spreadsheet: days since 1899-12-30 with the leap day that 1900 did not have,
/// or since 1904-01-01. The time of day is left out. `None` outside the years 1900 to 9999.
pub fn serial_date(serial: f64, system_1904: bool) -> Option<NaiveDate> {
    if !(0.0..=2_958_465.999_999).contains(&serial) {
        return None;
    }
    let days = serial.floor() as u64;
    let (year, month, day) = match (system_1904, days) {
        (true, _) => (1904, 1, 1),
        (false, 60) => return None,
        (false, 0..60) => (1899, 12, 31),
        (false, _) => (1899, 12, 30),
    };
    NaiveDate::from_ymd_opt(year, month, day)?.checked_add_days(Days::new(days))
}

/// What a cell with a date's number format holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(NaiveDate),
    /// A duration, or a number that is no day.
    Number(Decimal),
    /// Neither; its text.
    Neither(String),
}

/// What a cell with a date's number format holds, in the date system of its workbook.
pub(in crate::intake) fn moment(moment: &calamine::ExcelDateTime, system_1904: bool) -> Moment {
    let serial = moment.as_f64();
    if moment.is_datetime()
        && let Some(day) = serial_date(serial, system_1904)
    {
        return Moment::Day(day);
    }
    exact(serial).map_or_else(|| Moment::Neither(show(serial)), Moment::Number)
}

/// A float beyond what a decimal holds, for messages.
pub fn show(float: f64) -> String {
    format!("{float:e}")
}

/// The float that is nearest to a decimal, for writing cells.
pub(in crate::intake) fn float(number: Decimal) -> f64 {
    number.to_f64().unwrap_or(f64::NAN)
}

/// A share between 0 and 1 in whole thousandths, for comparing similarities.
pub(in crate::intake) fn thousandths(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 1000.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_become_the_decimals_that_were_typed() {
        for text in [
            "0.1",
            "0.29",
            "1234567.89",
            "9999999999999.99",
            "-0.07",
            "1.005",
            "123456789.123456",
            "0",
            "945693218.52",
            "1e21",
            "0.000001",
        ] {
            let float: f64 = text.parse().unwrap();
            let expected = Decimal::from_scientific(text).or_else(|_| text.parse::<Decimal>()).unwrap();
            assert_eq!(exact(float), Some(expected), "{text}");
        }
        assert_eq!((exact(f64::NAN), exact(f64::INFINITY), exact(1e300)), (None, None, None));
        assert_eq!(exact(4.9e-324), Some(Decimal::ZERO));
    }

    #[test]
    fn serial_numbers_are_days_in_either_system() {
        let day = |serial, system| serial_date(serial, system).map(|date| date.to_string());
        assert_eq!(day(1.0, false).as_deref(), Some("1900-01-01"));
        assert_eq!(day(59.0, false).as_deref(), Some("1900-02-28"));
        assert_eq!(day(60.0, false), None);
        assert_eq!(day(61.0, false).as_deref(), Some("1900-03-01"));
        assert_eq!(day(45_961.75, false).as_deref(), Some("2025-10-31"));
        assert_eq!(day(44_499.0, true).as_deref(), Some("2025-10-31"));
        assert_eq!((day(-1.0, false), day(3e6, false), day(f64::NAN, false)), (None, None, None));
    }
}
