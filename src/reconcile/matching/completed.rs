//! Pairs whose amounts nothing explains, and the lines that make up the difference: one side names only one of the lines
//! that it put together, or that it cut in pieces.

use crate::reconcile::relation::Relation;

use super::How;
use super::by_sum::{Free, fineness};
use super::odds::{BIT, Bits, FAULT, one_of};
use super::packing::{self, Candidate};
use super::pool::{OURS, Pool, THEIRS};
use super::subset;

/// How many days the missing lines may lie from the pair when there are several; and one alone.
const WINDOW_DAYS: u32 = 45;
const WINDOW_DAYS_ALONE: u32 = 1_500;
/// How many lines around the pair are tried.
const TRIED: usize = 16;
/// Two pairs whose differences cancel each other may lie so many days apart.
const CANCEL_DAYS: u32 = 45;

/// A pair and by how much the second amount is the larger.
struct Open {
    group: u32,
    ours: u32,
    theirs: u32,
    by: i64,
}

/// Free lines, or another pair, that make up a difference.
struct Completion {
    groups: Vec<u32>,
    side: usize,
    units: Vec<u32>,
    weight: Bits,
}

/// Completes pairs.
pub fn run(pool: &mut Pool<'_>) {
    let open = open_pairs(pool);
    if open.is_empty() {
        return;
    }
    let free = Free::new(pool);
    let mut completions: Vec<Completion> = open.iter().flat_map(|pair| by_lines(pool, &free, pair)).collect();
    completions.extend(by_pairs(pool, &open));
    completions.retain(|completion| completion.weight > 0);
    let groups = pool.groups.len() as u32;
    let all_ours = pool.units[OURS].len() as u32;
    let candidates: Vec<Candidate> = completions
        .iter()
        .map(|completion| {
            let shift = groups + if completion.side == OURS { 0 } else { all_ours };
            let units = completion.units.iter().map(|unit| shift + unit);
            Candidate { members: completion.groups.iter().copied().chain(units).collect(), weight: completion.weight }
        })
        .collect();
    for index in packing::heaviest(&candidates) {
        let Completion { groups, side, units, .. } = &completions[index];
        match groups.as_slice() {
            [first, second] => pool.merge(*first, *second, How::Sum),
            groups => groups.iter().for_each(|group| pool.join(*group, How::Sum, *side, units)),
        }
    }
}

/// The pairs of one kind whose amounts nothing explains.
fn open_pairs(pool: &Pool<'_>) -> Vec<Open> {
    let mut open = Vec::new();
    for (group, pair) in pool.groups.iter().enumerate() {
        let ([ours], [theirs]) = (pair.units[OURS].as_slice(), pair.units[THEIRS].as_slice()) else { continue };
        let (one, other) = (pool.unit(OURS, *ours), pool.unit(THEIRS, *theirs));
        let by = other.amount - one.amount;
        if by != 0 && one.kind == other.kind && pool.relation(*ours, *theirs) == Relation::Apart {
            open.push(Open { group: group as u32, ours: *ours, theirs: *theirs, by });
        }
    }
    open
}

/// Free lines of the side whose amount is the smaller.
fn by_lines(pool: &Pool<'_>, free: &Free, pair: &Open) -> Vec<Completion> {
    let whole_side = if pair.by > 0 { THEIRS } else { OURS };
    let side = THEIRS - whole_side;
    let whole = pool.unit(whole_side, if whole_side == OURS { pair.ours } else { pair.theirs });
    let lacks = pair.by.abs();
    let all = free.of_kind(side, whole.kind).len() as u64;
    let completion = |units: Vec<u32>, tried: u64| {
        let amounts = units.iter().map(|unit| pool.unit(side, *unit).amount).chain([lacks]);
        let fit = fineness(amounts, lacks) - one_of(tried);
        let circumstances =
            units.iter().map(|unit| pool.circumstances(whole, pool.unit(side, *unit))).min().unwrap_or(0);
        // One fault, that lines were put together, instead of two: a wrong amount and a line that is missing.
        let weight = fit + circumstances + FAULT - BIT;
        Completion { groups: vec![pair.group], side, units, weight }
    };
    let near = |unit: &&u32| pool.unit(side, **unit).apart(whole) <= WINDOW_DAYS_ALONE;
    let alone = free.of_amount(pool, side, (whole.kind, lacks), whole.day).iter().filter(near);
    let nearest = alone.min_by_key(|unit| (pool.unit(side, **unit).apart(whole), **unit));
    let mut found: Vec<Completion> = nearest.map(|unit| completion(vec![*unit], all)).into_iter().collect();
    let around = free.around(pool, side, whole.kind, whole.day, WINDOW_DAYS, TRIED);
    let amounts: Vec<i64> = around.iter().map(|unit| pool.unit(side, *unit).amount).collect();
    for fit in subset::fits(&amounts, lacks) {
        found.push(completion(fit.parts.iter().map(|part| around[*part]).collect(), fit.tried));
    }
    found.extend(nearly(pool, pair, side, &around));
    found
}

/// A line that makes up a difference but for a rounding or a small charge, and that says what the pair says.
fn nearly(pool: &Pool<'_>, pair: &Open, side: usize, around: &[u32]) -> Vec<Completion> {
    let whole = if side == OURS { pool.unit(THEIRS, pair.theirs) } else { pool.unit(OURS, pair.ours) };
    let completion = |unit: &u32| {
        let part = pool.unit(side, *unit);
        let (alike, faults) = pool.rarity.dimensions(whole, part);
        let mut units = [vec![pair.ours], vec![pair.theirs]];
        units[side].push(*unit);
        let values = pool.relation_of_sums([&units[OURS], &units[THEIRS]]).values()?;
        let fit = fineness([part.amount].into_iter(), pair.by) - one_of(around.len() as u64 * values);
        // Two faults, that lines were put together and rounded, instead of two.
        let weight = fit + pool.circumstances(whole, part) - BIT;
        let says_the_same = alike > 0 && faults == 0;
        says_the_same.then_some(Completion { groups: vec![pair.group], side, units: vec![*unit], weight })
    };
    around.iter().filter_map(completion).collect()
}

/// Pairs of pairs whose differences cancel each other.
fn by_pairs(pool: &Pool<'_>, open: &[Open]) -> Vec<Completion> {
    let of = |pair: &Open| (pair.by, pool.unit(OURS, pair.ours).day);
    let mut by_difference: Vec<&Open> = open.iter().collect();
    by_difference.sort_by_key(|pair| of(pair));
    let mut found = Vec::new();
    for pair in open.iter().filter(|pair| pair.by > 0) {
        let middle = by_difference.partition_point(|other| of(other) < (-pair.by, of(pair).1));
        let nearest = &by_difference[middle.saturating_sub(TRIED)..open.len().min(middle + TRIED)];
        for other in nearest.iter().filter(|other| other.by == -pair.by) {
            let (one, two) = (pool.unit(OURS, pair.ours), pool.unit(OURS, other.ours));
            let circumstances = pool.circumstances(one, two);
            let fit = fineness([pair.by].into_iter(), pair.by) - one_of(open.len() as u64);
            // What leaves and what comes of a transfer differ alike, whatever they differ by.
            let is_transfer = one.amount == -two.amount;
            let may = one.apart(two) <= CANCEL_DAYS && one.kind == two.kind && !is_transfer;
            let weight = if may { fit + circumstances } else { 0 };
            found.push(Completion { groups: vec![pair.group, other.group], side: OURS, units: Vec::new(), weight });
        }
    }
    found
}
