//! What a reader misses where only a part is shown: obligations that nothing covers, money that lapsed beside a delivery rate,
//! the rates of its own agreements.

use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::report::grid::{Book, Value};
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, donor, fund};

use crate::builder::day;
use crate::page::{own, sample_once};
use crate::report::{facts, figures};
use crate::report_asked::{exceptions, rows, sheet_of, texts};

fn amount(text: &str) -> Money {
    Money::from_decimal(text.replace(',', "").parse().unwrap(), 2).unwrap()
}

/// What the inputs of the sample hold as open obligations.
fn obligations() -> (usize, Money) {
    let lines = sample_once().ledger.spending.iter();
    let lines = lines.filter(|line| line.fact.expenditure_type == ExpenditureType::Obligation);
    lines.fold((0, Money::ZERO), |(count, sum), line| (count + 1, sum + line.base))
}

#[test]
fn every_open_obligation_of_the_inputs_stands_in_the_funds_report() {
    let sample = sample_once();
    let view = View::new(sample, Provenance::default()).unwrap();
    let (book, phrases) = (fund::book(&view), Phrasebook::new(view.language()));
    let (count, all) = obligations();
    assert_eq!((count, all), (121, Money::from_minor(83_640_000)));
    let statement = sheet_of(&book, &phrases.get("sheet-statement"));
    let line = |key: &str| {
        let words = Value::Text(phrases.get(key).into());
        let found = statement.rows.iter().find(|row| row.first().is_some_and(|cell| cell.value == words));
        found.unwrap_or_else(|| panic!("{key}"))[1].value.money().unwrap()
    };
    let uncovered = line("position-uncovered");
    assert!(uncovered > Money::ZERO);
    assert_eq!(line("position-covered") + uncovered, all);
    let pending = rows(sheet_of(&book, &phrases.get("sheet-uncovered")), "Uncovered");
    let listed: Money = pending.iter().map(|row| amount(&row[3])).sum();
    assert_eq!(listed, uncovered, "by place and theme: {pending:?}");
    let exceptions = exceptions(&book);
    let lines = sample.attribution.uncovered.len();
    let said = phrases.counted("exception-uncovered", lines);
    let row = exceptions.iter().find(|row| row[0] == said).unwrap_or_else(|| panic!("{said} in {exceptions:?}"));
    assert_eq!((amount(&row[3]), row[6].as_str()), (uncovered, phrases.get("to-do-uncovered").as_str()));
    let checks = texts(sheet_of(&book, &phrases.get("sheet-checks")));
    assert!(checks.contains(&phrases.get("check-obligations")) && checks.contains(&phrases.get("check-uncovered")));
    let figures = own(sample);
    assert_eq!(figures.totals.obligated + figures.uncovered_obligations, all);
}

#[test]
fn a_donor_reads_of_the_obligations_that_are_its_own() {
    let view = View::new(sample_once(), Provenance::default()).unwrap();
    for of in view.donors() {
        let phrases = Phrasebook::new(view.language_of(of));
        let said = all_texts(&donor::book(&view, of));
        for key in ["position-uncovered", "position-covered", "obligations-all"] {
            assert!(!said.contains(&phrases.get(key)), "{}: {key}", of.code);
        }
    }
}

fn all_texts(book: &Book) -> Vec<String> {
    book.sheets.iter().flat_map(texts).collect()
}

