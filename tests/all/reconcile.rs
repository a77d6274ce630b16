//! Reconciliation, case by case: what belongs together, why it differs, and what would correct it.

use chrono::Days;
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::ledger::{Ledger, RateTable};
use poolfund::reconcile::{
    Cause, Difference, Dimension, Evidence, Finding, How, Line, Reconciliation, Rules, Side, Step, Written, compare,
    reconcile,
};

use crate::builder::*;

const AS_OF: &str = "2025-10-31";

fn rates() -> RateTable {
    RateTable::new(
        &[rate("EUR", "0.9", "2020-01-01"), rate("EUR", "0.92", "2023-06-01"), rate("EUR", "0.95", "2024-06-01")],
        Currency::USD,
    )
}

pub fn compared(ours: Vec<Line>, theirs: Vec<Line>) -> Reconciliation {
    let usual_charges = [(FinanceKind::Fee, Percent::parse("1%").unwrap())];
    let said = compare(ours, theirs, Rules { rates: &rates(), usual_charges: &usual_charges, closes: &[] }, day(AS_OF));
    for (kind, totals) in &said.totals {
        assert_eq!(totals.ours.sum - totals.theirs.sum, totals.differences, "the differences explain {kind}");
    }
    said
}

pub fn line(kind: FinanceKind, number: &str, date: &str, amount: i64) -> Line {
    Line::new(kind, number, day(date), cents(amount))
}

pub fn said(mut line: Line, change: impl FnOnce(&mut Written)) -> Line {
    line.edit(change);
    line
}

/// A deposit of Belgium's.
pub fn deposit(number: &str, date: &str, amount: i64) -> Line {
    said(line(FinanceKind::Deposit, number, date, amount), |said| {
        said.donor = Some(DonorCode::new("BEL"));
        said.agreement = Some(AgreementRef::new("BEL-01"));
    })
}

/// A cost of a project in Togo.
fn cost(number: &str, date: &str, amount: i64) -> Line {
    said(line(FinanceKind::Expenditure, number, date, amount), |said| {
        said.project = Some("PRJ-1".to_owned());
        said.geography = Some(GeographyCode::new("TGO"));
        said.theme = Some(ThemeCode::new("T01"));
    })
}

/// Lines that agree on both sides, so that a case does not stand alone.
pub fn agreeing() -> Vec<Line> {
    let mut lines = vec![
        deposit("R1", "2023-01-10", 1_234_567),
        deposit("R2", "2023-02-20", 7_654_321),
        said(deposit("R3", "2023-05-10", 10_000_000), |said| said.original = Some(original("90000", "EUR"))),
    ];
    for (place, month) in (1..=9).enumerate() {
        let number = format!("V{place}");
        lines.push(cost(&number, &format!("2023-0{month}-11"), 100_000 + 7_919 * place as i64));
    }
    lines
}

/// The differences when finance's lines are ours, changed.
fn differences(change: impl FnOnce(&mut Vec<Line>)) -> Vec<Difference> {
    let mut theirs = agreeing();
    change(&mut theirs);
    compared(agreeing(), theirs).differences
}

/// The cause of the one difference there is, and all that was found beside it.
fn causes(change: impl FnOnce(&mut Vec<Line>)) -> Vec<Cause> {
    let differences = differences(change);
    let [only] = differences.as_slice() else { panic!("{} differences: {differences:?}", differences.len()) };
    only.findings.iter().map(|finding| finding.cause).collect()
}

#[test]
fn nothing_differs_when_nothing_differs() {
    assert_eq!(differences(|_| {}), []);
    assert_eq!(differences(|lines| lines.reverse()), []);
}

