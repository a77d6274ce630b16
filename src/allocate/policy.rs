//! Objectives 1 and 2 together: the least sum of floor shortfalls, then the largest total, under the share policy.
//!
//! What comes in: the network, and what its floors want. What leaves: bounds such that the flows of the total that is
//! returned are exactly the best ones. What it does not know: fairness.
//!
//! With at most `cap` outside countries and enough in all to justify it, what is left is a network. The best cap is found
//! by halving: exactly, unless the policy costs floors; then with a look at its neighbours.

use super::build::Built;
use super::floors::face;
use super::instance::Instance;
use super::network::{Network, UNBOUNDED, Violation};

/// Roundings to whole units may tilt the last steps of the halving; so many neighbours are looked at as well.
const NEIGHBOURS: i64 = 12;

/// Shortfall and less the money placed: smaller is better.
type Merit = (i64, i64);

/// The share policy over what closed placements did.
struct Share {
    country_ppm: i128,
    closed_country: i128,
    closed_other: i128,
}

impl Share {
    fn new(instance: &Instance, built: &Built) -> Option<Self> {
        let closed = |country: bool| -> i64 {
            let of_side = built.eligible.cells.iter().zip(&built.closed_in_cell);
            of_side.filter(|(cell, _)| instance.cells[**cell].country == country).map(|(_, closed)| closed).sum()
        };
        instance.policy.map(|policy| Self {
            country_ppm: i128::from(policy.country_share_ppm),
            closed_country: i128::from(closed(true)),
            closed_other: i128::from(closed(false)),
        })
    }

    /// The most new money outside countries when so much is placed anew.
    fn most_outside(&self, placed: i64) -> i64 {
        let all = i128::from(placed) + self.closed_country + self.closed_other;
        let country = (all * self.country_ppm + 999_999) / 1_000_000;
        i64::try_from((all - country - self.closed_other).max(0)).unwrap_or(0)
    }

    /// The least new money in all that lets so much new money go outside countries.
    fn least_placed(&self, outside: i64) -> i64 {
        let rest = 1_000_000 - self.country_ppm;
        if outside == 0 {
            return 0;
        }
        if rest <= 0 {
            return UNBOUNDED;
        }
        let other = i128::from(outside) + self.closed_other;
        let all = (other * 1_000_000 + rest - 1) / rest;
        i64::try_from((all - self.closed_country - self.closed_other).max(0))
            .map_or(UNBOUNDED, |all| all.min(UNBOUNDED))
    }
}

/// Sets bounds such that the flows of the value returned are those that are best in both objectives.
///
/// # Errors
/// When no flow keeps the hard limits.
pub(super) fn floors_and_total(
    instance: &Instance,
    built: &mut Built,
    wanted: &[(usize, i64)],
) -> Result<i64, Violation> {
    let merit = best(&mut built.network.clone(), built.all_arc, wanted)?;
    let mut total = -merit.1;
    if let Some(share) = Share::new(instance, built) {
        let plain = built.network.clone();
        let other = built.other_arc;
        let capped = |total: i64| {
            let mut network = plain.clone();
            network.arcs[other].upper = network.arcs[other].upper.min(share.most_outside(total));
            network
        };
        // The policy often does not bind; then the best without it is the best.
        let loose = face(&capped(total), wanted, Some(total));
        if loose.is_err() || loose.is_ok_and(|face| face.shortfall > merit.0) {
            total = match halve(&plain, built, &share, wanted)? {
                Some(total) => total,
                None => search(&plain, built, &share, wanted)?,
            };
        }
        built.network = capped(total);
    }
    // Flows that trade floors or the policy for a larger total are none of ours: the sink takes no more.
    let found = face(&built.network, wanted, Some(total))?;
    for (arc, (lower, upper)) in built.network.arcs.iter_mut().zip(found.bounds) {
        (arc.lower, arc.upper) = (lower, upper);
    }
    let all = &mut built.network.arcs[built.all_arc];
    all.upper = all.upper.min(total);
    Ok(total)
}

/// The best of a network; its bounds become those of its best flows.
fn best(network: &mut Network, all_arc: usize, wanted: &[(usize, i64)]) -> Result<Merit, Violation> {
    let found = face(network, wanted, None)?;
    for (arc, (lower, upper)) in network.arcs.iter_mut().zip(found.bounds) {
        (arc.lower, arc.upper) = (lower, upper);
    }
    Ok((found.shortfall, -network.flow(None)?[all_arc]))
}

/// The largest total that keeps the policy and meets the floors as far as they can be met without it; nothing when the
/// policy costs floors.
///
/// On the flows that are best for the floors let `T(c)` be the largest total with at most `c` outside countries. From
/// one `c` to the next it grows by at most one (as the value of a flow does with one capacity), and what `c` outside
/// asks for in all grows by at least one. So the policy is kept up to some `c` and not beyond, and the largest such `c`
/// has the largest total: halving finds it exactly.
fn halve(plain: &Network, built: &Built, share: &Share, wanted: &[(usize, i64)]) -> Result<Option<i64>, Violation> {
    let (all, other) = (built.all_arc, built.other_arc);
    let mut network = plain.clone();
    best(&mut network, all, wanted)?;
    let largest = network.arcs[other].upper;
    // None when so little outside countries leaves no flow.
    let mut at = |cap: i64| -> Option<i64> {
        network.arcs[other].upper = largest.min(cap);
        if network.arcs[other].lower > network.arcs[other].upper {
            return None;
        }
        network.flow(None).ok().map(|flow| flow[all])
    };
    let most: i64 = built.class_arcs.iter().map(|&arc| plain.arcs[arc].upper).sum();
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        match at(middle).is_none_or(|total| total >= share.least_placed(middle)) {
            true => low = middle,
            false => high = middle - 1,
        }
    }
    Ok(at(low).filter(|total| *total >= share.least_placed(low)))
}

/// The total of the best flow that keeps the policy, where the policy costs floors: shortfall and total are convex in
/// the cap but for roundings to whole units.
fn search(plain: &Network, built: &Built, share: &Share, wanted: &[(usize, i64)]) -> Result<i64, Violation> {
    let (all, other) = (built.all_arc, built.other_arc);
    let most: i64 = built.class_arcs.iter().map(|&arc| plain.arcs[arc].upper).sum();
    let at = |cap: i64| {
        let mut network = plain.clone();
        network.arcs[other].upper = network.arcs[other].upper.min(cap);
        network.arcs[all].lower = share.least_placed(cap);
        best(&mut network, all, wanted)
    };
    // Too low a cap leaves no flow whatever the policy; too high a one only asks for more than can be placed.
    let too_low = |cap: i64| {
        let mut network = plain.clone();
        network.arcs[other].upper = network.arcs[other].upper.min(cap);
        network.flow(None).is_err()
    };
    let (mut low, mut high) = (0, most);
    while low < high {
        let middle = low + (high - low) / 2;
        let up = match (at(middle), at(middle + 1)) {
            (Ok(one), Ok(two)) => two < one,
            (Err(_), Ok(_) | Err(_)) => too_low(middle),
            (Ok(_), Err(_)) => false,
        };
        if up { low = middle + 1 } else { high = middle }
    }
    let mut found = at(low);
    for near in (low - NEIGHBOURS).max(0)..=(low + NEIGHBOURS).min(most) {
        found = match (found, at(near)) {
            (Ok(one), Ok(two)) => Ok(one.min(two)),
            (Err(_), near) => near,
            (one, Err(_)) => one,
        };
    }
    found.map(|(_, less)| -less)
}
