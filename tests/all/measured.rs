//! What is measured at the end of a piece of work: kills at every system call that changes something, and disks of every
//! size that are too small. A sample of each is part of every run of the tests; the whole is run with
//! `cargo test --release --test all measured -- --ignored --nocapture`; with `POOLFUND_MEASURED=write` before it, the table in
//! `tests/README.md` takes its figures.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use crate::killing::{Killer, killer};
use crate::small_fund::{RECEIPTS, SmallFund, files, said};
use crate::steps::*;
use crate::support::root;

/// A step whose fund is ready for it.
struct Ready {
    step: Step,
    fund: SmallFund,
    /// The events that are recorded.
    known: usize,
    /// By how many calls the step changes what is on the disk.
    calls: usize,
}

impl Ready {
    fn new(killer: &Killer, step: Step) -> Self {
        let fund = ready(&step);
        let (known, copy) = (events(fund.path()), copy_of(fund.path()));
        let calls = killer.calls(command(copy.path(), step.arguments));
        Self { step, fund, known, calls }
    }

    /// The folder after the step was killed in front of one of its calls, and whether it came so far, which the order of its
    /// threads decides.
    fn killed(&self, killer: &Killer, number: usize) -> (TempDir, bool) {
        let copy = copy_of(self.fund.path());
        let is_killed = killer.kills(command(copy.path(), self.step.arguments), number);
        (copy, is_killed)
    }

    /// Kills the step in front of one of its calls, and holds what comes of it; gives whether it came so far.
    fn kill(&self, killer: &Killer, number: usize) -> bool {
        let (folder, is_killed) = self.killed(killer, number);
        let when = format!("{:?} killed at call {number} of {}", self.step.arguments, self.calls);
        // Every second time the audit is asked before the command is given again, too.
        ends_well(folder.path(), &self.step, (self.known, number % 2 == 1), &when);
        is_killed
    }
}

/// Every so manieth call is part of every run of the tests.
const SAMPLE: usize = 37;

#[test]
fn a_command_that_is_killed_at_a_call_loses_nothing() {
    let Some(killer) = killer() else { return };
    for (step, first) in STEPS.into_iter().zip([7, 3, 5, 2, 11, 13, 17, 19, 2, 23, 29]) {
        let ready = Ready::new(killer, step);
        let killed = (first..=ready.calls).step_by(SAMPLE).filter(|number| ready.kill(killer, *number)).count();
        assert!(killed > 0, "{:?} was never killed", step.arguments);
    }
}

/// Of a close and an approval, all kills between the record and the draft of a mail with its statement.
#[test]
fn a_close_or_an_approval_that_is_killed_once_it_is_recorded_leaves_its_statement_and_draft() {
    let Some(killer) = killer() else { return };
    let of_earlier = Step { before: &[RUN, CLOSE, LATER, CLOSE_LATER], ..STEPS[2] };
    for step in [STEPS[1], STEPS[2], of_earlier] {
        let ready = Ready::new(killer, step);
        // The first call in front of which all is recorded.
        let (mut not_yet, mut recorded) = (0, ready.calls);
        while not_yet + 1 < recorded {
            let middle = usize::midpoint(not_yet, recorded);
            if events(ready.killed(killer, middle).0.path()) > ready.known {
                recorded = middle
            } else {
                not_yet = middle
            }
        }
        let what = if step.arguments == APPROVE { "approval" } else { "close" };
        let draft = format!("reports/statements/{what}-2025-09.eml");
        let lacking = (recorded..=ready.calls).take_while(|number| {
            let (folder, _) = ready.killed(killer, *number);
            let lacks = !folder.path().join(&draft).exists();
            goes_on(folder.path(), &step, ready.known + 1, &format!("{what} killed at call {number}"));
            lacks
        });
        let lacking = lacking.count();
        assert!(lacking >= 8, "{what}: {lacking} kills between the record and the draft");
    }
}

#[test]
#[ignore = "takes long: at every call"]
fn a_command_that_is_killed_at_any_call_loses_nothing() {
    let Some(killer) = killer() else { return };
    let steps: Vec<Ready> = STEPS.into_iter().map(|step| Ready::new(killer, step)).collect();
    let all: Vec<(&Ready, usize)> =
        steps.iter().flat_map(|ready| (1..=ready.calls).map(move |number| (ready, number))).collect();
    let (next, killed) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let work = || {
        while let Some((ready, number)) = all.get(next.fetch_add(1, Ordering::SeqCst)) {
            killed.fetch_add(usize::from(ready.kill(killer, *number)), Ordering::SeqCst);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    let killed = killed.into_inner();
    for Ready { step, calls, .. } in &steps {
        eprintln!("{:?}: {calls} calls", step.arguments);
    }
    measured_as("killed at each call that changes a file", &format!("{killed} times, at every call of each"));
    assert!(killed >= 600 && killed + 20 > all.len(), "{killed} of {}", all.len());
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

/// A disk with room for the month's files but for the printed ones.
#[cfg(feature = "pdf")]
#[test]
fn a_disk_that_is_too_small_for_what_is_printed_alone_loses_nothing() {
    let step = &STEPS[0];
    let fund = ready(step);
    let is_enough = |room: &usize| {
        let disk = Disk::new(kilobytes(fund.path()) + room)?;
        copy_into(fund.path(), disk.0.path());
        Some(poolfund(disk.0.path(), RUN).status.success())
    };
    let mut rooms = (4..).step_by(28).map(|room| (room, is_enough(&room)));
    let Some((room, Some(_))) = rooms.find(|(_, enough)| *enough != Some(false)) else { return };
    for room in [room, room + 12] {
        assert_eq!(full(&fund, step, PRINTED, room), Some(true), "{room} KiB are enough for what is printed, too");
    }
    assert_eq!(full(&fund, step, PRINTED, 4096), Some(false));
}

#[test]
#[ignore = "takes long: 80 sizes of a disk"]
fn a_disk_of_any_size_that_is_too_small_loses_nothing() {
    let packed = [RUN, &["--pack", "--annual", "2025"]].concat();
    let posted = Step { before: &[PRINTED, OUTBOX], ..STEPS[3] };
    let (mut tried, mut small) = (0, 0);
    for (step, arguments) in [
        (&STEPS[0], RUN),
        (&STEPS[0], &*packed),
        (&STEPS[0], PRINTED),
        (&STEPS[1], STEPS[1].arguments),
        (&STEPS[2], STEPS[2].arguments),
        (&STEPS[3], STEPS[3].arguments),
        (&posted, OUTBOX),
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
