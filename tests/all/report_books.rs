//! Workbooks as LibreOffice sees them: every formula recalculates to its stored result, every check holds.

use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use poolfund::report::grid::{Book, Value};
use poolfund::report::{View, donor, fund, gap_tracker, reconciliation};

use crate::report::{facts, figures, written};
use crate::support::program;

/// LibreOffice's copy of a workbook, with all formulas calculated anew. It now and then fails for no reason of ours.
fn recalculated(file: &Path, folder: &Path) -> Option<PathBuf> {
    for _ in 0..4 {
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let mut soffice = program("soffice")?;
        soffice.args([&profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]);
        let done = soffice.arg(folder).arg(file).output().unwrap();
        let copy = folder.join(file.file_name().unwrap());
        if copy.exists() {
            return Some(copy);
        }
        eprintln!("LibreOffice: {}", String::from_utf8_lossy(&done.stderr));
    }
    panic!("LibreOffice cannot convert {}", file.display());
}

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

#[test]
fn every_formula_recalculates_to_its_stored_result() {
    if program("soffice").is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (target, files) = written(folder.path());
    let figures = figures(facts());
    let view = View::new(&figures, String::new()).unwrap();
    let mut books = vec![fund::book(&view), gap_tracker::book(&view), reconciliation::book(&view)];
    books.extend(view.donors().map(|one| donor::book(&view, one)));
    let workbooks = ["fund-", "gap-", "reconciliation-", "donors/aaa", "donors/bbb", "donors/ccc", "donors/ddd"];
    for (book, start) in books.iter().zip(workbooks) {
        let file = target.join(files.iter().find(|file| file.starts_with(start)).unwrap());
        let Some(copy) = recalculated(&file, folder.path()) else { return };
        let formulas = compare(book, &file, &copy);
        assert!(formulas > 20, "{} has only {formulas} formulas", book.title);
    }
}
