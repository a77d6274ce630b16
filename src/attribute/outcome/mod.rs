//! What the life of the money is on the as-of day: the book, the charges, what is pending, and every agreement's amounts.
//!
//! Agreements, cells and lines are numbers into the lists that come with them: there are hundreds of thousands of rows.

mod amounts;
mod decided;

pub use amounts::{Amounts, Beyond, BoundOf, Over, OverCause};
pub use decided::{DecisionOf, DecisionState, Refusal, Refused, Withheld};

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::allocate::Allocation;
use crate::allocate::instance::Instance;
use crate::domain::{AgreementRef, CellId, DonorCode, Money, Month};

use crate::attribute::run::{
    Acted, Before, Cause, Cell, Charge, Cost, Entry, Netting, Payer, Pending, PendingCause, Returned, Uncharged,
    Version,
};

/// The life of the money, up to the as-of day.
#[derive(Clone, Debug)]
pub struct Life<'a> {
    /// The as-of day.
    pub as_of: NaiveDate,
    /// Agreements by reference, [`INTEREST`](crate::attribute::run::INTEREST) last; also those that the run no longer lists.
    pub agreements: Vec<Party>,
    /// Cells by code; also those that the run no longer lists.
    pub cells: Vec<CellId>,
    /// Lines in the order in which they are taken.
    pub lines: Vec<LineOf<'a>>,
    /// The allocation book.
    pub entries: Vec<BookEntry>,
    /// Charges, as they were made.
    pub charges: Vec<LineCharge>,
    /// What is neither charged nor settled, in the order of lines.
    pub pending: Vec<PendingLine>,
    /// Credits that settled costs.
    pub netted: Vec<LineNetting>,
    /// Amounts at the end of each open month, and on the as-of day.
    pub months: Vec<MonthAmounts>,
    /// What is above its money or its ceiling.
    pub over: Vec<Over>,
    /// What costs and decisions took beyond a cap, a limit or the country share.
    pub beyond: Vec<Beyond>,
    /// Ended agreements that owe something: to be returned or extended.
    pub lapses: Vec<Lapse>,
    /// The best allocation of the as-of day: what was asked, and what was found.
    pub recommendation: Recommendation,
    /// What would stand in each scenario.
    pub outlooks: Vec<Outlook>,
    /// Interest that went back to donors, month by month.
    pub returned: Vec<Returned>,
    /// What is charged, and the most that could be.
    pub certificate: Certificate,
    /// Decisions that acted, in their order; those that were taken back in this run too.
    pub decisions: Vec<DecisionOf>,
    /// By cell, what they keep from the program.
    pub withheld: Vec<Withheld>,
    /// Decisions that could not act, each with the reason.
    pub refused: Vec<Refused>,
    /// Costs that agreements are not charged with again: the index of the decision in `decisions`, line, agreement.
    pub(super) uncharged: Vec<(usize, u32, u32)>,
    /// Every cell that lines or entries may name, without its needs.
    pub(super) known_cells: Vec<Cell>,
}

/// What the allocation was asked, and what it found.
#[derive(Clone, Debug, Default)]
pub struct Recommendation {
    /// What was asked, with what stood before as closed placements.
    pub instance: Instance,
    /// What was found.
    pub allocation: Allocation,
    /// What would have been asked, had decisions closed, lowered and held nothing; nothing where there are none.
    pub undecided: Option<Instance>,
}

/// Money that a scenario expects of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToCome {
    /// The agreement.
    pub agreement: AgreementRef,
    /// What of it can be programmed: net of fee, levy and support, weighted.
    pub programmable: Money,
}

/// What would stand in a scenario.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// What each agreement would have in each cell: agreement, cell, amount, in their order.
    pub placements: Vec<(u32, u32, Money)>,
}

/// What is charged, and a bound: no allocation of the money there is can have charged more, under the same dates,
/// earmarks, ceilings, caps, limits and country share. Floors do not bind costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// Charged in cells.
    pub charged: Money,
    /// The most that could be.
    pub most: Money,
}

/// An agreement and its donor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// The agreement.
    pub reference: AgreementRef,
    /// Whose it is; nobody's for interest and for an agreement that is gone.
    pub donor: DonorCode,
}

/// A line that something was charged to, or is pending of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineOf<'a> {
    /// The id of its cost.
    pub id: &'a str,
    /// Which version of the cost it is: the first is 0, each change after a close makes the next.
    pub version: u32,
    /// The cost, by the version that the line is; `None` for opening charges, and where only old charges name it.
    pub cost: Option<&'a Cost<'a>>,
    /// Whether the version is what the run says (or what a close froze, unchanged): not one that has gone since.
    pub current: bool,
    /// The cell in which it stays although the fund gave that up, and the cost has none any more.
    pub stays_in: Option<&'a str>,
}

impl LineOf<'_> {
    /// The cost, as a close keeps it.
    fn kept(&self) -> Option<Cost<'static>> {
        let cost = self.cost?.to_owned();
        let cell = self.stays_in.map(CellId::new).or(cost.cell);
        Some(Cost { cell, ..cost })
    }
}

/// An entry of the allocation book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookEntry {
    /// The day from which it stands.
    pub date: NaiveDate,
    /// The agreement.
    pub agreement: u32,
    /// The cell.
    pub cell: u32,
    /// How much.
    pub amount: Money,
    /// Why.
    pub cause: Cause,
    /// What made it: the number of a decision, the id of a re-booked cost, the reason of a correction, the other cell of
    /// cover; empty where the cause says it.
    pub reference: String,
}

