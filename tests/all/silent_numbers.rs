//! Numbers of rows that are one in two spellings, rates that are none, days that are months, blanks below kinds.

use crate::sheets::Inputs;
use crate::silent::*;

#[test]
fn one_number_in_two_spellings() {
    for (one, other) in [
        ("R63-7701", "R63-7.701"),
        ("R64-7701", "\"R64-7,701\""),
        ("R53-7701", "R537701"),
        ("R55-7701", "R55-7701 (copy)"),
        ("R59-7701", "Receipt R59-7701"),
        ("R47-7701", "\u{420}47-7701"),
        ("\"5,501,26\"", "550126"),
        ("550 127", "550127"),
        ("550'128", "550128"),
    ] {
        let rows = format!("{one},2024-05-06,interest,USD,500\n{other},2024-05-06,interest,USD,500\n");
        let name = format!("receipts {one} and {other}");
        check(vec![kind(name.leak(), interest(&rows, ""), &["W503"], "interest USD 1000")]);
    }
    for (one, other) in [("PV-7701", "JV-7701"), ("R-7701", "R-7702")] {
        let rows = format!("{one},2024-05-06,interest,USD,500\n{other},2024-05-06,interest,USD,500\n");
        let name = format!("receipts {one} and {other}");
        check(vec![kind(name.leak(), interest(&rows, ""), &[], "interest USD 1000")]);
    }
    let other_day = interest("R-77,2024-05-06,interest,USD,5\nR.77 (copy),2024-05-07,interest,USD,5\n", "");
    check(vec![kind("a number with the same digits of another day", other_day, &[], "interest USD 10")]);
}

/// Costs of 500 each with these vouchers.
fn vouchers(numbers: [&str; 2]) -> Inputs {
    let row = |number: &str| format!("2024-04-01,P-1,Malawi,T01,staff,500,{number}\n");
    let rows: String = numbers.map(row).concat();
    text("expenditure", &format!("Date,Project,Country,Theme,Category,Amount,Voucher no.\n{rows}"), "")
}

#[test]
fn vouchers_in_two_spellings() {
    for numbers in [["R99-1", "R 99 1"], ["660123", "0660123"], ["EV-66-1", "ev\u{2011}66\u{2011}1"]] {
        let name = format!("vouchers {numbers:?}");
        check(vec![kind(name.leak(), vouchers(numbers), &["W503"], "spent USD 1000")]);
    }
    let other = vouchers(["EV-101", "PV-101"]);
    check(vec![kind("vouchers of two series", other, &[], "spent USD 1000")]);
}

#[test]
fn rates_that_are_none_or_far_ahead() {
    let rates = |rows: &str| text("rates", &format!("Currency,Units per USD,Effective date\n{rows}"), "");
    check(vec![
        kind("a rate of a month", rates("PLN,4,Oct-24\n"), &[], "one USD in PLN 4"),
        kind("a rate in per cent", rates("PLN,410%,2024-01-01\n"), &["E302"], ""),
        kind(
            "rates for one euro with the euro",
            rates("EUR,1,2024-01-01\nPLN,4.3,2024-01-01\n"),
            &["W519"],
            "one USD in EUR 1, one USD in PLN 4.3",
        ),
        kind("a currency at par", rates("PAB,1,2024-01-01\n"), &[], "one USD in PAB 1"),
        kind("a rate of a day far ahead", rates("PLN,4,2052-01-01\n"), &["W515"], "one USD in PLN 4"),
        kind("a rate of a day long ago", rates("PLN,4,2001-01-01\n"), &[], "one USD in PLN 4"),
    ]);
}

#[test]
fn months_that_may_be_days() {
    for (day, said) in [("Mar-24", &["W324"][..]), ("Oct-24", &["W324"]), ("Oct 2024", &[]), ("6 Oct 2024", &[])] {
        let name = format!("a receipt of {day}");
        check(vec![kind(name.leak(), interest(&format!("R-1,{day},interest,USD,5\n"), ""), said, "interest USD 5")]);
    }
}

#[test]
fn blanks_below_kinds_and_types() {
    let received = |rows: &str, more: &str| {
        text("receipts", &format!("Receipt,Agreement,Date,Kind,Currency,Amount\n{rows}"), more)
    };
    let rows = "R-1,BEL-1,2024-02-01,deposit,EUR,50\nR-2,BEL-1,2024-02-02,refund,EUR,5\nR-3,BEL-1,2024-02-03,,EUR,7\n";
    let repeated =
        "R-1,BEL-1,2024-02-01,deposit,EUR,50\nR-2,BEL-1,2024-02-02,deposit,EUR,5\nR-3,BEL-1,2024-02-03,,EUR,7\n";
    let typed =
        |rows: &str| text("expenditure", &format!("Date,Project,Country,Theme,Category,Amount,Type\n{rows}"), "");
    let line = |amount: &str, what: &str| format!("2024-04-01,P-1,Malawi,T01,staff,{amount},{what}\n");
    check(vec![
        kind("a blank kind below a refund", received(rows, ""), &["W319"], "deposit EUR 57, refund EUR 5"),
        kind(
            "a blank kind that is the one above",
            received(rows, "blanks = { Kind = \"above\" }"),
            &[],
            "deposit EUR 50, refund EUR 12",
        ),
        kind("a blank kind below kinds in each row", received(repeated, ""), &[], "deposit EUR 62"),
        kind(
            "a blank type below an obligation",
            typed(&format!("{}{}", line("6", "obligation"), line("3", ""))),
            &["W319"],
            "spent USD 9",
        ),
        kind(
            "costs below the obligation that they cite",
            text(
                "expenditure",
                "Date,Project,Country,Theme,Category,Amount,Type,Voucher no.,Obligation\n\
                 2024-04-01,P-1,Malawi,T01,staff,6,obligation,PO-1,\n2024-04-02,P-1,Malawi,T01,staff,6,,EV-1,PO-1\n",
                "",
            ),
            &["W521"],
            "spent USD 12",
        ),
        kind(
            "obligations alone have a type",
            typed(&format!("{}{}", line("6", ""), line("3", "obligation"))),
            &[],
            "spent USD 9",
        ),
    ]);
}
