//! Files that never end, folders of odd names, and what first runs leave: nothing hangs, nothing is left behind.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use poolfund::files;
use poolfund::intake::settings;

use crate::small_fund::{SmallFund, said};

/// Runs the program, which must end before long.
fn ends(fund: &SmallFund, arguments: &[&str]) -> Output {
    let mut command = fund.command(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if began.elapsed() > Duration::from_secs(30) {
            child.kill().unwrap();
            panic!("{arguments:?} hangs: {}", said(&child.wait_with_output().unwrap()));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    child.wait_with_output().unwrap()
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Puts something at a path.
type Put = fn(&Path);

/// What somebody may put in the place of a file.
pub const ENDLESS: [(&str, Put); 7] = [
    ("a pipe", fifo),
    ("a link to a pipe", |path| {
        fifo(&path.with_extension("pipe"));
        symlink(path.with_extension("pipe"), path).unwrap();
    }),
    ("a link to /dev/zero", |path| symlink("/dev/zero", path).unwrap()),
    ("a link to itself", |path| symlink(path, path).unwrap()),
    ("8 TiB of nothing", |path| fs::File::create(path).unwrap().set_len(8 << 40).unwrap()),
    ("a folder", |path| fs::create_dir(path).unwrap()),
    // A regular file by its kind, whose reader waits for what the kernel says next.
    ("a link to /proc/kmsg", |path| symlink("/proc/kmsg", path).unwrap()),
];

/// Reports, and the ledger with its copy.
const REPORTS: [&str; 2] = ["dashboard.html", "manifest.json"];
const LEDGERS: [&str; 2] = ["ledger.db.copy", "ledger.db"];
/// The lock, the ledger's log, statements, drafts, proposals, and what beside them is nobody's.
const OTHERS: [&str; 10] = [
    "ledger.lock",
    "ledger.db-wal",
    "ledger.db-journal",
    "ledger.db.copy-journal",
    "reports/statements/close-2025-09.txt",
    "reports/outbox",
    "reports/outbox/2025-09",
    "reports/proposals",
    "reports/x",
    "inputs/decisions",
];
const FOLDERS: [&str; 2] = ["inputs", "reports"];
/// An input, the settings as text and as a workbook; and a file that is given to one of five commands.
const SINGLE: usize = 3;
const GIVEN: usize = 5;

#[test]
fn the_table_of_what_was_measured_counts_the_places() {
    let table = fs::read_to_string(crate::support::root().join("tests/README.md")).unwrap();
    let places = REPORTS.len() + LEDGERS.len() + OTHERS.len() + FOLDERS.len() + SINGLE + GIVEN;
    let row = format!("| {} kinds in {places} places | all end |", ENDLESS.len());
    assert!(table.contains(&row), "{row}");
}

#[test]
fn what_never_ends_in_the_place_of_an_input_is_a_problem_of_it() {
    for (what, put) in ENDLESS {
        let fund = SmallFund::new();
        fund.works(&["run", "--as-of", "2025-09-30"]);
        let path = fund.path().join("inputs/receipts.csv");
        fs::remove_file(&path).unwrap();
        put(&path);
        for arguments in [
            &["check"][..],
            &["run", "--as-of", "2025-10-31"],
            &["run", "--as-of", "2025-10-31", "--dry-run"],
            &["close", "2025-09", "--as", "Ann"],
            &["alias", "donor", "Belgique", "BEL"],
        ] {
            let output = ends(&fund, arguments);
            assert!(matches!(output.status.code(), Some(0..=2)), "{what}, {arguments:?}: {}", said(&output));
            if arguments[0] != "alias" {
                assert_eq!(output.status.code(), Some(1), "{what}, {arguments:?}: {}", said(&output));
                let shown = String::from_utf8_lossy(&output.stdout).into_owned() + &said(&output);
                assert!(shown.contains("receipts.csv"), "{what}, {arguments:?}: {shown}");
            }
        }
        assert_eq!(ends(&fund, &["audit"]).status.code(), Some(0), "{what}: the ledger has what it had");
        let output = ends(&fund, &["map", "inputs/receipts.csv"]);
        assert_eq!(output.status.code(), Some(2), "{what}: {}", said(&output));
    }
}

#[test]
fn what_never_ends_in_the_place_of_the_settings_or_a_report_is_said() {
    for (what, put) in ENDLESS {
        let fund = SmallFund::new();
        let path = fund.path().join("inputs/fund.toml");
        fs::remove_file(&path).unwrap();
        put(&path);
        for arguments in [&["check"][..], &["run"], &["explain"], &["alias", "donor", "x", "BEL"]] {
            let output = ends(&fund, arguments);
            assert_eq!(output.status.code(), Some(2), "{what}, {arguments:?}: {}", said(&output));
            assert!(said(&output).contains("fund.toml cannot be read"), "{what}, {arguments:?}: {}", said(&output));
        }
        // A report of a closed month, its manifest, the ledger's copy, and the ledger.
        let fund = SmallFund::new();
        fund.works(&["run", "--as-of", "2025-09-30"]);
        fund.closes("2025-09");
        for file in REPORTS {
            let path = fund.reports("2025-09").join(file);
            let before = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            put(&path);
            for arguments in [&["audit"][..], &["approve", "2025-09", "--as", "Ben"], &["run", "--as-of", "2025-10-31"]]
            {
                let output = ends(&fund, arguments);
                let refused = output.status.code() != Some(0);
                // A manifest that no run can have written stands for a ledger that lost something.
                let unknown = file == "manifest.json" && (what.starts_with("8 TiB") || what.contains("kmsg"));
                assert_eq!(
                    refused,
                    unknown || arguments[0] != "run",
                    "{what}, {file}, {arguments:?}: {}",
                    said(&output)
                );
            }
            if path.is_dir() {
                fs::remove_dir(&path).unwrap()
            } else {
                fs::remove_file(&path).unwrap()
            }
            fs::write(&path, before).unwrap();
        }
        for file in LEDGERS {
            let path = fund.path().join(file);
            let before = fs::read(&path).unwrap();
            fs::remove_file(&path).unwrap();
            put(&path);
            for arguments in [&["audit"][..], &["run", "--as-of", "2025-10-31"]] {
                assert!(matches!(ends(&fund, arguments).status.code(), Some(0..=2)), "{what}, {file}");
            }
            if path.is_dir() {
                fs::remove_dir(&path).unwrap()
            } else {
                fs::remove_file(&path).unwrap()
            }
            fs::write(&path, before).unwrap();
        }
    }
}

#[test]
fn what_never_ends_is_not_read_by_the_program_itself_either() {
    for (what, put) in ENDLESS {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("fund.toml");
        put(&path);
        assert!(settings::append(folder.path(), "more").is_err(), "{what}");
        assert!(files::read_text(&path, 1 << 20).is_err() && files::read(&path, 1 << 20).is_err(), "{what}");
        let fund = SmallFund::new();
        fund.works(&["run", "--as-of", "2025-09-30"]);
        fund.closes("2025-09");
        // A file of settlements, of scenarios, a signature, a workbook that is mapped.
        let path = fund.path().join("inputs/endless.csv");
        put(&path);
        let endless = path.to_str().unwrap();
        let given: [&[&str]; GIVEN] = [
            &["scenario", endless],
            &["approve", "2025-09", "--as", "Ben", "--signature", endless],
            &["map", endless, "--yes"],
            &["settle", endless],
            &["check", endless],
        ];
        for arguments in given {
            let output = ends(&fund, arguments);
            assert!(matches!(output.status.code(), Some(1 | 2)), "{what}, {arguments:?}: {}", said(&output));
        }
    }
}

#[test]
fn what_never_ends_in_the_place_of_other_files_and_folders_of_a_fund_hangs_nothing() {
    for (what, put) in ENDLESS {
        // Settings as a workbook.
        let fund = SmallFund::new();
        fs::remove_file(fund.path().join("inputs/fund.toml")).unwrap();
        put(&fund.path().join("inputs/settings.xlsx"));
        for arguments in [&["check"][..], &["run"], &["audit"], &["alias", "donor", "x", "BEL"]] {
            let output = ends(&fund, arguments);
            assert!(matches!(output.status.code(), Some(1 | 2)), "{what}, {arguments:?}: {}", said(&output));
        }
        // The lock, the ledger's log, statements, drafts, proposals, and what beside them is nobody's.
        for place in OTHERS {
            let fund = SmallFund::new();
            let path = fund.path().join(place);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if place.starts_with("ledger.db") {
                fund.works(&["run", "--as-of", "2025-09-30"]);
                drop(fs::remove_file(&path));
            }
            put(&path);
            for arguments in
                [&["run", "--as-of", "2025-09-30"][..], &["outbox"], &["propose", "2025-10"], &["audit"], &["check"]]
            {
                let output = ends(&fund, arguments);
                let code = output.status.code();
                assert!(matches!(code, Some(0..=2)), "{what}, {place}, {arguments:?}: {code:?} {}", said(&output));
            }
        }
        // The folders themselves.
        for folder in FOLDERS {
            let fund = SmallFund::new();
            fs::rename(fund.path().join("inputs"), fund.path().join("elsewhere")).unwrap();
            if folder == "reports" {
                fs::rename(fund.path().join("elsewhere"), fund.path().join("inputs")).unwrap();
            }
            put(&fund.path().join(folder));
            for arguments in [&["check"][..], &["run", "--as-of", "2025-09-30"], &["audit"]] {
                let output = ends(&fund, arguments);
                assert!(matches!(output.status.code(), Some(0..=2)), "{what}, {folder}: {}", said(&output));
            }
        }
    }
}

#[test]
fn the_length_of_a_file_is_asked_before_it_is_read() {
    let fund = SmallFund::new();
    let path = fund.path().join("inputs/receipts.csv");
    fs::File::create(&path).unwrap().set_len(8 << 40).unwrap();
    let said = fund.refuses(&["check"], 1);
    assert!(said.contains(&format!("{} bytes", 8_u64 << 40)), "it was read to the limit: {said}");
}

#[test]
fn reports_that_are_a_link_to_elsewhere_take_nothing_away_there() {
    let (fund, elsewhere) = (SmallFund::new(), tempfile::tempdir().unwrap());
    for name in ["2025-09/letter.docx", "outbox/2025-09/sent.txt", "notes.txt"] {
        fs::create_dir_all(elsewhere.path().join(name).parent().unwrap()).unwrap();
        fs::write(elsewhere.path().join(name), name).unwrap();
    }
    symlink(elsewhere.path(), fund.path().join("reports")).unwrap();
    for _ in 0..2 {
        ends(&fund, &["run", "--as-of", "2025-09-30"]);
        ends(&fund, &["outbox"]);
        for name in ["2025-09/letter.docx", "outbox/2025-09/sent.txt", "notes.txt"] {
            assert_eq!(fs::read_to_string(elsewhere.path().join(name)).unwrap(), name);
        }
    }
}

#[test]
fn a_first_run_that_fails_leaves_nothing_behind() {
    let fund = SmallFund::new();
    let good = fs::read_to_string(fund.path().join("inputs/receipts.csv")).unwrap();
    fund.write("receipts.csv", &good.replace("2025-08-10", "soon"));
    let names = || {
        let mut names: Vec<_> =
            fs::read_dir(fund.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert_eq!(names(), ["inputs"]);
    // What one that was killed left, an earlier version too, is cleared away by the next.
    for left in ["ledger.db", "ledger.db.copy", "ledger.lock", "ledger.db.copying"] {
        fs::write(fund.path().join(left), b"").unwrap();
    }
    fs::create_dir_all(fund.path().join(".writing-ledger.db.copy-a1B2c3")).unwrap();
    fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
    assert_eq!(names(), ["inputs"]);
    fund.write("receipts.csv", &good);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["audit"]);
}

#[test]
fn a_folder_whose_name_is_no_text_is_a_folder_like_any_other() {
    let fund = SmallFund::new();
    let odd = fund.path().join(OsStr::from_bytes(b"fund \xff\xfe 2025"));
    fs::create_dir(&odd).unwrap();
    fs::rename(fund.path().join("inputs"), odd.join("inputs")).unwrap();
    for arguments in [
        &["check"][..],
        &["run", "--as-of", "2025-09-30"],
        &["outbox"],
        &["close", "2025-09", "--as", "Ann", "--accept", "compared", "--reason", "no extract"],
        &["approve", "2025-09", "--as", "Ben"],
        &["audit"],
        &["run", "--as-of", "2025-10-31"],
    ] {
        let output = fund.command(arguments).arg("--fund").arg(&odd).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
    }
    fs::remove_file(odd.join("ledger.db")).unwrap();
    let output = fund.command(&["run", "--as-of", "2025-10-31", "--fund"]).arg(&odd).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn a_text_longer_than_a_cell_takes_stops_no_report() {
    for text in ["w".repeat(32_767), "w".repeat(32_768), "\u{1F4B6}".repeat(20_000)] {
        let fund = SmallFund::new();
        let receipts = fs::read_to_string(fund.path().join("inputs/receipts.csv")).unwrap();
        let noted: String = receipts
            .lines()
            .zip(["Notes", &text, "short", "x"])
            .map(|(line, note)| format!("{line},{note}\n"))
            .collect();
        fund.write("receipts.csv", &noted);
        fund.works(&["check"]);
        fund.works(&["run", "--as-of", "2025-09-30"]);
        fund.works(&["audit"]);
    }
}
