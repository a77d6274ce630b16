//! Groups whose sums fit to the cent: one line here for several there, several for one; and the choice among all groups.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::domain::facts::FinanceKind;
use crate::reconcile::assignment::Edge;
use crate::reconcile::relation::power_of_ten;

use super::How;
use super::odds::{BIT, Bits, FAULT, one_of};
use super::of_amount::{Key, OfAmount};
use super::packing::{self, Candidate};
use super::pool::{OURS, Pool, THEIRS};
use super::{likely, monthly, net, regrouped, subset};

/// How many days the parts may lie from the whole.
pub(super) const WINDOW_DAYS: u32 = 45;
/// How many lines in the window are weighed, and how many of them are tried as parts.
const WEIGHED: usize = 64;
const TRIED: usize = 20;
/// How many likely parts are tried with whatever line has the rest.
const ANCHORS: usize = 8;
/// How far from the whole two parts may stay, in major units.
const LARGEST_REST: i64 = 100;
/// A group must be this much likelier than chance.
const MARGIN: Bits = 2 * BIT;

/// Lines of both sides whose sums are equal, and what speaks for them.
pub(super) struct Proposed {
    pub units: [Vec<u32>; 2],
    pub weight: Bits,
}

/// Takes the groups that together have the most for them.
pub fn run(pool: &mut Pool<'_>) {
    let free = Free::new(pool);
    let mut proposed = regrouped::propose(pool, &free);
    proposed.extend(monthly::propose(pool, &free));
    for side in [OURS, THEIRS] {
        let wholes: Vec<u32> = pool.free_units(side).filter(|unit| !pool.unit(side, *unit).late).collect();
        proposed.par_extend(wholes.par_iter().flat_map_iter(|whole| whole_and_parts(pool, &free, side, *whole)));
    }
    net::propose(pool, &free, &mut |units, weight| proposed.push(Proposed { units, weight }));
    let pairs = Pairs::new(likely::explained_pairs(pool));
    proposed.retain(|group| pairs.outweighed_by(group));
    let all_ours = pool.units[OURS].len() as u32;
    let candidates: Vec<Candidate> = proposed
        .iter()
        .map(|group| Candidate {
            members: group.units[OURS]
                .iter()
                .copied()
                .chain(group.units[THEIRS].iter().map(|their| all_ours + their))
                .collect(),
            weight: group.weight,
        })
        .collect();
    for index in packing::heaviest(&candidates) {
        let [ours, theirs] = &proposed[index].units;
        let how =
            if one_voucher(pool, OURS, ours) && one_voucher(pool, THEIRS, theirs) { How::Voucher } else { How::Sum };
        pool.take(how, ours, theirs);
    }
}

/// The pairs of free lines whose amounts something known explains.
struct Pairs {
    pairs: HashSet<(u32, u32)>,
    /// For each line of both sides, what speaks for its likeliest pair.
    strongest: [HashMap<u32, Bits>; 2],
}

impl Pairs {
    fn new(edges: Vec<Edge>) -> Self {
        let mut strongest = [HashMap::new(), HashMap::new()];
        for edge in &edges {
            for (side, unit) in [(OURS, edge.left), (THEIRS, edge.right)] {
                let known = strongest[side].entry(unit).or_insert(edge.weight);
                *known = edge.weight.max(*known);
            }
        }
        Self { pairs: edges.into_iter().map(|edge| (edge.left, edge.right)).collect(), strongest }
    }

    /// Whether a group has more for it than any pair that one of its lines could make. Where both sides have several
    /// lines, no two of them may make such a pair at all: what one pair is short of may be what the other has too much.
    fn outweighed_by(&self, group: &Proposed) -> bool {
        let [ours, theirs] = &group.units;
        let within = || ours.iter().any(|our| theirs.iter().any(|their| self.pairs.contains(&(*our, *their))));
        let strongest = [OURS, THEIRS]
            .into_iter()
            .flat_map(|side| group.units[side].iter().filter_map(move |unit| self.strongest[side].get(unit)));
        let several = ours.len() > 1 && theirs.len() > 1;
        strongest.max().is_none_or(|pair| *pair < group.weight) && !(several && within())
    }
}

