//! `poolfund check`: reads and judges the inputs without running.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::Serialize;

use crate::books::{self, AsOf, BooksError, Checkup};
use crate::config::{self, ConfigProblem};
use crate::intake::workbook::Request;
use crate::intake::{self, Intake, Isolation, Options, Problem, ProposedInput, Severity, sandbox, settings};

use super::map::{describe, doubt};
use super::progress::Progress;
use super::summary::plural;
use super::{CommandError, FundFolder, clock, terminal};

/// Options of `check`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// Show problems of these files only; one that is no input of the fund is judged as if it were
    files: Vec<PathBuf>,
    /// Write a copy of each file that has problems, with the faulty cells marked, into DIR
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = "annotated")]
    annotate: Option<PathBuf>,
    /// Show notes too: what was done with something unusual
    #[arg(long)]
    notes: bool,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// Print everything as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// Checks the inputs, or files that are none.
pub(super) fn run(arguments: &CheckArguments) -> Result<(), CommandError> {
    let inputs = arguments.folder.inputs();
    let fund = settings::load(&inputs)?;
    let (wanted, others) = wanted_files(arguments, &fund)?;
    let (mut checkup, mut refused) = if wanted.is_empty() && !others.is_empty() {
        (Checkup { intake: Intake::default(), refusal: None, iati: Vec::new() }, false)
    } else {
        checked(arguments, &wanted)?
    };
    for path in &others {
        refused |= judge(&inputs, &fund, path, &mut checkup.intake);
    }
    let Checkup { intake: read, refusal, iati } = checkup;
    if arguments.json {
        terminal::json(&Report::new(&read, refusal.as_ref(), &iati))?;
    } else {
        terminal::output(&text(&read, refusal.as_ref(), &iati, arguments.notes))?;
    }
    if let Some(folder) = &arguments.annotate {
        let known = fund.inputs.iter().map(|mapping| (mapping.file.clone(), inputs.join(&mapping.file)));
        let paths = known.chain(others.iter().map(|path| (path.display().to_string(), path.clone())));
        write_copies(&paths.collect::<Vec<_>>(), &fund, folder, &read)?;
    }
    if refused { Err(CommandError::Checked) } else { Ok(()) }
}

/// What is said of the inputs, or of some of them, where these are named; and whether a run would refuse the inputs.
fn checked(arguments: &CheckArguments, wanted: &[String]) -> Result<(Checkup, bool), CommandError> {
    let progress = Progress::new();
    let as_of = AsOf::new(arguments.as_of, clock::today());
    let checkup = books::check(&arguments.folder.fund, as_of, &|step| progress.step(step));
    progress.done();
    let mut checkup = checkup?;
    let refused = checkup.is_refused();
    let read = &mut checkup.intake;
    read.problems.retain(|problem| wanted.is_empty() || wanted.contains(&problem.location.file));
    read.files.retain(|file| wanted.is_empty() || wanted.contains(&file.file));
    Ok((checkup, refused))
}

/// Judges a file that is no input of the fund, and says how it was read; whether it has errors.
fn judge(inputs: &Path, fund: &config::Fund, path: &Path, all: &mut Intake) -> bool {
    let name = path.display().to_string();
    let judged = intake::judge(inputs, fund, &Options::of(fund), (path, &name));
    terminal::tell(&format!("{name} is no input of this fund."));
    for proposal in &judged.proposals {
        terminal::tell(&describe(proposal));
        doubt(proposal, &ProposedInput::new(proposal, &name)).iter().for_each(|doubt| terminal::tell(doubt));
    }
    let faulty = judged.read.has_errors();
    all.problems.extend(judged.read.problems);
    all.files.extend(judged.read.files);
    faulty
}

