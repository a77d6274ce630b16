//! What is restated, and what is not: the same facts, however they are saved.

use std::sync::Arc;

use poolfund::config::InputKind;
use poolfund::domain::facts::*;
use poolfund::domain::source::SourceSheet;
use poolfund::domain::{DonorCode, FactKind, GeographyCode, ProjectNumber, Source, ThemeCode};
use poolfund::intake::Outcome;
use poolfund::ledger::store::{self, ClosedTo, Frozen, Restatement};

use crate::builder::*;
use crate::keeping::{InFile, Keeping, in_each};
use crate::store_contract::{append, close, outcome};

fn deposit(number: &str, date: &str, amount: &str) -> Receipt {
    receipt(number, "BEL-1", date, ReceiptKind::Deposit, original(amount, "EUR"))
}

fn cost(document: Option<&str>, date: &str, amount: &str) -> Expenditure {
    Expenditure {
        date: day(date),
        project: ProjectNumber::new("P-1"),
        geography: GeographyCode::new("TGO"),
        theme: ThemeCode::new("T01"),
        category: ExpenditureCategory::Staff,
        amount: original(amount, "USD"),
        base_amount: None,
        agreement: None,
        obligation: None,
        expenditure_type: ExpenditureType::Expenditure,
        document: document.map(str::to_owned),
        description: None,
        source: source(2),
    }
}

/// A sheet of receipts.
fn deposits(file: &str, all: &[Receipt]) -> Outcome {
    outcome(InputKind::Facts(FactKind::Receipt), file, &format!("{all:?}"), |source| {
        let placed = |(row, fact): (usize, &Receipt)| Receipt { source: source(row as u32 + 2), ..fact.clone() };
        Facts { receipts: all.iter().enumerate().map(placed).collect(), ..Facts::default() }
    })
}

/// A sheet of costs, from a row on.
fn costs(file: &str, first: usize, all: &[Expenditure]) -> Outcome {
    outcome(InputKind::Facts(FactKind::Expenditure), file, &format!("{first}{all:?}"), |source| {
        let placed = |(row, fact): (usize, &Expenditure)| {
            Expenditure { source: source((row + first) as u32), ..fact.clone() }.into()
        };
        Facts { expenditure: all.iter().enumerate().map(placed).collect(), ..Facts::default() }
    })
}

/// Entered in September, when all was closed to the end of August with imports.
fn in_september(imports: &[String]) -> (&str, Option<ClosedTo<'_>>) {
    ("2025-09", Some(ClosedTo { day: day("2025-08-31"), imports }))
}

/// What September's inputs restate of those of August, which is closed.
fn restated(before: Vec<Outcome>, now: Vec<Outcome>) -> Vec<Restatement> {
    restated_in(&InFile::new(), before, now)
}

fn restated_in(place: &dyn Keeping, before: Vec<Outcome>, now: Vec<Outcome>) -> Vec<Restatement> {
    let mut store = place.open();
    append(store.as_mut(), vec![close("2025-08", None, Frozen::default(), &[])], vec![]);
    let mut record = |outcomes: Vec<Outcome>| -> Vec<String> {
        let readings: Vec<_> = outcomes.into_iter().map(|outcome| store::reading("key", outcome).unwrap()).collect();
        let ids = readings.iter().map(|[import, _]| import.id()).collect();
        append(store.as_mut(), readings.into_iter().flatten().collect(), vec![]);
        ids
    };
    let (before, now) = (record(before), record(now));
    let found = store::restate(&before, (&now, &[]), in_september(&before), 2, store.as_ref()).unwrap();
    let Some((event, list)) = found else { return vec![] };
    let recorded = append(store.as_mut(), vec![event], vec![]).remove(0);
    assert_eq!(Restatement::of(&recorded).unwrap(), list, "it is recorded as it was found");
    list
}

