//! Dates as people type them.
//!
//! What comes in: text. What leaves: days, or periods that stand for a day, or why there is none. What it does not
//! know: cells that hold real dates, and the clock.

mod east_asian;
mod names;

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::config::DateOrder;
use crate::domain::period::BOOK_YEARS;
use crate::domain::{Month, Period};
pub use names::month_named;
use names::weekday_named;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateFault {
    /// It is none.
    NotADate,
    /// It is one, but another day of the week than it says.
    OtherWeekday(NaiveDate),
    /// It is one, of a year that no fund's books have.
    OtherYear,
    /// Day and month may be either way round.
    Ambiguous,
    /// A day and a month without a year, or a month and a year of two digits before it: `15-Mar`.
    NoYear,
}

/// A day, or a period that was written where a day is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedDate {
    /// A day.
    Day(NaiveDate),
    /// A month, quarter or year.
    Period(Period),
}

/// Reads `2025-10-31`, `20251031`, `31/10/2025` (in the declared order, or when only one order is possible),
/// `31 Oct 2025`, `October 31, 2025`, `2025年10月31日`, and the periods `Oct-23`, `Q3 2023`, `2023-10`, `2023`. A time of day is
/// left out, wherever it stands, and the name of a weekday, when the day is one.
///
/// # Errors
/// When it is no date, or may be two different ones, or another day of the week than it says.
pub fn typed(text: &str, order: Option<DateOrder>) -> Result<TypedDate, DateFault> {
    let text = plain_digits(text);
    let dated = without_time(&text);
    let text = dated.trim().trim_end_matches('.');
    if let Some(found) = east_asian::read(text) {
        return found;
    }
    let found = without_weekday(text, order)?;
    match (found, weekday_of(text)) {
        (TypedDate::Day(day), Some(weekday)) if day.weekday().num_days_from_monday() != weekday => {
            Err(DateFault::OtherWeekday(day))
        }
        (found, _) => Ok(found),
    }
}

/// A date in which a weekday is left out.
fn without_weekday(text: &str, order: Option<DateOrder>) -> Result<TypedDate, DateFault> {
    let parts = parts(text).ok_or(DateFault::NotADate)?;
    match parts.as_slice() {
        [Piece::Number(first), Piece::Number(second), Piece::Number(third)] => {
            numeric(*first, *second, *third, order).map(TypedDate::Day)
        }
        [Piece::Number(day), Piece::Month(month), Piece::Number(year)]
        | [Piece::Month(month), Piece::Number(day), Piece::Number(year)] => {
            let year = full_year(*year).ok_or(DateFault::NotADate)?;
            day_of(year, *month, day.value).map(TypedDate::Day)
        }
        // Spreadsheet programs show a day of any year so.
        [Piece::Number(day), Piece::Month(_)] if day.digits <= 2 && (1..=31).contains(&day.value) => {
            Err(DateFault::NoYear)
        }
        // With a mark between them it is how spreadsheet programs show a month; with a space it may be a day.
        [Piece::Month(_), Piece::Number(day)]
            if day.digits <= 2 && (1..=31).contains(&day.value) && !text.contains(['-', '/', '.', '\u{2013}']) =>
        {
            Err(DateFault::NoYear)
        }
        [Piece::Month(month), Piece::Number(year)] | [Piece::Number(year), Piece::Month(month)] => {
            let year = full_year(*year).filter(|_| year.digits != 1).ok_or(DateFault::NotADate)?;
            month_of(day_of(year, *month, 1)?)
        }
        [Piece::Number(compact)] if compact.digits == 8 => {
            day_of((compact.value / 10_000) as i32, compact.value / 100 % 100, compact.value % 100).map(TypedDate::Day)
        }
        _ => {
            Period::parse(text).filter(|period| sensible(period.from)).map(TypedDate::Period).ok_or(DateFault::NotADate)
        }
    }
}

/// Whether a text of two numbers and a year (`25/04/2025`) has a number above twelve, so that only one of them can be the
/// day; nothing for any other text.
pub fn day_beyond_twelve(text: &str) -> Option<bool> {
    let text = plain_digits(text);
    let dated = without_time(&text);
    match parts(dated.trim())?.as_slice() {
        [Piece::Number(first), Piece::Number(second), Piece::Number(year)] if year.digits != 1 && first.digits <= 2 => {
            Some(first.value > 12 || second.value > 12)
        }
        _ => None,
    }
}

/// Whether a word is the name of a month, in one of the languages that are known.
pub fn is_month(word: &str) -> bool {
    month_named(word).is_some()
}

