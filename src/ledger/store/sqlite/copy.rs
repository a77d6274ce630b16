//! The copy of the ledger that stands beside it: a ledger too, which gets what the other records, and nothing else.
//!
//! What it has is never written again, so that damage to the ledger does not reach it.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, params};

use crate::files::{self, StagedFile};
use crate::ledger::store::{BEFORE_ALL, Store, StoreError};

use super::{Sqlite, VERSION, check, database};

/// Adds what the ledger has after an event and the copy lacks.
const ADD: [&str; 3] = [
    "INSERT INTO copy.events SELECT * FROM main.events WHERE seq > ?1 ORDER BY seq",
    "INSERT INTO copy.lines SELECT * FROM main.lines WHERE event > ?1 ORDER BY event, number",
    "INSERT INTO copy.files SELECT * FROM main.files AS kept
     WHERE ?1 >= 0 AND NOT EXISTS (SELECT 1 FROM copy.files AS there WHERE there.sha256 = kept.sha256)",
];

impl Sqlite {
    /// The copy that follows every change.
    pub fn copy_path(folder: &Path) -> PathBuf {
        folder.join("ledger.db.copy")
    }

    /// Opens the copy for reading; nothing when there is none, or nothing in it.
    ///
    /// # Errors
    /// When the file is damaged or is no ledger.
    pub fn open_copy(folder: &Path) -> Result<Option<Self>, StoreError> {
        Self::read_at(&Self::copy_path(folder))
    }

    /// Gives the copy what was recorded since it was made, or makes it.
    pub(super) fn copy_into(&self, folder: &Path) -> Result<(), StoreError> {
        let copy = Self::copy_path(folder);
        match Self::open_copy(folder)? {
            Some(there) if there.version == VERSION => self.add_to(&copy),
            Some(there) => {
                // A copy of format 1: what it has is in this ledger, in tables of today.
                let hashes = there.hashes()?;
                let (seq, head) = (i64::try_from(hashes.len()).unwrap_or(i64::MAX), hashes.last());
                self.refuse_unless_known(seq, head.map_or(BEFORE_ALL, String::as_str), &copy)?;
                self.copy_whole(&copy)
            }
            None => self.copy_whole(&copy),
        }
    }

    /// Makes a whole copy in the place of what is there.
    fn copy_whole(&self, copy: &Path) -> Result<(), StoreError> {
        let file = |why| StoreError::File { path: copy.display().to_string(), why };
        files::remove_unfinished(copy).map_err(file)?;
        let staged = StagedFile::new(copy).map_err(file)?;
        self.vacuum_into(&staged.path())?;
        staged.put_in_place().map_err(file)
    }

    /// Writes all that is in this file into a new one, whose name need not be text.
    fn vacuum_into(&self, path: &Path) -> Result<(), StoreError> {
        let into = self.connection.execute("VACUUM INTO CAST(?1 AS TEXT)", [files::bytes_of(path)]);
        into.map(drop).map_err(|why| self.fault(why))
    }

    /// Adds to the copy what it lacks.
    fn add_to(&self, copy: &Path) -> Result<(), StoreError> {
        let fault = |why| database(copy, why);
        self.connection.execute("ATTACH CAST(?1 AS TEXT) AS copy", [files::bytes_of(copy)]).map_err(fault)?;
        let added = self.add_to_attached(copy);
        self.connection.execute("DETACH copy", []).map_err(fault)?;
        added
    }

    fn add_to_attached(&self, copy: &Path) -> Result<(), StoreError> {
        let fault = |why| database(copy, why);
        if let Some(what) = check::foreign_objects(&self.connection, "copy", VERSION).map_err(fault)?.into_iter().next()
        {
            return Err(StoreError::Altered { path: copy.display().to_string(), what });
        }
        let last = "SELECT seq, hash FROM copy.events ORDER BY seq DESC LIMIT 1";
        let last: Option<(i64, String)> =
            self.connection.query_row(last, [], |row| Ok((row.get(0)?, row.get(1)?))).optional().map_err(fault)?;
        let (seq, head) = last.unwrap_or((0, BEFORE_ALL.to_owned()));
        self.refuse_unless_known(seq, &head, copy)?;
        let transaction = self.connection.unchecked_transaction().map_err(fault)?;
        for text in ADD {
            transaction.execute(text, params![seq]).map_err(fault)?;
        }
        transaction.commit().map_err(fault)
    }

    /// Refuses to replace or continue a copy whose last event is not one of this ledger.
    fn refuse_unless_known(&self, seq: i64, head: &str, copy: &Path) -> Result<(), StoreError> {
        let here = "SELECT hash FROM main.events WHERE seq = ?1";
        let here: Option<String> =
            self.connection.query_row(here, [seq], |row| row.get(0)).optional().map_err(|why| self.fault(why))?;
        if seq == 0 || here.as_deref() == Some(head) {
            return Ok(());
        }
        Err(StoreError::Apart { ledger: self.path.display().to_string(), copy: copy.display().to_string() })
    }

    /// Puts what the copy holds in the place of the ledger; a file that stands there is kept under another name, which is
    /// given. Nobody may have the ledger open.
    ///
    /// # Errors
    /// When there is no copy, or the files cannot be read and written.
    pub fn restore(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
        let path = Self::path(folder);
        let file = |why| StoreError::File { path: path.display().to_string(), why };
        let copy = Self::open_copy(folder)?.ok_or_else(|| file(std::io::ErrorKind::NotFound.into()))?;
        let staged = StagedFile::new(&path).map_err(file)?;
        copy.vacuum_into(&staged.path())?;
        let aside = aside(&path)?;
        for log in ["ledger.db-wal", "ledger.db-shm"] {
            remove(&folder.join(log))?;
        }
        staged.put_in_place().map_err(file)?;
        Ok(aside)
    }

    /// Removes the files of a ledger in which nothing was ever recorded. What cannot be removed is no loss.
    pub fn remove_empty(folder: &Path) {
        let (ledger, copy) = (Self::path(folder), Self::copy_path(folder));
        let beside = |end: &str| folder.join(format!("ledger.db{end}"));
        for path in [ledger, beside("-wal"), beside("-shm"), copy] {
            let _ = fs::remove_file(path);
        }
    }

    /// Keeps a copy that is of no use under another name, which is given.
    ///
    /// # Errors
    /// When it cannot be moved.
    pub fn set_copy_aside(folder: &Path) -> Result<Option<PathBuf>, StoreError> {
        let copy = Self::copy_path(folder);
        remove(&folder.join("ledger.db.copy-journal"))?;
        aside(&copy)
    }
}

/// Gives a file a name that says that it is damaged; nothing when it is not there or empty.
fn aside(path: &Path) -> Result<Option<PathBuf>, StoreError> {
    let file = |why| StoreError::File { path: path.display().to_string(), why };
    if fs::metadata(path).map_or(0, |there| there.len()) == 0 {
        remove(path)?;
        return Ok(None);
    }
    let mut numbered = (1_u32..).map(|number| {
        let mut name = path.as_os_str().to_owned();
        name.push(format!(".damaged-{number}"));
        PathBuf::from(name)
    });
    let Some(aside) = numbered.find(|aside| fs::symlink_metadata(aside).is_err()) else { return Ok(None) };
    fs::rename(path, &aside).map_err(file)?;
    Ok(Some(aside))
}

fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(StoreError::File { path: path.display().to_string(), why })
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
