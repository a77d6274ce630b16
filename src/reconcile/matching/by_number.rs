//! Pairs and groups by number: one side quotes the other's, or the same number stands on both.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::facts::FinanceKind;
use crate::reconcile::assignment::{Edge, Union, heaviest};
use crate::reconcile::relation::Relation;

use super::How;
use super::by_amount::equal_edges;
use super::by_sum::parts_of;
use super::odds::{BIT, Bits, FAULT};
use super::of_amount::OfAmount;
use super::pool::{Nameless, OURS, Pool, THEIRS, Unit};

/// A group under one number larger than this is matched by amounts alone.
const SMALL: usize = 24;
/// So many wholes and parts under one number are all tried with each other; of more, each whole with the parts about it.
const TRIED: usize = SMALL * 64;

/// A unit made of several that one side links and the other does not know.
pub struct Compound {
    pub side: usize,
    pub unit: u32,
    pub parts: Vec<u32>,
}

/// Matches by number. Gives back what one side links by itself.
pub fn run(pool: &mut Pool<'_>) -> Vec<Compound> {
    let mut compounds = Vec::new();
    let mut link = |pool: &mut Pool<'_>, side: usize, units: &[u32]| {
        for parts in by_kind(pool, side, units) {
            let linked = if parts.len() > 1 { pool.link(side, &parts) } else { None };
            compounds.extend(linked.map(|unit| Compound { side, unit, parts }));
        }
    };
    let linked = linked(pool);
    for [start, middle, end] in linked.sets {
        match (&linked.units[start..middle], &linked.units[middle..end]) {
            ([our], [their]) => drop(pool.take(How::Number, &[*our], &[*their])),
            ([], theirs) => link(pool, THEIRS, theirs),
            (ours, []) => link(pool, OURS, ours),
            (ours, theirs) => resolve(pool, ours, theirs),
        }
    }
    compounds
}

/// The units of a side by their numbers.
struct Owners {
    /// Where the units of each number begin, by its place among the names.
    starts: Vec<usize>,
    units: Vec<u32>,
}

impl Owners {
    fn of(units: &[Unit]) -> Self {
        let names = units.iter().map(|unit| unit.number.index() + 1).max().unwrap_or(0);
        let mut starts = vec![0; names + 1];
        for unit in units.iter().filter(|unit| unit.number.is_some()) {
            starts[unit.number.index() + 1] += 1;
        }
        for name in 0..names {
            starts[name + 1] += starts[name];
        }
        let (mut next, mut sorted) = (starts.clone(), vec![0; starts.last().copied().unwrap_or(0)]);
        for (index, unit) in units.iter().enumerate().filter(|(_, unit)| unit.number.is_some()) {
            let next = &mut next[unit.number.index()];
            sorted[*next] = index as u32;
            *next += 1;
        }
        Self { starts, units: sorted }
    }

    /// The units that have a number, in their order.
    fn get(&self, number: Nameless) -> &[u32] {
        match self.starts.get(number.index()..).unwrap_or_default() {
            [start, end, ..] => &self.units[*start..*end],
            _ => &[],
        }
    }

    /// The units of each number that somebody has.
    fn each(&self) -> impl Iterator<Item = &[u32]> {
        self.starts.windows(2).map(|ends| &self.units[ends[0]..ends[1]]).filter(|units| !units.is_empty())
    }
}

/// Sets of units that numbers bind together, two or more.
struct Linked {
    units: Vec<u32>,
    /// Where our units of each set begin, where finance's do, and where those end.
    sets: Vec<[usize; 3]>,
}