/// A run of digits or a month's name.
#[derive(Clone, Copy)]
enum Piece {
    Number(Digits),
    Month(u32),
}

#[derive(Clone, Copy)]
struct Digits {
    value: u32,
    digits: usize,
}

/// The month of a day.
fn month_of(day: NaiveDate) -> Result<TypedDate, DateFault> {
    let month = Month::of(day);
    period_of(month.first_day(), month.last_day())
}

const fn period_of(from: NaiveDate, to: NaiveDate) -> Result<TypedDate, DateFault> {
    Ok(TypedDate::Period(Period { from, to }))
}

/// The text with digits and marks of other scripts as ours: `٢٠٢٥/١٠/٣١`, `２０２５／１０／３１`.
fn plain_digits(text: &str) -> Cow<'_, str> {
    let plain = |letter: char| {
        let from = |first: char| u32::from(letter).checked_sub(u32::from(first)).filter(|digit| *digit < 10);
        let digit = ['٠', '۰', '０'].into_iter().find_map(from).and_then(|digit| char::from_digit(digit, 10));
        digit.unwrap_or(match letter {
            '／' => '/',
            '－' => '-',
            '．' => '.',
            '：' => ':',
            '،' => ',',
            letter => letter,
        })
    };
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(text.chars().map(plain).collect()) }
}

/// The text without times of day (`14:05`, `2:05:09.5 PM`, `T14:05:00Z`, `+02:00`) and names of time zones behind them.
fn without_time(text: &str) -> String {
    let text = text.replace('\u{202f}', " ");
    if !text.contains(':') {
        return text;
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut after_time = false;
    for word in text.split_whitespace() {
        let (date, time) = match word.find('T').filter(|&index| word.get(index + 1..).is_some_and(is_time)) {
            Some(index) => (word.get(..index), word.get(index + 1..)),
            None if is_time(word) => (None, Some(word)),
            None => (Some(word), None),
        };
        let zone = after_time && time.is_none() && is_of_time(word);
        kept.extend(date.filter(|date| !date.is_empty() && !zone));
        after_time = time.is_some() || zone;
    }
    kept.join(" ")
}

/// `14:05`, `2:05:09.5`, `2:05PM`, `14:05:00Z`, `14:05+02:00`, perhaps with a comma.
fn is_time(word: &str) -> bool {
    let word = word.trim_matches(',');
    let letters = |letter: char| letter.is_ascii_alphabetic();
    let clock = word.trim_end_matches(letters).trim_end_matches('.').trim_end_matches(letters);
    let zone = clock.char_indices().find(|&(index, letter)| index > 0 && matches!(letter, '+' | '-'));
    let clock = zone.and_then(|(index, _)| clock.get(..index)).unwrap_or(clock);
    let mut parts = clock.split(':');
    let hour = parts.next().is_some_and(|hour| (1..=2).contains(&hour.len()) && digits(hour));
    let rest: Vec<&str> = parts.collect();
    let fine =
        |part: &&str| part.split_once(['.', ',']).map_or(digits(part), |(whole, more)| digits(whole) && digits(more));
    hour && (1..=2).contains(&rest.len()) && rest.iter().all(|part| part.len() >= 2 && fine(part))
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Words that may stand behind a time of day.
fn is_of_time(word: &str) -> bool {
    let word = word.trim_matches([',', '.']).replace('.', "").to_ascii_uppercase();
    matches!(word.as_str(), "AM" | "PM" | "UTC" | "GMT" | "CET" | "CEST" | "EST" | "EDT" | "H" | "HRS")
        || word.strip_prefix(['+', '-']).is_some_and(|zone| zone.len() >= 4 && digits(&zone.replace(':', "")))
}

/// The weekday that a text names, from Monday as 0.
fn weekday_of(text: &str) -> Option<u32> {
    let mut words = text.split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | '.' | '/'));
    words.find_map(weekday_named)
}

