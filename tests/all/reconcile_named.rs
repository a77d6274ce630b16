//! Lines that name others, and rows that speak of no month: what a charge, a correction or an opening balance is of.

use poolfund::domain::facts::FinanceKind;
use poolfund::domain::{AgreementRef, DonorCode};
use poolfund::reconcile::{Cause, Line};

use crate::reconcile::{agreeing, compared, deposit, line, own_numbers, said};

#[test]
fn the_charge_of_one_payment_is_not_kept_back_from_another() {
    let of_france = |line: Line| {
        said(line, |said| {
            said.donor = Some(DonorCode::new("FRA"));
            said.agreement = Some(AgreementRef::new("FRA-01"));
        })
    };
    let charge = of_france(line(FinanceKind::Fee, "R4/fee", "2023-03-10", 51_235));
    let charge = said(charge, |said| said.quotes = vec!["R4".to_owned()]);
    let (mut ours, mut theirs) = (agreeing(), own_numbers(agreeing()));
    ours.extend([of_france(deposit("R4", "2023-03-10", 5_123_457)), deposit("R5", "2023-03-12", 5_123_470), charge]);
    theirs.extend([of_france(deposit("900", "2023-03-10", 5_123_457)), deposit("901", "2023-03-13", 5_072_235)]);
    let found = compared(ours, theirs).differences;
    let [kept_back] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((kept_back.cause(), kept_back.ours.len()), (Cause::NettedCharge, 1), "the fee names another deposit");
}

#[test]
fn what_is_taken_back_is_set_right_by_lines_that_name_it() {
    let ours = agreeing();
    let mut theirs = agreeing();
    let back = deposit("X1", "2023-01-20", -1_234_567);
    let right = said(deposit("X2", "2023-01-10", 1_234_567), |said| {
        said.quotes = ["X1", "R1"].map(str::to_owned).to_vec();
    });
    theirs.extend([back, right]);
    assert_eq!(compared(ours, theirs).differences, [], "the last of them names both others");
}

#[test]
fn a_balance_before_the_first_line_does_not_open_its_month() {
    let mut theirs = agreeing();
    theirs.retain(|line| line.date >= "2023-03-01".parse().unwrap());
    let before: i64 = agreeing().iter().filter(|line| !theirs.contains(line)).map(|line| line.effect().minor()).sum();
    // The opening balance of March is what February ended with.
    theirs.push(line(FinanceKind::ClosingBalance, "OB", "2023-02-28", before));
    let found = compared(agreeing(), theirs);
    assert_eq!(found.differences, [], "January and February are not compared");
    let not_compared: usize = found.compared.values().map(|compared| compared.not_compared.lines).sum();
    assert_eq!(not_compared, 4);
}

#[test]
fn a_balance_after_the_last_line_closes_its_month() {
    let mut theirs = agreeing();
    let left = theirs.iter().map(|line| line.effect().minor()).sum::<i64>();
    let late = cost_in_october();
    theirs.push(line(FinanceKind::ClosingBalance, "CB", "2023-10-31", left));
    let found = compared([agreeing(), vec![late]].concat(), theirs);
    let causes: Vec<Cause> = found.differences.iter().map(|difference| difference.cause()).collect();
    assert_eq!(causes, [Cause::MissingThere, Cause::Follows]);
}

fn cost_in_october() -> Line {
    line(FinanceKind::Expenditure, "V77", "2023-10-11", 77_777)
}
