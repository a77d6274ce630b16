//! Days and periods of a row.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Checked, DayOf, Faulty, Record};
use crate::config::InputKind;
use crate::domain::period::BOOK_YEARS;
use crate::domain::{FactKind, Period};
use crate::intake::file::workbook::Value;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;
use crate::intake::row::date::{self, DateFault, TypedDate};
use crate::intake::row::number;
use crate::intake::row::text::{is_dash, tidy};

impl Record<'_, '_> {
    /// A day. Where a month, quarter or year stands, the day of it that is asked for, with a note.
    pub fn date(&mut self, column: Column, day: DayOf) -> Checked<Option<NaiveDate>> {
        let Some(value) = self.value(column)? else { return Ok(None) };
        let text = match value {
            Value::Date(date) if date::sensible(date) => return Ok(Some(date)),
            Value::Number(number) if number.is_integer() && number.trunc().to_string().len() == 8 => {
                Cow::Owned(number.to_string())
            }
            Value::Text(Cow::Borrowed(text)) => tidy(text),
            Value::Text(text) => Cow::Owned(tidy(&text).into_owned()),
            Value::Date(_) => return Err(self.other_year(column, value.show().into_owned())),
            other @ (Value::Number(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside) => {
                let serial = if let Value::Number(number) = &other { number::serial_day(*number, false) } else { None };
                let day = serial.filter(|day| date::sensible(*day));
                let fix = day.map_or_else(
                    || "Write the date, and format the cell as a date.".to_owned(),
                    |day| format!("Format the cell as a date, if it is {day}; else write the date."),
                );
                let expected = format!("a date for {}", self.judge.named(column));
                return Err(self.problem(ProblemCode::NotADate, column, other.show().into_owned(), expected, fix));
            }
        };
        if text.is_empty() || is_dash(&text) {
            return Ok(None);
        }
        match date::typed(&text, self.judge.mapping.dates) {
            Ok(TypedDate::Day(date)) => Ok(Some(date)),
            Ok(TypedDate::Period(period)) => Ok(Some(self.day_of(column, &text, period, day))),
            Err(DateFault::NotADate) => Err(self.no_date(column, &text)),
            Err(DateFault::OtherWeekday(day)) => {
                let found = format!("{text:?}, but {day} is a {}", day.format("%A"));
                let fix = format!("Correct the day of the week or the date; or write the date alone, as {day}.");
                Err(self.problem(
                    ProblemCode::NotADate,
                    column,
                    found,
                    "a date that is the day of the week it names",
                    fix,
                ))
            }
            Err(DateFault::OtherYear) => Err(self.other_year(column, format!("{text:?}"))),
            Err(DateFault::NoYear) => {
                let fix = "Write the year too, as in 2025-10-31. Where the cell shows less than it holds, let it show the year.";
                let found = format!("{text:?}, of which year is not said");
                Err(self.problem(ProblemCode::AmbiguousDate, column, found, "a date with its year", fix))
            }
            Err(DateFault::Ambiguous) => {
                let fix = "Write it as 2025-10-31, or set dates = \"dmy\" or \"mdy\" for this input in fund.toml.";
                Err(self.problem(
                    ProblemCode::AmbiguousDate,
                    column,
                    format!("{text:?}"),
                    "a date that can be read in one way only",
                    fix,
                ))
            }
        }
    }

    /// The day that is asked for of a month, quarter or year, with a note; a warning where it may well be another day.
    fn day_of(&mut self, column: Column, text: &str, period: Period, day: DayOf) -> NaiveDate {
        let date = match day {
            DayOf::First => period.from,
            DayOf::Last => period.to,
        };
        let long = period.to.signed_duration_since(period.from).num_days() > 31;
        let moved = matches!(self.judge.mapping.kind, InputKind::Facts(FactKind::Receipt | FactKind::Expenditure));
        let (code, fix) = if long && self.is_of_one_day(column) {
            (ProblemCode::YearAsDay, "Write the day, or the month.")
        } else if moved && is_month_or_day(text) {
            (ProblemCode::YearAsDay, "Write the day with its year, or the month as 2024-10.")
        } else {
            (ProblemCode::DateOfPeriod, "")
        };
        let _ = self.problem(code, column, format!("{text:?}, read as {date}"), "a day", fix);
        date
    }

    /// A text that is no date; one in another order than the settings say is told from others.
    fn no_date(&mut self, column: Column, text: &str) -> Faulty {
        let expected = format!("a date for {}", self.judge.named(column));
        let otherwise = self.judge.mapping.dates.and_then(|order| Some((order, date::typed(text, None).ok()?)));
        let fix = match otherwise {
            Some((order, TypedDate::Day(day))) => format!(
                "It is {day} in another order than dates = \"{}\", as fund.toml says for this input: correct that, or write the \
                 date as {day}.",
                order.name()
            ),
            Some((_, TypedDate::Period(_))) | None => "Write it as 2025-10-31.".to_owned(),
        };
        self.problem(ProblemCode::NotADate, column, format!("{text:?}"), expected, fix)
    }

    /// A date of a year that no fund's books have.
    fn other_year(&mut self, column: Column, found: String) -> Faulty {
        let (first, last) = (BOOK_YEARS.start(), BOOK_YEARS.end());
        let expected = format!("a date from {first} to {last} for {}", self.judge.named(column));
        self.problem(ProblemCode::NotADate, column, found, expected, "Correct the year.")
    }

    /// Whether a column says on which day money moved or something was agreed: what holds from a year on, or was reached in it,
    /// may well be of a whole one.
    fn is_of_one_day(&self, column: Column) -> bool {
        let lasts = matches!(column, Column::ValidFrom | Column::ValidTo | Column::EligibleFrom);
        let counts = matches!(self.judge.mapping.kind, InputKind::Facts(FactKind::Result | FactKind::Target));
        !lasts && !counts
    }

    /// A period such as `2021-2025`; a year may be a number.
    pub fn period(&mut self, column: Column) -> Checked<Option<Period>> {
        let Some(text) = self.seen(column)? else { return Ok(None) };
        match Period::parse(&text) {
            Some(period) => Ok(Some(period)),
            None => Err(self.problem(
                ProblemCode::NotAPeriod,
                column,
                format!("{text:?}"),
                "a period",
                "Write for example 2021-2025, 2024, Q3 2024 or 2024-10.",
            )),
        }
    }
}

/// Whether a month and two digits may be a day of that month as well as a year: `Mar-25`.
fn is_month_or_day(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.len() == 2 && digits.parse::<u32>().is_ok_and(|day| day <= 31) && text.contains(char::is_alphabetic)
}
