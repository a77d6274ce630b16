//! The month in a few figures: what a run says at its end, and a page shows at its head.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::allocate::fund::Expiring;
use crate::attribute::outcome::{Amounts, Certificate, Lapse, Over, OverCause, PendingLine};
use crate::attribute::run::PendingCause;
use crate::config::Mode;
use crate::domain::{AgreementRef, Currency, Money, Month, Source};
use crate::gap::{Priorities, Raising, Strengths};
use crate::ledger::AgreementPosition;

use super::{Deviation, Figures};

/// The month in a few figures, in the words of docs/domain.md, section 1. Amounts are base money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The fund's name.
    pub fund: String,
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// The base currency.
    pub base_currency: Currency,
    /// How much was read.
    pub counts: Counts,
    /// In the pipeline.
    pub pipeline: Money,
    /// Announced and not signed.
    pub pledged: Money,
    /// Signed.
    pub signed: Money,
    /// Deposits.
    pub received: Money,
    /// What went back.
    pub refunded: Money,
    /// What will not come.
    pub written_off: Money,
    /// What priorities can get of it.
    pub programmable: Money,
    /// Entries of the allocation book that stand.
    pub allocated: Money,
    /// Programmable and not allocated.
    pub unallocated: Money,
    /// Of agreements that have ended, and not allocated.
    pub lapsed: Money,
    /// Allocated and not there.
    pub over_allocated: Money,
    /// The part of it that is charged already, and by how much agreements are below nothing.
    pub overdrawn: Money,
    /// The agreements that it is of.
    pub overdrawn_agreements: Vec<Overdrawn>,
    /// Expenditure charged to agreements.
    pub charged: Money,
    /// Programme support on it.
    pub support_cost: Money,
    /// Allocated and not charged.
    pub unspent: Money,
    /// Expenditure that no agreement can be charged with yet.
    pub pending: Pending,
    /// Pending expenditure by its cause.
    pub pending_by_cause: Vec<(PendingCause, Pending)>,
    /// The oldest pending line: its day, and where it stands.
    pub oldest_pending: Option<(NaiveDate, Source)>,
    /// How many of those without a cell have one of their place and theme, of other days.
    pub pending_outside_days: usize,
    /// What is charged in cells, and the most that any allocation could have charged.
    pub certificate: Certificate,
    /// Agreements that have ended and owe something: to be returned or extended.
    pub lapses: Vec<Lapsed>,
    /// What is above its money or its ceiling, and charged already.
    pub over: Vec<OverLine>,
    /// The gap at each strength of the pool.
    pub gap: Strengths,
    /// From the budget to the gap, and to what is still to be raised.
    pub raising: Raising,
    /// From the gap to what the priorities lack.
    pub priorities: Priorities,
    /// Money that no cell may use and that can soon be used no more, the soonest first.
    pub expiring: Vec<Expiring>,
    /// How many lines of the fund were compared with finance's.
    pub compared: usize,
    /// How many were not: finance's extract says nothing about them.
    pub not_compared: usize,
    /// How many differences with finance somebody must decide about: all but balances that the others explain.
    pub differences: usize,
    /// How many of them somebody accepted.
    pub accepted: usize,
    /// What those that are still open do to the balance.
    pub open_difference: Money,
    /// What they do to the balance: income less cost, here less finance's.
    pub difference_sum: Money,
    /// What it costs that people decided something else than was recommended, where they did.
    pub deviation: Option<Deviation>,
    /// Whether nothing is entered without a decision.
    pub people_decide: bool,
}

/// Pending expenditure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pending {
    /// How much; a credit that waits for costs is below zero.
    pub amount: Money,
    /// How many lines.
    pub lines: usize,
    /// The day on which the oldest was incurred.
    pub oldest: Option<NaiveDate>,
}

impl Pending {
    fn add(&mut self, amount: Money, day: NaiveDate) {
        self.amount += amount;
        self.lines += 1;
        self.oldest = Some(self.oldest.map_or(day, |oldest| oldest.min(day)));
    }
}

/// An agreement that is charged beyond its money, or has less than nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdrawn {
    /// The agreement.
    pub agreement: AgreementRef,
    /// By how much in all.
    pub amount: Money,
    /// How much of it is direct expenditure: what the decision to uncharge it takes back.
    pub charged: Money,
}

/// Money of an agreement that has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lapsed {
    /// The agreement.
    pub agreement: AgreementRef,
    /// Its last day.
    pub ended_on: NaiveDate,
    /// What lapsed.
    pub lapsed: Money,
    /// The support reserve on it, which goes back with it.
    pub reserve: Money,
    /// What it keeps in its cells for open obligations.
    pub kept: Money,
}

/// An agreement above its money, or a cell above its ceiling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverLine {
    /// The agreement, or the cell by its code.
    pub name: String,
    /// By how much.
    pub amount: Money,
    /// Why.
    pub cause: OverCause,
    /// The cells that the agreement's money is in, or the agreements that pay for the cell.
    pub concerned: Vec<String>,
}

/// How many facts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Donors.
    pub donors: usize,
    /// Agreements.
    pub agreements: usize,
    /// Receipts.
    pub receipts: usize,
    /// Cells.
    pub cells: usize,
    /// Expenditure lines and obligations.
    pub expenditure: usize,
    /// Rows that are dated after the as-of date and do not count.
    pub after_as_of: usize,
}

impl Summary {
    /// The month.
    pub fn month(&self) -> Month {
        Month::of(self.as_of)
    }

