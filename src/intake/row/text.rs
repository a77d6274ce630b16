//! Texts of cells as people see them.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Whether a text is what spreadsheet programs show for an error: text files and ods have such errors as text.
pub(in crate::intake) fn is_error_text(text: &str) -> bool {
    const SHOWN: [&str; 10] =
        ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"];
    let text = text.trim();
    // No other text begins so; cells are many.
    if !text.starts_with(['#', 'E']) {
        return false;
    }
    let number = text.strip_prefix("Err:").unwrap_or_default();
    SHOWN.contains(&text) || number.len() == 3 && number.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether a text says that there is nothing to say. `NA` alone does not: it is the code of Namibia.
pub(in crate::intake) fn says_nothing(text: &str) -> bool {
    const NOTHING: [&str; 28] = [
        "n/a",
        "n.a.",
        "n.a",
        "n/d",
        "n.d.",
        "n.d",
        "s/o",
        "s.o.",
        "s.o",
        "n.c.",
        "néant",
        "neant",
        "sin objeto",
        "não aplicável",
        "não disponível",
        "n/k",
        "none",
        "nil",
        "null",
        "not applicable",
        "not available",
        "(none)",
        "(blank)",
        "sans objet",
        "no aplica",
        "não se aplica",
        "--",
        "...",
    ];
    // Most texts do not begin as any of these does; cells are many.
    if text.starts_with(|letter: char| WIDE.contains(&letter)) {
        return says_nothing(&text.nfkc().collect::<String>());
    }
    let likely = text.starts_with(['n', 'N', 's', 'S', '(', '-', '.', '–', '—', '−']);
    likely && (is_dash(text) || text.len() <= 20 && NOTHING.contains(&text.to_lowercase().as_str()))
}

/// Letters and marks as wide as those of East Asian scripts: `Ｎ／Ａ`.
const WIDE: std::ops::RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';

/// Whether a text is a dash alone.
pub(in crate::intake) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "−")
}

/// A text without spaces at its ends (of any kind), and with line breaks made spaces.
pub(in crate::intake) fn tidy(text: &str) -> Cow<'_, str> {
    let trimmed = text
        .trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{a0}' | '\u{200b}' | '\u{feff}'));
    if trimmed.contains(['\n', '\r']) {
        Cow::Owned(trimmed.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(trimmed)
    }
}

/// Whether a number was shortened by the program that showed it: `1.00E+11`.
pub(in crate::intake) fn is_shortened(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let number = |text: &str| {
        !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit() || letter == b'.' || letter == b',')
    };
    number(digits) && exponent.strip_prefix('+').is_some_and(number)
}