#[test]
fn a_delivery_rate_says_that_money_lapsed_and_an_ended_agreement_that_it_ended() {
    let mut facts = facts();
    facts.agreements[1].earmark.window = Period::open(None, Some(day("2025-06-30")));
    let figures = figures(facts);
    let lapsed = figures.book.amounts[1].lapsed;
    assert!(lapsed > Money::ZERO);
    let view = View::new(&figures, Provenance::default()).unwrap();
    for of in view.donors() {
        let (phrases, own) = (Phrasebook::new(view.language_of(of)), of.code.as_str() == "BBB");
        let (said, amount) = (all_texts(&donor::book(&view, of)), phrases.amount(lapsed, 2));
        let has = |text: &str| said.iter().any(|said| said.contains(text));
        let in_all = phrases.in_currency(figures.fund.base_currency, &amount);
        assert_eq!(has(&phrases.get("position-delivery-lapsed")), own, "{}", of.code);
        assert_eq!(has(&phrases.get("position-delivery")), !own, "{}", of.code);
        assert_eq!(has(&phrases.with("note-delivery-lapsed", &[("amount", &in_all)])), own, "{}", of.code);
        assert_eq!(has(&phrases.with("key-spent-lapsed-means", &[("lapsed", &in_all)])), own, "{}", of.code);
        let end = phrases.day(day("2025-06-30"));
        assert_eq!(has(&phrases.with("agreement-ended", &[("day", &end)])), own, "{}", of.code);
        assert!(!has(&phrases.with("agreement-ends", &[("day", &end)])), "{}", of.code);
    }
    let (said, phrases) = (all_texts(&fund::book(&view)), Phrasebook::new(view.language()));
    let in_all = phrases.in_currency(figures.fund.base_currency, &phrases.amount(lapsed, 2));
    let note = phrases.with("note-delivery-lapsed", &[("amount", &in_all)]);
    assert_eq!(said.iter().filter(|text| **text == note).count(), 2, "beside the donors and beside the places");
}

#[test]
fn the_funds_results_are_whole_and_no_part_of_them_is_called_the_pools() {
    let view = View::new(sample_once(), Provenance::default()).unwrap();
    let (book, phrases) = (fund::book(&view), Phrasebook::new(view.language()));
    let results = rows(sheet_of(&book, &phrases.get("sheet-results")), "Results");
    let late = usize::from(sample_once().attribution.results.iter().any(|result| result.is_late()));
    assert_eq!(results[0].len(), 7 + late, "place, theme, day, kind, description, how many, share of the need");
}

#[test]
fn notes_give_the_rates_of_the_donors_own_agreements() {
    let mut facts = facts();
    facts.agreements[0].fee_rate = Some(Percent::ZERO);
    facts.agreements[0].support_rate = Some(Percent::parse("7%").unwrap());
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    for of in view.donors() {
        let phrases = Phrasebook::new(view.language_of(of));
        let notes = texts(sheet_of(&donor::book(&view, of), &phrases.get("sheet-notes")));
        let positions = figures.ledger.agreements.iter().filter(|position| position.agreement.donor == of.code);
        let mut seen = 0;
        for position in positions {
            let rates = [position.rates.fee, position.rates.support, position.rates.levy];
            let [fee, support, levy] = rates.map(|rate| phrases.numerals(&rate.to_string()));
            let reference = position.agreement.reference.as_str();
            let words = [("fee", fee.as_str()), ("support", &support), ("levy", &levy), ("agreements", reference)];
            let said = phrases.with("rule-charges-own", &words);
            assert!(notes.contains(&said), "{said} in {notes:?}");
            seen += 1;
        }
        assert!(seen > 0, "{}", of.code);
    }
}

#[test]
fn the_fund_names_the_agreements_that_a_decision_touches_as_their_donors_read_them() {
    let view = View::new(sample_once(), Provenance::default()).unwrap();
    let decisions = |book: &Book, phrases: &Phrasebook| -> Vec<(String, String)> {
        let sheet = book.sheets.iter().find(|sheet| sheet.name == phrases.get("sheet-decisions"));
        let rows = sheet.map_or_else(Vec::new, |sheet| rows(sheet, "Decisions"));
        rows.into_iter().map(|row| (row[0].clone(), row[5].clone())).collect()
    };
    let of_fund = decisions(&fund::book(&view), &Phrasebook::new(view.language()));
    let mut seen = 0;
    for of in view.donors() {
        for (number, own) in decisions(&donor::book(&view, of), &Phrasebook::new(view.language_of(of))) {
            let (_, all) = of_fund.iter().find(|(known, _)| *known == number).unwrap();
            for agreement in own.split(", ").filter(|own| !own.is_empty()) {
                assert!(all.split(", ").any(|known| known == agreement), "{number}: {agreement} in {all:?}");
                seen += 1;
            }
        }
    }
    assert!(seen > 1, "{of_fund:?}");
}
