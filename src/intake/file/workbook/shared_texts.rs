//! Texts that the cells of a workbook share.
//!
//! What comes in: texts, in order. What leaves: the text of a number. What it does not know: files. They are kept one behind
//! the other: a small file may hold twenty million of them, each of which would else take fifty bytes.

use super::Refusal;
use crate::intake::problems::ProblemCode;

/// Texts by number, from 0.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    letters: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl SharedTexts {
    /// Adds a text.
    ///
    /// # Errors
    /// When all together are longer than 4 GiB.
    pub fn push(&mut self, text: &str) -> Result<(), Refusal> {
        let end = u32::try_from(self.letters.len() + text.len())
            .map_err(|_| Refusal::new(ProblemCode::TooLarge, "shared texts of more than 4 GiB"))?;
        self.letters.push_str(text);
        self.ends.push(end);
        Ok(())
    }

    /// The text of a number.
    pub fn get(&self, number: usize) -> Option<&str> {
        let at = |end: &u32| usize::try_from(*end).ok();
        let end = self.ends.get(number).and_then(at)?;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).and_then(at))?;
        self.letters.get(start..end)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_by_number() {
        let mut texts = SharedTexts::default();
        ["one", "", "é", "four"].into_iter().for_each(|text| texts.push(text).unwrap());
        let found: Vec<_> = (0..=4).map(|number| texts.get(number)).collect();
        assert_eq!(found, [Some("one"), Some(""), Some("é"), Some("four"), None]);
        assert_eq!(texts.len(), 4);
    }
}
