//! The bars of the reconciliation, on differences planted in random funds: what the program says of them.

#[path = "../reconciliation/mod.rs"]
mod reconciliation;

use std::fs;

use crate::support::root;
use reconciliation::table::{self, SEEDS};

#[test]
fn planted_differences_are_seen_and_named_and_the_table_of_them_is_true() {
    let measured = table::measured(SEEDS);
    for (mode, score) in &measured {
        let [planted, right] = score.in_all();
        assert!(right * 100 >= planted * mode.bar(), "{}: {right} of {planted} causes are right", mode.words());
        for (plant, fared) in &score.by_plant {
            assert!(fared.seen * 100 >= fared.planted * 97, "{}: {plant:?} {fared:?}", mode.words());
        }
        for (cause, [said, right]) in &score.by_cause {
            assert!(right * 100 >= said * 95, "{}: {cause:?} is right {right} times of {said}", mode.words());
        }
        assert_eq!((score.false_rows, score.clean), (0, 0), "{}: nothing is made up", mode.words());
        assert_eq!(score.left, 0, "{}: who follows the proposals finds nothing left", mode.words());
    }
    let text = fs::read_to_string(root().join("tests/README.md")).unwrap();
    let renewed = table::replaced(&text, &measured).unwrap();
    assert!(text == renewed, "run `cargo run --release --example measure_reconciliation -- --write`");
}
