//! From an instance to its network: source, lots, classes of lots with one earmark, cells, groups, sink.

use std::collections::{BTreeMap, HashMap};

use super::AllocateError;
use super::instance::{Instance, LimitSpec, LimitSpecKind, LotSpec, NodeSpec, Pair, PeriodSpec};
use super::network::{Network, SINK, SOURCE, UNBOUNDED};

/// A network and what its arcs mean. Lots and cells are in the order of their names.
#[derive(Clone, Debug)]
pub(super) struct Built {
    pub network: Network,
    /// Places of the lots in the instance, by name.
    pub lots: Vec<usize>,
    /// Places of the cells in the instance, by name.
    pub cells: Vec<usize>,
    /// The arc of each lot from the source.
    pub lot_arcs: Vec<usize>,
    /// The arc through each cell.
    pub cell_arcs: Vec<usize>,
    /// The class of each lot.
    pub class_of: Vec<usize>,
    /// The arcs from each class into cells (cell, arc), through scope nodes or not.
    pub class_cells: Vec<Vec<(usize, usize)>>,
    /// The arc of each group, in the order of the instance.
    pub group_arcs: Vec<usize>,
    /// The arc of all cells outside countries into the sink.
    pub other_arc: usize,
    /// The arc of all money into the sink.
    pub all_arc: usize,
    /// What closed placements put into each cell and took from each lot.
    pub closed_in_cell: Vec<i64>,
    pub closed_from_lot: Vec<i64>,
    /// What each group has already: outside money and closed placements of its cells.
    pub group_base: Vec<i64>,
}

/// Answers whether a code lies under another.
struct Ancestry<'a> {
    parent: HashMap<&'a str, Option<&'a str>>,
}

impl<'a> Ancestry<'a> {
    fn new(nodes: &'a [NodeSpec]) -> Self {
        Self { parent: nodes.iter().map(|node| (node.code.as_str(), node.parent.as_deref())).collect() }
    }

    fn covers(&self, above: &str, below: &str) -> bool {
        let mut here = Some(below);
        while let Some(code) = here {
            if code == above {
                return true;
            }
            here = self.parent.get(code).copied().flatten();
        }
        false
    }
}

/// The pairs, tests and lots that make two lots alike.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct ClassKey {
    include: Vec<Pair>,
    exclude: Vec<Pair>,
    window: Option<PeriodSpec>,
    limited: Option<String>,
}

impl ClassKey {
    fn of(lot: &LotSpec) -> Self {
        let sorted = |pairs: &[Pair]| {
            let mut pairs = pairs.to_vec();
            pairs.sort();
            pairs.dedup();
            pairs
        };
        Self {
            include: sorted(&lot.include),
            exclude: sorted(&lot.exclude),
            window: lot.window,
            limited: (!lot.limits.is_empty()).then(|| lot.id.clone()),
        }
    }
}

