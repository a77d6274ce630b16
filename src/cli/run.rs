//! `poolfund run`: the month, from spreadsheets to reports.

use chrono::NaiveDate;

use crate::intake::Severity;
use crate::report::{self, View, manifest, pack, pdf};

use super::month::{self, Month};
use super::progress::Progress;
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
    /// Print the summary as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// Runs the month.
pub(super) fn run(arguments: &RunArguments) -> Result<(), CommandError> {
    let progress = Progress::new();
    let month = month::read(&arguments.folder, arguments.as_of, &progress);
    let written = month.and_then(|month| write(arguments, month, &progress));
    progress.done();
    let (month, written) = written?;
    terminal::problems(&month.warnings);
    let warnings = month.warnings.iter().filter(|problem| problem.severity() == Severity::Warning).count();
    let summary = Summary::new(&month.figures, month.files.len(), warnings, written);
    if arguments.json {
        let json = serde_json::to_string_pretty(&summary);
        return terminal::output(&json.map_err(|why| CommandError::Internal(why.to_string()))?);
    }
    terminal::tell(&summary.text());
    Ok(())
}

type Written = Option<(String, Vec<String>)>;

fn write(arguments: &RunArguments, month: Month, progress: &Progress) -> Result<(Month, Written), CommandError> {
    if arguments.verify {
        progress.step("proving the allocation");
        month.verify()?;
    }
    if arguments.dry_run {
        return Ok((month, None));
    }
    progress.step("writing the reports");
    let target = arguments.folder.fund.join("reports").join(month.name());
    let mut files = report::write_all(&month.figures, &month.hashed(), &target)
        .map_err(|why| CommandError::Internal(why.to_string()))?;
    let file = |why| CommandError::File { path: target.display().to_string(), why };
    if arguments.pdf {
        progress.step("printing the donors' workbooks");
        files.extend(pdf::print_donors(&target).map_err(file)?);
    }
    if arguments.pack {
        progress.step("packing the donors' files");
        let view = View::new(&month.figures, manifest::set_hash(&month.hashed()));
        files.extend(pack::write_all(&view, &target).map_err(file)?);
    }
    Ok((month, Some((target.display().to_string(), files))))
}
