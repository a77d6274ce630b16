//! `poolfund approve`: someone else vouches for a close.
//!
//! On one machine this is evidence, not enforcement: whoever may write the folder may type any name. The approval is
//! bound to the close by its hash, and any later change shows in `poolfund audit`.

use crate::ledger::store::{self, Approval, Batch, EventKind, NewEvent, Store};

use super::books::Books;
use super::close::month_name;
use super::pack::{differing, pack};
use super::{CommandError, FundFolder, terminal};

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
    let name = month_name(&arguments.month)?.to_string();
    let mut books = Books::open(&arguments.folder)?;
    let Some((event, close)) = store::close_of(&books.store, &name)? else {
        return Err(CommandError::Unready(format!("{name} is not closed; close it first: poolfund close {name}")));
    };
    let same = |one: &str, two: &str| {
        one.split_whitespace().map(str::to_lowercase).eq(two.split_whitespace().map(str::to_lowercase))
    };
    if arguments.by.trim().is_empty() || same(&arguments.by, &close.by) {
        return Err(CommandError::Unready(format!("{} closed {name}; someone else must approve it", close.by)));
    }
    for approval in books.store.events(Some(EventKind::Approval))? {
        let approval: Approval = approval.read()?;
        if approval.close == event.id {
            return Err(CommandError::Unready(format!("{name} was approved already, by {}", approval.by)));
        }
    }
    let reports = books.reports(&name);
    let there = pack(&reports).map_err(|why| CommandError::File { path: reports.display().to_string(), why })?;
    let expected: Vec<(&str, &str)> =
        close.pack.iter().map(|(file, sha256)| (file.as_str(), sha256.as_str())).collect();
    if let Some(found) = differing(&there, &expected) {
        return Err(CommandError::Unready(format!("the reports are not those that were closed: {found}")));
    }
    let approval = Approval { close: event.id.clone(), by: arguments.by.trim().to_owned() };
    let approval = NewEvent::new(EventKind::Approval, Some(name.clone()), &approval)?;
    books.append(Batch { events: vec![approval], files: Vec::new() }, Some(arguments.by.trim()))?;
    terminal::tell(&format!("{name} is approved by {}: close {}", arguments.by.trim(), event.id));
    Ok(())
}
