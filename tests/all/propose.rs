//! The committee's workbook: unchanged it is the recommendation to the cent, filled in it is what people decided.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use calamine::{Reader, Xlsx, open_workbook};
use poolfund::attribute::{PendingLine, Share};
use poolfund::books::{self, AsOf};
use poolfund::domain::facts::DecisionStatus;
use poolfund::domain::{Money, Month, Placement};
use poolfund::intake::sandbox;
use poolfund::month::{Figures, Proposed};

use crate::builder::day;
use crate::propose_past::{past_by_priority, reasons_stand_once};
use crate::sheets::Inputs;
use crate::small_fund::{RECEIPTS, SmallFund};
use crate::support::{copy_sample, filled_in_by_office};

const OCTOBER: &str = "2025-10-31";

/// A fund that has costs before it has money, two of them where little is needed, so that people decide about all there is.
fn fund(language: &str) -> SmallFund {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let fund = SmallFund::new();
    fund.set("period = \"2021-2025\"", &format!("period = \"2021-2025\"\ndefault_language = \"{language}\""));
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let more = "\n[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.csv\"\n";
    fund.write("fund.toml", &format!("{settings}{more}"));
    fund.write(
        "expenditure.csv",
        "Date,Project,Country,Theme,Category,Currency,Amount,Document\n2025-09-12,P-1,TGO,T01,staff,USD,90.00,D-1\n\
         2025-10-02,P-1,TGO,T02,travel,USD,35.50,D-2\n2025-10-20,P-2,VNM,T01,staff,USD,12.00,D-3\n",
    );
    fund
}

fn figures(folder: &Path) -> Figures {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    books::read(folder, AsOf::Day(day(OCTOBER)), &|_| ()).unwrap().figures
}

/// Who has what where, who is charged with what, and what waits.
fn standing(figures: &Figures) -> (Vec<Placement>, Vec<Share>, Vec<PendingLine>) {
    let attribution = &figures.attribution;
    (figures.placements().to_vec(), attribution.spent.clone(), attribution.pending.clone())
}

fn decides(folder: &Path) {
    let path = folder.join("inputs/fund.toml");
    let text = fs::read_to_string(&path).unwrap();
    let with = if text.contains("[allocation]") { "[allocation]\nmode = \"decided\"" } else { "" };
    let text = match with {
        "" => text.replacen("[gap]", "[allocation]\nmode = \"decided\"\n[gap]", 1),
        with => text.replacen("[allocation]", with, 1),
    };
    fs::write(path, text).unwrap();
}

/// Writes the proposal of October; gives where it is.
fn proposed(folder: &Path) -> std::path::PathBuf {
    let made = books::propose(folder, Month::parse("2025-10").unwrap(), &|_| ()).unwrap();
    let path = folder.join("proposal.xlsx");
    fs::write(&path, made.workbook).unwrap();
    path
}

/// What the recommendation's rows say of whether people changed them, as it is stored.
fn unchanged(workbook: &Path) -> Vec<String> {
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let sheet = workbook.worksheet_range_at(1).unwrap().unwrap();
    let rows = sheet.rows().filter(|row| row[0].to_string().starts_with("2025-10/"));
    rows.map(|row| row[8].to_string()).collect()
}

/// How many sheets of a workbook are cut into pages beside each other on paper.
fn cut_on_paper(workbook: &Path) -> usize {
    let mut archive = zip::ZipArchive::new(fs::File::open(workbook).unwrap()).unwrap();
    let sheets: Vec<String> = archive
        .file_names()
        .map(Result::unwrap)
        .filter(|name| name.starts_with("xl/worksheets/sheet"))
        .map(Cow::into_owned)
        .collect();
    assert!(sheets.len() > 6, "{sheets:?}");
    let texts = sheets.iter().map(|name| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap());
    texts.filter(|text| text.contains("fitToWidth=")).count()
}

fn hand_in(folder: &Path, workbook: &Path) {
    fs::create_dir_all(folder.join("inputs/decisions")).unwrap();
    fs::copy(workbook, folder.join("inputs/decisions/committee.xlsx")).unwrap();
}