fn linked(pool: &Pool<'_>) -> Linked {
    let owners = [OURS, THEIRS].map(|side| Owners::of(&pool.units[side]));
    let trusted = trusted(pool, &owners);
    let all_ours = pool.units[OURS].len();
    let node = |side: usize, unit: u32| if side == OURS { unit as usize } else { all_ours + unit as usize };
    let mut union = Union::new(all_ours + pool.units[THEIRS].len());
    let mut bound = vec![false; all_ours + pool.units[THEIRS].len()];
    let mut named: [HashSet<Nameless>; 2] = Default::default();
    // The owners of a number are bound to each other once, and then the first of them to all that name it.
    let mut bind = |this: usize, side: usize, number: Nameless| {
        let [first, others @ ..] = owners[side].get(number) else { return };
        let first = node(side, *first);
        union.join(this, first);
        (bound[this], bound[first]) = (true, true);
        if named[side].insert(number) {
            for other in others.iter().map(|other| node(side, *other)) {
                union.join(first, other);
                bound[other] = true;
            }
        }
    };
    for side in [OURS, THEIRS] {
        for (index, unit) in pool.units[side].iter().enumerate() {
            let this = node(side, index as u32);
            for &quoted in unit.quotes.iter().filter(|quoted| quoted.is_some()) {
                bind(this, THEIRS - side, quoted);
                if quoted != unit.number {
                    bind(this, side, quoted);
                }
            }
            if side == OURS && trusted.contains(&unit.kind) {
                bind(this, THEIRS, unit.number);
            }
        }
    }
    let bound = (0..bound.len()).filter(|node| bound[*node]);
    let mut nodes: Vec<(usize, usize)> = bound.map(|node| (union.root(node), node)).collect();
    nodes.sort_unstable();
    let mut linked = Linked { units: Vec::with_capacity(nodes.len()), sets: Vec::new() };
    for set in nodes.chunk_by(|one, other| one.0 == other.0) {
        let (ours, theirs) = set.split_at(set.partition_point(|(_, node)| *node < all_ours));
        let start = linked.units.len();
        linked.units.extend(ours.iter().map(|(_, node)| *node as u32));
        linked.units.extend(theirs.iter().map(|(_, node)| (node - all_ours) as u32));
        linked.sets.push([start, start + ours.len(), linked.units.len()]);
    }
    linked
}

/// The kinds of our lines whose numbers finance keeps: where a number stands once on both sides, amount or day mostly
/// agree. Else the two number their own documents, and like numbers mean nothing.
fn trusted(pool: &Pool<'_>, owners: &[Owners; 2]) -> HashSet<FinanceKind> {
    let mut tried: HashMap<FinanceKind, [usize; 2]> = HashMap::new();
    for ours in owners[OURS].each() {
        let [our] = ours else { continue };
        let our = pool.unit(OURS, *our);
        if let [their] = owners[THEIRS].get(our.number) {
            let their = pool.unit(THEIRS, *their);
            let agree = our.amount.abs() == their.amount.abs() || our.day == their.day;
            tried.entry(our.kind).or_default()[usize::from(agree)] += 1;
        }
    }
    tried.into_iter().filter(|(_, [apart, agree])| agree >= apart).map(|(kind, _)| kind).collect()
}

/// Matches the units of both sides that numbers bind together: equal amounts first, then sums, then what is left.
fn resolve(pool: &mut Pool<'_>, ours: &[u32], theirs: &[u32]) {
    let amounts =
        [(OURS, ours), (THEIRS, theirs)].map(|(side, units)| OfAmount::new(pool, side, units.iter().copied()));
    let standing = |side: usize, units: &[u32]| -> Vec<u32> {
        let replaced = replaced(pool, side, units, &amounts[side]);
        units.iter().copied().filter(|unit| !replaced.contains(unit)).collect()
    };
    let (our, their) = (standing(OURS, ours), standing(THEIRS, theirs));
    let edges = equal_edges(pool, &our, &their, |our, their| Some(closeness(pool, our, their)));
    let pairs = heaviest(edges);
    let alone = pairs.len() == 1 && ours.len() + theirs.len() == 2;
    for (our, their) in pairs {
        let group = pool.take(How::Number, &[our], &[their]);
        if !alone {
            undo_held(pool, OURS, our, group, &amounts[OURS]);
            undo_held(pool, THEIRS, their, group, &amounts[THEIRS]);
        }
    }
    undo_free(pool, OURS, ours, &amounts[OURS]);
    undo_free(pool, THEIRS, theirs, &amounts[THEIRS]);
    for ours in by_kind(pool, OURS, &left(pool, OURS, ours)) {
        let Some(kind) = ours.first().map(|our| pool.unit(OURS, *our).kind) else { continue };
        let mut theirs = left(pool, THEIRS, theirs);
        theirs.retain(|their| pool.unit(THEIRS, *their).kind == kind);
        sums(pool, &ours, &theirs);
    }
    let (free_ours, free_theirs) = (left(pool, OURS, ours), left(pool, THEIRS, theirs));
    if free_ours.len() <= SMALL && free_theirs.len() <= SMALL {
        rest(pool, [ours, theirs], &free_ours, &free_theirs);
    }
}

