//! What is booked late: an open item goes when what it lacked is booked in the open month, and does not come back as a
//! difference of months; where no close knew of it, it is one.

use poolfund::domain::facts::FinanceKind;
use poolfund::domain::{AgreementRef, Currency};
use poolfund::ledger::RateTable;
use poolfund::ledger::store::{ClosedItems, OpenItem};
use poolfund::reconcile::{Cause, Known, Line, OpenItems, Reconciliation, Rules, Step, Went, compare};

use crate::builder::{cents, day, source};
use crate::small_fund::SmallFund;

fn line(kind: FinanceKind, number: &str, date: &str, amount: i64, quotes: &[&str]) -> Line {
    let mut line = Line::new(kind, number, day(date), cents(amount));
    line.edit(|said| {
        said.agreement = Some(AgreementRef::new("BEL-01"));
        said.quotes = quotes.iter().map(|number| (*number).to_owned()).collect();
        said.source = Some(source(3));
    });
    line
}

fn deposit(number: &str, date: &str, amount: i64, quotes: &[&str]) -> Line {
    line(FinanceKind::Deposit, number, date, amount, quotes)
}

/// Lines on which both sides agree in every month.
fn agreeing() -> Vec<Line> {
    let months = 1..=9;
    months
        .map(|month| deposit(&format!("A{month}"), &format!("2025-0{month}-08"), 90_000 + 1_237 * month, &[]))
        .collect()
}

/// A fund whose months are reconciled and closed one after the other.
#[derive(Default)]
struct Months(Vec<ClosedItems>);

impl Months {
    /// Reconciles a month and closes it.
    fn close(&mut self, ours: &[Line], theirs: &[Line], as_of: &str) -> (Reconciliation, OpenItems) {
        let rates = RateTable::new(&[], Currency::USD);
        let [ours, theirs] = [ours, theirs].map(|lines| [agreeing(), lines.to_vec()].concat());
        let rules = Rules { rates: &rates, usual_charges: &[], closes: &self.0 };
        let said = compare(ours, theirs, rules, day(as_of));
        let known = Known { closes: &self.0, settlements: &[], base: Currency::USD, as_of: day(as_of) };
        let items = OpenItems::of(&said, known);
        self.0.push(ClosedItems { closed_on: day(as_of), items: items.kept() });
        (said, items)
    }
}

fn causes(said: &Reconciliation) -> Vec<Cause> {
    said.differences.iter().flat_map(|difference| difference.findings.iter().map(|finding| finding.cause)).collect()
}

fn went(items: &[OpenItem]) -> Vec<(Went, Option<String>, Vec<String>)> {
    let of = |item: &OpenItem| {
        let went = item.went.as_deref().and_then(Went::parse).unwrap();
        (went, item.booked_on.map(|day| day.to_string()), item.with.clone())
    };
    items.iter().map(of).collect()
}

#[test]
fn what_is_booked_in_a_later_month_is_gone_and_stays_away() {
    let ours = [deposit("R1", "2025-08-29", 765_432, &[])];
    let booked = [deposit("F1", "2025-09-05", 765_432, &["R1"])];
    let mut months = Months::default();
    let (_, august) = months.close(&ours, &[], "2025-08-31");
    assert_eq!(august.standing.len(), 1, "between the two it matters, and stands open");
    let (said, september) = months.close(&ours, &booked, "2025-09-30");
    assert_eq!(causes(&said), []);
    let late = (Went::BookedLate, Some("2025-09-05".to_owned()), vec!["F1".to_owned()]);
    assert_eq!(went(&september.gone), [late]);
    for month in ["2025-10-31", "2025-11-30", "2025-12-31"] {
        let (said, items) = months.close(&ours, &booked, month);
        assert_eq!((causes(&said), items.standing.len(), items.gone.len()), (vec![], 0, 0), "{month}");
    }
}

