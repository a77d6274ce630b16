//! Names as people write them: brought to one form for comparing, made visible, put into a command.

use unicode_normalization::UnicodeNormalization;

/// The comparable form of a name: letters and digits of its compatibility decomposition, lower case, without accents,
/// spaces or punctuation. `Côte d'Ivoire` and `COTE D’IVOIRE` become `cotedivoire`.
pub fn comparable(name: &str) -> String {
    if name.is_ascii() {
        // The same, without the detour over decompositions that such a name does not have.
        return name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect();
    }
    name.nfkd().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether a character acts instead of being seen: control characters, and those that turn the direction of a line, hide
/// in it or end it. A line feed is one of them.
pub fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || matches!(letter, '\u{e0000}'..='\u{e007f}')
}

/// The text with every character that would act written as its code, as in `<U+001B>`.
///
/// ```
/// assert_eq!(poolfund::domain::text::visible("A\u{1b}[2J"), "A<U+001B>[2J");
/// ```
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            _ if is_control(letter) => shown.push_str(&format!("<U+{:04X}>", u32::from(letter))),
            _ => shown.push(letter),
        }
    }
    shown
}

/// A text as one word of a command, in quotes; nothing for a text that some shell would take for more than a text, or the
/// program for an option. Nobody then types it by copying.
///
/// ```
/// # use poolfund::domain::text::shell_word;
/// assert_eq!(shell_word("Pays-Bas (MFA)").as_deref(), Some("\"Pays-Bas (MFA)\""));
/// assert_eq!(shell_word("Zed $(touch x)"), None);
/// ```
pub fn shell_word(text: &str) -> Option<String> {
    let plain = |letter: char| letter.is_alphanumeric() || " .,:+_/()'&-".contains(letter);
    let plain = text.starts_with(char::is_alphanumeric) && text.chars().all(plain);
    plain.then(|| format!("\"{text}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_a_shell_or_a_terminal_takes_for_more_than_text_passes() {
        for text in [
            "$(id)",
            "a`id`",
            "a\"; id; \"",
            "a\\",
            "!!",
            "%PATH%",
            "a\nb",
            "-rf",
            "",
            "a$b",
            "“a”",
            "a\u{202e}b",
            "a^b",
        ] {
            assert_eq!(shell_word(text), None, "{text:?}");
        }
        for text in ["Côte d'Ivoire", "R&D (A/B), 2.0: x_y+z-1", "日本"] {
            assert_eq!(shell_word(text), Some(format!("\"{text}\"")));
        }
        for text in ["\u{9b}2J", "a\u{7f}", "a\rb", "a\u{202e}b", "a\u{2066}b", "a\u{200b}b", "a\u{e0041}"] {
            assert!(visible(text).contains("<U+"), "{text:?}");
        }
        assert_eq!(visible("Ñandú 日本 💶"), "Ñandú 日本 💶");
    }
}
