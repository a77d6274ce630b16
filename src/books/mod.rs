//! The books of a fund: its folder through the months, from `inputs/` over the ledger to `reports/`.
//!
//! What comes in: the fund's folder, a month, and who acts when. What leaves: months that are run, closed, approved,
//! computed again and audited, or the reason why not, as values. What it does not know: the command line, the browser,
//! the clock and the user's name, which are arguments, and how a figure comes about.

mod actor;
mod approve;
mod audit;
mod check;
mod checklist;
mod close;
mod computed;
mod diff;
mod edition;
mod error;
mod frozen;
mod person;
mod recording;
mod run;
mod trace;

pub use actor::{Actor, NoName};
pub use audit::{Audited, Fault, Finding, audit};
pub use check::{Checkup, check};
pub use checklist::{Checked, Found, Item};
pub use close::{Acceptance, Closed, NoReason};
pub use computed::{AsOf, Computed, again, read};
pub use diff::{Diff, diff};
pub use edition::Deviation;
pub use error::BooksError;
pub use run::{Ran, Wanted};
pub use trace::{Trace, TraceError, TracedCell, TracedEntry, trace};

use std::path::{Path, PathBuf};

use crate::domain::Month;
use crate::files;
use crate::ledger::store::{self, Batch, Event, EventKind, Lock, RunRecord, Sqlite, Store, StoreError};
use crate::month::{self, Standing};

/// What is being done, for whoever watches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The inputs are read.
    Reading,
    /// The figures are computed.
    Month(month::Step),
    /// The allocation is proved.
    Proving,
    /// The reports are written.
    Writing,
    /// The month is recorded.
    Recording,
    /// The ledger's links and facts are checked.
    Auditing,
    /// A closed month is computed again.
    Again,
    /// The cells behind a figure are read.
    Cells,
}

/// Is given each step when it begins.
pub type Watch<'a> = &'a dyn Fn(Step);

/// Something that was put right when the books were opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// A run was cut off; the reports of the month are as they were before it.
    ReportsPutBack {
        /// The month, `YYYY-MM`.
        month: String,
    },
    /// The ledger was damaged; the copy made after the last change stands in its place.
    LedgerRestored {
        /// What was wrong.
        why: String,
        /// Where the damaged file is now.
        aside: PathBuf,
    },
}

/// The books, open for writing: nobody else writes while they are.
pub struct Books {
    folder: PathBuf,
    store: Sqlite,
    /// The hash of the ledger's last event as these books know it: nothing is recorded after another.
    head: String,
    repairs: Vec<Repair>,
    _lock: Lock,
}

impl Books {
    /// Takes the lock, puts right what a run that was cut off left, and opens the ledger. A damaged one is replaced by
    /// its copy; see [`Books::repairs`].
    ///
    /// # Errors
    /// When somebody else holds the lock, or the folder or the ledger cannot be read and written.
    pub fn open(folder: &Path) -> Result<Self, BooksError> {
        let lock = Lock::take(folder)?;
        let reports = folder.join("reports");
        let back = files::tidy(&reports).map_err(BooksError::file(&reports))?;
        let mut repairs: Vec<Repair> = back.into_iter().map(|month| Repair::ReportsPutBack { month }).collect();
        let store = match Sqlite::open(folder) {
            Err(why) if why.is_damage() => {
                let Some(aside) = Sqlite::restore(folder)? else { return Err(why.into()) };
                repairs.push(Repair::LedgerRestored { why: why.to_string(), aside });
                Sqlite::open(folder)?
            }
            opened => opened?,
        };
        let head = store.head()?;
        Ok(Self { folder: folder.to_owned(), store, head, repairs, _lock: lock })
    }

    /// What was put right when they were opened.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// The ledger.
    pub fn store(&self) -> &Sqlite {
        &self.store
    }

    /// The fund's folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Records a batch; the copy follows.
    fn append(&mut self, batch: Batch, actor: &Actor) -> Result<Vec<Event>, BooksError> {
        let events = self.store.append(&self.head, batch, &actor.recorder())?;
        if let Some(last) = events.last() {
            self.head.clone_from(&last.hash);
            self.store.copy(&self.folder)?;
        }
        Ok(events)
    }

    /// Where a month's reports are.
    fn reports(&self, month: Month) -> PathBuf {
        reports_of(&self.folder, month)
    }

    /// Refuses to go on when a month is closed.
    fn refuse_closed(&self, month: Month) -> Result<(), BooksError> {
        match store::close_of(&self.store, &month.to_string())? {
            Some((event, close)) => Err(BooksError::Closed { month, by: close.by, at: event.recorded_at }),
            None => Ok(()),
        }
    }
}

/// The ledger of a fund, open for reading; nothing before the first run.
///
/// # Errors
/// When the ledger is damaged or of another program.
pub fn ledger(folder: &Path) -> Result<Option<Sqlite>, BooksError> {
    Ok(Sqlite::open_to_read(folder)?)
}

/// Where a month's reports are.
pub fn reports_of(folder: &Path, month: Month) -> PathBuf {
    folder.join("reports").join(month.to_string())
}

/// The run of a month that counts: the one that was closed, else the last one.
///
/// # Errors
/// When the ledger cannot be read, or knows of no run of the month.
pub fn run_of(store: &dyn Store, month: Month) -> Result<RunRecord, BooksError> {
    if let Some((_, close)) = store::close_of(store, &month.to_string())? {
        return Ok(close.run);
    }
    let run = last_run(store, Some(&month.to_string()))?;
    run.map(|(_, run)| run).ok_or(BooksError::NeverRun { month })
}

/// How the agreements stood, as a run recorded it.
fn standing(run: RunRecord) -> Result<Standing, BooksError> {
    Ok(serde_json::from_value(run.standing).map_err(StoreError::from)?)
}

/// The last run of a month, or of any.
fn last_run(store: &dyn Store, month: Option<&str>) -> Result<Option<(Event, RunRecord)>, StoreError> {
    let mut runs = store.events(Some(EventKind::Run))?;
    runs.retain(|run| month.is_none_or(|month| run.period.as_deref() == Some(month)));
    runs.pop().map(|run| run.read().map(|read| (run, read))).transpose()
}
