//! What can go wrong while a run writes, done for real. After each: the audit passes, no fact is missing, and the next
//! run goes on.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use poolfund::books::{Actor, AsOf, Books, Wanted};
use poolfund::intake::sandbox;
use poolfund::ledger::store::{EventKind, Sqlite, Store};
use poolfund::report::Extras;

use crate::small_fund::{RECEIPTS, SmallFund, files, said};

/// How often a run is killed.
const KILLS: u32 = 200;

/// A number that looks random and is the same in every run.
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn imports(fund: &SmallFund) -> usize {
    let store = Sqlite::open_to_read(fund.path()).unwrap().unwrap();
    assert!(store.faults().unwrap().is_empty());
    store.events(Some(EventKind::Import)).unwrap().len()
}

/// What must be there once a month was run: its reports, as the last run wrote them, and nothing half written.
fn whole(fund: &SmallFund, months: &[&str]) {
    let left: Vec<String> = fs::read_dir(fund.path().join("reports"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| !months.contains(&name.as_str()) && name != "statements")
        .collect();
    assert!(left.is_empty(), "half written: {left:?}");
}

#[test]
fn a_run_that_is_killed_at_any_moment_loses_nothing() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let closed = files(&fund.reports("2025-09"));
    let began = std::time::Instant::now();
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let usual = began.elapsed().as_micros() as u64;
    let (mut state, mut known, mut killed) = (1_u64, imports(&fund), 0);
    for round in 0..KILLS {
        // Every run has something to record: a receipt more.
        let amount = 100 + round;
        fund.write("receipts.csv", &format!("{RECEIPTS}R-9,JPN-1,2025-10-06,deposit,JPY,{amount}\n"));
        let mut child = fund.command(&["run", "--as-of", "2025-10-31"]).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_micros(next(&mut state) % (usual + usual / 4)));
        killed += u32::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap();
        child.wait().unwrap();
        let now = imports(&fund);
        assert!(now >= known, "round {round}: an import is gone");
        known = now;
        if round % 20 == 19 {
            fund.works(&["audit"]);
        }
    }
    assert!(killed > KILLS / 3, "only {killed} of {KILLS} runs were cut off");
    fund.works(&["run", "--as-of", "2025-10-31"]);
    fund.works(&["audit"]);
    whole(&fund, &["2025-09", "2025-10"]);
    assert_eq!(files(&fund.reports("2025-09")), closed);
}

#[test]
fn a_full_disk_stops_a_run_and_harms_nothing() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let before = (files(&fund.reports("2025-09")), imports(&fund));
    fund.write("receipts.csv", &format!("{RECEIPTS}R-9,JPN-1,2025-10-06,deposit,JPY,100\n"));
    // Files that may not grow beyond so many blocks of 512 bytes: writing fails in one place after the other.
    for blocks in [1, 4, 16, 32, 64, 96, 128, 160] {
        let limited = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" run --as-of 2025-09-30");
        let program = env!("CARGO_BIN_EXE_poolfund");
        let output = Command::new("sh").args(["-c", &limited, program]).current_dir(fund.path()).output().unwrap();
        if output.status.success() {
            continue;
        }
        assert_eq!(output.status.code(), Some(2), "{blocks}: {}", said(&output));
        assert_eq!(files(&fund.reports("2025-09")), before.0, "{blocks}");
        assert!(imports(&fund) >= before.1);
        whole(&fund, &["2025-09"]);
    }
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["audit"]);
}

#[test]
fn a_small_disk_that_fills_up_loses_nothing() {
    let place = tempfile::tempdir().unwrap();
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=1600k", "tmpfs"]).arg(place.path()).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        // Where nothing may be mounted, the limit on files above stands for the full disk.
        eprintln!("not run: no disk can be mounted here");
        return;
    }
    let outcome = std::panic::catch_unwind(|| fill(place.path()));
    Command::new("umount").arg(place.path()).status().unwrap();
    outcome.unwrap();
}

fn fill(place: &Path) {
    let fund = SmallFund::new();
    let moved = place.join("fund");
    fs::create_dir_all(moved.join("inputs")).unwrap();
    for entry in fs::read_dir(fund.path().join("inputs")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, moved.join("inputs").join(path.file_name().unwrap())).unwrap();
    }
    let run = |arguments: &[&str]| fund.command(arguments).current_dir(&moved).output().unwrap();
    let first = run(&["run", "--as-of", "2025-09-30"]);
    assert_eq!(first.status.code(), Some(0), "{}", said(&first));
    let mut refused = 0;
    for round in 0..12 {
        let more = |row| format!("S-{row},JPN-1,2025-09-06,deposit,JPY,{round}1\n");
        let rows: String = (0..round * 100).map(more).collect();
        if fs::write(moved.join("inputs/receipts.csv"), format!("{RECEIPTS}{rows}")).is_err() {
            refused += 1;
            break;
        }
        let output = run(&["run", "--as-of", "2025-09-30"]);
        if !output.status.success() {
            refused += 1;
            assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        }
        let audit = run(&["audit"]);
        assert_eq!(audit.status.code(), Some(0), "round {round}: {}", said(&audit));
        assert!(moved.join("reports/2025-09/manifest.json").exists());
    }
    assert!(refused > 0, "the disk was never full");
}

