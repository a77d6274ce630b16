//! The committee's workbook of a month. Nothing enters the ledger.

use std::path::{Path, PathBuf};

use crate::files;
use crate::ledger::store;
use crate::month::{self, Before, Proposal};
use crate::report::grid::Book;
use crate::report::{Provenance, View, WriteError, proposal};

use super::computed::{Inputs, inputs, left_before};
use super::{BooksError, Step, Watch};
use crate::domain::Month;

/// The folder of proposals below a fund's.
pub(super) const PROPOSALS: &str = "reports/proposals";

/// A month to be decided about, and the workbook for it.
#[derive(Debug)]
pub struct Proposed {
    /// What is recommended.
    pub proposal: Proposal,
    /// The workbook.
    pub workbook: Vec<u8>,
}

/// Computes what the program recommends for a month that is not closed, and makes the committee's workbook of it.
///
/// # Errors
/// When the inputs have errors, the month is closed or has no figures, or the workbook cannot be made.
pub fn propose(folder: &Path, month: Month, watch: Watch<'_>) -> Result<Proposed, BooksError> {
    let store = super::ledger(folder)?;
    let store = store.as_deref();
    if let Some(store) = store
        && let Some((event, close)) = store::close_of(store, &month.to_string())?
    {
        return Err(BooksError::Closed { month, by: close.by, at: event.recorded_at });
    }
    let Inputs { fund, intake, .. } = inputs(folder, store, watch)?;
    if intake.has_errors() {
        return Err(BooksError::Inputs(intake.problems));
    }
    let before: Option<Before> = left_before(store, month, watch)?.map(|(_, before)| before);
    watch(Step::Month(month::Step::Life));
    let inputs = month::Inputs { fund, facts: intake.facts, as_of: month.last_day(), before: before.as_ref() };
    let proposal = month::propose(inputs)?;
    watch(Step::Writing);
    let workbook = crate::report::checked(&book(&proposal)?)?;
    Ok(Proposed { proposal, workbook })
}

/// The committee's workbook of what is recommended.
pub(super) fn book(of: &Proposal) -> Result<Book, BooksError> {
    let view = |figures| View::new(figures, Provenance::default()).map_err(WriteError::from);
    let (now, best) = (view(&of.figures)?, view(&of.recommended)?);
    Ok(proposal::book(&now, &best, &of.rows, of.mode))
}

/// Proposes as [`propose`] does, and writes the workbook: to a file, or else to `reports/proposals` of the fund's folder; gives
/// where it is. A workbook that is there already may be filled in: it keeps its name, and this one gets another.
///
/// # Errors
/// As [`propose`], and when somebody else is at work in the fund's folder, or the file cannot be written.
pub fn write_proposal(
    folder: &Path,
    month: Month,
    to: Option<&Path>,
    watch: Watch<'_>,
) -> Result<(Proposed, PathBuf), BooksError> {
    let own = || folder.join(PROPOSALS).join(format!("proposal-{month}.xlsx"));
    let file = to.map_or_else(own, Path::to_owned);
    let proposed = propose(folder, month, watch)?;
    let written = super::alone(folder, || written(&file, &proposed.workbook))?;
    Ok((proposed, written))
}

/// Writes a workbook where nobody else writes, and clears away what a proposal that was cut off left beside it.
fn written(file: &Path, workbook: &[u8]) -> Result<PathBuf, BooksError> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    files::remove_unfinished(file).map_err(BooksError::file(folder))?;
    files::write_new(folder, &name, workbook).map_err(BooksError::file(file))
}
