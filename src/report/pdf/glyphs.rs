//! Letters that can be set: those that a font has. What has no font is shown as such, and counted.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::domain::text::visible;

use super::super::grid::breadth;
use super::typeset::fonts;

/// Stands for a letter that no font has.
const UNKNOWN: char = '\u{fffd}';
/// Where a word may be broken.
const BREAK: char = '\u{200b}';

static KNOWN: LazyLock<HashSet<u32>> = LazyLock::new(|| {
    let letters = fonts().iter().flat_map(|font| font.info().coverage.iter());
    letters.collect()
});

/// Whether a letter can be set. Those of private use mean nothing to who reads aloud.
fn is_known(letter: char) -> bool {
    let private = matches!(letter, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    letter == '\n' || (!private && KNOWN.contains(&u32::from(letter)))
}

/// Texts on their way to a document.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// How many letters no font has.
    pub unknown: usize,
}

impl Glyphs {
    /// A text that can be set.
    pub fn ready(&mut self, text: &str) -> String {
        let lines: Vec<String> = text.lines().map(visible).collect();
        let mut shown = String::with_capacity(text.len());
        for letter in lines.join("\n").chars() {
            let known = is_known(letter);
            self.unknown += usize::from(!known);
            shown.push(if known { letter } else { UNKNOWN });
        }
        shown
    }

    /// The same for a column of so many hundredths of the height of letters: words that have no room in it may be broken.
    pub fn in_column(&mut self, text: &str, width: u32) -> String {
        let ready = self.ready(text);
        let mut broken = String::with_capacity(ready.len());
        let mut used = 0;
        for letter in ready.chars() {
            let more = breadth(letter);
            if letter.is_whitespace() {
                used = 0;
            } else if used + more > width {
                broken.push(BREAK);
                used = more;
            } else {
                used += more;
            }
            broken.push(letter);
        }
        broken
    }
}