#[test]
fn a_folder_that_may_not_be_written_is_said_and_left_alone() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let before = files(fund.path());
    // The owner of everything may write anywhere, so that the ledger's place is taken by a folder instead.
    let taken = SmallFund::new();
    fs::create_dir(taken.path().join("ledger.lock")).unwrap();
    assert!(taken.refuses(&["run", "--as-of", "2025-09-30"], 2).contains("ledger.lock"));
    assert!(!taken.path().join("reports").exists());
    let mut access = fs::metadata(fund.path()).unwrap().permissions();
    access.set_readonly(true);
    fs::set_permissions(fund.path(), access).unwrap();
    let output = as_nobody(&fund, &["run", "--as-of", "2025-09-30"]);
    if let Some(output) = output {
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let audit = as_nobody(&fund, &["audit"]).unwrap();
        assert_eq!(audit.status.code(), Some(0), "an auditor need not write: {}", said(&audit));
    }
    assert_eq!(files(fund.path()), before);
    #[allow(clippy::permissions_set_readonly_false, reason = "the folder is the test's own and goes at its end")]
    {
        let mut access = fs::metadata(fund.path()).unwrap().permissions();
        access.set_readonly(false);
        fs::set_permissions(fund.path(), access).unwrap();
    }
}

/// Runs as a user without rights, where there is a way to.
fn as_nobody(fund: &SmallFund, arguments: &[&str]) -> Option<std::process::Output> {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let owner = Command::new("id").arg("-u").output().ok()?;
    let mut command = fund.command(arguments);
    if String::from_utf8_lossy(&owner.stdout).trim() == "0" {
        let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        open(fund.path(), 0o555);
        command = {
            // The program may lie where only its owner may go: a copy that all may run.
            let copy = std::env::temp_dir().join(format!("poolfund-{}", std::process::id()));
            fs::copy(env!("CARGO_BIN_EXE_poolfund"), &copy).unwrap();
            open(&copy, 0o755);
            let mut command = Command::new(copy);
            command.current_dir(fund.path()).args(arguments).uid(65_534).gid(65_534);
            command
        };
    }
    // While another thread starts a program of its own, the copy may still count as open for writing.
    for _ in 0..100 {
        match command.output() {
            Err(why) if why.kind() == std::io::ErrorKind::ExecutableFileBusy => {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            ran => return ran.ok(),
        }
    }
    None
}

#[test]
fn a_damaged_ledger_is_replaced_by_its_copy() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let known = imports(&fund);
    let path = fund.path().join("ledger.db");
    let bytes = fs::read(&path).unwrap();
    for length in [bytes.len() / 2, 4096, 100, 10] {
        fs::write(&path, &bytes[..length]).unwrap();
        let said = fund.works(&["run", "--as-of", "2025-09-30"]);
        assert!(said.contains("ledger.db is damaged"), "{length}: {said}");
        assert_eq!(imports(&fund), known);
        fund.works(&["audit"]);
    }
    let kept = fs::read_dir(fund.path()).unwrap();
    let kept = kept.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("damaged"));
    assert_eq!(kept.count(), 4, "what was damaged is kept too");
}

#[test]
fn two_runs_at_once_wait_for_nothing_and_harm_nothing() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let mut refused = 0;
    for round in 0..6 {
        fund.write("receipts.csv", &format!("{RECEIPTS}R-9,JPN-1,2025-10-06,deposit,JPY,{round}1\n"));
        let run = || {
            let mut command = fund.command(&["run", "--as-of", "2025-10-31"]);
            command.stderr(Stdio::piped()).spawn().unwrap()
        };
        let outputs = [run(), run()].map(|child| child.wait_with_output().unwrap());
        assert!(outputs.iter().any(|output| output.status.success()));
        for output in outputs.iter().filter(|output| !output.status.success()) {
            assert!(said(output).contains("another poolfund is at work"), "{}", said(output));
            refused += 1;
        }
        fund.works(&["audit"]);
    }
    assert!(refused > 0, "the two never met");
}

#[test]
fn an_audit_beside_a_writer_says_so_and_finds_no_forgery() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let writer = poolfund::ledger::store::Lock::take(fund.path()).unwrap();
    let said = fund.refuses(&["audit"], 2);
    assert!(said.contains("another poolfund is at work"), "{said}");
    drop(writer);
    fund.works(&["audit"]);
    // Readers do not hold each other back, and a writer waits for them.
    let reader = poolfund::ledger::store::Lock::share(fund.path()).unwrap().unwrap();
    fund.works(&["audit"]);
    let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 2);
    assert!(said.contains("another poolfund is at work"), "{said}");
    drop(reader);
    fund.works(&["run", "--as-of", "2025-09-30"]);
}

#[test]
fn a_clock_that_jumps_changes_no_figure() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let first = files(&fund.reports("2025-09"));
    // A run of the far future, as a clock that was set wrong would leave it.
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let far = Actor::new("Ann", "2099-12-31T23:59:59Z".parse().unwrap()).unwrap();
    let wanted = Wanted { as_of: AsOf::Day("2025-08-31".parse().unwrap()), prove: false, extras: Extras::default() };
    Books::open(fund.path()).unwrap().run(wanted, &far, &|_| {}).unwrap();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    assert_eq!(files(&fund.reports("2025-09")), first);
    fund.closes("2025-09");
    assert!(fund.works(&["audit"]).contains("by the clock"));
}
