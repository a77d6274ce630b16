//! What would be otherwise.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::month::Figures;

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

impl MainFigures {
    /// Of a month.
    pub fn of(figures: &Figures) -> Self {
        let book = &figures.book;
        Self {
            gap: figures.gap.raising.gap,
            still_to_raise: figures.gap.raising.still_to_raise,
            programmable: book.total(|amounts| amounts.programmable),
            allocated: book.total(|amounts| amounts.allocated),
            unallocated: book.total(|amounts| amounts.unallocated),
            lacking: figures.gap.priorities.lacking,
        }
    }
}

/// A cell whose need or allocated money would be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellDifference {
    /// Its name, `TGO/T02/2021-2025`.
    pub cell: String,
    /// What it needs, and would need.
    pub need: (Money, Money),
    /// What is allocated, and would be.
    pub allocated: (Money, Money),
}

/// What would be otherwise between two months: the main figures of both, and the cells, those that gain most first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// As it is.
    pub today: MainFigures,
    /// As it would be.
    pub then: MainFigures,
    /// Cells that would be otherwise.
    pub cells: Vec<CellDifference>,
}

impl Difference {
    /// Between a month as it is and as it would be.
    pub fn between(today: &Figures, then: &Figures) -> Self {
        let (is, would_be) = (cells(today), cells(then));
        let names: std::collections::BTreeSet<&String> = is.keys().chain(would_be.keys()).collect();
        let cells = names.into_iter().map(|name| {
            let (is, would_be) =
                (is.get(name).copied().unwrap_or_default(), would_be.get(name).copied().unwrap_or_default());
            CellDifference { cell: name.clone(), need: (is.0, would_be.0), allocated: (is.1, would_be.1) }
        });
        let otherwise = |cell: &CellDifference| cell.need.0 != cell.need.1 || cell.allocated.0 != cell.allocated.1;
        let mut cells: Vec<CellDifference> = cells.filter(otherwise).collect();
        let gains = |cell: &CellDifference| cell.allocated.1 - cell.allocated.0;
        cells.sort_by(|one, other| gains(other).cmp(&gains(one)).then_with(|| one.cell.cmp(&other.cell)));
        Self { today: MainFigures::of(today), then: MainFigures::of(then), cells }
    }
}

/// Need and allocated money of each cell, by its name.
fn cells(figures: &Figures) -> BTreeMap<String, (Money, Money)> {
    let ledger = &figures.ledger;
    let mut cells: BTreeMap<String, (Money, Money)> =
        ledger.cells.iter().map(|cell| (cell.id(), (cell.need, Money::ZERO))).collect();
    for placement in figures.placements() {
        cells.entry(ledger.cells[placement.cell].id()).or_default().1 += placement.amount;
    }
    cells
}
