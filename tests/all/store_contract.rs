//! What any keeping place of a ledger must do.

use std::sync::Arc;

use poolfund::config::InputKind;
use poolfund::domain::facts::{DecisionAction, Facts, FinanceKind, ReceiptKind, Resolution};
use poolfund::domain::fingerprint::sha256;
use poolfund::domain::source::SourceSheet;
use poolfund::domain::{AgreementRef, Currency, DonorCode, FactKind, Month, Source};
use poolfund::intake::workbook::FileHead;
use poolfund::intake::{Harvest, Layout, Outcome, SheetRead};
use poolfund::ledger::store::{
    self, ActedDecision, Approval, Batch, Charge, Close, Cost, CostVersion, DecisionPart, Entry, Event, EventKind,
    Format, Frozen, GoneCost, Import, KnownCell, Line, Netting, NewEvent, OpenItem, Pending, Recorder,
    ReturnedInterest, RunRecord, RunStanding, Settled, Sqlite, Store, StoreError, StoredFile, Sum, UnchargedCost,
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
    let head =
        FileHead { sha256: sheet.sha256, bytes: content.len() as u64, sheets: vec![], text: None, carried: vec![] };
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

fn file(name: &str, bytes: &[u8]) -> StoredFile {
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
        standing: RunStanding { agreements: vec![], as_of, booked: None },
        spread: None,
        decisions: vec![],
        deviation: None,
    }
}

/// A close that freezes something, with the edition of its reports.
pub fn close(month: &str, after: Option<String>, frozen: Frozen, pack: &[StoredFile]) -> NewEvent {
    let pack = pack.iter().map(|file| (file.name.clone(), file.sha256.clone())).collect();
    let run = run_record(month, vec![], after);
    let close = Close { by: "Ann".into(), run, accepted: vec![], placements: None, pack, lines: Sum::default() };
    close.event(month, frozen).unwrap()
}

/// What a keeping place promises.
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

fn entry(day_of: &str, amount: i64, cause: &str) -> Entry {
    Entry {
        date: day(day_of),
        agreement: AgreementRef::new("BEL-1"),
        cell: "TGO/T01/2021-2025".into(),
        amount: cents(amount),
        cause: cause.into(),
        reference: None,
    }
}

/// An open item with all that it may say.
fn item(id: &str, minor: i64) -> OpenItem {
    OpenItem {
        id: id.into(),
        kind: FinanceKind::BankCharge,
        cause: "charge-not-booked".into(),
        amount: cents(minor),
        effect: cents(-minor),
        currency: Currency::USD,
        agreement: Some(AgreementRef::new("BEL-1")),
        project: Some("PRJ-1".into()),
        dated: day("2025-07-03"),
        first_seen: day("2025-07-31"),
        ours: vec![],
        theirs: vec!["1900001".into(), "1900002".into()],
        owner: Some("Eve".into()),
        settled: Some(Settled {
            resolution: Resolution::CorrectHere,
            reason: Some("booked \"net\"".into()),
            by: "Ann".into(),
            on: day("2025-08-02"),
        }),
        went: Some("booked-late".into()),
        with: vec!["R-7".into()],
        booked_on: Some(day("2025-09-04")),
    }
}

#[test]
fn a_close_freezes_its_months_and_hands_out_its_edition() {
    in_each(closes_freeze);
}

