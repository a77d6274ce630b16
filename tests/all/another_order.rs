//! The same fund kept in other files: names of files, the order of sheets, rows and columns change no figure of a month, open
//! or closed, and no byte of a workbook.

use std::collections::BTreeMap;
use std::fs;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::builder::FUND;
use crate::life_funds::Random;
use crate::small_fund::{SmallFund, files};

/// A sheet of a fund: its kind, its columns, and its rows.
type Table = (&'static str, Vec<&'static str>, Vec<Vec<String>>);

fn table(kind: &'static str, columns: &'static str, rows: &[&str]) -> Table {
    let cells = |row: &&str| row.split(',').map(str::to_owned).collect();
    (kind, columns.split(',').collect(), rows.iter().map(cells).collect())
}

/// Costs of two months, many of them of one day and document, so that nothing but the order would part them.
fn costs(month: &str, count: i64) -> Vec<String> {
    let mut random = Random::new(count as u64);
    let row = |number: i64| {
        let day = [3, 12, 12, 27][random.between(0, 3) as usize];
        let (place, theme) =
            [("TGO", "T01"), ("TGO", "T02"), ("VNM", "T01"), ("KEN", "T01")][random.between(0, 3) as usize];
        let agreement = ["", "", "BEL-1", "JPN-1"][random.between(0, 3) as usize];
        let cents = random.between(-900, 4_000);
        let amount = format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100);
        format!("{month}-{day:02},P-{},{place},{theme},travel,USD,{amount},V-{},{agreement}", number % 3, number % 9)
    };
    (0..count).map(row).collect()
}

fn tables(october: bool) -> Vec<Table> {
    let mut spent = costs("2025-08", 40);
    spent.extend(costs("2025-09", 40));
    if october {
        // A cost of a closed month changes, one goes, one comes late.
        spent[3] = spent[3].replace("travel", "staff");
        spent.remove(7);
        spent.push("2025-09-05,P-1,TGO,T01,travel,USD,12.00,V-90,".into());
        spent.extend(costs("2025-10", 30));
    }
    let spent: Vec<&str> = spent.iter().map(String::as_str).collect();
    let (early, late) = spent.split_at(spent.len() / 2);
    let column = "Date,Project,Country,Theme,Category,Currency,Amount,Document,Agreement";
    let mut receipts = vec![
        "R-1,BEL-1,2025-08-10,deposit,EUR,3500.00",
        "R-2,JPN-1,2025-08-10,deposit,JPY,90000",
        "R-3,BEL-1,2025-08-10,deposit,EUR,80.00",
        "R-4,NOR-1,2025-08-10,deposit,USD,200.00",
        "R-5,BEL-1,2025-09-10,refund,EUR,30.00",
        "R-6,NOR-1,2025-09-10,deposit,USD,200.00",
    ];
    if october {
        receipts[3] = "R-4,NOR-1,2025-08-10,deposit,USD,180.00";
        receipts.push("R-7,JPN-1,2025-10-10,deposit,JPY,20000");
    }
    let mut decisions = vec!["D1,2025-09-20,Board,adopted,hold,,KEN/T01,,,Until the election"];
    if october {
        decisions.push("D2,2025-10-20,Board,adopted,return,,VNM/T01,,5.00,The project is late");
        decisions.push("D3,2025-10-20,Board,proposed,allocate,NOR-1,,TGO/T01,5.00,Perhaps");
    }
    vec![
        table(
            "donors",
            "Code,Name,Type,Country",
            &["BEL,Belgium,government,BEL", "JPN,Japan,government,JPN", "NOR,Norway,government,NOR"],
        ),
        table(
            "agreements",
            "Agreement,Donor,Stage,Signed on,Currency,Amount,Category,Countries,Themes,Eligible from",
            &[
                "BEL-1,BEL,signed,2025-01-15,EUR,10000.00,1,World,All,",
                "JPN-1,JPN,signed,2025-02-15,JPY,900000,3,VNM,All,",
                "NOR-1,NOR,signed,2025-02-15,USD,5000.00,1,World,All,",
                "NOR-2,NOR,signed,2025-02-15,USD,500.00,1,World,All,",
            ],
        ),
        table("receipts", "Receipt,Agreement,Date,Kind,Currency,Amount", &receipts),
        table(
            "priorities",
            "Country,Theme,Period,Need",
            &[
                "TGO,T01,2021-2025,1400.00",
                "TGO,T02,2021-2025,900.00",
                "VNM,T01,2021-2025,2500.00",
                "KEN,T01,2021-2025,400.00",
            ],
        ),
        table(
            "rates",
            "Currency,Units per USD,Effective date",
            &["EUR,0.90,2025-01-01", "JPY,150,2025-01-01", "EUR,0.80,2025-10-01"],
        ),
        table("decisions", "Decision,Date,Body,Status,Action,Agreement,From cell,To cell,Amount,Reason", &decisions),
        table("expenditure", column, early),
        table("expenditure", column, late),
        table(
            "results",
            "Country,Theme,Date,Kind,Number,Description",
            &[
                "TGO,T01,2025-09-12,legal coverage,900,first",
                "TGO,T01,2025-09-12,legal coverage,300,second",
                "VNM,T01,2025-08-12,legal coverage,70,third",
            ],
        ),
    ]
}

