//! From spreadsheets to facts: any sheet people send, no guess, no loss.
//!
//! What comes in: the files of a fund's `inputs` folder and its settings. What leaves: [`Facts`], each with its source,
//! and [`Problem`]s, each at its cell. What it does not know: the ledger and the reports.
//!
//! The parts, in the order in which a file passes them:
//!
//! | part | what comes in | what leaves |
//! | --- | --- | --- |
//! | `file` | a file of any format | rows of cells |
//! | `sheet` | rows | where the header is, which column is which, which rows are data |
//! | `row` | a row's cells | numbers, dates, names |
//! | `kinds` | values | facts, by kind of input |
//! | `check` | facts | facts that do not contradict each other |
//!
//! Beside them: `problems`, `annotate` (a copy of a file with its problems marked), `propose` (how an unknown file may be
//! read), `judged` (a file that is no input, judged as if it were one), `show` (what is seen of a file), `aliases` (a
//! decision on a name), `added_row` (its row, added to a file), `fresh_lists` (a file whose drop-downs offer other names), `texts` (what stood in a cell).

mod added_row;
mod aliases;
pub mod annotate;
mod check;
mod file;
mod fresh_lists;
mod judged;
mod kinds;
mod problems;
mod propose;
mod row;
mod row_texts;
mod rules;
pub mod settings;
mod sheet;
mod show;

pub use aliases::{AliasError, Decision, Recorded, record_decision};
pub use file::memory::{Memory, Reading};
pub use file::sandbox::Isolation;
pub use file::workbook::Limits;
pub use file::{sandbox, workbook};
pub use fresh_lists::{FreshList, FreshLists};
pub use judged::{Judged, judge, read_beside};
pub use kinds::columns::{Column, ColumnSpec, Form, List};
pub use kinds::{AliasRow, Harvest, SheetSpec, columns_of};
pub use problems::{Location, Problem, ProblemCode, Severity};
pub use propose::{
    Extract, ProposedColumn, ProposedInput, Question, Recognised, SheetProposal, propose, propose_as, questions,
    signs_of,
};
pub use row::judge::ShortPlaces;
pub use row::name::NameKind;
pub use row_texts::{RowTexts, texts};
pub use rules::{RULES, rules_since};
pub use sheet::header::Layout;
pub use sheet::{Outcome, SheetRead, UnreadAmounts};
pub use show::{SeenCell, Sight, show};

use std::path::Path;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::config::{Fund, InputMapping, SettingsForm};
use crate::domain::Source;
use crate::domain::facts::Facts;

use file::memory::Keys;
use kinds::Stage;
use problems::log::ProblemLog;
use row::context::Context;
use row::name::KnownNames;
use sheet::InputReader;
use workbook::{FileHead, Flow, Request, Row, SheetDetails, SheetHead, Sink};

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
    /// Decisions on names, in the same order.
    pub aliases: Vec<AliasRow>,
    /// What is wrong, doubtful or worth knowing, in the same order.
    pub problems: Vec<Problem>,
    /// The files, in the order in which `fund.toml` first names them.
    pub files: Vec<FileRead>,
    /// How each input came to be known, where a memory was asked, in the order in which they were read.
    pub readings: Vec<Reading>,
}

impl Intake {
    /// Whether anything must be fixed before something is written.
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }

    /// How many problems have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.problems.iter().filter(|problem| problem.severity() == severity).count()
    }
}

/// Reads all inputs of a fund. Aliases come first, then donors, then agreements, then everything else at once, since
/// each needs the names of those before.
pub fn read(inputs: &Path, fund: &Fund) -> Intake {
    read_with(inputs, fund, &Options::of(fund), None)
}

/// How files are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How much of a file is read at most.
    pub limits: Limits,
    /// In which process.
    pub isolation: Isolation,
}

impl Options {
    /// Within the limits of a fund, in a process apart.
    pub fn of(fund: &Fund) -> Self {
        Self { limits: fund.limits.clone(), isolation: Isolation::default() }
    }
}

