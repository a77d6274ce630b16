//! The sheet of decisions: read as people write it, checked at the cell, acting in the month, frozen by a close, taken
//! back when it is withdrawn.

use std::collections::BTreeMap;
use std::fs;

use calamine::{Reader, Xlsx, open_workbook};
use poolfund::books::{self, AsOf};
use poolfund::domain::Month;
use poolfund::month::Proposed;

use crate::small_fund::SmallFund;

const HEADER: &str = "Decision,Date,Body,Status,Action,Agreement,From cell,To cell,Amount,Ends decision,Reason\n";

/// A fund with a sheet of decisions, whose September is closed.
fn closed() -> SmallFund {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let more = "\n[[input]]\nkind = \"decisions\"\nfile = \"decisions.csv\"\n";
    fund.write("fund.toml", &format!("{settings}{more}"));
    fund.write("decisions.csv", HEADER);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund
}

fn decide(fund: &SmallFund, rows: &str) {
    fund.write("decisions.csv", &format!("{HEADER}{rows}"));
}

/// Who pays for a cell, in words.
fn payers(fund: &SmallFund, cell: &str, as_of: &str) -> Vec<String> {
    fund.works(&["explain", cell, "--as-of", as_of]).lines().map(str::to_owned).collect()
}

const OCTOBER: &str = "2025-10-31";

#[test]
fn a_move_is_read_as_people_write_it_and_is_not_filled_up_again() {
    let fund = closed();
    let before = payers(&fund, "TGO/T01", OCTOBER);
    decide(&fund, "D1,2025-10-15,Committee,proposed,move,BEL-1,TGO/T01,VNM/T01,56.00,,The ministry asked for it\n");
    assert_eq!(payers(&fund, "TGO/T01", OCTOBER), before, "a proposal changes nothing");
    decide(&fund, "D1,2025-10-15,Committee,rejected,move,BEL-1,TGO/T01,VNM/T01,56.00,,The ministry asked for it\n");
    assert_eq!(payers(&fund, "TGO/T01", OCTOBER), before, "nor does what was rejected");
    decide(
        &fund,
        "D1,2025-10-15,Committee,adopted,move,BEL-1,Togo / T01,VNM/T01/2021-2025,56.00,,The ministry asked\n",
    );
    let moved = payers(&fund, "TGO/T01", OCTOBER);
    assert_ne!(moved, before);
    // Much more money, and the cell that gave is not filled up beyond what the decision left it.
    let receipts = crate::small_fund::RECEIPTS;
    fund.write("receipts.csv", &format!("{receipts}R-9,BEL-1,2025-10-20,deposit,EUR,400.00\n"));
    let rich = payers(&fund, "TGO/T01", OCTOBER);
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    decide(&fund, "");
    let free = payers(&fund, "TGO/T01", OCTOBER);
    assert_ne!(rich, free, "without the decision the cell has more");
}

#[test]
fn what_cannot_be_is_said_at_the_row() {
    let fund = closed();
    let refused = |row: &str| {
        decide(&fund, row);
        fund.refuses(&["run", "--as-of", OCTOBER], 1)
    };
    let said = refused("D1,2025-10-15,,adopted,move,BEL-1,TGO/T01,VNM/T01,9999.00,,Why\n");
    let here = "decisions.csv, I2: decision D1 cannot act: of BEL-1, only ";
    assert!(said.contains(here) && said.contains(" is there in TGO/T01 on 2025-10-15. Lower the amount"), "{said}");
    assert!(refused("D1,2025-10-15,,adopted,move,BEL-1,TGO/T01,VNM/T02,5.00,,Why\n").contains("E408"));
    assert!(refused("D1,2025-10-15,,adopted,move,BEL-1,TGO/T01,VNM/T99,5.00,,Why\n").contains("E403"));
    assert!(refused("D1,2025-10-15,,adopted,move,XXX-9,TGO/T01,VNM/T01,5.00,,Why\n").contains("E405"));
    assert!(refused("D1,2025-10-15,,adopted,move,BEL-1,TGO/T01,VNM/T01,,,Why\n").contains("E301"));
    assert!(refused("D1,2025-10-15,,adopted,release,,,,,D7,Why\n").contains("E315"));
    let twice = "D1,2025-10-15,,adopted,move,BEL-1,TGO/T01,VNM/T01,5.00,,Why\n\
                 D1,2025-10-16,,adopted,move,BEL-1,TGO/T01,VNM/T01,6.00,,Why\n";
    assert!(refused(twice).contains("E501"));
}