/// The files that were asked for: inputs, as `fund.toml` names them, and others.
fn wanted_files(arguments: &CheckArguments, fund: &config::Fund) -> Result<(Vec<String>, Vec<PathBuf>), CommandError> {
    let inputs = arguments.folder.inputs();
    let (mut wanted, mut others) = (Vec::new(), Vec::new());
    for path in &arguments.files {
        let same = |file: &str| {
            let known = inputs.join(file);
            path == Path::new(file)
                || *path == known
                || path.canonicalize().ok().is_some_and(|path| known.canonicalize().ok() == Some(path))
        };
        match fund.inputs.iter().find(|mapping| same(&mapping.file)) {
            Some(mapping) => wanted.push(mapping.file.clone()),
            None => {
                let located = arguments.folder.located(path);
                if !located.exists() {
                    let path = path.display();
                    return Err(CommandError::Use(format!("{path} is no input of this fund, and no file")));
                }
                others.push(located);
            }
        }
    }
    Ok((wanted, others))
}

/// Problems by file, errors first, then why there is no month, and a count.
fn text(read: &Intake, refusal: Option<&BooksError>, iati: &[ConfigProblem], notes: bool) -> String {
    let mut by_file: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in read.problems.iter().filter(|problem| notes || problem.severity() != Severity::Note) {
        by_file.entry(&problem.location.file).or_default().push(problem);
    }
    let mut out = String::new();
    for (file, mut problems) in by_file {
        let _ = writeln!(out, "{file}");
        problems.sort_by_key(|problem| problem.severity());
        for problem in problems {
            let sheet = problem.location.sheet.as_deref().map(|sheet| format!("{sheet} ")).unwrap_or_default();
            let cell = problem.location.shown().unwrap_or_else(|| "the file".to_owned());
            let _ = writeln!(
                out,
                "  {} {} {sheet}{cell}: {}",
                problem.severity().name(),
                problem.code.id(),
                problem.code.title()
            );
            let _ = writeln!(out, "      found     {}", problem.found);
            if problem.severity() != Severity::Note {
                let _ = writeln!(out, "      expected  {}", problem.expected);
            }
            if !problem.fix.is_empty() {
                let _ = writeln!(out, "      fix       {}", problem.fix);
            }
        }
        out.push('\n');
    }
    if let Some(refusal) = refusal {
        out.push_str("the month\n");
        terminal::words(refusal).iter().for_each(|line| {
            let _ = writeln!(out, "  {line}");
        });
        out.push('\n');
    }
    if !iati.is_empty() {
        out.push_str("fund.toml: what the files for IATI lack\n");
        iati.iter().for_each(|fault| {
            let _ = writeln!(out, "  {fault}");
        });
        out.push('\n');
    }
    let rows: u64 = read.files.iter().flat_map(|file| &file.sheets).map(|sheet| sheet.rows).sum();
    let [errors, warnings, notes] = [Severity::Error, Severity::Warning, Severity::Note].map(|one| read.count(one));
    let files = plural(read.files.len(), "file", "no files");
    let counts = [(errors, "error"), (warnings, "warning"), (notes, "note")];
    let counts = counts.map(|(count, noun)| plural(count, noun, &format!("no {noun}s"))).join(", ");
    let _ =
        write!(out, "{files}, {}: {counts}.", plural(usize::try_from(rows).unwrap_or(usize::MAX), "row", "no rows"));
    if refusal.is_some() {
        out.push_str(" A run stops at what is said of the month.");
    }
    if errors + warnings > 0 {
        out.push_str(" What a code means: poolfund explain CODE");
    }
    out
}

/// Writes copies in which problems are marked, of files by their names with the paths at which they stand.
fn write_copies(
    paths: &[(String, PathBuf)],
    fund: &config::Fund,
    folder: &Path,
    read: &Intake,
) -> Result<(), CommandError> {
    let mut files: Vec<&str> = read
        .problems
        .iter()
        .filter(|problem| problem.severity() != Severity::Note)
        .map(|problem| problem.location.file.as_str())
        .collect();
    files.sort_unstable();
    files.dedup();
    let file_error = |path: &Path, why| CommandError::File { path: path.display().to_string(), why };
    std::fs::create_dir_all(folder).map_err(|why| file_error(folder, why))?;
    for &file in &files {
        let problems: Vec<Problem> =
            read.problems.iter().filter(|problem| problem.location.file == file).cloned().collect();
        let request = Request { file: file.to_owned(), limits: fund.limits.clone(), ..Request::default() };
        let Some((_, path)) = paths.iter().find(|(name, _)| name == file) else { continue };
        match sandbox::annotate(path, &request, &problems, &Isolation::default()) {
            Ok(copy) => {
                let path = folder.join(copy_name(file, &files));
                std::fs::write(&path, copy).map_err(|why| file_error(&path, why))?;
                terminal::tell(&format!("{} shows the problems of {file}", path.display()));
            }
            Err(error) => terminal::tell(&format!("no marked copy of {file}: {error}")),
        }
    }
    Ok(())
}