/// Splits a text into numbers and month names; `None` when anything else stands in it, such as a mark before it (`-2022`,
/// which is a year before Christ) or behind it, or two in a row.
fn parts(text: &str) -> Option<Vec<Piece>> {
    let loose = |mark: char| matches!(mark, '-' | '/' | '.' | '\u{2013}' | '\u{2011}');
    if text.starts_with(loose) || text.ends_with(loose) || ["--", "//", ".."].iter().any(|twice| text.contains(twice)) {
        return None;
    }
    let is_mark = |letter: char| {
        letter.is_whitespace() || matches!(letter, '-' | '/' | '.' | ',' | '\u{a0}' | '\u{2013}' | '\u{2011}')
    };
    let mut parts = Vec::new();
    for piece in text.split(is_mark).filter(|piece| !piece.is_empty()) {
        if digits(piece) {
            let value = piece.parse().ok()?;
            parts.push(Piece::Number(Digits { value, digits: piece.len() }));
        } else if let Some(month) = month_named(piece) {
            parts.push(Piece::Month(month));
        } else if matches!(piece, "de" | "of" | "del" | "the" | "le" | "el" | "den" | "г" | "года")
            || weekday_named(piece).is_some()
        {
        } else if let Some(day) = ordinal(piece) {
            parts.push(Piece::Number(Digits { value: day, digits: 2 }));
        } else if let Some(joined) = joined(piece) {
            parts.extend(joined);
        } else {
            return if piece.contains(['Q', 'q', 'T']) { Some(Vec::new()) } else { None };
        }
    }
    Some(parts)
}

/// `1st`, `22nd`, `1er`: the day.
fn ordinal(piece: &str) -> Option<u32> {
    let digits = piece.trim_end_matches(|letter: char| letter.is_alphabetic());
    let suffix = piece.get(digits.len()..)?.to_ascii_lowercase();
    matches!(suffix.as_str(), "st" | "nd" | "rd" | "th" | "er").then(|| digits.parse().ok()).flatten()
}

/// A day, a month and a year without a mark between them: `31Oct2025`.
fn joined(piece: &str) -> Option<[Piece; 3]> {
    let name = piece.trim_matches(|letter: char| letter.is_ascii_digit());
    let (day, year) = piece.split_once(name).filter(|_| !name.is_empty())?;
    let number = |text: &str, lengths: &[usize]| {
        let value = text.parse().ok().filter(|_| digits(text) && lengths.contains(&text.len()))?;
        Some(Piece::Number(Digits { value, digits: text.len() }))
    };
    Some([number(day, &[1, 2])?, Piece::Month(month_named(name)?), number(year, &[4])?])
}

fn numeric(first: Digits, second: Digits, third: Digits, order: Option<DateOrder>) -> Result<NaiveDate, DateFault> {
    if first.digits == 4 && order.is_none_or(|order| order == DateOrder::Ymd || third.digits <= 2) {
        return day_of(first.value as i32, second.value, third.value);
    }
    let dmy = || day_of(full_year(third).ok_or(DateFault::NotADate)?, second.value, first.value);
    let mdy = || day_of(full_year(third).ok_or(DateFault::NotADate)?, first.value, second.value);
    match order {
        Some(DateOrder::Dmy) => dmy(),
        Some(DateOrder::Mdy) => mdy(),
        Some(DateOrder::Ymd) => day_of(full_year(first).ok_or(DateFault::NotADate)?, second.value, third.value),
        None if third.digits != 4 => Err(DateFault::Ambiguous),
        None => match (dmy(), mdy()) {
            (Ok(one), Ok(other)) if one != other => Err(DateFault::Ambiguous),
            (Ok(day), _) | (_, Ok(day)) => Ok(day),
            (Err(fault), Err(_)) => Err(fault),
        },
    }
}

/// The year of four digits, or of two (80 to 99 are of the last century).
fn full_year(year: Digits) -> Option<i32> {
    match (year.digits, year.value) {
        (4, value) => i32::try_from(value).ok(),
        (2, value @ 0..80) => i32::try_from(2000 + value).ok(),
        (2, value) => i32::try_from(1900 + value).ok(),
        _ => None,
    }
}

fn day_of(year: i32, month: u32, day: u32) -> Result<NaiveDate, DateFault> {
    let day = NaiveDate::from_ymd_opt(year, month, day).ok_or(DateFault::NotADate)?;
    if sensible(day) { Ok(day) } else { Err(DateFault::OtherYear) }
}

