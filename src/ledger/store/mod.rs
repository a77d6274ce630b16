//! The ledger that stays: what was known when, what was closed, who approved it.
//!
//! What comes in: events, the facts of imports, and the bytes of the files that they were read from. What leaves: the
//! same, unchanged, in the order in which they came, each bound to the one before by its hash. What it does not know:
//! what the figures mean. Nothing is ever changed or taken out.
//!
//! All access goes through [`Store`]; [`Sqlite`] keeps a fund's ledger in one file.

mod import;
mod lock;
mod record;
mod restate;
mod rows;
mod sqlite;

pub use import::{Import, import};
pub use lock::{Lock, LockError};
pub use record::{Accepted, Approval, Close, FrozenPlacement, RunRecord, StoredFile};
pub use restate::{Entry, Restatement, restatements};
pub use rows::FactRow;
pub use sqlite::Sqlite;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::facts::Facts;
use crate::domain::fingerprint;

/// What events are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EventKind {
    /// Facts of an input were read.
    Import,
    /// A row that was known changed, vanished, or came late.
    Restatement,
    /// A month was run.
    Run,
    /// Money stays where it was placed.
    Placements,
    /// A month was closed.
    Close,
    /// A close was approved.
    Approval,
}

impl EventKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Import, Self::Restatement, Self::Run, Self::Placements, Self::Close, Self::Approval];

    /// The word in the ledger.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Restatement => "restatement",
            Self::Run => "run",
            Self::Placements => "placements",
            Self::Close => "close",
            Self::Approval => "approval",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == text)
    }
}

/// An event to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// What it is about.
    pub kind: EventKind,
    /// The month that it is about, `YYYY-MM`.
    pub period: Option<String>,
    /// What happened, as JSON.
    pub payload: String,
    /// The facts, for an import.
    pub facts: Facts,
}

impl NewEvent {
    /// An event without facts.
    ///
    /// # Errors
    /// When the payload cannot be written as JSON.
    pub fn new(kind: EventKind, period: Option<String>, payload: &impl Serialize) -> Result<Self, StoreError> {
        Ok(Self { kind, period, payload: serde_json::to_string(payload)?, facts: Facts::default() })
    }

    /// Its facts as the ledger keeps them.
    ///
    /// # Errors
    /// When a fact cannot be written as JSON.
    pub fn rows(&self) -> Result<Vec<FactRow>, StoreError> {
        let mut rows = Vec::new();
        rows::each(&self.facts, &mut |row| {
            rows.push(row.clone());
            Ok(())
        })?;
        Ok(rows)
    }

    /// What names the event: a hash of what happened, not of when it was recorded.
    pub fn id(&self) -> String {
        fingerprint::sha256(
            format!("{}\n{}\n{}", self.kind.name(), self.period.as_deref().unwrap_or(""), self.payload).as_bytes(),
        )
    }
}

/// An event as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Its number, from 1.
    pub seq: i64,
    /// What names it.
    pub id: String,
    /// What it is about.
    pub kind: EventKind,
    /// The month that it is about.
    pub period: Option<String>,
    /// What happened, as JSON.
    pub payload: String,
    /// When, by the clock of the machine; decides nothing.
    pub recorded_at: String,
    /// By whom.
    pub recorded_by: String,
    /// The hash of the event before.
    pub previous: String,
    /// The hash of all of this.
    pub hash: String,
}

impl Event {
    /// What happened.
    ///
    /// # Errors
    /// When the payload is not of this shape.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        Ok(serde_json::from_str(&self.payload)?)
    }

    /// The hash that the event should have.
    pub fn expected_hash(&self) -> String {
        let period = self.period.as_deref().unwrap_or("");
        let parts =
            [&self.previous, self.kind.name(), &self.id, period, &self.recorded_at, &self.recorded_by, &self.payload];
        fingerprint::sha256(format!("{}\n{}", self.seq, parts.join("\n")).as_bytes())
    }

    /// The id that the event should have.
    pub fn expected_id(&self) -> String {
        let event = NewEvent {
            kind: self.kind,
            period: self.period.clone(),
            payload: self.payload.clone(),
            facts: Facts::default(),
        };
        event.id()
    }
}

/// The sum of facts of one kind and currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// The kind.
    pub kind: String,
    /// The currency; nothing for base currency.
    pub currency: Option<String>,
    /// How many facts.
    pub facts: i64,
    /// The sum of their amounts in minor units.
    pub amount: i64,
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
    /// Files that facts were read from.
    pub files: Vec<StoredFile>,
}