#[test]
fn each_cause_is_told_from_the_others() {
    let of = |place: usize, change: fn(&mut Line)| causes(move |lines| change(&mut lines[place]));
    assert_eq!(causes(|lines| drop(lines.remove(1))), [Cause::MissingThere]);
    assert_eq!(causes(|lines| lines.push(cost("X9", "2023-07-07", 7_777))), [Cause::MissingHere]);
    assert_eq!(of(0, |line| line.amount = cents(1_199_999)), [Cause::Amount]);
    assert_eq!(of(0, |line| line.amount = cents(1_243_567)), [Cause::Transposed]);
    assert_eq!(of(0, |line| line.amount = cents(12_345_670)), [Cause::DecimalShift]);
    assert_eq!(of(0, |line| line.amount = cents(1_234_569)), [Cause::Rounding]);
    assert_eq!(of(0, |line| line.amount = cents(1_234_600)), [Cause::Rounding]);
    assert_eq!(of(0, |line| line.amount = cents(-1_234_567)), [Cause::Sign]);
    assert_eq!(of(0, |line| line.amount = cents(1_232_067)), [Cause::NettedCharge]);
    assert_eq!(of(0, |line| line.amount = cents(1_222_221)), [Cause::NettedCharge]);
    assert_eq!(of(2, |line| line.amount = cents(9_782_609)), [Cause::ExchangeRate]);
    assert_eq!(of(2, |line| line.amount = cents(9_000_000)), [Cause::Currency]);
    assert_eq!(of(0, |line| line.date = day("2023-02-02")), [Cause::Timing]);
    assert_eq!(of(0, |line| line.kind = FinanceKind::Interest), [Cause::Kind]);
    assert_eq!(of(0, |line| line.edit(|said| said.donor = Some(DonorCode::new("FRA")))), [Cause::Donor]);
    assert_eq!(of(0, |line| line.edit(|said| said.agreement = Some(AgreementRef::new("BEL-02")))), [Cause::Agreement]);
    assert_eq!(of(5, |line| line.edit(|said| said.project = Some("PRJ-2".into()))), [Cause::Project]);
    assert_eq!(of(5, |line| line.edit(|said| said.geography = Some(GeographyCode::new("VNM")))), [Cause::Place]);
    assert_eq!(of(5, |line| line.edit(|said| said.theme = Some(ThemeCode::new("T02")))), [Cause::Theme]);
    assert_eq!(causes(|lines| lines.push(lines[5].clone())), [Cause::Duplicate]);
    let other = |line: &Line| said(line.clone(), |said| said.number = "X7".to_owned());
    assert_eq!(causes(|lines| lines.push(other(&lines[5]))), [Cause::Duplicate]);
}

#[test]
fn two_faults_of_one_line_are_one_difference() {
    let found = causes(|lines| {
        lines[0].amount = cents(1_199_999);
        lines[0].date = day("2023-03-01");
        lines[0].edit(|said| said.donor = Some(DonorCode::new("FRA")));
    });
    assert_eq!(found, [Cause::Amount, Cause::Donor, Cause::Timing]);
}

#[test]
fn an_amount_of_another_rate_shows_the_rate() {
    let differences = differences(|lines| lines[2].amount = cents(9_782_609));
    let Evidence::AtRate(used) = differences[0].findings[0].evidence else { panic!("{differences:?}") };
    assert_eq!((used.effective_on, used.units_per_base.to_string()), (day("2023-06-01"), "0.92".to_owned()));
    // The rate of the year after explains nothing: it was not in force around that day.
    assert_eq!(causes(|lines| lines[2].amount = cents(9_473_684)), [Cause::Amount]);
}

#[test]
fn euros_are_no_dollars_even_where_the_numbers_are_the_same() {
    let ours = said(deposit("R9", "2023-03-03", 10_700_000), |said| said.original = Some(original("107000", "USD")));
    let theirs = said(deposit("R9", "2023-03-03", 11_888_889), |said| said.original = Some(original("107000", "EUR")));
    let found = compared(vec![ours.clone()], vec![theirs]).differences;
    assert_eq!(found[0].cause(), Cause::Currency);
    let same_base = said(ours.clone(), |said| said.original = Some(original("107000", "EUR")));
    assert_eq!(compared(vec![ours], vec![same_base]).differences[0].cause(), Cause::Currency);
}

/// The lines with numbers of finance's own, and no references.
pub fn own_numbers(lines: Vec<Line>) -> Vec<Line> {
    let own = |(place, line): (usize, Line)| {
        said(line, |said| {
            said.number = format!("19000047{place:02}");
            said.agreement = None;
            said.project = None;
        })
    };
    lines.into_iter().enumerate().map(own).collect()
}

#[test]
fn lines_without_our_number_are_matched_by_amount_date_and_what_they_say() {
    let mut theirs = own_numbers(agreeing());
    theirs[0].date = day("2023-01-12");
    assert_eq!(compared(agreeing(), theirs).differences, []);
}

#[test]
fn like_numbers_mean_nothing_where_the_two_number_their_own_documents() {
    let numbered = |lines: Vec<Line>, from: usize| {
        let number = |(place, line): (usize, Line)| said(line, |said| said.number = (from + place).to_string());
        lines.into_iter().enumerate().map(number).collect::<Vec<Line>>()
    };
    // Finance's 3 is our 1, its 4 our 2, and so on.
    let found = compared(numbered(agreeing(), 1), numbered(agreeing(), 3));
    assert_eq!(found.differences, []);
    assert!(found.matches.iter().all(|found| found.how == How::Amount));
}