#[test]
fn so_is_what_the_fund_books_late() {
    let theirs = [line(FinanceKind::BankCharge, "F1", "2025-08-11", 4_000, &[])];
    let booked = [line(FinanceKind::BankCharge, "R1", "2025-09-15", 4_000, &["F1"])];
    let mut months = Months::default();
    assert_eq!(months.close(&[], &theirs, "2025-08-31").1.standing.len(), 1);
    let (said, items) = months.close(&booked, &theirs, "2025-09-30");
    assert_eq!((causes(&said), went(&items.gone)[0].0), (vec![], Went::BookedLate));
    assert_eq!(causes(&months.close(&booked, &theirs, "2025-10-31").0), []);
}

#[test]
fn an_amount_that_is_corrected_later_is_right_and_what_still_lacks_is_proposed_once() {
    let ours = [deposit("R1", "2025-07-16", 53_811_659, &[])];
    let wrong = deposit("F1", "2025-07-16", 52_952_078, &["R1"]);
    let part = |number: &str, date: &str, amount: i64| deposit(number, date, amount, &["R1", "F1"]);
    let mut months = Months::default();
    let (said, _) = months.close(&ours, std::slice::from_ref(&wrong), "2025-07-31");
    assert_eq!(said.differences[0].amount, cents(859_581));
    // A part of it: one difference of what still lacks, and one entry of as much.
    let some = [wrong.clone(), part("F2", "2025-08-10", 500_000)];
    let (said, _) = months.close(&ours, &some, "2025-08-31");
    assert_eq!((said.differences.len(), said.differences[0].amount), (1, cents(359_581)));
    let [Step::Book { entries, .. }] = said.differences[0].proposal.steps.as_slice() else {
        panic!("{:?}", said.differences[0].proposal)
    };
    assert_eq!(entries.iter().map(|entry| entry.amount).collect::<Vec<_>>(), [cents(359_581)]);
    // The rest, a month after that.
    let all = [some.to_vec(), vec![part("F3", "2025-09-12", 359_581)]].concat();
    let (said, september) = months.close(&ours, &all, "2025-09-30");
    assert_eq!(causes(&said), []);
    assert_eq!(went(&september.gone)[0].0, Went::BookedLate);
    assert_eq!(causes(&months.close(&ours, &all, "2025-10-31").0), []);
}

#[test]
fn a_line_that_is_taken_back_and_booked_again_as_what_it_should_be_is_right() {
    let ours = [deposit("R1", "2025-07-16", 765_432, &[])];
    let of_another = |number: &str, date: &str, amount: i64, quotes: &[&str]| {
        let mut line = deposit(number, date, amount, quotes);
        line.edit(|said| said.agreement = Some(AgreementRef::new("BEL-02")));
        line
    };
    let wrong = of_another("F1", "2025-07-17", 765_432, &["R1"]);
    let mut months = Months::default();
    assert_eq!(causes(&months.close(&ours, std::slice::from_ref(&wrong), "2025-07-31").0), [Cause::Agreement]);
    let back = of_another("F2", "2025-08-12", -765_432, &["R1", "F1"]);
    let again = deposit("F3", "2025-08-12", 765_432, &["R1", "F1"]);
    let all = [wrong, back, again];
    let (said, august) = months.close(&ours, &all, "2025-08-31");
    assert_eq!((causes(&said), went(&august.gone)[0].0), (vec![], Went::BookedLate));
    assert_eq!(causes(&months.close(&ours, &all, "2025-09-30").0), []);
}

#[test]
fn a_line_that_both_sides_move_in_a_later_month_is_right_in_its_own() {
    let booked = |agreement: &str, number: &str, date: &str, amount: i64, quotes: &[&str]| {
        let mut line = deposit(number, date, amount, quotes);
        line.edit(|said| said.agreement = Some(AgreementRef::new(agreement)));
        line
    };
    let first = booked("BEL-01", "F1", "2025-07-16", 765_432, &["R1"]);
    let mut months = Months::default();
    let agreed = [booked("BEL-01", "R1", "2025-07-16", 765_432, &[])];
    assert_eq!(causes(&months.close(&agreed, std::slice::from_ref(&first), "2025-07-31").0), []);
    let ours = [booked("BEL-02", "R1", "2025-07-16", 765_432, &[])];
    let back = booked("BEL-01", "F2", "2025-08-20", -765_432, &["R1", "F1"]);
    let again = booked("BEL-02", "F3", "2025-08-20", 765_432, &["R1", "F1"]);
    assert_eq!(causes(&months.close(&ours, &[first, back, again], "2025-08-31").0), []);
}

