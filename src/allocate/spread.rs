//! Objective 5: with lot and cell totals given, each lot is spread as proportionally as its earmark allows.
//!
//! Of all flows with these totals the proportional one is the product of a factor for each place where money comes
//! in and one for each where it is taken (biproportional fit; Deming and Stephan, 1940), here along the paths of the
//! network, so that no list of pairs is needed; a limit that binds has a factor too. Slow fits are over-relaxed
//! (Young, 1954; for scaling, Thibault and others, 2021). Arcs whose flow is the same in
//! every allocation are set aside first: those between parts of the network that no exchange connects. The fit is
//! rounded by a flow between the whole numbers around it, so that every total is exact; pools are then split among
//! their lots and cells by the apportionment of cumulative amounts.

use crate::domain::{Money, apportion};

use super::Pool;
use super::build::Built;
use super::factor::Factor;
use super::network::{FlowArc, UNBOUNDED, Violation, left, repair, transport};

/// Rounds of the fit: it ends before, when all totals together are met to half a minor unit and one part in 2^24.
const ROUNDS: usize = 400;
/// Rounds after which the pace is judged: twice as many for each step of the pace.
const STRETCH: usize = 4;
/// How far from one a ratio is near it.
const NEAR: Factor = Factor::ONE.halved(4);

/// The next pace, when in so many rounds an error fell from `before` to `after`. At the pace `k`, `2 - 1 / 2^k` steps a
/// round, a round can leave about `1 - 1 / 2^k` of an error; where plain rounds leave `1 - d` of it the best `1 / 2^k`
/// is twice the root of `d` (Young, 1954).
fn next_pace(pace: u32, rounds: usize, before: Factor, after: Factor) -> u32 {
    let mut fall = before.over(after);
    for _ in 0..4 {
        fall = fall.times(fall);
    }
    // With 11/16 for the logarithm of two, `d` is `fall / (256 rounds)`.
    let (fall, rounds) = (i64::from(fall.magnitude()) * 11, i64::try_from(rounds).unwrap_or(1));
    match fall {
        ..=0 => pace.saturating_sub(1),
        _ if pace > 0 => (pace + u32::from(fall << (pace + 1) < 256 * rounds)).min(MOST_PACE),
        _ => (0..MOST_PACE).find(|&pace| fall << (2 * pace + 3) >= 256 * rounds).unwrap_or(MOST_PACE),
    }
}

/// The most pace.
const MOST_PACE: u32 = 7;

/// The pools through which lots (`given`, by rank) pay cells (`taken`, by rank). `arcs` are those between classes and
/// bunches with their own bounds.
pub(super) fn spread(built: &Built, arcs: &[FlowArc], given: &[i64], taken: &[i64]) -> Result<Vec<Pool>, Violation> {
    let mut supply = vec![0_i64; built.network.nodes()];
    for (&node, amount) in built.class_nodes.iter().zip(built.by_class(given)) {
        supply[node] += amount;
    }
    for (&node, amount) in built.bunch_nodes.iter().zip(built.by_bunch(taken)) {
        supply[node] -= amount;
    }
    let flow = proportional(arcs, &supply)?;
    let start = built.between.start;
    let mut pools = vec![Pool::default(); built.eligible.pools.len()];
    let mut of_class: Vec<Vec<(usize, i64)>> = vec![Vec::new(); built.eligible.classes.len()];
    for &(class, pool, arc) in &built.into_pools {
        of_class[class].push((pool, flow[arc - start]));
    }
    for (class, shares) in built.eligible.classes.iter().zip(&of_class) {
        split(&class.lots, given, shares, |pool, lot, amount| pools[pool].lots.push((lot, amount)))?;
    }
    let mut of_bunch: Vec<Vec<(usize, i64)>> = vec![Vec::new(); built.eligible.bunches.len()];
    for &(pool, bunch, arc) in &built.out_of_pools {
        of_bunch[bunch].push((pool, flow[arc - start]));
    }
    for (bunch, shares) in built.eligible.bunches.iter().zip(&of_bunch) {
        split(bunch, taken, shares, |pool, cell, amount| pools[pool].cells.push((cell, amount)))?;
    }
    pools.retain(|pool| !pool.lots.is_empty());
    for pool in &mut pools {
        pool.lots.sort_unstable();
        pool.cells.sort_unstable();
    }
    Ok(pools)
}

