//! What readers asked of a page that did not say it: what a decision's word does, in whose language a reason is, what went back of an
//! agreement, what the column that is signed comes to.

use poolfund::domain::Language;
use poolfund::domain::facts::*;
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, donor, fund};

use crate::builder::*;
use crate::reconcile_items::{filled_in, item_of, with_extract};
use crate::report::{facts, figures};
use crate::report_asked::{rows, sheet_of, texts};
use crate::small_fund::SmallFund;

/// What the committee decided about one priority, as its workbook says it in a language.
fn decided(language: Language, reason: &str) -> Decision {
    let phrases = Phrasebook::new(language);
    let body = Some(phrases.get("proposal-body"));
    Decision { body, reason: reason.to_owned(), ..hold("H-1", "MWI/T01", DecisionStatus::Adopted) }
}

#[test]
fn what_a_decision_does_is_said_where_it_stands() {
    let mut facts = facts();
    facts.decisions.push(hold("H-1", "MWI/T01", DecisionStatus::Adopted));
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let phrases = Phrasebook::new(Language::English);
    let book = fund::book(&view);
    let sheet = sheet_of(&book, &phrases.get("sheet-decisions"));
    let means = |key: &str, action: &str| phrases.with(key, &[("action", &phrases.get(action))]);
    let said = texts(sheet);
    assert!(said.contains(&means("means-action-hold", "action-hold")), "{said:?}");
    assert!(!said.iter().any(|text| text.contains("no refund")), "what nobody decided is not explained: {said:?}");
    assert!(said.contains(&phrases.get("h-status")) && !said.contains(&"State".to_owned()));
}

#[test]
fn reasons_that_the_program_wrote_are_in_the_language_of_the_report_and_those_of_people_as_written() {
    let all = Language::ALL.iter().copied();
    for (written, read) in all.clone().flat_map(|one| all.clone().map(move |other| (one, other))) {
        let [from, to] = [written, read].map(Phrasebook::new);
        let reason = |phrases: &Phrasebook| {
            let costs = phrases.with("why-costs", &[("amount", &phrases.amount(cents(1_438_125), 2))]);
            let share = phrases.percent(cents(450), cents(1_000));
            let need = phrases.amount(cents(50_000_000), 2);
            format!("{costs} {}", phrases.with("why-best", &[("share", &share), ("need", &need)]))
        };
        let remarked = |phrases: &Phrasebook| format!("Later (this year) ({})", phrases.get("why-return"));
        let people = "14 pays costs that wait here, says Ann.";
        for (stands, expected) in [
            (reason(&from), reason(&to)),
            // As a spreadsheet program leaves it.
            (reason(&from).replace(['\u{a0}', '\u{202f}'], " "), reason(&to)),
            (from.get("why-move"), to.get("why-move")),
            (people.to_owned(), people.to_owned()),
            (format!("Agreed ({})", from.get("why-return")), format!("Agreed ({})", to.get("why-return"))),
            (remarked(&from), remarked(&to)),
        ] {
            let mut facts = facts();
            facts.donors.iter_mut().for_each(|donor| donor.language = Some(read));
            facts.decisions.push(decided(written, &stands));
            let figures = figures(facts);
            let view = View::new(&figures, Provenance::default()).unwrap();
            let book = donor::book(&view, view.donors().next().unwrap());
            let sheet = sheet_of(&book, &to.get("sheet-decisions"));
            let row = &rows(sheet, "Decisions")[0];
            assert!(row.contains(&expected), "{written:?} to {read:?}: {expected:?} in {row:?}");
            assert!(row.contains(&to.get("proposal-body")), "{row:?}");
            // What the program says in the report's words is not marked as foreign.
            let marked = texts(sheet).iter().any(|text| *text == format!("{}¹", to.get("h-reason")));
            let is_peoples = stands == people;
            assert_eq!(marked, is_peoples && read != Language::English, "{written:?} to {read:?}: {stands:?}");
        }
    }
}

