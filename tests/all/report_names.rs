//! Names in the language of a report: of the fund, donors, desks and agreements, where the inputs give them; else as they are
//! written, and marked so.

use std::fs;

use poolfund::config;
use poolfund::domain::facts::{Facts, Visibility};
use poolfund::domain::{Called, GeographyCode, Language, Names};
use poolfund::intake;
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Style, Value};
use poolfund::report::{Provenance, View, donor, letter, page};

use crate::builder::{FUND, instalment, original};
use crate::report::{facts, figures_of};
use crate::small_fund::SmallFund;

fn names(named: &[(Language, &str)]) -> Names {
    named.iter().map(|(language, name)| (*language, (*name).to_owned())).collect()
}

/// All texts of a book.
fn texts(book: &Book) -> Vec<String> {
    let cells = book.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    let text = |value: &Value| if let Value::Text(text) = value { Some(text.to_string()) } else { None };
    cells.filter_map(|cell| text(&cell.value)).map(|text| text.replace('\u{a0}', " ")).collect()
}

/// Facts whose second donor, which reads French, is Belgium; with names in French where it is said.
fn of_belgium(french: bool) -> Facts {
    let mut facts = facts();
    let belgium = &mut facts.donors[1];
    belgium.name = "Belgium".into();
    belgium.country = Some(GeographyCode::new("BEL"));
    belgium.contact = Some("Social affairs desk".into());
    let agreement = facts.agreements.iter_mut().find(|one| one.reference.as_str() == "BBB-01").unwrap();
    agreement.title = Some("Core contribution".into());
    if french {
        // What people write in rows has no names in other languages.
        facts.receipts.iter_mut().for_each(|receipt| receipt.notes = None);
        facts.expenditure.retain(|line| line.description.is_none());
    }
    let belgium = &mut facts.donors[1];
    if french {
        belgium.contacts = names(&[(Language::French, "Service des affaires sociales")]);
        agreement.titles = names(&[(Language::French, "Contribution de base")]);
    }
    facts.instalments.push(instalment("BBB-01", "2025-06-01", original("10", "EUR")));
    facts
}

fn of(settings: &str, facts: Facts) -> Figures {
    of_settings(&FUND.replace("[fund]\n", &format!("[fund]\n{settings}\n")), facts)
}

fn of_settings(settings: &str, facts: Facts) -> Figures {
    figures_of(config::parse(settings, "fund.toml").unwrap(), facts)
}

/// The settings of a fund that names itself and its themes in French too.
fn named() -> String {
    let names = [("In-country support", "Appui aux pays"), ("Health", "Santé"), ("Pensions", "Pensions")];
    names.iter().fold(FUND.replace("[fund]\n", &format!("[fund]\n{NAMED}\n")), |settings, (name, french)| {
        let written = format!("name = \"{name}\"");
        settings.replace(&written, &format!("{written}\nnames = {{ fr = \"{french}\" }}"))
    })
}

const NAMED: &str = "names = { fr = \"Fonds d’essai\", es = \"Fondo de prueba\" }";

#[test]
fn what_has_a_name_in_the_reports_language_is_called_by_it() {
    let mut figures = of_settings(&named(), of_belgium(true));
    let words = &mut figures.fund.reports;
    words.certifier = Some("Ada Lovelace".into());
    words.certifier_title = Some("Treasurer".into());
    words.certifier_titles = names(&[(Language::French, "Trésorière")]);
    words.disclaimer = Some("No audit.".into());
    words.disclaimers = names(&[(Language::French, "Sans audit.")]);
    words.contact = Some("The desk".into());
    words.contacts = names(&[(Language::French, "Le service")]);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let belgium = view.donors().nth(1).unwrap();
    let book = donor::book(&view, belgium);
    let texts = texts(&book);
    assert!(book.title.contains("Belgique") && book.subject == "Fonds d’essai", "{}", book.title);
    for expected in [
        "Belgique · Fonds d’essai",
        "Contribution de base",
        "Nom : Ada Lovelace. Fonction : Trésorière.",
        "Sans audit.",
    ] {
        assert!(texts.iter().any(|text| text == expected), "{expected}");
    }
    assert!(texts.iter().any(|text| text.contains("Le service")));
    for original in ["Belgium", "Core contribution", "Treasurer", "No audit", "The desk", &figures.fund.name] {
        assert!(!texts.iter().any(|text| text.contains(original)), "{original}");
    }
    assert!(!texts.iter().any(|text| text.contains(Called::MARK)), "nothing is marked");
    for letter in [letter::cover(&view, belgium), letter::call(&view, belgium).unwrap()] {
        assert!(letter.body.contains("Service des affaires sociales") && letter.subject.contains("Belgique"));
        assert!(letter.body.ends_with("Ada Lovelace\nTrésorière\nFonds d’essai\n"), "{}", letter.body);
        assert!(!letter.body.contains(Called::MARK), "{}", letter.body);
    }
}

