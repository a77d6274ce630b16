//! Concept sheets: two pages about a place in every language, which anybody may read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use poolfund::domain::facts::{DecisionStatus, Facts, Priority, Visibility};
use poolfund::domain::{GeographyCode, Language, Money};
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Value};
use poolfund::report::page::contract::{Disclosure, FiguresFile};
use poolfund::report::{Provenance, View, concept, page, pdf};

use crate::builder::{agreement, cents, dollars, hold as held, original, priority, receipt, result_target, target};
use crate::pdf::{TYPESET, feet, missed, structure, vera_faults};
use crate::report::{facts, figures, figures_of};
use crate::report_pages::{judge, pages, sample};
use crate::small_fund::{SmallFund, files};

fn books(figures: &Figures, place: &str) -> Vec<Book> {
    let view = View::new(figures, Provenance::default()).unwrap().on_paper();
    let public = page::public(page::figures(&view).unwrap());
    let place = GeographyCode::new(place);
    Language::ALL.iter().map(|language| concept::book(&view, &public, &place, *language)).collect()
}

/// The values of a sheet by the text of each row's first cell.
fn rows(book: &Book) -> BTreeMap<String, Vec<Value>> {
    let rows = book.sheets.iter().flat_map(|sheet| &sheet.rows);
    let named = rows.filter_map(|row| match row.split_first() {
        Some((first, rest)) => match &first.value {
            Value::Text(text) => Some((text.to_string(), rest.iter().map(|cell| cell.value.clone()).collect())),
            _ => None,
        },
        None => None,
    });
    named.collect()
}

fn everything(book: &Book) -> String {
    format!("{} {:?}", book.title, book.sheets.iter().map(|sheet| &sheet.rows).collect::<Vec<_>>())
}

/// Facts with a donor of each kind in Togo: public, of totals, anonymous, and internal.
fn of_four() -> Facts {
    let mut facts = facts();
    let kinds = [Some(Visibility::Public), Some(Visibility::TotalsOnly), Some(Visibility::Anonymous), None];
    for (donor, visibility) in facts.donors.iter_mut().zip(kinds) {
        donor.visibility = visibility;
        donor.contact = Some(format!("CANARYcontact{}", donor.code));
    }
    facts.agreements.push(agreement("DDD-02", "9000", "USD"));
    facts.receipts.push(receipt(
        "R-DDD",
        "DDD-02",
        "2022-04-01",
        poolfund::domain::facts::ReceiptKind::Deposit,
        original("9000", "USD"),
    ));
    facts.targets.push(result_target(60, "TGO", "T02", 5_000));
    facts
}

#[test]
fn it_names_no_donor_that_has_not_agreed() {
    // Two donors that are not named stand in each place: what the public one has in both tells what neither of them has.
    let mut facts = of_four();
    for (reference, place) in [("BBB-02", "MWI"), ("CCC-02", "MWI"), ("BBB-03", "TGO"), ("CCC-03", "TGO")] {
        let mut own = agreement(reference, "1000", "USD");
        own.earmark.include = vec![target(place, "ALL")];
        facts.agreements.push(own);
        let kind = poolfund::domain::facts::ReceiptKind::Deposit;
        facts.receipts.push(receipt(&format!("R-{reference}"), reference, "2022-04-01", kind, original("1000", "USD")));
    }
    let mut figures = figures(facts);
    figures.fund.reports.contact = Some("The unit".into());
    let mut named = 0;
    for place in ["TGO", "MWI"] {
        for book in books(&figures, place) {
            let said = everything(&book);
            for hidden in ["CANARYnameBBB", "CANARYnameCCC", "CANARYnameDDD", "CANARYtitle", "CANARYcontact"] {
                assert!(!said.contains(hidden), "{place}, {:?}: {hidden}", book.language);
            }
            for reference in figures.facts.agreements.iter().map(|one| one.reference.as_str()) {
                assert!(!said.contains(reference), "{place}, {:?}: {reference}", book.language);
            }
            named += usize::from(said.contains("CANARYnameAAA"));
            assert!(said.contains("The unit"));
        }
    }
    assert!(named >= 4, "the public donor is named");
}

#[test]
fn what_one_donor_gave_that_is_not_named_is_not_told_apart() {
    let alone = |facts: Facts| {
        let figures = figures(facts);
        let public = page::public(page::figures(&View::new(&figures, Provenance::default()).unwrap()).unwrap());
        let anonymous = public.donors.iter().position(|donor| donor.disclosure == Disclosure::Anonymous).unwrap();
        assert!(public.holdings.iter().all(|holding| holding.donor != anonymous), "in cells they are among all others");
        public.donors[anonymous].sums.received.is_zero()
    };
    assert!(alone(of_four()), "the only anonymous donor is among those that are internal");
    let mut facts = of_four();
    facts.donors[1].visibility = Some(Visibility::Anonymous);
    assert!(alone(facts.clone()), "so are two where one that is internal would be what is left of the total");
    facts.donors[3].visibility = Some(Visibility::TotalsOnly);
    assert!(!alone(facts), "two are a sum");
}

