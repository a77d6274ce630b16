//! Instalments, and what becomes of them: a payment goes to the oldest that is open, a write-off to those that were due
//! when it was booked, oldest first, then to the last ones (docs/domain.md, section 1).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::facts::Instalment;

/// How an instalment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstalmentStatus {
    /// Paid in full.
    Paid,
    /// Not paid in full by the end of the day it was due.
    Overdue,
    /// Due on that day or later.
    Coming,
    /// Not paid in full, and the rest will not come.
    WrittenOff,
}

/// An instalment and what was paid of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstalmentPosition {
    /// The instalment.
    pub instalment: Instalment,
    /// Paid, in the agreement's currency.
    pub paid: Decimal,
    /// What will not come of it, in the agreement's currency.
    pub given_up: Decimal,
    /// How it stands on the as-of date.
    pub status: InstalmentStatus,
}

impl InstalmentPosition {
    /// What may still come of it, in the agreement's currency.
    pub fn open(&self) -> Decimal {
        self.instalment.amount.amount - self.paid - self.given_up
    }

    fn new(instalment: &Instalment) -> Self {
        Self {
            instalment: instalment.clone(),
            paid: Decimal::ZERO,
            given_up: Decimal::ZERO,
            status: InstalmentStatus::Coming,
        }
    }
}

/// The instalments of an agreement, soonest first, while its receipts are gone through.
pub(super) struct Schedule {
    lines: Vec<InstalmentPosition>,
}

impl Schedule {
    pub fn new(due: &[&Instalment]) -> Self {
        let mut lines: Vec<InstalmentPosition> = due.iter().copied().map(InstalmentPosition::new).collect();
        lines.sort_by_key(|line| (line.instalment.due_on, line.instalment.source.row));
        Self { lines }
    }

    /// A payment.
    pub fn pay(&mut self, amount: Decimal) {
        let mut left = amount;
        for line in &mut self.lines {
            let part = left.min(line.open());
            line.paid += part;
            left -= part;
        }
    }

    /// What will not come, as it was known on a day.
    pub fn give_up(&mut self, amount: Decimal, day: NaiveDate) {
        let due = self.lines.partition_point(|line| line.instalment.due_on <= day);
        let (due, coming) = self.lines.split_at_mut(due);
        let mut left = amount;
        for line in due.iter_mut().chain(coming.iter_mut().rev()) {
            let part = left.min(line.open());
            line.given_up += part;
            left -= part;
        }
    }

    /// How they stand on a day, when so much is still to come in all: what they foresee beyond it will not come, the
    /// last ones first.
    pub fn positions(mut self, to_come: Decimal, as_of: NaiveDate) -> Vec<InstalmentPosition> {
        let foreseen: Decimal = self.lines.iter().map(InstalmentPosition::open).sum();
        let mut beyond = (foreseen - to_come).max(Decimal::ZERO);
        for line in self.lines.iter_mut().rev() {
            let part = beyond.min(line.open());
            line.given_up += part;
            beyond -= part;
        }
        for line in &mut self.lines {
            line.status = if line.open() > Decimal::ZERO && line.instalment.due_on < as_of {
                InstalmentStatus::Overdue
            } else if line.open() > Decimal::ZERO {
                InstalmentStatus::Coming
            } else if line.given_up > Decimal::ZERO {
                InstalmentStatus::WrittenOff
            } else {
                InstalmentStatus::Paid
            };
        }
        self.lines
    }
}
