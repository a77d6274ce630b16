//! What it costs that people decided something else than the program recommended.
//!
//! What comes in: the facts, what a close before froze, and what the decisions made. What leaves: which decisions of open
//! months differ from what they answer, what is recommended and not answered, and what is allocated less, in all and in the cell
//! that loses most. What it does not know: why people decided so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::allocate::allocate;
use crate::attribute::{self, Book, run};
use crate::config::{Fund, Mode};
use crate::domain::facts::{Decision, DecisionStatus, Facts, Priority, is_called};
use crate::domain::{CellId, Money, placement};
use crate::ledger::Ledger;

use super::MonthError;
use super::proposal::{self, Proposed};

/// What it costs that people decided something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The decisions that differ from what they answer, in their order.
    pub decisions: Vec<Differing>,
    /// What is recommended on the day of the month and stands in no row of the answer, not even as rejected.
    pub unanswered: Vec<Proposed>,
    /// What would be allocated, had the recommendation stood.
    pub recommended: Money,
    /// What is allocated.
    pub decided: Money,
    /// The cell that loses the largest share of what it needs; nothing where none loses.
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
    /// Other cells that lose as large a share of what they need.
    pub ties: Vec<CellId>,
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
    if answers.is_empty() {
        return Ok(None);
    }
    let mut asked = facts.clone();
    asked.decisions.retain(|decision| !of_answer(decision));
    let given: Vec<&Decision> = facts.decisions.iter().filter(|decision| of_answer(decision)).collect();
    let unanswered = unanswered(&given, (fund, &asked), ledger.as_of, frozen)?;
    if decisions.is_empty() && unanswered.is_empty() {
        return Ok(None);
    }
    let own = Ledger::build(&asked, fund, ledger.as_of).map_err(MonthError::Valuation)?;
    let mut asked = run::input::run(fund, &asked, &own, &own.spending, frozen);
    asked.fund.mode = run::Mode::Asked;
    let life = attribute::live(&asked, frozen, &[], &allocate);
    let life = life.map_err(|error| MonthError::of_life(error.into(), fund))?;
    let mut best: BTreeMap<&str, Money> = BTreeMap::new();
    for entry in &life.entries {
        *best.entry(life.cells[entry.cell as usize].as_str()).or_default() += entry.amount;
    }
    Ok(Some(Deviation {
        decisions,
        unanswered,
        recommended: life.amounts().iter().map(|amounts| amounts.allocated).sum(),
        decided: book.total(|amounts| amounts.allocated),
        worst: worst(&ledger.cells, book, &best),
    }))
}

/// What would be recommended on the day of the month without the rows that were `given` in answer to it, and none of them is
/// about: a row of the committee's workbook was deleted, or what is recommended has changed since.
fn unanswered(
    given: &[&Decision],
    (fund, asked): (&Fund, &Facts),
    as_of: NaiveDate,
    frozen: &run::Before<'static>,
) -> Result<Vec<Proposed>, MonthError> {
    // What was recommended for another day is answered of that day.
    if !given.iter().any(|decision| decision.recommended.is_some() && decision.date == as_of) {
        return Ok(Vec::new());
    }
    let mut fund = fund.clone();
    fund.allocation.mode = Mode::Decided;
    let mut rows = proposal::proposed(&fund, asked, as_of, frozen)?;
    let named = |id: &Option<CellId>, name: &Option<String>| match (id, name) {
        (Some(id), Some(name)) => is_called(id.as_str(), name),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    };
    let answers = |row: &Proposed, decision: &Decision| {
        let same = decision.recommended.is_some() && decision.action.name() == row.action.name();
        same && named(&row.from, &decision.from_cell) && named(&row.to, &decision.to_cell)
    };
    rows.retain(|row| row.date == as_of && !given.iter().any(|decision| answers(row, decision)));
    Ok(rows)
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

/// The cell that loses the largest share of what it needs, to a thousandth; of several the one that loses most money, then the
/// lower code.
fn worst(cells: &[Priority], book: &Book, best: &BTreeMap<&str, Money>) -> Option<Worst> {
    let stands = placement::by_cell(cells.len(), &book.placements);
    let losing = cells.iter().zip(stands).filter_map(|(cell, stands)| {
        let id = cell.id();
        let had = cell.outside + best.get(id.as_str()).copied().unwrap_or_default();
        let has = cell.outside + stands;
        let lost = had - has;
        let share = lost.scaled(1_000, 1).minor().checked_div(cell.need.minor()).filter(|_| lost > Money::ZERO)?;
        let worst = Worst { cell: CellId::new(&id), need: cell.need, recommended: had, decided: has, ties: Vec::new() };
        Some(((share, lost, Reverse(id)), worst))
    });
    let mut losing: Vec<_> = losing.collect();
    losing.sort_by(|(one, _), (other, _)| other.cmp(one));
    let mut losing = losing.into_iter();
    let ((most, ..), worst) = losing.next()?;
    let ties = losing.take_while(|((share, ..), _)| *share == most).map(|(_, other)| other.cell).collect();
    Some(Worst { ties, ..worst })
}
