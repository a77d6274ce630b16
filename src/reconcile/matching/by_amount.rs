//! Pairs of one amount to the cent, near in time, by how much speaks for them.

use std::collections::HashMap;

use crate::domain::facts::FinanceKind;
use crate::reconcile::assignment::{Edge, heaviest};

use super::How;
use super::by_number::Compound;
use super::odds::{BIT, Bits, one_of};
use super::pool::{Nameless, OURS, Pool, THEIRS};

/// How many days two lines of one amount may lie apart here. Farther ones compete with what else may explain them.
const WINDOW_DAYS: u32 = 10;
/// How many lines of one amount on either side of a date are looked at.
const NEAR: usize = 8;
/// Most lines have a partner, so that a pair of equal amounts needs less than even odds.
const LENIENCE: Bits = 5 * BIT;

/// Pairs what is equal. `compounds` are units of several linked lines; those that find no partner fall apart again.
pub fn run(pool: &mut Pool<'_>, compounds: &[Compound]) {
    let (ours, theirs): (Vec<u32>, Vec<u32>) = (pool.free_units(OURS).collect(), pool.free_units(THEIRS).collect());
    for (our, their) in identical(pool, &ours, &theirs) {
        pool.take(How::Amount, &[our], &[their]);
    }
    let free = [pool.free_by_kind(OURS), pool.free_by_kind(THEIRS)];
    let needed = |kind: FinanceKind| {
        let most = free.iter().filter_map(|free| free.get(&kind)).max().copied().unwrap_or(0);
        one_of(most) - LENIENCE
    };
    let (ours, theirs): (Vec<u32>, Vec<u32>) = (pool.free_units(OURS).collect(), pool.free_units(THEIRS).collect());
    let edges = equal_edges(pool, &ours, &theirs, |our, their| {
        let (one, other) = (pool.unit(OURS, our), pool.unit(THEIRS, their));
        let fits = one.kind == other.kind && one.apart(other) <= WINDOW_DAYS && !(one.late && other.late);
        fits.then(|| pool.equal_odds(OURS, our, THEIRS, their) - needed(one.kind))
    });
    for (our, their) in heaviest(edges) {
        let several = pool.unit(OURS, our).others.len() + pool.unit(THEIRS, their).others.len() > 0;
        pool.take(if several { How::Voucher } else { How::Amount }, &[our], &[their]);
    }
    for compound in compounds {
        pool.break_up(compound.side, compound.unit, &compound.parts);
    }
}

/// Pairs that agree in kind, amount, day and all that both sides say, among amounts that recur. They are taken first,
/// so that an amount which stands ten thousand times is not compared with itself ten thousand times.
fn identical(pool: &Pool<'_>, ours: &[u32], theirs: &[u32]) -> Vec<(u32, u32)> {
    let both_say = [0, 1, 2, 3, 4].map(|dimension| {
        let says =
            |side: usize, units: &[u32]| units.iter().any(|unit| pool.unit(side, *unit).says[dimension].is_some());
        says(OURS, ours) && says(THEIRS, theirs)
    });
    let key = |side: usize, unit: u32| {
        let unit = pool.unit(side, unit);
        let said = |dimension: usize| if both_say[dimension] { unit.says[dimension] } else { Nameless::default() };
        (unit.kind, unit.amount, unit.day, [0, 1, 2, 3, 4].map(said))
    };
    let mut waiting: HashMap<_, Vec<u32>> = HashMap::new();
    for &their in theirs.iter().rev().filter(|their| pool.recurs(THEIRS, **their)) {
        waiting.entry(key(THEIRS, their)).or_default().push(their);
    }
    let mut pairs = Vec::new();
    for &our in ours.iter().filter(|our| pool.recurs(OURS, **our)) {
        if let Some(their) = waiting.get_mut(&key(OURS, our)).and_then(Vec::pop) {
            pairs.push((our, their));
        }
    }
    pairs
}

/// The pairs of equal amount that are worth something, each of ours with the nearest of theirs.
pub(super) fn equal_edges(
    pool: &Pool<'_>,
    ours: &[u32],
    theirs: &[u32],
    worth: impl Fn(u32, u32) -> Option<Bits>,
) -> Vec<Edge> {
    let of = |their: &u32| (pool.unit(THEIRS, *their).amount, pool.unit(THEIRS, *their).day);
    let mut by_amount = theirs.to_vec();
    by_amount.sort_unstable_by_key(|their| (of(their), *their));
    let mut edges = Vec::new();
    for &our in ours {
        let unit = pool.unit(OURS, our);
        let middle = by_amount.partition_point(|their| of(their) < (unit.amount, unit.day));
        let nearest = &by_amount[middle.saturating_sub(NEAR)..by_amount.len().min(middle + NEAR)];
        for &their in nearest.iter().filter(|their| pool.unit(THEIRS, **their).amount == unit.amount) {
            if let Some(weight) = worth(our, their).filter(|weight| *weight > 0) {
                edges.push(Edge { left: our, right: their, weight });
            }
        }
    }
    edges
}
