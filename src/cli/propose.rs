//! `poolfund propose`: the committee's workbook of a month. Nothing is recorded.

use std::path::PathBuf;

use crate::books;
use crate::domain::facts::DecisionAction;
use crate::month::Proposed;

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
    let progress = Progress::new();
    let written =
        books::write_proposal(&arguments.folder.fund, month, arguments.to.as_deref(), &|step| progress.step(step));
    progress.done();
    let (proposed, file) = written?;
    let rows = &proposed.proposal.rows;
    let currency = proposed.proposal.figures.fund.base_currency;
    let count = summary::plural(rows.len(), "recommendation", "no recommendation");
    let done =
        [(DecisionAction::Allocate, "allocate"), (DecisionAction::Return, "return"), (DecisionAction::Move, "move")];
    let sums = done.into_iter().filter_map(|(action, word)| {
        let sum = Proposed::sum_of(rows, action);
        (!sum.is_zero()).then(|| format!(", {} {currency} to {word}", Amount(sum, currency)))
    });
    terminal::output(&format!("{count}{}: {}", sums.collect::<String>(), file.display()))?;
    terminal::tell("Filled in, it goes into inputs/decisions; left unchanged, it adopts what is recommended.");
    Ok(())
}