#[test]
fn money_that_is_not_there_is_told_with_its_day_and_the_day_on_which_it_comes() {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let more = "\n[allocation]\nmode = \"decided\"\n\n[[input]]\nkind = \"decisions\"\nfile = \"decisions.csv\"\n";
    fund.write("fund.toml", &format!("{settings}{more}"));
    let refused = |row: &str| {
        decide(&fund, row);
        fund.refuses(&["check", "--as-of", OCTOBER], 1)
    };
    // Japan's money comes on 20 September.
    let said = refused("D1,2025-09-01,Board,adopted,allocate,JPN-1,,TGO/T01,50.00,,Why\n");
    let when = "decisions.csv, I2: decision D1 cannot act: of JPN-1, only 0.00 is there on 2025-09-01; on 2025-09-20 all of it is";
    assert!(said.contains(when) && !said.contains("Lower"), "{said}");
    let said = refused("D1,2025-09-01,Board,adopted,allocate,JPN-1,,TGO/T01,399.00,,Why\n");
    assert!(said.contains("only 0.00 is there on 2025-09-01. Name another agreement"), "{said}");
    // Of a day that is closed, it is to act on the first open one.
    decide(&fund, "");
    fund.works(&["run", "--as-of", "2025-08-31"]);
    fund.works(&["close", "2025-08", "--as", "Ann", "--accept", "compared", "--reason", "none came"]);
    let said = refused("D1,2025-08-20,Board,adopted,allocate,JPN-1,,TGO/T01,50.00,,Why\n");
    assert!(said.contains("on 2025-09-01, the first day that is open; on 2025-09-20"), "{said}");
}

#[test]
fn a_decision_that_was_only_read_in_an_open_month_is_no_restatement_of_a_closed_one() {
    let fund = closed();
    decide(&fund, "D1,2025-09-15,Committee,adopted,move,BEL-1,TGO/T01,VNM/T01,56.00,,The ministry asked\n");
    fund.works(&["run", "--as-of", OCTOBER]);
    decide(&fund, "");
    let said = fund.works(&["run", "--as-of", OCTOBER]);
    let gone = "Since the run before: decision D1 is gone: it stood in decisions.csv, row 2";
    assert!(said.contains(gone) && !said.contains("Restated"), "{said}");
}

#[test]
fn a_close_freezes_a_decision_and_its_withdrawal_is_a_dated_entry() {
    let fund = closed();
    let row = "2025-10-15,Committee,adopted,move,BEL-1,TGO/T01,VNM/T01,56.00,,The ministry asked for it\n";
    decide(&fund, &format!("D1,{row}"));
    fund.works(&["run", "--as-of", OCTOBER]);
    fund.closes("2025-10");
    let moved = payers(&fund, "VNM/T01", OCTOBER);
    fund.works(&["run", "--as-of", "2025-11-30"]);
    assert_eq!(payers(&fund, "VNM/T01", "2025-11-30"), moved, "it acts once");
    decide(&fund, &format!("D1,{}", row.replace("adopted", "rejected")));
    fund.works(&["run", "--as-of", "2025-11-30", "--verify"]);
    assert_ne!(payers(&fund, "VNM/T01", "2025-11-30"), moved);
    assert_eq!(payers(&fund, "VNM/T01", OCTOBER), moved, "October is explained as it was closed");
    let audit = fund.works(&["audit"]);
    assert!(audit.contains("2025-10 computed again from the ledger"), "October stays as it was closed: {audit}");
}

