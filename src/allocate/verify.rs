//! A checker of results: from the instance and the result alone, without the steps that found it.
//!
//! It shares with the allocation only the reading of the instance into a network. A result is a flow in it; a largest
//! flow leaves no path from the source to the sink (Ford and Fulkerson, 1956), and a fair one leaves no cycle that
//! brings a cent to a worse-funded cell.

use std::collections::{HashMap, VecDeque};

use super::Allocation;
use super::build::{Built, build};
use super::instance::Instance;
use super::network::{SINK, SOURCE};

/// What is wrong with a result.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The instance cannot be read.
    #[error("the instance cannot be read: {0}")]
    Instance(String),
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

/// Checks a result.
///
/// # Errors
/// The first fault that is found.
pub fn verify(instance: &Instance, allocation: &Allocation) -> Result<(), Fault> {
    let mut built = build(instance).map_err(|error| Fault::Instance(error.to_string()))?;
    let flow = sums(instance, allocation, &built)?;
    Checked { built: &built, flow: flow.clone() }.bounds(instance)?;
    keep_floors(instance, &mut built, &flow);
    let flow = Checked { built: &built, flow };
    let placed: i64 = built.lot_arcs.iter().map(|&arc| flow.flow[arc]).sum();
    if allocation.cut.capacity != placed {
        return Err(Fault::Cut { cut: allocation.cut.capacity, placed });
    }
    // With a binding share policy the total is largest under its cap, which the result does not show by itself.
    let other = flow.flow[built.other_arc];
    flow.largest(other)?;
    flow.fair(instance, other)
}

/// What floors hold may not be given up: it becomes a lower bound.
fn keep_floors(instance: &Instance, built: &mut Built, flow: &[i64]) {
    for (rank, &cell) in built.cells.iter().enumerate() {
        let spec = &instance.cells[cell];
        let wanted = spec.floor - spec.outside - built.closed_in_cell[rank];
        let arc = built.cell_arcs[rank];
        built.network.arcs[arc].lower = wanted.clamp(0, flow[arc]);
    }
    for (group, spec) in instance.groups.iter().enumerate() {
        let arc = built.group_arcs[group];
        built.network.arcs[arc].lower = (spec.floor - built.group_base[group]).clamp(0, flow[arc]);
    }
}

struct Checked<'a> {
    built: &'a Built,
    flow: Vec<i64>,
}

/// The flow that the placements are, once all sums agree.
fn sums(instance: &Instance, allocation: &Allocation, built: &Built) -> Result<Vec<i64>, Fault> {
    let lots: HashMap<&str, usize> =
        built.lots.iter().enumerate().map(|(rank, &lot)| (instance.lots[lot].id.as_str(), rank)).collect();
    let cells: HashMap<&str, usize> =
        built.cells.iter().enumerate().map(|(rank, &cell)| (instance.cells[cell].id.as_str(), rank)).collect();
    let mut new: HashMap<(usize, usize), i64> = HashMap::new();
    for placed in &allocation.placements {
        let unknown = || Fault::Sum(placed.lot.clone());
        let lot = *lots.get(placed.lot.as_str()).ok_or_else(unknown)?;
        let cell = *cells.get(placed.cell.as_str()).ok_or_else(unknown)?;
        *new.entry((lot, cell)).or_default() += placed.amount;
    }
    for closed in &instance.placed {
        let unknown = || Fault::Sum(closed.lot.clone());
        let lot = *lots.get(closed.lot.as_str()).ok_or_else(unknown)?;
        let cell = *cells.get(closed.cell.as_str()).ok_or_else(unknown)?;
        *new.entry((lot, cell)).or_default() -= closed.amount;
    }
    let (mut by_lot, mut by_cell) = (vec![0; lots.len()], vec![0; cells.len()]);
    let mut by_class: HashMap<(usize, usize), i64> = HashMap::new();
    for (&(lot, cell), &amount) in &new {
        if amount < 0 {
            return Err(Fault::Sum(format!("the closed placement of {}", instance.lots[built.lots[lot]].id)));
        }
        by_lot[lot] += amount;
        by_cell[cell] += amount;
        *by_class.entry((built.class_of[lot], cell)).or_default() += amount;
    }
    for (rank, lot) in allocation.lots.iter().enumerate() {
        let available = instance.lots[built.lots[rank]].available;
        if lot.placed != by_lot[rank] + built.closed_from_lot[rank] || lot.placed + lot.unplaced != available {
            return Err(Fault::Sum(lot.id.clone()));
        }
    }
    for (rank, cell) in allocation.cells.iter().enumerate() {
        if cell.placed != by_cell[rank] + built.closed_in_cell[rank] {
            return Err(Fault::Sum(cell.id.clone()));
        }
    }
    let total: i64 = allocation.lots.iter().map(|lot| lot.placed).sum();
    if total != allocation.total || total != allocation.cells.iter().map(|cell| cell.placed).sum::<i64>() {
        return Err(Fault::Sum("the total".to_owned()));
    }
    as_flow(instance, built, &by_lot, &by_cell, by_class)
}