#[test]
fn its_figures_are_those_of_the_page() {
    let figures = figures(of_four());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let own = page::figures(&view).unwrap();
    let book = books(&figures, "TGO").remove(0);
    let rows = rows(&book);
    let cells: Vec<_> = own.cells.iter().filter(|cell| cell.place == "TGO").collect();
    let sum = |of: fn(&&page::contract::Cell) -> Money| cells.iter().map(of).sum::<Money>();
    let [need, outside, allocated, missing] =
        [sum(|cell| cell.need), sum(|cell| cell.outside), sum(|cell| cell.allocated), sum(|cell| cell.lacking)];
    assert!(missing > Money::ZERO);
    let money = [need, outside, allocated, missing].map(Value::Money);
    let share = Value::Share((need - missing).minor(), need.minor());
    assert_eq!(rows["Total"], [&money[..], std::slice::from_ref(&share)].concat());
    // Who funds what is there adds up to what is allocated.
    let others = &rows["Several donors together"][0];
    let public = rows.iter().find(|(name, _)| name.contains("CANARYnameAAA")).map(|(_, row)| &row[0]);
    let funded: Money = public.into_iter().chain([others]).filter_map(Value::money).sum();
    assert_eq!(funded, allocated);
    // Where a part of a named donor's money is with several, a note says so.
    let by_name = public.and_then(Value::money).unwrap_or_default();
    let index = own.donors.iter().position(|donor| donor.code == "AAA").unwrap();
    let held = own.holdings.iter().filter(|holding| holding.donor == index).flat_map(|holding| &holding.cells);
    let held: Money = held.filter(|held| own.cells[held.0].place == "TGO").map(|held| held.1).sum();
    let note = poolfund::report::phrasebook::Phrasebook::new(Language::English).get("note-concept-several");
    assert_eq!(rows.contains_key(note.as_str()), by_name < held, "{by_name:?} of {held:?}");
    // What contributions would do is what the page says.
    let would = own.opportunities.iter().find(|one| one.place == "TGO" && one.theme == "ALL").unwrap();
    assert!(rows.values().any(|row| row.first() == Some(&Value::Money(would.would.allocated))));
    let reached = [Value::Whole(5_000), Value::Whole(1_001), Value::Share(1_001, 5_000)];
    assert_eq!(rows["People effectively covered"], reached);
}

#[test]
fn reasons_stand_with_what_lacks_most_first() {
    let mut facts = of_four();
    // What a ceiling keeps from a priority is less than what there is no money for.
    facts.priorities.push(Priority { ceiling: dollars(1_000), ..priority("TGO", "T01", 2_000) });
    for book in books(&figures(facts), "TGO") {
        let texts = book.sheets[0].rows.iter().filter_map(|row| match row.first().map(|cell| &cell.value) {
            Some(Value::Text(text)) => Some(text.to_string()),
            _ => None,
        });
        // A reason stands behind its amount and the themes.
        let amount = |text: &str| {
            let (amount, _) = text.split_once(" (").filter(|(amount, _)| amount.contains("USD"))?;
            amount.chars().filter(char::is_ascii_digit).collect::<String>().parse::<i64>().ok()
        };
        let amounts: Vec<i64> = texts.filter_map(|text| amount(&text.replace('\u{a0}', " "))).collect();
        assert!(amounts.len() == 2 && amounts[0] > amounts[1], "{:?}: {amounts:?}", book.language);
    }
}

/// The figures of a fund, and what the largest contribution to Togo, and to all, would put in Togo and elsewhere.
fn would_of(facts: Facts) -> (FiguresFile, [[Money; 2]; 2]) {
    let figures = figures(facts);
    let own = page::figures(&View::new(&figures, Provenance::default()).unwrap()).unwrap();
    let would = ["TGO", "WORLD"].map(|place| {
        let mut of_part = own.opportunities.iter().filter(|one| one.place == place && one.theme == "ALL");
        let largest = of_part.next_back().unwrap();
        let in_togo = |wanted: bool| {
            let cells = largest.would.cells.iter();
            cells.filter(|(cell, _)| (own.cells[*cell].place == "TGO") == wanted).map(|(_, amount)| *amount).sum()
        };
        [in_togo(true), in_togo(false)]
    });
    (own, would)
}

#[test]
fn a_contribution_goes_nowhere_that_decisions_closed() {
    let (own, [togo, all]) = would_of(of_four());
    let lacks = |own: &FiguresFile| own.cells.iter().find(|cell| cell.place == "TGO").unwrap().lacking;
    assert_eq!([togo[0], all[0]], [lacks(&own), lacks(&own)], "all that is missing");
    assert!(togo[1].is_zero() && all[1] > Money::ZERO);
    let mut closed = of_four();
    closed.decisions.push(held("D-1", "TGO/T02", DecisionStatus::Adopted));
    let (own, [togo, all_then]) = would_of(closed);
    assert!(lacks(&own) > Money::ZERO && togo == [Money::ZERO; 2], "{togo:?}");
    assert!(all_then[0].is_zero(), "{all_then:?}");
}

