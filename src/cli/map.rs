//! `poolfund map FILE`: proposes how an unknown workbook is to be read, and writes it to `fund.toml` on agreement.

use std::borrow::Borrow;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::books;
use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::address::column_letters;
use crate::domain::facts::Facts;
use crate::domain::text::one_line;
use crate::domain::{Fact, FactVisitor};
use crate::files;
use crate::intake::{
    self, Intake, Options, Problem, ProposedInput, Question, Recognised, Severity, SheetProposal, settings,
};

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
    /// A setting of the input, as kind=receipts, scale=thousands or columns.Amount=Paid; may stand several times
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Write the proposal to fund.toml without asking
    #[arg(long)]
    yes: bool,
}

/// How many rows are shown as facts, and how many problems of them.
const PREVIEW: usize = 5;

/// How many columns are named that are not read.
const UNREAD: usize = 12;

/// Proposes a mapping.
pub(super) fn run(arguments: &MapArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.inputs();
    let fund = settings::load(&inputs)?;
    let file = arguments.folder.located(&arguments.file);
    let name = name_below(&inputs, &file);
    let kind = said_kind(&arguments.set)?;
    let proposals = intake::propose_as(&file, &fund, &Options::of(&fund), kind).map_err(|refusal| {
        CommandError::Use(format!("{name}: {}: {} ({})", refusal.code.title(), refusal.found, refusal.code.id()))
    })?;
    for other in &proposals {
        terminal::output(&describe(other))?;
    }
    let new = |proposal: &&SheetProposal| proposal.is_sure() && reads_already(&fund, proposal, &name).is_none();
    let chosen = match proposals.iter().filter(|_| arguments.sheet.is_none()).find(new) {
        Some(new) => new,
        None => chosen(&proposals, arguments.sheet.as_deref(), &name)?,
    };
    let target = inputs.join(&name);
    let hash = |path: &Path| files::sha256_of(path, fund.limits.file_bytes).ok();
    if target.exists() && hash(&target) != hash(&file) {
        let found = format!("{} is another file of that name: rename one of the two", target.display());
        return Err(CommandError::Use(found));
    }
    if let Some(input) = reads_already(&fund, chosen, &name) {
        let found = format!("fund.toml reads {name} already, as {}; change its [[input]] there", input.kind.name());
        return Err(CommandError::Use(found));
    }
    let mut input = ProposedInput::new(chosen, &name);
    for said in &arguments.set {
        let (key, value) = said.split_once('=').unwrap_or((said, ""));
        input.set(key, value).map_err(|expected| CommandError::Use(format!("--set {said:?}: expected {expected}")))?;
    }
    if let Some(why) = doubt(chosen, &input) {
        return Err(CommandError::Use(why));
    }
    let reading = FileBeside { inputs: &inputs, fund: &fund, file: &file, name: &name };
    let (read, open) = reading.settled(&mut input, !arguments.yes)?;
    let toml = input.toml();
    terminal::output(&format!("In fund.toml:\n\n{toml}"))?;
    terminal::output(&preview(&read, chosen, &name))?;
    if let Some(open) = open {
        return Err(CommandError::Use(open));
    }
    if let Some(problem) = read.problems.iter().find(|problem| problem.is_error() && problem.code.is_of_the_sheet()) {
        return Err(CommandError::Use(format!("Nothing was written. The sheet must be corrected first: {problem}")));
    }
    if !(arguments.yes || agreed()) {
        return terminal::output("Nothing was written.");
    }
    books::alone(&arguments.folder.fund, || {
        if !target.exists() {
            let error = |why| CommandError::File { path: target.display().to_string(), why };
            let bytes = files::read(&file, fund.limits.file_bytes).map_err(error)?;
            files::replace(&target, &bytes).map_err(error)?;
        }
        Ok::<_, CommandError>(settings::append(&inputs, &toml)?)
    })?;
    let then = if read.has_errors() { "What is wrong in its rows" } else { "What it gives" };
    terminal::output("fund.toml has the new input.")?;
    terminal::tell(&format!("{then}: poolfund check"));
    Ok(())
}

/// The kind that `--set kind=WORD` says the sheet to be of.
fn said_kind(set: &[String]) -> Result<Option<InputKind>, CommandError> {
    let said = set.iter().filter_map(|said| said.split_once('=')).find(|(key, _)| key.trim() == "kind");
    let Some((_, word)) = said else { return Ok(None) };
    let kind = InputKind::try_from(word.trim().trim_matches('"').to_owned());
    kind.map(Some).map_err(|why| CommandError::Use(format!("--set kind: {why}")))
}

