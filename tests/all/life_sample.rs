//! The sample and the country-based pooled funds of 2019 against the independent replay, through all their months.

use std::fs;
use std::path::Path;
use std::process::Command;

use chrono::NaiveDate;
use poolfund::attribute::run::Before;
use poolfund::attribute::run::input;
use poolfund::config::Fund;
use poolfund::domain::Month;
use poolfund::domain::facts::Facts;
use poolfund::intake::{self, Options, settings};
use poolfund::ledger::Ledger;
use serde_json::{Value, json};

use crate::builder::day;
use crate::cbpf;
use crate::sheets::isolated;
use crate::support::{program, real_data, root};

pub fn read(folder: &Path) -> (Fund, Facts) {
    let inputs = folder.join("inputs");
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::of(&fund) };
    let read = intake::read_with(&inputs, &fund, &options, None);
    assert!(!read.has_errors());
    (fund, read.facts)
}

/// Holds the program's answer to runs of a fund against the replay's: the days on which it is run, and whether the month is
/// closed after it. What counts later does not count before its day.
fn agree((fund, facts): (&Fund, &Facts), days: &[(NaiveDate, bool)]) {
    let Some(_) = program("python3") else { return };
    let last = days.last().unwrap().0;
    let ledger = Ledger::build(facts, fund, last).unwrap();
    let run = input::run(fund, facts, &ledger, &ledger.spending, &Before::default());
    let run = serde_json::to_value(&run).unwrap();
    let made = |(day, close): &(NaiveDate, bool)| {
        let mut made = run.clone();
        made["as_of"] = json!(day);
        made["close"] = json!(close);
        made
    };
    let runs: Vec<Value> = days.iter().map(made).collect();
    let folder = tempfile::tempdir().unwrap();
    let (documents, answered) = (folder.path().join("documents.jsonl"), folder.path().join("answers.jsonl"));
    fs::write(&documents, json!({ "name": "fund", "runs": runs }).to_string()).unwrap();
    let engine = Command::new(env!("CARGO_BIN_EXE_poolfund"))
        .arg("replay")
        .stdin(fs::File::open(&documents).unwrap())
        .output()
        .unwrap();
    assert!(engine.status.success(), "{}", String::from_utf8_lossy(&engine.stderr));
    fs::write(&answered, &engine.stdout).unwrap();
    let mut python = Command::new("python3");
    python.current_dir(root().join("tests/oracle")).env("PYTHONDONTWRITEBYTECODE", "1");
    let compared = python.arg("compare_replay.py").args([&documents, &answered]).output().unwrap();
    let shown = String::from_utf8_lossy(&compared.stdout);
    assert!(compared.status.success(), "{shown}{}", String::from_utf8_lossy(&compared.stderr));
    assert!(shown.contains("1 of 1"), "{shown}");
}

#[test]
fn the_sample_agrees_with_the_replay_over_58_months_with_three_closes() {
    let (fund, facts) = read(root());
    let months = std::iter::successors(Month::parse("2021-01"), |month| Some(month.next())).take(58);
    let closed = ["2022-06", "2023-12", "2025-03"].map(|name| Month::parse(name).unwrap());
    let days: Vec<(NaiveDate, bool)> = months.map(|month| (month.last_day(), closed.contains(&month))).collect();
    assert_eq!(days.last().unwrap().0, day("2025-10-31"));
    agree((&fund, &facts), &days);
}

#[test]
fn the_country_based_pooled_funds_agree_with_the_replay() {
    let Some(source) = real_data("cbpf") else { return };
    let folder = tempfile::tempdir().unwrap();
    cbpf::write(&source, folder.path()).unwrap();
    let (fund, facts) = read(folder.path());
    agree((&fund, &facts), &[(day("2019-12-31"), false)]);
}
