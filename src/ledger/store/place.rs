//! Where a fund's ledger is kept, and how it is opened there.
//!
//! What comes in: a fund's folder. What leaves: its ledger and the copy beside it, as [`Store`]s. What it does not know: what
//! of the two is right.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::files;

use super::sqlite::Sqlite;
use super::{Store, StoreError};

/// The place of a fund's ledger.
#[derive(Clone, Debug)]
pub struct Place {
    folder: PathBuf,
}

/// What is another one once something was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp([Option<(u64, SystemTime)>; 2]);

impl Place {
    /// The place of the ledger of a fund's folder.
    pub fn of(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// What people know it by.
    pub fn name(&self) -> String {
        Sqlite::path(&self.folder).display().to_string()
    }

    /// The fund's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Opens the ledger for writing, and makes it when there is none. One of format 1 goes on in format 2.
    ///
    /// # Errors
    /// When it cannot be made or opened, is damaged, or is no ledger.
    pub fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(Sqlite::open(&self.folder)?))
    }

    /// Opens the ledger for reading; nothing when there is none.
    ///
    /// # Errors
    /// When it cannot be opened, is damaged or is no ledger.
    pub fn look(&self) -> Result<Option<Box<dyn Store>>, StoreError> {
        Ok(Sqlite::open_to_read(&self.folder)?.map(boxed))
    }

    /// Whether something is there, be it empty.
    pub fn is_taken(&self) -> bool {
        Sqlite::path(&self.folder).exists()
    }

    /// A ledger of nothing, in memory alone: what stands where one is closed for a while.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn nowhere() -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(Sqlite::closed()?))
    }

    /// What is another one once something was recorded.
    pub fn stamp(&self) -> Stamp {
        let ledger = Sqlite::path(&self.folder);
        let mut log = ledger.clone().into_os_string();
        log.push("-wal");
        Stamp([ledger, PathBuf::from(log)].map(|path| {
            let there = std::fs::metadata(path).ok()?;
            Some((there.len(), there.modified().ok()?))
        }))
    }

    /// Removes what runs that were cut off left beside the ledger and its copy.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub fn tidy(&self) -> std::io::Result<()> {
        files::remove_unfinished(&Sqlite::path(&self.folder))?;
        files::remove_unfinished(&Sqlite::copy_path(&self.folder))?;
        // Version 0.1.0 copied into a file of this name.
        let copying = self.folder.join("ledger.db.copying");
        if copying.is_file() { std::fs::remove_file(&copying) } else { Ok(()) }
    }

    /// Removes the files of a ledger in which nothing was ever recorded. What cannot be removed is no loss.
    pub fn remove_empty(&self) {
        Sqlite::remove_empty(&self.folder);
    }
}

/// The copy in the fund's folder: a file that is a ledger too, which gets what the ledger records, and nothing else.
impl Place {
    /// Where the copy is.
    pub fn copy_path(&self) -> PathBuf {
        Sqlite::copy_path(&self.folder)
    }

    /// Opens the copy for reading; nothing when there is none, or nothing in it.
    ///
    /// # Errors
    /// When the file is damaged or is no ledger.
    pub fn open_copy(&self) -> Result<Option<Box<dyn Store>>, StoreError> {
        Ok(Sqlite::open_copy(&self.folder)?.map(boxed))
    }

    /// Keeps a copy that is of no use under another name, which is given.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn set_copy_aside(&self) -> Result<Option<PathBuf>, StoreError> {
        Sqlite::set_copy_aside(&self.folder)
    }

    /// Puts what the copy holds in the place of the ledger; a file that stands there is kept under another name, which is
    /// given. Nobody may have the ledger open.
    ///
    /// # Errors
    /// When there is no copy, or the files cannot be read and written.
    pub fn restore(&self) -> Result<Option<PathBuf>, StoreError> {
        Sqlite::restore(&self.folder)
    }
}

fn boxed(store: Sqlite) -> Box<dyn Store> {
    Box::new(store)
}
