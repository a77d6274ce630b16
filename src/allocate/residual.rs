//! What is left of a network under a flow, and the search for paths in it.
//!
//! What it does not know: bounds from below, money. Maximum flow by Dinic's algorithm (E. A. Dinic, 1970).

/// The arcs and their opposites, each beside the others that leave its node.
#[derive(Clone, Debug)]
pub(super) struct Residual {
    arcs: Vec<HalfArc>,
    /// For each node, where its arcs start in `arcs`; at the end, how many there are.
    first: Vec<u32>,
    /// Where the `k`-th arc that was added stands in `arcs`.
    place: Vec<u32>,
    level: Vec<u32>,
    next: Vec<u32>,
    queue: Vec<u32>,
    path: Vec<u32>,
}

/// An arc, or what runs against it.
#[derive(Clone, Copy, Debug, Default)]
struct HalfArc {
    /// Where it ends.
    to: u32,
    /// Where its opposite stands.
    opposite: u32,
    /// What it can still take.
    capacity: i64,
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
        let mut halves = vec![HalfArc::default(); count];
        let mut place = Vec::with_capacity(count / 2);
        for (tail, head, room, back) in arcs {
            let mut take = |node: usize| {
                free[node] += 1;
                free[node] - 1
            };
            let [there, against] = [take(tail), take(head)];
            halves[there as usize] = HalfArc { to: index(head), opposite: against, capacity: room };
            halves[against as usize] = HalfArc { to: index(tail), opposite: there, capacity: back };
            place.push(there);
        }
        Self { arcs: halves, first, place, level: vec![FAR; nodes], next: vec![0; nodes], queue: vec![], path: vec![] }
    }

    /// What went through the opposite of the arc that was added as number `number`: its flow, when it started at none.
    pub(super) fn used(&self, number: usize) -> i64 {
        let arc = self.arcs[self.place[number] as usize];
        self.arcs[arc.opposite as usize].capacity
    }

    /// Sets what an arc can still take.
    pub(super) fn set(&mut self, number: usize, room: i64, back: i64) {
        let place = self.place[number] as usize;
        self.arcs[place].capacity = room;
        let opposite = self.arcs[place].opposite as usize;
        self.arcs[opposite].capacity = back;
    }

    /// The nodes that can be reached from one.
    pub(super) fn reachable(&self, start: usize) -> Vec<bool> {
        let mut seen = vec![false; self.level.len()];
        seen[start] = true;
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            for arc in self.arcs(node) {
                let to = arc.to as usize;
                if arc.capacity > 0 && !seen[to] {
                    seen[to] = true;
                    open.push(to);
                }
            }
        }
        seen
    }

    fn arcs(&self, node: usize) -> &[HalfArc] {
        &self.arcs[self.first[node] as usize..self.first[node + 1] as usize]
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
            for place in self.first[node]..self.first[node + 1] {
                let arc = self.arcs[place as usize];
                let level = &mut self.level[arc.to as usize];
                if arc.capacity > 0 && *level == FAR {
                    *level = beyond;
                    self.queue.push(arc.to);
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
            let place = self.next[node];
            if place < self.first[node + 1] {
                let arc = self.arcs[place as usize];
                let to = arc.to as usize;
                if arc.capacity > 0 && self.level[to] == self.level[node].wrapping_add(1) {
                    self.path.push(place);
                    node = to;
                } else {
                    self.next[node] += 1;
                }
            } else {
                let Some(place) = self.path.pop() else { return 0 };
                let back = self.arcs[place as usize].opposite;
                node = self.arcs[back as usize].to as usize;
                self.next[node] += 1;
            }
        }
        let bottleneck = self.path.iter().map(|&place| self.arcs[place as usize].capacity).min().unwrap_or(0);
        for &place in &self.path {
            self.arcs[place as usize].capacity -= bottleneck;
            let opposite = self.arcs[place as usize].opposite as usize;
            self.arcs[opposite].capacity += bottleneck;
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
            while let Some(&mut (node, ref mut place)) = walk.last_mut() {
                if order[node] == FAR {
                    order[node] = seen;
                    low[node] = seen;
                    seen += 1;
                    stack.push(node);
                }
                if *place < self.first[node + 1] {
                    let arc = self.arcs[*place as usize];
                    *place += 1;
                    let to = arc.to as usize;
                    if arc.capacity > 0 {
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
