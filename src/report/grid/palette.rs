//! The colours of reports, the same in every format, as red, green and blue.
//!
//! Who does not see colours tells neighbours apart by lightness: series that follow each other in a chart, and each of them and
//! the paper, have a contrast of 3:1 at least; so have bars and the paper, and letters have 4.5:1 on what is behind them
//! (WCAG 2.2, 1.4.3 and 1.4.11). A test holds them to that.

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
