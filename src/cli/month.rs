//! The month's figures, from the fund's folder: the pipeline that every command about a month shares.

use chrono::NaiveDate;

use crate::allocate::{self, FundAllocation};
use crate::attribute::{self, CellIndex};
use crate::config::{self, Fund};
use crate::domain;
use crate::domain::facts::Facts;
use crate::gap;
use crate::intake::{self, FileRead, Problem, Severity};
use crate::ledger::{self, Ledger};
use crate::reconcile;
use crate::report::Figures;

use super::progress::Progress;
use super::{CommandError, FundFolder};

/// A month: its figures, and what there was to say about its inputs.
pub(super) struct Month {
    pub figures: Figures,
    pub warnings: Vec<Problem>,
    pub files: Vec<FileRead>,
}

impl Month {
    /// The name of its folder below `reports/`.
    pub fn name(&self) -> String {
        domain::Month::of(self.figures.ledger.as_of).to_string()
    }

    /// Proves the allocation from its instance and result alone.
    pub fn verify(&self) -> Result<(), CommandError> {
        self.figures.allocation.verify().map_err(|why| CommandError::Internal(why.to_string()))
    }
}

/// Reads the inputs and computes every figure of the month.
pub(super) fn read(
    folder: &FundFolder,
    as_of: Option<NaiveDate>,
    progress: &Progress,
) -> Result<Month, CommandError> {
    let inputs = folder.inputs();
    let fund = config::load(&inputs)?;
    progress.step("reading the inputs");
    let read = intake::read(&inputs, &fund);
    if read.problems.iter().any(|problem| problem.severity() == Severity::Error) {
        return Err(CommandError::Input(read.problems));
    }
    let figures = compute(fund, read.facts, as_of, progress)?;
    Ok(Month { figures, warnings: read.problems, files: read.files })
}
