//! What is left of a network under a flow, and the search for paths in it.
//!
//! What it does not know: bounds from below, money. Maximum flow by Dinic's algorithm (E. A. Dinic, 1970).

/// The arcs and their opposites: arc `2k` is the `k`-th that was added, `2k + 1` runs against it.
#[derive(Clone, Debug)]
pub(super) struct Residual {
    /// Where each arc ends.
    to: Vec<u32>,
    /// What each arc can still take.
    capacity: Vec<i64>,
    /// For each node, where its arcs start in `leaving`.
    first: Vec<u32>,
    /// Arcs by the node that they leave.
    leaving: Vec<u32>,
    level: Vec<u32>,
    next: Vec<u32>,
    queue: Vec<u32>,
    path: Vec<u32>,
}

const FAR: u32 = u32::MAX;

fn index(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// An arc: from, to, its room, the room of its opposite.
pub(super) type Room = (usize, usize, i64, i64);

impl Residual {
    /// A residual of `nodes` nodes.
    pub(super) fn new(nodes: usize, arcs: impl Iterator<Item = Room> + Clone) -> Self {
        let mut first = vec![0_u32; nodes + 1];
        let mut count = 0;
        for (from, to, ..) in arcs.clone() {
            first[from + 1] += 1;
            first[to + 1] += 1;
            count += 2;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut free = first.clone();
        let mut leaving = vec![0_u32; count];
        let mut to = Vec::with_capacity(count);
        let mut capacity = Vec::with_capacity(count);
        for (number, (tail, head, room, back)) in arcs.enumerate() {
            for (node, arc) in [(tail, 2 * number), (head, 2 * number + 1)] {
                leaving[free[node] as usize] = index(arc);
                free[node] += 1;
            }
            to.extend([index(head), index(tail)]);
            capacity.extend([room, back]);
        }
        Self {
            to,
            capacity,
            first,
            leaving,
            level: vec![FAR; nodes],
            next: vec![0; nodes],
            queue: vec![],
            path: vec![],
        }
    }

    /// What went through the opposite of the arc that was added as number `number`: its flow, when it started at none.
    pub(super) fn used(&self, number: usize) -> i64 {
        self.capacity[2 * number + 1]
    }

    /// Sets what an arc can still take.
    pub(super) fn set(&mut self, number: usize, room: i64, back: i64) {
        self.capacity[2 * number] = room;
        self.capacity[2 * number + 1] = back;
    }

    /// The nodes that can be reached from one.
    pub(super) fn reachable(&self, start: usize) -> Vec<bool> {
        let mut seen = vec![false; self.level.len()];
        seen[start] = true;
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for &arc in self.arcs(node) {
                let to = self.to[arc as usize] as usize;
                if self.capacity[arc as usize] > 0 && !seen[to] {
                    seen[to] = true;
                    open.push(to);
                }
            }
        }
        seen
    }

    fn arcs(&self, node: usize) -> &[u32] {
        &self.leaving[self.first[node] as usize..self.first[node + 1] as usize]
    }

    /// Sends as much as it can from source to sink, and says how much that was.
    pub(super) fn augment(&mut self, source: usize, sink: usize) -> i64 {
        let mut total = 0;
        while self.layer(source, sink) {
            self.next.copy_from_slice(&self.first[..self.level.len()]);
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
        self.level.fill(FAR);
        self.level[source] = 0;
        self.queue.clear();
        self.queue.push(index(source));
        let mut done = 0;
        while let Some(&node) = self.queue.get(done) {
            done += 1;
            let node = node as usize;
            let beyond = self.level[node] + 1;
            if self.level[sink] != FAR && beyond > self.level[sink] {
                break;
            }
            for number in self.first[node]..self.first[node + 1] {
                let arc = self.leaving[number as usize] as usize;
                let to = self.to[arc] as usize;
                if self.capacity[arc] > 0 && self.level[to] == FAR {
                    self.level[to] = beyond;
                    self.queue.push(self.to[arc]);
                }
            }
        }
        self.level[sink] != FAR
    }

    /// Finds one path along the layers, without recursion, and fills it.
    fn push(&mut self, source: usize, sink: usize) -> i64 {
        self.path.clear();
        let mut node = source;
        while node != sink {
            let number = self.next[node];
            if number < self.first[node + 1] {
                let arc = self.leaving[number as usize] as usize;
                let to = self.to[arc] as usize;
                if self.capacity[arc] > 0 && self.level[to] == self.level[node].wrapping_add(1) {
                    self.path.push(index(arc));
                    node = to;
                } else {
                    self.next[node] += 1;
                }
            } else {
                let Some(arc) = self.path.pop() else { return 0 };
                node = self.to[(arc ^ 1) as usize] as usize;
                self.next[node] += 1;
            }
        }
        let bottleneck = self.path.iter().map(|&arc| self.capacity[arc as usize]).min().unwrap_or(0);
        for &arc in &self.path {
            self.capacity[arc as usize] -= bottleneck;
            self.capacity[(arc ^ 1) as usize] += bottleneck;
        }
        bottleneck
    }

    /// The strongly connected part that each node is in (Tarjan, 1972, without recursion): two nodes are in one part
    /// when each can be reached from the other.
    pub(super) fn parts(&self) -> Vec<u32> {
        let nodes = self.level.len();
        let (mut order, mut low, mut part) = (vec![FAR; nodes], vec![0_u32; nodes], vec![FAR; nodes]);
        let (mut stack, mut walk): (Vec<usize>, Vec<(usize, u32)>) = (Vec::new(), Vec::new());
        let (mut seen, mut parts) = (0_u32, 0_u32);
        for start in 0..nodes {
            if order[start] != FAR {
                continue;
            }
            walk.push((start, self.first[start]));
            while let Some(&mut (node, ref mut number)) = walk.last_mut() {
                if order[node] == FAR {
                    order[node] = seen;
                    low[node] = seen;
                    seen += 1;
                    stack.push(node);
                }
                if *number < self.first[node + 1] {
                    let arc = self.leaving[*number as usize] as usize;
                    *number += 1;
                    let to = self.to[arc] as usize;
                    if self.capacity[arc] > 0 {
                        if order[to] == FAR {
                            walk.push((to, self.first[to]));
                        } else if part[to] == FAR {
                            low[node] = low[node].min(order[to]);
                        }
                    }
                    continue;
                }
                walk.pop();
                if let Some(&(above, _)) = walk.last() {
                    low[above] = low[above].min(low[node]);
                }
                if low[node] == order[node] {
                    while let Some(member) = stack.pop() {
                        part[member] = parts;
                        if member == node {
                            break;
                        }
                    }
                    parts += 1;
                }
            }
        }
        part
    }
}
