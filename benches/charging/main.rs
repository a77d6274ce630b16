//! Charging through time: `bench_charging [LINES]` lives through 60 months of a fund of 600 agreements, 1,000 cells and
//! (without a number) 200,000 lines, with the allocation left out, and prints the seconds and what came of it as JSON.
//! `bench_charging --write FOLDER` writes the same fund as tables for a peer: `benches/peers/charging_peer.py`.

#![allow(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a benchmark stops where it fails and prints what it finds"
)]

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use chrono::{Days, Months, NaiveDate};
use poolfund::allocate::Allocation;
use poolfund::allocate::instance::{NodeSpec, PeriodSpec, Spread};
use poolfund::attribute::live;
use poolfund::attribute::run::{
    Agreement, Before, Cell, Cost, Flow, FundEnd, FundRules, InterestUse, Mode, Need, Receipt, Run, SupportCost, Terms,
};
use poolfund::domain::{AgreementRef, CellId, DonorCode, Money, Percent};

const AGREEMENTS: u64 = 600;
const PLACES: u64 = 50;
const THEMES: u64 = 20;
const DAYS: u64 = 1_826;

/// A linear congruential generator (Knuth's MMIX constants).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["--write", folder] => write(&fund(200_000), Path::new(folder)),
        [] => time(&fund(200_000)),
        [lines] => time(&fund(lines.parse().expect("a number of lines"))),
        _ => println!("[LINES], or --write FOLDER"),
    }
}

/// Charges every line, and says how long that took.
fn time(run: &Run<'_>) {
    let before = Before::default();
    let start = Instant::now();
    let life = live(run, &before, &[], &|_| Ok(Allocation::default())).expect("a life");
    let seconds = start.elapsed().as_secs_f64();
    let pending: Money = life.pending.iter().map(|pending| pending.amount).sum();
    let shown = serde_json::json!({
        "lines": run.costs.len(),
        "seconds": seconds,
        "entries": life.entries.len(),
        "charges": life.charges.len(),
        "charged_minor": life.certificate.charged.minor(),
        "most_minor": life.certificate.most.minor(),
        "pending_minor": pending.minor(),
    });
    println!("{shown}");
}

fn start() -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 1, 1).expect("a day")
}

fn nodes(root: &str, prefix: &str, count: u64, groups: u64) -> Vec<NodeSpec> {
    let node = |code: String, parent: Option<String>| NodeSpec { code, parent, also_in: Vec::new() };
    let above = (0..groups).map(|group| node(format!("{prefix}G{group}"), Some(root.to_owned())));
    let leaves = (0..count).map(|leaf| node(format!("{prefix}{leaf}"), Some(format!("{prefix}G{}", leaf % groups))));
    std::iter::once(node(root.to_owned(), None)).chain(above).chain(leaves).collect()
}

fn fund(lines: u64) -> Run<'static> {
    let mut random = Random(20_251_125);
    let last = start() + Days::new(DAYS - 1);
    let agreements: Vec<Agreement> = (0..AGREEMENTS).map(|number| agreement(&mut random, number)).collect();
    let mut receipts = Vec::new();
    for agreement in &agreements {
        for number in 0..32 {
            let date = agreement.terms[0].from + Days::new(random.below(600));
            let kind = if number % 16 == 15 { Flow::Refund } else { Flow::Deposit };
            let base =
                Money::from_minor(100_000 + 10_000 * random.below(if number % 16 == 15 { 5 } else { 60 }) as i64);
            receipts.push(Receipt {
                number: format!("{}/{number}", agreement.reference),
                kind,
                agreement: Some(agreement.reference.clone()),
                to_agreement: None,
                date,
                base,
            });
        }
    }
    let cells = (0..PLACES * THEMES).map(|number| cell(&mut random, number)).collect();
    let costs = (0..lines).map(|number| cost(&mut random, number)).collect();
    Run {
        as_of: last,
        fund: FundRules {
            from: start(),
            ends: vec![FundEnd { effective: None, to: last + Months::new(12) }],
            support_cost: SupportCost::Computed,
            interest: InterestUse::Held,
            country_share_ppm: None,
            mode: Mode::Automatic,
            spread: Spread::Few,
            minimum: Money::ZERO,
        },
        geographies: nodes("WORLD", "P", PLACES, 8),
        themes: nodes("ALL", "T", THEMES, 3),
        groups: vec![],
        agreements,
        receipts,
        cells,
        costs,
        obligations: vec![],
        openings: vec![],
        decisions: vec![],
    }
}

