//! Whether a cell could gain a cent by taking only from better-funded ones.
//!
//! A cell gains along a cycle through its own arc. Of all ways from where it passes money to, back to the cell, the
//! best takes its worst-funded giver from as high as can be: a widest path (Pollack, 1960). The result is fair when
//! for every cell even that giver is no better off.

use std::cmp::{Ordering, Reverse};
use std::collections::{BinaryHeap, HashMap};

use super::graph::Graph;
use super::{ByName, Fault, Sums};

/// A cent of a cell: what the cell has before it, over its need times weight; then what breaks ties.
#[derive(Clone, Copy)]
struct Cent {
    before: i128,
    size: i128,
    cell: usize,
}

impl Cent {
    fn compare(&self, other: &Self) -> Ordering {
        let (mine, theirs) = (self.before.saturating_mul(other.size), other.before.saturating_mul(self.size));
        mine.cmp(&theirs).then(self.size.cmp(&other.size)).then(self.cell.cmp(&other.cell))
    }
}

/// Checks every cell that may take more.
pub(super) fn fair(names: &ByName<'_>, sums: &Sums, graph: &Graph) -> Result<(), Fault> {
    let cent = |cell: usize, new: i64| {
        let spec = names.cells[cell];
        let before = i128::from(new + sums.closed_cell[cell] + spec.outside);
        Cent { before, size: i128::from(spec.need) * i128::from(spec.weight_milli), cell }
    };
    // Givers, the best funded first.
    let mut givers: Vec<Cent> = (0..sums.taken.len())
        .filter(|&cell| graph.cells[cell].gives)
        .map(|cell| cent(cell, sums.taken[cell] - 1))
        .collect();
    givers.sort_by(|one, two| two.compare(one));
    let mut back: HashMap<usize, Vec<(usize, usize)>> = HashMap::new();
    for (order, giver) in givers.iter().enumerate() {
        let cell = &graph.cells[giver.cell];
        back.entry(cell.side).or_default().push((order + 1, cell.node));
    }
    let mut sides: Vec<usize> = graph.cells.iter().filter(|cell| cell.takes).map(|cell| cell.side).collect();
    sides.sort_unstable();
    sides.dedup();
    for start in sides {
        let reached = widest(graph, &back, start);
        for (index, cell) in graph.cells.iter().enumerate().filter(|(_, cell)| cell.takes && cell.side == start) {
            let next = cent(index, sums.taken[index]);
            let better = givers.partition_point(|giver| giver.compare(&next).is_gt());
            if reached[cell.node] <= better {
                return Err(Fault::NotFair(names.cells[index].id.clone()));
            }
        }
    }
    Ok(())
}

/// For each node, the index of the worst-funded giver on the best way there; none is `usize::MAX`.
fn widest(graph: &Graph, back: &HashMap<usize, Vec<(usize, usize)>>, start: usize) -> Vec<usize> {
    let mut reached = vec![usize::MAX; graph.nodes()];
    reached[start] = 0;
    let mut heap = BinaryHeap::from([Reverse((0, start))]);
    while let Some(Reverse((worst, node))) = heap.pop() {
        if worst > reached[node] {
            continue;
        }
        let givers = back.get(&node).into_iter().flatten().map(|&(order, next)| (worst.max(order), next));
        for (order, next) in graph.open(node).iter().map(|&next| (worst, next)).chain(givers) {
            if order < reached[next] {
                reached[next] = order;
                heap.push(Reverse((order, next)));
            }
        }
    }
    reached
}
