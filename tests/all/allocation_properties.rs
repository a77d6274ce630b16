//! What must hold of every allocation, on drawn ones: more money never hurts, nor does a looser earmark; how money is
//! split into lots and in which order rows stand changes nothing. Every result passes the checker.

use poolfund::allocate::reasons::{Loosened, reasons};
use poolfund::allocate::{Allocation, Instance};
use proptest::prelude::*;

use crate::allocation_instances::{CAPPED, PLAIN, RICH, Sizes, above, any_instance, pair, proved, ratios, shown};

const SMALL: Sizes = Sizes { lots: 6, cells: 10, money: 400, need: 150 };

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// What each cell gets, by name.
fn cells(allocation: &Allocation) -> Vec<(&str, i64)> {
    allocation.cells.iter().map(|cell| (cell.id.as_str(), cell.placed)).collect()
}

/// The ways to loosen an earmark that the number chooses among: an earmark one level wider, one of the whole
/// programme, no exclusions, no window.
fn loosened(instance: &Instance, lot: usize, way: usize) -> Instance {
    let mut looser = instance.clone();
    let place = lot % looser.lots.len();
    let lot = &mut looser.lots[place];
    match way {
        0 => lot.include[0].0 = above(&lot.include[0].0).to_owned(),
        1 => lot.include[0].1 = above(&lot.include[0].1).to_owned(),
        2 => lot.include.push(pair("WORLD", "ALL")),
        3 => lot.exclude.clear(),
        _ => lot.window = None,
    }
    looser
}

proptest! {
    #![proptest_config(config(400))]

    /// What could be placed before still can. (A floor is met before more is placed, so that floors are left out.)
    #[test]
    fn more_money_never_lowers_the_total(instance in any_instance(SMALL, CAPPED), lot in 0_usize..6, more in 1_i64..300) {
        let mut richer = instance.clone();
        let place = lot % richer.lots.len();
        richer.lots[place].available += more;
        prop_assert!(proved(&richer).total >= proved(&instance).total, "{}", shown(&instance));
    }

    /// The first months of a fund, or one that gave all back: no money, or agreements without any.
    #[test]
    fn a_fund_without_money_has_an_allocation_and_reasons(instance in any_instance(SMALL, RICH)) {
        let without_lots = Instance { lots: vec![], ..instance.clone() };
        let mut without_money = instance;
        without_money.lots.iter_mut().for_each(|lot| lot.available = 0);
        for poor in [without_lots, without_money] {
            let allocation = proved(&poor);
            prop_assert_eq!(allocation.total, 0);
            prop_assert!(reasons(&poor, &allocation).is_ok(), "{}", shown(&poor));
        }
    }

    /// Every placement of the most grows into one of the new most without taking from any cell, so that not only the
    /// worst ratio but the whole list of them, worst first, is as good or better.
    #[test]
    fn more_money_never_lowers_the_ratios(instance in any_instance(SMALL, PLAIN), lot in 0_usize..6, more in 1_i64..300) {
        let mut richer = instance.clone();
        let place = lot % richer.lots.len();
        richer.lots[place].available += more;
        let (before, after) = (ratios(&instance, &proved(&instance)), ratios(&richer, &proved(&richer)));
        prop_assert!(after[0] >= before[0] && after >= before, "{}", shown(&instance));
    }

    #[test]
    fn a_looser_earmark_never_lowers_the_total(
        instance in any_instance(SMALL, CAPPED), lot in 0_usize..6, way in 0_usize..5,
    ) {
        let looser = loosened(&instance, lot, way);
        prop_assert!(proved(&looser).total >= proved(&instance).total, "{}", shown(&instance));
    }

    /// For the same reason as with more money.
    #[test]
    fn a_looser_earmark_never_lowers_the_ratios(
        instance in any_instance(SMALL, PLAIN), lot in 0_usize..6, way in 0_usize..5,
    ) {
        let looser = loosened(&instance, lot, way);
        prop_assert!(ratios(&looser, &proved(&looser)) >= ratios(&instance, &proved(&instance)), "{}", shown(&instance));
    }

    #[test]
    fn a_lot_in_two_halves_pays_the_same_cells(instance in any_instance(SMALL, RICH), lot in 0_usize..6) {
        let mut whole = instance;
        let place = lot % whole.lots.len();
        whole.lots[place].available &= !1;
        let mut halved = whole.clone();
        halved.lots[place].available /= 2;
        let mut other = halved.lots[place].clone();
        other.id = "M".to_owned();
        halved.lots.push(other);
        let (one, two) = (proved(&whole), proved(&halved));
        prop_assert_eq!(cells(&one), cells(&two), "{}", shown(&whole));
    }

    #[test]
    fn the_order_of_rows_changes_nothing(
        (instance, turned) in any_instance(SMALL, RICH).prop_flat_map(|instance| {
            let lots = Just(instance.lots.clone()).prop_shuffle();
            let cells = Just(instance.cells.clone()).prop_shuffle();
            (Just(instance), lots, cells).prop_map(|(instance, lots, cells)| {
                let mut turned = Instance { lots, cells, ..instance.clone() };
                turned.lots.iter_mut().for_each(|lot| lot.include.reverse());
                (instance, turned)
            })
        })
    ) {
        prop_assert_eq!(proved(&instance), proved(&turned), "{}", shown(&instance));
    }
}

proptest! {
    #![proptest_config(config(150))]

    /// What a loosened earmark is said to place more is what the allocation places more with it.
    #[test]
    fn a_loosened_earmark_places_what_is_said(instance in any_instance(SMALL, PLAIN)) {
        let allocation = proved(&instance);
        let found = reasons(&instance, &allocation).unwrap().relaxations;
        for lot in 0..instance.lots.len() {
            for side in [Loosened::Geography, Loosened::Theme, Loosened::Exclusions] {
                let mut looser = instance.clone();
                let spec = &mut looser.lots[lot];
                match side {
                    Loosened::Geography => spec.include.iter_mut().for_each(|pair| pair.0 = above(&pair.0).to_owned()),
                    Loosened::Theme => spec.include.iter_mut().for_each(|pair| pair.1 = above(&pair.1).to_owned()),
                    Loosened::Exclusions => spec.exclude.clear(),
                }
                let more = proved(&looser).total - allocation.total;
                let id = &instance.lots[lot].id;
                let said = found.iter().find(|one| one.lot == *id && one.loosened == side).map_or(0, |one| one.closes);
                prop_assert_eq!(said, more, "{} {:?} of {}", id, side, shown(&instance));
            }
        }
    }
}
