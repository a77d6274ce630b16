//! Words by which sheets say of rows that they do not count, or not yet, in several languages.
//!
//! What comes in: texts of cells, headers, comments and titles. What leaves: whether they say so. What it does not know: rows.

use super::state_words::{
    GOOD, GOOD_HEADERS, HEADERS, NOT_YET, OTHER_STATES, PLANNED, PLANS, STATE_HEADERS, UNDOING, UNDONE, UNFINISHED,
};
use crate::domain::text::comparable;
use crate::intake::file::workbook::Value;
use crate::intake::row::text::says_nothing;

/// What the header of a column, which is not read, lets its cells say.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heading {
    /// Whatever stands there says that the row was undone: a day, a name, a mark.
    undone: bool,
    yes: bool,
    no: bool,
    state: bool,
    plan: bool,
}

impl Heading {
    pub fn of(header: &str) -> Self {
        let plain = comparable(header);
        let ends = |names: &[&str]| names.iter().any(|name| plain.ends_with(name));
        let begins = |names: &[&str]| names.iter().any(|name| plain.starts_with(name));
        let any = |says: &dyn Fn(&str) -> bool| words(header).any(|word| says(&comparable(word)));
        let undone = any(&|word| UNDOING.iter().any(|part| word.starts_with(part)));
        Self {
            undone,
            yes: ends(&HEADERS),
            no: ends(&GOOD_HEADERS) && !undone && !ends(&HEADERS),
            state: ends(&STATE_HEADERS) || begins(&STATE_HEADERS),
            plan: any(&|word| PLANS.contains(&word)),
        }
    }

    /// Whether a cell below it says of its row that it does not count, or not yet.
    pub fn says(self, value: &Value<'_>) -> bool {
        match value {
            Value::Text(text) if text.len() <= LONGEST_WORD => {
                let text = text.trim();
                let plain = comparable(text);
                is_state(&plain)
                    || self.state && (says_state(text) || UNFINISHED.contains(&plain.as_str()))
                    || self.undone && !is_no(text) && !says_nothing(text) && !GOOD.contains(&plain.as_str())
                    || self.yes && is_yes(text)
                    || self.no && (is_no(text) || plain.starts_with("not"))
                    || self.plan && PLANNED.contains(&plain.as_str())
                    || begins_undone(text)
            }
            Value::Logical(logical) => *logical && (self.yes || self.undone) || !logical && self.no,
            Value::Number(number) if number.is_zero() => self.no,
            Value::Number(number) => (self.yes || self.undone) && number.is_integer(),
            Value::Date(_) => self.undone,
            Value::Text(_) | Value::Error(_) | Value::NoResult | Value::Outside => false,
        }
    }
}

/// The longest word that is looked at, in bytes.
const LONGEST_WORD: usize = 30;

/// All words that say that something does not count, or not yet.
fn states() -> impl Iterator<Item = &'static str> {
    UNDONE.iter().chain(&NOT_YET).chain(&OTHER_STATES).copied()
}

/// Whether a text in its comparable form is such a word.
fn is_state(plain: &str) -> bool {
    states().any(|state| state == plain)
}

/// Whether a remark is such a word and nothing else, or begins with one that says it of what is done already.
pub(super) fn remark_says(text: &str) -> bool {
    let short = text.len() <= LONGEST_WORD;
    short && (is_state(&comparable(text)) || asks_not_to_count(text)) || begins_undone(text)
}

/// Whether a comment says of its cell that it does not count: one of its words is such a word, or some words are together.
pub(super) fn says_state(text: &str) -> bool {
    let plain = comparable(text);
    // Longer ones may be several words among others: en attente de validation.
    let long = || states().filter(|state| state.len() >= 8).any(|state| plain.contains(state));
    asks_not_to_count(text) || words(text).any(|word| is_state(&comparable(word))) || long()
}

/// Whether a text asks not to count something, or says that it is not there yet.
fn asks_not_to_count(text: &str) -> bool {
    let plain = comparable(text);
    let phrases = [
        "donotcount",
        "donotinclude",
        "donotuse",
        "notcounted",
        "notpaid",
        "notreceived",
        "notyet",
        "asupprimer",
        "aannuler",
        "necompterpas",
        "nepascompter",
        "nocontabilizar",
        "nocontar",
        "naocontar",
    ];
    phrases.iter().any(|phrase| plain.contains(phrase))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a text begins with a word that says that something was undone, or asks not to count it.
fn begins_undone(text: &str) -> bool {
    // Most texts do not begin as any of the words does; rows are many.
    let likely = |word: &&str| {
        let first = word.bytes().next().unwrap_or_default().to_ascii_lowercase();
        word.len() <= LONGEST_WORD && (b"acdeghimoprsvz".contains(&first) || !first.is_ascii())
    };
    let asks = || comparable(text.get(..20).unwrap_or(text)).starts_with("donotcount");
    let first = words(text).next().filter(likely);
    first.is_some_and(|word| UNDONE.contains(&comparable(word).as_str()) || word.eq_ignore_ascii_case("do") && asks())
}

/// Whether a title or the name of a sheet, which are short, says of all rows that they do not count, or not yet.
pub(in crate::intake::sheet) fn titles_state(text: &str) -> bool {
    const LONGEST_TITLE: usize = 60;
    let says = |word: &str| UNDONE.contains(&word) || NOT_YET.contains(&word);
    text.len() <= LONGEST_TITLE && words(text).any(|word| says(comparable(word).as_str()))
}

fn is_no(text: &str) -> bool {
    matches!(comparable(text).as_str(), "no" | "n" | "false" | "non" | "nao" | "nein" | "0")
}

fn is_yes(text: &str) -> bool {
    text == "✓"
        || text == "✔"
        || matches!(comparable(text).as_str(), "yes" | "y" | "true" | "x" | "1" | "oui" | "si" | "sim" | "ja")
}
