//! Texts of which it is known that they say nothing: a sheet has the same ones in many rows.
//!
//! What comes in: texts. What leaves: whether what would look for words in them may be left out. What it does not know: words.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// How many texts are remembered, and the longest of them, in bytes.
const REMEMBERED: usize = 1 << 12;
const LONGEST: usize = 128;

/// The last texts that said nothing. A new one takes the room of another, so that a sheet of whatever size needs no more.
#[derive(Default)]
pub(super) struct Silent {
    texts: Vec<String>,
    hasher: FixedState,
}

impl Silent {
    /// Whether a text says something, which is asked of those only that are not remembered.
    pub fn unless_known(&mut self, text: &str, says: impl FnOnce() -> bool) -> bool {
        if text.is_empty() || text.len() > LONGEST {
            return says();
        }
        self.texts.resize(REMEMBERED, String::new());
        let room = self.hasher.hash_one(text) as usize % REMEMBERED;
        let Some(known) = self.texts.get_mut(room) else { return says() };
        if known == text {
            return false;
        }
        let says = says();
        if !says {
            known.clear();
            known.push_str(text);
        }
        says
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_says_nothing_is_asked_once_and_one_that_says_something_each_time() {
        let mut silent = Silent::default();
        let mut asked = Vec::new();
        for text in ["fuel", "total", "fuel", "total", ""] {
            let says = silent.unless_known(text, || {
                asked.push(text);
                text == "total"
            });
            assert_eq!(says, text == "total");
        }
        assert_eq!(asked, ["fuel", "total", "total", ""]);
        // More than there is room for: none is taken for another.
        for round in 0..2 {
            for number in 0..3 * REMEMBERED {
                assert_eq!(silent.unless_known(&number.to_string(), || number % 7 == 0), number % 7 == 0, "{round}");
            }
        }
    }
}
