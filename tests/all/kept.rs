//! Files of people among the reports and drafts: none is ever removed or written over.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::small_fund::{RECEIPTS, SmallFund, files};

/// Changes the inputs, so that the next run writes other reports.
fn other_receipts(fund: &SmallFund, number: u32) {
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", &format!("45{number}.00")));
}

/// A fund whose September was run.
fn run() -> SmallFund {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Where a text is below a folder.
fn found(folder: &Path, text: &str) -> Vec<PathBuf> {
    files_of(folder).into_iter().filter(|path| fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes())).collect()
}

/// Regular files below a folder.
fn files_of(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(path).unwrap() {
            let entry = entry.unwrap();
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                open.push(entry.path())
            } else if kind.is_file() {
                found.push(entry.path())
            }
        }
    }
    found
}

/// Names that no report has.
const OWN: [&str; 12] = [
    "my notes.docx",
    "signed/letter.pdf",
    ".hidden",
    "donors/notes.txt",
    "donors/deep/er/still.txt",
    "ledger/mine.parquet",
    "fund-2025-09 (copy).xlsx",
    "~$fund-2025-09.xlsx",
    "manifest.json.bak",
    "Ünï cödé 日本.txt",
    "no ending",
    "pdf/printed by hand.pdf",
];

#[test]
fn what_people_put_among_the_reports_stays_where_it_is() {
    let fund = run();
    let reports = fund.reports("2025-09");
    for name in OWN {
        write(&reports.join(name), &format!("mine: {name}"));
    }
    let long = "x".repeat(200);
    write(&reports.join(&long), "long");
    write(&reports.join("empty file"), "");
    fs::create_dir_all(reports.join("empty folder/inner")).unwrap();
    write(&reports.join("read only"), "mine");
    fs::set_permissions(reports.join("read only"), fs::Permissions::from_mode(0o400)).unwrap();
    symlink("my notes.docx", reports.join("link")).unwrap();
    symlink("nowhere", reports.join("dangling link")).unwrap();
    symlink(fund.path().join("inputs"), reports.join("link to a folder")).unwrap();
    assert!(Command::new("mkfifo").arg(reports.join("pipe")).status().unwrap().success());
    for round in 1..4 {
        other_receipts(&fund, round);
        let said = fund.works(&["run", "--as-of", "2025-09-30"]);
        assert!(!said.contains("set aside") && !said.contains("changed by somebody"), "{said}");
        for name in OWN {
            assert_eq!(fs::read_to_string(reports.join(name)).unwrap(), format!("mine: {name}"), "round {round}");
        }
        assert_eq!(fs::read_to_string(reports.join(&long)).unwrap(), "long");
        assert!(reports.join("empty file").exists() && reports.join("empty folder/inner").is_dir());
        assert_eq!(fs::metadata(reports.join("read only")).unwrap().permissions().mode() & 0o777, 0o400);
        assert_eq!(fs::read_link(reports.join("link")).unwrap(), Path::new("my notes.docx"));
        assert_eq!(fs::read_link(reports.join("dangling link")).unwrap(), Path::new("nowhere"));
        assert!(fs::symlink_metadata(reports.join("link to a folder")).unwrap().is_symlink());
        assert!(fs::symlink_metadata(reports.join("pipe")).is_ok());
    }
    assert!(fund.path().join("inputs/fund.toml").exists(), "what a link leads to is not touched");
    // They are no part of what is closed, and keep nobody from closing.
    fund.closes("2025-09");
    fund.works(&["approve", "2025-09", "--as", "Ben"]);
    let said = fund.works(&["audit"]);
    assert!(said.contains("files beside them that the program did not write: 19"), "{said}");
}

