//! What a reader with a pencil finds: one word has one figure, sums lead where they say, and a share is what it says it is.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::config;
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::report::explain::Explainer;
use poolfund::report::grid::Value;
use poolfund::report::origin::{Entry, Number};
use poolfund::report::page::contract::{BridgeLine, LineKind};
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, donor, fund, gap_tracker, xlsx};

use crate::builder::*;
use crate::page::{own, sample_once};
use crate::report::{facts, figures, figures_of};
use crate::report_asked::{rows, sheet_of, texts};

fn amount(text: &str) -> Money {
    let exact: rust_decimal::Decimal = text.replace(',', "").parse().unwrap();
    Money::from_decimal(exact, 2).unwrap()
}

#[test]
fn the_first_page_leads_from_what_was_received_to_the_balance_line_by_line() {
    let view = View::new(sample_once(), Provenance::default()).unwrap();
    let phrases = Phrasebook::new(view.language());
    let lines = |book: &poolfund::report::grid::Book| -> BTreeMap<String, Money> {
        let rows = rows(&book.sheets[0], "KeyFigures").into_iter();
        rows.map(|row| (row[0].clone(), amount(&row[1]))).collect()
    };
    let fund = lines(&fund::book(&view));
    let of = |key: &str| fund.get(&phrases.get(key)).copied().unwrap_or_default();
    assert!(of("key-interest") > Money::ZERO, "{fund:?}");
    let left = of("key-paid") + of("key-interest") - of("key-charges") - of("key-spent") - of("key-support");
    assert_eq!(left, of("key-left"));
    let given = of("key-placed") + of("key-waiting") + of("key-lapsed") - of("key-over");
    let interest = of("key-paid") - of("key-charges") - of("key-reserve");
    assert_eq!(interest, given, "what was received is charges, reserve, and what is allocated, unallocated or lapsed");
    for of_donor in view.donors() {
        let phrases = Phrasebook::new(view.language_of(of_donor));
        let lines = lines(&donor::book(&view, of_donor));
        let of = |key: &str| lines.get(&phrases.get(key)).copied().unwrap_or_default();
        let came = of("key-paid") + of("key-transferred") + of("key-interest-part");
        assert_eq!(came - of("key-charges") - of("key-spent") - of("key-support"), of("key-left"), "{}", of_donor.code);
    }
}

#[test]
fn unallocated_is_one_figure_and_what_decisions_hold_of_it_stands_beside() {
    let sample = sample_once();
    let view = View::new(sample, Provenance::default()).unwrap();
    let phrases = Phrasebook::new(view.language());
    let [all, held] = [
        sample.book.amounts.iter().map(|amounts| amounts.unallocated).sum::<Money>(),
        sample.book.amounts.iter().map(|amounts| amounts.held).sum(),
    ];
    assert!(held > Money::ZERO && held < all, "the sample has both");
    let tracker = gap_tracker::book(&view);
    let waiting = rows(sheet_of(&tracker, &phrases.get("sheet-reasons")), "Waiting");
    let agreements = waiting.iter().filter(|row| row[0].contains('-'));
    let sum = |column: usize| agreements.clone().map(|row| amount(&row[column])).sum::<Money>();
    assert_eq!([sum(2), sum(3)], [all, held], "{waiting:?}");
    let bridge = rows(sheet_of(&tracker, &phrases.get("sheet-gap")), "Bridge");
    let line = |key: &str| amount(&bridge.iter().find(|row| row[0] == phrases.get(key)).unwrap()[1]);
    assert_eq!(line("bridge-unallocated-free") + line("bridge-held"), all);
    assert_eq!(line("bridge-held"), held);
}

#[test]
fn results_are_said_to_be_whole_and_stand_beside_the_share_of_the_need_that_the_money_is() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let mut seen = 0;
    for of_donor in view.donors() {
        let (book, phrases) = (donor::book(&view, of_donor), Phrasebook::new(view.language_of(of_donor)));
        let Some(sheet) = book.sheets.iter().find(|sheet| sheet.name == phrases.get("sheet-results")) else { continue };
        let own =
            figures.placements().iter().filter(|placed| placed.agreement.as_str().starts_with(of_donor.code.as_str()));
        let togo = own.filter(|placed| figures.ledger.cells[placed.cell].geography.as_str() == "TGO");
        let placed: Money = togo.map(|placed| placed.amount).sum();
        let shares: Vec<String> = rows(sheet, "Results").iter().map(|row| row.last().unwrap().clone()).collect();
        // Togo needs 90,000.
        assert_eq!(shares, [format!("{}/9000000", placed.minor())], "{}", of_donor.code);
        let said = texts(sheet);
        for expected in ["note-results", "h-result-all", "h-result-share", "h-result-money"] {
            assert!(said.contains(&phrases.get(expected)), "{}: {expected} in {said:?}", of_donor.code);
        }
        seen += 1;
    }
    assert!(seen > 0);
}

