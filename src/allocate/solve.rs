//! The objectives one after the other, each fixing what the next may not give up.

use super::build::{Built, build};
use super::conflict::conflict;
use super::fairness::{Sharing, Terminal};
use super::few;
use super::instance::{Instance, Spread};
use super::levels::Member;
use super::network::{FlowArc, SINK, SOURCE, UNBOUNDED, Violation};
use super::policy::floors_and_total;
use super::spread;
use super::{AllocateError, Allocation, CellResult, Cut, FloorResult, LotResult};

/// Finds the allocation.
pub(super) fn solve(instance: &Instance) -> Result<Allocation, AllocateError> {
    check(instance)?;
    let mut built = build(instance)?;
    for (group, spec) in instance.groups.iter().enumerate() {
        // Through a group without cells nothing can flow; that is a floor out of reach, no contradiction.
        let cells = !built.group_cells[group].is_empty();
        let upper = if cells { built.network.arcs[built.group_arcs[group]].upper } else { UNBOUNDED };
        if spec.cap.is_some_and(|cap| spec.floor - built.group_base[group] > upper.min(cap)) {
            return Err(AllocateError::FloorAboveCap { group: spec.id.clone() });
        }
    }
    let conflicting = |built: &Built, violation: &Violation| conflict(instance, built, violation);
    let between = built.network.arcs[built.between.clone()].to_vec();
    let flow = built.network.flow(None).map_err(|violation| conflicting(&built, &violation))?;
    let wanted = Wanted::new(instance, &built);
    let (total, flow) = match wanted.arcs.is_empty() && instance.policy.is_none() {
        true => (flow[built.all_arc], flow),
        false => {
            let total = floors_and_total(instance, &mut built, &wanted.arcs)
                .map_err(|violation| conflicting(&built, &violation))?;
            let flow = built.network.flow(None).map_err(|violation| conflicting(&built, &violation))?;
            (total, flow)
        }
    };
    let cut = cut(instance, &built, &flow);
    let internal = |_: Violation| AllocateError::Internal;
    let taken = fill_cells(instance, &mut built, &wanted, total).map_err(internal)?;
    let floors = wanted.missing(instance, &built, &taken);
    let given = fill_lots(instance, &built, &between, &taken).map_err(internal)?;
    let pools = match instance.spread {
        Spread::Few => few::spread(&built, &between, &given, &taken, instance.minimum),
        Spread::Proportional => spread::spread(&built, &between, &given, &taken),
    };
    let pools = pools.map_err(internal)?;
    let lots = given.iter().enumerate().map(|(rank, new)| {
        let (spec, placed) = (built.lot(instance, rank), new + built.closed_from_lot[rank]);
        LotResult { id: spec.id.clone(), placed, unplaced: spec.available - placed }
    });
    let cells = taken.iter().enumerate().map(|(rank, new)| {
        let (spec, placed) = (built.cell(instance, rank), new + built.closed_in_cell[rank]);
        CellResult { id: spec.id.clone(), placed, shortfall: (spec.need - spec.outside - placed).max(0) }
    });
    Ok(Allocation {
        closed: instance.placed.clone(),
        pools,
        lots: lots.collect(),
        cells: cells.collect(),
        floors,
        cut,
        total: total + built.closed_in_cell.iter().sum::<i64>(),
    })
}

fn check(instance: &Instance) -> Result<(), AllocateError> {
    for cell in &instance.cells {
        let asks_for_nothing = cell.need == 0 && cell.ceiling <= 0;
        if cell.need <= 0 && !asks_for_nothing || cell.weight_milli <= 0 {
            return Err(AllocateError::NoNeed { cell: cell.id.clone() });
        }
        if cell.floor > cell.ceiling {
            return Err(AllocateError::FloorAboveCeiling { cell: cell.id.clone() });
        }
    }
    for group in &instance.groups {
        if group.cap.is_some_and(|cap| cap < 0) {
            return Err(AllocateError::CrossingGroups { group: group.id.clone() });
        }
    }
    Ok(())
}

