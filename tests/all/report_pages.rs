//! Printed pages: none clips or spills, letters can be read, the summary is one page.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use poolfund::domain::Language;
use poolfund::domain::facts::{ExpenditureCategory, Facts, ReceiptKind};
use poolfund::files::Known;
use poolfund::intake::{self, Options, settings};
use poolfund::month::Figures;
use poolfund::report::grid::palette::{ALARM, FILL_IN, INK, LACK, PALE, PROGRESS, QUIET, SERIES};
use poolfund::report::grid::{Book, ChartKind, ROW_PIXELS, Sheet, Style, Value};
use poolfund::report::{DonorFiles, Extras, Provenance, View, Workbook, stage, written_as};

use crate::builder::{agreement, expenditure, instalment, original, priority, receipt};
use crate::report::{facts, figures, figures_of, written};
use crate::sheets::isolated;
use crate::support::{converted, program, root};

/// A word on a page, its box in points.
pub struct Word {
    pub text: String,
    pub left: f64,
    top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// A page: its width and height, and its words.
pub struct Page {
    size: (f64, f64),
    pub words: Vec<Word>,
}

fn attribute(line: &str, name: &str) -> f64 {
    let rest = line.split(&format!("{name}=\"")).nth(1).unwrap_or_default();
    rest.split('"').next().unwrap_or_default().parse().unwrap_or(f64::NAN)
}

/// The pages of a PDF.
pub fn pages(pdf: &Path) -> Option<Vec<Page>> {
    let read = program("pdftotext")?.arg("-bbox").arg(pdf).arg("-").output().unwrap();
    let mut pages: Vec<Page> = Vec::new();
    for line in String::from_utf8(read.stdout).unwrap().lines().map(str::trim_start) {
        if line.starts_with("<page ") {
            pages.push(Page { size: (attribute(line, "width"), attribute(line, "height")), words: Vec::new() });
        } else if line.starts_with("<word ") {
            let text = line.split('>').nth(1).unwrap_or_default().trim_end_matches("</word").to_owned();
            let [left, top, right, bottom] = ["xMin", "yMin", "xMax", "yMax"].map(|name| attribute(line, name));
            pages.last_mut().unwrap().words.push(Word { text, left, top, right, bottom });
        }
    }
    Some(pages)
}

/// Two words of a page that lie over each other, as text that has no room lies over its neighbour's.
fn overlap(page: &Page) -> Option<(&Word, &Word)> {
    for (place, one) in page.words.iter().enumerate() {
        for other in &page.words[place + 1..] {
            let across = one.right.min(other.right) - one.left.max(other.left);
            let down = one.bottom.min(other.bottom) - one.top.max(other.top);
            let height = (one.bottom - one.top).min(other.bottom - other.top);
            if across > 1.0 && down > height * 0.5 {
                return Some((one, other));
            }
        }
    }
    None
}

/// How far above the last line of a footer its first one stands at most.
const FOOTER: f64 = 14.0;

/// The lines of a page from top to bottom, without the footer.
fn lines(page: &Page) -> Vec<String> {
    let mut words: Vec<&Word> = page.words.iter().collect();
    words.sort_by(|one, other| one.bottom.total_cmp(&other.bottom));
    let mut lines: Vec<Vec<&Word>> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if word.bottom - line[0].bottom < 3.0 => line.push(word),
            _ => lines.push(vec![word]),
        }
    }
    let lowest = lines.last().map_or(0.0, |line| line[0].bottom);
    lines.retain(|line| line[0].bottom < lowest - FOOTER);
    let text = |mut line: Vec<&Word>| {
        line.sort_by(|one, other| one.left.total_cmp(&other.left));
        line.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    lines.into_iter().map(text).collect()
}

