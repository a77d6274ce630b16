//! The commands that write into a fund's folder, and what must hold after one of them was cut off.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use poolfund::ledger::store::{EventKind, Sqlite, Store};
use tempfile::TempDir;

use crate::kept::DONORS;
use crate::small_fund::{RECEIPTS, SmallFund, files, said};

/// A command, and what must be said when it is given again after it was done.
#[derive(Clone, Copy)]
pub struct Step {
    pub arguments: &'static [&'static str],
    pub again: Option<&'static str>,
    /// What comes before it.
    pub before: &'static [&'static [&'static str]],
}

pub const RUN: &[&str] = &["run", "--as-of", "2025-09-30"];
/// A run that prints, where the program can.
pub const PRINTED: &[&str] = if cfg!(feature = "pdf") { &["run", "--as-of", "2025-09-30", "--pdf"] } else { RUN };
pub const CLOSE: &[&str] =
    &["close", "2025-09", "--as", "Ann", "--accept", "compared", "--reason", "finance has sent no extract"];

pub const APPROVE: &[&str] = &["approve", "2025-09", "--as", "Ben"];
pub const OUTBOX: &[&str] = &["outbox"];
pub const MORE: &[&str] = &["run", "--as-of", "2025-09-30", "--pack", "--annual", "2025"];
pub const LATER: &[&str] = &["run", "--as-of", "2025-10-31"];
pub const REPRINT: &[&str] = &["reprint", "2025-09"];

pub const PROPOSE: &[&str] = &["propose", "2025-10"];
pub const CLOSE_LATER: &[&str] =
    &["close", "2025-10", "--as", "Ann", "--accept", "compared", "--accept", "restatements", "--reason", "no extract"];
pub const REPRINT_MORE: &[&str] = &["reprint", "2025-09", "--pack"];

/// The commands that write.
pub const STEPS: [Step; 11] = [
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
pub fn ready(step: &Step) -> SmallFund {
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

pub fn copy_of(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    copy_into(folder, copy.path());
    copy
}

pub fn copy_into(folder: &Path, target: &Path) {
    assert!(Command::new("cp").arg("-a").arg(folder.join(".")).arg(target).status().unwrap().success());
}

pub fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_poolfund"));
    command.current_dir(folder).args(arguments).env("RAYON_NUM_THREADS", "1");
    command
}

pub fn poolfund(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

pub fn events(folder: &Path) -> usize {
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
pub fn goes_on(folder: &Path, step: &Step, known: usize, when: &str) {
    ends_well(folder, step, (known, true), when);
}

/// The same; whether the audit is asked before the command is given again, too.
pub fn ends_well(folder: &Path, step: &Step, (known, is_audited): (usize, bool), when: &str) {
    // Before anything was recorded there is nothing to audit; a report that somebody edited is a fault until it is put back.
    if is_audited && events(folder) > 0 && step.arguments != REPRINT {
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
    for (kind, name) in [(EventKind::Close, "close-2025-09"), (EventKind::Approval, "approval-2025-09")] {
        if !store.events(Some(kind)).unwrap().is_empty() {
            for (ending, words) in [("txt", "poolfund audit --head"), ("eml", "X-Unsent: 1")] {
                let file = folder.join(format!("reports/statements/{name}.{ending}"));
                assert!(fs::read_to_string(&file).is_ok_and(|text| text.contains(words)), "{when}: {name}.{ending}");
            }
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

pub fn own_files_are_there(folder: &Path, step: &Step, when: &str) {
    for (name, text) in OWN {
        let there = fs::read_to_string(folder.join(name)).ok();
        assert_eq!(there.as_deref(), Some(text), "{when}: {name}");
    }
    if edits_report(step) || step.arguments == OUTBOX {
        let kept = files(&folder.join("reports")).into_iter().filter(|(_, bytes)| bytes == b"edited").count();
        assert_eq!(kept, 1, "{when}: what was edited");
    }
}
