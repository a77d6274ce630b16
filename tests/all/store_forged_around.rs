//! Statements that say otherwise than the ledger, what is changed around a ledger, and what an audit notes of what is no forgery.

use std::fs;

use poolfund::ledger::store::{EventKind, Sqlite};
use rusqlite::Connection;

use crate::small_fund::{RECEIPTS, SmallFund, files};
use crate::store_forged::{STATEMENTS, closed, history_anew, of_kind, write_anew};
use crate::store_forged_anew::{ADDED, ANEW, Forgery, TABLES, all_named, of};

/// Leaves a change in the log of the ledger alone: the file itself is as it was.
pub fn log_beside(fund: &SmallFund) {
    let path = Sqlite::path(fund.path());
    let log = fund.path().join("ledger.db-wal");
    let before = fs::read(&path).unwrap();
    let database = Connection::open(&path).unwrap();
    database.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0").unwrap();
    let guard = "SELECT sql FROM sqlite_schema WHERE name = 'events_stay'";
    let guard: String = database.query_row(guard, [], |row| row.get(0)).unwrap();
    let forge = "DROP TRIGGER events_stay; UPDATE events SET recorded_by = 'Eve' WHERE kind = 'close'";
    database.execute_batch(&format!("{forge}; {guard}")).unwrap();
    let changes = fs::read(&log).unwrap();
    drop(database);
    fs::write(&path, before).unwrap();
    fs::write(&log, changes).unwrap();
}

const CLOSE: &str = "reports/statements/close-2025-09.txt";

fn edit(fund: &SmallFund, file: &str, from: &str, to: &str) {
    let path = fund.path().join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}

/// What is done to statements, to what is around a ledger, or by putting another's in its place.
pub const AROUND: [Forgery; 11] = [
    (
        "a statement with other totals behind the ledger's hash",
        |fund| edit(fund, CLOSE, "Keep this where", "Corrected  Received 900.00 USD\nKeep this where"),
        "close-2025-09.txt: it says what the ledger does not: Corrected  Received 900.00 USD",
    ),
    (
        "a statement with other totals before the fund",
        |fund| edit(fund, CLOSE, "Fund       Test fund", "Received   900.00 USD\nFund       Test fund"),
        "close-2025-09.txt: it says what the ledger does not: Received   900.00 USD",
    ),
    (
        "a statement that is checked with another hash",
        |fund| {
            let hash = of_kind(fund, EventKind::Close).hash;
            edit(fund, CLOSE, &format!("--head {hash}"), &format!("--head {}", "0".repeat(64)));
        },
        "close-2025-09.txt: it says what the ledger does not: It is checked with",
    ),
    (
        "a statement under the name of another",
        |fund| {
            let folder = fund.path().join("reports/statements");
            fs::copy(folder.join("approval-2025-09.txt"), folder.join("close-2025-09.txt")).unwrap();
        },
        "close-2025-09.txt: it is the statement approval-2025-09.txt",
    ),
    (
        "a statement that says a line twice",
        |fund| edit(fund, CLOSE, "Charged ", "Received   700.00 USD\nCharged "),
        "close-2025-09.txt: its lines are not as they were written",
    ),
    (
        "a statement of other totals",
        |fund| edit(fund, CLOSE, "Received   700.00", "Received   900.00"),
        "it says what the ledger does not: Received   900.00 USD",
    ),
    (
        "a statement that leaves something out",
        |fund| edit(fund, CLOSE, "Charged    0.00 USD\n", ""),
        "it leaves out: Charged",
    ),
    (
        "a statement of another ledger",
        |fund| {
            let hash = of_kind(fund, EventKind::Close).hash;
            edit(fund, CLOSE, &hash, &"0".repeat(64));
        },
        "close-2025-09.txt: no event has this hash",
    ),
    (
        "a tail cut from the ledger and its copy, the reports deleted",
        |fund| {
            history_anew(fund, |events| {
                events.retain(|event| !of(event, &EventKind::Close) && !of(event, &EventKind::Approval));
            });
            fs::remove_dir_all(fund.reports("2025-09")).unwrap();
        },
        "close-2025-09.txt: no event has this hash",
    ),
    (
        "another fund's ledger and copy, without reports and statements",
        |fund| {
            let other = SmallFund::new();
            other.set("code = \"TEST\"", "code = \"OTHER\"");
            other.works(&["run", "--as-of", "2025-09-30"]);
            fs::remove_dir_all(fund.path().join("reports")).unwrap();
            for path in [Sqlite::path, Sqlite::copy_path] {
                fs::copy(path(other.path()), path(fund.path())).unwrap();
            }
        },
        "the last run was of the fund OTHER, and the settings are of TEST",
    ),
    (
        "a report of an open month, its manifest and its run",
        |fund| {
            fund.works(&["run", "--as-of", "2025-10-31"]);
            let reports = fund.reports("2025-10");
            let hash = |bytes: &[u8]| poolfund::domain::fingerprint::sha256(bytes);
            let (report, manifest) = (reports.join("dashboard.html"), reports.join("manifest.json"));
            let (was, listed) = (hash(&fs::read(&report).unwrap()), fs::read_to_string(&manifest).unwrap());
            fs::write(&report, "forged").unwrap();
            let forged = listed.replace(&was, &hash(b"forged"));
            fs::write(&manifest, &forged).unwrap();
            write_anew(fund, |event| {
                event.payload = event.payload.replace(&hash(listed.as_bytes()), &hash(forged.as_bytes()));
            });
        },
        "dashboard.html comes out otherwise",
    ),
];

