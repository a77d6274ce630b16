//! What any storage of a ledger must do.

use std::sync::Arc;

use poolfund::config::InputKind;
use poolfund::domain::facts::{Facts, ReceiptKind};
use poolfund::domain::fingerprint::sha256;
use poolfund::domain::source::SourceSheet;
use poolfund::domain::{FactKind, Month, Source};
use poolfund::intake::workbook::FileHead;
use poolfund::intake::{Harvest, Layout, Outcome, SheetRead};
use poolfund::ledger::store::{
    self, Batch, Close, Event, EventKind, Format, Frozen, Import, Line, NewEvent, Recorder, RunRecord, RunStanding,
    Sqlite, Store, StoreError, StoredFile, Sum,
};
use proptest::prelude::*;

use crate::builder::*;
use crate::keeping::{Keeping, in_each, in_each_pair};
use crate::store_forged::root;

pub fn recorder() -> Recorder {
    Recorder { at: "2025-11-01T08:00:00Z".into(), by: "Ann".into() }
}

fn event(text: &str) -> NewEvent {
    NewEvent::new(EventKind::Run, Some("2025-10".into()), &text).unwrap()
}

/// What was read of a sheet of a file with these contents; the facts get its rows from 2 on.
pub fn outcome(
    kind: InputKind,
    file: &str,
    content: &str,
    facts: impl FnOnce(&dyn Fn(u32) -> Source) -> Facts,
) -> Outcome {
    let sheet = SourceSheet { file: file.into(), sha256: sha256(content.as_bytes()), sheet: "Sheet".into() };
    let source = Arc::new(sheet.clone());
    let facts = facts(&|row| Source { sheet: Arc::clone(&source), row });
    let layout = Layout { columns: [(1, poolfund::intake::Column::Amount)].into(), ..Layout::default() };
    let read = SheetRead { source: Arc::clone(&source), kind, layout, rows: 0, filtered: 0, facts: 0 };
    let head = FileHead {
        sha256: sheet.sha256,
        bytes: content.len() as u64,
        sheets: vec![],
        text: None,
        carried: vec![],
        properties: vec![],
        constants: Vec::new(),
    };
    Outcome {
        head: Some(head),
        sheets: vec![read],
        harvest: Harvest { facts, ..Harvest::default() },
        ..Outcome::default()
    }
}

/// Deposits of these amounts, in JPY.
fn receipts(amounts: &[i64]) -> Outcome {
    outcome(InputKind::Facts(FactKind::Receipt), "receipts.csv", &format!("{amounts:?}"), |source| {
        let fact = |(row, amount): (usize, &i64)| {
            let amount = original(&amount.to_string(), "JPY");
            let mut fact = receipt(&format!("R-{row}"), "BEL-1", "2025-08-10", ReceiptKind::Deposit, amount);
            fact.source = source(row as u32 + 2);
            fact
        };
        Facts { receipts: amounts.iter().enumerate().map(fact).collect(), ..Facts::default() }
    })
}

/// Records a batch after what is there.
pub fn append(store: &mut dyn Store, events: Vec<NewEvent>, files: Vec<StoredFile>) -> Vec<Event> {
    let head = store.head().unwrap();
    store.append(&head, Batch { events, files }, &recorder()).unwrap()
}

pub fn file(name: &str, bytes: &[u8]) -> StoredFile {
    StoredFile { name: name.into(), sha256: sha256(bytes), bytes: bytes.to_vec() }
}

/// A run of a month, of imports, after a close.
pub fn run_record(month: &str, imports: Vec<String>, after: Option<String>) -> RunRecord {
    let as_of = Month::parse(month).unwrap().last_day();
    RunRecord {
        as_of,
        version: "0.0.0".into(),
        settings: String::new(),
        imports,
        after,
        before: None,
        manifest: String::new(),
        standing: RunStanding { agreements: vec![], as_of, booked: None, results: None },
        spread: None,
        decisions: vec![],
        deviation: None,
        logo: None,
    }
}

/// A close that freezes something, with the edition of its reports.
pub fn close(month: &str, after: Option<String>, frozen: Frozen, pack: &[StoredFile]) -> NewEvent {
    let pack = pack.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect();
    let run = run_record(month, vec![], after);
    let close = Close { by: "Ann".into(), run, accepted: vec![], placements: None, pack, lines: Sum::default() };
    close.event(month, frozen).unwrap()
}

