//! Forgeries: a dishonest colleague who may write the folder changes what was recorded, and the audit names it. What is
//! done with care from the first event on shows in a statement that somebody outside the folder kept.

use std::fs;
use std::sync::OnceLock;

use poolfund::domain::fingerprint::Hasher;
use poolfund::intake::RULES;
use poolfund::ledger::store::{self, Approval, Batch, Event, EventKind, Line, Sqlite, Store};
use rusqlite::Connection;

use crate::small_fund::{RECEIPTS, SmallFund};
use crate::store_contract::recorder;

/// A fund whose September is closed and approved, after a run of other receipts.
pub fn closed() -> SmallFund {
    static CLOSED: OnceLock<SmallFund> = OnceLock::new();
    let fund = CLOSED.get_or_init(|| {
        let fund = SmallFund::new();
        fund.write("receipts.csv", &RECEIPTS.replace("450.00", "449.00"));
        fund.works(&["run", "--as-of", "2025-09-30"]);
        fund.write("receipts.csv", RECEIPTS);
        fund.works(&["run", "--as-of", "2025-09-30"]);
        fund.closes("2025-09");
        fund.works(&["approve", "2025-09", "--as", "Ben"]);
        fund
    });
    fund.copied()
}

pub fn events(fund: &SmallFund) -> Vec<Event> {
    Sqlite::open_to_read(fund.path()).unwrap().unwrap().events(None).unwrap()
}

pub fn of_kind(fund: &SmallFund, kind: EventKind) -> Event {
    events(fund).into_iter().rfind(|event| event.kind == kind).unwrap()
}

/// The ledger and its copy, both changed behind the program's back, with the guards back in their place.
pub fn change(fund: &SmallFund, change: impl Fn(&Connection)) {
    for path in [Sqlite::path(fund.path()), Sqlite::copy_path(fund.path())] {
        let database = Connection::open(path).unwrap();
        database.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        let mut guards = database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").unwrap();
        let guards: Vec<(String, String)> =
            guards.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
        for (name, _) in &guards {
            database.execute_batch(&format!("DROP TRIGGER {name}")).unwrap();
        }
        change(&database);
        for (_, guard) in &guards {
            database.execute_batch(guard).unwrap();
        }
    }
}

/// Writes events anew, as they should look after a change of each: see [`written_anew`].
pub fn write_anew(fund: &SmallFund, change_event: impl Fn(&mut Event)) {
    written_anew(fund, |_| {}, change_event);
}

/// Writes a history anew, as it should look after a change of it: see [`written_anew`].
pub fn history_anew(fund: &SmallFund, change_history: impl Fn(&mut Vec<Event>)) {
    written_anew(fund, change_history, |_| {});
}

/// Writes a history anew, as it should look after a change of it and then of each event: the numbers of events and of their
/// lines, their ids, wherever they are named, and the whole chain.
fn written_anew(fund: &SmallFund, change_history: impl Fn(&mut Vec<Event>), change_event: impl Fn(&mut Event)) {
    let mut all = events(fund);
    change_history(&mut all);
    let mut renamed: Vec<(String, String)> = Vec::new();
    let mut previous = store::BEFORE_ALL.to_owned();
    let mut moved = Vec::new();
    for (seq, event) in (1..).zip(&mut all) {
        for (before, now) in &renamed {
            event.payload = event.payload.replace(before, now);
        }
        change_event(event);
        let (id, hash) = (event.id.clone(), event.hash.clone());
        moved.push((event.seq, seq));
        event.seq = seq;
        event.previous = previous;
        event.id = event.expected_id();
        event.hash = event.expected_hash();
        renamed.extend([(id, event.id.clone()), (hash, event.hash.clone())]);
        previous = event.hash.clone();
    }
    change(fund, |database| {
        database.execute_batch("DELETE FROM events; UPDATE lines SET event = -event").unwrap();
        for (event, (before, now)) in all.iter().zip(&moved) {
            let text = "INSERT INTO events VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
            let Event { seq, id, kind, period, payload, recorded_at, recorded_by, previous, hash, .. } = event;
            let (format, kind) = (i64::from(event.format), kind.name());
            let values =
                rusqlite::params![seq, format, id, kind, period, payload, recorded_at, recorded_by, previous, hash];
            database.execute(text, values).unwrap();
            database.execute("UPDATE lines SET event = ?2 WHERE event = -?1", [before, now]).unwrap();
        }
        database.execute_batch("DELETE FROM lines WHERE event < 0").unwrap();
    });
}