/// Splits members' amounts over pools: what each pool holds in all is given, and so is what each member has. Pools that
/// hold money of members who have none violate the flow.
fn split(
    ranks: &[usize],
    amounts: &[i64],
    shares: &[(usize, i64)],
    mut put: impl FnMut(usize, usize, i64),
) -> Result<(), Violation> {
    let weights: Vec<u64> = ranks.iter().map(|&rank| amounts[rank].unsigned_abs()).collect();
    let mut before = vec![Money::ZERO; ranks.len()];
    let mut sum = 0;
    for &(pool, share) in shares.iter().filter(|(_, share)| *share > 0) {
        sum += share;
        let missing = || Violation { near: Vec::new(), missing: share };
        let after = apportion(Money::from_minor(sum), &weights).ok_or_else(missing)?;
        for (index, &rank) in ranks.iter().enumerate() {
            let amount = (after[index] - before[index]).minor();
            if amount > 0 {
                put(pool, rank, amount);
            }
        }
        before = after;
    }
    Ok(())
}

/// The whole flow nearest to the proportional one.
fn proportional(arcs: &[FlowArc], supply: &[i64]) -> Result<Vec<i64>, Violation> {
    let residual = transport(arcs, supply, false)?;
    let mut flow: Vec<i64> = arcs.iter().enumerate().map(|(index, arc)| arc.lower + residual.used(index)).collect();
    let part = left(supply.len(), arcs, &flow).parts();
    let free: Vec<usize> = (0..arcs.len()).filter(|&arc| part[arcs[arc].from] == part[arcs[arc].to]).collect();
    let mut net = supply.to_vec();
    let mut inside = vec![false; arcs.len()];
    free.iter().for_each(|&arc| inside[arc] = true);
    for (index, arc) in arcs.iter().enumerate().filter(|(index, _)| !inside[*index]) {
        net[arc.from] -= flow[index];
        net[arc.to] += flow[index];
    }
    let mut fit = Fit::new(free.iter().map(|&arc| arcs[arc]).collect(), net);
    fit.run();
    for (&arc, amount) in free.iter().zip(fit.rounded()?) {
        flow[arc] = amount;
    }
    Ok(flow)
}

/// A fit in progress. Arcs lead from lower to higher nodes.
struct Fit {
    /// Arcs by where they start.
    arcs: Vec<FlowArc>,
    /// How many arcs start at each node and those before it.
    ends: Vec<usize>,
    /// Arcs by where they end, with where they start.
    into: Vec<(usize, usize)>,
    /// How many arcs end at each node and those before it.
    into_ends: Vec<usize>,
    /// The arcs that have bounds.
    bounded: Vec<usize>,
    net: Vec<i64>,
    /// What each node brings in or takes away.
    wanted: Vec<Factor>,
    /// The factor of each node: where money comes in, and where it is taken.
    node: Vec<Factor>,
    /// The factor of each arc: one but for limits that bind.
    arc: Vec<Factor>,
    /// What each node can give, in factors: its own, and what comes into it. What it can take, likewise.
    giving: Vec<Factor>,
    taking: Vec<Factor>,
    /// The index of each arc in the order that callers know.
    index: Vec<usize>,
}

/// For each node, how many of the sorted nodes are no greater.
fn counted(nodes: usize, sorted: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut ends = vec![0; nodes];
    sorted.for_each(|node| ends[node] += 1);
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    ends
}

impl Fit {
    fn new(given: Vec<FlowArc>, net: Vec<i64>) -> Self {
        let mut index: Vec<usize> = (0..given.len()).collect();
        index.sort_by_key(|&arc| (given[arc].from, given[arc].to, arc));
        let arcs: Vec<FlowArc> = index.iter().map(|&arc| given[arc]).collect();
        let mut by_end: Vec<usize> = (0..arcs.len()).collect();
        by_end.sort_by_key(|&arc| (arcs[arc].to, arc));
        let nodes = net.len();
        let wanted: Vec<Factor> = net.iter().map(|&net| Factor::whole(net.abs())).collect();
        Self {
            ends: counted(nodes, arcs.iter().map(|arc| arc.from)),
            into: by_end.iter().map(|&arc| (arc, arcs[arc].from)).collect(),
            into_ends: counted(nodes, arcs.iter().map(|arc| arc.to)),
            bounded: (0..arcs.len()).filter(|&arc| arcs[arc].lower > 0 || arcs[arc].upper < UNBOUNDED).collect(),
            node: wanted.clone(),
            wanted,
            arc: vec![Factor::ONE; arcs.len()],
            giving: vec![Factor::ZERO; nodes],
            taking: vec![Factor::ZERO; nodes],
            arcs,
            net,
            index,
        }
    }

    /// Rounds until the fit is near enough.
    fn run(&mut self) {
        let all: i64 = self.net.iter().filter(|net| **net > 0).sum();
        let near = Factor::whole(all >> 24).plus(Factor::ONE.halved(1));
        let (mut pace, mut since, mut middle) = (0, 0, Factor::ZERO);
        for round in 0..ROUNDS {
            let error = self.round(pace);
            if near.at_least(error) {
                break;
            }
            let half = STRETCH << pace;
            if round == since + half {
                middle = error;
            } else if round == since + 2 * half {
                (pace, since) = (next_pace(pace, half, middle, error), round);
            }
        }
        self.take();
        self.give();
    }

