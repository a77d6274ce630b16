//! Leximin on whole minor units: the worst-funded as well funded as possible, then the second worst, and so on.
//!
//! Money that flows through a network into *terminals*, each a list of members that are filled in the order of their
//! levels, forms a base polyhedron: there one split settles all. Hand out the sum as if nothing stood in the way; if
//! the network cannot carry that, its most violated cut divides the problem in two that no longer touch each other
//! (the decomposition algorithm: Fujishige, *Lexicographically optimal base of a polymatroid*, 1980; Groenevelt,
//! 1991). When caps beyond the terminals bind, cuts are found level by level instead, by Newton steps (Radzik,
//! *Newton's method for fractional combinatorial optimization*, 1992), and every part that a cut separates is tried
//! without its caps first.

use super::levels::{Level, Member, level};
use super::network::{FlowArc, Violation, transport};

/// Members that the network fills together.
#[derive(Clone, Debug)]
pub(super) struct Terminal {
    /// Where the money for them arrives.
    pub node: usize,
    /// The members, by rank.
    pub ranks: Vec<usize>,
    /// Where the money goes on to; none when nothing follows.
    pub beyond: Option<usize>,
}

/// Money to be shared out.
#[derive(Clone, Debug)]
pub(super) struct Sharing {
    /// Arcs, those of the terminals aside.
    pub arcs: Vec<FlowArc>,
    /// What each node supplies, or takes when below zero. What terminals keep is not in it.
    pub supply: Vec<i64>,
    /// Whether each node lies beyond the terminals.
    pub beyond: Vec<bool>,
    /// Where the members are.
    pub terminals: Vec<Terminal>,
    /// Everyone who shares, in the order that breaks ties.
    pub members: Vec<Member>,
}

/// A part of the problem that no other part touches.
struct Piece {
    nodes: Vec<usize>,
    arcs: Vec<usize>,
    terminals: Vec<usize>,
}

/// The part as a problem of its own: nodes are numbered anew.
struct Local {
    arcs: Vec<FlowArc>,
    supply: Vec<i64>,
}

/// Work in progress.
struct Work<'a> {
    sharing: &'a Sharing,
    supply: Vec<i64>,
    amounts: Vec<i64>,
    /// The number of each node in the part at hand.
    index: Vec<usize>,
}

impl Sharing {
    /// What each member gets.
    ///
    /// # Errors
    /// When the bounds as they stand cannot be met.
    pub(super) fn share(&self) -> Result<Vec<i64>, Violation> {
        let nodes = self.supply.len();
        let mut work = Work {
            sharing: self,
            supply: self.supply.clone(),
            amounts: vec![0; self.members.len()],
            index: vec![usize::MAX; nodes],
        };
        let whole = Piece {
            nodes: (0..nodes).collect(),
            arcs: (0..self.arcs.len()).collect(),
            terminals: (0..self.terminals.len()).collect(),
        };
        let mut parts = vec![whole];
        while let Some(part) = parts.pop() {
            parts.extend(work.settle(part)?);
        }
        Ok(work.amounts)
    }

    fn ranks(&self, terminals: &[usize]) -> Vec<usize> {
        terminals.iter().flat_map(|&terminal| self.terminals[terminal].ranks.iter().copied()).collect()
    }
}

