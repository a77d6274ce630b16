//! What a close freezes: entries of the allocation book, charges, what was pending, what credits settled.
//!
//! The words of causes are those of their makers; the ledger keeps them and does not judge them.

use chrono::NaiveDate;

use crate::domain::{AgreementRef, DonorCode, Money, Month};

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
    /// Of which version of the cost: the first is 0.
    pub version: u32,
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
    /// Of which version of the cost.
    pub version: u32,
}

/// A part of a credit that settled a part of a pending cost, so that neither is charged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Netting {
    /// The credit.
    pub credit: String,
    /// Of which version.
    pub credit_version: u32,
    /// The cost.
    pub cost: String,
    /// Of which version.
    pub cost_version: u32,
    /// How much, in base money, above zero.
    pub amount: Money,
}

/// A cost as it stood: what later months are compared with.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cost {
    /// What tells it from every other.
    pub id: String,
    /// When it was incurred.
    pub date: NaiveDate,
    /// The number of its document.
    pub document: String,
    /// The project.
    pub project: String,
    /// The category of expenditure.
    pub category: String,
    /// Its cell, where it has one.
    pub cell: Option<String>,
    /// The agreement that it names.
    pub agreement: Option<String>,
    /// The obligation that it settles.
    pub obligation: Option<String>,
    /// How much, in base money; below zero for a credit.
    pub base: Money,
}

/// A cost that stood at the close before and is no more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GoneCost {
    /// What told it from every other.
    pub id: String,
}

/// Which version of a cost that changed stands, or what an earlier one was that something is open or settled of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CostVersion {
    /// The cost.
    pub cost: String,
    /// The number of the version.
    pub version: u32,
    /// The cost as it was; nothing for the version that stands.
    pub former: Option<Cost>,
}

/// Interest that a donor got back.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReturnedInterest {
    /// At the end of which month.
    pub month: Month,
    /// The donor.
    pub donor: DonorCode,
    /// How much, in base money.
    pub amount: Money,
}

/// A cell that entries or charges may name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct KnownCell {
    /// Its code.
    pub id: String,
    /// The place.
    pub geography: String,
    /// The theme.
    pub theme: String,
    /// The period of need.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
    /// Whether it counts as a country cell.
    pub country: bool,
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
        "version" => version or 0,
    }
    Pending {
        "cost" => cost,
        "cell" => cell,
        "incurred" => incurred,
        "amount" => amount,
        "cause" => cause,
        "version" => version or 0,
    }
    Netting {
        "credit" => credit,
        "credit_version" => credit_version or 0,
        "cost" => cost,
        "cost_version" => cost_version or 0,
        "amount" => amount,
    }
    Cost {
        "id" => id,
        "date" => date,
        "document" => document or String::new(),
        "project" => project or String::new(),
        "category" => category or String::new(),
        "cell" => cell,
        "agreement" => agreement,
        "obligation" => obligation,
        "base" => base,
    }
    GoneCost {
        "id" => id,
    }
    CostVersion {
        "cost" => cost,
        "version" => version or 0,
        "former" => former,
    }
    ReturnedInterest {
        "month" => month,
        "donor" => donor,
        "amount" => amount,
    }
    KnownCell {
        "id" => id,
        "geography" => geography,
        "theme" => theme,
        "from" => from,
        "to" => to,
        "country" => country or false,
    }
}
