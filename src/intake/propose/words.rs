//! The words of a header of an unknown sheet.
//!
//! What comes in: headers. What leaves: their words, as they are looked up. What it does not know: what words mean.

use std::borrow::Cow;

use crate::domain::text::comparable;

/// A word with its umlauts, where they were written as two letters: `Waehrung`.
pub(super) fn without_umlauts(word: &str) -> String {
    word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
}

/// The comparable form of a word, of letters that have no accent to lose; a sign that says something stays.
pub(super) fn plain(word: &str) -> String {
    if is_sign(word) { word.to_owned() } else { comparable(word).replace('ß', "ss").replace('œ', "oe") }
}

/// Words between the figures of a range, and for its ends: `1 low - 5 high`.
const JOINS: [&str; 16] = [
    "to", "à", "a", "bis", "low", "high", "lowest", "highest", "bas", "haut", "élevé", "bajo", "alto", "baixo",
    "niedrig", "hoch",
];

/// A header without what it says of the figures below it in parentheses: `Weight (1-3)`.
pub(super) fn without_ranges(header: &str) -> Cow<'_, str> {
    let Some((before, (inside, after))) =
        header.split_once('(').and_then(|(before, rest)| Some((before, rest.split_once(')')?)))
    else {
        return header.into();
    };
    let figures = |word: &str| word.chars().all(|letter| letter.is_ascii_digit() || "-–./%".contains(letter));
    let joins = |word: &str| JOINS.contains(&word);
    let range = inside.contains(|letter: char| letter.is_ascii_digit())
        && inside.split_whitespace().all(|word| figures(word) || joins(word));
    if range && !before.trim().is_empty() { format!("{before} {after}").into() } else { header.into() }
}

/// Whether a word is a sign that says something.
fn is_sign(word: &str) -> bool {
    matches!(word, "#" | "%" | "$")
}

/// The words of a header in their comparable form: `AmountReceived` and `AMOUNT_RECEIVED` are two.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for letter in text.chars() {
        let of_word = letter.is_alphanumeric() && !matches!(letter, 'º' | 'ª');
        if (!of_word || letter.is_uppercase() && small) && !word.is_empty() {
            tokens.push(plain(&std::mem::take(&mut word)));
        }
        if of_word {
            word.push(letter);
        } else if is_sign(letter.encode_utf8(&mut [0; 4])) {
            tokens.push(letter.to_string());
        }
        small = letter.is_lowercase();
    }
    tokens.push(plain(&word));
    tokens.retain(|token| !token.is_empty());
    tokens
}
