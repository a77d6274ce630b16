//! Lines that one side took back: with the line they undo, and the line that was booked in its stead.

use std::collections::{HashMap, HashSet};

use crate::reconcile::assignment::{Edge, heaviest};

use super::How;
use super::by_sum::Free;
use super::likely::near;
use super::odds::{BIT, Bits, FAULT, one_of};
use super::of_amount::{self, OfAmount};
use super::pool::{Nameless, OURS, Pool, THEIRS, Unit};
use super::twins::Twins;

/// How many days a reversal may lie from what it undoes, and the new booking from the reversal.
const UNDONE_DAYS: u32 = 92;
const AGAIN_DAYS: u32 = 31;
/// How many lines around a reversal are tried as what was booked in its stead.
const TRIED: usize = 24;
/// A reversal must be this much likelier than chance.
const MARGIN: Bits = 2 * BIT;

/// Finds reversals on each side.
pub fn run(pool: &mut Pool<'_>) {
    for side in [OURS, THEIRS] {
        booked_again(pool, side);
        undone(pool, side);
    }
}

/// Negative and positive lines that are free, in pairs: with the matched line of their amount a reversal and a new
/// booking; without one, a line that came and went.
fn booked_again(pool: &mut Pool<'_>, side: usize) {
    let free: Vec<u32> = pool.free_units(side).filter(|unit| !pool.unit(side, *unit).late).collect();
    let is_positive = |unit: &u32| pool.unit(side, *unit).amount > 0;
    let positive = OfAmount::new(pool, side, free.iter().copied().filter(is_positive));
    let waiting = pool.free_by_kind(side);
    let partners = Partners::new(pool, THEIRS - side);
    let mut edges = Vec::new();
    for &minus in free.iter().filter(|unit| pool.unit(side, **unit).amount < 0) {
        let undone = pool.unit(side, minus);
        let partner = partners.odds(pool, minus, undone.amount);
        for &plus in positive.near(pool, side, (undone.kind, -undone.amount), undone.day) {
            let again = pool.unit(side, plus);
            if partner >= pool.equal_odds(side, plus, side, minus) {
                continue;
            }
            if again.apart(undone) <= AGAIN_DAYS && pool.rarity.dimensions(again, undone).1 == 0 {
                let most = waiting.get(&undone.kind).copied().unwrap_or(0);
                let weight = pool.equal_odds(side, plus, side, minus) - one_of(most) - MARGIN;
                if weight > 0 {
                    edges.push(Edge { left: minus, right: plus, weight });
                }
            }
        }
    }
    let matched = Matched::new(pool, side);
    for (minus, plus) in heaviest(edges) {
        match matched.nearest(pool, side, minus) {
            Some(original) => join(pool, side, original, &[minus, plus]),
            None => {
                let both: [&[u32]; 2] = if side == OURS { [&[plus, minus], &[]] } else { [&[], &[plus, minus]] };
                pool.take(How::Reversal, both[OURS], both[THEIRS]);
            }
        }
    }
}

/// Negative lines that undo a matched one, unless one of the other side that waits for a partner is more like them: then
/// it is that line, or that line with its sign turned.
fn undone(pool: &mut Pool<'_>, side: usize) {
    let partners = Partners::new(pool, THEIRS - side);
    let matched = Matched::new(pool, side);
    let free: Vec<u32> = pool.free_units(side).collect();
    for minus in free {
        let unit = pool.unit(side, minus);
        if unit.amount >= 0 || unit.late {
            continue;
        }
        let partner = partners.odds(pool, minus, unit.amount).max(partners.odds(pool, minus, -unit.amount));
        if let Some(original) = matched.nearest(pool, side, minus)
            && pool.equal_odds(side, original, side, minus) > partner
        {
            join(pool, side, original, &[minus]);
        }
    }
}

/// Lines that were taken back, and what was booked in their stead with another amount: under a number that one of them names,
/// or so soon and so much like them that it is likelier than chance. What corrects it joins them.
pub(super) fn booked_otherwise(pool: &mut Pool<'_>) {
    for side in [OURS, THEIRS] {
        let quoting = [OURS, THEIRS].map(|side| quoting(pool, side));
        for (group, again) in instead(pool, side) {
            pool.join(group, How::Reversal, side, &[again]);
            correct(pool, side, group, again, &quoting);
        }
    }
}

/// The free lines that stand in the stead of what was taken back, each with its group. One that likelier repeats a matched line
/// does not, unless it names what was taken back.
fn instead(pool: &Pool<'_>, side: usize) -> Vec<(u32, u32)> {
    let (free, twins) = (Free::new(pool), Twins::new(pool, side));
    let mut edges = Vec::new();
    for (index, group) in pool.groups.iter().enumerate().filter(|(_, group)| group.how == How::Reversal) {
        let [Some(last), Some(first)] = [group.units[side].last(), group.units[side].first()] else { continue };
        let amounts = group.units[side].iter().map(|unit| pool.unit(side, *unit).amount);
        if group.units[THEIRS - side].len() != 1 || amounts.sum::<i64>() != 0 {
            continue;
        }
        let (first, last) = (pool.unit(side, *first), pool.unit(side, *last));
        for again in free.around(pool, side, last.kind, last.day, AGAIN_DAYS, TRIED) {
            let line = pool.unit(side, again);
            let named =
                |one: &Unit| line.quotes.iter().any(|quoted| *quoted == one.number || one.quotes.contains(quoted));
            let (alike, faults) = pool.rarity.dimensions(last, line);
            let linked = named(first) || named(last);
            let [less, more] = [first.amount.abs().min(line.amount.abs()), first.amount.abs().max(line.amount.abs())];
            let like = line.amount.signum() == first.amount.signum() && (linked || more / 2 <= less);
            if line.day < last.day || !like || faults > 0 {
                continue;
            }
            let names = if linked { 16 * BIT } else { 0 };
            let bits = near(first.amount, line.amount) + pool.circumstances(last, line) + names - FAULT;
            let weight = bits - free.needed(line.kind);
            let repeats = || !linked && twins.of(pool, again).is_some_and(|(_, bits)| bits >= weight);
            if weight > 0 && (alike > 0 || linked) && !repeats() {
                edges.push(Edge { left: index as u32, right: again, weight });
            }
        }
    }
    heaviest(edges)
}

