//! From an instance to its network: source, classes of lots, limits, pools, bunches of cells, groups, sink.

use std::collections::HashMap;
use std::ops::Range;

use super::AllocateError;
use super::codes::Trees;
use super::eligible::{Class, Eligible};
use super::instance::{Instance, LimitSpec, LimitSpecKind};
use super::network::{Network, SINK, SOURCE, UNBOUNDED};

/// A network and what its arcs mean.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub network: Network,
    pub eligible: Eligible,
    /// The node of each class and its arc from the source.
    pub class_nodes: Vec<usize>,
    pub class_arcs: Vec<usize>,
    /// Arcs from a class, or from one of its limits, into a pool: class, pool, arc.
    pub into_pools: Vec<(usize, usize, usize)>,
    /// The arc into each limit: class, index in the class, arc.
    pub limit_arcs: Vec<(usize, usize, usize)>,
    /// Arcs out of pools: pool, bunch, arc.
    pub out_of_pools: Vec<(usize, usize, usize)>,
    /// All arcs between classes and bunches.
    pub between: Range<usize>,
    /// The node of each bunch and its arc into its group.
    pub bunch_nodes: Vec<usize>,
    pub bunch_arcs: Vec<usize>,
    /// The arc of each group, in the order of the instance.
    pub group_arcs: Vec<usize>,
    /// The arc of all cells outside countries into the sink.
    pub other_arc: usize,
    /// The arc of all money into the sink.
    pub all_arc: usize,
    /// What each cell may still take, and each lot still give, by rank.
    pub cell_room: Vec<i64>,
    pub lot_room: Vec<i64>,
    /// What closed placements put into each cell and took from each lot, by rank.
    pub closed_in_cell: Vec<i64>,
    pub closed_from_lot: Vec<i64>,
    /// The same by pair of lot and cell.
    pub closed_by_pair: HashMap<(usize, usize), i64>,
    /// The cells of each group, by rank.
    pub group_cells: Vec<Vec<usize>>,
    /// What each group has already: outside money and closed placements of its cells.
    pub group_base: Vec<i64>,
}

impl Built {
    /// The lot of a rank, as the instance has it.
    pub(super) fn lot<'a>(&self, instance: &'a Instance, rank: usize) -> &'a super::instance::LotSpec {
        &instance.lots[self.eligible.lots[rank]]
    }

    /// The cell of a rank, as the instance has it.
    pub(super) fn cell<'a>(&self, instance: &'a Instance, rank: usize) -> &'a super::instance::CellSpec {
        &instance.cells[self.eligible.cells[rank]]
    }

    /// Whether a lot may pay for a cell.
    pub(super) fn may_pay(&self, lot: usize, cell: usize) -> bool {
        let bunch = self.eligible.bunch_of[cell];
        let mut pools = self.eligible.pools_of(self.eligible.class_of[lot]);
        pools.any(|pool| self.eligible.pools[pool].binary_search(&bunch).is_ok())
    }

    /// The sum over the cells of each bunch.
    pub(super) fn by_bunch(&self, amounts: &[i64]) -> Vec<i64> {
        let sum = |cells: &Vec<usize>| cells.iter().map(|&rank| amounts[rank]).sum();
        self.eligible.bunches.iter().map(sum).collect()
    }

    /// What goes through each group.
    pub(super) fn through_groups(&self, taken: &[i64]) -> Vec<i64> {
        self.group_cells.iter().map(|cells| cells.iter().map(|&rank| taken[rank]).sum()).collect()
    }

    /// The sum over the lots of each class.
    pub(super) fn by_class(&self, amounts: &[i64]) -> Vec<i64> {
        self.eligible.classes.iter().map(|class| class.lots.iter().map(|&rank| amounts[rank]).sum()).collect()
    }
}

