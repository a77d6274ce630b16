//! What is measured at the end of a piece of work: kills at every system call that changes something, and disks of every
//! size that are too small. A sample of each is part of every run of the tests; the whole is run with
//! `cargo test --release --test all measured -- --ignored --nocapture`; with `POOLFUND_MEASURED=write` before it, the table in
//! `tests/README.md` takes its figures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;

use poolfund::ledger::store::{EventKind, Sqlite, Store};
use tempfile::TempDir;

use crate::kept::DONORS;
use crate::small_fund::{RECEIPTS, SmallFund, files, said};
use crate::support::{program, root};

/// The calls by which a program changes what is on a disk, or waits until it is there.
const CALLS: &str = "write,pwrite64,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,fsync,fdatasync,ftruncate,\
                     openat,chmod,fchmod";

/// A command, and what must be said when it is given again after it was done.
struct Step {
    arguments: &'static [&'static str],
    again: Option<&'static str>,
    /// What comes before it.
    before: &'static [&'static [&'static str]],
}

const RUN: &[&str] = &["run", "--as-of", "2025-09-30"];
const CLOSE: &[&str] =
    &["close", "2025-09", "--as", "Ann", "--accept", "compared", "--reason", "finance has sent no extract"];

const APPROVE: &[&str] = &["approve", "2025-09", "--as", "Ben"];
const OUTBOX: &[&str] = &["outbox"];
const MORE: &[&str] = &["run", "--as-of", "2025-09-30", "--pack", "--annual", "2025"];
const LATER: &[&str] = &["run", "--as-of", "2025-10-31"];
const REPRINT: &[&str] = &["reprint", "2025-09"];

const PROPOSE: &[&str] = &["propose", "2025-10"];
const REPRINT_MORE: &[&str] = &["reprint", "2025-09", "--pack"];

/// The commands that write.
const STEPS: [Step; 11] = [
    Step { arguments: RUN, again: None, before: &[RUN] },
    Step { arguments: CLOSE, again: Some("was closed by Ann"), before: &[RUN] },
    Step { arguments: APPROVE, again: Some("was approved already, by Ben"), before: &[RUN, CLOSE] },
    Step { arguments: OUTBOX, again: None, before: &[RUN, OUTBOX] },
    Step { arguments: MORE, again: None, before: &[RUN] },
    Step { arguments: LATER, again: None, before: &[RUN, CLOSE] },
    Step { arguments: OUTBOX, again: None, before: &[RUN, OUTBOX, CLOSE] },
    Step { arguments: REPRINT, again: None, before: &[RUN, CLOSE, APPROVE] },
    Step { arguments: PROPOSE, again: None, before: &[RUN, CLOSE] },
    Step { arguments: REPRINT_MORE, again: None, before: &[RUN, CLOSE, REPRINT_MORE] },
    // The first run ever.
    Step { arguments: RUN, again: None, before: &[] },
];

/// Files of people: below the fund's folder, and what they hold.
const OWN: [(&str, &str); 4] = [
    ("reports/2025-09/my notes.docx", "mine"),
    ("reports/2025-09/signed/letter.pdf", "mine too"),
    ("reports/outbox/2025-09/sent-log.txt", "sent"),
    ("reports/outbox/2025-09/answers/reply.eml", "From: anne"),
];

