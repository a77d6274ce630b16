//! The inputs of the sample fund are those that its generator writes.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader};

use crate::sample_fund;
use crate::support::root;

/// The sheets whose words are the program's own, and change with it.
const OF_THE_PROGRAM: [&str; 2] = ["Instructions", "Lists"];

/// A sheet: its name, and its cells by row and column with what stands in them.
type Sheet = (String, Vec<(usize, usize, String)>);

/// The sheets of a spreadsheet: name, and each cell that has something, with its value, by row and column, then its formulas.
fn sheets(name: &str, bytes: Vec<u8>) -> Vec<Sheet> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let names = book.sheet_names().into_iter().filter(|sheet| !OF_THE_PROGRAM.contains(&sheet.as_str()));
    let read = |sheet: String| {
        let values = book.worksheet_range(&sheet).unwrap();
        let formulas = book.worksheet_formula(&sheet).unwrap();
        let (row, column) = values.start().unwrap_or_else(|| panic!("{name}, {sheet}: nothing there"));
        let (row, column) = (usize::try_from(row).unwrap(), usize::try_from(column).unwrap());
        let values = values.used_cells().filter(|(.., value)| **value != Data::Empty);
        let values = values.map(|(down, right, value)| (row + down, column + right, format!("{value:?}")));
        let (row, column) = formulas.start().map_or((0, 0), |(row, column)| (row as usize, column as usize));
        let formulas =
            formulas.used_cells().map(|(down, right, formula)| (row + down, column + right, format!("={formula}")));
        (sheet, values.chain(formulas).collect())
    };
    names.collect::<Vec<_>>().into_iter().map(read).collect()
}

#[test]
fn the_inputs_of_the_sample_are_those_that_are_made() {
    let made = sample_fund::inputs().unwrap();
    let folder = root().join("inputs");
    let mut names: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    let mut known: Vec<&str> = made.files.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(names, known);
    let planted: BTreeSet<&str> = made.planted.iter().filter_map(|said| said.split(':').next()).collect();
    let causes = [
        "alias",
        "amount",
        "duplicate",
        "exchange rate",
        "missing here",
        "missing there",
        "rounding",
        "sign",
        "timing",
    ];
    assert_eq!(planted, causes.into(), "one difference with finance of each cause, at least");
    for (name, bytes) in made.files {
        let there = fs::read(folder.join(name)).unwrap();
        if !name.ends_with(".xlsx") && !name.ends_with(".ods") {
            assert!(there == bytes, "{name} is another one");
            continue;
        }
        let (there, made) = (sheets(name, there), sheets(name, bytes));
        assert_eq!(
            there.iter().map(|sheet| &sheet.0).collect::<Vec<_>>(),
            made.iter().map(|sheet| &sheet.0).collect::<Vec<_>>()
        );
        for ((sheet, there), (_, made)) in there.iter().zip(&made) {
            let differ = there.iter().zip(made).find(|(there, made)| there != made);
            assert_eq!(differ, None, "{name}, {sheet}: there and made");
            assert_eq!(there.len(), made.len(), "{name}, {sheet}: cells");
        }
    }
}

#[test]
fn a_column_that_no_sheet_has_is_no_column_of_the_sample() {
    let kind = poolfund::config::InputKind::Aliases;
    let row = || vec![sample_fund::book::text("donor")];
    assert!(sample_fund::book::Table::new(kind, &["Kind"], &[row()]).is_ok());
    assert!(sample_fund::book::Table::new(kind, &["Sort"], &[row()]).is_err());
    assert!(sample_fund::book::Table::new(kind, &["Kind", "Means"], &[row()]).is_err());
}
