//! A ledger that version 0.1.0 wrote: it is opened, read, audited, computed again and continued for ever.

use poolfund::ledger::store::{self, Close, Event, EventKind, Import, Sqlite, Store};

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
    let counts = EventKind::ALL.map(|kind| (kind.name(), count(kind)));
    let expected = [("import", 16), ("restatement", 2), ("run", 2), ("placements", 2), ("close", 2), ("approval", 1)];
    assert_eq!(counts, expected);
    let store = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    assert!(store.faults().unwrap().is_empty());
    let mut facts = 0;
    for event in events.iter().filter(|event| event.kind == EventKind::Import) {
        let import: Import = event.read().unwrap();
        let rows = store.facts(&event.id).unwrap();
        assert!(import.holds(&rows), "{}", import.file);
        facts += rows.len();
        assert!(Import::recall(event, &store).unwrap().is_some(), "{}", import.file);
        assert!(store.file(&import.sha256).unwrap().is_some(), "{}", import.file);
    }
    assert_eq!(facts, 61);
    let (_, close): (_, Close) = store::last_close(&store, None).unwrap().unwrap();
    assert_eq!((close.by.as_str(), close.run.as_of.to_string().as_str(), close.pack.len()), ("Ann", "2025-09-30", 13));
}

#[test]
fn it_passes_the_audit_and_its_months_come_out_again() {
    let fund = kept();
    for (checked, faults) in audit(&fund, 1) {
        if checked.contains("13 reports of") {
            assert!(faults.len() == 1 && faults[0].contains("No such file"), "{checked}: {faults:?}");
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
    let close = ["close", "2025-10", "--as", "Ann", "--accept", "differences", "--accept", "expiring"];
    fund.works(&[&close[..], &["--reason", "known to both"]].concat());
    fund.works(&["approve", "2025-10", "--as", "Ben"]);
    let after = events(&fund, None);
    assert_eq!(after[..before.len()], before, "what 0.1.0 recorded stays as it was");
    for (checked, faults) in audit(&fund, 1) {
        assert!(faults.is_empty() || checked.contains("13 reports of 2025-0"), "{checked}: {faults:?}");
    }
}