#[test]
fn what_has_none_is_marked_as_it_is_written_with_one_note() {
    let figures = of("", of_belgium(false));
    let view = View::new(&figures, Provenance::default()).unwrap();
    let belgium = view.donors().nth(1).unwrap();
    let book = donor::book(&view, belgium);
    let note = "¹ Sous sa forme d’origine.";
    for sheet in book.sheets.iter().filter(|sheet| !sheet.data) {
        let cells: Vec<&Value> = sheet.rows.iter().flatten().map(|cell| &cell.value).collect();
        let holds = |wanted: &str| cells.iter().any(|value| **value == Value::Text(wanted.into()));
        let is_checks = sheet.name == "Contrôles";
        assert!(is_checks || holds(&format!("Belgique · {}¹", figures.fund.name)), "{}", sheet.name);
        assert!(is_checks || holds(note), "{}: the note stands in the heading", sheet.name);
    }
    assert!(texts(&book).iter().any(|text| text == "Core contribution¹"));
    assert!(texts(&book).iter().any(|text| text == "Description¹"), "descriptions of transactions are not translated");
    let cover = letter::cover(&view, belgium);
    // What a donor calls its own people and itself is not foreign to it.
    assert!(cover.body.contains("À l’attention de\u{a0}: Social affairs desk\n"), "{}", cover.body);
    assert!(cover.body.ends_with(&format!("{}¹\n\n{note}\n", figures.fund.name)), "{}", cover.body);
    assert!(!cover.subject.contains(Called::MARK), "a subject has no room for a note");
    // In the language in which the fund keeps its books, names stand as they are written.
    for book in [donor::book(&view, view.donors().next().unwrap()), poolfund::report::fund::book(&view)] {
        assert!(!texts(&book).iter().any(|text| text.contains(Called::MARK)), "{}", book.title);
    }
}

