//! The same fund kept in other files: names of files, the order of sheets, rows and columns change no figure of a month, open
//! or closed: lists follow the rows, and hold the same.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
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

/// What a run says, but for how many files it read.
fn without_files(said: &str) -> Value {
    let mut said: Value = serde_json::from_str(&said[said.find('{').unwrap()..=said.rfind('}').unwrap()]).unwrap();
    said["read"]["files"].take();
    said["reports"].take();
    said
}

/// What the runs of two months say, the first of them closed, and the workbooks of their reports, by their names.
fn outcome(other: Option<u64>) -> ([Value; 2], BTreeMap<String, Vec<u8>>) {
    let fund = SmallFund::new();
    keep(&fund, &tables(false), other);
    let september = fund.works(&["run", "--as-of", "2025-09-30", "--verify", "--json"]);
    let items = ["compared", "pending", "restatements", "over-allocated", "lapsed", "expiring"];
    let accepted = items.iter().flat_map(|item| ["--accept", item]).chain(["--reason", "known"]);
    fund.works(&["close", "2025-09", "--as", "Ann"].into_iter().chain(accepted).collect::<Vec<_>>());
    keep(&fund, &tables(true), other);
    let october = fund.works(&["run", "--as-of", "2025-10-31", "--verify", "--json", "--annual", "2025"]);
    let folder = fund.path().join("reports");
    let workbooks = files(&folder).into_iter().filter(|(path, _)| path.extension().is_some_and(|end| end == "xlsx"));
    let named = workbooks.map(|(path, bytes)| (path.strip_prefix(&folder).unwrap().display().to_string(), bytes));
    ([september, october].map(|said| without_files(&said)), named.collect())
}

/// What stands in each sheet of a workbook, in no order: lists follow the rows of the inputs. Left out is what says where a fact
/// stood, and the hashes of files.
fn contents(workbook: &[u8]) -> Vec<(String, Vec<String>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook)).unwrap();
    let says_where = |text: &str| [".csv", ".xlsx"].iter().any(|end| text.contains(end)) || text.len() >= 64;
    let sheets = book.worksheets().into_iter().map(|(name, range)| {
        let texts = range.cells().map(|(_, _, value)| value.to_string()).filter(|text| !says_where(text));
        let mut texts: Vec<String> = texts.collect();
        texts.sort();
        (name, texts)
    });
    sheets.collect()
}

#[test]
fn files_sheets_rows_and_columns_in_another_order_change_no_figure() {
    let (said, workbooks) = outcome(None);
    assert!(workbooks.len() > 10, "{:?}", workbooks.keys());
    for seed in [1, 2] {
        let (also_said, others) = outcome(Some(seed));
        assert_eq!(said, also_said);
        assert_eq!(workbooks.keys().collect::<Vec<_>>(), others.keys().collect::<Vec<_>>());
        for ((name, bytes), other) in workbooks.iter().zip(others.values()) {
            assert_eq!(contents(bytes), contents(other), "{name}");
        }
    }
}
