//! What the program recommends to people who decide.
//!
//! What comes in: what a month is computed from. What leaves: the month as decisions so far leave it, and what the program
//! would enter on top of it, as proposals that come out the same when all of them are adopted unchanged. What it does not
//! know: workbooks.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::allocate::allocate;
use crate::attribute::run::{self, Action, Cause, Decision};
use crate::attribute::{self, LifeError};
use crate::config::{Fund, Mode};
use crate::domain::facts::Facts;
use crate::domain::{AgreementRef, CellId, Money, Month};

use super::{Before, Figures, Inputs, MonthError, compute, compute_in_mode, ledger};

/// A month to be decided about.
#[derive(Debug)]
pub struct Proposal {
    /// The month as decisions so far leave it: nothing is entered without them.
    pub figures: Figures,
    /// The month as it would be with all that is recommended.
    pub recommended: Figures,
    /// What the program would enter on top: what acts on the as-of day first, then what acts in months before it, each by
    /// cell.
    pub rows: Vec<Proposed>,
    /// What the fund does otherwise: who enters what is recommended.
    pub mode: Mode,
}

/// Something that the program recommends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// Its number, which no decision has yet: the month, and a number.
    pub number: String,
    /// The day on which it acts.
    pub date: NaiveDate,
    /// What it does: allocate, move or return.
    pub action: Action,
    /// The cell that money leaves.
    pub from: Option<CellId>,
    /// The cell that it enters.
    pub to: Option<CellId>,
    /// Whose money, and how much of each, above zero: who pays costs first. Of less, the last ones give less.
    pub shares: Vec<(AgreementRef, Money)>,
    /// How much of it pays for costs that wait.
    pub for_costs: Money,
    /// Whether it takes back what is allocated beyond the money that is there, which makes nothing available.
    pub heals: bool,
    /// Whether it is paid by money of agreements that have ended, which lapses if it is not adopted: it takes none of what is
    /// available.
    pub is_of_lapsed: bool,
}

impl Proposed {
    /// How much it is in all.
    pub fn amount(&self) -> Money {
        self.shares.iter().map(|(_, amount)| *amount).sum()
    }

    /// How much some come to that do the same. What is allocated, moved and returned does not add up.
    pub fn sum_of<'p>(rows: impl IntoIterator<Item = &'p Self>, action: Action) -> Money {
        rows.into_iter().filter(|row| row.action == action).map(Self::amount).sum()
    }
}

/// What the program recommends for a month. A fund that enters its recommendations by itself is looked at as if it did not.
///
/// # Errors
/// As [`compute`].
pub fn propose(inputs: Inputs<'_>) -> Result<Proposal, MonthError> {
    let Inputs { mut fund, facts, as_of, before } = inputs;
    let mode = std::mem::replace(&mut fund.allocation.mode, Mode::Decided);
    let nothing = Before::default();
    let rows = proposed(&fund, &facts, as_of, &before.unwrap_or(&nothing).frozen)?;
    let mut asked = fund.clone();
    asked.allocation.mode = Mode::Automatic;
    let asked = Inputs { fund: asked, facts: facts.clone(), as_of, before };
    let recommended = compute_in_mode(asked, run::Mode::Asked, &mut |_| {})?;
    let figures = compute(Inputs { fund, facts, as_of, before })?;
    Ok(Proposal { figures, recommended, rows, mode })
}

