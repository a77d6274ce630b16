//! `poolfund ledger`: where the ledger is kept: tables on a server, and copies from one place to another.

use std::path::{Path, PathBuf};

use crate::books::{self, End};

use super::summary::plural;
use super::{CommandError, FundFolder, terminal};

/// Options of `ledger`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct LedgerArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Clone, Debug, clap::Subcommand)]
enum What {
    /// Make the tables of the ledger on the server that the settings name; whoever owns the database does it once
    Prepare(PrepareArguments),
    /// Copy all that one ledger has beyond another, event by event as it was recorded
    Copy(CopyArguments),
}

#[derive(Clone, Debug, clap::Args)]
struct PrepareArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The role on the server whose members may add to the ledger
    #[arg(long, value_name = "ROLE")]
    members: Option<String>,
}

#[derive(Clone, Debug, clap::Args)]
struct CopyArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// The ledger that is read: a file, or `server` for the one that the settings name
    from: PathBuf,
    /// The ledger that is added to, or made: a file, or `server`
    to: PathBuf,
}

/// Makes tables, or copies a ledger.
pub(super) fn run(arguments: &LedgerArguments) -> Result<(), CommandError> {
    match &arguments.what {
        What::Prepare(PrepareArguments { folder, members }) => {
            let made = books::prepare_ledger(&folder.fund, members.as_deref())?;
            terminal::output(match made.last() {
                Some(_) => "The tables of the ledger are made, those of this version.",
                None => "The tables of the ledger are those of this version; nothing was made.",
            })?;
            if let Some(members) = members {
                terminal::output(&format!("The members of {members} may read the ledger and add to it."))?;
            }
            Ok(())
        }
        What::Copy(CopyArguments { folder, from, to }) => {
            let copied = books::copy_ledger(&folder.fund, &end(from), &end(to))?;
            let added = plural(copied.events, "event", "no event");
            let all = plural(copied.all, "event", "no event");
            terminal::output(&format!("{added} copied. Both ledgers end after {all} with the hash {}.", copied.head))
        }
    }
}

fn end(path: &Path) -> End {
    if path.as_os_str() == "server" { End::Server } else { End::File(path.to_owned()) }
}
