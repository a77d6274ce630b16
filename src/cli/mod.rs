//! The command line: one file a command.
//!
//! What comes in: arguments, the clock and the user's name. What leaves: text on the terminal, files, and an exit code: 0
//! done, 1 the inputs or the state of the month stand in the way, 2 wrong use or a failure of the system. What it does not
//! know: any rule; what a command does is a function of the library, and a second front needs nothing from here.
//!
//! One rule for all commands: what was asked for goes to standard output, as text or, with `--json`, as JSON (see
//! `docs/json`); progress, problems met on the way and advice go to standard error.

mod alias;
mod amount;
mod approve;
mod audit;
mod check;
mod clock;
mod close;
mod concept;
mod decided;
mod diff;
mod explain;
mod export;
mod iati;
mod init;
mod ledger;
mod map;
mod outbox;
mod pending;
mod progress;
mod propose;
mod replay;
mod reprint;
mod rollup;
mod run;
mod scenario;
mod serve;
mod settings;
mod settle;
mod show;
mod solve;
mod summary;
mod terminal;
mod trace;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::NaiveDate;
use clap::{Parser, Subcommand};

use crate::books::{self, AsOf, Books, BooksError, Computed, Repair, TraceError};
use crate::config::ConfigError;
use crate::domain::Month;
use crate::files::SetAside;
use crate::iati::IatiError;
use crate::rollup::DataSetError;
use crate::serve::ServeError;

use progress::Progress;

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
    /// Show what is seen of any file: values, types, and what is hidden, merged or marked
    Show(show::ShowArguments),
    /// Propose how an unknown workbook is to be read
    Map(map::MapArguments),
    /// Record what a name means
    Alias(alias::AliasArguments),
    /// Make an empty fund: the same sheets with drop-downs and instructions
    Init(init::InitArguments),
    /// Show the month under other suppositions beside the month as it is; nothing is recorded
    Scenario(scenario::ScenarioArguments),
    /// Say why a cell lacks money, where an agreement's money is, or what a problem code means
    Explain(explain::ExplainArguments),
    /// Write a concept sheet about a place: two pages as PDF for whoever might fund something there, in four languages
    Concept(concept::ConceptArguments),
    /// Write the month for the International Aid Transparency Initiative (IATI 2.03)
    Iati(iati::IatiArguments),
    /// Add the month to a data set of many funds
    Export(export::ExportArguments),
    /// Answer what is asked of all funds of a data set: gap, received, charged, unspent, donors' positions
    Rollup(rollup::RollupArguments),
    /// Show the fund in a browser on this computer, and do the month's work there
    Serve(serve::ServeArguments),
    /// Turn fund.toml into the workbook settings.xlsx, or back
    Settings(settings::SettingsArguments),
    /// Write mail drafts to donors with the month's workbooks attached
    Outbox(outbox::OutboxArguments),
    /// Say what is done about differences with finance
    Settle(settle::SettleArguments),
    /// Write the committee's workbook: what is recommended for a month, with columns to decide in
    Propose(propose::ProposeArguments),
    /// Close a month: check it, freeze its placements and figures, record its reports
    Close(close::CloseArguments),
    /// Approve a close, by another name than the one that closed
    Approve(approve::ApproveArguments),
    /// Write the reports of a closed month again, as they were closed
    Reprint(reprint::ReprintArguments),
    /// Show what changed between two months
    Diff(diff::DiffArguments),
    /// Follow a figure of a report back to the cells of the spreadsheets
    Trace(trace::TraceArguments),
    /// Check the ledger, its links and the reports of closed months
    Audit(audit::AuditArguments),
    /// Make the tables of a ledger on a server, or copy a ledger from one place to another
    Ledger(ledger::LedgerArguments),
    /// Live through the months of funds given as JSON lines
    #[command(hide = true)]
    Replay,
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

    /// Where a file is that somebody names: as it is named, or else below `inputs/`.
    fn located(&self, file: &Path) -> PathBuf {
        let below = self.inputs().join(file);
        if !file.exists() && below.exists() { below } else { file.to_owned() }
    }
}

