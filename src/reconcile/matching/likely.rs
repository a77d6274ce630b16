//! Pairs that are alike in what is known but not in amount, or in amount but little else: proposals, each with the fault
//! that it takes to believe it.

use std::collections::HashMap;

use rayon::prelude::*;
use rust_decimal::Decimal;

use crate::domain::Currency;
use crate::domain::facts::FinanceKind;
use crate::reconcile::assignment::{Edge, heaviest};
use crate::reconcile::relation::Relation;

use super::How;
use super::odds::{BIT, Bits, FAULT, one_of};
use super::pool::{Nameless, OURS, Pool, THEIRS, Unit};
use super::twins::Twins;

/// How many days the two may lie apart; with one amount; and with one that comes again and again, less than a month.
const WINDOW_DAYS: u32 = 45;
const SAME_AMOUNT_DAYS: u32 = 92;
const RECURRING_DAYS: u32 = 25;
/// An amount that more lines have comes again and again.
const RECURRING: u64 = 4;
/// How many days, where nothing explains the amounts; and where nothing else speaks for the pair.
const NEAR_DAYS: u32 = 15;
const SAME_DAYS: u32 = 2;
/// How many lines on either side of a date are looked at, of each donor, agreement, project, place and theme.
const NEAR: usize = 6;
/// A pair must be this much likelier than chance.
const MARGIN: Bits = BIT;

/// Takes the pairs that together have the most for them.
pub fn run(pool: &mut Pool<'_>) {
    for (our, their) in heaviest(edges(pool)) {
        let same = pool.unit(OURS, our).amount == pool.unit(THEIRS, their).amount;
        pool.take(if same { How::Amount } else { How::Likely }, &[our], &[their]);
    }
}

/// The pairs whose amounts something known explains.
pub(super) fn explained_pairs(pool: &Pool<'_>) -> Vec<Edge> {
    let mut edges = edges(pool);
    edges.retain(|edge| pool.relation(edge.left, edge.right) != Relation::Apart);
    edges
}

/// The pairs of free lines that are likelier than chance.
fn edges(pool: &Pool<'_>) -> Vec<Edge> {
    let theirs: Vec<u32> = pool.free_units(THEIRS).collect();
    let ours: Vec<u32> = pool.free_units(OURS).collect();
    let index = Index::new(pool, &theirs);
    let twins = [Twins::new(pool, OURS), Twins::new(pool, THEIRS)];
    let alone: HashMap<u32, Bits> =
        theirs.iter().filter_map(|their| Some((*their, twins[THEIRS].of(pool, *their)?.1))).collect();
    let free = [pool.free_by_kind(OURS), pool.free_by_kind(THEIRS)];
    let needed = |kind: FinanceKind| {
        let most = free.iter().filter_map(|free| free.get(&kind)).max().copied().unwrap_or(0);
        one_of(most) + MARGIN
    };
    let of = |our: &u32| {
        let our = *our;
        let ours_alone = twins[OURS].of(pool, our).map_or(0, |(_, bits)| bits);
        let edge = |their: u32| {
            let (one, other) = (pool.unit(OURS, our), pool.unit(THEIRS, their));
            if !near_enough(pool, one, other) {
                return None;
            }
            let theirs_alone = alone.get(&their).copied().unwrap_or(0);
            let bits = explained(pool, our, their) + pool.circumstances(one, other);
            let weight = bits - needed(one.kind) - ours_alone - theirs_alone;
            (weight > 0).then_some(Edge { left: our, right: their, weight })
        };
        index.candidates(pool, our).into_iter().filter_map(edge).collect::<Vec<Edge>>()
    };
    ours.par_iter().flat_map_iter(of).collect()
}

/// Whether two lines may be one booking by their dates. After the last day only the same amount counts.
fn near_enough(pool: &Pool<'_>, one: &Unit, other: &Unit) -> bool {
    let recurring = pool.rarity.count_of(one.kind, one.amount) > RECURRING;
    let days = match one.amount == other.amount && one.kind == other.kind {
        true if recurring => RECURRING_DAYS,
        true => SAME_AMOUNT_DAYS,
        false if one.late || other.late => return false,
        false => WINDOW_DAYS,
    };
    one.apart(other) <= days && !(one.late && other.late)
}

/// What the two amounts say for one booking, less the fault that makes them differ.
fn explained(pool: &Pool<'_>, our: u32, their: u32) -> Bits {
    let (one, other) = (pool.unit(OURS, our), pool.unit(THEIRS, their));
    let same = pool.rarity.amount(one.kind, one.amount);
    if one.kind != other.kind && one.effect() == other.effect() {
        return same;
    }
    let same_original = match (pool.original(OURS, one), pool.original(THEIRS, other)) {
        (Some(ours), Some(theirs)) if ours == theirs => pool.rarity.amount(one.kind, one.amount) - FAULT,
        _ => Bits::MIN / 2,
    };
    let bits = match pool.relation(our, their) {
        Relation::Same => same,
        Relation::Sign | Relation::Currency(_) => same - FAULT,
        Relation::AtRate(_) | Relation::Shift(_) => same - 2 * BIT - FAULT,
        Relation::Transposed => same - 2 * BIT - FAULT,
        Relation::Rounding => same - 3 * BIT - FAULT,
        Relation::Net(..) => same - 4 * BIT - FAULT,
        Relation::WholeUnits(_) => same - 7 * BIT - FAULT,
        Relation::Apart if alike(pool, one, other) => near(one.amount, other.amount) - FAULT - 2 * BIT,
        Relation::Apart => Bits::MIN / 2,
    };
    bits.max(same_original)
}

