//! Rows just below a header that label its columns for programs.
//!
//! What comes in: the texts of a row. What leaves: whether they are hashtags or numbers of columns. What it does not know: data.

use std::borrow::Cow;

use crate::intake::sheet::witness::says_sum;

/// Whether all texts are tags, as the Humanitarian Exchange Language has them: `#country+name`.
pub(super) fn is_tags(texts: &[(u32, Cow<'_, str>)]) -> bool {
    let tag = |(_, text): &(u32, Cow<'_, str>)| {
        let name = text.trim().strip_prefix('#');
        name.is_some_and(|name| name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && !name.contains(' '))
    };
    texts.len() >= 2 && texts.iter().all(tag)
}

/// Whether all texts are numbers or letters of columns, as far apart as these: `(1)`, `(2)`, `(4)=(1)+(2)`.
pub(super) fn is_numbering(texts: &[(u32, Cow<'_, str>)]) -> bool {
    let order = |(column, text): &(u32, Cow<'_, str>)| {
        let text = text.split('=').next().unwrap_or_default().trim().trim_matches(['(', ')', '[', ']', '.']);
        let number = match text.as_bytes() {
            [letter] if letter.is_ascii_alphabetic() => u32::from(letter.to_ascii_uppercase()),
            _ => text.parse().ok().filter(|number| *number < 100)?,
        };
        Some((*column, number))
    };
    let roman = |(column, text): &(u32, Cow<'_, str>)| {
        let text = text.trim().trim_matches(['(', ')', '[', ']', '.']).to_lowercase();
        let place = ROMAN.iter().position(|number| *number == text).and_then(|place| u32::try_from(place).ok())?;
        Some((*column, place))
    };
    let apart = |pair: &[(u32, u32)]| matches!(pair, [one, next] if next.1.checked_sub(one.1).is_some_and(|step| step > 0 && step == next.0 - one.0));
    let counts = |orders: Option<Vec<(u32, u32)>>| {
        orders.is_some_and(|orders| orders.len() >= 3 && orders.windows(2).all(apart))
    };
    counts(texts.iter().map(order).collect()) || counts(texts.iter().map(roman).collect())
}

/// The first Roman numbers, in order.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

/// Whether a text begins with the mark of a footnote: `* by the bank`, `1/ estimated`. `b/f` is none.
pub(super) fn is_footnote(text: &str) -> bool {
    let numbered = text.get(..2).is_some_and(|start| start.ends_with('/'));
    text.starts_with(['*', '†', '‡', '¹', '²', '³', '[', '(']) || numbered && !says_sum(text)
}

/// Whether a text is a word of some length, without digits: `Refunds:`.
pub(super) fn is_plain_word(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 4 && text.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '-' | ':' | '.' | '\'' | '’'))
}
