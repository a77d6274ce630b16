//! Leximin on whole minor units: the worst-funded arc as well funded as possible, then the second worst, and so on.
//!
//! Every arc under watch is filled unit by unit. A unit's *key* is the ratio that its arc has before the unit, then
//! the arc's rank: a total order without ties. The fair flow takes units in the order of their keys as long as the
//! network can carry them. The units below a key are lower bounds; the largest key that the network can carry is
//! found by Newton steps on violated cuts (Radzik, *Newton's method for fractional combinatorial optimization*, 1992),
//! and the arcs of the last violated cut are then full: no flow gives them more together. They are fixed, the search
//! goes on with the rest.

use std::cmp::Ordering;

use super::network::{Network, Violation};

/// An arc whose filling is to be fair. Its rank is its place in the list.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    /// The arc's place in the network.
    pub arc: usize,
    /// What it has before the flow adds anything.
    pub base: i64,
    /// The denominator of its ratio, above zero.
    pub size: i128,
    /// The least flow (already guaranteed).
    pub least: i64,
    /// The most flow.
    pub most: i64,
}

/// A ratio as a fraction with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    fn compare(self, other: Self) -> Ordering {
        // Euclid's algorithm instead of cross products, which might not fit.
        let (mut one, mut two) = (self, other);
        let mut turned = false;
        loop {
            let (whole_one, whole_two) = (one.top.div_euclid(one.bottom), two.top.div_euclid(two.bottom));
            let (rest_one, rest_two) = (one.top.rem_euclid(one.bottom), two.top.rem_euclid(two.bottom));
            let order = whole_one.cmp(&whole_two);
            if order != Ordering::Equal || rest_one == 0 || rest_two == 0 {
                let order = order.then((rest_one != 0).cmp(&(rest_two != 0)));
                return if turned { order.reverse() } else { order };
            }
            one = Ratio { top: one.bottom, bottom: rest_one };
            two = Ratio { top: two.bottom, bottom: rest_two };
            turned = !turned;
        }
    }
}

/// A place in the order of units: all units with a smaller ratio, and those with this ratio and a rank below.
#[derive(Clone, Copy, Debug)]
struct Key {
    ratio: Ratio,
    rank: usize,
}

impl Watched {
    /// Units with a key below, within its bounds.
    fn units_below(&self, rank: usize, key: Key) -> i64 {
        // Unit k (from 1) has ratio (base + k - 1) / size; those with ratio < top / bottom number
        // ceil(top x size / bottom) - base, and one more when the next has exactly that ratio and ranks below.
        let (quotient, rest) = mul_div(key.ratio.top, self.size, key.ratio.bottom);
        let mut below = quotient + i128::from(rest);
        if !rest && rank < key.rank {
            below += 1;
        }
        let units = below - i128::from(self.base);
        let bounded = units.clamp(i128::from(self.least), i128::from(self.most));
        i64::try_from(bounded).unwrap_or(self.most)
    }
}

/// `top x size / bottom`, rounded down, and whether there is a rest. Saturates far above any amount.
fn mul_div(top: i128, size: i128, bottom: i128) -> (i128, bool) {
    if let Some(product) = top.checked_mul(size) {
        return (product.div_euclid(bottom), product.rem_euclid(bottom) != 0);
    }
    let (whole, part) = (top / bottom, top % bottom);
    match (whole.checked_mul(size), part.checked_mul(size)) {
        (Some(first), Some(second)) => (first.saturating_add(second / bottom), second % bottom != 0),
        _ => (i128::from(i64::MAX), false),
    }
}

/// Fills the watched arcs fairly: sets their bounds to the fair flow. Every other bound stays.
///
/// # Errors
/// When the bounds as they stand cannot be met.
pub fn fill(network: &mut Network, watched: &[Watched], value: Option<i64>) -> Result<Vec<i64>, Violation> {
    let mut open: Vec<usize> = (0..watched.len()).filter(|&rank| watched[rank].least < watched[rank].most).collect();
    for watch in watched {
        network.arcs[watch.arc].lower = watch.least;
        network.arcs[watch.arc].upper = watch.most;
    }
    network.flow(value)?;
    while !open.is_empty() {
        open = round(network, watched, open, value)?;
    }
    let flow = network.flow(value)?;
    Ok(watched.iter().map(|watch| flow[watch.arc]).collect())
}

