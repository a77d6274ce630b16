//! Constants live in data: every number that no formula makes stands in a table of one thing a row.

use std::collections::BTreeSet;

use poolfund::config;
use poolfund::domain::Language;
use poolfund::domain::facts::{Receipt, ReceiptKind};
use poolfund::intake::{self, Options, settings};
use poolfund::report::grid::{Cell, Sheet, Value};
use poolfund::report::origin::{Basis, Origin};
use poolfund::report::{Provenance, View, annual, donor, fund, gap_tracker};

use crate::builder::{FUND, dollars, expenditure, original, receipt};
use crate::report::{facts, figures, figures_of};
use crate::report_texts::texts;
use crate::sheets::isolated;
use crate::trace::with_changes;

/// The tables that are data: what they hold comes from the inputs or from the engine, and no formula can make it.
const DATA: &[&str] = &[
    // The data sheet itself, and the lists of what was read.
    "Amounts",
    "Cells",
    "Needs",
    "OwnCurrency",
    "ResultsByPlace",
    "PeriodAmounts",
    "PeriodReceipts",
    "Transactions",
    "Pending",
    "Results",
    "Targets",
    "YearResults",
    // Agreements in their own currencies, instalments, what somebody has to act on, decisions.
    "Agreements",
    "Rates",
    "Pledges",
    "Pipeline",
    "Instalments",
    "Ended",
    "OverAllocated",
    "Exceptions",
    "Actions",
    "Uncovered",
    "Attention",
    "Decisions",
    "DecidedSince",
    "Proposed",
    "Available",
    "ToCome",
    // What the closed month said, and what changed since.
    "ChangesSigned",
    "ChangesReceived",
    "ChangesAllocated",
    "ChangesCharged",
    "ChangesSupport",
    // Results of the optimiser, reasons, series.
    "GapCauses",
    "Waiting",
    "Loosened",
    "Lacking",
    "LackingByReason",
    "GapByMonth",
    "GapBridge",
];

/// The numbers of a sheet that no formula makes and that stand in no table of data: the table, and where.
fn strays(sheet: &Sheet) -> Vec<String> {
    let mut strays = Vec::new();
    for (row, cells) in (0_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            let number = cell.value.is_number() || matches!(cell.value, Value::Date(_));
            // Nothing came before the first year, whatever the data are.
            let beginning = cell.origin == Some(Origin::of(Basis::Beginning));
            if !number || cell.formula.is_some() || beginning {
                continue;
            }
            let table = sheet.tables().find(|(_, range)| {
                (range.first_row..=range.last_row).contains(&row)
                    && (range.first_column..=range.last_column).contains(&column)
            });
            let name = table.map_or("no table", |(name, _)| name);
            if !DATA.contains(&name) {
                strays.push(format!("{}!R{}C{}: {:?} in {name}", sheet.name, row + 1, column + 1, cell.value));
            }
        }
    }
    strays
}

fn every_constant_is_data(view: &View<'_>) -> usize {
    let donors = view.donors().map(|of| donor::book(view, of));
    let books = donors.chain([fund::book(view), gap_tracker::book(view), annual::book(view, 2025)]);
    let mut walked = 0;
    let mut wrong = BTreeSet::new();
    for book in books {
        walked += 1;
        for sheet in &book.sheets {
            wrong.extend(strays(sheet).into_iter().map(|stray| format!("{}: {stray}", book.title)));
        }
    }
    assert!(wrong.is_empty(), "{} strays: {:#?}", wrong.len(), wrong.iter().take(40).collect::<Vec<_>>());
    walked
}

#[test]
fn every_constant_of_a_small_fund_stands_in_data() {
    let figures = with_changes(figures(facts()));
    let view = View::new(&figures, Provenance::default()).unwrap();
    assert_eq!(every_constant_is_data(&view), 7);
}

#[test]
fn every_constant_of_the_sample_stands_in_data() {
    let inputs = crate::support::root().join("inputs");
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    let facts = intake::read_with(&inputs, &fund, &options, None).facts;
    let figures = with_changes(figures_of(fund, facts));
    let view = View::new(&figures, Provenance::default()).unwrap();
    assert!(every_constant_is_data(&view) > 20);
}

/// What amounts are called: sums are by these texts, so that no two may be the same in a language.
const ITEMS: &[&str] = &[
    "annual-signed",
    "statement-promised",
    "statement-exchange",
    "statement-refunds",
    "statement-transfers",
    "statement-fee",
    "statement-levy",
    "statement-spent",
    "statement-support",
    "statement-interest",
    "statement-interest-part",
    "statement-bank",
    "h-value",
    "h-at-signature",
    "h-exchange",
    "h-given-back",
    "h-paid",
    "h-to-come",
    "h-transferred",
    "h-charges",
    "h-support-kept",
    "h-programmable",
    "h-lapsed",
    "h-over",
    "position-unallocated",
    "position-below",
    "position-reserve",
    "position-pending",
    "position-interest",
    "key-fund",
    "key-gap",
    "gap-budget",
    "balance-held",
    "balance-interest",
];

#[test]
fn no_two_amounts_are_called_the_same() {
    for language in Language::ALL {
        let texts = texts(*language);
        let mut called = BTreeSet::new();
        for item in ITEMS {
            // Spreadsheet programs compare without regard to case.
            assert!(called.insert(texts[*item].to_lowercase()), "{language:?}: {item}: {}", texts[*item]);
        }
    }
}

#[test]
fn every_check_holds_where_interest_pays_for_a_cost() {
    let settings = format!("{FUND}\n[money]\ninterest = \"programmable\"\n");
    let mut facts = facts();
    let interest = receipt("I-1", "AAA-01", "2021-02-28", ReceiptKind::Interest, original("100", "USD"));
    facts.receipts.push(Receipt { agreement: None, ..interest });
    // Before any agreement was signed.
    facts.expenditure.push(expenditure(70, "TGO", "T02", "2021-03-10", "40").into());
    let figures = figures_of(config::parse(&settings, "fund.toml").unwrap(), facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let of_year = annual::book(&view, 2021);
    let donors = of_year.sheets.iter().find(|sheet| sheet.name == "Donors").unwrap();
    let name = Value::Text("Interest made programmable, less bank charges".into());
    let of_interest = |row: &&Vec<Cell>| row.first().is_some_and(|cell| cell.value == name);
    let charged = &donors.rows.iter().find(of_interest).unwrap()[3].value;
    assert_eq!(*charged, Value::Money(dollars(40)), "what interest paid stands beside what donors' money paid");
    let of_fund = fund::book(&view);
    let amounts = of_fund.sheets.iter().find(|sheet| sheet.data && sheet.name == "Data").unwrap();
    let is = |cell: &Cell, words: &str| cell.value == Value::Text(words.into());
    let programmable =
        |row: &&Vec<Cell>| ["INTEREST", "Programmable"].iter().all(|words| row.iter().any(|cell| is(cell, words)));
    let programmable = amounts.rows.iter().find(programmable).expect("what formulas of its row in Earmarks add up");
    assert!(programmable.iter().any(|cell| cell.value == Value::Money(dollars(100))), "{programmable:?}");
    let own = [of_year, annual::book(&view, 2025), fund::book(&view), gap_tracker::book(&view)];
    for book in own.into_iter().chain(view.donors().map(|of| donor::book(&view, of))) {
        let checks = book.sheets.last().unwrap().rows.iter().filter(|row| row.len() > 1);
        let broken: Vec<_> =
            checks.filter(|row| row[1].value == Value::Truth(false)).map(|row| &row[0].value).collect();
        assert!(broken.is_empty(), "{}: {broken:?}", book.title);
    }
}
