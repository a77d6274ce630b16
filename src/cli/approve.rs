//! `poolfund approve`: someone else vouches for a close.

use super::{CommandError, FundFolder, clock, open_books, say_repairs, terminal};

/// Options of `approve`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ApproveArguments {
    /// The month, as 2025-10
    month: String,
    #[command(flatten)]
    folder: FundFolder,
    /// Who approves; not the one who closed
    #[arg(long = "as", value_name = "NAME")]
    by: String,
}

/// Records the approval.
pub(super) fn run(arguments: &ApproveArguments) -> Result<(), CommandError> {
    let month = super::month_name(&arguments.month)?;
    let actor = clock::actor(Some(&arguments.by))?;
    let mut books = open_books(&arguments.folder)?;
    let approved = books.approve(month, &actor);
    say_repairs(&mut books);
    let approved = approved?;
    terminal::output(&format!("{month} is approved by {}: close {}", actor.name(), approved.close))?;
    terminal::output(&format!("\n{}", approved.statement.text))?;
    let file = approved.statement.file;
    terminal::tell(&format!("This statement is {}; somebody else should have it too.", file.display()));
    Ok(())
}
