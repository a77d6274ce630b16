//! The allocation: where the money goes, as well as the earmarks allow.
//!
//! What comes in: an [`Instance`](instance::Instance). What leaves: an [`Allocation`], whole minor units that add up by
//! lot and by cell, with a minimum cut that proves that none can be larger. What it does not know: donors,
//! currencies, spreadsheets, and (but for the file `fund`) the rest of the program.
//!
//! The result is the best in this order (docs/domain.md, section 3): floors are met as far as can be; the largest total is
//! placed; the worst-funded cell is as well funded as possible, then the second worst, and so on; the strictest and
//! soonest-expiring lots are used first; for those totals, few and large allocations, or proportional ones.

mod build;
pub(crate) mod codes;
mod conflict;
mod eligible;
mod factor;
mod fairness;
mod few;
mod floors;
pub mod fund;
pub mod instance;
mod levels;
pub mod network;
mod policy;
pub mod reasons;
mod residual;
mod solve;
mod spread;
pub mod verify;

use serde::{Deserialize, Serialize};

use crate::domain::{Money, apportion};

pub use instance::{Instance, PlacedSpec};

/// The result: every list in the order of names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Closed placements, as they were given.
    pub closed: Vec<PlacedSpec>,
    /// What lots pay for cells anew, pool by pool.
    pub pools: Vec<Pool>,
    /// Each lot.
    pub lots: Vec<LotResult>,
    /// Each cell.
    pub cells: Vec<CellResult>,
    /// Floors that needed money of the pool.
    pub floors: Vec<FloorResult>,
    /// A minimum cut: its capacity is the most that can be allocated anew.
    pub cut: Cut,
    /// All that is placed.
    pub total: i64,
}

/// Money of lots that all may pay for the same cells. What a lot pays for a cell follows from the pool: each lot is
/// spread over the cells in proportion, so that a pool of many lots and cells stays small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// Lots, by their index in the result, and what they put in.
    pub lots: Vec<(usize, i64)>,
    /// Cells, by their index in the result, and what they take out: as much in all.
    pub cells: Vec<(usize, i64)>,
}

impl Pool {
    /// What each lot pays for each cell: (lot, cell, amount), by cell. Exact for every lot and every cell.
    pub fn placements(&self) -> impl Iterator<Item = (usize, usize, i64)> + '_ {
        let weights: Vec<u64> = self.lots.iter().map(|(_, amount)| amount.unsigned_abs()).collect();
        let mut before = vec![Money::ZERO; weights.len()];
        let mut sum = 0;
        self.cells.iter().flat_map(move |&(cell, amount)| {
            sum += amount;
            let after = apportion(Money::from_minor(sum), &weights).unwrap_or_else(|| before.clone());
            let parts = self.lots.iter().zip(after.iter().zip(&before));
            let parts = parts.map(|(&(lot, _), (after, before))| (lot, cell, (*after - *before).minor()));
            let placed: Vec<(usize, usize, i64)> = parts.filter(|(_, _, amount)| *amount > 0).collect();
            before = after;
            placed
        })
    }
}

impl Allocation {
    /// What each lot pays for each cell, closed placements included, by lot and cell.
    pub fn placements(&self) -> Vec<PlacedSpec> {
        let mut placements = self.closed.clone();
        let named = |(lot, cell, amount): (usize, usize, i64)| PlacedSpec {
            lot: self.lots[lot].id.clone(),
            cell: self.cells[cell].id.clone(),
            amount,
        };
        placements.extend(self.pools.iter().flat_map(Pool::placements).map(named));
        placements.sort_unstable();
        placements.dedup_by(|next, last| {
            let same = last.lot == next.lot && last.cell == next.cell;
            if same {
                last.amount += next.amount;
            }
            same
        });
        placements
    }
}

/// What a lot gives and keeps: together its available money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LotResult {
    /// The lot.
    pub id: String,
    /// Placed.
    pub placed: i64,
    /// Not placed.
    pub unplaced: i64,
}

/// What a cell gets and lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellResult {
    /// The cell.
    pub id: String,
    /// Placed there by the pool.
    pub placed: i64,
    /// `need - outside - placed`, or nothing.
    pub shortfall: i64,
}

/// A floor and what it lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FloorResult {
    /// The cell or group.
    pub id: String,
    /// Its floor, outside money included.
    pub floor: i64,
    /// What no allocation could bring.
    pub short: i64,
}

/// A minimum cut: the lots that are wholly used and the cells that are full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Lots in the cut: all of their money can be placed.
    pub lots: Vec<String>,
    /// Cells in the cut: they take all that they may.
    pub cells: Vec<String>,
    /// The sum of the bounds that are cut.
    pub capacity: i64,
}

/// Makes the allocation.
///
/// # Errors
/// When limits contradict each other or the instance names what is not there.
pub fn allocate(instance: &Instance) -> Result<Allocation, AllocateError> {
    solve::solve(instance)
}

/// Why there is no allocation.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AllocateError {
    /// A closed placement names a lot or cell that is not there.
    #[error("a closed placement of {lot} in {cell} names something that is not there")]
    UnknownPlacement {
        /// The lot.
        lot: String,
        /// The cell.
        cell: String,
    },
    /// Two groups share cells and neither contains the other.
    #[error("the group {group:?} crosses another: groups must be apart or one inside the other")]
    CrossingGroups {
        /// The group.
        group: String,
    },
    /// A group holds some countries and some cells outside countries, which the country share parts.
    #[error(
        "the group {group:?} holds both countries and cells outside countries, which the country share parts: give each a \
         group of its own"
    )]
    GroupAcrossShare {
        /// The group.
        group: String,
    },
    /// Two limits of a lot share cells and neither contains the other.
    #[error("limits of {lot} cross each other: their parts must be apart or one inside the other")]
    CrossingLimits {
        /// The lot.
        lot: String,
    },
    /// A lot must go at least partly to a part where it may go nowhere.
    #[error("{lot} must go at least partly where it may pay for no cell")]
    NothingToMeet {
        /// The lot.
        lot: String,
    },
    /// A cell weighs nothing, needs less than nothing, or may take something though it needs nothing.
    #[error("{cell} has no weight, or may take something without a need")]
    NoNeed {
        /// The cell.
        cell: String,
    },
    /// A floor lies above its ceiling.
    #[error("the floor of {cell} lies above its ceiling")]
    FloorAboveCeiling {
        /// The cell.
        cell: String,
    },
    /// A group's floor lies above its cap.
    #[error("the floor of the group {group:?} lies above its cap")]
    FloorAboveCap {
        /// The group.
        group: String,
    },
    /// Limits, floors and caps that cannot hold together.
    #[error("these cannot hold together: {} ({missing} minor units are missing)", names.join("; "))]
    Conflict {
        /// What is in conflict.
        names: Vec<String>,
        /// By how much.
        missing: i64,
    },
    /// A flow that must be there is not.
    #[error("the allocation lost a flow that it had; this is a fault of the program")]
    Internal,
}
