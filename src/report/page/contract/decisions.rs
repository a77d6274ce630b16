//! What people decided, what waits to be decided, and the money that is there for it.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::Money;

use super::Row;

/// What a decision is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionStanding {
    /// Nobody has adopted it yet.
    Proposed,
    /// It acts.
    Adopted,
    /// It does nothing.
    Rejected,
    /// A release has ended it.
    Ended,
    /// It was withdrawn after its month was closed, and what it did is reversed.
    TakenBack,
}

/// A decision of people about allocated money.
#[derive(Clone, Debug, Serialize)]
pub struct Decision {
    /// Its number.
    pub number: String,
    /// When it was decided, or is to be.
    pub date: NaiveDate,
    /// Who decides; blank where nobody is said.
    pub body: String,
    /// What it does: `allocate`, `return`, `move`, `hold`, `release`, `succeed` or `uncharge`.
    pub action: &'static str,
    /// What it is now.
    pub state: DecisionStanding,
    /// The agreements whose money it is about.
    pub agreements: Vec<usize>,
    /// The cell that money leaves, or that is closed or succeeded: `TGO/T02`, with `*` for any place or theme.
    pub from: Option<String>,
    /// The cell that money enters, or that succeeds, written alike.
    pub to: Option<String>,
    /// How much, where the action has an amount.
    pub amount: Option<Money>,
    /// What the program recommended, where it answers a recommendation.
    pub recommended: Option<Money>,
    /// Why.
    pub reason: String,
    /// Where its row is.
    pub source: Option<Row>,
}
