//! The allocation against every other one: up to four lots, four cells and twelve cents, all ways tried.

use std::collections::BTreeSet;

use poolfund::allocate::Instance;
use poolfund::allocate::instance::{CellSpec, GroupSpec, LotSpec, Pair};
use proptest::prelude::*;

use crate::allocation_instances::{RICH, Ratio, Sizes, above, any_instance, proved, shown};

const TINY: Sizes = Sizes { lots: 4, cells: 4, money: 6, need: 7 };
const CENTS: i64 = 12;

/// Whether a code is another or lies below it.
fn under(code: &str, top: &str) -> bool {
    let mut at = code;
    while at != top && above(at) != at {
        at = above(at);
    }
    at == top
}

fn within(cell: &CellSpec, pairs: &[Pair]) -> bool {
    pairs.iter().any(|(place, theme)| under(&cell.geography, place) && under(&cell.theme, theme))
}

fn may_pay(lot: &LotSpec, cell: &CellSpec) -> bool {
    let open = lot.window.is_none_or(|window| window.from <= cell.period.to && cell.period.from <= window.to);
    open && within(cell, &lot.include) && !within(cell, &lot.exclude)
}

/// Sums over the cells of a group: outside money, and what the pool gives.
fn of_group(instance: &Instance, group: &GroupSpec, placed: &[i64]) -> (i64, i64) {
    let cells = instance.cells.iter().zip(placed).filter(|(cell, _)| within(cell, &group.scope));
    cells.fold((0, 0), |(outside, given), (cell, placed)| (outside + cell.outside, given + placed))
}

/// Every list of amounts by cell that the earmarks, ceilings, caps and the policy allow: cent by cent.
fn every_way(instance: &Instance) -> BTreeSet<Vec<i64>> {
    let mut ways = BTreeSet::from([vec![0; instance.cells.len()]]);
    for lot in &instance.lots {
        for _ in 0..lot.available {
            let mut next = ways.clone();
            for (place, cell) in instance.cells.iter().enumerate().filter(|(_, cell)| may_pay(lot, cell)) {
                let room = cell.ceiling - cell.outside;
                next.extend(ways.iter().filter(|way| way[place] < room).map(|way| {
                    let mut more = way.clone();
                    more[place] += 1;
                    more
                }));
            }
            ways = next;
        }
    }
    ways.retain(|way| {
        let capped = |group: &GroupSpec| group.cap.is_none_or(|cap| of_group(instance, group, way).1 <= cap);
        let countries = instance.cells.iter().zip(way).filter(|(cell, _)| cell.country).map(|(_, placed)| placed);
        let (countries, all): (i64, i64) = (countries.sum(), way.iter().sum());
        let share = instance.policy.map_or(0, |policy| policy.country_share_ppm);
        instance.groups.iter().all(capped) && countries * 1_000_000 >= share * all
    });
    ways
}

/// How good a way is, the better the greater: what floors lack, what is placed, the ratios from the worst on.
fn worth(instance: &Instance, way: &[i64]) -> (i64, i64, Vec<Ratio>) {
    let lacks = |floor: i64, outside: i64, placed: i64| (floor - outside - placed).max(0);
    let cells = instance.cells.iter().zip(way);
    let cells_lack: i64 = cells.clone().map(|(cell, placed)| lacks(cell.floor, cell.outside, *placed)).sum();
    let group_lacks = |group: &GroupSpec| {
        let (outside, placed) = of_group(instance, group, way);
        lacks(group.floor, outside, placed)
    };
    let groups_lack: i64 = instance.groups.iter().map(group_lacks).sum();
    let mut ratios: Vec<Ratio> = cells.map(|(cell, placed)| Ratio::of(cell, *placed)).collect();
    ratios.sort();
    (-(cells_lack + groups_lack), way.iter().sum(), ratios)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_other_way_is_better(drawn in any_instance(TINY, RICH)) {
        let mut instance = drawn;
        let mut left = CENTS;
        for lot in &mut instance.lots {
            lot.available = lot.available.min(left);
            left -= lot.available;
        }
        let allocation = proved(&instance);
        let mine: Vec<i64> = (instance.cells.iter())
            .map(|cell| allocation.cells.iter().find(|result| result.id == cell.id).unwrap().placed)
            .collect();
        let ways = every_way(&instance);
        prop_assert!(ways.contains(&mine), "{mine:?} is no way of {}", shown(&instance));
        let best = ways.iter().map(|way| worth(&instance, way)).max().unwrap();
        prop_assert_eq!(worth(&instance, &mine), best, "{}", shown(&instance));
    }
}
