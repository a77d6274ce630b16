//! A closed month and after: its edition comes back, later facts show as what they are, what waits is on the checklist.

use std::fs;
use std::io::Read;
use std::path::PathBuf;

use poolfund::books;
use poolfund::ledger::store;
use serde_json::Value;

use crate::small_fund::{RECEIPTS, SmallFund, files};

const COSTS: &str = "Date,Project,Country,Theme,Category,Currency,Amount,Document,Agreement\n\
                     2025-09-22,P-1,TGO,T01,travel,USD,50.00,V-1,BEL-1\n";

/// The small fund with expenditure, whose September is closed.
fn closed() -> SmallFund {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    fund.write("fund.toml", &format!("{settings}\n[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.csv\"\n"));
    fund.write("expenditure.csv", COSTS);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund
}

/// Files by their names below a folder.
fn below(folder: PathBuf) -> Vec<(PathBuf, Vec<u8>)> {
    let named = files(&folder).into_iter();
    named.map(|(path, bytes)| (path.strip_prefix(&folder).unwrap().to_owned(), bytes)).collect()
}

#[test]
fn a_closed_edition_comes_back_byte_for_byte() {
    let fund = closed();
    let edition = below(fund.reports("2025-09"));
    // Whatever the inputs say later.
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "360.00"));
    fs::remove_dir_all(fund.reports("2025-09")).unwrap();
    let said = fund.works(&["reprint", "2025-09"]);
    assert!(said.contains(&format!("{} reports of 2025-09 are in", edition.len())), "{said}");
    assert_eq!(below(fund.reports("2025-09")), edition);
    // A report that is gone comes back; a person's own file stays.
    fs::remove_file(fund.reports("2025-09/fund-2025-09.xlsx")).unwrap();
    fs::write(fund.reports("2025-09/note.txt"), "mine").unwrap();
    fund.works(&["reprint", "2025-09"]);
    assert_eq!(fs::read(fund.reports("2025-09/note.txt")).unwrap(), b"mine");
    fs::remove_file(fund.reports("2025-09/note.txt")).unwrap();
    assert_eq!(below(fund.reports("2025-09")), edition);
    fund.works(&["reprint", "2025-09", "--to", "elsewhere"]);
    assert_eq!(below(fund.path().join("elsewhere")), edition);
    fund.works(&["audit"]);
    assert!(fund.refuses(&["reprint", "2025-08"], 1).contains("poolfund close 2025-08"));
}

#[test]
fn what_is_made_of_a_closed_edition_is_made_of_what_was_recorded() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30", "--pack", "--annual", "2025"]);
    fund.closes("2025-09");
    fund.works(&["audit"]);
    let with_all = below(fund.reports("2025-09"));
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let edition = below(fund.reports("2025-09"));
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "360.00"));
    for _ in 0..2 {
        fund.works(&["reprint", "2025-09", "--pack", "--annual", "2025"]);
        let made = below(fund.path().join("reports/reprint/2025-09"));
        let is_manifest = |file: &&(PathBuf, Vec<u8>)| file.0.ends_with("manifest.json");
        let own = made.iter().filter(|file| !is_manifest(file));
        assert!(
            own.eq(with_all.iter().filter(|file| !is_manifest(file))),
            "as if all had been made when it was closed"
        );
        assert!(made.iter().any(|(name, _)| name.starts_with("packs")));
    }
    assert_eq!(below(fund.reports("2025-09")), edition, "the month's own folder stays as it was closed");
    fund.works(&["audit"]);
}

/// All text of a workbook.
fn text_of(workbook: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut text = String::new();
        if archive.by_index(index).unwrap().read_to_string(&mut text).is_ok() {
            all.push_str(&text);
        }
    }
    all
}

