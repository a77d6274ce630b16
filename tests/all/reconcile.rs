//! Differences with finance: each with its cause, and together the difference of the totals.

use poolfund::domain::DonorCode;
use poolfund::domain::facts::*;
use poolfund::ledger::Ledger;
use poolfund::reconcile::{DifferenceCause, Reconciliation, reconcile};

use crate::builder::*;

fn deposits() -> Facts {
    let deposit = |number: &str, date: &str, amount: &str| {
        receipt(number, "BEL-01", date, ReceiptKind::Deposit, original(amount, "USD"))
    };
    Facts {
        agreements: vec![agreement("BEL-01", "10000000", "USD"), agreement("FRA-01", "5000000", "EUR")],
        receipts: vec![
            deposit("R1", "2023-01-10", "1000.00"),
            deposit("R2", "2023-02-10", "2000.00"),
            deposit("R3", "2023-03-10", "1234.56"),
            deposit("R4", "2023-04-10", "50.00"),
            receipt("R5", "FRA-01", "2023-05-10", ReceiptKind::Deposit, original("900", "EUR")),
        ],
        rates: vec![rate("EUR", "0.9", "2020-01-01"), rate("EUR", "0.92", "2023-06-01")],
        ..Facts::default()
    }
}

fn check(finance: Vec<FinanceLine>) -> Reconciliation {
    let finance = finance.into_iter().map(Into::into).collect();
    let facts = Facts { finance, ..deposits() };
    let fund = fund();
    let ledger = Ledger::build(&facts, &fund, day("2025-10-31")).unwrap();
    let reconciliation = reconcile(&fund, &facts, &ledger, vec![]);
    for totals in reconciliation.totals.values() {
        assert_eq!(totals.ours - totals.theirs, totals.differences, "the differences explain the totals");
    }
    reconciliation
}

fn agreeing() -> Vec<FinanceLine> {
    let line = |number: &str, date: &str, amount: i64| finance(number, FinanceKind::Deposit, date, cents(amount));
    vec![
        line("R1", "2023-01-10", 100_000),
        line("R2", "2023-02-10", 200_000),
        line("R3", "2023-03-10", 123_456),
        line("R4", "2023-04-10", 5_000),
        line("R5", "2023-05-10", 100_000),
    ]
}

fn cause_of(change: impl FnOnce(&mut Vec<FinanceLine>)) -> Vec<DifferenceCause> {
    let mut lines = agreeing();
    change(&mut lines);
    check(lines).differences.iter().map(|difference| difference.cause).collect()
}

#[test]
fn nothing_differs_when_nothing_differs() {
    assert_eq!(cause_of(|_| {}), []);
}

#[test]
fn each_cause_is_told_from_the_others() {
    use DifferenceCause as Cause;
    assert_eq!(cause_of(|lines| drop(lines.remove(1))), [Cause::MissingThere]);
    assert_eq!(cause_of(|lines| lines[2].amount = cents(123_465)), [Cause::Amount]);
    assert_eq!(cause_of(|lines| lines[2].amount = cents(123_457)), [Cause::Rounding]);
    assert_eq!(cause_of(|lines| lines[3].amount = cents(-5_000)), [Cause::Sign]);
    assert_eq!(cause_of(|lines| lines[4].amount = cents(97_826)), [Cause::ExchangeRate]);
    assert_eq!(cause_of(|lines| lines[0].date = day("2023-02-02")), [Cause::Timing]);
    let unknown = FinanceDonor { written: "Belgian Treasury".into(), code: None };
    assert_eq!(cause_of(|lines| lines[0].donor = Some(unknown)), [Cause::Alias]);
    let known = FinanceDonor { written: "Belgian Treasury".into(), code: Some(DonorCode::new("BEL")) };
    assert_eq!(cause_of(|lines| lines[0].donor = Some(known)), []);
    let other = FinanceDonor { written: "France".into(), code: Some(DonorCode::new("FRA")) };
    assert_eq!(cause_of(|lines| lines[0].donor = Some(other)), [Cause::Alias]);
    assert_eq!(cause_of(|lines| lines.push(lines[0].clone())), [Cause::Duplicate]);
    let extra = finance("X9", FinanceKind::Deposit, "2023-07-07", cents(77));
    assert_eq!(cause_of(|lines| lines.push(extra)), [Cause::MissingHere]);
}

#[test]
fn lines_without_our_number_are_matched_by_amount_and_date() {
    let mut lines = agreeing();
    lines[0].document = "1900004711".into();
    lines[0].date = day("2023-01-12");
    assert_eq!(check(lines).differences, []);
}

#[test]
fn kinds_that_the_extract_lacks_are_not_compared() {
    assert!(!check(agreeing()).totals.contains_key(&FinanceKind::Expenditure));
}
