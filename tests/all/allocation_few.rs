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

/// The fewest new amounts below the minimum, by trying every whole way: cell by cell, with what lots have left as state.
fn fewest_small(eligible: &[Vec<bool>], given: &[i64], taken: &[i64], minimum: i64) -> usize {
    let mut states: BTreeMap<Vec<i64>, usize> = BTreeMap::from([(given.to_vec(), 0)]);
    for (cell, &amount) in taken.iter().enumerate() {
        let mut filling: BTreeMap<(Vec<i64>, i64), usize> =
            states.into_iter().map(|(left, small)| ((left, amount), small)).collect();
        for lot in 0..given.len() {
            let mut next: BTreeMap<(Vec<i64>, i64), usize> = BTreeMap::new();
            for ((left, missing), small) in filling {
                let most = if eligible[lot][cell] { left[lot].min(missing) } else { 0 };
                for part in 0..=most {
                    let mut left = left.clone();
                    left[lot] -= part;
                    let small = small + usize::from(part > 0 && part < minimum);
                    let best = next.entry((left, missing - part)).or_insert(usize::MAX);
                    *best = small.min(*best);
                }
            }
            filling = next;
        }
        states = filling
            .into_iter()
            .filter(|((_, missing), _)| *missing == 0)
            .map(|((left, _), small)| (left, small))
            .collect();
    }
    states.into_values().min().expect("the totals come from an allocation")
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

#[test]
fn nearly_the_fewest_small_amounts_that_there_can_be() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut ours, mut fewest) = (0, 0);
    for _ in 0..400 {
        let (money, needs, eligible) = small().new_tree(&mut runner).unwrap().current();
        let asked = drawn(&money, &needs, &eligible, 3);
        let allocation = allocate(&asked).unwrap();
        ours += new_amounts(&allocation).values().filter(|amount| **amount < 3).count();
        // The result has cells in the order of their names; the drawn ones are in the order of their numbers.
        let by_name = |id: &str| allocation.cells.iter().find(|cell| cell.id == id).map(|cell| cell.placed).unwrap();
        let taken: Vec<i64> =
            (0..needs.len()).map(|number| by_name(&format!("{}/{}", target(number).0, target(number).1))).collect();
        let given: Vec<i64> = allocation.lots.iter().map(|lot| lot.placed).collect();
        fewest += fewest_small(&eligible, &given, &taken, 3);
    }
    assert!(ours >= fewest, "{ours} small amounts, but {fewest} are the fewest");
    assert!(ours * 100 <= fewest * 105, "{ours} small amounts, {fewest} possible");
    eprintln!("few: {ours} small amounts where {fewest} are the fewest");
}
