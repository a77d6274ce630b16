//! A ledger on a server, shared by colleagues: who is first, who may do what, and what they notice of each other.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Barrier;

use poolfund::ledger::store::{self, Batch, EventKind, Frozen, NewEvent, Postgres, Store, StoreError};

use crate::cluster::{self, COLLEAGUES, OnServer, login};
use crate::keeping::Keeping;
use crate::small_fund::{SmallFund, files, said};
use crate::store_contract::{append, close, recorder};

fn event(text: &str) -> NewEvent {
    NewEvent::new(EventKind::Run, Some("2025-10".into()), &text).unwrap()
}

fn of(event: NewEvent) -> Batch {
    Batch { events: vec![event], files: vec![] }
}

/// No two events follow the same one, and none is missing.
fn assert_whole(ledger: &OnServer<'_>) {
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

/// A colleague: a fund's folder, and a name on the server.
struct Colleague {
    fund: SmallFund,
    name: &'static str,
}

impl Colleague {
    fn says(&self, arguments: &[&str]) -> Output {
        let mut command = self.fund.command(arguments);
        command.env("PGUSER", self.name).env_remove("PGPASSWORD").env("PGPASSFILE", "/nowhere").output().unwrap()
    }

    fn works(&self, arguments: &[&str]) -> String {
        let output = self.says(arguments);
        assert_eq!(output.status.code(), Some(0), "{} {arguments:?}: {}", self.name, said(&output));
        format!("{}{}", String::from_utf8_lossy(&output.stdout), said(&output))
    }

    fn reports(&self, month: &str) -> Vec<(String, Vec<u8>)> {
        let folder = self.fund.reports(month);
        let named = files(&folder).into_iter();
        named.map(|(path, bytes)| (path.strip_prefix(&folder).unwrap().display().to_string(), bytes)).collect()
    }
}

/// Three colleagues with a folder each, and one ledger.
fn colleagues(ledger: &OnServer<'_>) -> [Colleague; 3] {
    COLLEAGUES.map(|name| {
        let fund = SmallFund::new();
        let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
        fund.write("fund.toml", &(settings + &ledger.settings()));
        Colleague { fund, name }
    })
}

const CLOSE: [&str; 7] =
    ["close", "2025-09", "--accept", "compared", "--reason", "finance has sent no extract", "--as"];

#[test]
fn three_colleagues_run_close_and_approve_in_one_ledger() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let [ann, ben, eve] = colleagues(&ledger);
    ann.works(&["run", "--as-of", "2025-09-30"]);
    ben.works(&["run", "--as-of", "2025-09-30"]);
    let kinds = |kind| ledger.look().events(Some(kind)).unwrap().len();
    assert_eq!((kinds(EventKind::Import), kinds(EventKind::Run)), (5, 1), "the same inputs are imported once");
    assert_eq!(ann.reports("2025-09"), ben.reports("2025-09"));
    let closed = ben.works(&[&CLOSE[..], &["Ben"]].concat());
    assert!(closed.contains("2025-09"), "{closed}");
    let again = ann.says(&[&CLOSE[..], &["Ann"]].concat());
    assert_eq!(again.status.code(), Some(1));
    let told = said(&again);
    assert!(told.contains("2025-09 was closed by Ben; its reports here are the closed edition now."), "{told}");
    assert!(told.contains("2025-09 was closed by Ben ("), "{told}");
    // Eve ran nothing: what was closed is in her folder all the same, and she can approve it.
    eve.works(&["approve", "2025-09", "--as", "Eve"]);
    for one in [&ann, &ben, &eve] {
        assert_eq!(one.reports("2025-09"), ben.reports("2025-09"), "{}", one.name);
        let audit = one.works(&["audit"]);
        assert!(audit.contains("the ledger's tables on "), "{audit}");
        assert!(!one.fund.path().join("ledger.db").exists());
    }
    // Each goes on where another ended.
    eve.fund
        .write("receipts.csv", &(crate::small_fund::RECEIPTS.to_owned() + "R-4,BEL-1,2025-10-09,deposit,EUR,10.00\n"));
    eve.works(&["run", "--as-of", "2025-10-31"]);
    let changes = ann.works(&["diff", "2025-09", "2025-10"]);
    assert!(changes.contains("received"), "{changes}");
    assert_eq!(kinds(EventKind::Close), 1);
    assert_whole(&ledger);
}

