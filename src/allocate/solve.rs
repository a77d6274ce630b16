//! The objectives one after the other, each fixing what the next may not give up.

use super::build::{Built, build};
use super::fairness::{Watched, fill};
use super::instance::Instance;
use super::network::Violation;
use super::policy::floors_and_total;
use super::spread;
use super::{AllocateError, Allocation, CellResult, Cut, FloorResult, LotResult, PlacedSpec};

/// Finds the allocation.
pub(super) fn solve(instance: &Instance) -> Result<Allocation, AllocateError> {
    check(instance)?;
    let mut built = build(instance)?;
    for (group, spec) in instance.groups.iter().enumerate() {
        let upper = built.network.arcs[built.group_arcs[group]].upper;
        if spec.cap.is_some_and(|cap| spec.floor - built.group_base[group] > upper.min(cap)) {
            return Err(AllocateError::FloorAboveCap { group: spec.id.clone() });
        }
    }
    built.network.flow(None).map_err(|violation| conflict(instance, &built, &violation))?;
    let (wanted, named) = wanted(instance, &built);
    let total =
        floors_and_total(instance, &mut built, &wanted).map_err(|violation| conflict(instance, &built, &violation))?;
    let cut = cut(instance, &built)?;
    let internal = |_: Violation| AllocateError::Internal;
    fill_cells(instance, &mut built, total).map_err(internal)?;
    let floors = floors(&built, wanted, named, total)?;
    fill_lots(instance, &mut built, total).map_err(internal)?;
    let placements = spread::spread(instance, &mut built, total).map_err(internal)?;
    Ok(result(instance, &built, placements, floors, cut, total))
}