/// The hash of lines, as format 2 has it: each part with its length before it, eight bytes, the lowest first.
pub fn root(lines: &[Line]) -> String {
    let mut hasher = Hasher::default();
    let number = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
    for line in lines {
        let parts = [
            line.number.to_string(),
            line.kind.to_string(),
            line.key.clone(),
            line.date.map_or(String::new(), |date| date.to_string()),
            line.currency.as_deref().unwrap_or_default().to_owned(),
            number(line.amount),
            number(line.sheet.map(i64::from)),
            number(line.row.map(i64::from)),
            line.body.clone(),
        ];
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finish()
}

pub fn named(fund: &SmallFund, words: &[&str]) {
    let said = fund.poolfund(&["audit"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    assert!(words.iter().all(|word| said.contains(word)), "{words:?} is not in:\n{said}");
    fund.refuses(&["audit"], 1);
}

#[test]
fn facts_that_the_file_does_not_say_are_found() {
    // Nothing is changed: an import of the same file is added, and how it was read.
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let mut ledger = Sqlite::open(fund.path()).unwrap();
    let readings = ledger.events(Some(EventKind::Reading)).unwrap();
    let reading = readings.iter().find(|event| event.payload.contains("receipts.csv")).unwrap();
    let key = reading.read::<serde_json::Value>().unwrap()["key"].as_str().unwrap().to_owned();
    let mut outcome = store::recall(&key, &ledger).unwrap().unwrap();
    outcome.harvest.facts.receipts[0].amount.amount = "900".parse().unwrap();
    let forged = Vec::from(store::reading(&key, outcome).unwrap());
    let head = ledger.head().unwrap();
    ledger.append(&head, Batch { events: forged, files: vec![] }, &recorder()).unwrap();
    drop(ledger);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    named(&fund, &["receipts.csv does not say what event", "receipt R-1: amount was EUR 900.00, is EUR 450.00"]);

    // A column beside the fact, and every hash after it, written anew.
    let fund = closed();
    let import = events(&fund)
        .into_iter()
        .rfind(|event| event.kind == EventKind::Import && event.payload.contains("receipts.csv"))
        .unwrap();
    let lines = Sqlite::open_to_read(fund.path()).unwrap().unwrap().lines(&import.id).unwrap();
    let before = root(&lines);
    let mut changed = lines;
    changed[0].amount = Some(1);
    let after = root(&changed);
    change(&fund, |database| {
        let text = "UPDATE lines SET amount = 1 WHERE key = 'R-1' AND event = ?1";
        assert_eq!(database.execute(text, [import.seq]).unwrap(), 1);
    });
    write_anew(&fund, |event| event.payload = event.payload.replace(&before, &after));
    named(&fund, &["receipts.csv does not say what event", "where its rows stand"]);

    // What is remembered of a file beside its facts.
    let fund = closed();
    write_anew(&fund, |event| {
        if event.kind == EventKind::Reading && event.payload.contains("receipts.csv") {
            event.payload = event.payload.replace("\"problems\":[", "\"problems\":[{\"code\":\"N111\",\"place\":{\"file\":\"\
                receipts.csv\",\"sheet\":null,\"row\":null,\"column\":null},\"found\":\"\",\"expected\":\"\",\"mend\":\"\"},");
        }
    });
    named(&fund, &["remembers of receipts.csv is not what the file gives"]);
}

#[test]
fn who_and_when_are_bound_by_the_approval_and_by_statements() {
    let fund = closed();
    let heads = [of_kind(&fund, EventKind::Close).hash, of_kind(&fund, EventKind::Approval).hash];
    for head in &heads {
        assert!(fund.works(&["audit", "--head", head]).contains("what stands before it is what it was then"));
    }
    // With what the approval names left as it was.
    let approval: Approval = of_kind(&fund, EventKind::Approval).read().unwrap();
    write_anew(&fund, |event| {
        event.recorded_by = "Nobody".into();
        if event.kind == EventKind::Approval {
            event.payload = serde_json::to_string(&approval).unwrap();
        }
    });
    named(&fund, &["approves another close, or another ledger"]);
    // With everything written anew, and without the statements in the folder, only one that somebody kept can tell.
    let fund = closed();
    let heads = [of_kind(&fund, EventKind::Close).hash, of_kind(&fund, EventKind::Approval).hash];
    write_anew(&fund, |event| event.recorded_at = "2025-10-01T09:00:00Z".into());
    fs::remove_dir_all(fund.path().join("reports/statements")).unwrap();
    fund.works(&["audit"]);
    for head in &heads {
        assert!(fund.refuses(&["audit", "--head", head], 1).contains("no event has this hash"));
    }
}

#[test]
fn a_tail_that_was_cut_off_is_found() {
    let cut = "DELETE FROM lines WHERE event IN (SELECT seq FROM events WHERE kind = 'close'); \
               DELETE FROM events WHERE kind IN ('close', 'approval')";
    // From the ledger alone.
    let fund = closed();
    let copy = fs::read(Sqlite::copy_path(fund.path())).unwrap();
    change(&fund, |database| database.execute_batch(cut).unwrap());
    fs::write(Sqlite::copy_path(fund.path()), copy).unwrap();
    named(&fund, &["ledger.db ends 2 events before its copy"]);
    // From both: only a statement can tell.
    let fund = closed();
    let head = of_kind(&fund, EventKind::Close).hash;
    change(&fund, |database| database.execute_batch(cut).unwrap());
    assert!(fund.refuses(&["audit", "--head", &head], 1).contains("no event has this hash"));
    // Everything, from both: the reports show that there was more.
    let fund = closed();
    change(&fund, |database| {
        database.execute_batch("DELETE FROM lines; DELETE FROM events; DELETE FROM files").unwrap()
    });
    named(&fund, &["does not know the run that wrote", "reports/2025-09"]);
}

#[test]
fn what_is_no_part_of_a_ledger_is_named() {
    for (change, words) in [
        (
            "CREATE TRIGGER evil AFTER INSERT ON events BEGIN SELECT 1; END",
            "the trigger \"evil\" is no part of a ledger",
        ),
        ("CREATE VIEW totals AS SELECT * FROM lines", "the view \"totals\" is no part of a ledger"),
        ("CREATE TABLE notes (text TEXT)", "the table \"notes\" is no part of a ledger"),
        ("CREATE INDEX by_key ON lines (key)", "the index \"by_key\" is no part of a ledger"),
        ("DROP INDEX readings", "the index readings of the ledger was removed"),
        ("DROP TRIGGER files_stay", "the trigger files_stay of the ledger was removed"),
        (
            "DROP TRIGGER files_stay; CREATE TRIGGER files_stay BEFORE UPDATE ON files BEGIN SELECT 1; END",
            "the trigger files_stay of the ledger was changed",
        ),
    ] {
        let fund = closed();
        Connection::open(Sqlite::path(fund.path())).unwrap().execute_batch(change).unwrap();
        named(&fund, &[words]);
    }
}

/// Forgeries by one statement to the ledger and its copy, and what the audit says of each.
pub const STATEMENTS: [(&str, &str); 35] = [
    // Lines that were added, taken away, changed or moved.
    (
        "INSERT INTO lines VALUES (1, 77, 'receipt', 'R-99', '2025-09-01', 'EUR', 100, 0, 9, '{}')",
        "are not those that were imported",
    ),
    (
        "INSERT INTO lines VALUES (999, 0, 'receipt', 'R-99', '2025-09-01', 'EUR', 100, 0, 9, '{}')",
        "but events account for",
    ),
    ("DELETE FROM lines WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET body = '{}' WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET amount = 1 WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET currency = 'USD' WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET date = '2025-07-01' WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET kind = 'expenditure' WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET key = 'R-7' WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET row = 99 WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET number = 99 WHERE key = 'R-1'", "the facts of receipts.csv"),
    ("UPDATE lines SET amount = 0 WHERE kind = 'entry'", "(close) froze is not what it was"),
    ("DELETE FROM lines WHERE kind = 'entry'", "(close) froze is not what it was"),
    // Kept files.
    ("UPDATE files SET bytes = x'00' WHERE name = 'receipts.csv'", "the kept file"),
    ("UPDATE files SET length = length - 1 WHERE name = 'receipts.csv'", "the kept file"),
    ("DELETE FROM files WHERE name = 'receipts.csv'", "the bytes of receipts.csv"),
    ("DELETE FROM files WHERE name = 'fund.toml'", "fund.toml"),
    ("DELETE FROM files WHERE name = 'dashboard.html'", "dashboard.html of the closed edition"),
    ("UPDATE files SET sha256 = 'x' WHERE name = 'donors.csv'", "the bytes of donors.csv"),
    // Events.
    ("UPDATE events SET recorded_by = 'Eve' WHERE kind = 'close'", "(close) was changed"),
    ("UPDATE events SET recorded_at = '1999-01-01T00:00:00Z' WHERE kind = 'approval'", "(approval) was changed"),
    ("UPDATE events SET period = '2025-08' WHERE kind = 'run'", "(run) was changed"),
    ("UPDATE events SET payload = replace(payload, '\"Ann\"', '\"Eve\"') WHERE kind = 'close'", "(close) was changed"),
    (
        "UPDATE events SET payload = replace(payload, '\"Ben\"', '\"Eve\"') WHERE kind = 'approval'",
        "(approval) was changed",
    ),
    ("UPDATE events SET payload = payload || ' ' WHERE kind = 'import'", "(import) was changed"),
    ("UPDATE events SET id = 'x' WHERE kind = 'approval'", "(approval) was changed"),
    ("UPDATE events SET hash = 'x' WHERE kind = 'approval'", "(approval) was changed"),
    ("UPDATE events SET previous = 'x' WHERE kind = 'close'", "(close) does not follow from the event before it"),
    ("UPDATE events SET format = 1 WHERE kind = 'close'", "(close) was changed"),
    ("UPDATE events SET seq = seq + 100 WHERE kind = 'approval'", "an event before it is missing"),
    ("DELETE FROM events WHERE kind = 'run'", "an event before it is missing"),
    ("DELETE FROM events WHERE kind = 'reading'", "an event before it is missing"),
    ("UPDATE events SET kind = 'loan' WHERE kind = 'approval'", "a kind that this version does not know: loan"),
    ("PRAGMA user_version = 7", "is not a ledger that this program knows"),
    ("PRAGMA application_id = 7", "the mark of another program, 7"),
];

#[test]
fn what_one_statement_changes_is_found() {
    for (statement, words) in STATEMENTS {
        let fund = closed();
        change(&fund, |database| database.execute_batch(statement).unwrap());
        let said = fund.poolfund(&["audit"]);
        assert!(!said.status.success(), "{statement}");
        let said = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
        assert!(said.contains(words), "{statement}: {words:?} is not in:\n{said}");
    }
}

#[test]
fn what_is_done_to_the_copy_or_the_reports_is_found() {
    let other = SmallFund::new();
    other.write("receipts.csv", &RECEIPTS.replace("450.00", "451.00"));
    other.works(&["run", "--as-of", "2025-09-30"]);
    let foreign = fs::read(Sqlite::path(other.path())).unwrap();
    type Change<'c> = &'c dyn Fn(&SmallFund);
    let report = |fund: &SmallFund, name: &str| fund.reports("2025-09").join(name);
    let on_copy = |fund: &SmallFund, statement: &str| {
        Connection::open(Sqlite::copy_path(fund.path())).unwrap().execute_batch(statement).unwrap();
    };
    let changes: [(Change<'_>, &str); 8] = [
        (&|fund| fs::write(Sqlite::copy_path(fund.path()), b"junk").unwrap(), "the ledger's copy"),
        (&|fund| fs::write(Sqlite::copy_path(fund.path()), &foreign).unwrap(), "tell different histories"),
        (&|fund| on_copy(fund, "DROP TRIGGER lines_stay; UPDATE lines SET amount = 1 WHERE key = 'R-1'"), "lines_stay"),
        (&|fund| on_copy(fund, "CREATE TRIGGER evil AFTER INSERT ON events BEGIN SELECT 1; END"), "evil"),
        (&|fund| fs::write(report(fund, "dashboard.html"), "other").unwrap(), "dashboard.html was changed"),
        (&|fund| fs::remove_file(report(fund, "fund-2025-09.xlsx")).unwrap(), "fund-2025-09.xlsx is missing"),
        (&|fund| fs::write(report(fund, "manifest.json"), "{}").unwrap(), "does not know the run that wrote"),
        (&|fund| fs::remove_dir_all(fund.reports("2025-09")).unwrap(), "the reports are not there"),
    ];
    for (change, words) in changes {
        let fund = closed();
        change(&fund);
        named(&fund, &[words]);
    }
}

#[test]
fn an_approval_written_anew_for_the_same_person_or_another_close_is_found() {
    let fund = closed();
    write_anew(&fund, |event| {
        if event.kind == EventKind::Approval {
            event.payload = event.payload.replace("\"Ben\"", "\"ann\"");
        }
    });
    named(&fund, &["ann approved what the same person closed"]);
    let fund = closed();
    let close = of_kind(&fund, EventKind::Close).id;
    write_anew(&fund, |event| {
        if event.kind == EventKind::Approval {
            event.payload = event.payload.replace(&close, &"0".repeat(64));
        }
    });
    named(&fund, &["approves what was never closed"]);
    // A name that stands twice, of which each reader may take another, and a shape that nothing has.
    let fund = closed();
    write_anew(&fund, |event| {
        if event.kind == EventKind::Run {
            event.payload = event.payload.replace("\"version\":", "\"version\":\"9.9.9\",\"version\":");
        }
    });
    named(&fund, &["says \"version\" twice"]);
    let fund = closed();
    write_anew(&fund, |event| {
        if event.kind == EventKind::Approval {
            event.payload = "[]".to_owned();
        }
    });
    named(&fund, &["(approval) cannot be read"]);
    // A run that never was: the month comes out otherwise than it was closed.
    let fund = closed();
    write_anew(&fund, |event| {
        if event.kind == EventKind::Close {
            event.payload = event.payload.replace("\"as_of\":\"2025-09-30\"", "\"as_of\":\"2025-09-29\"");
        }
    });
    named(&fund, &["comes out otherwise than it was closed"]);
}

#[test]
fn what_another_version_reads_otherwise_is_listed_by_row_and_accuses_nobody() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let mut ledger = Sqlite::open(fund.path()).unwrap();
    let readings = ledger.events(Some(EventKind::Reading)).unwrap();
    let reading = readings.iter().find(|event| event.payload.contains("receipts.csv")).unwrap();
    let key = reading.read::<serde_json::Value>().unwrap()["key"].as_str().unwrap().to_owned();
    let mut outcome = store::recall(&key, &ledger).unwrap().unwrap();
    // As rules of then would have read it: one amount otherwise, one row not at all, one row that is no receipt today.
    let mut extra = outcome.harvest.facts.receipts[1].clone();
    (extra.number, extra.source.row) = ("R-9".into(), 9);
    outcome.harvest.facts.receipts[0].amount.amount = "900".parse().unwrap();
    outcome.harvest.facts.receipts.remove(2);
    outcome.harvest.facts.receipts.push(extra);
    let read = Vec::from(store::reading(&key, outcome).unwrap());
    let head = ledger.head().unwrap();
    ledger.append(&head, Batch { events: read, files: vec![] }, &recorder()).unwrap();
    drop(ledger);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    named(&fund, &["receipts.csv does not say what event"]);
    let (today, then) = (format!("\"rules\":{RULES}"), format!("\"rules\":{}", RULES - 1));
    write_anew(&fund, |event| {
        if event.kind == EventKind::Reading {
            assert!(event.payload.contains(&today));
            event.payload = event.payload.replace(&today, &then);
        }
    });
    let said = fund.works(&["audit"]);
    for row in [
        "is read otherwise by this version: receipt R-1: amount was EUR 900.00, is EUR 450.00 (receipts.csv, row 2)",
        "is read otherwise by this version: receipt R-3 was not read then: EUR 80.00 (receipts.csv, row 4)",
        "is read otherwise by this version: receipt R-9 is not read now: it was JPY 30,000 (receipts.csv, row 9)",
    ] {
        assert!(said.contains(row), "{row} is not in\n{said}");
    }
    assert!(!said.contains("FAULT"), "{said}");
}
