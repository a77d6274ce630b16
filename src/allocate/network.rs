//! Flow networks on whole minor units: maximum flow, minimum cut, and flows with lower bounds.
//!
//! What it does not know: money, cells, earmarks. Maximum flow by Dinic's algorithm (E. A. Dinic, 1970); lower bounds
//! by the usual reduction to a maximum flow (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, section 6.7).

use std::collections::VecDeque;

/// No bound: more than any sum of amounts.
pub const UNBOUNDED: i64 = i64::MAX / 4;

/// A directed arc with bounds on its flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Where it starts.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The least flow.
    pub lower: i64,
    /// The most flow.
    pub upper: i64,
}

/// A network with a source (node 0) and a sink (node 1).
#[derive(Clone, Debug)]
pub struct Network {
    nodes: usize,
    /// Its arcs; callers change bounds in place.
    pub arcs: Vec<Arc>,
}

/// The source of every network.
pub const SOURCE: usize = 0;
/// The sink of every network.
pub const SINK: usize = 1;

/// Why bounds cannot be met: a part of the network that must take in more than can reach it (Hoffman's condition).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Whether each node is on the near side of the cut.
    pub near: Vec<bool>,
    /// How much is missing.
    pub missing: i64,
}

impl Default for Network {
    fn default() -> Self {
        Self { nodes: 2, arcs: Vec::new() }
    }
}

impl Network {
    /// How many nodes there are.
    pub fn nodes(&self) -> usize {
        self.nodes
    }

    /// Adds a node.
    pub fn node(&mut self) -> usize {
        self.nodes += 1;
        self.nodes - 1
    }

    /// Adds an arc and gives its place.
    pub fn arc(&mut self, from: usize, to: usize, upper: i64) -> usize {
        self.arcs.push(Arc { from, to, lower: 0, upper });
        self.arcs.len() - 1
    }

    /// A flow from source to sink within all bounds: the largest there is, or one of the value asked for.
    ///
    /// # Errors
    /// When there is none, with the part that shows why.
    pub fn flow(&self, value: Option<i64>) -> Result<Vec<i64>, Violation> {
        let mut residual = Residual::new(self.nodes + 2);
        let (super_source, super_sink) = (self.nodes, self.nodes + 1);
        let mut excess = vec![0_i64; self.nodes];
        for arc in &self.arcs {
            residual.add(arc.from, arc.to, arc.upper - arc.lower);
            excess[arc.to] += arc.lower;
            excess[arc.from] -= arc.lower;
        }
        let back = residual.add(SINK, SOURCE, if value.is_some() { 0 } else { UNBOUNDED });
        if let Some(value) = value {
            excess[SOURCE] += value;
            excess[SINK] -= value;
        }
        let mut demand = 0;
        for (node, &extra) in excess.iter().enumerate() {
            if extra > 0 {
                residual.add(super_source, node, extra);
                demand += extra;
            } else if extra < 0 {
                residual.add(node, super_sink, -extra);
            }
        }
        let met = residual.augment(super_source, super_sink);
        if met < demand {
            let mut near = residual.reachable(super_source);
            near.truncate(self.nodes);
            return Err(Violation { near, missing: demand - met });
        }
        if value.is_none() {
            residual.close(back);
            residual.augment(SOURCE, SINK);
        }
        Ok(self.arcs.iter().enumerate().map(|(place, arc)| arc.lower + residual.used(place)).collect())
    }

    /// The nodes that could still be reached from the source under a flow: the near side of a minimum cut when the
    /// flow is a largest one.
    pub fn near_side(&self, flow: &[i64]) -> Vec<bool> {
        let mut residual = Residual::new(self.nodes);
        for (arc, &used) in self.arcs.iter().zip(flow) {
            let place = residual.add(arc.from, arc.to, arc.upper - used);
            residual.capacity[place + 1] = used - arc.lower;
        }
        residual.reachable(SOURCE)
    }
}

/// What is left of each arc and of its opposite; an arc's opposite is its neighbour in the list.
struct Residual {
    head: Vec<Vec<usize>>,
    to: Vec<usize>,
    capacity: Vec<i64>,
    level: Vec<u32>,
    next: Vec<usize>,
}

impl Residual {
    fn new(nodes: usize) -> Self {
        Self { head: vec![Vec::new(); nodes], to: vec![], capacity: vec![], level: vec![], next: vec![] }
    }