fn closes_freeze(place: &dyn Keeping) {
    let mut store = place.open();
    let charge = Charge {
        cost: "expenditure V-1".into(),
        agreement: AgreementRef::new("BEL-1"),
        cell: Some("TGO/T01/2021-2025".into()),
        incurred: day("2025-08-03"),
        charged_in: Month::parse("2025-08").unwrap(),
        amount: cents(i64::MIN),
        version: 2,
    };
    let pending = |cost: &str| Pending {
        cost: cost.into(),
        cell: None,
        incurred: day("2025-08-04"),
        amount: cents(-5),
        cause: "no cell".into(),
        version: 0,
    };
    let netting =
        Netting { credit: "V-3".into(), credit_version: 1, cost: "V-2".into(), cost_version: 0, amount: cents(7) };
    let cost = |id: &str, base: i64| Cost {
        id: id.into(),
        date: day("2025-08-03"),
        document: "V-1".into(),
        project: "P".into(),
        category: "staff".into(),
        cell: Some("TGO/T01/2021-2025".into()),
        agreement: None,
        obligation: Some("PO-1".into()),
        base: cents(base),
    };
    let cell = KnownCell {
        id: "TGO/T01/2021-2025".into(),
        geography: "TGO".into(),
        theme: "T01".into(),
        from: day("2021-01-01"),
        to: day("2025-12-31"),
        country: true,
    };
    let returned =
        ReturnedInterest { month: Month::parse("2025-08").unwrap(), donor: DonorCode::new("BEL"), amount: cents(3) };
    let changed = CostVersion { cost: "V-2".into(), version: 1, former: Some(cost("V-2", 4)) };
    let agreement = AgreementRef::new("BEL-1");
    let acted = ActedDecision {
        number: "SC-1".into(),
        date: day("2025-08-12"),
        action: DecisionAction::Move,
        agreement: Some(agreement.clone()),
        from_cell: Some("TGO/T01/2021-2025".into()),
        to_cell: Some("MWI/T01/2021-2025".into()),
        amount: cents(7),
        ends: None,
        acted_on: day("2025-08-13"),
        parts: vec![DecisionPart { agreement: agreement.clone(), amount: cents(7) }],
    };
    let uncharged = UnchargedCost { decision: "SC-2".into(), cost: "V-3".into(), version: 1, agreement };
    let august = Frozen {
        entries: vec![entry("2025-08-31", 100, "recommendation"), entry("2025-08-31", 100, "recommendation")],
        charges: vec![charge.clone()],
        pending: vec![pending("V-2")],
        netted: vec![netting.clone()],
        costs: vec![cost("V-1", 5), cost("V-2", 6)],
        gone: vec![GoneCost { id: "V-0".into() }],
        versions: vec![changed],
        returned: vec![returned.clone()],
        cells: vec![cell.clone()],
        items: vec![item("D-0a1b2c3d", 9)],
        decisions: vec![acted.clone()],
        uncharged: vec![uncharged],
    };
    let reports = [file("fund.xlsx", b"PK\x03\x04"), file("dashboard.html", "<p>".repeat(999).as_bytes())];
    let first =
        append(store.as_mut(), vec![close("2025-08", None, august.clone(), &reports)], reports.to_vec()).remove(0);
    let september = Frozen {
        entries: vec![entry("2025-09-30", -30, "decision")],
        pending: vec![pending("V-9")],
        costs: vec![cost("V-1", 8)],
        gone: vec![GoneCost { id: "V-2".into() }],
        items: vec![item("D-9f8e7d6c", -4)],
        decisions: vec![acted.clone()],
        ..Frozen::default()
    };
    let missing = [file("lost.txt", b"lost")];
    let second = close("2025-09", Some(first.id.clone()), september, &missing);
    let second = append(store.as_mut(), vec![second], vec![]).remove(0);
    let close: Close = first.read().unwrap();
    assert_eq!(close.frozen(&first, store.as_ref()).unwrap(), august);
    let edition = close.edition(store.as_ref()).unwrap();
    assert_eq!((edition.files, edition.missing), (reports.to_vec(), vec![]));
    assert_eq!(second.read::<Close>().unwrap().edition(store.as_ref()).unwrap().missing, ["lost.txt"]);
    let (standing, items) = store::standing_after(&second, store.as_ref()).unwrap();
    let amounts: Vec<i64> = standing.entries.iter().map(|entry| entry.amount.minor()).collect();
    assert_eq!((amounts, standing.charges, standing.netted), (vec![100, 100, -30], vec![charge], vec![netting]));
    assert_eq!(standing.pending, [pending("V-9")], "what is pending is so at the last close alone");
    assert_eq!((standing.costs, standing.cells), (vec![cost("V-1", 8)], vec![cell]), "as the last close knew them");
    assert_eq!((standing.returned, standing.versions), (vec![returned], vec![]));
    let items: Vec<_> = items.into_iter().map(|close| (close.closed_on.to_string(), close.items)).collect();
    let of_august = ("2025-08-31".to_owned(), august.items.clone());
    let of_september = ("2025-09-30".to_owned(), vec![item("D-9f8e7d6c", -4)]);
    assert_eq!(items, [of_august, of_september], "open items are those of each close");
    assert_eq!((standing.decisions, standing.uncharged), (vec![acted.clone()], vec![]), "and decisions, each in full");
    let approval = Approval::of(&first, "Ben", None, store.as_ref()).unwrap();
    assert_eq!(
        (approval.close, approval.close_hash, approval.head),
        (first.id.clone(), first.hash.clone(), second.hash)
    );
    drop(store);
    place.forge("lines", "UPDATE lines SET amount = 1 WHERE kind = 'entry'");
    let store = place.look();
    assert!(store::standing_after(&first, store.as_ref()).unwrap_err().to_string().contains("what it froze"));
}

/// What a run records of how agreements stood keeps this form for ever: later versions compare months with it.
#[test]
fn how_agreements_stood_is_recorded_in_a_form_that_stays() {
    let recorded = r#"{"agreements":[{"agreement":"BEL-1","amount":"1000.50","committed":111111,"currency":"EUR",\
        "donor":"BEL","placed":50000,"receipts":[{"amount":"-450","base":-50000,"date":"2025-08-10","number":"R-1"}],\
        "signed_on":"2024-01-15","spent":-7}],"as_of":"2025-09-30"}"#
        .replace("\\\n        ", "");
    let standing: RunStanding = serde_json::from_str(&recorded).unwrap();
    assert_eq!(
        (standing.agreements[0].placed, standing.agreements[0].receipts[0].base),
        (cents(50_000), cents(-50_000))
    );
    let added = r#""spent":-7,"corrected":0,"lapsed":0,"restated":0}"#;
    let now = recorded.replace(r#""spent":-7}"#, added);
    assert_eq!(serde_json::to_string(&standing).unwrap(), now, "what is added has a default and stands at the end");
}
