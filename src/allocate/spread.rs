//! Objective 5: with lot and cell totals given, each lot is spread as proportionally as its earmark allows.
//!
//! Of all flows with these totals the proportional one is the product of a factor for each place where money comes
//! in and one for each where it is taken (biproportional fit; Deming and Stephan, 1940), here along the paths of the
//! network, so that no list of pairs is needed; a limit that binds has a factor too. Arcs whose flow is the same in
//! every allocation are set aside first: those between parts of the network that no exchange connects. The fit is
//! rounded by a flow between the whole numbers around it, so that every total is exact; pools are then split among
//! their lots and cells by the apportionment of cumulative amounts.

use crate::domain::{Money, apportion};

use super::Pool;
use super::build::Built;
use super::factor::Factor;
use super::network::{Arc, UNBOUNDED, Violation, left, transport};

/// Rounds of the fit: it ends before, when every total is met to half a minor unit.
const ROUNDS: usize = 200;

/// The pools through which lots (`given`, by rank) pay cells (`taken`, by rank). `arcs` are those between classes and
/// bunches with their own bounds.
pub(super) fn spread(
    built: &Built,
    arcs: &[Arc],
    given: &[i64],
    taken: &[i64],
) -> Result<Vec<Pool>, Violation> {
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
        split(&class.lots, given, shares, |pool, lot, amount| pools[pool].lots.push((lot, amount)));
    }
    let mut of_bunch: Vec<Vec<(usize, i64)>> = vec![Vec::new(); built.eligible.bunches.len()];
    for &(pool, bunch, arc) in &built.out_of_pools {
        of_bunch[bunch].push((pool, flow[arc - start]));
    }
    for (bunch, shares) in built.eligible.bunches.iter().zip(&of_bunch) {
        split(bunch, taken, shares, |pool, cell, amount| pools[pool].cells.push((cell, amount)));
    }
    pools.retain(|pool| !pool.lots.is_empty());
    for pool in &mut pools {
        pool.lots.sort_unstable();
        pool.cells.sort_unstable();
    }
    Ok(pools)
}

/// Splits members' amounts over pools: what each pool holds in all is given, and so is what each member has.
fn split(ranks: &[usize], amounts: &[i64], shares: &[(usize, i64)], mut put: impl FnMut(usize, usize, i64)) {
    let weights: Vec<u64> = ranks.iter().map(|&rank| amounts[rank].unsigned_abs()).collect();
    let mut before = vec![Money::ZERO; ranks.len()];
    let mut sum = 0;
    for &(pool, share) in shares.iter().filter(|(_, share)| *share > 0) {
        sum += share;
        let Some(after) = apportion(Money::from_minor(sum), &weights) else { continue };
        for (place, &rank) in ranks.iter().enumerate() {
            let amount = (after[place] - before[place]).minor();
            if amount > 0 {
                put(pool, rank, amount);
            }
        }
        before = after;
    }
}

