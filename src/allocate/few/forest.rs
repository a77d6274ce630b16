//! A basic solution: edges strictly between their bounds form a forest.

use std::collections::VecDeque;

use super::super::network::UNBOUNDED;
use super::Pair;

/// A pair of lot and cell, or a limit of a lot.
#[derive(Clone, Debug)]
pub(super) struct Edge {
    pub from: usize,
    pub to: usize,
    pub flow: i64,
    pub lower: i64,
    pub upper: i64,
    /// The pair; none for a limit.
    pub pair: Option<Pair>,
    /// What stands in the pair already.
    pub standing: i64,
}

impl Edge {
    pub(super) fn pair(from: usize, to: usize, pair: Pair, flow: i64, standing: i64) -> Self {
        Self { from, to, flow, lower: 0, upper: UNBOUNDED, pair: Some(pair), standing }
    }

    /// Whether it is a pair that nothing stands in yet.
    pub(super) fn is_new(&self) -> bool {
        self.pair.is_some() && self.standing == 0
    }

    fn is_free(&self) -> bool {
        self.lower < self.flow && self.flow < self.upper
    }
}

/// How good a part of a solution is, less is better: new amounts below the minimum, then new pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Score {
    small: i64,
    new: i64,
}

/// Edges with their flows; the free ones are joined to trees.
#[derive(Clone)]
pub(super) struct Forest {
    pub edges: Vec<Edge>,
    minimum: i64,
    joined: Vec<Vec<usize>>,
}

/// An edge of a cycle, and whether its flow grows with that of the edge that closes the cycle.
type Step = (usize, bool);

impl Forest {
    /// A forest without edges.
    pub(super) fn new(nodes: usize, minimum: i64) -> Self {
        Self { edges: Vec::new(), minimum, joined: vec![Vec::new(); nodes] }
    }