/// Whether a day can belong to a fund's books.
pub fn sensible(day: NaiveDate) -> bool {
    BOOK_YEARS.contains(&day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: Option<DateOrder>) -> Result<String, DateFault> {
        typed(text, order).map(|date| match date {
            TypedDate::Day(day) => day.to_string(),
            TypedDate::Period(period) => format!("{}..{}", period.from, period.to),
        })
    }

    #[test]
    fn reads_what_people_type() {
        for (text, expected) in [
            ("2025-10-31", "2025-10-31"),
            ("2025-10-31T14:05:00", "2025-10-31"),
            ("2025-10-31 14:05:00", "2025-10-31"),
            ("2025/10/31", "2025-10-31"),
            ("20251031", "2025-10-31"),
            ("31/10/2025", "2025-10-31"),
            ("10/31/2025", "2025-10-31"),
            ("05.05.2025", "2025-05-05"),
            ("31 Oct 2025", "2025-10-31"),
            ("31-Oct-25", "2025-10-31"),
            ("October 31, 2025", "2025-10-31"),
            ("31 de outubro de 2025", "2025-10-31"),
            ("1er août 2024", "2024-08-01"),
            ("31st October 2025", "2025-10-31"),
            ("Oct 31 14:05:00 2025", "2025-10-31"),
            ("Fri Oct 31 14:05:00 UTC 2025", "2025-10-31"),
            ("09:05 31/10/2025", "2025-10-31"),
            ("31/10/2025 2:05 PM", "2025-10-31"),
            ("31/10/2025, 14:05:09.250", "2025-10-31"),
            ("2025-10-31T14:05:00+02:00", "2025-10-31"),
            ("2025-10-31 14:05 +0200", "2025-10-31"),
            ("Friday, 31 October 2025", "2025-10-31"),
            ("viernes 31 de octubre de 2025", "2025-10-31"),
            ("2025年10月31日", "2025-10-31"),
            ("2025년 10월 31일", "2025-10-31"),
            ("2025年10月", "2025-10-01..2025-10-31"),
            ("31. Oktober 2025", "2025-10-31"),
            ("Freitag, den 31. Oktober 2025", "2025-10-31"),
            ("31 октября 2025 г.", "2025-10-31"),
            ("٣١ أكتوبر ٢٠٢٥", "2025-10-31"),
            ("２０２５／１０／３１", "2025-10-31"),
            ("٣١/١٠/٢٠٢٥", "2025-10-31"),
            ("31Oct2025", "2025-10-31"),
            ("31 ottobre 2025", "2025-10-31"),
            ("Mar 2024", "2024-03-01..2024-03-31"),
            ("99-Mar", "1999-03-01..1999-03-31"),
            ("Q3 2023", "2023-07-01..2023-09-30"),
            ("Oct-23", "2023-10-01..2023-10-31"),
            ("février 2024", "2024-02-01..2024-02-29"),
            ("2023", "2023-01-01..2023-12-31"),
            ("2023-10", "2023-10-01..2023-10-31"),
        ] {
            assert_eq!(read(text, None).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn asks_where_two_readings_are_possible() {
        assert_eq!(read("03/04/2025", None), Err(DateFault::Ambiguous));
        assert_eq!(read("03/04/25", None), Err(DateFault::Ambiguous));
        assert_eq!(read("03/04/2025", Some(DateOrder::Dmy)).as_deref(), Ok("2025-04-03"));
        assert_eq!(read("03/04/2025", Some(DateOrder::Mdy)).as_deref(), Ok("2025-03-04"));
        assert_eq!(read("3/4/2019 12:00:00 AM", Some(DateOrder::Mdy)).as_deref(), Ok("2019-03-04"));
        assert_eq!(read("09:05 03/04/2025", None), Err(DateFault::Ambiguous));
        assert_eq!(read("09:05 03/04/2025", Some(DateOrder::Dmy)).as_deref(), Ok("2025-04-03"));
        for text in ["15-Mar", "31-Oct", "1 août", "5 mayo", "Oct 31", "mars 15"] {
            assert_eq!(read(text, None), Err(DateFault::NoYear), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "soon",
            "31/02/2025",
            "29 Feb 1900",
            "29/02/2023",
            "T3 2023",
            "2025-13-01",
            "99/99/9999",
            "13/13/2025",
            "12",
            "1.5",
            "Q5 2024",
            "ma 2024",
            "31/10/2025/7",
            "31/10/2025 7",
            "-2022-03-02",
            "2022-03-02-",
            "/31/10/2025",
            "2022--03-02",
            "31//10/2025",
            "14:05",
            "12:30 15",
            "31Oct25",
            "1Feb2",
        ] {
            assert_eq!(read(text, None), Err(DateFault::NotADate), "{text}");
        }
        let friday = NaiveDate::from_ymd_opt(2025, 10, 31).unwrap();
        assert_eq!(read("Montag, 31. Oktober 2025", None), Err(DateFault::OtherWeekday(friday)));
        assert_eq!(read("31/10/2025", Some(DateOrder::Mdy)), Err(DateFault::NotADate));
        for text in ["0001-01-01", "31/10/3000", "1944-12-31", "2151-01-01"] {
            assert_eq!(read(text, None), Err(DateFault::OtherYear), "{text}");
        }
    }
}