/// What a storage promises.
fn contract(place: &dyn Keeping) {
    let mut store = place.open();
    assert_eq!((store.head().unwrap(), store.events(None).unwrap().len()), (store::BEFORE_ALL.to_owned(), 0));
    let large = i64::MAX - 7;
    let outcome = receipts(&[5, large, large]);
    let [import, reading] = store::reading("key", outcome.clone()).unwrap();
    let (plain, text) = (file("a.csv", b"abc"), file("b.csv", "a line, again and again\n".repeat(99).as_bytes()));
    let batch = || Batch {
        events: vec![event("one"), reading.clone(), import.clone(), event("two")],
        files: vec![plain.clone(), text.clone()],
    };
    let events = store.append(store::BEFORE_ALL, batch(), &recorder()).unwrap();
    let kinds = [EventKind::Import, EventKind::Reading, EventKind::Run, EventKind::Run];
    assert!(events.iter().map(|event| &event.kind).eq(&kinds), "imports come first");
    let head = store.head().unwrap();
    assert!(store.append(&head, batch(), &recorder()).unwrap().is_empty(), "what is known is not recorded again");
    drop(store);
    let mut store = place.open();
    assert_eq!(store.events(None).unwrap(), events);
    assert_eq!(store.head().unwrap(), events[3].hash);
    assert_eq!(store.events(Some(EventKind::Import)).unwrap(), events[..1]);
    let mut previous = store::BEFORE_ALL;
    for event in &events {
        assert_eq!((event.previous.as_str(), event.format), (previous, Format::Two));
        assert_eq!((&event.hash, &event.id), (&event.expected_hash(), &event.expected_id()));
        previous = &event.hash;
    }
    let known = store::import_of("key", store.as_ref()).unwrap();
    assert_eq!((known.as_ref(), store::import_of("other", store.as_ref()).unwrap()), (Some(&events[0].id), None));
    assert_eq!(store::recall("key", store.as_ref()).unwrap().unwrap(), outcome);
    let kept = Import::outcome(&events[0], store.as_ref()).unwrap();
    assert_eq!(
        (kept.harvest.facts, kept.head.map(|head| head.bytes)),
        (outcome.harvest.facts, outcome.head.map(|head| head.bytes))
    );
    assert_eq!(Import::of(&events[0]).unwrap().letters(poolfund::intake::Column::Amount), Some("B"));
    let balances = store.balances().unwrap();
    assert_eq!((balances.len(), balances[0].lines, balances[0].amount), (1, 3, 5 + 2 * i128::from(large)));
    assert_eq!((balances[0].kind.as_str(), balances[0].currency.as_deref()), ("receipt", Some("JPY")));
    for file in [&plain, &text] {
        assert_eq!(store.file(&file.sha256).unwrap().as_ref(), Some(&file.bytes));
    }
    assert!(store.faults().unwrap().is_empty());
    let more = append(store.as_mut(), vec![event("three")], vec![]);
    assert_eq!((more[0].seq, &more[0].previous), (5, &events[3].hash));
    // Somebody who read the ledger before that records nothing.
    let late = store.append(&head, Batch { events: vec![event("late")], files: vec![] }, &recorder());
    assert!(matches!(late, Err(StoreError::Moved { .. })));
    assert_eq!(store.head().unwrap(), more[0].hash);
    let names: Vec<String> = store.files().unwrap().into_values().collect();
    assert_eq!(names.len(), 2);
    let hashes: Vec<String> = store.events(None).unwrap().into_iter().map(|event| event.hash).collect();
    assert_eq!(store.hashes().unwrap(), hashes);
    drop(store);
    let store = place.look();
    assert_eq!((store.hashes().unwrap(), store.faults().unwrap()), (hashes, vec![]));
}

#[test]
fn every_keeping_place_keeps_what_a_ledger_must() {
    in_each(contract);
}

#[test]
fn what_does_not_stand_and_what_cannot_be_written_leaves_nothing() {
    in_each(|place| {
        let mut store = place.open();
        let batch = || Batch { events: vec![event("one")], files: vec![file("a.csv", b"abc")] };
        assert_eq!(store.append_if(store::BEFORE_ALL, batch(), &recorder(), &|| false).unwrap(), None);
        assert_eq!((store.head().unwrap().as_str(), store.files().unwrap().len()), (store::BEFORE_ALL, 0));
        let stands =
            |store: &mut dyn Store| store.append_if(store::BEFORE_ALL, batch(), &recorder(), &|| true).unwrap();
        assert_eq!(stands(store.as_mut()).unwrap().len(), 1);
        assert_eq!(store.files().unwrap().len(), 1);
    });
}

#[test]
fn a_month_is_closed_once_whoever_closes_it() {
    in_each(|place| {
        let mut store = place.open();
        append(store.as_mut(), vec![close("2025-08", None, Frozen::default(), &[])], vec![]);
        let pack = [file("other.txt", b"another edition")];
        let head = store.head().unwrap();
        let again = Batch { events: vec![close("2025-08", None, Frozen::default(), &pack)], files: vec![] };
        let refused = store.append(&head, again, &recorder()).unwrap_err();
        assert!(matches!(&refused, StoreError::ClosedTwice { period } if period == "2025-08"), "{refused}");
        assert_eq!(store.head().unwrap(), head);
        append(store.as_mut(), vec![close("2025-09", None, Frozen::default(), &[])], vec![]);
        assert_eq!(store.events(Some(EventKind::Close)).unwrap().len(), 2);
    });
}

