//! `poolfund outbox`: mail drafts to donors with the month's workbooks attached. Nothing is sent.

use chrono::NaiveDate;

use crate::domain::Month;

use super::progress::Progress;
use super::{CommandError, FundFolder, open_books, say_repairs, say_set_aside, terminal};

/// Options of `outbox`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct OutboxArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// A day of the month whose reports are attached [default: the last month that was run]
    #[arg(long, value_name = "YYYY-MM-DD")]
    as_of: Option<NaiveDate>,
}

/// Writes the drafts beside the month's reports.
pub(super) fn run(arguments: &OutboxArguments) -> Result<(), CommandError> {
    let mut books = open_books(&arguments.folder)?;
    let progress = Progress::new();
    let posted = books.outbox(arguments.as_of.map(Month::of), &|step| progress.step(step));
    progress.done();
    say_repairs(&mut books);
    let posted = posted?;
    posted.set_aside.iter().for_each(say_set_aside);
    terminal::output(&format!("{} drafts in {}", posted.drafts.len(), posted.folder.display()))?;
    if !posted.closed {
        terminal::tell(&format!("{} is not closed: the drafts say so.", posted.month));
    }
    for name in posted.without {
        terminal::tell(&format!("  no e-mail address: {name}"));
    }
    Ok(())
}
