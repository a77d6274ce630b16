//! Objective 1: the smallest sum of floor shortfalls, and all flows that reach it.
//!
//! What comes in: a network, and the arcs whose first units count (a cell's or a group's floor). What leaves: the
//! least shortfall and bounds for every arc such that the flows within them are exactly those with that shortfall.
//! It is a circulation of least cost with cost -1 on the units up to a floor, by the primal-dual method (Ahuja,
//! Magnanti and Orlin, *Network Flows*, 1993, section 9.8); complementary slackness gives the bounds.

use std::collections::VecDeque;

use super::network::{Network, SINK, SOURCE, UNBOUNDED, Violation};

/// The least shortfall and the bounds of every arc that keep it.
pub(super) struct Face {
    pub shortfall: i64,
    pub bounds: Vec<(i64, i64)>,
}

struct Residual {
    head: Vec<Vec<usize>>,
    to: Vec<usize>,
    capacity: Vec<i64>,
    cost: Vec<i64>,
}

impl Residual {
    fn add(&mut self, from: usize, to: usize, forward: i64, backward: i64, cost: i64) -> usize {
        let index = self.to.len();
        self.head[from].push(index);
        self.head[to].push(index + 1);
        self.to.extend([to, from]);
        self.capacity.extend([forward, backward]);
        self.cost.extend([cost, -cost]);
        index
    }

    /// Distances in reduced costs, none above that of the sink.
    fn distances(&self, source: usize, sink: usize, potential: &[i64]) -> Option<Vec<i64>> {
        let mut distance = vec![i64::MAX; self.head.len()];
        distance[source] = 0;
        let mut buckets: Vec<Vec<usize>> = vec![vec![source]];
        let mut at = 0;
        while at < buckets.len() {
            while let Some(node) = buckets[at].pop() {
                if distance[node] != at as i64 {
                    continue;
                }
                for &arc in &self.head[node] {
                    let to = self.to[arc];
                    if self.capacity[arc] <= 0 {
                        continue;
                    }
                    let step = self.cost[arc] + potential[node] - potential[to];
                    let far = at + usize::try_from(step).unwrap_or(0);
                    if (far as i64) < distance[to] {
                        distance[to] = far as i64;
                        if buckets.len() <= far {
                            buckets.resize(far + 1, Vec::new());
                        }
                        buckets[far].push(to);
                    }
                }
            }
            at += 1;
        }
        let most = distance[sink];
        (most < i64::MAX).then(|| distance.into_iter().map(|distance| distance.min(most)).collect())
    }

    /// Dinic over the arcs without reduced cost.
    fn augment(&mut self, source: usize, sink: usize, potential: &[i64]) {
        loop {
            let mut level = vec![u32::MAX; self.head.len()];
            level[source] = 0;
            let mut queue = VecDeque::from([source]);
            while let Some(node) = queue.pop_front() {
                for &arc in &self.head[node] {
                    let to = self.to[arc];
                    let free = self.cost[arc] + potential[node] - potential[to] == 0;
                    if free && self.capacity[arc] > 0 && level[to] == u32::MAX {
                        level[to] = level[node] + 1;
                        queue.push_back(to);
                    }
                }
            }
            if level[sink] == u32::MAX {
                return;
            }
            let mut next = vec![0; self.head.len()];
            while self.push(source, sink, potential, &level, &mut next) {}
        }
    }

    fn push(&mut self, source: usize, sink: usize, potential: &[i64], level: &[u32], next: &mut [usize]) -> bool {
        let mut path: Vec<usize> = Vec::new();
        let mut node = source;
        while node != sink {
            match self.head[node].get(next[node]) {
                Some(&arc) => {
                    let to = self.to[arc];
                    let free = self.cost[arc] + potential[node] - potential[to] == 0;
                    if free && self.capacity[arc] > 0 && level[to] == level[node] + 1 {
                        path.push(arc);
                        node = to;
                    } else {
                        next[node] += 1;
                    }
                }
                None => {
                    let Some(arc) = path.pop() else { return false };
                    node = self.to[arc ^ 1];
                    next[node] += 1;
                }
            }
        }
        let least = path.iter().map(|&arc| self.capacity[arc]).min().unwrap_or(0);
        for arc in path {
            self.capacity[arc] -= least;
            self.capacity[arc ^ 1] += least;
        }
        true
    }
}

/// The face of least shortfall; `wanted` names arcs and how many of their units count, `value` the flow's value.
///
/// # Errors
/// When no flow keeps the bounds.
pub(super) fn face(network: &Network, wanted: &[(usize, i64)], value: Option<i64>) -> Result<Face, Violation> {
    let flow = network.flow(value)?;
    let nodes = network.nodes();
    let (source, sink) = (nodes, nodes + 1);
    let mut residual = Residual { head: vec![Vec::new(); nodes + 2], to: vec![], capacity: vec![], cost: vec![] };
    let mut floor = vec![0_i64; network.arcs.len()];
    for &(arc, want) in wanted {
        floor[arc] = want.min(network.arcs[arc].upper);
    }
    let mut excess = vec![0_i64; nodes];
    let mut parts = Vec::new();
    let mut total = 0;
    for ((arc, &used), &floor) in network.arcs.iter().zip(&flow).zip(&floor) {
        // Units up to the floor are all sent at first, and taken back at a cost of one where they cannot be. Units
        // below the arc's lower bound are never taken back.
        let firm = arc.lower.min(floor);
        let counted = used.min(floor);
        let rest = used - counted;
        let beyond = arc.lower.max(floor) - floor;
        let room = if arc.upper >= UNBOUNDED { UNBOUNDED } else { arc.upper - floor - rest };
        residual.add(arc.from, arc.to, room, rest - beyond, 0);
        if floor > 0 {
            let part = residual.add(arc.from, arc.to, 0, floor - firm, -1);
            parts.push(part);
            total += floor - firm;
            excess[arc.to] += floor - counted;
            excess[arc.from] -= floor - counted;
        }
    }
    if value.is_none() {
        let sent: i64 =
            network.arcs.iter().zip(&flow).filter(|(arc, _)| arc.from == SOURCE).map(|(_, used)| used).sum();
        residual.add(SINK, SOURCE, UNBOUNDED, sent, 0);
    }
    for (node, &extra) in excess.iter().enumerate() {
        if extra > 0 {
            residual.add(source, node, extra, 0, 0);
        } else if extra < 0 {
            residual.add(node, sink, -extra, 0, 0);
        }
    }
    let mut potential = vec![0_i64; nodes + 2];
    while let Some(distance) = residual.distances(source, sink, &potential) {
        for (potential, distance) in potential.iter_mut().zip(distance) {
            *potential += distance;
        }
        residual.augment(source, sink, &potential);
    }
    let kept: i64 = parts.iter().map(|&part| residual.capacity[part + 1]).sum();
    let bounds = network.arcs.iter().zip(&floor).map(|(arc, &floor)| {
        let slope = potential[arc.from] - potential[arc.to];
        let (low, high) = match (slope, floor > 0) {
            (0, true) => (floor, arc.upper),
            (0, false) => (arc.lower, arc.upper),
            (1, true) => (arc.lower, floor),
            (slope, _) if slope > 0 => (arc.lower, arc.lower),
            _ => (arc.upper, arc.upper),
        };
        (low.max(arc.lower), high.max(arc.lower).min(arc.upper))
    });
    let missed: i64 = wanted.iter().map(|&(arc, want)| want - want.min(network.arcs[arc].upper)).sum();
    Ok(Face { shortfall: total - kept + missed, bounds: bounds.collect() })
}