/// A fund that is ready for a step, with files of people, and with inputs that the last run did not see where it is a run.
fn ready(step: &Step) -> SmallFund {
    let fund = SmallFund::new();
    fund.write("donors.csv", DONORS);
    for arguments in step.before {
        fund.works(arguments);
    }
    for (name, text) in OWN {
        let path = fund.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    if edits_report(step) {
        fund.write("receipts.csv", &RECEIPTS.replace("450.00", "451.00"));
        fs::write(fund.reports("2025-09").join("dashboard.html"), "edited").unwrap();
    }
    if step.arguments == OUTBOX {
        let draft = files(&fund.path().join("reports/outbox/2025-09"))
            .into_iter()
            .find(|(path, _)| path.ends_with("bel-belgium-2025-09.eml"))
            .unwrap();
        fs::write(&draft.0, "edited").unwrap();
    }
    fund
}

/// Whether somebody edited a report before the step, which writes that report anew.
fn edits_report(step: &Step) -> bool {
    !step.before.is_empty() && [RUN, MORE, REPRINT].contains(&step.arguments)
}

fn copy_of(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_into(folder, copy.path());
    copy
}

fn copy_into(folder: &Path, target: &Path) {
    assert!(Command::new("cp").arg("-a").arg(folder.join(".")).arg(target).status().unwrap().success());
}

fn poolfund(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_poolfund"));
    command.current_dir(folder).args(arguments).env("RAYON_NUM_THREADS", "1").output().unwrap()
}

fn events(folder: &Path) -> usize {
    Sqlite::open_to_read(folder).unwrap().map_or(0, |store| store.events(None).unwrap().len())
}

/// All names below a folder that a run which was cut off leaves.
fn half_written(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with(".writing-") || name.ends_with("-journal") || name.contains("copying") {
                found.push(path.clone());
            }
            if path.is_dir() {
                open.push(path);
            }
        }
    }
    found
}

/// What must hold after a command was cut off: nothing is lost, the same command goes through or says that it was done,
/// and then all is in order.
fn goes_on(folder: &Path, step: &Step, known: usize, when: &str) {
    // Before anything was recorded there is nothing to audit; a report that somebody edited is a fault until it is put back.
    if events(folder) > 0 && step.arguments != REPRINT {
        audited(folder, when);
    }
    assert!(events(folder) >= known, "{when}: events are gone");
    let again = poolfund(folder, step.arguments);
    let done = again.status.success() || step.again.is_some_and(|words| said(&again).contains(words));
    assert!(done, "{when}: again: {}", said(&again));
    audited(folder, when);
    assert_eq!(half_written(folder), Vec::<PathBuf>::new(), "{when}: left behind");
    let heads =
        [Sqlite::open_to_read(folder), Sqlite::open_copy(folder)].map(|store| store.unwrap().unwrap().head().unwrap());
    assert_eq!(heads[0], heads[1], "{when}: the copy is behind");
    own_files_are_there(folder, step, when);
    let store = Sqlite::open_to_read(folder).unwrap().unwrap();
    for (kind, name) in [(EventKind::Close, "close-2025-09.txt"), (EventKind::Approval, "approval-2025-09.txt")] {
        if !store.events(Some(kind)).unwrap().is_empty() {
            let statement = folder.join("reports/statements").join(name);
            assert!(
                fs::read_to_string(&statement).is_ok_and(|text| text.contains("poolfund audit --head")),
                "{when}: {name}"
            );
        }
    }
}

fn audited(folder: &Path, when: &str) {
    let audit = poolfund(folder, &["audit"]);
    assert_eq!(
        audit.status.code(),
        Some(0),
        "{when}: audit: {}{}",
        String::from_utf8_lossy(&audit.stdout),
        said(&audit)
    );
}

fn own_files_are_there(folder: &Path, step: &Step, when: &str) {
    for (name, text) in OWN {
        let there = fs::read_to_string(folder.join(name)).ok();
        assert_eq!(there.as_deref(), Some(text), "{when}: {name}");
    }
    if edits_report(step) || step.arguments == OUTBOX {
        let kept = files(&folder.join("reports")).into_iter().filter(|(_, bytes)| bytes == b"edited").count();
        assert_eq!(kept, 1, "{when}: what was edited");
    }
}

