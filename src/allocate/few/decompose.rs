//! A flow of the given totals as amounts by pair: as much as can be on pairs that exist, the rest along the network.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::super::build::Built;
use super::super::floors;
use super::super::network::{FlowArc, Network, SINK, SOURCE, UNBOUNDED, Violation};
use super::{Nodes, Pair};

/// The network of lots, classes, limits, pools, bunches and cells, with an arc for each pair that exists.
struct Joined {
    network: Network,
    /// The arcs of pairs that exist.
    direct: Vec<(Pair, usize)>,
    /// The node of each lot, and of each cell.
    lots: Vec<usize>,
    cells: Vec<usize>,
}

/// Amounts by pair. Every lot gives what it is to give, every cell takes what it is to take, every limit is kept.
pub(super) fn pairs(
    built: &Built,
    nodes: &Nodes,
    between: &[FlowArc],
    given: &[i64],
    taken: &[i64],
) -> Result<BTreeMap<Pair, i64>, Violation> {
    let mut joined = join(built, nodes, between, given, taken);
    let most = |&((lot, cell), arc): &(Pair, usize)| (arc, given[lot].min(taken[cell]));
    let wanted: Vec<(usize, i64)> = joined.direct.iter().map(most).filter(|(_, most)| *most > 0).collect();
    if !wanted.is_empty() {
        let face = floors::face(&joined.network, &wanted, None)?;
        for (arc, (lower, upper)) in joined.network.arcs.iter_mut().zip(face.bounds) {
            (arc.lower, arc.upper) = (lower, upper);
        }
    }
    let mut flow = joined.network.flow(None)?;
    let mut amounts: BTreeMap<Pair, i64> = BTreeMap::new();
    for &((lot, cell), arc) in &joined.direct {
        if flow[arc] > 0 {
            amounts.insert((lot, cell), flow[arc]);
            take_back(&mut flow, &joined, arc, lot);
        }
    }
    along(&joined, &flow, &mut amounts);
    Ok(amounts)
}

/// Takes what a pair that exists pays out of the arcs that bring it to the node from which the pair is paid.
fn take_back(flow: &mut [i64], joined: &Joined, direct: usize, lot: usize) {
    let amount = std::mem::take(&mut flow[direct]);
    let mut node = joined.network.arcs[direct].from;
    // Only limits lie between a lot and the payer of a pair, and each has one arc into it.
    while node != joined.lots[lot] {
        let Some(arc) = joined.network.arcs.iter().position(|arc| arc.to == node) else { return };
        flow[arc] -= amount;
        node = joined.network.arcs[arc].from;
    }
}

fn join(built: &Built, nodes: &Nodes, between: &[FlowArc], given: &[i64], taken: &[i64]) -> Joined {
    let mut network = Network::default();
    while network.nodes() < built.network.nodes() {
        network.node();
    }
    let fixed = |network: &mut Network, from: usize, to: usize, amount: i64| {
        let arc = network.arc(from, to, amount);
        network.arcs[arc].lower = amount;
    };
    let lots: Vec<usize> = given.iter().map(|_| network.node()).collect();
    let cells: Vec<usize> = taken.iter().map(|_| network.node()).collect();
    for (lot, &amount) in given.iter().enumerate() {
        fixed(&mut network, SOURCE, lots[lot], amount);
        network.arc(lots[lot], built.class_nodes[built.eligible.class_of[lot]], UNBOUNDED);
    }
    for arc in between {
        let added = network.arc(arc.from, arc.to, arc.upper);
        network.arcs[added].lower = arc.lower;
    }
    for (cell, &amount) in taken.iter().enumerate() {
        network.arc(built.bunch_nodes[built.eligible.bunch_of[cell]], cells[cell], UNBOUNDED);
        fixed(&mut network, cells[cell], SINK, amount);
    }
    let limit_node: HashMap<usize, usize> = built
        .limit_arcs
        .iter()
        .map(|&(class, index, arc)| (nodes.limits[&(class, index)], built.network.arcs[arc].to))
        .collect();
    let mut existing: Vec<Pair> =
        built.closed_by_pair.iter().filter(|(_, amount)| **amount > 0).map(|(pair, _)| *pair).collect();
    existing.sort_unstable();
    let mut direct = Vec::new();
    for (lot, cell) in existing {
        if given[lot] > 0
            && taken[cell] > 0
            && let Some(payer) = nodes.payer(built, (lot, cell))
        {
            let limited = !built.eligible.classes[built.eligible.class_of[lot]].limits.is_empty();
            let own = if limited { built.class_nodes[built.eligible.class_of[lot]] } else { lots[lot] };
            let from = if payer == lot { own } else { limit_node[&payer] };
            direct.push(((lot, cell), network.arc(from, cells[cell], UNBOUNDED)));
        }
    }
    Joined { network, direct, lots, cells }
}

/// Follows the flow from node to node, first come first served, and adds what each lot brings to each cell.
fn along(joined: &Joined, flow: &[i64], amounts: &mut BTreeMap<Pair, i64>) {
    let arcs = &joined.network.arcs;
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); joined.network.nodes()];
    for (arc, spec) in
        arcs.iter().enumerate().filter(|(arc, spec)| flow[*arc] > 0 && spec.from != SOURCE && spec.to != SINK)
    {
        leaving[spec.from].push(arc);
    }
    let mut waiting: Vec<VecDeque<(usize, i64)>> = vec![VecDeque::new(); joined.network.nodes()];
    let mut order: Vec<usize> = joined.lots.clone();
    // Beyond the lots, nodes are numbered in the order in which money flows.
    order.extend((0..joined.network.nodes()).filter(|node| !joined.lots.contains(node)));
    for (lot, &node) in joined.lots.iter().enumerate() {
        waiting[node].push_back((lot, leaving[node].iter().map(|&arc| flow[arc]).sum()));
    }
    let cell_of: HashMap<usize, usize> = joined.cells.iter().copied().zip(0..).collect();
    for node in order {
        if let Some(&cell) = cell_of.get(&node) {
            for (lot, amount) in std::mem::take(&mut waiting[node]) {
                *amounts.entry((lot, cell)).or_default() += amount;
            }
            continue;
        }
        for &arc in &leaving[node] {
            let mut wanted = flow[arc];
            while wanted > 0 {
                let Some((lot, amount)) = waiting[node].pop_front() else { break };
                let part = amount.min(wanted);
                wanted -= part;
                waiting[arcs[arc].to].push_back((lot, part));
                if amount > part {
                    waiting[node].push_front((lot, amount - part));
                }
            }
        }
    }
    amounts.retain(|_, amount| *amount > 0);
}