/// Units of a side, each kind by itself.
fn by_kind(pool: &Pool<'_>, side: usize, units: &[u32]) -> Vec<Vec<u32>> {
    let mut kinds: BTreeMap<FinanceKind, Vec<u32>> = BTreeMap::new();
    for &unit in units {
        kinds.entry(pool.unit(side, unit).kind).or_default().push(unit);
    }
    kinds.into_values().collect()
}

fn left(pool: &Pool<'_>, side: usize, units: &[u32]) -> Vec<u32> {
    units.iter().copied().filter(|unit| pool.free[side][*unit as usize]).collect()
}

/// How well two units under one number fit, always above zero.
fn closeness(pool: &Pool<'_>, our: u32, their: u32) -> Bits {
    let (one, other) = (pool.unit(OURS, our), pool.unit(THEIRS, their));
    let direct = one.number == other.number || other.quotes.contains(&one.number) || one.quotes.contains(&other.number);
    let names = if direct { 16 * BIT } else { 0 };
    let kinds = if one.kind == other.kind { 20 * BIT } else { 0 };
    (40 * BIT + names + kinds + pool.circumstances(one, other)).max(1)
}

/// The lines that were taken back and booked again as something else: those of which a reversal says the same, beside others
/// of the amount of which it does not. The others stand; with the reversal these go into the group of one of them.
fn replaced(pool: &Pool<'_>, side: usize, units: &[u32], amounts: &OfAmount) -> HashSet<u32> {
    let is_negative = |minus: &&u32| pool.unit(side, **minus).amount < 0;
    let taken_back = |minus: &u32| {
        let undone = pool.unit(side, *minus);
        let of_amount = amounts.near(pool, side, (undone.kind, -undone.amount), undone.day).iter().copied();
        let (alike, others): (Vec<u32>, Vec<u32>) =
            of_amount.partition(|plus| pool.rarity.dimensions(pool.unit(side, *plus), undone).1 == 0);
        match (alike.as_slice(), others.as_slice()) {
            ([replaced], [_, ..]) => Some(*replaced),
            _ => None,
        }
    };
    units.iter().filter(is_negative).filter_map(taken_back).collect()
}

/// The free line of the amount of a negative one, with all else that it says, that is nearest to it: what it undoes.
fn undone_by(pool: &Pool<'_>, side: usize, minus: u32, amounts: &OfAmount) -> Option<u32> {
    let undone = pool.unit(side, minus);
    let candidates = amounts.near(pool, side, (undone.kind, -undone.amount), undone.day).iter().copied();
    let fits = candidates.filter(|plus| {
        pool.free[side][*plus as usize] && pool.rarity.dimensions(pool.unit(side, *plus), undone).1 == 0
    });
    fits.min_by_key(|plus| (pool.unit(side, *plus).apart(undone), *plus))
}

/// Takes into a group the lines of the amount of a line in it that undo each other: the same kind, amount and
/// circumstances, with the other sign.
fn undo_held(pool: &mut Pool<'_>, side: usize, held: u32, group: u32, amounts: &OfAmount) {
    let line = pool.unit(side, held);
    let (amount, day) = (line.amount, line.day);
    if amount <= 0 {
        return;
    }
    for &kind in FinanceKind::ALL {
        for &minus in amounts.near(pool, side, (kind, -amount), day) {
            if !pool.free[side][minus as usize] {
                continue;
            }
            let Some(plus) = undone_by(pool, side, minus, amounts) else { continue };
            let [original, again, back] = [held, plus, minus].map(|unit| pool.unit(side, unit));
            let names = |one: &Unit, other: &Unit| one.quotes.contains(&other.number);
            let linked = [original, again].into_iter().any(|line| names(back, line) || names(line, back));
            let how = if linked { How::Number } else { How::Reversal };
            pool.join(group, how, side, &[plus, minus]);
        }
    }
}

/// Takes the lines of one side that undo each other as groups of their own.
fn undo_free(pool: &mut Pool<'_>, side: usize, units: &[u32], amounts: &OfAmount) {
    for minus in left(pool, side, units) {
        if pool.unit(side, minus).amount >= 0 || !pool.free[side][minus as usize] {
            continue;
        }
        if let Some(plus) = undone_by(pool, side, minus, amounts) {
            let both: [&[u32]; 2] = if side == OURS { [&[plus, minus], &[]] } else { [&[], &[plus, minus]] };
            pool.take(How::Numbers, both[OURS], both[THEIRS]);
        }
    }
}