    /// Brings every node and every bound to what is wanted of it once. Gives how far the totals were away.
    fn round(&mut self, pace: u32) -> Factor {
        self.take();
        for node in 0..self.net.len() {
            if self.net[node] > 0 {
                let found = self.node[node].times(self.taking[node]);
                self.correct(node, found, pace);
            }
        }
        self.give();
        let mut error = self.limits();
        for node in 0..self.net.len() {
            if self.net[node] < 0 {
                let found = self.node[node].times(self.giving[node]);
                error = error.plus(self.wanted[node].apart(found));
                self.correct(node, found, pace);
            }
        }
        error
    }

    /// Brings a node towards its total, and beyond it when it is near.
    fn correct(&mut self, node: usize, found: Factor, pace: u32) {
        let ratio = self.wanted[node].over(found);
        self.node[node] = self.node[node].times(ratio);
        let away = ratio.apart(Factor::ONE);
        if pace > 0 && NEAR.at_least(away) {
            let more = away.apart(away.halved(pace));
            let beyond = if ratio.at_least(Factor::ONE) { Factor::ONE.plus(more) } else { Factor::ONE.apart(more) };
            self.node[node] = self.node[node].times(beyond);
        }
    }

    /// What each node can take, from the last to the first. A node where money comes in takes only to pass it on.
    fn take(&mut self) {
        let mut end = self.arcs.len();
        for node in (0..self.net.len()).rev() {
            let start = if node == 0 { 0 } else { self.ends[node - 1] };
            let own = if self.net[node] < 0 { self.node[node] } else { Factor::ZERO };
            let beyond = (start..end).map(|arc| self.through(arc, self.taking[self.arcs[arc].to]));
            self.taking[node] = beyond.fold(own, Factor::plus);
            end = start;
        }
    }

    /// What each node can give, from the first to the last. A node where money is taken gives only what it passes on.
    fn give(&mut self) {
        let mut start = 0;
        for node in 0..self.net.len() {
            let own = if self.net[node] > 0 { self.node[node] } else { Factor::ZERO };
            let end = self.into_ends[node];
            let before = self.into[start..end].iter().map(|&(arc, from)| self.through(arc, self.giving[from]));
            self.giving[node] = before.fold(own, Factor::plus);
            start = end;
        }
    }

    fn through(&self, index: usize, amount: Factor) -> Factor {
        if self.arc[index] == Factor::ONE { amount } else { amount.times(self.arc[index]) }
    }

    fn flow(&self, index: usize) -> Factor {
        let arc = self.arcs[index];
        self.through(index, self.giving[arc.from]).times(self.taking[arc.to])
    }

    /// Brings arcs with bounds towards them; gives by how much all were away.
    fn limits(&mut self) -> Factor {
        let mut error = Factor::ZERO;
        for bound in 0..self.bounded.len() {
            let index = self.bounded[bound];
            let arc = self.arcs[index];
            let (flow, factor) = (self.flow(index), self.arc[index]);
            let to = |bound: i64| factor.times(Factor::whole(bound).over(flow));
            let (at_most, at_least) = (to(arc.upper), to(arc.lower));
            // The factor is as near to one as its bounds allow.
            let wanted = match (at_most.at_least(Factor::ONE), Factor::ONE.at_least(at_least)) {
                (true, true) => Factor::ONE,
                (false, _) => at_most,
                (true, false) => at_least,
            };
            error = error.plus(flow.apart(flow.times(wanted.over(factor))));
            self.arc[index] = wanted;
        }
        error
    }

    /// The whole flow nearest to the fit: between the whole numbers around it or, where no such flow is, the nearest
    /// repair of the fit along shortest paths.
    fn rounded(&self) -> Result<Vec<i64>, Violation> {
        let whole = |(index, arc): (usize, &FlowArc)| self.flow(index).floor().clamp(arc.lower, arc.upper);
        let whole: Vec<i64> = self.arcs.iter().enumerate().map(whole).collect();
        let around =
            |(arc, &whole): (&FlowArc, &i64)| FlowArc { lower: whole, upper: arc.upper.min(whole + 1), ..*arc };
        let around: Vec<FlowArc> = self.arcs.iter().zip(&whole).map(around).collect();
        let found = match transport(&around, &self.net, false) {
            Ok(residual) => whole.iter().enumerate().map(|(index, whole)| whole + residual.used(index)).collect(),
            Err(_) => repair(&self.arcs, &self.net, &whole)?,
        };
        let mut flow = vec![0; found.len()];
        for (sorted, amount) in found.into_iter().enumerate() {
            flow[self.index[sorted]] = amount;
        }
        Ok(flow)
    }
}
