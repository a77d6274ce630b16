//! The files for IATI: `bench_iati FOLDER [ACTIVITIES]` computes a fund of (without a number) 10,000 cells with four lines
//! of expenditure each, writes its files into the folder, an activity a cell, and prints the seconds and by how much
//! memory grew while they were written, as JSON. `benches/peers/iati_peer.py` writes the same with lxml.

#![allow(
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "a benchmark stops where it fails and prints what it finds"
)]

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use chrono::{Days, NaiveDate};
use poolfund::config;
use poolfund::domain::facts::{
    Agreement, AgreementStage, Donor, Expenditure, ExpenditureCategory, ExpenditureType, Facts, Priority, Receipt,
    ReceiptKind,
};
use poolfund::domain::geography::alpha2_codes;
use poolfund::domain::{
    AgreementRef, Currency, DonorCode, Earmark, EarmarkCategory, GeographyCode, Money, Names, OriginalAmount, Period,
    ProjectNumber, Source, Target, ThemeCode, Weight,
};
use poolfund::iati::{LARGEST_FILE, publish};
use poolfund::month::{self, Inputs};
use rust_decimal::Decimal;

const AGREEMENTS: i64 = 20;
const LINES: u64 = 4;
const NEED: i64 = 10_000;

const SETTINGS: &str = r#"
[fund]
name = "Benchmark fund"
code = "BENCH"
base_currency = "USD"
period = "2021-2025"
[programme]
budget = "0"
own_resources = "0"
ongoing_projects = "0"
gap = "0"
[iati]
prefix = "XI-IATI-BENCH-FUND"
description = "A fund for measuring."
children = "cell"
aid_type = "B032"
modalities = { 1 = "C" }
[iati.organisation]
identifier = "XI-IATI-BENCH"
name = "Organisation"
type = "40"
[iati.contact]
email = "fund@organisation.example"
"#;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = arguments.first().expect("the folder to write to");
    let cells = arguments.get(1).map_or(10_000, |number| number.parse().expect("a number of activities"));
    let places: Vec<GeographyCode> = alpha2_codes().into_keys().collect();
    let themes = 1 + cells / places.len();
    let mut settings = SETTINGS.to_owned();
    for theme in 0..themes {
        let _ = write!(settings, "[[theme]]\ncode = \"T{theme}\"\nname = \"Theme {theme}\"\nsector = \"16010\"\n");
    }
    let fund = config::parse(&settings, "fund.toml").expect("settings");
    let start = Instant::now();
    let facts = facts(&places, cells);
    let figures =
        month::compute(Inputs { fund, facts, as_of: day(1_764), before: None }).expect("the figures of a month");
    let computed = start.elapsed().as_secs_f64();
    let before = memory("VmRSS:");
    // From here on the system's mark of the most memory begins anew.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = Instant::now();
    let published = publish(&figures, Path::new(folder), LARGEST_FILE).expect("files");
    let seconds = start.elapsed().as_secs_f64();
    let grown = memory("VmHWM:").zip(before).map(|(most, before)| most.saturating_sub(before));
    let bytes: u64 =
        published.files.iter().filter_map(|file| Path::new(folder).join(file).metadata().ok()).map(|of| of.len()).sum();
    let shown = serde_json::json!({
        "activities": published.activities,
        "files": published.files.len(),
        "bytes": bytes,
        "seconds": seconds,
        "memory_grew_kib": grown,
        "computed_seconds": computed,
    });
    println!("{shown}");
}

/// A line of what the system says about this process, in KiB.
fn memory(line: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let found = status.lines().find_map(|text| text.strip_prefix(line))?;
    found.split_whitespace().next()?.parse().ok()
}

fn day(after: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2021, 1, 1).expect("a day") + Days::new(after)
}

fn dollars(amount: i64) -> OriginalAmount {
    OriginalAmount { amount: Decimal::from(amount), currency: Currency::USD }
}

fn facts(places: &[GeographyCode], cells: usize) -> Facts {
    let period = Period::parse("2021-2025").expect("a period");
    let mut facts = Facts { donors: vec![donor()], ..Facts::default() };
    for number in 0..AGREEMENTS {
        let reference = AgreementRef::new(&format!("D-{number:03}"));
        facts.receipts.push(receipt(&reference, NEED * i64::try_from(cells).expect("a number") / AGREEMENTS));
        facts.agreements.push(agreement(reference));
    }
    for cell in 0..cells {
        let place = &places[cell % places.len()];
        let theme = ThemeCode::new(&format!("T{}", cell / places.len()));
        let need = Money::from_minor(NEED * 100);
        facts.priorities.push(Priority {
            geography: place.clone(),
            theme: theme.clone(),
            period,
            valid_from: None,
            need,
            weight: Weight::ONE,
            floor: Money::ZERO,
            ceiling: need,
            outside: Money::ZERO,
            notes: None,
            source: Source::default(),
        });
        for line in 0..LINES {
            facts.expenditure.push(Arc::new(Expenditure {
                date: day(400 + 300 * line + cell as u64 % 300),
                project: ProjectNumber::new("P"),
                geography: place.clone(),
                theme: theme.clone(),
                category: ExpenditureCategory::Staff,
                amount: dollars(1_000),
                base_amount: None,
                agreement: None,
                obligation: None,
                expenditure_type: ExpenditureType::Expenditure,
                document: None,
                description: None,
                source: Source::default(),
            }));
        }
    }
    facts
}

fn donor() -> Donor {
    Donor {
        code: DonorCode::new("D"),
        name: "Donor".to_owned(),
        names: Names::default(),
        donor_type: None,
        country: None,
        language: None,
        contact: None,
        contacts: Names::default(),
        email: None,
        visibility: None,
        reporting: None,
        interests: Vec::new(),
        source: Source::default(),
    }
}

fn agreement(reference: AgreementRef) -> Agreement {
    let everywhere = Target { geography: GeographyCode::new("WORLD"), theme: ThemeCode::new("ALL") };
    Agreement {
        reference,
        donor: DonorCode::new("D"),
        stage: AgreementStage::Signed,
        signed_on: day(0),
        amount: dollars(1_000_000_000),
        earmark: Earmark {
            category: EarmarkCategory::Unearmarked,
            include: vec![everywhere],
            exclude: vec![],
            window: None,
            limits: vec![],
        },
        eligible_from: None,
        funding_source: None,
        fee_rate: None,
        support_rate: None,
        levy: None,
        donor_reference: None,
        title: None,
        titles: Names::default(),
        notes: None,
        source: Source::default(),
    }
}

fn receipt(agreement: &AgreementRef, amount: i64) -> Receipt {
    Receipt {
        number: format!("R-{agreement}"),
        agreement: Some(agreement.clone()),
        to_agreement: None,
        date: day(31),
        kind: ReceiptKind::Deposit,
        amount: dollars(amount),
        base_amount: None,
        notes: None,
        source: Source::default(),
    }
}
