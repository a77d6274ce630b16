//! Why adopted decisions cannot act, at the rows where they stand.
//!
//! What comes in: the refusals of the life of the money, and the facts. What leaves: a message a decision.

use std::fmt;

use chrono::NaiveDate;

use crate::attribute::outcome::{Refusal, Refused};
use crate::domain::facts::{Decision, DecisionAction, Facts};
use crate::domain::{Currency, Money};

/// A decision that cannot act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionFault {
    /// As the facts have it; `None` where they do not.
    pub decision: Option<Decision>,
    /// Its number.
    pub number: String,
    /// The cell of the sheet that is to be looked at, such as `Recommendation, G12`, where it is known.
    pub cell: Option<String>,
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
            decision: fact.cloned(),
            number: refused.number.clone(),
            cell: None,
            why: refused.why.clone(),
            currency,
        }
    };
    refused.iter().map(fault).collect()
}

impl DecisionFault {
    /// Whether a cell is to take the place of another: it has no amount of its own.
    fn succeeds(&self) -> bool {
        self.decision.as_ref().is_some_and(|decision| decision.action == DecisionAction::Succeed)
    }

    fn show(&self, amount: Money) -> String {
        amount.format(self.currency.minor_units())
    }

    /// Whose money is not there on which day, when it is, and what helps.
    fn not_there(&self, there: Money, on: NaiveDate, all_there: Option<NaiveDate>) -> String {
        let decision = self.decision.as_ref();
        let whose = match decision.and_then(|decision| decision.agreement.as_ref()) {
            Some(agreement) => format!("of {agreement}"),
            None => "of all agreements that may pay".to_owned(),
        };
        let from = decision.and_then(|decision| decision.from_cell.as_ref());
        let place = from.map(|cell| format!(" in {cell}")).unwrap_or_default();
        let dated = decision.is_some_and(|decision| decision.date < on);
        let day = if dated { format!("{on}, the first day that is open") } else { on.to_string() };
        let helps = match all_there {
            Some(later) => format!("; on {later} all of it is: let the decision act on that day"),
            None if there.is_zero() => ". Name another agreement, or decide when its money has come".to_owned(),
            None => ". Lower the amount, or name another agreement".to_owned(),
        };
        format!("{whose}, only {} is there{place} on {day}{helps}", self.show(there))
    }
}

impl fmt::Display for DecisionFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.cell, &self.decision) {
            (Some(cell), _) => write!(formatter, "{cell}: ")?,
            (None, Some(decision)) => write!(formatter, "{}: ", decision.source)?,
            (None, None) => {}
        }
        write!(formatter, "decision {} cannot act: ", self.number)?;
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
            Refusal::NotThere { there, on, all_there } => formatter.write_str(&self.not_there(*there, *on, *all_there)),
            Refusal::NoRoom { room } if self.succeeds() => write!(
                formatter,
                "the cell that takes its place takes only {} more. Raise its need, or move money away first",
                self.show(*room)
            ),
            Refusal::NoRoom { room } => write!(
                formatter,
                "the cell, or a limit of the agreement, takes only {} more. Lower the amount, or raise the need",
                self.show(*room)
            ),
            Refusal::NothingToEnd => {
                write!(formatter, "it ends no decision that holds. Correct the number of the decision that it ends")
            }
        }
    }
}
