//! Objective 5: with lot and cell totals given, each lot is spread as proportionally as its earmark allows.
//!
//! Lots of one class are one row. Rows and columns are fitted in turn (biproportional fit; Deming and Stephan, 1940)
//! in whole numbers of 1/65536 of a minor unit; the fit is rounded by a flow between its whole parts, so that every
//! row and column is exact; each row is then split among its lots by the apportionment of cumulative amounts.

use crate::domain::{Money, apportion};

use super::PlacedSpec;
use super::build::Built;
use super::instance::Instance;
use super::network::{UNBOUNDED, Violation};

const SCALE: i128 = 1 << 16;
const ROUNDS: usize = 200;

/// Amounts for every lot and cell. All lot and cell arcs must be fixed.
pub(super) fn spread(instance: &Instance, built: &mut Built, total: i64) -> Result<Vec<PlacedSpec>, Violation> {
    let fitted = fit(built);
    let flow = round(built, &fitted, total)?;
    let mut placements: Vec<PlacedSpec> = instance.placed.clone();
    for (class, arcs) in built.class_cells.iter().enumerate() {
        let lots: Vec<usize> = (0..built.lots.len()).filter(|&rank| built.class_of[rank] == class).collect();
        let used: Vec<u64> =
            lots.iter().map(|&rank| built.network.arcs[built.lot_arcs[rank]].upper.unsigned_abs()).collect();
        let mut given = 0;
        let mut before = vec![Money::ZERO; lots.len()];
        for &(cell, arc) in arcs.iter().filter(|(_, arc)| flow[*arc] > 0) {
            given += flow[arc];
            let Some(after) = apportion(Money::from_minor(given), &used) else { continue };
            for (place, &lot) in lots.iter().enumerate() {
                let amount = (after[place] - before[place]).minor();
                if amount > 0 {
                    placements.push(PlacedSpec {
                        lot: instance.lots[built.lots[lot]].id.clone(),
                        cell: instance.cells[built.cells[cell]].id.clone(),
                        amount,
                    });
                }
            }
            before = after;
        }
    }
    Ok(merged(placements))
}

/// Sums placements of one lot in one cell, by lot and cell.
fn merged(mut placements: Vec<PlacedSpec>) -> Vec<PlacedSpec> {
    placements.sort();
    let mut merged: Vec<PlacedSpec> = Vec::with_capacity(placements.len());
    for placement in placements {
        match merged.last_mut() {
            Some(last) if last.lot == placement.lot && last.cell == placement.cell => last.amount += placement.amount,
            _ => merged.push(placement),
        }
    }
    merged
}

/// The biproportional fit: for each class, an amount (in 1/65536) for each of its cells.
fn fit(built: &Built) -> Vec<Vec<i128>> {
    let cells: Vec<i128> =
        built.cell_arcs.iter().map(|&arc| i128::from(built.network.arcs[arc].upper) * SCALE).collect();
    let mut classes = vec![0_i128; built.class_cells.len()];
    for (rank, &class) in built.class_of.iter().enumerate() {
        classes[class] += i128::from(built.network.arcs[built.lot_arcs[rank]].upper) * SCALE;
    }
    let mut fitted: Vec<Vec<i128>> = built
        .class_cells
        .iter()
        .zip(&classes)
        .map(|(arcs, &class)| arcs.iter().map(|&(cell, _)| if class > 0 { cells[cell] } else { 0 }).collect())
        .collect();
    for _ in 0..ROUNDS {
        for (row, &wanted) in fitted.iter_mut().zip(&classes) {
            scale(row, wanted);
        }
        let mut sums = vec![0_i128; cells.len()];
        for (arcs, row) in built.class_cells.iter().zip(&fitted) {
            for (&(cell, _), amount) in arcs.iter().zip(row) {
                sums[cell] += amount;
            }
        }
        let worst = sums.iter().zip(&cells).map(|(sum, wanted)| (sum - wanted).abs()).max().unwrap_or(0);
        if worst < SCALE / 2 {
            break;
        }
        for (arcs, row) in built.class_cells.iter().zip(&mut fitted) {
            for (&(cell, _), amount) in arcs.iter().zip(row) {
                if sums[cell] > 0 {
                    *amount = *amount * cells[cell] / sums[cell];
                }
            }
        }
    }
    fitted
}

fn scale(row: &mut [i128], wanted: i128) {
    let sum: i128 = row.iter().sum();
    if sum > 0 {
        for amount in row {
            *amount = *amount * wanted / sum;
        }
    }
}

/// The flow nearest to the fit that is whole and exact: between the whole parts around the fit, then, where limits
/// leave no such flow, within wider bounds around it.
fn round(built: &mut Built, fitted: &[Vec<i128>], total: i64) -> Result<Vec<i64>, Violation> {
    let mut slack = 1_i64;
    loop {
        for (arcs, row) in built.class_cells.iter().zip(fitted) {
            for (&(_, arc), &amount) in arcs.iter().zip(row) {
                let whole = i64::try_from(amount / SCALE).unwrap_or(0);
                built.network.arcs[arc].lower = (whole - (slack - 1)).max(0);
                built.network.arcs[arc].upper = whole.saturating_add(slack);
            }
        }
        match built.network.flow(Some(total)) {
            Ok(flow) => return Ok(flow),
            Err(violation) if slack > UNBOUNDED / 4 => return Err(violation),
            Err(_) => slack *= 4,
        }
    }
}