/// Whether the lines of a side have one number and one kind.
fn one_voucher(pool: &Pool<'_>, side: usize, units: &[u32]) -> bool {
    let mut said = units.iter().map(|unit| (pool.unit(side, *unit).number, pool.unit(side, *unit).kind));
    let first = said.next();
    said.all(|other| Some(other) == first)
}

/// The free lines by kind and day, and by amount, and what a group of a kind needs.
pub(super) struct Free {
    by_day: [HashMap<FinanceKind, Vec<u32>>; 2],
    by_amount: [OfAmount; 2],
}

impl Free {
    pub fn new(pool: &Pool<'_>) -> Self {
        let in_time = |side: usize| pool.free_units(side).filter(move |unit| !pool.unit(side, *unit).late);
        let by_amount = [OURS, THEIRS].map(|side| OfAmount::new(pool, side, in_time(side)));
        let mut free = Self { by_day: Default::default(), by_amount };
        for side in [OURS, THEIRS] {
            for index in in_time(side) {
                free.by_day[side].entry(pool.unit(side, index).kind).or_default().push(index);
            }
            for indexes in free.by_day[side].values_mut() {
                indexes.sort_unstable_by_key(|index| (pool.unit(side, *index).day, *index));
            }
        }
        free
    }

    /// The lines of a kind around a day, at most so many on either side of it.
    pub fn around(
        &self,
        pool: &Pool<'_>,
        side: usize,
        kind: FinanceKind,
        day: i32,
        days: u32,
        most: usize,
    ) -> Vec<u32> {
        let all = self.of_kind(side, kind);
        let middle = all.partition_point(|index| pool.unit(side, *index).day < day);
        let near = &all[middle.saturating_sub(most)..all.len().min(middle + most)];
        near.iter().copied().filter(|index| pool.unit(side, *index).day.abs_diff(day) <= days).collect()
    }

    /// The kinds of free lines, in order.
    pub fn kinds(&self) -> BTreeSet<FinanceKind> {
        self.by_day.iter().flat_map(|side| side.keys().copied()).collect()
    }

    /// The lines of a kind, by day.
    pub fn of_kind(&self, side: usize, kind: FinanceKind) -> &[u32] {
        self.by_day[side].get(&kind).map_or(&[][..], Vec::as_slice)
    }

    /// The lines of a kind and amount that lie nearest to a day.
    pub fn of_amount(&self, pool: &Pool<'_>, side: usize, key: Key, day: i32) -> &[u32] {
        self.by_amount[side].near(pool, side, key, day)
    }

    /// What a group of a kind needs to be likelier than chance.
    pub fn needed(&self, kind: FinanceKind) -> Bits {
        let most = self.by_day.iter().filter_map(|side| side.get(&kind)).map(Vec::len).max().unwrap_or(0);
        one_of(most as u64) + MARGIN
    }
}

/// The parts, two or more of `candidates` on a side, that add up to an amount.
pub(super) fn parts_of(pool: &Pool<'_>, side: usize, candidates: &[u32], whole: i64) -> Option<Vec<u32>> {
    let amounts: Vec<i64> = candidates.iter().map(|part| pool.unit(side, *part).amount).collect();
    let fit = subset::fits(&amounts, whole).into_iter().next();
    fit.map(|fit| fit.parts.into_iter().map(|part| candidates[part]).collect())
}