#[test]
fn the_statement_of_an_agreement_says_what_went_back_and_what_was_written_off() {
    let mut facts = facts();
    let lost = original("2500", "EUR");
    facts.receipts.push(receipt("R-OFF", "AAA-01", "2024-10-15", ReceiptKind::WriteOff, lost));
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let phrases = Phrasebook::new(Language::English);
    let book = donor::book(&view, view.donors().next().unwrap());
    let said = texts(sheet_of(&book, &phrases.get("sheet-agreements"))).join("\n");
    for line in ["Written off on 15 October 2024: EUR 2,500.00", "Refunded on 1 June 2023: EUR 120.50"] {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn the_page_and_the_workbooks_have_the_same_words_for_the_same_thing() {
    let same = [
        ("series.received", "h-gap-received"),
        ("series.signed", "h-gap-signed"),
        ("series.outlook", "h-gap-pledged"),
        ("what.fee", "statement-fee"),
        ("line.fee", "statement-fee"),
        ("what.levy", "statement-levy"),
        ("line.levy", "statement-levy"),
        ("what.support_reserve", "h-support-kept"),
        ("line.support_reserve", "h-support-kept"),
        ("line.lapsed", "available-lapsed"),
        ("line.ongoing_projects", "gap-ongoing"),
        ("cause.short_of_money", "cause-money"),
        ("cause.short_of_money.means", "cause-money-means"),
        ("cause.locked_by_earmarks", "cause-earmarks"),
        ("cause.locked_by_earmarks.means", "cause-earmarks-means"),
        ("cause.locked_by_limits", "cause-policy"),
        ("cause.locked_by_limits.means", "cause-policy-means"),
        ("cause.lapsed", "cause-lapsed"),
        ("cause.lapsed.means", "cause-lapsed-means"),
        ("cause.decided", "cause-decisions"),
        ("cause.decided.means", "cause-decisions-means"),
        ("what.outside", "h-outside"),
        ("what.lacking", "h-missing"),
        ("across", "place-as-a-whole"),
    ];
    for language in Language::ALL.iter().copied() {
        let (page, phrases) = (crate::page::words("texts", language.code()), Phrasebook::new(language));
        for (of_page, of_books) in same {
            assert_eq!(page[of_page], phrases.with(of_books, &[("place", "{place}")]), "{language:?}: {of_page}");
        }
    }
}

#[test]
fn the_summary_says_what_of_the_differences_is_accepted_and_what_is_open() {
    let fund = with_extract();
    let said = fund.works(&["run", "--as-of", "2025-09-30"]);
    let finance = |said: &str| said.lines().find(|line| line.starts_with("Finance")).unwrap().to_owned();
    assert!(!finance(&said).contains("accepted"), "{said}");
    let run = |fund: &SmallFund| -> serde_json::Value {
        let said = fund.works(&["run", "--as-of", "2025-09-30", "--json"]);
        serde_json::Deserializer::from_str(&said).into_iter().next().unwrap().unwrap()
    };
    let (before, item) = (run(&fund), item_of(&fund, "2025-09", "X-1"));
    assert_eq!(before["open_difference_sum"], before["difference_sum"]);
    let accept = [("Settlement", "accept"), ("Reason", "finance is right")];
    let book = filled_in(&fund, "2025-09", &item, &accept);
    fund.works(&["settle", &book, "--as", "Ann"]);
    let said = finance(&fund.works(&["run", "--as-of", "2025-09-30"]));
    let after = run(&fund);
    assert_eq!((after["accepted"].as_u64(), &after["differences"]), (Some(1), &before["differences"]));
    assert_ne!(after["open_difference_sum"], after["difference_sum"]);
    let open = after["open_difference_sum"].as_str().unwrap();
    let plain: String = said.chars().filter(|letter| *letter != ',').collect();
    assert!(plain.contains(&format!("1 accepted open {open}")), "{said}");
}
