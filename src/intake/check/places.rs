//! Places of two letters: codes, or words of an office that look like codes (RO, CO, ME)?
//!
//! What comes in: the columns that name places by two letters only, and all facts. What leaves: problems at the cells of
//! those that are no codes for certain. What it does not know: names.

use std::collections::BTreeSet;

use crate::config::{Fund, InputKind};
use crate::domain::facts::Facts;
use crate::domain::{FactKind, GeographyCode};
use crate::intake::ShortPlaces;
use crate::intake::problems::log::ProblemLog;

/// Whether a kind of sheet says itself where the fund works, so that nothing else can tell whether its places are codes.
pub(super) fn names_its_places(kind: InputKind) -> bool {
    matches!(kind, InputKind::Aliases | InputKind::Facts(FactKind::Donor | FactKind::Priority | FactKind::Opening))
}

/// Checks the columns: at least half of the places in one must be of those that the priorities name. The files in which they
/// are not.
pub(super) fn check<'c>(
    columns: &'c [ShortPlaces],
    facts: &Facts,
    fund: &Fund,
    problems: &mut ProblemLog,
) -> Vec<&'c str> {
    let mut doubtful = Vec::new();
    let priorities: BTreeSet<&GeographyCode> = facts.priorities.iter().map(|priority| &priority.geography).collect();
    if priorities.is_empty() {
        return doubtful;
    }
    let tree = &fund.geography;
    let known = |place: &GeographyCode| {
        let near =
            |&cell: &&GeographyCode| *cell != *tree.root() && (tree.covers(cell, place) || tree.covers(place, cell));
        priorities.iter().any(near)
    };
    for column in columns {
        let places: BTreeSet<&GeographyCode> = column.found.iter().map(|(_, _, place)| place).collect();
        let of_the_fund = places.iter().filter(|place| known(place)).count();
        if 2 * of_the_fund < places.len() {
            column.doubts().for_each(|(problem, text)| problems.add_named(problem, text));
            doubtful.push(column.location.file.as_str());
        }
    }
    doubtful
}
