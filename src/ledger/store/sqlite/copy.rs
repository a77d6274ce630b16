//! The copy of the ledger that stands beside it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{self, StagedFile};
use crate::ledger::store::StoreError;

use super::Sqlite;

impl Sqlite {
    /// The copy that is made after every change.
    pub fn copy_path(folder: &Path) -> PathBuf {
        folder.join("ledger.db.copy")
    }

    /// Makes a whole copy of the ledger beside it, in place of the one before.
    ///
    /// # Errors
    /// When it cannot be written; the copy before stays.
    pub fn copy(&self, folder: &Path) -> Result<(), StoreError> {
        let copy = Self::copy_path(folder);
        let file = |why| StoreError::File { path: copy.display().to_string(), why };
        files::remove_unfinished(&copy).map_err(file)?;
        let staged = StagedFile::new(&copy).map_err(file)?;
        let into = staged.path().display().to_string();
        self.connection.execute("VACUUM INTO ?1", [into]).map_err(|why| self.fault(why))?;
        staged.put_in_place().map_err(file)
    }

    /// Puts the copy in the place of a damaged ledger, which is kept under another name. Gives that name; nothing when
    /// there is no whole copy.
    ///
    /// # Errors
    /// When the files cannot be moved.
    pub fn restore(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
        let (path, copy) = (Self::path(folder), Self::copy_path(folder));
        if !copy.exists() {
            return Ok(None);
        }
        let file = |why| StoreError::File { path: path.display().to_string(), why };
        let sha256 = files::sha256_of(&path).map_err(file)?;
        let aside = folder.join(format!("ledger.db.damaged-{sha256:.12}"));
        fs::rename(&path, &aside).map_err(file)?;
        for log in ["ledger.db-wal", "ledger.db-shm"] {
            let log = folder.join(log);
            if log.exists() {
                fs::remove_file(log).map_err(file)?;
            }
        }
        fs::copy(&copy, &path).map_err(file)?;
        Ok(Some(aside))
    }
}