#[test]
fn only_a_donor_that_is_called_as_its_country_takes_the_countrys_name_and_none_is_marked_to_itself() {
    let mut facts = of_belgium(true);
    facts.donors[1].name = "European Commission".into();
    let figures = of(NAMED, facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = donor::book(&view, view.donors().nth(1).unwrap());
    assert!(texts(&book).iter().any(|text| text == "European Commission · Fonds d’essai"));
    let marked = "European Commission¹";
    assert!(!texts(&book).iter().any(|text| text.contains(marked)));
}

#[test]
fn places_and_themes_without_a_name_in_the_reports_language_are_marked() {
    let region = "[[geography.region]]\ncode = \"LAKES\"\nname = \"The lakes\"\ncountries = [\"MWI\"]\n";
    let texts_of = |settings: &str| {
        let figures = of_settings(settings, of_belgium(true));
        let view = View::new(&figures, Provenance::default()).unwrap();
        texts(&donor::book(&view, view.donors().nth(1).unwrap()))
    };
    let without = texts_of(&(FUND.replace("[fund]\n", &format!("[fund]\n{NAMED}\n")) + region));
    for marked in ["Health¹", "In-country support¹", "The lakes¹", "Malawi", "¹ Sous sa forme d’origine."] {
        assert!(without.iter().any(|text| text == marked), "{marked}");
    }
    let with = region.replace("countries", "names = { fr = \"Les lacs\" }\ncountries");
    let with = texts_of(&(named() + &with));
    assert!(with.iter().any(|text| text == "Santé") && with.iter().any(|text| text == "Les lacs"));
    assert!(!with.iter().any(|text| text.contains(Called::MARK)), "nothing is marked");
}

#[test]
fn the_page_has_names_in_every_language_and_says_which_are_as_written() {
    let mut facts = of_belgium(true);
    facts.donors[1].visibility = Some(Visibility::Public);
    let figures = of_settings(&named(), facts);
    let own = crate::page::own(&figures);
    for page in [page::public(own.clone()), own] {
        let belgium = page.donors.iter().find(|donor| donor.code == "BBB").unwrap();
        assert_eq!(belgium.name, "Belgium");
        assert_eq!(belgium.called.names.values().collect::<Vec<_>>(), ["Belgium", "Bélgica", "Belgique", "Bélgica"]);
        assert!(belgium.called.original.is_empty());
        let agreement = page.agreements.iter().find(|agreement| agreement.reference == "BBB-01").unwrap();
        assert_eq!(agreement.called.names["fr"], "Contribution de base");
        assert_eq!(
            (&*agreement.called.names["es"], &agreement.called.original),
            ("Core contribution", &vec!["es", "pt"])
        );
        let health = page.themes.iter().find(|theme| theme.code == "T01").unwrap();
        assert_eq!((&*health.called.names["fr"], &health.called.original), ("Santé", &vec!["es", "pt"]));
        assert_eq!((&*page.fund.called.names["es"], &page.fund.called.original), ("Fondo de prueba", &vec!["pt"]));
        assert!(
            page.places.iter().all(|place| place.called.original.is_empty()),
            "those of the United Nations have names"
        );
    }
}

#[test]
fn sheets_give_names_by_language_and_the_ledger_keeps_them() {
    let fund = SmallFund::new();
    fund.write(
        "donors.csv",
        "Code,Name,Type,Country,Language,Contact,Name (fr),Nombre en español,Contact (fr)\n\
         BEL,Kingdom of Belgium,government,BEL,fr,Desk,Royaume de Belgique,Reino de Bélgica,Service\n\
         JPN,Japan,government,JPN,,,,,\n",
    );
    fund.write(
        "agreements.csv",
        "Agreement,Donor,Stage,Signed on,Currency,Amount,Title,Titre (fr)\n\
         BEL-1,BEL,commitment,2024-01-15,EUR,1000.00,Core,Socle\nJPN-1,JPN,commitment,2024-02-15,JPY,90000,,\n",
    );
    let settings = poolfund::intake::settings::load(&fund.path().join("inputs")).unwrap();
    let read = intake::read(&fund.path().join("inputs"), &settings);
    let belgium = &read.facts.donors[0];
    let french = |names: &Names| names.get(Language::French).map(str::to_owned);
    assert_eq!(french(&belgium.names).as_deref(), Some("Royaume de Belgique"));
    assert_eq!(belgium.names.get(Language::Spanish), Some("Reino de Bélgica"));
    assert_eq!(french(&belgium.contacts).as_deref(), Some("Service"));
    assert_eq!(french(&read.facts.agreements[0].titles).as_deref(), Some("Socle"));
    assert!(read.facts.donors[1].names.is_empty() && read.facts.agreements[1].titles.is_empty());
    // What is closed is printed again from the ledger, with the names that it keeps.
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    let file = fund.reports("2025-09").join("donors/bel-kingdom-of-belgium-2025-09.xlsx");
    let closed = fs::read(&file).unwrap();
    fund.write("donors.csv", "Code,Name,Type,Country\nBEL,Belgium,government,BEL\nJPN,Japan,government,JPN\n");
    fund.works(&["audit"]);
    fs::remove_file(&file).unwrap();
    fund.works(&["reprint", "2025-09"]);
    assert_eq!(fs::read(&file).unwrap(), closed);
}

#[test]
fn a_language_that_no_report_is_written_in_is_named() {
    let with = |settings: &str| {
        config::parse(&FUND.replace("[fund]\n", &format!("[fund]\n{settings}\n")), "fund.toml")
            .map(|_| ())
            .map_err(|why| why.to_string())
    };
    assert!(with(NAMED).is_ok());
    let said = with("names = { de = \"Fonds\" }").unwrap_err();
    assert!(said.contains("de") && said.contains("fr"), "{said}");
    assert!(with("names = { fr = \"a\\u0007b\" }").is_err(), "no report can show it");
}

#[test]
fn the_funds_remark_stands_in_the_language_of_the_report_or_is_marked() {
    let remark_of = |settings: &str| {
        let figures = of(&format!("{NAMED}\n{settings}"), of_belgium(true));
        let view = View::new(&figures, Provenance::default()).unwrap();
        let belgium = view.donors().nth(1).unwrap();
        let book = donor::book(&view, belgium);
        let cells = book.sheets[1].rows.iter().flatten();
        let marks = cells.filter(|cell| cell.style == Style::Mark).filter_map(|cell| match &cell.value {
            Value::Text(text) => Some(text.replace('\u{a0}', " ")),
            _ => None,
        });
        let marks: Vec<String> = marks.collect();
        let letter = letter::cover(&view, belgium).body;
        assert!(marks.iter().all(|mark| letter.replace('\u{a0}', " ").contains(mark)), "{letter}");
        marks
    };
    let note = "note = \"Not audited.\"\n";
    let french = "notes = { fr = \"Non vérifié.\" }\n";
    assert_eq!(remark_of(""), Vec::<String>::new());
    assert_eq!(remark_of(note), ["Not audited.¹"], "as it was written");
    assert_eq!(remark_of(&format!("{note}{french}")), ["Non vérifié."]);
    assert_eq!(remark_of(&format!("{note}{french}illustrative = true\n")), ["Non vérifié."]);
    let said = remark_of(&format!("{note}illustrative = true\n"));
    assert!(said.len() == 1 && said[0].starts_with("ILLUSTRATIF"), "{said:?}");
}

#[test]
fn a_fund_whose_own_language_is_french_calls_a_donor_as_its_country_by_the_french_name() {
    let figures = of("default_language = \"fr\"\n", of_belgium(true));
    let view = View::new(&figures, Provenance::default()).unwrap();
    let name = |donor: usize| {
        let donor = view.donors().nth(donor).unwrap();
        texts(&donor::book(&view, donor)).iter().find(|text| text.contains(" · ")).unwrap().clone()
    };
    assert!(name(1).starts_with("Belgique · "), "{}", name(1));
}
