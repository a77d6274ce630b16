//! Few and large allocations: the same totals as ever, the bound on pairs, and nearly the fewest small amounts.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::allocate::instance::{LotSpec, PlacedSpec, Spread};
use poolfund::allocate::{Allocation, Instance, allocate};
use proptest::prelude::*;
use proptest::strategy::ValueTree;

use crate::allocation_instances::{LIMITED, Sizes, any_instance, cell, instance, lot, pair, proved};

const SIZES: Sizes = Sizes { lots: 8, cells: 12, money: 5_000, need: 4_000 };

/// The same instance with few and large allocations, and what stands in it already.
fn few(instance: &Instance, placed: Vec<PlacedSpec>, minimum: i64) -> Instance {
    Instance { spread: Spread::Few, minimum, placed, ..instance.clone() }
}

/// What is allocated anew by pair.
fn new_amounts(allocation: &Allocation) -> BTreeMap<(String, String), i64> {
    let mut amounts: BTreeMap<(String, String), i64> = BTreeMap::new();
    for placed in allocation.placements() {
        *amounts.entry((placed.lot, placed.cell)).or_default() += placed.amount;
    }
    for placed in &allocation.closed {
        *amounts.entry((placed.lot.clone(), placed.cell.clone())).or_default() -= placed.amount;
    }
    amounts.retain(|_, amount| *amount != 0);
    amounts
}

/// Limits of lots whose bound is reached: those that may bind.
fn limits(instance: &Instance) -> usize {
    instance.lots.iter().map(|lot| lot.limits.len()).sum()
}