/// Whether two lines have more in common than to lie near each other: something both say, or nearly the same day. A charge
/// has no more than its amount: two of other amounts are two charges, each of which the other side may lack.
fn alike(pool: &Pool<'_>, one: &Unit, other: &Unit) -> bool {
    let (dimensions, _) = pool.rarity.dimensions(one, other);
    let days = if dimensions > 0 { NEAR_DAYS } else { SAME_DAYS };
    one.apart(other) <= days && (dimensions > 0 || !one.kind.is_charge())
}

/// How near two amounts are: amounts spread over about a thousandfold, evenly in their logarithms.
pub(super) fn near(one: i64, other: i64) -> Bits {
    let (one, other) = (i128::from(one), i128::from(other));
    if one.signum() != other.signum() {
        return -FAULT;
    }
    let apart = u64::try_from((one - other).unsigned_abs()).unwrap_or(u64::MAX);
    let size = u64::try_from(one.abs().max(other.abs())).unwrap_or(u64::MAX);
    one_of((size.saturating_mul(3) / apart.max(1)).min(1 << 10))
}

/// Finance's free lines by what may lead to them.
struct Index {
    by_amount: HashMap<u64, Vec<u32>>,
    by_digits: HashMap<[u8; 10], Vec<u32>>,
    by_original: HashMap<(Currency, Decimal), Vec<u32>>,
    by_name: HashMap<(FinanceKind, usize, Nameless), Vec<u32>>,
}

impl Index {
    fn new(pool: &Pool<'_>, theirs: &[u32]) -> Self {
        let mut index = Self {
            by_amount: HashMap::new(),
            by_digits: HashMap::new(),
            by_original: HashMap::new(),
            by_name: HashMap::new(),
        };
        for &their in theirs {
            let unit = pool.unit(THEIRS, their);
            index.by_amount.entry(unit.amount.unsigned_abs()).or_default().push(their);
            index.by_digits.entry(digits(unit.amount)).or_default().push(their);
            if let Some(original) = pool.original(THEIRS, unit) {
                index.by_original.entry((original.currency, original.amount)).or_default().push(their);
                if let Some(as_base) = pool.rules.as_base(original) {
                    index.by_amount.entry(as_base).or_default().push(their);
                }
            }
            for (dimension, name) in unit.says.iter().enumerate().filter(|(_, name)| name.is_some()) {
                index.by_name.entry((unit.kind, dimension, *name)).or_default().push(their);
            }
            index.by_name.entry((unit.kind, NO_DIMENSION, Nameless::default())).or_default().push(their);
        }
        let lists = index.by_amount.values_mut().chain(index.by_digits.values_mut());
        for indexes in lists.chain(index.by_original.values_mut()).chain(index.by_name.values_mut()) {
            indexes.sort_unstable_by_key(|their| (pool.unit(THEIRS, *their).day, *their));
        }
        index
    }

    /// Lines that may be one of ours, of each list the nearest.
    fn candidates(&self, pool: &Pool<'_>, our: u32) -> Vec<u32> {
        let unit = pool.unit(OURS, our);
        let mut found: Vec<u32> = Vec::new();
        let mut add = |indexes: Option<&Vec<u32>>| {
            let indexes = indexes.map_or(&[][..], Vec::as_slice);
            let middle = indexes.partition_point(|their| pool.unit(THEIRS, *their).day < unit.day);
            found.extend(&indexes[middle.saturating_sub(NEAR)..indexes.len().min(middle + NEAR)]);
        };
        add(self.by_amount.get(&unit.amount.unsigned_abs()));
        add(self.by_digits.get(&digits(unit.amount)));
        if let Some(original) = pool.original(OURS, unit) {
            add(self.by_original.get(&(original.currency, original.amount)));
            add(pool.rules.as_base(original).and_then(|minor| self.by_amount.get(&minor)));
        }
        let none = (NO_DIMENSION, Nameless::default());
        let names = unit.says.iter().copied().enumerate().filter(|(_, name)| name.is_some());
        for (dimension, name) in names.chain([none]) {
            add(self.by_name.get(&(unit.kind, dimension, name)));
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// An entry of [`Index::by_name`] for lines by kind and day alone.
const NO_DIMENSION: usize = 5;

/// How often each digit stands in an amount, but for zeros at its end: the same for transposed digits and moved points.
fn digits(amount: i64) -> [u8; 10] {
    let mut rest = amount.unsigned_abs();
    while rest > 0 && rest.is_multiple_of(10) {
        rest /= 10;
    }
    let mut counts = [0; 10];
    while rest > 0 {
        counts[(rest % 10) as usize] += 1;
        rest /= 10;
    }
    counts
}
