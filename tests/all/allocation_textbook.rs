//! Allocations whose best answer is published, or small enough to be worked out by hand.

use poolfund::allocate::instance::{CellSpec, GroupSpec};

use crate::allocation_instances::{cell, instance, lot, pair, proved};

/// Spots for up to twelve cells.
const SPOTS: [(&str, &str); 12] = [
    ("A", "T1"),
    ("A", "T2"),
    ("A", "T3"),
    ("B", "T1"),
    ("B", "T2"),
    ("B", "T3"),
    ("C", "T1"),
    ("C", "T2"),
    ("C", "T3"),
    ("D", "T1"),
    ("D", "T2"),
    ("D", "T3"),
];

/// A cell named by its place in a list.
fn numbered(number: usize, need: i64) -> CellSpec {
    let (place, theme) = SPOTS[number % SPOTS.len()];
    CellSpec { id: format!("{number:02}"), ..cell(place, theme, need) }
}

/// What each cell gets of one unearmarked lot.
fn shared(available: i64, cells: Vec<CellSpec>) -> Vec<i64> {
    let allocation = proved(&instance(vec![lot("L", available, vec![pair("WORLD", "ALL")])], cells));
    allocation.cells.iter().map(|cell| cell.placed).collect()
}

/// S. Keshav, *An Engineering Approach to Computer Networking*, 1997, pages 215 to 217, example 1: four sources that
/// want 2, 2.6, 4 and 5 of 10 get 2, 2.6, 2.7 and 2.7. Equal needs, ceilings at what is wanted.
#[test]
fn keshav_equal_shares_up_to_demands() {
    let wanted = [200, 260, 400, 500];
    let cells = (0..).zip(wanted).map(|(number, ceiling)| CellSpec { ceiling, ..numbered(number, 1000) });
    assert_eq!(shared(1000, cells.collect()), [200, 260, 270, 270]);
}

/// The same, example 2: demands 4, 2, 10 and 4, weights 2.5, 4, 0.5 and 1, capacity 16: 4, 2, 6 and 4.
#[test]
fn keshav_weighted_shares_up_to_demands() {
    let wanted = [(400, 2500), (200, 4000), (1000, 500), (400, 1000)];
    let cells = (0..).zip(wanted).map(|(number, (ceiling, weight_milli))| CellSpec {
        ceiling,
        weight_milli,
        ..numbered(number, 1000)
    });
    assert_eq!(shared(1600, cells.collect()), [400, 200, 600, 400]);
}

/// The Talmud's three claims of 100, 200 and 300 (Ketubot 93a) under the proportional rule and under constrained equal
/// awards, the rule of Maimonides (R. Aumann and M. Maschler, *Game theoretic analysis of a bankruptcy problem from the
/// Talmud*, Journal of Economic Theory 36, 1985).
#[test]
fn claims_shared_by_proportion_and_by_equal_awards() {
    let claims = [100, 200, 300];
    let proportional = || (0..).zip(claims).map(|(number, claim)| numbered(number, claim)).collect();
    assert_eq!(shared(300, proportional()), [50, 100, 150]);
    assert_eq!(shared(600, proportional()), claims);
    let equal =
        || (0..).zip(claims).map(|(number, claim)| CellSpec { ceiling: claim, ..numbered(number, 300) }).collect();
    assert_eq!(shared(150, equal()), [50, 50, 50]);
    assert_eq!(shared(300, equal()), [100, 100, 100]);
    assert_eq!(shared(400, equal()), [100, 150, 150]);
    assert_eq!(shared(500, equal()), [100, 200, 200]);
}

/// Whole units by leximin of units over need are seats by the method of John Quincy Adams, which gives the next seat to
/// whoever has the least for its people. M. Balinski and H. P. Young, *Fair Representation*, 1982: the example of 26
/// seats, on which the five divisor methods all differ.
#[test]
fn adams_twenty_six_seats() {
    let people = [9061, 7179, 5259, 3319, 1182];
    let cells = (0..).zip(people).map(|(number, people)| numbered(number, people));
    assert_eq!(shared(26, cells.collect()), [9, 7, 5, 3, 2]);
}

/// The same: the census of 1790 and a house of 105 by the method of Adams.
#[test]
fn adams_the_first_house() {
    let people = [
        630_560, 475_327, 432_879, 353_523, 331_589, 278_514, 236_841, 206_236, 179_570, 141_822, 85_533, 70_835,
        68_705, 68_446, 55_540,
    ];
    let cells = (0..).zip(people).map(|(number, people)| numbered(number, people));
    assert_eq!(shared(105, cells.collect()), [18, 14, 12, 10, 10, 8, 7, 6, 5, 4, 3, 2, 2, 2, 2]);
}

/// A lexicographically optimal flow in the sense of N. Megiddo (*Optimal flows in networks with multiple sources and
/// sinks*, Mathematical Programming 7, 1974) with several bottlenecks, worked out by hand: A has only the 6 of its own
/// lot; the 9 that may go to B, C or D are all needed by B, which stands at 3 while the 30 of C and D make 15 each.
#[test]
fn a_flow_with_two_bottlenecks() {
    let cells = ["A", "B", "C", "D"].map(|place| cell(place, "T1", 100)).to_vec();
    let lots = vec![
        lot("a", 6, vec![pair("A", "ALL")]),
        lot("b", 3, vec![pair("B", "ALL")]),
        lot("c", 30, vec![pair("R2", "ALL")]),
        lot("d", 9, vec![pair("R2", "ALL"), pair("B", "ALL")]),
    ];
    let allocation = proved(&instance(lots, cells));
    let placed: Vec<i64> = allocation.cells.iter().map(|cell| cell.placed).collect();
    assert_eq!(placed, [6, 12, 15, 15]);
    assert_eq!(allocation.total, 48);
}

/// Where too little money reaches a set of cells, its lots are the cut (P. Hall, *On representatives of subsets*, 1935):
/// three cells share two lots of one, while three lots of one stand before a cell that takes one.
#[test]
fn halls_condition_names_what_binds() {
    let mut cells: Vec<CellSpec> = ["T1", "T2", "T3"].map(|theme| cell("A", theme, 1)).to_vec();
    cells.push(cell("C", "T1", 1));
    let mut lots: Vec<_> = ["L1", "L2"].map(|id| lot(id, 1, vec![pair("A", "ALL")])).to_vec();
    lots.extend(["L3", "L4", "L5"].map(|id| lot(id, 1, vec![pair("C", "ALL")])));
    let allocation = proved(&instance(lots, cells));
    assert_eq!(allocation.total, 3);
    assert_eq!((allocation.cut.lots, allocation.cut.cells), (vec!["L1".into(), "L2".into()], vec!["C/T1".to_owned()]));
}

/// A region that has a floor but no cell this month: the floor is out of reach, and said to be so. No error.
#[test]
fn a_floor_of_a_region_without_cells_is_out_of_reach() {
    let mut instance = instance(vec![lot("L", 5, vec![pair("WORLD", "ALL")])], vec![cell("C", "T1", 9)]);
    let scope = vec![pair("R1", "ALL")];
    instance.groups.push(GroupSpec { id: "R1".to_owned(), scope, floor: 3, cap: Some(4) });
    let allocation = proved(&instance);
    assert_eq!((allocation.total, allocation.floors.len(), allocation.floors[0].short), (5, 1, 3));
}
