//! One run at a time: a lock on a file beside the ledger, which the system releases whatever happens to the run.

use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;

/// A fund's lock, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// Why there is no lock.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another run holds it.
    #[error("another poolfund is at work in {0}; wait until it has ended and run again")]
    Held(String),
    /// The file cannot be made.
    #[error("{path}: {why}")]
    System {
        /// The file.
        path: String,
        /// The system's reason.
        why: io::Error,
    },
}

impl Lock {
    /// Takes the lock of a fund's folder.
    ///
    /// # Errors
    /// When another run holds it, or the folder may not be written.
    pub fn take(folder: &Path) -> Result<Self, LockError> {
        let path = folder.join("ledger.lock");
        let system = |why| LockError::System { path: path.display().to_string(), why };
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(system)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(LockError::Held(folder.display().to_string())),
            Err(TryLockError::Error(why)) => Err(LockError::System { path: path.display().to_string(), why }),
        }
    }
}
