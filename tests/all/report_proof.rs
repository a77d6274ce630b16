//! Workbooks prove themselves: a number that somebody changes is noticed by the workbook's own checks.

use std::process::Command;

use serde_json::Value;

use crate::small_fund::files;
use crate::support::{copy_sample, office_python, root};

/// All workbooks, donors' and the fund's own, of the sample fund's month with its annual report, and what changing numbers in them came to.
fn changed(cells: usize, pairs: usize) -> Option<Value> {
    let mut python = office_python()?;
    let folder = tempfile::tempdir().unwrap();
    copy_sample(folder.path());
    let mut run = Command::new(env!("CARGO_BIN_EXE_poolfund"));
    let ran =
        run.current_dir(folder.path()).args(["run", "--as-of", "2025-10-31", "--annual", "2025"]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let reports = files(&folder.path().join("reports/2025-10")).into_iter().map(|(path, _)| path);
    let workbooks = reports.filter(|path| path.extension().is_some_and(|extension| extension == "xlsx"));
    python.arg(root().join("tests/uno/change_cells.py")).args(["--seed", "1", "--cells", &cells.to_string()]);
    python.args(["--pairs", &pairs.to_string()]);
    let said = python.args(workbooks).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    Some(serde_json::from_slice(&said.stdout).unwrap())
}

fn noticed_nearly_all(said: &Value) {
    let (tried, unnoticed) = (said["tried"].as_u64().unwrap(), said["unnoticed"].as_array().unwrap());
    eprintln!("{} files, {} numbers, {tried} changed, {} unnoticed", said["files"], said["cells"], unnoticed.len());
    assert!(unnoticed.len() as u64 * 100 <= tried, "{} of {tried} unnoticed: {unnoticed:#?}", unnoticed.len());
}

#[test]
fn a_changed_number_is_noticed_by_the_workbook() {
    let Some(said) = changed(2_000, 500) else { return };
    assert_eq!((said["tried"].as_u64(), said["files"].as_u64()), (Some(2_000), Some(25)));
    noticed_nearly_all(&said);
    // What is moved from one number to another adds up to the same, but not where each counts by where it stands.
    let moved = said["moved"].as_array().unwrap();
    assert!(moved.len() <= 10, "{} of 500 pairs unnoticed: {moved:#?}", moved.len());
}

#[test]
#[ignore = "every number of the sample's workbooks: some minutes"]
fn every_changed_number_is_noticed_by_the_workbook() {
    let Some(said) = changed(0, 0) else { return };
    assert!(said["tried"].as_u64().unwrap() > 20_000);
    noticed_nearly_all(&said);
}
