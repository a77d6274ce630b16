//! The stages of the month one after the other, within this process: `bench_stages FUND` prints a JSON line for each:
//! milliseconds, and the most memory that this process held during it. `bench_stages FUND --dump FOLDER` also writes
//! the cells of every donor's workbook as JSON, for peers that write the same sheets. Files are read by processes of their own, as
//! the program does it; their memory is not in these figures. `benches/stages.py` runs it.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark stops where it fails and prints what it finds"
)]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use chrono::NaiveDate;
use poolfund::domain::facts::Donor;
use poolfund::intake::{self, Options, settings};
use poolfund::month::{self, Inputs, Step};
use poolfund::report::grid::{Book, Cell, Sheet, Style, Value};
use poolfund::report::{self, Extras, Provenance, View};
use rayon::prelude::*;
use serde_json::json;

fn main() -> ExitCode {
    if let Some(code) = intake::sandbox::child_main() {
        return code;
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [fund] => stages(Path::new(fund), None),
        [fund, "--dump", folder] => stages(Path::new(fund), Some(&PathBuf::from(folder))),
        _ => {
            println!("FUND, or FUND --dump FOLDER");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn stages(folder: &Path, dump: Option<&Path>) {
    let inputs = folder.join("inputs");
    let fund = settings::load(&inputs).expect("the settings of the fund");
    let read = stage("import", || intake::read_with(&inputs, &fund, &Options::default(), None));
    assert!(!read.has_errors(), "the inputs have errors");
    let facts = read.facts;
    let as_of = month::last_month(&facts, NaiveDate::MAX).expect("a dated line").month.last_day();
    let mut steps = Steps::default();
    let inputs = Inputs { fund, facts, as_of, before: None };
    let figures = month::compute_watched(inputs, &mut |step| steps.begin(name(step))).expect("figures");
    steps.end();
    let target = folder.join("reports-of-stages");
    stage("report", || report::stage(&figures, Provenance::default(), &target, Extras::default()).expect("reports"));
    let view = View::new(&figures, Provenance::default()).expect("sums of what was spent");
    let donors: Vec<&Donor> = view.donors().collect();
    stage("workbooks", || donors.par_iter().for_each(|donor| write(&view, donor)));
    let books: Vec<Book> = donors.par_iter().map(|donor| report::donor::book(&view, donor)).collect();
    stage("writing", || books.par_iter().for_each(|book| drop(report::written_as(book).expect("a workbook"))));
    if let Some(folder) = dump {
        std::fs::create_dir_all(folder).expect("the folder for the cells");
        for (donor, book) in donors.iter().zip(&books) {
            let sheets: Vec<_> = book.sheets.iter().map(|sheet| cells_of(sheet, book.exponent)).collect();
            let path = folder.join(donor.code.as_str()).with_extension("json");
            std::fs::write(path, serde_json::to_vec(&sheets).expect("JSON")).expect("the file of the cells");
        }
    }
}

/// A donor's workbook as a run makes it: built from the figures, written, read back.
fn write(view: &View<'_>, donor: &Donor) {
    let book = report::donor::book(view, donor);
    let bytes = report::written_as(&book).expect("a workbook");
    report::read_back::check(&book, &bytes).expect("a workbook as it was meant");
}

/// Runs a stage and says how long it took and how much memory this process held meanwhile.
fn stage<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let mut steps = Steps::default();
    steps.begin(name);
    let made = work();
    steps.end();
    made
}

/// Stages that follow one another: each ends where the next begins.
#[derive(Default)]
struct Steps(Option<(&'static str, bool, Instant)>);

impl Steps {
    fn begin(&mut self, name: &'static str) {
        self.end();
        // Where the system can, the highest mark begins anew; else it is that of all stages so far.
        let anew = std::fs::write("/proc/self/clear_refs", "5").is_ok();
        self.0 = Some((name, anew, Instant::now()));
    }

    fn end(&mut self) {
        let Some((name, anew, began)) = self.0.take() else { return };
        let milliseconds = began.elapsed().as_millis();
        println!("{}", json!({ "stage": name, "ms": milliseconds, "peak_mib": peak(), "of_this_stage": anew }));
    }
}

/// A step of the month as the table of stages calls it.
const fn name(step: Step) -> &'static str {
    match step {
        Step::Ledger => "ledger",
        Step::Life => "life",
        Step::Reasons => "reasons",
        Step::Reconciliation => "reconcile, gap",
        Step::Changes => "changes",
    }
}

/// The most memory this process has held, in MiB, where the system says.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// A sheet's name, widths and rows; a cell is its value, `[value, formula]`, and its style as a number.
fn cells_of(sheet: &Sheet, exponent: u32) -> serde_json::Value {
    let rows: Vec<Vec<_>> =
        sheet.rows.iter().map(|row| row.iter().map(|cell| cell_of(cell, exponent)).collect()).collect();
    json!({ "name": sheet.name, "widths": sheet.widths, "rows": rows })
}

fn cell_of(cell: &Cell, exponent: u32) -> serde_json::Value {
    let (kind, value) = match &cell.value {
        Value::Blank => ("blank", json!(null)),
        Value::Text(text) => ("text", json!(text)),
        Value::Date(day) => ("date", json!(day.to_string())),
        Value::Truth(truth) => ("truth", json!(truth)),
        Value::Money(_) | Value::Decimal(..) | Value::Whole(_) | Value::Year(_) | Value::Share(..) => {
            ("number", json!(report::xlsx::number(&cell.value, exponent)))
        }
    };
    let style = match cell.style {
        Style::Header | Style::NumberHeader => "header",
        Style::Total | Style::Subtotal => "total",
        Style::Body | Style::Input | Style::InputDay => "body",
        Style::Title | Style::Subtitle | Style::Mark | Style::Part | Style::Section | Style::Note => "other",
        Style::Paragraph => "other",
    };
    json!([kind, style, value, cell.formula])
}
