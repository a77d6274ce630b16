//! A group that holds countries and what lies outside them, though the country share parts the two.
//!
//! What comes in: an instance of which the allocation says so. What leaves: an instance that it takes, in which the share holds
//! all the same. What it does not know: why the group is as it is.
//!
//! Without the share the allocation is a flow. Where that flow keeps the share, it is the best allocation with the share too,
//! since nothing that keeps it was ruled out. Where it does not, cells outside countries take no more than an equal part of
//! what that flow gives them anew, the largest with which the share holds.

use std::collections::HashMap;

use crate::allocate::instance::Instance;
use crate::allocate::{AllocateError, Allocation};

use super::recommend::Solver;
use crate::attribute::terms::numbers::WHOLE;

/// Into how many parts what the share leaves is measured.
const STEPS: i64 = 1 << 10;

/// The instance without the country share, in which cells outside countries have so low ceilings that it holds.
///
/// # Errors
/// When there is no allocation without the share either.
pub(super) fn apart(instance: &Instance, solver: Solver<'_>) -> Result<Instance, AllocateError> {
    let share = instance.policy.map_or(0, |policy| policy.country_share_ppm);
    let free = Instance { policy: None, ..instance.clone() };
    let best = solver(&free)?;
    if keeps(&free, &best, share) {
        return Ok(free);
    }
    let given: HashMap<&str, i64> = best.cells.iter().map(|cell| (cell.id.as_str(), cell.placed)).collect();
    // With nothing new outside countries the share is kept as far as what stands keeps it.
    let (mut kept, mut most) = (0, STEPS);
    while most - kept > 1 {
        let tried = kept + (most - kept) / 2;
        let lowered = lowered(&free, &given, tried);
        if keeps(&lowered, &solver(&lowered)?, share) {
            kept = tried;
        } else {
            most = tried;
        }
    }
    Ok(lowered(&free, &given, kept))
}

/// Whether countries have their share of all that is placed.
fn keeps(instance: &Instance, allocation: &Allocation, share: i64) -> bool {
    let outside: HashMap<&str, bool> = instance.cells.iter().map(|cell| (cell.id.as_str(), !cell.country)).collect();
    let placed = allocation.cells.iter().map(|cell| (outside.get(cell.id.as_str()) == Some(&true), cell.placed));
    let (away, all) = placed.fold((0, 0), |(away, all), (outside, placed)| {
        (away + if outside { i128::from(placed) } else { 0 }, all + i128::from(placed))
    });
    away * i128::from(WHOLE) <= i128::from(WHOLE - share) * all
}

/// The instance in which cells outside countries take no more than a part of what they are given anew.
fn lowered(instance: &Instance, given: &HashMap<&str, i64>, part: i64) -> Instance {
    let mut stands: HashMap<&str, i64> = HashMap::new();
    for placed in &instance.placed {
        *stands.entry(placed.cell.as_str()).or_default() += placed.amount;
    }
    let mut lowered = instance.clone();
    for (cell, of) in lowered.cells.iter_mut().zip(&instance.cells).filter(|(_, of)| !of.country) {
        let stands = stands.get(of.id.as_str()).copied().unwrap_or_default();
        let new = (given.get(of.id.as_str()).copied().unwrap_or_default() - stands).max(0);
        let new = i64::try_from(i128::from(new) * i128::from(part) / i128::from(STEPS)).unwrap_or(new);
        cell.ceiling = of.ceiling.min(of.outside + stands + new);
        cell.floor = of.floor.min(cell.ceiling);
    }
    lowered
}
