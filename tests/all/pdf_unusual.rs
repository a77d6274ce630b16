//! What is printed of unusual reports: the fund's picture, texts that mean something to a typesetter, tables wider than a page,
//! a donor of one million.

use std::fs;
use std::path::Path;

use poolfund::domain::facts::Donor;
use poolfund::domain::{Language, Names, Picture};
use poolfund::report::grid::{Book, Chart, ChartKind, Head, Range, Series, Table, Unit};
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, letter, pdf, written_as};

use crate::pdf::{TYPESET, missed, structure, vera_faults};
use crate::report::{facts, figures};
use crate::report_pages::{MOST_PAGES, judge, of_a_million, pages, sample};
use crate::support::{program, root};

/// The pictures of a PDF: how many, and of which kinds.
fn pictures(pdf: &Path) -> Option<Vec<String>> {
    let said = program("pdfimages")?.arg("-list").arg(pdf).output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    Some(said.lines().skip(2).map(|line| line.split_whitespace().nth(2).unwrap().to_owned()).collect())
}

#[test]
fn the_fund_s_picture_stands_on_the_first_page_of_reports_and_letters_in_every_language() {
    let jpeg = fs::read(root().join("tests/pdf/logo.jpg")).unwrap();
    for (file, bytes) in [("logo.png", crate::logo::png(300, 80)), ("logo.jpg", jpeg)] {
        let mut figures = figures(facts());
        figures.fund.reports.picture = Some(Picture::of(file, bytes).unwrap().into());
        let view = View::new(&figures, Provenance::default()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut paths = Vec::new();
        for (donor, language) in view.donors().zip(["en-GB", "fr-FR", "es-ES", "pt-PT"]) {
            let book = poolfund::report::donor::book(&view, donor);
            let report = pdf::print(&book, "book.xlsx", written_as(&book).unwrap()).unwrap();
            let letter = pdf::print_letter(&letter::cover(&view, donor), &view).unwrap();
            for (kind, bytes) in [("report", report), ("letter", letter)] {
                let path = folder.path().join(format!("{language}-{kind}.pdf"));
                fs::write(&path, bytes).unwrap();
                let Some(found) = structure(&path) else { return };
                assert_eq!(missed(&found, language), Vec::<String>::new(), "{}", path.display());
                let phrases = Phrasebook::new(view.language_of(donor));
                let said = phrases.with("logo-alternative", &[("fund", &figures.fund.name)]);
                let found = found.figures.iter().filter(|text| text.as_ref() == Some(&said)).count();
                assert_eq!(found, 1, "{language} {kind}: {said}");
                let Some(pictures) = pictures(&path) else { return };
                assert_eq!(pictures, ["image"], "{language} {kind}");
                let Some(pages) = pages(&path) else { return };
                judge(kind, &pages, TYPESET);
                paths.push(path);
            }
        }
        assert_eq!(paths.len(), 8);
        if let Some(faults) = vera_faults(&paths) {
            assert_eq!(faults, Vec::<String>::new(), "{file}");
        }
    }
}

#[test]
fn a_donor_of_one_million_gets_few_printed_pages() {
    for language in ["en", "fr", "es", "pt"] {
        let figures = of_a_million(language);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let book = poolfund::report::donor::book(&view, view.donors().next().unwrap());
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("million.pdf");
        fs::write(&path, pdf::print(&book, "million.xlsx", b"PK".to_vec()).unwrap()).unwrap();
        let Some(pages) = pages(&path) else { return };
        judge("million", &pages, TYPESET);
        assert!(pages.len() <= MOST_PAGES, "{language}: {} pages", pages.len());
    }
}

/// A book of one sheet: a table of these texts, wider than a page where it has many columns, and a chart of each kind.
fn of_texts(texts: &[&'static str], columns: usize) -> Book {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let donor = view.donors().next().unwrap();
    let mut book = poolfund::report::donor::book(&view, donor);
    book.sheets.truncate(1);
    let sheet = &mut book.sheets[0];
    sheet.print.one_page = false;
    // The summary's own widths are for one page, on which columns are narrowed.
    sheet.widths = vec![44, 18, 19, 78];
    sheet.charts.clear();
    sheet.section("Texts");
    let mut table = Table::new("Texts", "none").totals("Total");
    table.column(Head::new("Text", 40), |text: &&'static str| *text);
    for _ in 0..columns {
        table.column(Head::new("Length", 12).summed(), |text| poolfund::report::grid::Cell::whole(text.len()));
    }
    let area = table.put(sheet, texts.iter().copied());
    for kind in [ChartKind::Bar, ChartKind::Column, ChartKind::Line] {
        let (first_row, last_row) = (area.first, area.last);
        let range = |column| Range { first_row, first_column: column, last_row, last_column: column };
        let series = vec![Series { name: "Length".into(), categories: range(0), values: range(1) }];
        let title = format!("{kind:?}");
        let alternative_text = format!("Chart: {kind:?}");
        sheet.charts.push(Chart {
            kind,
            title,
            alternative_text,
            row: area.last + 3,
            column: 0,
            size: (540, 236),
            series,
            unit: Unit::Ones,
        });
    }
    book.sheets[0].lay_out(2);
    book
}

/// Texts that mean something to a typesetter, to a terminal, or to no font.
const HOSTILE: [&str; 12] = [
    "#read(\"/etc/passwd\")",
    "#import \"@preview/cetz:0.3.0\": *",
    "$ x^2 $ *bold* _it_ `raw` = Heading <label> @ref \\ // no comment",
    "#panic(\"no\") #pagebreak() #set page(width: 1cm)",
    "]; #(1 + 1) [",
    "\"), \"x\": (\"",
    "\u{1b}[2J\u{202e}gnp.exe\u{0}\u{feff}",
    "日本 ประเทศไทย 🇫🇷 \u{e000}\u{10ffff}",
    "مرحبا ქართული Ελλάδα Україна",
    "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
    "two\nlines",
    "ﬁ ½ ™ … — “quotes” 'straight' -- ---",
];

#[test]
fn a_text_is_set_as_it_is_and_never_read_as_markup() {
    let book = of_texts(&HOSTILE, 1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("texts.pdf");
    fs::write(&path, pdf::print(&book, "texts.xlsx", b"PK".to_vec()).unwrap()).unwrap();
    let Some(mut reader) = program("pdftotext") else { return };
    let read = reader.arg("-layout").arg(&path).arg("-").output().unwrap();
    let read = String::from_utf8(read.stdout).unwrap().replace('\u{200b}', "");
    let flat: String = read.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in
        ["#read(\"/etc/passwd\")", "#import \"@preview/cetz:0.3.0\"", "*bold* _it_ `raw` = Heading <label> @ref \\ //"]
    {
        assert!(flat.contains(text), "{text}: {read}");
    }
    for text in [
        "#panic(\"no\") #pagebreak()",
        "]; #(1 + 1) [",
        "\"), \"x\": (\"",
        "<U+001B>[2J<U+202E>gnp.exe<U+0000><U+FEFF>",
    ] {
        assert!(flat.contains(text), "{text}: {read}");
    }
    assert!(!flat.contains("root:"), "{read}");
    // Ten letters of Thai, two of Japanese, two of a flag, two that mean nothing.
    assert!(flat.contains("characters that no font of this document has") && flat.contains('\u{fffd}'), "{read}");
    let Some(pages) = pages(&path) else { return };
    judge("texts", &pages, TYPESET);
    if let Some(found) = structure(&path) {
        assert_eq!(missed(&found, "en-GB"), Vec::<String>::new());
        assert_eq!(found.figures, ["Bar", "Column", "Line"].map(|kind| Some(format!("Chart: {kind}"))));
    }
    if let Some(faults) = vera_faults(&[path]) {
        assert_eq!(faults, Vec::<String>::new());
    }
}

#[test]
fn a_table_too_wide_for_a_page_is_split_and_every_piece_has_its_names() {
    let book = of_texts(&["one", "two", "three"], 30);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wide.pdf");
    fs::write(&path, pdf::print(&book, "wide.xlsx", b"PK".to_vec()).unwrap()).unwrap();
    let Some(found) = structure(&path) else { return };
    assert_eq!(missed(&found, "en-GB"), Vec::<String>::new());
    // The summary has four tables of its own.
    let pieces: Vec<usize> = found.tables.iter().skip(4).map(|table| table.rows[0].len() - 1).collect();
    assert!(pieces.len() > 2 && pieces.iter().sum::<usize>() == 30, "{pieces:?}");
    let Some(pages) = pages(&path) else { return };
    judge("wide", &pages, TYPESET);
}

#[test]
fn a_summary_is_one_page_in_every_language_for_donors_with_much_to_attend_to_and_with_long_names() {
    let figures = sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    // Those with most agreements, and one with a long name; the last with a longer one.
    let mut donors: Vec<Donor> =
        view.donors().filter(|of| ["DEU", "JPN", "CHE", "ESP"].contains(&of.code.as_str())).cloned().collect();
    let (name, names) = ("Ministerio de Cooperación y Desarrollo ".repeat(6), Names::default());
    let long = Donor { name, names, ..donors.iter().find(|of| of.code.as_str() == "DEU").unwrap().clone() };
    donors.push(long);
    for donor in &donors {
        for language in Language::ALL.iter().copied() {
            let mut book = poolfund::report::donor::book(&view, &Donor { language: Some(language), ..donor.clone() });
            book.sheets.truncate(1);
            let path = folder.path().join("summary.pdf");
            fs::write(&path, pdf::print_alone(&book).unwrap()).unwrap();
            let Some(pages) = pages(&path) else { return };
            assert_eq!(pages.len(), 1, "{}, {language:?}", donor.name);
            judge(&donor.name, &pages, TYPESET);
        }
    }
}
