//! Reconciliation against truth from outside: published figures of real funds, counted here once more by themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use poolfund::domain::facts::{FinanceDonor, FinanceKind, FinanceLine};
use poolfund::domain::{Currency, DonorCode, Money, Period};
use poolfund::ledger::RateTable;
use poolfund::reconcile::{Cause, Difference, Evidence, Line, OurParties, Reconciliation, Rules, compare, their_lines};
use rust_decimal::Decimal;

use crate::builder::{day, finance};
use crate::support::real_data;

/// The rows of a CSV file, by heading.
fn rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read(path).unwrap();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
    let mut reader = csv::Reader::from_reader(text);
    let headings = reader.headers().unwrap().clone();
    let row = |record: csv::StringRecord| {
        headings.iter().zip(record.iter()).map(|(heading, text)| (heading.to_owned(), text.to_owned())).collect()
    };
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// An amount of the text, which may be written as `1.99E+7` and with float noise, in cents.
fn cents_of(text: &str) -> i64 {
    let amount = if text.contains(['E', 'e']) { Decimal::from_scientific(text) } else { text.parse() };
    Money::from_decimal(amount.unwrap_or_default(), 2).unwrap().minor()
}

fn no_rates() -> RateTable {
    RateTable::new(&[], Currency::USD)
}

/// A donor and a year.
type DonorYear = (String, i32);

/// CERF's contributions line by line, and what an older extract gave as totals by donor and year.
struct Cerf {
    said: Reconciliation,
    newer: BTreeMap<DonorYear, i64>,
    lines: BTreeMap<DonorYear, usize>,
    older: BTreeMap<DonorYear, i64>,
}

fn cerf(trimmed: bool) -> Option<Cerf> {
    let contributions = rows(&real_data("cerf-history/contributions.csv")?);
    let totals = rows(&real_data("cerf-history/donor_years_2020.csv")?);
    let name = |text: &str| if trimmed { text.trim().to_owned() } else { text.to_owned() };
    let (mut newer, mut lines, mut older) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut ours = Vec::new();
    for row in &contributions {
        let key = (name(&row["donor"]), row["year"].parse().unwrap());
        let received = cents_of(&row["donorreceived"]);
        let date = day(&format!("{}-07-01", key.1));
        let mut line = Line::new(FinanceKind::Deposit, &row["contributionCode"], date, Money::from_minor(received));
        line.edit(|said| said.donor = Some(DonorCode::new(&key.0)));
        ours.push(line);
        *newer.entry(key.clone()).or_default() += received;
        *lines.entry(key).or_default() += 1;
    }
    let donors: BTreeSet<DonorCode> = newer.keys().map(|(donor, _)| DonorCode::new(donor)).collect();
    let mut extract = Vec::new();
    for (place, row) in totals.iter().enumerate() {
        let key: DonorYear = (name(&row["GMSDonorName"]), row["FiscalYear"].parse().unwrap());
        let paid = cents_of(&row["PaidAmt"]);
        let code = donors.get(&DonorCode::new(&key.0)).cloned();
        let date = format!("{}-12-31", key.1);
        let line = finance(&format!("T{place}"), FinanceKind::Deposit, &date, Money::from_minor(paid));
        let donor = Some(Box::new(FinanceDonor { written: key.0.clone(), code }));
        extract.push(Arc::new(FinanceLine { donor, total_of: Period::parse(&key.1.to_string()), ..line }));
        *older.entry(key).or_default() += paid;
    }
    let parties =
        OurParties { donors: donors.iter().map(|code| (code, code.as_str())).collect(), ..OurParties::default() };
    let theirs = their_lines(&extract, &ours, &parties, &no_rates()).unwrap();
    let said = compare(ours, theirs, Rules { rates: &no_rates(), usual_charges: &[], closes: &[] }, day("2028-12-31"));
    Some(Cerf { said, newer, lines, older })
}