/// A charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineCharge {
    /// The line.
    pub line: u32,
    /// Who pays.
    pub agreement: u32,
    /// In which cell; `None` where a reserve pays indirect support.
    pub cell: Option<u32>,
    /// The month.
    pub charged_in: Month,
    /// How much; below zero where it is taken back.
    pub amount: Money,
}

/// What is pending of a line: of a life's lines and cells in [`Life::pending`], of the ledger's in
/// [`Attribution::pending`](super::Attribution::pending).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PendingLine {
    /// The line; its cost's day tells the age.
    pub line: u32,
    /// The cell, where there is one.
    pub cell: Option<u32>,
    /// How much; below zero for what is left of a credit.
    pub amount: Money,
    /// Why.
    pub cause: PendingCause,
}

/// A part of a credit that settled a part of a cost. `None` for a side that is no line any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineNetting {
    /// The credit's line.
    pub credit: Option<u32>,
    /// The cost's line.
    pub cost: Option<u32>,
    /// How much, above zero.
    pub amount: Money,
}

/// Every agreement's amounts on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthAmounts {
    /// The month.
    pub month: Month,
    /// Its last day, or the as-of day.
    pub day: NaiveDate,
    /// By agreement.
    pub amounts: Vec<Amounts>,
}

/// Money of an agreement that has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lapse {
    /// The agreement.
    pub agreement: u32,
    /// Its end.
    pub ended_on: NaiveDate,
    /// Lapsed.
    pub lapsed: Money,
    /// The support reserve on it, to be returned with it.
    pub reserve: Money,
    /// Unspent money that it keeps in its cells for open obligations.
    pub kept: Money,
}

impl<'a> Life<'a> {
    /// What stands on the as-of day for each agreement.
    pub fn amounts(&self) -> &[Amounts] {
        self.months.last().map_or(&[], |month| &month.amounts)
    }

    /// What a close of the as-of day freezes.
    pub fn close(&self) -> Before<'static> {
        let agreement = |number: u32| self.agreements[number as usize].reference.clone();
        let cell = |number: u32| self.cells[number as usize].clone();
        let entries = self.entries.iter().map(|entry| Entry {
            date: entry.date,
            agreement: agreement(entry.agreement),
            cell: cell(entry.cell),
            amount: entry.amount,
            cause: entry.cause,
            reference: entry.reference.clone(),
        });
        let line = |number: u32| self.lines[number as usize];
        let id = |number: u32| line(number).id.to_owned().into();
        let charges = self.charges.iter().map(|charge| Charge {
            cost: id(charge.line),
            agreement: agreement(charge.agreement),
            cell: charge.cell.map(cell),
            charged_in: charge.charged_in,
            amount: charge.amount,
            version: line(charge.line).version,
        });
        let pending = self.pending.iter().map(|pending| Pending {
            cost: id(pending.line),
            amount: pending.amount,
            cause: pending.cause,
            version: line(pending.line).version,
        });
        let side = |number: Option<u32>| number.map_or(("".into(), 0), |number| (id(number), line(number).version));
        let netted = self.netted.iter().map(|netting| {
            let ((credit, credit_version), (cost, cost_version)) = (side(netting.credit), side(netting.cost));
            Netting { credit, credit_version, cost, cost_version, amount: netting.amount }
        });
        let current = self.lines.iter().filter(|line| line.current);
        Before {
            closed_on: Some(self.as_of),
            entries: entries.collect(),
            charges: charges.collect(),
            pending: pending.collect(),
            netted: netted.collect(),
            costs: current.filter_map(LineOf::kept).collect(),
            versions: self.versions(),
            returned: self.returned.clone(),
            decisions: self.acted(),
            uncharged: self.uncharged_costs(),
            cells: self.known_cells.clone(),
        }
    }

    /// The decisions that were not taken back.
    fn acted(&self) -> Vec<Acted> {
        let standing = self.decisions.iter().filter(|decision| decision.state != DecisionState::TakenBack);
        let part = |&(agreement, amount): &(u32, Money)| Payer {
            agreement: self.agreements[agreement as usize].reference.clone(),
            amount,
        };
        standing
            .map(|acted| Acted {
                decision: acted.decision.clone(),
                acted_on: acted.acted_on,
                parts: acted.parts.iter().map(part).collect(),
            })
            .collect()
    }

    fn uncharged_costs(&self) -> Vec<Uncharged<'static>> {
        let uncharged = self.uncharged.iter().map(|&(decision, line, agreement)| Uncharged {
            decision: self.decisions[decision].decision.number.clone(),
            cost: self.lines[line as usize].id.to_owned().into(),
            version: self.lines[line as usize].version,
            agreement: self.agreements[agreement as usize].reference.clone(),
        });
        uncharged.collect()
    }

    /// Which version the costs have that changed, and what earlier versions were that something was charged of, or is
    /// open or settled of: what they were shown by is what closed months show.
    fn versions(&self) -> Vec<Version<'static>> {
        let settled = self.netted.iter().flat_map(|netting| [netting.credit, netting.cost]).flatten();
        let charged = self.charges.iter().map(|charge| charge.line);
        let alive: BTreeSet<u32> =
            self.pending.iter().map(|pending| pending.line).chain(settled).chain(charged).collect();
        let versions = (0_u32..).zip(&self.lines).filter_map(|(number, line)| {
            let former = if line.current { None } else { line.kept() };
            let kept = if line.current { line.version > 0 } else { alive.contains(&number) };
            kept.then(|| Version { cost: line.id.to_owned().into(), version: line.version, former })
        });
        versions.collect()
    }
}
