//! What a close freezes: entries of the allocation book, charges, what was pending, what credits settled, and open items of the
//! reconciliation.
//!
//! The words of causes are those of their makers; the ledger keeps them and does not judge them.

use chrono::NaiveDate;

use crate::domain::facts::{FinanceKind, Resolution};
use crate::domain::{AgreementRef, Currency, Money, Month};

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

/// An open item of the reconciliation as it stood at a close, or one that went since the close before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenItem {
    /// What names it, from month to month: `D-` and eight hexadecimal digits.
    pub id: String,
    /// What kind of line it is about.
    pub kind: FinanceKind,
    /// Why the two sides differ.
    pub cause: String,
    /// Ours less finance's, in the direction of the kind, in base money.
    pub amount: Money,
    /// What that does to the balance.
    pub effect: Money,
    /// The currency of the documents.
    pub currency: Currency,
    /// The agreement.
    pub agreement: Option<AgreementRef>,
    /// The project.
    pub project: Option<String>,
    /// The day of its oldest line: from then its age counts.
    pub dated: NaiveDate,
    /// The last day of the reconciliation that saw it first.
    pub first_seen: NaiveDate,
    /// The numbers of its lines here.
    pub ours: Vec<String>,
    /// The numbers of its lines at finance.
    pub theirs: Vec<String>,
    /// Who sees to it.
    pub owner: Option<String>,
    /// What was decided about it, as far as that holds.
    pub settled: Option<Settled>,
    /// How it went; nothing while it stands.
    pub went: Option<String>,
    /// With what it went: the numbers of lines, or other items.
    pub with: Vec<String>,
}

/// What was decided about an open item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What is done.
    pub resolution: Resolution,
    /// Why.
    pub reason: Option<String>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

record! {
    OpenItem {
        "id" => id,
        "kind" => kind,
        "cause" => cause,
        "amount" => amount,
        "effect" => effect,
        "currency" => currency,
        "agreement" => agreement,
        "project" => project,
        "dated" => dated,
        "first_seen" => first_seen,
        "ours" => ours,
        "theirs" => theirs,
        "owner" => owner,
        "settled" => settled,
        "went" => went,
        "with" => with,
    }
    Settled {
        "resolution" => resolution,
        "reason" => reason,
        "by" => by,
        "on" => on,
    }
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