/// The name of a file's copy. Its folders and ending are in it only where another file has the same name without them.
fn copy_name(file: &str, all: &[&str]) -> String {
    fn stem(file: &str) -> &str {
        let name = file.rsplit('/').next().unwrap_or(file);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }
    let twice = all.iter().filter(|other| stem(other) == stem(file)).count() > 1;
    let name = if twice { file.replace(['/', '.'], "-") } else { stem(file).to_owned() };
    format!("{name}-annotated.xlsx")
}

/// Everything, for programs. Its JSON is described in `docs/json/check.schema.json`.
#[derive(Serialize)]
struct Report<'r> {
    errors: usize,
    warnings: usize,
    notes: usize,
    /// Why the month has no figures although no file has an error.
    refused: Vec<String>,
    /// What the settings lack for the files for IATI.
    iati: Vec<SettingReport<'r>>,
    files: Vec<FileReport<'r>>,
    problems: Vec<ProblemReport<'r>>,
}

#[derive(Serialize)]
struct FileReport<'r> {
    file: &'r str,
    sha256: &'r str,
    bytes: u64,
    sheets: Vec<SheetReport<'r>>,
}

#[derive(Serialize)]
struct SheetReport<'r> {
    sheet: &'r str,
    kind: &'static str,
    header_row: u32,
    rows: u64,
    facts: u64,
    left_out: u64,
}

#[derive(Serialize)]
struct SettingReport<'r> {
    key: &'r str,
    found: &'r str,
    expected: &'r str,
    fix: &'r str,
}

#[derive(Serialize)]
struct ProblemReport<'r> {
    code: &'static str,
    severity: &'static str,
    title: &'static str,
    file: &'r str,
    sheet: Option<&'r str>,
    cell: Option<String>,
    found: &'r str,
    expected: &'r str,
    fix: &'r str,
}

impl<'r> Report<'r> {
    fn new(read: &'r Intake, refusal: Option<&BooksError>, iati: &'r [ConfigProblem]) -> Self {
        let files = read.files.iter().map(|file| FileReport {
            file: &file.file,
            sha256: &file.sha256,
            bytes: file.bytes,
            sheets: file.sheets.iter().map(SheetReport::new).collect(),
        });
        let problems = read.problems.iter().map(|problem| ProblemReport {
            code: problem.code.id(),
            severity: problem.severity().name(),
            title: problem.code.title(),
            file: &problem.location.file,
            sheet: problem.location.sheet.as_deref(),
            cell: problem.location.cell(),
            found: &problem.found,
            expected: &problem.expected,
            fix: &problem.fix,
        });
        Self {
            errors: read.count(Severity::Error),
            warnings: read.count(Severity::Warning),
            notes: read.count(Severity::Note),
            refused: refusal.map(terminal::words).unwrap_or_default(),
            iati: iati.iter().map(SettingReport::new).collect(),
            files: files.collect(),
            problems: problems.collect(),
        }
    }
}

impl<'r> SettingReport<'r> {
    fn new(ConfigProblem { key, found, expected, fix }: &'r ConfigProblem) -> Self {
        Self { key, found, expected, fix }
    }
}

impl<'r> SheetReport<'r> {
    fn new(sheet: &'r intake::SheetRead) -> Self {
        Self {
            sheet: &sheet.source.sheet,
            kind: sheet.kind.name(),
            header_row: sheet.layout.header_row,
            rows: sheet.rows,
            facts: sheet.facts,
            left_out: sheet.filtered,
        }
    }
}