fn check(instance: &Instance) -> Result<(), AllocateError> {
    for cell in &instance.cells {
        if cell.need <= 0 || cell.weight_milli <= 0 {
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

/// Arcs, and how many of their first units count.
type Wanted = Vec<(usize, i64)>;

/// The arcs of floors, how much of the pool's new money each wants, and the name and floor of each.
fn wanted(instance: &Instance, built: &Built) -> (Wanted, Vec<(String, i64)>) {
    let cells = built.cells.iter().enumerate().map(|(rank, &cell)| {
        let spec = &instance.cells[cell];
        let wanted = spec.floor - spec.outside - built.closed_in_cell[rank];
        ((built.cell_arcs[rank], wanted), (spec.id.clone(), spec.floor))
    });
    let groups = instance.groups.iter().enumerate().map(|(group, spec)| {
        ((built.group_arcs[group], spec.floor - built.group_base[group]), (spec.id.clone(), spec.floor))
    });
    cells.chain(groups).filter(|((_, wanted), _)| *wanted > 0).unzip()
}

/// What each floor lacks.
fn floors(
    built: &Built,
    wanted: Vec<(usize, i64)>,
    named: Vec<(String, i64)>,
    total: i64,
) -> Result<Vec<FloorResult>, AllocateError> {
    let flow = built.network.flow(Some(total)).map_err(|_| AllocateError::Internal)?;
    Ok(wanted
        .into_iter()
        .zip(named)
        .map(|((arc, wanted), (id, floor))| FloorResult { id, floor, short: (wanted - flow[arc]).max(0) })
        .collect())
}

/// The minimum cut at the largest total.
fn cut(instance: &Instance, built: &Built) -> Result<Cut, AllocateError> {
    let flow = built.network.flow(None).map_err(|_| AllocateError::Internal)?;
    let near = built.network.near_side(&flow);
    let crossing = |arc: usize| near[built.network.arcs[arc].from] && !near[built.network.arcs[arc].to];
    let lots = built.lots.iter().zip(&built.lot_arcs);
    let cells = built.cells.iter().zip(&built.cell_arcs);
    let capacity = built.network.arcs.iter().map(|arc| match (near[arc.from], near[arc.to]) {
        (true, false) => arc.upper,
        (false, true) => -arc.lower,
        (true, true) | (false, false) => 0,
    });
    Ok(Cut {
        lots: lots.filter(|(_, arc)| crossing(**arc)).map(|(lot, _)| instance.lots[*lot].id.clone()).collect(),
        cells: cells.filter(|(_, arc)| crossing(**arc)).map(|(cell, _)| instance.cells[*cell].id.clone()).collect(),
        capacity: capacity.sum(),
    })
}

/// Objective 3: leximin of funded over need times weight.
fn fill_cells(instance: &Instance, built: &mut Built, total: i64) -> Result<(), Violation> {
    let mut watched: Vec<Watched> = built
        .cells
        .iter()
        .enumerate()
        .map(|(rank, &cell)| {
            let spec = &instance.cells[cell];
            let arc = built.network.arcs[built.cell_arcs[rank]];
            Watched {
                arc: built.cell_arcs[rank],
                base: spec.outside + built.closed_in_cell[rank],
                size: i128::from(spec.need) * i128::from(spec.weight_milli),
                least: arc.lower,
                most: arc.upper,
            }
        })
        .collect();
    watched.sort_by_key(|watch| watch.size);
    let amounts = fill(&mut built.network, &watched, Some(total))?;
    for (watch, amount) in watched.iter().zip(amounts) {
        built.network.arcs[watch.arc].lower = amount;
        built.network.arcs[watch.arc].upper = amount;
    }
    Ok(())
}

/// Objective 4: the strictest lots first, of those the soonest to expire; alike ones are used alike.
fn fill_lots(instance: &Instance, built: &mut Built, total: i64) -> Result<(), Violation> {
    let order = |lot: usize| {
        let spec = &instance.lots[lot];
        (std::cmp::Reverse(spec.category), spec.window.map_or(chrono::NaiveDate::MAX, |window| window.to))
    };
    let mut ranks: Vec<usize> = (0..built.lots.len()).collect();
    ranks.sort_by_key(|&rank| (order(built.lots[rank]), rank));
    for alike in ranks.chunk_by(|&one, &two| order(built.lots[one]) == order(built.lots[two])) {
        let mut watched: Vec<Watched> = alike
            .iter()
            .map(|&rank| Watched {
                arc: built.lot_arcs[rank],
                base: built.closed_from_lot[rank],
                size: i128::from(instance.lots[built.lots[rank]].available.max(1)),
                least: 0,
                most: built.network.arcs[built.lot_arcs[rank]].upper,
            })
            .collect();
        watched.sort_by_key(|watch| watch.size);
        let amounts = fill(&mut built.network, &watched, Some(total))?;
        for (watch, amount) in watched.iter().zip(amounts) {
            built.network.arcs[watch.arc].lower = amount;
            built.network.arcs[watch.arc].upper = amount;
        }
    }
    Ok(())
}

fn result(
    instance: &Instance,
    built: &Built,
    placements: Vec<PlacedSpec>,
    floors: Vec<FloorResult>,
    cut: Cut,
    total: i64,
) -> Allocation {
    let lots = built.lots.iter().enumerate().map(|(rank, &lot)| {
        let placed = built.network.arcs[built.lot_arcs[rank]].upper + built.closed_from_lot[rank];
        let spec = &instance.lots[lot];
        LotResult { id: spec.id.clone(), placed, unplaced: spec.available - placed }
    });
    let cells = built.cells.iter().enumerate().map(|(rank, &cell)| {
        let placed = built.network.arcs[built.cell_arcs[rank]].upper + built.closed_in_cell[rank];
        let spec = &instance.cells[cell];
        CellResult { id: spec.id.clone(), placed, shortfall: (spec.need - spec.outside - placed).max(0) }
    });
    Allocation {
        placements,
        lots: lots.collect(),
        cells: cells.collect(),
        floors,
        cut,
        total: total + built.closed_in_cell.iter().sum::<i64>(),
    }
}

/// The limits, floors and caps that a violated cut crosses.
fn conflict(instance: &Instance, built: &Built, violation: &Violation) -> AllocateError {
    let touches = |arc: usize| {
        let arc = built.network.arcs[arc];
        violation.near[arc.from] != violation.near[arc.to]
    };
    let lots = built.lots.iter().enumerate().filter(|(_, lot)| !instance.lots[**lot].limits.is_empty());
    let inside =
        |class: usize| built.class_cells[class].iter().any(|(_, arc)| violation.near[built.network.arcs[*arc].from]);
    let mut names: Vec<String> = lots
        .filter(|(rank, _)| inside(built.class_of[*rank]))
        .map(|(_, &lot)| format!("limits of {}", instance.lots[lot].id))
        .collect();
    let groups = instance.groups.iter().zip(&built.group_arcs).filter(|(_, arc)| touches(**arc));
    names.extend(groups.map(|(group, _)| format!("group {}", group.id)));
    AllocateError::Conflict { names, missing: violation.missing }
}
