//! The first letters of words that are looked for. Texts of cells are many, and most do not begin so.
//!
//! What comes in: words, then texts. What leaves: whether a text may begin with one of them. What it does not know: what they mean.

/// How many beginnings of three plain letters there are.
const ALL: usize = 26 * 26 * 26;

/// The first three letters of some words, each by its number.
pub(super) struct Beginnings(Vec<bool>);

impl Beginnings {
    /// Those of words without digits.
    pub fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut seen = vec![false; ALL];
        for word in words {
            if let Some(known) = number(word).and_then(|number| seen.get_mut(number)) {
                *known = true;
            }
        }
        Self(seen)
    }

    /// Whether a text may begin with one of the words, whatever marks stand among its first letters; nothing where these are not
    /// plain, or fewer than three.
    pub fn may_begin(&self, text: &str) -> Option<bool> {
        number(text).map(|number| self.0.get(number).copied().unwrap_or(false))
    }
}

/// The number of the first three letters of a text; one beyond all where a digit is among them.
fn number(text: &str) -> Option<usize> {
    let (mut number, mut letters) = (0, 0);
    for byte in text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii()) {
        match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => number = number * 26 + usize::from(letter - b'a'),
            b'0'..=b'9' => return Some(ALL),
            _ => return None,
        }
        letters += 1;
        if letters == 3 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_begin_as_words_do_whatever_marks_and_capitals_they_have() {
        let beginnings = Beginnings::of(["total", "solde", "zzz", "année"]);
        for (text, may) in [
            ("Total", Some(true)),
            ("T O T A L", Some(true)),
            ("tot", Some(true)),
            ("ZZZ", Some(true)),
            ("Annual", Some(true)),
            ("fuel", Some(false)),
            ("L-0001", Some(false)),
            ("2025 total", Some(false)),
            ("to", None),
            ("été", None),
            ("", None),
        ] {
            assert_eq!(beginnings.may_begin(text), may, "{text}");
        }
    }
}