/// Why the ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refuses.
    #[error("{path}: {}", explain(.why))]
    Database {
        /// The file.
        path: String,
        /// Its reason.
        why: rusqlite::Error,
    },
    /// The file is a ledger of another program or version.
    #[error("{path} is not a ledger that this program knows (its version is {version}); it was left as it is")]
    Foreign {
        /// The file.
        path: String,
        /// What it says.
        version: i64,
    },
    /// What was recorded is not of the shape that it should be.
    #[error("the ledger holds something that cannot be read: {0}")]
    Shape(#[from] serde_json::Error),
    /// The system refuses.
    #[error("{path}: {why}")]
    File {
        /// The file.
        path: String,
        /// Its reason.
        why: std::io::Error,
    },
}

impl StoreError {
    /// Whether the file is damaged, so that only its copy can help.
    pub fn is_damage(&self) -> bool {
        let Self::Database { why: rusqlite::Error::SqliteFailure(failure, _), .. } = self else { return false };
        matches!(failure.code, rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase)
    }
}

/// What a person can do about a failure of the database.
const HINTS: [(&[rusqlite::ErrorCode], &str); 5] = {
    use rusqlite::ErrorCode;
    [
        (&[ErrorCode::DiskFull], "the disk is full; nothing was recorded. Free some room and run again"),
        (
            &[ErrorCode::ReadOnly, ErrorCode::CannotOpen, ErrorCode::PermissionDenied],
            "the folder or the file may not be written; nothing was recorded",
        ),
        (&[ErrorCode::SystemIoFailure], "the system could not read or write it; nothing was recorded"),
        (&[ErrorCode::DatabaseCorrupt, ErrorCode::NotADatabase], "the file is damaged"),
        (&[ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked], "another program is using it"),
    ]
};

fn explain(why: &rusqlite::Error) -> String {
    let rusqlite::Error::SqliteFailure(failure, _) = why else { return why.to_string() };
    let hint = HINTS.iter().find(|(codes, _)| codes.contains(&failure.code));
    hint.map_or_else(|| why.to_string(), |(_, hint)| format!("{hint} ({why})"))
}

/// A ledger. Any keeping place must pass the same tests as [`Sqlite`].
pub trait Store {
    /// Records a batch as a whole or not at all. Gives the events that are new.
    ///
    /// # Errors
    /// When it cannot be recorded; nothing is then.
    fn append(&mut self, batch: Batch, recorder: &Recorder) -> Result<Vec<Event>, StoreError>;

    /// The hash of the last event; of nothing when there is none.
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

    /// The import of a key of [`intake::Memory`], if it was recorded.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn import_of(&self, key: &str) -> Result<Option<Event>, StoreError>;

    /// The facts of an import, in the order of their rows.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn facts(&self, import: &str) -> Result<Vec<FactRow>, StoreError>;

    /// All facts added up by kind and currency, every import counted, in order.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn balances(&self) -> Result<Vec<Balance>, StoreError>;

    /// The bytes of a file that facts were read from.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn file(&self, sha256: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// What the keeping place itself finds wrong: a damaged page, a guard that was removed.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    fn faults(&self) -> Result<Vec<String>, StoreError>;
}

/// The hash before the first event.
pub const BEFORE_ALL: &str = "";

/// The last close of a month before one, or of any month.
///
/// # Errors
/// When the ledger cannot be read.
pub fn last_close(store: &dyn Store, before: Option<&str>) -> Result<Option<(Event, Close)>, StoreError> {
    let mut closes = store.events(Some(EventKind::Close))?;
    closes.retain(|close| before.is_none_or(|before| close.period.as_deref().is_some_and(|period| period < before)));
    closes.sort_by(|one, two| one.period.cmp(&two.period));
    closes.pop().map(|close| close.read().map(|read| (close, read))).transpose()
}

/// The close of a month.
///
/// # Errors
/// When the ledger cannot be read.
pub fn close_of(store: &dyn Store, period: &str) -> Result<Option<(Event, Close)>, StoreError> {
    let closes = store.events(Some(EventKind::Close))?;
    let found = closes.into_iter().find(|close| close.period.as_deref() == Some(period));
    found.map(|close| close.read().map(|read| (close, read))).transpose()
}
