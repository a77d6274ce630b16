//! Colours of texts and of what they stand on, as far as that says whether anybody sees them.
//!
//! What comes in: colours as files name them. What leaves: whether ink is seen on paper. What it does not know: files.

use super::{NumberFormat, Style};

/// A colour, brought to one form: where two of them are written alike they are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Colour(String);

const WHITE: &str = "ffffff";
const BLACK: &str = "000000";

impl Colour {
    /// The colour of red, green and blue in hexadecimal, perhaps with a share of transparency or a sharp sign before it.
    pub fn of_hex(text: &str, shade: &str) -> Self {
        let digits = text.trim_start_matches('#').to_ascii_lowercase();
        let start = digits.len().saturating_sub(WHITE.len());
        Self(digits.get(start..).unwrap_or_default().to_owned() + shade)
    }

    /// The colour at an index of a theme, of which the first two are paper and ink.
    pub fn of_theme(index: u32, shade: &str) -> Self {
        Self(match index {
            0 => WHITE.to_owned() + shade,
            1 => BLACK.to_owned() + shade,
            other => format!("theme {other} {shade}"),
        })
    }

    /// The colour at an index of the list of old (ECMA-376, part 1, section 18.8.27).
    pub fn of_index(index: u32, shade: &str) -> Self {
        Self(match index {
            0 | 8 | 64 => BLACK.to_owned() + shade,
            1 | 9 | 65 => WHITE.to_owned() + shade,
            // The first eight are the same as the next ones.
            other => format!("index {} {shade}", if other < 8 { other + 8 } else { other }),
        })
    }

    /// The colour of red, green and blue.
    pub fn of_rgb([red, green, blue]: [u8; 3], shade: &str) -> Self {
        Self::of_hex(&format!("{red:02x}{green:02x}{blue:02x}"), shade)
    }
}

/// A font, as far as it says whether what stands in it counts, and is seen.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    pub struck: bool,
    /// Whether it is so small that nobody reads it.
    pub tiny: bool,
    pub ink: Option<Colour>,
}

impl Font {
    /// How cells of this font and of a number format are shown on a paper.
    pub fn style(&self, format: NumberFormat, paper: Option<&Colour>) -> Style {
        Style { format, struck: self.struck, unseen: self.tiny || unseen(self.ink.as_ref(), paper) }
    }
}

/// Whether nobody sees ink on paper: black stands on white where nothing else is said.
pub(super) fn unseen(ink: Option<&Colour>, paper: Option<&Colour>) -> bool {
    let (ink, paper) = (ink.map_or(BLACK, |ink| &ink.0), paper.map_or(WHITE, |paper| &paper.0));
    ink == paper || nearly(ink, paper).unwrap_or(false)
}

/// Whether two colours of red, green and blue differ by so little that no eye tells them apart.
fn nearly(one: &str, other: &str) -> Option<bool> {
    const LEAST: u8 = 8;
    let channel = |text: &str, place: usize| u8::from_str_radix(text.get(2 * place..2 * place + 2)?, 16).ok();
    let plain = |text: &str| text.len() == WHITE.len();
    let apart = |place| Some(channel(one, place)?.abs_diff(channel(other, place)?));
    let apart = [apart(0)?, apart(1)?, apart(2)?];
    Some(plain(one) && plain(other) && apart.into_iter().all(|apart| apart <= LEAST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_on_white_and_a_colour_on_itself_are_not_seen() {
        let hex = |text: &str| Colour::of_hex(text, "");
        let (white, black, red) = (hex("FFFFFFFF"), hex("#000000"), hex("FFFF0000"));
        assert!(unseen(Some(&white), None) && unseen(Some(&red), Some(&red)) && unseen(None, Some(&black)));
        assert!(unseen(Some(&Colour::of_theme(0, "")), None) && unseen(Some(&Colour::of_index(9, "")), None));
        assert!(!unseen(None, None) && !unseen(Some(&white), Some(&red)) && !unseen(Some(&red), None));
        assert!(!unseen(Some(&Colour::of_theme(0, "-0.35")), None), "a grey");
        assert!(unseen(Some(&hex("FFFEFEFE")), None) && unseen(Some(&hex("f8ffff")), None), "nearly white");
        assert!(!unseen(Some(&hex("f0f0f0")), None) && !unseen(Some(&Colour::of_theme(5, "")), None));
    }
}
