//! A ledger from one storage to another: from the folder to a server, back, or into a file that is kept elsewhere.
//!
//! What comes in: two places. What leaves: the second one with all that the first one has, event by event as it was recorded.
//! What it does not know: what the events are about.

use std::path::{Path, PathBuf};

use crate::ledger::store::{Lock, Storage, Store, StoreError};

use super::audit::whole;
use super::{BooksError, Loss};

/// An end of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The server that the settings name.
    Server,
    /// A file.
    File(PathBuf),
}

/// What was transferred.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transferred {
    /// How many events.
    pub events: usize,
    /// How many there are now.
    pub all: usize,
    /// The hash of the last one, in both places.
    pub head: String,
}

impl End {
    /// Keeps others from writing a file that is the ledger of a fund's folder.
    fn lock(&self) -> Result<Option<Lock>, BooksError> {
        match self {
            Self::File(path) if path.file_name().is_some_and(|name| name == "ledger.db") => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                Ok(Some(Lock::take(folder.unwrap_or(Path::new(".")))?))
            }
            Self::File(_) | Self::Server => Ok(None),
        }
    }

    fn look(&self, storage: &Storage) -> Result<Box<dyn Store>, BooksError> {
        let (store, folder) = match self {
            Self::Server => (server(storage)?.look()?, storage.folder()),
            Self::File(path) => (Storage::look_file(path)?, path.as_path()),
        };
        store.ok_or_else(|| BooksError::NoLedger(folder.to_owned()))
    }

    fn open(&self, storage: &Storage) -> Result<Box<dyn Store>, BooksError> {
        match self {
            Self::Server => Ok(server(storage)?.open()?),
            Self::File(path) => Ok(Storage::open_file(path)?),
        }
    }
}

fn server(storage: &Storage) -> Result<&Storage, StoreError> {
    storage.server().map(|_| storage).ok_or(StoreError::NoServer)
}

/// Gives a ledger all that another one has beyond it: events as they are, with their lines and files. The first must be whole,
/// and the history of the second its beginning.
///
/// # Errors
/// When one of the two cannot be read or written, the first is not whole, or the second has another history; nothing is
/// written then.
pub fn copy_ledger(folder: &Path, from: &End, to: &End) -> Result<Transferred, BooksError> {
    let storage = Storage::of(folder)?;
    let _locks = [from.lock()?, if from == to { None } else { to.lock()? }];
    let from = from.look(&storage)?;
    if let Some(fault) = whole(from.as_ref())? {
        let (ledger, loss) = (from.name(), Loss::Damaged(fault.to_string()));
        return Err(BooksError::LedgerLost { ledger, loss, in_copy: false, is_shared: false });
    }
    let mut to = to.open(&storage)?;
    let events = to.adopt(from.as_ref())?;
    let hashes = to.hashes()?;
    // What was written is read back: both say the same of every line, and end with the same hash.
    if hashes != from.hashes()? || to.balances()? != from.balances()? {
        return Err(StoreError::Apart { ledger: from.name(), copy: to.name() }.into());
    }
    Ok(Transferred { events, all: hashes.len(), head: hashes.last().cloned().unwrap_or_default() })
}

/// Makes the tables of a ledger on the server that a fund's settings name; see [`Storage::prepare`].
///
/// # Errors
/// When the settings cannot be read or name no server, and as [`Storage::prepare`].
pub fn prepare_ledger(folder: &Path, members: Option<&str>) -> Result<Vec<i32>, BooksError> {
    Ok(Storage::of(folder)?.prepare(members)?)
}
