//! A checker of results: from the instance and the result alone, without the steps that found it and with its own
//! reading of the earmarks.
//!
//! A result is a flow. A largest flow leaves no path from the source to the sink (Ford and Fulkerson, 1956); a fair
//! one leaves no cycle that brings a cent to a worse-funded cell by taking only from better-funded ones.

mod fair;
mod graph;

use std::collections::HashMap;

use super::instance::Instance;
use super::{Allocation, PlacedSpec};

use graph::Graph;

/// What is wrong with a result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The result names what the instance does not have, or lacks what it has.
    #[error("the result and the instance do not name the same: {0}")]
    ByName(String),
    /// Sums do not agree.
    #[error("the sums of {0} do not agree")]
    Sum(String),
    /// A placement that no earmark allows.
    #[error("{lot} may not pay for {cell}")]
    Forbidden {
        /// The lot.
        lot: String,
        /// The cell.
        cell: String,
    },
    /// A bound that is broken.
    #[error("a bound of {0} is broken")]
    Bound(String),
    /// More could be placed.
    #[error("more could be placed")]
    NotLargest,
    /// The cut does not prove the total.
    #[error("the minimum cut has the capacity {cut}, but {placed} were placed")]
    Cut {
        /// The capacity stated.
        cut: i64,
        /// What was placed anew.
        placed: i64,
    },
    /// A cell could gain from a better-funded one.
    #[error("{0} could gain a cent from a better-funded cell")]
    NotFair(String),
}

/// What a result allocates anew, by lot and by cell in the order of the result, once all sums agree.
pub(super) struct Sums {
    /// What each lot gives anew.
    pub given: Vec<i64>,
    /// What each cell takes anew.
    pub taken: Vec<i64>,
    /// What each lot had given before.
    pub closed_lot: Vec<i64>,
    /// What each cell had before.
    pub closed_cell: Vec<i64>,
    /// The same by pair.
    pub closed: HashMap<(usize, usize), i64>,
}

/// Checks a result.
///
/// # Errors
/// The first fault that is found.
pub fn verify(instance: &Instance, allocation: &Allocation) -> Result<(), Fault> {
    let names = ByName::new(instance, allocation)?;
    let sums = sums(&names, allocation)?;
    let graph = Graph::new(instance, allocation, &names, &sums)?;
    let placed: i64 = sums.given.iter().sum();
    if allocation.cut.capacity != placed {
        return Err(Fault::Cut { cut: allocation.cut.capacity, placed });
    }
    graph.largest()?;
    fair::fair(&names, &sums, &graph)
}

/// The lots and cells of the result, as the instance has them.
pub(super) struct ByName<'a> {
    /// Lots, in the order of the result.
    pub lots: Vec<&'a super::instance::LotSpec>,
    /// Cells, in the order of the result.
    pub cells: Vec<&'a super::instance::CellSpec>,
    lot_at: HashMap<&'a str, usize>,
    cell_at: HashMap<&'a str, usize>,
    closed: &'a [PlacedSpec],
}

impl<'a> ByName<'a> {
    fn new(instance: &'a Instance, allocation: &Allocation) -> Result<Self, Fault> {
        let mut lots: Vec<_> = instance.lots.iter().collect();
        let mut cells: Vec<_> = instance.cells.iter().collect();
        lots.sort_by_key(|lot| &lot.id);
        cells.sort_by_key(|cell| &cell.id);
        let same = |ours: &mut dyn Iterator<Item = &'a str>, theirs: &mut dyn Iterator<Item = &str>| loop {
            match (ours.next(), theirs.next()) {
                (None, None) => return Ok(()),
                (Some(one), Some(two)) if one == two => {}
                (one, two) => return Err(Fault::ByName(one.or(two).unwrap_or_default().to_owned())),
            }
        };
        same(&mut lots.iter().map(|lot| lot.id.as_str()), &mut allocation.lots.iter().map(|lot| lot.id.as_str()))?;
        same(
            &mut cells.iter().map(|cell| cell.id.as_str()),
            &mut allocation.cells.iter().map(|cell| cell.id.as_str()),
        )?;
        let lot_at = lots.iter().enumerate().map(|(index, lot)| (lot.id.as_str(), index)).collect();
        let cell_at = cells.iter().enumerate().map(|(index, cell)| (cell.id.as_str(), index)).collect();
        Ok(Self { lots, cells, lot_at, cell_at, closed: &instance.placed })
    }
}

fn sums(names: &ByName<'_>, allocation: &Allocation) -> Result<Sums, Fault> {
    let (lots, cells) = (names.lots.len(), names.cells.len());
    let mut sums = Sums {
        given: vec![0; lots],
        taken: vec![0; cells],
        closed_lot: vec![0; lots],
        closed_cell: vec![0; cells],
        closed: HashMap::new(),
    };
    if allocation.closed != names.closed {
        return Err(Fault::Sum("closed placements".to_owned()));
    }
    for closed in names.closed {
        let unknown = || Fault::ByName(format!("{} in {}", closed.lot, closed.cell));
        let lot = *names.lot_at.get(closed.lot.as_str()).ok_or_else(unknown)?;
        let cell = *names.cell_at.get(closed.cell.as_str()).ok_or_else(unknown)?;
        sums.closed_lot[lot] += closed.amount;
        sums.closed_cell[cell] += closed.amount;
        *sums.closed.entry((lot, cell)).or_default() += closed.amount;
    }
    for pool in &allocation.pools {
        let (mut given, mut taken) = (0_i64, 0_i64);
        for &(lot, amount) in &pool.lots {
            *sums.given.get_mut(lot).ok_or_else(|| Fault::ByName(format!("lot {lot}")))? += amount;
            given += amount;
        }
        for &(cell, amount) in &pool.cells {
            *sums.taken.get_mut(cell).ok_or_else(|| Fault::ByName(format!("cell {cell}")))? += amount;
            taken += amount;
        }
        if given != taken || pool.lots.iter().chain(&pool.cells).any(|(_, amount)| *amount < 0) {
            return Err(Fault::Sum("a pool".to_owned()));
        }
    }
    for (index, lot) in allocation.lots.iter().enumerate() {
        let agrees = lot.placed == sums.given[index] + sums.closed_lot[index];
        if !agrees || lot.placed + lot.unplaced != names.lots[index].available {
            return Err(Fault::Sum(lot.id.clone()));
        }
    }
    for (index, cell) in allocation.cells.iter().enumerate() {
        let need = names.cells[index].need - names.cells[index].outside;
        let agrees = cell.placed == sums.taken[index] + sums.closed_cell[index];
        if !agrees || cell.shortfall != (need - cell.placed).max(0) {
            return Err(Fault::Sum(cell.id.clone()));
        }
    }
    let total: i64 = allocation.lots.iter().map(|lot| lot.placed).sum();
    if total != allocation.total || total != allocation.cells.iter().map(|cell| cell.placed).sum::<i64>() {
        return Err(Fault::Sum("the total".to_owned()));
    }
    Ok(sums)
}