/// Lines by the numbers that they quote.
type Quoting = HashMap<Nameless, Vec<u32>>;

/// The free lines of a side by the numbers that they quote.
fn quoting(pool: &Pool<'_>, side: usize) -> Quoting {
    let mut quoting = Quoting::new();
    for unit in pool.free_units(side) {
        let quotes: HashSet<Nameless> = pool.unit(side, unit).quotes.iter().copied().collect();
        quotes.into_iter().for_each(|number| quoting.entry(number).or_default().push(unit));
    }
    quoting
}

/// Lets the free lines join that quote what was booked instead, where with them the two sides agree.
fn correct(pool: &mut Pool<'_>, side: usize, group: u32, again: u32, quoting: &[Quoting; 2]) {
    let number = pool.unit(side, again).number;
    let corrections = [OURS, THEIRS].map(|side| -> Vec<u32> {
        let quoting = quoting[side].get(&number).filter(|_| number.is_some()).into_iter().flatten();
        quoting.copied().filter(|unit| pool.free[side][*unit as usize]).collect()
    });
    let [ours, theirs] = [OURS, THEIRS].map(|side| {
        let all = pool.groups[group as usize].units[side].iter().chain(&corrections[side]);
        all.map(|unit| pool.unit(side, *unit).amount).sum::<i64>()
    });
    if ours == theirs {
        for (side, units) in corrections.iter().enumerate().filter(|(_, units)| !units.is_empty()) {
            pool.join(group, How::Numbers, side, units);
        }
    }
}

/// The free lines of the other side by kind and amount.
struct Partners {
    side: usize,
    free: OfAmount,
}

impl Partners {
    fn new(pool: &Pool<'_>, side: usize) -> Self {
        Self { side, free: OfAmount::new(pool, side, pool.free_units(side)) }
    }

    /// What speaks for the likeliest of an amount being a line of the other side.
    fn odds(&self, pool: &Pool<'_>, unit: u32, amount: i64) -> Bits {
        let of = pool.unit(THEIRS - self.side, unit);
        let partners = self.free.near(pool, self.side, (of.kind, amount), of.day);
        let odds = partners.iter().map(|partner| pool.equal_odds(self.side, *partner, THEIRS - self.side, unit));
        odds.max().unwrap_or(Bits::MIN)
    }
}

fn join(pool: &mut Pool<'_>, side: usize, original: u32, units: &[u32]) {
    if let Some(group) = pool.held_by[side][original as usize] {
        pool.join(group, How::Reversal, side, units);
    }
}

/// The lines of a side that are matched one to one and have the amount of a free one with the other sign.
struct Matched(OfAmount);

impl Matched {
    fn new(pool: &Pool<'_>, side: usize) -> Self {
        let free = pool.free_units(side).map(|unit| of_amount::key(pool, side, unit));
        let wanted: HashSet<_> = free.filter(|(_, amount)| *amount < 0).map(|(kind, amount)| (kind, -amount)).collect();
        let one_to_one = |unit: &u32| {
            let group = pool.held_by[side][*unit as usize].map(|group| &pool.groups[group as usize]);
            group.is_some_and(|group| group.units.iter().all(|units| units.len() == 1))
        };
        let wanted = |unit: &u32| wanted.contains(&of_amount::key(pool, side, *unit));
        Self(OfAmount::new(pool, side, pool.held_units(side).filter(wanted).filter(one_to_one)))
    }

    /// The line that a negative one most likely undoes.
    fn nearest(&self, pool: &Pool<'_>, side: usize, minus: u32) -> Option<u32> {
        let undone = pool.unit(side, minus);
        let candidates = self.0.near(pool, side, (undone.kind, -undone.amount), undone.day);
        let candidates = candidates.iter().copied().filter(|plus| {
            let plus = pool.unit(side, *plus);
            plus.apart(undone) <= UNDONE_DAYS && plus.day <= undone.day && pool.rarity.dimensions(plus, undone).1 == 0
        });
        let still = candidates.filter(|plus| {
            let group = pool.held_by[side][*plus as usize].map(|group| &pool.groups[group as usize]);
            group.is_some_and(|group| group.how != How::Reversal)
        });
        let likeliest =
            still.max_by_key(|plus| (pool.equal_odds(side, *plus, side, minus), std::cmp::Reverse(*plus)))?;
        let needed = one_of(pool.rarity.lines(undone.kind)) + MARGIN;
        (pool.equal_odds(side, likeliest, side, minus) > needed).then_some(likeliest)
    }
}
