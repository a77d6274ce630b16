//! Kept files: each once, by its hash, compressed where that helps.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::{OptionalExtension, Transaction, params};

use crate::ledger::store::{StoreError, StoredFile};

use super::{Sqlite, VERSION_1};

/// How files begin that are compressed already: zip archives, and with them workbooks; Parquet.
const COMPRESSED: [&[u8]; 2] = [b"PK", b"PAR1"];

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

/// The bytes compressed, where they become fewer.
fn deflated(bytes: &[u8]) -> Option<Vec<u8>> {
    if COMPRESSED.iter().any(|start| bytes.starts_with(start)) {
        return None;
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).ok()?;
    encoder.finish().ok().filter(|deflated| deflated.len() < bytes.len())
}

/// The file that was compressed; nothing when it is not of the length that it had, or no such stream.
pub(super) fn inflated(bytes: &[u8], length: i64) -> Option<Vec<u8>> {
    let wanted = u64::try_from(length).ok()?;
    let mut file = Vec::new();
    // One byte more than there may be is enough to tell.
    DeflateDecoder::new(bytes).take(wanted.saturating_add(1)).read_to_end(&mut file).ok()?;
    (u64::try_from(file.len()) == Ok(wanted)).then_some(file)
}

impl Sqlite {
    /// The bytes of a file; nothing when it is not there or cannot be unpacked.
    pub(super) fn kept_file(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let columns = if self.version == VERSION_1 { "length(bytes), 0, bytes" } else { "length, deflated, bytes" };
        let mut statement = self
            .connection
            .prepare_cached(&format!("SELECT {columns} FROM files WHERE sha256 = ?1"))
            .map_err(|why| self.fault(why))?;
        let kept: Option<(i64, bool, Vec<u8>)> = statement
            .query_row([sha256], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()
            .map_err(|why| self.fault(why))?;
        Ok(kept.and_then(|(length, deflated, bytes)| if deflated { inflated(&bytes, length) } else { Some(bytes) }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_compressed_comes_out_as_it_went_in() {
        let text = "Receipt,Agreement\n".repeat(500);
        let packed = deflated(text.as_bytes()).unwrap();
        assert!(packed.len() * 10 < text.len());
        let length = i64::try_from(text.len()).unwrap();
        assert_eq!(inflated(&packed, length).as_deref(), Some(text.as_bytes()));
        assert_eq!(inflated(&packed, length - 1), None);
        assert_eq!(inflated(&packed[..packed.len() / 2], length), None);
        assert_eq!((deflated(b"PK\x03\x04 and more"), deflated(b"a")), (None, None));
    }
}