/// Why a command did not do its work.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    /// The inputs were checked and have errors, which were shown.
    #[error("the inputs have errors")]
    Checked,
    /// `fund.toml` cannot stand.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// Wrong use: an argument that makes no sense here.
    #[error("{0}")]
    Use(String),
    /// Something was not done with the books.
    #[error(transparent)]
    Books(#[from] BooksError),
    /// A figure cannot be followed.
    #[error(transparent)]
    Trace(#[from] TraceError),
    /// The fund is not shown in a browser.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// The files for IATI were not written.
    #[error("nothing was written for IATI: {0}")]
    Iati(#[from] IatiError),
    /// Something was not done with a data set.
    #[error(transparent)]
    DataSet(#[from] DataSetError),
    /// The audit found so many faults, which were shown.
    #[error("the audit found {}", summary::plural(*.0, "fault", "no fault"))]
    Faults(usize),
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
            Self::Checked | Self::Faults(_) | Self::Iati(IatiError::Settings(_)) => 1,
            Self::Config(error) => config_code(error),
            Self::Books(error) | Self::Trace(TraceError::Books(error)) => books_code(error),
            Self::Trace(_)
            | Self::Serve(_)
            | Self::DataSet(_)
            | Self::Use(_)
            | Self::Iati(IatiError::System(_))
            | Self::File { .. }
            | Self::Internal(_) => 2,
        }
    }
}

fn config_code(error: &ConfigError) -> u8 {
    match error {
        ConfigError::Values { .. } | ConfigError::Shape { .. } | ConfigError::Both { .. } => 1,
        ConfigError::Unreadable { .. } | ConfigError::Unwritable { .. } => 2,
    }
}

/// 1 where the inputs or the state of the month stand in the way, 2 where the command or the system does.
fn books_code(error: &BooksError) -> u8 {
    match error {
        BooksError::Config(error) => config_code(error),
        BooksError::Inputs(_)
        | BooksError::Month(_)
        | BooksError::Old { .. }
        | BooksError::Closed { .. }
        | BooksError::LaterClosed { .. }
        | BooksError::NotOver { .. }
        | BooksError::Open { .. }
        | BooksError::NotClosed { .. }
        | BooksError::SamePerson { .. }
        | BooksError::Approved { .. }
        | BooksError::Signature(_)
        | BooksError::Deviates(_)
        | BooksError::Changed { .. }
        | BooksError::LedgerLost { .. }
        | BooksError::TwoLedgers { .. }
        | BooksError::OtherFigures { .. }
        | BooksError::NotKept { .. }
        | BooksError::Lost(_) => 1,
        BooksError::NoMonth
        | BooksError::Unproved(_)
        | BooksError::NoLedger(_)
        | BooksError::Scenario(_)
        | BooksError::Currencies { .. }
        | BooksError::NeverRun { .. }
        | BooksError::Store(_)
        | BooksError::Unfinished(_)
        | BooksError::NoFolder(_)
        | BooksError::NothingRun
        | BooksError::Lock(_)
        | BooksError::Reports(_)
        | BooksError::File { .. } => 2,
    }
}

/// The month's name, or wrong use.
fn month_name(text: &str) -> Result<Month, CommandError> {
    Month::parse(text).ok_or_else(|| CommandError::Use(format!("{text:?} is not a month; write it as 2025-10")))
}

/// Opens the books and says what was put right.
fn open_books(folder: &FundFolder) -> Result<Books, CommandError> {
    if let Some(share) = Books::share(&folder.fund) {
        terminal::tell(&format!(
            "WARNING: {} is on a network share ({share}), where nothing keeps two computers from writing at once: let one \
             work at a time, or keep the fund on a disk of its own.",
            folder.fund.display()
        ));
    }
    let mut books = Books::open(&folder.fund)?;
    say_repairs(&mut books);
    Ok(books)
}

/// Says what was put right since this was last said.
fn say_repairs(books: &mut Books) {
    let kept = |aside: Option<PathBuf>| aside.map_or(String::new(), |aside| format!(" It is now {}.", aside.display()));
    for repair in books.take_repairs() {
        match repair {
            Repair::ReportsPutBack { month } => {
                terminal::tell(&format!("A run was cut off; the reports of {month} are as they were before it."));
            }
            Repair::Cleared(folders) => {
                terminal::tell(&format!("A run was cut off; what it left half written is cleared away ({folders})."));
            }
            Repair::SetAside(file) => say_set_aside(&file),
            Repair::Stated(file) => {
                terminal::tell(&format!("A statement was missing, and is written: {}.", file.display()))
            }
            Repair::EditionPut { month, closed_by: Some(by) } => {
                terminal::tell(&format!("{month} was closed by {by}; its reports here are the closed edition now."));
            }
            Repair::EditionPut { month, closed_by: None } => {
                terminal::tell(&format!("The close of {month} was cut off; its reports are the closed edition now."));
            }
            Repair::LedgerRestored { why, aside } => {
                terminal::tell(&format!("WARNING: ledger.db {why}.{}", kept(aside)));
                terminal::tell("What its copy holds stands in its place; the copy is whole.");
            }
            Repair::CopyReplaced { why, aside } => {
                terminal::tell(&format!("WARNING: the ledger's copy is damaged ({why}).{}", kept(aside)));
                terminal::tell("The ledger is whole, and was copied anew.");
            }
        }
    }
}

/// Says where a file is that could not keep its name.
fn say_set_aside(file: &SetAside) {
    terminal::tell(&format!("{} was changed by somebody, and kept: it is now {}.", file.file, file.now.display()));
}

/// Reads a month of a fund.
type ReadMonth<M> = fn(&Path, AsOf, books::Watch<'_>) -> Result<M, BooksError>;

/// The month's figures, nothing written.
fn computed(folder: &FundFolder, as_of: Option<NaiveDate>) -> Result<Computed, CommandError> {
    let computed = read_by(books::read, folder, as_of)?;
    say_newer(&computed);
    Ok(computed)
}

/// The same; a month that is closed as its close recorded it.
fn standing(folder: &FundFolder, as_of: Option<NaiveDate>) -> Result<Computed, CommandError> {
    let computed = read_by(books::read_standing, folder, as_of)?;
    say_newer(&computed);
    Ok(computed)
}

fn read_by<M>(read: ReadMonth<M>, folder: &FundFolder, as_of: Option<NaiveDate>) -> Result<M, CommandError> {
    let progress = Progress::new();
    let read = read(&folder.fund, AsOf::new(as_of, clock::today()), &|step| progress.step(step));
    progress.done();
    Ok(read?)
}

/// Says that there are newer data than the month that was chosen for them.
fn say_newer(computed: &Computed) {
    if let Some(newest) = computed.newer {
        terminal::tell(&format!(
            "{} is the last month that is over; there are data to {newest}, which --as-of {newest} would count.",
            computed.month()
        ));
    }
}

/// The command line as it is declared, for its manual and completions.
pub fn command() -> clap::Command {
    <Arguments as clap::CommandFactory>::command()
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
        Some(Command::Show(show)) => show::run(&show),
        Some(Command::Alias(alias)) => alias::run(&alias),
        Some(Command::Init(init)) => init::run(&init),
        Some(Command::Explain(explain)) => explain::run(&explain),
        Some(Command::Concept(concept)) => concept::run(&concept),
        Some(Command::Iati(iati)) => iati::run(&iati),
        Some(Command::Export(export)) => export::run(&export),
        Some(Command::Rollup(rollup)) => rollup::run(&rollup),
        Some(Command::Settings(settings)) => settings::run(&settings),
        Some(Command::Serve(serve)) => serve::run(&serve),
        Some(Command::Outbox(outbox)) => outbox::run(&outbox),
        Some(Command::Settle(settle)) => settle::run(&settle),
        Some(Command::Propose(propose)) => propose::run(&propose),
        Some(Command::Close(close)) => close::run(&close),
        Some(Command::Approve(approve)) => approve::run(&approve),
        Some(Command::Reprint(reprint)) => reprint::run(&reprint),
        Some(Command::Diff(diff)) => diff::run(&diff),
        Some(Command::Trace(trace)) => trace::run(&trace),
        Some(Command::Audit(audit)) => audit::run(&audit),
        Some(Command::Ledger(ledger)) => ledger::run(&ledger),
        Some(Command::Replay) => replay::run(),
        Some(Command::Scenario(scenario)) => scenario::run(&scenario),
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

/// Help and version are no failure; anything else is wrong use, whose text shows what was typed.
fn clap_exit(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        terminal::tell(error.render().to_string().trim_end());
        return ExitCode::from(2);
    }
    if error.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
