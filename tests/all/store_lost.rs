//! History that is lost: a ledger that is missing, empty, older, damaged or another is never taken for a new one, and what
//! is whole is never replaced by what is not.

use std::fs;
use std::path::PathBuf;

use poolfund::ledger::store::{EventKind, Sqlite, Store};

use crate::small_fund::{RECEIPTS, SmallFund, files};

/// A fund whose September is closed and approved.
fn closed() -> SmallFund {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund.works(&["approve", "2025-09", "--as", "Ben"]);
    fund
}

fn ledger(fund: &SmallFund) -> PathBuf {
    Sqlite::path(fund.path())
}

fn copy(fund: &SmallFund) -> PathBuf {
    Sqlite::copy_path(fund.path())
}

fn closes(fund: &SmallFund) -> usize {
    let store = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    store.events(Some(EventKind::Close)).unwrap().len()
}

/// Takes away what the ledger has beside its file.
fn without_log(fund: &SmallFund) {
    for log in ["ledger.db-wal", "ledger.db-shm"] {
        let _ = fs::remove_file(fund.path().join(log));
    }
}

/// Looking refuses; the next run puts the ledger back from its copy, and the closed month stays.
fn comes_back(fund: &SmallFund, words: &str) {
    let reports = files(&fund.reports("2025-09"));
    for look in [&["run", "--as-of", "2025-10-31", "--dry-run"][..], &["explain", "TGO/T01", "--as-of", "2025-10-31"]] {
        let said = fund.refuses(look, 1);
        assert!(said.contains(words) && said.contains("puts it back from ledger.db.copy"), "{said}");
    }
    assert!(fund.refuses(&["audit"], 1).contains(words));
    let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert!(said.contains(words) && said.contains("What its copy holds stands in its place"), "{said}");
    assert!(said.contains("2025-09 was closed by Ann"), "{said}");
    assert_eq!((closes(fund), files(&fund.reports("2025-09"))), (1, reports));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    fund.works(&["audit"]);
}

#[test]
fn a_ledger_that_is_missing_empty_or_older_comes_back_from_its_copy() {
    let fund = closed();
    fs::remove_file(ledger(&fund)).unwrap();
    without_log(&fund);
    comes_back(&fund, "ledger.db is missing");

    let fund = closed();
    fs::write(ledger(&fund), b"").unwrap();
    without_log(&fund);
    comes_back(&fund, "ledger.db is empty");

    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let older = fs::read(ledger(&fund)).unwrap();
    fund.closes("2025-09");
    fs::write(ledger(&fund), older).unwrap();
    without_log(&fund);
    comes_back(&fund, "ledger.db ends 1 events before its copy");

    // All events taken out of it.
    let fund = closed();
    let database = rusqlite::Connection::open(ledger(&fund)).unwrap();
    let guards = ["events_remain", "lines_remain"].map(|guard| {
        database
            .query_row("SELECT sql FROM sqlite_schema WHERE name = ?1", [guard], |row| row.get::<_, String>(0))
            .unwrap()
    });
    database
        .execute_batch("DROP TRIGGER events_remain; DROP TRIGGER lines_remain; DELETE FROM lines; DELETE FROM events")
        .unwrap();
    database.execute_batch(&guards.join(";")).unwrap();
    drop(database);
    comes_back(&fund, "events before its copy");
}

