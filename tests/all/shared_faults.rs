//! A ledger on a server, and what befalls it: a server that is killed, a network that is cut, a disk that is full, a server that is
//! not the one that is meant.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use poolfund::config::{InputKind, LedgerServer};
use poolfund::domain::facts::{Facts, ReceiptKind};
use poolfund::domain::fingerprint::sha256;
use poolfund::domain::{FactKind, Source};
use poolfund::ledger::store::{self, Batch, Login, Postgres, Store, StoreError, StoredFile};

use crate::builder::{original, receipt};
use crate::cluster::{self, Cluster, OnServer, PASSWORD};
use crate::keeping::Keeping;
use crate::network::{Networked, Wire};
use crate::shared_ledger::assert_whole;
use crate::small_fund::{SmallFund, said};
use crate::store_contract::{append, outcome, recorder};

/// A batch of a file, an import of it with so many lines, and how it was read.
fn batch(name: &str, lines: usize) -> Batch {
    let read = outcome(InputKind::Facts(FactKind::Receipt), name, name, |source: &dyn Fn(u32) -> Source| {
        let fact = |row: usize| {
            let mut fact =
                receipt(&format!("R-{row}"), "BEL-1", "2025-08-10", ReceiptKind::Deposit, original("5", "JPY"));
            fact.source = source(row as u32 + 2);
            fact
        };
        Facts { receipts: (0..lines).map(fact).collect(), ..Facts::default() }
    });
    // What cannot be made smaller fills the line, and the disk.
    let bytes: Vec<u8> = (0..lines as u64 / 8).flat_map(|part| sha256(&part.to_le_bytes()).into_bytes()).collect();
    let file = StoredFile { name: name.into(), sha256: sha256(&bytes), bytes };
    Batch { events: store::reading(name, read).unwrap().to_vec(), files: vec![file] }
}

/// What a ledger holds: its head, how many lines and files.
fn held(store: &dyn Store) -> (String, i64, usize) {
    let lines = store.balances().unwrap().iter().map(|balance| balance.lines).sum();
    (store.head().unwrap(), lines, store.files().unwrap().len())
}

#[test]
fn a_server_that_is_killed_in_the_middle_of_a_batch_keeps_nothing_of_it() {
    let Some(mut cluster) = Cluster::start(&[]) else { return };
    let server = cluster.ledger().server;
    let open = || Postgres::open(&server, &cluster::login("ann"), Path::new(".")).unwrap();
    append(&mut open(), batch("first.csv", 9).events, vec![]);
    let before = held(&open());
    for _ in 0..3 {
        let mut store = open();
        // All is written when it is asked whether that is to stand, and nothing is kept yet.
        let killed = std::cell::RefCell::new(&mut cluster);
        let refused = store.append_if(&before.0, batch("second.csv", 5000), &recorder(), &|| {
            killed.borrow_mut().kill();
            true
        });
        let refused = refused.unwrap_err();
        assert!(
            matches!(&refused, StoreError::Unsure { .. }) || refused.to_string().ends_with(". Nothing was recorded"),
            "{refused}"
        );
        drop(store);
        cluster.run(&[]);
        assert_eq!(held(&open()), before);
    }
    append(&mut open(), batch("second.csv", 5000).events, vec![]);
    assert_eq!(held(&open()).1, 5009);
}

#[test]
fn a_connection_that_is_cut_anywhere_in_a_batch_leaves_all_of_it_or_nothing_and_it_is_said_which() {
    let Some(networked) = Networked::start("IP:127.0.0.1") else { return };
    let ledger = networked.cluster.ledger();
    let wire = Wire::to(networked.port);
    let server = networked.server(&ledger, wire.port, "server.pem");
    let open = || Postgres::open(&server, &Networked::ann(), networked.folder.path()).unwrap();
    // How much is sent in all.
    let mut store = open();
    let before = wire.passed();
    append(&mut store, batch("whole.csv", 3000).events, batch("whole.csv", 3000).files);
    let all = wire.passed() - before;
    drop(store);
    assert!(all > 300_000, "{all} bytes");
    let (mut nothing, mut kept) = (0, 0);
    for part in 0..=24 {
        let name = format!("cut-{part}.csv");
        let mut store = open();
        let head = held(&store);
        let sent = wire.passed() + all * part / 24;
        wire.cut_after(sent.saturating_sub(7));
        match store.append(&head.0, batch(&name, 3000), &recorder()) {
            Ok(events) => {
                assert_eq!((events.len(), store.head().unwrap()), (2, ledger.look().head().unwrap()));
                kept += 1;
            }
            Err(why) => {
                assert!(why.to_string().ends_with(". Nothing was recorded"), "{why}");
                assert_eq!(held(ledger.look().as_ref()), head, "cut after {part} of 24 parts");
                nothing += 1;
            }
        }
        wire.cut_after(usize::MAX);
    }
    assert!(nothing > 20, "{nothing} cut, {kept} kept");
    let mut store = open();
    append(&mut store, batch("after.csv", 3).events, vec![]);
    assert!(ledger.look().faults().unwrap().is_empty());
}