#[test]
fn an_unchanged_proposal_is_the_recommendation_to_the_cent_in_every_language() {
    for (language, no) in [("en", "no"), ("fr", "non"), ("es", "no"), ("pt", "não")] {
        let fund = fund(language);
        let automatic = standing(&figures(fund.path()));
        assert!(!automatic.1.is_empty() && automatic.0.len() > 2, "{automatic:?}");
        decides(fund.path());
        let waits = figures(fund.path());
        assert!(waits.placements().is_empty(), "nothing is placed without people");
        assert!(waits.attribution.total_pending() > Money::ZERO, "and what waits is said");
        let workbook = proposed(fund.path());
        let marks = unchanged(&workbook);
        assert_eq!(cut_on_paper(&workbook), 0, "{language}");
        assert!(marks.len() > 2 && marks.iter().all(|mark| mark == no), "{language}: {marks:?}");
        hand_in(fund.path(), &workbook);
        let decided = figures(fund.path());
        assert_eq!(standing(&decided), automatic, "{language}");
        assert!(decided.facts.decisions.iter().all(|decision| decision.recommended == decision.amount));
        fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
        let again = books::propose(fund.path(), Month::parse("2025-10").unwrap(), &|_| ()).unwrap();
        assert!(again.proposal.rows.is_empty(), "nothing is left to decide: {:?}", again.proposal.rows);
        // The copy stays what it is when the fund's reports are to be in another language.
        let other = if language == "en" { "fr" } else { "en" };
        let says = |language: &str| format!("default_language = \"{language}\"");
        fund.set(&says(language), &says(other));
        assert_eq!(standing(&figures(fund.path())), automatic, "{language}, in a fund of {other}");
        fund.works(&["run", "--as-of", OCTOBER]);
        fund.works(&["audit"]);
    }
}

#[test]
fn the_sample_fund_decided_unchanged_is_the_sample_fund_to_the_cent() {
    sandbox::read_in(env!("CARGO_BIN_EXE_poolfund").into());
    let folder = tempfile::tempdir().unwrap();
    copy_sample(folder.path());
    let automatic = standing(&figures(folder.path()));
    decides(folder.path());
    let made = books::propose(folder.path(), Month::parse("2025-10").unwrap(), &|_| ()).unwrap();
    let workbook = proposed(folder.path());
    assert_eq!(cut_on_paper(&workbook), 0);
    hand_in(folder.path(), &workbook);
    let adopted = figures(folder.path());
    assert_eq!(standing(&adopted), automatic);
    // Costs of the past that agreements paid which have ended since take nothing of what is available, and what was given back
    // to one of these lapses again: the paper says both.
    let left = adopted.book.total(|amounts| amounts.unallocated - amounts.held);
    assert_eq!(on_paper(&workbook, 0, "Left undecided"), [left, left]);
    let rows = &made.proposal.rows;
    let of_lapsed: Money = rows.iter().filter(|row| row.is_of_lapsed).map(|row| row.amount()).sum();
    assert_eq!(on_paper(&workbook, 0, "Paid by money that would otherwise lapse"), [of_lapsed, of_lapsed]);
    let (all, past): (Money, Money) = (rows.iter().map(|row| row.amount()).sum(), past_of(rows));
    let lapses = all
        - (adopted.book.total(|amounts| amounts.allocated)
            - made.proposal.figures.book.total(|amounts| amounts.allocated));
    assert!(of_lapsed > Money::ZERO && lapses > Money::ZERO, "{of_lapsed:?} {lapses:?}");
    past_by_priority(&workbook, past);
    reasons_stand_once(&workbook);
    let total = on_paper(&workbook, 3, "Total");
    assert_eq!(total[3..7], [all, past, all, -lapses], "recommended, of it for past costs, decided, lapses again");
}

/// The amounts that stand on a sheet beside a text.
fn on_paper(workbook: &Path, sheet: usize, text: &str) -> Vec<Money> {
    let mut workbook: Xlsx<_> = open_workbook(workbook).unwrap();
    let sheet = workbook.worksheet_range_at(sheet).unwrap().unwrap();
    let row = sheet
        .rows()
        .find(|row| calamine::DataType::get_string(&row[0]) == Some(text))
        .unwrap_or_else(|| panic!("no {text}"));
    row.iter()
        .filter_map(calamine::DataType::as_f64)
        .map(|amount| Money::from_minor((amount * 100.0).round() as i64))
        .collect()
}