    fn add(&mut self, from: usize, to: usize, capacity: i64) -> usize {
        let place = self.to.len();
        self.head[from].push(place);
        self.head[to].push(place + 1);
        self.to.extend([to, from]);
        self.capacity.extend([capacity, 0]);
        place
    }

    /// The flow on the arc that was added as number `place`.
    fn used(&self, place: usize) -> i64 {
        self.capacity[2 * place + 1]
    }

    /// Takes an arc and its opposite out of use.
    fn close(&mut self, place: usize) {
        self.capacity[place] = 0;
        self.capacity[place + 1] = 0;
    }

    fn reachable(&self, start: usize) -> Vec<bool> {
        let mut seen = vec![false; self.head.len()];
        seen[start] = true;
        let mut queue = VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for &arc in &self.head[node] {
                if self.capacity[arc] > 0 && !seen[self.to[arc]] {
                    seen[self.to[arc]] = true;
                    queue.push_back(self.to[arc]);
                }
            }
        }
        seen
    }

    fn augment(&mut self, source: usize, sink: usize) -> i64 {
        let mut total = 0;
        while self.layer(source, sink) {
            self.next = vec![0; self.head.len()];
            loop {
                let pushed = self.push(source, sink);
                if pushed == 0 {
                    break;
                }
                total += pushed;
            }
        }
        total
    }

    fn layer(&mut self, source: usize, sink: usize) -> bool {
        self.level = vec![u32::MAX; self.head.len()];
        self.level[source] = 0;
        let mut queue = VecDeque::from([source]);
        while let Some(node) = queue.pop_front() {
            for &arc in &self.head[node] {
                let to = self.to[arc];
                if self.capacity[arc] > 0 && self.level[to] == u32::MAX {
                    self.level[to] = self.level[node] + 1;
                    queue.push_back(to);
                }
            }
        }
        self.level[sink] != u32::MAX
    }

    /// Finds one path along the layers, without recursion, and fills it.
    fn push(&mut self, source: usize, sink: usize) -> i64 {
        let mut path: Vec<usize> = Vec::new();
        let mut node = source;
        while node != sink {
            match self.head[node].get(self.next[node]) {
                Some(&arc) => {
                    let to = self.to[arc];
                    if self.capacity[arc] > 0 && self.level[to] == self.level[node].wrapping_add(1) {
                        path.push(arc);
                        node = to;
                    } else {
                        self.next[node] += 1;
                    }
                }
                None => {
                    let Some(arc) = path.pop() else { return 0 };
                    node = self.to[arc ^ 1];
                    self.next[node] += 1;
                }
            }
        }
        let bottleneck = path.iter().map(|&arc| self.capacity[arc]).min().unwrap_or(0);
        for arc in path {
            self.capacity[arc] -= bottleneck;
            self.capacity[arc ^ 1] += bottleneck;
        }
        bottleneck
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_textbook_network_has_its_textbook_flow() {
        // Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, figure 26.1: maximum flow 23.
        let mut network = Network::default();
        let [v1, v2, v3, v4] = std::array::from_fn(|_| network.node());
        for (from, to, capacity) in [
            (SOURCE, v1, 16),
            (SOURCE, v2, 13),
            (v1, v3, 12),
            (v2, v1, 4),
            (v3, v2, 9),
            (v2, v4, 14),
            (v4, v3, 7),
            (v3, SINK, 20),
            (v4, SINK, 4),
        ] {
            network.arc(from, to, capacity);
        }
        let flow = network.flow(None).unwrap();
        assert_eq!(flow[0] + flow[1], 23);
        let near = network.near_side(&flow);
        let cut: i64 = network.arcs.iter().filter(|arc| near[arc.from] && !near[arc.to]).map(|arc| arc.upper).sum();
        assert_eq!(cut, 23);
    }

    #[test]
    fn a_lower_bound_that_cannot_be_met_shows_where() {
        let mut network = Network::default();
        let middle = network.node();
        network.arc(SOURCE, middle, 5);
        let arc = network.arc(middle, SINK, 9);
        network.arcs[arc].lower = 7;
        assert_eq!(network.flow(None).unwrap_err().missing, 2);
        network.arcs[arc].lower = 3;
        assert_eq!(network.flow(None).unwrap(), [5, 5]);
        assert_eq!(network.flow(Some(4)).unwrap(), [4, 4]);
    }
}
