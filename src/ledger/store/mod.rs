//! The ledger that stays: what was known when, what was closed, who approved it.
//!
//! What comes in: events, what they say line by line, and the bytes of the files behind them. What leaves: the same,
//! unchanged, in the order in which they came, each bound to the one before by its hash. What it does not know: what the
//! figures mean. Nothing is ever changed or taken out.
//!
//! All access goes through [`Store`]; [`Sqlite`] keeps a fund's ledger in one file. Events are recorded in format 2, whose
//! lines have a shape of their own (`shape`); those of format 1 are read for ever (`format_1`).

mod close;
mod error;
mod event;
mod format_1;
mod import;
mod lines;
mod lock;
mod record;
mod reread;
mod restate;
mod shape;
mod sqlite;

pub use close::{
    Accepted, Approval, Close, ClosedItems, Edition, Frozen, MANIFEST, OPENING, Signed, close_of, last_close,
    standing_after,
};
pub use error::StoreError;
pub use event::{Detail, Event, EventKind, Format, NewEvent, Sum};
pub use import::{Import, basis, import_of, reading, recall};
pub use lines::{Line, Unknown};
pub use lock::{Lock, LockError};
pub use record::{
    RunAgreement, RunDeviation, RunPromise, RunReceipt, RunRecord, RunStanding, RunWorst, RunWrittenOff, StoredFile,
};
pub use reread::Reread;
pub use restate::{Restatement, Stood, compare, restate};
pub use shape::{
    ActedDecision, Charge, Cost, CostVersion, DecisionPart, Difference, Entry, GoneCost, KnownCell, Netting, OpenItem,
    Pending, ReturnedInterest, Settled, UnchargedCost,
};
pub use sqlite::Sqlite;

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

/// A ledger. Any keeping place must pass the same tests as [`Sqlite`].
pub trait Store {
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

    /// The hash of the last event; [`BEFORE_ALL`] when there is none.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn head(&self) -> Result<String, StoreError>;

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

    /// What the keeping place itself finds wrong: a damaged page, a guard that was removed, something that is no part of a
    /// ledger.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn faults(&self) -> Result<Vec<String>, StoreError>;
}
