//! Rows that this version of the program reads otherwise than an earlier one did: no restatement by who sent them.
//!
//! What comes in: the imports of two runs. What leaves: which files are the same in both and were read by other rules then.
//! What it does not know: facts.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::intake;

use super::event::EventKind;
use super::import::{Import, ReadBy};
use super::{Store, StoreError};

/// By which rules a row is read otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reread {
    /// The version of the rules by which it was read.
    pub before: u32,
    /// The version by which it is read.
    pub now: u32,
    /// What has been read otherwise since.
    pub rules: Vec<String>,
}

impl Reread {
    fn since(before: u32) -> Self {
        Self { before, now: intake::RULES, rules: intake::rules_since(before) }
    }
}

/// By SHA-256, the files that both have, and that were read by other rules before.
///
/// # Errors
/// When the ledger cannot be read.
pub(super) fn between<'i>(
    old: impl Iterator<Item = (&'i String, &'i Import)>,
    new: impl Iterator<Item = &'i Import>,
    store: &dyn Store,
) -> Result<BTreeMap<String, Reread>, StoreError> {
    let now: Vec<&str> = new.map(|import| import.sha256.as_str()).collect();
    let both: Vec<(&String, &Import)> = old.filter(|(_, import)| now.contains(&import.sha256.as_str())).collect();
    if both.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut rules: HashMap<String, u32> = HashMap::new();
    for event in store.events(Some(EventKind::Reading))? {
        // Rules that this version does not understand it does not know either.
        if let Some(ReadBy { rules: by, import }) = ReadBy::of(&event) {
            rules.entry(import).and_modify(|known| *known = by.max(*known)).or_insert(by);
        }
    }
    let other = |(id, import): (&String, &Import)| {
        let before = rules.get(id).copied().filter(|&before| before < intake::RULES)?;
        Some((import.sha256.clone(), Reread::since(before)))
    };
    Ok(both.into_iter().filter_map(other).collect())
}
