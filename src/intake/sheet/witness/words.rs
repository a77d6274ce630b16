//! Words by which sheets say of rows that they do not count, or not yet, in several languages.
//!
//! What comes in: texts of cells, headers, comments and titles. What leaves: whether they say so. What it does not know: rows.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::state_words::{
    ACTS, COUNTS, DATED, GOOD_HEADERS, HEADERS, NEGATIONS, NOT_YET, OTHER_STATES, PLANNED, PLANS, PROGRESS,
    SHARED_HEADERS, STATE_HEADERS, UNDOING, UNDONE, UNFINISHED, Words,
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
    /// It is plainly of states: a word there that is not known may be one.
    decides: bool,
    /// It may also be of something else, such as a part of a country.
    shared: bool,
    /// It says how far something has come: nothing is done yet where it is nought.
    progress: bool,
    /// A day there says that the row counts.
    dated: bool,
}

/// What a cell says of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// Nothing, under this header.
    Nothing,
    /// That it counts.
    Counts,
    /// That it does not count, or not yet.
    CountsNot,
    /// Something that is not known, where others say whether their row counts.
    Unknown,
}

impl Heading {
    pub fn of(header: &str) -> Self {
        let plain = comparable(header);
        let parts: Vec<String> = words(header).flat_map(joined_words).map(comparable).collect();
        // The last words, as in `Is approved`; an account is no count. Other scripts have no spaces between them.
        let last: Vec<String> =
            (0..parts.len()).rev().take(3).filter_map(|from| Some(parts.get(from..)?.concat())).collect();
        let ends = |names: &Words| {
            last.iter().any(|words| names.contains(words))
                || !plain.is_ascii() && names.iter().any(|name| !name.is_ascii() && plain.ends_with(name.as_str()))
        };
        let any = |says: &dyn Fn(&str) -> bool| parts.iter().any(|word| says(word));
        let undone = any(&|word| UNDOING.iter().any(|part| word.starts_with(part)));
        let other_script = |name: &&String| !name.is_ascii() && plain.contains(name.as_str());
        let decides = any(&|word| STATE_HEADERS.contains(word))
            || ["status", "statut", "zustand"].iter().any(|end| plain.ends_with(end))
            || STATE_HEADERS.iter().any(|name| plain == *name || other_script(&name));
        let marked = ["ok", "tick", "check", "done", "complete", "completed"].contains(&plain.as_str());
        let no = (ends(&GOOD_HEADERS) || marked) && !undone && !ends(&HEADERS);
        Self {
            undone,
            yes: ends(&HEADERS),
            no,
            state: decides || any(&|word| ACTS.contains(&word)),
            plan: any(&|word| PLANS.contains(&word)) || chooses_plans(&parts),
            decides: decides && !any(&|word| matches!(word, "condition" | "date" | "datum" | "fecha" | "data")),
            shared: any(&|word| SHARED_HEADERS.contains(&word)),
            progress: any(&|word| PROGRESS.contains(&word)),
            dated: !undone && any(&|word| DATED.contains(&word)),
        }
    }

    /// Whether a blank below it, beside cells that say that their rows count, may say that its own does not.
    pub fn asks_blanks(self) -> bool {
        self.no || self.decides || self.dated
    }

    /// Whether words that are not known may be of something else than states, so that some known one must stand beside them.
    pub fn is_shared(self) -> bool {
        self.shared
    }

    /// Whether words that are not known may be names of people or things, which say nothing where there are many.
    pub fn may_name(self) -> bool {
        !self.decides
    }

    /// What a cell below it says of its row.
    pub fn says(self, value: &Value<'_>) -> Says {
        if self.denies(value) {
            return Says::CountsNot;
        }
        match value {
            Value::Text(text) if self.no && is_yes(text.trim()) => Says::Counts,
            Value::Text(text) if self.dated && may_be_day(text.trim()) => Says::Counts,
            // Who strikes out a mark of approval says something, which a blank does not.
            Value::Text(text) if self.no && !text.trim().is_empty() && says_nothing(text.trim()) => Says::Unknown,
            Value::Text(text) if self.decides && !says_nothing(text.trim()) => {
                if says_it_counts(text) {
                    Says::Counts
                } else {
                    Says::Unknown
                }
            }
            // Under a mark of approval, or of what is a draft, a word that is neither yes nor no.
            Value::Text(text) if (self.no || self.yes) && asks_back(text.trim()) => Says::Unknown,
            Value::Logical(true) if self.no || self.decides => Says::Counts,
            Value::Logical(false) if self.decides => Says::Unknown,
            Value::Number(number) if self.no && number.is_integer() => Says::Counts,
            Value::Number(number) if self.decides && number.is_integer() && number.mantissa().abs() < 1000 => {
                Says::Unknown
            }
            Value::Date(_) if self.dated => Says::Counts,
            Value::Text(_)
            | Value::Number(_)
            | Value::Date(_)
            | Value::Logical(_)
            | Value::Error(_)
            | Value::NoResult
            | Value::Outside => Says::Nothing,
        }
    }

