//! What a close freezes: entries of the allocation book, charges, what was pending, what credits settled, and open items of the
//! reconciliation.
//!
//! The words of causes are those of their makers; the ledger keeps them and does not judge them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::facts::{DecisionAction, FinanceKind, Resolution};
use crate::domain::{AgreementRef, Currency, DonorCode, Money, Month};

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
    /// How much, in base money; in a close below zero where both are open again.
    pub amount: Money,
}

impl Netting {
    /// The amounts added up by what they are of, in order; without those that come to nothing.
    pub(crate) fn added_up(nettings: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut sums: BTreeMap<Self, Money> = BTreeMap::new();
        for netting in nettings {
            let amount = netting.amount;
            *sums.entry(Self { amount: Money::ZERO, ..netting }).or_default() += amount;
        }
        let sums = sums.into_iter().filter(|(_, amount)| !amount.is_zero());
        sums.map(|(netting, amount)| Self { amount, ..netting }).collect()
    }
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
    /// Its own place, which may lie below that of the cell; earlier versions did not record it.
    pub geography: Option<String>,
    /// Its own theme, likewise.
    pub theme: Option<String>,
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
    /// What distinguished it from every other.
    pub id: String,
}

/// Which version of a cost that changed stands, or what an earlier one was that something was charged of, or is open or
/// settled of.
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
    /// Of one that was booked after a close at which it stood open: the day of the booking.
    pub booked_on: Option<NaiveDate>,
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

/// A decision that acted by the close and was not taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActedDecision {
    /// Its number.
    pub number: String,
    /// Its own day.
    pub date: NaiveDate,
    /// What it does.
    pub action: DecisionAction,
    /// The agreement that it names.
    pub agreement: Option<AgreementRef>,
    /// The cell that money leaves, or that is closed or succeeded.
    pub from_cell: Option<String>,
    /// The cell that money enters, or that succeeds.
    pub to_cell: Option<String>,
    /// How much, in base money.
    pub amount: Money,
    /// How much of that the program recommended.
    pub recommended: Money,
    /// The number of the decision that it ends.
    pub ends: Option<String>,
    /// The day on which it acted.
    pub acted_on: NaiveDate,
    /// Whose money it was about.
    pub parts: Vec<DecisionPart>,
}

/// An agreement's part of a decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionPart {
    /// The agreement.
    pub agreement: AgreementRef,
    /// How much, in base money.
    pub amount: Money,
}

/// A cost that an agreement is not to be charged with again, by decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnchargedCost {
    /// The number of the decision.
    pub decision: String,
    /// The cost.
    pub cost: String,
    /// Of which version.
    pub version: u32,
    /// The agreement.
    pub agreement: AgreementRef,
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
        "booked_on" => booked_on,
    }
    Settled {
        "resolution" => resolution,
        "reason" => reason,
        "by" => by,
        "on" => on,
    }
    ActedDecision {
        "number" => number,
        "date" => date,
        "action" => action,
        "agreement" => agreement,
        "from_cell" => from_cell,
        "to_cell" => to_cell,
        "amount" => amount or Money::ZERO,
        "recommended" => recommended or Money::ZERO,
        "ends" => ends,
        "acted_on" => acted_on,
        "parts" => parts,
    }
    DecisionPart {
        "agreement" => agreement,
        "amount" => amount,
    }
    UnchargedCost {
        "decision" => decision,
        "cost" => cost,
        "version" => version or 0,
        "agreement" => agreement,
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
        "geography" => geography,
        "theme" => theme,
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
