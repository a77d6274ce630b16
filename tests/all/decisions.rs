//! The sheet of decisions: read as people write it, checked at the cell, acting in the month, frozen by a close, taken
//! back when it is withdrawn.

use std::fs;

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
    assert!(said.contains("decisions.csv") && said.contains("decision D1 cannot act: only"), "{said}");
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