fn past_of(rows: &[Proposed]) -> Money {
    rows.iter().filter(|row| row.date < day(OCTOBER)).map(|row| row.amount()).sum()
}

#[test]
fn a_closed_month_with_a_committees_copy_is_computed_again_from_the_ledger() {
    let fund = fund("en");
    decides(fund.path());
    hand_in(fund.path(), &proposed(fund.path()));
    fund.works(&["run", "--as-of", OCTOBER]);
    let accepted =
        ["--accept", "compared", "--accept", "pending", "--accept", "over-allocated", "--reason", "no extract"];
    fund.works(&[&["close", "2025-10", "--as", "Ann"][..], &accepted[..]].concat());
    let audit = fund.works(&["audit"]);
    assert!(audit.contains("2025-10 computed again from the ledger"), "{audit}");
    // A copy that is taken away after the close is a withdrawal: what it entered is taken back in the open month.
    fs::remove_file(fund.path().join("inputs/decisions/committee.xlsx")).unwrap();
    fund.works(&["run", "--as-of", "2025-11-30", "--verify"]);
    assert!(fund.refuses(&["propose", "2025-10"], 1).contains("closed"));
}

#[test]
fn a_committee_fills_it_in_by_libreoffice_and_gets_what_it_decided() {
    let fund = fund("en");
    decides(fund.path());
    let made = books::propose(fund.path(), Month::parse("2025-10").unwrap(), &|_| ()).unwrap();
    let workbook = proposed(fund.path());
    let rows = &made.proposal.rows;
    let of_october: Vec<_> = rows.iter().filter(|row| row.date == day(OCTOBER)).collect();
    // The second is cut by a tenth of the last payer's part, the third is rejected, and a cell is closed beside.
    let (cut_row, rejected_row) = (of_october[1], of_october[2]);
    assert!(cut_row.shares.len() > 1 && rows[1] == *cut_row && rows[2] == *rejected_row, "{rows:?}");
    let cut = Money::from_minor(cut_row.shares.last().unwrap().1.minor() / 10);
    let units = |money: Money| money.minor() as f64 / 100.0;
    let what = serde_json::json!({
        "1": [
            [1, "Decided", units(cut_row.amount() - cut)], [1, "Remark", "The ministry starts later"],
            [2, "Status", "rejected"], [2, "Remark", "No partner yet"],
        ],
        "2": [
            [0, "Number", "2025-10/A1"], [0, "Acts on", OCTOBER], [0, "Action", "hold"],
            [0, "To", "Viet Nam / Health"], [0, "Reason", "Until the election"],
        ],
    });
    let copy = fund.path().join("filled in.xlsx");
    let Some(said) = filled_in_by_office(&workbook, &copy, &what) else { return };
    assert_eq!(said["locked"], true, "{said}");
    assert_eq!(said["lists"]["Status"], serde_json::json!(["proposed", "adopted", "rejected"]));
    assert!(said["lists"]["To"].as_array().unwrap().contains(&"Viet Nam / Health".into()), "{said}");
    let given_up = cut + rejected_row.amount();
    let left = |when: &str| said[when]["Left undecided"].as_f64().unwrap_or_default();
    assert!((left("after") - left("before") - units(given_up)).abs() < 0.001, "{said} {given_up:?}");
    assert_eq!(said["after"]["Every change has a remark"], "✓", "{said}");
    hand_in(fund.path(), &copy);
    let figures = figures(fund.path());
    let decision = |number: &str| figures.facts.decisions.iter().find(|decision| decision.number == number).unwrap();
    let last = format!("{}.{}", cut_row.number, cut_row.shares.len());
    let decided = decision(&last);
    assert_eq!(decided.recommended.unwrap() - decided.amount.unwrap(), cut);
    assert!(decided.reason.starts_with("The ministry starts later"), "{}", decided.reason);
    let rejected = figures.facts.decisions.iter().filter(|decision| decision.number.starts_with(&rejected_row.number));
    assert!(
        rejected.clone().count() > 0 && rejected.clone().all(|decision| decision.status == DecisionStatus::Rejected)
    );
    assert_eq!(decision("2025-10/A1").to_cell.as_deref(), Some("VNM/T01"));
    let deviation = figures.deviation.as_ref().expect("it differs from what was recommended");
    assert_eq!(deviation.recommended - deviation.decided, given_up);
    let told = fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    assert!(told.contains("less than recommended"), "{told}");
}