/// The donor, as written there if it is a stranger, and the year of a group.
fn key_of(said: &Reconciliation, ours: &[u32], theirs: &[u32]) -> DonorYear {
    let theirs = theirs.first().map(|line| &said.theirs[*line as usize]);
    let line = theirs.or_else(|| ours.first().map(|line| &said.ours[*line as usize])).unwrap();
    let stranger = line.stranger().map(|stranger| stranger.name.clone());
    let donor = stranger.or_else(|| line.donor().map(|donor| donor.to_string())).unwrap();
    (donor, line.date.format("%Y").to_string().parse().unwrap())
}

fn sum(lines: &[Line], places: &[u32]) -> i64 {
    places.iter().map(|place| lines[*place as usize].amount.minor()).sum()
}

#[test]
fn cerf_as_published_twice_is_accounted_for_key_by_key() {
    for (trimmed, shared_keys, equal_keys) in [(false, 1_069, 1_036), (true, 1_070, 1_037)] {
        let Some(cerf) = cerf(trimmed) else { return };
        // What is known of the two files by counting them.
        assert_eq!((cerf.newer.len(), cerf.older.len()), (1_470, 1_085));
        let shared: Vec<&DonorYear> = cerf.older.keys().filter(|key| cerf.newer.contains_key(*key)).collect();
        assert_eq!(shared.len(), shared_keys);
        assert_eq!(shared.iter().filter(|key| cerf.newer[**key] == cerf.older[**key]).count(), equal_keys);
        if !trimmed {
            assert_eq!(shared.iter().filter(|key| cerf.lines[**key] > 1).count(), 160);
            assert_eq!(cerf.older.len() - shared.len(), 16);
        }
        let matched: BTreeMap<DonorYear, i64> = cerf
            .said
            .matches
            .iter()
            .map(|found| (key_of(&cerf.said, &found.ours, &found.theirs), sum(&cerf.said.ours, &found.ours)))
            .collect();
        let differing: BTreeMap<DonorYear, &Difference> = cerf
            .said
            .differences
            .iter()
            .map(|difference| (key_of(&cerf.said, &difference.ours, &difference.theirs), difference))
            .collect();
        assert_eq!(matched.len() + differing.len(), cerf.said.matches.len() + cerf.said.differences.len());
        for key in &shared {
            let (newer, older) = (cerf.newer[*key], cerf.older[*key]);
            match newer == older {
                true => assert_eq!(matched.get(*key), Some(&newer), "{key:?} agrees {:?}", differing.get(*key)),
                false => assert_eq!(differing[*key].amount.minor(), newer - older, "{key:?} differs"),
            }
        }
        only_older(&cerf, &matched, &differing);
        only_newer(&cerf, &matched, &differing);
    }
}

/// Keys of the older file alone: spelling variants are the same donor under another name, the rest are nothing.
fn only_older(cerf: &Cerf, matched: &BTreeMap<DonorYear, i64>, differing: &BTreeMap<DonorYear, &Difference>) {
    for (key, amount) in cerf.older.iter().filter(|(key, _)| !cerf.newer.contains_key(*key)) {
        match differing.get(key) {
            Some(difference) => {
                assert_eq!(difference.cause(), Cause::Donor, "{key:?} is a spelling");
                assert_eq!(difference.amount, Money::ZERO, "{key:?}: the money is the same");
                assert_eq!(difference.findings[0].evidence, Evidence::Stranger(key.0.clone()));
                assert_eq!(sum(&cerf.said.ours, &difference.ours), *amount);
            }
            None => assert_eq!((*amount, matched.get(key)), (0, Some(&0)), "{key:?} is nothing on both sides"),
        }
    }
}

