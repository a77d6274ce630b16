//! Flow networks on whole minor units: maximum flow, minimum cut, and flows with lower bounds.
//!
//! What it does not know: money, cells, earmarks. Lower bounds by the usual reduction to a maximum flow (Ahuja, Magnanti and Orlin, *Network Flows*, 1993, section 6.7).

use super::residual::{Residual, Room};

/// No bound: more than any sum of amounts.
pub const UNBOUNDED: i64 = i64::MAX / 4;

/// A directed arc with bounds on its flow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowArc {
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
    pub arcs: Vec<FlowArc>,
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

    /// Makes room for arcs that are to be added.
    pub fn expect(&mut self, arcs: usize) {
        self.arcs.reserve(arcs);
    }

    /// Adds an arc and gives its index.
    pub fn arc(&mut self, from: usize, to: usize, upper: i64) -> usize {
        self.arcs.push(FlowArc { from, to, lower: 0, upper });
        self.arcs.len() - 1
    }

    /// A flow from source to sink within all bounds: the largest there is, or one of the value asked for.
    ///
    /// # Errors
    /// When there is none, with the part that shows why.
    pub fn flow(&self, value: Option<i64>) -> Result<Vec<i64>, Violation> {
        let mut supply = vec![0_i64; self.nodes];
        if let Some(value) = value {
            supply[SOURCE] += value;
            supply[SINK] -= value;
        }
        if value.is_none() && self.arcs.iter().all(|arc| arc.lower == 0) {
            let room = self.arcs.iter().map(|arc| (arc.from, arc.to, arc.upper, 0));
            let mut residual = Residual::new(self.nodes, room);
            residual.augment(SOURCE, SINK);
            return Ok((0..self.arcs.len()).map(|index| residual.used(index)).collect());
        }
        let open = value.is_none();
        let mut residual = transport(&self.arcs, &supply, open)?;
        if open {
            residual.set(self.arcs.len(), 0, 0);
            residual.augment(SOURCE, SINK);
        }
        Ok(self.arcs.iter().enumerate().map(|(index, arc)| arc.lower + residual.used(index)).collect())
    }

    /// The nodes that could still be reached from the source under a flow: the near side of a minimum cut when the
    /// flow is a largest one.
    pub fn near_side(&self, flow: &[i64]) -> Vec<bool> {
        left(self.nodes, &self.arcs, flow).reachable(SOURCE)
    }
}

/// What is left of arcs under a flow within their bounds.
pub(super) fn left(nodes: usize, arcs: &[FlowArc], flow: &[i64]) -> Residual {
    Residual::new(nodes, arcs.iter().zip(flow).map(left_of))
}

/// What is left of an arc under its flow.
fn left_of((arc, &used): (&FlowArc, &i64)) -> Room {
    (arc.from, arc.to, arc.upper - used, used - arc.lower)
}

/// A flow that brings what each node supplies (what it takes, when below zero) to where it is taken, within all
/// bounds, as flows beyond the lower bounds. `open` adds an arc from the sink back to the source, after the others.
///
/// # Errors
/// When there is none, with the part that shows why. Supplies must sum to zero.
pub(super) fn transport(arcs: &[FlowArc], supply: &[i64], open: bool) -> Result<Residual, Violation> {
    let nodes = supply.len();
    let (super_source, super_sink) = (nodes, nodes + 1);
    let mut excess = supply.to_vec();
    for arc in arcs {
        excess[arc.to] += arc.lower;
        excess[arc.from] -= arc.lower;
    }
    let mut more: Vec<Room> = open.then_some((SINK, SOURCE, UNBOUNDED, 0)).into_iter().collect();
    let mut demand = 0;
    for (node, &extra) in excess.iter().enumerate() {
        if extra > 0 {
            more.push((super_source, node, extra, 0));
            demand += extra;
        } else if extra < 0 {
            more.push((node, super_sink, -extra, 0));
        }
    }
    let room = arcs.iter().map(|arc| (arc.from, arc.to, arc.upper - arc.lower, 0));
    let mut residual = Residual::new(nodes + 2, room.chain(more.iter().copied()));
    let met = residual.augment(super_source, super_sink);
    if met < demand {
        let mut near = residual.reachable(super_source);
        near.truncate(nodes);
        return Err(Violation { near, missing: demand - met });
    }
    Ok(residual)
}

/// A flow within all bounds that brings supplies to where they are taken, from one within the bounds that does not
/// quite: what is missing goes along shortest paths.
///
/// # Errors
/// When there is none.
pub(super) fn repair(arcs: &[FlowArc], supply: &[i64], flow: &[i64]) -> Result<Vec<i64>, Violation> {
    let (super_source, super_sink) = (supply.len(), supply.len() + 1);
    let mut excess = supply.to_vec();
    for (arc, &used) in arcs.iter().zip(flow) {
        excess[arc.from] -= used;
        excess[arc.to] += used;
    }
    let mut more: Vec<Room> = Vec::with_capacity(supply.len());
    let mut demand = 0;
    for (node, &extra) in excess.iter().enumerate() {
        match extra {
            1.. => more.push((super_source, node, extra, 0)),
            _ => more.push((node, super_sink, -extra, 0)),
        }
        demand += extra.max(0);
    }
    let room = arcs.iter().zip(flow).map(left_of);
    let mut residual = Residual::new(supply.len() + 2, room.chain(more.iter().copied()));
    let met = residual.augment(super_source, super_sink);
    if met < demand {
        let mut near = residual.reachable(super_source);
        near.truncate(supply.len());
        return Err(Violation { near, missing: demand - met });
    }
    Ok(arcs.iter().enumerate().map(|(index, arc)| arc.lower + residual.used(index)).collect())
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
