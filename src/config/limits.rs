//! How much of a file is read at most. The defaults are far above real use; `[limits]` in `fund.toml` sets others.

use serde::{Deserialize, Serialize};

/// Caps on what a file may ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: u64,
    /// Bytes of all its parts after inflating, counted while inflating.
    pub inflated_bytes: u64,
    /// Bytes of the shared strings, or of a part that is held in memory, after inflating.
    pub part_bytes: u64,
    /// Parts of the container.
    pub parts: usize,
    /// Sheets.
    pub sheets: usize,
    /// Cells that are not empty, over all sheets that are read.
    pub cells: u64,
    /// Bytes of text in all cells that are read: a text that is stored once may stand in any number of them.
    pub text_bytes: u64,
    /// Bytes of the text of one cell.
    pub cell_bytes: usize,
    /// Seconds, of processor time and by the clock.
    pub seconds: u64,
    /// Bytes of memory.
    pub memory_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            inflated_bytes: 4 << 30,
            part_bytes: 512 << 20,
            parts: 10_000,
            sheets: 1_000,
            cells: 100_000_000,
            text_bytes: 1 << 30,
            cell_bytes: 100_000,
            seconds: 300,
            memory_bytes: 4 << 30,
        }
    }
}
