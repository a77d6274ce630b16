//! The gap of the cells, added up by any key.

use std::collections::BTreeMap;

use crate::allocate::fund::Scenarios;
use crate::domain::Money;
use crate::domain::facts::Priority;
use crate::domain::placement::by_cell;

use super::Strengths;

/// Needs, funding and gap of a part of the programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GapRow<K> {
    /// The place, region, theme or pillar.
    pub key: K,
    /// How many cells it has.
    pub cells: usize,
    /// What they need.
    pub need: Money,
    /// What is funded from outside the pool.
    pub outside: Money,
    /// What the pool allocates there.
    pub placed: Strengths,
    /// What cells have above their need.
    pub above: Strengths,
    /// What cells lack: `need - outside - placed + above`.
    pub gap: Strengths,
}

/// Adds up cells by a key, ordered by it.
pub fn by_cell_key<K: Ord + Clone>(
    cells: &[Priority],
    scenarios: &Scenarios,
    key: impl Fn(&Priority) -> K,
) -> Vec<GapRow<K>> {
    let deposits = by_cell(cells.len(), &scenarios.deposits);
    let commitments = by_cell(cells.len(), &scenarios.commitments);
    let outlook = by_cell(cells.len(), &scenarios.outlook);
    let mut rows: BTreeMap<K, GapRow<K>> = BTreeMap::new();
    for (index, cell) in cells.iter().enumerate() {
        let key = key(cell);
        let row = rows.entry(key.clone()).or_insert_with(|| GapRow {
            key,
            cells: 0,
            need: Money::ZERO,
            outside: Money::ZERO,
            placed: Strengths::default(),
            above: Strengths::default(),
            gap: Strengths::default(),
        });
        row.cells += 1;
        row.need += cell.need;
        row.outside += cell.outside;
        row.placed.deposits += deposits[index];
        row.placed.commitments += commitments[index];
        row.placed.outlook += outlook[index];
        row.above.deposits += cell.above_need(deposits[index]);
        row.above.commitments += cell.above_need(commitments[index]);
        row.above.outlook += cell.above_need(outlook[index]);
    }
    let mut rows: Vec<GapRow<K>> = rows.into_values().collect();
    for row in &mut rows {
        let lacks = |placed: Money, above: Money| row.need - row.outside - placed + above;
        row.gap = Strengths {
            deposits: lacks(row.placed.deposits, row.above.deposits),
            commitments: lacks(row.placed.commitments, row.above.commitments),
            outlook: lacks(row.placed.outlook, row.above.outlook),
        };
    }
    rows
}