/// The lines at the foot of a page, in one.
pub fn footer(page: &Page) -> String {
    let lowest = page.words.iter().map(|word| word.bottom).fold(0.0, f64::max);
    let mut words: Vec<&Word> = page.words.iter().filter(|word| word.bottom > lowest - FOOTER).collect();
    words.sort_by(|one, other| one.bottom.total_cmp(&other.bottom).then(one.left.total_cmp(&other.left)));
    words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// No page is next to empty: something stands so far down on each.
pub fn filled(file: &str, pages: &[Page]) {
    const LEAST: f64 = 0.24;
    for (number, page) in pages.iter().enumerate() {
        let lowest = page.words.iter().map(|word| word.bottom).fold(0.0, f64::max);
        let body = page.words.iter().map(|word| word.bottom).filter(|bottom| *bottom < lowest - FOOTER);
        let down = body.fold(0.0, f64::max) / page.size.1;
        assert!(down > LEAST, "{file}, page {}: nothing stands below {down:.2} of it", number + 1);
    }
}

/// Words as they stand in the XML of a page.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Nowhere a heading at the foot of a page, its table on the next.
pub fn headings_stay(file: &str, pages: &[Page], book: &Book) {
    let headings = book.sheets.iter().flat_map(|sheet| &sheet.rows).filter_map(|row| {
        let first = row.first().filter(|cell| matches!(cell.style, Style::Section | Style::Header))?;
        let Value::Text(text) = &first.value else { return None };
        Some(escaped(text))
    });
    let headings: BTreeSet<String> = headings.collect();
    for (number, page) in pages.iter().enumerate() {
        let last = lines(page).pop().unwrap_or_default();
        let heading = headings.iter().find(|heading| last == **heading || last.starts_with(&format!("{heading} ")));
        // The first word of a header may begin a row as well; a row has figures.
        let figures = last.chars().filter(char::is_ascii_digit).count();
        assert!(heading.is_none() || figures > 4, "{file}, page {}: {last:?} stands alone at its foot", number + 1);
    }
}

/// How high letters of one point are said to be in what LibreOffice writes.
const OFFICE: f64 = 1.1;

/// Holds every page to what can be read; gives the pages of each sheet, by the footers. `point` is how high letters of one
/// point are said to be, from the highest to the lowest.
pub fn judge(file: &str, pages: &[Page], point: f64) -> BTreeMap<String, usize> {
    let mut of_sheet = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        let place = format!("{file}, page {}", number + 1);
        assert!(!page.words.is_empty(), "{place} is blank");
        if let Some((one, other)) = overlap(page) {
            panic!("{place}: {:?} and {:?} lie over each other", one.text, other.text);
        }
        for word in &page.words {
            assert!(!word.text.contains("###"), "{place}: a number has no room");
            let inside = word.left > 20.0 && word.right < page.size.0 - 20.0 && word.bottom < page.size.1 - 10.0;
            assert!(inside, "{place}: {:?} is not on the paper", word.text);
        }
        // Letters are of 7 points; those of footers, footnotes and charts may be of 6.
        let footnotes: Vec<f64> = page.words.iter().filter(|word| word.text == "¹").map(|word| word.bottom).collect();
        let heights = |words: &mut dyn Iterator<Item = &Word>| {
            let mut heights: Vec<f64> = words.map(|word| word.bottom - word.top).collect();
            heights.sort_by(f64::total_cmp);
            heights
        };
        let lowest = heights(&mut page.words.iter())[0];
        assert!(lowest > 5.9 * point, "{place}: letters are {lowest} high");
        let is_footnote = |word: &Word| footnotes.iter().any(|bottom| (bottom - word.bottom).abs() < 1.0);
        let text = heights(&mut page.words.iter().filter(|word| !is_footnote(word)));
        let (middle, heading) = (text[text.len() / 2], lines(page).into_iter().next().unwrap_or_default());
        assert!(middle >= 7.0 * point, "{place}, {heading:?}: letters are {middle} high");
        // The footer ends in: sheet · page / pages.
        let lowest = page.words.iter().map(|word| word.bottom).fold(0.0, f64::max);
        let mut footer: Vec<&Word> = page.words.iter().filter(|word| word.bottom > lowest - 2.0).collect();
        footer.sort_by(|one, other| one.left.total_cmp(&other.left));
        let footer: Vec<&str> = footer.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(footer[footer.len() - 3..], [&(number + 1).to_string(), "/", &pages.len().to_string()], "{place}");
        let sheet = footer[..footer.len() - 4].join(" ");
        *of_sheet.entry(sheet).or_default() += 1;
    }
    of_sheet
}

