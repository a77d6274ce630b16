//! `poolfund approve`: someone else vouches for a close.

use std::path::PathBuf;

use crate::files;

use super::{CommandError, FundFolder, clock, open_books, say_repairs, terminal};

/// No signature is longer, in bytes.
const LONGEST_SIGNATURE: u64 = 64 << 10;

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
    /// The signature of the close's statement, as `minisign -S` writes it; needed where fund.toml names approvers
    #[arg(long, value_name = "FILE")]
    signature: Option<PathBuf>,
}

/// Records the approval.
pub(super) fn run(arguments: &ApproveArguments) -> Result<(), CommandError> {
    let month = super::month_name(&arguments.month)?;
    let actor = clock::actor(Some(&arguments.by))?;
    let signature = arguments.signature.as_ref().map(|path| {
        let error = |why| CommandError::File { path: path.display().to_string(), why };
        files::read_text(path, LONGEST_SIGNATURE).map_err(error)
    });
    let signature = signature.transpose()?;
    let mut books = open_books(&arguments.folder)?;
    let approved = books.approve(month, &actor, signature.as_deref());
    say_repairs(&mut books);
    let approved = approved?;
    terminal::output(&format!("{month} is approved by {}: close {}", actor.name(), approved.close))?;
    terminal::output(&format!("\n{}", approved.statement.text))?;
    let file = approved.statement.file;
    terminal::tell(&format!("This statement is {}; somebody else should have it too.", file.display()));
    Ok(())
}
