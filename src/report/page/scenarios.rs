//! Scenarios beside the month as it is, as the contract has them.

use std::collections::HashMap;

use crate::month::scenario::Difference;

use super::super::view::View;
use super::contract::Scenario;

/// Scenarios by what would be otherwise and their names; cells that today's month lacks are left out.
pub fn scenarios(view: &View<'_>, differences: &[(Difference, String)]) -> Vec<Scenario> {
    let cells: HashMap<String, usize> = view.ledger.cells.iter().map(|cell| cell.id()).zip(0..).collect();
    let scenario = |(difference, name): &(Difference, String)| Scenario {
        name: name.clone(),
        gap: difference.then.gap,
        still_to_raise: difference.then.still_to_raise,
        programmable: difference.then.programmable,
        allocated: difference.then.allocated,
        unallocated: difference.then.unallocated,
        lacking: difference.then.lacking,
        cells: difference
            .cells
            .iter()
            .filter_map(|cell| Some((*cells.get(&cell.cell)?, cell.need.1, cell.allocated.1)))
            .collect(),
    };
    differences.iter().map(scenario).collect()
}
