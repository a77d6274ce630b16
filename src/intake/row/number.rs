//! Numbers as they stand in cells, exactly.
//!
//! What comes in: floats of the file format, or their texts. What leaves: exact decimals and days, or nothing. What it
//! does not know: numbers as people type them (`domain::number`), columns, files. This is the only file of intake in
//! which a float appears.
#![allow(clippy::float_arithmetic, reason = "cells of spreadsheets are floats; here they become decimals")]

use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};

/// How many digits a spreadsheet program shows and keeps of a number.
const DIGITS: usize = 15;

/// The number whose float this is, as a spreadsheet program shows it: with 15 digits, since what stands behind them is
/// noise of the binary form (`1234.5600000000002`). Whole numbers that a float holds exactly stay as they are. `None` when
/// it is infinite, no number, or beyond what a decimal can hold.
pub fn exact(float: f64) -> Option<Decimal> {
    const WHOLE_CERTAIN: f64 = 9_007_199_254_740_992.0;
    const CENTS_CERTAIN: f64 = 1e15;
    let cents = (float * 100.0).round();
    if cents.abs() < CENTS_CERTAIN && cents / 100.0 == float {
        // At most 15 digits, and the quotient is correctly rounded: no other decimal of 15 digits reads as this float.
        return Decimal::from_i64(cents as i64)
            .and_then(|cents| cents.checked_mul(Decimal::new(1, 2)))
            .map(|value| value.normalize());
    }
    if float.abs() < WHOLE_CERTAIN && float.fract() == 0.0 {
        return Decimal::from_i64(float as i64);
    }
    if !float.is_finite() || float.abs() > 7.9e28 {
        return None;
    }
    // What is left where equal numbers are taken from each other, and finer than a decimal holds with its digits.
    if float.abs() < 1e-13 {
        return Some(Decimal::ZERO);
    }
    Decimal::from_scientific(&format!("{float:.0$e}", DIGITS - 1)).ok().map(|value| value.normalize())
}

/// [`exact`] of the bytes of a float, the lowest first.
pub(in crate::intake) fn exact_of_bytes(bytes: [u8; 8]) -> Option<Decimal> {
    exact(f64::from_le_bytes(bytes))
}

/// The number in the four bytes in which xls and xlsb keep short ones ([MS-XLS] 2.5.217, RkNumber): a whole number or the
/// upper part of a float, perhaps of hundredths.
pub(in crate::intake) fn of_rk(bytes: [u8; 4]) -> Option<Decimal> {
    let stored = u32::from_le_bytes(bytes);
    let (hundredths, whole) = (stored & 1 != 0, stored & 2 != 0);
    let number = if whole {
        Decimal::from(stored.cast_signed() >> 2)
    } else {
        exact(f64::from_bits(u64::from(stored & !3) << 32))?
    };
    let number = if hundredths { number.checked_mul(Decimal::new(1, 2))? } else { number };
    Some(number.normalize())
}

/// The number that a file stores as this text, as a spreadsheet program shows it.
pub(in crate::intake) fn stored(text: &str) -> Option<Decimal> {
    let text = text.trim();
    few_digits(text).or_else(|| exact(text.parse().ok()?))
}

/// The number of a text of plain digits, where there are so few that none of them is noise.
fn few_digits(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction) || whole.len() + fraction.len() > DIGITS {
        return None;
    }
    let read = |part: &str| if part.is_empty() { Some(0) } else { part.parse::<i64>().ok() };
    let scale = u32::try_from(fraction.len()).ok()?;
    let value = read(whole)?.checked_mul(10_i64.checked_pow(scale)?)?.checked_add(read(fraction)?)?;
    let value = Decimal::new(if digits.len() < text.len() { -value } else { value }, scale);
    Some(if fraction.ends_with('0') { value.normalize() } else { value })
}

/// A day from the serial number of a spreadsheet: days since 1899-12-30 with the leap day that 1900 did not have, or
/// since 1904-01-01. The time of day is left out, after rounding to the second as spreadsheet programs show it. `None`
/// outside the years 1900 to 9999.
pub fn serial_day(serial: Decimal, system_1904: bool) -> Option<NaiveDate> {
    const LAST: u64 = 2_958_465;
    let half_a_second = Decimal::new(5_787, 9);
    let whole = if serial.scale() == 0 { serial } else { serial.checked_add(half_a_second)?.floor() };
    let days = whole.to_u64().filter(|&days| days <= LAST)?;
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
    let Some(number) = exact(serial) else { return Moment::Neither(show(serial)) };
    let day = moment.is_datetime().then(|| serial_day(number, system_1904)).flatten();
    day.map_or(Moment::Number(number), Moment::Day)
}

/// A float beyond what a decimal holds, for messages.
pub fn show(float: f64) -> String {
    format!("{float:e}")
}

/// [`show`] of the bytes of a float, the lowest first.
pub(in crate::intake) fn show_bytes(bytes: [u8; 8]) -> String {
    show(f64::from_le_bytes(bytes))
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
        let day = |serial: &str, system| serial_day(serial.parse().unwrap(), system).map(|date| date.to_string());
        assert_eq!(day("1", false).as_deref(), Some("1900-01-01"));
        assert_eq!(day("59", false).as_deref(), Some("1900-02-28"));
        assert_eq!(day("60", false), None);
        assert_eq!(day("61", false).as_deref(), Some("1900-03-01"));
        assert_eq!(day("45961.75", false).as_deref(), Some("2025-10-31"));
        assert_eq!(day("45961.9999999999", false).as_deref(), Some("2025-11-01"));
        assert_eq!(day("45961.99998", false).as_deref(), Some("2025-10-31"));
        assert_eq!(day("44499", true).as_deref(), Some("2025-10-31"));
        assert_eq!((day("-1", false), day("3000000", false)), (None, None));
    }

    #[test]
    fn short_numbers_are_whole_or_floats_perhaps_of_hundredths() {
        let float = |value: f64| ((value.to_bits() >> 32) as u32 & !3).to_le_bytes();
        for (bytes, number) in [
            ([0x0b, 0x13, 0, 0], "12.18"),
            ([0x9a, 0xff, 0xff, 0xff], "-26"),
            (float(2.5), "2.5"),
            ((u32::from_le_bytes(float(-250.0)) | 1).to_le_bytes(), "-2.5"),
            ([0; 4], "0"),
        ] {
            assert_eq!(of_rk(bytes).map(|found| found.to_string()).as_deref(), Some(number), "{bytes:x?}");
        }
    }

    #[test]
    fn stored_numbers_are_what_the_sheet_shows() {
        for (text, expected) in [
            ("0.30000000000000004", "0.3"),
            ("1234.5600000000002", "1234.56"),
            ("3.3000000000000003", "3.3"),
            ("1234.50", "1234.5"),
            ("-0.07", "-0.07"),
            ("1.0E-2", "0.01"),
            ("1e3", "1000"),
            ("1234567890123456", "1234567890123456"),
            ("45961.999999999884", "45961.9999999999"),
            ("0", "0"),
            ("-12", "-12"),
        ] {
            assert_eq!(stored(text).map(|number| number.to_string()).as_deref(), Some(expected), "{text}");
        }
        assert_eq!((stored(""), stored("abc"), stored("1e999"), stored("NaN")), (None, None, None, None));
    }
}
