//! What everybody may know of who has what in a place: never so much that what one donor has there, which is not public, is what
//! is left of the total.

use std::collections::{BTreeMap, BTreeSet};

use super::contract::{Cell, Held, Holding};

/// Whose a holding is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// A public donor's.
    Public,
    /// Another donor's, by its index.
    Not(usize),
    /// Nobody's, but the fund's own.
    Fund,
}

/// The holdings of public donors that are told together with the others in a place: by the index of the holding, with the
/// place. Where one donor alone that is not public has something, one agreement of a public donor is told with it, and in two
/// places at least, since in one it would be what is left of the agreement's own total. Where no such agreement is, nothing
/// can be told with it: what is left is the fund's total of the place, and nobody says that it is one donor's.
pub(super) fn told_together<'c>(
    holdings: &[Holding],
    cells: &'c [Cell],
    kept: impl Fn(&Holding) -> Kept,
) -> BTreeSet<(usize, &'c str)> {
    let mut hidden: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut public: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for (index, holding) in holdings.iter().enumerate() {
        let places = || holding.cells.iter().filter(|held| has_something(held)).map(|held| &*cells[held.0].place);
        match kept(holding) {
            Kept::Public => public.entry(index).or_default().extend(places()),
            Kept::Not(donor) => places().for_each(|place| {
                hidden.entry(place).or_default().insert(donor);
            }),
            Kept::Fund => {}
        }
    }
    let alone: BTreeSet<&str> =
        hidden.iter().filter(|(_, donors)| donors.len() == 1).map(|(place, _)| *place).collect();
    public.retain(|_, places| places.len() > 1);
    // The agreement that is in most of these places is told together in all of them, so that few are.
    let reach = |places: &BTreeSet<&str>| places.intersection(&alone).count();
    let mut together: BTreeSet<(usize, &str)> = BTreeSet::new();
    for place in &alone {
        let there = public.iter().filter(|(_, places)| places.contains(place));
        let most = there.max_by_key(|(index, places)| (reach(places), std::cmp::Reverse(**index)));
        together.extend(most.map(|(index, _)| (*index, *place)));
    }
    let in_one = |index: usize| together.range((index, "")..).take_while(|(of, _)| *of == index).count() == 1;
    let second = |(index, place): &(usize, &str)| {
        let others = public.get(index)?.iter().filter(|other| *other != place);
        others.min_by_key(|other| (!alone.contains(*other), **other)).map(|other| (*index, *other))
    };
    let seconds: Vec<_> = together.iter().filter(|(index, _)| in_one(*index)).filter_map(second).collect();
    together.extend(seconds);
    together
}

fn has_something(Held(_, allocated, charged, obligated): &Held) -> bool {
    [allocated, charged, obligated].into_iter().any(|amount| !amount.is_zero())
}
