//! Matching alone, for the benchmark beside a peer: `bench_reconcile write LINES MODE FOLDER` writes `ours.csv` and
//! `theirs.csv`, the same for a size and a mode; `bench_reconcile run FOLDER` reads them, matches, and prints a JSON line:
//! milliseconds of matching, how many lines matched, and how many differences there are. `benches/reconcile.py` runs it.
//!
//! Modes: `numbers` (finance keeps our numbers), `references` (numbers of its own, our projects), `neither`. Beside them shapes
//! that invite comparing everything with everything: `voucher` (one number a month on both sides), `recurring` (fifty amounts),
//! `taken-back` (those, and finance takes back four in ten), `rate` (all of finance's amounts at another rate).

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops where it fails and prints what it finds"
)]

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use poolfund::domain::facts::{FinanceKind, FinanceLine};
use poolfund::domain::{Currency, GeographyCode, Money, Source, ThemeCode};
use poolfund::ledger::RateTable;
use poolfund::reconcile::{Line, OurParties, Rules, Written, compare, their_lines};
use serde_json::json;

/// A line as it stands in the files.
#[derive(serde::Serialize, serde::Deserialize, Clone)]
struct Row {
    number: String,
    date: NaiveDate,
    project: String,
    country: String,
    theme: String,
    cents: i64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["write", lines, mode, folder] => write(lines.parse().expect("a number of lines"), mode, Path::new(folder)),
        ["run", folder] => run(Path::new(folder)),
        _ => {
            println!("write LINES MODE FOLDER, or run FOLDER");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Numbers that look random and are always the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11) % limit
    }
}

fn write(lines: u64, mode: &str, folder: &Path) {
    std::fs::create_dir_all(folder).expect("the folder");
    let mut random = Random(88_172_645_463_325_252);
    let first = NaiveDate::from_ymd_opt(2021, 2, 1).expect("a day");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for line in 0..lines {
        let project = random.below(400);
        let round = random.below(8) == 0;
        let date = first + Days::new(random.below(1_700));
        let recurring = 100 * (1 + random.below(50)) as i64;
        let mut row = Row {
            number: if mode == "voucher" { format!("JV-{}", date.format("%Y-%m")) } else { format!("EV-{line:06}") },
            date,
            project: format!("PRJ-{project:03}"),
            country: format!("C{:02}", project % 50),
            theme: format!("T{:02}", project % 16),
            cents: if round { 5_000 * (1 + random.below(200)) } else { 10_000 + random.below(9_000_000) } as i64,
        };
        if matches!(mode, "recurring" | "taken-back") {
            row.cents = recurring;
        }
        theirs.extend(posted(&row, line, mode, &mut random));
        if mode == "taken-back" && random.below(10) < 4 {
            theirs.push(Row { number: format!("{}8", 2_900_000_000 + line), cents: -recurring, ..row.clone() });
        }
        ours.push(row);
    }
    for (name, rows) in [("ours.csv", ours), ("theirs.csv", theirs)] {
        let mut file = csv::Writer::from_path(folder.join(name)).expect("the file");
        rows.iter().for_each(|row| file.serialize(row).expect("a row"));
        file.flush().expect("the file");
    }
}

/// What finance has of a line: one in a hundred is missing, one has another amount, one stands twice, one is in two parts.
fn posted(row: &Row, line: u64, mode: &str, random: &mut Random) -> Vec<Row> {
    let mut posted = Row { date: row.date + Days::new(random.below(4)), ..row.clone() };
    if !matches!(mode, "numbers" | "voucher") {
        posted.number = (1_900_000_000 + line * 3).to_string();
    }
    if !matches!(mode, "numbers" | "voucher" | "references") {
        posted.project.clear();
    }
    if mode == "rate" {
        posted.cents = posted.cents * 92 / 100;
    }
    let other = |cents: i64| Row { number: format!("{}9", 2_900_000_000 + line), cents, ..posted.clone() };
    match random.below(100) {
        0 => Vec::new(),
        1 => vec![Row { cents: posted.cents + 1 + random.below(20_000) as i64, ..posted }],
        2 => vec![posted.clone(), other(posted.cents)],
        3 => {
            let part = posted.cents * (30 + random.below(40) as i64) / 100;
            vec![other(part), Row { cents: posted.cents - part, ..posted }]
        }
        _ => vec![posted],
    }
}

fn rows(path: &Path) -> Vec<Row> {
    let mut file = csv::Reader::from_path(path).expect("the file");
    file.deserialize().map(|row| row.expect("a row")).collect()
}

fn ours(row: Row) -> Line {
    let said = Written {
        number: row.number,
        project: Some(row.project),
        geography: Some(GeographyCode::new(&row.country)),
        theme: Some(ThemeCode::new(&row.theme)),
        ..Written::default()
    };
    Line::written(FinanceKind::Expenditure, row.date, Money::from_minor(row.cents), said)
}

fn theirs(row: Row) -> Arc<FinanceLine> {
    Arc::new(FinanceLine {
        document: row.number,
        kind: FinanceKind::Expenditure,
        date: row.date,
        donor: None,
        reference: Some(row.project).filter(|project| !project.is_empty()),
        geography: Some(GeographyCode::new(&row.country)),
        theme: Some(ThemeCode::new(&row.theme)),
        agreement: None,
        project: None,
        amount: Money::from_minor(row.cents),
        original: None,
        total_of: None,
        source: Source::default(),
    })
}

fn run(folder: &Path) {
    let ours: Vec<Line> = rows(&folder.join("ours.csv")).into_iter().map(ours).collect();
    let extract: Vec<Arc<FinanceLine>> = rows(&folder.join("theirs.csv")).into_iter().map(theirs).collect();
    let as_of = NaiveDate::from_ymd_opt(2025, 10, 31).expect("a day");
    let rates = RateTable::new(&[], Currency::USD);
    let before = Instant::now();
    let theirs = their_lines(&extract, &ours, &OurParties::default(), &rates).expect("a value");
    let said = compare(ours, theirs, Rules { rates: &rates, usual_charges: &[], closes: &[] }, as_of);
    let milliseconds = before.elapsed().as_millis();
    let matched: usize = said.matches.iter().map(|found| found.ours.len()).sum();
    println!("{}", json!({ "ms": milliseconds, "matched": matched, "differences": said.differences.len() }));
}