/// What the program would enter on top of what is decided, in a fund that enters nothing by itself; the past is `frozen`.
pub(super) fn proposed(
    fund: &Fund,
    facts: &Facts,
    as_of: NaiveDate,
    frozen: &run::Before<'static>,
) -> Result<Vec<Proposed>, MonthError> {
    let ledger = ledger(fund, facts, as_of)?;
    let no_life = |error: LifeError| MonthError::of_life(error.into(), fund);
    let asked = run::input::run(fund, facts, &ledger, &ledger.spending, frozen);
    let decided = attribute::live(&asked, frozen, &[], &allocate).map_err(no_life)?;
    let entries = attribute::propose(&asked, frozen, &decided, "", &allocate).map_err(no_life)?;
    let amounts = || decided.agreements.iter().map(|party| &party.reference).zip(decided.amounts());
    let over = amounts().map(|(agreement, amounts)| (agreement.clone(), amounts.over_allocated)).collect();
    let lapsed =
        amounts().filter(|(_, amounts)| amounts.lapsed > Money::ZERO).map(|(agreement, _)| agreement).collect();
    let mut rows = by_cell(healing(entries, over), &lapsed);
    let month = Month::of(as_of);
    let first = first_number(month, facts);
    for (index, row) in rows.iter_mut().enumerate() {
        row.number = format!("{month}/{}", first + index);
    }
    Ok(rows)
}

/// The number after the highest that a decision of a proposal of the month has.
fn first_number(month: Month, facts: &Facts) -> usize {
    let prefix = format!("{month}/");
    let numbers = facts.decisions.iter().filter_map(|decision| {
        let number = decision.number.strip_prefix(&prefix)?;
        number.split('.').next()?.parse::<usize>().ok()
    });
    numbers.max().map_or(1, |highest| highest + 1)
}

/// The entries, each with whether it takes back what is `over` the money of its agreement; one that does so in part is two.
fn healing(entries: Vec<(Cause, Decision)>, mut over: BTreeMap<AgreementRef, Money>) -> Vec<(Cause, Decision, bool)> {
    let mut split = Vec::with_capacity(entries.len());
    for (cause, decision) in entries {
        let of_its = decision.agreement.as_ref().and_then(|agreement| over.get_mut(agreement));
        let heals = match of_its.filter(|_| decision.action == Action::Return) {
            Some(over) => {
                let heals = decision.amount.min(*over);
                *over -= heals;
                heals
            }
            None => Money::ZERO,
        };
        for (amount, heals) in [(heals, true), (decision.amount - heals, false)] {
            if amount > Money::ZERO {
                split.push((cause, Decision { amount, ..decision.clone() }, heals));
            }
        }
    }
    split
}

/// What a proposal does where: the latest day first, what heals an over-allocation, and what is paid by lapsed money.
type Where = (std::cmp::Reverse<NaiveDate>, Option<CellId>, [bool; 2], Option<CellId>, &'static str);

/// The entries by day, action and cells, with who gives how much. What money of the agreements that is `lapsed` pays stands apart.
fn by_cell(mut entries: Vec<(Cause, Decision, bool)>, lapsed: &BTreeSet<&AgreementRef>) -> Vec<Proposed> {
    // Who pays costs comes first, so that it is the last to give less.
    entries.sort_by_key(|(cause, ..)| *cause != Cause::Cost);
    let mut rows: BTreeMap<Where, Proposed> = BTreeMap::new();
    for (cause, decision, heals) in entries {
        let Decision { date, action, agreement: Some(agreement), from_cell: from, to_cell: to, amount, .. } = decision
        else {
            continue;
        };
        let is_of_lapsed = action == Action::Allocate && lapsed.contains(&agreement);
        let key = (std::cmp::Reverse(date), to.clone(), [!heals, !is_of_lapsed], from.clone(), action.name());
        let row = rows.entry(key).or_insert_with(|| Proposed {
            number: String::new(),
            date,
            action,
            from,
            to,
            shares: Vec::new(),
            for_costs: Money::ZERO,
            heals,
            is_of_lapsed,
        });
        if matches!(cause, Cause::Cost | Cause::Cover) {
            row.for_costs += amount;
        }
        match row.shares.iter_mut().find(|(of, _)| *of == agreement) {
            Some((_, share)) => *share += amount,
            None => row.shares.push((agreement, amount)),
        }
    }
    rows.into_values().collect()
}
