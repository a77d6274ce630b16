//! Why adopted decisions cannot act, at the rows where they stand.
//!
//! What comes in: the refusals of the life of the money, and the facts. What leaves: a message a decision.

use std::fmt;

use crate::attribute::outcome::{Refusal, Refused};
use crate::domain::facts::{DecisionAction, Facts};
use crate::domain::{Currency, Source};

/// A decision that cannot act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFault {
    /// Its row; `None` where the facts do not have it.
    pub source: Option<Source>,
    /// Its number.
    pub number: String,
    /// Whether a cell is to take the place of another: it has no amount of its own.
    pub succeeds: bool,
    /// Why.
    pub why: Refusal,
    /// The base currency.
    pub currency: Currency,
}

/// The refusals, each with its row.
pub(super) fn faults(refused: &[Refused], facts: &Facts, currency: Currency) -> Vec<DecisionFault> {
    let decisions = facts.all_decisions();
    let fault = |refused: &Refused| {
        let fact = decisions.iter().find(|decision| decision.is_called(&refused.number));
        DecisionFault {
            source: fact.map(|fact| fact.source.clone()),
            number: refused.number.clone(),
            succeeds: fact.is_some_and(|fact| fact.action == DecisionAction::Succeed),
            why: refused.why.clone(),
            currency,
        }
    };
    refused.iter().map(fault).collect()
}

impl fmt::Display for DecisionFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(source) = &self.source {
            write!(formatter, "{source}: ")?;
        }
        write!(formatter, "decision {} cannot act: ", self.number)?;
        let show = |amount: &crate::domain::Money| amount.format(self.currency.minor_units());
        match &self.why {
            Refusal::NumberTwice => write!(formatter, "another decision has its number. Give one of them another"),
            Refusal::Incomplete => {
                write!(formatter, "something that its action needs is missing, or both cells are one")
            }
            Refusal::UnknownAgreement { agreement } => {
                write!(formatter, "there is no agreement {agreement}. Correct the reference")
            }
            Refusal::UnknownCell { cell } => {
                write!(formatter, "there is no cell {cell} on its day. Correct the cell, or put its row back")
            }
            Refusal::NotAllowed => write!(
                formatter,
                "the earmark in force does not allow the cell, or the agreement's time is over. Name another agreement or cell"
            ),
            Refusal::NotThere { there } => {
                write!(formatter, "only {} is there on its day. Lower the amount", show(there))
            }
            Refusal::NoRoom { room } if self.succeeds => write!(
                formatter,
                "the cell that takes its place takes only {} more. Raise its need, or move money away first",
                show(room)
            ),
            Refusal::NoRoom { room } => write!(
                formatter,
                "the cell, or a limit of the agreement, takes only {} more. Lower the amount, or raise the need",
                show(room)
            ),
            Refusal::NothingToEnd => {
                write!(formatter, "it ends no decision that holds. Correct the number of the decision that it ends")
            }
        }
    }
}