/// One round: raises the lower bounds of the open arcs as far as they go together, fixes those that are full, and
/// gives the ones still open.
fn round(
    network: &mut Network,
    watched: &[Watched],
    open: Vec<usize>,
    value: Option<i64>,
) -> Result<Vec<usize>, Violation> {
    let mut full: Vec<usize> = open.clone();
    let mut wanted: Vec<i64> = open.iter().map(|&rank| watched[rank].most).collect();
    loop {
        for (&rank, &units) in open.iter().zip(&wanted) {
            network.arcs[watched[rank].arc].lower = units;
        }
        let Err(violation) = network.flow(value) else { break };
        let crossing = |rank: &usize| {
            let arc = network.arcs[watched[*rank].arc];
            !violation.near[arc.from] && violation.near[arc.to]
        };
        full = open.iter().copied().filter(crossing).collect();
        let sum: i64 = open.iter().zip(&wanted).filter(|(rank, _)| crossing(rank)).map(|(_, units)| units).sum();
        if full.is_empty() {
            return Err(violation);
        }
        let key = threshold(watched, &full, sum - violation.missing);
        wanted = open.iter().map(|&rank| watched[rank].units_below(rank, key)).collect();
    }
    for &rank in &full {
        let arc = &mut network.arcs[watched[rank].arc];
        arc.upper = arc.lower;
    }
    Ok(open.into_iter().filter(|rank| full.binary_search(rank).is_err()).collect())
}

/// The largest key at which the units below it of some arcs are together not more than `sum`.
fn threshold(watched: &[Watched], ranks: &[usize], sum: i64) -> Key {
    // Halve an interval of ratios m / 2^SHIFT until it holds at most one unit of each arc; then order those exactly.
    const SHIFT: u32 = 62;
    let units = |ratio: Ratio| -> i128 {
        ranks.iter().map(|&rank| i128::from(watched[rank].units_below(rank, Key { ratio, rank: 0 }))).sum()
    };
    let at = |top: i128| Ratio { top, bottom: 1 << SHIFT };
    let (mut low, mut high) = (0_i128, 1_i128 << SHIFT);
    while units(at(high)) <= i128::from(sum) && high < 1 << 124 {
        low = high;
        high *= 2;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if units(at(middle)) <= i128::from(sum) {
            low = middle;
        } else {
            high = middle;
        }
    }
    let mut rest = i128::from(sum) - units(at(low));
    let mut next: Vec<(Ratio, usize)> = Vec::new();
    for &rank in ranks {
        let watch = &watched[rank];
        let from = watch.units_below(rank, Key { ratio: at(low), rank: 0 });
        let to = watch.units_below(rank, Key { ratio: at(high), rank: 0 });
        let candidates = i128::from(to - from).min(rest + 1);
        for unit in 0..candidates {
            let top = i128::from(watch.base) + i128::from(from) + unit;
            next.push((Ratio { top, bottom: watch.size }, rank));
        }
    }
    next.sort_by(|one, two| one.0.compare(two.0).then(one.1.cmp(&two.1)));
    for (ratio, rank) in next {
        if rest == 0 {
            return Key { ratio, rank };
        }
        rest -= 1;
    }
    Key { ratio: at(high), rank: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_compare_without_overflow() {
        let ratio = |top, bottom| Ratio { top, bottom };
        for (one, two) in [(ratio(1, 3), ratio(1, 2)), (ratio(0, 7), ratio(1, i128::MAX)), (ratio(7, 3), ratio(5, 2))] {
            assert_eq!(one.compare(two), Ordering::Less);
            assert_eq!(two.compare(one), Ordering::Greater);
        }
        assert_eq!(ratio(2, 4).compare(ratio(1, 2)), Ordering::Equal);
        assert_eq!(ratio(i128::MAX, i128::MAX - 1).compare(ratio(i128::MAX - 1, i128::MAX - 2)), Ordering::Less);
    }
}
