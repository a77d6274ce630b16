//! Where a fact came from: the file, its hash, the sheet and the row.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The sheet of a file that facts were read from. Shared by all facts of the sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceSheet {
    /// The file's path below the fund's `inputs/`, with `/` as separator.
    pub file: String,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// The sheet's name; empty for a text file.
    pub sheet: String,
}

/// The row that a fact was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source {
    /// The sheet.
    pub sheet: Arc<SourceSheet>,
    /// The row as the spreadsheet program numbers it, from 1.
    pub row: u32,
}

impl fmt::Display for Source {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.sheet.sheet.is_empty() {
            write!(formatter, "{}, row {}", self.sheet.file, self.row)
        } else {
            write!(formatter, "{}, {}, row {}", self.sheet.file, self.sheet.sheet, self.row)
        }
    }
}
