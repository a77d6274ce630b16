//! What it costs that people decided something else than the program recommended.
//!
//! What comes in: the facts, what a close before froze, and what the decisions made. What leaves: which decisions of open
//! months differ from what they answer, and what is allocated less, in all and in the cell that loses most. What it does not
//! know: why people decided so.

use std::collections::{BTreeMap, BTreeSet};

use crate::allocate::allocate;
use crate::attribute::{self, Book, run};
use crate::config::{Fund, Mode};
use crate::domain::facts::{Decision, DecisionStatus, Facts, Priority};
use crate::domain::{CellId, Money};
use crate::ledger::Ledger;

use super::MonthError;

/// What it costs that people decided something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The decisions that differ from what they answer, in their order.
    pub decisions: Vec<Differing>,
    /// What would be allocated, had the recommendation stood.
    pub recommended: Money,
    /// What is allocated.
    pub decided: Money,
    /// The cell that loses most of what it needs; nothing where none loses.
    pub worst: Option<Worst>,
}

/// A decision that says something else than was recommended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differing {
    /// Its number.
    pub number: String,
    /// How much was recommended; nothing of what people decided by themselves.
    pub recommended: Money,
    /// How much was decided; nothing where it was rejected.
    pub decided: Money,
}

/// A cell that loses by what people decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Worst {
    /// The cell.
    pub cell: CellId,
    /// What it needs.
    pub need: Money,
    /// What it would have, outside money included.
    pub recommended: Money,
    /// What it has.
    pub decided: Money,
}

/// What decisions of open months cost against the recommendations that they answer; nothing where they are as recommended.
pub(super) fn deviation(
    (fund, facts): (&Fund, &Facts),
    (ledger, book): (&Ledger, &Book),
    frozen: &run::Before<'static>,
) -> Result<Option<Deviation>, MonthError> {
    let open = |decision: &&Decision| {
        decision.date <= ledger.as_of && frozen.closed_on.is_none_or(|closed_on| decision.date > closed_on)
    };
    let answers: BTreeSet<&str> = facts
        .decisions
        .iter()
        .filter(open)
        .filter(|decision| decision.recommended.is_some())
        .map(|decision| decision.source.sheet.file.as_str())
        .collect();
    // What people decided beside a recommendation stands in the same file.
    let of_answer = |decision: &Decision| open(&decision) && answers.contains(decision.source.sheet.file.as_str());
    let decisions: Vec<Differing> =
        facts.decisions.iter().filter(|decision| of_answer(decision)).filter_map(differing).collect();
    if decisions.is_empty() {
        return Ok(None);
    }
    let mut asked = facts.clone();
    asked.decisions.retain(|decision| !of_answer(decision));
    let mut best_of = fund.clone();
    best_of.allocation.mode = Mode::Asked;
    let own = Ledger::build(&asked, &best_of, ledger.as_of).map_err(MonthError::Valuation)?;
    let asked = run::input::run(&best_of, &asked, &own, &own.spending, frozen);
    let life = attribute::live(&asked, frozen, &[], &allocate);
    let life = life.map_err(|error| MonthError::of_life(error.into(), fund))?;
    let mut best: BTreeMap<&str, Money> = BTreeMap::new();
    for entry in &life.entries {
        *best.entry(life.cells[entry.cell as usize].as_str()).or_default() += entry.amount;
    }
    Ok(Some(Deviation {
        decisions,
        recommended: life.amounts().iter().map(|amounts| amounts.allocated).sum(),
        decided: book.total(|amounts| amounts.allocated),
        worst: worst(&ledger.cells, book, &best),
    }))
}

/// How a decision differs from what it answers; nothing where it does not, or never was to act.
fn differing(decision: &Decision) -> Option<Differing> {
    let decided = match decision.status {
        DecisionStatus::Adopted => decision.amount.unwrap_or_default(),
        DecisionStatus::Proposed | DecisionStatus::Rejected => Money::ZERO,
    };
    let recommended = decision.recommended.unwrap_or_default();
    let own = decision.recommended.is_none() && decision.status == DecisionStatus::Adopted;
    (own || decided != recommended).then(|| Differing { number: decision.number.clone(), recommended, decided })
}

/// The cell that loses most of what it needs, ties to the lower code.
fn worst(cells: &[Priority], book: &Book, best: &BTreeMap<&str, Money>) -> Option<Worst> {
    let mut stands: BTreeMap<usize, Money> = BTreeMap::new();
    for placement in &book.placements {
        *stands.entry(placement.cell).or_default() += placement.amount;
    }
    let losing = cells.iter().enumerate().filter_map(|(place, cell)| {
        let id = cell.id();
        let had = cell.outside + best.get(id.as_str()).copied().unwrap_or_default();
        let has = cell.outside + stands.get(&place).copied().unwrap_or_default();
        let loses = had > has && cell.need > Money::ZERO;
        loses.then(|| Worst { cell: CellId::new(&id), need: cell.need, recommended: had, decided: has })
    });
    let lost = |worst: &Worst| i128::from((worst.recommended - worst.decided).minor());
    losing.reduce(|one, other| {
        // One share of a need against another, without a division.
        let more = lost(&other) * i128::from(one.need.minor()) > lost(&one) * i128::from(other.need.minor());
        if more { other } else { one }
    })
}
