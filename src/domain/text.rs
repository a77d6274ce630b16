//! Names as people write them, brought to one form for comparing.

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