    /// Whether a cell below it says of its row that it does not count, or not yet.
    fn denies(self, value: &Value<'_>) -> bool {
        match value {
            Value::Text(text) if text.len() <= LONGEST_WORD => {
                let text = text.trim();
                let plain = comparable(text);
                is_state(&plain)
                    || self.state && (says_state(text) || UNFINISHED.contains(plain.as_str()))
                    || self.undone && !is_no(text) && !says_nothing(text) && !COUNTS.contains(plain.as_str())
                    || self.yes && is_yes(text)
                    || self.no && (is_no(text) || plain.starts_with("not"))
                    || self.plan && PLANNED.contains(&plain.as_str())
                    || self.progress && matches!(plain.as_str(), "0" | "00" | "000")
                    || asks_not_to_count(&plain)
                    || says_undone(text)
            }
            Value::Text(text) => says_undone(text) || self.state && says_state(text),
            Value::Logical(logical) => *logical && (self.yes || self.undone) || !logical && self.no,
            Value::Number(number) if number.is_zero() => self.no || self.progress,
            Value::Number(number) => (self.yes || self.undone) && number.is_integer(),
            Value::Date(_) => self.undone,
            Value::Error(_) | Value::NoResult | Value::Outside => false,
        }
    }
}

/// Whether a header names a plan and what came of it by a letter each: `A/B`, `P/A`.
fn chooses_plans(parts: &[String]) -> bool {
    const ACTUAL: [&str; 4] = ["a", "e", "i", "r"];
    let has = |letters: &[&str]| parts.iter().any(|part| letters.contains(&part.as_str()));
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.len() == 1) && has(&ACTUAL) && has(&PLANNED)
}

/// The longest word that is looked at, in bytes.
const LONGEST_WORD: usize = 60;

/// All words that say that something does not count, or not yet.
fn states() -> impl Iterator<Item = &'static String> {
    UNDONE.iter().chain(NOT_YET.iter()).chain(OTHER_STATES.iter())
}

/// Whether a text in its comparable form is such a word.
fn is_state(plain: &str) -> bool {
    [&UNDONE, &NOT_YET, &OTHER_STATES].into_iter().any(|words| words.contains(plain))
}

/// Whether a text under the header of a state says that its row counts: all that it says are such words.
fn says_it_counts(text: &str) -> bool {
    const BETWEEN: [&str; 10] = ["and", "in", "by", "et", "y", "und", "e", "the", "fully", "full"];
    let plain = comparable(text);
    if COUNTS.contains(plain.as_str()) || is_yes(text.trim()) {
        return true;
    }
    let mut known = words(text).map(comparable).filter(|word| !BETWEEN.contains(&word.as_str())).peekable();
    known.peek().is_some() && known.all(|word| COUNTS.contains(word.as_str()))
}

/// Whether a remark is such a word and nothing else, or says somewhere that something was undone.
pub(super) fn remark_says(text: &str) -> bool {
    let said_alone = || {
        let plain = comparable(text);
        is_state(&plain) || asks_not_to_count(&plain)
    };
    text.len() <= LONGEST_WORD && said_alone() || says_undone(text)
}

/// Finds those that are long, in one pass.
static LONG_STATES: LazyLock<Option<AhoCorasick>> =
    LazyLock::new(|| AhoCorasick::new(states().filter(|state| state.len() >= 8)).ok());

/// Whether a comment says of its cell that it does not count: one of its words is such a word, or some words are together.
pub(super) fn says_state(text: &str) -> bool {
    let plain = comparable(text);
    // Longer ones may be several words among others: en attente de validation.
    let long = || LONG_STATES.as_ref().is_some_and(|states| states.is_match(&plain));
    asks_not_to_count(&plain) || words(text).any(|word| is_state(&comparable(word))) || long()
}

/// What texts say, in their comparable form, that ask not to count something, or say that it is not there yet.
const ASKING: [&str; 38] = [
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
    "noprocede",
    "novalid",
    "tobedeleted",
    "toberemoved",
    "tobecancelled",
    "tobereversed",
    "zuloschen",
    "zustornieren",
    "nichterfolgt",
    "nichtbezahlt",
    "nichtgebucht",
    "nichtzahlen",
    "paymentbounced",
    "chequebounced",
    "nichtbuchen",
    "nichtberucksichtigen",
    "nichtmitzahlen",
    "nepasinclure",
    "noincluir",
    "naoincluir",
    "donotpost",
    "nietmeetellen",
    "returnedbybank",
    "returnedbythebank",
];

/// Finds all of them in one pass.
static ASKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(ASKING).ok());