#[test]
fn a_share_that_is_not_all_does_not_read_all_in_a_workbook_either() {
    let view = View::new(sample_once(), Provenance::default()).unwrap();
    let mut book = gap_tracker::book(&view);
    let cell = book.sheets.iter_mut().flat_map(|sheet| sheet.rows.iter_mut().flatten());
    let mut shares = cell.filter(|cell| matches!(cell.value, Value::Share(..)));
    for (part, whole) in [(9_997, 10_000), (4, 100_000), (1, 1_000_000_000), (999_999_999, 1_000_000_000)] {
        shares.next().unwrap().value = Value::Share(part, whole);
    }
    let bytes = xlsx::write(&book).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let styles = std::io::read_to_string(archive.by_name("xl/styles.xml").unwrap()).unwrap();
    let expected = [
        "\"0.00%_M;-0.00%_M\"",
        "\"0.000%_M;-0.000%_M\"",
        "[&lt;=0]0.0%_M;[&lt;0.00001]&quot;&lt;0.001%&quot;_M;0.0%_M",
        "[&gt;=1]0.0%_M;[&gt;0.99999]&quot;&gt;99.999%&quot;_M;0.0%_M",
    ];
    for format in expected {
        assert!(styles.contains(format), "{format} in {styles}");
    }
}

#[test]
fn lapsed_money_is_explained_as_lapsed() {
    let mut facts = facts();
    facts.agreements[1].earmark.window = Period::open(None, Some(day("2025-06-30")));
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let lapsed = figures.book.amounts[1].lapsed;
    assert!(lapsed > Money::ZERO);
    let said = Explainer::new(&view, Language::English).agreement(&AgreementRef::new("BBB-01"));
    assert!(said.contains(&format!("{} lapsed.", lapsed.format(2))) && !said.contains("unallocated"), "{said}");
}

#[test]
fn the_page_has_all_three_bridges_to_what_the_priorities_lack() {
    let sample = sample_once();
    let gap = own(sample).gap;
    let ends = [
        (&gap.priorities, &sample.gap.priorities),
        (&gap.priorities_signed, &sample.gap.priorities_signed),
        (&gap.priorities_outlook, &sample.gap.priorities_outlook),
    ];
    for (lines, bridge) in ends {
        let of = |kind: LineKind| lines.iter().filter(move |line: &&BridgeLine| line.kind == kind);
        let sum: Money = of(LineKind::Start).chain(of(LineKind::Step)).map(|line| line.amount).sum();
        assert_eq!((sum, of(LineKind::Sum).next().unwrap().amount), (bridge.lacking, bridge.lacking));
        assert_eq!(of(LineKind::Start).next().unwrap().amount, bridge.gap);
    }
    assert_ne!(sample.gap.priorities.gap, sample.gap.priorities_outlook.gap);
}

