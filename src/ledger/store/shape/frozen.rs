//! What a close freezes: entries of the allocation book, charges, what was pending, what credits settled.
//!
//! The words of causes are those of their makers; the ledger keeps them and does not judge them.

use chrono::NaiveDate;

use crate::domain::{AgreementRef, Money, Month};

use super::record;

/// An entry of the allocation book.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The day from which it stands.
    pub date: NaiveDate,
    /// The agreement.
    pub agreement: AgreementRef,
    /// The cell, by its code.
    pub cell: String,
    /// How much, in base money; below zero where money leaves the cell.
    pub amount: Money,
    /// Why: `recommendation`, `decision`, `cost`, ...
    pub cause: String,
    /// What made it: a cost's key, a decision's number, a month.
    pub reference: Option<String>,
}

/// A part of a cost that is charged to an agreement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Charge {
    /// The cost, by what tells it from every other.
    pub cost: String,
    /// Who pays.
    pub agreement: AgreementRef,
    /// In which cell; `None` where it is paid from no cell.
    pub cell: Option<String>,
    /// When the cost was incurred.
    pub incurred: NaiveDate,
    /// The month in which it is charged.
    pub charged_in: Month,
    /// How much, in base money; below zero where it is taken back.
    pub amount: Money,
}

/// A part of a cost that nobody can be charged with yet; below zero for what is left of a credit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pending {
    /// The cost.
    pub cost: String,
    /// Its cell, where it has one.
    pub cell: Option<String>,
    /// When it was incurred.
    pub incurred: NaiveDate,
    /// How much, in base money.
    pub amount: Money,
    /// Why.
    pub cause: String,
}

/// A part of a credit that settled a part of a pending cost, so that neither is charged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Netting {
    /// The credit.
    pub credit: String,
    /// The cost.
    pub cost: String,
    /// How much, in base money, above zero.
    pub amount: Money,
}

record! {
    Entry {
        "date" => date,
        "agreement" => agreement,
        "cell" => cell,
        "amount" => amount,
        "cause" => cause,
        "reference" => reference,
    }
    Charge {
        "cost" => cost,
        "agreement" => agreement,
        "cell" => cell,
        "incurred" => incurred,
        "charged_in" => charged_in,
        "amount" => amount,
    }
    Pending {
        "cost" => cost,
        "cell" => cell,
        "incurred" => incurred,
        "amount" => amount,
        "cause" => cause,
    }
    Netting {
        "credit" => credit,
        "cost" => cost,
        "amount" => amount,
    }
}
