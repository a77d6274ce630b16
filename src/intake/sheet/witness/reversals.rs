//! Rows of which a text says that they take another back, although no amount of the sheet has a minus: `REVERSAL of F-9001`.
//!
//! What comes in: the rows of a sheet of costs, receipts or finance's bookings, one by one. What leaves: a warning at the first such row.
//! What it does not know: words that say that a row itself was taken back.

use super::said::Said;
use super::{Tally, amount_of, is_of_movements};
use crate::domain::text::comparable;
use crate::intake::file::workbook::Row;
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// The longest text that is looked at, in bytes.
const LONGEST: usize = 120;

/// What was seen of a sheet.
#[derive(Default)]
pub(super) struct Reversals {
    asked: bool,
    /// Whether amounts have signs of their own: then what takes back has them, too.
    signed: bool,
    /// Where the first such text stands, and what it says.
    first: Option<(u32, String)>,
    rows: Tally,
}

impl Reversals {
    pub fn new(judge: &Judge<'_>) -> Self {
        let has = |column| judge.layout.position(column).is_some();
        let asked = is_of_movements(judge) && !has(Column::Debit) && !has(Column::Credit);
        Self { asked, ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, said: &[Said], judge: &Judge<'_>) {
        if !self.asked || self.signed {
            return;
        }
        self.signed = amount_of(row, judge).is_some_and(|amount| amount.is_sign_negative() && !amount.is_zero());
        if let Some((cell, _)) = row.cells.iter().zip(said).find(|(_, said)| said.takes_back) {
            self.first.get_or_insert_with(|| (cell.column, cell.value.show().trim().to_owned()));
            self.rows.add(row, judge);
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        let (Some((column, text)), Some(row)) = (&self.first, self.rows.first) else { return };
        if self.signed {
            return;
        }
        let found = format!("{text:?}, beside an amount without a minus ({})", self.rows.show(judge));
        let fix = "The amounts were read as they stand. Write a minus before those that take another back, or leave both rows out.";
        let location = judge.location(Some(row), Some(*column));
        judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, "amounts with their signs", fix));
    }
}

/// Whether a text says of its row that it takes another back: it begins with a word for that and says of what, or ends with one
/// behind a mark.
pub(super) fn takes_back(text: &str) -> bool {
    const WORDS: [&str; 11] = [
        "reversal",
        "reversing",
        "stornierung",
        "stornobuchung",
        "ruckbuchung",
        "extourne",
        "contrepassation",
        "estorno",
        "reversao",
        "contraasiento",
        "storno",
    ];
    // What was planned may be cancelled, and cost something; only what has a number was booked.
    const CANCELLED: [&str; 5] = ["annulation", "anulacion", "anulacao", "cancellation", "cancelation"];
    const OF: [&str; 16] =
        ["of", "for", "de", "du", "des", "del", "do", "da", "von", "vom", "der", "zu", "to", "no", "entry", "document"];
    let is = |words: &[&str], word: &str| word.len() >= 6 && words.contains(&comparable(word).as_str());
    let mark = |letter: char| !letter.is_alphanumeric();
    let text = text.trim().trim_start_matches(mark);
    if text.len() > LONGEST {
        return false;
    }
    let (first, rest) = text.split_at(text.find(mark).unwrap_or(text.len()));
    let numbered = || rest.contains(|letter: char| letter.is_ascii_digit());
    if is(&WORDS, first) || is(&CANCELLED, first) && numbered() {
        let mut next = rest.split(mark).filter(|part| !part.is_empty()).take(2);
        let of = next.clone().next().is_some_and(|next| OF.contains(&next.to_lowercase().as_str()));
        return of || rest.starts_with(':') || next.any(|part| part.contains(|letter: char| letter.is_ascii_digit()));
    }
    let end = text.trim_end_matches(mark);
    let (before, last) = end.split_at(end.rfind(mark).map_or(0, |at| at + end.get(at..).map_or(1, first_length)));
    is(&WORDS, last) && before.trim_end_matches(' ').ends_with(['(', '[', '-', '–', ':', '/'])
}

/// The bytes of the first letter of a text.
fn first_length(text: &str) -> usize {
    text.chars().next().map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_rows_that_take_another_back() {
        for text in [
            "REVERSAL of F-9001",
            "Reversal EV-12",
            "AB (reversal)",
            "SA - Stornierung",
            "Annulation de EV-9",
            "Estorno do documento 12",
            "Extourne: loyer",
            "Anulación del asiento 4",
        ] {
            assert!(takes_back(text), "{text}");
        }
        for text in [
            "Cancellation fee",
            "Cancellation of the trip",
            "Reversal",
            "Trip cancellation",
            "the reversal",
            "fuel",
            "",
            "–",
            "Annulation tardive",
        ] {
            assert!(!takes_back(text), "{text}");
        }
    }
}
