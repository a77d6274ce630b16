//! Words of headers that are shortened or misspelt: `Observac.`, `Cmnts`, `Orignal`.
//!
//! What comes in: a word that is not known, and those that are. What leaves: those that it may stand for. What it does not know: what
//! words mean.

use std::collections::HashMap;

/// The fewest letters of a word of which another is the beginning, or from which it differs by two letters that changed places.
const SHORTEST: usize = 4;

/// The fewest letters of a word that may lack a letter or have one too many, and of one that may have another letter.
const LACKING: usize = 5;
const OTHER: usize = 7;

/// The words that are known, sorted, and those that have the same letters but for vowels and doubled ones.
pub(super) struct Spellings {
    words: Vec<String>,
    without_vowels: HashMap<String, Vec<usize>>,
}

impl Spellings {
    /// Those of words; phrases are left out.
    pub fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut words: Vec<String> = words.filter(|word| is_plain(word)).cloned().collect();
        words.sort_unstable();
        let mut without: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, word) in words.iter().enumerate() {
            without.entry(without_vowels(word)).or_default().push(index);
        }
        Self { words, without_vowels: without }
    }

    /// The words that another may stand for: those that it lacks no more than vowels of; else those that it begins; else those that it
    /// differs from by a letter.
    pub fn meant<'s>(&'s self, word: &'s str) -> Vec<&'s str> {
        if !is_plain(word) {
            return Vec::new();
        }
        let alike = self.without_vowels.get(word).into_iter().flatten().filter_map(|index| self.words.get(*index));
        let alike: Vec<&str> = alike.map(String::as_str).collect();
        if !alike.is_empty() {
            return alike;
        }
        let begun: Vec<&str> = self.beginning_with(word).collect();
        if !begun.is_empty() {
            return begun;
        }
        let first = word.get(..1).unwrap_or_default();
        self.beginning_with(first).filter(|known| is_near(word.as_bytes(), known.as_bytes())).collect()
    }

    fn beginning_with<'s>(&'s self, start: &'s str) -> impl Iterator<Item = &'s str> {
        let from = self.words.partition_point(|word| word.as_str() < start);
        let from = self.words.get(from..).unwrap_or_default();
        from.iter().map(String::as_str).take_while(move |word| word.starts_with(start))
    }
}

fn is_plain(word: &str) -> bool {
    word.len() >= SHORTEST && word.bytes().all(|letter| letter.is_ascii_lowercase())
}

/// A word without its vowels, but for the first letter, and without doubled letters.
fn without_vowels(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for letter in word.chars() {
        let vowel = !out.is_empty() && matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u');
        if !vowel && !out.ends_with(letter) {
            out.push(letter);
        }
    }
    out
}

/// Whether two words differ by one letter that is lacking, or another, or by two that changed places.
fn is_near(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    if short.len() < long.len() {
        return long.len() > LACKING && short.get(same..) == long.get(same + 1..);
    }
    let swapped = short.get(same) == long.get(same + 1) && short.get(same + 1) == long.get(same);
    swapped && short.get(same + 2..) == long.get(same + 2..)
        || short.len() >= OTHER && short.get(same + 1..) == long.get(same + 1..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_shortened_and_misspelt() {
        let known: Vec<String> =
            ["comments", "country", "original", "observaciones", "type", "status", "revised", "date"]
                .map(str::to_owned)
                .to_vec();
        let spellings = Spellings::of(known.iter());
        for (word, meant) in [
            ("cmnts", "comments"),
            ("cntry", "country"),
            ("orignal", "original"),
            ("observac", "observaciones"),
            ("tpye", "type"),
            ("revized", "revised"),
            ("staus", "status"),
        ] {
            assert_eq!(spellings.meant(word), [meant], "{word}");
        }
        for word in ["obs", "dote", "late", "tape", "blurb", "stators"] {
            assert!(spellings.meant(word).is_empty(), "{word}");
        }
    }
}