/// The input by which the settings read the sheet of a proposal already.
fn reads_already<'f>(fund: &'f Fund, proposal: &SheetProposal, name: &str) -> Option<&'f InputMapping> {
    let mapping = proposal.mapping(name);
    fund.inputs.iter().find(|input| {
        let sheet = input.sheet == mapping.sheet || input.sheet.is_none() && input.kind == mapping.kind;
        input.file == name && input.table == mapping.table && sheet
    })
}

/// A file that is read beside the inputs of a fund.
struct FileBeside<'r> {
    inputs: &'r Path,
    fund: &'r Fund,
    file: &'r Path,
    name: &'r str,
}

impl FileBeside<'_> {
    /// Reads the file, and asks what it leaves open until nothing is, or nobody answers; in that case with what is to be
    /// said.
    fn settled(&self, input: &mut ProposedInput, ask: bool) -> Result<(Intake, Option<String>), CommandError> {
        loop {
            let (options, mapping) = (Options::of(self.fund), input.mapping()?);
            let read = intake::read_beside(self.inputs, self.fund, &options, &[mapping], (self.file, self.name));
            let questions = intake::questions(&read.problems);
            let open: Vec<_> = questions.into_iter().filter(|(question, _)| !input.has(&question.key)).collect();
            let Some((question, problem)) = open.first() else {
                // What plus and minus mean shows once it is known what is income and what is cost.
                let signs = Some(&read).filter(|_| input.has("words") && !input.has("signs"));
                let Some(signs) = signs.and_then(|read| intake::signs_of(&read.facts.finance)) else {
                    return Ok((read, None));
                };
                input.set("signs", signs.name()).map_err(|why| CommandError::Internal(why.to_owned()))?;
                continue;
            };
            match Some(question).filter(|_| ask).and_then(|question| answer(question, problem)) {
                Some(answer) => {
                    input.set(&question.key, &answer).map_err(|why| CommandError::Internal(why.to_owned()))?
                }
                None => {
                    let open = unanswered(&open);
                    return Ok((read, Some(open)));
                }
            }
        }
    }
}

/// What is to be said where questions stay open.
fn unanswered(open: &[(Question, &Problem)]) -> String {
    let mut out = "Nothing was written: the sheet leaves open what only you can say.".to_owned();
    for (question, problem) in open {
        let _ = write!(out, "\n  {problem}");
        let one = match question.answers {
            [] => "WORD".to_owned(),
            answers => answers.join("|"),
        };
        let _ = write!(out, "\n    {} Say it to this command: --set '{}={one}'", question.text, question.key);
    }
    out
}

/// What somebody answers, where that is an answer.
fn answer(question: &Question, problem: &Problem) -> Option<String> {
    terminal::tell(&format!("{problem}"));
    let words = if question.answers.is_empty() { String::new() } else { format!(" [{}]", question.answers.join("/")) };
    terminal::tell(&format!("{}{words}", question.text));
    let said = line()?;
    (!said.is_empty() && (question.answers.is_empty() || question.answers.contains(&said.as_str()))).then_some(said)
}

/// The name of a file in `fund.toml`: its path below `inputs/`, or where it will stand there.
pub(super) fn name_below(inputs: &Path, file: &Path) -> String {
    let below = file.canonicalize().ok().zip(inputs.canonicalize().ok());
    let below = below.and_then(|(file, inputs)| file.strip_prefix(inputs).ok().map(Path::to_owned));
    match below {
        Some(below) => below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"),
        None => file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    }
}

/// The proposal for the sheet that was asked for, or the best.
fn chosen<'p>(
    proposals: &'p [SheetProposal],
    sheet: Option<&str>,
    name: &str,
) -> Result<&'p SheetProposal, CommandError> {
    let fits = |proposal: &&SheetProposal| sheet.is_none_or(|sheet| proposal.sheet == sheet);
    proposals.iter().find(fits).ok_or_else(|| {
        let what = sheet.map_or_else(|| format!("nothing in {name}"), |sheet| format!("no sheet {sheet:?} of {name}"));
        CommandError::Use(format!(
            "{what} looks like a sheet of a fund; poolfund explain E202 says which columns are looked for"
        ))
    })
}

/// Why a proposal is not written, with what was said of it.
pub(super) fn doubt(proposal: &SheetProposal, input: &ProposedInput) -> Option<String> {
    let mut doubts = Vec::new();
    let said = |column: &str| ["columns", "defaults"].iter().any(|table| input.has(&format!("{table}.{column}")));
    for (column, headers) in proposal.missing.iter().filter(|(column, _)| !said(column)) {
        let headers: Vec<String> = headers.iter().map(|header| format!("{header:?}")).collect();
        doubts.push(match headers.as_slice() {
            [] => format!("no column is the {column}"),
            _ => format!("the {column} may be {}", headers.join(" or ")),
        });
    }
    if let Some(rival) = proposal.rival {
        doubts.push(format!("it may be {} or {}", proposal.kind.name(), rival.name()));
    }
    let said = match proposal.rival {
        Some(_) if proposal.missing.is_empty() => format!("--set kind={}", proposal.kind.name()),
        Some(_) | None => "--set 'columns.Amount=Paid', or of all rows --set defaults.Donor=BEL".to_owned(),
    };
    let fix = format!("say which it is to `poolfund map`, as {said}, or write its [[input]] into fund.toml");
    (!doubts.is_empty()).then(|| format!("I do not know how to read it: {}; {fix}", doubts.join("; ")))
}

