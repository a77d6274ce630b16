//! What a closed month leaves to the months after it: its entries and charges stand, and a decision may move what is
//! unspent.
//!
//! What comes in: what a close froze, and decisions of later days. What leaves: the same, with an entry at each end of
//! every decided move. What it does not know: how a close is kept.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::attribute::run::{self, Cause, Entry};
use crate::config::Fund;
use crate::domain::facts::{Facts, Reallocation};
use crate::domain::{AgreementRef, CellId, Currency, Money};
use crate::ledger::Ledger;
use crate::ledger::store::OpenItem;

use super::{MonthError, Standing};

/// What a closed month leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The book, the charges and what was pending, as the close froze them.
    pub frozen: run::Before<'static>,
    /// How its agreements stood.
    pub standing: Standing,
    /// The open items of its reconciliation.
    pub items: Vec<OpenItem>,
}

/// Why a decision about allocated money cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveFault {
    /// More is to leave a cell than is unspent there.
    #[error(
        "{} of {agreement} cannot leave {cell}: {} is unspent there. Lower the amount",
        .amount.format(.currency.minor_units()), .there.format(.currency.minor_units())
    )]
    TooMuch {
        /// The agreement.
        agreement: AgreementRef,
        /// The cell that gives it up.
        cell: String,
        /// How much is to leave.
        amount: Money,
        /// How much is unspent there.
        there: Money,
        /// The base currency.
        currency: Currency,
    },
    /// The cell that is to take the money is none.
    #[error("{0} is no cell; write it as TGO/T02/2021-2025")]
    NoCell(String),
    /// The cell that is to take the money lies outside the earmark.
    #[error("the earmark of {agreement} does not allow {cell}")]
    Earmark {
        /// The agreement.
        agreement: AgreementRef,
        /// The cell.
        cell: String,
    },
}

/// What closed months left, with the moves that were decided since.
///
/// # Errors
/// When a decision cannot be followed.
pub(super) fn with_moves<'b>(
    before: &'b run::Before<'static>,
    (fund, facts): (&Fund, &Facts),
    ledger: &Ledger,
) -> Result<Cow<'b, run::Before<'static>>, MonthError> {
    let Some(closed_on) = before.closed_on else { return Ok(Cow::Borrowed(before)) };
    let since = |decision: &&Reallocation| decision.date > closed_on && decision.date <= ledger.as_of;
    let mut decisions: Vec<&Reallocation> = facts.reallocations.iter().filter(since).collect();
    if decisions.is_empty() {
        return Ok(Cow::Borrowed(before));
    }
    decisions.sort_by_key(|decision| (decision.date, &decision.agreement, &decision.from_cell, &decision.to_cell));
    let mut moved = before.clone();
    let mut unspent = unspent(before);
    for decision in decisions {
        check(&unspent, decision, fund, ledger)
            .map_err(|fault| MonthError::Move { source_of: decision.source.clone(), fault })?;
        for (cell, amount) in [(&decision.from_cell, -decision.amount), (&decision.to_cell, decision.amount)] {
            *unspent.entry((decision.agreement.clone(), cell.clone())).or_default() += amount;
            moved.entries.push(Entry {
                date: decision.date,
                agreement: decision.agreement.clone(),
                cell: CellId::new(cell),
                amount,
                cause: Cause::Decision,
                reference: decision.reason.clone(),
            });
        }
    }
    Ok(Cow::Owned(moved))
}

/// Allocated and not charged, by agreement and cell.
type Unspent = BTreeMap<(AgreementRef, String), Money>;

fn unspent(before: &run::Before<'_>) -> Unspent {
    let mut unspent = Unspent::new();
    for entry in &before.entries {
        *unspent.entry((entry.agreement.clone(), entry.cell.to_string())).or_default() += entry.amount;
    }
    for charge in &before.charges {
        if let Some(cell) = &charge.cell {
            *unspent.entry((charge.agreement.clone(), cell.to_string())).or_default() -= charge.amount;
        }
    }
    unspent
}

/// Only what is unspent of closed months can be moved, and only to where the earmark allows.
fn check(unspent: &Unspent, decision: &Reallocation, fund: &Fund, ledger: &Ledger) -> Result<(), MoveFault> {
    let from = (decision.agreement.clone(), decision.from_cell.clone());
    let there = unspent.get(&from).copied().unwrap_or_default();
    if there < decision.amount {
        return Err(MoveFault::TooMuch {
            agreement: decision.agreement.clone(),
            cell: decision.from_cell.clone(),
            amount: decision.amount,
            there,
            currency: fund.base_currency,
        });
    }
    let to = ledger.cells.iter().find(|cell| cell.id() == decision.to_cell);
    let to = to.ok_or_else(|| MoveFault::NoCell(decision.to_cell.clone()))?;
    let earmark = ledger.agreement(&decision.agreement).map(|position| &position.agreement.earmark);
    let (places, themes) = (&fund.geography, &fund.themes);
    if !earmark.is_some_and(|earmark| earmark.allows(&to.geography, &to.theme, to.period, places, themes)) {
        return Err(MoveFault::Earmark { agreement: decision.agreement.clone(), cell: decision.to_cell.clone() });
    }
    Ok(())
}