fn as_flow(
    instance: &Instance,
    built: &Built,
    by_lot: &[i64],
    by_cell: &[i64],
    mut by_class: HashMap<(usize, usize), i64>,
) -> Result<Vec<i64>, Fault> {
    let mut flow = vec![0; built.network.arcs.len()];
    // Arcs between known ones carry what flows through their nodes; from the outside in, each node's flow is known.
    for (rank, &arc) in built.lot_arcs.iter().enumerate() {
        flow[arc] = by_lot[rank];
    }
    for (rank, &arc) in built.cell_arcs.iter().enumerate() {
        flow[arc] = by_cell[rank];
    }
    for (class, arcs) in built.class_cells.iter().enumerate() {
        for &(cell, arc) in arcs {
            flow[arc] = by_class.remove(&(class, cell)).unwrap_or(0);
        }
    }
    if let Some((&(class, cell), _)) = by_class.iter().find(|(_, amount)| **amount > 0) {
        let lot = built.class_of.iter().position(|&of| of == class).unwrap_or_default();
        let (lot, cell) = (&instance.lots[built.lots[lot]].id, &instance.cells[built.cells[cell]].id);
        return Err(Fault::Forbidden { lot: lot.clone(), cell: cell.clone() });
    }
    complete(built, &mut flow);
    Ok(flow)
}

/// Fills in the arcs of nodes with a single open arc until every node is in balance.
fn complete(built: &Built, flow: &mut [i64]) {
    let known_arcs = built.lot_arcs.iter().chain(&built.cell_arcs).copied();
    let known_arcs = known_arcs.chain(built.class_cells.iter().flatten().map(|&(_, arc)| arc));
    let mut known = vec![false; flow.len()];
    known_arcs.for_each(|arc| known[arc] = true);
    let nodes = built.network.arcs.iter().map(|arc| arc.from.max(arc.to) + 1).max().unwrap_or(2);
    let mut touching: Vec<Vec<usize>> = vec![Vec::new(); nodes];
    for (place, arc) in built.network.arcs.iter().enumerate() {
        touching[arc.from].push(place);
        touching[arc.to].push(place);
    }
    let open = |node: usize, known: &[bool]| touching[node].iter().filter(|&&arc| !known[arc]).count();
    let mut queue: VecDeque<usize> = (2..nodes).filter(|&node| open(node, &known) == 1).collect();
    while let Some(node) = queue.pop_front() {
        let Some(&last) = touching[node].iter().find(|&&arc| !known[arc]) else { continue };
        let balance: i64 = touching[node]
            .iter()
            .filter(|&&arc| arc != last)
            .map(|&arc| if built.network.arcs[arc].to == node { flow[arc] } else { -flow[arc] })
            .sum();
        let arc = built.network.arcs[last];
        flow[last] = if arc.from == node { balance } else { -balance };
        known[last] = true;
        for other in [arc.from, arc.to] {
            if other > SINK && open(other, &known) == 1 {
                queue.push_back(other);
            }
        }
    }
}

