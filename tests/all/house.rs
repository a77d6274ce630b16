//! The rules of the house that no compiler checks.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// The journey of the money: a folder may import only those before it.
const ORDER: [&str; 13] = [
    "domain",
    "files",
    "config",
    "intake",
    "ledger",
    "allocate",
    "attribute",
    "gap",
    "reconcile",
    "month",
    "report",
    "books",
    "cli",
];

/// Where cells are read and written: the only places that know floating point.
const FLOAT_FILES: [&str; 3] = ["src/intake/row/number.rs", "src/report/xlsx.rs", "src/report/read_back.rs"];

fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("tests/fuzz/target") {
            continue;
        } else if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
        }
    }
    found.sort();
    found
}

#[test]
fn imports_run_one_way() {
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src")) {
        let Some(folder) = path.components().nth(1) else { continue };
        let folder = folder.as_os_str().to_str().unwrap();
        let Some(place) = ORDER.iter().position(|name| *name == folder) else { continue };
        for later in &ORDER[place + 1..] {
            if text.contains(&format!("crate::{later}")) {
                wrong.push(format!("{} imports {later}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn floating_point_stays_at_the_border() {
    let files = sources(&root().join("src"));
    let outside = files.iter().filter(|(path, _)| !FLOAT_FILES.iter().any(|border| path == Path::new(border)));
    let wrong: Vec<_> = outside
        .filter(|(_, text)| text.lines().any(|line| code_of(line).contains("f64") || code_of(line).contains("f32")))
        .map(|(path, _)| path.display().to_string())
        .collect();
    assert!(wrong.is_empty(), "f64 in {}", wrong.join(", "));
}

#[test]
fn every_file_says_what_it_is_and_can_be_read_in_one_sitting() {
    let mut wrong = Vec::new();
    for (path, text) in sources(&root().join("src")).into_iter().chain(sources(&root().join("tests"))) {
        if !text.starts_with("//!") {
            wrong.push(format!("{} does not open with what it is", path.display()));
        }
        let lines = text.lines().count();
        if lines > 450 {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}
