//! The month's figures, from the fund's folder: the pipeline that every command about a month shares.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::allocate::fund::FundAllocation;
use crate::allocate::verify;
use crate::attribute::{self, CellIndex};
use crate::config::{self, Fund};
use crate::domain::facts::{Facts, FinanceKind, Reallocation};
use crate::domain::{self, fingerprint};
use crate::domain::{AgreementRef, Money, Placement};
use crate::gap;
use crate::intake::{self, FileRead, Memory, Options, Problem, Reading};
use crate::ledger::store::{self, Close, Event, FrozenPlacement, Import, RunRecord, Store, StoreError};
use crate::ledger::{self, Ledger};
use crate::reconcile::{self, Behind, OurLine};
use crate::report::manifest::Hashed;
use crate::report::{Changes, Figures, Standing};

use super::progress::Progress;
use super::{CommandError, FundFolder};

/// A month: its figures, and what there was to say about its inputs.
pub(super) struct Month {
    pub figures: Figures,
    pub warnings: Vec<Problem>,
    pub files: Vec<FileRead>,
    /// `fund.toml` and its hash.
    pub settings: Hashed,
    /// How each input came to be known, where a ledger was asked.
    pub readings: Vec<Reading>,
    /// The close that came before, by its id.
    pub after: Option<String>,
}

