//! The ledger by itself: its chain, the lines of its events, its copy.

use std::collections::{HashMap, HashSet};

use crate::domain::fingerprint;
use crate::ledger::store::{BEFORE_ALL, Close, Event, EventKind, Import, Line, Storage, Store, StoreError};

use super::super::BooksError;
use super::repeated::repeated;
use super::{Audited, Fault, Finding};

/// The copy beside the ledger.
pub(super) fn copy(storage: &Storage, store: &dyn Store) -> Result<Finding, BooksError> {
    let mut finding = Finding::new(Audited::Copy, Vec::new());
    match storage.open_copy() {
        Ok(None) => finding.notes.push("there is none; the next run makes it".to_owned()),
        Ok(Some(copy)) => {
            finding.faults.extend(whole(copy.as_ref())?);
            // What is wrong with either is said with it.
            let count = |store: &dyn Store| store.hashes().map_or(0, |hashes| hashes.len());
            let behind = count(store).saturating_sub(count(copy.as_ref()));
            if behind > 0 && finding.faults.is_empty() {
                finding.notes.push(format!("it ends {behind} events before the ledger; the next run adds them"));
            }
        }
        Err(why) => finding.faults.push(Fault::Store(why.to_string())),
    }
    Ok(finding)
}

/// What people call the ledger of a storage in a line about it.
pub(super) fn short(storage: &Storage) -> String {
    storage.server().map_or_else(|| "ledger.db".to_owned(), |server| format!("the ledger on {server}"))
}

/// What is looked at where the ledger is kept.
pub(super) fn audited(storage: &Storage) -> Audited {
    storage.server().map_or(Audited::Ledger, |server| Audited::Tables(server.to_string()))
}

/// What the storage itself finds wrong.
pub(super) fn storage_faults(store: &dyn Store) -> Vec<Fault> {
    let damaged = |why: StoreError| vec![Fault::Store(why.to_string())];
    store.faults().map_or_else(damaged, |faults| faults.into_iter().map(Fault::Store).collect())
}

/// The first thing that is not as it was recorded; nothing when the ledger is whole.
pub(in crate::books) fn whole(store: &dyn Store) -> Result<Option<Fault>, BooksError> {
    if let Some(fault) = storage_faults(store).into_iter().next() {
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

/// What was found of the lines of an event.
#[derive(Default)]
struct LinesOf {
    count: usize,
    faults: Vec<Fault>,
}

/// Every line against its event, and every file that facts were read from.
pub(super) fn lines(store: &dyn Store, events: &[Event]) -> Result<Finding, BooksError> {
    let there: i64 = store.balances()?.iter().map(|balance| balance.lines).sum();
    let by_seq: HashMap<i64, &Event> = events.iter().map(|event| (event.seq, event)).collect();
    let mut of: HashMap<i64, LinesOf> = HashMap::with_capacity(events.len());
    store.each_lines(0, &mut |seq, lines| {
        // Lines of an event that is not there are counted below.
        if let Some(event) = by_seq.get(&seq) {
            of.insert(seq, LinesOf { count: lines.len(), faults: of_event(event, &lines) });
        }
        Ok(())
    })?;
    let (mut lines, mut facts, mut faults) = (0, 0, Vec::new());
    for event in events {
        let found = of.remove(&event.seq);
        let found = found.unwrap_or_else(|| LinesOf { count: 0, faults: of_event(event, &[]) });
        lines += found.count;
        faults.extend(found.faults);
        if event.kind == EventKind::Import {
            facts += found.count;
            faults.extend(bytes(store, event)?);
        }
    }
    if i64::try_from(lines) != Ok(there) {
        faults.push(Fault::Unaccounted { there, recorded: lines });
    }
    Ok(Finding::new(Audited::Facts(facts), faults))
}

/// The lines of an event against what it says of them.
fn of_event(event: &Event, lines: &[Line]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = said_twice(event, lines).into_iter().collect();
    match event.kind {
        EventKind::Import => faults.extend(of_import(event, lines)),
        EventKind::Close => match event.read::<Close>() {
            Ok(close) if close.holds(lines) => {}
            Ok(_) => faults.push(Fault::Frozen { seq: event.seq }),
            Err(why) => faults.push(Fault::Store(why.to_string())),
        },
        EventKind::Reading | EventKind::Restatement | EventKind::Run | EventKind::Placements | EventKind::Approval => {}
        EventKind::Other(ref kind) => faults.push(Fault::UnknownKind { seq: event.seq, kind: kind.clone() }),
    }
    faults
}

/// The facts of an import.
fn of_import(event: &Event, found: &[Line]) -> Vec<Fault> {
    let import = match Import::of(event) {
        Ok(import) => import,
        Err(why) => return vec![Fault::Store(why.to_string())],
    };
    let (file, seq, mut faults) = (import.file.clone(), event.seq, Vec::new());
    if !import.holds(found) {
        faults.push(Fault::Facts { file: file.clone(), seq });
    }
    match import.facts(event, found) {
        Ok((_, unknown)) if unknown.is_empty() => {}
        Ok((_, unknown)) => faults.push(Fault::UnknownLines { seq, file, unknown }),
        Err(why) => faults.push(Fault::Store(why.to_string())),
    }
    faults
}

/// The file that the facts of an import were read from.
fn bytes(store: &dyn Store, event: &Event) -> Result<Option<Fault>, BooksError> {
    // What is no import is said already.
    let Ok(import) = Import::of(event) else { return Ok(None) };
    Ok(match store.file(&import.sha256)? {
        Some(bytes) if fingerprint::sha256(&bytes) == import.sha256 => None,
        Some(_) => Some(Fault::Bytes { file: import.file }),
        None => Some(Fault::NoBytes { file: import.file, seq: event.seq }),
    })
}

/// A name that stands twice in an event or a line, or two lines of one kind with the same key.
fn said_twice(event: &Event, lines: &[Line]) -> Option<Fault> {
    let in_text = repeated(&event.payload).or_else(|| lines.iter().find_map(|line| repeated(&line.body)));
    let mut keys = HashSet::new();
    let twice = || lines.iter().find(|line| !keys.insert((&line.kind, &line.key))).map(|line| line.key.clone());
    in_text.or_else(twice).map(|name| Fault::Repeated { seq: event.seq, name })
}