#[test]
fn every_page_of_the_small_fund_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let (reports, files) = written(folder.path());
    let workbooks = files.iter().filter(|file| file.starts_with("donors/"));
    for (file, name) in workbooks.zip(["Summary", "Résumé", "Resumen", "Resumo"]) {
        let Some(printed) = converted(&reports.join(file), folder.path(), "pdf") else { return };
        let Some(pages) = pages(&printed) else { return };
        let of_sheet = judge(file, &pages, OFFICE);
        let alone = of_sheet.iter().filter(|(sheet, _)| sheet.ends_with(name)).map(|(_, pages)| *pages);
        assert_eq!(alone.collect::<Vec<_>>(), [1], "{file}: the summary is one page");
        // Whoever has so little gets a page a sheet; two where an earmark is long.
        assert!(of_sheet.values().all(|pages| *pages <= 2), "{file}: {of_sheet:?}");
    }
}

pub fn sample() -> Figures {
    let inputs = root().join("inputs");
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    let facts: Facts = intake::read_with(&inputs, &fund, &options, None).facts;
    figures_of(fund, facts)
}

/// Every bar of a chart has its name beside it, as it stands in the table beside the chart.
fn bars_have_names(file: &str, page: &Page, sheet: &Sheet) {
    for chart in sheet.charts.iter().filter(|chart| chart.kind == ChartKind::Bar) {
        let names = chart.series[0].categories;
        for row in names.first_row..=names.last_row {
            let Value::Text(name) = &sheet.rows[row as usize][usize::from(names.first_column)].value else { continue };
            let first = name.split_whitespace().next().unwrap_or_default();
            let found = page.words.iter().filter(|word| word.text == first).count();
            assert!(found >= 2, "{file}: a bar of {:?} lacks its name, {name:?}", chart.title);
        }
    }
}

/// Nothing at the head or at the foot of a page is cut.
fn margins_are_whole(file: &str, pages: &[Page]) {
    for (number, page) in pages.iter().enumerate() {
        let lowest = page.words.iter().map(|word| word.bottom).fold(0.0, f64::max);
        let in_margins = |word: &&Word| word.bottom > lowest - 14.0 || word.top < 60.0;
        let cut = page.words.iter().filter(in_margins).find(|word| word.text.ends_with('…'));
        assert!(cut.is_none(), "{file}, page {}: cut at {:?}", number + 1, cut.map(|word| &word.text));
    }
}

