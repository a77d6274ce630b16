//! The books of a fund: its folder through the months, from `inputs/` over the ledger to `reports/`.
//!
//! What comes in: the fund's folder, a month, and who acts when. What leaves: months that are run, closed, approved,
//! computed again and audited, or the reason why not, as values. What it does not know: the command line, the browser,
//! the clock and the user's name, which are arguments, and how a figure comes about.

mod actor;
mod alias;
mod approve;
mod arrival;
mod audit;
mod check;
mod checklist;
mod close;
mod computed;
mod copies;
mod diff;
mod edition;
mod error;
mod frozen;
mod history;
pub mod new_fund;
mod outbox;
mod own_workbook;
mod person;
mod propose;
mod recording;
mod reprint;
mod run;
mod scenario;
pub mod settle;
mod signature;
mod standing;
mod statement;
mod trace;
mod transfer;

pub use actor::{Actor, NoName};
pub use alias::{NotRecorded, record_alias};
pub use approve::Approved;
pub use arrival::{Arrival, FactChanges, SettingChange, Weighed, weigh};
pub use audit::{Audited, Fault, Finding, Witness, audit};
pub use check::{Checkup, check};
pub use checklist::{Checked, Found, Item};
pub use close::{Acceptance, Closed, NoReason};
pub use computed::{AsOf, Computed, again, read, read_standing};
pub use copies::{copy_called, is_copy};
pub use diff::{Diff, diff};
pub use edition::{Deviation, Gone};
pub use error::BooksError;
pub use history::Loss;
pub use outbox::Posted;
pub use own_workbook::OwnWorkbook;
pub use propose::{Proposed, propose, write_proposal};
pub use reprint::Reprinted;
pub use run::{Ran, Wanted, look};
pub use scenario::Today;
pub use signature::SignatureFault;
pub use statement::Statement;
pub use trace::{EarlierText, Trace, TraceError, TracedCell, TracedEntry, trace, trace_copy};
pub use transfer::{End, Transferred, copy_ledger, prepare_ledger};

use std::path::{Path, PathBuf};

use crate::domain::Month;
use crate::files::{self, Know, Known, SetAside, Tidied};
use crate::ledger::store::{self, BEFORE_ALL, Batch, Event, EventKind, Lock, RunRecord, Storage, Store, StoreError};
use crate::month;
use crate::report;

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
pub type Watch<'a> = &'a (dyn Fn(Step) + Sync);

/// Something that was put right when the books were opened, or later, when damage showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// A run was cut off; the reports of the month are as they were before it.
    ReportsPutBack {
        /// The month, `YYYY-MM`.
        month: String,
    },
    /// So many folders that runs which were cut off left half written were cleared away.
    Cleared(usize),
    /// A file of somebody was in the place of one that was written, and has another name now.
    SetAside(SetAside),
    /// A statement that a close or an approval which was cut off did not write is written now.
    Stated(PathBuf),
    /// A close was cut off when it had recorded the closed edition, or a colleague closed a month elsewhere; the reports of
    /// the month are the closed edition now.
    EditionPut {
        /// The month.
        month: Month,
        /// Who closed it, where several people share the ledger.
        closed_by: Option<String>,
    },
    /// The ledger was not what it had been; what its copy holds stands in its place.
    LedgerRestored {
        /// What was wrong with it.
        why: String,
        /// Where the file is now that stood there, if one did.
        aside: Option<PathBuf>,
    },
    /// The copy was damaged; the ledger, which is whole, was copied anew.
    CopyReplaced {
        /// What was wrong with the copy.
        why: String,
        /// Where the damaged copy is now.
        aside: Option<PathBuf>,
    },
}

/// The books, open for writing: nobody else writes while they are.
pub struct Books {
    storage: Storage,
    store: Box<dyn Store>,
    /// The hash of the ledger's last event as these books know it: nothing is recorded after another.
    head: String,
    repairs: Vec<Repair>,
    lock: Lock,
}

impl Books {
    /// Takes the lock, puts right what a run that was cut off left, and opens the ledger. One that lost what its copy has
    /// is put back from the copy; see [`Books::take_repairs`].
    ///
    /// # Errors
    /// When somebody else holds the lock, the folder or the ledger cannot be read and written, or the folder shows a
    /// history that neither the ledger nor its copy has.
    pub fn open(folder: &Path) -> Result<Self, BooksError> {
        let lock = Lock::take(folder)?;
        let storage = Storage::of(folder)?;
        let (store, repairs) = history::open(&storage)?;
        let head = store.head()?;
        let mut books = Self { storage, store, head, repairs, lock };
        books.tidy()?;
        Ok(books)
    }