fn words(restated: &[Restatement]) -> Vec<String> {
    restated.iter().map(ToString::to_string).collect()
}

#[test]
fn every_keeping_place_restates_alike() {
    let was = [deposit("R-1", "2025-08-01", "450.00"), deposit("R-2", "2025-08-02", "80")];
    let is = [deposit("R-1", "2025-08-01", "405.00"), deposit("R-3", "2025-08-03", "7")];
    let in_file = restated(vec![deposits("r.csv", &was)], vec![deposits("r.csv", &is)]);
    assert_eq!(in_file.len(), 3);
    in_each(|place| {
        let here = restated_in(place, vec![deposits("r.csv", &was)], vec![deposits("r.csv", &is)]);
        assert_eq!(here, in_file);
    });
}

#[test]
fn the_same_facts_saved_otherwise_restate_nothing() {
    let (one, two) = (deposit("R-1", "2025-08-01", "450.00"), deposit("R-2", "2025-08-02", "80"));
    let before = vec![deposits("receipts.csv", &[one.clone(), two.clone()])];
    // Other bytes, another order, another file, decimals written otherwise.
    let (as_number, with_cents) = (deposit("R-1", "2025-08-01", "450"), deposit("R-2", "2025-08-02", "80.00"));
    assert!(restated(before.clone(), vec![deposits("receipts.xlsx", &[with_cents, as_number])]).is_empty());
    // Two sheets instead of one.
    let sheets = vec![deposits("a.csv", &[two]), deposits("b.csv", &[one])];
    assert!(restated(before, sheets).is_empty());
}

#[test]
fn sheets_of_one_kind_are_compared_together() {
    let year = |year: i32, lines: usize| -> Vec<Expenditure> {
        let line = |number| cost(Some(&format!("V-{year}-{number}")), &format!("{year}-03-01"), "10.00");
        (0..lines).map(line).collect()
    };
    let before = vec![costs("2023.xlsx", 2, &year(2023, 40)), costs("2024.xlsx", 2, &year(2024, 40))];
    let mut more = year(2024, 40);
    more[7].amount = original("12.00", "USD");
    more.push(cost(Some("V-new"), "2025-09-01", "5.00"));
    let list = restated(before, vec![costs("2023.xlsx", 9, &year(2023, 40)), costs("2024.xlsx", 2, &more)]);
    let line = "Restated, of a closed month: expenditure V-2024-7: amount was USD 10.00, is USD 12.00 (2024.xlsx, Sheet, row 9)";
    assert_eq!(words(&list), [line], "a fact that is new in the open month is no restatement");
}

#[test]
fn what_changed_is_said_field_by_field() {
    let was = Receipt { notes: Some("first".into()), ..deposit("R-1", "2025-08-10", "450.00") };
    let is = Receipt { base_amount: Some(cents(50_050)), date: day("2025-09-02"), notes: None, ..was.clone() };
    let list = restated(vec![deposits("r.csv", &[was])], vec![deposits("r.csv", &[is])]);
    assert_eq!((list.len(), list[0].closed), (1, true), "it was of a closed month");
    let changes: Vec<_> =
        list[0].changes.iter().map(|one| (one.field.as_str(), one.old.as_str(), one.new.as_str())).collect();
    let expected = [("date", "2025-08-10", "2025-09-02"), ("base_amount", "", "500.50"), ("notes", "first", "")];
    assert_eq!(changes, expected);
    assert_eq!(list[0].was.as_ref().unwrap().amount, Some(45_000));
    let sentence = "Restated, of a closed month: receipt R-1: date was 2025-08-10, is 2025-09-02; \
                    base_amount was blank, is 500.50; notes was first, is blank (r.csv, Sheet, row 2)";
    assert_eq!(words(&list), [sentence]);
}