#[test]
fn a_committee_that_rejects_past_costs_leaves_them_waiting_and_decides_the_rest() {
    let fund = fund("en");
    decides(fund.path());
    let waits = figures(fund.path());
    let made = books::propose(fund.path(), Month::parse("2025-10").unwrap(), &|_| ()).unwrap();
    let (now, past): (Vec<_>, Vec<_>) = made.proposal.rows.iter().partition(|row| row.date == day(OCTOBER));
    // The cost of September is paid in its month: 90.00 in Togo.
    assert_eq!(past.iter().map(|row| row.amount()).sum::<Money>(), Money::from_minor(9_000), "{past:?}");
    let (workbook, copy) = (proposed(fund.path()), fund.path().join("filled in.xlsx"));
    let what = serde_json::json!({ "0": [[0, "Status", "rejected"]] });
    let Some(said) = filled_in_by_office(&workbook, &copy, &what) else { return };
    let left = |when: &str| said[when]["Left undecided"].as_f64().unwrap_or_default();
    assert!((left("after") - left("before") - 90.0).abs() < 0.001, "{said}");
    hand_in(fund.path(), &copy);
    let decided = figures(fund.path());
    let of = |rows: &[&Proposed], status: DecisionStatus| {
        let numbers: Vec<&str> = rows.iter().map(|row| row.number.as_str()).collect();
        let facts = decided.facts.decisions.iter();
        let of_row = |decision: &str| decision.split('.').next().is_some_and(|row| numbers.contains(&row));
        let named: Vec<_> = facts.filter(|decision| of_row(&decision.number)).collect();
        named.len() >= rows.len() && named.iter().all(|decision| decision.status == status)
    };
    assert!(of(&past, DecisionStatus::Rejected) && of(&now, DecisionStatus::Adopted), "{:?}", decided.facts.decisions);
    // Nothing is entered before the day of the meeting; the rest is as it was recommended.
    assert!(decided.book.entries.iter().all(|entry| entry.date == day(OCTOBER)), "{:?}", decided.book.entries);
    let recommended: Money = now.iter().map(|row| row.amount()).sum();
    assert_eq!(decided.book.total(|amounts| amounts.allocated), recommended);
    let deviation = decided.deviation.as_ref().expect("it differs from what was recommended");
    assert_eq!(deviation.recommended - deviation.decided, Money::from_minor(9_000));
    let paid = waits.attribution.total_pending() - decided.attribution.total_pending();
    assert!(paid >= Money::ZERO && paid <= recommended, "{paid:?}");
    let told = fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    assert!(told.contains("less than recommended"), "{told}");
}

#[test]
fn what_cannot_be_is_named_at_its_cell_of_the_workbook() {
    let fund = fund("en");
    decides(fund.path());
    let workbook = proposed(fund.path());
    let copy = fund.path().join("filled in.xlsx");
    let what = serde_json::json!({ "1": [[0, "Decided", 99_999.0], [0, "Remark", "More"]] });
    let Some(said) = filled_in_by_office(&workbook, &copy, &what) else { return };
    assert_eq!(said["after"]["The decisions take no more than is available"], "✗ ✗ ✗", "{said}");
    hand_in(fund.path(), &copy);
    let refused = fund.refuses(&["run", "--as-of", OCTOBER], 1);
    assert!(refused.contains("decisions/committee.xlsx") && refused.contains("cannot act"), "{refused}");
    let checked = fund.refuses(&["check", "--as-of", OCTOBER], 1);
    assert!(
        checked.contains("no errors") && checked.contains("A run stops at what is said of the month."),
        "{checked}"
    );
}

