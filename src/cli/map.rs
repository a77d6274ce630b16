//! `poolfund map FILE`: proposes how an unknown workbook is to be read, and writes it to `fund.toml` on agreement.

use std::fmt::Write;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::config::{self, Fund, InputKind, InputMapping};
use crate::domain::address::column_letters;
use crate::domain::facts::Facts;
use crate::files;
use crate::intake::{self, Intake, Options, Problem, Proposal, Severity};

use super::summary::plural;
use super::{CommandError, FundFolder, terminal};

/// Options of `map`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct MapArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The workbook; it is copied into `inputs/` when it is not there
    file: PathBuf,
    /// The sheet to map [default: the one that fits best]
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// Write the proposal to fund.toml without asking
    #[arg(long)]
    yes: bool,
}

/// How many rows are shown as facts, and how many problems of them.
const PREVIEW: usize = 5;

/// Proposes a mapping.
pub(super) fn run(arguments: &MapArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.inputs();
    let fund = config::load(&inputs)?;
    let name = name_below(&inputs, &arguments.file);
    let proposals = intake::propose(&arguments.file, fund.base_currency, &Options::of(&fund)).map_err(|refusal| {
        CommandError::Use(format!("{name}: {}: {} ({})", refusal.code.title(), refusal.found, refusal.code.id()))
    })?;
    for other in &proposals {
        terminal::tell(&describe(other));
    }
    let chosen = chosen(&proposals, arguments.sheet.as_deref(), &name)?;
    let target = inputs.join(&name);
    if target.exists() && files::sha256_of(&target, u64::MAX).ok() != files::sha256_of(&arguments.file, u64::MAX).ok() {
        let found = format!("{} is another file of that name: rename one of the two", target.display());
        return Err(CommandError::Use(found));
    }
    let mapping = chosen.mapping(&name);
    let same = |input: &&InputMapping| {
        let sheet = input.sheet == mapping.sheet || input.sheet.is_none() && input.kind == mapping.kind;
        input.file == name && input.table == mapping.table && sheet
    };
    if let Some(input) = fund.inputs.iter().find(same) {
        let found = format!("fund.toml reads {name} already, as {}; change its [[input]] there", input.kind.name());
        return Err(CommandError::Use(found));
    }
    let toml = chosen.toml(&name);
    terminal::tell(&format!("In fund.toml:\n\n{toml}"));
    terminal::tell(&preview(&inputs, &fund, chosen, &arguments.file, &name));
    if !(arguments.yes || agreed()) {
        terminal::tell("Nothing was written.");
        return Ok(());
    }
    if !target.exists() {
        std::fs::copy(&arguments.file, &target)
            .map_err(|why| CommandError::File { path: target.display().to_string(), why })?;
    }
    append_to_fund(&inputs, &toml)?;
    terminal::tell("fund.toml has the new input. See what it gives: poolfund check");
    Ok(())
}

/// The name of a file in `fund.toml`: its path below `inputs/`, or where it will stand there.
fn name_below(inputs: &Path, file: &Path) -> String {
    let below = file.canonicalize().ok().zip(inputs.canonicalize().ok());
    let below = below.and_then(|(file, inputs)| file.strip_prefix(inputs).ok().map(Path::to_owned));
    match below {
        Some(below) => below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"),
        None => file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    }
}

/// The proposal for the sheet that was asked for, or the best.
fn chosen<'p>(proposals: &'p [Proposal], sheet: Option<&str>, name: &str) -> Result<&'p Proposal, CommandError> {
    let fits = |proposal: &&Proposal| sheet.is_none_or(|sheet| proposal.sheet == sheet);
    proposals.iter().find(fits).ok_or_else(|| {
        let what = sheet.map_or_else(|| format!("nothing in {name}"), |sheet| format!("no sheet {sheet:?} of {name}"));
        CommandError::Use(format!(
            "{what} looks like a sheet of a fund; poolfund explain E202 says which columns are looked for"
        ))
    })
}