pub(super) fn build(instance: &Instance) -> Result<Built, AllocateError> {
    let places = Ancestry::new(&instance.geographies);
    let themes = Ancestry::new(&instance.themes);
    let covers = |pairs: &[Pair], cell: usize| {
        let cell = &instance.cells[cell];
        pairs.iter().any(|(place, theme)| places.covers(place, &cell.geography) && themes.covers(theme, &cell.theme))
    };
    let lots = by_name(instance.lots.len(), |lot| &instance.lots[lot].id);
    let cells = by_name(instance.cells.len(), |cell| &instance.cells[cell].id);
    let closed = closed(instance, &lots, &cells)?;
    let mut network = Network::default();
    let all = network.node();
    let all_arc = network.arc(all, SINK, UNBOUNDED);
    let (sides, mut group_arcs) = groups(instance, &cells, &mut network, all, &covers)?;
    let other_arc = group_arcs.pop().unwrap_or_default();
    let closed_groups = sum_in_groups(instance, &cells, &covers, |rank, _| closed.by_cell[rank]);
    let group_base =
        sum_in_groups(instance, &cells, &covers, |rank, cell| closed.by_cell[rank] + instance.cells[cell].outside);
    count_closed(&mut network, &group_arcs, &closed_groups);
    let mut cell_in = Vec::with_capacity(cells.len());
    let mut cell_arcs = Vec::with_capacity(cells.len());
    for (rank, &cell) in cells.iter().enumerate() {
        let (into, out) = (network.node(), network.node());
        let spec = &instance.cells[cell];
        let room = (spec.ceiling - spec.outside).max(0);
        cell_arcs.push(network.arc(into, out, (room - closed.by_cell[rank]).max(0)));
        network.arc(out, sides[rank], UNBOUNDED);
        cell_in.push(into);
    }
    let mut classes: BTreeMap<ClassKey, usize> = BTreeMap::new();
    let (mut class_nodes, mut class_cells) = (Vec::new(), Vec::new());
    let (mut class_of, mut lot_arcs) = (Vec::new(), Vec::new());
    for (rank, &lot) in lots.iter().enumerate() {
        let spec = &instance.lots[lot];
        let next = class_nodes.len();
        let class = *classes.entry(ClassKey::of(spec)).or_insert(next);
        if class == next {
            class_nodes.push(network.node());
            let allowed = |&rank: &usize| {
                let in_window = spec.window.is_none_or(|window| window.overlaps(instance.cells[cells[rank]].period));
                in_window && covers(&spec.include, cells[rank]) && !covers(&spec.exclude, cells[rank])
            };
            let eligible: Vec<usize> = (0..cells.len()).filter(allowed).collect();
            let in_scope = |limit: &LimitSpec, rank: usize| {
                let outside = limit.outside_countries && !instance.cells[cells[rank]].country;
                outside || covers(&limit.scope, cells[rank])
            };
            let used = |cell: usize| closed.by_pair.get(&(rank, cell)).copied().unwrap_or(0);
            class_cells.push(route(&mut network, class_nodes[class], spec, &eligible, &cell_in, &in_scope, &used)?);
        }
        let node = network.node();
        lot_arcs.push(network.arc(SOURCE, node, (spec.available - closed.by_lot[rank]).max(0)));
        network.arc(node, class_nodes[class], UNBOUNDED);
        class_of.push(class);
    }
    Ok(Built {
        network,
        lots,
        cells,
        lot_arcs,
        cell_arcs,
        class_of,
        class_cells,
        group_arcs,
        other_arc,
        all_arc,
        closed_in_cell: closed.by_cell,
        closed_from_lot: closed.by_lot,
        group_base,
    })
}

/// Places in the order of names, so that the order of the input does not matter.
fn by_name<'a>(count: usize, name: impl Fn(usize) -> &'a String) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by_key(|&place| name(place));
    places
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

/// What closed placements put into each cell, took from each lot, and both.
struct Closed {
    by_cell: Vec<i64>,
    by_lot: Vec<i64>,
    by_pair: HashMap<(usize, usize), i64>,
}

fn closed(instance: &Instance, lots: &[usize], cells: &[usize]) -> Result<Closed, AllocateError> {
    let lot_rank: HashMap<&str, usize> =
        lots.iter().enumerate().map(|(rank, &lot)| (instance.lots[lot].id.as_str(), rank)).collect();
    let cell_rank: HashMap<&str, usize> =
        cells.iter().enumerate().map(|(rank, &cell)| (instance.cells[cell].id.as_str(), rank)).collect();
    let mut closed = Closed { by_cell: vec![0; cells.len()], by_lot: vec![0; lots.len()], by_pair: HashMap::new() };
    for placed in &instance.placed {
        let unknown = || AllocateError::UnknownPlacement { lot: placed.lot.clone(), cell: placed.cell.clone() };
        let cell = *cell_rank.get(placed.cell.as_str()).ok_or_else(unknown)?;
        let lot = *lot_rank.get(placed.lot.as_str()).ok_or_else(unknown)?;
        closed.by_cell[cell] += placed.amount;
        closed.by_lot[lot] += placed.amount;
        *closed.by_pair.entry((lot, cell)).or_default() += placed.amount;
    }
    Ok(closed)
}

/// The sum over the cells of each group.
fn sum_in_groups(
    instance: &Instance,
    cells: &[usize],
    covers: &impl Fn(&[Pair], usize) -> bool,
    amount: impl Fn(usize, usize) -> i64,
) -> Vec<i64> {
    let of_group = |scope: &[Pair]| {
        let inside = cells.iter().enumerate().filter(|(_, cell)| covers(scope, **cell));
        inside.map(|(rank, &cell)| amount(rank, cell)).sum()
    };
    instance.groups.iter().map(|group| of_group(&group.scope)).collect()
}

