//! `poolfund propose`: the committee's workbook of a month. Nothing is recorded.

use std::path::{Path, PathBuf};

use crate::books;
use crate::files;

use super::amount::Amount;
use super::{CommandError, FundFolder, Progress, summary, terminal};

/// Options of `propose`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct ProposeArguments {
    /// The month, as 2025-10
    month: String,
    #[command(flatten)]
    folder: FundFolder,
    /// Where the workbook is written [default: reports/proposals/proposal-MONTH.xlsx in the fund's folder]
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

/// Writes the workbook, and says how much is recommended.
pub(super) fn run(arguments: &ProposeArguments) -> Result<(), CommandError> {
    let month = super::month_name(&arguments.month)?;
    let file = || arguments.folder.fund.join(format!("reports/proposals/proposal-{month}.xlsx"));
    let file = arguments.to.clone().unwrap_or_else(file);
    let progress = Progress::new();
    let proposed = books::propose(&arguments.folder.fund, month, &|step| progress.step(step));
    progress.done();
    let proposed = proposed?;
    // One that is there already may be filled in: it keeps its name.
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let written = files::write_new(file.parent().unwrap_or(Path::new(".")), &name, &proposed.workbook);
    let file = written.map_err(|why| CommandError::File { path: file.display().to_string(), why })?;
    let rows = &proposed.proposal.rows;
    let currency = proposed.proposal.figures.fund.base_currency;
    let all = rows.iter().map(|row| row.amount()).sum();
    let count = summary::plural(rows.len(), "recommendation", "no recommendation");
    terminal::output(&format!("{count}, {} {currency} in all: {}", Amount(all, currency), file.display()))?;
    terminal::tell("Filled in, it goes into inputs/decisions; left unchanged, it adopts what is recommended.");
    Ok(())
}
