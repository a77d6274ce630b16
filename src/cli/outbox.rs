//! `poolfund outbox`: mail drafts to donors with the month's workbooks attached. Nothing is sent.

use chrono::NaiveDate;

use crate::report::{View, manifest, outbox};

use super::progress::Progress;
use super::{CommandError, FundFolder, books, month, terminal};

/// Options of `outbox`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct OutboxArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The last day of the month whose reports are attached [default: the last full month in the data]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Writes the drafts beside the month's reports.
pub(super) fn run(arguments: &OutboxArguments) -> Result<(), CommandError> {
    let progress = Progress::new();
    let books = books::look(&arguments.folder.fund)?;
    let month = month::read(&arguments.folder, arguments.as_of, books.as_ref().map(|books| books as _), &progress);
    progress.done();
    let month = month?;
    let reports = arguments.folder.fund.join("reports").join(month.name());
    // Not in the month's own folder, which a close freezes.
    let target = arguments.folder.fund.join("reports/outbox").join(month.name());
    let view = View::new(&month.figures, manifest::set_hash(&month.hashed()));
    let view = view.map_err(|why| CommandError::Internal(why.to_string()))?;
    let (drafts, without) = outbox::write_all(&view, &reports, &target)
        .map_err(|why| CommandError::File { path: reports.display().to_string(), why })?;
    terminal::tell(&format!("{} drafts in {}", drafts.len(), target.display()));
    for name in without {
        terminal::tell(&format!("  no e-mail address: {name}"));
    }
    Ok(())
}