/// The whole flow nearest to the proportional one.
fn proportional(arcs: &[Arc], supply: &[i64]) -> Result<Vec<i64>, Violation> {
    let residual = transport(arcs, supply, false)?;
    let mut flow: Vec<i64> = arcs.iter().enumerate().map(|(place, arc)| arc.lower + residual.used(place)).collect();
    let part = left(supply.len(), arcs, &flow).parts();
    let free: Vec<usize> = (0..arcs.len()).filter(|&arc| part[arcs[arc].from] == part[arcs[arc].to]).collect();
    let mut net = supply.to_vec();
    let mut inside = vec![false; arcs.len()];
    free.iter().for_each(|&arc| inside[arc] = true);
    for (place, arc) in arcs.iter().enumerate().filter(|(place, _)| !inside[*place]) {
        net[arc.from] -= flow[place];
        net[arc.to] += flow[place];
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
    arcs: Vec<Arc>,
    /// The same by where they end.
    by_end: Vec<usize>,
    net: Vec<i64>,
    /// The factor of each node: where money comes in, and where it is taken.
    node: Vec<Factor>,
    /// The factor of each arc: one but for limits that bind.
    arc: Vec<Factor>,
    /// What comes into each node, and what it could pass on, in factors.
    inward: Vec<Factor>,
    onward: Vec<Factor>,
    /// The place of each arc in the order that callers know.
    place: Vec<usize>,
}

impl Fit {
    fn new(given: Vec<Arc>, net: Vec<i64>) -> Self {
        let mut place: Vec<usize> = (0..given.len()).collect();
        place.sort_by_key(|&arc| (given[arc].from, given[arc].to, arc));
        let arcs: Vec<Arc> = place.iter().map(|&arc| given[arc]).collect();
        let mut by_end: Vec<usize> = (0..arcs.len()).collect();
        by_end.sort_by_key(|&arc| (arcs[arc].to, arc));
        let nodes = net.len();
        Self {
            node: net.iter().map(|&net| Factor::whole(net.abs())).collect(),
            arc: vec![Factor::ONE; arcs.len()],
            inward: vec![Factor::ZERO; nodes],
            onward: vec![Factor::ZERO; nodes],
            arcs,
            by_end,
            net,
            place,
        }
    }

    fn run(&mut self) {
        let near = Factor::ONE.over(Factor::whole(2));
        for _ in 0..ROUNDS {
            self.onward();
            for node in 0..self.net.len() {
                if self.net[node] > 0 {
                    self.node[node] = Factor::whole(self.net[node]).over(self.onward[node]);
                }
            }
            self.inward();
            let mut worst = self.limits();
            for node in 0..self.net.len() {
                if self.net[node] < 0 {
                    let wanted = Factor::whole(-self.net[node]);
                    let error = wanted.apart(self.node[node].times(self.inward[node]));
                    worst = if error.at_least(worst) { error } else { worst };
                    self.node[node] = wanted.over(self.inward[node]);
                }
            }
            if near.at_least(worst) {
                break;
            }
        }
        self.onward();
        self.inward();
    }

    /// What each node could pass on along its arcs.
    fn onward(&mut self) {
        self.onward.fill(Factor::ZERO);
        for (place, arc) in self.arcs.iter().enumerate().rev() {
            let beyond = self.taking(arc.to).times(self.arc[place]);
            self.onward[arc.from] = self.onward[arc.from].plus(beyond);
        }
    }

    /// What comes into each node along its arcs.
    fn inward(&mut self) {
        self.inward.fill(Factor::ZERO);
        for &place in &self.by_end {
            let arc = self.arcs[place];
            let before = self.giving(arc.from).times(self.arc[place]);
            self.inward[arc.to] = self.inward[arc.to].plus(before);
        }
    }

    fn taking(&self, node: usize) -> Factor {
        if self.net[node] < 0 { self.onward[node].plus(self.node[node]) } else { self.onward[node] }
    }

    fn giving(&self, node: usize) -> Factor {
        if self.net[node] > 0 { self.inward[node].plus(self.node[node]) } else { self.inward[node] }
    }

    fn flow(&self, place: usize) -> Factor {
        let arc = self.arcs[place];
        self.giving(arc.from).times(self.arc[place]).times(self.taking(arc.to))
    }

    /// Brings arcs with bounds towards them; gives by how much the worst was beyond.
    fn limits(&mut self) -> Factor {
        let mut worst = Factor::ZERO;
        for place in 0..self.arcs.len() {
            let arc = self.arcs[place];
            if arc.lower == 0 && arc.upper >= UNBOUNDED {
                continue;
            }
            let (flow, factor) = (self.flow(place), self.arc[place]);
            let to = |bound: i64| factor.times(Factor::whole(bound).over(flow));
            let (at_most, at_least) = (to(arc.upper), to(arc.lower));
            // The factor is as near to one as its bounds allow.
            let wanted = match (at_most.at_least(Factor::ONE), Factor::ONE.at_least(at_least)) {
                (true, true) => Factor::ONE,
                (false, _) => at_most,
                (true, false) => at_least,
            };
            let error = flow.apart(flow.times(wanted.over(factor)));
            worst = if error.at_least(worst) { error } else { worst };
            self.arc[place] = wanted;
        }
        worst
    }

    /// The whole flow nearest to the fit: between the whole parts around it, then, where no such flow is, within wider
    /// bounds around them.
    fn rounded(&self) -> Result<Vec<i64>, Violation> {
        let whole: Vec<i64> = (0..self.arcs.len()).map(|place| self.flow(place).floor()).collect();
        let mut slack = 1_i64;
        loop {
            let around = |(arc, &whole): (&Arc, &i64)| {
                let lower = (whole - (slack - 1)).clamp(arc.lower, arc.upper);
                Arc { lower, upper: whole.saturating_add(slack).clamp(lower, arc.upper), ..*arc }
            };
            let arcs: Vec<Arc> = self.arcs.iter().zip(&whole).map(around).collect();
            match transport(&arcs, &self.net, false) {
                Ok(residual) => {
                    let mut flow = vec![0; arcs.len()];
                    for (sorted, arc) in arcs.iter().enumerate() {
                        flow[self.place[sorted]] = arc.lower + residual.used(sorted);
                    }
                    return Ok(flow);
                }
                Err(violation) if slack > UNBOUNDED / 4 => return Err(violation),
                Err(_) => slack *= 4,
            }
        }
    }
}
