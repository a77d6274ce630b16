//! Columns that name the month of each row, and dates of which it is the day: `5/12/2024`, read as 12 May, beside `December`.
//!
//! What comes in: the rows of a sheet of money that moved, one by one. What leaves: a warning at the first such date. What it does not
//! know: columns that are read.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::words::words;
use super::{filled, is_of_movements};
use crate::domain::text::{comparable, number_of};
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::date::{self, TypedDate};
use crate::intake::row::judge::Judge;

/// What was seen of months beside dates.
#[derive(Default)]
pub(super) struct Months {
    date: Option<u32>,
    columns: BTreeSet<u32>,
    /// The first date whose day is the month beside it, with its row and that month as it is written; and how many there are.
    first: Option<(u32, NaiveDate, String)>,
    rows: u64,
}

impl Months {
    pub fn new(judge: &Judge<'_>) -> Self {
        let date = judge.layout.position(Column::Date).filter(|_| is_of_movements(judge));
        let unread = judge.layout.headers.iter().filter(|(position, _)| judge.column_at(**position).is_none());
        let columns = unread.filter(|(_, header)| date.is_some() && heads_months(header));
        Self { date, columns: columns.map(|(&position, _)| position).collect(), ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        let Some(date) = self.date.filter(|_| !self.columns.is_empty()) else { return };
        let day = match filled(row, date).map(|cell| &cell.value) {
            Some(Value::Date(day)) => *day,
            Some(Value::Text(text)) => match date::typed(text, judge.mapping.dates) {
                Ok(TypedDate::Day(day)) => day,
                Ok(TypedDate::Period(_)) | Err(_) => return,
            },
            Some(Value::Number(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside) | None => {
                return;
            }
        };
        for position in &self.columns {
            let Some(Value::Text(text)) = filled(row, *position).map(|cell| &cell.value) else { continue };
            let Some(month) = words(text).find_map(date::month_named) else { continue };
            // What is paid in the month after it is of the month before.
            let apart = (2..=10).contains(&month.abs_diff(day.month()));
            if day.day() == month && apart {
                self.first.get_or_insert_with(|| (row.number, day, text.trim().to_owned()));
                self.rows += 1;
                return;
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let (Some((row, day, month)), Some(date)) = (self.first, self.date) else { return };
        let rows = number_of(usize::try_from(self.rows).unwrap_or(usize::MAX), "row");
        let found = format!("{day} beside the month {month:?} ({rows})");
        let fix = "Day and month may be swapped in the dates: check them against the source, and write the right ones.";
        let location = judge.location(Some(row), Some(date));
        judge.problems.add(Problem::new(ProblemCode::SwappedDates, location, found, "a day of that month", fix));
    }
}

/// Whether a header is of months.
fn heads_months(header: &str) -> bool {
    const MONTHS: [&str; 13] = [
        "month",
        "months",
        "mois",
        "mes",
        "meses",
        "monat",
        "monate",
        "period",
        "periode",
        "periodo",
        "postingmonth",
        "accountingmonth",
        "buchungsmonat",
    ];
    let plain = comparable(header);
    let first = words(header).next().map(comparable).unwrap_or_default();
    MONTHS.contains(&plain.as_str()) || MONTHS.iter().take(7).any(|month| *month == first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_months() {
        assert!(["Month", "Mes", "Mois", "Mês", "Monat", "Month of payment"].into_iter().all(heads_months));
        assert!(!["Date", "Monthly cost", "Amount", "Messages"].into_iter().any(heads_months));
    }
}
