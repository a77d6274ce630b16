//! How a batch becomes events: their order, and the hash that binds each to the one before. It is the same in every keeping
//! place, so that the same batches give the same hashes everywhere.

use crate::domain::fingerprint;

use super::event::{Event, EventKind, Format, NewEvent};
use super::{BEFORE_ALL, Recorder, Store, StoreError, StoredFile};

/// Events with their ids, each once, those of one kind in the order of their ids.
pub(super) fn in_order(events: Vec<NewEvent>) -> Vec<(String, NewEvent)> {
    let mut events: Vec<(String, NewEvent)> = events.into_iter().map(|event| (event.id(), event)).collect();
    events.sort_by(|one, two| (&one.1.kind, &one.0).cmp(&(&two.1.kind, &two.0)));
    events.dedup_by(|one, two| one.0 == two.0);
    events
}

/// The end of a ledger, to which events are chained.
pub(super) struct Chain {
    seq: i64,
    hash: String,
}

impl Chain {
    /// The chain after the last event, by its number and hash, if that has the hash that is expected.
    pub fn after(last: Option<(i64, String)>, expected: &str) -> Result<Self, StoreError> {
        let (seq, hash) = last.unwrap_or((0, BEFORE_ALL.to_owned()));
        if hash == expected {
            Ok(Self { seq, hash })
        } else {
            Err(StoreError::Moved { expected: expected.to_owned(), found: hash })
        }
    }

    /// The next event.
    pub fn next(&mut self, id: String, new: &NewEvent, recorder: &Recorder) -> Event {
        self.seq += 1;
        let mut event = Event {
            seq: self.seq,
            format: Format::Two,
            id,
            kind: new.kind.clone(),
            period: new.period.clone(),
            payload: new.payload.clone(),
            recorded_at: recorder.at.clone(),
            recorded_by: recorder.by.clone(),
            previous: std::mem::take(&mut self.hash),
            hash: String::new(),
        };
        event.hash = event.expected_hash();
        self.hash.clone_from(&event.hash);
        event
    }
}

/// The month that an event closes.
pub(super) fn closes(event: &NewEvent) -> Option<&str> {
    event.period.as_deref().filter(|_| event.kind == EventKind::Close)
}

/// How much of another ledger's history this one has: all of its own, which must be the beginning of the other's.
pub(super) fn common(own: &[String], (here, other): (&str, &str), others: &[String]) -> Result<i64, StoreError> {
    if others.get(..own.len()) == Some(own) {
        return Ok(i64::try_from(own.len()).unwrap_or(i64::MAX));
    }
    Err(StoreError::Apart { ledger: other.to_owned(), copy: here.to_owned() })
}

/// The events of another ledger after the one of a number, each as it was recorded.
pub(super) fn to_adopt(other: &dyn Store, after: i64) -> Result<Vec<Event>, StoreError> {
    let mut events = other.events(None)?;
    events.retain(|event| event.seq > after);
    let changed = events.iter().find(|event| event.hash != event.expected_hash() || event.id != event.expected_id());
    changed.map_or(Ok(()), |event| Err(event.changed("its hash")))?;
    Ok(events)
}

/// A file that another ledger keeps, as it was when it was kept.
pub(super) fn file_to_adopt(other: &dyn Store, sha256: String, name: String) -> Result<StoredFile, StoreError> {
    match other.file(&sha256)?.filter(|bytes| fingerprint::sha256(bytes) == sha256) {
        Some(bytes) => Ok(StoredFile { name, sha256, bytes }),
        None => {
            Err(StoreError::Altered { path: other.name(), what: format!("the kept file {sha256} is not as it was") })
        }
    }
}