fn describe(proposal: &Proposal) -> String {
    let sheet = if proposal.sheet.is_empty() { "the file".to_owned() } else { format!("sheet {:?}", proposal.sheet) };
    let mut out = format!(
        "{sheet}: {} with the header in row {} ({}% of what is needed)\n",
        proposal.kind.name(),
        proposal.header_row,
        proposal.confidence
    );
    for column in &proposal.columns {
        let sure = if column.certain { "" } else { "  (looks like it; please check)" };
        let _ = writeln!(out, "  {:<4} {:<28} {}{sure}", column_letters(column.position), column.header, column.name);
    }
    if !proposal.missing.is_empty() {
        let _ = writeln!(out, "  missing: {}", proposal.missing.join(", "));
    }
    out
}

/// The first rows as facts, read with the proposed mapping from where the file stands now.
fn preview(inputs: &Path, fund: &Fund, proposal: &Proposal, path: &Path, name: &str) -> String {
    let mut tried = fund.clone();
    tried.inputs.retain(|mapping| mapping.file != name || mapping.sheet.as_ref() != Some(&proposal.sheet));
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let file = path.to_string_lossy();
    tried.inputs.push(proposal.mapping(&file));
    let mut read = intake::read(inputs, &tried);
    read.problems.retain(|problem| problem.place.file == file);
    for problem in &mut read.problems {
        problem.place.file = name.to_owned();
    }
    let mut out = "The first rows as facts:\n".to_owned();
    for line in facts_of(&read, proposal.kind, &file) {
        let _ = writeln!(out, "  {line}");
    }
    let (errors, warnings) = (read.count(Severity::Error), read.count(Severity::Warning));
    let counts = [plural(errors, "error", "no errors"), plural(warnings, "warning", "no warnings")];
    let _ = write!(out, "{} in {name}.", counts.join(", "));
    read.problems.sort_by_key(Problem::severity);
    for problem in read.problems.iter().filter(|problem| problem.severity() != Severity::Note).take(PREVIEW) {
        let _ = write!(out, "\n  {problem}");
    }
    if errors + warnings > PREVIEW {
        out.push_str("\n  ...");
    }
    out
}

fn facts_of(read: &Intake, kind: InputKind, file: &str) -> Vec<String> {
    let facts: &Facts = &read.facts;
    macro_rules! shown {
        ($list:expr) => {
            $list
                .filter(|fact| fact.source.sheet.file == file)
                .take(PREVIEW)
                .map(|fact| shown(fact, fact.source.row))
                .collect()
        };
    }
    match kind {
        InputKind::Donors => shown!(facts.donors.iter()),
        InputKind::Agreements => shown!(facts.agreements.iter()),
        InputKind::Amendments => shown!(facts.amendments.iter()),
        InputKind::Instalments => shown!(facts.instalments.iter()),
        InputKind::Receipts => shown!(facts.receipts.iter()),
        InputKind::Priorities => shown!(facts.priorities.iter()),
        InputKind::Expenditure => shown!(facts.expenditure.iter().map(AsRef::as_ref)),
        InputKind::Rates => shown!(facts.rates.iter()),
        InputKind::Results => shown!(facts.results.iter()),
        InputKind::Finance => shown!(facts.finance.iter().map(AsRef::as_ref)),
        InputKind::Reallocations => shown!(facts.reallocations.iter()),
        InputKind::Openings => shown!(facts.openings.iter()),
        InputKind::Aliases => Vec::new(),
    }
}

/// A fact as one line of its fields that are not empty.
fn shown(fact: &impl serde::Serialize, row: u32) -> String {
    let value = serde_json::to_value(fact).unwrap_or_default();
    let fields = value.as_object().into_iter().flatten().filter(|(name, value)| *name != "source" && !value.is_null());
    let fields: Vec<String> = fields.map(|(name, value)| format!("{name} {value}")).collect();
    format!("row {row}: {}", fields.join(", "))
}

/// Asks on the terminal; without one there is no agreement.
fn agreed() -> bool {
    if !std::io::stdin().is_terminal() {
        return false;
    }
    terminal::tell("Write this to fund.toml? [y/N]");
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).is_ok()
        && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
}

/// Adds text at the end of `fund.toml`.
pub(super) fn append_to_fund(inputs: &Path, more: &str) -> Result<(), CommandError> {
    let path = inputs.join("fund.toml");
    let before =
        std::fs::read_to_string(&path).map_err(|why| CommandError::File { path: path.display().to_string(), why })?;
    super::alias::replace(&path, format!("{}\n\n{more}", before.trim_end()).as_bytes())
}
