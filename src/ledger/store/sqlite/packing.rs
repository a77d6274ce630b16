//! Kept files: each once, by its hash, as they are kept.

use rusqlite::{OptionalExtension, Transaction, params};

use crate::ledger::store::packing::{Packed, deflated, unpacked};
use crate::ledger::store::{StoreError, StoredFile};

use super::{Sqlite, VERSION_1};

/// Keeps a file, unless it is there.
pub(super) fn insert(transaction: &Transaction<'_>, file: &StoredFile) -> rusqlite::Result<()> {
    let there =
        transaction.query_row("SELECT 1 FROM files WHERE sha256 = ?1", [&file.sha256], |_| Ok(())).optional()?;
    if there.is_some() {
        return Ok(());
    }
    let deflated = deflated(&file.bytes);
    let length = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
    let bytes = deflated.as_deref().unwrap_or(&file.bytes);
    let text = "INSERT INTO files VALUES (?1, ?2, ?3, ?4, ?5)";
    transaction.execute(text, params![file.sha256, file.name, length, deflated.is_some(), bytes])?;
    Ok(())
}

impl Sqlite {
    /// The bytes of a file; nothing when it is not there or cannot be unpacked.
    pub(super) fn kept_file(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let columns = if self.version == VERSION_1 { "length(bytes), 0, bytes" } else { "length, deflated, bytes" };
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {columns} FROM files WHERE sha256 = ?1"))
            .map_err(|why| self.fault(why))?;
        let kept = statement
            .query_row([sha256], |row| Ok(Packed { length: row.get(0)?, deflated: row.get(1)?, bytes: row.get(2)? }))
            .optional()
            .map_err(|why| self.fault(why))?;
        Ok(kept.and_then(unpacked))
    }
}
