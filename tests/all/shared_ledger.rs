//! A ledger on a server, shared by colleagues: who is first, who may do what, and what they notice of each other.

use std::path::Path;
use std::sync::Barrier;

use poolfund::ledger::store::{self, Batch, EventKind, Frozen, NewEvent, Postgres, Store, StoreError};

use crate::cluster::{self, OnServer, login};
use crate::keeping::Keeping;
use crate::store_contract::{append, close, recorder};

pub fn event(text: &str) -> NewEvent {
    NewEvent::new(EventKind::Run, Some("2025-10".into()), &text).unwrap()
}

fn of(event: NewEvent) -> Batch {
    Batch { events: vec![event], files: vec![] }
}

/// No two events follow the same one, and none is missing.
pub fn assert_whole(ledger: &OnServer<'_>) {
    let events = ledger.look().events(None).unwrap();
    let mut previous = store::BEFORE_ALL;
    for (event, seq) in events.iter().zip(1..) {
        assert_eq!((event.seq, event.previous.as_str(), &event.hash), (seq, previous, &event.expected_hash()));
        previous = &event.hash;
    }
}

/// Two colleagues do the same at the same moment, a hundred times; gives how often each of them did it.
fn race(both: impl Fn(usize, &str, &Barrier) -> bool + Sync) -> [usize; 2] {
    let mut done = [0, 0];
    for round in 0..100 {
        let start = Barrier::new(2);
        let (both, start) = (&both, &start);
        let won = std::thread::scope(|scope| {
            let racing = ["ann", "ben"].map(|who| scope.spawn(move || both(round, who, start)));
            racing.map(|one| one.join().unwrap())
        });
        for (sum, won) in done.iter_mut().zip(won) {
            *sum += usize::from(won);
        }
    }
    done
}

#[test]
fn of_a_hundred_races_of_imports_each_has_one_winner() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let done = race(|round, who, start| {
        let head = ledger.look().head().unwrap();
        start.wait();
        let mut store = ledger.open_as(who).unwrap();
        match store.append(&head, of(event(&format!("{who} {round}"))), &recorder()) {
            Ok(events) => events.len() == 1,
            Err(StoreError::Moved { .. }) => false,
            Err(why) => panic!("{why}"),
        }
    });
    assert_eq!(done[0] + done[1], 100, "{done:?}");
    // Who reads the ledger once it is theirs is never overtaken.
    let done = race(|round, who, start| {
        start.wait();
        let mut store = ledger.open_as(who).unwrap();
        append(&mut store, vec![event(&format!("again {who} {round}"))], vec![]).len() == 1
    });
    assert_eq!(done, [100, 100]);
    assert_eq!(ledger.look().hashes().unwrap().len(), 300);
    assert_whole(&ledger);
}

#[test]
fn of_a_hundred_races_of_closes_each_month_is_closed_once() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let month = |round: usize| format!("{}-{:02}", 2016 + round / 12, round % 12 + 1);
    // The id of a close says who closed, so that the two are not the same event.
    let closing = |round: usize, who: &str| {
        let mut event = close(&month(round), None, Frozen::default(), &[]);
        event.payload = event.payload.replace("\"by\":\"Ann\"", &format!("\"by\":\"{who}\""));
        assert!(event.payload.contains(who));
        event
    };
    let done = race(|round, who, start| {
        start.wait();
        let mut store = ledger.open_as(who).unwrap();
        let head = store.head().unwrap();
        match store.append(&head, of(closing(round, who)), &recorder()) {
            Ok(events) => events.len() == 1,
            Err(StoreError::ClosedTwice { period }) => period != month(round),
            Err(why) => panic!("{why}"),
        }
    });
    assert_eq!(done[0] + done[1], 100, "{done:?}");
    let closes = ledger.look().events(Some(EventKind::Close)).unwrap();
    let months: Vec<String> = closes.into_iter().filter_map(|close| close.period).collect();
    assert_eq!(months, (0..100).map(month).collect::<Vec<_>>());
    assert_whole(&ledger);
}

/// What nobody but a program that takes no lock does: the tables themselves keep the chain one.
#[test]
fn without_the_lock_no_two_events_follow_the_same_one_and_no_month_is_closed_twice() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    append(ledger.open().as_mut(), vec![event("first")], vec![]);
    let insert = "INSERT INTO poolfund.events SELECT seq + 1, 2, $1, kind, period, payload, '', $2, hash, $1
        FROM poolfund.events ORDER BY seq DESC LIMIT 1";
    let done = race(|round, who, start| {
        let mut client = ledger.colleague(who);
        start.wait();
        client.execute(insert, &[&format!("{who} {round}"), &who]).is_ok()
    });
    assert!(done[0] + done[1] >= 100, "{done:?}");
    let mut owner = ledger.owner();
    let forks = owner.query("SELECT previous FROM poolfund.events GROUP BY previous HAVING count(*) > 1", &[]).unwrap();
    assert_eq!(forks.len(), 0);
    let close = "INSERT INTO poolfund.events SELECT seq + 1, 2, $1, 'close', '2025-08', payload, '', '', hash, $1
        FROM poolfund.events ORDER BY seq DESC LIMIT 1";
    let mut ann = ledger.colleague("ann");
    ann.execute(close, &[&"one"]).unwrap();
    let refused = ann.execute(close, &[&"two"]).unwrap_err();
    assert_eq!(refused.as_db_error().unwrap().constraint(), Some("one_close_a_month"));
}

