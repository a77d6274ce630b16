//! How often a donor wants a statement of its own, and when its reporting year begins.

use std::fmt;

use super::period::Month;

/// The months of a year, as they are written.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Lengths in months, each with the word that is written and others that are read.
const LENGTHS: [(i32, [&str; 3]); 4] = [
    (1, ["month", "monthly", "every month"]),
    (3, ["quarter", "quarterly", "every quarter"]),
    (6, ["half-year", "half-yearly", "six months"]),
    (12, ["year", "yearly", "annual"]),
];

/// A reporting period: whole months, one after the other from the first month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportingPeriod {
    months: i32,
    /// The month in which one of them begins, January being 0.
    first: i32,
}

impl ReportingPeriod {
    /// Reads `quarter`, `half-year`, `year`, `month`; with the month in which the reporting year begins, where that is not
    /// January: `year from April`; or a year by its first and last month: `April to March`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase().replace(['–', '—'], "-");
        if let Some((first, last)) = text.split_once(" to ").or_else(|| text.split_once('-'))
            && let (Some(first), Some(last)) = (month(first), month(last))
        {
            return ((first + 11) % 12 == last).then_some(Self { months: 12, first });
        }
        let (word, first) = match text.split_once(" from ") {
            Some((word, first)) => (word, month(first)?),
            None => (text.as_str(), 0),
        };
        let (months, _) = LENGTHS.iter().find(|(_, words)| words.contains(&word.trim()))?;
        Some(Self { months: *months, first })
    }

    /// The first month of the period that a month falls in.
    pub fn begins(self, month: Month) -> Month {
        let within = (month.number() - self.first).rem_euclid(self.months);
        Month::numbered(month.number() - within).unwrap_or(month)
    }
}

impl fmt::Display for ReportingPeriod {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = LENGTHS.iter().find(|(months, _)| *months == self.months).map_or("year", |(_, words)| words[0]);
        let first = usize::try_from(self.first).ok().and_then(|first| MONTHS.get(first));
        match first.filter(|_| self.first > 0) {
            Some(first) => write!(formatter, "{words} from {first}"),
            None => formatter.write_str(words),
        }
    }
}

impl serde::Serialize for ReportingPeriod {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A month by its name in English, or the first three letters of it.
fn month(text: &str) -> Option<i32> {
    let text = text.trim().trim_end_matches('.');
    let index =
        MONTHS.iter().position(|name| name.eq_ignore_ascii_case(text) || name[..3].eq_ignore_ascii_case(text))?;
    i32::try_from(index).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begins(period: &str, of: &str) -> String {
        ReportingPeriod::parse(period).unwrap().begins(Month::parse(of).unwrap()).to_string()
    }

    #[test]
    fn a_month_falls_in_the_period_that_began_last() {
        assert_eq!(begins("year", "2025-10"), "2025-01");
        assert_eq!(begins("year from April", "2025-10"), "2025-04");
        assert_eq!(begins("April–March", "2026-03"), "2025-04");
        assert_eq!(begins("Jul. to June", "2025-07"), "2025-07");
        assert_eq!(begins("quarter", "2025-12"), "2025-10");
        assert_eq!(begins("Quarterly from February", "2025-01"), "2024-11");
        assert_eq!(begins("half-year from October", "2025-03"), "2024-10");
        assert_eq!(begins("half-year from October", "2025-04"), "2025-04");
        assert_eq!(begins("month", "2025-04"), "2025-04");
    }

    #[test]
    fn a_period_is_written_as_it_is_read_and_nothing_else_is_read() {
        for text in ["month", "quarter", "half-year from April", "year", "year from July"] {
            assert_eq!(ReportingPeriod::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "fortnight", "year from", "year from Avril", "April to April", "January to June", "from April"]
        {
            assert_eq!(ReportingPeriod::parse(text), None, "{text}");
        }
    }
}
