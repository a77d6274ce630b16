//! From spreadsheets to facts: any sheet people send, no guess, no loss.
//!
//! What comes in: the files of a fund's `inputs` folder and its settings. What leaves: [`Facts`], each with its source,
//! and [`Problem`]s, each at its cell. What it does not know: the ledger and the reports.
//!
//! The parts, in the order in which a file passes them: `workbook` (bytes to rows of cells), `header` (which column is
//! which), `sheet` (which rows are data), `record` (cells to values, with `number`, `date` and `name`), `rows` (values
//! to facts), `check` (facts against each other).

mod check;
mod code;
mod columns;
mod date;
mod header;
mod headings;
mod name;
mod number;
mod problem;
mod record;
mod refusals;
mod rows;
mod sheet;
mod table;
mod totals;
pub mod workbook;

pub use code::ProblemCode;
pub use columns::{Column, ColumnSpec, columns_of};
pub use header::Layout;
pub use problem::{Place, Problem, Severity, column_letters};
pub use sheet::SheetRead;
pub use workbook::Limits;

use std::path::Path;

use rayon::prelude::*;

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::facts::Facts;

use name::Names;
use record::Context;
use sheet::{InputReader, Outcome};
use workbook::{FileHead, Refusal, Request};

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its path below `inputs/`.
    pub file: String,
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// What was read of it.
    pub sheets: Vec<SheetRead>,
}

/// What the inputs gave.
#[derive(Debug, Default)]
pub struct Intake {
    /// The facts, in the order of the inputs and their rows.
    pub facts: Facts,
    /// What is wrong, doubtful or worth knowing, in the same order.
    pub problems: Vec<Problem>,
    /// The files, in the order in which `fund.toml` first names them.
    pub files: Vec<FileRead>,
}

impl Intake {
    /// Whether anything must be mended before something is written.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// How many problems have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == severity).count()
    }
}

/// Reads all inputs of a fund. Donors come first, then aliases, then agreements, then everything else at once, since
/// each needs the names of those before.
pub fn read(inputs: &Path, fund: &Fund) -> Intake {
    read_with(inputs, fund, &Limits::default())
}

/// Reads all inputs of a fund within limits.
pub fn read_with(inputs: &Path, fund: &Fund, limits: &Limits) -> Intake {
    let mut context = Context {
        fund,
        names: Names::new(fund),
        agreements: std::collections::BTreeMap::new(),
        donors_incomplete: false,
        agreements_incomplete: false,
    };
    let mut outcomes: Vec<(usize, Outcome)> = Vec::new();
    for stage in STAGES {
        let wanted: Vec<(usize, &InputMapping)> =
            fund.inputs.iter().enumerate().filter(|(_, mapping)| stage.contains(&mapping.kind)).collect();
        let mut read: Vec<(usize, Outcome)> =
            wanted.par_iter().map(|&(place, mapping)| (place, read_input(inputs, mapping, &context, limits))).collect();
        learn(&mut context, stage, &mut read);
        outcomes.append(&mut read);
    }
    outcomes.sort_by_key(|(place, _)| *place);
    let mut intake = Intake::default();
    for (place, outcome) in outcomes {
        if let Some(mapping) = fund.inputs.get(place) {
            gather(&mut intake, &mapping.file, outcome);
        }
    }
    check::facts(&mut intake);
    intake
}

/// The kinds that can be read once those of the stages before are known.
const STAGES: [&[InputKind]; 4] = [
    &[InputKind::Donors],
    &[InputKind::Aliases],
    &[InputKind::Agreements],
    &[
        InputKind::Instalments,
        InputKind::Receipts,
        InputKind::Priorities,
        InputKind::Expenditure,
        InputKind::Rates,
        InputKind::Results,
        InputKind::Finance,
    ],
];

/// Takes into the context what later stages need.
fn learn(context: &mut Context<'_>, stage: &[InputKind], read: &mut [(usize, Outcome)]) {
    for (_, outcome) in read {
        for donor in &outcome.harvest.facts.donors {
            context.names.add_donor(donor);
        }
        for alias in &outcome.harvest.aliases {
            outcome.problems.extend(check::alias(&mut context.names, alias, context.donors_incomplete));
        }
        for (reference, currency) in &outcome.harvest.agreements {
            let known = context.agreements.entry(reference.clone()).or_insert(*currency);
            *known = known.or(*currency);
        }
        context.donors_incomplete |= outcome.incomplete && stage.contains(&InputKind::Donors);
        context.agreements_incomplete |= outcome.incomplete && stage.contains(&InputKind::Agreements);
    }
}

fn read_input(inputs: &Path, mapping: &InputMapping, context: &Context<'_>, limits: &Limits) -> Outcome {
    let mut reader = InputReader::new(context, mapping);
    let request = Request { file: mapping.file.clone(), sheet: mapping.sheet.clone(), limits: limits.clone() };
    let refusal = read_file(&inputs.join(&mapping.file), &request, &mut reader).err();
    reader.finish(refusal)
}

/// Reads a file into a sink, in this process.
fn read_file(path: &Path, request: &Request, sink: &mut dyn workbook::Sink) -> Result<(), Refusal> {
    let bytes = std::fs::read(path).map_err(|error| Refusal::new(ProblemCode::Unreadable, unreadable(&error)))?;
    workbook::read(&bytes, request, sink)
}

/// Why a file cannot be opened, in words that are the same on every system.
fn unreadable(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no file of that name".to_owned(),
        kind => kind.to_string(),
    }
}

fn gather(intake: &mut Intake, file: &str, outcome: Outcome) {
    let Outcome { head, sheets, harvest, problems, .. } = outcome;
    if let Some(FileHead { sha256, bytes, .. }) = head {
        match intake.files.iter_mut().find(|read| read.file == file) {
            Some(read) => read.sheets.extend(sheets),
            None => intake.files.push(FileRead { file: file.to_owned(), sha256, bytes, sheets }),
        }
    }
    intake.problems.extend(problems);
    let (facts, more) = (&mut intake.facts, harvest.facts);
    facts.donors.extend(more.donors);
    facts.agreements.extend(more.agreements);
    facts.instalments.extend(more.instalments);
    facts.receipts.extend(more.receipts);
    facts.priorities.extend(more.priorities);
    facts.expenditure.extend(more.expenditure);
    facts.rates.extend(more.rates);
    facts.results.extend(more.results);
    facts.finance.extend(more.finance);
}