/// Reads all inputs of a fund, as [`read`], with options; those that a memory knows are not read again.
pub fn read_with(inputs: &Path, fund: &Fund, options: &Options, memory: Option<&Memory<'_>>) -> Intake {
    let mut context = Context::new(fund);
    let mut outcomes: Vec<(usize, Outcome)> = Vec::new();
    let mut readings: Vec<Reading> = Vec::new();
    let mut keys = memory.map(Keys::new);
    for stage in Stage::ALL {
        let wanted: Vec<(usize, &InputMapping)> =
            fund.inputs.iter().enumerate().filter(|(_, mapping)| SheetSpec::of(mapping.kind).stage == stage).collect();
        let mut known = recall(inputs, &wanted, keys.as_mut().zip(memory), options.limits.file_bytes);
        let mut read: Vec<(usize, Outcome)> = wanted
            .par_iter()
            .zip(known.par_iter_mut())
            .map(|(&(input, mapping), known)| match known.as_mut().and_then(|known| known.outcome.take()) {
                Some(outcome) => (input, outcome),
                None => (input, read_input(inputs, mapping, &context, options)),
            })
            .collect();
        readings.extend(read.iter().zip(known).filter_map(|((input, outcome), known)| known?.reading(*input, outcome)));
        learn(&mut context, stage, &read);
        outcomes.append(&mut read);
        match stage {
            Stage::Aliases => learn_aliases(&mut context, &mut outcomes, |kind| kind != NameKind::Donor),
            Stage::Donors => learn_aliases(&mut context, &mut outcomes, |kind| kind == NameKind::Donor),
            Stage::Agreements | Stage::Others => {}
        }
    }
    let mut intake = Intake { readings, ..assemble(outcomes, fund) };
    name_settings(inputs, &mut intake.problems);
    intake
}

/// Lets problems name the settings as they stand among the inputs: where they are a workbook, by its sheets.
pub fn name_settings(inputs: &Path, problems: &mut [Problem]) {
    if SettingsForm::of(inputs).is_ok_and(|form| form == SettingsForm::Workbook) {
        problems.iter_mut().for_each(Problem::name_workbook);
    }
}

/// Puts what inputs gave together and checks it against each other. Each comes with its place in `fund.toml`.
pub fn assemble(mut outcomes: Vec<(usize, Outcome)>, fund: &Fund) -> Intake {
    outcomes.sort_by_key(|(input, _)| *input);
    check::same_files(&mut outcomes, fund);
    let mut intake = Intake::default();
    let mut beside = check::Beside::default();
    for (input, mut outcome) in outcomes {
        if let Some(mapping) = fund.inputs.get(input) {
            beside.see(mapping.kind, &mut outcome);
            gather(&mut intake, &mapping.file, outcome);
        }
    }
    check::facts(&mut intake, beside, fund);
    intake
}

/// What there is to say on the day of a month's figures: warnings where the rates are old at which a fund values what is still to
/// come, and where receipts or costs are of later days. `files` are those that the facts are from.
pub fn on_day(day: NaiveDate, facts: &Facts, files: &[FileRead], fund: &Fund) -> Vec<Problem> {
    check::on_day(day, facts, files, fund)
}

/// The cell of a column in a fact's row, where the files that it is from were read with their layout.
pub fn cell_of(source: &Source, column: Column, files: &[FileRead]) -> Option<Location> {
    let sheet = files.iter().flat_map(|file| &file.sheets).find(|sheet| sheet.source == source.sheet)?;
    let column = Some(sheet.layout.position(column)?);
    let name = Some(source.sheet.sheet.clone()).filter(|name| !name.is_empty());
    Some(Location { file: source.sheet.file.clone(), sheet: name, row: Some(source.row), column })
}

/// What a memory has of an input.
struct Known {
    key: String,
    sha256: String,
    remembered: bool,
    outcome: Option<Outcome>,
}