/// Floors that need new money.
struct Wanted {
    /// Arcs of bunches and groups, and how many of their first units count.
    arcs: Vec<(usize, i64)>,
    /// What each cell wants, by rank, no more than it may take.
    cells: Vec<i64>,
}

impl Wanted {
    fn new(instance: &Instance, built: &Built) -> Self {
        let wants = |rank: usize| {
            let wanted = cell_floor(instance, built, rank);
            wanted.clamp(0, built.cell_room[rank])
        };
        let cells: Vec<i64> = (0..built.cell_room.len()).map(wants).collect();
        let bunches = built.bunch_arcs.iter().copied().zip(built.by_bunch(&cells));
        let groups = instance.groups.iter().enumerate();
        let groups = groups.map(|(group, spec)| (built.group_arcs[group], spec.floor - built.group_base[group]));
        Self { arcs: bunches.chain(groups).filter(|(_, wanted)| *wanted > 0).collect(), cells }
    }

    /// What each floor lacks.
    fn missing(&self, instance: &Instance, built: &Built, taken: &[i64]) -> Vec<FloorResult> {
        let cells = (0..taken.len()).map(|rank| {
            let spec = built.cell(instance, rank);
            (spec.id.clone(), spec.floor, cell_floor(instance, built, rank), taken[rank])
        });
        let through = built.through_groups(taken);
        let groups =
            instance.groups.iter().enumerate().map(|(group, spec)| {
                (spec.id.clone(), spec.floor, spec.floor - built.group_base[group], through[group])
            });
        cells
            .chain(groups)
            .filter(|(_, _, wanted, _)| *wanted > 0)
            .map(|(id, floor, wanted, got)| FloorResult { id, floor, short: (wanted - got).max(0) })
            .collect()
    }
}

/// What a cell's floor wants of new money; below zero when it has more.
fn cell_floor(instance: &Instance, built: &Built, rank: usize) -> i64 {
    let spec = built.cell(instance, rank);
    spec.floor - spec.outside - built.closed_in_cell[rank]
}

/// The minimum cut at the largest total, which `flow` carries.
fn cut(instance: &Instance, built: &Built, flow: &[i64]) -> Cut {
    let near = built.network.near_side(flow);
    let crossing = |arc: usize| near[built.network.arcs[arc].from] && !near[built.network.arcs[arc].to];
    let capacity = built.network.arcs.iter().map(|arc| match (near[arc.from], near[arc.to]) {
        (true, false) => arc.upper,
        (false, true) => -arc.lower,
        (true, true) | (false, false) => 0,
    });
    let lots = (0..built.lot_room.len()).filter(|&rank| crossing(built.class_arcs[built.eligible.class_of[rank]]));
    let cells = (0..built.cell_room.len()).filter(|&rank| crossing(built.bunch_arcs[built.eligible.bunch_of[rank]]));
    Cut {
        lots: lots.map(|rank| built.lot(instance, rank).id.clone()).collect(),
        cells: cells.map(|rank| built.cell(instance, rank).id.clone()).collect(),
        capacity: capacity.sum(),
    }
}

/// Members in the order that breaks ties: by turn, then the smaller first, then by name. Gives where each rank stands.
fn in_order(members: &mut Vec<Member>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..members.len()).collect();
    order.sort_by_key(|&rank| (members[rank].turn, members[rank].size, rank));
    let mut stands = vec![0; members.len()];
    for (index, &rank) in order.iter().enumerate() {
        stands[rank] = index;
    }
    *members = order.iter().map(|&rank| members[rank]).collect();
    stands
}

