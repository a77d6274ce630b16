//! The ledger of a fund: what a closed month withstands, and what is restated.

use std::fs;

use poolfund::ledger::store::{EventKind, Sqlite, Store};

use crate::small_fund::{RECEIPTS, SmallFund, files};

#[test]
fn the_tables_refuse_change_and_the_audit_finds_what_was_forced() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["audit"]);
    let database = rusqlite::Connection::open(fund.path().join("ledger.db")).unwrap();
    for change in ["UPDATE lines SET amount = 1", "DELETE FROM events", "UPDATE files SET name = ''"] {
        let refused = database.execute_batch(change).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
    let guarded: String =
        database.query_row("SELECT sql FROM sqlite_schema WHERE name = 'lines_stay'", [], |row| row.get(0)).unwrap();
    database
        .execute_batch(&format!("DROP TRIGGER lines_stay; UPDATE lines SET amount = 1 WHERE key = 'R-1'; {guarded}"))
        .unwrap();
    drop(database);
    let said = fund.refuses(&["audit"], 1);
    assert!(said.contains("the facts of receipts.csv"), "{said}");
    // The copy is whole: with it in place all is as it was.
    fs::copy(fund.path().join("ledger.db.copy"), fund.path().join("ledger.db")).unwrap();
    fund.works(&["audit"]);
}

/// A fund whose September is closed.
fn closed() -> SmallFund {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund
}

#[test]
fn no_path_that_writes_changes_a_closed_month() {
    let fund = closed();
    fund.works(&["approve", "2025-09", "--as", "Ben"]);
    let before = files(&fund.reports("2025-09"));
    for arguments in [
        &["run", "--as-of", "2025-09-30"][..],
        &["run", "--as-of", "2025-09-15"],
        &["run", "--as-of", "2025-09-30", "--pack"],
        &["close", "2025-09", "--as", "Carl"],
        &["close", "2025-08", "--as", "Carl"],
        &["approve", "2025-09", "--as", "Dora"],
        &["approve", "2025-08", "--as", "Dora"],
    ] {
        fund.refuses(arguments, 1);
        assert_eq!(files(&fund.reports("2025-09")), before, "{arguments:?}");
    }
    fund.works(&["outbox", "--as-of", "2025-09-30"]);
    fund.works(&["run", "--as-of", "2025-09-30", "--dry-run"]);
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(files(&fund.reports("2025-09")), before);
    fund.works(&["audit"]);
    fs::write(fund.reports("2025-09").join("dashboard.html"), "other").unwrap();
    assert!(fund.refuses(&["audit"], 1).contains("dashboard.html was changed"));
}

#[test]
fn who_closed_may_not_approve() {
    let fund = closed();
    assert!(fund.refuses(&["approve", "2025-09", "--as", " ann"], 1).contains("someone else"));
    fund.works(&["approve", "2025-09", "--as", "Ben"]);
    assert!(fund.works(&["audit"]).contains("1 approvals of 1 closes"));
}

#[test]
fn a_close_wants_reports_of_the_inputs_as_they_are() {
    let fund = SmallFund::new();
    assert!(fund.refuses(&["close", "2025-09", "--as", "Ann"], 1).contains("workbooks"));
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "451.00"));
    assert!(fund.refuses(&["close", "2025-09", "--as", "Ann"], 1).contains("the inputs changed"));
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let donors = fund.reports("2025-09/donors");
    let workbook = fs::read_dir(&donors).unwrap().next().unwrap().unwrap().path();
    let bytes = fs::read(&workbook).unwrap();
    fs::write(&workbook, b"other").unwrap();
    assert!(fund.refuses(&["close", "2025-09", "--as", "Ann"], 1).contains("was changed"));
    fs::write(&workbook, bytes).unwrap();
    fund.closes("2025-09");
}

#[test]
fn a_restated_row_is_taken_back_and_replaced_in_the_open_month() {
    let fund = closed();
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "360.00"));
    let said = fund.works(&["run", "--as-of", "2025-10-31"]);
    let line = "Restated, of a closed month: receipt R-1: amount was EUR 450.00, is EUR 360.00 (receipts.csv, row 2)";
    assert!(said.contains(line), "{said}");
    let json = fund.works(&["diff", "2025-09", "2025-10", "--json"]);
    let changes: serde_json::Value = serde_json::from_str(&json).unwrap();
    let paid = changes["lines"]
        .as_array()
        .unwrap()
        .iter()
        .find(|line| line["measure"] == "received" && line["donor"] == "BEL");
    // EUR 450.00 at 0.90 was 500.00; 360.00 is 400.00; the new EUR 80.00 at 0.80 is 100.00.
    let bridge = &paid.unwrap()["bridge"];
    assert_eq!((&bridge["opening"], &bridge["restated"]), (&"500.00".into(), &"-100.00".into()));
    let rest = (&bridge["new"], &bridge["exchange"], &bridge["closing"]);
    assert_eq!(rest, (&"100.00".into(), &"0.00".into(), &"500.00".into()));
    let committed =
        changes["lines"].as_array().unwrap().iter().find(|line| line["measure"] == "signed" && line["donor"] == "BEL");
    let bridge = &committed.unwrap()["bridge"];
    assert_eq!((&bridge["new"], &bridge["restated"]), (&"0.00".into(), &"0.00".into()));
    assert_ne!(bridge["exchange"], "0.00", "the open part is valued at the new rate");
    assert!(fund.refuses(&["close", "2025-10", "--as", "Ann"], 1).contains("1 row of closed months was restated"));
    let accepted = ["--accept", "compared", "--accept", "restatements", "--reason", "the bank corrected it"];
    let accepted = [&["close", "2025-10", "--as", "Ann"][..], &accepted[..]].concat();
    fund.works(&accepted);
    fund.works(&["audit"]);
}