#[test]
fn all_lines_come_event_by_event_and_are_those_of_each() {
    in_each(|place| {
        let mut store = place.open();
        let read = |amounts: &[i64]| store::reading("key", receipts(amounts)).unwrap().to_vec();
        append(store.as_mut(), read(&[1, 2, 3]), vec![]);
        append(store.as_mut(), vec![event("no lines")], vec![]);
        append(store.as_mut(), read(&[4]), vec![]);
        let all = |after: i64| {
            let mut found = vec![];
            let each = store.each_lines(after, &mut |event, lines| {
                found.push((event, lines));
                Ok(())
            });
            each.unwrap();
            found
        };
        let each: Vec<(i64, Vec<Line>)> =
            store.events(None).unwrap().iter().map(|event| (event.seq, store.lines(&event.id).unwrap())).collect();
        let each: Vec<(i64, Vec<Line>)> = each.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
        assert_eq!(each.iter().map(|(seq, lines)| (*seq, lines.len())).collect::<Vec<_>>(), [(1, 3), (4, 1)]);
        assert_eq!((all(0), all(1), all(4)), (each.clone(), each[1..].to_vec(), vec![]));
    });
}

/// Texts that a cell may hold, and that some database or way of sending takes for something else.
const TEXTS: [&str; 9] =
    ["\\N", "\\.", "a\tb", "line\nfeed\r", "\\", "nul\0nul", "\u{feff}e\u{301}", "'; DROP TABLE lines; --", "💶"];

#[test]
fn every_text_comes_back_as_it_was() {
    in_each(|place| {
        let mut store = place.open();
        let outcome = outcome(InputKind::Facts(FactKind::Receipt), "receipts.csv", "texts", |source| {
            let fact = |(row, text): (usize, &&str)| {
                let mut fact = receipt(text, "BEL-1", "2025-08-10", ReceiptKind::Deposit, original("1", "JPY"));
                fact.source = source(row as u32 + 2);
                fact
            };
            Facts { receipts: TEXTS.iter().enumerate().map(fact).collect(), ..Facts::default() }
        });
        let [import, reading] = store::reading("a\tkey\\N", outcome.clone()).unwrap();
        append(store.as_mut(), vec![import, reading, event("\0 and \\.")], vec![file("a\t\\b.csv", b"\\.\n\0")]);
        drop(store);
        let store = place.look();
        assert_eq!(store::recall("a\tkey\\N", store.as_ref()).unwrap().unwrap(), outcome);
        for event in store.events(None).unwrap() {
            assert_eq!((&event.hash, &event.id), (&event.expected_hash(), &event.expected_id()));
        }
        assert_eq!(store.files().unwrap().into_values().collect::<Vec<_>>(), ["a\t\\b.csv"]);
    });
}

