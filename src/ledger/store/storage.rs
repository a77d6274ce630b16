//! Where a fund's ledger is kept, and how it is opened there.
//!
//! What comes in: a fund's folder and what its settings say of a server. What leaves: its ledger and the copy beside it, as [`Store`]s. What it does not know: what
//! of the two is right.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::config::{ConfigError, LedgerServer};
use crate::files;
use crate::intake::settings;

use super::sqlite::Sqlite;
use super::{Store, StoreError, servers};

/// The place of a fund's ledger: a file in its folder, or a server.
#[derive(Clone, Debug)]
pub struct Storage {
    folder: PathBuf,
    server: Option<LedgerServer>,
}

/// What is another one once something was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stamp {
    /// Of a file and its log: their lengths and times.
    File([Option<(u64, SystemTime)>; 2]),
    /// Of a ledger on a server: its head.
    Server(String),
}

impl Storage {
    /// The place of the ledger of a fund's folder, as its settings say.
    ///
    /// # Errors
    /// When the settings cannot be read, and there is no ledger in the folder that shows what they say.
    pub fn of(folder: &Path) -> Result<Self, ConfigError> {
        let server = match settings::ledger_server(&folder.join("inputs")) {
            // Nobody has a ledger in the folder and one on a server, and one that is there can be read without settings.
            Err(_) if Sqlite::path(folder).exists() => None,
            named => named?,
        };
        Ok(Self { folder: folder.to_owned(), server })
    }

    /// What people know it by.
    pub fn name(&self) -> String {
        self.server.as_ref().map_or_else(|| Sqlite::path(&self.folder).display().to_string(), ToString::to_string)
    }

    /// The fund's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The server that keeps it; nothing where a file does.
    pub fn server(&self) -> Option<&LedgerServer> {
        self.server.as_ref()
    }

    /// A file of a ledger that stands in the folder of a fund whose ledger a server keeps.
    pub fn second(&self) -> Option<PathBuf> {
        Some(Sqlite::path(&self.folder)).filter(|path| self.server.is_some() && path.exists())
    }

    /// Opens the ledger for writing. A file is made when there is none, and one of format 1 goes on in format 2; on a server
    /// nobody else writes while it is open.
    ///
    /// # Errors
    /// When it cannot be made or opened, is damaged, or is no ledger; on a server also when somebody else is writing.
    pub fn open(&self) -> Result<Box<dyn Store>, StoreError> {
        match &self.server {
            Some(server) => servers::open(server, &self.folder),
            None => Ok(Box::new(Sqlite::open(&self.folder)?)),
        }
    }

    /// Opens the ledger for reading; nothing when there is none.
    ///
    /// # Errors
    /// When it cannot be opened, is damaged or is no ledger.
    pub fn look(&self) -> Result<Option<Box<dyn Store>>, StoreError> {
        match &self.server {
            Some(server) => servers::look(server, &self.folder).map(Some),
            None => Ok(Sqlite::open_to_read(&self.folder)?.map(boxed)),
        }
    }

    /// Opens a file of a ledger for writing, wherever it is, and makes it when there is none.
    ///
    /// # Errors
    /// When it cannot be made or opened, is damaged, or is no ledger.
    pub fn open_file(path: &Path) -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(Sqlite::open_alone(path)?))
    }

    /// Opens a file of a ledger for reading, wherever it is; nothing when there is none.
    ///
    /// # Errors
    /// When it is damaged or is no ledger.
    pub fn look_file(path: &Path) -> Result<Option<Box<dyn Store>>, StoreError> {
        Ok(Sqlite::read_at(path)?.map(boxed))
    }

    /// Whether something is there, be it empty.
    pub fn is_taken(&self) -> bool {
        self.server.is_some() || Sqlite::path(&self.folder).exists()
    }

    /// A ledger of nothing, in memory alone: what stands where one is closed for a while.
    ///
    /// # Errors
    /// When there is no memory.
    pub fn nowhere() -> Result<Box<dyn Store>, StoreError> {
        Ok(Box::new(Sqlite::closed()?))
    }

    /// What is another one once something was recorded.
    ///
    /// # Errors
    /// When a server cannot be asked.
    pub fn stamp(&self) -> Result<Stamp, StoreError> {
        if let Some(server) = &self.server {
            return servers::look(server, &self.folder)?.head().map(Stamp::Server);
        }
        let ledger = Sqlite::path(&self.folder);
        let mut log = ledger.clone().into_os_string();
        log.push("-wal");
        Ok(Stamp::File([ledger, PathBuf::from(log)].map(|path| {
            let there = std::fs::metadata(path).ok()?;
            Some((there.len(), there.modified().ok()?))
        })))
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
        match self.server {
            Some(_) => drop(std::fs::remove_file(self.copy_path())),
            None => Sqlite::remove_empty(&self.folder),
        }
    }

    /// Makes the tables of a ledger on the server that the settings name, or brings them to the version of today; the members
    /// of a role may add to them and read them from then on. Gives the versions that were made now.
    ///
    /// # Errors
    /// When a file keeps the ledger, the server cannot be reached or trusted, or it does not let whoever asks make tables.
    pub fn prepare(&self, members: Option<&str>) -> Result<Vec<i32>, StoreError> {
        match &self.server {
            Some(server) => servers::prepare(server, &self.folder, members),
            None => Err(StoreError::NoServer),
        }
    }
}

/// The copy in the fund's folder: a file that is a ledger too, which gets what the ledger records, and nothing else.
impl Storage {
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
    /// given. Nobody may have the ledger open, and no server keeps it.
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