/// Prints books and holds each to two pages that can be read, and read aloud.
fn hold(books: &[Book], folder: &Path) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for book in books {
        let name: String = book.title.chars().filter(|letter| letter.is_ascii_alphanumeric()).collect();
        let path = folder.join(format!("{}-{name}.pdf", book.language.code()));
        let printed = pdf::print_alone(book).unwrap();
        assert!(printed == pdf::print_alone(book).unwrap(), "the same bytes");
        fs::write(&path, printed).unwrap();
        let Some(pages) = pages(&path) else { return Vec::new() };
        judge(&book.title, &pages, TYPESET);
        feet(&book.title, &pages, &book.foot);
        assert_eq!(pages.len(), 2, "{}", path.display());
        let Some(found) = structure(&path) else { return Vec::new() };
        assert_eq!(missed(&found, book.language.tag()), Vec::<String>::new(), "{}", path.display());
        assert!(found.tables.len() >= 2 && found.headings.iter().filter(|one| *one == "H2").count() == 2, "{found:?}");
        paths.push(path);
    }
    paths
}

#[test]
fn every_sheet_of_the_sample_has_two_pages_in_every_language() {
    let figures = sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let public = page::public(page::figures(&view).unwrap());
    let folder = tempfile::tempdir().unwrap();
    let places = concept::places(&view);
    assert!(places.len() >= 50, "{}", places.len());
    let mut judged = Vec::new();
    for (number, place) in places.iter().enumerate() {
        // Every place in one language, and some in all of them.
        let languages = Language::ALL.iter().enumerate();
        let wanted =
            languages.filter(|(turn, _)| number % 4 == *turn || number % 17 == 0).map(|(_, language)| language);
        let books: Vec<Book> = wanted.map(|language| concept::book(&view, &public, place, *language)).collect();
        let paths = hold(&books, folder.path());
        if number % 17 == 0 {
            judged.extend(paths);
        }
    }
    if let Some(faults) = vera_faults(&judged) {
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn a_place_with_many_themes_and_one_without_results_have_two_pages_too() {
    let mut settings = crate::builder::FUND.to_owned();
    let mut facts = of_four();
    for number in 10..50 {
        let long = "Social protection of workers in the informal and the rural economy and of their families";
        settings += &format!("\n[[theme]]\ncode = \"X{number}\"\nname = \"{long}, part {number}\"\n");
        facts.priorities.push(priority("TGO", &format!("X{number}"), 40_000 + number));
    }
    let fund = poolfund::config::parse(&settings, "fund.toml").unwrap();
    let figures = figures_of(fund, facts);
    let folder = tempfile::tempdir().unwrap();
    for place in ["TGO", "MWI"] {
        let books = books(&figures, place);
        assert_eq!(books.len(), 4);
        hold(&books, folder.path());
    }
    // Themes that have no row of their own are in the total.
    let mut book = books(&figures, "TGO").remove(0);
    book.sheets.truncate(1);
    let rows = rows(&book);
    let needs = rows.iter().filter(|(name, row)| row.len() == 5 && *name != "Total" && *name != "Theme");
    let needs: Money = needs.filter_map(|(_, row)| row[0].money()).sum();
    assert_eq!(Some(needs), rows["Total"][0].money());
    assert!(rows.contains_key("26 other themes") && needs > cents(1));
}

#[test]
fn the_command_writes_a_folder_for_each_place_and_keeps_what_people_changed() {
    let fund = SmallFund::new();
    let said = fund.works(&["concept", "Togo", "--as-of", "2025-09-30"]);
    assert!(said.contains("concept sheets of 1 place"), "{said}");
    let folder = fund.path().join("reports/concept/tgo-togo-2025-09");
    let names: Vec<String> = files(&folder)
        .into_iter()
        .map(|(path, _)| path.file_name().unwrap().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".pdf"))
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
    let french = folder.join("tgo-togo-2025-09-fr.pdf");
    let before = fs::read(&french).unwrap();
    fs::write(&french, "mine").unwrap();
    let all = fund.works(&["concept", "--as-of", "2025-09-30"]);
    assert!(all.contains("concept sheets of 2 places"), "{all}");
    assert_eq!(fs::read(&french).unwrap(), before, "the same figures give the same bytes");
    assert!(files(&folder).iter().any(|(_, bytes)| bytes == b"mine"), "what somebody changed is kept");
    assert!(fund.refuses(&["concept", "Atlantis", "--as-of", "2025-09-30"], 2).contains("TGO"));
}
