//! Measures the reconciliation on planted differences and prints the table of `tests/README.md`; with `--write` it puts
//! it there.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::wildcard_enum_match_arm,
    clippy::type_complexity,
    clippy::print_stderr,
    reason = "a measurement stops where it fails and prints what it finds"
)]

#[path = "mod.rs"]
mod reconciliation;
mod table;

use std::path::Path;
use std::process::ExitCode;

use reconciliation::measure;

fn main() -> ExitCode {
    let measured = measure::measured(table::SEEDS);
    println!("{}", table::table(&measured));
    for line in measured.iter().flat_map(|(_, score)| &score.trace) {
        eprintln!("{line}");
    }
    if std::env::args().any(|argument| argument == "--write") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/README.md");
        let text = std::fs::read_to_string(&path).unwrap();
        let Some(text) = table::replaced(&text, &measured) else {
            eprintln!("tests/README.md has no place for the table");
            return ExitCode::FAILURE;
        };
        std::fs::write(path, text).unwrap();
    }
    ExitCode::SUCCESS
}