impl Work<'_> {
    /// Settles a part, or divides it.
    fn settle(&mut self, part: Piece) -> Result<Vec<Piece>, Violation> {
        if part.terminals.is_empty() {
            return Ok(Vec::new());
        }
        let near_terminals = |node: &usize| !self.sharing.beyond[*node];
        let (before, after): (Vec<usize>, Vec<usize>) = part.nodes.iter().partition(|node| near_terminals(node));
        let inside = |arc: &usize| !self.sharing.beyond[self.sharing.arcs[*arc].from];
        let (arcs_before, arcs_after): (Vec<usize>, Vec<usize>) = part.arcs.iter().partition(|arc| inside(arc));
        let kept = self.supply.clone();
        self.decompose(Piece { nodes: before, arcs: arcs_before, terminals: part.terminals.clone() })?;
        self.supply = kept;
        if after.is_empty() || self.passes(&part, &after, &arcs_after) {
            return Ok(Vec::new());
        }
        self.step(&part)
    }

    /// Whether what the terminals pass on can flow beyond them.
    fn passes(&mut self, part: &Piece, nodes: &[usize], arcs: &[usize]) -> bool {
        let mut local = self.local(nodes, arcs);
        for &terminal in &part.terminals {
            let terminal = &self.sharing.terminals[terminal];
            if let Some(beyond) = terminal.beyond {
                let amount: i64 = terminal.ranks.iter().map(|&rank| self.amounts[rank]).sum();
                local.supply[self.index[beyond]] += amount;
            }
        }
        transport(&local.arcs, &local.supply, false).is_ok()
    }

    /// Numbers the nodes of a part and copies its arcs.
    fn local(&mut self, nodes: &[usize], arcs: &[usize]) -> Local {
        for (number, &node) in nodes.iter().enumerate() {
            self.index[node] = number;
        }
        let renumbered = |arc: &usize| {
            let arc = self.sharing.arcs[*arc];
            FlowArc { from: self.index[arc.from], to: self.index[arc.to], ..arc }
        };
        Local {
            arcs: arcs.iter().map(renumbered).collect(),
            supply: nodes.iter().map(|&node| self.supply[node]).collect(),
        }
    }

    fn fill(&mut self, ranks: &[usize], level: Level) {
        for &rank in ranks {
            self.amounts[rank] = self.sharing.members[rank].below(rank, level);
        }
    }

    /// The decomposition algorithm: settles a part beyond whose terminals nothing binds.
    fn decompose(&mut self, whole: Piece) -> Result<(), Violation> {
        let mut parts = vec![whole];
        while let Some(part) = parts.pop() {
            let ranks = self.sharing.ranks(&part.terminals);
            let sum: i64 = part.nodes.iter().map(|&node| self.supply[node]).sum();
            let level = level(&self.sharing.members, &ranks, sum);
            self.fill(&ranks, level);
            let mut local = self.local(&part.nodes, &part.arcs);
            let mut given = 0;
            for &terminal in &part.terminals {
                let terminal = &self.sharing.terminals[terminal];
                let wanted: i64 = terminal.ranks.iter().map(|&rank| self.amounts[rank]).sum();
                local.supply[self.index[terminal.node]] -= wanted;
                given += wanted;
            }
            if given != sum {
                return Err(Violation { near: Vec::new(), missing: (sum - given).abs() });
            }
            if let Err(violation) = transport(&local.arcs, &local.supply, false) {
                let near = |node: usize| violation.near[self.index[node]];
                let (one, two) = self.sharing.divide(&part, near);
                if one.terminals.is_empty() || two.terminals.is_empty() {
                    return Err(violation);
                }
                let crossing: Vec<usize> =
                    part.arcs.iter().copied().filter(|&arc| self.crosses(arc, &violation)).collect();
                for arc in crossing {
                    let arc = self.sharing.arcs[arc];
                    let flow = if violation.near[self.index[arc.from]] { arc.upper } else { arc.lower };
                    self.supply[arc.from] -= flow;
                    self.supply[arc.to] += flow;
                }
                parts.extend([one, two]);
            }
        }
        Ok(())
    }

    fn crosses(&self, arc: usize, violation: &Violation) -> bool {
        let arc = self.sharing.arcs[arc];
        violation.near[self.index[arc.from]] != violation.near[self.index[arc.to]]
    }

    /// One step where caps beyond the terminals bind: raises all as far as they go together, settles those that are
    /// then full, and gives what their cut separates.
    fn step(&mut self, part: &Piece) -> Result<Vec<Piece>, Violation> {
        let sharing = self.sharing;
        let mut local = self.local(&part.nodes, &part.arcs);
        let first = local.arcs.len();
        for &terminal in &part.terminals {
            let terminal = &sharing.terminals[terminal];
            let most = terminal.ranks.iter().map(|&rank| sharing.members[rank].most).sum();
            let to = terminal.beyond.unwrap_or(terminal.node);
            local.arcs.push(FlowArc { from: self.index[terminal.node], to: self.index[to], lower: most, upper: most });
        }
        let ranks = sharing.ranks(&part.terminals);
        for &rank in &ranks {
            self.amounts[rank] = sharing.members[rank].most;
        }
        let mut last: Option<Violation> = None;
        while let Err(violation) = transport(&local.arcs, &local.supply, false) {
            let full = |arc: &FlowArc| !violation.near[arc.from] && violation.near[arc.to];
            let crossing: Vec<usize> = part
                .terminals
                .iter()
                .zip(&local.arcs[first..])
                .filter(|(_, arc)| full(arc))
                .map(|(terminal, _)| *terminal)
                .collect();
            let wanted: i64 = local.arcs[first..].iter().filter(|arc| full(arc)).map(|arc| arc.lower).sum();
            if crossing.is_empty() {
                return Err(violation);
            }
            let level = level(&sharing.members, &sharing.ranks(&crossing), wanted - violation.missing);
            self.fill(&ranks, level);
            for (arc, &terminal) in local.arcs[first..].iter_mut().zip(&part.terminals) {
                arc.lower = sharing.terminals[terminal].ranks.iter().map(|&rank| self.amounts[rank]).sum();
            }
            last = Some(violation);
        }
        let Some(cut) = last else { return Ok(Vec::new()) };
        self.separate(part, &local.arcs[first..], &cut)
    }

    /// Divides a part along a tight cut. Terminals across it are settled: full where they leave the far side, at
    /// their most where they enter it.
    fn separate(&mut self, part: &Piece, terminals: &[FlowArc], cut: &Violation) -> Result<Vec<Piece>, Violation> {
        let sharing = self.sharing;
        let near = |node: usize| cut.near[self.index[node]];
        let (mut one, mut two) = sharing.divide(part, near);
        let mut moved: Vec<(usize, usize, i64)> = Vec::new();
        for &arc in part.arcs.iter().filter(|arc| self.crosses(**arc, cut)) {
            let arc = sharing.arcs[arc];
            moved.push((arc.from, arc.to, if near(arc.from) { arc.upper } else { arc.lower }));
        }
        let mut settled = Vec::new();
        for (&terminal, arc) in part.terminals.iter().zip(terminals) {
            if cut.near[arc.from] != cut.near[arc.to] {
                settled.push(terminal);
                let spec = &sharing.terminals[terminal];
                if cut.near[arc.from] {
                    for &rank in &spec.ranks {
                        self.amounts[rank] = sharing.members[rank].most;
                    }
                }
                let amount = spec.ranks.iter().map(|&rank| self.amounts[rank]).sum();
                moved.push((spec.node, spec.beyond.unwrap_or(spec.node), amount));
            }
        }
        if settled.is_empty() && (one.nodes.is_empty() || two.nodes.is_empty()) {
            return Err(cut.clone());
        }
        for (from, to, amount) in moved {
            self.supply[from] -= amount;
            self.supply[to] += amount;
        }
        for side in [&mut one, &mut two] {
            side.terminals.retain(|terminal| !settled.contains(terminal));
        }
        Ok(vec![one, two])
    }
}

impl Sharing {
    /// Both sides of a part; a terminal is where its money arrives.
    fn divide(&self, part: &Piece, near: impl Fn(usize) -> bool) -> (Piece, Piece) {
        let side = |wanted: bool| Piece {
            nodes: part.nodes.iter().copied().filter(|&node| near(node) == wanted).collect(),
            arcs: part
                .arcs
                .iter()
                .copied()
                .filter(|&arc| near(self.arcs[arc].from) == wanted && near(self.arcs[arc].to) == wanted)
                .collect(),
            terminals: part
                .terminals
                .iter()
                .copied()
                .filter(|&terminal| near(self.terminals[terminal].node) == wanted)
                .collect(),
        };
        (side(true), side(false))
    }
}