/// In October all is allocated as recommended. In November Belgium takes 300 euros back, which are not there any more: what is left
/// undecided on paper is what is available once the paper is adopted, and a rejected correction makes nothing available.
#[test]
fn what_is_taken_back_of_money_that_is_not_there_makes_nothing_available() {
    const NOVEMBER: &str = "2025-11-30";
    let fund = fund("en");
    decides(fund.path());
    hand_in(fund.path(), &proposed(fund.path()));
    fund.works(&["run", "--as-of", OCTOBER]);
    let accepted = ["--accept", "compared", "--accept", "pending", "--accept", "over-allocated", "--reason", "none"];
    fund.works(&[&["close", "2025-10", "--as", "Ann"][..], &accepted[..]].concat());
    fund.write("receipts.csv", &format!("{RECEIPTS}R-4,BEL-1,2025-11-10,refund,EUR,300.00\n"));
    let read = || books::read(fund.path(), AsOf::Day(day(NOVEMBER)), &|_| ()).unwrap().figures;
    let now = |figures: &Figures| figures.book.total(|amounts| amounts.unallocated - amounts.held);
    let waits = read();
    let over = waits.book.total(|amounts| amounts.over_allocated);
    assert!(over > Money::ZERO, "{:?}", waits.book.amounts);
    let made = books::propose(fund.path(), Month::parse("2025-11").unwrap(), &|_| ()).unwrap();
    let healing: Vec<_> = made.proposal.rows.iter().filter(|row| row.heals).collect();
    assert_eq!(healing.iter().map(|row| row.amount()).sum::<Money>(), over, "{:?}", made.proposal.rows);
    let (workbook, copy) = (fund.path().join("november.xlsx"), fund.path().join("filled in.xlsx"));
    fs::write(&workbook, made.workbook).unwrap();
    fs::copy(&workbook, fund.path().join("inputs/decisions/november.xlsx")).unwrap();
    let adopted = read();
    assert_eq!(adopted.book.total(|amounts| amounts.over_allocated), Money::ZERO);
    // People take back what the program did not ask for, beside: that is there, unless the correction is rejected.
    let beside = serde_json::json!([0, "Action", "return"]);
    let what = serde_json::json!({
        "1": [[0, "Status", "rejected"], [0, "Remark", "Later"]],
        "2": [beside, [0, "Amount", 10.0]],
    });
    let Some(said) = filled_in_by_office(&workbook, &copy, &what) else { return };
    let left = |when: &str| said[when]["Left undecided"].as_f64().unwrap_or_default();
    let units = |money: Money| money.minor() as f64 / 100.0;
    assert!((left("before") - units(now(&adopted))).abs() < 0.001, "{said} {:?}", now(&adopted));
    let freed = 10.0 - units(healing[0].amount()).min(10.0);
    assert!((left("after") - left("before") - freed).abs() < 0.001, "{said} {healing:?}");
}

/// A fund that enters what is recommended by itself: a committee gives a priority less, and rejects another. Both stay as they are
/// when more money comes, until a decision ends that.
#[test]
fn what_a_committee_gives_less_stays_so_for_three_months_until_a_release() {
    let fund = fund("en");
    // Nothing lapses meanwhile.
    fund.set("period = \"2021-2025\"", "period = \"2021-2026\"");
    let made = books::propose(fund.path(), Month::parse("2025-10").unwrap(), &|_| ()).unwrap();
    let of_october: Vec<_> = made.proposal.rows.iter().filter(|row| row.date == day(OCTOBER)).collect();
    let (less, none) = (of_october[0].clone(), of_october[1].clone());
    let (workbook, copy) = (proposed(fund.path()), fund.path().join("filled in.xlsx"));
    let half = Money::from_minor(less.amount().minor() / 2);
    let what = serde_json::json!({ "1": [
        [0, "Decided", half.minor() as f64 / 100.0], [0, "Remark", "It starts later"],
        [1, "Status", "rejected"], [1, "Remark", "No partner yet"],
    ]});
    let Some(_) = filled_in_by_office(&workbook, &copy, &what) else { return };
    hand_in(fund.path(), &copy);
    let in_both = |figures: &Figures| {
        [&less, &none].map(|row| {
            let cell = row.to.as_ref().unwrap().as_str();
            let here = figures.placements().iter().filter(|placed| figures.ledger.cells[placed.cell].id() == cell);
            here.map(|placed| placed.amount).sum::<Money>()
        })
    };
    let standing = |as_of: &str| in_both(&books::read(fund.path(), AsOf::Day(day(as_of)), &|_| ()).unwrap().figures);
    let [all_of_less, all_of_none] = in_both(&made.proposal.recommended);
    let october = standing(OCTOBER);
    assert_eq!(october, [all_of_less - (less.amount() - half), all_of_none - none.amount()]);
    let more = "R-5,BEL-1,2025-11-05,deposit,EUR,90.00\nR-6,BEL-1,2025-12-05,deposit,EUR,90.00\n";
    fund.write("receipts.csv", &format!("{RECEIPTS}{more}"));
    for (month, as_of) in [("2025-10", OCTOBER), ("2025-11", "2025-11-30"), ("2025-12", "2025-12-31")] {
        assert_eq!(standing(as_of), october, "{month}");
        fund.works(&["run", "--as-of", as_of, "--verify"]);
        let accepted = ["compared", "pending", "over-allocated", "lapsed", "restatements", "expiring"];
        let accepted = accepted.iter().flat_map(|item| ["--accept", item]).collect::<Vec<_>>();
        if month == "2025-12" {
            break;
        }
        fund.works(&[&["close", month, "--as", "Ann", "--reason", "known"][..], &accepted].concat());
    }
    let why = fund.works(&["explain", less.to.as_ref().unwrap().as_str(), "--as-of", "2025-12-31"]);
    assert!(why.contains(&format!("{}.H", less.number)), "{why}");
    let header = "Decision,Date,Body,Status,Action,Agreement,From cell,To cell,Amount,Ends decision,Reason\n";
    let ends = format!("L1,2025-12-15,Board,adopted,release,,,,,{}.H,It starts\n", less.number);
    fund.write("released.csv", &format!("{header}{ends}"));
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    fund.write("fund.toml", &format!("{settings}\n[[input]]\nkind = \"decisions\"\nfile = \"released.csv\"\n"));
    let released = standing("2025-12-31");
    assert!(released[0] > october[0] && released[1] == october[1], "{released:?} {october:?}");
}

