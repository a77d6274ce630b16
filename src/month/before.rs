//! What a closed month leaves to the months after it: its placements stay, until a decision moves them.
//!
//! What comes in: the placements and the standing of a close, and today's cells, agreements and decisions. What leaves:
//! placements in today's cells, or what no longer fits. What it does not know: how a close is kept.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::config::Fund;
use crate::domain::facts::{Facts, Reallocation};
use crate::domain::{AgreementRef, Currency, Money, Placement};
use crate::ledger::Ledger;
use crate::ledger::store::{Entry, OpenItem};

use super::{MonthError, Standing};

/// What a closed month leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    /// The month, `YYYY-MM`.
    pub month: String,
    /// The entries of its allocation book and of all months before it.
    pub entries: Vec<Entry>,
    /// How its agreements stood.
    pub standing: Standing,
    /// The open items of its reconciliation.
    pub items: Vec<OpenItem>,
}

/// What is gone, of what a closed month placed money in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The cell.
    Cell,
    /// The agreement.
    Agreement,
}

impl fmt::Display for Missing {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Cell => "the priorities have that cell no longer. Put its row back; its need may be lower",
            Self::Agreement => "the agreements have it no longer. Put its row back",
        })
    }
}

/// Why a decision about placed money cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveFault {
    /// More is to leave a cell than is there.
    #[error(
        "{} of {agreement} cannot leave {cell}: closed months placed {} there. Lower the amount",
        .amount.format(.currency.minor_units()), .there.format(.currency.minor_units())
    )]
    TooMuch {
        /// The agreement.
        agreement: AgreementRef,
        /// The cell that gives it up.
        cell: String,
        /// How much is to leave.
        amount: Money,
        /// How much is there.
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

/// Placed money by agreement and the name of its cell.
type Amounts = BTreeMap<(String, String), Money>;

/// The placements of closed months in today's cells, with what was moved since by decision.
pub(super) fn standing_placements(
    before: Option<&Before>,
    fund: &Fund,
    facts: &Facts,
    ledger: &Ledger,
) -> Result<Vec<Placement>, MonthError> {
    let mut amounts = Amounts::new();
    for entry in before.iter().flat_map(|before| &before.entries) {
        *amounts.entry((entry.agreement.to_string(), entry.cell.clone())).or_default() += entry.amount;
    }
    // What was decided before the close is in its placements already.
    let closed_to = before.map(|before| before.standing.as_of);
    for decision in facts.reallocations.iter().filter(|decision| decision.date <= ledger.as_of) {
        if closed_to.is_none_or(|closed_to| decision.date > closed_to) {
            reallocate(&mut amounts, decision, fund, ledger)
                .map_err(|fault| MonthError::Move { source_of: decision.source.clone(), fault })?;
        }
    }
    let cells: HashMap<String, usize> =
        ledger.cells.iter().enumerate().map(|(index, cell)| (cell.id(), index)).collect();
    let mut placements = Vec::with_capacity(amounts.len());
    for ((agreement, cell), amount) in amounts.into_iter().filter(|(_, amount)| !amount.is_zero()) {
        let agreement = AgreementRef::new(&agreement);
        let gone = |missing: Missing| MonthError::Gone {
            month: before.map(|before| before.month.clone()).unwrap_or_default(),
            agreement: agreement.clone(),
            cell: cell.clone(),
            amount,
            currency: fund.base_currency,
            missing,
        };
        let index = *cells.get(&cell).ok_or_else(|| gone(Missing::Cell))?;
        ledger.agreement(&agreement).ok_or_else(|| gone(Missing::Agreement))?;
        placements.push(Placement { cell: index, agreement, amount });
    }
    Ok(placements)
}

/// Moves placed money by a decision. Only what a closed month placed can be moved, and only to where the earmark allows.
fn reallocate(amounts: &mut Amounts, decision: &Reallocation, fund: &Fund, ledger: &Ledger) -> Result<(), MoveFault> {
    let agreement = decision.agreement.to_string();
    let from = amounts.entry((agreement.clone(), decision.from_cell.clone())).or_default();
    if *from < decision.amount {
        return Err(MoveFault::TooMuch {
            agreement: decision.agreement.clone(),
            cell: decision.from_cell.clone(),
            amount: decision.amount,
            there: *from,
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
    *from -= decision.amount;
    *amounts.entry((agreement, decision.to_cell.clone())).or_default() += decision.amount;
    Ok(())
}