#[test]
fn what_is_gone_or_came_late_is_said() {
    let kept = deposit("R-1", "2025-08-01", "10.00");
    let gone = deposit("R-2", "2025-08-02", "20.00");
    let (late, new) = (deposit("R-3", "2025-08-30", "30.00"), deposit("R-4", "2025-09-01", "40.00"));
    let list = restated(vec![deposits("r.csv", &[kept.clone(), gone])], vec![deposits("r.csv", &[kept, late, new])]);
    let expected = [
        "Restated, of a closed month: receipt R-2 is gone: it was EUR 20.00 (r.csv, Sheet, row 3)",
        "Restated, of a closed month: receipt R-3 came late: EUR 30.00 (r.csv, Sheet, row 3)",
    ];
    assert_eq!(words(&list), expected);
    // A whole file of a kind that had none.
    let list = restated(vec![], vec![deposits("r.csv", &[deposit("R-1", "2025-08-01", "1.00")])]);
    assert_eq!(words(&list), ["Restated, of a closed month: receipt R-1 came late: EUR 1.00 (r.csv, Sheet, row 2)"]);
}

#[test]
fn a_row_that_is_given_twice_is_no_restatement() {
    for document in [Some("V-1"), None] {
        let line = |amount| cost(document, "2025-08-01", amount);
        let before = vec![costs("c.csv", 2, &[line("1.00"), line("2.00")])];
        let now = vec![costs("c.csv", 2, &[line("1.00"), line("2.00"), line("2.00"), line("3.00")])];
        let name = document.map_or_else(|| "expenditure".to_owned(), |number| format!("expenditure {number}"));
        let mut said = words(&restated(before, now));
        said.sort();
        let expected = [
            format!(
                "Given once more, of a closed month: {name} stands there once more: USD 2.00 (c.csv, Sheet, row 4)"
            ),
            format!("Restated, of a closed month: {name} came late: USD 3.00 (c.csv, Sheet, row 5)"),
        ];
        assert_eq!(said, expected);
    }
}

#[test]
fn lines_of_one_document_and_lines_without_a_name_find_their_own() {
    let line = |amount| cost(Some("V-1"), "2025-08-01", amount);
    let before = vec![costs("c.csv", 2, &[line("1.00"), line("2.00"), line("2.00"), line("3.00")])];
    let now = vec![costs("c.csv", 9, &[line("3.00"), line("2.00"), line("4.00"), line("1.00")])];
    let list = restated(before, now);
    let sentence =
        "Restated, of a closed month: expenditure V-1: amount was USD 2.00, is USD 4.00 (c.csv, Sheet, row 11)";
    assert_eq!(words(&list), [sentence]);
    let nameless = |amount| cost(None, "2025-08-01", amount);
    let before = vec![costs("c.csv", 2, &[nameless("1.00"), nameless("1.00"), nameless("2.00")])];
    let now = vec![costs("c.csv", 2, &[nameless("1.00"), nameless("5.00"), nameless("2.00")])];
    let list = restated(before.clone(), now);
    let sentence = "Restated, of a closed month: expenditure: amount was USD 1.00, is USD 5.00 (c.csv, Sheet, row 3)";
    assert_eq!(words(&list), [sentence]);
    // Moved to another row, no line is taken for another.
    let now = vec![costs("c.csv", 30, &[nameless("2.00"), nameless("1.00"), nameless("7.00")])];
    let expected = [
        "Restated, of a closed month: expenditure is gone: it was USD 1.00 (c.csv, Sheet, row 3)",
        "Restated, of a closed month: expenditure came late: USD 7.00 (c.csv, Sheet, row 32)",
    ];
    assert_eq!(words(&restated(before, now)), expected);
}