    /// Takes the figures together.
    pub fn of(figures: &Figures) -> Self {
        let Figures { fund, facts, ledger, book, attribution, reconciliation, .. } = figures;
        let totals = ledger.totals();
        let (pending, pending_by_cause) = pending(figures);
        Self {
            fund: fund.name.clone(),
            as_of: ledger.as_of,
            base_currency: fund.base_currency,
            counts: Counts {
                donors: facts.donors.len(),
                agreements: facts.agreements.len(),
                receipts: facts.receipts.len(),
                cells: ledger.cells.len(),
                expenditure: facts.expenditure.len(),
                after_as_of: ledger.later + reconciliation.later,
            },
            pipeline: ledger.agreements.iter().map(|position| position.pipeline.money()).sum(),
            pledged: totals.pledged.money(),
            signed: totals.committed.money(),
            received: figures.gap.raising.received,
            refunded: figures.gap.raising.refunded,
            written_off: ledger.agreements.iter().map(|position| position.written_off).sum(),
            programmable: book.total(|amounts| amounts.programmable),
            allocated: book.total(|amounts| amounts.allocated),
            unallocated: book.total(|amounts| amounts.unallocated),
            lapsed: book.total(|amounts| amounts.lapsed),
            over_allocated: book.total(|amounts| amounts.over_allocated),
            overdrawn: book.total(|amounts| amounts.overdrawn),
            overdrawn_agreements: overdrawn(figures),
            charged: attribution.total_charged(),
            support_cost: attribution.total_support_cost(),
            unspent: book.total(|amounts| amounts.unspent()),
            pending,
            pending_by_cause,
            oldest_pending: oldest_pending(figures),
            pending_outside_days: pending_outside_days(figures),
            certificate: book.certificate,
            lapses: lapses(figures),
            over: book.over.iter().map(|over| over_line(figures, over)).collect(),
            gap: figures.gap.total,
            raising: figures.gap.raising,
            priorities: figures.gap.priorities,
            expiring: figures.allocation.expiring(ledger, fund.allocation.expiry_notice_days),
            compared: reconciliation.compared.values().map(|compared| compared.ours.lines).sum(),
            not_compared: reconciliation.compared.values().map(|compared| compared.not_compared.lines).sum(),
            differences: reconciliation.asked(),
            accepted: reconciliation.open.accepted(),
            open_difference: reconciliation.open_effect(),
            difference_sum: reconciliation.effect(),
            deviation: figures.deviation.clone(),
            people_decide: fund.allocation.mode == Mode::Decided,
        }
    }
}

/// Pending expenditure, in all and by cause.
fn pending(figures: &Figures) -> (Pending, Vec<(PendingCause, Pending)>) {
    let mut all = Pending::default();
    let mut by_cause: BTreeMap<PendingCause, Pending> = BTreeMap::new();
    for pending in &figures.attribution.pending {
        let day = figures.ledger.spending[pending.line as usize].fact.date;
        all.add(pending.amount, day);
        by_cause.entry(pending.cause).or_default().add(pending.amount, day);
    }
    (all, by_cause.into_iter().collect())
}

fn oldest_pending(figures: &Figures) -> Option<(NaiveDate, Source)> {
    let pending = figures.attribution.pending.iter();
    let facts = pending.map(|pending| &figures.ledger.spending[pending.line as usize].fact);
    let oldest = facts.min_by(|one, other| (one.date, &one.source).cmp(&(other.date, &other.source)))?;
    Some((oldest.date, oldest.source.clone()))
}

fn pending_outside_days(figures: &Figures) -> usize {
    let cells = &figures.ledger.cells;
    let targets: HashSet<_> = cells.iter().map(|cell| (&cell.geography, &cell.theme)).collect();
    let of_place = |pending: &&PendingLine| {
        let fact = &figures.ledger.spending[pending.line as usize].fact;
        pending.cause == PendingCause::NoCell && targets.contains(&(&fact.geography, &fact.theme))
    };
    figures.attribution.pending.iter().filter(of_place).count()
}

fn overdrawn(figures: &Figures) -> Vec<Overdrawn> {
    let amounts = figures.ledger.agreements.iter().zip(&figures.book.amounts);
    let overdrawn = amounts.filter(|(_, amounts)| amounts.overdrawn > Money::ZERO);
    let line = |(position, amounts): (&AgreementPosition, &Amounts)| Overdrawn {
        agreement: position.agreement.reference.clone(),
        amount: amounts.overdrawn,
        charged: (amounts.charged - amounts.programmable).or_zero(),
    };
    overdrawn.map(line).collect()
}

fn lapses(figures: &Figures) -> Vec<Lapsed> {
    let line = |lapse: &Lapse| Lapsed {
        agreement: figures.ledger.agreements[lapse.agreement as usize].agreement.reference.clone(),
        ended_on: lapse.ended_on,
        lapsed: lapse.lapsed,
        reserve: lapse.reserve,
        kept: lapse.kept,
    };
    figures.book.lapses.iter().map(line).collect()
}

fn over_line(figures: &Figures, over: &Over) -> OverLine {
    let agreement = |number: &u32| figures.ledger.agreements[*number as usize].agreement.reference.to_string();
    let cell = |number: &u32| figures.ledger.cells[*number as usize].id();
    let (name, concerned) = match over {
        Over::Agreement { agreement: number, cells, .. } => (agreement(number), cells.iter().map(cell).collect()),
        Over::Cell { cell: number, agreements, .. } => (cell(number), agreements.iter().map(agreement).collect()),
    };
    let (Over::Agreement { amount, cause, .. } | Over::Cell { amount, cause, .. }) = over;
    OverLine { name, amount: *amount, cause: *cause, concerned }
}