impl Checked<'_> {
    fn bounds(&self, instance: &Instance) -> Result<(), Fault> {
        for (arc, &flow) in self.built.network.arcs.iter().zip(&self.flow) {
            if flow < arc.lower || flow > arc.upper {
                return Err(Fault::Bound(format!("the arc from {} to {}", arc.from, arc.to)));
            }
        }
        let Some(policy) = instance.policy else { return Ok(()) };
        let placed_in = |country: bool| -> i128 {
            let ranks =
                (0..self.built.cells.len()).filter(|&rank| instance.cells[self.built.cells[rank]].country == country);
            ranks.map(|rank| i128::from(self.flow[self.built.cell_arcs[rank]] + self.built.closed_in_cell[rank])).sum()
        };
        let (country, other) = (placed_in(true), placed_in(false));
        if country * 1_000_000 < i128::from(policy.country_share_ppm) * (country + other)
            && self.flow[self.built.other_arc] > 0
        {
            return Err(Fault::Bound("the share of countries".to_owned()));
        }
        Ok(())
    }

    /// Whether a node can be reached from another in what is left of the network. `give` says which cells may give.
    fn reaches(&self, from: usize, to: usize, other: i64, adjacency: &Adjacency, give: impl Fn(usize) -> bool) -> bool {
        let mut seen = vec![false; adjacency.0.len()];
        seen[from] = true;
        let mut queue = VecDeque::from([from]);
        while let Some(node) = queue.pop_front() {
            for &(arc, forward) in &adjacency.0[node] {
                let bounds = self.built.network.arcs[arc];
                let upper = if arc == self.built.other_arc { bounds.upper.min(other) } else { bounds.upper };
                let open = if forward { self.flow[arc] < upper } else { self.flow[arc] > bounds.lower && give(arc) };
                let next = if forward { bounds.to } else { bounds.from };
                if open && !seen[next] {
                    if next == to {
                        return true;
                    }
                    seen[next] = true;
                    queue.push_back(next);
                }
            }
        }
        false
    }

    fn largest(&self, other: i64) -> Result<(), Fault> {
        let adjacency = Adjacency::of(self.built);
        let cap = if self.policy_binds() { other } else { i64::MAX };
        if self.reaches(SOURCE, SINK, cap, &adjacency, |_| true) { Err(Fault::NotLargest) } else { Ok(()) }
    }

    /// The cap of money outside countries is only there when the policy is.
    fn policy_binds(&self) -> bool {
        self.built.network.arcs[self.built.other_arc].upper > 0
    }

    fn fair(&self, instance: &Instance, other: i64) -> Result<(), Fault> {
        let adjacency = Adjacency::of(self.built);
        let rank_of: HashMap<usize, usize> =
            self.built.cell_arcs.iter().enumerate().map(|(rank, &arc)| (arc, rank)).collect();
        for (rank, &arc) in self.built.cell_arcs.iter().enumerate() {
            let bounds = self.built.network.arcs[arc];
            if self.flow[arc] >= bounds.upper {
                continue;
            }
            // A cell may give when its last cent would go to a cell that has less even with that cent gone from it.
            let may_give = |giver: usize| match rank_of.get(&giver) {
                None => true,
                Some(&from) => self.worse(instance, rank, from),
            };
            if self.reaches(bounds.to, bounds.from, other, &adjacency, may_give) {
                return Err(Fault::NotFair(instance.cells[self.built.cells[rank]].id.clone()));
            }
        }
        Ok(())
    }

    /// Whether `rank` has a lower ratio than `from` will have after giving a cent, or the same and a cent lifts it more.
    fn worse(&self, instance: &Instance, rank: usize, from: usize) -> bool {
        let funded = |rank: usize| {
            let spec = &instance.cells[self.built.cells[rank]];
            i128::from(self.flow[self.built.cell_arcs[rank]] + self.built.closed_in_cell[rank] + spec.outside)
        };
        let size = |rank: usize| {
            let spec = &instance.cells[self.built.cells[rank]];
            i128::from(spec.need) * i128::from(spec.weight_milli)
        };
        let (gaining, giving) =
            (funded(rank).saturating_mul(size(from)), (funded(from) - 1).saturating_mul(size(rank)));
        gaining < giving || (gaining == giving && size(rank) < size(from))
    }
}

/// The arcs at each node, with whether they leave it.
struct Adjacency(Vec<Vec<(usize, bool)>>);

impl Adjacency {
    fn of(built: &Built) -> Self {
        let nodes = built.network.arcs.iter().map(|arc| arc.from.max(arc.to) + 1).max().unwrap_or(2);
        let mut at = vec![Vec::new(); nodes];
        for (place, arc) in built.network.arcs.iter().enumerate() {
            at[arc.from].push((place, true));
            at[arc.to].push((place, false));
        }
        Self(at)
    }
}
