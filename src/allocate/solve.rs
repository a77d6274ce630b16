//! The objectives one after the other, each fixing what the next may not give up.

use super::build::{Built, build};
use super::fairness::{Watched, fill};
use super::instance::Instance;
use super::network::{UNBOUNDED, Violation};
use super::spread;
use super::{AllocateError, Allocation, CellResult, Cut, FloorResult, LotResult, PlacedSpec};

/// Finds the allocation.
pub(super) fn solve(instance: &Instance) -> Result<Allocation, AllocateError> {
    check(instance)?;
    let mut built = build(instance)?;
    built.network.flow(None).map_err(|violation| conflict(instance, &built, &violation))?;
    let floors = floors(instance, &mut built).map_err(|violation| conflict(instance, &built, &violation))?;
    let total = total(instance, &mut built)?;
    let cut = cut(instance, &built)?;
    let internal = |_: Violation| AllocateError::Internal;
    fill_cells(instance, &mut built, total).map_err(internal)?;
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

/// Objective 1: floors of cells, then of groups. Sets lower bounds to what can be met.
fn floors(instance: &Instance, built: &mut Built) -> Result<Vec<FloorResult>, Violation> {
    let mut results = Vec::new();
    let mut watched = Vec::new();
    let mut named = Vec::new();
    for (rank, &cell) in built.cells.iter().enumerate() {
        let spec = &instance.cells[cell];
        let wanted = spec.floor - spec.outside - built.closed_in_cell[rank];
        if wanted > 0 {
            watched.push((built.cell_arcs[rank], wanted));
            named.push((spec.id.clone(), spec.floor));
        }
    }
    results.extend(meet(built, &watched, &named)?);
    watched.clear();
    named.clear();
    for (group, spec) in instance.groups.iter().enumerate() {
        let wanted = spec.floor - built.group_base[group];
        if wanted > 0 {
            watched.push((built.group_arcs[group], wanted));
            named.push((spec.id.clone(), spec.floor));
        }
    }
    results.extend(meet(built, &watched, &named)?);
    Ok(results)
}

/// Raises the lower bounds of some arcs towards what is wanted of them, fairly, as far as can be.
fn meet(
    built: &mut Built,
    wanted: &[(usize, i64)],
    named: &[(String, i64)],
) -> Result<Vec<FloorResult>, Violation> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    // Beside each arc stands a second one for what goes beyond the floor, so that the floor's part can be watched.
    let mut beside = Vec::new();
    let mut watched = Vec::new();
    for &(arc, floor) in wanted {
        let whole = built.network.arcs[arc];
        let most = floor.min(whole.upper);
        let rest = if whole.upper == UNBOUNDED { UNBOUNDED } else { whole.upper - most };
        beside.push((built.network.arc(whole.from, whole.to, rest), whole));
        watched.push(Watched { arc, base: 0, size: i128::from(floor), least: whole.lower.min(most), most });
    }
    let met = fill(&mut built.network, &watched, None)?;
    for ((&(arc, _), (extra, whole)), &met) in wanted.iter().zip(beside).zip(&met) {
        built.network.arcs[extra].upper = 0;
        built.network.arcs[arc].upper = whole.upper;
        built.network.arcs[arc].lower = met.max(whole.lower);
    }
    let results = named.iter().zip(wanted.iter().zip(&met));
    Ok(results
        .map(|((id, floor), ((_, wanted), met))| FloorResult { id: id.clone(), floor: *floor, short: wanted - met })
        .collect())
}

/// Objective 2: the largest total, with the share policy: the cap on money outside countries is the largest that the
/// total it allows still justifies. The total grows with the cap, by at most as much, so one search finds it.
fn total(instance: &Instance, built: &mut Built) -> Result<i64, AllocateError> {
    let flow = |built: &Built| -> Result<(i64, i64), AllocateError> {
        let flow = built.network.flow(None).map_err(|violation| conflict(instance, built, &violation))?;
        let placed = built.lot_arcs.iter().map(|&arc| flow[arc]).sum();
        Ok((placed, flow[built.other_arc]))
    };
    let (free, outside) = flow(built)?;
    let Some(policy) = instance.policy else { return Ok(free) };
    let closed = |country: bool| -> i64 {
        let of_side = built.cells.iter().zip(&built.closed_in_cell);
        of_side.filter(|(cell, _)| instance.cells[**cell].country == country).map(|(_, closed)| closed).sum()
    };
    let (closed_country, closed_other) = (closed(true), closed(false));
    let share = i128::from(policy.country_share_ppm);
    let honoured = |other: i64, placed: i64| {
        let all = i128::from(placed) + i128::from(closed_country) + i128::from(closed_other);
        let other = i128::from(other) + i128::from(closed_other);
        (all - other) * 1_000_000 >= share * all
    };
    built.network.arcs[built.other_arc].upper = outside;
    if honoured(outside, free) {
        return Ok(free);
    }
    let (mut low, mut high) = (0, outside);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        built.network.arcs[built.other_arc].upper = middle;
        // A cap below what floors hold outside countries carries no flow at all: the search goes up.
        let too_much = built.network.flow(None).is_ok_and(|flow| {
            let placed = built.lot_arcs.iter().map(|&arc| flow[arc]).sum();
            !honoured(middle, placed)
        });
        if too_much { high = middle } else { low = middle }
    }
    built.network.arcs[built.other_arc].upper = low;
    flow(built).map(|(placed, _)| placed)
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
    let watched: Vec<Watched> = built
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
        let watched: Vec<Watched> = alike
            .iter()
            .map(|&rank| Watched {
                arc: built.lot_arcs[rank],
                base: built.closed_from_lot[rank],
                size: i128::from(instance.lots[built.lots[rank]].available.max(1)),
                least: 0,
                most: built.network.arcs[built.lot_arcs[rank]].upper,
            })
            .collect();
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
    let inside = |class: usize| built.class_cells[class].iter().any(|(_, arc)| violation.near[built.network.arcs[*arc].from]);
    let mut names: Vec<String> = lots
        .filter(|(rank, _)| inside(built.class_of[*rank]))
        .map(|(_, &lot)| format!("limits of {}", instance.lots[lot].id))
        .collect();
    let groups = instance.groups.iter().zip(&built.group_arcs).filter(|(_, arc)| touches(**arc));
    names.extend(groups.map(|(group, _)| format!("group {}", group.id)));
    AllocateError::Conflict { names, missing: violation.missing }
}
