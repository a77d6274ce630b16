//! `poolfund map FILE`: proposes how an unknown workbook is to be read, and writes it to `fund.toml` on agreement.

use std::fmt::Write;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use crate::config::{self, Fund, InputKind};
use crate::domain::facts::Facts;
use crate::intake::{self, Intake, Options, Proposal, Severity, column_letters};

use super::{CommandError, FundFolder, terminal};

/// Options of `map`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct MapArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The workbook; it is copied into `inputs/` when it is not there
    file: PathBuf,
    /// Write the best proposal to fund.toml without asking
    #[arg(long)]
    yes: bool,
}

/// How many rows are shown as facts.
const PREVIEW: usize = 5;

/// Proposes a mapping.
pub(super) fn run(arguments: &MapArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.inputs();
    let fund = config::load(&inputs)?;
    let name = arguments.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let target = inputs.join(&name);
    let proposals = intake::propose(&arguments.file, fund.base_currency, &Options::of(&fund)).map_err(|refusal| {
        CommandError::Use(format!("{name}: {}: {} ({})", refusal.code.title(), refusal.found, refusal.code.id()))
    })?;
    let Some(best) = proposals.first() else {
        let found = format!(
            "nothing in {name} looks like a sheet of a fund; poolfund explain E202 says which columns are looked for"
        );
        return Err(CommandError::Use(found));
    };
    for other in &proposals {
        terminal::tell(&describe(other));
    }
    let toml = best.toml(&name);
    terminal::tell(&format!("For the first of these, in fund.toml:\n\n{toml}"));
    terminal::tell(&preview(&inputs, &fund, best, &arguments.file, &name));
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
    let _ =
        write!(out, "{} errors, {} warnings in {name}.", read.count(Severity::Error), read.count(Severity::Warning));
    out
}

fn facts_of(read: &Intake, kind: InputKind, file: &str) -> Vec<String> {
    let facts: &Facts = &read.facts;
    macro_rules! shown {
        ($list:ident) => {
            facts
                .$list
                .iter()
                .filter(|fact| fact.source.sheet.file == file)
                .take(PREVIEW)
                .map(|fact| shown(fact, fact.source.row))
                .collect()
        };
    }
    match kind {
        InputKind::Donors => shown!(donors),
        InputKind::Agreements => shown!(agreements),
        InputKind::Instalments => shown!(instalments),
        InputKind::Receipts => shown!(receipts),
        InputKind::Priorities => shown!(priorities),
        InputKind::Expenditure => shown!(expenditure),
        InputKind::Rates => shown!(rates),
        InputKind::Results => shown!(results),
        InputKind::Finance => shown!(finance),
        InputKind::Reallocations => shown!(reallocations),
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
