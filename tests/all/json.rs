//! What the commands print for programs is what `docs/json` says.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::small_fund::{RECEIPTS, SmallFund, files};
use crate::support::{program, root};

/// Checks a document against a schema of `docs/json` by the reference implementation in Python.
pub fn fits(schema: &str, document: &str) {
    let schema = root().join("docs/json").join(format!("{schema}.schema.json"));
    let Some(mut python) = program("python") else { return };
    let script = "import json, sys, jsonschema\n\
                  schema = json.load(open(sys.argv[1]))\n\
                  jsonschema.Draft202012Validator.check_schema(schema)\n\
                  jsonschema.Draft202012Validator(schema).validate(json.load(sys.stdin))";
    python.args(["-c", script]).arg(&schema).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut running = python.spawn().unwrap();
    running.stdin.take().unwrap().write_all(document.as_bytes()).unwrap();
    let output = running.wait_with_output().unwrap();
    assert!(output.status.success(), "{}: {}", schema.display(), String::from_utf8_lossy(&output.stderr));
}

/// What a command prints on standard output, which must be JSON as it is described and nothing else.
fn json(fund: &SmallFund, schema: &str, arguments: &[&str]) -> Value {
    let output = fund.poolfund(&[arguments, &["--json"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    fits(schema, &text);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn every_command_says_what_is_described() {
    let fund = SmallFund::new();
    let run = json(&fund, "run", &["run", "--as-of", "2025-09-30"]);
    // EUR 450.00 at 0.90 and JPY 30,000 at 150.
    assert_eq!((&run["deposited"], &run["as_of"]), (&"700.00".into(), &"2025-09-30".into()));
    assert_eq!(run["files"].as_array().unwrap().len(), files(&fund.reports("2025-09")).len());
    let look = json(&fund, "run", &["run", "--as-of", "2025-09-30", "--dry-run"]);
    assert_eq!((&look["reports"], &look["deposited"]), (&Value::Null, &run["deposited"]));
    assert_eq!(json(&fund, "check", &["check"])["errors"], 0);
    fund.closes("2025-09");
    fund.write("receipts.csv", &RECEIPTS.replace("450.00", "360.00"));
    json(&fund, "run", &["run", "--as-of", "2025-10-31"]);
    let diff = json(&fund, "diff", &["diff", "2025-09", "2025-10"]);
    assert!(!diff["lines"].as_array().unwrap().is_empty());
    let trace = json(&fund, "trace", &["trace", "reports/2025-10/fund-2025-10.xlsx", "Summary!B7"]);
    assert_eq!(trace["cells"][0]["cell"], "B7");
    let audit = json(&fund, "audit", &["audit"]);
    assert!(audit.as_array().unwrap().iter().all(|finding| finding["faults"] == Value::Array(vec![])));
}

#[test]
fn what_is_wrong_is_described_too() {
    let fund = SmallFund::new();
    fund.write("rates.csv", "Currency,Units per USD,Effective date\nEUR,0.90,2024-01-01\n");
    let check = json(&fund, "check", &["check"]);
    assert_eq!(check["errors"], 0);
    assert!(check["refused"][1].as_str().unwrap().contains("no rate of JPY"), "{check}");
    fund.write("rates.csv", "Currency,Units per USD,Effective date\nEUR,abc,2024-01-01\n");
    let check = json(&fund, "check", &["check"]);
    let error = check["problems"].as_array().unwrap().iter().find(|problem| problem["severity"] == "error").unwrap();
    assert_eq!((&error["code"], &error["cell"]), (&"E302".into(), &"B2".into()));
    assert_eq!(check["refused"], Value::Array(vec![]));
}
