//! Events: what happened, when it was recorded and by whom, each bound to the one before by its hash.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::domain::facts::Facts;
use crate::domain::fingerprint::{self, Hasher};

use super::lines;
use super::{Frozen, StoreError};

/// What events are about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EventKind {
    /// Facts of an input were read.
    Import,
    /// How a file was read, so that it need not be read again.
    Reading,
    /// Rows that were known changed, vanished, or came late.
    Restatement,
    /// A month was run.
    Run,
    /// Money stays where it was placed: of format 1, in which closes had no entries.
    Placements,
    /// A month was closed.
    Close,
    /// A close was approved.
    Approval,
    /// Something that this version of the program does not know, by its word.
    Other(String),
}

impl EventKind {
    /// All kinds that this version knows.
    pub const ALL: [Self; 7] =
        [Self::Import, Self::Reading, Self::Restatement, Self::Run, Self::Placements, Self::Close, Self::Approval];

    /// The word in the ledger.
    pub fn name(&self) -> &str {
        match self {
            Self::Import => "import",
            Self::Reading => "reading",
            Self::Restatement => "restatement",
            Self::Run => "run",
            Self::Placements => "placements",
            Self::Close => "close",
            Self::Approval => "approval",
            Self::Other(word) => word,
        }
    }

    /// The kind of a word.
    pub(super) fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.name() == word).unwrap_or_else(|| Self::Other(word.to_owned()))
    }
}

impl Serialize for EventKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// The way in which an event is written and hashed. Ledgers keep events in the format in which they were recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "i64")]
pub enum Format {
    /// Of version 0.1.0.
    One,
    /// In which all events are recorded now.
    Two,
}

impl From<Format> for i64 {
    fn from(format: Format) -> Self {
        match format {
            Format::One => 1,
            Format::Two => 2,
        }
    }
}

impl Format {
    /// The format of a number; `None` for one that this version does not know.
    pub(super) const fn of(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            _ => None,
        }
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
    /// What it says line by line.
    pub detail: Detail,
}

/// What an event says line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Nothing.
    #[default]
    None,
    /// The facts of an import.
    Facts(Facts),
    /// What a close freezes.
    Frozen(Frozen),
}

impl NewEvent {
    /// An event without lines.
    ///
    /// # Errors
    /// When the payload cannot be written as JSON.
    pub fn new(kind: EventKind, period: Option<String>, payload: &impl Serialize) -> Result<Self, StoreError> {
        let payload = serde_json::to_string(payload)?;
        Ok(Self { kind, period, payload, detail: Detail::None })
    }

    /// Hands on what it says line by line, one line after the other.
    pub(super) fn lines<E>(&self, take: &mut lines::Taker<'_, E>) -> Result<(), E> {
        match &self.detail {
            Detail::None => Ok(()),
            Detail::Facts(facts) => lines::of_facts(facts, take).map(drop),
            Detail::Frozen(frozen) => lines::of_frozen(frozen, take),
        }
    }

    /// What names the event: a hash of what happened, not of when it was recorded or by whom. The same event has the same
    /// id in every format.
    pub fn id(&self) -> String {
        id(&self.kind, self.period.as_deref(), &self.payload)
    }
}

fn id(kind: &EventKind, period: Option<&str>, payload: &str) -> String {
    fingerprint::sha256(format!("{}\n{}\n{payload}", kind.name(), period.unwrap_or("")).as_bytes())
}

/// An event as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Event {
    /// Its number, from 1.
    pub seq: i64,
    /// How it is written and hashed.
    pub format: Format,
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
        serde_json::from_str(&self.payload).map_err(|why| self.unreadable(&why.to_string()))
    }

    /// That something of this event cannot be read.
    pub(crate) fn unreadable(&self, why: &str) -> StoreError {
        StoreError::Unreadable { event: self.seq, kind: self.kind.name().to_owned(), why: why.to_owned() }
    }

    /// That something of this event is not as it was recorded.
    pub(super) fn changed(&self, what: &str) -> StoreError {
        StoreError::Changed { event: self.seq, kind: self.kind.name().to_owned(), what: what.to_owned() }
    }

    /// The hash that the event should have: of everything that it says. In format 2 every part comes with its length, so
    /// that nothing can be moved from one part into another.
    pub fn expected_hash(&self) -> String {
        let (seq, kind) = (self.seq.to_string(), self.kind.name());
        let period = self.period.as_deref();
        let said = [&self.id, period.unwrap_or(""), &self.recorded_at, &self.recorded_by, &self.payload];
        match self.format {
            Format::One => {
                let head = [seq.as_str(), &self.previous, kind].join("\n");
                fingerprint::sha256(format!("{head}\n{}", said.join("\n")).as_bytes())
            }
            Format::Two => {
                let mut hasher = Hasher::default();
                let dated = if period.is_some() { "dated" } else { "undated" };
                for part in ["poolfund event 2", &seq, &self.previous, kind, dated].iter().chain(&said) {
                    lines::hash_part(&mut hasher, part.as_bytes());
                }
                hasher.finish()
            }
        }
    }

    /// The id that the event should have.
    pub fn expected_id(&self) -> String {
        id(&self.kind, self.period.as_deref(), &self.payload)
    }
}

/// How many lines an event has, and one hash for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// How many.
    pub count: usize,
    /// The hash.
    pub root: String,
}
