//! Words that the program wrote into a paper of the committee and read back with it, in the language of the report.
//!
//! What comes in: a text as it stands in a decision. What leaves: the same in the words of the report, where it is one of the program's own
//! in any language. What it does not know: words of people, which stay as they were written.

use std::sync::OnceLock;

use crate::domain::Language;

use super::super::phrasebook::Phrasebook;
use super::Report;

/// The program's reasons, each with what is filled in.
const REASONS: &[(&str, &[&str])] = &[
    ("why-costs", &["amount"]),
    ("why-best", &["share", "need"]),
    ("why-move", &[]),
    ("why-return", &[]),
    ("why-return-money", &[]),
];

/// What stands for the body that nobody named.
const BODY: &str = "proposal-body";

/// A reason in a language: its key, and its words between the blanks, in the order of the text.
struct Pattern {
    language: Language,
    key: &'static str,
    words: Vec<String>,
    /// The names of the blanks, in the order of the text.
    blanks: Vec<&'static str>,
}

impl Pattern {
    fn of(phrases: &Phrasebook, key: &'static str, names: &[&'static str]) -> Self {
        // Signs that no text has stand for what is filled in.
        let signs: Vec<String> = (1..).take(names.len()).filter_map(char::from_u32).map(String::from).collect();
        let filled: Vec<(&str, &str)> = names.iter().copied().zip(signs.iter().map(String::as_str)).collect();
        let text = phrases.with(key, &filled);
        let mut blanks: Vec<(usize, &'static str)> =
            names.iter().zip(&signs).filter_map(|(name, sign)| Some((text.find(sign.as_str())?, *name))).collect();
        blanks.sort_unstable();
        let words = text.split(|letter: char| signs.iter().any(|sign| sign.starts_with(letter)));
        Self {
            language: phrases.language(),
            key,
            words: words.map(spaced).collect(),
            blanks: blanks.into_iter().map(|(_, name)| name).collect(),
        }
    }

    /// What is filled in at the beginning of a text, and the rest of it; nothing where it does not begin so.
    fn filled<'t>(&self, text: &'t str) -> Option<(Vec<&'t str>, &'t str)> {
        let (first, others) = self.words.split_first()?;
        let mut rest = text.strip_prefix(first.as_str())?;
        let mut filled = Vec::new();
        for (index, words) in others.iter().enumerate() {
            let is_last = index + 1 == others.len();
            // The point at the end of a sentence may stand in a number too.
            let is_end = |at: &usize| !is_last || is_over(&rest[at + words.len()..]);
            let end = rest.match_indices(words.as_str()).map(|(at, _)| at).find(is_end)?;
            let (value, after) = rest.split_at(end);
            if !is_number(value) {
                return None;
            }
            filled.push(value);
            rest = &after[words.len()..];
        }
        is_over(rest).then_some((filled, rest))
    }
}

/// All reasons in all languages, and what bodies that nobody named are called.
fn patterns() -> &'static (Vec<Pattern>, Vec<String>) {
    static PATTERNS: OnceLock<(Vec<Pattern>, Vec<String>)> = OnceLock::new();
    PATTERNS.get_or_init(|| {
        let books: Vec<Phrasebook> = Language::ALL.iter().map(|language| Phrasebook::new(*language)).collect();
        let all = books.iter().flat_map(|book| REASONS.iter().map(move |(key, names)| Pattern::of(book, key, names)));
        (all.collect(), books.iter().map(|book| book.get(BODY)).collect())
    })
}

impl Report<'_> {
    /// A reason of a decision in the words of the report, where the program wrote it; a remark of people stands before it as it was
    /// written.
    pub fn own_reason(&self, reason: &str) -> Option<String> {
        if let Some(own) = self.sentences(&spaced(reason)) {
            return Some(own);
        }
        let (remark, own) = reason.strip_suffix(')')?.rsplit_once(" (")?;
        Some(format!("{remark} ({})", self.sentences(&spaced(own))?))
    }

    /// Who decided, where nobody named it, in the words of the report.
    pub fn own_body(&self, body: &str) -> Option<String> {
        patterns().1.iter().any(|own| own == body).then(|| self.text(BODY))
    }

    /// A text that is made of the program's sentences and of nothing else.
    fn sentences(&self, text: &str) -> Option<String> {
        let mut rest = text;
        let mut sentences = Vec::new();
        while !rest.is_empty() {
            let mut patterns = patterns().0.iter();
            let found = patterns.find_map(|pattern| Some((pattern, pattern.filled(rest)?)));
            let (pattern, (filled, after)) = found?;
            let numbers: Vec<String> =
                filled.iter().map(|number| self.phrases.numerals(&pattern.language.in_english(number))).collect();
            let words = pattern.blanks.iter().copied().zip(numbers.iter().map(String::as_str));
            sentences.push(self.phrases.with(pattern.key, &words.collect::<Vec<_>>()));
            rest = after.trim_start();
        }
        (!sentences.is_empty()).then(|| sentences.join(" "))
    }
}

/// Whether a sentence ends before this.
fn is_over(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(' ')
}

/// A text in which every space is a plain one, as spreadsheets may leave it.
fn spaced(text: &str) -> String {
    text.chars().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
}

/// Whether a text is a number or a percentage, as people of some language write it.
fn is_number(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || "., %<>–-".contains(letter))
}
