//! Remarks by which a row takes the place of another one of its sheet: `replaces SWE-1`. Both were read.
//!
//! What comes in: the rows of a sheet of agreements, receipts or costs, one by one. What leaves: a warning at the first remark of a
//! column. What it does not know: rows that take back what another one says, and whether the other one is there.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::said::Said;
use super::words::finder;
use super::{Tally, filled};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;

/// How many words behind the verb may name the other row.
const NEAR: usize = 4;

/// Verbs that say so, and other words that do.
static VERBS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    finder([
        "replac",
        "supersed",
        "remplac",
        "reemplaz",
        "sustituy",
        "sustituid",
        "substitu",
        "ersetzt",
        "in place of",
        "instead of",
        "in lieu of",
        "au lieu de",
        "en lugar de",
        "em lugar de",
        "anstelle",
        "includ",
        "inclut",
        "incluye",
        "inclui",
        "consolidat",
    ])
});

/// What was said of rows, by position of the remark: the text of the first, and the rows.
#[derive(Default)]
pub(super) struct Replaced {
    /// Where the number of a row stands.
    number: Option<u32>,
    found: BTreeMap<u32, (String, Tally)>,
}

impl Replaced {
    pub fn new(judge: &Judge<'_>) -> Self {
        let column = match judge.mapping.kind {
            InputKind::Facts(FactKind::Agreement) => Some(Column::Agreement),
            InputKind::Facts(FactKind::Receipt) => Some(Column::Receipt),
            InputKind::Facts(FactKind::Expenditure) => Some(Column::Document),
            InputKind::Facts(_) | InputKind::Aliases => None,
        };
        Self { number: column.and_then(|column| judge.layout.position(column)), ..Self::default() }
    }

    pub fn see(&mut self, row: &Row<'_>, said: &[Said], judge: &Judge<'_>) {
        let Some(position) = self.number else { return };
        for (cell, _) in row.cells.iter().zip(said).filter(|(_, said)| said.replaces) {
            let (Value::Text(text), Some(own)) = (&cell.value, filled(row, position)) else { continue };
            if names_like(text, own.value.show().trim()) {
                let fresh = || (text.trim().to_owned(), Tally::default());
                self.found.entry(cell.column).or_insert_with(fresh).1.add(row, judge);
            }
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for (column, (text, rows)) in self.found {
            let found =
                format!("{text:?}, which says that one row replaces or includes another ({})", rows.show(judge));
            let fix = "Both count as they stand. If one of them no longer does, leave it out with skip in fund.toml, or \
                       delete it; if both do, nothing is to be done.";
            let location = judge.location(rows.first, Some(column));
            judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
        }
    }
}

/// Whether a text may say that something replaces another.
pub(super) fn may_replace(text: &str) -> bool {
    VERBS.as_ref().is_some_and(|verbs| verbs.is_match(text))
}

/// Whether a text says so of what has a number like that of its own row: with the same letters before its digits.
fn names_like(text: &str, own: &str) -> bool {
    let Some(verb) = VERBS.as_ref().and_then(|verbs| verbs.find(text)) else { return false };
    let behind = text.get(verb.end()..).unwrap_or_default();
    let beginning = |number: &str| -> String {
        let letters = number.chars().take_while(|letter| letter.is_alphabetic());
        letters.flat_map(char::to_lowercase).collect()
    };
    let plain = |word: &str| -> String {
        word.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase()
    };
    let numbers = behind.split_whitespace().take(NEAR + 1);
    let mut numbers = numbers.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    numbers.any(|number| {
        number.contains(|letter: char| letter.is_ascii_digit())
            && number.chars().any(char::is_alphabetic)
            && beginning(number) == beginning(own)
            && plain(number) != plain(own)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_that_name_a_row_that_is_replaced() {
        for text in [
            "replaces SWE-1",
            "Supersedes agreement SWE-1.",
            "Remplace l'accord SWE-1",
            "reemplaza a SWE-1",
            "substitui o acordo SWE-1",
            "ersetzt SWE-1",
            "in place of (SWE-1)",
            "replaced by SWE-10",
        ] {
            assert!(may_replace(text) && names_like(text, "SWE-9"), "{text}");
        }
        for text in ["replaces the agreement of 2019", "replacement of tyres LT-12", "replaces BEL-1", "replaces SWE-9"]
        {
            assert!(!names_like(text, "SWE-9"), "{text}");
        }
        assert!(!may_replace("fuel for LT-12"));
    }
}
