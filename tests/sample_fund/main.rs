//! Writes the sample fund's `inputs/` into a folder: `cargo run --release --example sample_fund -- inputs`.
//!
//! The programme's totals are published; everything below them is invented, and every sheet says so. The files are
//! as untidy as people's files are: titles, notes, footnotes, total rows, blank and hidden rows, dates as text.

mod book;
mod chance;
mod finance;
mod ods;
mod plan;

use std::error::Error;
use std::path::Path;

use book::{Table, Value, add, workbook};
use chance::Chance;
use chrono::Datelike;
use poolfund::domain::Money;
use rust_decimal::Decimal;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name the folder to write into")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("fund.toml"), include_str!("fund.toml"))?;
    let mut chance = Chance::new(2021);
    let agreements = plan::agreements();
    let cells = plan::cells(&mut chance);
    let rates = plan::rates(&mut chance);
    let receipts = plan::receipts(&agreements, &rates, &mut chance);
    let spending = plan::spending(&cells, &agreements, &mut chance);
    donors(folder)?;
    agreement_book(folder, &agreements)?;
    receipt_book(folder, &receipts)?;
    priorities(folder, &cells)?;
    spending_book(folder, &spending)?;
    rate_file(folder, &rates)?;
    results(folder, &cells, &mut chance)?;
    finance::write(folder, &receipts, &spending, &agreements, &rates)?;
    aliases(folder)?;
    Ok(())
}

fn texts(values: &[&str]) -> Vec<Value> {
    values.iter().map(|value| Value::from(*value)).collect()
}

fn column(table: &str, index: usize) -> Vec<String> {
    table.lines().filter_map(|line| line.split('\t').nth(index)).map(str::to_owned).collect()
}

fn donors(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut workbook = workbook();
    let rows = plan::DONORS.lines().map(|line| texts(&line.split('\t').collect::<Vec<_>>())).collect();
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    add(
        &mut workbook,
        &Table {
            sheet: "Donors",
            title: "Donors and partners",
            headers: &[
                ("Code", 9.0),
                ("Name", 36.0),
                ("Type", 13.0),
                ("Country", 10.0),
                ("Language", 10.0),
                ("Contact", 44.0),
                ("E-mail", 28.0),
            ],
            rows,
            total: &[],
            remarks: &["* Includes the contributions of the Ministry of Labour.", "1/ Federal level only."],
            lists: vec![
                (2, list(&["government", "foundation", "un fund", "domestic", "private"])),
                (4, list(&["en", "fr", "es", "pt"])),
            ],
            untidy: None,
        },
    )?;
    Ok(workbook.save(folder.join("donors.xlsx"))?)
}

fn agreement_book(folder: &Path, agreements: &[plan::Agreement]) -> Result<(), Box<dyn Error>> {
    let mut workbook = workbook();
    let donor_names: Vec<String> = column(plan::DONORS, 0);
    let rows = agreements
        .iter()
        .enumerate()
        .map(|(place, agreement)| {
            let mut row = vec![Value::from(agreement.reference()), Value::from(agreement.donor())];
            row.push(Value::from(agreement.fields[1]));
            // Some people type dates as text.
            row.push(match place % 9 {
                4 => Value::from(agreement.signed.format("%d/%m/%Y").to_string()),
                7 => Value::from(agreement.signed.format("%Y-%m-%d").to_string()),
                _ => Value::from(agreement.signed),
            });
            row.push(Value::from(agreement.currency()));
            row.push(Value::from(Decimal::from(agreement.amount)));
            row.push(Value::from(agreement.fields[5].parse::<i64>().unwrap_or(1)));
            row.extend(agreement.fields[6..13].iter().map(|field| Value::from(*field)));
            row.push(Value::from(agreement.fields[14]));
            row
        })
        .collect();
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    add(
        &mut workbook,
        &Table {
            sheet: "Agreements",
            title: "Pledges and signed agreements",
            headers: &[
                ("Agreement", 11.0),
                ("Donor", 9.0),
                ("Stage", 12.0),
                ("Signed on", 12.0),
                ("Currency", 9.0),
                ("Amount", 18.0),
                ("Category", 9.0),
                ("Countries or regions", 44.0),
                ("Themes", 18.0),
                ("Excluding", 20.0),
                ("Limits", 30.0),
                ("Valid from", 12.0),
                ("Valid to", 12.0),
                ("Source of funds", 16.0),
                ("Title", 50.0),
            ],
            rows,
            total: &[],
            remarks: &["Category: 1 unearmarked, 2 softly earmarked, 3 earmarked, 4 tightly earmarked (one project)."],
            lists: vec![
                (1, donor_names),
                (2, list(&["pledge", "commitment"])),
                (4, list(&["USD", "EUR", "CHF", "GBP", "JPY", "THB", "CNY", "NOK", "KRW", "SEK"])),
                (6, list(&["1", "2", "3", "4"])),
                (13, list(&["regular budget", "rbsa", "extra-budgetary"])),
            ],
            untidy: Some((31, 17)),
        },
    )?;
    let rows = plan::instalments(agreements)
        .into_iter()
        .map(|plan| {
            let number = Value::from(plan.number as i64);
            vec![Value::from(plan.agreement), number, Value::from(plan.due), Value::from(Decimal::from(plan.amount))]
        })
        .collect();
    add(
        &mut workbook,
        &Table {
            sheet: "Instalments",
            title: "Instalments foreseen in signed agreements (in the currency of each agreement)",
            headers: &[("Agreement", 12.0), ("No.", 6.0), ("Due date", 12.0), ("Amount", 18.0)],
            rows,
            total: &[],
            remarks: &[],
            lists: vec![(0, agreements.iter().map(|agreement| agreement.reference().to_owned()).collect())],
            untidy: None,
        },
    )?;
    Ok(workbook.save(folder.join("agreements.xlsx"))?)
}

