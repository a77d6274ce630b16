//! The month's figures, from the fund's folder: the pipeline that every command about a month shares.

use chrono::NaiveDate;

use crate::allocate::fund::FundAllocation;
use crate::allocate::verify;
use crate::attribute::{self, CellIndex};
use crate::config::{self, Fund};
use crate::domain;
use crate::domain::Placement;
use crate::domain::facts::{Facts, FinanceKind};
use crate::gap;
use crate::intake::{self, FileRead, Problem};
use crate::ledger::{self, Ledger};
use crate::reconcile::{self, OurLine};
use crate::report::Figures;
use crate::report::manifest::Hashed;

use super::progress::Progress;
use super::{CommandError, FundFolder};

/// A month: its figures, and what there was to say about its inputs.
pub(super) struct Month {
    pub figures: Figures,
    pub warnings: Vec<Problem>,
    pub files: Vec<FileRead>,
    /// `fund.toml` and its hash.
    pub settings: Hashed,
}

impl Month {
    /// The name of its folder below `reports/`.
    pub fn name(&self) -> String {
        domain::Month::of(self.figures.ledger.as_of).to_string()
    }

    /// Proves the allocation from its instance and result alone.
    pub fn verify(&self) -> Result<(), CommandError> {
        let allocation = &self.figures.allocation;
        let fault = |fault| CommandError::Internal(format!("the allocation is not proved: {fault}"));
        verify::verify(&allocation.instance, &allocation.allocation).map_err(fault)
    }

    /// The files that were read, with their hashes.
    pub fn hashed(&self) -> Vec<Hashed> {
        let files = self.files.iter();
        let hashed =
            files.map(|file| Hashed { file: file.file.clone(), sha256: file.sha256.clone(), bytes: file.bytes });
        hashed.chain([self.settings.clone()]).collect()
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
    let path = inputs.join("fund.toml");
    let unreadable = |why| CommandError::File { path: path.display().to_string(), why };
    let settings = Hashed::of("fund.toml", &std::fs::read(&path).map_err(unreadable)?);
    let figures = compute(fund, read.facts, as_of, progress)?;
    Ok(Month { figures, warnings: read.problems, files: read.files, settings })
}

/// From facts to figures.
fn compute(fund: Fund, facts: Facts, as_of: Option<NaiveDate>, progress: &Progress) -> Result<Figures, CommandError> {
    let no_date = || CommandError::Use("there is no dated receipt or expenditure; name a day with --as-of".to_owned());
    let as_of = match as_of {
        Some(as_of) => as_of,
        None => ledger::last_full_month(&facts).ok_or_else(no_date)?.last_day(),
    };
    let ledger = Ledger::build(&facts, &fund, as_of).map_err(CommandError::Valuation)?;
    progress.step("placing the money");
    let allocation = FundAllocation::compute(&fund, &facts.priorities, &ledger)?;
    progress.step("charging expenditure");
    let cells = CellIndex::new(&facts.priorities);
    let attribution = attribute::attribute(&ledger, &cells, &allocation.scenarios.deposits);
    let gap = gap::compute(&fund, &facts, &ledger, &allocation.scenarios).map_err(CommandError::Valuation)?;
    progress.step("reconciling with finance");
    let budgets = budgets(&facts, &ledger, &allocation);
    let reconciliation = reconcile::reconcile(&fund, &facts, &ledger, budgets);
    Ok(Figures { fund, facts, ledger, allocation, attribution, gap, reconciliation })
}

/// The placements as the budgets that finance should have issued.
fn budgets(facts: &Facts, ledger: &Ledger, allocation: &FundAllocation) -> Vec<OurLine> {
    let budget = |placement: &Placement| {
        let cell = &facts.priorities[placement.cell];
        OurLine {
            kind: FinanceKind::Budget,
            date: ledger.as_of,
            document: None,
            reference: Some(placement.agreement.to_string()),
            donor: ledger.agreement(&placement.agreement).map(|position| position.agreement.donor.clone()),
            geography: Some(cell.geography.clone()),
            theme: Some(cell.theme.clone()),
            amount: placement.amount,
            original: None,
            source: None,
        }
    };
    allocation.scenarios.deposits.iter().map(budget).collect()
}