    /// Puts right what runs that were cut off left among the reports and drafts.
    fn tidy(&mut self) -> Result<(), BooksError> {
        let manifests = edition::manifests(self.store())?;
        let know_reports = |folder: &Path| edition::known(folder, &manifests);
        let (reports, drafts) = (self.folder().join("reports"), drafts_of(self.folder()));
        let mut all = Tidied::default();
        let statements = self.folder().join(statement::STATEMENTS);
        let reprints = self.folder().join(reprint::REPRINTS);
        let know_none = |_: &Path| Ok(Known::default());
        let folders = [
            (&reports, &know_reports as Know<'_>),
            (&drafts, &report::outbox::known),
            (&statements, &know_none),
            (&reprints, &know_none),
        ];
        for (folder, know) in folders {
            let tidied = files::tidy(folder, know).map_err(BooksError::file(folder))?;
            all.back.extend(tidied.back);
            all.removed += tidied.removed;
            all.set_aside.extend(tidied.set_aside);
        }
        all.removed += tidy_written(self.folder())?;
        self.repairs.extend(all.back.into_iter().map(|month| Repair::ReportsPutBack { month }));
        self.repairs.extend((all.removed > 0).then_some(Repair::Cleared(all.removed)));
        self.repairs.extend(all.set_aside.into_iter().map(Repair::SetAside));
        let put = if self.storage.server().is_some() {
            let put = self.put_colleagues_editions(&manifests)?;
            put.into_iter().map(|(put, by)| (put, Some(by))).collect()
        } else {
            self.put_edition()?.map(|put| (put, None)).into_iter().collect::<Vec<_>>()
        };
        for (put, closed_by) in put {
            self.repairs.push(Repair::EditionPut { month: put.month, closed_by });
            self.repairs.extend(put.set_aside.into_iter().map(Repair::SetAside));
        }
        let stated = self.state_last()?;
        self.repairs.extend(stated.into_iter().map(Repair::Stated));
        Ok(())
    }

    /// The kind of network share that a fund's folder is on, where the system says so. SQLite's locks do not hold there.
    pub fn share(folder: &Path) -> Option<String> {
        files::share(folder)
    }

    /// What was put right since this was last asked.
    pub fn take_repairs(&mut self) -> Vec<Repair> {
        std::mem::take(&mut self.repairs)
    }

    /// The ledger.
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// The fund's folder.
    pub fn folder(&self) -> &Path {
        self.storage.folder()
    }

    /// Records a batch. [`Books::copy`] follows, once all is done that depends on it.
    fn append(&mut self, batch: Batch, actor: &Actor) -> Result<(), BooksError> {
        let events = self.store.append(&self.head, batch, &actor.recorder())?;
        if let Some(last) = events.last() {
            self.head.clone_from(&last.hash);
        }
        Ok(())
    }

    /// Gives the copy what was recorded.
    fn copy(&self) -> Result<(), BooksError> {
        self.store.copy(self.folder()).map_err(|why| BooksError::from(why).unfinished())
    }

    /// Does something that reads the ledger. Where it meets damage, the copy is put in the ledger's place, and it is done
    /// once more.
    fn recovering<T>(&mut self, work: impl Fn(&mut Self) -> Result<T, BooksError>) -> Result<T, BooksError> {
        match work(self) {
            Err(BooksError::Store(why)) if why.is_damage() => {
                self.store = Storage::nowhere()?;
                self.repairs.push(history::restore(&self.storage, Loss::Damaged(why.to_string()))?);
                self.store = self.storage.open()?;
                self.head = self.store.head()?;
                work(self)
            }
            done => done,
        }
    }

    /// Where a month's reports are.
    fn reports(&self, month: Month) -> PathBuf {
        reports_of(self.folder(), month)
    }

    /// Refuses to go on when a month is closed.
    fn refuse_closed(&self, month: Month) -> Result<(), BooksError> {
        match store::close_of(self.store(), &month.to_string())? {
            Some((event, close)) => Err(BooksError::Closed { month, by: close.by, at: event.recorded_at }),
            None => Ok(()),
        }
    }
}

impl Drop for Books {
    /// Leaves nothing of a ledger in which nothing was recorded.
    fn drop(&mut self) {
        if self.head == BEFORE_ALL
            && let Ok(closed) = Storage::nowhere()
        {
            drop(std::mem::replace(&mut self.store, closed));
            self.storage.remove_empty();
            self.lock.remove();
        }
    }
}

/// Clears away what was cut off while inputs were changed or a proposal was written, for who holds the lock; gives how many
/// there were.
fn tidy_written(folder: &Path) -> Result<usize, BooksError> {
    let below = |name: &str| {
        let place = folder.join(name);
        files::remove_unfinished_below(&place).map_err(BooksError::file(&place))
    };
    Ok(below("inputs")? + below(propose::PROPOSALS)?)
}

/// Changes files of a fund while no other program is at work on it; what a change that was cut off left is gone then.
///
/// # Errors
/// When another one is, or the folder may not be written; else as `act` says.
pub fn alone<T, E: From<BooksError>>(folder: &Path, act: impl FnOnce() -> Result<T, E>) -> Result<T, E> {
    let lock = Lock::take(folder).map_err(BooksError::from)?;
    let done = tidy_written(folder).map_err(E::from).and_then(|_| act());
    if !Storage::of(folder).is_ok_and(|storage| storage.is_taken()) {
        lock.remove();
    }
    done
}

/// The ledger of a fund, open for reading; nothing before the first run.
///
/// # Errors
/// When the ledger is damaged or of another program, or has less history than the folder shows.
pub fn ledger(folder: &Path) -> Result<Option<Box<dyn Store>>, BooksError> {
    history::look(&Storage::of(folder)?)
}

/// Where a month's reports are.
pub fn reports_of(folder: &Path, month: Month) -> PathBuf {
    folder.join("reports").join(month.to_string())
}

/// Where the drafts of mails are, in a folder for each month: not in the month's own, which a close freezes.
fn drafts_of(folder: &Path) -> PathBuf {
    folder.join("reports/outbox")
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

/// The last run of a month, or of any.
fn last_run(store: &dyn Store, month: Option<&str>) -> Result<Option<(Event, RunRecord)>, StoreError> {
    let mut runs = store.events(Some(EventKind::Run))?;
    runs.retain(|run| month.is_none_or(|month| run.period.as_deref() == Some(month)));
    runs.pop().map(|run| run.read().map(|read| (run, read))).transpose()
}