#[test]
fn damage_is_met_whenever_it_shows_and_never_reaches_the_copy() {
    // In an event.
    let fund = closed();
    change_bytes(&fund, b"\"as_of\":\"2025-09-30\"", b"\"as_of\":\"2025-09-29\"");
    comes_back(&fund, "ledger.db is damaged: event");

    // In a fact, which shows only when it is read.
    let fund = closed();
    change_bytes(&fund, br#""amount":"EUR 450""#, br#""amount":"EUR 540""#);
    let said = fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(said.contains("ledger.db is damaged") && said.contains("the facts of receipts.csv"), "{said}");
    assert_eq!(closes(&fund), 1);
    fund.works(&["audit"]);

    // In a page, which the database itself may notice late.
    let fund = closed();
    let mut bytes = fs::read(ledger(&fund)).unwrap();
    let page = 4096 * 6;
    bytes[page..page + 3000].fill(0xa5);
    fs::write(ledger(&fund), bytes).unwrap();
    without_log(&fund);
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(closes(&fund), 1);

    // In a kept file, which no run reads: the copy has it still, and the audit says so.
    let fund = closed();
    let database = rusqlite::Connection::open(ledger(&fund)).unwrap();
    let guard = "SELECT sql FROM sqlite_schema WHERE name = 'files_stay'";
    let guard: String = database.query_row(guard, [], |row| row.get(0)).unwrap();
    let change = "DROP TRIGGER files_stay; UPDATE files SET bytes = zeroblob(length(bytes)) WHERE name = 'fund.toml'";
    database.execute_batch(&format!("{change}; {guard}")).unwrap();
    drop(database);
    let said = fund.refuses(&["audit"], 1);
    assert!(said.contains("the kept file"), "{said}");
    fund.write("receipts.csv", &format!("{RECEIPTS}R-4,JPN-1,2025-10-06,deposit,JPY,600\n"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    // Damage does not reach the copy.
    assert!(Sqlite::open_copy(fund.path()).unwrap().unwrap().faults().unwrap().is_empty());
}

/// Changes bytes of the ledger's file behind the database's back.
fn change_bytes(fund: &SmallFund, from: &[u8], to: &[u8]) {
    let mut bytes = fs::read(ledger(fund)).unwrap();
    let mut changed = 0;
    for start in 0..bytes.len() - from.len() {
        if &bytes[start..start + from.len()] == from {
            bytes[start..start + from.len()].copy_from_slice(to);
            changed += 1;
        }
    }
    assert!(changed > 0, "{} is not in the file", String::from_utf8_lossy(from));
    fs::write(ledger(fund), bytes).unwrap();
    without_log(fund);
}

#[test]
fn a_copy_is_trusted_when_it_is_whole_and_replaced_when_the_ledger_is() {
    let fund = closed();
    fs::write(copy(&fund), b"junk").unwrap();
    let said = fund.refuses(&["audit"], 1);
    assert!(said.contains("FAULT the ledger's copy"), "{said}");
    let said = fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(said.contains("the ledger's copy is damaged") && said.contains("copied anew"), "{said}");
    fund.works(&["audit"]);

    // Nothing is whole: nothing is touched.
    let fund = closed();
    fs::write(copy(&fund), b"junk").unwrap();
    fs::remove_file(ledger(&fund)).unwrap();
    without_log(&fund);
    let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert!(said.contains("ledger.db is missing") && said.contains("put it back from your backup"), "{said}");
    assert_eq!(fs::read(copy(&fund)).unwrap(), b"junk");
    assert!(!ledger(&fund).exists());

    // A copy that can be opened, in which something was changed.
    let fund = closed();
    let database = rusqlite::Connection::open(copy(&fund)).unwrap();
    database.execute_batch("DROP TRIGGER lines_stay; UPDATE lines SET amount = 1 WHERE key = 'R-1'").unwrap();
    drop(database);
    fs::remove_file(ledger(&fund)).unwrap();
    without_log(&fund);
    let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert!(said.contains("Nothing whole stands beside it"), "{said}");
}

#[test]
fn two_histories_are_not_mixed() {
    let (fund, other) = (closed(), SmallFund::new());
    other.write("receipts.csv", &RECEIPTS.replace("450.00", "451.00"));
    other.works(&["run", "--as-of", "2025-09-30"]);
    let before = fs::read(copy(&fund)).unwrap();
    fs::copy(ledger(&other), ledger(&fund)).unwrap();
    without_log(&fund);
    for arguments in [&["run", "--as-of", "2025-10-31"][..], &["run", "--as-of", "2025-10-31", "--dry-run"], &["audit"]]
    {
        let said = fund.refuses(arguments, 1);
        assert!(said.contains("its copy tell different histories from event"), "{said}");
    }
    assert_eq!(fs::read(copy(&fund)).unwrap(), before);
}

#[test]
fn reports_that_the_ledger_does_not_know_are_not_written_over() {
    // Both the ledger and its copy are put back from a backup of before the close.
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let older = [ledger(&fund), copy(&fund)].map(|path| (path.clone(), fs::read(path).unwrap()));
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "451.00"));
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let reports = files(&fund.reports("2025-09"));
    for (path, bytes) in older {
        fs::write(path, bytes).unwrap();
    }
    without_log(&fund);
    let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert!(said.contains("does not know the run that wrote") && said.contains("reports/2025-09"), "{said}");
    assert!(fund.refuses(&["audit"], 1).contains("does not know the run that wrote"));
    assert_eq!(files(&fund.reports("2025-09")), reports);

    // Neither is there any more.
    for path in [ledger(&fund), copy(&fund)] {
        fs::remove_file(path).unwrap();
    }
    let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert!(said.contains("ledger.db is missing") && said.contains("If the fund really begins anew"), "{said}");
    assert!(!ledger(&fund).exists());
    // It does begin anew once the reports are moved away.
    fs::rename(fund.path().join("reports"), fund.path().join("reports of before")).unwrap();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["audit"]);
}

#[test]
fn what_a_first_run_left_that_was_cut_off_is_no_history() {
    let fund = SmallFund::new();
    fs::write(ledger(&fund), b"").unwrap();
    fs::create_dir(fund.path().join(".writing-ledger.db.copy-a1B2c3")).unwrap();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["audit"]);
    let left = fs::read_dir(fund.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(!left.into_iter().any(|name| name.starts_with(".writing-")));
}

#[test]
fn a_copy_that_cannot_be_written_is_said_and_what_was_recorded_stays() {
    let fund = closed();
    fs::remove_file(copy(&fund)).unwrap();
    fs::create_dir(copy(&fund)).unwrap();
    let said = fund.refuses(&["run", "--as-of", "2025-10-31"], 2);
    assert!(said.contains("ledger.db.copy"), "{said}");
}

#[test]
fn a_report_that_the_ledger_has_the_hash_of_only_comes_from_the_disk_or_not_at_all() {
    let fund = closed();
    let reports = files(&fund.reports("2025-09"));
    let gone = fund.reports("2025-09").join("gap-2025-09.xlsx");
    let sha256 = poolfund::domain::fingerprint::sha256(&fs::read(&gone).unwrap());
    crate::store_forged::change(&fund, |database| {
        assert_eq!(database.execute("DELETE FROM files WHERE sha256 = ?1", [&sha256]).unwrap(), 1);
    });
    let said = fund.works(&["reprint", "2025-09", "--to", "elsewhere"]);
    assert!(said.contains(&format!("{} reports of 2025-09", reports.len())), "{said}");
    let names = |folder: &std::path::Path| -> Vec<(PathBuf, Vec<u8>)> {
        let named = files(folder).into_iter();
        named.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes)).collect()
    };
    assert_eq!(names(&fund.path().join("elsewhere")), names(&fund.reports("2025-09")));
    fs::write(&gone, "changed").unwrap();
    let said = fund.refuses(&["reprint", "2025-09"], 1);
    assert!(
        said.contains(&format!("1 of the {} reports of 2025-09 cannot come back: gap-2025-09.xlsx", reports.len())),
        "{said}"
    );
    assert_eq!(fs::read(&gone).unwrap(), b"changed", "nothing is written by halves");
}