pub(super) fn build(instance: &Instance) -> Result<Built, AllocateError> {
    let trees = Trees::new(instance);
    let mut network = Network::default();
    let all = network.node();
    let all_arc = network.arc(all, SINK, UNBOUNDED);
    let (mut group_arcs, mut members, mut side_of) = (Vec::new(), Vec::new(), Vec::new());
    let eligible = Eligible::new(instance, &trees, |cells| {
        members = in_groups(instance, &trees, cells);
        let sides;
        (sides, group_arcs) = groups(instance, &mut network, all, &members, cells.len())?;
        side_of.clone_from(&sides);
        Ok(sides)
    })?;
    let other_arc = group_arcs.pop().unwrap_or_default();
    let closed = Closed::new(instance, &eligible)?;
    let outside = |rank: usize| instance.cells[eligible.cells[rank]].outside;
    let sum = |members: &Vec<usize>, amount: &dyn Fn(usize) -> i64| members.iter().map(|&rank| amount(rank)).sum();
    members.truncate(instance.groups.len());
    let closed_groups: Vec<i64> = members.iter().map(|group| sum(group, &|rank| closed.by_cell[rank])).collect();
    let group_base = members.iter().map(|group| sum(group, &|rank| closed.by_cell[rank] + outside(rank))).collect();
    count_closed(&mut network, &group_arcs, &closed_groups);
    let room = |rank: usize| {
        let cell = &instance.cells[eligible.cells[rank]];
        ((cell.ceiling - cell.outside).max(0) - closed.by_cell[rank]).max(0)
    };
    let cell_room: Vec<i64> = (0..eligible.cells.len()).map(room).collect();
    let left = |rank: usize| (instance.lots[eligible.lots[rank]].available - closed.by_lot[rank]).max(0);
    let lot_room: Vec<i64> = (0..eligible.lots.len()).map(left).collect();
    let mut built = Built {
        network,
        class_nodes: Vec::new(),
        class_arcs: Vec::new(),
        into_pools: Vec::new(),
        limit_arcs: Vec::new(),
        out_of_pools: Vec::new(),
        between: 0..0,
        bunch_nodes: Vec::new(),
        bunch_arcs: Vec::new(),
        group_arcs,
        other_arc,
        all_arc,
        cell_room,
        lot_room,
        closed_in_cell: closed.by_cell,
        closed_from_lot: closed.by_lot,
        closed_by_pair: closed.by_pair,
        group_base,
        group_cells: members,
        eligible,
    };
    built.join(instance, &side_of)?;
    Ok(built)
}

impl Built {
    /// Adds classes, limits, pools and bunches. Their nodes are numbered in the order in which money flows.
    fn join(&mut self, instance: &Instance, sides: &[usize]) -> Result<(), AllocateError> {
        let (class_room, bunch_room) = (self.by_class(&self.lot_room), self.by_bunch(&self.cell_room));
        let network = &mut self.network;
        for room in class_room {
            let node = network.node();
            self.class_nodes.push(node);
            self.class_arcs.push(network.arc(SOURCE, node, room));
        }
        let start = network.arcs.len();
        let mut holders = Vec::new();
        for (class, spec) in self.eligible.classes.iter().enumerate() {
            holders.extend(spec.pools.iter().map(|&pool| (class, pool, self.class_nodes[class])));
            let mut nodes: Vec<usize> = Vec::new();
            for (index, limit) in spec.limits.iter().enumerate() {
                let outer = limit.inside.map_or(self.class_nodes[class], |inside| nodes[inside]);
                let node = network.node();
                nodes.push(node);
                let (lower, upper) = limit_bounds(instance, &self.eligible, spec, index, &self.closed_by_pair);
                if limit.empty && lower > 0 {
                    let lot = self.eligible.lots[spec.lots[0]];
                    return Err(AllocateError::NothingToMeet { lot: instance.lots[lot].id.clone() });
                }
                let arc = network.arc(outer, node, upper);
                network.arcs[arc].lower = lower;
                self.limit_arcs.push((class, index, arc));
                holders.extend(limit.pool.map(|pool| (class, pool, node)));
            }
        }
        let pools: Vec<usize> = self.eligible.pools.iter().map(|_| network.node()).collect();
        self.bunch_nodes = self.eligible.bunches.iter().map(|_| network.node()).collect();
        for (class, pool, node) in holders {
            self.into_pools.push((class, pool, network.arc(node, pools[pool], UNBOUNDED)));
        }
        for (pool, bunches) in self.eligible.pools.iter().enumerate() {
            for &bunch in bunches {
                let arc = network.arc(pools[pool], self.bunch_nodes[bunch], UNBOUNDED);
                self.out_of_pools.push((pool, bunch, arc));
            }
        }
        self.between = start..network.arcs.len();
        for (bunch, room) in bunch_room.into_iter().enumerate() {
            let side = self.eligible.bunches[bunch].first().map_or(SINK, |&rank| sides[rank]);
            self.bunch_arcs.push(network.arc(self.bunch_nodes[bunch], side, room));
        }
        Ok(())
    }
}

/// The least and most new money of a limit. Closed placements count towards it; those that break one stay.
fn limit_bounds(
    instance: &Instance,
    eligible: &Eligible,
    class: &Class,
    index: usize,
    closed: &HashMap<(usize, usize), i64>,
) -> (i64, i64) {
    let lot = class.lots[0];
    let bounded = &class.limits[index];
    let spec = &instance.lots[eligible.lots[lot]];
    let limit: &LimitSpec = &spec.limits[bounded.limit];
    let share = i128::from(limit.share_ppm) * i128::from(spec.available);
    let used: i64 = match closed.is_empty() {
        true => 0,
        false => bounded.cells.iter().filter_map(|&cell| closed.get(&(lot, cell))).sum(),
    };
    let new = |amount: i128| (i64::try_from(amount).unwrap_or(UNBOUNDED) - used).max(0);
    match limit.kind {
        LimitSpecKind::AtLeast => (new(share.div_euclid(1_000_000) + i128::from(share % 1_000_000 != 0)), UNBOUNDED),
        LimitSpecKind::AtMost => (0, new(share.div_euclid(1_000_000))),
    }
}

