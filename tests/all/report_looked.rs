//! What readers looked for on the pages and did not find, or found and stumbled over.

use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Sheet, Value};
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, annual, donor, fund, gap_tracker, pdf, reconciliation};

use crate::builder::*;
use crate::pdf::TYPESET;
use crate::report::{facts, figures};
use crate::report_asked::{rows, sheet_of, text, texts};
use crate::report_pages::{MOST_PAGES, judge, pages, sample};

/// The small fund in a language.
fn spoken(language: Language, mut facts: Facts) -> Figures {
    facts.donors.iter_mut().for_each(|donor| donor.language = Some(language));
    let mut figures = figures(facts);
    figures.fund.default_language = language;
    figures
}

fn donor_book(view: &View<'_>, code: &str) -> Book {
    donor::book(view, view.donors().find(|donor| donor.code.as_str() == code).unwrap())
}

/// The headings of a table.
fn heads(sheet: &Sheet, table: &str) -> Vec<String> {
    let (_, range) = sheet.tables().find(|(name, _)| *name == table).unwrap_or_else(|| panic!("no table {table}"));
    (range.first_column..=range.last_column).map(|column| text(sheet.value(range.first_row, column))).collect()
}

#[test]
fn limits_that_are_kept_are_confirmed_with_the_share_that_they_come_to() {
    let limit = |kind, share: &str, place: &str| {
        let share = Percent::parse(share).unwrap();
        EarmarkLimit { kind, share, scope: LimitScope::Target(target(place, "ALL")) }
    };
    for language in Language::ALL.iter().copied() {
        let mut facts = facts();
        facts.agreements[0].earmark.limits =
            vec![limit(LimitKind::AtLeast, "10%", "MWI"), limit(LimitKind::AtMost, "90%", "TGO")];
        let figures = spoken(language, facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let said = texts(sheet_of(&donor_book(&view, "AAA"), &phrases.get("sheet-contributions")));
        let position = figures.ledger.agreement(&AgreementRef::new("AAA-01")).unwrap();
        let of_cell = |place: &str| -> Money {
            let own = figures.placements().iter().filter(|placed| placed.agreement.as_str() == "AAA-01");
            let there = own.filter(|placed| figures.ledger.cells[placed.cell].geography.as_str() == place);
            there.map(|placed| placed.amount).sum()
        };
        for (key, place, bound) in [("limit-at-least", "MWI", "10%"), ("limit-at-most", "TGO", "90%")] {
            let share = phrases.percent(of_cell(place), position.programmable);
            let bound = phrases.numerals(bound);
            let words = phrases.with(key, &[("scope", ""), ("share", &share), ("bound", &bound)]);
            assert!(said.iter().any(|text| text.contains(&words)), "{language:?}: {words:?} in {said:?}");
        }
        // What is charged keeps no limit of 1%.
        let mut facts = crate::report::facts();
        facts.agreements[0].earmark.limits = vec![limit(LimitKind::AtMost, "1%", "MWI")];
        let figures = spoken(language, facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let said = texts(sheet_of(&donor_book(&view, "AAA"), &phrases.get("sheet-contributions")));
        let kept = phrases.with("limits-kept", &[("limits", "|")]);
        let kept = kept.split('|').next().unwrap();
        assert!(
            !said.iter().any(|text| text.contains(kept)),
            "{language:?}: a limit that is broken is not confirmed: {said:?}"
        );
    }
}

#[test]
fn a_donor_reads_beside_its_own_share_of_a_need_what_all_sources_fund_of_it_and_to_no_cent() {
    let mut facts = facts();
    facts.priorities[1].outside = dollars(1_000);
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = donor_book(&view, "AAA");
    let sheet = sheet_of(&book, "Allocation");
    let heads = heads(sheet, "Allocation");
    let at = |head: &str| heads.iter().position(|of| of == head).unwrap_or_else(|| panic!("{head} in {heads:?}"));
    let (own, all) = (at("Your share of need"), at("Need funded by all sources"));
    let mut seen = 0;
    for row in rows(sheet, "Allocation").iter().filter(|row| row[0] == "Togo" || row[0] == "Malawi") {
        let cells = figures.ledger.cells.iter().enumerate();
        let code = if row[0] == "Togo" { "TGO" } else { "MWI" };
        let (index, cell) = cells.into_iter().find(|(_, cell)| cell.geography.as_str() == code).unwrap();
        let placed: Money = figures.placements().iter().filter(|of| of.cell == index).map(|of| of.amount).sum();
        let shown = Percentage::of((placed + cell.outside).minor(), cell.need.minor());
        assert_eq!(row[all], format!("{}/{}", shown.minor, 100 * 10_i64.pow(shown.decimals)), "{row:?}");
        assert_ne!(row[own], row[all], "others fund it too");
        seen += 1;
    }
    assert_eq!(seen, 2);
    // The data have no more than the page says.
    let data = rows(sheet_of(&book, "Data"), "Needs");
    assert!(data.iter().all(|row| row.last().unwrap().len() <= 6), "{data:?}");
    let own = fund::book(&view);
    assert!(
        !texts(sheet_of(&own, "Allocation")).iter().any(|text| text == "Your share of need"),
        "the fund has no share"
    );
}

#[test]
fn a_year_that_is_not_over_says_so_wherever_it_heads_or_names_figures() {
    for language in Language::ALL.iter().copied() {
        let figures = spoken(language, facts());
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let day = phrases.day_of_year(day("2025-10-31")).replace(' ', "\u{a0}");
        let words = phrases.with("year-to", &[("year", "2025"), ("day", &day)]);
        for book in [donor_book(&view, "AAA"), fund::book(&view), annual::book(&view, 2025)] {
            let said: Vec<String> = book.sheets.iter().filter(|sheet| !sheet.data).flat_map(texts).collect();
            assert!(said.contains(&words), "{language:?}, {}: {words}", book.title);
            assert!(!said.iter().any(|text| text == "2025"), "{language:?}, {}: a year of ten months", book.title);
            assert!(said.iter().any(|text| text == "2024"), "{language:?}, {}: a year that is over", book.title);
            for chart in book.sheets.iter().flat_map(|sheet| sheet.charts.iter().map(move |chart| (sheet, chart))) {
                let (sheet, chart) = chart;
                let names = chart.series.iter().flat_map(|series| sheet.values(series.categories));
                assert!(!names.map(text).any(|name| name == "2025"), "{language:?}, {}", chart.title);
            }
        }
    }
    assert_eq!(Phrasebook::new(Language::French).short_day(day("2021-09-01")), "1er sept. 2021");
    assert_eq!(Phrasebook::new(Language::Portuguese).short_day(day("2021-09-01")), "1 set. 2021");
}

#[test]
fn a_matrix_of_few_filled_cells_is_in_the_workbook_and_not_on_paper() {
    let figures = sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let mut left_out = 0;
    for donor in view.donors() {
        let book = donor::book(&view, donor);
        let name = Phrasebook::new(view.language_of(donor)).get("sheet-matrix");
        let Some(matrix) = book.sheets.iter().find(|sheet| sheet.name == name) else { continue };
        let (_, range) = matrix.tables().next().unwrap();
        let amounts = matrix.rows[range.first_row as usize + 1..=range.last_row as usize].iter();
        let amounts = amounts.flat_map(|row| &row[1..row.len() - 1]);
        let filled = amounts.clone().filter(|cell| !cell.value.is_nothing()).count();
        assert_eq!(matrix.data, filled * 3 < amounts.count(), "{}", donor.code);
        left_out += usize::from(matrix.data);
    }
    assert!(left_out > 3, "{left_out}");
    let (own, name) = (fund::book(&view), Phrasebook::new(view.language()).get("sheet-matrix"));
    assert!(!sheet_of(&own, &name).data, "the fund's stands for a list that is not printed");
}

#[test]
fn donors_of_one_million_get_few_pages_in_their_language() {
    let figures = sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut seen = 0;
    for donor in view.donors() {
        let own = figures.ledger.agreements.iter().filter(|position| position.agreement.donor == donor.code);
        let paid: Money = own.map(|position| position.net_deposited().money()).sum();
        if !(dollars(900_000)..=dollars(1_000_000)).contains(&paid) {
            continue;
        }
        seen += 1;
        let book = donor::book(&view, donor);
        let path = folder.path().join("million.pdf");
        std::fs::write(&path, pdf::print(&book, "million.xlsx", b"PK".to_vec()).unwrap()).unwrap();
        let Some(pages) = pages(&path) else { return };
        judge("million", &pages, TYPESET);
        assert!(pages.len() <= MOST_PAGES, "{}: {} pages", donor.code, pages.len());
    }
    assert!(seen > 1, "the sample has such donors");
}

#[test]
fn a_donor_that_has_paid_nothing_reads_its_earmark_and_no_empty_tables() {
    for language in Language::ALL.iter().copied() {
        let figures = spoken(language, facts());
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let book = donor_book(&view, "DDD");
        let sheet = sheet_of(&book, &phrases.get("sheet-contributions"));
        let earmarks = rows(sheet, "Earmarks");
        assert_eq!(earmarks[0][0], "DDD-01", "{language:?}");
        assert!(!earmarks[0][1].is_empty(), "{language:?}: {earmarks:?}");
        let said = texts(sheet);
        assert!(said.contains(&phrases.get("none-deposits")), "{language:?}: {said:?}");
        assert!(!said.iter().any(|text| text.contains(&phrases.counted("honoured", 2))), "{language:?}: {said:?}");
        let printed: Vec<&Sheet> = book.sheets.iter().filter(|sheet| !sheet.data).collect();
        let tables = printed.iter().flat_map(|sheet| sheet.tables());
        let empty = ["SpentByCategory", "DeliveryByCountry", "DeliveryByTheme", "DeliveryByRegion", "DeliveryByPillar"];
        let there: Vec<&str> = tables.map(|(name, _)| name).filter(|name| empty.contains(name)).collect();
        assert_eq!(there, [""; 0], "{language:?}");
        // One that paid has them.
        let paid = donor_book(&view, "AAA");
        let tables = paid.sheets.iter().filter(|sheet| !sheet.data).flat_map(Sheet::tables);
        assert_eq!(tables.filter(|(name, _)| empty.contains(name)).count(), empty.len(), "{language:?}");
    }
}

#[test]
fn heads_of_neighbouring_columns_keep_apart() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let mut book = donor_book(&view, "AAA");
    book.sheets.truncate(1);
    let sheet = &mut book.sheets[0];
    (sheet.print.one_page, sheet.widths) = (false, vec![44, 18, 19, 30]);
    sheet.charts.clear();
    // Words that fill their columns to the edge.
    let long = "nnn ".repeat(40);
    let mut table = poolfund::report::grid::Table::new("Heads", "none");
    for _ in 0..4 {
        let head = poolfund::report::grid::Head::new(long.trim_end(), 18);
        table.column(head, |number: &usize| poolfund::report::grid::Cell::whole(*number));
    }
    table.put(sheet, [1_usize]);
    sheet.lay_out(2);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("heads.pdf");
    std::fs::write(&path, pdf::print_alone(&book).unwrap()).unwrap();
    let Some(pages) = pages(&path) else { return };
    let words: Vec<_> = pages.iter().flat_map(|page| &page.words).filter(|word| word.text == "nnn").collect();
    let (mut gaps, mut inside) = (Vec::new(), f64::MAX);
    for one in &words {
        let next = words.iter().filter(|other| (other.bottom - one.bottom).abs() < 1.0 && other.left > one.left);
        let gap = next.map(|other| other.left - one.right).fold(f64::MAX, f64::min);
        inside = inside.min(gap);
        gaps.extend(Some(gap).filter(|gap| *gap < f64::MAX));
    }
    let between = gaps.iter().copied().filter(|gap| *gap > inside + 1.0).fold(f64::MAX, f64::min);
    assert!((5.5..f64::MAX).contains(&between), "{between:.1} points between columns, {inside:.1} between words");
}

#[test]
fn nothing_of_something_is_nought_per_cent_and_a_share_of_nothing_a_dash() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let mut book = donor_book(&view, "AAA");
    book.sheets.truncate(1);
    let sheet = &mut book.sheets[0];
    let shares = sheet.rows.iter_mut().flatten().filter(|cell| matches!(cell.value, Value::Share(..)));
    for (cell, value) in shares.zip([Value::Share(0, 146_154), Value::Share(0, 0)].into_iter().cycle()) {
        cell.value = value;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shares.pdf");
    std::fs::write(&path, pdf::print_alone(&book).unwrap()).unwrap();
    let Some(pages) = pages(&path) else { return };
    let said: Vec<&str> = pages.iter().flat_map(|page| &page.words).map(|word| word.text.as_str()).collect();
    assert!(said.contains(&"0.0%") && said.contains(&"–"), "{said:?}");
}

#[test]
fn what_is_due_after_the_end_of_its_agreement_is_named_where_what_is_to_come_is_added_up() {
    for language in Language::ALL.iter().copied() {
        let mut facts = facts();
        facts.instalments.push(instalment("DDD-01", "2026-02-01", original("100", "USD")));
        facts.instalments[3].amount = original("55017.29", "USD");
        let figures = spoken(language, facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let amount = phrases.original(original("100.00", "USD"));
        let words = phrases.with("note-due-after-end", &[("amount", &amount)]);
        for (book, sheet) in [
            (donor_book(&view, "DDD"), "sheet-contributions"),
            (fund::book(&view), "sheet-available"),
            (gap_tracker::book(&view), "sheet-gap"),
        ] {
            let said = texts(sheet_of(&book, &phrases.get(sheet)));
            assert!(said.contains(&words), "{language:?}, {}: {words} in {said:?}", book.title);
        }
        let of_other = texts(sheet_of(&donor_book(&view, "AAA"), &phrases.get("sheet-contributions")));
        assert!(!of_other.contains(&words), "{language:?}: another's");
    }
}

#[test]
fn books_for_meetings_say_what_their_words_mean_and_whom_to_ask() {
    let mut figures = figures(facts());
    figures.fund.reports.contact = Some("desk@example.org".into());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let phrases = Phrasebook::new(Language::English);
    let asked = phrases.with("certification-contact", &[("contact", "desk@example.org")]);
    for (book, term) in [
        (annual::book(&view, 2025), "delivery"),
        (gap_tracker::book(&view), "gap"),
        (reconciliation::book(&view), "obligation"),
    ] {
        let said = texts(sheet_of(&book, "Notes"));
        let words = phrases.get(&format!("means-{term}"));
        assert!(said.contains(&asked) && said.iter().any(|text| text.ends_with(&words)), "{}: {said:?}", book.title);
    }
}

#[test]
fn the_annual_report_begins_with_the_balance_interest_bank_charges_and_the_gap() {
    let mut facts = facts();
    let mut interest = receipt("I-1", "AAA-01", "2025-03-01", ReceiptKind::Interest, original("70.00", "USD"));
    interest.agreement = None;
    let mut charge = receipt("B-1", "AAA-01", "2024-03-01", ReceiptKind::BankCharge, original("5.00", "USD"));
    charge.agreement = None;
    facts.receipts.extend([interest, charge]);
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = annual::book(&view, 2025);
    let lines = rows(&book.sheets[0], "Year");
    let line = |text: &str| lines.iter().find(|row| row[0] == text).unwrap_or_else(|| panic!("{text} in {lines:?}"));
    assert_eq!(line("Interest and investment income")[1..4], ["70.00", "0.00", "70.00"]);
    assert_eq!(line("Bank charges")[1..4], ["0.00", "5.00", "5.00"]);
    let balance = &line("Net change: what came, less what was used; of all years, the balance")[3];
    let statement = sheet_of(&book, &Phrasebook::new(Language::English).get("sheet-statement"));
    let closing =
        statement.rows.iter().find(|row| row.first().is_some_and(|cell| text(&cell.value) == "Closing balance"));
    assert_eq!(*balance, text(&closing.unwrap().last().unwrap().value), "that of the statement");
    let gap = rows(&book.sheets[0], "ProgrammeGap");
    assert_eq!(gap[0][1], view_gap(&figures), "{gap:?}");
}

fn view_gap(figures: &Figures) -> String {
    figures.gap.total.deposits.format(2)
}

#[test]
fn results_of_the_annual_report_say_that_all_who_pay_reached_them() {
    for language in Language::ALL.iter().copied() {
        let mut figures = spoken(language, facts());
        figures.fund.programme.people = Some(poolfund::config::People { legal: 20, effective: 30, adequacy: 10 });
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let (book, note) = (annual::book(&view, 2025), phrases.get("note-results-all"));
        for sheet in ["sheet-results", "sheet-country-pages", "sheet-theme-pages"] {
            assert!(texts(sheet_of(&book, &phrases.get(sheet))).contains(&note), "{language:?}: {sheet}");
        }
        let own = texts(sheet_of(&fund::book(&view), &phrases.get("sheet-results")));
        assert!(own.contains(&phrases.get("note-targets")) && !own.contains(&note), "{language:?}");
    }
}

#[test]
fn negative_expenditure_is_called_a_correction_and_a_draft_is_explained() {
    for language in Language::ALL.iter().copied() {
        let mut facts = facts();
        let mut back = expenditure(70, "MWI", "T01", "2024-05-02", "-40.00");
        back.agreement = Some(AgreementRef::new("AAA-01"));
        facts.expenditure.push(back.into());
        let figures = spoken(language, facts);
        let phrases = Phrasebook::new(language);
        let note = phrases.get("note-corrections");
        let view = View::new(&figures, Provenance::default()).unwrap();
        for (code, there) in [("AAA", true), ("BBB", false)] {
            let book = donor_book(&view, code);
            for sheet in ["sheet-agreements", "sheet-statement"] {
                let said = texts(sheet_of(&book, &phrases.get(sheet)));
                assert_eq!(said.contains(&note), there, "{language:?}, {code}: {sheet}");
            }
            let explained = |book: &Book| {
                let said = texts(&book.sheets[0]);
                said.iter().any(|text| text.contains(&phrases.get("edition-draft-means")))
            };
            assert!(explained(&book), "{language:?}");
            let status = poolfund::report::manifest::Status::Closed;
            let view = View::new(&figures, Provenance { status, ..Provenance::default() }).unwrap();
            assert!(!explained(&donor_book(&view, code)), "{language:?}");
        }
    }
}