fn agreement(random: &mut Random, number: u64) -> Agreement {
    let from = start() + Days::new(random.below(900));
    let place = match random.below(10) {
        0 => "WORLD".to_owned(),
        1..=4 => format!("PG{}", random.below(8)),
        _ => format!("P{}", random.below(PLACES)),
    };
    let theme = if random.below(3) == 0 { format!("T{}", random.below(THEMES)) } else { "ALL".to_owned() };
    let rate = |text: &str| Percent::parse(text).expect("a rate");
    let terms = Terms {
        effective: None,
        from,
        to: Some(from + Days::new(365 + random.below(900))),
        fee: rate("0.01"),
        levy: rate("0"),
        support: rate("0.13"),
        category: 1,
        include: vec![(place, theme)],
        exclude: vec![],
        limits: vec![],
    };
    let donor = DonorCode::new(&format!("D{}", number % 30));
    Agreement { reference: AgreementRef::new(&format!("A{number:04}")), donor, terms: vec![terms] }
}

fn cell(random: &mut Random, number: u64) -> Cell {
    let (place, theme) = (number / THEMES, number % THEMES);
    let need = Money::from_minor(40_000_000 + 100 * random.below(400_000) as i64);
    Cell {
        id: CellId::new(&format!("P{place}/T{theme}")),
        geography: format!("P{place}"),
        theme: format!("T{theme}"),
        period: PeriodSpec { from: start(), to: start() + Days::new(DAYS) },
        country: true,
        versions: vec![Need {
            valid_from: None,
            need,
            weight_milli: 1_000,
            floor: Money::ZERO,
            ceiling: need,
            outside: Money::ZERO,
        }],
    }
}

fn cost(random: &mut Random, number: u64) -> Cost<'static> {
    let (place, theme) = (random.below(PLACES), random.below(THEMES));
    let named = (random.below(20) == 0).then(|| format!("A{:04}", random.below(AGREEMENTS)));
    let sign = if random.below(50) == 0 { -1 } else { 1 };
    Cost {
        id: Cow::Owned(format!("C{number}")),
        date: start() + Days::new(random.below(DAYS)),
        document: Cow::Owned(format!("D{}", random.below(90_000))),
        project: Cow::Owned(format!("P{}", random.below(400))),
        category: Cow::Borrowed("travel"),
        cell: Some(CellId::from(format!("P{place}/T{theme}"))),
        geography: None,
        theme: None,
        agreement: named.map(Cow::Owned),
        obligation: None,
        base: Money::from_minor(sign * (500 + random.below(200_000) as i64)),
    }
}

/// The fund as tables: agreements, receipts, cells, and costs.
fn write(run: &Run<'_>, folder: &Path) {
    let mut agreements = "agreement,donor,geography,theme,from,to,fee,support\n".to_owned();
    for agreement in &run.agreements {
        let terms = &agreement.terms[0];
        let (place, theme) = &terms.include[0];
        let to = terms.to.expect("an end");
        let (fee, support) = (terms.fee.fraction(), terms.support.fraction());
        writeln!(
            agreements,
            "{},{},{place},{theme},{},{to},{fee},{support}",
            agreement.reference, agreement.donor, terms.from
        )
        .expect("text");
    }
    let mut receipts = "agreement,date,minor\n".to_owned();
    for receipt in &run.receipts {
        let sign = if receipt.kind == Flow::Refund { -1 } else { 1 };
        let agreement = receipt.agreement.as_ref().expect("an agreement");
        writeln!(receipts, "{agreement},{},{}", receipt.date, sign * receipt.base.minor()).expect("text");
    }
    let mut cells = "cell,geography,theme,ceiling_minor\n".to_owned();
    for cell in &run.cells {
        let ceiling = cell.versions[0].ceiling.minor();
        writeln!(cells, "{},{},{},{ceiling}", cell.id, cell.geography, cell.theme).expect("text");
    }
    let mut costs = "id,date,document,project,cell,agreement,minor\n".to_owned();
    for cost in &run.costs {
        let (cell, named) = (cost.cell_code().unwrap_or(""), cost.agreement.as_deref().unwrap_or(""));
        let Cost { id, date, document, project, base, .. } = cost;
        writeln!(costs, "{id},{date},{document},{project},{cell},{named},{}", base.minor()).expect("text");
    }
    std::fs::create_dir_all(folder).expect("the folder");
    for (name, table) in [("agreements", agreements), ("receipts", receipts), ("cells", cells), ("costs", costs)] {
        std::fs::write(folder.join(format!("{name}.csv")), table).expect("a file");
    }
}
