//! The allocation against an independent oracle in Python, and its own proofs on real and large instances.

use std::fs;
use std::path::Path;
use std::process::Command;

use poolfund::allocate::verify::verify;
use poolfund::allocate::{Instance, allocate};
use poolfund::config::Spread;
use poolfund::intake::{self, Options, settings};
use poolfund::month::{self, Inputs, last_month};
use tempfile::TempDir;

use crate::sheets::isolated;
use crate::support::{program, real_data, root};

/// A script that runs the engine as the oracle wants it: instances in, results out.
fn engine(folder: &Path) -> String {
    use std::os::unix::fs::PermissionsExt;
    let script = folder.join("solve");
    fs::write(&script, format!("#!/bin/sh\nexec '{}' solve\n", env!("CARGO_BIN_EXE_poolfund"))).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    script.display().to_string()
}

/// Python with what the oracle needs, in the oracle's folder.
fn python() -> Option<Command> {
    let mut probe = program("python3")?;
    if probe.args(["-c", "import scipy, numpy"]).output().is_ok_and(|output| output.status.success()) {
        let mut python = Command::new("python3");
        python.current_dir(root().join("tests/oracle")).env("PYTHONDONTWRITEBYTECODE", "1");
        return Some(python);
    }
    assert!(std::env::var_os("CI").is_none(), "scipy is absent, and in CI nothing is skipped");
    eprintln!("not run: scipy is absent");
    None
}

fn run(arguments: &[&str]) -> Option<String> {
    let output = python()?.args(arguments).output().unwrap();
    let shown = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {shown}");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn compare(instances: &Path) -> Option<String> {
    let folder = TempDir::new().unwrap();
    let failures = folder.path().join("failures").display().to_string();
    let (engine, instances) = (engine(folder.path()), instances.display().to_string());
    run(&["compare.py", &engine, &instances, "--failures", &failures])
}

/// The instance of a line of `generate.py`.
fn instance(line: &str) -> Instance {
    let row: serde_json::Value = serde_json::from_str(line).unwrap();
    serde_json::from_value(row["instance"].clone()).unwrap()
}

#[test]
fn the_oracle_itself_agrees_with_brute_force() {
    run(&["test_oracle.py", "200"]);
}

#[test]
fn five_hundred_random_instances_agree_with_the_oracle() {
    let Some(instances) = run(&["generate.py", "500", "1"]) else { return };
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("instances.jsonl");
    fs::write(&file, &instances).unwrap();
    let Some(shown) = compare(&file) else { return };
    assert!(shown.starts_with("500 passed") && shown.contains(", 0 failed"), "{shown}");
}

#[test]
fn random_instances_agree_with_the_oracle_where_few_and_large_amounts_are_wanted() {
    let Some(instances) = run(&["generate.py", "250", "5"]) else { return };
    let wanted = instances.lines().map(|line| {
        let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
        row["instance"]["spread"] = serde_json::to_value(Spread::Few).unwrap();
        row["instance"]["minimum"] = 500_000.into();
        format!("{row}\n")
    });
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("instances.jsonl");
    fs::write(&file, wanted.collect::<String>()).unwrap();
    let Some(shown) = compare(&file) else { return };
    assert!(shown.starts_with("250 passed") && shown.contains(", 0 failed"), "{shown}");
}

#[test]
fn disagreements_of_the_past_stay_mended() {
    compare(&root().join("tests/oracle/kept.jsonl"));
}

#[test]
fn every_random_result_passes_the_checker() {
    let Some(instances) = run(&["generate.py", "300", "7"]) else { return };
    let mut proved = 0;
    for line in instances.lines() {
        let instance = instance(line);
        if let Ok(allocation) = allocate(&instance) {
            verify(&instance, &allocation).unwrap_or_else(|fault| panic!("{fault}: {line}"));
            proved += 1;
        }
    }
    assert!(proved > 150, "only {proved} instances had a result");
}

#[test]
fn the_checker_finds_a_result_that_was_tampered_with() {
    let inputs = root().join("inputs");
    let mut fund = settings::load(&inputs).unwrap();
    fund.allocation.spread = Spread::Proportional;
    let options = Options { isolation: isolated(), ..Options::of(&fund) };
    let facts = intake::read_with(&inputs, &fund, &options, None).facts;
    let as_of = last_month(&facts, chrono::NaiveDate::MAX).unwrap().month.last_day();
    let found = month::compute(Inputs { fund, facts, as_of, before: None }).unwrap().allocation;
    verify(&found.instance, &found.allocation).unwrap();
    let mut less = found.allocation.clone();
    less.pools[0].cells[0].1 -= 1;
    verify(&found.instance, &less).unwrap_err();
    let mut elsewhere = found.allocation.clone();
    // A hundred cents more for one cell and less for another, in the pool, the cells and so in every sum.
    let pool = elsewhere.pools.iter().position(|pool| pool.cells.len() > 1).unwrap();
    let cells = [elsewhere.pools[pool].cells[0].0, elsewhere.pools[pool].cells[1].0];
    for (place, change) in [(0, 100), (1, -100)] {
        elsewhere.pools[pool].cells[place].1 += change;
        elsewhere.cells[cells[place]].placed += change;
        elsewhere.cells[cells[place]].shortfall -= change;
    }
    verify(&found.instance, &elsewhere).unwrap_err();
    let causes = found.reasons.causes;
    let gap: i64 = found.allocation.cells.iter().map(|cell| cell.shortfall).sum();
    assert_eq!(causes.short_of_money + causes.locked_by_earmarks + causes.locked_by_policy, gap);
}

#[test]
fn the_order_of_lots_and_cells_changes_nothing() {
    let Some(instances) = run(&["generate.py", "60", "11"]) else { return };
    for line in instances.lines() {
        let instance = instance(line);
        let mut turned = instance.clone();
        turned.lots.reverse();
        turned.cells.reverse();
        turned.groups.reverse();
        match (allocate(&instance), allocate(&turned)) {
            (Ok(one), Ok(other)) => {
                assert_eq!((one.placements(), one.lots, one.cells), (other.placements(), other.lots, other.cells));
            }
            (Err(_), Err(_)) => {}
            (one, other) => panic!("{one:?} {other:?}"),
        }
    }
}

#[test]
fn the_country_based_pooled_funds_agree_with_the_oracle() {
    let Some(source) = real_data("cbpf") else { return };
    let Some(instance) = run(&["cbpf.py", &source.display().to_string()]) else { return };
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("cbpf.jsonl");
    let row = format!(r#"{{"name":"cbpf","expect":"answer","tags":[],"instance":{}}}"#, instance.trim());
    fs::write(&file, row).unwrap();
    compare(&file);
}
