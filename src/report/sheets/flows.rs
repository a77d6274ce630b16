//! What comes and goes of a donor, or of all: in all, by year, by category, and by any part of the programme.

use std::collections::BTreeMap;

use crate::attribute::Share;
use crate::domain::facts::{ExpenditureCategory, Priority, ReceiptKind};
use crate::domain::{GeographyCode, Money, Period, ThemeCode};
use crate::ledger::{AgreementPosition, year};
use crate::month::BookedReceipt;

use super::super::origin::Basis;
use super::super::view::{Holdings, View};

/// Placed, spent and bound money of a part of the programme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Delivery {
    pub placed: Money,
    pub spent: Money,
    pub obligated: Money,
}

/// Placed, spent and bound by any key of cells.
pub(crate) fn delivery<K: Ord>(
    view: &View<'_>,
    holdings: &Holdings<'_>,
    key: impl Fn(&Priority) -> K,
) -> BTreeMap<K, Delivery> {
    let mut sums: BTreeMap<K, Delivery> = BTreeMap::new();
    let cell = |index: usize| view.ledger.cells.get(index);
    for placement in &holdings.placements {
        if let Some(cell) = cell(placement.cell) {
            sums.entry(key(cell)).or_default().placed += placement.amount;
        }
    }
    let mut of_cell: BTreeMap<usize, Money> = BTreeMap::new();
    for (part, amount) in &holdings.spent {
        *of_cell.entry(part.cell).or_default() += *amount;
    }
    for (index, amount) in of_cell {
        if let Some(cell) = cell(index) {
            sums.entry(key(cell)).or_default().spent += amount;
        }
    }
    for share in &holdings.obligated {
        if let Some(cell) = cell(share.cell()) {
            sums.entry(key(cell)).or_default().obligated += share.amount;
        }
    }
    sums
}

/// By place, theme and period: one entry for each cell that the donor is in.
pub(crate) fn by_cell(
    view: &View<'_>,
    holdings: &Holdings<'_>,
) -> BTreeMap<(GeographyCode, ThemeCode, Period), Delivery> {
    delivery(view, holdings, |cell| (cell.geography.clone(), cell.theme.clone(), cell.period))
}

/// Spent by category and year.
pub(crate) fn by_category_and_year(holdings: &Holdings<'_>) -> BTreeMap<(ExpenditureCategory, i32), Money> {
    let mut sums: BTreeMap<(ExpenditureCategory, i32), Money> = BTreeMap::new();
    for (part, amount) in &holdings.spent {
        *sums.entry((part.category, part.year)).or_default() += *amount;
    }
    sums
}

/// Totals of a donor's agreements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub pledged: Money,
    pub committed: Money,
    pub deposited: Money,
    pub charges: Money,
    pub placed: Money,
    pub spent: Money,
    pub obligated: Money,
    pub support_cost: Money,
    /// From other donors' agreements, less what went to them.
    pub transferred: Money,
    /// The donors' part of the fund's interest that is returned to them.
    pub interest: Money,
    pub unallocated: Money,
    pub lapsed: Money,
    pub over_allocated: Money,
    /// By how much agreements are below nothing before any allocation.
    pub below_nothing: Money,
    /// What is left of the support reserve.
    pub unused_reserve: Money,
}

impl Totals {
    /// Adds up what belongs to a donor.
    pub fn of(holdings: &Holdings<'_>) -> Self {
        let sum = |value: fn(&AgreementPosition) -> Money| {
            holdings.positions.iter().map(|position| value(position)).sum::<Money>()
        };
        let shares = |shares: &[&Share]| shares.iter().map(|share| share.amount).sum::<Money>();
        let amounts = &holdings.amounts;
        Self {
            pledged: sum(|position| position.pledged.money()),
            committed: sum(|position| position.committed.money()),
            deposited: sum(|position| position.net_deposited().money()),
            charges: sum(|position| position.fee + position.levy),
            placed: amounts.allocated,
            spent: amounts.charged,
            obligated: shares(&holdings.obligated),
            support_cost: amounts.support_cost,
            transferred: amounts.transferred_in - amounts.transferred_out,
            interest: holdings.interest.values().copied().sum(),
            unallocated: amounts.unallocated,
            lapsed: amounts.lapsed,
            over_allocated: amounts.over_allocated,
            below_nothing: sum(|position| position.overdrawn),
            unused_reserve: amounts.reserve - amounts.support_cost,
        }
    }

