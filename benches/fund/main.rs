//! Writes the benchmark fund: 30 donors, 20,000 contribution rows (600 agreements, 19,400 receipts), 1,000 cells,
//! 200,000 expenditure rows, finance's extract of them, all xlsx. `bench_fund DIR`.
//!
//! `bench_fund DIR lines` writes another one, for the workbooks alone: 50 donors, an agreement a cell, each line of
//! expenditure named by its agreement, so that each is a line of one donor's workbook and of no other's.

#![allow(clippy::float_arithmetic, clippy::expect_used, reason = "invented amounts and dates of a benchmark")]

use std::error::Error;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

const REGIONS: [(&str, [&str; 10]); 5] = [
    ("AFRICA", ["AGO", "BFA", "CPV", "TCD", "CIV", "ETH", "KEN", "MWI", "MOZ", "SEN"]),
    ("AMERICAS", ["BRB", "COL", "DMA", "ECU", "GTM", "HND", "PRY", "PER", "BOL", "SLV"]),
    ("ARAB", ["IRQ", "JOR", "LBN", "OMN", "PSE", "KWT", "BHR", "QAT", "SYR", "YEM"]),
    ("ASIA", ["BGD", "KHM", "IND", "IDN", "LAO", "NPL", "PAK", "LKA", "THA", "VNM"]),
    ("EUROPE", ["KGZ", "MDA", "TJK", "UZB", "ARM", "GEO", "UKR", "ALB", "SRB", "KAZ"]),
];
const CATEGORIES: [&str; 7] =
    ["staff", "supplies", "equipment", "contractual services", "travel", "transfers and grants", "general operating"];
const CURRENCIES: [(&str, f64); 5] = [("USD", 1.0), ("EUR", 0.92), ("CHF", 0.9), ("GBP", 0.79), ("SEK", 10.4)];
const SPENDING: u64 = 200_000;
const CELLS: u64 = 1_000;

/// Which of the two funds.
#[derive(Clone, Copy)]
struct Shape {
    donors: u64,
    agreements: u64,
    receipts: u64,
    /// Each agreement is for one cell, and each line of expenditure names its agreement.
    named: bool,
}

const MONTH: Shape = Shape { donors: 30, agreements: 600, receipts: 19_400, named: false };
const LINES: Shape = Shape { donors: 50, agreements: CELLS, receipts: 2 * CELLS, named: true };

struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name the folder of the fund")?).join("inputs");
    let shape = match arguments.next().as_deref() {
        None => MONTH,
        Some("lines") => LINES,
        Some(other) => return Err(format!("{other} is no shape of a fund; write lines or nothing").into()),
    };
    std::fs::create_dir_all(&folder)?;
    let mut chance = Chance(7);
    std::fs::write(folder.join("fund.toml"), settings())?;
    let donors: Vec<Vec<Cell>> = (1..=shape.donors)
        .map(|number| vec![Cell::from(format!("D{number:02}")), Cell::from(format!("Donor number {number}"))])
        .collect();
    write(&folder, "donors", &["Code", "Name"], donors)?;
    let mut rates = Vec::new();
    for (currency, units) in CURRENCIES.iter().skip(1) {
        for month in 0..60 {
            let value = units * (1.0 + (chance.below(100) as f64 - 50.0) / 2000.0);
            let date = day(2021 + month / 12, month % 12 + 1, 1);
            rates.push(vec![Cell::from(*currency), Cell::Number((value * 1e4).round() / 1e4), date]);
        }
    }
    write(&folder, "rates", &["Currency", "Units per USD", "Effective date"], rates)?;
    contributions(&folder, shape, &mut chance)?;
    let finance = seen_by_finance(needs_and_spending(&folder, shape, &mut chance)?);
    write(&folder, "finance", &["Document", "Kind", "Date", "Amount"], finance)
}

/// Finance's lines with some dozens of differences: one in 5,000 is missing there, one in 7,000 has another amount.
fn seen_by_finance(lines: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let mut seen = Vec::with_capacity(lines.len());
    for (number, mut line) in lines.into_iter().enumerate() {
        if let (6_999, Some(Cell::Number(amount))) = (number % 7_000, line.last_mut()) {
            *amount = ((*amount + 18.0) * 100.0).round() / 100.0;
        }
        if number % 5_000 != 4_999 {
            seen.push(line);
        }
    }
    seen
}

/// The country and the theme of a cell, by its number.
fn cell(number: u64) -> (&'static str, String) {
    let (country, theme) = ((number / 20) as usize, number % 20);
    (REGIONS[country / 10].1[country % 10], format!("T{:02}", theme + 1))
}

/// The agreement that the named lines of a cell name.
fn agreement(number: u64) -> String {
    format!("AG-{number:05}")
}

