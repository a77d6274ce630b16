//! Objective 5, the other choice: with lot and cell totals given, few and large allocations.
//!
//! What comes in: totals of lots and cells, what stands by pair, the bounds of limits. What leaves: pools of one lot and
//! one cell each. Pairs that exist take as much as they can; what is left is a basic solution, which has at most
//! lots + cells + binding limits - 1 pairs (Dantzig, *Linear Programming and Extensions*, 1963, section 14-2), improved by
//! pivots that leave fewer amounts below the fund's minimum. The fewest possible is not promised: to find it is NP-hard
//! (the fixed-charge transportation problem; Hirsch and Dantzig, 1968). What it does not know: fairness, floors.

mod decompose;
mod forest;
mod improve;

use std::collections::HashMap;

use super::Pool;
use super::build::Built;
use super::network::{FlowArc, Violation};

use forest::{Edge, Forest};

/// A pair of lot and cell, by rank.
type Pair = (usize, usize);

/// The nodes of the graph of pairs: lots, cells, then one for each limit.
struct Nodes {
    lots: usize,
    cells: usize,
    /// The node of each limit, by class and index in the class.
    limits: HashMap<Pair, usize>,
    /// For each class with limits, the pools that it may use and the node that its money comes from.
    holders: Vec<Vec<(usize, usize)>>,
}

impl Nodes {
    fn new(built: &Built) -> Self {
        let (lots, cells) = (built.lot_room.len(), built.cell_room.len());
        let mut limits = HashMap::new();
        let mut by_network_node = HashMap::new();
        for (number, &(class, index, arc)) in built.limit_arcs.iter().enumerate() {
            let node = lots + cells + number;
            limits.insert((class, index), node);
            by_network_node.insert(built.network.arcs[arc].to, node);
        }
        let mut holders = vec![Vec::new(); built.eligible.classes.len()];
        for &(class, pool, arc) in &built.into_pools {
            if let [lot] = built.eligible.classes[class].lots[..] {
                let from = by_network_node.get(&built.network.arcs[arc].from).copied();
                holders[class].push((pool, from.unwrap_or(lot)));
            }
        }
        Self { lots, cells, limits, holders }
    }

    fn all(&self) -> usize {
        self.lots + self.cells + self.limits.len()
    }

    fn cell(&self, rank: usize) -> usize {
        self.lots + rank
    }

    /// The node from which a lot pays a cell: itself, or its limit; none when it may not pay.
    fn payer(&self, built: &Built, (lot, cell): Pair) -> Option<usize> {
        let class = built.eligible.class_of[lot];
        let bunch = built.eligible.bunch_of[cell];
        let holds = |pool: usize| built.eligible.pools[pool].binary_search(&bunch).is_ok();
        if built.eligible.classes[class].limits.is_empty() {
            return built.may_pay(lot, cell).then_some(lot);
        }
        self.holders[class].iter().find(|(pool, _)| holds(*pool)).map(|(_, node)| *node)
    }
}

/// The pools, of a lot and a cell each, through which lots (`given`, by rank) pay cells (`taken`, by rank). `between` are
/// the arcs between classes and bunches with their own bounds; `minimum` is the amount below which a new allocation is
/// small.
pub(super) fn spread(
    built: &Built,
    between: &[FlowArc],
    given: &[i64],
    taken: &[i64],
    minimum: i64,
) -> Result<Vec<Pool>, Violation> {
    let nodes = Nodes::new(built);
    let amounts = decompose::pairs(built, &nodes, between, given, taken)?;
    let standing = |pair: &Pair| built.closed_by_pair.get(pair).copied().unwrap_or(0);
    let mut edges: Vec<Edge> = limit_edges(built, &nodes, between, &amounts);
    for (&pair, &flow) in &amounts {
        let Some(from) = nodes.payer(built, pair) else { continue };
        edges.push(Edge::pair(from, nodes.cell(pair.1), pair, flow, standing(&pair)));
    }
    // Limits first, then pairs that exist, then the largest: what comes late is what a cycle takes out.
    edges.sort_by_key(|edge| (edge.pair.is_some(), edge.is_new(), std::cmp::Reverse(edge.flow), edge.pair));
    let mut forest = Forest::new(nodes.all(), minimum);
    edges.into_iter().for_each(|edge| forest.insert(edge));
    improve::improve(&mut forest, built, &nodes);
    let pools =
        forest.pairs().map(|((lot, cell), amount)| Pool { lots: vec![(lot, amount)], cells: vec![(cell, amount)] });
    Ok(pools.collect())
}

/// An edge into each limit, with what goes through it.
fn limit_edges(
    built: &Built,
    nodes: &Nodes,
    between: &[FlowArc],
    amounts: &std::collections::BTreeMap<Pair, i64>,
) -> Vec<Edge> {
    let mut through: HashMap<Pair, i64> = HashMap::new();
    let mut of_lot: HashMap<usize, Vec<(usize, i64)>> = HashMap::new();
    for (&(lot, cell), &amount) in amounts {
        of_lot.entry(lot).or_default().push((cell, amount));
    }
    for &(class, index, _) in &built.limit_arcs {
        let spec = &built.eligible.classes[class];
        let cells: std::collections::HashSet<usize> = spec.limits[index].cells.iter().copied().collect();
        let paid = spec.lots.iter().filter_map(|lot| of_lot.get(lot)).flatten();
        let sum = paid.filter(|(cell, _)| cells.contains(cell)).map(|(_, amount)| amount).sum();
        through.insert((class, index), sum);
    }
    let edge = |&(class, index, arc): &(usize, usize, usize)| {
        let spec = &built.eligible.classes[class];
        let outer = spec.limits[index].inside.and_then(|inside| nodes.limits.get(&(class, inside)).copied());
        let bounds = between[arc - built.between.start];
        Edge {
            from: outer.or_else(|| spec.lots.first().copied()).unwrap_or_default(),
            to: nodes.limits[&(class, index)],
            flow: through[&(class, index)],
            lower: bounds.lower,
            upper: bounds.upper,
            pair: None,
            standing: 0,
        }
    };
    built.limit_arcs.iter().map(edge).collect()
}