/// Takes groups of one kind whose sums are equal: all that is left, or the parts of one line.
fn sums(pool: &mut Pool<'_>, ours: &[u32], theirs: &[u32]) {
    let sum = |side: usize, units: &[u32]| units.iter().map(|unit| i128::from(pool.unit(side, *unit).amount)).sum();
    let (our, their): (i128, i128) = (sum(OURS, ours), sum(THEIRS, theirs));
    if ours.is_empty() || theirs.is_empty() {
        return;
    }
    // What leaves and what comes of a transfer is nothing in all, whatever it is: that says nothing of the two sides.
    if our == their && our != 0 {
        pool.take(How::Numbers, ours, theirs);
        return;
    }
    let all = ours.len() * theirs.len() <= TRIED;
    for (side, wholes, parts) in [(OURS, ours, theirs), (THEIRS, theirs, ours)] {
        for &whole in wholes {
            let day = pool.unit(side, whole).day;
            let middle = parts.partition_point(|part| pool.unit(THEIRS - side, *part).day < day);
            let about = &parts[middle.saturating_sub(SMALL / 2)..parts.len().min(middle + SMALL / 2)];
            let free = left(pool, THEIRS - side, if all { parts } else { about });
            let Some(found) = parts_of(pool, THEIRS - side, &free, pool.unit(side, whole).amount) else { continue };
            let (ours, theirs) = if side == OURS { (vec![whole], found) } else { (found, vec![whole]) };
            pool.take(How::Numbers, &ours, &theirs);
        }
    }
}

/// Pairs what is left under one number by the most likely explanation; what corrects a pair and names it joins it, and what
/// repeats a line under it is named so.
fn rest(pool: &mut Pool<'_>, all: [&[u32]; 2], ours: &[u32], theirs: &[u32]) {
    let mut edges = Vec::new();
    for &our in ours {
        for &their in theirs {
            let (one, other) = (pool.unit(OURS, our), pool.unit(THEIRS, their));
            if one.kind != other.kind && one.effect() != other.effect() && one.amount != other.amount {
                continue;
            }
            let explained = match pool.relation(our, their) {
                Relation::Apart => 0,
                Relation::Same => 4 * FAULT,
                Relation::Sign
                | Relation::Rounding
                | Relation::WholeUnits(_)
                | Relation::Currency(_)
                | Relation::AtRate(_)
                | Relation::Transposed
                | Relation::Shift(_)
                | Relation::Net(..) => 2 * FAULT,
            };
            edges.push(Edge { left: our, right: their, weight: closeness(pool, our, their) + explained });
        }
    }
    for (our, their) in heaviest(edges) {
        let group = pool.take(How::Number, &[our], &[their]);
        corrections(pool, group, [our, their], [ours, theirs]);
    }
    for (side, units) in [(OURS, ours), (THEIRS, theirs)] {
        for unit in left(pool, side, units) {
            let twin = pool.unit(side, unit);
            let same = |other: &u32| {
                let other = pool.unit(side, *other);
                other.amount == twin.amount && other.kind == twin.kind
            };
            if let Some(twin) = all[side].iter().copied().filter(|other| *other != unit).find(same) {
                pool.repeat(side, unit, twin);
            }
        }
    }
}

/// Lets lines join a pair whose numbers they name and whose amounts they bring nearer to each other.
fn corrections(pool: &mut Pool<'_>, group: u32, pair: [u32; 2], all: [&[u32]; 2]) {
    let [our, their] = [pool.unit(OURS, pair[OURS]), pool.unit(THEIRS, pair[THEIRS])];
    let (kind, named) = (our.kind, [our.number, their.number]);
    if their.kind != kind {
        return;
    }
    let mut apart = i128::from(our.amount) - i128::from(their.amount);
    for (side, sign) in [(OURS, 1), (THEIRS, -1)] {
        for unit in left(pool, side, all[side]) {
            let line = pool.unit(side, unit);
            let nearer = apart + sign * i128::from(line.amount);
            let names = line.quotes.contains(&named[side]);
            if line.kind == kind && names && nearer.abs() < apart.abs() {
                apart = nearer;
                pool.join(group, How::Numbers, side, &[unit]);
            }
        }
    }
}
