//! The month as tables for other tools: complete, described, and exact.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use poolfund::files::Known;
use poolfund::month::Figures;
use poolfund::report::tables::{self, Holds};
use poolfund::report::{Extras, Provenance, stage};
use tempfile::TempDir;

use crate::month_life::in_every_month;
use crate::small_fund::SmallFund;
use crate::support::{copy_sample, python_with, root};
use crate::trace::of_many_kinds;

/// The reports of the sample fund's month, in a folder of its own.
fn sample() -> TempDir {
    let folder = TempDir::new().unwrap();
    copy_sample(folder.path());
    let mut run = Command::new(env!("CARGO_BIN_EXE_poolfund"));
    let ran = run.current_dir(folder.path()).args(["run", "--as-of", "2025-10-31"]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    folder
}

/// What a script says of a folder.
fn said(script: &str, modules: &str, folder: &Path) -> Option<String> {
    said_of(script, modules, &[folder.to_owned()])
}

fn said_of(script: &str, modules: &str, folders: &[PathBuf]) -> Option<String> {
    let output = python_with(modules, "tables")?.arg(script).args(folders).output().unwrap();
    let shown = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{shown}");
    Some(shown)
}

#[test]
fn the_sample_s_statement_follows_from_its_tables_alone_and_their_description_is_valid() {
    let folder = sample();
    let reports = folder.path().join("reports/2025-10");
    if let Some(shown) = said("statement.py", "duckdb, openpyxl", &reports) {
        assert!(shown.contains(" workbooks"), "{shown}");
        eprintln!("{shown}");
    }
    if let Some(shown) = said("package.py", "frictionless, pandas, pyarrow", &reports.join("ledger")) {
        let tables = tables::all(None).len();
        assert!(shown.starts_with(&format!("{tables} tables, ")), "{shown}");
        eprintln!("{shown}");
    }
}

/// How many random funds there are.
const FUNDS: u64 = 12;

#[test]
fn the_statement_of_any_fund_follows_from_its_tables_alone() {
    let folder = TempDir::new().unwrap();
    let mut months = Vec::new();
    let mut write = |figures: &Figures, name: &str| {
        let target = folder.path().join(name);
        let written = stage(figures, Provenance::default(), &target, Extras::default()).unwrap();
        written.put_in_place(&|_| Ok(Known::default())).unwrap();
        months.push(target);
    };
    // Interest in each of its uses, bank charges, refunds, transfers, write-offs, support cost that finance books; and currencies
    // without cents and with thousandths.
    for money in
        ["interest = \"held\"", "interest = \"returned\"", "interest = \"programmable\"", "support_cost = \"booked\""]
    {
        for currency in ["USD", "JPY", "TND"] {
            let figures = of_many_kinds(money, currency);
            write(&figures, &format!("{currency} {money}"));
        }
    }
    // What a random fund lives through, with closes in between: every month of it.
    let mut kinds = BTreeSet::new();
    for seed in 1..=FUNDS {
        in_every_month(seed, |_, _, figures, place| {
            kinds.extend(figures.facts.receipts.iter().map(|receipt| receipt.kind.name()));
            write(figures, place);
        });
    }
    assert_eq!(
        kinds,
        BTreeSet::from(["deposit", "refund", "transfer"]),
        "interest and bank charges are in the funds above"
    );
    if let Some(shown) = said_of("statement.py", "duckdb, openpyxl", &months) {
        let workbooks: usize = shown.split(" of ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        assert!(workbooks > 100, "{shown}");
        eprintln!("{} months: {shown}", months.len());
    }
}

#[test]
fn amounts_of_a_small_fund_have_the_decimals_of_its_currency() {
    for (currency, decimals, amount) in [("USD", 2, "600.00"), ("JPY", 0, "600"), ("TND", 3, "600.000")] {
        let fund = SmallFund::new();
        fund.set("base_currency = \"USD\"", &format!("base_currency = \"{currency}\""));
        let rates = format!("Currency,Units per {currency},Effective date\nEUR,0.75,2024-01-01\n");
        fund.write("rates.csv", &rates);
        let agreements = "Agreement,Donor,Stage,Signed on,Currency,Amount\nBEL-1,BEL,signed,2024-01-15,EUR,1000.00\n";
        fund.write("agreements.csv", agreements);
        fund.write(
            "receipts.csv",
            "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2025-08-10,deposit,EUR,450.00\n",
        );
        fund.write("priorities.csv", "Country,Theme,Period,Need\nTGO,T01,2021-2025,400\n");
        fund.works(&["run", "--as-of", "2025-09-30"]);
        let receipts = fund.reports("2025-09").join("ledger/receipts.parquet");
        let Some(mut python) = python_with("duckdb", "tables") else { return };
        let query = "import duckdb,sys; r = duckdb.sql(f\"select typeof(amount), amount from read_parquet('{sys.argv[1]}')\"); \
                     print(r.fetchall())";
        let output = python.args(["-c", query]).arg(receipts).output().unwrap();
        let shown = String::from_utf8_lossy(&output.stdout);
        let wanted = format!("[('DECIMAL(19,{decimals})', Decimal('{amount}'))]\n");
        assert_eq!(shown, wanted, "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_dictionary_is_of_the_code() {
    let file = root().join("docs/tables.md");
    let made = tables::dictionary();
    if std::env::var_os("INSTA_UPDATE").is_some_and(|wanted| wanted == "always") {
        fs::write(&file, &made).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == made, "docs/tables.md is stale: INSTA_UPDATE=always with this test renews it");
}

#[test]
fn names_are_such_as_every_engine_takes_and_every_column_is_explained() {
    // Words that some engine of SQL keeps for itself and that would need quotes.
    let reserved = ["order", "group", "to", "from", "table", "select", "end", "by", "limit", "user"];
    let plain = |name: &str| name.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_');
    for table in tables::all(None) {
        assert!(plain(table.name), "{}", table.name);
        let mut names: Vec<&str> = vec!["fund", "month"];
        for column in &table.columns {
            let allowed = plain(column.name) || column.name == "inputs_sha256" || column.name == "source_sha256";
            assert!(allowed, "{}.{}", table.name, column.name);
            assert!(!reserved.contains(&column.name), "{}.{}", table.name, column.name);
            assert!(!names.contains(&column.name), "{}.{} stands twice", table.name, column.name);
            assert!(!column.about.is_empty() && !table.about.ends_with('.'), "{}.{}", table.name, column.name);
            names.push(column.name);
        }
        assert!(table.key.iter().all(|key| names.contains(key)), "{}: {:?}", table.name, table.key);
    }
    let own: Vec<&str> =
        tables::all(None).iter().filter(|table| table.holds == Holds::OwnFacts).map(|table| table.name).collect();
    assert_eq!(own, ["entries", "charged"], "every other table is a state");
}
