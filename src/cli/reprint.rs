//! `poolfund reprint`: the reports of a closed month again, as they were closed.

use std::path::PathBuf;

use crate::report::Extras;

use super::progress::Progress;
use super::{CommandError, FundFolder, open_books, say_repairs, say_set_aside, terminal};

/// Options of `reprint`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ReprintArguments {
    /// The month, as 2025-10
    month: String,
    #[command(flatten)]
    folder: FundFolder,
    /// Where the reports are written [default: where they were; with --pdf, --pack, --annual or --from, reports/reprint/MONTH]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Print each donor's workbook as PDF too, with the workbook attached
    #[arg(long)]
    pdf: bool,
    /// Pack each donor's files with a cover letter
    #[arg(long)]
    pack: bool,
    /// Write each donor's workbook with a statement for its own reporting period too: from this month, as 2025-04, to MONTH
    #[arg(long, value_name = "MONTH")]
    from: Option<String>,
    /// Write the report of a calendar year too, as the closed month knows it
    #[arg(long, value_name = "YEAR")]
    annual: Option<i32>,
}

/// Writes the closed edition.
pub(super) fn run(arguments: &ReprintArguments) -> Result<(), CommandError> {
    let month = super::month_name(&arguments.month)?;
    let extras = Extras { pdf: arguments.pdf, pack: arguments.pack, annual: arguments.annual };
    let mut books = open_books(&arguments.folder)?;
    let to = arguments.to.as_deref();
    let from = arguments.from.as_deref().map(super::month_name).transpose()?;
    if let Some(from) = from.filter(|from| *from > month) {
        return Err(CommandError::Use(format!("--from {from}: a period that ends with {month} begins no later")));
    }
    let reprinted = if extras == Extras::default() && from.is_none() {
        books.reprint(month, to)
    } else {
        let progress = Progress::new();
        let reprinted = books.reprint_with(month, to, (extras, from), &|step| progress.step(step));
        progress.done();
        reprinted
    };
    say_repairs(&mut books);
    let reprinted = reprinted?;
    reprinted.set_aside.iter().for_each(say_set_aside);
    let folder = reprinted.reports.display();
    terminal::output(&format!("{} reports of {month} are in {folder} as they were closed", reprinted.files))
}