/// Whether a text in its comparable form asks not to count something, or says that it is not there yet.
fn asks_not_to_count(plain: &str) -> bool {
    ASKS.as_ref().is_some_and(|asks| asks.is_match(plain))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// The words of a name in which each begins with a capital: `PaymentState`.
fn joined_words(name: &str) -> impl Iterator<Item = &str> {
    let mut before = false;
    let turns = name.char_indices().filter(move |(_, letter)| {
        let turns = before && letter.is_uppercase();
        before = letter.is_lowercase();
        turns
    });
    let turns: Vec<usize> = turns.map(|(index, _)| index).collect();
    let starts = std::iter::once(0).chain(turns.clone());
    starts.zip(turns.into_iter().chain([name.len()])).filter_map(|(start, end)| name.get(start..end))
}

/// The first three letters of each word that says that something was undone. Texts of cells are many, and most of their words
/// do not begin so.
static BEGINNINGS: LazyLock<Vec<bool>> = LazyLock::new(|| {
    let mut seen = vec![false; 26 * 26 * 26];
    for index in UNDONE.iter().filter_map(|word| beginning(word.as_bytes())) {
        seen[index] = true;
    }
    seen
});

/// A number for the first three letters of a word of plain letters.
fn beginning(word: &[u8]) -> Option<usize> {
    let letters = word.get(..3)?;
    letters.iter().try_fold(0, |number, letter| {
        let letter = letter.to_ascii_lowercase();
        letter.is_ascii_lowercase().then(|| number * 26 + usize::from(letter - b'a'))
    })
}

/// Whether one of the words of a text says that something was undone, and none before it turns that round; or the text asks
/// not to count something.
fn says_undone(text: &str) -> bool {
    const LONGEST_REMARK: usize = 400;
    if text.len() > LONGEST_REMARK {
        return false;
    }
    // A copy of a thing is not undone by that; what is one as a whole says so elsewhere.
    let copy = |plain: &str| ["dupl", "doubl"].iter().any(|part| plain.starts_with(part));
    let mut before = [""; 3];
    for (index, word) in words(text).enumerate() {
        let likely = match beginning(word.as_bytes()) {
            Some(letters) => BEGINNINGS.get(letters).copied().unwrap_or(false),
            None => word.len() > 3,
        };
        if likely {
            let plain = comparable(word);
            let is_undone = UNDONE.contains(plain.as_str()) && (index == 0 || !copy(&plain));
            let turned = || before.iter().any(|word| NEGATIONS.contains(&comparable(word).as_str()));
            if is_undone && !turned()
                || is_unspaced(word) && UNDONE.iter().any(|state| is_unspaced(state) && plain.contains(state.as_str()))
            {
                return true;
            }
        }
        before = [before[1], before[2], word];
    }
    let asks = || comparable(text).starts_with("donotcount");
    text.get(..3).is_some_and(|first| first.eq_ignore_ascii_case("do ")) && asks()
}

/// Whether a text under a header that wants yes or no is neither, and no day, number or name of many digits.
fn asks_back(text: &str) -> bool {
    !says_nothing(text)
        && !is_yes(text)
        && !is_no(text)
        && !says_it_counts(text)
        && !text.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether a text may be a day: digits at its start, and marks between them.
fn may_be_day(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.len() <= LONGEST_WORD
        && digits >= 4
        && text.starts_with(|letter: char| letter.is_ascii_digit())
        && text.contains(['-', '/', '.'])
}

/// Whether a word is in a script that puts no spaces between words.
fn is_unspaced(word: &str) -> bool {
    word.chars().next().is_some_and(|letter| {
        matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{11ff}' | '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
    })
}

/// Whether a title or the name of a sheet, which are short, says of all rows that they do not count, or not yet.
pub(in crate::intake::sheet) fn titles_state(text: &str) -> bool {
    const LONGEST_TITLE: usize = 60;
    let says = |word: &str| UNDONE.contains(word) || NOT_YET.contains(word);
    text.len() <= LONGEST_TITLE && words(text).any(|word| says(comparable(word).as_str()))
}

fn is_no(text: &str) -> bool {
    const NO: [&str; 21] = [
        "no",
        "n",
        "false",
        "non",
        "nao",
        "nein",
        "0",
        "nee",
        "nej",
        "nei",
        "nie",
        "ne",
        "faux",
        "falso",
        "falsch",
        "нет",
        "ні",
        "否",
        "いいえ",
        "لا",
        "tidak",
    ];
    matches!(text, "✗" | "✘" | "✕" | "❌" | "☐") || NO.contains(&comparable(text).as_str())
}

fn is_yes(text: &str) -> bool {
    const YES: [&str; 21] = [
        "yes",
        "y",
        "true",
        "x",
        "1",
        "oui",
        "si",
        "sim",
        "ja",
        "o",
        "j",
        "vrai",
        "verdadero",
        "wahr",
        "да",
        "так",
        "是",
        "はい",
        "نعم",
        "evet",
        "tak",
    ];
    matches!(text, "✓" | "✔" | "☑" | "✅" | "●" | "•" | "*") || YES.contains(&comparable(text).as_str())
}