    /// What each pair has, in the order of pairs.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (Pair, i64)> + use<> {
        let mut pairs: Vec<(Pair, i64)> = self
            .edges
            .iter()
            .filter(|edge| edge.flow > 0)
            .filter_map(|edge| edge.pair.map(|pair| (pair, edge.flow)))
            .collect();
        pairs.sort_unstable();
        pairs.into_iter()
    }

    /// Adds an edge with its flow. Where it closes a cycle, flow goes round until an edge is at a bound, the way that
    /// leaves the better solution.
    pub(super) fn insert(&mut self, edge: Edge) {
        let new = self.edges.len();
        self.edges.push(edge);
        self.settle(new);
    }

    fn settle(&mut self, new: usize) {
        if !self.edges[new].is_free() {
            return;
        }
        let Some(cycle) = self.cycle(new) else { return self.join(new) };
        let (grow, shrink) = (self.room(new, &cycle, true), self.room(new, &cycle, false));
        let up = self.score_after(new, &cycle, grow) < self.score_after(new, &cycle, -shrink);
        self.push(new, &cycle, if up { grow } else { -shrink });
    }

    /// The score of an edge that enters from nothing, as a change; none when it closes no cycle.
    pub(super) fn change(&self, edge: &Edge) -> Option<(Score, Score)> {
        let path = self.path(edge.to, edge.from)?;
        let least = path.iter().filter(|(_, grows)| !grows).map(|&(at, _)| self.edges[at].flow - self.edges[at].lower);
        let most = path.iter().filter(|(_, grows)| *grows).map(|&(at, _)| self.edges[at].upper - self.edges[at].flow);
        let amount = least.chain(most).min()?;
        let mut before = Score::default();
        let mut after = self.score(edge, amount);
        for &(at, grows) in &path {
            let edge = &self.edges[at];
            before = before.plus(self.score(edge, edge.flow));
            after = after.plus(self.score(edge, if grows { edge.flow + amount } else { edge.flow - amount }));
        }
        Some((before, after))
    }

    /// Lets an edge enter from nothing: as much as can goes round.
    pub(super) fn enter(&mut self, edge: Edge) {
        let known = edge.pair.and_then(|pair| self.edges.iter().position(|edge| edge.pair == Some(pair)));
        let at = known.unwrap_or_else(|| {
            self.edges.push(edge);
            self.edges.len() - 1
        });
        if let Some(cycle) = self.cycle(at) {
            let amount = self.room(at, &cycle, true);
            self.push(at, &cycle, amount);
        }
    }

    /// New amounts below the minimum, by their index.
    pub(super) fn small(&self) -> Vec<usize> {
        (0..self.edges.len()).filter(|&at| self.score(&self.edges[at], self.edges[at].flow).small > 0).collect()
    }

    /// Whether an edge of a tree leads from one node to the other.
    pub(super) fn joins(&self, from: usize, to: usize) -> bool {
        self.joined[to].iter().any(|&edge| self.edges[edge].from == from)
    }

    /// The pairs that are paid from a node, or that pay a cell.
    pub(super) fn pairs_at(&self, node: usize) -> impl Iterator<Item = Pair> {
        self.joined[node].iter().filter_map(|&edge| self.edges[edge].pair)
    }

    /// The score of the whole solution.
    pub(super) fn total(&self) -> Score {
        self.edges.iter().fold(Score::default(), |sum, edge| sum.plus(self.score(edge, edge.flow)))
    }

    fn score(&self, edge: &Edge, flow: i64) -> Score {
        if !edge.is_new() || flow <= 0 {
            return Score::default();
        }
        Score { small: i64::from(flow < self.minimum), new: 1 }
    }

    fn score_after(&self, new: usize, cycle: &[Step], amount: i64) -> Score {
        let edge = &self.edges[new];
        cycle.iter().fold(self.score(edge, edge.flow + amount), |sum, &(at, grows)| {
            let edge = &self.edges[at];
            sum.plus(self.score(edge, if grows { edge.flow + amount } else { edge.flow - amount }))
        })
    }

    fn cycle(&self, new: usize) -> Option<Vec<Step>> {
        self.path(self.edges[new].to, self.edges[new].from)
    }

    /// How much can go round a cycle: with the edge that closes it, or against it.
    fn room(&self, new: usize, cycle: &[Step], with: bool) -> i64 {
        let of = |at: usize, grows: bool| {
            let edge = &self.edges[at];
            if grows { edge.upper - edge.flow } else { edge.flow - edge.lower }
        };
        cycle.iter().map(|&(at, grows)| of(at, grows == with)).chain([of(new, with)]).min().unwrap_or(0)
    }

    fn push(&mut self, new: usize, cycle: &[Step], amount: i64) {
        self.edges[new].flow += amount;
        for &(at, grows) in cycle {
            self.edges[at].flow += if grows { amount } else { -amount };
            if !self.edges[at].is_free() {
                self.part(at);
            }
        }
        if self.edges[new].is_free() {
            match self.path(self.edges[new].to, self.edges[new].from) {
                None => self.join(new),
                Some(_) => self.settle(new),
            }
        }
    }

    fn join(&mut self, at: usize) {
        let (from, to) = (self.edges[at].from, self.edges[at].to);
        self.joined[from].push(at);
        self.joined[to].push(at);
    }

    fn part(&mut self, at: usize) {
        let (from, to) = (self.edges[at].from, self.edges[at].to);
        self.joined[from].retain(|&edge| edge != at);
        self.joined[to].retain(|&edge| edge != at);
    }

    /// The way through the trees from one node to another: edges walked along their direction grow.
    fn path(&self, start: usize, end: usize) -> Option<Vec<Step>> {
        let mut came: Vec<Option<usize>> = vec![None; self.joined.len()];
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            if node == end {
                let mut steps = Vec::new();
                let mut node = end;
                while node != start {
                    let at = came[node]?;
                    let edge = &self.edges[at];
                    let grows = edge.to == node;
                    steps.push((at, grows));
                    node = if grows { edge.from } else { edge.to };
                }
                return Some(steps);
            }
            for &at in &self.joined[node] {
                let edge = &self.edges[at];
                let other = if edge.from == node { edge.to } else { edge.from };
                if other != start && came[other].is_none() {
                    came[other] = Some(at);
                    queue.push_back(other);
                }
            }
        }
        None
    }
}

impl Score {
    fn plus(self, other: Self) -> Self {
        Self { small: self.small + other.small, new: self.new + other.new }
    }
}
