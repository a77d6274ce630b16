//! Not one cent is lost on the way from a spreadsheet program to the facts.
//!
//! In CI a million amounts of each writer are read, elsewhere a sample; `POOLFUND_AMOUNTS` says how many.

use std::path::Path;

use poolfund::intake::workbook::{FileHead, Flow, Request, Row, SheetDetails, Sink, Value};
use poolfund::intake::{Limits, sandbox};
use rust_decimal::Decimal;
use rust_xlsxwriter::Workbook;

use crate::sheets::isolated;
use crate::support::program;

const MOST_CENTS: u64 = 999_999_999_999_999;

/// Collects the numbers of the first column.
#[derive(Default)]
struct Numbers(Vec<Decimal>);

impl Sink for Numbers {
    fn file(&mut self, _: &FileHead) {}
    fn sheet(&mut self, _: usize, _: &SheetDetails) -> Flow {
        Flow::Continue
    }
    fn row(&mut self, row: &Row<'_>) -> Flow {
        if let Value::Number(number) = &row.cells[0].value {
            self.0.push(*number);
        }
        Flow::Continue
    }
}

/// Amounts in cents from a fixed generator: of every magnitude up to the largest that intake takes, both signs.
fn amounts() -> Vec<i64> {
    let usual = if std::env::var_os("CI").is_some() { 1_000_000 } else { 20_000 };
    let count = std::env::var("POOLFUND_AMOUNTS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    (0..count)
        .map(|_| {
            let cents = (next() % (MOST_CENTS + 1)) >> (next() % 50);
            i64::try_from(cents).unwrap() * if next() % 4 == 0 { -1 } else { 1 }
        })
        .collect()
}

fn read_back(path: &Path) -> Vec<Decimal> {
    let request = Request { file: path.display().to_string(), limits: Limits::default(), ..Request::default() };
    let mut numbers = Numbers::default();
    sandbox::read(path, &request, &isolated(), &mut numbers).unwrap();
    numbers.0
}

fn assert_exact(path: &Path, amounts: &[i64]) {
    let read = read_back(path);
    assert_eq!(read.len(), amounts.len());
    for (number, cents) in read.iter().zip(amounts) {
        assert_eq!(*number, Decimal::new(*cents, 2));
    }
}

#[test]
fn amounts_of_rust_xlsxwriter_are_read_to_the_cent() {
    let (amounts, folder) = (amounts(), tempfile::TempDir::new().unwrap());
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory().unwrap();
    for (row, cents) in amounts.iter().enumerate() {
        sheet.write_number(row as u32, 0, *cents as f64 / 100.0).unwrap();
    }
    let path = folder.path().join("amounts.xlsx");
    workbook.save(&path).unwrap();
    assert_exact(&path, &amounts);
}

fn write_text(folder: &Path, amounts: &[i64]) {
    let text: String = amounts.iter().map(|cents| format!("{}\n", Decimal::new(*cents, 2))).collect();
    std::fs::write(folder.join("amounts.csv"), text).unwrap();
}

#[test]
fn amounts_of_openpyxl_are_read_to_the_cent() {
    let (amounts, folder) = (amounts(), tempfile::TempDir::new().unwrap());
    let Some(mut python) = program("python3") else { return };
    write_text(folder.path(), &amounts);
    let script = "import openpyxl\n\
        book = openpyxl.Workbook(write_only=True)\n\
        sheet = book.create_sheet()\n\
        for line in open('amounts.csv'): sheet.append([float(line)])\n\
        book.save('amounts.xlsx')\n";
    let output = python.current_dir(&folder).args(["-c", script]).output().unwrap();
    if !output.status.success() {
        assert!(std::env::var_os("CI").is_none(), "openpyxl is absent, and in CI nothing is skipped");
        eprintln!("not run: openpyxl is absent");
        return;
    }
    assert_exact(&folder.path().join("amounts.xlsx"), &amounts);
}

#[test]
fn amounts_of_libreoffice_are_read_to_the_cent() {
    let (amounts, folder) = (amounts(), tempfile::TempDir::new().unwrap());
    let Some(soffice) = program("soffice") else { return };
    write_text(folder.path(), &amounts);
    let home = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    for format in ["xlsx", "ods", "xls"] {
        if format == "xls" && amounts.len() > 65_536 {
            continue;
        }
        let mut command = std::process::Command::new(soffice.get_program());
        command.current_dir(&folder).args([&home, "--headless", "--convert-to", format, "amounts.csv"]);
        assert!(command.output().unwrap().status.success());
        assert_exact(&folder.path().join(format!("amounts.{format}")), &amounts);
    }
}