#[test]
fn a_server_that_forgot_is_noticed_in_every_folder_and_gets_back_what_it_lost() {
    let Some(cluster) = cluster::shared() else { return };
    let (ledger, older) = (cluster.ledger(), cluster.ledger());
    let [ann, ben, _] = colleagues(&ledger);
    ann.works(&["run", "--as-of", "2025-09-30"]);
    ben.works(&["run", "--as-of", "2025-09-30"]);
    // The server comes back from a backup of before: here, another database in the place of the one.
    let events = ledger.look().hashes().unwrap();
    for one in [&ann, &ben] {
        one.fund.set(&ledger.server.database, &older.server.database);
        let refused = one.says(&["run", "--as-of", "2025-09-30"]);
        assert_eq!(refused.status.code(), Some(1));
        let told = said(&refused);
        assert!(told.contains(&format!("ends {} events before its copy", events.len())), "{told}");
        assert!(told.contains("poolfund ledger copy ledger.db.copy server"), "{told}");
    }
    let copied = ann.works(&["ledger", "copy", "ledger.db.copy", "server"]);
    assert!(copied.contains(events.last().unwrap().as_str()), "{copied}");
    assert_eq!(older.look().hashes().unwrap(), events);
    ben.works(&["audit"]);
    // What is written anew on the server is another history.
    let other = cluster.ledger();
    append(other.open().as_mut(), vec![event("another history")], vec![]);
    ben.fund.set(&older.server.database, &other.server.database);
    let told = said(&ben.says(&["run", "--as-of", "2025-09-30"]));
    assert!(told.contains("tell different histories from event 1 on"), "{told}");
    assert_eq!(other.look().hashes().unwrap().len(), 1);
}

#[test]
fn a_ledger_goes_to_a_server_and_back_with_the_same_head() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let head = poolfund::books::ledger(fund.path()).unwrap().unwrap().head().unwrap();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    fund.write("fund.toml", &(settings + &ledger.settings()));
    let ann = Colleague { fund, name: "ann" };
    let two = ann.says(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(two.status.code(), Some(1));
    assert!(said(&two).contains("keeps the ledger, as the settings say, and there is one in "), "{}", said(&two));
    let copied = ann.works(&["ledger", "copy", "ledger.db", "server"]);
    assert!(copied.contains(&head), "{copied}");
    fs::rename(ann.fund.path().join("ledger.db"), ann.fund.path().join("before.db")).unwrap();
    ann.works(&["audit", "--head", &head]);
    ann.works(&["run", "--as-of", "2025-10-31"]);
    let back = ann.works(&["ledger", "copy", "server", "backup.db"]);
    let newest = ledger.look().head().unwrap();
    assert!(newest != head && back.contains(&newest), "{back}");
    // The file is a ledger by itself, as the one of before is its beginning.
    assert!(ann.works(&["ledger", "copy", "server", "before.db"]).contains(&newest));
    let alone = ann.fund.copied();
    let named = fs::read_to_string(alone.path().join("inputs/fund.toml")).unwrap();
    alone.write("fund.toml", named.split("\n[ledger]").next().unwrap());
    fs::rename(alone.path().join("backup.db"), alone.path().join("ledger.db")).unwrap();
    alone.works(&["audit", "--head", &newest]);
}

#[test]
fn settings_that_say_who_asks_are_refused_and_no_secret_is_shown() {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let server = "\n[ledger]\nhost = \"ledger.example.org\"\ndatabase = \"fund\"\ntrust = \"ledger.pem\"\n";
    fund.write("fund.toml", &format!("{settings}{server}user = \"ann\"\npassword = \"sesame\"\n"));
    for command in [&["run"][..], &["check"], &["audit"], &["ledger", "prepare"]] {
        let told = fund.refuses(command, 1);
        assert!(told.contains("ledger.user") && told.contains("ledger.password") && !told.contains("sesame"), "{told}");
    }
    fund.write("fund.toml", &format!("{settings}{server}"));
    let nobody = fund.command(&["run"]).env_remove("PGUSER").env("PGPASSFILE", "/nowhere").output().unwrap();
    assert!(
        said(&nobody).contains(
            "nothing says who asks: set PGUSER, or write a line ledger.example.org:5432:fund:USER:PASSWORD into .pgpass"
        ),
        "{}",
        said(&nobody)
    );
    assert!(!fund.path().join("ledger.db").exists() && !fund.path().join("reports").exists());
}

/// The suites that live with a fund's folder and the program live with a server as well.
#[test]
fn the_suites_of_the_books_hold_with_a_server_too() {
    if std::env::var_os(cluster::ON_SERVER).is_some() {
        return;
    }
    let Some(cluster) = cluster::shared() else { return };
    let suites = ["books::", "closed_months::", "statements::", "post::", "decisions::", "store_signed::"];
    // These write into a ledger's file, compare two funds whose settings name two databases, or tell what befalls one
    // folder alone.
    let of_files = [
        "books::an_approval_by_the_same_person_is_found_however_it_came_there",
        "store_signed::a_signed_approval_that_is_written_anew_is_found",
        "closed_months::what_is_made_of_a_closed_edition_is_made_of_what_was_recorded",
        "closed_months::every_workbook_says_whether_it_is_the_draft_or_the_closed_edition",
    ];
    let place = format!("{}:{}", cluster.folder().display(), cluster.port());
    let all = std::process::Command::new(std::env::current_exe().unwrap())
        .args(suites)
        .args(of_files.iter().flat_map(|test| ["--skip", test]))
        .args(["--test-threads", "2"])
        .env(cluster::ON_SERVER, place)
        .env("PGUSER", "ann")
        .env("INSTA_UPDATE", "no")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&all.stdout);
    assert!(all.status.success(), "{told}");
    let passed = told.lines().find(|line| line.starts_with("test result: ok.")).unwrap();
    let passed: usize = passed.split(' ').nth(3).unwrap().parse().unwrap();
    assert!(passed > 30, "{told}");
}
