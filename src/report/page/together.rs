//! What everybody may know of who has what in a priority: never so much that what one donor has there, which is not named, can be
//! worked out.
//!
//! What comes in: what each agreement has in each cell, and whose may be known. What leaves: what of public agreements is told together
//! with the others'. What it does not know: names.
//!
//! Everybody knows of a cell what all have there together that are not named, and of an agreement or a named donor what it has in all.
//! Cells in which something of the same agreement or donor is told together hang together: of such a group no more can be worked out
//! than what donors that are not named have in it. It is a sum of two of them at least, as far as public agreements tie cells together.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::domain::Money;

use super::contract::{Held, Holding};

/// Whose a holding is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    /// A public donor's: it can stand in a cell by name.
    Public,
    /// A named donor's, of which everybody knows what it has in all and in no cell.
    Named(usize),
    /// The fund's own, of which everybody knows what it comes to in all.
    Fund,
    /// Of a donor that is not named, by its index.
    Not(usize),
}

/// What of public agreements is told together with others: by the index of the holding and of the cell.
pub(super) type Pairs = BTreeSet<(usize, usize)>;

/// The amounts of a holding in a cell that everybody is told.
const MEASURES: [fn(&Held) -> Money; 3] = [|held| held.1, |held| held.2, |held| held.3];

/// The holdings of public donors that are told together with others, so that no group of cells tells one donor's part.
pub(super) fn told_together(holdings: &[Holding], cells: usize, kept: &impl Fn(&Holding) -> Kept) -> Pairs {
    let mut pairs = Pairs::new();
    for (measure, of) in MEASURES.into_iter().flat_map(|measure| [(measure, Of::Unnamed), (measure, Of::Named)]) {
        let mut groups = Groups::of((holdings, cells), kept, (measure, of));
        groups.join(&pairs);
        (0..cells).for_each(|cell| groups.hide(cell, &mut pairs));
    }
    pairs
}

/// Whether the sum of some of the donors that are not named, told apart from that of the rest, would tell what one of them has: where
/// both stand in the same groups, and one of them alone of either side.
pub(super) fn tells_one(
    (holdings, cells): (&[Holding], usize),
    kept: &impl Fn(&Holding) -> Kept,
    pairs: &Pairs,
    is_some: impl Fn(usize) -> bool,
) -> bool {
    MEASURES.into_iter().any(|measure| {
        let mut groups = Groups::of((holdings, cells), kept, (measure, Of::Unnamed));
        groups.join(pairs);
        let (mut some, mut rest) = (BTreeSet::new(), BTreeSet::new());
        for donors in &groups.donors {
            let (one, other): (BTreeSet<usize>, BTreeSet<usize>) = donors.iter().partition(|donor| is_some(**donor));
            if !one.is_empty() && !other.is_empty() {
                some.extend(one);
                rest.extend(other);
            }
        }
        some.len() == 1 || rest.len() == 1
    })
}

/// Whose parts are not to be worked out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    /// Those of donors that are not named: what a named donor has in all ties its cells together.
    Unnamed,
    /// Those of named donors of which no cell is told.
    Named,
}

/// Cells that hang together, by one of the amounts.
struct Groups {
    /// Of each cell, another of its group; of one cell of each, itself.
    next: Vec<usize>,
    /// By that cell, the donors that have something in the group and of which no cell is told.
    donors: Vec<BTreeSet<usize>>,
    /// Of them, those whose parts are looked at.
    wanted: BTreeSet<usize>,
    /// By public holding, its cells; by cell, the public holdings there.
    cells: BTreeMap<usize, Vec<usize>>,
    public: Vec<Vec<usize>>,
}

impl Groups {
    fn of(
        (holdings, cells): (&[Holding], usize),
        kept: &impl Fn(&Holding) -> Kept,
        (measure, of): (fn(&Held) -> Money, Of),
    ) -> Self {
        let mut groups = Self {
            next: (0..cells).collect(),
            donors: vec![BTreeSet::new(); cells],
            wanted: BTreeSet::new(),
            cells: BTreeMap::new(),
            public: vec![Vec::new(); cells],
        };
        let mut sums: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        for (index, holding) in holdings.iter().enumerate() {
            for held in holding.cells.iter().filter(|held| !measure(held).is_zero()) {
                let tied = match (kept(holding), of) {
                    (Kept::Public, _) => {
                        groups.cells.entry(index).or_default().push(held.0);
                        groups.public[held.0].push(index);
                        continue;
                    }
                    (Kept::Fund, _) => None,
                    (Kept::Named(donor), Of::Unnamed) => Some(donor),
                    (Kept::Named(donor), Of::Named) | (Kept::Not(donor), _) => {
                        let group = groups.group(held.0);
                        groups.donors[group].insert(donor);
                        if kept(holding) == Kept::Named(donor) || of == Of::Unnamed {
                            groups.wanted.insert(donor);
                        }
                        continue;
                    }
                };
                let first = *sums.entry(tied).or_insert(held.0);
                groups.unite(first, held.0);
            }
        }
        groups
    }

    /// The cell that stands for a cell's group.
    fn group(&self, mut cell: usize) -> usize {
        while self.next[cell] != cell {
            cell = self.next[cell];
        }
        cell
    }

    fn unite(&mut self, one: usize, other: usize) {
        let (one, other) = (self.group(one), self.group(other));
        if one != other {
            self.next[other] = one;
            let donors = std::mem::take(&mut self.donors[other]);
            self.donors[one].extend(donors);
        }
    }

    /// Joins the cells in which the same holding is told together.
    fn join(&mut self, pairs: &Pairs) {
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        for (holding, cell) in pairs {
            let is_there = self.cells.get(holding).is_some_and(|cells| cells.contains(cell));
            if is_there {
                let first = *first.entry(*holding).or_insert(*cell);
                self.unite(first, *cell);
            }
        }
    }

    /// Ties the group of a cell, where one donor alone stands in it, to the nearest one with another, by what public agreements have in
    /// both; else to a cell of another group. Nothing where no such agreements are: then nobody says that what is left of the cell's total is one
    /// donor's.
    fn hide(&mut self, cell: usize, pairs: &mut Pairs) {
        let alone = &self.donors[self.group(cell)];
        if alone.len() != 1 || !alone.is_subset(&self.wanted) {
            return;
        }
        let mut from: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        let mut asked: BTreeSet<usize> = BTreeSet::new();
        let mut open = VecDeque::from([cell]);
        while let Some(here) = open.pop_front() {
            for holding in self.public[here].iter().copied().filter(|holding| asked.insert(*holding)) {
                for there in self.cells[&holding].iter().copied().filter(|there| *there != cell) {
                    if from.contains_key(&there) {
                        continue;
                    }
                    from.insert(there, (here, holding));
                    if self.donors[self.group(there)].difference(alone).next().is_some() {
                        return self.tie((cell, there), &from, pairs);
                    }
                    open.push_back(there);
                }
            }
        }
        // Cells that hang together already would tell no less.
        let is_next = |there: usize, before: usize| before == cell && self.group(there) != self.group(cell);
        let other = from.iter().find(|(there, (before, _))| is_next(**there, *before)).map(|(there, _)| *there);
        if let Some(there) = other {
            self.tie((cell, there), &from, pairs);
        }
    }

    /// Joins the cells of a way, and says what is told together on it.
    fn tie(&mut self, (cell, mut end): (usize, usize), from: &BTreeMap<usize, (usize, usize)>, pairs: &mut Pairs) {
        while end != cell {
            let (before, holding) = from[&end];
            pairs.extend([(holding, before), (holding, end)]);
            self.unite(before, end);
            end = before;
        }
    }
}