#[test]
fn a_record_within_a_fact_says_its_own_fields() {
    let was = agreement("BEL-1", "100.00", "EUR");
    let mut is = was.clone();
    is.earmark.include = vec![target("TGO", "ALL"), target("VNM", "T01")];
    let sheet = |fact: &Agreement| {
        outcome(InputKind::Facts(FactKind::Agreement), "a.csv", &format!("{fact:?}"), |source| Facts {
            agreements: vec![Agreement { source: source(2), ..fact.clone() }],
            ..Facts::default()
        })
    };
    let list = restated(vec![sheet(&was)], vec![sheet(&is)]);
    assert_eq!(list[0].changes[0].field, "earmark.include");
    assert_eq!(list[0].changes[0].old, "geography WORLD, theme ALL");
    assert_eq!(list[0].changes[0].new, "geography TGO, theme ALL; geography VNM, theme T01");
}

#[test]
fn the_same_file_read_otherwise_says_so() {
    let sheet = |fact: Receipt| {
        let mut outcome = deposits("r.csv", &[fact]);
        let same = Arc::new(SourceSheet { file: "r.csv".into(), sha256: "the same".into(), sheet: "Sheet".into() });
        outcome.sheets[0].source = Arc::clone(&same);
        outcome.head.as_mut().unwrap().sha256 = same.sha256.clone();
        outcome.harvest.facts.receipts[0].source = Source { sheet: same, row: 2 };
        outcome
    };
    let (was, is) = (deposit("R-1", "2025-08-01", "1.00"), deposit("R-1", "2025-08-01", "100.00"));
    let list = restated(vec![sheet(was)], vec![sheet(is)]);
    assert!(list[0].reason.contains("is the file that it was"), "{}", list[0].reason);
}

#[test]
fn what_a_new_version_reads_otherwise_is_no_restatement_by_who_sent_it() {
    in_each(reads_otherwise);
}

fn reads_otherwise(place: &dyn Keeping) {
    let mut store = place.open();
    append(store.as_mut(), vec![close("2025-08", None, Frozen::default(), &[])], vec![]);
    // The same bytes, read by the rules of an earlier version and by those of today.
    let read = |amount: &str| store::reading("key", outcome_of("r.csv", amount)).unwrap();
    let ([old, mut by], [new, _]) = (read("450.00"), read("1250.00"));
    let today = format!("\"rules\":{}", poolfund::intake::RULES);
    assert!(by.payload.contains(&today));
    by.payload = by.payload.replace(&today, "\"rules\":1");
    let ids = [old.id(), new.id()];
    append(store.as_mut(), vec![old, by, new], vec![]);
    let (_, list) =
        store::restate(&ids[..1], (&ids[1..], &[]), in_september(&ids[..1]), 2, store.as_ref()).unwrap().unwrap();
    let said = words(&list).remove(0);
    let start = "Read otherwise by this version, of a closed month, the file is the same: receipt R-1: amount was EUR 450.00, \
                 is EUR 1,250.00 (r.csv, Sheet, row 2). Since rules 1 (now ";
    assert!(said.starts_with(start), "{said}");
    let reread = list[0].reread.as_ref().unwrap();
    assert_eq!((reread.before, reread.now), (1, poolfund::intake::RULES));
    assert_eq!(reread.rules, poolfund::intake::rules_since(1));
    assert!(said.ends_with(&reread.rules.join("; ")), "{said}");
    // By the rules of today it is what other settings make of it.
    let again = store::reading("key", outcome_of("r.csv", "4.50")).unwrap();
    let other = store::reading("key", outcome_of("r.csv", "45.00")).unwrap();
    let ids = [again[0].id(), other[0].id()];
    append(store.as_mut(), again.into_iter().chain(other).collect(), vec![]);
    let (_, list) =
        store::restate(&ids[..1], (&ids[1..], &[]), in_september(&ids[..1]), 2, store.as_ref()).unwrap().unwrap();
    assert!(list[0].reread.is_none() && list[0].reason.ends_with("read by other settings"), "{:?}", list[0]);
}