#[test]
fn a_report_that_was_changed_by_hand_is_set_aside() {
    let fund = run();
    let reports = fund.reports("2025-09");
    let donor = files(&reports.join("donors"))[0].0.clone();
    write(&reports.join("fund-2025-09.xlsx"), "edited");
    write(&donor, "edited too");
    // A folder and a link in the place of reports.
    fs::remove_file(reports.join("dashboard.html")).unwrap();
    write(&reports.join("dashboard.html/inside.txt"), "inside");
    fs::rename(reports.join("gap-2025-09.xlsx"), fund.path().join("gap elsewhere.xlsx")).unwrap();
    symlink(fund.path().join("gap elsewhere.xlsx"), reports.join("gap-2025-09.xlsx")).unwrap();
    // The checklist advises nothing that destroys.
    let said = fund.refuses(&["close", "2025-09", "--as", "Ann"], 1);
    assert!(said.contains("which keeps files that people changed"), "{said}");
    for round in 1..3 {
        other_receipts(&fund, round);
        let said = fund.works(&["run", "--as-of", "2025-09-30"]);
        assert_eq!(said.contains("fund-2025-09.xlsx was changed by somebody, and kept"), round == 1, "{said}");
        assert_eq!(found(&reports, "edited"), [reports.join("fund-2025-09 (set aside).xlsx")]);
        assert_eq!(found(&reports, "edited too").len(), 1);
        assert_eq!(found(&reports, "inside"), [reports.join("dashboard (set aside).html/inside.txt")]);
        assert!(fs::symlink_metadata(reports.join("gap-2025-09 (set aside).xlsx")).unwrap().is_symlink());
        assert!(fund.path().join("gap elsewhere.xlsx").is_file());
    }
    // Changed once more, the other one stays too.
    write(&reports.join("fund-2025-09.xlsx"), "edited again");
    fund.works(&["run", "--as-of", "2025-09-30"]);
    assert_eq!(found(&reports, "edited again"), [reports.join("fund-2025-09 (set aside 2).xlsx")]);
    assert_eq!(found(&reports, "edited").len(), 1);
    fund.closes("2025-09");
    fund.works(&["audit"]);
}

#[test]
fn without_a_manifest_that_a_run_wrote_everything_is_taken_for_somebodys_own() {
    for change in ["removed", "changed", "a folder"] {
        let fund = run();
        let reports = fund.reports("2025-09");
        let before = files(&reports);
        fs::remove_file(reports.join("manifest.json")).unwrap();
        match change {
            "changed" => write(&reports.join("manifest.json"), "{\"outputs\": []}"),
            "a folder" => write(&reports.join("manifest.json/mine.txt"), "mine"),
            _ => {}
        }
        other_receipts(&fund, 1);
        // A manifest that no run wrote is a sign of a ledger that lost something: nothing is written.
        if change == "changed" {
            let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 1);
            assert!(said.contains("does not know the run that wrote"), "{said}");
            continue;
        }
        fund.works(&["run", "--as-of", "2025-09-30"]);
        for (path, bytes) in before.iter().filter(|(path, _)| !path.ends_with("manifest.json")) {
            let kept = files_of(&reports).into_iter().any(|path| fs::read(path).unwrap() == *bytes);
            assert!(kept, "{change}: {} is gone", path.display());
        }
    }
}

#[test]
fn drafts_that_were_edited_and_what_stands_beside_them_stay() {
    let fund = SmallFund::new();
    fund.write("donors.csv", DONORS);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.works(&["outbox"]);
    let drafts = fund.path().join("reports/outbox/2025-09");
    let first = files(&drafts)[0].clone();
    let edited = String::from_utf8(first.1).unwrap().replace("anne@example.org", "desk@example.org");
    fs::write(&first.0, &edited).unwrap();
    write(&drafts.join("sent-log.txt"), "sent on Monday");
    write(&drafts.join("answers/reply.eml"), "From: anne");
    for _ in 0..2 {
        fund.works(&["outbox"]);
        fund.works(&["run", "--as-of", "2025-09-30"]);
        assert_eq!(found(&drafts, &edited).len(), 1);
        assert_eq!(found(&drafts, "sent on Monday"), [drafts.join("sent-log.txt")]);
        assert_eq!(found(&drafts, "From: anne"), [drafts.join("answers/reply.eml")]);
    }
    assert_eq!(files(&drafts).len(), 5, "two drafts, one that was edited, a log and an answer");
}

