//! The heaviest set of pairs in which nothing is paired twice: an assignment on a sparse graph, exactly.
//!
//! Successive shortest paths with potentials (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, section 12.4), in each
//! connected part of the graph by itself. Ties between equal sums are broken by the order of the nodes, so the result is the
//! same every time. What it does not know: what is paired, and why.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// A pair that may be taken, with what it is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Edge {
    pub left: u32,
    pub right: u32,
    /// Above zero.
    pub weight: i64,
}

/// The pairs of greatest total weight, by left node.
pub(super) fn heaviest(mut edges: Vec<Edge>) -> Vec<(u32, u32)> {
    edges.sort_unstable_by_key(|edge| (edge.left, edge.right, Reverse(edge.weight)));
    edges.dedup_by_key(|edge| (edge.left, edge.right));
    let mut pairs = Vec::with_capacity(edges.len().min(1 << 16));
    for part in parts(&edges) {
        match part.as_slice() {
            [only] => pairs.push((only.left, only.right)),
            _ => Component::new(&part).solve(&mut pairs),
        }
    }
    pairs.sort_unstable();
    pairs
}

/// The edges of each connected part, in their order.
fn parts(edges: &[Edge]) -> Vec<Vec<Edge>> {
    let lefts = edges.iter().map(|edge| edge.left).max().map_or(0, |most| most as usize + 1);
    let rights = edges.iter().map(|edge| edge.right).max().map_or(0, |most| most as usize + 1);
    let mut union = Union::new(lefts + rights);
    for edge in edges {
        union.join(edge.left as usize, lefts + edge.right as usize);
    }
    let mut part_of = vec![usize::MAX; lefts + rights];
    let mut parts: Vec<Vec<Edge>> = Vec::new();
    for edge in edges {
        let root = union.root(edge.left as usize);
        if part_of[root] == usize::MAX {
            part_of[root] = parts.len();
            parts.push(Vec::new());
        }
        parts[part_of[root]].push(*edge);
    }
    parts
}

/// Sets that are joined step by step.
pub(super) struct Union(Vec<u32>);

impl Union {
    pub fn new(nodes: usize) -> Self {
        Self((0..nodes).map(|node| node as u32).collect())
    }

    pub fn root(&mut self, mut node: usize) -> usize {
        while self.0[node] as usize != node {
            let above = self.0[self.0[node] as usize];
            self.0[node] = above;
            node = above as usize;
        }
        node
    }

    /// Joins two sets; the smaller root stays.
    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other) as u32;
    }
}

const NONE: usize = usize::MAX;

/// A connected part with its nodes numbered from 0, and the solution as it grows. Every left node may also stay alone:
/// that is a right node of its own, behind all others.
struct Component {
    lefts: Vec<u32>,
    rights: Vec<u32>,
    /// For each left node, what a right node costs: the greatest weight less the edge's.
    costs: Vec<Vec<(usize, i64)>>,
    /// The right node of each left node, and the other way round.
    seat: Vec<usize>,
    taken_by: Vec<usize>,
    left_potential: Vec<i64>,
    right_potential: Vec<i64>,
    /// The shortest way to each right node in the search that runs, by which left node, and which were reached.
    distance: Vec<i64>,
    from: Vec<usize>,
    reached: Vec<usize>,
}

impl Component {
    fn new(edges: &[Edge]) -> Self {
        let sorted = |mut nodes: Vec<u32>| {
            nodes.sort_unstable();
            nodes.dedup();
            nodes
        };
        let lefts = sorted(edges.iter().map(|edge| edge.left).collect());
        let rights = sorted(edges.iter().map(|edge| edge.right).collect());
        let most = edges.iter().map(|edge| edge.weight).max().unwrap_or(0);
        let mut costs = vec![Vec::new(); lefts.len()];
        for edge in edges {
            let left = lefts.partition_point(|node| *node < edge.left);
            let right = rights.partition_point(|node| *node < edge.right);
            costs[left].push((right, most - edge.weight));
        }
        for (left, costs) in costs.iter_mut().enumerate() {
            costs.push((rights.len() + left, most));
        }
        let nodes = lefts.len() + rights.len();
        Self {
            seat: vec![NONE; lefts.len()],
            taken_by: vec![NONE; nodes],
            left_potential: vec![0; lefts.len()],
            right_potential: vec![0; nodes],
            distance: vec![i64::MAX; nodes],
            from: vec![NONE; nodes],
            reached: Vec::new(),
            lefts,
            rights,
            costs,
        }
    }