fn receipt_book(folder: &Path, receipts: &[plan::ReceiptPlan]) -> Result<(), Box<dyn Error>> {
    let mut workbook = workbook();
    let rows = receipts
        .iter()
        .enumerate()
        .map(|(place, receipt)| {
            // One amount in eleven was typed as text with separators that can be read in one way only.
            let amount = match place % 11 {
                5 if receipt.amount >= Decimal::from(1_000_000) => {
                    let cents = Money::from_decimal(receipt.amount, 2).unwrap_or_default();
                    Value::from(cents.format(2))
                }
                _ => Value::from(receipt.amount),
            };
            vec![
                Value::from(receipt.number.clone()),
                Value::from(receipt.agreement.unwrap_or_default()),
                Value::from(receipt.date),
                Value::from(receipt.kind),
                Value::from(receipt.currency),
                amount,
                receipt.booked.map_or(Value::Blank, Value::from),
                Value::from(receipt.note),
            ]
        })
        .collect();
    let kinds = ["deposit", "refund", "write-off", "interest", "bank charge"].map(str::to_owned).to_vec();
    add(
        &mut workbook,
        &Table {
            sheet: "Receipts",
            title: "Receipts, refunds, write-offs, interest and bank charges",
            headers: &[
                ("Receipt no.", 15.0),
                ("Agreement", 11.0),
                ("Date", 12.0),
                ("Kind", 12.0),
                ("Currency", 9.0),
                ("Amount", 18.0),
                ("USD booked", 16.0),
                ("Notes", 42.0),
            ],
            rows,
            total: &[6],
            remarks: &["Amounts are positive; the kind gives the sign. USD booked: the amount in the bank statement."],
            lists: vec![(3, kinds)],
            untidy: Some((40, 23)),
        },
    )?;
    Ok(workbook.save(folder.join("receipts.xlsx"))?)
}

fn priorities(folder: &Path, cells: &[plan::CellPlan]) -> Result<(), Box<dyn Error>> {
    let rows: Vec<Vec<Value>> = cells
        .iter()
        .enumerate()
        .map(|(place, cell)| {
            let floor = if place % 23 == 3 { Value::from(cell.need.scaled(60, 100)) } else { Value::Blank };
            let weight = if cell.theme == "T14" { Value::Amount(Decimal::new(12, 1)) } else { Value::Blank };
            vec![
                Value::from(cell.place),
                Value::from(cell.theme),
                Value::from("2021-2025"),
                Value::from(cell.need),
                weight,
                floor,
                Value::Blank,
                Value::from(cell.outside),
            ]
        })
        .collect();
    let sum = |amount: fn(&plan::CellPlan) -> Money| cells.iter().map(amount).sum::<Money>();
    let total = vec![
        Value::from("Total"),
        Value::Blank,
        Value::Blank,
        Value::from(sum(|cell| cell.need)),
        Value::Blank,
        Value::Blank,
        Value::Blank,
        Value::from(sum(|cell| cell.outside)),
    ];
    let headers =
        ["Country or region", "Theme", "Period", "Need", "Weight", "Floor", "Ceiling", "Outside funding"];
    let bytes = ods::file("Priorities", "Priorities of the programme by place and theme (USD)", &headers, &rows, &total);
    Ok(std::fs::write(folder.join("priorities.ods"), bytes)?)
}

