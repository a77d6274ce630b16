//! The history that a fund's folder shows: the ledger, its copy, and the reports that runs left. None of it may be lost.
//!
//! A ledger that is missing, empty, damaged, or has less history than its copy is put back from the copy, once the copy is
//! found whole. Where nothing whole has the history that the folder shows, nothing is opened, and it is said what to do.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::domain::Month;
use crate::files;
use crate::ledger::store::{Event, Storage, Store, StoreError};

use super::audit::{chain, whole};
use super::edition::{MANIFEST_BYTES, manifests_of};
use super::{BooksError, Repair};

/// What the ledger is, where it is not what the folder shows that it was.
#[derive(Debug, thiserror::Error)]
pub enum Loss {
    /// It is not there.
    #[error("is missing")]
    Missing,
    /// There is nothing in it.
    #[error("is empty")]
    Empty,
    /// It cannot be read.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// The copy has all that it has, and more.
    #[error("ends {missing} events before its copy, as one from an older backup does")]
    Older {
        /// How many events are missing.
        missing: usize,
    },
    /// The copy has another history.
    #[error("and its copy tell different histories from event {event} on")]
    Apart {
        /// The number of the first event that differs.
        event: usize,
    },
    /// There are reports of a run that it does not know.
    #[error("does not know the run that wrote {}", .reports.display())]
    UnknownReports {
        /// The folder of the reports.
        reports: PathBuf,
    },
}

impl Loss {
    /// Whether the copy, if it is whole, has what is lost.
    const fn is_in_copy(&self) -> bool {
        match self {
            Self::Missing | Self::Empty | Self::Damaged(_) | Self::Older { .. } => true,
            Self::Apart { .. } | Self::UnknownReports { .. } => false,
        }
    }
}

/// What stands at the place of the ledger or of its copy.
enum Found {
    /// A ledger.
    Ledger(Box<dyn Store>),
    /// Nothing, or an empty file.
    Nothing(Loss),
    /// A file that is no whole ledger.
    Damaged(StoreError),
}

/// A ledger, open for writing, and what was put right.
type Opened = (Box<dyn Store>, Vec<Repair>);

/// Opens the ledger for writing, its copy beside it; gives what was put right.
pub(super) fn open(storage: &Storage) -> Result<Opened, BooksError> {
    storage.tidy().map_err(BooksError::file(storage.folder()))?;
    let mut repairs = Vec::new();
    if let Some(loss) = loss(storage)? {
        repairs.push(restore(storage, loss)?);
    }
    if let Found::Damaged(why) = copy_of(storage)? {
        repairs.push(replace_copy(storage, &why)?);
    }
    let store = storage.open()?;
    match store.copy(storage.folder()) {
        Err(why) if why.is_damage() => {
            // Copying reads what nothing else read so far, of the one or the other.
            let fault = whole(store.as_ref())?;
            drop(store);
            repairs.push(match fault {
                Some(fault) => restore(storage, Loss::Damaged(fault.to_string()))?,
                None => replace_copy(storage, &why)?,
            });
            let store = storage.open()?;
            store.copy(storage.folder())?;
            Ok((store, repairs))
        }
        copied => copied.map(|()| (store, repairs)).map_err(BooksError::from),
    }
}

/// Opens the ledger for reading; nothing before the first run.
pub(super) fn look(storage: &Storage) -> Result<Option<Box<dyn Store>>, BooksError> {
    match loss(storage)? {
        None => Ok(storage.look()?),
        Some(loss) => Err(lost(storage, loss)),
    }
}

/// Puts the copy in the place of the ledger, which nobody may have open. What a server keeps is not for us to put back.
pub(super) fn restore(storage: &Storage, loss: Loss) -> Result<Repair, BooksError> {
    if storage.server().is_some() || !loss.is_in_copy() || !has_whole_copy(storage)? {
        return Err(lost(storage, loss));
    }
    let aside = storage.restore()?;
    Ok(Repair::LedgerRestored { why: loss.to_string(), aside })
}

/// Puts a copy in the place of a damaged one, once the ledger is found whole.
fn replace_copy(storage: &Storage, why: &StoreError) -> Result<Repair, BooksError> {
    if let Some(store) = storage.look()?
        && let Some(fault) = whole(store.as_ref())?
    {
        return Err(lost(storage, Loss::Damaged(fault.to_string())));
    }
    let aside = storage.set_copy_aside()?;
    Ok(Repair::CopyReplaced { why: why.to_string(), aside })
}

fn has_whole_copy(storage: &Storage) -> Result<bool, BooksError> {
    match copy_of(storage)? {
        Found::Ledger(copy) => Ok(whole(copy.as_ref())?.is_none()),
        Found::Nothing(_) | Found::Damaged(_) => Ok(false),
    }
}

