//! A placement: money of an agreement in a cell.

use serde::{Deserialize, Serialize};

use super::{AgreementRef, Money};

/// What an agreement placed in a cell, cumulatively.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Placement {
    /// The cell's index in the list of priorities.
    pub cell: usize,
    /// The agreement.
    pub agreement: AgreementRef,
    /// How much.
    pub amount: Money,
}

/// What placements come to in each of so many cells, by the index of the cell.
pub fn by_cell(cells: usize, placements: &[Placement]) -> Vec<Money> {
    let mut sums = vec![Money::ZERO; cells];
    for placement in placements {
        sums[placement.cell] += placement.amount;
    }
    sums
}
