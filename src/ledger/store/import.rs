//! An input's reading as an event with facts, and back.

use serde::{Deserialize, Serialize};

use crate::config::InputKind;
use crate::domain::facts::Facts;
use crate::domain::source::SourceSheet;
use crate::intake::{Harvest, Outcome};

use super::rows::{self, FactRow, Root};
use super::{Event, EventKind, NewEvent, Store, StoreError};

/// What was read of an input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// The key that says on what the reading depends.
    pub key: String,
    /// The input's place in `fund.toml`.
    pub input: usize,
    /// The file below `inputs/`.
    pub file: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many facts there are.
    pub count: usize,
    /// One hash for the facts.
    pub root: String,
    /// The sheets that facts stand in.
    pub sheets: Vec<SourceSheet>,
    /// All else that was read.
    pub outcome: Outcome,
}

/// A reading as an event.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn import(key: &str, input: usize, mut outcome: Outcome) -> Result<NewEvent, StoreError> {
    let facts = std::mem::take(&mut outcome.harvest.facts);
    let mut root = Root::default();
    let sheets = rows::each(&facts, &mut |row| {
        root.add(row);
        Ok(())
    })?;
    let (count, root) = root.end();
    let head = outcome.head.as_ref();
    let import = Import {
        key: key.to_owned(),
        input,
        file: outcome.sheets.first().map(|sheet| sheet.source.file.clone()).unwrap_or_default(),
        sha256: head.map(|head| head.sha256.clone()).unwrap_or_default(),
        count,
        root,
        sheets,
        outcome,
    };
    Ok(NewEvent { facts, ..NewEvent::new(EventKind::Import, None, &import)? })
}

impl Import {
    /// What kind of sheet it was.
    pub fn kind(&self) -> Option<InputKind> {
        self.outcome.sheets.first().map(|sheet| sheet.kind)
    }

    /// Whether rows are those that were imported.
    pub fn holds(&self, rows: &[FactRow]) -> bool {
        let mut root = Root::default();
        rows.iter().for_each(|row| root.add(row));
        root.end() == (self.count, self.root.clone())
    }

    /// The facts of rows.
    ///
    /// # Errors
    /// When a row is not of the shape of its kind.
    pub fn facts(&self, rows: &[FactRow]) -> Result<Facts, StoreError> {
        Ok(rows::facts(rows, &self.sheets)?)
    }

    /// The reading as it was; nothing when the ledger does not hold it as it was recorded.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub fn recall(event: &Event, store: &dyn Store) -> Result<Option<Outcome>, StoreError> {
        let import: Self = event.read()?;
        let rows = store.facts(&event.id)?;
        if !import.holds(&rows) {
            return Ok(None);
        }
        let facts = import.facts(&rows)?;
        let outcome = import.outcome;
        Ok(Some(Outcome { harvest: Harvest { facts, ..outcome.harvest }, ..outcome }))
    }
}