fn spending_book(folder: &Path, spending: &[plan::SpendingPlan]) -> Result<(), Box<dyn Error>> {
    let mut workbook = workbook();
    let categories: Vec<String> = plan::CATEGORIES.iter().map(|category| (*category).to_owned()).collect();
    for year in 2021..=2025 {
        let rows = spending
            .iter()
            .filter(|line| line.date.year() == year)
            .map(|line| {
                vec![
                    Value::from(line.document.clone()),
                    Value::from(line.date),
                    Value::from(line.project.clone()),
                    Value::from(line.place),
                    Value::from(line.theme),
                    Value::from(line.category),
                    Value::from(line.amount),
                    Value::from("USD"),
                    Value::from(line.agreement.unwrap_or_default()),
                    Value::from(if line.obligation { "obligation" } else { "" }),
                ]
            })
            .collect();
        add(
            &mut workbook,
            &Table {
                sheet: &format!("Expenditure {year}"),
                title: &format!("Project expenditure and open obligations {year}"),
                headers: &[
                    ("Document", 12.0),
                    ("Date", 12.0),
                    ("Project", 16.0),
                    ("Country", 10.0),
                    ("Theme", 8.0),
                    ("Category", 22.0),
                    ("Amount", 14.0),
                    ("Currency", 9.0),
                    ("Agreement", 11.0),
                    ("Type", 12.0),
                ],
                rows,
                total: &[6],
                remarks: &["A blank type is expenditure."],
                lists: vec![(5, categories.clone()), (9, vec!["expenditure".into(), "obligation".into()])],
                untidy: (year == 2023).then_some((57, 101)),
            },
        )?;
    }
    Ok(workbook.save(folder.join("expenditure.xlsx"))?)
}

/// Semicolons, decimal commas, days first, a byte-order mark: as a European office saves it.
fn rate_file(folder: &Path, rates: &[(&str, chrono::NaiveDate, Decimal)]) -> Result<(), Box<dyn Error>> {
    let mut text = format!("\u{feff}{}\r\nCurrency;Units per USD;Effective date;Publication date\r\n", book::MARK);
    for (currency, month, units) in rates {
        let published = *month - chrono::Days::new(2);
        let units = units.to_string().replace('.', ",");
        text += &format!("{currency};{units};{};{}\r\n", month.format("%d/%m/%Y"), published.format("%d/%m/%Y"));
    }
    Ok(std::fs::write(folder.join("rates.csv"), text)?)
}

fn results(folder: &Path, cells: &[plan::CellPlan], chance: &mut Chance) -> Result<(), Box<dyn Error>> {
    const CHANGES: [&str; 6] = [
        "Law extending coverage adopted",
        "National strategy endorsed",
        "Scheme launched in two provinces",
        "Single registry in operation",
        "Benefit level raised",
        "Ratification of Convention No. 102 prepared",
    ];
    let mut rows = Vec::new();
    for cell in cells.iter().filter(|cell| cell.place.len() == 3) {
        if chance.below(100) >= 34 {
            continue;
        }
        let kinds = ["institutional change", "legal coverage", "effective coverage", "adequacy"];
        let kind = *chance.pick(&kinds);
        let number = if kind == kinds[0] { 1 } else { chance.between(9, 260) as i64 * 1000 };
        let date = plan::date(2022, 1, 15) + chrono::Days::new(chance.below(1370));
        let words = if kind == kinds[0] { *chance.pick(&CHANGES) } else { "People newly reached" };
        rows.push(vec![
            Value::from(cell.place),
            Value::from(cell.theme),
            Value::from(date),
            Value::from(kind),
            Value::from(number),
            Value::from(words),
        ]);
    }
    let mut workbook = workbook();
    add(
        &mut workbook,
        &Table {
            sheet: "Results",
            title: "Institutional changes and people reached",
            headers: &[
                ("Country", 10.0),
                ("Theme", 8.0),
                ("Date", 12.0),
                ("Kind", 20.0),
                ("Number", 12.0),
                ("Description", 50.0),
            ],
            rows,
            total: &[],
            remarks: &[],
            lists: vec![],
            untidy: None,
        },
    )?;
    Ok(workbook.save(folder.join("results.xlsx"))?)
}

fn aliases(folder: &Path) -> Result<(), Box<dyn Error>> {
    let mut workbook = workbook();
    let rows = [
        ["donor", "Royaume de Belgique", "BEL"],
        ["donor", "Government of Germany", "DEU"],
        ["donor", "Gates Foundation", "BMGF"],
        ["country", "Lao PDR", "LAO"],
        ["country", "Tanzania", "TZA"],
    ];
    let rows = rows
        .iter()
        .map(|row| {
            let mut values = texts(row);
            values.extend([Value::from("Partnerships unit"), Value::from(plan::date(2025, 1, 15))]);
            values
        })
        .collect();
    add(
        &mut workbook,
        &Table {
            sheet: "Aliases",
            title: "Decisions on what names mean",
            headers: &[("Kind", 10.0), ("As written", 30.0), ("Means", 10.0), ("Decided by", 20.0), ("Decided on", 12.0)],
            rows,
            total: &[],
            remarks: &[],
            lists: vec![(0, vec!["donor".into(), "country".into(), "theme".into()])],
            untidy: None,
        },
    )?;
    Ok(workbook.save(folder.join("aliases.xlsx"))?)
}