#[test]
fn the_best_set_of_pairs_is_taken_and_not_the_first() {
    // Taken one after the other, the first of ours would take the nearest of theirs, and leave the second alone.
    let ours = vec![cost("V1", "2023-03-10", 500_000), cost("V2", "2023-03-20", 500_000)];
    let theirs = own_numbers(vec![cost("", "2023-03-12", 500_000), cost("", "2023-03-01", 500_000)]);
    let found = compared(ours, theirs);
    assert_eq!(found.matches.len(), 2, "{found:?}");
    assert_eq!(found.differences, []);
}

#[test]
fn a_deposit_over_instalments_and_a_voucher_of_several_lines_are_groups_and_no_differences() {
    let whole = deposit("R1", "2023-01-10", 1_234_567);
    let part = |number: &str, amount: i64| {
        said(deposit(number, "2023-01-10", amount), |said| said.quotes = vec!["R1".to_owned()])
    };
    let found = compared(vec![whole.clone()], vec![part("F1", 1_000_000), part("F2", 234_567)]);
    assert_eq!(found.differences, []);
    assert_eq!((found.matches[0].theirs.len(), found.matches[0].how), (2, How::Numbers));
    // The same number on every line of a voucher of finance's, and ours unknown to it.
    let line = |amount: i64| said(deposit("F7", "2023-01-10", amount), |said| said.agreement = None);
    let found = compared(vec![whole], vec![line(1_000_000), line(234_567)]);
    assert_eq!(found.differences, []);
    assert_eq!(found.matches[0].how, How::Voucher);
}

#[test]
fn following_the_proposal_of_a_split_books_nothing() {
    let part =
        |place: usize, amount: i64| said(cost("", "2023-01-11", amount), |said| said.number = format!("F{place}"));
    let differences = differences(|lines| {
        lines.remove(3);
        lines.extend([part(1, 60_000), part(2, 40_000)]);
    });
    assert_eq!(differences.len(), 1);
    assert_eq!((differences[0].cause(), differences[0].amount), (Cause::Split, Money::ZERO));
    let [Step::Quote { side: Side::There, lines, numbers }] = differences[0].proposal.steps.as_slice() else {
        panic!("{:?}", differences[0].proposal)
    };
    assert_eq!((lines.len(), numbers[0].as_str()), (2, "V0"));
}

#[test]
fn merged_lines_are_told_with_what_else_they_differ_in() {
    let found = causes(|lines| {
        let sum = lines[3].amount + lines[5].amount;
        lines[3].edit(|said| said.number = "F1".to_owned());
        lines[3].amount = sum;
        lines.remove(5);
    });
    assert_eq!(found, [Cause::Merged, Cause::Timing]);
}

#[test]
fn what_was_reversed_and_booked_again_is_one_difference_of_nothing() {
    let reversed = |lines: &mut Vec<Line>, again: bool| {
        let copy = |number: &str, date: &str, line: &Line| {
            let mut copy = said(line.clone(), |said| said.number = number.to_owned());
            copy.date = day(date);
            copy
        };
        let mut back = copy("F1", "2023-01-20", &lines[3]);
        back.amount = -back.amount;
        lines.push(back);
        if again {
            lines.push(copy("F2", "2023-01-21", &lines[3]));
        }
    };
    let rebooked = differences(|lines| reversed(lines, true));
    assert_eq!((rebooked.len(), rebooked[0].cause(), rebooked[0].amount), (1, Cause::Reversed, Money::ZERO));
    let taken_back = differences(|lines| reversed(lines, false));
    assert_eq!((taken_back.len(), taken_back[0].cause()), (1, Cause::MissingThere));
    assert_eq!(taken_back[0].findings[0].evidence, Evidence::TakenBack(day("2023-01-20"), None));
}

#[test]
fn a_payment_booked_net_is_made_gross_with_its_charge() {
    let mut ours = agreeing();
    ours.push(line(FinanceKind::BankCharge, "C1", "2023-01-10", 3_215));
    let mut theirs = agreeing();
    theirs[0].amount -= cents(3_215);
    let found = compared(ours, theirs).differences;
    assert_eq!((found.len(), found[0].cause()), (1, Cause::NettedCharge));
    assert_eq!(found[0].effect, Money::ZERO, "the balance is the same");
    let [Step::Book { side: Side::There, entries }] = found[0].proposal.steps.as_slice() else {
        panic!("{:?}", found[0].proposal)
    };
    let booked: Vec<(FinanceKind, i64)> = entries.iter().map(|entry| (entry.kind, entry.amount.minor())).collect();
    assert_eq!(booked, [(FinanceKind::Deposit, 3_215), (FinanceKind::BankCharge, 3_215)]);
}

