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
pub(super) fn read(folder: &FundFolder, as_of: Option<NaiveDate>, progress: &Progress) -> Result<Month, CommandError> {
    let inputs = folder.inputs();
    let fund = config::load(&inputs)?;
    progress.step("reading the inputs");
    let read = intake::read(&inputs, &fund);
    if read.problems.iter().any(Problem::is_error) {
        return Err(CommandError::Input(read.problems));
    }
    let figures = compute(fund, read.facts, as_of, progress)?;
    Ok(Month { figures, warnings: read.problems, files: read.files })
}

/// From facts to figures.
fn compute(
    fund: Fund,
    facts: Facts,
    as_of: Option<NaiveDate>,
    progress: &Progress,
) -> Result<Figures, CommandError> {
    let no_date = || CommandError::Use("there is no dated receipt or expenditure; name a day with --as-of".to_owned());
    let as_of = match as_of {
        Some(as_of) => as_of,
        None => ledger::last_full_month(&facts).ok_or_else(no_date)?.last_day(),
    };
    let ledger = Ledger::build(&facts, &fund, as_of).map_err(valuation)?;
    progress.step("placing the money");
    let allocation = FundAllocation::compute(&fund, &facts.priorities, &ledger).map_err(placement)?;
    progress.step("charging expenditure");
    let cells = CellIndex::new(&facts.priorities);
    let attribution = attribute::attribute(&ledger, &cells, &allocation.scenarios.deposits);
    let gap = gap::compute(&fund, &facts, &ledger, &allocation.scenarios).map_err(valuation)?;
    let reconciliation = reconcile::reconcile(&fund, &facts, &ledger, allocation.budgets(&facts.priorities));
    Ok(Figures { fund, facts, ledger, allocation, attribution, gap, reconciliation })
}

/// Facts that have no value in base money are problems of the inputs.
fn valuation(problems: Vec<LedgerProblem>) -> CommandError {
    CommandError::Input(problems.iter().map(intake_problem).collect())
}
