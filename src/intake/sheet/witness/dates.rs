//! Days and months that a spreadsheet program has swapped: it takes `03/04/2025` for a date in its own order, and leaves
//! `25/04/2025` as a text. And months among days.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::{Tally, is_of_movements};
use crate::domain::address::cell_name;
use crate::domain::text::number_of;
use crate::domain::{Month, Period};
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Form;
use crate::intake::kinds::columns_of;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::date::{self, TypedDate};
use crate::intake::row::judge::Judge;

/// What was seen in the columns of dates.
pub(super) struct Dates {
    /// By position.
    columns: BTreeMap<u32, Seen>,
    /// Whether the sheet is of money that moved.
    moves: bool,
}

#[derive(Default)]
struct Seen {
    /// Real dates, or texts as programs write them out, and whether one is of a day after the twelfth.
    real: u32,
    first_real: Option<u32>,
    late: bool,
    /// The first text with a number above twelve, and whether one has none.
    first_text: Option<(u32, String)>,
    other_text: bool,
    /// Texts of days, and the first of a month with the rows of all.
    days: bool,
    month: Option<String>,
    months: Tally,
}

impl Seen {
    fn see_real(&mut self, row: u32, day: NaiveDate) {
        self.real += 1;
        self.first_real.get_or_insert(row);
        self.late |= day.day() > 12;
    }

    fn see_text(&mut self, row: u32, text: &str) {
        match date::day_beyond_twelve(text) {
            Some(true) if self.first_text.is_none() => self.first_text = Some((row, text.trim().to_owned())),
            Some(true) | None => {}
            Some(false) => self.other_text = true,
        }
    }

    /// Sees whether a text is of a month, and of no day of it.
    fn see_month(&mut self, text: &str, row: &Row<'_>, judge: &Judge<'_>) {
        if is_month(text) {
            self.month.get_or_insert_with(|| text.trim().to_owned());
            self.months.add(row, judge);
        } else {
            self.days = true;
        }
    }

    /// The warning that rows have a month where others have days.
    fn of_months(&self, position: u32, judge: &Judge<'_>) -> Option<Problem> {
        let month = self.month.as_ref().filter(|_| self.days || self.real > 0)?;
        let found = format!(
            "{month:?} where other rows have days, read as the last of the month ({})",
            self.months.show(judge)
        );
        let location = judge.location(self.months.first, Some(position));
        Some(Problem::new(ProblemCode::YearAsDay, location, found, "a day", "Write the day."))
    }
}

/// The day in a text as programs write dates out: `2025-05-01`, perhaps with a time behind it.
fn day_of_program(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let dashed = text.as_bytes().get(4) == Some(&b'-') && text.as_bytes().get(7) == Some(&b'-');
    dashed.then(|| text.get(..10)?.parse().ok()).flatten()
}

/// Whether a text is of a month: `Oct 2025`, `2025-10`. One with a day has more digits, or other marks.
fn is_month(text: &str) -> bool {
    let text = text.trim();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let may_be = digits == 4 && text.contains(char::is_alphabetic)
        || digits == 6 && text.len() == 7 && text.as_bytes().get(4) == Some(&b'-');
    let month = |period: Period| Month::of(period.from) == Month::of(period.to);
    may_be && matches!(date::typed(text, None), Ok(TypedDate::Period(period)) if month(period))
}

impl Dates {
    pub fn new(judge: &Judge<'_>) -> Self {
        let dates = columns_of(judge.mapping.kind).iter().filter(|spec| spec.form == Form::Date);
        let positions = dates.filter_map(|spec| judge.layout.position(spec.column));
        let columns = positions.map(|position| (position, Seen::default())).collect();
        Self { columns, moves: is_of_movements(judge) }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        for cell in &row.cells {
            let Some(seen) = self.columns.get_mut(&cell.column) else { continue };
            match &cell.value {
                Value::Date(day) => seen.see_real(row.number, *day),
                Value::Text(text) => {
                    if let Some(day) = day_of_program(text) {
                        seen.see_real(row.number, day);
                    } else {
                        seen.see_text(row.number, text);
                        if self.moves {
                            seen.see_month(text, row, judge);
                        }
                    }
                }
                Value::Number(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {}
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (position, seen) in self.columns {
            seen.of_months(position, judge).into_iter().for_each(|problem| judge.problems.add(problem));
            let (Some(real), Some((row, text))) = (seen.first_real, seen.first_text) else { continue };
            if seen.late || seen.other_text {
                continue;
            }
            let found = format!(
                "{}, all of days up to the twelfth, beside texts such as {text:?} in {}",
                number_of(seen.real as usize, "date"),
                cell_name(row, position)
            );
            let fix = "Day and month may be swapped in the dates: check them against the source. If so, format the \
                       column as text before the figures are pasted, and set dates = \"dmy\" for this input in fund.toml.";
            let location = judge.location(Some(real), Some(position));
            let expected = "dates of all days of a month";
            judge.problems.add(Problem::new(ProblemCode::SwappedDates, location, found, expected, fix));
        }
    }
}