    /// What is left of the deposits.
    pub fn balance(&self) -> Money {
        self.deposited + self.transferred + self.interest - self.charges - self.spent - self.support_cost
    }
}

/// What came and went in a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    pub committed: Money,
    pub deposited: Money,
    /// Of what was deposited, what rates changed since signature.
    pub exchange: Money,
    pub refunded: Money,
    /// From other agreements, less what went to them.
    pub transferred: Money,
    pub fee: Money,
    pub levy: Money,
    pub spent: Money,
    pub support_cost: Money,
    /// Interest of the fund, or the part of it that is returned to a donor.
    pub interest: Money,
    pub bank_charges: Money,
}

impl Flow {
    /// Adds what was booked of a receipt.
    pub fn receive(&mut self, row: &BookedReceipt) {
        self.fee += row.fee;
        self.levy += row.levy;
        match row.kind {
            ReceiptKind::Deposit => {
                self.deposited += row.base;
                self.exchange += row.exchange;
            }
            ReceiptKind::Refund => self.refunded += row.base,
            ReceiptKind::Transfer => self.transferred += row.base,
            ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge => {}
        }
    }

    /// The lines of an agreement's statement but for what was charged to it: the key of each one's text, what kind of figure
    /// it is, and its amount.
    pub fn lines(&self) -> [(&'static str, Basis, Money); 7] {
        [
            ("statement-promised", Basis::Promised, self.deposited - self.exchange),
            ("statement-exchange", Basis::Exchange, self.exchange),
            ("statement-refunds", Basis::Refunds, -self.refunded),
            ("statement-transfers", Basis::Transfers, self.transferred),
            ("statement-fee", Basis::Fee, self.fee),
            ("statement-levy", Basis::Levy, self.levy),
            ("statement-support", Basis::SupportCost, self.support_cost),
        ]
    }
}

/// What was booked of the receipts of the agreements that are held, month by month.
pub(crate) fn booked<'a>(
    view: &View<'a>,
    holdings: &Holdings<'_>,
) -> impl Iterator<Item = &'a BookedReceipt> + use<'a> {
    let held = holdings.positions.iter().map(|position| &position.agreement.reference);
    view.booked_by(held).into_iter()
}

/// By year, without gaps, from the first with anything to the as-of year.
pub(crate) fn by_year(view: &View<'_>, holdings: &Holdings<'_>) -> BTreeMap<i32, Flow> {
    let mut flows: BTreeMap<i32, Flow> = BTreeMap::new();
    for position in holdings.positions.iter().filter(|position| position.is_signed()) {
        for promise in &position.promises {
            flows.entry(year(promise.on)).or_default().committed += promise.base;
        }
    }
    for row in booked(view, holdings) {
        flows.entry(row.month.year()).or_default().receive(row);
    }
    for (part, amount) in &holdings.spent {
        flows.entry(part.year).or_default().spent += *amount;
    }
    for ((_, year), cost) in &holdings.support_cost {
        flows.entry(*year).or_default().support_cost += *cost;
    }
    for (year, interest) in &holdings.interest {
        flows.entry(*year).or_default().interest += *interest;
    }
    let last = year(view.ledger.as_of);
    let first = flows.keys().next().copied().unwrap_or(last);
    for gap in first..=last {
        flows.entry(gap).or_default();
    }
    flows
}