/// Kills a step at its calls number `first`, `first + every`, and so on; gives how often it was killed.
fn kills(step: &Step, first: usize, every: usize) -> usize {
    let fund = ready(step);
    let known = events(fund.path());
    let mut killed = 0;
    for number in (first..).step_by(every) {
        let copy = copy_of(fund.path());
        let when = format!("{:?} killed at call {number}", step.arguments);
        let inject = format!("inject={CALLS}:signal=SIGKILL:when={number}");
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={CALLS}"), "-e", &inject]);
        command.arg(env!("CARGO_BIN_EXE_poolfund")).args(step.arguments).current_dir(copy.path());
        command.env("RAYON_NUM_THREADS", "1").stdout(Stdio::null()).stderr(Stdio::null());
        let ended = command.status().unwrap();
        if ended.success() {
            break;
        }
        killed += 1;
        goes_on(copy.path(), step, known, &when);
    }
    killed
}

#[test]
fn a_command_that_is_killed_at_a_call_loses_nothing() {
    if program("strace").is_none() {
        return;
    }
    for (step, first) in STEPS.iter().zip([7, 3, 5, 2, 11, 13, 17, 19, 2, 23, 29]) {
        assert!(kills(step, first, 37) > 0, "{:?} was never killed", step.arguments);
    }
}

#[test]
#[ignore = "takes long: at every call"]
fn a_command_that_is_killed_at_any_call_loses_nothing() {
    if program("strace").is_none() {
        return;
    }
    let at_every_call = |step: &'static Step| {
        let killed = kills(step, 1, 1);
        eprintln!("{:?}: killed {killed} times", step.arguments);
        killed
    };
    let all: usize = std::thread::scope(|scope| {
        let steps: Vec<_> = STEPS.iter().map(|step| scope.spawn(move || at_every_call(step))).collect();
        steps.into_iter().map(|killed| killed.join().unwrap()).sum()
    });
    measured_as("killed at each call that changes a file", &format!("{all} times"));
    assert!(all >= 600, "{all}");
}

/// Says what was measured; where it is asked for, the row of `tests/README.md` that begins so says it from then on.
fn measured_as(row: &str, figure: &str) {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    eprintln!("{row}: {figure}");
    if std::env::var_os("POOLFUND_MEASURED").is_none() {
        return;
    }
    let _held = ONE_AT_A_TIME.lock().unwrap();
    let (path, today) = (root().join("tests/README.md"), chrono::Utc::now().date_naive());
    let text = fs::read_to_string(&path).unwrap();
    let mut found = false;
    let renewed = text.lines().map(|line| {
        let cells: Vec<&str> = line.split(" | ").collect();
        if !line.starts_with(&format!("| {row}")) || cells.len() < 3 {
            return format!("{line}\n");
        }
        found = true;
        format!("{} | {figure}, on {today} | {}\n", cells[0], cells[2..].join(" | "))
    });
    let renewed: String = renewed.collect();
    assert!(found, "tests/README.md has no row {row:?}");
    fs::write(path, renewed).unwrap();
}

/// A disk of its own, of some size; nothing where none can be mounted.
struct Disk(TempDir);