fn whole_and_parts(pool: &Pool<'_>, free: &Free, side: usize, whole: u32) -> Vec<Proposed> {
    let unit = pool.unit(side, whole);
    let other = THEIRS - side;
    let may_be_part = |part: &u32| {
        let amount = pool.unit(other, *part).amount;
        amount.signum() == unit.amount.signum() && amount.unsigned_abs() < unit.amount.unsigned_abs()
    };
    let around = free.around(pool, other, unit.kind, unit.day, WINDOW_DAYS, WEIGHED).into_iter().filter(may_be_part);
    let mut weighed: Vec<(Bits, u32)> =
        around.map(|part| (pool.circumstances(unit, pool.unit(other, part)), part)).collect();
    weighed.sort_by_key(|(bits, part)| (std::cmp::Reverse(*bits), *part));
    weighed.truncate(TRIED);
    let candidates: Vec<u32> = weighed.iter().map(|(_, part)| *part).collect();
    let amounts: Vec<i64> = candidates.iter().map(|part| pool.unit(other, *part).amount).collect();
    let mut found: Vec<(Vec<u32>, Bits)> = Vec::new();
    for fit in subset::fits(&amounts, unit.amount) {
        let parts: Vec<u32> = fit.parts.iter().map(|part| candidates[*part]).collect();
        let fineness = fineness(fit.parts.iter().map(|part| amounts[*part]).chain([unit.amount]), unit.amount);
        found.push((parts, fineness - one_of(fit.tried)));
    }
    found.extend(nearly(pool, side, whole, &candidates));
    // A likely part, and whatever line has the rest, however far away.
    for (index, &anchor) in candidates.iter().enumerate().take(ANCHORS) {
        let amount = unit.amount - pool.unit(other, anchor).amount;
        let rest = free.of_amount(pool, other, (unit.kind, amount), unit.day).iter().filter(|part| **part != anchor);
        let tried = (index as u64 + 1) * free.by_day[other].get(&unit.kind).map_or(1, Vec::len) as u64;
        let nearest = rest.min_by_key(|part| (pool.unit(other, **part).apart(unit), **part));
        found.extend(nearest.map(|part| (vec![anchor, *part], fineness([amount].into_iter(), amount) - one_of(tried))));
    }
    let propose = |(parts, fit): (Vec<u32>, Bits)| {
        let units = if side == OURS { [vec![whole], parts] } else { [parts, vec![whole]] };
        // Charges are small, and small amounts add up to another by chance.
        let small = if unit.kind.is_charge() { FAULT } else { 0 };
        let weight = fit + circumstances(pool, &units) - free.needed(unit.kind) - small;
        (weight > 0).then_some(Proposed { units, weight })
    };
    found.into_iter().filter_map(propose).collect()
}

/// Two parts that add up to a whole but for a rounding or a small charge, which is one fault more.
fn nearly(pool: &Pool<'_>, side: usize, whole: u32, candidates: &[u32]) -> Vec<(Vec<u32>, Bits)> {
    let (amount, unit) = (pool.unit(side, whole).amount, pool.rules.unit().minor());
    let near = |parts: &[u32; 2]| {
        let sum: i64 = parts.iter().map(|part| pool.unit(THEIRS - side, *part).amount).sum();
        sum != amount && sum.abs_diff(amount) <= (LARGEST_REST * unit).unsigned_abs()
    };
    let pairs = || {
        let firsts = candidates.iter().enumerate();
        firsts.flat_map(|(index, one)| candidates[..index].iter().map(move |other| [*other, *one]))
    };
    let tried = candidates.len() as u64 * candidates.len() as u64 / 2;
    let fit = |parts: [u32; 2]| {
        let parts = parts.to_vec();
        let units = if side == OURS { [vec![whole], parts.clone()] } else { [parts.clone(), vec![whole]] };
        let values = pool.relation_of_sums([&units[OURS], &units[THEIRS]]).values()?;
        let amounts = parts.iter().map(|part| pool.unit(THEIRS - side, *part).amount).chain([amount]);
        let fineness = fineness(amounts, amount);
        Some((parts, fineness - one_of(tried * values) - FAULT))
    };
    pairs().filter(near).filter_map(fit).collect()
}

/// What speaks for a group but for its sums: the circumstances of the pair that agrees best, less what speaks against the
/// other lines, and that a group is a fault.
pub(super) fn circumstances(pool: &Pool<'_>, units: &[Vec<u32>; 2]) -> Bits {
    let of = |side: usize| units[side].iter().map(move |unit| pool.unit(side, *unit));
    let mut best = Bits::MIN;
    let mut against = 0;
    for [one, other] in [[OURS, THEIRS], [THEIRS, OURS]] {
        for unit in of(one) {
            let most = of(other).map(|partner| pool.circumstances(unit, partner)).max().unwrap_or(0);
            best = best.max(most);
            against += most.min(0);
        }
    }
    best + against.max(-2 * FAULT) - FAULT
}

/// How many amounts of the size of one there are that are as coarse as all of these: what it is worth that it fits.
pub(super) fn fineness(amounts: impl Iterator<Item = i64>, one: i64) -> Bits {
    let amounts: Vec<i64> = amounts.collect();
    let power = power_of_ten(&amounts);
    let half = amounts.iter().all(|amount| amount % (power * 5) == 0);
    one_of(one.unsigned_abs() / (if half { power * 5 } else { power }).unsigned_abs())
}
