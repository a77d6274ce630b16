//! Totals of finance's: each covers what it says that it covers, and all other lines are compared as lines.

use poolfund::domain::facts::FinanceKind;
use poolfund::domain::{AgreementRef, Currency, Period};
use poolfund::ledger::RateTable;
use poolfund::reconcile::{Cause, How, Line, Reconciliation, Rules, compare};

use crate::builder::{cents, day};

fn fee(number: &str, date: &str, amount: i64, agreement: &str) -> Line {
    let mut line = Line::new(FinanceKind::Fee, number, day(date), cents(amount));
    line.edit(|said| said.agreement = (!agreement.is_empty()).then(|| AgreementRef::new(agreement)));
    line
}

fn quoting(mut line: Line, number: &str) -> Line {
    line.edit(|said| said.quotes = vec![number.to_owned()]);
    line
}

fn total(period: &str, amount: i64, agreement: &str) -> Line {
    let period = Period::parse(period).unwrap();
    let mut line = fee(&format!("{period} row 9"), &period.to.to_string(), amount, agreement);
    line.total_of = Some(period);
    line
}

/// Our fees, of deposits in four months.
fn ours() -> Vec<Line> {
    vec![
        fee("R1/fee", "2025-01-16", 1_793_722, "SWE-01"),
        fee("R2/fee", "2025-01-16", 538_117, "SWE-02"),
        fee("R7/fee", "2025-02-17", 468_604, "HAR-02"),
        fee("R8/fee", "2025-02-20", 921_093, "JPN-01"),
        fee("R9/fee", "2025-02-27", 450_000, "SWE-01"),
        fee("R13/fee", "2025-03-18", 541_150, "SWE-02"),
        fee("R17/fee", "2025-04-20", 250_000, "FRA-02"),
    ]
}

/// Finance's, each booked on the day of ours, as lines of its own.
fn lines(of: impl IntoIterator<Item = usize>) -> Vec<Line> {
    let ours = ours();
    let line = |index: usize| {
        let our = &ours[index];
        let agreement = our.agreement().unwrap().as_str();
        quoting(fee(&format!("FEE-{index}"), &our.date.to_string(), our.amount.minor(), agreement), &our.number())
    };
    of.into_iter().map(line).collect()
}

fn compared(ours: Vec<Line>, theirs: Vec<Line>) -> Reconciliation {
    let rates = RateTable::new(&[], Currency::USD);
    let said = compare(ours, theirs, Rules { rates: &rates, usual_charges: &[], closes: &[] }, day("2025-04-30"));
    for (kind, totals) in &said.totals {
        assert_eq!(totals.ours.sum - totals.theirs.sum, totals.differences, "the differences explain {kind}");
    }
    said
}

/// What differs: the cause and the amount.
fn differences(theirs: Vec<Line>) -> Vec<(Cause, i64)> {
    let said = compared(ours(), theirs);
    said.differences.iter().map(|found| (found.cause(), found.amount.minor())).collect()
}

const FEBRUARY: i64 = 468_604 + 921_093 + 450_000;

#[test]
fn a_total_covers_its_period_and_lines_of_other_months_match_as_lines() {
    let theirs = [lines([0, 1, 5, 6]), vec![total("2025-02", FEBRUARY, "")]].concat();
    let said = compared(ours(), theirs.clone());
    assert_eq!(said.differences, []);
    let of_total: Vec<usize> =
        said.matches.iter().filter(|found| found.how == How::Total).map(|found| found.ours.len()).collect();
    assert_eq!((of_total, said.matches.len()), (vec![3], 5));
    // What is wrong in a line is a matter of that line, in the total of the total.
    let mut wrong = theirs.clone();
    wrong[3].amount = cents(205_000);
    assert_eq!(differences(wrong), [(Cause::Transposed, 45_000)]);
    let mut wrong = theirs;
    wrong[4].amount = cents(FEBRUARY - 77_777);
    assert_eq!(differences(wrong), [(Cause::Unexplained, 77_777)]);
}

#[test]
fn a_total_of_an_agreement_covers_that_agreement_alone() {
    let of_swe = 1_793_722 + 450_000;
    let theirs = [lines([1, 2, 3, 5, 6]), vec![total("2025", of_swe, "SWE-01")]].concat();
    assert_eq!(differences(theirs.clone()), []);
    // A line of another agreement that lacks is that line, and no sum.
    let lacking = [&theirs[..1], &theirs[2..]].concat();
    assert_eq!(differences(lacking), [(Cause::ChargeNotBooked, 468_604)]);
}

#[test]
fn a_line_that_names_ours_is_compared_with_it_whatever_a_total_covers() {
    // Fees of January, booked in February, beside the total of February's own.
    let mut late = lines([0, 1]);
    late.iter_mut().for_each(|line| line.date = day("2025-02-05"));
    let theirs = [lines([5, 6]), late, vec![total("2025-02", FEBRUARY, "")]].concat();
    assert_eq!(differences(theirs), [(Cause::Timing, 0), (Cause::Timing, 0)]);
    // One of February by itself, and the total of the others.
    let theirs = [lines([0, 1, 3, 5, 6]), vec![total("2025-02", FEBRUARY - 921_093, "")]].concat();
    assert_eq!(differences(theirs), []);
}

#[test]
fn a_total_that_says_finance_s_own_lines_once_more_counts_for_nothing() {
    let all = || lines(0..7);
    let sum: i64 = ours().iter().map(|line| line.amount.minor()).sum();
    assert_eq!(differences([all(), vec![total("2025-02", FEBRUARY, "")]].concat()), []);
    assert_eq!(differences([all(), vec![total("2025", sum, "")]].concat()), []);
    // Of months, of an agreement, and of the year, one within the other.
    let nested = vec![total("2025-02", FEBRUARY, ""), total("2025-02", 450_000, "SWE-01"), total("2025", sum, "")];
    assert_eq!(differences([all(), nested].concat()), []);
    // Of totals alone, the year says what its months say.
    let months = [("2025-01", 2_331_839), ("2025-02", FEBRUARY), ("2025-03", 541_150), ("2025-04", 250_000)];
    let months: Vec<Line> = months.map(|(month, amount)| total(month, amount, "")).to_vec();
    assert_eq!(differences([months.clone(), vec![total("2025", sum, "")]].concat()), []);
    // One that says more than the lines is loud.
    let more = [all(), vec![total("2025-02", FEBRUARY + 1_000, "")]].concat();
    assert!(!differences(more).is_empty());
}

#[test]
fn what_finance_gives_totals_of_and_lacks_altogether_is_one_difference() {
    let totals = [("SWE-01", 2_243_722), ("HAR-02", 468_604), ("JPN-01", 921_093), ("FRA-02", 250_000)];
    let totals: Vec<Line> = totals.map(|(agreement, amount)| total("2025", amount, agreement)).to_vec();
    assert_eq!(differences(totals), [(Cause::ChargeNotBooked, 538_117 + 541_150)]);
}

#[test]
fn the_order_of_the_lines_changes_nothing() {
    let theirs =
        [lines([0, 1, 3, 5]), vec![total("2025-02", FEBRUARY - 921_093, ""), total("2025", 5, "BEL-1")]].concat();
    let mut turned = theirs.clone();
    turned.reverse();
    let mut said = [differences(theirs), differences(turned)];
    said.iter_mut().for_each(|said| said.sort());
    let [said, turned] = said;
    assert_eq!(said, turned);
    assert_eq!(said, [(Cause::ChargeNotBooked, -5), (Cause::ChargeNotBooked, 250_000)]);
}
