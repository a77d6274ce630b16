//! The bars of the reconciliation, on differences planted in random funds: what the program says of them.

#[path = "../reconciliation/mod.rs"]
mod reconciliation;

use std::fs;
use std::ops::RangeInclusive;

use crate::support::root;
use reconciliation::measure;
use reconciliation::plants::Plant;

/// The random funds of each mode; the table of `tests/README.md` is of others, and more.
const SEEDS: RangeInclusive<u64> = 1..=2;

#[test]
fn planted_differences_are_seen_and_named() {
    for (mode, score) in measure::measured(SEEDS) {
        let [planted, right] = score.in_all();
        assert!(right * 100 >= planted * mode.bar(), "{}: {right} of {planted} causes are right", mode.words());
        for (plant, fared) in &score.by_plant {
            assert_eq!(fared.planted, 20 * SEEDS.count(), "{}: {plant:?} {fared:?}", mode.words());
            assert_eq!(fared.seen, fared.planted, "{}: {plant:?}: each stands in a difference", mode.words());
        }
        for (cause, [said, right]) in &score.by_cause {
            // A single one of few says nothing about the share.
            assert!(right * 100 + 100 >= said * 95, "{}: {cause:?} is right {right} times of {said}", mode.words());
        }
        assert_eq!((score.false_rows, score.clean), (0, 0), "{}: nothing is made up", mode.words());
        let left: Vec<&String> = score.trace.iter().filter(|line| line.contains(" LEFT ")).collect();
        assert_eq!(score.left, [0, 0], "{}: who follows the proposals finds nothing left: {left:#?}", mode.words());
    }
}

#[test]
fn the_table_of_what_was_measured_has_every_kind() {
    let text = fs::read_to_string(root().join("tests/README.md")).unwrap();
    let table = text.split("<!-- reconciliation: measured -->").nth(1).unwrap();
    for plant in Plant::ALL {
        assert!(table.contains(&format!("| {} |", plant.words())), "{plant:?}: measure again, as tests/README.md says");
    }
}
