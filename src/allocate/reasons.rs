//! Why the result is as it is: of every cell that lacks money, of every lot that keeps some, and of the gap as a whole.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::build::{Built, build};
use super::instance::{Instance, LotSpec, NodeSpec};
use super::network::{SINK, SOURCE, left as left_of};
use super::{AllocateError, Allocation};

/// Lots by name with the money that they keep, the most first; shared by all cells that it is said of.
pub type Waiting = Arc<Vec<(String, i64)>>;

/// Why a cell lacks money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellReason {
    /// It lacks nothing.
    Funded,
    /// It has all that its ceiling allows.
    Ceiling,
    /// There is no money left at all.
    NoMoney,
    /// The money left may not be used here: these lots, with what they keep.
    Earmarks {
        /// Lots with money left: one list for all cells that they may not pay for.
        lots: Waiting,
    },
    /// The money left may be used here but for a cap, a limit or the share policy.
    Policy {
        /// Lots with money left that may pay for this cell.
        lots: Vec<(String, i64)>,
    },
}

/// Why a lot keeps money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LotReason {
    /// It keeps none.
    Used,
    /// There is no cell that it may pay for.
    NoCell,
    /// Every cell that it may pay for is full.
    CellsFull {
        /// How many cells.
        cells: usize,
    },
    /// Cells that it may pay for lack money, but a cap, a limit or the share policy keeps it away.
    Policy {
        /// How many cells.
        cells: usize,
    },
}

/// The gap of the cells in its three causes, which sum to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Causes {
    /// Even if all money could go anywhere, this would be missing.
    pub short_of_money: i64,
    /// Money that exists but is locked by earmarks.
    pub locked_by_earmarks: i64,
    /// Money that exists but is locked by ceilings, caps, limits and the share policy.
    pub locked_by_policy: i64,
}

/// One earmark loosened by one level, and what that would allocate more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relaxation {
    /// The lot.
    pub lot: String,
    /// Which side of its earmark is loosened.
    pub loosened: Loosened,
    /// How much more would be placed in all.
    pub closes: i64,
}

/// A side of an earmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Loosened {
    /// Each place to the one above it.
    Geography,
    /// Each theme to the one above it.
    Theme,
    /// No exclusions.
    Exclusions,
}

impl Loosened {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Geography, Self::Theme, Self::Exclusions];

    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Geography => "geography",
            Self::Theme => "theme",
            Self::Exclusions => "exclusions",
        }
    }
}

/// All reasons of a result.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reasons {
    /// For each cell of the result.
    pub cells: Vec<CellReason>,
    /// For each lot of the result.
    pub lots: Vec<LotReason>,
    /// The gap in its causes.
    pub causes: Causes,
    /// What loosening one earmark would bring, the most first; those that bring nothing are left out.
    pub relaxations: Vec<Relaxation>,
}

/// Finds the reasons of a result.
///
/// # Errors
/// As the allocation itself.
pub fn reasons(instance: &Instance, allocation: &Allocation) -> Result<Reasons, AllocateError> {
    let built = build(instance)?;
    let left: Vec<(usize, i64)> = allocation
        .lots
        .iter()
        .enumerate()
        .filter(|(_, lot)| lot.unplaced > 0)
        .map(|(rank, lot)| (rank, lot.unplaced))
        .collect();
    let all = Arc::new(named(allocation, &left));
    let cells = (0..built.cell_room.len()).map(|rank| cell_reason(instance, allocation, &built, (&left, &all), rank));
    let lots = (0..built.lot_room.len()).map(|rank| lot_reason(instance, allocation, &built, rank));
    Ok(Reasons {
        cells: cells.collect(),
        lots: lots.collect(),
        causes: causes(instance, allocation)?,
        relaxations: relaxations(instance, allocation)?,
    })
}

fn cell_reason(
    instance: &Instance,
    allocation: &Allocation,
    built: &Built,
    (left, all): (&[(usize, i64)], &Waiting),
    rank: usize,
) -> CellReason {
    let result = &allocation.cells[rank];
    let spec = built.cell(instance, rank);
    if result.shortfall == 0 {
        return CellReason::Funded;
    }
    if spec.outside + result.placed >= spec.ceiling {
        return CellReason::Ceiling;
    }
    if left.is_empty() {
        return CellReason::NoMoney;
    }
    let here: Vec<(usize, i64)> = left.iter().copied().filter(|(lot, _)| built.may_pay(*lot, rank)).collect();
    match here.is_empty() {
        true => CellReason::Earmarks { lots: Arc::clone(all) },
        false => CellReason::Policy { lots: named(allocation, &here) },
    }
}