#[test]
fn months_that_no_close_knows_to_differ_are_a_difference() {
    let ours = [deposit("R1", "2025-07-29", 765_432, &[])];
    let theirs = [deposit("F1", "2025-08-05", 765_432, &["R1"])];
    // The first reconciliation of all finds both.
    let mut months = Months::default();
    assert_eq!(causes(&months.close(&ours, &theirs, "2025-08-31").0), [Cause::Timing]);
    assert_eq!(causes(&months.close(&ours, &theirs, "2025-09-30").0), [Cause::Timing]);
    // A line comes into a closed month that nobody saw at its close.
    let mut months = Months::default();
    months.close(&[], &[], "2025-07-31");
    assert_eq!(causes(&months.close(&ours, &theirs, "2025-08-31").0), [Cause::Timing]);
    // Finance dates its booking back into a month before, of which the close knew nothing of the kind.
    let mut months = Months::default();
    let ours = [deposit("R1", "2025-08-29", 765_432, &[])];
    let back = [deposit("F1", "2025-07-28", 765_432, &["R1"])];
    months.close(&ours, &[], "2025-08-31");
    assert_eq!(causes(&months.close(&ours, &back, "2025-09-30").0), [Cause::Timing]);
}

#[test]
fn months_that_differed_at_a_close_are_not_made_right_by_lines_that_undo_each_other() {
    let ours = [deposit("R1", "2025-07-29", 765_432, &[])];
    let theirs = [deposit("F1", "2025-08-05", 765_432, &["R1"])];
    let mut months = Months::default();
    assert_eq!(causes(&months.close(&ours, &theirs, "2025-08-31").0), [Cause::Timing]);
    let (back, again) = (deposit("F2", "2025-09-03", -765_432, &["F1"]), deposit("F3", "2025-09-04", 765_432, &["R1"]));
    let stirred = [theirs.to_vec(), vec![back, again]].concat();
    let (said, _) = months.close(&ours, &stirred, "2025-09-30");
    assert!(causes(&said).contains(&Cause::Timing), "{:?}", said.differences);
}

/// The differences that a run tells of.
fn told(fund: &SmallFund, month: &str) -> String {
    let said = fund.works(&["run", "--as-of", month]);
    said.lines().find(|line| line.starts_with("Finance")).unwrap_or_default().to_owned()
}

#[test]
fn a_fund_whose_finance_books_in_the_open_month_what_the_workbook_proposes_has_nothing_left() {
    let fund = SmallFund::new();
    let extract = |rows: &[&str]| {
        let text =
            format!("Document,Kind,Date,Reference,Amount\nF-2,deposit,2025-09-20,R-2,200.00\n{}\n", rows.join("\n"));
        fund.write("finance.csv", &text);
    };
    fund.set("[[input]]", "[[input]]\nkind = \"finance\"\nfile = \"finance.csv\"\n\n[[input]]");
    extract(&["F-1,deposit,2025-08-10,R-1,450.00"]);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let accepted = ["compared", "differences", "restatements", "expiring"].map(|item| ["--accept", item]).concat();
    let close = |month: &str| {
        fund.works(&[&["close", month, "--as", "Ann", "--reason", "to be booked in October"][..], &accepted].concat())
    };
    close("2025-09");
    // EUR 450.00 are USD 500.00: finance books what lacks, with the next month, and the third deposit.
    extract(&[
        "F-1,deposit,2025-08-10,R-1,450.00",
        "F-9,deposit,2025-10-14,F-1; R-1,50.00",
        "F-3,deposit,2025-10-05,R-3,100.00",
    ]);
    for month in ["2025-10", "2025-11"] {
        let finance = told(&fund, &format!("{month}-{}", if month == "2025-10" { "31" } else { "30" }));
        assert!(finance.contains("no difference"), "{month}: {finance}");
        close(month);
    }
    let item = crate::reconcile_items::item_of(&fund, "2025-09", "R-1 / F-1");
    let history = fund.works(&["trace", &item]);
    assert!(history.contains("went: booked-late, on 2025-10-14 F-9"), "{history}");
}
