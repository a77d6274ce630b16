//! What runs, closes and approvals leave in the ledger.

use serde::{Deserialize, Serialize};

use crate::domain::Money;

/// A file with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// Its path below `inputs/`.
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
    pub as_of: chrono::NaiveDate,
    /// The program's version.
    pub version: String,
    /// SHA-256 of `fund.toml`, which is kept among the files.
    pub settings: String,
    /// The imports that the figures were made of, in the order of the inputs.
    pub imports: Vec<String>,
    /// The close that came before, by its id, whose placements were kept.
    pub after: Option<String>,
    /// The run of the month before this one, by its id.
    pub before: Option<String>,
    /// SHA-256 of the manifest of the reports.
    pub manifest: String,
    /// The figures by agreement, as the reports have them.
    pub standing: serde_json::Value,
}

/// Something that a close accepts, and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Accepted {
    /// The item of the checklist.
    pub item: String,
    /// What was found.
    pub found: String,
    /// Why it may stay.
    pub reason: String,
}

/// Money that stays where it was placed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FrozenPlacement {
    /// The agreement.
    pub agreement: String,
    /// The cell.
    pub cell: String,
    /// How much, cumulatively, in minor units of the base currency.
    pub amount: Money,
}

/// A month was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Close {
    /// Who closed it.
    pub by: String,
    /// The run that it closes.
    pub run: RunRecord,
    /// What the checklist found and was accepted.
    pub accepted: Vec<Accepted>,
    /// The event that holds its placements, by its id.
    pub placements: String,
    /// Every file of the reports: path and SHA-256.
    pub pack: Vec<(String, String)>,
}

/// A close was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The close, by its id.
    pub close: String,
    /// Who approved it.
    pub by: String,
}
