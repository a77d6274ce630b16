//! How sheets are laid out for paper: what stands beside what, and where pages begin.

use poolfund::domain::Language;
use poolfund::report::grid::{Book, Rule, Sheet, Style, Value};
use poolfund::report::{DonorFiles, Provenance, View, Workbook, written_as};

use crate::report::parts;
use crate::report_pages::{MOST_PAGES, sample};

/// The sample's own reports, and those of two donors, one with few figures and one with many.
fn books() -> Vec<(String, Book)> {
    let figures = sample();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let own = ["fund-2025-10.xlsx", "gap-2025-10.xlsx", "reconciliation-2025-10.xlsx", "annual-2025.xlsx"];
    let donors = DonorFiles::of_month(&view).into_iter().map(|files| files.workbook());
    let donors = donors.filter(|name| ["donors/tha", "donors/deu"].iter().any(|start| name.starts_with(start)));
    let names: Vec<String> = own.iter().map(|name| (*name).to_owned()).chain(donors).collect();
    assert_eq!(names.len(), 6);
    names.into_iter().map(|name| (name.clone(), Workbook::of_file(&view, &name).unwrap().build(&view))).collect()
}

fn style(sheet: &Sheet, row: u32) -> Option<Style> {
    sheet.first_cell(row).map(|cell| cell.style)
}

/// The last row of a table is not touched by what is said of it.
fn remarks_keep_away(file: &str, sheet: &Sheet) -> usize {
    let totals = (0..sheet.next_row()).filter(|row| style(sheet, *row) == Some(Style::Total));
    let touched = totals.clone().find(|row| style(sheet, row + 1).is_some_and(Style::is_remark));
    assert_eq!(touched, None, "{file}, {}: a remark touches a total", sheet.name);
    totals.count()
}

/// No page that repeats the header of a table holds none of its rows.
fn headers_head_rows(file: &str, sheet: &Sheet) -> usize {
    let Some((_, header)) = sheet.print.repeat.filter(|_| !sheet.data) else { return 0 };
    let breaks = sheet.page_breaks(&sheet.row_heights());
    let below = breaks.iter().filter(|row| **row > header);
    let last = sheet.end_of_table(header);
    let alone = below.clone().find(|row| **row > last);
    assert_eq!(alone, None, "{file}, {}: a page begins below the table whose header it repeats", sheet.name);
    below.count()
}

/// The longest bar of a column ends where the broadest figure begins.
fn bars_end_before_figures(file: &str, sheet: &Sheet) -> usize {
    for Rule { range, figures, .. } in &sheet.rules {
        let width = sheet.widths[usize::from(range.first_column)];
        assert!(*figures >= 6 && width >= figures + 5, "{file}, {}: {figures} of {width}", sheet.name);
    }
    sheet.rules.len()
}

#[test]
fn remarks_headers_and_bars_stand_where_they_can_be_read() {
    let (mut totals, mut pages, mut bars) = (0, 0, 0);
    for (file, book) in books() {
        let first = &book.sheets[0];
        assert_eq!(first.rows[0][0].value, Value::Text(book.title.as_str().into()), "{file}: the title of page 1");
        for sheet in &book.sheets {
            totals += remarks_keep_away(&file, sheet);
            pages += headers_head_rows(&file, sheet);
            bars += bars_end_before_figures(&file, sheet);
        }
    }
    assert!(totals > 100 && pages > 10 && bars > 8, "{totals} totals, {pages} pages, {bars} bars");
}

#[test]
fn short_countries_share_a_page_and_none_is_parted() {
    let (file, book) = books().into_iter().find(|(file, _)| file.starts_with("annual")).unwrap();
    let mut pages = Vec::new();
    for sheet in book.sheets.iter().filter(|sheet| !sheet.parts.is_empty()) {
        let breaks = sheet.page_breaks(&sheet.row_heights());
        let parted = breaks.iter().filter(|row| !sheet.parts.contains(row)).count();
        let tabled = breaks.iter().find(|row| style(sheet, **row).is_some_and(Style::is_tabled));
        assert_eq!(tabled, None, "{file}, {}: a page begins with rows that have no header", sheet.name);
        pages.push((sheet.parts.len(), breaks.len() + 1, parted));
    }
    let [(countries, country_pages, parted), (themes, theme_pages, _)] = pages[..] else { panic!("{file}: {pages:?}") };
    assert!(countries > 50 && country_pages * 9 < countries * 5 && parted == 0, "{pages:?}");
    assert!(theme_pages <= themes, "{pages:?}");
}

#[test]
fn a_donor_of_about_a_million_gets_few_pages_in_every_language() {
    let (mut figures, mut books) = (sample(), 0);
    for language in Language::ALL {
        figures.facts.donors.iter_mut().for_each(|donor| donor.language = Some(*language));
        let view = View::new(&figures, Provenance::default()).unwrap();
        for donor in view.donors().filter(|donor| ["NOR", "SDGF"].contains(&donor.code.as_str())) {
            let book = poolfund::report::donor::book(&view, donor);
            let printed = book.sheets.iter().filter(|sheet| !sheet.data);
            let pages: usize = printed.map(|sheet| sheet.page_breaks(&sheet.row_heights()).len() + 1).sum();
            assert!(pages <= MOST_PAGES, "{}, {language:?}: {pages} pages", donor.code);
            books += 1;
        }
    }
    assert_eq!(books, 8);
}

#[test]
fn a_list_for_filters_has_an_area_in_which_nothing_stands() {
    for (file, book) in books() {
        for sheet in book.sheets.iter().filter(|sheet| sheet.data) {
            let area = sheet.printed();
            assert_eq!((area.first_row, area.first_column), (area.last_row, area.last_column), "{file}");
            assert!(area.first_row >= sheet.next_row() && usize::from(area.first_column) >= sheet.widths.len());
        }
    }
}

#[test]
fn heads_stand_off_the_edge_as_numbers_do_and_charts_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    for (file, book) in books().into_iter().filter(|(file, _)| file.starts_with("fund") || file.starts_with("gap")) {
        let path = folder.path().join(&file);
        std::fs::write(&path, written_as(&book).unwrap()).unwrap();
        let parts = parts(&path);
        let styles = &parts["xl/styles.xml"];
        let heads =
            styles.split("<alignment ").filter(|one| one.starts_with("horizontal=\"right\" vertical=\"center\""));
        let heads: Vec<&str> = heads.map(|one| one.split("/>").next().unwrap()).collect();
        assert!(!heads.is_empty() && heads.iter().all(|head| head.contains("indent=\"1\"")), "{file}: {heads:?}");
        assert!(styles.contains("#,##0.00_M;"), "{file}: numbers");
        let charts: Vec<&String> =
            parts.iter().filter(|(name, _)| name.starts_with("xl/charts/chart")).map(|(_, text)| text).collect();
        let bars = charts.iter().filter(|chart| chart.contains("<c:barDir val=\"bar\"/>"));
        assert!(bars.clone().all(|chart| chart.contains("<c:overlap val=\"-5\"/>")), "{file}: a bar hides another");
        let lines = charts.iter().filter(|chart| chart.contains("<c:lineChart>"));
        assert!(lines.clone().all(|chart| chart.contains("<c:tickLblSkip")), "{file}: more names than have room");
        assert_eq!(bars.count() + lines.count(), 1, "{file}");
    }
}