#[test]
fn statements_reports_and_ledgers_that_do_not_belong_together_are_named() {
    all_named(&AROUND);
}

#[test]
fn a_statement_that_somebody_kept_is_held_against_the_ledger_line_by_line() {
    let fund = closed();
    let kept = fund.path().join("from Ann's mail.txt");
    let head = |words: &str, code: i32| {
        let arguments = ["audit", "--head", kept.to_str().unwrap()];
        let said = if code == 0 { fund.works(&arguments) } else { fund.refuses(&arguments, code) };
        assert!(said.contains(words), "{words:?} is not in:\n{said}");
    };
    for name in ["close-2025-09.txt", "approval-2025-09.txt"] {
        let statement = fs::read_to_string(fund.path().join("reports/statements").join(name)).unwrap();
        fs::write(&kept, &statement).unwrap();
        head("what stands before it is what it was then", 0);
        // As a mail has it: a greeting, marks of a quotation, other ends of lines.
        let mail = format!(
            "Dear Eve,\r\n\r\n{}\r\nBest\r\n",
            statement.lines().map(|line| format!("> {line}\r\n")).collect::<String>()
        );
        fs::write(&kept, mail).unwrap();
        head("what stands before it is what it was then", 0);
        fs::write(&kept, statement.replace("Allocated  ", "Allocated  1")).unwrap();
        head("it says what the ledger does not: Allocated", 1);
        fs::write(&kept, statement.replace("by Ann", "by Eve")).unwrap();
        head("it says what the ledger does not: Closed", 1);
    }
    fs::write(&kept, "Received 700.00 USD\n").unwrap();
    head("it is no statement", 1);
    fs::write(&kept, format!("Ledger     {}\n", of_kind(&fund, EventKind::Run).hash)).unwrap();
    head("of an event of which there are no statements", 1);
    fs::remove_file(&kept).unwrap();
    head("from Ann's mail.txt", 2);
}

#[test]
fn what_an_audit_notes_accuses_nobody() {
    let fund = closed();
    fs::remove_file(Sqlite::copy_path(fund.path())).unwrap();
    assert!(fund.works(&["audit"]).contains("there is none; the next run makes it"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let behind = fs::read(Sqlite::copy_path(fund.path())).unwrap();
    fund.write("receipts.csv", &RECEIPTS.replace("80.00", "81.00"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    fs::write(Sqlite::copy_path(fund.path()), behind).unwrap();
    assert!(fund.works(&["audit"]).contains("events before the ledger; the next run adds them"));
    fs::write(fund.reports("2025-10").join("dashboard.html"), "edited").unwrap();
    assert!(fund.works(&["audit"]).contains("dashboard.html was changed"));
    fs::write(fund.path().join("reports/statements/my notes.txt"), "call Ann").unwrap();
    // Two statements, the drafts of mails with them, and a note of somebody's own.
    assert_eq!(files(&fund.path().join("reports/statements")).len(), 5);
    fund.works(&["audit"]);
}

#[test]
fn the_table_of_what_was_measured_counts_the_forgeries() {
    let table = fs::read_to_string(crate::support::root().join("tests/README.md")).unwrap();
    let (by_statement, anew) = (STATEMENTS.len(), ADDED.len() + ANEW.len() + TABLES.len() + AROUND.len());
    let row =
        format!("{by_statement} by one statement, {anew} with every hash right or outside what is hashed, 33 others");
    assert!(table.contains(&row), "{row}");
    assert!(table.contains(&format!("| {}, in every run |", by_statement + anew + 33)));
}
