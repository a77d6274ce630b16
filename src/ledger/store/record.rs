//! What runs leave in the ledger.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A file with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its path below `inputs/`, or below the reports of a month that was closed.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A month was run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRecord {
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// The program's version.
    pub version: String,
    /// SHA-256 of `fund.toml`, which is kept among the files.
    pub settings: String,
    /// The imports that the figures were made of, one for each input, in their order.
    pub imports: Vec<String>,
    /// The close that came before, by its id, whose entries and charges stand.
    pub after: Option<String>,
    /// The run of the month before this one, by its id.
    pub before: Option<String>,
    /// SHA-256 of the manifest of the reports.
    pub manifest: String,
    /// The figures by agreement, as the reports have them.
    pub standing: serde_json::Value,
}
