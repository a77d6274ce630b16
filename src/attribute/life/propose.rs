//! What the program recommends to people who decide (docs/domain.md, section 3).
//!
//! What comes in: a run, and the life that decisions gave it. What leaves: what the program would enter on top of it if it
//! were asked to, as proposals that come out the same when they are adopted unchanged. What it does not know: workbooks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::Money;

use crate::attribute::allocation::recommend::Solver;
use crate::attribute::outcome::Life;
use crate::attribute::run::{Action, Before, Cause, Decision, DecisionStatus, Mode, Run};
use crate::attribute::{LifeError, live};

/// An entry, but for its amount: day, agreement, cell, cause, what made it.
type Key = (NaiveDate, String, String, Cause, String);

/// What the program would enter on top of what decisions gave: one proposal for each entry, or pair of entries, with its
/// cause. They are numbered from one on, after a prefix.
///
/// # Errors
/// Those of [`live`].
pub fn propose(
    run: &Run<'_>,
    before: &Before<'_>,
    decided: &Life<'_>,
    prefix: &str,
    solver: Solver<'_>,
) -> Result<Vec<(Cause, Decision)>, LifeError> {
    let mut fund = run.fund.clone();
    fund.mode = Mode::Asked;
    let asked = Run { fund, ..run.clone() };
    let recommended = live(&asked, before, &[], solver)?;
    let mut entries = keyed(&recommended);
    for (key, amount) in keyed(decided) {
        *entries.entry(key).or_default() -= amount;
    }
    let mut proposals = Vec::new();
    for ((date, agreement, cell, cause, reference), amount) in entries {
        let cell = Some(crate::domain::CellId::new(&cell));
        let (action, from_cell, to_cell, amount) = match (cause, amount > Money::ZERO) {
            (Cause::Cost | Cause::Recommendation, true) => (Action::Allocate, None, cell, amount),
            (Cause::Cover, true) => (Action::Move, Some(crate::domain::CellId::new(&reference)), cell, amount),
            (Cause::Correction, false) if !amount.is_zero() => (Action::Return, cell, None, -amount),
            // The other side of a move; what a close froze, decisions and lapse are the same in both.
            (Cause::Cover | Cause::Opening | Cause::Decision | Cause::Lapse, _)
            | (Cause::Cost | Cause::Recommendation, false)
            | (Cause::Correction, _) => continue,
        };
        let proposal = Decision {
            number: format!("{prefix}{}", proposals.len() + 1),
            date,
            status: DecisionStatus::Proposed,
            action,
            agreement: Some(crate::domain::AgreementRef::new(&agreement)),
            from_cell,
            to_cell,
            amount,
            recommended: amount,
            ends: None,
        };
        proposals.push((cause, proposal));
    }
    Ok(proposals)
}

fn keyed(life: &Life<'_>) -> BTreeMap<Key, Money> {
    let mut sums: BTreeMap<Key, Money> = BTreeMap::new();
    for entry in &life.entries {
        let agreement = life.agreements[entry.agreement as usize].reference.to_string();
        let cell = life.cells[entry.cell as usize].to_string();
        let key = (entry.date, agreement, cell, entry.cause, entry.reference.clone());
        *sums.entry(key).or_default() += entry.amount;
    }
    sums
}