/// What a closed month leaves to the months after it.
#[derive(Default)]
struct Before {
    close: Option<String>,
    month: String,
    placements: Vec<FrozenPlacement>,
    standing: Option<Standing>,
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

/// Reads the inputs, but for those that the ledger knows, and computes every figure of the month.
pub(super) fn read(
    folder: &FundFolder,
    as_of: Option<NaiveDate>,
    store: Option<&dyn Store>,
    progress: &Progress,
) -> Result<Month, CommandError> {
    let inputs = folder.inputs();
    let fund = config::load(&inputs)?;
    progress.step("reading the inputs");
    let path = inputs.join("fund.toml");
    let unreadable = |why| CommandError::File { path: path.display().to_string(), why };
    let settings = Hashed::of("fund.toml", &std::fs::read(&path).map_err(unreadable)?);
    let memory = store.map(|store| Memory {
        basis: fingerprint::sha256(format!("{}\n{}", env!("CARGO_PKG_VERSION"), settings.sha256).as_bytes()),
        recall: Box::new(|key| {
            let event = store.import_of(key).ok().flatten()?;
            Import::recall(&event, store).ok().flatten()
        }),
    });
    let read = intake::read_with(&inputs, &fund, &Options::of(&fund), memory.as_ref());
    if read.problems.iter().any(Problem::is_error) {
        return Err(CommandError::Input(read.problems));
    }
    let as_of = day(as_of, &read.facts)?;
    let before = before(store, &domain::Month::of(as_of).to_string())?;
    let figures = compute(fund, read.facts, as_of, &before, progress)?;
    let (warnings, files, readings) = (read.problems, read.files, read.readings);
    Ok(Month { figures, warnings, files, settings, readings, after: before.close })
}

/// Computes a closed month again, from what the ledger keeps of it alone.
pub(super) fn again(store: &dyn Store, run: &RunRecord, progress: &Progress) -> Result<Month, CommandError> {
    let lost = |what: &str| CommandError::Audit(format!("that {what} is not in the ledger any more"));
    let settings = store.file(&run.settings)?.ok_or_else(|| lost("fund.toml of the close"))?;
    let fund = config::parse(&String::from_utf8_lossy(&settings), "fund.toml")?;
    let mut outcomes = Vec::new();
    for id in &run.imports {
        let event = store.event(id)?.ok_or_else(|| lost("an import of the close"))?;
        let outcome = Import::recall(&event, store)?.ok_or_else(|| lost("a fact of the close as it was"))?;
        outcomes.push((event.read::<Import>()?.input, outcome));
    }
    let read = intake::assemble(outcomes, &fund);
    let before = match &run.after {
        Some(close) => left_by(store, store.event(close)?.ok_or_else(|| lost("the close before it"))?)?,
        None => Before::default(),
    };
    let figures = compute(fund, read.facts, run.as_of, &before, progress)?;
    let settings = Hashed::of("fund.toml", &settings);
    let (warnings, files) = (read.problems, read.files);
    Ok(Month { figures, warnings, files, settings, readings: Vec::new(), after: before.close })
}

fn day(as_of: Option<NaiveDate>, facts: &Facts) -> Result<NaiveDate, CommandError> {
    let no_date = || CommandError::Use("there is no dated receipt or expenditure; name a day with --as-of".to_owned());
    match as_of {
        Some(as_of) => Ok(as_of),
        None => Ok(ledger::last_full_month(facts).ok_or_else(no_date)?.last_day()),
    }
}

/// What the last closed month before one leaves to it.
fn before(store: Option<&dyn Store>, month: &str) -> Result<Before, CommandError> {
    let Some(store) = store else { return Ok(Before::default()) };
    match store::last_close(store, Some(month))? {
        Some((event, _)) => left_by(store, event),
        None => Ok(Before::default()),
    }
}

/// What a close leaves to the months after it.
fn left_by(store: &dyn Store, event: Event) -> Result<Before, CommandError> {
    let close: Close = event.read()?;
    let placements = store.event(&close.placements)?.map(|event| event.read()).transpose()?.unwrap_or_default();
    let standing = serde_json::from_value(close.run.standing).map_err(StoreError::from)?;
    let month = event.period.unwrap_or_default();
    Ok(Before { close: Some(event.id), month, placements, standing: Some(standing) })
}

/// From facts to figures.
fn compute(
    fund: Fund,
    facts: Facts,
    as_of: NaiveDate,
    before: &Before,
    progress: &Progress,
) -> Result<Figures, CommandError> {
    let ledger = Ledger::build(&facts, &fund, as_of).map_err(CommandError::Valuation)?;
    progress.step("placing the money");
    let closed = closed(before, &fund, &facts, &ledger)?;
    let allocation = FundAllocation::compute(&fund, &facts.priorities, &ledger, &closed)?;
    progress.step("charging expenditure");
    let cells = CellIndex::new(&facts.priorities);
    let attribution = attribute::attribute(&ledger, &cells, &allocation.scenarios.deposits);
    let gap = gap::compute(&fund, &facts, &ledger, &allocation.scenarios).map_err(CommandError::Valuation)?;
    progress.step("reconciling with finance");
    let budgets = budgets(&facts, &ledger, &allocation);
    let reconciliation = reconcile::reconcile(&fund, &facts, &ledger, budgets);
    let mut figures = Figures { fund, facts, ledger, allocation, attribution, gap, reconciliation, changes: None };
    figures.changes = before.standing.as_ref().map(|standing| Changes::between(standing, &Standing::of(&figures)));
    Ok(figures)
}

/// The placements of closed months in today's cells, with what was moved since by decision.
fn closed(before: &Before, fund: &Fund, facts: &Facts, ledger: &Ledger) -> Result<Vec<Placement>, CommandError> {
    let mut amounts: BTreeMap<(String, String), Money> = BTreeMap::new();
    for frozen in &before.placements {
        *amounts.entry((frozen.agreement.clone(), frozen.cell.clone())).or_default() += frozen.amount;
    }
    // What was decided before the close is in its placements already.
    let closed_to = before.standing.as_ref().map(|standing| standing.as_of);
    for decision in facts.reallocations.iter().filter(|decision| decision.date <= ledger.as_of) {
        if closed_to.is_none_or(|closed_to| decision.date > closed_to) {
            reallocate(&mut amounts, decision, fund, facts, ledger)?;
        }
    }
    let cells: HashMap<String, usize> =
        facts.priorities.iter().enumerate().map(|(place, cell)| (cell.id(), place)).collect();
    let mut closed = Vec::with_capacity(amounts.len());
    for ((agreement, cell), amount) in amounts.into_iter().filter(|(_, amount)| !amount.is_zero()) {
        let gone = |what: &str| {
            let amount = amount.format(fund.exponent());
            let month = &before.month;
            CommandError::Unready(format!(
                "{month} was closed with {amount} of {agreement} placed in {cell}, but {what}"
            ))
        };
        let Some(&place) = cells.get(&cell) else {
            return Err(gone("the priorities have that cell no longer. Put its row back; its need may be lower"));
        };
        let reference = AgreementRef::new(&agreement);
        if ledger.agreement(&reference).is_none() {
            return Err(gone("the agreements have it no longer. Put its row back"));
        }
        closed.push(Placement { cell: place, agreement: reference, amount });
    }
    Ok(closed)
}

/// Moves placed money by a decision. Only what a closed month placed can be moved, and only to where the earmark allows.
fn reallocate(
    amounts: &mut BTreeMap<(String, String), Money>,
    decision: &Reallocation,
    fund: &Fund,
    facts: &Facts,
    ledger: &Ledger,
) -> Result<(), CommandError> {
    let wrong = |what: String| CommandError::Unready(format!("{}: {what}", decision.source));
    let agreement = decision.agreement.to_string();
    let from = amounts.entry((agreement.clone(), decision.from_cell.clone())).or_default();
    if *from < decision.amount {
        let (there, wanted) = (from.format(fund.exponent()), decision.amount.format(fund.exponent()));
        return Err(wrong(format!(
            "{wanted} of {agreement} cannot leave {}: closed months placed {there} there. Lower the amount",
            decision.from_cell
        )));
    }
    let Some(to) = facts.priorities.iter().find(|cell| cell.id() == decision.to_cell) else {
        return Err(wrong(format!("{} is no cell; write it as TGO/T02/2021-2025", decision.to_cell)));
    };
    let earmark = ledger.agreement(&decision.agreement).map(|position| &position.agreement.earmark);
    let (places, themes) = (&fund.geography, &fund.themes);
    if !earmark.is_some_and(|earmark| earmark.allows(&to.geography, &to.theme, to.period, places, themes)) {
        return Err(wrong(format!("the earmark of {agreement} does not allow {}", decision.to_cell)));
    }
    *from -= decision.amount;
    *amounts.entry((agreement, decision.to_cell.clone())).or_default() += decision.amount;
    Ok(())
}

/// The placements as the budgets that finance should have issued.
fn budgets(facts: &Facts, ledger: &Ledger, allocation: &FundAllocation) -> Vec<OurLine> {
    let budget = |placement: &Placement| {
        let cell = &facts.priorities[placement.cell];
        OurLine {
            kind: FinanceKind::Budget,
            date: ledger.as_of,
            amount: placement.amount,
            original: None,
            behind: Behind::Budget {
                agreement: placement.agreement.clone(),
                donor: ledger.agreement(&placement.agreement).map(|position| position.agreement.donor.clone()),
                geography: cell.geography.clone(),
                theme: cell.theme.clone(),
            },
        }
    };
    allocation.scenarios.deposits.iter().map(budget).collect()
}