/// Totals of lots and cells, which the spread must not change.
fn totals(allocation: &Allocation) -> (Vec<i64>, Vec<i64>) {
    let lots = allocation.lots.iter().map(|lot| lot.placed);
    (lots.collect(), allocation.cells.iter().map(|cell| cell.placed).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn few_changes_no_total_and_keeps_its_bound(drawn in any_instance(SIZES, LIMITED), minimum in 0_i64..1_500) {
        let Ok(proportional) = allocate(&drawn) else { return Ok(()) };
        let asked = few(&drawn, Vec::new(), minimum);
        let allocation = proved(&asked);
        prop_assert_eq!(totals(&allocation), totals(&proportional));
        let pairs = new_amounts(&allocation);
        let (lots, cells): (BTreeSet<&String>, BTreeSet<&String>) = pairs.keys().map(|(lot, cell)| (lot, cell)).unzip();
        prop_assert!(pairs.is_empty() || pairs.len() < lots.len() + cells.len() + limits(&drawn));
    }

    /// With half of the first result standing, what is new goes to the same pairs as far as the totals let it.
    #[test]
    fn pairs_that_exist_come_first(drawn in any_instance(SIZES, LIMITED), minimum in 0_i64..1_500) {
        let Ok(first) = allocate(&few(&drawn, Vec::new(), minimum)) else { return Ok(()) };
        let standing: Vec<PlacedSpec> =
            first.placements().into_iter().map(|placed| PlacedSpec { amount: placed.amount / 2, ..placed }).collect();
        let standing: Vec<PlacedSpec> = standing.into_iter().filter(|placed| placed.amount > 0).collect();
        let known: BTreeSet<(String, String)> =
            standing.iter().map(|placed| (placed.lot.clone(), placed.cell.clone())).collect();
        let asked = few(&drawn, standing, minimum);
        let Ok(again) = allocate(&asked) else { return Ok(()) };
        proved(&asked);
        let amounts = new_amounts(&again);
        let new: Vec<_> = amounts.keys().filter(|pair| !known.contains(*pair)).collect();
        let (lots, cells): (BTreeSet<_>, BTreeSet<_>) = amounts.keys().map(|(lot, cell)| (lot, cell)).unzip();
        prop_assert!(new.is_empty() || new.len() < lots.len() + cells.len() + limits(&drawn));
    }
}

/// Ways to fill cells, by what lots have left and what a cell still misses, each at most seven and so three bits of a key; with
/// the fewest small amounts of each.
struct Ways {
    fewest: Vec<u8>,
    reached: Vec<u32>,
}

const BITS: u32 = 3;

/// What is in a place of a key: a lot's, or the cell's, which is behind those of six lots.
const fn part(key: u32, place: usize) -> i64 {
    ((key >> (BITS * place as u32)) & 7) as i64
}

const fn at(place: usize, amount: i64) -> u32 {
    (amount as u32) << (BITS * place as u32)
}

const CELL: usize = 6;

impl Ways {
    fn new() -> Self {
        Self { fewest: vec![u8::MAX; 1 << (BITS * 7)], reached: Vec::new() }
    }

    fn reach(&mut self, key: u32, small: u8) {
        let fewest = &mut self.fewest[key as usize];
        if *fewest == u8::MAX {
            self.reached.push(key);
        }
        *fewest = small.min(*fewest);
    }

    /// All that were reached, which are forgotten.
    fn take(&mut self) -> Vec<(u32, u8)> {
        let reached = std::mem::take(&mut self.reached);
        reached.into_iter().map(|key| (key, std::mem::replace(&mut self.fewest[key as usize], u8::MAX))).collect()
    }
}

/// The fewest new amounts below the minimum, by trying every whole way: cell by cell, with what lots have left as state.
/// Lots of one eligibility that have the same left are one; a lot with money and no cell to come is no way.
fn fewest_small(ways: &mut Ways, eligible: &[Vec<bool>], given: &[i64], taken: &[i64], minimum: i64) -> usize {
    ways.reach(given.iter().enumerate().map(|(lot, &amount)| at(lot, amount)).sum(), 0);
    for (cell, &amount) in taken.iter().enumerate() {
        let mut filling: Vec<(u32, u8)> = ways.take();
        filling.iter_mut().for_each(|(key, _)| *key += at(CELL, amount));
        for lot in (0..given.len()).filter(|&lot| eligible[lot][cell]) {
            for (key, small) in filling {
                for amount in 0..=part(key, lot).min(part(key, CELL)) {
                    let small = small + u8::from(amount > 0 && amount < minimum);
                    ways.reach(key - at(lot, amount) - at(CELL, amount), small);
                }
            }
            filling = ways.take();
        }
        let ended = |lot: usize| !eligible[lot][cell + 1..].contains(&true);
        for (key, small) in filling {
            let is_way = part(key, CELL) == 0 && (0..given.len()).all(|lot| part(key, lot) == 0 || !ended(lot));
            if is_way {
                ways.reach(alike_in_order(eligible, key), small);
            }
        }
    }
    let fewest = ways.take().into_iter().map(|(_, small)| small).min();
    usize::from(fewest.expect("the totals come from an allocation"))
}

/// The same with what neighbours of one eligibility have left in order.
fn alike_in_order(eligible: &[Vec<bool>], key: u32) -> u32 {
    let mut left: Vec<i64> = (0..eligible.len()).map(|lot| part(key, lot)).collect();
    let mut first = 0;
    for alike in eligible.chunk_by(|one, other| one == other) {
        left[first..first + alike.len()].sort_unstable();
        first += alike.len();
    }
    left.into_iter().enumerate().map(|(lot, amount)| at(lot, amount)).sum()
}

/// A small allocation: up to six lots and six cells, each pair allowed or not.
fn small() -> impl Strategy<Value = (Vec<i64>, Vec<i64>, Vec<Vec<bool>>)> {
    (1..=6_usize, 1..=6_usize).prop_flat_map(|(lots, cells)| {
        let row = prop::collection::vec(prop::bool::weighted(0.7), cells);
        (
            prop::collection::vec(1..8_i64, lots),
            prop::collection::vec(1..8_i64, cells),
            prop::collection::vec(row, lots),
        )
    })
}

const PLACES: [&str; 3] = ["A", "B", "C"];
const TOPICS: [&str; 2] = ["T1", "T3"];

fn target(number: usize) -> (&'static str, &'static str) {
    (PLACES[number % 3], TOPICS[number / 3])
}

fn drawn(money: &[i64], needs: &[i64], eligible: &[Vec<bool>], minimum: i64) -> Instance {
    let cells =
        needs.iter().enumerate().map(|(number, &need)| cell(target(number).0, target(number).1, need)).collect();
    let lots: Vec<LotSpec> = money
        .iter()
        .zip(eligible)
        .enumerate()
        .map(|(number, (&available, row))| {
            let allowed = row.iter().enumerate().filter(|(_, allowed)| **allowed);
            lot(
                &format!("L{number}"),
                available,
                allowed.map(|(cell, _)| pair(target(cell).0, target(cell).1)).collect(),
            )
        })
        .collect();
    few(&instance(lots, cells), Vec::new(), minimum)
}

/// The new amounts below the minimum of an allocation, and the fewest that there can be for its totals.
fn small_amounts(
    ways: &mut Ways,
    (money, needs, eligible): (&[i64], &[i64], &[Vec<bool>]),
    minimum: i64,
) -> (usize, usize) {
    let allocation = allocate(&drawn(money, needs, eligible, minimum)).unwrap();
    let ours = new_amounts(&allocation).values().filter(|amount| **amount < minimum).count();
    // The result has cells in the order of their names; the drawn ones are in the order of their numbers.
    let by_name = |id: &str| allocation.cells.iter().find(|cell| cell.id == id).map(|cell| cell.placed).unwrap();
    let taken: Vec<i64> =
        (0..needs.len()).map(|number| by_name(&format!("{}/{}", target(number).0, target(number).1))).collect();
    let given: Vec<i64> = allocation.lots.iter().map(|lot| lot.placed).collect();
    (ours, fewest_small(ways, eligible, &given, &taken, minimum))
}

#[test]
fn nearly_the_fewest_small_amounts_that_there_can_be() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut ours, mut fewest, mut ways) = (0, 0, Ways::new());
    for _ in 0..400 {
        let (money, needs, eligible) = small().new_tree(&mut runner).unwrap().current();
        let found = small_amounts(&mut ways, (&money, &needs, &eligible), 3);
        (ours, fewest) = (ours + found.0, fewest + found.1);
    }
    assert!(ours >= fewest, "{ours} small amounts, but {fewest} are the fewest");
    assert!(ours * 100 <= fewest * 105, "{ours} small amounts, {fewest} possible");
    eprintln!("few: {ours} small amounts where {fewest} are the fewest");
}

