//! Reading alone: `bench_reading write FILE ROWS` writes a workbook of expenditure, nine columns wide; `bench_reading
//! ours FILE`, `inside FILE` and `calamine FILE` read it: with checks and types in a process of its own, the same within
//! this process, and its cells alone. Each prints what it counted. `benches/reading.py` measures them.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it counts")]

use std::error::Error;
use std::io::Cursor;
use std::path::Path;
use std::process::ExitCode;

use calamine::{DataRef, Reader, Xlsx};
use poolfund::config::{self, Fund, InputKind, InputMapping};
use poolfund::domain::FactKind;
use poolfund::intake::{self, Isolation, Options};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const HEADER: [&str; 9] =
    ["Line", "Date", "Project", "Country", "Theme", "Category", "Amount", "Document", "Description"];
const COUNTRIES: [&str; 6] = ["Malawi", "Kenya", "Nepal", "Viet Nam", "Peru", "Ukraine"];
const CATEGORIES: [&str; 3] = ["staff", "travel", "supplies"];

const SETTINGS: &str = r#"
[fund]
name = "Benchmark fund"
code = "BENCH"
base_currency = "USD"
period = "2021-2025"
[programme]
budget = "1"
own_resources = "0"
ongoing_projects = "0"
gap = "1"
[charges]
administrative_fee = "1%"
support_cost = "7%"
[[theme]]
code = "T01"
name = "Health"
[[theme]]
code = "T02"
name = "Pensions"
"#;

fn main() -> ExitCode {
    if let Some(code) = intake::sandbox::child_main() {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["write", file, rows] => rows.parse().map_err(Into::into).and_then(|rows| write(Path::new(file), rows)),
        ["ours", file] => ours(file, Isolation::default()),
        ["inside", file] => ours(file, Isolation::None),
        ["calamine", file] => cells(file),
        _ => Err("write FILE ROWS, or ours, inside or calamine FILE".into()),
    };
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            println!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn write(file: &Path, rows: u32) -> Result<String, Box<dyn Error>> {
    let mut workbook = Workbook::new();
    let dates = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, HEADER)?;
    for row in 1..=rows {
        let place = row as usize;
        let date = ExcelDateTime::from_ymd(2021 + (row % 5) as u16, 1 + (row % 12) as u8, 1 + (row % 28) as u8)?;
        sheet.write(row, 0, format!("L-{row:07}"))?;
        sheet.write_with_format(row, 1, &date, &dates)?;
        sheet.write(row, 2, format!("P-{:04}", row % 500))?;
        sheet.write(row, 3, COUNTRIES.get(place % COUNTRIES.len()).copied().unwrap_or_default())?;
        sheet.write(row, 4, if row % 2 == 0 { "T01" } else { "T02" })?;
        sheet.write(row, 5, CATEGORIES.get(place % CATEGORIES.len()).copied().unwrap_or_default())?;
        let cents = u64::from(row).wrapping_mul(2_654_435_761) % 10_000_000 + 1;
        sheet.write(row, 6, format!("{}.{:02}", cents / 100, cents % 100).parse::<f64>()?)?;
        sheet.write(row, 7, format!("DOC-{}", row / 3))?;
        sheet.write(row, 8, format!("Payment number {} of the month", row % 1000))?;
    }
    workbook.save(file)?;
    Ok(format!("{rows} rows"))
}

fn ours(file: &str, isolation: Isolation) -> Result<String, Box<dyn Error>> {
    let settings: Fund = config::parse(SETTINGS, "fund.toml")?;
    let fund = Fund { inputs: vec![InputMapping::of(InputKind::Facts(FactKind::Expenditure), file)], ..settings };
    let read = intake::read_with(Path::new(""), &fund, &Options { isolation, ..Options::default() }, None);
    if read.has_errors() {
        return Err(read.problems.iter().map(|problem| format!("{problem}\n")).take(5).collect::<String>().into());
    }
    Ok(format!("{} facts", read.facts.expenditure.len()))
}

fn cells(file: &str) -> Result<String, Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let mut workbook = Xlsx::new(Cursor::new(bytes.as_slice()))?;
    let mut reader = workbook.worksheet_cells_reader("Sheet1")?;
    let mut cells = 0_u64;
    while let Some(cell) = reader.next_cell()? {
        cells += u64::from(!matches!(cell.get_value(), DataRef::Empty));
    }
    Ok(format!("{cells} cells"))
}
