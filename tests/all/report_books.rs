//! Workbooks as LibreOffice sees them: every formula recalculates to its stored result, every check holds.

use std::fs;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use poolfund::files::Known;
use poolfund::month::Changes;
use poolfund::report::grid::{Book, Cell, Value};
use poolfund::report::{Extras, Provenance, View, Workbook, donor, fund, stage, xlsx};

use crate::builder::cents;
use crate::report::{facts, figures};
use crate::support::converted;

/// To the same format.
const COPY: &str = "xlsx:Calc MS Excel 2007 XML";

/// A number in minor units, so that sums of doubles are compared as amounts are.
fn rounded(number: f64) -> i64 {
    (number * 10_000.0).round() as i64
}

fn compare(book: &Book, file: &Path, copy: &Path) -> usize {
    let mut stored: Xlsx<_> = open_workbook(file).unwrap();
    let mut fresh: Xlsx<_> = open_workbook(copy).unwrap();
    let mut formulas = 0;
    for sheet in &book.sheets {
        let stored = stored.worksheet_range(&sheet.name).unwrap();
        let fresh = fresh.worksheet_range(&sheet.name).unwrap();
        for (row, cells) in (0_u32..).zip(&sheet.rows) {
            for (column, cell) in (0_u32..).zip(cells) {
                if cell.formula.is_none() {
                    continue;
                }
                formulas += 1;
                let [before, after] =
                    [&stored, &fresh].map(|range| range.get_value((row, column)).unwrap_or(&Data::Empty));
                let place = format!("{} {} row {} column {column}", book.title, sheet.name, row + 1);
                match (before.as_f64(), after.as_f64()) {
                    (Some(one), Some(other)) => assert_eq!(rounded(one), rounded(other), "{place}: {:?}", cell.formula),
                    _ => assert_eq!(before.get_string(), after.get_string(), "{place}: {:?}", cell.formula),
                }
                if let Value::Truth(holds) = cell.value {
                    assert!(holds, "{place}: the check {:?} does not hold", cell.formula);
                }
            }
        }
    }
    formulas
}

/// A month of the small fund after a close, with the annual report: every sheet that there is.
fn all_books(folder: &Path) -> (PathBuf, Vec<(String, Book)>) {
    let mut figures = figures(facts());
    let standing = figures.standing.clone();
    figures.changes = Some(Changes::between(&standing, &standing));
    let target = folder.join("reports/2025-10");
    let extras = Extras { annual: Some(2025), ..Extras::default() };
    let files = stage(&figures, Provenance::default(), &target, extras)
        .unwrap()
        .put_in_place(&|_| Ok(Known::default()))
        .unwrap()
        .0;
    let view = View::new(&figures, Provenance::default()).unwrap();
    let books: Vec<(String, Book)> = files
        .into_iter()
        .filter_map(|file| Workbook::of_file(&view, &file).map(|workbook| (file, workbook.build(&view))))
        .collect();
    assert_eq!(books.len(), 8, "annual, fund, gap, reconciliation and four donors");
    (target, books)
}

#[test]
fn every_formula_recalculates_to_its_stored_result() {
    let folder = tempfile::tempdir().unwrap();
    let (target, books) = all_books(folder.path());
    for (file, book) in &books {
        let file = target.join(file);
        let Some(copy) = converted(&file, folder.path(), COPY) else { return };
        let formulas = compare(book, &file, &copy);
        assert!(formulas > 20, "{} has only {formulas} formulas", book.title);
    }
}

#[test]
fn charts_are_within_the_columns_that_are_printed() {
    let folder = tempfile::tempdir().unwrap();
    let (_, books) = all_books(folder.path());
    let mut charts = 0;
    for sheet in books.iter().flat_map(|(_, book)| &book.sheets) {
        for chart in &sheet.charts {
            let columns = sheet.widths.iter().skip(usize::from(chart.column));
            let room: u32 = columns.map(|width| u32::from(*width) * 7 + 5).sum();
            assert!(room >= chart.size.0, "{}: a chart of {} pixels has {room}", sheet.name, chart.size.0);
            charts += 1;
        }
    }
    assert!(charts > 4, "only {charts} charts");
}

#[test]
fn a_wrong_result_would_be_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let (_, mut books) = all_books(folder.path());
    let book = &mut books.first_mut().unwrap().1;
    let (place, sheet) = (book.sheets.iter_mut().enumerate()).find(|(_, sheet)| sheet.name == "Donors").unwrap();
    let is_live = |cells: &Vec<Cell>| cells.get(3).is_some_and(|cell| cell.formula.is_some());
    let last = sheet.rows.iter().rposition(is_live).unwrap();
    let total = &mut sheet.rows[last][3];
    let Value::Money(right) = total.value else { panic!("a total is money") };
    total.value = Value::Money(right + cents(1));
    let (row, name) = (u32::try_from(last).unwrap(), sheet.name.clone());
    let file = folder.path().join("wrong.xlsx");
    fs::write(&file, xlsx::write(book).unwrap()).unwrap();
    fs::create_dir(folder.path().join("copy")).unwrap();
    let Some(copy) = converted(&file, &folder.path().join("copy"), COPY) else { return };
    let mut fresh: Xlsx<_> = open_workbook(copy).unwrap();
    let range = fresh.worksheet_range(&name).unwrap();
    let found = range.get_value((row, 3)).and_then(DataType::as_f64).unwrap();
    assert_eq!(Some(found), xlsx::number(&Value::Money(right), 2), "sheet {place} was calculated anew");
}

#[test]
fn key_figures_have_names_of_their_own_in_every_language() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let books = view.donors().map(|of| donor::book(&view, of)).chain([fund::book(&view)]);
    let names = ["Signed_contributions", "Received", "Allocated", "Unallocated", "Charged", "Support_cost", "Balance"];
    for book in books {
        let summary = &book.sheets[0];
        for name in names.into_iter().chain(["Funding_gap"]) {
            let (_, range) =
                summary.names.iter().find(|(known, _)| *known == name).unwrap_or_else(|| panic!("no {name}"));
            assert_eq!(
                (range.first_row, range.first_column),
                (range.last_row, range.last_column),
                "{name} is one cell"
            );
            assert!(matches!(summary.value(range.first_row, range.first_column), Value::Money(_)), "{name}");
        }
    }
}
