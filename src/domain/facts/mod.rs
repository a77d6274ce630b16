//! Facts: what the rows of the spreadsheets say, typed and resolved, each with its source; and the one list of their kinds.
//!
//! A new kind is declared here: the fact, and its entry in the list, from which [`Facts`], [`FactKind`], gathering, storing
//! and comparing follow.

mod decided;
mod funding;
mod words;

pub use decided::{
    Decision, Reallocation, Settlement, is_called, is_part, is_succeeded, moves, succeeding, successions,
};
pub use funding::{Agreement, Amendment, Donor, Instalment, Opening, Receipt};
pub use words::*;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use super::code::{AgreementRef, DonorCode, GeographyCode, ProjectNumber, ThemeCode};
use super::currency::{Currency, OriginalAmount};
use super::earmark::Weight;
use super::fact::{FactAmount, Key, kinds};
use super::money::Money;
use super::period::Period;
use super::source::Source;

/// A cell of the fund's priorities: a place, a theme, a period, and what it needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Priority {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// The period of need.
    pub period: Period,
    /// From when the row holds, where it says so; a later row of the same cell replaces it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<NaiveDate>,
    /// What it needs in all.
    pub need: Money,
    /// Its weight in fairness.
    pub weight: Weight,
    /// What it should have at least, outside money included.
    pub floor: Money,
    /// What it may have at most, outside money included.
    pub ceiling: Money,
    /// What is funded from outside the pool.
    pub outside: Money,
    /// Remarks.
    pub notes: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

impl Priority {
    /// The cell's name for people and files: `TGO/T02/2021-2025`.
    pub fn id(&self) -> String {
        cell_id(&self.geography, &self.theme, self.period)
    }

    /// What it lacks of its need when the pool has allocated so much to it.
    pub fn lacks(&self, allocated: Money) -> Money {
        (self.need - self.outside - allocated).or_zero()
    }

    /// What it has above its need then.
    pub fn above_need(&self, allocated: Money) -> Money {
        (self.outside + allocated - self.need).or_zero()
    }
}

/// A line of expenditure or an open obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expenditure {
    /// When it was booked.
    pub date: NaiveDate,
    /// The project.
    pub project: ProjectNumber,
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// What it was spent on.
    pub category: ExpenditureCategory,
    /// How much, in the currency of the document; negative for a credit.
    pub amount: OriginalAmount,
    /// The base amount that was booked, where the row gives one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_amount: Option<Money>,
    /// The agreement it is charged to, where the row names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// The obligation that it settles, or that it is, where the row cites one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obligation: Option<String>,
    /// Spent, or bound.
    pub expenditure_type: ExpenditureType,
    /// The document's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// What it was for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// An exchange rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// The currency.
    pub currency: Currency,
    /// Units of it for one unit of the base currency; above zero.
    pub units_per_base: Decimal,
    /// From when it holds.
    pub effective_on: NaiveDate,
    /// When it was published.
    pub published_on: Option<NaiveDate>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultFact {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// When.
    pub date: NaiveDate,
    /// What is counted.
    pub kind: ResultKind,
    /// How many.
    pub number: u64,
    /// In words.
    pub description: Option<String>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// What is to be reached of a kind of result in a place and theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ResultTarget {
    /// The place.
    pub geography: GeographyCode,
    /// The theme.
    pub theme: ThemeCode,
    /// What is counted.
    pub kind: ResultKind,
    /// How many.
    pub number: u64,
    /// By when, where a day is set.
    pub by: Option<NaiveDate>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// A donor as finance writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FinanceDonor {
    /// The name as it stands there.
    pub written: String,
    /// Whom it means: by code, name or a decided alias. Nothing where it is certain of nobody, which reconciliation says.
    pub code: Option<DonorCode>,
}

/// A line of the finance system's extract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FinanceLine {
    /// The document's number.
    pub document: String,
    /// What it is.
    pub kind: FinanceKind,
    /// When it was booked there.
    pub date: NaiveDate,
    /// The donor.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub donor: Option<Box<FinanceDonor>>,
    /// The agreement, receipt or document that it refers to, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub geography: Option<GeographyCode>,
    /// The theme.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<ThemeCode>,
    /// The agreement, where a column of its own names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<AgreementRef>,
    /// The project, where a column of its own names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub project: Option<ProjectNumber>,
    /// How much, in base currency: positive for what the kind says, negative for its reversal. Nothing where finance gives
    /// none: the original is then worth what the rate of its day makes of it.
    pub amount: Money,
    /// How much, in the currency of the document, where finance says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub original: Option<OriginalAmount>,
    /// The period of which it is the total; none for a single booking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_of: Option<Period>,
    /// Where it stands; kept beside the fact, not in it, when facts are written.
    #[serde(skip)]
    pub source: Source,
}

/// The cells of a name such as `TGO/T02` or `TGO/T02/2021-2025`: those whose period meets a day where that tells several
/// apart. Of a part of the programme, such as `*/T02`, all of its cells.
pub fn cells_called(cells: &[Priority], name: &str, day: NaiveDate) -> BTreeSet<String> {
    let called = |cell: &&Priority| is_called(&cell.id(), name);
    let all: BTreeSet<String> = cells.iter().filter(called).map(Priority::id).collect();
    if all.len() < 2 || is_part(name) {
        return all;
    }
    let of_day = cells.iter().filter(called).filter(|cell| cell.period.contains(day)).map(Priority::id);
    let of_day: BTreeSet<String> = of_day.collect();
    if of_day.len() == 1 { of_day } else { all }
}