/// What is closed in a group counts towards its cap.
fn count_closed(network: &mut Network, group_arcs: &[usize], closed: &[i64]) {
    for (&arc, &closed) in group_arcs.iter().zip(closed) {
        let upper = &mut network.arcs[arc].upper;
        if *upper != UNBOUNDED {
            *upper = (*upper - closed).max(0);
        }
    }
}

/// What closed placements put into each cell, took from each lot, and both, by rank.
struct Closed {
    by_cell: Vec<i64>,
    by_lot: Vec<i64>,
    by_pair: HashMap<(usize, usize), i64>,
}

impl Closed {
    fn new(instance: &Instance, eligible: &Eligible) -> Result<Self, AllocateError> {
        let mut closed = Self {
            by_cell: vec![0; eligible.cells.len()],
            by_lot: vec![0; eligible.lots.len()],
            by_pair: HashMap::new(),
        };
        for placed in &instance.placed {
            let cell = eligible.cells.binary_search_by(|&cell| instance.cells[cell].id.cmp(&placed.cell));
            let lot = eligible.lots.binary_search_by(|&lot| instance.lots[lot].id.cmp(&placed.lot));
            let (Ok(cell), Ok(lot)) = (cell, lot) else {
                return Err(AllocateError::UnknownPlacement { lot: placed.lot.clone(), cell: placed.cell.clone() });
            };
            closed.by_cell[cell] += placed.amount;
            closed.by_lot[lot] += placed.amount;
            *closed.by_pair.entry((lot, cell)).or_default() += placed.amount;
        }
        Ok(closed)
    }
}

/// The cells of each group, by rank; last those outside countries, when there is a share policy.
fn in_groups(instance: &Instance, trees: &Trees, cells: &[usize]) -> Vec<Vec<usize>> {
    let spots: Vec<_> = match instance.groups.is_empty() {
        true => Vec::new(),
        false => {
            let spot = |&cell: &usize| trees.spot(&instance.cells[cell].geography, &instance.cells[cell].theme);
            cells.iter().map(spot).collect()
        }
    };
    let mut members: Vec<Vec<usize>> = instance
        .groups
        .iter()
        .map(|group| {
            let scope = trees.spots(&group.scope);
            (0..cells.len()).filter(|&rank| trees.covered(&scope, spots[rank])).collect()
        })
        .collect();
    let away = |rank: &usize| instance.policy.is_some() && !instance.cells[cells[*rank]].country;
    members.push((0..cells.len()).filter(away).collect());
    members
}

/// Which group crosses another; `found` is the one at which that showed. One that only the country share divides is named as such.
fn crossing(instance: &Instance, members: &[Vec<usize>], found: usize) -> AllocateError {
    let apart = |one: &[usize], other: &[usize]| {
        let shared = one.iter().filter(|rank| other.contains(rank)).count();
        shared > 0 && shared < one.len().min(other.len())
    };
    let groups = instance.groups.iter().zip(members);
    let own = groups
        .clone()
        .enumerate()
        .any(|(place, (_, one))| groups.clone().take(place).any(|(_, other)| apart(one, other)));
    let outside = members.last().map_or(&[][..], Vec::as_slice);
    let across = groups.clone().find(|(_, one)| apart(one, outside)).filter(|_| !own);
    match across {
        Some((group, _)) => AllocateError::GroupAcrossShare { group: group.id.clone() },
        None => {
            let name = instance.groups.get(found).map_or("outside countries", |group| group.id.as_str());
            AllocateError::CrossingGroups { group: name.to_owned() }
        }
    }
}

/// Group nodes, inner ones into outer ones, and for each cell the node that it flows into. The last arc is that of all
/// cells outside countries, which are one more group when there is a share policy.
fn groups(
    instance: &Instance,
    network: &mut Network,
    all: usize,
    members: &[Vec<usize>],
    cells: usize,
) -> Result<(Vec<usize>, Vec<usize>), AllocateError> {
    let mut sides = vec![all; cells];
    let mut order: Vec<usize> = (0..members.len()).collect();
    // Outer groups first, so that inner ones take cells over from them.
    order.sort_by_key(|&group| (std::cmp::Reverse(members[group].len()), group));
    let mut group_arcs = vec![0; members.len()];
    for group in order {
        let mut before: Vec<usize> = members[group].iter().map(|&rank| sides[rank]).collect();
        before.sort_unstable();
        before.dedup();
        let [outer] = before[..] else {
            if before.is_empty() {
                let nothing = network.node();
                group_arcs[group] = network.arc(nothing, SINK, 0);
                continue;
            }
            return Err(crossing(instance, members, group));
        };
        let node = network.node();
        let room = instance.groups.get(group).and_then(|group| group.cap).unwrap_or(UNBOUNDED);
        group_arcs[group] = network.arc(node, outer, room);
        for &rank in &members[group] {
            sides[rank] = node;
        }
    }
    Ok((sides, group_arcs))
}