/// Lots by name with what they keep, the most first.
fn named(allocation: &Allocation, lots: &[(usize, i64)]) -> Vec<(String, i64)> {
    let mut named: Vec<(String, i64)> =
        lots.iter().map(|&(lot, amount)| (allocation.lots[lot].id.clone(), amount)).collect();
    named.sort_by(|one, two| two.1.cmp(&one.1).then_with(|| one.0.cmp(&two.0)));
    named
}

fn lot_reason(instance: &Instance, allocation: &Allocation, built: &Built, rank: usize) -> LotReason {
    if allocation.lots[rank].unplaced == 0 {
        return LotReason::Used;
    }
    let bunches = built.eligible.bunches_of(built.eligible.class_of[rank]);
    let cells: Vec<usize> = bunches.iter().flat_map(|&bunch| built.eligible.bunches[bunch].iter().copied()).collect();
    let lacking = cells.iter().filter(|cell| {
        let spec = built.cell(instance, **cell);
        spec.outside + allocation.cells[**cell].placed < spec.ceiling
    });
    match (cells.len(), lacking.count()) {
        (0, _) => LotReason::NoCell,
        (all, 0) => LotReason::CellsFull { cells: all },
        (_, lacking) => LotReason::Policy { cells: lacking },
    }
}

/// The gap in its causes: what would be placed if every ceiling, cap, limit and policy fell, and then every earmark.
fn causes(instance: &Instance, allocation: &Allocation) -> Result<Causes, AllocateError> {
    let reach = reach(instance)?;
    let gap: i64 = allocation.cells.iter().map(|cell| cell.shortfall).sum();
    Ok(reach.causes(gap))
}

/// How much of the needs could be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// What cells need beside what is funded from outside.
    needs: i64,
    /// Where all money could go anywhere.
    with_money: i64,
    /// Where earmarks bind, and nothing else.
    within_earmarks: i64,
}

impl Reach {
    /// Why so much of the needs is not met.
    pub fn causes(&self, gap: i64) -> Causes {
        let met = self.needs - gap;
        let within_earmarks = self.within_earmarks.max(met);
        let with_money = self.with_money.max(within_earmarks);
        Causes {
            short_of_money: self.needs - with_money,
            locked_by_earmarks: with_money - within_earmarks,
            locked_by_policy: within_earmarks - met,
        }
    }
}

/// How much of the needs of an instance its money could meet: what stands above a need meets none, and cannot go elsewhere.
///
/// # Errors
/// As the allocation itself.
pub fn reach(instance: &Instance) -> Result<Reach, AllocateError> {
    let mut free = instance.clone();
    free.policy = None;
    free.groups.clear();
    for cell in &mut free.cells {
        cell.ceiling = cell.need;
        cell.floor = 0;
    }
    for lot in &mut free.lots {
        lot.limits.clear();
    }
    let built = build(&free)?;
    let flow = built.network.flow(None).map_err(|_| AllocateError::Internal)?;
    let (mut needs, mut beyond) = (0, 0);
    for (rank, closed) in built.closed_in_cell.iter().enumerate() {
        let spec = built.cell(&free, rank);
        let need = (spec.need - spec.outside).max(0);
        needs += need;
        beyond += (closed - need).max(0);
    }
    let available: i64 = instance.lots.iter().map(|lot| lot.available).sum();
    Ok(Reach { needs, with_money: (available - beyond).min(needs), within_earmarks: placed(&built, &flow) - beyond })
}

/// The largest total of an instance, closed placements included.
fn largest(instance: &Instance) -> Result<i64, AllocateError> {
    let built = build(instance)?;
    let flow = built.network.flow(None).map_err(|_| AllocateError::Internal)?;
    Ok(placed(&built, &flow))
}

/// What a flow allocates, closed placements included.
fn placed(built: &Built, flow: &[i64]) -> i64 {
    let new: i64 = built.class_arcs.iter().map(|&arc| flow[arc]).sum();
    new + built.closed_in_cell.iter().sum::<i64>()
}

