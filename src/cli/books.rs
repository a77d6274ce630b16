//! The fund's ledger as commands open it: under the lock, whole, and copied after every change.

use std::path::{Path, PathBuf};

use crate::files;
use crate::ledger::store::{self, Batch, Close, Event, EventKind, Lock, RunRecord, Sqlite, Store, StoreError};

use super::{CommandError, FundFolder, clock, terminal};

/// The ledger, open for writing.
pub(super) struct Books {
    folder: PathBuf,
    pub store: Sqlite,
    _lock: Lock,
}

impl Books {
    /// Takes the lock, puts right what a run that was cut off left, and opens the ledger. A damaged one is replaced by
    /// its copy, and that is said.
    pub fn open(folder: &FundFolder) -> Result<Self, CommandError> {
        let folder = folder.fund.clone();
        let lock = Lock::take(&folder)?;
        let reports = folder.join("reports");
        let back =
            files::tidy(&reports).map_err(|why| CommandError::File { path: reports.display().to_string(), why })?;
        for month in back {
            terminal::tell(&format!("A run was cut off; the reports of {month} are as they were before it."));
        }
        let store = match Sqlite::open(&folder) {
            Err(why) if why.is_damage() => {
                let Some(aside) = Sqlite::restore(&folder)? else { return Err(why.into()) };
                let name = aside.display();
                terminal::tell(&format!("WARNING: ledger.db is damaged ({why}). It is now {name}."));
                terminal::tell("The copy made after the last change stands in its place; `poolfund audit` checks it.");
                Sqlite::open(&folder)?
            }
            opened => opened?,
        };
        Ok(Self { folder, store, _lock: lock })
    }

    /// Records a batch; the copy follows.
    pub fn append(&mut self, batch: Batch, by: Option<&str>) -> Result<Vec<Event>, CommandError> {
        let events = self.store.append(batch, &clock::recorder(by))?;
        if !events.is_empty() {
            self.store.copy(&self.folder)?;
        }
        Ok(events)
    }

    /// Where a month's reports are.
    pub fn reports(&self, month: &str) -> PathBuf {
        self.folder.join("reports").join(month)
    }
}

/// The ledger, open for reading; nothing when there is none.
pub(super) fn look(folder: &Path) -> Result<Option<Sqlite>, CommandError> {
    Ok(Sqlite::open_to_read(folder)?)
}

/// The last run of a month, or of any.
pub(super) fn last_run(store: &dyn Store, month: Option<&str>) -> Result<Option<(Event, RunRecord)>, StoreError> {
    let mut runs = store.events(Some(EventKind::Run))?;
    runs.retain(|run| month.is_none_or(|month| run.period.as_deref() == Some(month)));
    runs.pop().map(|run| run.read().map(|read| (run, read))).transpose()
}

/// Refuses to go on when a month is closed.
pub(super) fn refuse_closed(store: &dyn Store, month: &str) -> Result<(), CommandError> {
    match store::close_of(store, month)? {
        Some((event, Close { by, .. })) => {
            Err(CommandError::Closed { month: month.to_owned(), by, at: event.recorded_at })
        }
        None => Ok(()),
    }
}