impl Disk {
    fn new(kilobytes: usize) -> Option<Self> {
        let place = tempfile::tempdir().unwrap();
        let size = format!("size={kilobytes}k");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(place.path()).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(place));
        }
        eprintln!("not run: no disk can be mounted here");
        None
    }

    /// Gives it room.
    fn grow(&self) {
        let grown = Command::new("mount").args(["-o", "remount,size=200m"]).arg(self.0.path()).status().unwrap();
        assert!(grown.success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// How many kilobytes a folder takes on a disk in memory, with what a database needs beside it to be opened at all.
fn kilobytes(folder: &Path) -> usize {
    let pages: usize = files(folder).iter().map(|(_, bytes)| bytes.len().div_ceil(4096)).sum();
    4 * pages + 96
}

/// Gives a step so many kilobytes more than its fund takes; says whether it refused.
fn full(fund: &SmallFund, step: &Step, arguments: &[&str], room: usize) -> Option<bool> {
    let disk = Disk::new(kilobytes(fund.path()) + room)?;
    let folder = disk.0.path().join("fund");
    fs::create_dir(&folder).unwrap();
    copy_into(fund.path(), &folder);
    let known = events(&folder);
    let output = poolfund(&folder, arguments);
    let when = format!("{arguments:?} with {room} KiB left");
    if !output.status.success() {
        assert_eq!(output.status.code(), Some(2), "{when}: {}", said(&output));
        let recorded = events(&folder) > known + usize::from(step.arguments == RUN) * 3;
        let says = said(&output);
        assert!(!says.contains("nothing was recorded"), "{when}: {says}");
        if recorded && step.arguments != RUN {
            assert!(says.contains("it is recorded, but"), "{when}: {says}");
        }
    }
    disk.grow();
    goes_on(&folder, step, known, &when);
    Some(!output.status.success())
}

#[test]
fn a_disk_that_is_too_small_loses_nothing() {
    for step in &STEPS[..4] {
        let fund = ready(step);
        for room in [4, 60] {
            if full(&fund, step, step.arguments, room).is_none() {
                return;
            }
        }
    }
}

#[test]
#[ignore = "takes long: 80 sizes of a disk"]
fn a_disk_of_any_size_that_is_too_small_loses_nothing() {
    let printed = [RUN, &["--pdf"]].concat();
    let packed = [RUN, &["--pack", "--annual", "2025"]].concat();
    let (mut tried, mut small) = (0, 0);
    for (step, arguments) in [
        (&STEPS[0], RUN),
        (&STEPS[0], &*packed),
        (&STEPS[0], &*printed),
        (&STEPS[1], STEPS[1].arguments),
        (&STEPS[2], STEPS[2].arguments),
        (&STEPS[3], STEPS[3].arguments),
        (&STEPS[7], REPRINT),
        (&STEPS[8], PROPOSE),
    ] {
        let fund = ready(step);
        let (mut refused, mut sizes) = (0, 0);
        for room in (0..).map(|number| 4 + number * 28).take(16) {
            let Some(was_refused) = full(&fund, step, arguments, room) else { return };
            refused += usize::from(was_refused);
            sizes += 1;
        }
        eprintln!("{arguments:?}: {sizes} sizes, {refused} of them too small");
        (tried, small) = (tried + sizes, small + refused);
    }
    measured_as("disk full", &format!("{tried} sizes of a disk, {small} of them too small"));
    assert!(tried >= 80, "{tried}");
}

/// Lets two people give commands at the same moment; gives how often the second was told to wait.
fn two_at_once(rounds: usize) -> usize {
    let pairs: [[&[&str]; 2]; 4] = [[LATER, LATER], [LATER, OUTBOX], [RUN, LATER], [&["audit"], LATER]];
    let fund = ready(&STEPS[0]);
    let mut waited = 0;
    for round in 0..rounds {
        fund.write("receipts.csv", &RECEIPTS.replace("450.00", &format!("45{}.{:02}", round % 10, round % 100)));
        let pair = pairs[round % pairs.len()];
        let start =
            |arguments: &[&str]| fund.command(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let both = pair.map(start).map(|child| child.wait_with_output().unwrap());
        assert!(both.iter().any(|output| output.status.success()), "{pair:?}: {}{}", said(&both[0]), said(&both[1]));
        for output in both.iter().filter(|output| !output.status.success()) {
            assert!(said(output).contains("another poolfund is at work"), "{pair:?}: {}", said(output));
            waited += 1;
        }
        fund.works(&["audit"]);
    }
    own_files_are_there(fund.path(), &STEPS[0], "two at once");
    waited
}

#[test]
fn two_people_at_once_harm_nothing() {
    two_at_once(4);
}

#[test]
#[ignore = "takes long: 60 rounds"]
fn two_people_at_once_harm_nothing_however_often() {
    let waited = two_at_once(60);
    measured_as("two people at once", &format!("60 rounds; one of the two was told to wait {waited} times"));
    assert!(waited > 10, "{waited}");
}