#[test]
fn who_writes_holds_the_ledger_and_others_are_told_who() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let held = ledger.open_as("ann").unwrap();
    let refused = ledger.open_as("ben").err().unwrap();
    assert!(refused.starts_with("ann is at work in ") && refused.ends_with("run again"), "{refused}");
    // Who reads waits for nobody.
    assert_eq!(ledger.look().head().unwrap(), store::BEFORE_ALL);
    drop(held);
    ledger.open_as("ben").unwrap();
}

/// A session whose lock is gone, as behind something that shares sessions, records nothing.
#[test]
fn a_session_that_lost_its_lock_records_nothing() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let mut store = ledger.open_as("ann").unwrap();
    let mut owner = ledger.owner();
    let pid: i32 = owner.query_one("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())", &[]).unwrap().get(0);
    owner.execute("SELECT pg_terminate_backend($1)", &[&pid]).unwrap();
    let refused = store.append(store::BEFORE_ALL, of(event("one")), &recorder()).unwrap_err().to_string();
    assert!(
        refused.contains("the connection to the server was lost") && refused.ends_with(". Nothing was recorded"),
        "{refused}"
    );
    assert_eq!(ledger.look().head().unwrap(), store::BEFORE_ALL);
}

#[test]
fn colleagues_may_only_add_and_the_owner_not_unseen() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let mut store = ledger.open_as("ann").unwrap();
    append(&mut store, vec![close("2025-08", None, frozen(), &[])], vec![file("a.csv", &[7; 99])]);
    drop(store);
    let tables = ["events", "lines", "files", "migrations"];
    let changes = |table: &str| {
        let column = if table == "migrations" {
            "program"
        } else if table == "lines" {
            "body"
        } else if table == "files" {
            "name"
        } else {
            "payload"
        };
        [
            format!("UPDATE poolfund.{table} SET {column} = ''"),
            format!("DELETE FROM poolfund.{table}"),
            format!("TRUNCATE poolfund.{table}"),
        ]
    };
    let (mut ann, mut owner) = (ledger.colleague("ann"), ledger.owner());
    for statement in tables.iter().flat_map(|table| changes(table)) {
        assert_eq!(code(ann.batch_execute(&statement)), "42501", "{statement}");
        // Nor whom the tables belong to, also not as one who replicates.
        let guarded = owner.batch_execute(&statement).unwrap_err();
        assert!(guarded.as_db_error().unwrap().message().contains("the ledger is append-only"), "{statement}");
        let replicated = format!("SET session_replication_role = replica; {statement}");
        let guarded = owner.batch_execute(&replicated).unwrap_err();
        assert!(guarded.as_db_error().unwrap().message().contains("the ledger is append-only"), "{statement}");
    }
    let more = "INSERT INTO poolfund.lines VALUES (1, 99, 'entry', 'x', NULL, NULL, 1, NULL, NULL, '{}')";
    let late = ann.batch_execute(more).unwrap_err();
    assert!(late.as_db_error().unwrap().message().contains("lines are recorded together with their event"));
    let false_file = "INSERT INTO poolfund.files VALUES ('00', 'x', 1, false, 'x')";
    assert_eq!(code(ann.batch_execute(false_file)), "23514");
    let made = "CREATE TRIGGER x BEFORE INSERT ON poolfund.events EXECUTE FUNCTION poolfund.refuse()";
    for statement in [
        made,
        "ALTER TABLE poolfund.events DISABLE TRIGGER ALL",
        "DROP SCHEMA poolfund CASCADE",
        "CREATE TABLE poolfund.x ()",
    ] {
        assert_eq!(code(ann.batch_execute(statement)), "42501", "{statement}");
    }
    assert_eq!(code(ann.batch_execute("INSERT INTO poolfund.migrations (version, program) VALUES (2, 'x')")), "42501");
    assert_eq!(ledger.look().faults().unwrap(), Vec::<String>::new());
    let mighty = Postgres::open(&ledger.server, &login("owner"), Path::new(".")).err().unwrap().to_string();
    assert!(
        mighty.contains("owner could change what is recorded; work as somebody who may only add to it"),
        "{mighty}"
    );
}