#[test]
fn the_cut_off_is_told_from_what_is_missing() {
    let last = cost("V99", "2025-10-29", 123_456);
    let ours = || [agreeing(), vec![last.clone()]].concat();
    // Finance has it a few days later.
    let mut late = last.clone();
    late.date = day("2025-11-03");
    let found = compared(ours(), [agreeing(), vec![late]].concat());
    assert_eq!(found.differences[0].cause(), Cause::CutOff);
    assert_eq!(found.differences[0].findings[0].evidence, Evidence::After(day("2025-11-03")));
    assert_eq!((found.differences[0].amount, found.later), (cents(123_456), 1));
    // Finance's lines end before it.
    let until = |day: &str, theirs: Vec<Line>| {
        let found = compared(ours(), [theirs, vec![cost("V98", day, 1)]].concat());
        let of_last = found.differences.into_iter().find(|found| found.ours.len() == 1).unwrap();
        of_last.findings[0].clone()
    };
    let of = |cause, evidence| Finding { cause, evidence };
    assert_eq!(until("2025-10-27", agreeing()), of(Cause::CutOff, Evidence::NotYet(day("2025-10-27"), 0)));
    // They go on to the last day, and finance books on the day: it is missing.
    assert_eq!(until("2025-10-31", agreeing()), of(Cause::MissingThere, Evidence::Nothing));
    // Finance books some days later, so that it may still come; or would have come by then.
    let later = |days: u64| -> Vec<Line> {
        let posted = agreeing().into_iter().map(|mut line| {
            line.date = line.date + Days::new(days);
            line
        });
        posted.collect()
    };
    assert_eq!(until("2025-10-31", later(3)), of(Cause::CutOff, Evidence::NotYet(day("2025-10-31"), 3)));
    assert_eq!(until("2025-10-31", later(2)), of(Cause::MissingThere, Evidence::Nothing));
    // Finance's extract goes on, and it is not there.
    let found = compared(ours(), [agreeing(), vec![cost("V98", "2025-11-09", 1)]].concat());
    assert_eq!(found.differences[0].cause(), Cause::MissingThere);
}

#[test]
fn kinds_and_months_that_the_extract_lacks_are_not_compared_and_that_is_said() {
    let mut ours = agreeing();
    ours.push(line(FinanceKind::Interest, "I1", "2023-03-31", 5_000));
    ours.push(cost("V50", "2024-03-11", 77_777));
    let found = compared(ours, agreeing());
    assert_eq!(found.differences, []);
    let not_compared =
        |kind: FinanceKind, month: &str| found.compared[&(kind, Month::parse(month).unwrap())].not_compared;
    assert_eq!(not_compared(FinanceKind::Interest, "2023-03").sum, cents(5_000));
    assert_eq!(not_compared(FinanceKind::Expenditure, "2024-03").sum, cents(77_777));
    assert!(!found.totals.contains_key(&FinanceKind::Interest));
    let nothing = compared(agreeing(), Vec::new());
    assert!(nothing.differences.is_empty() && nothing.totals.is_empty(), "no extract reconciles nothing");
    let waiting: usize = nothing.compared.values().map(|compared| compared.not_compared.lines).sum();
    assert_eq!(waiting, agreeing().len());
}

#[test]
fn totals_are_compared_with_the_sums_of_our_lines() {
    let total = |project: &str, year: &str, amount: i64| {
        let mut line = said(line(FinanceKind::Expenditure, "T", &format!("{year}-12-31"), amount), |said| {
            said.project = Some(project.to_owned());
        });
        line.total_of = Period::parse(year);
        line
    };
    let ours: Vec<Line> = agreeing().into_iter().filter(|line| line.kind == FinanceKind::Expenditure).collect();
    let sum: i64 = ours.iter().map(|line| line.amount.minor()).sum();
    assert_eq!(compared(ours.clone(), vec![total("PRJ-1", "2023", sum)]).differences, []);
    let found =
        compared(ours.clone(), vec![total("PRJ-1", "2023", sum - 41_327), total("PRJ-2", "2023", 900)]).differences;
    let said: Vec<(Cause, i64)> = found.iter().map(|found| (found.cause(), found.amount.minor())).collect();
    assert_eq!(said, [(Cause::Unexplained, 41_327), (Cause::MissingHere, -900)]);
}

