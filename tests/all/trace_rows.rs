//! Ages, counts of days and amounts of few rows lead to their own rows, and to no others.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use poolfund::domain::facts::*;
use poolfund::domain::{AgreementRef, EarmarkChange, Money, Source};
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Cell, Value};
use poolfund::report::origin::{Counts, Entry, Number};
use poolfund::report::{Provenance, View, Workbook};

use crate::builder::{day, expenditure, hold, source};
use crate::report::figures_of;
use crate::small_fund::SmallFund;
use crate::trace::of_many_kinds;

const FUND: &str = "fund-2025-10.xlsx";

/// A fund with late instalments, an agreement whose end an amendment set, costs that wait for two causes, and a proposed decision;
/// each fact has a row of its own. With the days that rows say.
fn with_ages() -> (Figures, BTreeMap<Source, NaiveDate>) {
    let Figures { fund, mut facts, .. } = of_many_kinds("interest = \"held\"", "USD");
    facts.decisions.push(hold("D-1", "TGO/T02", DecisionStatus::Proposed));
    for (row, date) in [(63, "2024-06-01"), (64, "2024-08-01")] {
        facts.expenditure.push(expenditure(row, "KEN", "T01", date, "10.10").into());
    }
    facts.expenditure.push(expenditure(65, "TGO", "T02", "2025-07-01", "95000").into());
    let (mut days, ended) = (BTreeMap::new(), day("2025-06-30"));
    for (row, instalment) in (200..).zip(&mut facts.instalments) {
        instalment.source = source(row);
        days.insert(source(row), instalment.due_on);
    }
    days.extend(facts.expenditure.iter().map(|cost| (cost.source.clone(), cost.date)));
    days.extend(facts.decisions.iter().map(|decision| (decision.source.clone(), decision.date)));
    facts.agreements[2].earmark.window = None;
    facts.amendments.push(Amendment {
        agreement: AgreementRef::new(facts.agreements[2].reference.as_str()),
        number: "1".into(),
        effective_on: day("2023-05-01"),
        amount: None,
        earmark: EarmarkChange::default(),
        eligible_from: None,
        valid_from: None,
        valid_to: Some(ended),
        fee_rate: None,
        support_rate: None,
        levy: None,
        notes: None,
        source: source(300),
    });
    days.insert(source(300), ended);
    (figures_of(fund, facts), days)
}

fn book(figures: &Figures, file: &str) -> Book {
    let view = View::new(figures, Provenance::default()).unwrap();
    Workbook::of_file(&view, file).unwrap().build(&view)
}

/// The figures of a column of a sheet, with the entries behind each.
fn column<'b>(book: &'b Book, sheet: &str, column: usize, figures: &Figures) -> Vec<(&'b Value, Vec<Entry>)> {
    let sheet = book.sheets.iter().find(|one| one.name == sheet).unwrap();
    let cells = sheet.rows.iter().filter_map(|row| row.get(column)).filter(|cell| cell.value.is_number());
    let entries = |cell: &Cell| {
        let number = Number { money: cell.value.money(), units: cell.value.units() };
        cell.origin.as_ref().map_or_else(Vec::new, |origin| origin.entries(number, figures))
    };
    cells.map(|cell| (&cell.value, entries(cell))).collect()
}

#[test]
fn an_age_leads_to_the_row_that_says_the_day_from_which_it_counts() {
    let (figures, days) = with_ages();
    let book = book(&figures, FUND);
    let mut led_to = BTreeSet::new();
    for (sheet, at) in [("Exceptions", 4), ("Pending", 1)] {
        for (value, entries) in column(&book, sheet, at, &figures) {
            let [entry] = &entries[..] else { panic!("{sheet}: {value:?} leads to {entries:?}") };
            let since = days[entry.source.as_ref().unwrap()];
            assert_eq!(*value, Value::Whole((day("2025-10-31") - since).num_days()), "{sheet}: {entry:?}");
            assert_eq!(entry.what, format!("days from {since} to the day of the report"));
            assert_eq!(entry.counts, Counts::Day);
            led_to.extend(entry.source.clone());
        }
    }
    // A late instalment, the oldest cost of a cause and one that is not, the decision, the amendment that set an end.
    for row in [63, 64, 70, 300] {
        assert!(led_to.contains(&source(row)), "{row}: {led_to:?}");
    }
    assert!(led_to.iter().any(|source| (200..300).contains(&source.row)), "{led_to:?}");
}

#[test]
fn what_is_pending_for_a_cause_leads_to_the_rows_of_that_cause_alone() {
    let (figures, _) = with_ages();
    let book = book(&figures, FUND);
    let all = column(&book, "Exceptions", 3, &figures);
    let pending = all.iter().filter(|(_, entries)| entries.iter().any(|entry| entry.what.contains("pending:")));
    let pending: Vec<_> = pending.collect();
    assert!(pending.len() > 1, "of several causes: {all:?}");
    let mut rows = Vec::new();
    for (value, entries) in pending {
        let sum: Money = entries.iter().map(|entry| entry.amount.expect("each row counts")).sum();
        assert_eq!(**value, Value::Money(sum), "{entries:?}");
        rows.extend(entries.iter().filter_map(|entry| entry.source.clone()));
    }
    let each: BTreeSet<_> = rows.iter().collect();
    assert_eq!((each.len(), rows.len()), (rows.len(), figures.attribution.pending.len()), "each row once");
}

#[test]
fn the_number_of_an_action_or_of_a_reason_leads_to_no_row() {
    let (figures, _) = with_ages();
    for (file, sheet, at) in [(FUND, "Exceptions", 6), ("gap-2025-10.xlsx", "Priorities", 4)] {
        let book = book(&figures, file);
        let found = column(&book, sheet, at, &figures);
        assert!(!found.is_empty(), "{sheet}");
        for (value, entries) in found {
            assert!(entries.len() == 1 && entries[0].source.is_none(), "{sheet}: {value:?}, {entries:?}");
        }
    }
}

#[test]
fn trace_shows_the_row_that_says_the_day() {
    let fund = SmallFund::new();
    fund.set("[gap]", "[[input]]\nkind = \"instalments\"\nfile = \"instalments.csv\"\n[gap]");
    fund.write("instalments.csv", "Agreement,Due date,Currency,Amount\nBEL-1,2025-09-01,EUR,1000.00\n");
    fund.works(&["run", "--as-of", "2025-10-31"]);
    let file = "reports/2025-10/fund-2025-10.xlsx";
    let found = (7..20).find_map(|row| {
        let output = fund.poolfund(&["trace", file, &format!("Exceptions!E{row}")]);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.contains("days from ").then_some(said)
    });
    let said = found.expect("something is due");
    assert!(said.lines().count() == 2 && said.contains("instalments.csv, row 2  days from 2025-09-01"), "{said}");
}
