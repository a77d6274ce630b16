//! The colours of reports, the same in every format, as red, green and blue.
//!
//! Who does not see colours tells neighbours apart by lightness: series that follow each other in a chart, and each of them and
//! the paper, have a contrast of 3:1 at least; so have bars and the paper, and letters have 4.5:1 on what is behind them
//! (WCAG 2.2, 1.4.3 and 1.4.11).

/// Titles, headers and lines around totals.
pub const INK: u32 = 0x1B_365D;
/// Bars of what grows well.
pub const PROGRESS: u32 = 0x59_93D1;
/// Bars of what is missing.
pub const LACK: u32 = 0xC7_7F2E;
/// Behind totals.
pub const PALE: u32 = 0xEA_F0F7;
/// Below rows, and behind charts.
pub const LINE: u32 = 0xC9_D3DF;
/// Notes and captions.
pub const QUIET: u32 = 0x4F_5963;
/// What must not be overlooked.
pub const ALARM: u32 = 0x9C_1C1C;
/// Behind cells that the reader fills in.
pub const FILL_IN: u32 = 0xFF_F8E1;
/// The series of a chart, in their order; a fifth is as the first.
pub const SERIES: [u32; 4] = [INK, PROGRESS, 0x6B_3410, 0x8C_939B];

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: u32 = 0xFF_FFFF;

    /// How light a colour is, from 0 to 1, by WCAG 2.
    fn lightness(colour: u32) -> f64 {
        let part = |shift: u32| {
            let part = f64::from(colour >> shift & 0xFF) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }

    fn contrast(one: u32, other: u32) -> f64 {
        let (one, other) = (lightness(one), lightness(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn neighbours_can_be_told_apart_and_letters_be_read() {
        assert!((contrast(0, PAPER) - 21.0).abs() < 0.01);
        for (index, colour) in SERIES.into_iter().enumerate() {
            let next = SERIES[(index + 1) % SERIES.len()];
            assert!(contrast(colour, next) >= 3.0, "series {index} and the next: {}", contrast(colour, next));
            assert!(contrast(colour, PAPER) >= 3.0, "series {index} on paper: {}", contrast(colour, PAPER));
        }
        for bar in [PROGRESS, LACK] {
            assert!(contrast(bar, PAPER) >= 3.0 && contrast(bar, 0) >= 4.5, "{bar:06X}");
        }
        for behind in [PAPER, PALE, FILL_IN] {
            for letters in [0, INK, QUIET, ALARM] {
                assert!(contrast(letters, behind) >= 4.5, "{letters:06X} on {behind:06X}");
            }
        }
        assert!(contrast(PAPER, INK) >= 4.5, "headers");
    }
}
