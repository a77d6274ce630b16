//! `poolfund run`: the month, from spreadsheets to reports.

use chrono::NaiveDate;

use crate::books::{self, AsOf, Computed, Wanted};
use crate::intake::Severity;
use crate::ledger::store::Restatement;
use crate::month;
use crate::report::Extras;

use super::progress::Progress;
use super::summary::Summary;
use super::{CommandError, FundFolder, clock, open_books, read_by, say_newer, say_repairs, say_set_aside, terminal};

/// Options of `run`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct RunArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The last day that counts [default: the end of the last month that is over and has data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
    /// Do everything but write
    #[arg(long)]
    dry_run: bool,
    /// Prove the allocation with a separate checker
    #[arg(long)]
    verify: bool,
    /// Print each donor's workbook as PDF too, with the workbook attached
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

/// Runs the month.
pub(super) fn run(arguments: &RunArguments) -> Result<(), CommandError> {
    let (computed, written, restated) = if arguments.dry_run { look(arguments)? } else { write(arguments)? };
    terminal::problems(&computed.problems);
    let warnings = computed.problems.iter().filter(|problem| problem.severity() == Severity::Warning).count();
    let summary = Summary::new(&month::Summary::of(&computed.figures), computed.files.len(), warnings, written);
    restatements(&restated).iter().for_each(|line| terminal::tell(line));
    let said = if arguments.json { terminal::json(&summary) } else { terminal::output(&summary.text()) };
    // The program ends: its memory goes back whole, which costs less than piece by piece.
    std::mem::forget(computed);
    said
}

/// A month, where its reports are with their files, and what was restated.
type Outcome = (Computed, Option<(String, Vec<String>)>, Vec<Restatement>);

/// The month without a trace.
fn look(arguments: &RunArguments) -> Result<Outcome, CommandError> {
    let (computed, restated) = read_by(books::look, &arguments.folder, arguments.as_of)?;
    say_newer(&computed);
    if arguments.verify {
        computed.prove()?;
    }
    Ok((computed, None, restated))
}

/// The month into the ledger and the reports.
fn write(arguments: &RunArguments) -> Result<Outcome, CommandError> {
    let wanted = Wanted {
        as_of: AsOf::new(arguments.as_of, clock::today()),
        prove: arguments.verify,
        extras: Extras { pdf: arguments.pdf, pack: arguments.pack, annual: arguments.annual },
    };
    let actor = clock::actor(None)?;
    let mut books = open_books(&arguments.folder)?;
    let progress = Progress::new();
    let ran = books.run(wanted, &actor, &|step| progress.step(step));
    progress.done();
    say_repairs(&mut books);
    let ran = ran?;
    say_newer(&ran.computed);
    ran.set_aside.iter().for_each(say_set_aside);
    ran.gone.iter().for_each(|gone| terminal::tell(&gone.to_string()));
    Ok((ran.computed, Some((ran.reports.display().to_string(), ran.files)), ran.restated))
}

/// How many restatements are listed one by one.
const LISTED: usize = 12;

/// What was restated, rows of closed months first.
fn restatements(restated: &[Restatement]) -> Vec<String> {
    let mut sorted: Vec<&Restatement> = restated.iter().collect();
    sorted.sort_by_key(|one| !one.closed);
    let mut lines: Vec<String> = sorted.iter().take(LISTED).map(ToString::to_string).collect();
    if let Some(more) = restated.len().checked_sub(LISTED).filter(|more| *more > 0) {
        lines.push(format!("  and {more} more restated rows; `poolfund diff` shows what they change"));
    }
    lines
}