/// Objective 3: leximin of funded over need times weight. Gives what each cell takes anew, by rank.
fn fill_cells(instance: &Instance, built: &mut Built, wanted: &Wanted, total: i64) -> Result<Vec<i64>, Violation> {
    let (floors, rooms) = (built.by_bunch(&wanted.cells), built.by_bunch(&built.cell_room));
    // The bounds that the earlier objectives leave to a bunch are nothing, its floors, or its room: so for its cells.
    let part = |rank: usize, bound: i64| {
        let bunch = built.eligible.bunch_of[rank];
        if bound == rooms[bunch] {
            built.cell_room[rank]
        } else if bound == floors[bunch] {
            wanted.cells[rank]
        } else {
            0
        }
    };
    let mut members: Vec<Member> = (0..built.cell_room.len())
        .map(|rank| {
            let spec = built.cell(instance, rank);
            let arc = built.network.arcs[built.bunch_arcs[built.eligible.bunch_of[rank]]];
            Member {
                turn: 0,
                base: spec.outside + built.closed_in_cell[rank],
                // A cell without need takes nothing, whatever its ratio.
                size: i128::from(spec.need.max(1)) * i128::from(spec.weight_milli),
                least: if arc.lower == 0 { 0 } else { part(rank, arc.lower) },
                most: part(rank, arc.upper),
            }
        })
        .collect();
    let stands = in_order(&mut members);
    // Without money there are no classes; the money that does not come would flow through the bunches all the same.
    let nearest = built.class_nodes.first().or(built.bunch_nodes.first());
    let first = nearest.copied().unwrap_or(built.network.nodes());
    let mut supply = vec![0; built.network.nodes()];
    (supply[SOURCE], supply[SINK]) = (total, -total);
    let terminals = built.bunch_nodes.iter().zip(&built.bunch_arcs).zip(&built.eligible.bunches);
    let mut is_terminal = vec![false; built.network.arcs.len()];
    built.bunch_arcs.iter().for_each(|&arc| is_terminal[arc] = true);
    let arcs = built.network.arcs.iter().zip(&is_terminal).filter(|(_, terminal)| !**terminal);
    let sharing = Sharing {
        arcs: arcs.map(|(arc, _)| *arc).collect(),
        beyond: (0..built.network.nodes()).map(|node| node == SINK || (node > SINK && node < first)).collect(),
        supply,
        terminals: terminals
            .map(|((&node, &arc), cells)| Terminal {
                node,
                ranks: cells.iter().map(|&rank| stands[rank]).collect(),
                beyond: Some(built.network.arcs[arc].to),
            })
            .collect(),
        members,
    };
    let amounts = sharing.share()?;
    Ok(stands.iter().map(|&index| amounts[index]).collect())
}

/// Objective 4: the strictest lots first, of those the soonest to expire; alike ones are used alike. Gives what each
/// lot gives anew, by rank. The money runs backwards, from cells to lots.
fn fill_lots(instance: &Instance, built: &Built, between: &[FlowArc], taken: &[i64]) -> Result<Vec<i64>, Violation> {
    let order = |rank: usize| {
        let spec = built.lot(instance, rank);
        (std::cmp::Reverse(spec.category), spec.window.map_or(chrono::NaiveDate::MAX, |window| window.to))
    };
    let mut turns: Vec<_> = (0..built.lot_room.len()).map(order).collect();
    turns.sort_unstable();
    turns.dedup();
    let mut members: Vec<Member> = (0..built.lot_room.len())
        .map(|rank| Member {
            turn: turns.binary_search(&order(rank)).ok().and_then(|turn| u32::try_from(turn).ok()).unwrap_or(u32::MAX),
            base: built.closed_from_lot[rank],
            size: i128::from(built.lot(instance, rank).available.max(1)),
            least: 0,
            most: built.lot_room[rank],
        })
        .collect();
    let stands = in_order(&mut members);
    let mut supply = vec![0; built.network.nodes()];
    for (&node, amount) in built.bunch_nodes.iter().zip(built.by_bunch(taken)) {
        supply[node] = amount;
    }
    let classes = built.class_nodes.iter().zip(&built.eligible.classes);
    let sharing = Sharing {
        arcs: between.iter().map(|arc| FlowArc { from: arc.to, to: arc.from, ..*arc }).collect(),
        beyond: vec![false; supply.len()],
        supply,
        terminals: classes
            .map(|(&node, class)| Terminal {
                node,
                ranks: class.lots.iter().map(|&rank| stands[rank]).collect(),
                beyond: None,
            })
            .collect(),
        members,
    };
    let amounts = sharing.share()?;
    Ok(stands.iter().map(|&index| amounts[index]).collect())
}