#[test]
fn a_strange_name_is_taught_and_the_money_is_still_matched() {
    let found = differences(|lines| {
        lines[0].edit(|said| {
            said.donor = None;
            said.stranger = Some(poolfund::reconcile::Stranger { name: "Royaume de Belgique".into(), resembles: None });
        });
    });
    assert_eq!((found.len(), found[0].cause()), (1, Cause::Donor));
    let alias = Step::Alias { name: "Royaume de Belgique".into(), donor: DonorCode::new("BEL") };
    assert_eq!(found[0].proposal.steps, [alias]);
}

#[test]
fn income_and_cost_are_never_added_up() {
    let mut theirs = agreeing();
    theirs.remove(5);
    theirs.remove(0);
    let found = compared(agreeing(), theirs);
    // A deposit and a cost that finance lacks: the balance here is higher by the one less the other.
    assert_eq!(found.effect(), agreeing()[0].amount - agreeing()[5].amount);
}

fn facts(finance: Vec<FinanceLine>) -> Facts {
    let deposit = |number: &str, date: &str, amount: &str| {
        receipt(number, "BEL-01", date, ReceiptKind::Deposit, original(amount, "USD"))
    };
    let belgium = Donor {
        code: DonorCode::new("BEL"),
        name: "Belgium".into(),
        donor_type: None,
        country: None,
        language: None,
        contact: None,
        contacts: Names::default(),
        names: Names::default(),
        email: None,
        visibility: None,
        reporting: None,
        interests: Vec::new(),
        source: source(2),
    };
    Facts {
        donors: vec![belgium],
        agreements: vec![agreement("BEL-01", "10000000", "USD")],
        receipts: vec![deposit("R1", "2023-01-10", "1000.00"), deposit("R2", "2023-02-10", "2000.00")],
        expenditure: vec![expenditure(9, "TGO", "T01", "2023-03-03", "77.00").into()],
        finance: finance.into_iter().map(Into::into).collect(),
        ..Facts::default()
    }
}

fn of_ledger(finance: Vec<FinanceLine>) -> Reconciliation {
    let (fund, facts) = (fund(), facts(finance));
    let ledger = Ledger::build(&facts, &fund, day(AS_OF)).unwrap();
    reconcile(&fund, &facts, &ledger, vec![], &[]).unwrap()
}

#[test]
fn references_are_read_as_agreements_projects_and_numbers_of_either_side() {
    let by_reference = |document: &str, kind, date: &str, amount: i64, reference: &str| FinanceLine {
        reference: Some(reference.to_owned()),
        ..finance(document, kind, date, cents(amount))
    };
    let said = of_ledger(vec![
        by_reference("F1", FinanceKind::Deposit, "2023-01-12", 100_000, "BEL 01"),
        by_reference("F2", FinanceKind::Deposit, "2023-02-12", 200_000, "payment DOC-9; R2"),
        by_reference("F3", FinanceKind::Expenditure, "2023-03-04", 7_700, "prj-1"),
    ]);
    assert_eq!(said.differences, []);
    let theirs: Vec<(Option<&str>, Option<&str>, Vec<&str>)> = said
        .theirs
        .iter()
        .map(|line| (line.says(Dimension::Agreement), line.says(Dimension::Project), line.quotes().collect()))
        .collect();
    assert_eq!(theirs[0], (Some("BEL-01"), None, vec![]));
    assert_eq!(theirs[1].2, ["DOC-9", "R2"]);
    assert_eq!(theirs[2], (None, Some("PRJ-1"), vec![]));
}

#[test]
fn fees_by_the_fund_s_rules_are_lines_of_ours() {
    let fee = |number: &str, date: &str, amount: i64| finance(number, FinanceKind::Fee, date, cents(amount));
    let deposits = [("R1", "2023-01-10", 100_000), ("R2", "2023-02-10", 200_000)];
    let lines = deposits.map(|(number, date, amount)| finance(number, FinanceKind::Deposit, date, cents(amount)));
    let said = of_ledger([lines.to_vec(), vec![fee("F1", "2023-01-10", 1_000)]].concat());
    assert_eq!(said.differences.len(), 1);
    assert_eq!((said.differences[0].cause(), said.differences[0].amount), (Cause::ChargeNotBooked, cents(2_000)));
    assert_eq!(said.differences[0].effect, cents(-2_000));
}