#[test]
fn a_ledger_takes_over_what_another_has_and_nothing_else() {
    in_each_pair(|from, to| {
        let (mut one, mut other) = (from.open(), to.open());
        let read = store::reading("key", receipts(&[5, i64::MAX])).unwrap().to_vec();
        append(one.as_mut(), read, vec![file("a.csv", &[7; 9000]), file("b.xlsx", b"PK\x03\x04")]);
        assert_eq!(other.adopt(one.as_ref()).unwrap(), 2);
        append(one.as_mut(), vec![close("2025-08", None, Frozen::default(), &[])], vec![file("c.txt", b"c")]);
        assert_eq!((other.adopt(one.as_ref()).unwrap(), other.adopt(one.as_ref()).unwrap()), (1, 0));
        assert_eq!(
            (other.head().unwrap(), other.events(None).unwrap()),
            (one.head().unwrap(), one.events(None).unwrap())
        );
        assert_eq!(
            (other.balances().unwrap(), other.files().unwrap()),
            (one.balances().unwrap(), one.files().unwrap())
        );
        for sha256 in one.files().unwrap().keys() {
            assert_eq!(other.file(sha256).unwrap(), one.file(sha256).unwrap());
        }
        for event in one.events(None).unwrap() {
            assert_eq!(other.lines(&event.id).unwrap(), one.lines(&event.id).unwrap());
        }
        // Each goes on by itself: neither takes over the other.
        append(one.as_mut(), vec![event("here")], vec![]);
        append(other.as_mut(), vec![event("there")], vec![]);
        let head = other.head().unwrap();
        assert!(matches!(other.adopt(one.as_ref()), Err(StoreError::Apart { .. })));
        assert_eq!(other.head().unwrap(), head);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn files_in_another_order_or_twice_give_the_same_ledger(
        files in proptest::collection::vec(proptest::collection::vec(1..9_i64, 0..4), 1..5),
        order in any::<proptest::sample::Index>(),
    ) {
        let imports: Vec<NewEvent> =
            files.iter().flat_map(|file| store::reading("key", receipts(file)).unwrap()).collect();
        let head = |events: Vec<NewEvent>| {
            let folder = tempfile::tempdir().unwrap();
            let mut store = Sqlite::open(folder.path()).unwrap();
            append(&mut store, events, vec![]);
            store.head().unwrap()
        };
        let mut turned = imports.clone();
        turned.rotate_left(order.index(imports.len()));
        turned.extend(imports.clone());
        prop_assert_eq!(head(imports), head(turned));
    }
}

#[test]
fn the_hash_covers_everything_and_nothing_moves_from_one_part_to_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Sqlite::open(folder.path()).unwrap();
    let event = append(&mut store, vec![event("one")], vec![]).remove(0);
    let hash = event.expected_hash();
    let others = [
        Event { seq: 2, ..event.clone() },
        Event { format: Format::One, ..event.clone() },
        Event { id: "other".into(), ..event.clone() },
        Event { kind: EventKind::Close, ..event.clone() },
        Event { kind: EventKind::Other("run ".into()), ..event.clone() },
        Event { period: None, ..event.clone() },
        Event { payload: "\"two\"".into(), ..event.clone() },
        Event { recorded_at: "2025-11-01T08:00:01Z".into(), ..event.clone() },
        Event { recorded_by: "Ben".into(), ..event.clone() },
        Event { previous: "0".into(), ..event.clone() },
    ];
    for other in others {
        assert_ne!(other.expected_hash(), hash, "{other:?}");
    }
    let moved =
        |at: &str, by: &str| Event { recorded_at: at.into(), recorded_by: by.into(), ..event.clone() }.expected_hash();
    assert_ne!(moved("now\nAnn", "Ben"), moved("now", "Ann\nBen"));
    assert_ne!(moved("nowA", "nn"), moved("now", "Ann"));
    let (empty, none) =
        (Event { period: Some(String::new()), ..event.clone() }, Event { period: None, ..event.clone() });
    assert_ne!(empty.expected_hash(), none.expected_hash());
    // What names the event is what happened, whoever recorded it, when, and in whatever format.
    for same in [Event { format: Format::One, ..event.clone() }, Event { recorded_by: "Ben".into(), ..event.clone() }] {
        assert_eq!(same.expected_id(), event.id);
    }
}

#[test]
fn what_this_version_does_not_know_is_kept_and_named() {
    in_each(unknown_is_kept);
}

fn unknown_is_kept(place: &dyn Keeping) {
    let mut store = place.open();
    let body = r#"{"number":"G-1"}"#;
    // An import as a later version records it: with a line of a kind that this one does not know.
    let [mut import, mut reading] = store::reading("key", receipts(&[5])).unwrap();
    let lines = {
        let scratch = tempfile::tempdir().unwrap();
        let mut scratch = Sqlite::open(scratch.path()).unwrap();
        append(&mut scratch, vec![import.clone()], vec![]);
        scratch.lines(&import.id()).unwrap()
    };
    let before = root(&lines);
    let grant = Line {
        number: 1,
        kind: "grant".into(),
        key: "G-1".into(),
        sheet: Some(0),
        row: Some(3),
        body: body.into(),
        ..Line::default()
    };
    let after = root(&[lines, vec![grant]].concat());
    let id = import.id();
    import.payload = import.payload.replace(&before, &after).replace("\"count\":1", "\"count\":2");
    reading.payload = reading.payload.replace(&id, &import.id());
    let events = append(store.as_mut(), vec![import, reading], vec![]);
    append(store.as_mut(), vec![NewEvent::new(EventKind::Other("loan".into()), None, &"a loan").unwrap()], vec![]);
    drop(store);
    place.forge("lines", &format!("INSERT INTO lines VALUES (1, 1, 'grant', 'G-1', NULL, NULL, NULL, 0, 3, '{body}')"));
    let refused = place.refusal();
    assert!(refused.contains("(loan); go on with the version that recorded it"), "{refused}");
    let store = place.look();
    assert_eq!(store.events(None).unwrap().pop().unwrap().kind, EventKind::Other("loan".into()));
    let import = Import::of(&events[0]).unwrap();
    let (facts, unknown) = import.facts(&events[0], &store.lines(&events[0].id).unwrap()).unwrap();
    assert_eq!((facts.receipts.len(), unknown.kinds.get("grant")), (1, Some(&1)));
    assert!(unknown.to_string().contains("1 lines of the kind \"grant\""));
    assert_eq!(store::recall("key", store.as_ref()).unwrap(), None, "it is read again");
    assert!(Import::outcome(&events[0], store.as_ref()).is_err());
}
