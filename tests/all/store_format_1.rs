//! A ledger that version 0.1.0 wrote: it is opened, read, audited, computed again and continued for ever.

use poolfund::ledger::store::{self, Close, Event, EventKind, Format, Import, Restatement, Sqlite, Store};

use crate::small_fund::SmallFund;

fn kept() -> SmallFund {
    SmallFund::copy_of("ledger-0.1.0")
}

fn events(fund: &SmallFund, kind: Option<EventKind>) -> Vec<Event> {
    Sqlite::open_to_read(fund.path()).unwrap().unwrap().events(kind).unwrap()
}

/// What an audit finds: what was checked, and the faults.
fn audit(fund: &SmallFund, code: i32) -> Vec<(String, Vec<String>)> {
    let output = fund.poolfund(&["audit", "--json"]);
    assert_eq!(output.status.code(), Some(code), "{}", crate::small_fund::said(&output));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let finding =
        |one: &serde_json::Value| (text(&one["checked"]), one["faults"].as_array().unwrap().iter().map(text).collect());
    found.as_array().unwrap().iter().map(finding).collect()
}

#[test]
fn everything_that_it_holds_is_read() {
    let fund = kept();
    let events = events(&fund, None);
    let count = |kind| events.iter().filter(|event| event.kind == kind).count();
    let counts = EventKind::ALL.map(count);
    assert_eq!((counts, counts.iter().sum::<usize>()), ([16, 0, 2, 2, 2, 2, 1], events.len()));
    let store = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    assert!(store.faults().unwrap().is_empty());
    let mut facts = 0;
    for event in events.iter().filter(|event| event.kind == EventKind::Import) {
        let import = Import::of(event).unwrap();
        let lines = store.lines(&event.id).unwrap();
        assert!(import.holds(&lines), "{}", import.file);
        facts += lines.len();
        let kept = Import::outcome(event, &store).unwrap();
        assert_eq!(kept.head.unwrap().bytes, store.file(&import.sha256).unwrap().unwrap().len() as u64);
        assert!(import.input_kind().is_some(), "{}", import.kind);
    }
    assert_eq!(facts, 61);
    let restated = events.iter().filter(|event| event.kind == EventKind::Restatement);
    let restated: Vec<_> = restated.flat_map(|event| Restatement::of(event).unwrap()).collect();
    let receipt = restated.iter().find(|one| one.key == "R-7").unwrap();
    let amounts = [&receipt.was, &receipt.is].map(|stood| stood.as_ref().unwrap().amount);
    assert_eq!((amounts, receipt.closed), ([Some(15_000), Some(12_000)], true));
    let (_, close): (_, Close) = store::last_close(&store, None).unwrap().unwrap();
    assert_eq!((close.by.as_str(), close.run.as_of.to_string().as_str(), close.pack.len()), ("Ann", "2025-09-30", 13));
}

#[test]
fn it_passes_the_audit_and_its_months_come_out_again() {
    let fund = kept();
    for (checked, faults) in audit(&fund, 1) {
        if checked.contains("13 reports of") {
            assert!(faults.len() == 1 && faults[0].contains("the reports are not there"), "{checked}: {faults:?}");
        } else {
            assert!(faults.is_empty(), "{checked}: {faults:?}");
        }
    }
}

#[test]
fn the_next_month_goes_on_from_it() {
    let fund = kept();
    let before = events(&fund, None);
    let receipts = std::fs::read_to_string(fund.path().join("inputs/receipts.csv")).unwrap();
    fund.write("receipts.csv", &format!("{receipts}R-10,IRL-1,2025-10-06,deposit,EUR,600.00,,\n"));
    let said = fund.works(&["run", "--as-of", "2025-10-31", "--verify"]);
    assert!(!said.contains("Restated"), "{said}");
    for month in ["2025-08", "2025-09"] {
        assert!(fund.refuses(&["run", "--as-of", &format!("{month}-15")], 1).contains("was closed by Ann"));
    }
    let accepted = ["--accept", "compared", "--accept", "differences", "--accept", "expiring"];
    let close = ["close", "2025-10", "--as", "Ann", "--reason", "known to both"];
    fund.works(&[&close[..], &accepted[..]].concat());
    fund.works(&["approve", "2025-10", "--as", "Ben"]);
    let after = events(&fund, None);
    assert_eq!(after[..before.len()], before, "what 0.1.0 recorded stays as it was");
    assert!(before.iter().all(|event| event.format == Format::One));
    assert!(after[before.len()..].iter().all(|event| event.format == Format::Two));
    for (checked, faults) in audit(&fund, 1) {
        assert!(faults.is_empty() || checked.contains("13 reports of 2025-0"), "{checked}: {faults:?}");
    }
}

#[test]
fn its_placements_are_opening_entries() {
    let fund = kept();
    let store = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    let (event, _) = store::last_close(&store, None).unwrap().unwrap();
    let (standing, ..) = store::standing_after(&event, &store).unwrap();
    assert!(standing.charges.is_empty() && standing.pending.is_empty());
    let of = |agreement: &str| {
        let entries = standing.entries.iter().filter(|entry| entry.agreement.as_str() == agreement);
        entries.map(|entry| entry.amount.minor()).sum::<i64>()
    };
    assert_eq!((of("BEL-1"), of("JPN-1"), of("IRL-1")), (8_563_056, 1_762_832, 3_084_112));
    for entry in &standing.entries {
        assert_eq!((entry.cause.as_str(), entry.reference.as_deref()), (store::OPENING, Some("2025-09")));
        assert_eq!(entry.date.to_string(), "2025-09-30");
    }
}

/// A new program reads all files again, finds what it found, and restates only what changed since.
#[test]
fn only_what_changed_since_is_restated() {
    let fund = kept();
    let donors = std::fs::read_to_string(fund.path().join("inputs/donors.csv")).unwrap();
    fund.write("donors.csv", &donors.replace("anne@example.org", "desk@example.org"));
    let said = fund.works(&["run", "--as-of", "2025-10-31"]);
    let restated: Vec<&str> = said.lines().filter(|line| line.contains("Restated")).collect();
    let expected = ["Restated: donor BEL: email was anne@example.org, is desk@example.org (donors.csv, row 2)"];
    assert_eq!(restated, expected);
}

#[test]
fn one_that_was_changed_is_not_taken_over() {
    let fund = kept();
    let path = fund.path().join("ledger.db");
    let database = rusqlite::Connection::open(&path).unwrap();
    database.execute_batch("DROP TRIGGER facts_stay").unwrap();
    drop(database);
    let said = fund.refuses(&["run", "--as-of", "2025-10-31"], 2);
    assert!(said.contains("the trigger facts_stay of the ledger was removed"), "{said}");
    let found = audit(&fund, 1);
    let mut faults = found.iter().flat_map(|(_, faults)| faults);
    assert!(faults.any(|fault| fault.contains("the trigger facts_stay of the ledger was removed")), "{found:?}");
}

#[test]
fn a_month_whose_reports_it_kept_as_hashes_only_says_which_cannot_come_back() {
    let fund = kept();
    let said = fund.refuses(&["reprint", "2025-09"], 1);
    assert!(said.contains("13 of the 13 reports of 2025-09 cannot come back: dashboard.html, "), "{said}");
    assert!(said.contains("manifest.json") && said.contains("Put the reports back from a backup"), "{said}");
    assert!(!fund.reports("2025-09").exists(), "nothing is written by halves");
}