/// What each earmark, loosened alone by one level, would allocate more.
///
/// A loosened earmark stands in the network as a class without money. One flow is found for all of them; then for each
/// the way from its lot's class into it is opened in what is left of that flow, and more is sent.
fn relaxations(instance: &Instance, allocation: &Allocation) -> Result<Vec<Relaxation>, AllocateError> {
    let left: i64 = allocation.lots.iter().map(|lot| lot.unplaced).sum();
    if left == 0 {
        return Ok(Vec::new());
    }
    let mut open = instance.clone();
    // Shares of the whole are judged anew by the allocation; here only earmarks and caps bind.
    open.policy = None;
    let candidates = candidates(&open)?;
    let mut with_all = open.clone();
    with_all.lots.extend(candidates.iter().map(|candidate| LotSpec {
        id: format!("{}\u{10ffff}{:?}", candidate.loosened.id, candidate.side),
        available: 0,
        limits: Vec::new(),
        ..candidate.loosened.clone()
    }));
    let built = build(&with_all)?;
    let mut rank_of = vec![0; with_all.lots.len()];
    built.eligible.lots.iter().enumerate().for_each(|(rank, &lot)| rank_of[lot] = rank);
    let class_node = |lot: usize| built.class_nodes[built.eligible.class_of[rank_of[lot]]];
    let mut network = built.network.clone();
    let ways: Vec<usize> = candidates
        .iter()
        .enumerate()
        .map(|(number, candidate)| network.arc(class_node(candidate.lot), class_node(open.lots.len() + number), 0))
        .collect();
    let flow = network.flow(None).map_err(|_| AllocateError::Internal)?;
    let before = placed(&built, &flow);
    let residual = left_of(network.nodes(), &network.arcs, &flow);
    let mut found = Vec::new();
    for (candidate, way) in candidates.into_iter().zip(ways) {
        let closes = if candidate.loosened.limits.is_empty() {
            let mut residual = residual.clone();
            residual.set(way, built.lot_room[rank_of[candidate.lot]], 0);
            residual.augment(SOURCE, SINK)
        } else {
            // Its limits are about its own money and move with it.
            let mut loosened = open.clone();
            loosened.lots[candidate.lot] = candidate.loosened.clone();
            largest(&loosened)? - before
        };
        if closes > 0 {
            found.push(Relaxation { lot: candidate.loosened.id, loosened: candidate.side, closes });
        }
    }
    found.sort_by(|one, two| {
        two.closes.cmp(&one.closes).then_with(|| (&one.lot, one.loosened).cmp(&(&two.lot, two.loosened)))
    });
    Ok(found)
}

/// A lot, by its index in the instance, with one side of its earmark loosened.
struct Candidate {
    lot: usize,
    side: Loosened,
    loosened: LotSpec,
}

/// The lots that could gain by a loosened earmark: more money must be able to reach them, because they keep some or
/// others may take their place.
fn candidates(instance: &Instance) -> Result<Vec<Candidate>, AllocateError> {
    let built = build(instance)?;
    let flow = built.network.flow(None).map_err(|_| AllocateError::Internal)?;
    let near = built.network.near_side(&flow);
    let reached = |rank: &usize| near[built.class_nodes[built.eligible.class_of[*rank]]];
    let mut candidates = Vec::new();
    for lot in (0..built.lot_room.len()).filter(reached).map(|rank| built.eligible.lots[rank]) {
        for side in Loosened::ALL {
            candidates.extend(loosened(instance, lot, side).map(|loosened| Candidate { lot, side, loosened }));
        }
    }
    Ok(candidates)
}

/// A lot with a side of its earmark loosened by one level; nothing when that changes nothing.
fn loosened(instance: &Instance, lot: usize, side: Loosened) -> Option<LotSpec> {
    let above = |nodes: &[NodeSpec], code: &str| {
        let node = nodes.iter().find(|node| node.code == code);
        node.and_then(|node| node.parent.clone()).unwrap_or_else(|| code.to_owned())
    };
    let mut spec = instance.lots[lot].clone();
    match side {
        Loosened::Geography => {
            spec.include.iter_mut().for_each(|(place, _)| *place = above(&instance.geographies, place));
        }
        Loosened::Theme => spec.include.iter_mut().for_each(|(_, theme)| *theme = above(&instance.themes, theme)),
        Loosened::Exclusions => spec.exclude.clear(),
    }
    (spec != instance.lots[lot]).then_some(spec)
}