#[test]
fn where_people_decide_nothing_is_placed_without_them() {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let more = "\n[allocation]\nmode = \"decided\"\n\n[[input]]\nkind = \"decisions\"\nfile = \"decisions.csv\"\n";
    fund.write("fund.toml", &format!("{settings}{more}"));
    fund.write("decisions.csv", HEADER);
    let nothing = payers(&fund, "TGO/T01", OCTOBER);
    decide(&fund, "B1,2025-09-30,Board,adopted,allocate,,,TGO/T01,120.00,,First meeting\n");
    let decided = payers(&fund, "TGO/T01", OCTOBER);
    assert_ne!(nothing, decided);
    assert!(decided.iter().any(|line| line.contains("120.00")), "{decided:?}");
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
}

/// The texts of a sheet of a workbook; nothing where it has no such sheet.
fn sheet(fund: &SmallFund, workbook: &str, name: &str) -> Option<Vec<Vec<String>>> {
    let mut found: Xlsx<_> = open_workbook(fund.reports("2025-10").join(workbook)).unwrap();
    let range = found.worksheet_range(name).ok()?;
    Some(range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect())
}

fn has(rows: &[Vec<String>], text: &str) -> bool {
    rows.iter().flatten().any(|cell| cell.contains(text))
}

#[test]
fn a_decision_is_shown_wherever_its_money_is() {
    let fund = closed();
    let row = "D1,2025-10-15,Committee,adopted,move,BEL-1,TGO/T01,VNM/T01,56.00,,The ministry asked for it\n\
               D2,2025-10-16,Committee,rejected,hold,JPN-1,,,,,Not yet\n";
    decide(&fund, row);
    fund.works(&["run", "--as-of", OCTOBER]);
    let decisions = sheet(&fund, "fund-2025-10.xlsx", "Decisions").expect("the fund's report has them");
    for text in ["D1", "Committee", "The ministry asked for it", "D2", "rejected", "Togo, Health → Viet Nam, Health"]
    {
        assert!(has(&decisions, text), "{text}: {decisions:?}");
    }
    let belgium = sheet(&fund, "donors/bel-belgium-2025-10.xlsx", "Decisions").expect("its money moved");
    assert!(has(&belgium, "D1") && !has(&belgium, "D2"), "{belgium:?}");
    assert_eq!(sheet(&fund, "donors/jpn-japan-2025-10.xlsx", "Decisions"), None, "nothing of it was moved");
    let changes = sheet(&fund, "fund-2025-10.xlsx", "Changes").unwrap();
    assert!(has(&changes, "D1") && has(&changes, "The ministry asked for it"), "{changes:?}");
    for subject in ["TGO/T01", "VNM/T01", "BEL-1"] {
        let explained = fund.works(&["explain", subject, "--as-of", OCTOBER]);
        assert!(explained.contains("D1: move") && explained.contains("The ministry asked for it"), "{explained}");
    }
    let allocation = sheet(&fund, "fund-2025-10.xlsx", "Allocation").unwrap();
    let place = allocation.iter().position(|row| row[0] == "Viet Nam").unwrap();
    let placed = format!("Allocation!E{}", place + 1);
    let traced = fund.works(&["trace", "reports/2025-10/fund-2025-10.xlsx", &placed]);
    assert!(traced.contains("decision D1 of 2025-10-15") && traced.contains("decisions.csv"), "{traced}");
    let available = sheet(&fund, "fund-2025-10.xlsx", "Money available").unwrap();
    assert!(has(&available, "Available now"), "{available:?}");
}