/// A proposal in words.
pub(super) fn describe(proposal: &SheetProposal) -> String {
    let sheet = if proposal.sheet.is_empty() { "the file".to_owned() } else { format!("sheet {:?}", proposal.sheet) };
    let sure = if proposal.is_sure() { "" } else { "perhaps " };
    let kind = proposal.kind.name();
    let mut out = format!("{sheet}: {sure}{kind} with the header in row {}\n", proposal.header_row);
    for column in &proposal.columns {
        let how = match column.how {
            Recognised::Name => "",
            Recognised::Words => "  (by its words; please check)",
            Recognised::Values => "  (by what stands in it; please check)",
        };
        // A header may have lines of its own.
        let header = one_line(&column.header);
        let _ = writeln!(out, "  {:<4} {header:<28} {}{how}", column_letters(column.position), column.name);
    }
    for (currency, header) in &proposal.extract.currencies {
        let _ = writeln!(out, "  the amounts in {currency} stand below {header:?}");
    }
    if let Some(currency) = proposal.extract.currency {
        let _ = writeln!(out, "  the amounts are in {currency} (by the row of units below the header; please check)");
    }
    if let Some(signs) = proposal.extract.signs {
        let _ = writeln!(out, "  signs: {} (by its lines of income and cost; please check)", signs.name());
    }
    if !proposal.left_out.is_empty() {
        let _ = writeln!(out, "  left out, since something else stands in it: {}", proposal.left_out.join(", "));
    }
    let unread = proposal.unread.iter().take(UNREAD);
    let unread: Vec<String> =
        unread.map(|(position, header)| format!("{} {}", column_letters(*position), one_line(header))).collect();
    if !unread.is_empty() {
        let more = proposal.unread.len().saturating_sub(UNREAD);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let _ = writeln!(out, "  not read: {}{more}", unread.join(", "));
    }
    let missing: Vec<&str> = proposal.missing.iter().map(|(column, _)| *column).collect();
    if !missing.is_empty() {
        let _ = writeln!(out, "  missing: {}", missing.join(", "));
    }
    out
}

/// The first rows as facts.
fn preview(read: &Intake, proposal: &SheetProposal, name: &str) -> String {
    let mut out = "The first rows as facts:\n".to_owned();
    let file = read.files.first().map(|read| read.file.as_str()).unwrap_or_default();
    for line in facts_of(&read.facts, proposal.kind, file) {
        let _ = writeln!(out, "  {line}");
    }
    let (errors, warnings) = (read.count(Severity::Error), read.count(Severity::Warning));
    let counts = [plural(errors, "error", "no errors"), plural(warnings, "warning", "no warnings")];
    let _ = write!(out, "{} in {name}.", counts.join(", "));
    for problem in read.problems.iter().filter(|problem| problem.severity() != Severity::Note).take(PREVIEW) {
        let _ = write!(out, "\n  {problem}");
    }
    if errors + warnings > PREVIEW {
        out.push_str("\n  ...");
    }
    out
}

/// The first facts of a kind that a file gave, each as a line.
fn facts_of(facts: &Facts, kind: InputKind, file: &str) -> Vec<String> {
    struct Shown<'f>(&'f Facts, &'f str);
    impl FactVisitor for Shown<'_> {
        type Output = Vec<String>;
        fn visit<F: Fact>(self) -> Vec<String> {
            let facts = F::list(self.0).iter().map(Borrow::<F>::borrow);
            let of_file = facts.filter(|fact| fact.source().sheet.file == self.1);
            of_file.take(PREVIEW).map(|fact| shown(fact, fact.source().row)).collect()
        }
    }
    match kind {
        InputKind::Facts(kind) => kind.accept(Shown(facts, file)),
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

/// Asks whether to write.
fn agreed() -> bool {
    terminal::tell("Write this to fund.toml? [y/N]");
    line().is_some_and(|said| matches!(said.to_ascii_lowercase().as_str(), "y" | "yes"))
}

/// A line that somebody types; nothing where nobody does.
fn line() -> Option<String> {
    let mut line = String::new();
    let read = std::io::stdin().read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim().to_owned())
}