/// Puts the fund's sheets in files: each in a text of its own, or all of them in one workbook, in another order of sheets,
/// rows and columns, under other names.
fn keep(fund: &SmallFund, tables: &[Table], other: Option<u64>) {
    let inputs = fund.path().join("inputs");
    for (path, _) in files(&inputs) {
        fs::remove_file(path).unwrap();
    }
    let mut settings = FUND.to_owned();
    let Some(seed) = other else {
        for (number, (kind, columns, rows)) in tables.iter().enumerate() {
            let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
            fund.write(&format!("{number}-{kind}.csv"), &format!("{}\n{}\n", columns.join(","), lines.join("\n")));
            settings.push_str(&format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{number}-{kind}.csv\"\n"));
        }
        return fund.write("fund.toml", &settings);
    };
    let mut random = Random::new(seed);
    let mut tables: Vec<(usize, Table)> = tables.iter().cloned().enumerate().collect();
    random.shuffle(&mut tables);
    let mut workbook = Workbook::new();
    for (number, (kind, columns, mut rows)) in tables {
        let sheet = workbook.add_worksheet().set_name(format!("Sheet {number}")).unwrap();
        let mut order: Vec<usize> = (0..columns.len()).collect();
        random.shuffle(&mut order);
        random.shuffle(&mut rows);
        for (place, &column) in (0_u16..).zip(&order) {
            sheet.write(0, place, columns[column]).unwrap();
            for (row, cells) in (1_u32..).zip(&rows) {
                sheet.write(row, place, cells[column].as_str()).unwrap();
            }
        }
        settings.push_str(&format!(
            "\n[[input]]\nkind = \"{kind}\"\nfile = \"all {seed}.xlsx\"\nsheet = \"Sheet {number}\"\n"
        ));
    }
    workbook.save(inputs.join(format!("all {seed}.xlsx"))).unwrap();
    fund.write("fund.toml", &settings);
}

/// The reports of two months, the first of them closed, by their names.
fn reports(other: Option<u64>) -> BTreeMap<String, Vec<u8>> {
    let fund = SmallFund::new();
    keep(&fund, &tables(false), other);
    fund.works(&["run", "--as-of", "2025-09-30", "--verify"]);
    let items = ["compared", "pending", "restatements", "over-allocated", "lapsed", "expiring"];
    let accepted = items.iter().flat_map(|item| ["--accept", item]).chain(["--reason", "known"]);
    fund.works(&["close", "2025-09", "--as", "Ann"].into_iter().chain(accepted).collect::<Vec<_>>());
    keep(&fund, &tables(true), other);
    fund.works(&["run", "--as-of", "2025-10-31", "--verify", "--annual", "2025"]);
    let folder = fund.path().join("reports");
    let named = files(&folder).into_iter();
    named.map(|(path, bytes)| (path.strip_prefix(&folder).unwrap().display().to_string(), bytes)).collect()
}

/// JSON without what says where a fact stood: files, their hashes, sheets and rows, and what is counted by them.
fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|name, _| {
                !["source", "sources", "sheets", "sheet", "rows", "inputs", "files", "ledger"].contains(&name.as_str())
            });
            fields.values_mut().for_each(without_places);
        }
        Value::Array(items) => items.iter_mut().for_each(without_places),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn files_sheets_rows_and_columns_in_another_order_change_nothing() {
    let as_kept = reports(None);
    for seed in [1, 2] {
        let other = reports(Some(seed));
        assert_eq!(as_kept.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
        let (mut workbooks, mut jsons) = (0, 0);
        for ((name, bytes), now) in as_kept.iter().zip(other.values()) {
            if name.ends_with(".xlsx") {
                workbooks += 1;
                if bytes != now {
                    fs::write(format!("/tmp/engine-a-{}", name.replace('/', "-")), bytes).unwrap();
                    fs::write(format!("/tmp/engine-b-{}", name.replace('/', "-")), now).unwrap();
                    eprintln!("{name} differs");
                }
            } else if name.ends_with(".json") {
                let mut both = [bytes, now].map(|bytes| serde_json::from_slice::<Value>(bytes).unwrap());
                both.iter_mut().for_each(without_places);
                jsons += 1;
                if both[0] != both[1] {
                    fs::write(format!("/tmp/engine-a-{}", name.replace('/', "-")), both[0].to_string()).unwrap();
                    fs::write(format!("/tmp/engine-b-{}", name.replace('/', "-")), both[1].to_string()).unwrap();
                    eprintln!("{name} differs");
                }
            } else if bytes != now {
                eprintln!("{name} differs");
            }
        }
        assert!(workbooks > 10 && jsons >= 4, "{workbooks} {jsons}");
    }
}
