//! Words: every text stands in every language, with the same words to be filled in, and every key in the code is one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use poolfund::domain::Language;
use poolfund::month::{Changes, Figures};
use poolfund::report::grid::{Book, Value};
use poolfund::report::{DonorFiles, Provenance, View, Workbook, letter, page};

use crate::page::sample_once;
use crate::report::{facts, figures};
use crate::support::root;

/// The texts of a language by their keys.
pub fn texts(language: Language) -> BTreeMap<String, String> {
    let path = root().join(format!("src/report/phrases/{}.ftl", language.code()));
    let text = fs::read_to_string(path).unwrap();
    // The forms of a plural stand on indented lines below their key.
    let text = text.replace("\n    ", " ").replace("\n   *", " *").replace("\n}", " }");
    let keyed = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    keyed.map(|(key, text)| (key.to_owned(), text.to_owned())).collect()
}

/// The words to be filled in.
fn blanks(text: &str) -> BTreeSet<&str> {
    text.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()).collect()
}

#[test]
fn every_text_stands_in_every_language_with_the_same_blanks() {
    let english = texts(Language::English);
    for language in Language::ALL.iter().copied() {
        let texts = texts(language);
        let missing: Vec<_> = english.keys().filter(|key| !texts.contains_key(*key)).collect();
        let unknown: Vec<_> = texts.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{language:?} lacks {missing:?} and alone has {unknown:?}");
        for (key, text) in &texts {
            assert_eq!(blanks(text), blanks(&english[key]), "{language:?}: {key}");
            assert!(!text.trim().is_empty(), "{language:?}: {key}");
        }
    }
}

#[test]
fn every_text_is_used() {
    let mut code = String::new();
    let mut open = vec![root().join("src")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            code.push_str(&fs::read_to_string(path).unwrap());
        }
    }
    // Keys that are put together: `key-` and a figure's name, `term-` and `means-` and a term, `sheet-` and `title-` and
    // a sheet's name, `month-` or `month-short-` and a number.
    let made = |key: &str| {
        let joined = ["key-", "term-", "means-", "sheet-", "title-"].iter().find_map(|start| key.strip_prefix(start));
        let joined = joined.map(|name| name.trim_end_matches("-means"));
        joined.is_some_and(|name| code.contains(&format!("\"{name}\"")))
            || key
                .strip_prefix("month-")
                .is_some_and(|number| number.trim_start_matches("short-").parse::<u32>().is_ok())
            || key.strip_suffix("-means").is_some_and(|cause| code.contains(&format!("\"{cause}\"")))
    };
    let unused: Vec<String> = texts(Language::English)
        .into_keys()
        .filter(|key| !code.contains(&format!("\"{key}\"")) && !made(key))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The small fund in a language: its own reports, and those of all donors.
pub fn spoken(language: Language) -> Figures {
    let mut facts = facts();
    facts.donors.iter_mut().for_each(|donor| donor.language = Some(language));
    let mut figures = figures(facts);
    figures.fund.default_language = language;
    let standing = figures.standing.clone();
    figures.changes = Some(Changes::between(&standing, &standing));
    figures
}

pub fn books(view: &View<'_>) -> Vec<Book> {
    let own = ["fund-2025-10", "gap-2025-10", "reconciliation-2025-10", "annual-2025"];
    let own = own.into_iter().map(|name| format!("{name}.xlsx"));
    let donors = DonorFiles::of_month(view).into_iter().map(|files| files.workbook());
    own.chain(donors).map(|name| Workbook::of_file(view, &name).unwrap().build(view)).collect()
}

/// Whether a mark that French has a space before, which does not break, has none, or one that breaks.
fn is_marked_as_in_english(text: &str) -> bool {
    let after = |mark: usize| text[mark + 1..].starts_with(' ') || text.len() == mark + 1;
    let marks = text.match_indices([':', ';', '?', '!']);
    marks.into_iter().any(|(mark, _)| after(mark) && !text[..mark].ends_with(['\u{a0}', '\u{202f}']))
}

/// A text of our own that has no text: keys are lower-case words with hyphens between.
fn is_key(text: &str) -> bool {
    let word = |word: &str| word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit());
    text.contains('-') && text.starts_with(|letter: char| letter.is_ascii_lowercase()) && text.split('-').all(word)
}

#[test]
fn whatever_is_shown_is_a_text_of_the_language() {
    for language in Language::ALL.iter().copied() {
        let figures = spoken(language);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let mut shown: Vec<String> = Vec::new();
        for book in books(&view) {
            shown.push(book.title.clone());
            for sheet in &book.sheets {
                shown.push(sheet.name.clone());
                shown.extend(
                    sheet.charts.iter().flat_map(|chart| [chart.title.clone(), chart.alternative_text.clone()]),
                );
                let cells = sheet.rows.iter().flatten();
                shown.extend(cells.filter_map(|cell| match &cell.value {
                    Value::Text(text) => Some(text.to_string()),
                    _ => None,
                }));
            }
        }
        for donor in view.donors() {
            let letter = letter::letter(&view, donor, None);
            shown.extend(letter.body.lines().map(str::to_owned).chain([letter.subject]));
        }
        if language == Language::French {
            let marked: Vec<&String> = shown.iter().filter(|text| is_marked_as_in_english(text)).collect();
            assert!(marked.is_empty(), "{marked:?}");
        }
        let page = page::html(&page::figures(&view).unwrap()).unwrap();
        // Of the page, what stands in it for readers without script.
        let stands = page.split("<div id=\"page\">").nth(1).and_then(|rest| rest.split("<script").next()).unwrap();
        shown.extend(stands.split(['<', '>']).map(|text| text.trim().to_owned()).filter(|text| !text.contains('=')));
        let keys: Vec<&String> = shown.iter().filter(|text| is_key(text)).collect();
        assert!(keys.is_empty(), "{language:?}: {keys:?}");
        let blank: Vec<&String> = shown.iter().filter(|text| text.contains("{$") || text.contains("{ $")).collect();
        assert!(blank.is_empty(), "{language:?}: {blank:?}");
        // English words that would stand out: of headings, checks, statuses.
        if language != Language::English {
            let english: BTreeSet<String> = texts(Language::English).into_values().collect();
            let own: BTreeSet<String> = texts(language).into_values().collect();
            let foreign: BTreeSet<&String> =
                shown.iter().filter(|text| english.contains(*text) && !own.contains(*text)).collect();
            assert!(foreign.is_empty(), "{language:?}: {foreign:?}");
        }
    }
}

