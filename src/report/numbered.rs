//! Texts that stand in many rows, each told once with a number, by which the rows refer to it.
//!
//! What comes in: texts, one by one. What leaves: the number of each, and the list. What it does not know: what they say.

/// The texts, in the order in which they came.
#[derive(Default)]
pub(super) struct Numbered(Vec<String>);

impl Numbered {
    /// The number of a text, from 1: that of the equal one before it, else the next.
    pub fn number(&mut self, text: String) -> usize {
        let index = self.0.iter().position(|known| *known == text).unwrap_or(self.0.len());
        if index == self.0.len() {
            self.0.push(text);
        }
        index + 1
    }

    /// Each text once, with its number.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &String)> {
        (1..).zip(&self.0)
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