/// A deposit of this amount in a file of the same bytes.
fn outcome_of(file: &str, amount: &str) -> Outcome {
    outcome(InputKind::Facts(FactKind::Receipt), file, "the same", |source| {
        let fact = Receipt { source: source(2), ..deposit("R-1", "2025-08-01", amount) };
        Facts { receipts: vec![fact], ..Facts::default() }
    })
}

/// What `now` restates in September of `before`, when August was closed with `closed_with` of the imports of before.
fn restated_after(before: Vec<Outcome>, now: Vec<Outcome>, closed_with: usize) -> Vec<Restatement> {
    let place = InFile::new();
    let mut store = place.open();
    let mut record = |outcomes: Vec<Outcome>| -> Vec<String> {
        let readings = outcomes.into_iter().map(|outcome| store::reading("key", outcome).unwrap());
        let readings: Vec<_> = readings.collect();
        let ids = readings.iter().map(|[import, _]| import.id()).collect();
        append(store.as_mut(), readings.into_iter().flatten().collect(), vec![]);
        ids
    };
    let (before, now) = (record(before), record(now));
    let closed = in_september(&before[..closed_with]);
    store::restate(&before, (&now, &[]), closed, 2, store.as_ref()).unwrap().map_or(vec![], |(_, list)| list)
}

#[test]
fn what_was_first_read_after_a_close_is_no_restatement_of_a_closed_month() {
    let early = || deposits("early.csv", &[deposit("R-1", "2025-08-01", "10.00")]);
    let late = || deposits("late.csv", &[deposit("R-2", "2025-08-02", "20.00")]);
    let gone = |closed_with: usize| words(&restated_after(vec![early(), late()], vec![early()], closed_with));
    let stood = "receipt R-2 is gone: it was EUR 20.00 (late.csv, Sheet, row 2)";
    assert_eq!(gone(2), [format!("Restated, of a closed month: {stood}")]);
    assert_eq!(gone(1), [format!("Since the run before: {stood}")], "the close did not have it");
    // It was there under another file's name: the month was closed with it.
    let moved = || deposits("moved.csv", &[deposit("R-2", "2025-08-02", "20.00")]);
    let list = restated_after(vec![moved(), late()], vec![], 1);
    assert!(list.iter().all(|one| one.closed), "{:?}", words(&list));
}

#[test]
fn a_name_of_finance_s_that_is_known_by_now_restates_no_closed_month() {
    let extract = |content: &str, written: &str, code: Option<&str>| {
        let donor = FinanceDonor { written: written.to_owned(), code: code.map(DonorCode::new) };
        outcome(InputKind::Facts(FactKind::Finance), "finance.csv", content, |source| {
            let line = finance("F-13", FinanceKind::Deposit, "2025-07-22", cents(7_498_500));
            let line = FinanceLine { donor: Some(donor.into()), source: source(8), ..line };
            Facts { finance: vec![line.into()], ..Facts::default() }
        })
    };
    let closed = |now: Outcome| {
        let list = restated_after(vec![extract("the same", "Blue Bank", None)], vec![now], 1);
        (list.len(), list[0].closed)
    };
    assert_eq!(closed(extract("the same", "Blue Bank", Some("BLB"))), (1, false), "an alias was recorded");
    assert_eq!(closed(extract("another", "Blue Bank Ltd", Some("BLB"))), (1, true), "finance says something else");
}

#[test]
fn what_has_neither_name_nor_amount_to_tell_says_where_it_stood() {
    let rates = |rates: Vec<Rate>| {
        outcome(InputKind::Facts(FactKind::Rate), "rates.csv", &format!("{}", rates.len()), |source| {
            let rates = rates.into_iter().map(|rate| Rate { source: source(3), ..rate }).collect();
            Facts { rates, ..Facts::default() }
        })
    };
    let said = words(&restated(vec![rates(vec![rate("EUR", "0.9", "2025-08-01")])], vec![rates(vec![])]));
    assert!(said[0].contains("is gone: it ") && !said[0].contains("it was ("), "{said:?}");
}