/// People decide in October, give a priority half of what is recommended, and close. From November on the fund enters what is
/// recommended by itself: what they were asked about again is not held, nor said to be.
#[test]
fn what_people_gave_less_while_they_decided_is_no_hold_once_the_fund_enters_by_itself() {
    let fund = fund("en");
    fund.set("period = \"2021-2025\"", "period = \"2021-2026\"");
    decides(fund.path());
    let (workbook, copy) = (proposed(fund.path()), fund.path().join("filled in.xlsx"));
    let what = serde_json::json!({ "1": [[1, "Decided", 100.0], [1, "Remark", "It starts later"]] });
    let Some(_) = filled_in_by_office(&workbook, &copy, &what) else { return };
    hand_in(fund.path(), &copy);
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    let accepted = ["compared", "pending", "over-allocated", "restatements"].map(|item| ["--accept", item]).concat();
    fund.works(&[&["close", "2025-10", "--as", "Ann", "--reason", "known"][..], &accepted].concat());
    let left = |figures: &Figures| figures.book.total(|amounts| amounts.unallocated);
    let read = || books::read(fund.path(), AsOf::Day(day("2025-11-30")), &|_| ()).unwrap().figures;
    assert!(left(&read()) > Money::ZERO, "what was not given waits");
    fund.set("mode = \"decided\"", "mode = \"automatic\"");
    let automatic = read();
    assert_eq!(left(&automatic), Money::ZERO, "{:?}", automatic.book.amounts);
    assert!(!automatic.facts.decisions.iter().any(|decision| decision.number.ends_with(".H")));
    fund.works(&["run", "--as-of", "2025-11-30", "--verify"]);
}

/// Three answers to a recommendation: another amount without a remark, one with it, and the amount that was recommended.
pub fn changed_without_a_remark() -> Inputs {
    let needs: &[&[&str]] = &[&["Country", "Theme", "Period", "Need"], &["Malawi", "T01", "2021-2025", "#90000"]];
    Inputs::new().sheet("priorities", needs).sheet(
        "decisions",
        &[
            &["Decision", "Date", "Action", "To cell", "Recommended", "Amount", "Status", "Notes", "Reason"],
            &[
                "2023-09/1",
                "@2023-09-30",
                "allocate",
                "Malawi / T01",
                "#29313.88",
                "#20000",
                "adopted",
                "",
                "Lacks most",
            ],
            &["2023-09/2", "@2023-09-30", "allocate", "Malawi / T01", "#500", "#400", "adopted", "Pilot", "Lacks most"],
            &["2023-09/3", "@2023-09-30", "allocate", "Malawi / T01", "#700", "#700", "adopted", "", "Lacks most"],
        ],
    )
}
