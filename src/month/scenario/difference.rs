//! What would be otherwise.

use std::collections::BTreeSet;

use crate::domain::Money;
use crate::month::{Brief, MainFigures};

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

impl CellDifference {
    /// By how much more is allocated than today; below zero where it is less.
    pub fn gain(&self) -> Money {
        self.allocated.1 - self.allocated.0
    }
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
    pub fn between(today: &Brief, then: &Brief) -> Self {
        let names: BTreeSet<&String> = today.cells.keys().chain(then.cells.keys()).collect();
        let cells = names.into_iter().map(|name| {
            let of = |brief: &Brief| brief.cells.get(name).copied().unwrap_or_default();
            let (is, would_be) = (of(today), of(then));
            CellDifference { cell: name.clone(), need: (is.0, would_be.0), allocated: (is.1, would_be.1) }
        });
        let otherwise = |cell: &CellDifference| cell.need.0 != cell.need.1 || cell.allocated.0 != cell.allocated.1;
        let mut cells: Vec<CellDifference> = cells.filter(otherwise).collect();
        cells.sort_by(|one, other| other.gain().cmp(&one.gain()).then_with(|| one.cell.cmp(&other.cell)));
        Self { today: today.main, then: then.main, cells }
    }
}