#[test]
fn every_workbook_says_whether_it_is_the_draft_or_the_closed_edition() {
    let fund = SmallFund::new();
    let said = |words: &str, other: &str, status: &str| {
        let mut workbooks = 0;
        for (name, bytes) in below(fund.reports("2025-09")) {
            if name.extension().is_some_and(|ending| ending == "xlsx") {
                let text = text_of(&bytes);
                assert!(text.contains(words) && !text.contains(other), "{}", name.display());
                workbooks += 1;
            } else if name.ends_with("manifest.json") || name.to_string_lossy().starts_with("figures") {
                let json: Value = serde_json::from_slice(&bytes).unwrap();
                assert_eq!(json["status"], status, "{}", name.display());
            }
        }
        assert_eq!(workbooks, 6, "of the fund, its gap, its reconciliation, its year, and two donors");
    };
    fund.works(&["run", "--as-of", "2025-09-30", "--annual", "2025"]);
    let draft = below(fund.reports("2025-09"));
    said("draft edition", "closed edition", "draft");
    fs::write(fund.reports("2025-09/note.txt"), "mine").unwrap();
    fund.closes("2025-09");
    fs::remove_file(fund.reports("2025-09/note.txt")).unwrap();
    said("closed edition", "draft edition", "closed");
    let edition = below(fund.reports("2025-09"));
    // An approval is a certificate beside it, and changes no byte of it.
    fund.works(&["approve", "2025-09", "--as", "Ben"]);
    assert_eq!(below(fund.reports("2025-09")), edition);
    // A close that was cut off when all was recorded left the draft there: the next command puts the edition in place.
    fs::remove_dir_all(fund.reports("2025-09")).unwrap();
    for (name, bytes) in draft {
        let path = fund.reports("2025-09").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    fs::write(fund.reports("2025-09/note.txt"), "mine").unwrap();
    let told = fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(told.contains("The close of 2025-09 was cut off; its reports are the closed edition now."), "{told}");
    assert_eq!(fs::read(fund.reports("2025-09/note.txt")).unwrap(), b"mine");
    fs::remove_file(fund.reports("2025-09/note.txt")).unwrap();
    assert_eq!(below(fund.reports("2025-09")), edition);
    fund.works(&["audit"]);
}

/// The bridge of a measure of an agreement, from September to October.
fn bridge(fund: &SmallFund, measure: &str, agreement: &str) -> Value {
    let changes: Value = serde_json::from_str(&fund.works(&["diff", "2025-09", "2025-10", "--json"])).unwrap();
    let lines = changes["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["measure"] == measure && line["agreement"] == agreement);
    line.unwrap_or_else(|| panic!("{measure} of {agreement}: {changes}"))["bridge"].clone()
}

/// Parts of a bridge: opening, new, restated, refunded, written off, lapsed, exchange, closing.
fn parts(bridge: &Value) -> [String; 8] {
    let names = ["opening", "new", "restated", "refunded", "written_off", "lapsed", "exchange", "closing"];
    names.map(|name| bridge[name].as_str().unwrap().to_owned())
}

#[test]
fn in_changes_a_refund_is_a_refund_and_a_write_off_a_write_off() {
    let fund = closed();
    // EUR 40.00 and 80.00 at 0.80 are 50.00 and 100.00; R-3 of 100.00 is new.
    let more = "R-4,BEL-1,2025-10-10,refund,EUR,40.00\nR-5,BEL-1,2025-10-12,write-off,EUR,80.00\n";
    fund.write("receipts.csv", &format!("{RECEIPTS}{more}"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let received = bridge(&fund, "received", "BEL-1");
    assert_eq!(parts(&received), ["500.00", "100.00", "0.00", "-50.00", "0.00", "0.00", "0.00", "550.00"]);
    // Signed were EUR 1,000.00: 500.00 received and 550.00 at 0.90. Open are now EUR 390.00 (1,000 - 450 - 80 - 80) at
    // 0.80, 487.50, and 550.00 are held: 1,037.50.
    let signed = bridge(&fund, "signed", "BEL-1");
    let [opening, new, restated, refunded, written_off, _, _, closing] = parts(&signed);
    assert_eq!([new, restated, refunded, written_off], ["0.00", "0.00", "-50.00", "-100.00"]);
    assert_eq!([opening, closing], ["1111.11", "1037.50"]);
    assert_eq!(signed["exchange"], "76.39");
    let said = fund.works(&["diff", "2025-09", "2025-10"]);
    assert!(said.contains("refunded") && said.contains("written off"), "{said}");
}

#[test]
fn in_changes_the_cent_by_which_a_refund_is_rounded_is_refunded_too() {
    let fund = SmallFund::new();
    let header = RECEIPTS.lines().next().unwrap();
    let received = format!("{header}\nR-1,BEL-1,2025-08-10,deposit,USD,404.18\n");
    fund.write("receipts.csv", &received);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    // Of 400.14 net 354.11 can be programmed, of 390.01 345.14: 8.97 less, while 10.13 / 1.13 is 8.96.
    fund.write("receipts.csv", &format!("{received}R-2,BEL-1,2025-10-10,refund,USD,10.13\n"));
    fund.works(&["run", "--as-of", "2025-10-31", "--verify"]);
    let allocated = bridge(&fund, "allocated", "BEL-1");
    assert_eq!(parts(&allocated), ["354.11", "0.00", "0.00", "-8.97", "0.00", "0.00", "0.00", "345.14"]);
}

#[test]
fn in_changes_a_changed_cost_of_a_closed_month_is_restated_and_not_new() {
    let fund = closed();
    let late = "2025-09-25,P-1,TGO,T01,travel,USD,7.00,V-2,BEL-1\n2025-10-03,P-1,TGO,T01,travel,USD,11.00,V-3,BEL-1\n";
    fund.write("expenditure.csv", &format!("{}{late}", COSTS.replace("50.00", "30.00")));
    let said = fund.works(&["run", "--as-of", "2025-10-31", "--verify"]);
    let line = "Restated, of a closed month: expenditure V-1: amount was 50.00, is 30.00 (expenditure.csv, row 2)";
    assert!(said.contains(line) || said.contains("V-1: amount was USD 50.00, is USD 30.00"), "{said}");
    // 30.00 instead of 50.00 and 7.00 that came late; 11.00 is of October.
    let charged = bridge(&fund, "charged", "BEL-1");
    assert_eq!(parts(&charged), ["50.00", "11.00", "-13.00", "0.00", "0.00", "0.00", "0.00", "48.00"]);
    let accepted = ["--accept", "restatements", "--accept", "compared", "--reason", "corrected"];
    fund.works(&[&["close", "2025-10", "--as", "Ann"][..], &accepted[..]].concat());
    fund.works(&["run", "--as-of", "2025-11-30"]);
    let changes: Value = serde_json::from_str(&fund.works(&["diff", "2025-09", "2025-11", "--json"])).unwrap();
    let lines = changes["lines"].as_array().unwrap();
    let charged = lines.iter().find(|line| line["measure"] == "charged" && line["agreement"] == "BEL-1").unwrap();
    assert_eq!(charged["bridge"]["restated"], "-13.00", "over several closes too");
    fund.works(&["audit"]);
}

#[test]
fn what_waits_is_on_the_checklist_and_an_overdrawn_agreement_keeps_a_month_open() {
    let fund = closed();
    fund.write("expenditure.csv", &format!("{COSTS}2025-10-03,P-1,KEN,T01,travel,USD,11.00,V-3,\n"));
    let said = fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(
        said.contains(
            "1 line, the oldest of 2025-10-03 (expenditure.csv, row 3): 1 without a priority for the place and theme"
        ),
        "{said}"
    );
    let refused = fund.refuses(&["close", "2025-10", "--as", "Ann"], 1);
    assert!(refused.contains("OPEN     pending: 11.00 of expenditure is pending in 1 line"), "{refused}");
    // EUR 440.00 at 0.80 is more than is left beside what is charged.
    fund.write("receipts.csv", &format!("{RECEIPTS}R-4,BEL-1,2025-10-10,refund,EUR,440.00\n"));
    let said = fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(said.contains("Overdrawn") && said.contains("or decide to uncharge"), "{said}");
    // What was allocated of it and went back is refunded, not restated.
    let [_, _, restated, refunded, ..] = parts(&bridge(&fund, "allocated", "BEL-1"));
    assert!(restated == "0.00" && refunded.starts_with('-'), "{restated} {refunded}");
    let accepted = ["--accept", "pending", "--accept", "over-allocated", "--accept", "restatements"];
    let close = [&["close", "2025-10", "--as", "Ann", "--reason", "known"][..], &accepted].concat();
    let refused = fund.refuses(&close, 1);
    assert!(refused.contains("OPEN     overdrawn: BEL-1 by"), "{refused}");
    let refused = fund.refuses(&[&close[..], &["--accept", "overdrawn"]].concat(), 2);
    assert!(refused.contains("\"overdrawn\" is no item that can be accepted"), "{refused}");
    // What it says helps: others pay, or the cost waits.
    let refused = fund.refuses(&close, 1);
    let amount = refused.split_once("action uncharge: BEL-1 ").and_then(|(_, rest)| rest.split_once(')')).unwrap().0;
    fund.set("[[input]]", "[[input]]\nkind = \"decisions\"\nfile = \"decisions.csv\"\n\n[[input]]");
    let decided = "Decision,Date,Body,Status,Action,Agreement,Amount,Reason\n";
    let row = format!("D-1,2025-10-31,Committee,adopted,uncharge,BEL-1,{amount},The donor took its money back\n");
    fund.write("decisions.csv", &format!("{decided}{row}"));
    fund.works(&["run", "--as-of", "2025-10-31", "--verify"]);
    fund.works(&[&close[..], &["--accept", "compared"]].concat());
}

#[test]
fn a_run_says_which_reports_of_closed_months_are_missing() {
    let fund = closed();
    let files = below(fund.reports("2025-09")).len();
    let run = || fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(!run().contains("no longer in its folder"));
    fs::remove_file(fund.reports("2025-09/fund-2025-09.xlsx")).unwrap();
    let said = run();
    assert!(
        said.contains(&format!("1 of {files} files of 2025-09, which is closed, are no longer in its folder")),
        "{said}"
    );
    fs::remove_dir_all(fund.reports("2025-09")).unwrap();
    let said = run();
    assert!(said.contains("The reports of 2025-09, which is closed, are no longer in its folder"), "{said}");
    fund.works(&["reprint", "2025-09"]);
    assert!(!run().contains("no longer in its folder"));
}

/// A credit of a closed month settles a cost of the next, changes, and goes: each time both sides are open again, and what
/// the ledger holds of it is taken back.
#[test]
fn a_credit_that_settled_a_cost_and_is_gone_leaves_the_cost_to_be_charged() {
    let fund = SmallFund::new();
    fund.set("[[input]]", "[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.csv\"\n\n[[input]]");
    // V-1 of 50.00 is charged in Togo. The credit is of Viet Nam, where nothing was charged yet.
    let first = "2025-09-22,P-1,TGO,T01,travel,USD,50.00,V-1,BEL-1";
    let credit = |amount: &str| format!("2025-09-25,P-1,VNM,T01,travel,USD,{amount},V-2,");
    let cost = "2025-10-03,P-1,VNM,T01,travel,USD,30.00,V-3,";
    let charged = |month: &str, day: &str, rows: &[&str]| {
        let header = COSTS.lines().next().unwrap();
        fund.write("expenditure.csv", &format!("{header}\n{}\n", rows.join("\n")));
        fund.works(&["run", "--as-of", day, "--verify"]);
        let known = ["pending", "restatements", "compared", "lapsed", "expiring"];
        let accepted = known.iter().flat_map(|item| ["--accept", item]).chain(["--reason", "known"]);
        fund.works(&["close", month, "--as", "Ann"].into_iter().chain(accepted).collect::<Vec<_>>());
        let figures = fs::read(fund.reports(month).join("figures.json")).unwrap();
        let figures: Value = serde_json::from_slice(&figures).unwrap();
        figures["totals"]["charged"].as_i64().unwrap()
    };
    assert_eq!(charged("2025-09", "2025-09-30", &[first, &credit("-40.00")]), 5_000);
    assert_eq!(charged("2025-10", "2025-10-31", &[first, &credit("-40.00"), cost]), 5_000, "the credit settles it");
    assert_eq!(charged("2025-11", "2025-11-30", &[first, &credit("-35.00"), cost]), 5_000, "the smaller one does too");
    assert_eq!(charged("2025-12", "2025-12-31", &[first, cost]), 8_000, "and without it the cost is charged");
    fund.works(&["audit"]);
}

#[test]
fn a_pledge_that_is_signed_after_the_close_restates_no_closed_month() {
    let fund = SmallFund::new();
    let agreements = fs::read_to_string(fund.path().join("inputs/agreements.csv")).unwrap();
    fund.write("agreements.csv", &format!("{agreements}JPN-2,JPN,pledged,2025-08-01,USD,100.00\n"));
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund.write("agreements.csv", &format!("{agreements}JPN-2,JPN,signed,2025-10-10,USD,100.00\n"));
    let said = fund.works(&["run", "--as-of", "2025-10-31"]);
    assert!(said.contains("Since the run before: agreement JPN-2: stage was pledged, is signed"), "{said}");
    assert!(!said.contains("of a closed month"), "{said}");
    fund.closes("2025-10");
}

#[test]
fn each_item_that_is_accepted_may_have_a_reason_of_its_own() {
    let fund = SmallFund::new();
    fund.set("[[input]]", "[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.csv\"\n\n[[input]]");
    fund.write("expenditure.csv", &COSTS.replace("TGO", "KEN"));
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let close =
        ["close", "2025-09", "--as", "Ann", "--accept", "compared", "--accept", "pending", "--reason", "no extract"];
    let refused = fund.refuses(&[&close[..], &["--reason", "no cell yet", "--reason", "more"]].concat(), 2);
    assert!(refused.contains("3 reasons for 2 items"), "{refused}");
    fund.works(&[&close[..], &["--reason", "no cell yet"]].concat());
    let store = books::ledger(fund.path()).unwrap().unwrap();
    let (_, closed) = store::last_close(store.as_ref(), None).unwrap().unwrap();
    let reasons: Vec<(&str, &str)> =
        closed.accepted.iter().map(|one| (one.item.as_str(), one.reason.as_str())).collect();
    assert_eq!(reasons, [("pending", "no cell yet"), ("compared", "no extract")]);
}

/// The page without its program, which has the words of both editions.
fn head_of_page(fund: &SmallFund, report: &str) -> String {
    let page = fs::read_to_string(fund.reports(report)).unwrap();
    page.split_once("</header>").expect("a head").0.rsplit_once("<header").expect("its beginning").1.to_owned()
}

#[test]
fn the_page_says_whether_it_is_a_draft_or_the_closed_edition() {
    let fund = closed();
    fund.works(&["run", "--as-of", "2025-10-31"]);
    for page in ["dashboard.html", "dashboard-public.html"] {
        let (closed, open) =
            (head_of_page(&fund, &format!("2025-09/{page}")), head_of_page(&fund, &format!("2025-10/{page}")));
        assert!(closed.contains("Closed edition.") && !closed.contains("Draft edition."), "{closed}");
        assert!(open.contains("Draft edition.") && !open.contains("Closed edition."), "{open}");
    }
    let status = |month: &str| -> Value {
        let figures = fs::read_to_string(fund.reports(month).join("figures.json")).unwrap();
        serde_json::from_str::<Value>(&figures).unwrap()["status"].clone()
    };
    assert_eq!([status("2025-09"), status("2025-10")], ["closed", "draft"], "what the program of the page goes by");
}

#[test]
fn a_trial_names_what_the_run_would_restate_and_records_nothing() {
    let fund = closed();
    fund.write("expenditure.csv", &COSTS.replace("50.00", "30.00"));
    let restated = |said: String| said.lines().filter(|line| line.starts_with("Restated")).map(str::to_owned).collect();
    let run = |more: &[&str]| -> Vec<String> {
        restated(fund.works(&[&["run", "--as-of", "2025-10-31"][..], more].concat()))
    };
    let tried = run(&["--dry-run"]);
    assert!(!fund.reports("2025-10").exists());
    assert_eq!(run(&["--dry-run"]), tried, "the first trial left nothing");
    assert_eq!((run(&[]), tried.len()), (tried, 1));
    assert_eq!(run(&["--dry-run"]), [""; 0], "it is recorded now");
}