    fn solve(mut self, pairs: &mut Vec<(u32, u32)>) {
        for left in 0..self.lefts.len() {
            self.augment(left);
        }
        for (left, right) in self.seat.iter().enumerate().filter(|(_, right)| **right < self.rights.len()) {
            pairs.push((self.lefts[left], self.rights[*right]));
        }
    }

    /// Seats one more left node in the cheapest way: Dijkstra over reduced costs, which the potentials keep at zero or
    /// above. A way always exists, since the node may stay alone.
    fn augment(&mut self, start: usize) {
        let mut settled: Vec<usize> = Vec::new();
        let mut heap = BinaryHeap::new();
        let (mut left, mut so_far) = (start, 0);
        let free = loop {
            self.relax(left, so_far, &mut heap);
            let Some(right) = self.nearest(&mut heap) else { return };
            if self.taken_by[right] == NONE {
                break right;
            }
            settled.push(right);
            (left, so_far) = (self.taken_by[right], self.distance[right]);
        };
        let total = self.distance[free];
        self.left_potential[start] += total;
        for right in settled {
            let slack = total - self.distance[right];
            self.right_potential[right] -= slack;
            self.left_potential[self.taken_by[right]] += slack;
        }
        let mut right = free;
        loop {
            let left = self.from[right];
            self.taken_by[right] = left;
            let before = std::mem::replace(&mut self.seat[left], right);
            if left == start {
                break;
            }
            right = before;
        }
        for right in self.reached.drain(..) {
            self.distance[right] = i64::MAX;
        }
    }

    fn relax(&mut self, left: usize, so_far: i64, heap: &mut BinaryHeap<Reverse<(i64, usize)>>) {
        for &(right, cost) in &self.costs[left] {
            let reached = so_far + cost - self.left_potential[left] - self.right_potential[right];
            if reached < self.distance[right] {
                self.distance[right] = reached;
                self.from[right] = left;
                self.reached.push(right);
                heap.push(Reverse((reached, right)));
            }
        }
    }

    /// The nearest right node that was reached and not settled.
    fn nearest(&self, heap: &mut BinaryHeap<Reverse<(i64, usize)>>) -> Option<usize> {
        while let Some(Reverse((reached, right))) = heap.pop() {
            if reached == self.distance[right] {
                return Some(right);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The greatest weight by trying everything.
    fn greatest(edges: &[Edge], taken: &mut Vec<(u32, u32)>, weight: i64) -> i64 {
        let Some((first, rest)) = edges.split_first() else { return weight };
        let without = greatest(rest, taken, weight);
        if taken.iter().any(|(left, right)| *left == first.left || *right == first.right) {
            return without;
        }
        taken.push((first.left, first.right));
        let with = greatest(rest, taken, weight + first.weight);
        taken.pop();
        without.max(with)
    }

    #[test]
    fn no_other_set_of_pairs_is_heavier() {
        let mut state = 7_u64;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        for round in 0..2_000 {
            let mut edges = Vec::new();
            for _ in 0..next(12) {
                edges.push(Edge { left: next(5) as u32, right: next(5) as u32, weight: 1 + next(9) as i64 });
            }
            edges.sort_unstable();
            edges.dedup_by_key(|edge| (edge.left, edge.right));
            let pairs = heaviest(edges.clone());
            let weight_of = |pair: &(u32, u32)| {
                edges.iter().find(|edge| (edge.left, edge.right) == *pair).map_or(0, |edge| edge.weight)
            };
            let weight: i64 = pairs.iter().map(weight_of).sum();
            assert_eq!(weight, greatest(&edges, &mut Vec::new(), 0), "round {round}: {edges:?} gave {pairs:?}");
            let (mut lefts, mut rights): (Vec<u32>, Vec<u32>) = pairs.iter().copied().unzip();
            lefts.dedup();
            rights.sort_unstable();
            rights.dedup();
            assert_eq!(
                (lefts.len(), rights.len()),
                (pairs.len(), pairs.len()),
                "round {round}: a node is paired twice"
            );
        }
    }

    #[test]
    fn a_long_chain_is_solved_at_once() {
        let edges = (0..50_000).flat_map(|node| {
            let to = |right| Edge { left: node, right, weight: 5 };
            [to(node), to(node + 1)]
        });
        assert_eq!(heaviest(edges.collect()).len(), 50_000);
    }
}
