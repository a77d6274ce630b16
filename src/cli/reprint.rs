//! `poolfund reprint`: the reports of a closed month again, as they were closed.

use super::{CommandError, FundFolder, open_books, say_repairs, say_set_aside, terminal};

/// Options of `reprint`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ReprintArguments {
    /// The month, as 2025-10
    month: String,
    #[command(flatten)]
    folder: FundFolder,
}

/// Writes the closed edition.
pub(super) fn run(arguments: &ReprintArguments) -> Result<(), CommandError> {
    let month = super::month_name(&arguments.month)?;
    let mut books = open_books(&arguments.folder)?;
    let reprinted = books.reprint(month);
    say_repairs(&mut books);
    let reprinted = reprinted?;
    reprinted.set_aside.iter().for_each(say_set_aside);
    let folder = reprinted.reports.display();
    terminal::output(&format!("{} reports of {month} are in {folder} as they were closed", reprinted.files))
}