/// Every list of so many out of some, the order of which is nothing.
fn multisets<T: Copy>(some: &[T], count: usize) -> Vec<Vec<T>> {
    let Some(fewer) = count.checked_sub(1) else { return vec![vec![]] };
    let mut all = Vec::new();
    for (place, &one) in some.iter().enumerate() {
        for mut rest in multisets(&some[place..], fewer) {
            rest.insert(0, one);
            all.push(rest);
        }
    }
    all
}

/// Whether an agreement, by its number, may pay for a cell of a fund of so many of both.
type Earmark = fn(usize, usize, (usize, usize)) -> bool;

/// Ways in which lots may be earmarked for cells: for all; each for those from its own on; the first for all, and of the
/// others one half for the first half of the cells, the rest for the rest.
const EARMARKS: [Earmark; 3] = [
    |_, _, _| true,
    |lot, cell, (lots, cells)| cell * lots >= lot * cells,
    |lot, cell, (lots, cells)| lot == 0 || (lot * 2 <= lots) == (cell * 2 < cells),
];

/// By the size of funds, small amounts as they came out, and the fewest.
type Small = BTreeMap<(usize, usize), (usize, usize)>;

/// Every fund of up to so many lots and cells with amounts of 2, 4 and 7, a minimum of 3 and 5, earmarked in each way:
/// small amounts beside the fewest, by size, and of how many funds.
fn every_fund(most: usize) -> (Small, usize) {
    let (mut by_size, mut funds): (BTreeMap<_, (usize, usize)>, _) = (BTreeMap::new(), 0);
    let mut ways = Ways::new();
    for (lots, cells) in (1..=most).flat_map(|lots| (1..=most).map(move |cells| (lots, cells))) {
        for earmark in EARMARKS {
            let row = |lot: usize| (0..cells).map(|cell| earmark(lot, cell, (lots, cells))).collect();
            let eligible: Vec<Vec<bool>> = (0..lots).map(row).collect();
            for money in multisets(&[2, 4, 7], lots) {
                for needs in multisets(&[2, 4, 7], cells) {
                    for minimum in [3, 5] {
                        let (ours, fewest) = small_amounts(&mut ways, (&money, &needs, &eligible), minimum);
                        assert!(ours >= fewest, "{money:?} for {needs:?}: {ours} below {fewest}");
                        let sums = by_size.entry((lots, cells)).or_default();
                        *sums = (sums.0 + ours, sums.1 + fewest);
                        funds += 1;
                    }
                }
            }
        }
    }
    (by_size, funds)
}