/// Keys of the newer file alone: missing there, or outside the years of the older one, which is said.
fn only_newer(cerf: &Cerf, matched: &BTreeMap<DonorYear, i64>, differing: &BTreeMap<DonorYear, &Difference>) {
    let named: BTreeSet<u32> = differing.values().flat_map(|difference| difference.ours.iter().copied()).collect();
    let years: BTreeSet<i32> = cerf.older.keys().map(|(_, year)| *year).collect();
    let mut not_compared = 0;
    for (key, amount) in cerf.newer.iter().filter(|(key, _)| !cerf.older.contains_key(*key)) {
        if !years.contains(&key.1) {
            not_compared += amount;
            continue;
        }
        let places = (0..).zip(&cerf.said.ours).filter(|(_, line)| line.donor() == Some(&DonorCode::new(&key.0)));
        let mut of_year = places.filter(|(_, line)| line.date == day(&format!("{}-07-01", key.1)));
        let found = of_year.all(|(place, _)| named.contains(&place));
        match differing.get(key) {
            Some(missing) => assert_eq!((missing.cause(), missing.amount.minor()), (Cause::MissingThere, *amount)),
            None => assert!(matched.get(key) == Some(&0) || found, "{key:?} is nothing, or under another spelling"),
        }
    }
    let said: i64 = cerf.said.compared.values().map(|compared| compared.not_compared.sum.minor()).sum();
    assert_eq!(said, not_compared, "what was not compared is said to the cent");
}

#[test]
fn every_residue_between_cbpf_budgets_and_their_splits_is_named() {
    for (year, unexplained) in [(2018, 0), (2019, 5)] {
        let Some(projects) = real_data(&format!("cbpf/ProjectSummaryV2_{year}.csv")) else { return };
        let Some(splits) = real_data(&format!("cbpf/ProjectSummaryAggV2_{year}.csv")) else { return };
        let (mut budgets, mut sums) = (BTreeMap::new(), BTreeMap::new());
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        let date = day(&format!("{year}-12-31"));
        let line = |project: &str, number: String, amount: i64| {
            let mut line = Line::new(FinanceKind::Budget, &number, date, Money::from_minor(amount));
            line.edit(|said| said.project = Some(project.to_owned()));
            line
        };
        for row in rows(&projects) {
            let budget = cents_of(&row["PrgBdg"]);
            ours.push(line(&row["PrjCode"], row["PrjCode"].clone(), budget));
            budgets.insert(row["PrjCode"].clone(), budget);
        }
        for (place, row) in rows(&splits).iter().enumerate() {
            for part in row["AdmLocClustBdg1"].split("|||").flat_map(|parts| parts.split("##")) {
                theirs.push(line(&row["PrjCode"], format!("row {place}"), cents_of(part)));
                *sums.entry(row["PrjCode"].clone()).or_insert(0) += cents_of(part);
            }
        }
        let said = compare(ours, theirs, Rules { rates: &no_rates(), usual_charges: &[], closes: &[] }, date);
        let mut named = BTreeMap::new();
        for difference in &said.differences {
            let project = said.ours[difference.ours[0] as usize].project().unwrap().to_owned();
            assert!(named.insert(project, difference.amount.minor()).is_none(), "one difference a project");
        }
        let residues: BTreeMap<String, i64> = budgets
            .iter()
            .map(|(project, budget)| (project.clone(), budget - sums[project]))
            .filter(|(_, residue)| *residue != 0)
            .collect();
        assert_eq!(named, residues, "{year}: every residue, to the cent");
        for difference in &said.differences {
            match difference.cause() {
                Cause::Rounding => assert!(difference.amount.minor().abs() <= 500, "{difference:?}"),
                Cause::Unexplained => {
                    let share = &difference.findings[0].evidence;
                    assert!(matches!(share, Evidence::ShareOf(_)), "the percentages do not make a whole: {share:?}");
                }
                other => panic!("{other:?} is no cause of a residue: {difference:?}"),
            }
        }
        let loud = said.differences.iter().filter(|difference| difference.cause() == Cause::Unexplained).count();
        assert_eq!(loud, unexplained, "{year}");
    }
}
