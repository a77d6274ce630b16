//! A month in ten lines: `cargo run --release --example month -- FOLDER 2025-10-31` reads a fund's `inputs` folder and
//! prints what is placed and what is still to be raised.

#![allow(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use poolfund::intake;
use poolfund::intake::settings;
use poolfund::month::{self, Inputs};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    // Untrusted files are read in a process of their own: this program, started once more.
    if let Some(code) = intake::sandbox::child_main() {
        return Ok(code);
    }
    let mut arguments = std::env::args().skip(1);
    let inputs = PathBuf::from(arguments.next().ok_or("the fund's folder?")?).join("inputs");
    let as_of = arguments.next().ok_or("the last day that counts?")?.parse()?;

    let fund = settings::load(&inputs)?;
    let read = intake::read(&inputs, &fund);
    read.problems.iter().for_each(|problem| println!("{problem}"));
    if read.has_errors() {
        return Err("the inputs have errors".into());
    }
    let figures = month::compute(Inputs { fund, facts: read.facts, as_of, before: None })?;

    println!("allocated {}", figures.fund.show(figures.book.total(|amounts| amounts.allocated)));
    println!("still to be raised {}", figures.fund.show(figures.gap.total.deposits));
    Ok(ExitCode::SUCCESS)
}