#[test]
fn at_most_a_twentieth_more_small_amounts_than_possible_in_every_fund_up_to_6_by_6() {
    let (by_size, funds) = every_fund(6);
    assert_eq!(funds, 83 * 83 * 6);
    let ours: usize = by_size.values().map(|(ours, _)| ours).sum();
    let fewest: usize = by_size.values().map(|(_, fewest)| fewest).sum();
    eprintln!("few: {ours} small amounts in {funds} funds where {fewest} are the fewest: {by_size:?}");
    assert!(ours * 100 <= fewest * 105, "{ours} small amounts, {fewest} possible: {by_size:?}");
    // Nor in the funds of any one size.
    for (size, (ours, fewest)) in by_size {
        assert!(ours * 100 <= fewest * 105, "{size:?}: {ours} small amounts, {fewest} possible");
    }
}

/// With amounts of 2, 4 and 7, a minimum of 5, and earmarks of every kind for each agreement: the order of agreements and of
/// cells is nothing, so that each list of both counts once.
#[test]
fn at_most_a_twentieth_more_small_amounts_than_possible_whatever_the_earmarks_up_to_3_by_3() {
    let (mut by_size, mut funds, mut ways) = (Small::new(), 0, Ways::new());
    for (lots, cells) in (1..=3).flat_map(|lots| (1..=3).map(move |cells| (lots, cells))) {
        // An agreement: for which cells, by bits, and how much.
        let any: Vec<(u32, i64)> = (1..1_u32 << cells).flat_map(|row| [2, 4, 7].map(|amount| (row, amount))).collect();
        for agreements in multisets(&any, lots) {
            let row = |bits: u32| (0..cells).map(|cell| bits >> cell & 1 == 1).collect();
            let eligible: Vec<Vec<bool>> = agreements.iter().map(|(bits, _)| row(*bits)).collect();
            let money: Vec<i64> = agreements.iter().map(|(_, amount)| *amount).collect();
            for needs in multisets(&[2, 4, 7], cells) {
                let (ours, fewest) = small_amounts(&mut ways, (&money, &needs, &eligible), 5);
                assert!(ours >= fewest, "{agreements:?} for {needs:?}: {ours} below {fewest}");
                let sums = by_size.entry((lots, cells)).or_default();
                *sums = (sums.0 + ours, sums.1 + fewest);
                funds += 1;
            }
        }
    }
    eprintln!("few: {funds} funds, by size small amounts and the fewest: {by_size:?}");
    assert_eq!(funds, 21_601);
    for (size, (ours, fewest)) in by_size {
        assert!(ours * 100 <= fewest * 105, "{size:?}: {ours} small amounts, {fewest} possible");
    }
}
