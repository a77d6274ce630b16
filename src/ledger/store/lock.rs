//! One run at a time: a lock on a file beside the ledger, which the system releases whatever happens to the run.

use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How often a lock that is held is tried again, and how long after the first time; each wait is twice the one before. A
/// process that is being started holds what its parent had open until it runs a program of its own: on a busy machine that
/// takes a while, but a run takes longer. All in all 75 milliseconds.
const TRIES: u32 = 4;
const FIRST_WAIT: Duration = Duration::from_millis(5);

/// A fund's lock, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    file: File,
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
    /// The name of the file in the folder that is locked.
    pub const FILE: &str = "ledger.lock";

    /// Takes the lock of a fund's folder.
    ///
    /// # Errors
    /// When another run holds it, or the folder may not be written.
    pub fn take(folder: &Path) -> Result<Self, LockError> {
        let path = Self::path(folder);
        let system = |why| LockError::System { path: path.display().to_string(), why };
        // Opening a pipe would wait for whoever reads it.
        if std::fs::metadata(&path).is_ok_and(|there| !there.is_file()) {
            return Err(system(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file")));
        }
        let mut tries = 0;
        loop {
            let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(system)?;
            match file.try_lock() {
                // Whoever held it may have removed the file meanwhile: a lock on what is gone holds nobody back.
                Ok(()) if is_there(&file, &path) => return Ok(Self { path, file }),
                Ok(()) => {}
                Err(TryLockError::WouldBlock) if tries < TRIES => {
                    std::thread::sleep(FIRST_WAIT * (1 << tries));
                    tries += 1;
                }
                Err(TryLockError::WouldBlock) => return Err(LockError::Held(folder.display().to_string())),
                Err(TryLockError::Error(why)) => return Err(system(why)),
            }
        }
    }

    /// Holds writers back while somebody reads all that they write. Nothing where there is no lock to be taken: nobody ever
    /// wrote there, or the folder is only there to be read.
    ///
    /// # Errors
    /// When a run holds it.
    pub fn share(folder: &Path) -> Result<Option<Self>, LockError> {
        let path = Self::path(folder);
        if !std::fs::metadata(&path).is_ok_and(|there| there.is_file()) {
            return Ok(None);
        }
        let Ok(file) = File::open(&path) else { return Ok(None) };
        for tries in 0.. {
            match file.try_lock_shared() {
                Err(TryLockError::WouldBlock) if tries < TRIES => std::thread::sleep(FIRST_WAIT * (1 << tries)),
                Err(TryLockError::WouldBlock) => return Err(LockError::Held(folder.display().to_string())),
                Err(TryLockError::Error(_)) => break,
                Ok(()) => return Ok(Some(Self { path, file })),
            }
        }
        Ok(None)
    }

    fn path(folder: &Path) -> PathBuf {
        folder.join(Self::FILE)
    }

    /// Takes the file away while the lock is held: where there is nothing to be locked.
    pub fn remove(&self) {
        // Where an open file cannot be removed it stays, and harms nobody.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// Whether an open file is still the one at a path.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same =
        |one: &std::fs::Metadata, other: &std::fs::Metadata| (one.dev(), one.ino()) == (other.dev(), other.ino());
    matches!((file.metadata(), std::fs::metadata(path)), (Ok(open), Ok(there)) if same(&open, &there))
}

#[cfg(not(unix))]
fn is_there(_file: &File, path: &Path) -> bool {
    path.exists()
}
