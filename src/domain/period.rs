//! Months, and periods of whole days with both ends included.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

impl Month {
    /// The month that a day falls in.
    pub fn of(day: NaiveDate) -> Self {
        Self { first: day.with_day(1).unwrap_or(day) }
    }

    /// Reads `2025-10`.
    pub fn parse(text: &str) -> Option<Self> {
        NaiveDate::parse_from_str(&format!("{}-01", text.trim()), "%Y-%m-%d").ok().map(Self::of)
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.next().first.pred_opt().unwrap_or(self.first)
    }

    /// The month after.
    pub fn next(self) -> Self {
        Self { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// The month before.
    pub fn previous(self) -> Self {
        Self { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// Its number in the row of all months: one more than that of the month before.
    pub fn number(self) -> i32 {
        self.first.year() * 12 + self.first.month0() as i32
    }

    /// The month of a number in the row of all months; `None` beyond what a calendar holds.
    pub fn numbered(number: i32) -> Option<Self> {
        let month = u32::try_from(number.rem_euclid(12)).ok()? + 1;
        NaiveDate::from_ymd_opt(number.div_euclid(12), month, 1).map(|first| Self { first })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.first.format("%Y-%m"))
    }
}

impl TryFrom<String> for Month {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is no month; write it as 2025-10"))
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}

/// The years in which a day of a fund's books can lie.
pub const BOOK_YEARS: std::ops::RangeInclusive<i32> = 1945..=2150;

/// The first day of a period that has none.
const NO_START: NaiveDate = known_day(1900, 1, 1);
/// The last day of a period that has none.
const NO_END: NaiveDate = known_day(2199, 12, 31);

const fn known_day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// A period of whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day, not before the first.
    pub to: NaiveDate,
}

impl Period {
    /// A period that has no first day, or no last: from 1900, to 2199. `None` for neither, or when it would end before
    /// it begins.
    pub fn open(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Option<Self> {
        (from.is_some() || to.is_some()).then(|| Self::new(from.unwrap_or(NO_START), to.unwrap_or(NO_END))).flatten()
    }

    /// The first day, where it has one.
    pub fn start(self) -> Option<NaiveDate> {
        Some(self.from).filter(|from| *from != NO_START)
    }

    /// The last day, where it has one.
    pub fn end(self) -> Option<NaiveDate> {
        Some(self.to).filter(|to| *to != NO_END)
    }

    /// A period; `None` when it would end before it begins.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// Reads `2024`, `2021-2025` (years), `2024-Q3`, `Q3 2024`, `2024-10` (month) or `2024-01-15/2024-06-30`, also with `to`
    /// between the days.
    ///
    /// ```
    /// use poolfund::domain::Period;
    /// assert_eq!(Period::parse("2021-2025").unwrap().to_string(), "2021-2025");
    /// assert_eq!(Period::parse("2025-06-01 to 2028-12-31"), Period::parse("2025-06-01/2028-12-31"));
    /// assert_eq!(Period::parse("Q3 2024").unwrap().to_string(), "2024-07-01/2024-09-30");
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(['–', '—'], "-");
        if let Some((from, to)) = text.split_once('/').or_else(|| text.split_once(" to ")) {
            return Self::new(from.trim().parse().ok()?, to.trim().parse().ok()?);
        }
        if let Some(quarter) = parse_quarter(&text) {
            return Some(quarter);
        }
        match text.split_once('-') {
            Some((from, to)) if to.trim().len() == 4 => {
                Self::new(year_start(from.trim())?, year_start(to.trim())?.with_month(12)?.with_day(31)?)
            }
            Some(_) => Month::parse(&text).map(|month| Self { from: month.first_day(), to: month.last_day() }),
            None => {
                let from = year_start(&text)?;
                Self::new(from, from.with_month(12)?.with_day(31)?)
            }
        }
    }

    /// Whether a day lies in it.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether it is a year, or several, from the first day to the last.
    pub fn is_whole_years(self) -> bool {
        self.from.ordinal() == 1 && self.to.month() == 12 && self.to.day() == 31
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Period) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

fn year_start(text: &str) -> Option<NaiveDate> {
    let year: i32 = text.parse().ok()?;
    (1900..=2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year, 1, 1)).flatten()
}

fn parse_quarter(text: &str) -> Option<Period> {
    let upper = text.to_ascii_uppercase();
    let (before, after) = upper.split_once('Q')?;
    let quarter: u32 = after.trim().get(..1)?.parse().ok()?;
    let rest = after.trim().get(1..)?;
    let year = before.trim_matches(['-', ' ']).to_owned() + rest.trim_matches(['-', ' ']);
    let from = year_start(&year)?.with_month(quarter.checked_sub(1)? * 3 + 1)?;
    Period::new(from, from.checked_add_months(Months::new(3))?.checked_sub_days(Days::new(1))?)
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_whole_years(), self.from.year() == self.to.year()) {
            (true, true) => write!(formatter, "{}", self.from.year()),
            (true, false) => write!(formatter, "{}-{}", self.from.year(), self.to.year()),
            (false, _) => write!(formatter, "{}/{}", self.from, self.to),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_forms_people_write() {
        for (text, shown) in [
            ("2024", "2024"),
            ("2021-2025", "2021-2025"),
            ("2021–2025", "2021-2025"),
            ("2024-Q3", "2024-07-01/2024-09-30"),
            ("2024-10", "2024-10-01/2024-10-31"),
            ("2024-01-15/2024-06-30", "2024-01-15/2024-06-30"),
        ] {
            assert_eq!(Period::parse(text).map(|period| period.to_string()).as_deref(), Some(shown), "{text}");
        }
        for text in ["", "soon", "2025-2021", "Q5 2024", "2024-13", "12"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn months_know_their_ends() {
        let february = Month::parse("2024-02").unwrap();
        assert_eq!(february.last_day().to_string(), "2024-02-29");
        assert_eq!(february.previous().next(), february);
        assert_eq!(Month::numbered(february.number()), Some(february));
        assert_eq!(february.next().number(), february.number() + 1);
        assert_eq!(Month::numbered(i32::MAX), None);
    }
}