impl Known {
    /// How the input came to be known; nothing when its file changed between hashing and reading, or is not whole.
    fn reading(self, input: usize, outcome: &Outcome) -> Option<Reading> {
        let same = outcome.head.as_ref().is_some_and(|head| head.sha256 == self.sha256);
        let fresh = (!self.remembered).then(|| outcome.clone());
        (same && !outcome.incomplete).then_some(Reading { input, key: self.key, fresh })
    }
}

/// Asks a memory for the inputs of a stage.
fn recall(
    inputs: &Path,
    wanted: &[(usize, &InputMapping)],
    memory: Option<(&mut Keys, &Memory<'_>)>,
    most: u64,
) -> Vec<Option<Known>> {
    let Some((keys, memory)) = memory else { return wanted.iter().map(|_| None).collect() };
    let of_stage: Vec<Option<(String, String)>> =
        wanted.par_iter().map(|&(input, mapping)| keys.key(inputs, input, &mapping.file, most)).collect();
    keys.end(&of_stage);
    let known = of_stage.into_iter().map(|key| {
        let (key, sha256) = key?;
        let outcome = (memory.recall)(&key);
        Some(Known { key, sha256, remembered: outcome.is_some(), outcome })
    });
    known.collect()
}

/// Whether a code is one of the fund's, for the meaning of an alias.
pub fn code_exists(kind: NameKind, code: &str, facts: &Facts, fund: &Fund) -> bool {
    let mut names = KnownNames::new(fund);
    facts.donors.iter().for_each(|donor| names.add_donor(donor));
    names.exists(kind, code)
}

/// Takes into the context what later stages need.
fn learn(context: &mut Context<'_>, stage: Stage, read: &[(usize, Outcome)]) {
    for (_, outcome) in read {
        for donor in &outcome.harvest.facts.donors {
            context.names.add_donor(donor);
        }
        for (reference, currency) in &outcome.harvest.agreements {
            context.agreements.add(reference, *currency);
        }
        context.donors_incomplete |= outcome.incomplete && stage == Stage::Donors;
        context.agreements_incomplete |= outcome.incomplete && stage == Stage::Agreements;
    }
}

/// Takes the aliases of some kinds of names into the context, once what they mean is known.
fn learn_aliases(context: &mut Context<'_>, outcomes: &mut [(usize, Outcome)], of: impl Fn(NameKind) -> bool) {
    for (_, outcome) in outcomes {
        let mut problems = ProblemLog::default();
        for alias in outcome.harvest.aliases.iter().filter(|alias| of(alias.kind)) {
            if let Some(problem) = check::alias(&mut context.names, alias, context.donors_incomplete) {
                problems.add(problem);
            }
        }
        outcome.problems.extend(problems.into_problems());
    }
}

fn read_input(inputs: &Path, mapping: &InputMapping, context: &Context<'_>, options: &Options) -> Outcome {
    let mut reader = InputReader::new(context, mapping);
    let request = Request {
        file: mapping.file.clone(),
        sheet: mapping.sheet.clone(),
        covers: mapping.scale.is_none(),
        delimiter: mapping.delimiter,
        limits: options.limits.clone(),
    };
    let refusal = sandbox::read(&inputs.join(&mapping.file), &request, &options.isolation, &mut reader).err();
    reader.finish(refusal)
}

/// Reads rows that are held in memory, as the only sheet of an input without a file. No donor, alias or agreement is
/// known to them.
pub fn read_rows(rows: &[Row<'_>], mapping: &InputMapping, fund: &Fund) -> Outcome {
    let context = Context::new(fund);
    let mut reader = InputReader::new(&context, mapping);
    let head = FileHead {
        sha256: String::new(),
        bytes: 0,
        sheets: vec![SheetHead::default()],
        text: None,
        carried: Vec::new(),
        properties: Vec::new(),
        constants: Vec::new(),
    };
    reader.file(&head);
    if reader.sheet(0, &SheetDetails::default()) == Flow::Continue {
        // Whatever it answers, nothing follows the last row.
        let _ = rows.iter().find(|row| reader.row(row) != Flow::Continue);
    }
    reader.finish(None)
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
    intake.facts.append(harvest.facts);
    intake.aliases.extend(harvest.aliases);
}
