//! Decisions that act on one day.

use std::fs;

use poolfund::books::{self, AsOf};
use poolfund::domain::Money;

use crate::builder::day;
use crate::small_fund::SmallFund;

const OCTOBER: &str = "2025-10-31";

/// What a row says of whose money it takes stands, whatever another takes that leaves it to the program.
#[test]
fn what_names_no_agreement_takes_no_money_that_another_row_names() {
    let fund = SmallFund::new();
    fund.set("[gap]", "[allocation]\nmode = \"decided\"\n[gap]");
    let settings = fs::read_to_string(fund.path().join("inputs/fund.toml")).unwrap();
    fund.write("fund.toml", &format!("{settings}\n[[input]]\nkind = \"decisions\"\nfile = \"decisions.csv\"\n"));
    let decide = |rows: &str| {
        let header = "Decision,Date,Body,Status,Action,Agreement,From cell,To cell,Amount,Ends decision,Reason\n";
        fund.write("decisions.csv", &format!("{header}{rows}"));
        let figures = books::read(fund.path(), AsOf::Day(day(OCTOBER)), &|_| ()).unwrap().figures;
        ["BEL-1", "JPN-1"].map(|agreement| {
            let position = figures.ledger.agreements.iter().position(|of| of.agreement.reference.as_str() == agreement);
            figures.book.amounts[position.unwrap()].unallocated
        })
    };
    let row = |number: &str, agreement: &str, cell: &str, amount: Money| {
        format!("{number},{OCTOBER},Committee,adopted,allocate,{agreement},,{cell},{},,Agreed\n", amount.to_decimal(2))
    };
    let [of_belgium, of_japan] = decide("");
    assert!(of_japan > Money::ZERO && of_belgium > of_japan, "{of_belgium:?} {of_japan:?}");
    let unnamed = row("D1", "", "TGO/T02", of_japan);
    assert_eq!(decide(&unnamed), [of_belgium - of_japan, of_japan], "alone it takes Belgium's, which comes first");
    assert_eq!(decide(&(unnamed + &row("D2", "BEL-1", "VNM/T01", of_belgium))), [Money::ZERO; 2]);
}