fn contributions(folder: &Path, shape: Shape, chance: &mut Chance) -> Result<(), Box<dyn Error>> {
    let (mut agreements, mut receipts) = (Vec::new(), Vec::new());
    for number in 0..shape.agreements {
        let (region, countries) = REGIONS[chance.below(5) as usize];
        let place = match chance.below(10) {
            0 => "World",
            1..=4 => region,
            _ => countries[chance.below(10) as usize],
        };
        let theme = if chance.below(3) == 0 { format!("T{:02}", chance.below(20) + 1) } else { String::new() };
        let (place, theme) = if shape.named { cell(number) } else { (place, theme) };
        let (currency, units) = CURRENCIES[chance.below(5) as usize];
        let amount = ((300_000 + chance.below(2_700_000)) as f64 * units).round();
        let (year, month) = (2021 + chance.below(5) as u32, chance.below(9) as u32 + 1);
        let reference = agreement(number);
        agreements.push(vec![
            Cell::from(reference.clone()),
            Cell::from(format!(
                "D{:02}",
                if shape.named { number % shape.donors } else { chance.below(shape.donors) } + 1
            )),
            Cell::from("commitment"),
            day(year, month, 10),
            Cell::from(currency),
            Cell::Number(amount),
            Cell::Number(if place == "World" { 1.0 } else { 2.0 + chance.below(2) as f64 }),
            Cell::from(place),
            Cell::from(theme),
        ]);
        let parts = shape.receipts / shape.agreements + u64::from(number < shape.receipts % shape.agreements);
        for part in 0..parts {
            let receipt = Cell::from(format!("RC-{number:05}-{part:02}"));
            let date = day(year, month + part as u32 % 3, 11 + part as u32 % 17);
            let money = Cell::Number((amount * 0.8 / parts as f64).round());
            let kind = Cell::from("deposit");
            receipts.push(vec![receipt, Cell::from(reference.clone()), date, kind, Cell::from(currency), money]);
        }
    }
    let header = [
        "Agreement",
        "Donor",
        "Stage",
        "Signed on",
        "Currency",
        "Amount",
        "Category",
        "Countries or regions",
        "Themes",
    ];
    write(folder, "agreements", &header, agreements)?;
    write(folder, "receipts", &["Receipt", "Agreement", "Date", "Kind", "Currency", "Amount"], receipts)
}

fn needs_and_spending(folder: &Path, shape: Shape, chance: &mut Chance) -> Result<Vec<Vec<Cell>>, Box<dyn Error>> {
    let mut needs = Vec::new();
    for number in 0..CELLS {
        let (country, theme) = cell(number);
        let need = Cell::Number((600_000 + chance.below(1_200_000)) as f64);
        needs.push(vec![Cell::from(country), Cell::from(theme), Cell::from("2021-2025"), need]);
    }
    write(folder, "priorities", &["Country", "Theme", "Period", "Need"], needs)?;
    let (mut lines, mut finance) = (Vec::new(), Vec::new());
    for number in 0..SPENDING {
        let place = chance.below(CELLS);
        let (country, theme) = cell(place);
        let most = if shape.named { 100_000 } else { 300_000 };
        let amount = Cell::Number((chance.below(most) + 1_000) as f64 / 100.0);
        let date = day(2021 + chance.below(5) as u32, chance.below(12) as u32 + 1, chance.below(28) as u32 + 1);
        let document = format!("EX-{number:06}");
        finance.push(vec![Cell::from(document.clone()), Cell::from("expenditure"), date.clone(), amount.clone()]);
        lines.push(vec![
            Cell::from(document),
            date,
            Cell::from(format!("PRJ-{country}-{theme}")),
            Cell::from(country),
            Cell::from(theme),
            Cell::from(CATEGORIES[chance.below(7) as usize]),
            amount,
            Cell::from(if shape.named { agreement(place) } else { String::new() }),
        ]);
    }
    let header = ["Document", "Date", "Project", "Country", "Theme", "Category", "Amount", "Agreement"];
    write(folder, "expenditure", if shape.named { &header } else { &header[..7] }, lines)?;
    Ok(finance)
}

#[derive(Clone)]
enum Cell {
    Text(String),
    Number(f64),
    Day(ExcelDateTime),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

fn day(year: u32, month: u32, day: u32) -> Cell {
    Cell::Day(ExcelDateTime::from_ymd(year as u16, month as u8, day as u8).expect("a date of the benchmark"))
}

fn write(folder: &Path, kind: &str, header: &[&str], rows: Vec<Vec<Cell>>) -> Result<(), Box<dyn Error>> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2025, 1, 1)?));
    let format = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet();
    sheet.set_name(kind)?;
    sheet.write_row(0, 0, header.iter().copied())?;
    for (row, cells) in rows.into_iter().enumerate() {
        for (column, cell) in cells.into_iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => drop(sheet.write(row, column, text)?),
                Cell::Number(number) => drop(sheet.write(row, column, number)?),
                Cell::Day(date) => drop(sheet.write_with_format(row, column, &date, &format)?),
            }
        }
    }
    Ok(workbook.save(folder.join(format!("{kind}.xlsx")))?)
}

fn settings() -> String {
    let mut text = String::from(
        "[fund]\nname = \"Benchmark fund\"\ncode = \"BENCH\"\nbase_currency = \"USD\"\nperiod = \"2021-2025\"\n\n\
         [programme]\nbudget = \"1200000000\"\nown_resources = \"0\"\nongoing_projects = \"0\"\ngap = \"1200000000\"\n\n\
         [charges]\nadministrative_fee = \"1%\"\nsupport_cost = \"7%\"\n\n",
    );
    for (code, countries) in REGIONS {
        text += &format!(
            "[[geography.region]]\ncode = \"{code}\"\nname = \"{code}\"\ncountries = [{}]\n\n",
            countries.map(|country| format!("\"{country}\"")).join(", ")
        );
    }
    for theme in 1..=20 {
        text += &format!("[[theme]]\ncode = \"T{theme:02}\"\nname = \"Theme number {theme}\"\n\n");
    }
    for kind in ["donors", "rates", "agreements", "receipts", "priorities", "expenditure", "finance"] {
        text += &format!("[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.xlsx\"\n\n");
    }
    text
}