impl Facts {
    /// All decisions: those of their own sheets, and the moves of older ones.
    pub fn all_decisions(&self) -> Vec<Decision> {
        let moves = moves(&self.reallocations).into_iter().map(|(_, decision)| decision);
        self.decisions.iter().cloned().chain(moves).collect()
    }
}

/// A cell's name for people and files: `TGO/T02/2021-2025`.
pub(crate) fn cell_id(geography: &GeographyCode, theme: &ThemeCode, period: Period) -> String {
    format!("{geography}/{theme}/{period}")
}

kinds! {
    /// A donor.
    Donor = "donor": Donor in donors (Donor) {
        key: |fact| Key::One(fact.code.to_string()), date: |_| None,
        amount: |_| FactAmount::None
    }
    /// An agreement.
    Agreement = "agreement": Agreement in agreements (Agreement) {
        key: |fact| Key::One(fact.reference.to_string()), date: |fact| Some(fact.signed_on),
        amount: |fact| FactAmount::Original(&fact.amount)
    }
    /// A numbered change of an agreement.
    Amendment = "amendment": Amendment in amendments (Amendment) {
        key: |fact| Key::One(format!("{} amendment {}", fact.agreement, fact.number)),
        date: |fact| Some(fact.effective_on),
        amount: |fact| fact.amount.as_ref().map_or(FactAmount::None, FactAmount::Original)
    }
    /// A payment that an agreement foresees.
    Instalment = "instalment": Instalment in instalments (Instalment) {
        key: |fact| match &fact.number {
            Some(number) => Key::One(format!("{} no. {number}", fact.agreement)),
            None => Key::Several(format!("{} due on {}", fact.agreement, fact.due_on)),
        },
        date: |fact| Some(fact.due_on),
        amount: |fact| FactAmount::Original(&fact.amount)
    }
    /// A line of the receipts' sheet.
    Receipt = "receipt": Receipt in receipts (Receipt) {
        key: |fact| Key::One(fact.number.clone()), date: |fact| Some(fact.date),
        amount: |fact| FactAmount::Original(&fact.amount)
    }
    /// A cell.
    Priority = "priority": Priority in priorities (Priority) {
        key: |fact| match fact.valid_from {
            Some(from) => Key::One(format!("{} from {from}", fact.id())),
            None => Key::One(fact.id()),
        },
        date: |fact| fact.valid_from,
        amount: |fact| FactAmount::Base(fact.need)
    }
    /// A line of expenditure or an open obligation.
    Expenditure = "expenditure": Expenditure in expenditure (Arc<Expenditure>) {
        key: |fact| fact.document.clone().map_or(Key::None, Key::Several), date: |fact| Some(fact.date),
        amount: |fact| FactAmount::Original(&fact.amount)
    }
    /// An exchange rate.
    Rate = "rate": Rate in rates (Rate) {
        key: |fact| Key::One(format!("{} of {}", fact.currency, fact.effective_on)), date: |fact| Some(fact.effective_on),
        amount: |_| FactAmount::None
    }
    /// A result.
    Result = "result": ResultFact in results (ResultFact) {
        key: |_| Key::None, date: |fact| Some(fact.date),
        amount: |_| FactAmount::None
    }
    /// What is to be reached of a kind of result.
    Target = "target": ResultTarget in targets (ResultTarget) {
        key: |fact| Key::One(format!("{}/{} {}", fact.geography, fact.theme, fact.kind)), date: |_| None,
        amount: |_| FactAmount::None
    }
    /// A decision to move placed money.
    Reallocation = "reallocation": Reallocation in reallocations (Reallocation) {
        key: |_| Key::None, date: |fact| Some(fact.date),
        amount: |fact| FactAmount::Base(fact.amount)
    }
    /// A decision of people about allocated money.
    Decision = "decision": Decision in decisions (Decision) {
        key: |fact| Key::One(fact.number.clone()), date: |fact| Some(fact.date),
        amount: |fact| fact.amount.map_or(FactAmount::None, FactAmount::Base)
    }
    /// A balance with which the fund came to these books.
    Opening = "opening": Opening in openings (Opening) {
        key: |fact| Key::One(format!("{} in {}", fact.agreement, fact.cell())), date: |fact| Some(fact.as_at),
        amount: |fact| FactAmount::Base(fact.allocated)
    }
    /// What was decided about an open item of the reconciliation.
    Settlement = "settlement": Settlement in settlements (Settlement) {
        key: |fact| Key::Several(fact.item.clone()), date: |fact| Some(fact.on),
        amount: |fact| fact.amount.map_or(FactAmount::None, FactAmount::Base)
    }
    /// A line of the finance system's extract.
    Finance = "finance": FinanceLine in finance (Arc<FinanceLine>) {
        key: |fact| Key::Several(format!("{} {}", fact.kind, fact.document)), date: |fact| Some(fact.date),
        amount: |fact| FactAmount::Base(fact.amount)
    }
}
