//! The month in a few figures: what a run says at its end, and a page shows at its head.

use chrono::NaiveDate;

use crate::allocate::fund::Expiring;
use crate::domain::{Currency, Money, Month};
use crate::gap::Strengths;

use super::Figures;

/// The month in a few figures. Amounts are base money.
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
    /// Announced and not signed.
    pub pledged: Money,
    /// Signed.
    pub committed: Money,
    /// Received less refunded.
    pub deposited: Money,
    /// What of it priorities can get.
    pub programmable: Money,
    /// Placed in cells.
    pub placed: Money,
    /// Programmable and not placed.
    pub unplaced: Money,
    /// Expenditure that is charged to agreements.
    pub spent: Money,
    /// Programme support on it.
    pub support_cost: Money,
    /// Expenditure that is charged to nobody.
    pub not_attributed: Money,
    /// The gap at each strength of the pool.
    pub gap: Strengths,
    /// Money that no cell may use and that can soon be used no more, the soonest first.
    pub expiring: Vec<Expiring>,
    /// How many lines of the fund were compared with finance's.
    pub compared: usize,
    /// How many were not: finance's extract says nothing about them.
    pub not_compared: usize,
    /// How many differences with finance there are.
    pub differences: usize,
    /// What they do to the balance: income less cost, here less finance's.
    pub difference_sum: Money,
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
        let Figures { fund, facts, ledger, attribution, reconciliation, .. } = figures;
        let totals = ledger.totals();
        let programmable: Money = ledger.agreements.iter().map(|position| position.programmable).sum();
        let placed = figures.book.total(|amounts| amounts.allocated);
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
            pledged: totals.pledged.money(),
            committed: totals.committed.money(),
            deposited: totals.deposited.money(),
            programmable,
            placed,
            unplaced: programmable - placed,
            spent: attribution.total_charged(),
            support_cost: attribution.total_support_cost(),
            not_attributed: attribution.total_pending(),
            gap: figures.gap.total,
            expiring: figures.allocation.expiring(ledger, fund.allocation.expiry_notice_days),
            compared: reconciliation.compared.values().map(|compared| compared.ours.lines).sum(),
            not_compared: reconciliation.compared.values().map(|compared| compared.not_compared.lines).sum(),
            differences: reconciliation.differences.len(),
            difference_sum: reconciliation.effect(),
        }
    }
}