fn frozen() -> Frozen {
    let entry = store::Entry {
        date: crate::builder::day("2025-08-31"),
        agreement: poolfund::domain::AgreementRef::new("BEL-1"),
        cell: "TGO/T01/2021-2025".into(),
        amount: crate::builder::cents(100),
        cause: "cost".into(),
        reference: None,
    };
    Frozen { entries: vec![entry], ..Frozen::default() }
}

fn file(name: &str, bytes: &[u8]) -> store::StoredFile {
    let sha256 = poolfund::domain::fingerprint::sha256(bytes);
    store::StoredFile { name: name.into(), sha256, bytes: bytes.to_vec() }
}

fn code(done: Result<(), postgres::Error>) -> String {
    done.unwrap_err().code().unwrap().code().to_owned()
}

#[test]
fn every_change_of_the_tables_and_their_guards_is_named() {
    let Some(cluster) = cluster::shared() else { return };
    let changes = [
        ("ALTER TABLE poolfund.events DISABLE TRIGGER stay", "the trigger events.stay of the ledger was changed"),
        ("ALTER TABLE poolfund.lines ENABLE TRIGGER belong", "the trigger lines.belong of the ledger was changed"),
        ("DROP TRIGGER follow ON poolfund.events", "the trigger events.follow of the ledger was removed"),
        ("DROP INDEX poolfund.one_close_a_month", "the index one_close_a_month of the ledger was removed"),
        (
            "CREATE OR REPLACE FUNCTION poolfund.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            "the function refuse of the ledger was changed",
        ),
        (
            "CREATE RULE quiet AS ON INSERT TO poolfund.events DO INSTEAD NOTHING",
            "the rule \"events.quiet\" is no part of a ledger",
        ),
        ("ALTER TABLE poolfund.events ENABLE ROW LEVEL SECURITY", "the table events of the ledger was changed"),
        ("CREATE POLICY few ON poolfund.files USING (false)", "the policy \"files.few\" is no part of a ledger"),
        (
            "CREATE TABLE public.more () INHERITS (poolfund.events)",
            "the child \"events.public.more\" is no part of a ledger",
        ),
        ("ALTER TABLE poolfund.lines ADD COLUMN note text", "the column \"lines.note\" is no part of a ledger"),
        (
            "ALTER TABLE poolfund.files DROP CONSTRAINT files_check",
            "the constraint files.files_check of the ledger was removed",
        ),
        ("CREATE VIEW poolfund.closes AS SELECT * FROM poolfund.events", "the view \"closes\" is no part of a ledger"),
        ("GRANT UPDATE ON poolfund.lines TO ben", "the grant \"lines.UPDATE.ben\" is no part of a ledger"),
        (
            "ALTER TABLE poolfund.files DISABLE TRIGGER USER; ALTER TABLE poolfund.files DROP CONSTRAINT files_check;
             UPDATE poolfund.files SET bytes = 'x'",
            "is not as it was",
        ),
    ];
    for (change, fault) in changes {
        let ledger = cluster.ledger();
        append(ledger.open().as_mut(), vec![event("one")], vec![file("a.csv", b"abc")]);
        ledger.owner().batch_execute(change).unwrap();
        let faults = ledger.look().faults().unwrap();
        assert!(faults.iter().any(|found| found.contains(fault)), "{change}: {faults:?}");
    }
}

#[test]
fn a_program_that_is_older_than_the_tables_leaves_them_alone() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let made: (i32, String) = {
        let row = ledger.owner().query_one("SELECT version, program FROM poolfund.migrations", &[]).unwrap();
        (row.get(0), row.get(1))
    };
    assert_eq!(made, (1, env!("CARGO_PKG_VERSION").to_owned()), "what was made is recorded");
    assert_eq!(prepared(&ledger).unwrap(), Vec::<i32>::new(), "once");
    ledger.owner().batch_execute("INSERT INTO poolfund.migrations (version, program) VALUES (2, '9.9.9')").unwrap();
    let look = Postgres::look(&ledger.server, &login("ann"), Path::new(".")).err().unwrap();
    let refused = [ledger.refusal(), look.to_string(), prepared(&ledger).unwrap_err()];
    for refused in refused {
        assert!(refused.contains("has tables of version 2, and this program knows those to 1"), "{refused}");
    }
    // A database without a ledger says what is missing.
    let empty = cluster.server(&cluster.database());
    let refused = Postgres::open(&empty, &login("ann"), Path::new(".")).err().unwrap().to_string();
    assert!(refused.contains("`poolfund ledger prepare` once"), "{refused}");
}

fn prepared(ledger: &OnServer<'_>) -> Result<Vec<i32>, String> {
    Postgres::prepare(&ledger.server, &login("owner"), Path::new("."), None).map_err(|why| why.to_string())
}