/// Deposits are valued at the rate of the signature one by one, and are together what was signed: no figure stands on two sheets
/// with a cent between.
#[test]
fn an_amount_is_the_same_on_every_sheet_of_a_workbook() {
    const SMALL: i64 = 200_000;
    let figures = sample_once();
    let view = View::new(figures, Provenance::default()).unwrap();
    for of_donor in view.donors() {
        let book = donor::book(&view, of_donor);
        let contributions = Phrasebook::new(view.language_of(of_donor)).get("sheet-contributions");
        let amounts = |is_wanted: &dyn Fn(&str) -> bool| -> BTreeSet<i64> {
            let sheets = book.sheets.iter().filter(|sheet| !sheet.data && is_wanted(&sheet.name));
            let cells = sheets.flat_map(|sheet| sheet.rows.iter().flatten());
            cells.filter_map(|cell| cell.value.money()).map(|amount| amount.minor().abs()).collect()
        };
        let own = amounts(&|sheet| sheet == contributions);
        assert!(!own.is_empty(), "{}", book.title);
        let others = amounts(&|sheet| sheet != contributions);
        for amount in own.range(SMALL..) {
            for beside in [amount - 1, amount + 1] {
                assert!(own.contains(&beside) || !others.contains(&beside), "{}: {amount} and {beside}", book.title);
            }
        }
    }
    let booked = figures.standing.booked.as_ref().unwrap();
    let paid_in_full = figures.ledger.agreements.iter().filter(|position| {
        let deposits = position.receipts.iter().filter(|line| line.receipt.kind == ReceiptKind::Deposit);
        let own = deposits.filter(|line| line.receipt.amount.currency == position.agreement.amount.currency);
        let paid: rust_decimal::Decimal = own.map(|line| line.receipt.amount.amount).sum();
        position.promises.len() == 1 && paid == position.agreement.amount.amount
    });
    let mut count = 0;
    for position in paid_in_full {
        let own = booked.iter().filter(|row| row.agreement.as_ref() == Some(&position.agreement.reference));
        let promised: Money =
            own.filter(|row| row.kind == ReceiptKind::Deposit).map(|row| row.base - row.exchange).sum();
        assert_eq!(promised, position.at_signature, "{}", position.agreement.reference);
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[test]
fn what_decisions_hold_leads_to_their_rows() {
    let figures = sample_once();
    let view = View::new(figures, Provenance::default()).unwrap();
    let (gap, own) = (gap_tracker::book(&view), fund::book(&view));
    let held = figures.book.total(|amounts| amounts.held);
    assert!(held > Money::ZERO);
    let mut seen = 0;
    for cell in gap.sheets.iter().chain(&own.sheets).flat_map(|sheet| sheet.rows.iter().flatten()) {
        let (Some(origin), Some(money)) = (&cell.origin, cell.value.money()) else { continue };
        if money != held && money != -held {
            continue;
        }
        let entries = origin.entries(Number { money: Some(money), units: None }, figures);
        if !entries.iter().any(|entry| entry.what.contains("held by decisions")) {
            continue;
        }
        let is_decision =
            |entry: &&Entry| entry.source.as_ref().is_some_and(|source| source.sheet.file.contains("decisions"));
        let decision = entries.iter().find(is_decision).unwrap_or_else(|| panic!("{entries:?}"));
        assert!(decision.what.contains("2025-10/2"), "{}", decision.what);
        seen += 1;
    }
    assert!(seen > 1, "the list of what waits, and what is available: {seen}");
}

/// Of an over-allocation that an amendment brought, the amendment is told: in the words of `explain`, and on the sheet.
#[test]
fn an_over_allocation_after_an_amendment_names_the_amendment() {
    let amendment = |change: Amendment| {
        let mut facts = facts();
        facts.amendments.push(change);
        facts
    };
    let base = Amendment {
        agreement: AgreementRef::new("AAA-01"),
        number: "7".into(),
        effective_on: day("2025-09-15"),
        amount: None,
        earmark: EarmarkChange::default(),
        eligible_from: None,
        valid_from: None,
        valid_to: None,
        fee_rate: None,
        support_rate: None,
        levy: None,
        notes: None,
        source: source(60),
    };
    let decided = || config::parse(&format!("{FUND}\n[allocation]\nmode = \"decided\"\n"), "fund.toml").unwrap();
    let allocate = |facts: &mut Facts| {
        let decision = Decision {
            action: DecisionAction::Allocate,
            agreement: Some(AgreementRef::new("AAA-01")),
            amount: Some(dollars(5_000)),
            date: day("2025-08-01"),
            from_cell: None,
            to_cell: Some("TGO/T02".into()),
            ..hold("D1", "TGO/T02", DecisionStatus::Adopted)
        };
        facts.decisions.push(decision);
    };
    let earmark = EarmarkChange { include: Some(vec![target("MWI", "ALL")]), ..EarmarkChange::default() };
    let narrowed = Amendment { earmark, ..base.clone() };
    let lowered = Amendment { amount: Some(original("20000", "EUR")), ..base.clone() };
    for (change, is_over) in [(narrowed, true), (lowered, false)] {
        let mut facts = amendment(change);
        allocate(&mut facts);
        let figures = figures_of(decided(), facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let said = Explainer::new(&view, Language::English).agreement(&AgreementRef::new("AAA-01"));
        let book = fund::book(&view);
        let sheets: Vec<String> = book.sheets.iter().flat_map(texts).collect();
        let told = "(amendment 7, in force from 15 September 2025)";
        assert_eq!(said.contains(told), is_over, "{said}");
        assert_eq!(sheets.iter().any(|text| text.contains(told)), is_over, "{:?}", figures.book.over);
        // A lower commitment takes nothing of what was received: what is allocated of it stands.
        assert_eq!(figures.book.over.is_empty(), !is_over, "{:?}", figures.book.over);
    }
}