#[test]
fn every_page_of_the_sample_can_be_read() {
    let figures = sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let own = ["fund-2025-10.xlsx", "gap-2025-10.xlsx", "reconciliation-2025-10.xlsx", "annual-2025.xlsx"];
    // A small donor, a large one with a long name and in French, one with a very long name that paid nothing yet.
    let wanted = ["donors/tha", "donors/che", "donors/esp"];
    let donors = DonorFiles::of_month(&view).into_iter().map(|files| files.workbook());
    let donors: Vec<String> = donors.filter(|name| wanted.iter().any(|start| name.starts_with(start))).collect();
    assert_eq!(donors.len(), wanted.len());
    for name in own.iter().map(|name| (*name).to_owned()).chain(donors) {
        let book = Workbook::of_file(&view, &name).unwrap().build(&view);
        let file = folder.path().join("in").join(name.trim_start_matches("donors/"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, written_as(&book).unwrap()).unwrap();
        let Some(printed) = converted(&file, folder.path(), "pdf") else { return };
        let Some(pages) = pages(&printed) else { return };
        let of_sheet = judge(&name, &pages, OFFICE);
        headings_stay(&name, &pages, &book);
        bars_have_names(&name, &pages[0], &book.sheets[0]);
        margins_are_whole(&name, &pages);
        let printed = book.sheets.iter().filter(|sheet| !sheet.data).count();
        assert_eq!(of_sheet.len(), printed, "{name}: every sheet but lists for filters is printed: {of_sheet:?}");
    }
}

#[test]
fn amounts_of_billions_and_many_years_have_room() {
    let mut facts = facts();
    for agreement in &mut facts.agreements {
        agreement.amount.amount *= rust_decimal::Decimal::from(100_000);
        agreement.signed_on = crate::builder::day("2009-03-01");
    }
    for receipt in &mut facts.receipts {
        receipt.amount.amount *= rust_decimal::Decimal::from(100_000);
    }
    facts.receipts[0].date = crate::builder::day("2009-04-01");
    facts.rates.push(crate::builder::rate("EUR", "0.91", "2009-01-01"));
    let figures = figures(facts);
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("out");
    let files = stage(&figures, Provenance::default(), &target, Extras::default())
        .unwrap()
        .put_in_place(&|_| Ok(Known::default()))
        .unwrap()
        .0;
    for name in files.iter().filter(|name| name.starts_with("donors/aaa") || name.starts_with("fund")) {
        let Some(printed) = converted(&target.join(name), folder.path(), "pdf") else { return };
        let Some(pages) = pages(&printed) else { return };
        let of_sheet = judge(name, &pages, OFFICE);
        let statement = of_sheet.iter().find(|(sheet, _)| sheet.ends_with("Sources and uses"));
        assert!(statement.is_some_and(|(_, pages)| *pages > 1), "{name}: 17 years take more than a page: {of_sheet:?}");
    }
}

/// How light a colour is, from 0 to 1, by WCAG 2.
fn lightness(colour: u32) -> f64 {
    let part = |shift: u32| {
        let part = f64::from(colour >> shift & 0xFF) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (lightness(one), lightness(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn neighbours_can_be_told_apart_and_letters_be_read() {
    const PAPER: u32 = 0xFF_FFFF;
    assert!((contrast(0, PAPER) - 21.0).abs() < 0.01);
    for (index, colour) in SERIES.into_iter().enumerate() {
        let next = SERIES[(index + 1) % SERIES.len()];
        assert!(contrast(colour, next) >= 3.0, "series {index} and the next: {}", contrast(colour, next));
        assert!(contrast(colour, PAPER) >= 3.0, "series {index} on paper: {}", contrast(colour, PAPER));
    }
    for bar in [PROGRESS, LACK] {
        assert!(contrast(bar, PAPER) >= 3.0 && contrast(bar, 0) >= 4.5, "{bar:06X}");
    }
    for behind in [PAPER, PALE, FILL_IN] {
        for letters in [0, INK, QUIET, ALARM] {
            assert!(contrast(letters, behind) >= 4.5, "{letters:06X} on {behind:06X}");
        }
    }
    assert!(contrast(PAPER, INK) >= 4.5, "headers");
}

/// A donor of one million in two agreements that pays for forty priorities in twenty countries, over four years.
pub fn of_a_million(language: &str) -> Figures {
    let countries = [
        "AGO", "BFA", "CPV", "CMR", "TCD", "CIV", "ETH", "GHA", "GNB", "KEN", "MDG", "MWI", "MOZ", "NER", "NGA", "RWA",
        "SEN", "TZA", "TGO", "UGA",
    ];
    let mut facts = Facts { donors: facts().donors, ..Facts::default() };
    facts.donors[0].language = Language::of_code(language);
    let categories = ExpenditureCategory::ALL;
    for (number, reference) in ["AAA-01", "AAA-02"].into_iter().enumerate() {
        facts.agreements.push(agreement(reference, "500000", "USD"));
        for year in 2022..=2025 {
            let date = format!("{year}-0{}-15", number + 2);
            facts.instalments.push(instalment(reference, &date, original("125000", "USD")));
            let name = format!("R-{reference}-{year}");
            facts.receipts.push(receipt(&name, reference, &date, ReceiptKind::Deposit, original("125000", "USD")));
        }
    }
    let mut row = 100;
    for country in countries {
        for theme in ["T01", "T02"] {
            facts.priorities.push(priority(country, theme, 40_000));
            for month in 0..24_u32 {
                row += 1;
                let date = format!("{}-{:02}-20", 2023 + month / 12, month % 12 + 1);
                let mut cost = expenditure(row, country, theme, &date, &format!("{}.37", 300 + month));
                cost.category = categories[row as usize % categories.len()];
                facts.expenditure.push(cost.into());
            }
        }
    }
    figures(facts)
}

/// No donor of one million gets more pages.
pub const MOST_PAGES: usize = 12;

#[test]
fn a_donor_of_one_million_gets_few_pages() {
    for language in ["en", "fr"] {
        let figures = of_a_million(language);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("in/million.xlsx");
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        let book = poolfund::report::donor::book(&view, view.donors().next().unwrap());
        std::fs::write(&file, written_as(&book).unwrap()).unwrap();
        let Some(printed) = converted(&file, folder.path(), "pdf") else { return };
        let Some(pages) = pages(&printed) else { return };
        assert!(pages.len() <= MOST_PAGES, "{language}: {} pages", pages.len());
    }
}

/// How high the letters of a sheet are that is printed on one page, in points, by the widths and heights that its file says.
fn letters_on_one_page(sheet: &Sheet) -> f64 {
    let points = |pixels: u32| f64::from(pixels) * 0.75;
    let width: f64 = sheet.widths.iter().map(|width| points(u32::from(*width) * 7 + 5)).sum();
    let heights = sheet.row_heights();
    let height = |row: u32| heights.get(row as usize).copied().flatten().map_or(points(ROW_PIXELS), f64::from);
    let above = |row: u32| (0..row).map(height).sum::<f64>();
    let charts = sheet.charts.iter().map(|chart| above(chart.row) + points(chart.size.1));
    let height = charts.fold(above(sheet.next_row()), f64::max);
    let (down, across) = if sheet.print.landscape { (595.3, 841.9) } else { (841.9, 595.3) };
    let margins = sheet.margins();
    let across = across - f64::from(2 * margins.side) / 10.0;
    let down = down - f64::from(margins.top + margins.bottom) / 10.0;
    10.0 * (across / width).min(down / height).min(1.0)
}

#[test]
fn a_sheet_on_one_page_has_letters_of_seven_points_for_donors_with_much_to_attend_to_in_every_language() {
    let (mut figures, mut small) = (sample(), Vec::new());
    for language in Language::ALL {
        figures.facts.donors.iter_mut().for_each(|donor| donor.language = Some(*language));
        let view = View::new(&figures, Provenance::default()).unwrap();
        for donor in view.donors().filter(|donor| ["DEU", "JPN", "BEL"].contains(&donor.code.as_str())) {
            let book = poolfund::report::donor::book(&view, donor);
            let sheets = book.sheets.iter().filter(|sheet| sheet.print.one_page);
            let letters: Vec<f64> = sheets.map(letters_on_one_page).collect();
            assert!(!letters.is_empty());
            let least = letters.into_iter().fold(f64::MAX, f64::min);
            small.extend((least < 7.0).then(|| format!("{language:?}, {}: letters of {least:.2} points", donor.code)));
        }
    }
    assert!(small.is_empty(), "{small:#?}");
}