/// Group nodes, inner ones into outer ones, and for each cell the node that it flows into. The last arc is that of all
/// cells outside countries, which are one more group when there is a share policy.
fn groups(
    instance: &Instance,
    cells: &[usize],
    network: &mut Network,
    all: usize,
    covers: &impl Fn(&[Pair], usize) -> bool,
) -> Result<(Vec<usize>, Vec<usize>), AllocateError> {
    let mut sides = vec![all; cells.len()];
    let of_group = |scope: &[Pair]| (0..cells.len()).filter(|&rank| covers(scope, cells[rank])).collect();
    let mut members: Vec<(usize, Vec<usize>)> =
        instance.groups.iter().enumerate().map(|(group, spec)| (group, of_group(&spec.scope))).collect();
    let away = |rank: &usize| instance.policy.is_some() && !instance.cells[cells[*rank]].country;
    members.push((instance.groups.len(), (0..cells.len()).filter(away).collect()));
    // Outer groups first, so that inner ones take cells over from them.
    members.sort_by_key(|(group, members)| (std::cmp::Reverse(members.len()), *group));
    let mut group_arcs = vec![0; members.len()];
    for (group, members) in members {
        let mut before: Vec<usize> = members.iter().map(|&rank| sides[rank]).collect();
        before.sort_unstable();
        before.dedup();
        let [outer] = before[..] else {
            if before.is_empty() {
                let nothing = network.node();
                group_arcs[group] = network.arc(nothing, SINK, 0);
                continue;
            }
            let name = instance.groups.get(group).map_or("outside countries", |group| group.id.as_str());
            return Err(AllocateError::CrossingGroups { group: name.to_owned() });
        };
        let node = network.node();
        let room = instance.groups.get(group).and_then(|group| group.cap).unwrap_or(UNBOUNDED);
        group_arcs[group] = network.arc(node, outer, room);
        for rank in members {
            sides[rank] = node;
        }
    }
    Ok((sides, group_arcs))
}

/// Arcs from a class to its cells; a lot with limits goes through a node for each scope.
fn route(
    network: &mut Network,
    class: usize,
    lot: &LotSpec,
    eligible: &[usize],
    cell_in: &[usize],
    in_scope: &impl Fn(&LimitSpec, usize) -> bool,
    used: &impl Fn(usize) -> i64,
) -> Result<Vec<(usize, usize)>, AllocateError> {
    let mut from: BTreeMap<usize, usize> = eligible.iter().map(|&rank| (rank, class)).collect();
    let mut limits: Vec<(&LimitSpec, Vec<usize>)> = lot
        .limits
        .iter()
        .map(|limit| (limit, eligible.iter().copied().filter(|&rank| in_scope(limit, rank)).collect()))
        .collect();
    limits.sort_by(|one, two| two.1.len().cmp(&one.1.len()).then_with(|| one.0.cmp(two.0)));
    for (limit, members) in limits {
        let mut before: Vec<usize> = members.iter().filter_map(|rank| from.get(rank).copied()).collect();
        before.sort_unstable();
        before.dedup();
        let share = i128::from(limit.share_ppm) * i128::from(lot.available);
        let (lower, upper) = match limit.kind {
            LimitSpecKind::AtLeast => (share.div_euclid(1_000_000) + i128::from(share % 1_000_000 != 0), None),
            LimitSpecKind::AtMost => (0, Some(share.div_euclid(1_000_000))),
        };
        // Closed placements count towards the limits; those that break one stay.
        let used: i64 = (0..cell_in.len()).filter(|&rank| in_scope(limit, rank)).map(used).sum();
        let lower = (i64::try_from(lower).unwrap_or(i64::MAX) - used).max(0);
        let outer = match before[..] {
            [outer] => outer,
            [] if lower == 0 => continue,
            [] => return Err(AllocateError::NothingToMeet { lot: lot.id.clone() }),
            _ => return Err(AllocateError::CrossingLimits { lot: lot.id.clone() }),
        };
        let node = network.node();
        let arc = network.arc(
            outer,
            node,
            upper.map_or(UNBOUNDED, |upper| (i64::try_from(upper).unwrap_or(UNBOUNDED) - used).max(0)),
        );
        network.arcs[arc].lower = lower;
        for rank in members {
            from.insert(rank, node);
        }
    }
    Ok(from.into_iter().map(|(rank, node)| (rank, network.arc(node, cell_in[rank], UNBOUNDED))).collect())
}
