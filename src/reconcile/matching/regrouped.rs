//! A few lines for a few: two or three here for two or three there, with the same sum.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::domain::facts::FinanceKind;

use super::by_sum::{Free, Proposed, WINDOW_DAYS, circumstances, fineness};
use super::odds::{Bits, one_of};
use super::pool::{Nameless, OURS, Pool, THEIRS};

/// How many lines from one on are tried together.
const FEW: usize = 8;
/// What binds lines that stand for each other: agreement, project, donor, place, theme, as indexes in what a line says. The
/// first of which both sides speak.
const BONDS: [usize; 5] = [1, 2, 0, 3, 4];

/// Two or three lines of one side, and their sum.
#[derive(Clone, Copy)]
struct Set {
    sum: i64,
    units: [u32; 3],
    size: usize,
}

impl Set {
    fn units(&self) -> &[u32] {
        &self.units[..self.size]
    }
}

/// Proposes sets of equal sums among lines of one kind that are bound to each other.
pub(super) fn propose(pool: &Pool<'_>, free: &Free) -> Vec<Proposed> {
    let mut bound: BTreeMap<(FinanceKind, usize, Nameless), [Vec<u32>; 2]> = BTreeMap::new();
    for kind in free.kinds() {
        let says = |side: usize, bond: usize| {
            free.of_kind(side, kind).iter().any(|unit| pool.unit(side, *unit).says[bond].is_some())
        };
        let Some(bond) = BONDS.into_iter().find(|bond| says(OURS, *bond) && says(THEIRS, *bond)) else { continue };
        for side in [OURS, THEIRS] {
            for &unit in free.of_kind(side, kind) {
                let name = pool.unit(side, unit).says[bond];
                if name.is_some() {
                    bound.entry((kind, bond, name)).or_default()[side].push(unit);
                }
            }
        }
    }
    let bound: Vec<_> = bound.into_iter().collect();
    let proposed = bound.par_iter().flat_map_iter(|((kind, ..), [ours, theirs])| {
        ours.iter().enumerate().flat_map(move |(index, anchor)| {
            let day = pool.unit(OURS, *anchor).day;
            let first = theirs.partition_point(|their| pool.unit(THEIRS, *their).day < day);
            let near = &theirs[first.saturating_sub(FEW / 2)..theirs.len().min(first + FEW)];
            with_first(pool, free.needed(*kind), &ours[index..ours.len().min(index + FEW)], near)
        })
    });
    proposed.collect()
}

/// The sets that hold the first of ours and have the sum of a set of theirs.
fn with_first(pool: &Pool<'_>, needed: Bits, ours: &[u32], theirs: &[u32]) -> Vec<Proposed> {
    let mut our_sets = sets_of(pool, OURS, ours);
    our_sets.retain(|set| set.units.first() == ours.first());
    if our_sets.is_empty() {
        return Vec::new();
    }
    let mut their_sets = sets_of(pool, THEIRS, theirs);
    their_sets.sort_by_key(|set| set.sum);
    let tried = one_of((our_sets.len() * their_sets.len()) as u64);
    let mut proposed = Vec::new();
    for ours in &our_sets {
        let first = their_sets.partition_point(|set| set.sum < ours.sum);
        let equal = their_sets[first..].iter().take_while(|set| set.sum == ours.sum);
        for theirs in equal.filter(|theirs| !falls_apart(pool, ours, theirs)) {
            let units = [ours.units().to_vec(), theirs.units().to_vec()];
            let amounts = [OURS, THEIRS].map(|side| units[side].iter().map(move |unit| pool.unit(side, *unit).amount));
            let fit = fineness(amounts.into_iter().flatten(), ours.sum) - tried;
            let weight = fit + circumstances(pool, &units) - needed;
            if weight > 0 {
                proposed.push(Proposed { units, weight });
            }
        }
    }
    proposed
}

/// Whether two sets are smaller groups side by side: one line of one is one or two of the other.
fn falls_apart(pool: &Pool<'_>, ours: &Set, theirs: &Set) -> bool {
    let [ours, theirs] = [(OURS, ours), (THEIRS, theirs)]
        .map(|(side, set)| set.units().iter().map(|unit| pool.unit(side, *unit).amount).collect::<Vec<i64>>());
    let made_of = |amount: i64, others: &[i64]| {
        let pairs = others.iter().enumerate().flat_map(|(index, one)| others[..index].iter().map(move |two| one + two));
        others.len() > 1 && others.contains(&amount) || others.len() > 2 && pairs.into_iter().any(|sum| sum == amount)
    };
    ours.iter().any(|amount| made_of(*amount, &theirs)) || theirs.iter().any(|amount| made_of(*amount, &ours))
}

/// All sets of two or three lines of one sign that lie within the window.
fn sets_of(pool: &Pool<'_>, side: usize, units: &[u32]) -> Vec<Set> {
    let mut sets = Vec::with_capacity(units.len() * units.len());
    let near = |one: u32, other: u32| {
        let (one, other) = (pool.unit(side, one), pool.unit(side, other));
        one.apart(other) <= WINDOW_DAYS && one.amount.signum() == other.amount.signum()
    };
    let amount = |unit: u32| pool.unit(side, unit).amount;
    for (index, &first) in units.iter().enumerate() {
        for (next, &second) in units.iter().enumerate().skip(index + 1).filter(|(_, second)| near(first, **second)) {
            let sum = amount(first) + amount(second);
            sets.push(Set { sum, units: [first, second, 0], size: 2 });
            for &third in units[next + 1..].iter().filter(|third| near(first, **third) && near(second, **third)) {
                sets.push(Set { sum: sum + amount(third), units: [first, second, third], size: 3 });
            }
        }
    }
    sets
}
