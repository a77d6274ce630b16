//! The ledger that stays: what was known when, what was closed, who approved it.
//!
//! What comes in: events, what they say line by line, and the bytes of the files behind them. What leaves: the same,
//! unchanged, in the order in which they came, each bound to the one before by its hash. What it does not know: what the
//! figures mean. Nothing is ever changed or taken out.
//!
//! All access goes through [`Store`]; a [`Storage`] says where a fund's ledger is kept and opens it: [`Sqlite`] keeps one in a
//! file, and with the feature `postgres` a server keeps one for several people. Events are recorded in format 2, whose lines have a shape of their own (`shape`); those of format 1 are read for
//! ever (`format_1`).

mod by_event;
mod chain;
mod close;
#[cfg(feature = "postgres")]
mod copy;
mod error;
mod event;
mod format_1;
mod import;
mod lines;
mod lock;
mod packing;
mod pairing;
#[cfg(feature = "postgres")]
mod postgres;
mod reach;
mod record;
mod reread;
mod restate;
mod servers;
mod shape;
mod sqlite;
mod stood;
mod storage;

pub use close::{
    Accepted, Approval, Close, ClosedItems, Edition, Frozen, MANIFEST, OPENING, Signed, SupportByMonth, close_of,
    last_close, standing_after,
};
pub use error::{ServerTrouble, StoreError, Trouble};
pub use event::{Detail, Event, EventKind, Format, NewEvent, Sum};
pub use import::{Import, ReadBy, basis, import_of, import_read, reading, recall};
pub use lines::{Line, Unknown};
pub use lock::{Lock, LockError};
#[cfg(feature = "postgres")]
pub use postgres::{Login, Postgres};
pub use record::{
    RunAgreement, RunBooked, RunDeviation, RunPart, RunPromise, RunReceipt, RunRecord, RunResult, RunStanding,
    RunWorst, RunWrittenOff, StoredFile,
};
pub use reread::Reread;
pub use restate::{ClosedTo, Restatement, Stood, compare, restate};
pub use shape::{
    ActedDecision, Charge, Cost, CostVersion, DecisionPart, Difference, Entry, GoneCost, KnownCell, Netting, OpenItem,
    Pending, ReturnedInterest, Settled, UnchargedCost,
};
pub use sqlite::Sqlite;
pub use stood::stood_before;
pub use storage::{Stamp, Storage};

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

/// The sum of the amounts of lines of one kind and currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// The kind.
    pub kind: String,
    /// The currency; nothing for base currency.
    pub currency: Option<String>,
    /// How many lines.
    pub lines: i64,
    /// The sum of their amounts in minor units.
    pub amount: i128,
}

/// Who records something, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorder {
    /// The time, as text.
    pub at: String,
    /// The name.
    pub by: String,
}

/// What is recorded together or not at all.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Events. Ones that are known already are left out; of the others those of one kind are chained in the order of
    /// their ids, so that the order of files does not matter.
    pub events: Vec<NewEvent>,
    /// Files that facts were read from, and the files of a closed edition.
    pub files: Vec<StoredFile>,
}

/// The hash before the first event.
pub const BEFORE_ALL: &str = "";

/// What is done with the lines of an event, whose number comes first.
pub type LinesTaker<'t> = dyn FnMut(i64, Vec<Line>) -> Result<(), StoreError> + 't;

/// A ledger. Any storage must pass the same tests (`tests/all/store_contract.rs`).
///
/// What holds of all of them: events have numbers from 1 without a gap; each is bound to the one before by its hash; no two
/// events follow the same one; no two have the same id; a month is closed once. What is recorded is never changed.
pub trait Store: Send {
    /// What people know it by: the path of a file, or a server and its database.
    fn name(&self) -> String;

    /// Records a batch as a whole or not at all, if `head` is still the ledger's. Gives the events that are new.
    ///
    /// # Errors
    /// When it cannot be recorded, or somebody recorded something since `head` was read; nothing is recorded then.
    fn append(&mut self, head: &str, batch: Batch, recorder: &Recorder) -> Result<Vec<Event>, StoreError> {
        Ok(self.append_if(head, batch, recorder, &|| true)?.unwrap_or_default())
    }

    /// As [`append`](Store::append), but `stands` is asked when all is written and nothing is kept yet: if it says no,
    /// nothing is recorded.
    ///
    /// # Errors
    /// As [`append`](Store::append).
    fn append_if(
        &mut self,
        head: &str,
        batch: Batch,
        recorder: &Recorder,
        stands: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<Event>>, StoreError>;

    /// Takes what another ledger recorded since this one's last event: events as they are, their lines, and all files that
    /// this one lacks, as a whole or not at all. Gives the number of events.
    ///
    /// # Errors
    /// When this ledger's history is not the beginning of the other's, or one of them cannot be read or written; nothing is
    /// taken then.
    fn adopt(&mut self, other: &dyn Store) -> Result<usize, StoreError>;

    /// The hash of the last event; [`BEFORE_ALL`] when there is none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn head(&self) -> Result<String, StoreError>;

    /// The hashes of all events, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn hashes(&self) -> Result<Vec<String>, StoreError>;

    /// Events in their order, of one kind or of all.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn events(&self, kind: Option<EventKind>) -> Result<Vec<Event>, StoreError>;

    /// An event by its id.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn event(&self, id: &str) -> Result<Option<Event>, StoreError>;

    /// The last reading under a key of [`intake::Memory`](crate::intake::Memory), if there is one.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn reading_of(&self, key: &str) -> Result<Option<Event>, StoreError>;

    /// The lines of an event by its id, in their order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn lines(&self, event: &str) -> Result<Vec<Line>, StoreError>;

    /// Hands on the lines of all events after the one of a number, event by event in their order, as one reading: one event's
    /// are in memory at a time. An event without lines is left out. `take` must not ask the same ledger for anything.
    ///
    /// # Errors
    /// When the ledger cannot be read, and those of `take`.
    fn each_lines(&self, after: i64, take: &mut LinesTaker<'_>) -> Result<(), StoreError>;

    /// All lines added up by kind and currency, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn balances(&self) -> Result<Vec<Balance>, StoreError>;

    /// The bytes of a file that the ledger keeps.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn file(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// The files that the ledger keeps, by SHA-256, each with its name, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn files(&self) -> Result<BTreeMap<String, String>, StoreError>;

    /// Gives the copy in a fund's folder what was recorded since it was made, or makes it; see [`Storage::open_copy`].
    ///
    /// # Errors
    /// When it cannot be written, or has another history than this ledger; it is then as it was.
    fn copy(&self, folder: &Path) -> Result<(), StoreError>;

    /// What the storage itself finds wrong: a damaged page, a guard that was removed, something that is no part of a
    /// ledger.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn faults(&self) -> Result<Vec<String>, StoreError>;
}
