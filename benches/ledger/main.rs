//! Times the ledger: `bench_ledger FOLDER FACTS...` appends so many facts, 200,000 at a time, into a ledger in a folder of
//! its own, opens it again and adds all amounts up by kind and currency. Prints a JSON line for each: seconds of the
//! first 200,000, of all, of opening and balancing, the file's size, and the most memory so far.

#![allow(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a benchmark stops where it fails and prints what it finds"
)]

use std::path::PathBuf;
use std::time::Instant;

use poolfund::domain::facts::{Expenditure, ExpenditureCategory, ExpenditureType, Facts};
use poolfund::domain::{Currency, GeographyCode, OriginalAmount, ProjectNumber, Source, ThemeCode};
use poolfund::ledger::store::{Batch, Detail, EventKind, NewEvent, Recorder, Sqlite, Store};
use rust_decimal::Decimal;

/// Facts in one import.
const IMPORT: usize = 200_000;
const CURRENCIES: [&str; 5] = ["USD", "EUR", "CHF", "GBP", "SEK"];

/// The most memory this process has held, in MiB, where the system says.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn fact(number: usize, import: usize) -> Expenditure {
    let place = import * IMPORT + number;
    let (year, month, day) = (2021 + place % 5, place / 7 % 12 + 1, place / 11 % 28 + 1);
    let currency = Currency::parse(CURRENCIES[place % CURRENCIES.len()]).expect("a currency");
    let amount = Decimal::new((place % 999_983) as i64 + 1, 2);
    Expenditure {
        date: format!("{year}-{month:02}-{day:02}").parse().expect("a date"),
        project: ProjectNumber::from(format!("PRJ-{}", place % 300)),
        geography: GeographyCode::new("TGO"),
        theme: ThemeCode::new("T02"),
        category: ExpenditureCategory::Staff,
        amount: OriginalAmount { currency, amount },
        base_amount: None,
        agreement: None,
        obligation: None,
        expenditure_type: ExpenditureType::Expenditure,
        document: Some(format!("V-{place}")),
        description: None,
        source: Source { row: number as u32 + 2, ..Source::default() },
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().expect("a folder"));
    for facts in arguments.map(|facts| facts.parse::<usize>().expect("a number of facts")) {
        let folder = folder.join(facts.to_string());
        std::fs::create_dir_all(&folder).expect("a folder of its own");
        let recorder = Recorder { at: "2025-11-01T08:00:00Z".to_owned(), by: "bench".to_owned() };
        let (mut append, mut first) = (0.0, 0.0);
        let before = peak();
        let mut store = Sqlite::open(&folder).expect("a ledger");
        for import in 0..facts.div_ceil(IMPORT) {
            let lines = (0..IMPORT.min(facts - import * IMPORT)).map(|number| fact(number, import).into());
            let facts = Facts { expenditure: lines.collect(), ..Facts::default() };
            let payload = format!("\"import {import}\"");
            let event = NewEvent { kind: EventKind::Import, period: None, payload, detail: Detail::Facts(facts) };
            let start = Instant::now();
            let head = store.head().expect("a head");
            store.append(&head, Batch { events: vec![event], files: Vec::new() }, &recorder).expect("an import");
            append += start.elapsed().as_secs_f64();
            if import == 0 {
                first = append;
            }
        }
        drop(store);
        let written = peak();
        let start = Instant::now();
        let store = Sqlite::open(&folder).expect("the ledger again");
        let balances = store.balances().expect("balances");
        let balanced = start.elapsed().as_secs_f64();
        let counted: i64 = balances.iter().map(|balance| balance.lines).sum();
        assert_eq!(counted, facts as i64, "no fact is missing");
        let bytes = std::fs::metadata(Sqlite::path(&folder)).map_or(0, |file| file.len());
        let line = serde_json::json!({
            "facts": facts,
            "first_import_seconds": first,
            "append_seconds": append,
            "open_and_balance_seconds": balanced,
            "file_mib": bytes >> 20,
            "peak_before_mib": before,
            "peak_written_mib": written,
            "peak_mib": peak(),
        });
        println!("{line}");
        drop(store);
        std::fs::remove_dir_all(&folder).expect("the folder is the benchmark's own");
    }
}
