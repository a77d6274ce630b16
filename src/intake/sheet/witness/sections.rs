//! Headings between the rows of a table: what stands below one may be of another kind (refunds, plans).

use super::Tally;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

use super::sum_words::says_sum;
use super::words::titles_state;

/// How many headings are kept and shown.
const KEPT: usize = 100;
const SHOWN: usize = 5;

/// The headings seen so far.
#[derive(Default)]
pub(super) struct Sections {
    rows: u64,
    /// A heading of which it is not known yet whether rows follow.
    waiting: Option<(u32, String)>,
    found: Vec<(u32, String, Tally)>,
    open: bool,
    /// The first sum that says of its rows that they do not count, or not yet: its row, its column, and what it says.
    stated: Option<(u32, u32, String)>,
}

impl Sections {
    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        self.rows += 1;
        if let Some((number, text)) = self.waiting.take().filter(|_| self.found.len() < KEPT) {
            self.found.push((number, text, Tally::default()));
            self.open = true;
        }
        if let Some((_, _, tally)) = self.found.last_mut().filter(|_| self.open) {
            tally.add(row, judge);
        }
    }

    pub fn see_heading(&mut self, row: u32, text: &str) {
        // A heading above all rows is one of the whole table, unless it says that they do not count; pages have numbers.
        if (self.rows > 0 || titles_state(text) || says_sum(text)) && !is_page(text) {
            self.waiting = Some((row, text.to_owned()));
            self.open = false;
        }
    }

    pub fn see_total(&mut self, row: &Row<'_>) {
        self.open = false;
        let texts = row.cells.iter().filter_map(|cell| match &cell.value {
            Value::Text(text) if titles_state(text) => Some((row.number, cell.column, text.trim().to_owned())),
            Value::Text(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Logical(_)
            | Value::Error(_)
            | Value::NoResult
            | Value::Outside => None,
        });
        self.stated = self.stated.take().or_else(|| texts.into_iter().next());
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        if let Some((row, column, text)) = &self.stated {
            let fix = "The rows above it were read like any others. If they should not count, leave them out, or give them a \
                       sheet of their own.";
            let location = judge.location(Some(*row), Some(*column));
            let found = format!("the sum {text:?}, which decides nothing");
            judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
        }
        let Some((first, _, _)) = self.found.first() else { return };
        let show = |(row, text, tally): &(u32, String, Tally)| format!("{text:?} (row {row}: {})", tally.show(judge));
        let shown: Vec<String> = self.found.iter().take(SHOWN).map(show).collect();
        let more = self.found.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let found = format!("{}{more}", shown.join(", "));
        let fix = "The rows below were read like those above. If they are of another kind, give them a sheet or a column \
                   of their own.";
        let location = judge.location(Some(*first), None);
        judge.problems.add(Problem::new(
            ProblemCode::Section,
            location,
            found,
            "rows without headings between them",
            fix,
        ));
    }
}

/// Whether a text numbers a page: `Page 2 of 5`.
fn is_page(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let page = words.next().is_some_and(|word| {
        matches!(word.to_lowercase().as_str(), "page" | "página" | "pagina" | "seite" | "sheet" | "feuille")
    });
    page && words.all(|word| {
        word.bytes().all(|letter| letter.is_ascii_digit() || letter == b'/')
            || matches!(word.to_lowercase().as_str(), "of" | "de" | "sur" | "von")
    })
}
