//! The ledger by itself: its chain, the lines of its events, its copy.

use std::collections::HashSet;
use std::path::Path;

use crate::domain::fingerprint;
use crate::ledger::store::{BEFORE_ALL, Close, Event, EventKind, Import, Line, Sqlite, Store, StoreError};

use super::super::BooksError;
use super::repeated::repeated;
use super::{Audited, Fault, Finding};

/// The copy beside the ledger, where there is one.
pub(super) fn copy(folder: &Path) -> Result<Option<Finding>, BooksError> {
    let faults = match Sqlite::open_copy(folder) {
        Ok(None) => return Ok(None),
        Ok(Some(copy)) => whole(&copy)?.into_iter().collect(),
        Err(why) => vec![Fault::Store(why.to_string())],
    };
    Ok(Some(Finding::new(Audited::Copy, faults)))
}

/// What the keeping place itself finds wrong.
pub(super) fn keeping_place(store: &Sqlite) -> Vec<Fault> {
    let damaged = |why: StoreError| vec![Fault::Store(why.to_string())];
    store.faults().map_or_else(damaged, |faults| faults.into_iter().map(Fault::Store).collect())
}

/// The first thing that is not as it was recorded; nothing when the ledger is whole.
pub(in crate::books) fn whole(store: &Sqlite) -> Result<Option<Fault>, BooksError> {
    if let Some(fault) = keeping_place(store).into_iter().next() {
        return Ok(Some(fault));
    }
    let events = match store.events(None) {
        Err(why) if why.is_damage() => return Ok(Some(Fault::Store(why.to_string()))),
        events => events?,
    };
    if let Some(fault) = chain(&events).into_iter().next() {
        return Ok(Some(fault));
    }
    match lines(store, &events) {
        Err(BooksError::Store(why)) if why.is_damage() => Ok(Some(Fault::Store(why.to_string()))),
        lines => Ok(lines?.faults.into_iter().next()),
    }
}

/// Every event against the one before it and against its hash.
pub(in crate::books) fn chain(events: &[Event]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut previous = BEFORE_ALL;
    for (index, event) in events.iter().enumerate() {
        let (seq, kind) = (event.seq, event.kind.clone());
        if i64::try_from(index + 1) != Ok(seq) {
            faults.push(Fault::Missing { seq, kind: kind.clone() });
        }
        if event.previous != previous {
            faults.push(Fault::Unchained { seq, kind: kind.clone() });
        }
        if event.hash != event.expected_hash() || event.id != event.expected_id() {
            faults.push(Fault::Event { seq, kind });
        }
        previous = &event.hash;
    }
    faults
}

/// Every line against its event, and every file that facts were read from.
pub(super) fn lines(store: &Sqlite, events: &[Event]) -> Result<Finding, BooksError> {
    let (mut lines, mut facts, mut faults) = (0, 0, Vec::new());
    let there: i64 = store.balances()?.iter().map(|balance| balance.lines).sum();
    for event in events {
        let found = store.lines(&event.id)?;
        lines += found.len();
        faults.extend(said_twice(event, &found));
        match event.kind {
            EventKind::Import => {
                facts += found.len();
                faults.extend(of_import(store, event, &found)?);
            }
            EventKind::Close => match event.read::<Close>() {
                Ok(close) if close.holds(&found) => {}
                Ok(_) => faults.push(Fault::Frozen { seq: event.seq }),
                Err(why) => faults.push(Fault::Store(why.to_string())),
            },
            EventKind::Reading
            | EventKind::Restatement
            | EventKind::Run
            | EventKind::Placements
            | EventKind::Approval => {}
            EventKind::Other(ref kind) => faults.push(Fault::UnknownKind { seq: event.seq, kind: kind.clone() }),
        }
    }
    if i64::try_from(lines) != Ok(there) {
        faults.push(Fault::Unaccounted { there, recorded: lines });
    }
    Ok(Finding::new(Audited::Facts(facts), faults))
}

/// The facts of an import, and the file that they were read from.
fn of_import(store: &Sqlite, event: &Event, found: &[Line]) -> Result<Vec<Fault>, BooksError> {
    let import = match Import::of(event) {
        Ok(import) => import,
        Err(why) => return Ok(vec![Fault::Store(why.to_string())]),
    };
    let (file, seq, mut faults) = (import.file.clone(), event.seq, Vec::new());
    if !import.holds(found) {
        faults.push(Fault::Facts { file: file.clone(), seq });
    }
    match import.facts(event, found) {
        Ok((_, unknown)) if unknown.is_empty() => {}
        Ok((_, unknown)) => faults.push(Fault::UnknownLines { seq, file: file.clone(), unknown }),
        Err(why) => faults.push(Fault::Store(why.to_string())),
    }
    match store.file(&import.sha256)? {
        Some(bytes) if fingerprint::sha256(&bytes) == import.sha256 => {}
        Some(_) => faults.push(Fault::Bytes { file }),
        None => faults.push(Fault::NoBytes { file, seq }),
    }
    Ok(faults)
}

/// A name that stands twice in an event or a line, or two lines of one kind with the same key.
fn said_twice(event: &Event, lines: &[Line]) -> Option<Fault> {
    let in_text = repeated(&event.payload).or_else(|| lines.iter().find_map(|line| repeated(&line.body)));
    let mut keys = HashSet::new();
    let twice = || lines.iter().find(|line| !keys.insert((&line.kind, &line.key))).map(|line| line.key.clone());
    in_text.or_else(twice).map(|name| Fault::Repeated { seq: event.seq, name })
}
