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

/// Fees of deposits, one by one here, and finance's line for each month.
fn monthly_fees(booked_on: [&str; 2]) -> (Vec<Line>, Vec<Line>) {
    let fee = |number: &str, date: &str, amount: i64| line(FinanceKind::Fee, number, date, amount);
    let of = |agreement: &str, fee: Line| said(fee, |said| said.agreement = Some(AgreementRef::new(agreement)));
    let mut ours = agreeing();
    ours.extend([
        of("BEL-01", fee("R-003/fee", "2023-07-10", 250_000)),
        of("CHE-01", fee("R-004/fee", "2023-07-22", 74_985)),
        of("CHE-01", fee("R-010/fee", "2023-09-03", 75_000)),
        of("BEL-01", fee("R-011/fee", "2023-09-16", 400_000)),
    ]);
    let mut theirs = agreeing();
    theirs.extend([fee("F-34", booked_on[0], 324_985), fee("F-36", booked_on[1], 475_000)]);
    (ours, theirs)
}

#[test]
fn a_line_of_a_month_s_end_is_the_sum_of_the_month_s_charges_however_far_apart() {
    let merged = |(ours, theirs): (Vec<Line>, Vec<Line>)| {
        let found = compared(ours, theirs).differences;
        let merged = found.iter().filter(|difference| difference.cause() == Cause::Merged);
        let sizes: Vec<usize> = merged.map(|difference| difference.ours.len()).collect();
        (sizes, found.len())
    };
    let at_end = ["2023-07-31", "2023-09-29"];
    assert_eq!(merged(monthly_fees(at_end)), (vec![2, 2], 2), "the 29th is the month's last working day");
    // Booked otherwise than at the month's end, round sums of few lines are chance.
    assert_eq!(merged(monthly_fees(["2023-07-31", "2023-09-20"])), (vec![2], 4));
    // Of another kind, it is no sum of fees.
    let (ours, mut theirs) = monthly_fees(at_end);
    theirs.iter_mut().filter(|line| line.kind == FinanceKind::Fee).for_each(|line| line.kind = FinanceKind::Levy);
    assert_eq!(merged((ours, theirs)).0, [0; 0]);
    // A third fee that makes the same sum with one of them leaves open which two it is.
    let (mut ours, theirs) = monthly_fees(at_end);
    ours.push(line(FinanceKind::Fee, "R-012/fee", "2023-09-24", 75_000));
    assert_eq!(merged((ours, theirs)).0, [2]);
}

#[test]
fn a_transfer_at_another_rate_differs_on_both_agreements() {
    let legs = |numbers: [&str; 2], quotes: &[&str], amount: i64| {
        let of = |number: &str, agreement: &str, amount: i64| {
            said(line(FinanceKind::Transfer, number, "2023-03-20", amount), |said| {
                said.agreement = Some(AgreementRef::new(agreement));
                said.quotes = quotes.iter().map(|quote| (*quote).to_owned()).collect();
            })
        };
        [of(numbers[0], "NOR-1", -amount), of(numbers[1], "NOR-2", amount)]
    };
    let found = |amount: i64| {
        let (mut ours, mut theirs) = (agreeing(), agreeing());
        ours.extend(legs(["R-017", "R-017"], &[], 39_761_431));
        theirs.extend(legs(["BK130", "BK130"], &["R-017"], amount));
        let found = compared(ours, theirs).differences;
        found.iter().map(|one| (one.cause(), one.ours.len(), one.theirs.len())).collect::<Vec<_>>()
    };
    assert_eq!(found(39_761_431), []);
    assert_eq!(found(40_000_000), [(Cause::Amount, 1, 1); 2], "not one in which both come to nothing");
}
