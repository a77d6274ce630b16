//! The call for an overdue instalment: it names what it is about in the words of both sides, and asks nobody to pay into an
//! agreement whose time is over without further words.

use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::month::Figures;
use poolfund::report::letter::{self, Letter};
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, donor};

use crate::builder::*;
use crate::report::{facts, figures};
use crate::report_asked::texts;

/// What is asked about two instalments of Baltia, of which one is paid in part, of an agreement that ends on a day.
fn late(end: Option<&str>) -> Figures {
    let mut facts = facts();
    let baltia = &mut facts.agreements[1];
    baltia.title = Some("Floors for all".into());
    baltia.donor_reference = Some("BAL/7".into());
    baltia.earmark.window = end.and_then(|end| Period::open(None, Some(day(end))));
    for (number, due, amount) in [("2", "2025-08-31", "1000"), ("3", "2025-09-30", "1234.5")] {
        let late = instalment("BBB-01", due, original(amount, "EUR"));
        facts.instalments.push(Instalment { number: Some(number.into()), ..late });
    }
    let part = receipt("R-PART", "BBB-01", "2025-03-01", ReceiptKind::Deposit, original("400", "EUR"));
    facts.receipts.push(part);
    let mut figures = figures(facts);
    figures.fund.period = Period { from: day("2021-01-01"), to: day("2027-12-31") };
    figures
}

fn called(figures: &Figures) -> (Letter, Letter, Vec<String>) {
    let view = View::new(figures, Provenance::default()).unwrap();
    let baltia = view.donors().find(|donor| donor.code.as_str() == "BBB").unwrap();
    let first = texts(&donor::book(&view, baltia).sheets[0]);
    (letter::call(&view, baltia).unwrap(), letter::cover(&view, baltia), first)
}

#[test]
fn a_call_names_the_agreement_in_the_words_of_both_the_instalment_and_where_and_by_when_to_answer() {
    let mut figures = late(None);
    let phrases = Phrasebook::new(Language::French);
    let (call, _, _) = called(&figures);
    let own = phrases.with("call-own", &[("reference", "BAL/7")]);
    let agreement = format!("BBB-01, Floors for all¹ ({own})");
    let open = original("600", "EUR");
    let part = [("open", &*phrases.original(open)), ("amount", &phrases.original(original("1000", "EUR")))];
    let lines = [
        ("2", phrases.with("call-part", &part), "2025-08-31", 61),
        ("3", phrases.original(original("1234.5", "EUR")), "2025-09-30", 31),
    ];
    for (number, amount, due, late) in lines {
        let words = [
            ("agreement", &*agreement),
            ("instalment", &phrases.with("call-instalment", &[("number", number)])),
            ("amount", &amount),
            ("day", &phrases.day(day(due))),
            ("days", &phrases.counted("days-ago", late)),
        ];
        let line = phrases.with("call-line", &words);
        assert!(call.body.contains(&line), "{line} in {}", call.body);
    }
    let answer = phrases.with("call-ask", &[("day", &phrases.day(day("2025-11-30")))]);
    assert!(call.body.contains(&answer), "{}", call.body);
    let (asked, account) = (call.body.find(&answer), call.body.find(&phrases.get("call-account-agreement")));
    let crossed = call.body.find(&phrases.counted("call-crossed", 2));
    assert!(asked < account && account < crossed && asked.is_some(), "asked, where to, and thanked: {}", call.body);
    // The day of the letter stands at the head of a print, and is said once in a mail.
    let today = phrases.day(day("2025-10-31"));
    assert!(call.subject.contains(&today) && !call.heading.contains(&today) && !call.body.contains(&today));
    let view = View::new(&figures, Provenance::default()).unwrap();
    assert_eq!(call.alone(&view).matches(&today).count(), 1);
    drop(view);
    figures.fund.reports.account = Some("Bank of Baltia, BA00 1234".into());
    let (call, _, _) = called(&figures);
    let account = phrases.with("call-account", &[("account", "Bank of Baltia, BA00 1234")]);
    assert!(call.body.contains(&account), "{}", call.body);
}

#[test]
fn nobody_is_asked_to_pay_into_an_agreement_whose_time_is_over_without_further_words() {
    let phrases = Phrasebook::new(Language::French);
    // An end that is far away, one within the fund's notice, and one that is past.
    for (end, key, to_do) in [
        ("2027-12-31", None, "to-do-overdue"),
        ("2025-12-31", Some("call-ending"), "to-do-overdue-ending"),
        ("2025-06-30", Some("call-ended"), "to-do-overdue-ended"),
    ] {
        let figures = late(Some(end));
        let (call, cover, first) = called(&figures);
        let words = [("agreement", "BBB-01"), ("day", &*phrases.day(day(end)))];
        let said = key.map(|key| phrases.with(key, &words));
        for letter in [&call, &cover] {
            for other in ["call-ending", "call-ended"] {
                let there = letter.body.contains(&phrases.with(other, &words));
                assert_eq!(there, key == Some(other), "{end}: {said:?} in {}", letter.body);
            }
        }
        let account = call.body.contains(&phrases.get("call-account-agreement"));
        assert_eq!(account, key != Some("call-ended"), "{end}: where to pay is said to who may: {}", call.body);
        assert!(first.contains(&phrases.get(to_do)), "{end}: {first:?}");
        for (sentence, is_said) in
            [("letter-overdue", key != Some("call-ended")), ("letter-overdue-ended", key == Some("call-ended"))]
        {
            assert_eq!(
                cover.body.contains(&phrases.counted(sentence, 2)),
                is_said,
                "{end}: {sentence} in {}",
                cover.body
            );
        }
    }
}

#[test]
fn what_is_on_the_day_of_the_report_is_today() {
    let figures = late(Some("2025-10-31"));
    let (_, cover, first) = called(&figures);
    assert!(first.iter().any(|text| text.ends_with("· aujourd’hui")), "{first:?}");
    assert!(first.iter().chain([&cover.body]).all(|text| !text.contains("dans 0 jour")), "{first:?} {}", cover.body);
}

#[test]
fn a_letter_on_paper_has_who_signs_or_a_line_to_sign_on_and_a_mail_no_line() {
    const LINE: &str = "____________________";
    let mut figures = late(None);
    let (call, cover, _) = called(&figures);
    let view = View::new(&figures, Provenance::default()).unwrap();
    for letter in [&call, &cover] {
        let name = figures.fund.called(letter.language).marked();
        let expected = format!("\n\n{LINE}\n{name}\n");
        assert!(letter.alone(&view).contains(&expected), "{}", letter.alone(&view));
        assert!(!letter.body.contains(LINE) && !letter.html().contains(LINE), "{}", letter.body);
    }
    figures.fund.reports.certifier = Some("Ada Lovelace".into());
    let (call, cover, _) = called(&figures);
    let view = View::new(&figures, Provenance::default()).unwrap();
    for letter in [call, cover] {
        let said = letter.alone(&view);
        assert!(said.contains("\n\nAda Lovelace\n") && !said.contains(LINE), "{said}");
    }
}

#[test]
fn the_sample_names_who_signs_in_every_language() {
    let fund = poolfund::intake::settings::load(&crate::support::root().join("inputs")).unwrap();
    assert!(fund.reports.certifier.is_some() && fund.reports.certifier_title.is_some());
    let lacking = Language::ALL.iter().filter(|one| **one != fund.default_language);
    let lacking: Vec<_> =
        lacking.filter(|one| !fund.reports.certifier_titles.iter().any(|(known, _)| known == **one)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
}
