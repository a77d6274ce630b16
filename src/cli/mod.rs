//! The command line: one file a command.
//!
//! What comes in: arguments. What leaves: text on the terminal, files, and an exit code: 0 done, 1 the input has
//! errors, 2 wrong use or an internal failure. Results go to standard output only where a program asked for them
//! (`--json`); everything for people goes to standard error.

mod alias;
mod approve;
mod audit;
mod books;
mod check;
mod clock;
mod close;
mod diff;
mod explain;
pub mod init;
mod map;
mod month;
mod outbox;
mod pack;
mod progress;
mod recording;
mod run;
mod solve;
mod summary;
mod terminal;
mod trace;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::allocate::AllocateError;
use crate::config::ConfigError;
use crate::intake::Problem;
use crate::ledger::LedgerProblem;
use crate::ledger::store::{LockError, StoreError};

/// The monthly engine of a multi-donor pooled fund.
#[derive(Debug, Parser)]
#[command(name = "poolfund", version, about, args_conflicts_with_subcommands = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: run::RunArguments,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read the inputs, allocate, and write the month's reports (the default)
    Run(run::RunArguments),
    /// Read and judge the inputs without running
    Check(check::CheckArguments),
    /// Propose how an unknown workbook is to be read
    Map(map::MapArguments),
    /// Record what a name means
    Alias(alias::AliasArguments),
    /// Make an empty fund: the same sheets with drop-downs and instructions
    Init(init::InitArguments),
    /// Say why a cell lacks money, where an agreement's money is, or what a problem code means
    Explain(explain::ExplainArguments),
    /// Write mail drafts to donors with the month's workbooks attached
    Outbox(outbox::OutboxArguments),
    /// Close a month: check it, freeze its placements and figures, record its reports
    Close(close::CloseArguments),
    /// Approve a close, by another name than the one that closed
    Approve(approve::ApproveArguments),
    /// Show what changed between two months
    Diff(diff::DiffArguments),
    /// Follow a figure of a report back to the cells of the spreadsheets
    Trace(trace::TraceArguments),
    /// Check the ledger, its links and the reports of closed months
    Audit(audit::AuditArguments),
    /// Solve allocations given as JSON lines
    #[command(hide = true)]
    Solve,
}

/// The fund's folder, an option of every command.
#[derive(Clone, Debug, clap::Args)]
struct FundFolder {
    /// The fund's folder: the one that holds `inputs/` and `reports/`
    #[arg(long, value_name = "DIR", default_value = ".")]
    fund: PathBuf,
}

impl FundFolder {
    fn inputs(&self) -> PathBuf {
        self.fund.join("inputs")
    }
}

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    /// The inputs have errors; nothing was written.
    #[error("the inputs have errors")]
    Input(Vec<Problem>),
    /// The inputs were checked and have errors, which were shown.
    #[error("the inputs have errors")]
    Checked,
    /// Facts that have no value in base money; nothing was written.
    #[error("some amounts have no value in base currency")]
    Valuation(Vec<LedgerProblem>),
    /// There is no allocation.
    #[error("the money cannot be placed: {0}")]
    Allocation(#[from] AllocateError),
    /// `fund.toml` cannot stand.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Wrong use: an argument that makes no sense here.
    #[error("{0}")]
    Use(String),
    /// The month is closed.
    #[error(
        "{month} was closed by {by} ({at}): its reports stay as they are. \
         Run a later month with --as-of, or look at this one with --dry-run"
    )]
    Closed {
        /// The month.
        month: String,
        /// Who closed it.
        by: String,
        /// When.
        at: String,
    },
    /// Something must be done or accepted first.
    #[error("{0}")]
    Unready(String),
    /// The ledger is not as it was recorded.
    #[error("the audit found {0}")]
    Audit(String),
    /// The ledger cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another run is at work.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A file could not be written or read.
    #[error("{path}: {why}")]
    File {
        /// The file or folder.
        path: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// Something that should not happen.
    #[error("{0}")]
    Internal(String),
}

impl CommandError {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Input(_)
            | Self::Checked
            | Self::Valuation(_)
            | Self::Allocation(_)
            | Self::Closed { .. }
            | Self::Unready(_)
            | Self::Audit(_)
            | Self::Config(ConfigError::Values { .. } | ConfigError::Shape { .. }) => 1,
            Self::Config(ConfigError::Unreadable { .. })
            | Self::Use(_)
            | Self::File { .. }
            | Self::Store(_)
            | Self::Lock(_)
            | Self::Internal(_) => 2,
        }
    }
}

/// Runs the command line.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return clap_exit(&error),
    };
    let outcome = match arguments.command {
        Some(Command::Run(run)) => run::run(&run),
        Some(Command::Check(check)) => check::run(&check),
        Some(Command::Map(map)) => map::run(&map),
        Some(Command::Alias(alias)) => alias::run(&alias),
        Some(Command::Init(init)) => init::run(&init),
        Some(Command::Explain(explain)) => explain::run(&explain),
        Some(Command::Outbox(outbox)) => outbox::run(&outbox),
        Some(Command::Close(close)) => close::run(&close),
        Some(Command::Approve(approve)) => approve::run(&approve),
        Some(Command::Diff(diff)) => diff::run(&diff),
        Some(Command::Trace(trace)) => trace::run(&trace),
        Some(Command::Audit(audit)) => audit::run(&audit),
        Some(Command::Solve) => solve::run(),
        None => run::run(&arguments.run),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            terminal::error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Help and version are no failure; anything else is wrong use.
fn clap_exit(error: &clap::Error) -> ExitCode {
    let shown = error.print();
    if shown.is_ok() && !error.use_stderr() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
