//! Why something was not done with the books.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::allocate::verify;
use crate::config::ConfigError;
use crate::domain::{Currency, Month};
use crate::intake::Problem;
use crate::ledger::store::{LockError, StoreError};
use crate::month::MonthError;
use crate::month::format_1::OldMonth;
use crate::month::scenario::ScenarioFault;
use crate::report::WriteError;

use super::{Checked, Deviation, Loss, SignatureFault};

/// Why something was not done. Nothing was written then, but for facts of inputs, which change no figure.
#[derive(Debug, thiserror::Error)]
pub enum BooksError {
    /// The inputs have errors; warnings are among the problems too.
    #[error("the inputs have errors")]
    Inputs(Vec<Problem>),
    /// `fund.toml` cannot stand.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The month has no figures.
    #[error(transparent)]
    Month(#[from] MonthError),
    /// A month that an earlier version closed cannot go on.
    #[error("{month} was closed by an earlier version of the program, and cannot go on: {why}")]
    Old {
        /// The month.
        month: Month,
        /// Why not.
        why: OldMonth,
    },
    /// A scenario supposes something of what there is not.
    #[error("the scenarios cannot be followed: {0}")]
    Scenario(#[from] ScenarioFault),
    /// There is no data from which the month could be determined.
    #[error("no receipt or expenditure is dated in a month that is over")]
    NoMonth,
    /// The allocation is not proved: a fault of the program.
    #[error("the allocation is not proved: {0}")]
    Unproved(verify::Fault),
    /// There is no ledger.
    #[error("there is no ledger in {}; it begins with the first run", .0.display())]
    NoLedger(PathBuf),
    /// The month was never run.
    #[error("{month} was never run")]
    NeverRun {
        /// The month.
        month: Month,
    },
    /// Two months cannot be compared: their base currencies differ.
    #[error("{from} was run in {earlier} and {to} in {later}: amounts cannot be compared")]
    Currencies {
        /// The earlier month.
        from: Month,
        /// Its base currency.
        earlier: Currency,
        /// The later month.
        to: Month,
        /// Its base currency.
        later: Currency,
    },
    /// The month is closed.
    #[error("{month} was closed by {by} ({at}): its reports stay as they are")]
    Closed {
        /// The month.
        month: Month,
        /// Who closed it.
        by: String,
        /// When.
        at: String,
    },
    /// A later month is closed.
    #[error("{later} is closed already; an earlier month cannot be closed after it")]
    LaterClosed {
        /// The later month, `YYYY-MM`.
        later: String,
    },
    /// The month is not over by the clock.
    #[error("{month} is not over on {today}: it can be closed from {}", .month.next().first_day())]
    NotOver {
        /// The month.
        month: Month,
        /// The day by the clock.
        today: NaiveDate,
    },
    /// The checklist of a close has open items.
    #[error("{month} has open items in its checklist")]
    Open {
        /// The month.
        month: Month,
        /// The whole checklist.
        checklist: Vec<Checked>,
    },
    /// The month is not closed, so that it cannot be approved.
    #[error("{month} is not closed")]
    NotClosed {
        /// The month.
        month: Month,
    },
    /// Some reports of a closed month cannot come back: the ledger has their hashes only, and they are not on the disk as
    /// they were closed either.
    #[error("{} of the {files} reports of {month} cannot come back: {}", .missing.len(), .missing.join(", "))]
    NotKept {
        /// The month.
        month: Month,
        /// Their names.
        missing: Vec<String>,
        /// Of how many.
        files: usize,
    },
    /// Who closed cannot approve.
    #[error("{by} closed {month}; someone else must approve it")]
    SamePerson {
        /// The month.
        month: Month,
        /// Who closed it.
        by: String,
    },
    /// The close is approved already.
    #[error("{month} was approved already, by {by}")]
    Approved {
        /// The month.
        month: Month,
        /// Who approved it.
        by: String,
    },
    /// The approval is not signed as the fund wants it.
    #[error(transparent)]
    Signature(#[from] SignatureFault),
    /// The reports on the disk are not those that were closed.
    #[error("the reports are not those that were closed: {0}")]
    Deviates(Deviation),
    /// A file changed between being read and being recorded.
    #[error("{file} changed while it was read; run again")]
    Changed {
        /// The file, below `inputs/`.
        file: String,
    },
    /// The ledger does not hold what one of its records names.
    #[error("{0} is not in the ledger any more")]
    Lost(String),
    /// The ledger is not what the folder shows that it was.
    #[error("{ledger} {loss}")]
    LedgerLost {
        /// The ledger's name.
        ledger: String,
        /// What it is.
        loss: Loss,
        /// Whether its copy has what is lost.
        in_copy: bool,
        /// Whether a server keeps it.
        is_shared: bool,
    },
    /// The settings name a server, and there is a ledger in the fund's folder too.
    #[error("{server} keeps the ledger, as the settings say, and there is one in {} too", .second.display())]
    TwoLedgers {
        /// The file.
        second: PathBuf,
        /// The server and its database.
        server: String,
    },
    /// All is recorded, and something that follows is not done.
    #[error("it is recorded, but what follows could not be done: {0}. The next run of the program does the rest")]
    Unfinished(Box<BooksError>),
    /// Something stands where a folder of reports is to be written.
    #[error("{} is no folder", .0.display())]
    NoFolder(PathBuf),
    /// No month was run yet.
    #[error("no month was run yet")]
    NothingRun,
    /// This version computes other figures than were recorded, so that no letter can be written from them.
    #[error("{month} was run by version {version} of the program, which computed other figures than this one does")]
    OtherFigures {
        /// The month.
        month: Month,
        /// The version that ran it.
        version: String,
    },
    /// The ledger cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Somebody else is at work.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The reports cannot be written.
    #[error(transparent)]
    Reports(#[from] WriteError),
    /// A file or folder cannot be read or written.
    #[error("{}: {why}", .path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// The system's reason.
        why: io::Error,
    },
}

impl BooksError {
    /// What stands in the way of what follows once all is recorded.
    pub(super) fn unfinished(self) -> Self {
        Self::Unfinished(Box::new(self))
    }

    /// What the system says about a file or folder.
    pub(super) fn file(path: &Path) -> impl Fn(io::Error) -> Self + '_ {
        |why| Self::File { path: path.to_owned(), why }
    }
}