#[test]
fn sheets_have_names_that_excel_takes() {
    for language in Language::ALL.iter().copied() {
        let figures = spoken(language);
        let view = View::new(&figures, Provenance::default()).unwrap();
        for book in books(&view) {
            let mut taken = BTreeSet::new();
            for sheet in &book.sheets {
                let name = &sheet.name;
                assert!(name.encode_utf16().count() <= 31 && !name.is_empty(), "{name}");
                assert!(!name.contains(|letter| "[]:*?/\\".contains(letter)), "{name}");
                assert!(!name.starts_with('\'') && !name.ends_with('\'') && name.to_lowercase() != "history", "{name}");
                assert!(taken.insert(name.to_lowercase()), "{} has two sheets {name}", book.title);
            }
        }
    }
}

#[test]
fn amounts_and_days_are_written_as_in_the_language() {
    let expected = [
        (Language::English, "1 March 2022", "2,001.10"),
        (Language::French, "1er mars 2022", "2\u{202f}001,10"),
        (Language::Spanish, "1 de marzo de 2022", "2.001,10"),
        (Language::Portuguese, "1 de março de 2022", "2\u{a0}001,10"),
    ];
    for (language, day, amount) in expected {
        let phrases = poolfund::report::phrasebook::Phrasebook::new(language);
        assert_eq!(phrases.day(crate::builder::day("2022-03-01")), day);
        assert_eq!(phrases.amount(crate::builder::cents(200_110), 2), amount);
        let in_euros = match language {
            Language::English => format!("EUR {amount}"),
            Language::French | Language::Spanish | Language::Portuguese => format!("{amount}\u{a0}EUR"),
        };
        assert_eq!(phrases.original(crate::builder::original("2001.1", "EUR")), in_euros);
    }
}

#[test]
fn percentages_are_written_as_in_the_language() {
    let percent = |language, part, whole| {
        let (part, whole) = (crate::builder::cents(part), crate::builder::cents(whole));
        poolfund::report::phrasebook::Phrasebook::new(language).percent(part, whole)
    };
    assert_eq!(percent(Language::English, 680, 1_000), "68.0%");
    assert_eq!(percent(Language::French, 680, 1_000), "68,0\u{a0}%");
    assert_eq!(percent(Language::Spanish, 215, 1_000), "21,5\u{a0}%");
    assert_eq!(percent(Language::Portuguese, -1, 1_000), "-0,1%");
    assert_eq!(percent(Language::English, 5, 0), "–", "of nothing there is no share");
}

/// Words that only a workbook has, in a language.
const fn of_workbooks(language: Language) -> [&'static str; 5] {
    match language {
        Language::English => ["this workbook", "live formula", "filter", "FALSE", "sheet"],
        Language::French => ["ce classeur", "formule active", "filtre", "FAUX", "onglet"],
        Language::Spanish => ["este libro", "fórmula activa", "filtro", "FALSO", "hoja"],
        Language::Portuguese => ["este livro", "fórmula ativa", "filtro", "FALSO", "folha"],
    }
}

#[test]
fn what_is_printed_speaks_of_nothing_that_only_a_workbook_has() {
    for language in Language::ALL.iter().copied() {
        let figures = spoken(language);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let said = |view: &View<'_>| {
            let books: Vec<Book> = view.donors().map(|donor| poolfund::report::donor::book(view, donor)).collect();
            let sheets = books.iter().flat_map(|book| &book.sheets).filter(|sheet| !sheet.data);
            let mut said: Vec<String> = Vec::new();
            for sheet in sheets {
                said.extend(sheet.rows.iter().flatten().filter_map(|cell| match &cell.value {
                    Value::Text(text) => Some(text.to_string()),
                    _ => None,
                }));
            }
            said
        };
        let of_workbook = |texts: Vec<String>| -> Vec<String> {
            let speaks = |text: &String| of_workbooks(language).iter().any(|word| text.contains(word));
            texts.into_iter().filter(speaks).collect()
        };
        assert!(of_workbook(said(&view)).len() > 3, "{language:?}: workbooks do");
        // Which sheets of the workbook attached have which control totals is said by their names.
        assert_eq!(of_workbook(said(&view.on_paper())), Vec::<String>::new(), "{language:?}");
    }
}

#[test]
fn no_word_of_the_sample_is_the_key_of_a_text_that_is_missing() {
    const BEGIN: [&str; 11] =
        ["means-", "term-", "note-", "key-", "check-", "section-", "title-", "sheet-", "h-", "position-", "none-"];
    let view = View::new(sample_once(), Provenance::default()).unwrap();
    for book in books(&view) {
        for cell in book.sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten()) {
            let Value::Text(text) = &cell.value else { continue };
            let mut words = text.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';', ':']));
            let key = words.find(|word| is_key(word) && BEGIN.iter().any(|begin| word.starts_with(begin)));
            assert!(key.is_none(), "{}: {text}", book.title);
        }
    }
}
