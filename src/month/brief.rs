//! A month in brief: its main figures, and what each cell needs and has.
//!
//! What comes in: what a month is computed from. What leaves: figures that can be had without reasons, comparisons and what is to
//! come, so that suppositions are answered at once. What it does not know: what the month is looked at for.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::attribute::Book;
use crate::config::Fund;
use crate::domain::Money;
use crate::domain::facts::Facts;
use crate::gap::{self, Priorities, Raising};
use crate::ledger::Ledger;

use super::{Before, Figures, MonthError};

/// The main figures of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MainFigures {
    /// The gap.
    pub gap: Money,
    /// What nobody has promised.
    pub still_to_raise: Money,
    /// What priorities can get.
    pub programmable: Money,
    /// Entries of the allocation book that stand.
    pub allocated: Money,
    /// Programmable and not allocated.
    pub unallocated: Money,
    /// What the priorities lack.
    pub lacking: Money,
}

/// A month in brief.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    /// The main figures.
    pub main: MainFigures,
    /// What each cell needs, and what is allocated to it, by its name (`TGO/T02/2021-2025`).
    pub cells: BTreeMap<String, (Money, Money)>,
}

impl Brief {
    /// Of a month that was computed.
    pub fn of(figures: &Figures) -> Self {
        Self::new(&figures.ledger, &figures.book, (&figures.gap.raising, &figures.gap.priorities))
    }

    /// Of a month as [`super::compute`] would compute it, with nothing else worked out.
    ///
    /// # Errors
    /// As [`super::compute`], but for what it compares.
    pub fn compute(
        (fund, facts): (&Fund, &Facts),
        as_of: NaiveDate,
        before: Option<&Before>,
    ) -> Result<Self, MonthError> {
        let nothing = Before::default();
        let closed = before.unwrap_or(&nothing);
        let (ledger, lived) =
            super::lived((fund, facts, fund.allocation.mode.into()), as_of, closed, &|_, _| Vec::new(), &mut |_| {})?;
        let (raising, priorities) = gap::bridges(fund, &ledger, &lived.book);
        Ok(Self::new(&ledger, &lived.book, (&raising, &priorities)))
    }

    fn new(ledger: &Ledger, book: &Book, (raising, priorities): (&Raising, &Priorities)) -> Self {
        let mut cells: BTreeMap<String, (Money, Money)> =
            ledger.cells.iter().map(|cell| (cell.id(), (cell.need, Money::ZERO))).collect();
        for placement in &book.placements {
            cells.entry(ledger.cells[placement.cell].id()).or_default().1 += placement.amount;
        }
        let main = MainFigures {
            gap: raising.gap,
            still_to_raise: raising.still_to_raise,
            programmable: book.total(|amounts| amounts.programmable),
            allocated: book.total(|amounts| amounts.allocated),
            unallocated: book.total(|amounts| amounts.unallocated),
            lacking: priorities.lacking,
        };
        Self { main, cells }
    }
}