#[test]
fn what_a_close_placed_stays_placed() {
    let fund = closed();
    let payers = |as_of: &str| {
        let explained = fund.works(&["explain", "TGO/T01", "--as-of", as_of]);
        explained.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    let september = payers("2025-09-30");
    assert!(!september.is_empty());
    // A cell that would take all the money if all were placed anew.
    fund.write(
        "priorities.csv",
        "Country,Theme,Period,Need\nTGO,T01,2021-2025,400.00\nTGO,T02,2021-2025,2000.00\n\
                                  VNM,T01,2021-2025,700.00\nVNM,T02,2021-2025,90000.00\n",
    );
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(payers("2025-10-31"), september, "the placement of September stays");
    // A cell that is gone asks for nothing: what is unspent there is taken back, in the open month.
    fund.write("priorities.csv", "Country,Theme,Period,Need\nTGO,T02,2021-2025,2000.00\nVNM,T01,2021-2025,700.00\n");
    assert!(fund.works(&["run", "--as-of", "2025-10-31", "--verify"]).contains("priority TGO/T01/2021-2025 is gone"));
    assert!(payers("2025-10-31").is_empty());
    fund.works(&["audit"]);
}

#[test]
fn placed_money_moves_by_a_decision_with_a_reason_only() {
    let fund = closed();
    let header = "Date,Agreement,From cell,To cell,Amount,Reason\n";
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let more = "\n[[input]]\nkind = \"reallocations\"\nfile = \"reallocations.csv\"\n";
    fund.write("fund.toml", &format!("{settings}{more}"));
    let decide = |row: &str| fund.write("reallocations.csv", &format!("{header}{row}\n"));
    let payers = || {
        let explained = fund.works(&["explain", "VNM/T01", "--as-of", "2025-10-31"]);
        explained.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    decide("2025-10-15,BEL-1,TGO/T01/2021-2025,VNM/T01/2021-2025,9999.00,The ministry asked for it");
    assert!(fund.refuses(&["run", "--as-of", "2025-10-31"], 1).contains("Lower the amount"));
    decide("2025-10-15,BEL-1,TGO/T01/2021-2025,VNM/T09/2021-2025,56.00,The ministry asked for it");
    assert!(fund.refuses(&["run", "--as-of", "2025-10-31"], 1).contains("E408"));
    decide("2025-10-15,BEL-1,TGO/T01/2021-2025,VNM/T01/2021-2025,56.00,");
    fund.refuses(&["run", "--as-of", "2025-10-31"], 1);
    decide("2025-11-15,BEL-1,TGO/T01/2021-2025,VNM/T01/2021-2025,56.00,The ministry asked for it");
    let before = payers();
    decide("2025-10-15,BEL-1,TGO/T01/2021-2025,VNM/T01/2021-2025,56.00,The ministry asked for it");
    assert_ne!(payers(), before, "a decision of November does not count in October, one of October does");
    fund.works(&["run", "--as-of", "2025-10-31", "--verify"]);
    fund.closes("2025-10");
    let october = payers();
    fund.works(&["run", "--as-of", "2025-11-30"]);
    let explained = fund.works(&["explain", "VNM/T01", "--as-of", "2025-11-30"]);
    let november: Vec<&str> = explained.lines().skip(1).collect();
    assert_eq!(november, october, "it is moved once");
    fund.works(&["audit"]);
}

#[test]
fn unchanged_files_are_not_read_again() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let first = files(&fund.reports("2025-09"));
    // Rows that the program would refuse if it read them: the ledger knows the files by their hash alone.
    fund.works(&["run", "--as-of", "2025-09-30"]);
    assert_eq!(files(&fund.reports("2025-09")), first);
    let store = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    assert_eq!(store.events(Some(EventKind::Import)).unwrap().len(), 5);
    assert_eq!(store.events(Some(EventKind::Run)).unwrap().len(), 1);
    drop(store);
    fund.write("receipts.csv", &format!("{RECEIPTS}R-4,JPN-1,2025-10-06,deposit,JPY,600\n"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let store = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    assert_eq!(store.events(Some(EventKind::Import)).unwrap().len(), 6, "one file changed");
}

#[test]
fn what_earlier_versions_recorded_of_a_sheet_is_still_read() {
    let recorded = r#"{"sha256":"a1","bytes":9,"text":null,"sheets":[
        {"name":"Rates","hidden":false,"merged":[[1,0,1,3]],"unseen":false,"tables":[]}]}"#;
    let head: poolfund::intake::workbook::FileHead = serde_json::from_str(recorded).unwrap();
    assert_eq!((head.sheets[0].name.as_str(), head.carried.len()), ("Rates", 0));
}