fn lost(storage: &Storage, loss: Loss) -> BooksError {
    let in_copy = loss.is_in_copy() && has_whole_copy(storage).unwrap_or(false);
    BooksError::LedgerLost { ledger: storage.name(), loss, in_copy, is_shared: storage.server().is_some() }
}

/// What is lost of the history that the folder shows; nothing when all is there, or when there was none yet.
pub(super) fn loss(storage: &Storage) -> Result<Option<Loss>, BooksError> {
    if let Some(second) = storage.second() {
        return Err(BooksError::TwoLedgers { second, server: storage.name() });
    }
    let folder = storage.folder();
    let (ledger, copy) = (found(storage.look(), storage.is_taken())?, copy_of(storage)?);
    let store = match (ledger, &copy) {
        (Found::Ledger(store), _) => store,
        (Found::Damaged(why), _) => return Ok(Some(Loss::Damaged(why.to_string()))),
        (Found::Nothing(loss), Found::Nothing(_)) if manifests(folder)?.is_empty() => {
            // A file in which nothing was ever recorded is no loss.
            drop(loss);
            return Ok(None);
        }
        (Found::Nothing(loss), _) => return Ok(Some(loss)),
    };
    let events = match store.events(None) {
        Err(why) if why.is_damage() => return Ok(Some(Loss::Damaged(why.to_string()))),
        events => events?,
    };
    if let Some(fault) = chain(&events).into_iter().next() {
        return Ok(Some(Loss::Damaged(fault.to_string())));
    }
    if let Found::Ledger(copy) = copy
        && let Some(loss) = less_than(&copy.hashes()?, &events)
    {
        return Ok(Some(loss));
    }
    unknown_reports(folder, &events)
}

/// What the copy has that the ledger has not, by the hashes of the copy's events.
fn less_than(copy: &[String], events: &[Event]) -> Option<Loss> {
    let common = events.iter().zip(copy).take_while(|(event, hash)| event.hash == **hash).count();
    if common < events.len().min(copy.len()) {
        return Some(Loss::Apart { event: common + 1 });
    }
    (copy.len() > events.len()).then(|| Loss::Older { missing: copy.len() - events.len() })
}

/// Reports whose manifest no run and no close of the ledger wrote.
fn unknown_reports(folder: &Path, events: &[Event]) -> Result<Option<Loss>, BooksError> {
    let manifests = manifests(folder)?;
    let known = match manifests_of(events) {
        Ok(known) => known,
        Err(why) => return Ok(Some(Loss::Damaged(why.to_string()))),
    };
    let unknown = manifests.into_iter().find(|(_, sha256)| !known.contains(sha256));
    Ok(unknown.map(|(reports, _)| Loss::UnknownReports { reports }))
}

fn copy_of(storage: &Storage) -> Result<Found, BooksError> {
    found(storage.open_copy(), storage.copy_path().exists())
}

fn found(opened: Result<Option<Box<dyn Store>>, StoreError>, is_taken: bool) -> Result<Found, BooksError> {
    match opened {
        Ok(Some(store)) => Ok(Found::Ledger(store)),
        Ok(None) => Ok(Found::Nothing(if is_taken { Loss::Empty } else { Loss::Missing })),
        Err(why) if why.is_damage() => Ok(Found::Damaged(why)),
        Err(why) => Err(why.into()),
    }
}

/// The folders of reports with the SHA-256 of their manifests.
fn manifests(folder: &Path) -> Result<Vec<(PathBuf, String)>, BooksError> {
    let reports = folder.join("reports");
    let mut found = Vec::new();
    if !reports.is_dir() {
        return Ok(found);
    }
    // Reports of before a run that was cut off count too.
    let mut folders = files::put_aside(&reports).map_err(BooksError::file(&reports))?;
    for entry in fs::read_dir(&reports).map_err(BooksError::file(&reports))? {
        let path = entry.map_err(BooksError::file(&reports))?.path();
        folders.extend(path.file_name().and_then(|name| Month::parse(name.to_str()?)).is_some().then_some(path));
    }
    for path in folders {
        let manifest = path.join("manifest.json");
        if manifest.is_file() {
            let sha256 = match files::sha256_of(&manifest, MANIFEST_BYTES) {
                // No run wrote what is longer.
                Err(why) if why.kind() == ErrorKind::FileTooLarge => String::new(),
                sha256 => sha256.map_err(BooksError::file(&manifest))?,
            };
            found.push((path, sha256));
        }
    }
    found.sort();
    Ok(found)
}