/// Seven decisions, one of each action: in the fund's report and its changes, with the donors whose money they are about, where a
/// cell or an agreement is explained, and where a figure that they made is traced.
#[test]
fn every_action_is_shown_wherever_its_money_is() {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let more =
        ["expenditure", "decisions"].map(|kind| format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
    fund.write("fund.toml", &format!("{settings}{}", more.concat()));
    let costs = "Date,Project,Country,Theme,Category,Currency,Amount,Document,Agreement\n";
    fund.write("expenditure.csv", &format!("{costs}2025-09-22,P-1,TGO,T01,travel,USD,50.00,V-1,BEL-1\n"));
    let needs = "Country,Theme,Period,Need\nTGO,T01,2021-2025,400.00\nTGO,T02,2021-2025,2000.00\n\
                 VNM,T01,2021-2025,700.00\n";
    fund.write("priorities.csv", needs);
    decide(&fund, "");
    fund.works(&["run", "--as-of", "2025-09-30", "--verify"]);
    fund.closes("2025-09");
    fund.write("priorities.csv", &format!("{needs}VNM,T02,2021-2025,900.00\n"));
    let rows = "D1,2025-10-06,Board,adopted,allocate,BEL-1,,VNM/T01,20.00,,Reason one\n\
                D2,2025-10-07,Board,adopted,move,,TGO/T02,VNM/T01,10.00,,Reason two\n\
                D3,2025-10-08,Board,adopted,return,BEL-1,TGO/T01,,5.00,,Reason three\n\
                D4,2025-10-09,Board,adopted,hold,JPN-1,,,,,Reason four\n\
                D5,2025-10-10,Board,adopted,release,,,,,D4,Reason five\n\
                D6,2025-10-13,Board,adopted,succeed,,TGO/T02,VNM/T02,,,Reason six\n\
                D7,2025-10-14,Board,adopted,uncharge,BEL-1,,,15.00,,Reason seven\n";
    decide(&fund, rows);
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    let reasons = ["one", "two", "three", "four", "five", "six", "seven"].map(|number| format!("Reason {number}"));
    let words =
        ["D1: allocate", "D2: move", "D3: return", "D4: hold", "D5: release · D4", "D6: succeed", "D7: uncharge"];
    let [decisions, changes] = ["Decisions", "Changes"]
        .map(|name| sheet(&fund, "fund-2025-10.xlsx", name).unwrap_or_else(|| panic!("{name}")));
    for (reason, words) in reasons.iter().zip(words) {
        let row = decisions.iter().find(|row| row[0] == words[..2]).unwrap_or_else(|| panic!("{words}: {decisions:?}"));
        assert!(row.iter().any(|cell| cell == reason) && row.iter().any(|cell| cell == "Board"), "{row:?}");
        assert!(has(&changes, words) && has(&changes, reason), "{words}: {changes:?}");
    }
    // Whose money each is about: three name Belgium, the hold and its end are about Japan; who pays the move, and what is in
    // the cell that another takes the place of, the figures say.
    let figures = books::read(fund.path(), AsOf::Day(OCTOBER.parse().unwrap()), &|_| ()).unwrap().figures;
    let gave = |number: &str, agreement: &str| {
        let acted = figures.book.decisions.iter().find(|acted| acted.decision.number == number).unwrap();
        let name = |place: u32| figures.ledger.agreements[place as usize].agreement.reference.as_str();
        acted.parts.iter().any(|(place, _)| name(*place) == agreement)
    };
    for (workbook, agreement, named) in [
        ("donors/bel-belgium-2025-10.xlsx", "BEL-1", ["D1", "D3", "D7"].as_slice()),
        ("donors/jpn-japan-2025-10.xlsx", "JPN-1", ["D4", "D5"].as_slice()),
    ] {
        let shown = sheet(&fund, workbook, "Decisions").expect("its money is concerned");
        let explained = fund.works(&["explain", agreement, "--as-of", OCTOBER]);
        for words in words {
            let number = &words[..2];
            let concerned = named.contains(&number) || gave(number, agreement);
            assert_eq!(shown.iter().any(|row| row[0] == number), concerned, "{number} with {agreement}: {shown:?}");
            assert_eq!(explained.contains(words), concerned, "{number} with {agreement}: {explained}");
        }
    }
    for (cell, concerned) in [
        ("TGO/T01", ["D3"].as_slice()),
        ("TGO/T02", ["D2", "D6"].as_slice()),
        ("VNM/T01", ["D1", "D2"].as_slice()),
        ("VNM/T02", ["D6"].as_slice()),
    ] {
        let explained = fund.works(&["explain", cell, "--as-of", OCTOBER]);
        for words in words {
            assert_eq!(explained.contains(words), concerned.contains(&&words[..2]), "{words} in {cell}: {explained}");
        }
    }
    // Entries are traced to their decisions, and so is what was uncharged.
    let allocation = sheet(&fund, "fund-2025-10.xlsx", "Allocation").unwrap();
    let head = allocation.iter().position(|row| row.iter().any(|cell| cell == "Theme")).unwrap();
    let theme = allocation[head].iter().position(|cell| cell == "Theme").unwrap();
    let traced = |country: &str, of: &str| {
        let row = allocation.iter().position(|row| row[0] == country && row[theme] == of).unwrap();
        fund.works(&["trace", "reports/2025-10/fund-2025-10.xlsx", &format!("Allocation!E{}", row + 1)])
    };
    let placed = traced("Viet Nam", "Health");
    assert!(placed.contains("decision D1 of") && placed.contains("decision D2 of"), "{placed}");
    assert!(traced("Viet Nam", "Pensions").contains("decision D6 of"));
    assert!(traced("Togo", "Health").contains("decision D3 of"));
    let statement = sheet(&fund, "donors/bel-belgium-2025-10.xlsx", "Changes").unwrap();
    let charged = statement.iter().rposition(|row| row[0] == "BEL-1" && row.len() > 3).unwrap();
    let section = statement.iter().position(|row| row[0].contains("harged")).unwrap();
    let row = (section..=charged).find(|&row| statement[row][0] == "BEL-1").unwrap();
    let column = statement[section + 1].iter().rposition(|cell| !cell.is_empty()).unwrap();
    let cell = format!("Changes!{}{}", char::from(b'A' + column as u8), row + 1);
    let traced = fund.works(&["trace", "reports/2025-10/donors/bel-belgium-2025-10.xlsx", &cell]);
    assert!(traced.contains("decision D7 of 2025-10-14 (Reason seven), which took back 15.00"), "{cell}: {traced}");
}

#[test]
fn a_cell_that_is_closed_by_decision_says_so() {
    let fund = closed();
    fund.write("priorities.csv", "Country,Theme,Period,Need\nTGO,T01,2021-2025,4000.00\nVNM,T01,2021-2025,700.00\n");
    decide(&fund, "D1,2025-10-15,Committee,adopted,hold,,,TGO/T01,,,Until the election\n");
    let explained = fund.works(&["explain", "TGO/T01", "--as-of", OCTOBER]);
    let said = "is missing. Decision D1 (Committee, 15 October 2025) holds Togo, Health at what it has";
    assert!(explained.contains(said), "{explained}");
    // All money is placed elsewhere: what the priority lacks is not there, whoever decides.
    let causes = fund.works(&["explain", "--as-of", OCTOBER]);
    assert!(!causes.contains("Held by decisions"), "{causes}");
    // Who has money there is told; who has none is not.
    fund.works(&["run", "--as-of", OCTOBER]);
    let figures = books::read(fund.path(), AsOf::Day(OCTOBER.parse().unwrap()), &|_| ()).unwrap().figures;
    let cell = figures.ledger.cells.iter().position(|cell| cell.id().starts_with("TGO/T01")).unwrap();
    let has_money = |of: &str| {
        let here = figures.placements().iter().filter(|placed| placed.cell == cell && placed.amount.minor() > 0);
        here.clone().any(|placed| placed.agreement.as_str() == of)
    };
    let told = [("donors/bel-belgium-2025-10.xlsx", "BEL-1"), ("donors/jpn-japan-2025-10.xlsx", "JPN-1")].map(
        |(workbook, agreement)| {
            let rows = sheet(&fund, workbook, "Decisions").unwrap_or_default();
            let told = rows.iter().any(|row| row[0] == "D1" && row.iter().any(|cell| cell == agreement));
            assert_eq!(told, has_money(agreement), "{agreement}: {rows:?}");
            told
        },
    );
    assert!(told.contains(&true), "{told:?}");
}

#[test]
fn a_whole_theme_is_succeeded_by_another() {
    let fund = closed();
    let priorities = "Country,Theme,Period,Need\nTGO,T01,2021-2025,400.00\nTGO,T02,2021-2025,2000.00\n\
                      VNM,T01,2021-2025,700.00\nVNM,T02,2021-2025,700.00\n";
    fund.write("priorities.csv", priorities);
    decide(&fund, "D1,2025-10-15,Board,adopted,succeed,,Health,Pensions,,,The themes are one\n");
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    let figures = books::read(fund.path(), AsOf::Day(OCTOBER.parse().unwrap()), &|_| ()).unwrap().figures;
    let mut moved: BTreeMap<String, i64> = BTreeMap::new();
    for entry in figures.book.entries.iter().filter(|entry| entry.reference.starts_with("D1 ")) {
        *moved.entry(figures.ledger.cells[entry.cell as usize].id()).or_default() += entry.amount.minor();
    }
    for (from, to) in [("TGO/T01/2021-2025", "TGO/T02/2021-2025"), ("VNM/T01/2021-2025", "VNM/T02/2021-2025")] {
        assert!(moved[to] > 0 && moved[from] == -moved[to], "{moved:?}");
    }
    let explained = fund.works(&["explain", "VNM/T02", "--as-of", OCTOBER]);
    assert!(explained.contains("D1: succeed") && explained.contains("The themes are one"), "{explained}");
    decide(&fund, "D1,2025-10-15,Board,adopted,succeed,,Health,Togo / Pensions,,,The themes are one\n");
    assert!(fund.refuses(&["run", "--as-of", OCTOBER], 1).contains("E408"));
}

#[test]
fn a_group_that_crosses_the_country_share_stops_no_fund() {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let group = "\n[allocation]\ncountry_share = \"80%\"\n[[allocation.group]]\nname = \"Africa\"\nscope = [\"002\"]\n\
                 cap = \"400\"\n";
    fund.write("fund.toml", &format!("{settings}{group}"));
    let needs = |world: u32| {
        let rows = format!("TGO,T01,2021-2025,300.00\n002,T01,2021-2025,{world}.00\nWORLD,T02,2021-2025,{world}.00\n");
        fund.write("priorities.csv", &format!("Country,Theme,Period,Need\n{rows}VNM,T01,2021-2025,700.00\n"));
    };
    needs(20);
    fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    needs(2_000);
    let said = fund.works(&["run", "--as-of", OCTOBER, "--verify"]);
    let figures = books::read(fund.path(), AsOf::Day(OCTOBER.parse().unwrap()), &|_| ()).unwrap().figures;
    let (mut outside, mut all) = (0, 0);
    for placement in figures.placements() {
        let country = figures.fund.geography.is_country(&figures.ledger.cells[placement.cell].geography);
        all += placement.amount.minor();
        outside += if country { 0 } else { placement.amount.minor() };
    }
    assert!(outside > 0 && outside * 5 <= all, "{outside} of {all}: {said}");
}

/// A fund in which people decide, what is recommended for October, and its rows as a committee gives them back unchanged.
fn recommended() -> (SmallFund, Vec<Proposed>, Vec<String>) {
    let fund = SmallFund::new();
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    let more = "\n[allocation]\nmode = \"decided\"\n\n[[input]]\nkind = \"decisions\"\nfile = \"decisions.csv\"\n";
    fund.write("fund.toml", &format!("{settings}{more}"));
    answer(&fund, &[]);
    let made = books::propose(fund.path(), Month::parse("2025-10").unwrap(), &|_| ()).unwrap().proposal.rows;
    let row = |row: &Proposed| {
        let paid = row.shares.iter().map(|(agreement, amount)| format!("{agreement} = {}", amount.format(2)));
        let (paid, amount) = (paid.collect::<Vec<_>>().join("; "), row.amount().format(2).replace(',', ""));
        let (number, date, to) = (&row.number, row.date, row.to.as_ref().unwrap());
        format!("{number},{date},adopted,allocate,{to},{amount},{amount},{},,Lacks most\n", paid.replace(',', ""))
    };
    let rows = made.iter().map(row).collect();
    (fund, made, rows)
}

fn answer(fund: &SmallFund, rows: &[String]) {
    let header = "Decision,Date,Status,Action,To cell,Recommended,Amount,Paid by,Notes,Reason\n";
    fund.write("decisions.csv", &format!("{header}{}", rows.concat()));
}

#[test]
fn a_row_that_is_missing_from_an_answer_is_named() {
    let (fund, made, rows) = recommended();
    assert!(rows.len() > 2, "{made:?}");
    answer(&fund, &rows);
    let said = fund.works(&["run", "--as-of", OCTOBER]);
    assert!(!said.contains("Decided"), "all is as recommended: {said}");
    assert!(!said.contains("poolfund propose"), "nothing waits for a decision: {said}");
    answer(&fund, &rows[1..]);
    let said = fund.works(&["run", "--as-of", OCTOBER]);
    let gone =
        format!("to allocate in {} is recommended ({}), and no row", made[0].to.as_ref().unwrap(), made[0].number);
    assert!(said.contains(&format!("{} {gone}", made[0].amount().format(2)).replace(" to", "  to")), "{said}");
    assert!(said.contains("no decision differs from the recommendation"), "{said}");
    let told = fund.works(&["run", "--as-of", OCTOBER, "--json"]);
    assert!(told.contains("\"unanswered\"") && told.contains(&made[0].number), "{told}");
    // A row that is rejected is an answer.
    let rejected = rows[0].replace("adopted", "rejected");
    answer(&fund, &[&[rejected], &rows[1..]].concat());
    let said = fund.works(&["run", "--as-of", OCTOBER]);
    assert!(said.contains("1 decision differs from the recommendation") && !said.contains("no row"), "{said}");
}

#[test]
fn the_cell_that_loses_most_is_the_one_with_most_money_among_those_of_one_share() {
    let (fund, _, rows) = recommended();
    answer(&fund, &rows.iter().map(|row| row.replace("adopted", "rejected")).collect::<Vec<_>>());
    let said = fund.works(&["run", "--as-of", OCTOBER]);
    let worst = said.lines().find(|line| line.contains("which loses most of its need")).expect("a worst cell");
    assert!(worst.contains("less in TGO/T02/"), "it needs 2,000.00 of 3,100.00: {worst}");
    assert!(worst.contains("TGO/T01/") && worst.contains("VNM/T01/") && worst.contains("lose as much"), "{worst}");
}

#[test]
fn an_amount_that_was_changed_without_a_remark_is_a_warning_of_check_and_run() {
    let (fund, made, mut rows) = recommended();
    let amount = made[0].amount().format(2).replace(',', "");
    rows[0] = rows[0].replace(&format!("{amount},{amount}"), &format!("{amount},1.00"));
    answer(&fund, &rows);
    for command in [["check", "--as-of", OCTOBER], ["run", "--as-of", OCTOBER]] {
        let said = fund.works(&command);
        let decided = format!("1.00 decided where {} was recommended", made[0].amount().format(2));
        assert!(said.contains("W540") && said.contains("I2: ") && said.contains(&decided), "{said}");
    }
    rows[0] = rows[0].replace(",,Lacks", ",Smaller pilot,Lacks");
    answer(&fund, &rows);
    assert!(!fund.works(&["check", "--as-of", OCTOBER]).contains("W540"));
}
