//! `poolfund run`: the month, from spreadsheets to reports.

use chrono::NaiveDate;

use crate::intake::Severity;
use crate::ledger::store::Store;
use crate::report::{self, Extras};

use super::books::{self, Books};
use super::month::{self, Month};
use super::progress::Progress;
use super::recording;
use super::summary::Summary;
use super::{CommandError, FundFolder, terminal};

/// Options of `run`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct RunArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last full month in the data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// Do everything but write
    #[arg(long)]
    dry_run: bool,
    /// Prove the allocation with a separate checker
    #[arg(long)]
    verify: bool,
    /// Print each donor's workbook as PDF too, by LibreOffice
    #[arg(long)]
    pdf: bool,
    /// Pack each donor's files with a cover letter
    #[arg(long)]
    pack: bool,
    /// Write the report of a calendar year too, for the partners' meeting
    #[arg(long, value_name = "YEAR")]
    annual: Option<i32>,
    /// Print the summary as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// What a run leaves: where the reports are, their files, and what was restated.
#[derive(Default)]
struct Left {
    reports: Option<(String, Vec<String>)>,
    restated: Vec<String>,
}

/// Runs the month.
pub(super) fn run(arguments: &RunArguments) -> Result<(), CommandError> {
    let progress = Progress::new();
    let ran = if arguments.dry_run { look(arguments, &progress) } else { write(arguments, &progress) };
    progress.done();
    let (month, left) = ran?;
    terminal::problems(&month.warnings);
    let warnings = month.warnings.iter().filter(|problem| problem.severity() == Severity::Warning).count();
    let summary = Summary::new(&month.figures, month.files.len(), warnings, left.reports);
    if arguments.json {
        let json = serde_json::to_string_pretty(&summary);
        return terminal::output(&json.map_err(|why| CommandError::Internal(why.to_string()))?);
    }
    left.restated.iter().for_each(|line| terminal::tell(line));
    terminal::tell(&summary.text());
    Ok(())
}

/// The month without a trace.
fn look(arguments: &RunArguments, progress: &Progress) -> Result<(Month, Left), CommandError> {
    let books = books::look(&arguments.folder.fund)?;
    let month = read(arguments, books.as_ref().map(|books| books as _), progress)?;
    Ok((month, Left::default()))
}

fn read(arguments: &RunArguments, store: Option<&dyn Store>, progress: &Progress) -> Result<Month, CommandError> {
    let month = month::read(&arguments.folder, arguments.as_of, store, progress)?;
    if arguments.verify {
        progress.step("proving the allocation");
        month.verify()?;
    }
    Ok(month)
}

/// The month into the ledger and the reports: the reports are written beside their place while the ledger takes what was
/// read; then it knows the run, then the reports are put in place. Whatever cuts a run off, the next one goes on from
/// there.
fn write(arguments: &RunArguments, progress: &Progress) -> Result<(Month, Left), CommandError> {
    let mut books = Books::open(&arguments.folder)?;
    let mut month = read(arguments, Some(&books.store), progress)?;
    books::refuse_closed(&books.store, &month.name())?;
    progress.step("writing the reports");
    let target = books.reports(&month.name());
    let extras = Extras { pdf: arguments.pdf, pack: arguments.pack, annual: arguments.annual };
    let (readings, inputs) = (std::mem::take(&mut month.readings), arguments.folder.inputs());
    let (store, read) = (&mut books.store, &month);
    let (imports, written) = std::thread::scope(|scope| {
        let imports = scope.spawn(move || recording::imports(&inputs, read, readings, store));
        let written = report::stage(&month.figures, &month.hashed(), &target, extras);
        (imports.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), written)
    });
    let written = written.map_err(|why| CommandError::Internal(why.to_string()))?;
    let manifest = written.manifest().map(|manifest| manifest.sha256.clone()).unwrap_or_default();
    progress.step("recording the month");
    let recorded = recording::record(&month, imports?, manifest, &books.store)?;
    books.append(recorded.batch, None)?;
    let file = |why| CommandError::File { path: target.display().to_string(), why };
    let files = written.put_in_place().map_err(file)?;
    let reports = Some((target.display().to_string(), files));
    Ok((month, Left { reports, restated: recorded.restated }))
}