/// Donors with addresses.
pub const DONORS: &str = "Code,Name,Type,Country,Language,E-mail\nBEL,Belgium,government,BEL,fr,anne@example.org\n\
                          JPN,Japan,government,JPN,en,kenji@example.org\n";

#[test]
fn something_else_in_the_place_of_a_folder_of_reports_is_left_alone() {
    for link in [false, true] {
        let fund = SmallFund::new();
        fs::create_dir(fund.path().join("reports")).unwrap();
        let place = fund.reports("2025-09");
        if link {
            symlink(fund.path().join("inputs"), &place).unwrap();
        } else {
            write(&place, "mine");
        }
        let inputs = files(&fund.path().join("inputs"));
        for _ in 0..2 {
            let said = fund.refuses(&["run", "--as-of", "2025-09-30"], 2);
            assert!(said.contains("2025-09 is no folder. Move it away"), "{said}");
        }
        assert_eq!(files(&fund.path().join("inputs")), inputs);
        assert!(link || fs::read_to_string(&place).unwrap() == "mine");
        assert!(!Path::new(&fund.path().join("ledger.db")).exists(), "nothing was recorded");
    }
    // Nor is anything that only looks like a half-written folder.
    let fund = SmallFund::new();
    write(&fund.path().join("reports/.writing-x"), "mine");
    write(&fund.path().join("reports/.writing-mine/notes.txt"), "mine");
    fund.works(&["run", "--as-of", "2025-09-30"]);
    assert_eq!(found(&fund.path().join("reports"), "mine").len(), 2);
}

#[test]
fn a_closed_month_is_handed_out_again_as_it_was_closed() {
    let fund = run();
    assert!(fund.refuses(&["reprint", "2025-09"], 1).contains("2025-09 is not closed"));
    fund.closes("2025-09");
    let closed = files(&fund.reports("2025-09"));
    // The month after it, other inputs, and hands that were at work.
    other_receipts(&fund, 1);
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let reports = fund.reports("2025-09");
    write(&reports.join("fund-2025-09.xlsx"), "edited");
    write(&reports.join("my notes.docx"), "mine");
    fs::remove_file(reports.join("dashboard.html")).unwrap();
    assert!(fund.refuses(&["approve", "2025-09", "--as", "Ben"], 1).contains("poolfund reprint MONTH"));
    let said = fund.works(&["reprint", "2025-09"]);
    assert!(said.contains("fund-2025-09.xlsx was changed by somebody, and kept"), "{said}");
    for (path, bytes) in &closed {
        assert!(fs::read(path).unwrap() == *bytes, "{}", path.display());
    }
    assert_eq!(found(&reports, "edited"), [reports.join("fund-2025-09 (set aside).xlsx")]);
    assert_eq!(found(&reports, "mine"), [reports.join("my notes.docx")]);
    fund.works(&["approve", "2025-09", "--as", "Ben"]);
    // The whole folder is gone.
    fs::remove_dir_all(&reports).unwrap();
    fund.works(&["reprint", "2025-09"]);
    assert_eq!(files(&reports), closed);
    fund.works(&["audit"]);
}

#[test]
fn what_stands_where_a_closed_month_is_printed_again_stays() {
    let fund = run();
    fund.closes("2025-09");
    let place = fund.path().join("somewhere");
    write(&place.join("fund-2025-09.xlsx"), "mine, of that name");
    write(&place.join("manifest.json"), "mine too");
    write(&place.join("notes.txt"), "notes");
    for round in 1..3 {
        let said = fund.works(&["reprint", "2025-09", "--annual", "2025", "--to", "somewhere"]);
        assert_eq!(said.contains("was changed by somebody, and kept"), round == 1, "{said}");
        for text in ["mine, of that name", "mine too", "notes"] {
            assert_eq!(found(&place, text).len(), 1, "{text}");
        }
    }
    // What it wrote itself and somebody changed since.
    write(&place.join("annual-2025.xlsx"), "edited");
    fund.works(&["reprint", "2025-09", "--annual", "2025", "--to", "somewhere"]);
    assert_eq!(found(&place, "edited"), [place.join("annual-2025 (set aside).xlsx")]);
}
