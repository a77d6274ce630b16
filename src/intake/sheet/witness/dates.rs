//! Days and months that a spreadsheet program has swapped: it takes `03/04/2025` for a date in its own order, and leaves
//! `25/04/2025` as a text.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::domain::address::cell_name;
use crate::domain::text::number_of;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Form;
use crate::intake::kinds::columns_of;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::date;
use crate::intake::row::judge::Judge;

/// What was seen in the columns of dates, by position.
pub(super) struct Dates(BTreeMap<u32, Seen>);

#[derive(Default)]
struct Seen {
    /// Real dates, and whether one is of a day after the twelfth.
    real: u32,
    first_real: Option<u32>,
    late: bool,
    /// The first text with a number above twelve, and whether one has none.
    first_text: Option<(u32, String)>,
    other_text: bool,
}

impl Dates {
    pub fn new(judge: &Judge<'_>) -> Self {
        let dates = columns_of(judge.mapping.kind).iter().filter(|spec| spec.form == Form::Date);
        let positions = dates.filter_map(|spec| judge.layout.position(spec.column));
        Self(positions.map(|position| (position, Seen::default())).collect())
    }

    pub fn see(&mut self, row: &Row<'_>, _: &Judge<'_>) {
        for cell in &row.cells {
            let Some(seen) = self.0.get_mut(&cell.column) else { continue };
            match &cell.value {
                Value::Date(day) => {
                    seen.real += 1;
                    seen.first_real.get_or_insert(row.number);
                    seen.late |= day.day() > 12;
                }
                Value::Text(text) => match date::day_beyond_twelve(text) {
                    Some(true) => drop(seen.first_text.get_or_insert_with(|| (row.number, text.trim().to_owned()))),
                    Some(false) => seen.other_text = true,
                    None => {}
                },
                Value::Number(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {}
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (position, seen) in self.0 {
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
