//! What a reader would trip over: one word for two things, two words for one, reasons that contradict each other, headings
//! twice, columns without anything in them.

use std::collections::BTreeSet;

use poolfund::domain::facts::*;
use poolfund::domain::text::comparable;
use poolfund::domain::*;
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Sheet, Style};
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, annual, donor, fund, gap_tracker, letter, page, reconciliation};

use crate::builder::*;
use crate::report::{facts, figures};
use crate::report_asked::{rows, sheet_of, text, texts};
use crate::report_texts;

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

/// The headings of a sheet's parts.
fn sections(sheet: &Sheet) -> Vec<String> {
    let lead = sheet.rows.iter().filter_map(|row| row.first());
    // The lines of a statement that head others have blank cells beside them.
    let alone = lead.filter(|cell| cell.style == Style::Section);
    alone.map(|cell| text(&cell.value)).collect()
}

#[test]
fn an_instalment_after_the_end_of_its_agreement_is_said_wherever_instalments_are() {
    for language in Language::ALL.iter().copied() {
        let mut facts = facts();
        facts.instalments.push(instalment("AAA-01", "2026-02-01", original("600", "EUR")));
        let figures = spoken(language, facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let day = phrases.day(day("2026-02-01"));
        let matter = phrases.with("attention-after-end", &[("agreement", "AAA-01"), ("day", &day)]);
        let amount = phrases.original(original("600", "EUR"));
        let book = donor_book(&view, "AAA");
        let said = |book: &Book, words: &str| book.sheets.iter().flat_map(texts).any(|text| text.contains(words));
        let of_statement = phrases.with("agreement-after-end-one", &[("instalments", &format!("{day} ({amount})"))]);
        for words in [&matter, &phrases.get("to-do-after-end"), &of_statement, &phrases.get("instalment-after-end")] {
            assert!(said(&book, words), "{language:?}: {words}");
        }
        assert!(!said(&book, &phrases.get("to-do-next")), "{language:?}: nothing is to be done, and something is");
        let own = fund::book(&view);
        for words in [&matter, &phrases.get("to-do-agree-after-end"), &phrases.get("instalment-after-end")] {
            assert!(said(&own, words), "{language:?}: {words}");
        }
        let donor = view.donors().find(|donor| donor.code.as_str() == "AAA").unwrap();
        let body = letter::letter(&view, donor, None).body;
        assert!(
            body.contains(&phrases.counted("letter-after-end", 1)) && body.contains(&amount),
            "{language:?}: {body}"
        );
    }
}

#[test]
fn reasons_on_a_page_of_several_priorities_say_which_and_speak_of_all() {
    for language in Language::ALL.iter().copied() {
        let mut facts = facts();
        // Togo has two priorities that no money may be used for, and one that a decision closes.
        for (theme, need) in [("T01", 7_000), ("T02", 90_000)] {
            let mut later = priority("TGO", theme, need);
            later.period = Period::parse("2024-2025").unwrap();
            facts.priorities.push(later);
        }
        facts.priorities.push(priority("TGO", "T01", 8_000));
        let decision = hold("D1", "TGO/T02/2021-2025", DecisionStatus::Adopted);
        facts.decisions.push(Decision { body: Some("Board".to_owned()), ..decision });
        let figures = spoken(language, facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let book = annual::book(&view, 2025);
        let said = texts(sheet_of(&book, &phrases.get("sheet-country-pages")));
        let when = format!("Board, {}", phrases.day(day("2025-10-02")));
        let did = phrases.with("did-hold", &[("decision", "D1"), ("when", &when), ("cell", "")]);
        let did = did.split("D1").next().unwrap();
        let of_decision: Vec<&String> = said.iter().filter(|text| text.contains(&when)).collect();
        assert_eq!(of_decision.len(), 1, "{language:?}: {said:?}");
        assert!(
            of_decision[0].contains(did[1..].trim_end()) && of_decision[0].contains("Togo"),
            "{language:?}: {of_decision:?}"
        );
        // Two reasons on a page: each names the themes that have it.
        let money = phrases.get("lacks-money");
        let mut rest = money.chars();
        let money: String = rest.next().unwrap().to_lowercase().chain(rest).collect();
        let of_both = said.iter().find(|text| text.ends_with(&money) && text.contains("Health"));
        assert!(of_both.is_some_and(|text| text.contains("Pensions")), "{language:?}: {said:?}");
        assert!(of_decision[0].starts_with("Pensions"), "{language:?}: {of_decision:?}");
        let single = ["lacks-all-earmarks", "lacks-waits", "lacks-decided"].map(|key| phrases.get(key));
        let gap = sheet_of(&book, &phrases.get("sheet-theme-pages"));
        for text in texts(gap) {
            assert!(!single.contains(&text), "{language:?}: {text}");
        }
    }
}

#[test]
fn columns_that_would_be_empty_throughout_are_left_out() {
    let with_people = |facts: Facts| {
        let mut figures = figures(facts);
        figures.fund.programme.people = Some(poolfund::config::People { legal: 20, effective: 30, adequacy: 10 });
        figures
    };
    let targets = |figures: &Figures| {
        let view = View::new(figures, Provenance::default()).unwrap();
        let book = fund::book(&view);
        rows(sheet_of(&book, "Results"), "Targets")
    };
    let alone = targets(&with_people(facts()));
    assert_eq!(alone[0], ["Whole programme", "People covered in law", "20", "0", "0/20"], "no theme, nothing charged");
    let heads = |figures: &Figures| {
        let view = View::new(figures, Provenance::default()).unwrap();
        let book = annual::book(&view, 2025);
        texts(sheet_of(&book, "Country pages"))
    };
    let without = heads(&figures(facts()));
    assert!(without.iter().any(|text| text == "Reached"), "{without:?}");
    assert!(!without.iter().any(|text| text == "Target" || text == "Share of target"), "{without:?}");
    let mut more = facts();
    more.targets.push(result_target(60, "TGO", "T02", 5_000));
    let with = heads(&figures(more));
    assert!(with.iter().any(|text| text == "Target"), "{with:?}");
}

#[test]
fn a_row_of_totals_has_a_total() {
    for language in Language::ALL.iter().copied() {
        let figures = report_texts::spoken(language);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let mut seen = 0;
        for book in report_texts::books(&view) {
            for sheet in &book.sheets {
                let totals = sheet.rows.iter().filter(|row| {
                    row.first().is_some_and(|cell| text(&cell.value) == phrases.get("total") && row.len() > 1)
                });
                for row in totals {
                    seen += 1;
                    assert!(row.iter().any(|cell| cell.value.is_number()), "{}: {}", book.title, sheet.name);
                    let header = |column: usize| {
                        let above = sheet
                            .rows
                            .iter()
                            .take_while(|other| !std::ptr::eq(*other, row))
                            .filter_map(|of| of.get(column));
                        above.filter(|cell| matches!(cell.style, Style::Header | Style::NumberHeader)).last()
                    };
                    assert!(header(0).is_some(), "{}: {}", book.title, sheet.name);
                }
            }
        }
        assert!(seen > 20, "{seen}");
    }
}

#[test]
fn amounts_of_kinds_have_no_row_of_totals_and_items_begin_with_a_capital() {
    let figures = report_texts::spoken(Language::English);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = reconciliation::book(&view);
    let movement = sheet_of(&book, "Movement");
    let below = |table: &str| {
        let (_, range) = movement.tables().find(|(name, _)| *name == table).unwrap();
        text(movement.value(range.last_row + 1, 0))
    };
    assert_eq!((below("RollCurrencies"), below("RollKinds")), ("Total".to_owned(), String::new()));
    let evidence: Vec<String> = texts(sheet_of(&book, "Differences"));
    assert!(evidence.iter().any(|text| text.starts_with("Nothing like it on the other side")), "{evidence:?}");
    let compared = rows(sheet_of(&book, "Compared"), "Compared");
    for row in compared {
        assert!(row[2].starts_with(char::is_uppercase), "{row:?}");
    }
}

#[test]
fn what_is_received_says_whether_refunds_are_taken_off() {
    for language in Language::ALL.iter().copied() {
        let texts = report_texts::texts(language);
        let bare = texts["instalment-paid"].clone();
        let said: BTreeSet<&String> = texts.iter().filter(|(_, text)| **text == bare).map(|(key, _)| key).collect();
        assert_eq!(said, BTreeSet::from([&"instalment-paid".to_owned()]), "{language:?}: {bare}");
        assert_eq!(texts["h-paid"], texts["key-paid"]);
        assert_eq!(texts["available-received"], texts["statement-deposits"], "{language:?}: before refunds");
        assert_ne!(texts["available-received"], texts["h-paid"], "{language:?}");
        // The two sides of a reconciliation call things as the other reports do.
        for (one, other) in [
            ("finance-fee", "statement-fee"),
            ("finance-levy", "statement-levy"),
            ("finance-support-cost", "key-support"),
            ("finance-deposit", "statement-deposits"),
            ("finance-refund", "statement-refunds"),
            ("finance-bank-charge", "statement-bank"),
            ("finance-obligation", "h-obligated"),
            ("finance-transfer", "statement-transfers"),
            ("cause-decisions", "available-held"),
        ] {
            assert_eq!(texts[one], texts[other], "{language:?}: {one} and {other}");
        }
    }
}

#[test]
fn no_two_tables_of_the_statements_by_agreement_have_the_same_heading() {
    for language in Language::ALL.iter().copied() {
        let mut facts = facts();
        facts.agreements.push(agreement("AAA-02", "1000", "EUR"));
        facts.receipts.push(receipt("R-2", "AAA-02", "2023-01-10", ReceiptKind::Deposit, original("1000", "EUR")));
        let figures = spoken(language, facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let phrases = Phrasebook::new(language);
        let book = donor_book(&view, "AAA");
        let sheet = sheet_of(&book, &phrases.get("sheet-agreements"));
        // Headings of blocks within a statement stand in each.
        let blocks = ["statement-sources", "statement-uses", "statement-balance"].map(|key| phrases.get(key));
        let heads: Vec<String> = sections(sheet).into_iter().filter(|head| !blocks.contains(head)).collect();
        let unique: BTreeSet<&String> = heads.iter().collect();
        assert_eq!(unique.len(), heads.len(), "{language:?}: {heads:?}");
        for reference in ["AAA-01", "AAA-02"] {
            for key in ["section-own-rate", "section-agreement-statement", "statement-position"] {
                let head = format!("{reference} · {}", phrases.get(key));
                assert!(heads.contains(&head), "{language:?}: {head} in {heads:?}");
            }
        }
    }
}

#[test]
fn a_list_in_an_earmark_has_the_marks_of_its_language() {
    for language in Language::ALL.iter().copied() {
        let mut facts = facts();
        facts.agreements[0].earmark.include = vec![target("MWI", "T01"), target("TGO", "T02")];
        facts.agreements[0].earmark.window = Some(Period::new(day("2022-04-01"), day("2025-12-30")).unwrap());
        let figures = spoken(language, facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let book = donor_book(&view, "AAA");
        let said: Vec<String> = book.sheets.iter().flat_map(texts).filter(|text| text.contains("Togo")).collect();
        let between = if language == Language::French { "\u{a0}; " } else { "; " };
        assert!(said.iter().any(|text| text.contains(&format!("{between}Togo"))), "{language:?}: {said:?}");
        let window = match language {
            Language::English => "For needs from 1 April 2022 to 30 December 2025",
            Language::French => "Pour les besoins du 1er avril 2022 au 30 décembre 2025",
            Language::Spanish => "Para necesidades del 1 de abril de 2022 al 30 de diciembre de 2025",
            Language::Portuguese => "Para necessidades de 1 de abril de 2022 a 30 de dezembro de 2025",
        };
        assert!(said.iter().any(|text| text.contains(window)), "{language:?}: {said:?}");
    }
}

#[test]
fn donors_stand_in_the_alphabet_of_the_names_that_are_shown() {
    let mut facts = facts();
    for (donor, name) in facts.donors.iter_mut().zip(["Zambia", "Éire", "Denmark", "Finland"]) {
        donor.name = name.to_owned();
        donor.visibility = Some(Visibility::Public);
    }
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let names = |sheet: &Sheet, table: &str| -> Vec<String> {
        rows(sheet, table).into_iter().map(|row| row[0].clone()).collect()
    };
    let (own, year) = (fund::book(&view), annual::book(&view, 2025));
    for shown in [names(sheet_of(&own, "Donors"), "Donors"), names(sheet_of(&year, "Donors"), "YearByDonor")] {
        assert_eq!(shown, ["Denmark", "Éire", "Finland", "Zambia"]);
        assert!(shown.is_sorted_by_key(|name| comparable(name)));
    }
}

#[test]
fn the_bridge_of_the_gap_ends_at_what_the_priorities_lack_at_each_strength_and_names_what_decisions_hold() {
    let mut facts = facts();
    facts.priorities.push(priority("VNM", "T01", 500_000));
    facts.agreements.push(agreement("AAA-02", "9000", "EUR"));
    let mut pledged = agreement("CCC-02", "7000", "EUR");
    pledged.stage = AgreementStage::Pledged;
    facts.agreements.push(pledged);
    let mut figures = figures(facts);
    // Of what waits, a part is held by a decision.
    figures.book.amounts[0].held = cents(100);
    figures.gap.priorities.held = cents(100);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = gap_tracker::book(&view);
    let sheet = sheet_of(&book, "Gap");
    let total = |table: &str| {
        let (_, range) = sheet.tables().find(|(name, _)| *name == table).unwrap();
        (1..=3).map(|column| text(sheet.value(range.last_row + 1, column))).collect::<Vec<_>>()
    };
    let bridge = rows(sheet, "Bridge");
    assert_eq!(bridge[0][1..], total("Gap"), "each begins at a gap of the first table");
    let lacking = |of: fn(&poolfund::gap::Strengths) -> Money| {
        let rows = figures.gap.by_theme.iter();
        rows.map(|row| of(&row.gap)).sum::<Money>().format(2)
    };
    let lacks = [lacking(|of| of.deposits), lacking(|of| of.commitments), lacking(|of| of.outlook)];
    assert_eq!(total("Bridge"), lacks, "and ends at the totals of the other sheets");
    assert!(lacks[0] != lacks[1] && lacks[1] != lacks[2], "{lacks:?}");
    assert!(bridge.iter().any(|row| row[0] == "Unallocated, held by decisions" && row[1] == "1.00"), "{bridge:?}");
    let checks = texts(sheet_of(&book, "Checks"));
    for strength in ["Contributions received", "plus signed agreements", "plus weighted pledges"] {
        let words = format!("What countries lack equals the bridge from the programme’s gap: {strength}");
        assert!(checks.contains(&words), "{checks:?}");
    }
    assert!(checks.iter().all(|words| !words.contains("three causes")), "there may be four");
}

#[test]
fn the_remark_stands_on_the_page_in_every_language_in_which_it_is_given() {
    let remark =
        "name = \"Test fund\"\nnote = \"Not audited.\"\nnotes = { fr = \"Non vérifié.\", pt = \"Não auditado.\" }";
    let mut figures = figures(facts());
    figures.fund = poolfund::config::parse(&FUND.replace("name = \"Test fund\"", remark), "fund.toml").unwrap();
    figures.fund.illustrative = false;
    let view = View::new(&figures, Provenance::default()).unwrap();
    let shown = page::figures(&view).unwrap();
    let notes: Vec<(&str, &str)> = shown.fund.notes.iter().map(|(language, note)| (*language, note.as_str())).collect();
    assert_eq!(
        (shown.fund.note.as_str(), &notes[..]),
        ("Not audited.", &[("fr", "Non vérifié."), ("pt", "Não auditado.")][..])
    );
    let html = page::html(&shown).unwrap();
    let stands = html.split("<div id=\"page\">").nth(1).and_then(|rest| rest.split("<script").next()).unwrap();
    assert!(stands.contains("Not audited."), "also where figures are not illustrative, and without script: {stands}");
}

#[test]
fn negative_amounts_are_called_so() {
    for text in report_texts::texts(Language::English).into_values() {
        assert!(!text.contains("below nothing"), "{text}");
    }
}

#[test]
fn results_stand_in_the_alphabet_of_the_places_that_are_shown() {
    let figures = crate::report_pages::sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let (own, year) = (donor_book(&view, "DEU"), annual::book(&view, 2025));
    for (book, table) in [(own, "Results"), (year, "YearResults")] {
        let shown: Vec<String> =
            rows(sheet_of(&book, "Results"), table).into_iter().map(|row| row[0].clone()).collect();
        assert!(shown.len() > 5 && shown.is_sorted_by_key(|name| comparable(name)), "{shown:?}");
    }
}

#[test]
fn what_decisions_hold_for_many_is_not_said_of_each_as_though_it_had_it() {
    let figures = crate::report_pages::sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let held = view.allocation.allocation.lots.iter().map(|lot| lot.id.as_str());
    let held: Vec<String> = held.map(|lot| format!("{lot} (")).collect();
    let mut said = 0;
    for book in [annual::book(&view, 2025), gap_tracker::book(&view)] {
        let hold = "ecisions hold the only unallocated funds that are eligible here: ";
        for words in book.sheets.iter().flat_map(texts).filter(|text| text.contains(hold)) {
            assert!(!held.iter().any(|lot| words.contains(lot)), "{words}");
            said += 1;
        }
    }
    assert!(said > 6, "{said}");
}
