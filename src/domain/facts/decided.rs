//! Facts that people decided: what the committee resolved, and how differences with finance are settled.

use chrono::NaiveDate;
use serde::Serialize;

use super::{DecisionAction, DecisionStatus, Resolution};
use crate::domain::code::AgreementRef;
use crate::domain::money::Money;
use crate::domain::source::Source;

/// What is done about an open item of the reconciliation, and who says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Settlement {
    /// The item, as `D-1a2b3c4d`.
    pub item: String,
    /// What is done; nothing where only an owner is named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// What the item amounted to, in base currency; with another amount it must be settled anew.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Who sees to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A decision to move money that a closed month placed from one cell to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reallocation {
    /// From when it holds.
    pub date: NaiveDate,
    /// The agreement whose money moves.
    pub agreement: AgreementRef,
    /// The cell that gives it up, by its name: `TGO/T02/2021-2025`.
    pub from_cell: String,
    /// The cell that takes it.
    pub to_cell: String,
    /// How much.
    pub amount: Money,
    /// Why.
    pub reason: String,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A decision of people about allocated money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// Its number: no other has it.
    pub number: String,
    /// When it was decided.
    pub date: NaiveDate,
    /// Who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// Whether it acts.
    pub status: DecisionStatus,
    /// What it does.
    pub action: DecisionAction,
    /// Whose money; `None` where the program says which.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// The cell that money leaves, or that is closed or succeeded: `TGO/T02`, with its period where it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from_cell: Option<String>,
    /// The cell that money enters, or that succeeds, written alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_cell: Option<String>,
    /// How much, where the action has an amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Money>,
    /// The number of the decision that a release ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// Who gets the money.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// Why.
    pub reason: String,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}