/// The id of a lock that the tests hold while a server keeps what it was told to.
const COMMIT: i64 = 4711;

/// A ledger whose server, told to keep a batch, waits for a lock of the test's, so that it can be cut off at that moment.
fn waiting(ledger: &OnServer<'_>) -> postgres::Client {
    let mut owner = ledger.owner();
    owner
        .batch_execute(&format!(
            "CREATE FUNCTION public.wait() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM pg_advisory_xact_lock({COMMIT}); RETURN NULL; END';
             CREATE CONSTRAINT TRIGGER wait AFTER INSERT ON poolfund.events DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION public.wait();
             SELECT pg_advisory_lock({COMMIT});"
        ))
        .unwrap();
    owner
}

/// Waits until the server keeps a batch but for that lock; gives its session.
fn keeps(owner: &mut postgres::Client) -> i32 {
    let waits = format!("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = {COMMIT} AND NOT granted");
    let since = Instant::now();
    loop {
        if let Some(row) = owner.query_opt(&waits, &[]).unwrap() {
            return row.get(0);
        }
        assert!(since.elapsed() < Duration::from_secs(120), "the server was told to keep it");
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_connection_that_is_cut_while_the_server_keeps_a_batch_is_made_again_to_ask_what_it_kept() {
    let Some(networked) = Networked::start("IP:127.0.0.1") else { return };
    let wire = Wire::to(networked.port);
    // What becomes of the batch on the server once the wire is cut, and what the program says of it.
    for (what, said) in [
        ("kept", None),
        ("lost", Some(". Nothing was recorded")),
        ("overtaken", Some(". Nothing was recorded")),
        ("not to be asked", Some("run again, which finds out")),
    ] {
        let ledger = networked.cluster.ledger();
        let server = networked.server(&ledger, wire.port, "server.pem");
        let mut store = Postgres::open(&server, &Networked::ann(), networked.folder.path()).unwrap();
        append(&mut store, batch("first.csv", 3).events, vec![]);
        let before = held(&store);
        let mut owner = waiting(&ledger);
        let head = before.0.clone();
        let asking = std::thread::spawn(move || (store.append(&head, batch("second.csv", 40), &recorder()), store));
        let session = keeps(&mut owner);
        if what == "not to be asked" {
            wire.refuse(true)
        } else {
            wire.hold(true)
        }
        wire.cut();
        if ["lost", "overtaken"].contains(&what) {
            owner.execute("SELECT pg_terminate_backend($1)", &[&session]).unwrap();
        }
        owner.batch_execute(&format!("SELECT pg_advisory_unlock({COMMIT})")).unwrap();
        if what == "overtaken" {
            append(ledger.open().as_mut(), batch("other.csv", 2).events, vec![]);
        }
        wire.hold(false);
        let (recorded, mut store) = asking.join().unwrap();
        match said {
            None => assert_eq!((recorded.unwrap().len(), held(&store).1), (2, before.1 + 40), "{what}"),
            Some(words) => {
                let why = recorded.unwrap_err().to_string();
                assert!(why.ends_with(words), "{what}: {why}");
            }
        }
        wire.refuse(false);
        if what == "not to be asked" {
            drop(store);
            store = Postgres::open(&server, &Networked::ann(), networked.folder.path()).unwrap();
            assert_eq!(held(&store).1, before.1 + 40, "the server kept it all the same");
        }
        assert_eq!(append(&mut store, batch("third.csv", 5).events, vec![]).len(), 2, "{what}: it goes on");
        assert_whole(&ledger);
    }
}

#[test]
fn a_server_with_another_certificate_is_told_nothing() {
    let Some(networked) = Networked::start("IP:127.0.0.1") else { return };
    let ledger = networked.cluster.ledger();
    let folder = networked.folder.path();
    let open = |server: &LedgerServer| Postgres::open(server, &Networked::ann(), folder);
    let trusted = networked.server(&ledger, networked.port, "server.pem");
    open(&trusted).unwrap();
    let refused = |server: &LedgerServer| open(server).err().unwrap().to_string();
    let wrong = refused(&LedgerServer { trust: Some("other.pem".into()), ..trusted.clone() });
    let untrusted = "the server is not known to be the right one; nothing was sent to it";
    assert!(wrong.contains(untrusted) && wrong.contains("certificate"), "{wrong}");
    // The right certificate, shown by somebody who has another name.
    let named = refused(&LedgerServer { host: "localhost".into(), ..trusted.clone() });
    assert!(named.contains(untrusted), "{named}");
    fs::write(folder.join("empty.pem"), "").unwrap();
    for file in ["empty.pem", "nowhere.pem"] {
        let nothing = refused(&LedgerServer { trust: Some(file.into()), ..trusted.clone() });
        assert!(nothing.contains(untrusted) && nothing.contains(file), "{nothing}");
    }
    let wrong = Login { user: "ann".into(), password: Some("wrong".into()) };
    let wrong = Postgres::open(&trusted, &wrong, folder).err().unwrap().to_string();
    assert!(wrong.contains("the server does not let this user in") && !wrong.contains("wrong"), "{wrong}");
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let elsewhere = LedgerServer { port: listener.local_addr().unwrap().port(), ..trusted };
    let silent = refused(&elsewhere);
    assert!(silent.contains("the server cannot be reached (it takes the connection and says nothing)"), "{silent}");
    drop(listener);
    let nobody = refused(&elsewhere);
    assert!(nobody.contains("the server cannot be reached"), "{nobody}");
}

/// A server that does not encrypt gets no password, whatever it asks for.
#[test]
fn a_server_without_a_certificate_is_told_nothing() {
    let Some(networked) = Networked::start("IP:127.0.0.1") else { return };
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let heard = std::thread::spawn(move || {
        let (mut near, _) = listener.accept().unwrap();
        let mut asked = [0; 8];
        near.read_exact(&mut asked).unwrap();
        near.write_all(b"N").unwrap();
        near.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut more = Vec::new();
        let _ = near.read_to_end(&mut more);
        (asked.to_vec(), more)
    });
    let ledger = networked.cluster.ledger();
    let server = networked.server(&ledger, port, "server.pem");
    let refused = Postgres::open(&server, &Networked::ann(), networked.folder.path()).err().unwrap().to_string();
    let (asked, more) = heard.join().unwrap();
    assert_eq!((asked, more), (vec![0, 0, 0, 8, 4, 210, 22, 47], vec![]), "it is asked for TLS, and nothing follows");
    assert!(refused.contains("the server is not known to be the right one"), "{refused}");
}

#[test]
fn who_asks_and_the_password_come_from_pgpass() {
    let Some(networked) = Networked::start("IP:127.0.0.1") else { return };
    let ledger = networked.cluster.ledger();
    let fund = SmallFund::new();
    fs::copy(networked.folder.path().join("server.pem"), fund.path().join("ledger.pem")).unwrap();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let (port, database) = (networked.port, &ledger.server.database);
    let server =
        format!("\n[ledger]\nhost = \"127.0.0.1\"\nport = {port}\ndatabase = \"{database}\"\ntrust = \"ledger.pem\"\n");
    fund.write("fund.toml", &(settings.split("\n[ledger]").next().unwrap().to_owned() + &server));
    let pgpass = fund.path().join("pgpass");
    let line = format!(
        "# Ann's\n*:*:other:eve:x\n127.0.0.1:{port}:{database}:ann:{}\n",
        PASSWORD.replace('\\', "\\\\").replace(':', "\\:")
    );
    fs::write(&pgpass, line).unwrap();
    let run = || {
        let mut command = fund.command(&["run", "--as-of", "2025-09-30"]);
        command.env_remove("PGUSER").env_remove("PGPASSWORD").env("PGPASSFILE", &pgpass).output().unwrap()
    };
    let chmod = |mode: &str| assert!(Command::new("chmod").arg(mode).arg(&pgpass).status().unwrap().success());
    chmod("644");
    let open = run();
    assert!(said(&open).contains("may be read by others: chmod 600"), "{}", said(&open));
    chmod("600");
    let ran = run();
    assert!(ran.status.success(), "{}", said(&ran));
    assert_eq!(ledger.look().events(Some(store::EventKind::Run)).unwrap().len(), 1);
    // The settings that the ledger keeps say where it is, and nothing of Ann.
    let files = ledger.look().files().unwrap();
    let (kept, _) = files.iter().find(|(_, name)| *name == "fund.toml").unwrap();
    let kept = String::from_utf8(ledger.look().file(kept).unwrap().unwrap()).unwrap();
    assert!(kept.contains("[ledger]") && !kept.contains("ann\""), "{kept}");
}

#[test]
fn a_server_without_room_records_nothing_and_that_is_said() {
    let Some(cluster) = cluster::shared() else { return };
    let ledger = cluster.ledger();
    append(ledger.open().as_mut(), batch("first.csv", 9).events, vec![]);
    let before = held(ledger.look().as_ref());
    // As the server says it when it cannot make a file longer.
    for table in ["files", "events", "lines"] {
        let full = format!(
            "CREATE OR REPLACE FUNCTION public.full() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''could not extend file: No space left on device'' USING ERRCODE = ''disk_full''; END';
             CREATE TRIGGER full_disk BEFORE INSERT ON poolfund.{table} FOR EACH ROW EXECUTE FUNCTION public.full();"
        );
        ledger.owner().batch_execute(&full).unwrap();
        refuses_for_room(&ledger, &before);
        ledger.owner().batch_execute(&format!("DROP TRIGGER full_disk ON poolfund.{table}")).unwrap();
    }
    append(ledger.open().as_mut(), batch("second.csv", 3000).events, vec![]);
}

/// The same with a disk that is full, which only root can make.
#[test]
fn a_disk_that_is_full_records_nothing_and_that_is_said() {
    let Some(cluster) = cluster::shared() else { return };
    let disk = cluster.folder().join("disk");
    fs::create_dir(&disk).unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=16m,mode=777", "tmpfs"]).arg(&disk).output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        let _: Option<()> = crate::support::absent("a small file system in memory, which root mounts");
        return;
    }
    struct Unmount<'p>(&'p Path);
    impl Drop for Unmount<'_> {
        fn drop(&mut self) {
            let _ = Command::new("umount").args(["-l"]).arg(self.0).status();
        }
    }
    let _unmount = Unmount(&disk);
    let space = disk.join("space");
    fs::create_dir(&space).unwrap();
    assert!(Command::new("chown").arg("postgres").arg(&space).status().unwrap().success());
    let name = format!("space_{}", std::process::id());
    let mut owner = cluster.client("owner", "postgres");
    owner.batch_execute(&format!("CREATE TABLESPACE {name} LOCATION '{}'", space.display())).unwrap();
    let ledger = cluster.ledger();
    owner.batch_execute(&format!("ALTER DATABASE {} SET TABLESPACE {name}", ledger.server.database)).unwrap();
    append(ledger.open().as_mut(), batch("first.csv", 9).events, vec![]);
    let before = held(ledger.look().as_ref());
    let mut store = ledger.open();
    let refused = store.append(&before.0, batch("large.csv", 120_000), &recorder()).unwrap_err().to_string();
    assert!(refused.contains("the server is out of room; whoever keeps it must make some"), "{refused}");
    assert!(
        refused.contains("No space left on device (SQLSTATE 53100)") && refused.ends_with(". Nothing was recorded"),
        "{refused}"
    );
    drop(store);
    assert_eq!(held(ledger.look().as_ref()), before);
    // Room was made: it goes on.
    owner.batch_execute(&format!("ALTER DATABASE {} SET TABLESPACE pg_default", ledger.server.database)).unwrap();
    append(ledger.open().as_mut(), batch("large.csv", 120_000).events, vec![]);
    owner.batch_execute(&format!("DROP TABLESPACE {name}")).unwrap();
}

fn refuses_for_room(ledger: &OnServer<'_>, before: &(String, i64, usize)) {
    let mut store = ledger.open();
    let refused = store.append(&before.0, batch("second.csv", 3000), &recorder()).unwrap_err().to_string();
    assert!(refused.contains("the server is out of room; whoever keeps it must make some"), "{refused}");
    assert!(refused.contains("SQLSTATE 53100") && refused.ends_with(". Nothing was recorded"), "{refused}");
    assert_eq!(held(ledger.look().as_ref()), *before);
}
