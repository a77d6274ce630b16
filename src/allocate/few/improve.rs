//! Pivots that leave fewer new amounts below the minimum, then fewer new pairs.

use super::super::build::Built;
use super::forest::{Edge, Forest};
use super::{Nodes, Pair};

/// How many nodes pivots may look at in all: beyond it the solution stays as it is.
const WORK: usize = 40_000_000;
/// Graphs of so many nodes or fewer are searched two pivots deep.
const SMALL: usize = 40;

/// What may enter, and how much may still be looked at.
struct Search<'a> {
    built: &'a Built,
    nodes: &'a Nodes,
    work: usize,
}

/// Improves a basic solution by pivots; it stays a basic solution, and no total changes.
pub(super) fn improve(forest: &mut Forest, built: &Built, nodes: &Nodes) {
    let mut search = Search { built, nodes, work: WORK };
    search.descend(forest);
    while nodes.all() <= SMALL && !forest.small().is_empty() {
        let Some(better) = search.beyond(forest) else { return };
        *forest = better;
    }
}

impl Search<'_> {
    /// Pivots as long as one is an improvement.
    fn descend(&mut self, forest: &mut Forest) {
        while let Some(edge) = self.better(forest) {
            forest.enter(edge);
        }
    }

    /// A pivot that is an improvement, for one of the small amounts.
    fn better(&mut self, forest: &Forest) -> Option<Edge> {
        let small: Vec<Pair> = forest.small().into_iter().filter_map(|at| forest.edges[at].pair).collect();
        let everything = self.nodes.all() <= SMALL;
        for pair in small.iter().take(if everything { 1 } else { small.len() }) {
            for candidate in if everything { self.all_pairs() } else { self.near(forest, *pair) } {
                self.work = self.work.checked_sub(self.nodes.all())?;
                if let Some(edge) = self.edge(forest, candidate)
                    && forest.change(&edge).is_some_and(|(before, after)| after < before)
                {
                    return Some(edge);
                }
            }
        }
        None
    }

    /// The best solution that a pivot of any kind and then improvements lead to, when it is better than this one.
    fn beyond(&mut self, forest: &Forest) -> Option<Forest> {
        let now = forest.total();
        for candidate in self.all_pairs() {
            let Some(edge) = self.edge(forest, candidate) else { continue };
            self.work = self.work.checked_sub(self.nodes.all())?;
            let mut other = forest.clone();
            other.enter(edge);
            self.descend(&mut other);
            if other.total() < now {
                return Some(other);
            }
        }
        None
    }

    fn all_pairs(&self) -> Vec<Pair> {
        (0..self.nodes.lots).flat_map(|lot| (0..self.nodes.cells).map(move |cell| (lot, cell))).collect()
    }

    /// Pairs that close a short cycle with a pair: its lot with the cells of those who pay its cell too, its cell with those
    /// who pay another cell of its lot, and those with each other.
    fn near(&self, forest: &Forest, (lot, cell): Pair) -> Vec<Pair> {
        let Some(payer) = self.nodes.payer(self.built, (lot, cell)) else { return Vec::new() };
        let others: Vec<Pair> = forest.pairs_at(self.nodes.cell(cell)).filter(|pair| pair.0 != lot).collect();
        let mine: Vec<usize> = forest.pairs_at(payer).map(|pair| pair.1).filter(|other| *other != cell).collect();
        let mut near = Vec::new();
        for other in others {
            let Some(from) = self.nodes.payer(self.built, other) else { continue };
            near.extend(forest.pairs_at(from).map(|pair| (lot, pair.1)));
            near.extend(mine.iter().map(|&cell| (other.0, cell)));
        }
        for &cell_of_lot in &mine {
            near.extend(forest.pairs_at(self.nodes.cell(cell_of_lot)).map(|pair| (pair.0, cell)));
        }
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The pair as an edge that enters; none when the lot may not pay, or pays already.
    fn edge(&self, forest: &Forest, pair: Pair) -> Option<Edge> {
        let from = self.nodes.payer(self.built, pair)?;
        let to = self.nodes.cell(pair.1);
        let standing = self.built.closed_by_pair.get(&pair).copied().unwrap_or(0);
        (!forest.joins(from, to)).then(|| Edge::pair(from, to, pair, 0, standing))
    }
}
