//! Where a cent more could flow under a result: the checker's own reading of earmarks, limits, groups and policy.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;

use super::super::Allocation;
use super::super::instance::{CellSpec, Instance, LimitSpec, LimitSpecKind, LotSpec, NodeSpec, Pair, PolicySpec};
use super::{ByName, Fault, Sums};

/// A place and a theme, as numbers.
type Spot = (u32, u32);

/// Codes as numbers, and all that each lies in, itself among them.
struct Lines<'a> {
    numbers: HashMap<&'a str, u32>,
    above: Vec<Vec<u32>>,
}

impl<'a> Lines<'a> {
    /// `others` are codes that need not be in the tree: nothing lies above those that are not.
    fn new(nodes: &'a [NodeSpec], others: impl Iterator<Item = &'a str>) -> Self {
        let just_above: HashMap<&str, Vec<&str>> = nodes
            .iter()
            .map(|node| (node.code.as_str(), node.parent.iter().chain(&node.also_in).map(String::as_str).collect()))
            .collect();
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut codes: Vec<&str> = Vec::new();
        for code in nodes.iter().map(|node| node.code.as_str()).chain(others) {
            numbers.entry(code).or_insert_with(|| {
                codes.push(code);
                codes.len() as u32 - 1
            });
        }
        let line = |code: &&str| {
            let (mut open, mut line) = (vec![*code], Vec::new());
            while let Some(here) = open.pop() {
                let number = numbers.get(here).copied().filter(|number| !line.contains(number));
                if let Some(number) = number {
                    line.push(number);
                    open.extend(just_above.get(here).into_iter().flatten());
                }
            }
            line
        };
        let above = codes.iter().map(line).collect();
        Self { numbers, above }
    }

    fn number(&self, code: &str) -> u32 {
        self.numbers.get(code).copied().unwrap_or(u32::MAX)
    }
}

/// The cells as earmarks see them.
struct Seen<'a> {
    names: &'a ByName<'a>,
    places: Lines<'a>,
    themes: Lines<'a>,
    /// Where each cell lies.
    spots: Vec<Spot>,
    /// The cells under each pair that some cell lies under.
    under: HashMap<Spot, Vec<usize>>,
}

impl<'a> Seen<'a> {
    fn new(instance: &'a Instance, names: &'a ByName<'a>) -> Self {
        let places = Lines::new(&instance.geographies, names.cells.iter().map(|cell| cell.geography.as_str()));
        let themes = Lines::new(&instance.themes, names.cells.iter().map(|cell| cell.theme.as_str()));
        let spot = |cell: &&CellSpec| (places.number(&cell.geography), themes.number(&cell.theme));
        let spots: Vec<Spot> = names.cells.iter().map(spot).collect();
        let mut under: HashMap<Spot, Vec<usize>> = HashMap::new();
        for (cell, &(place, theme)) in spots.iter().enumerate() {
            for &above in &places.above[place as usize] {
                for &theme in &themes.above[theme as usize] {
                    under.entry((above, theme)).or_default().push(cell);
                }
            }
        }
        Self { names, places, themes, spots, under }
    }

    /// Pairs as numbers; a code that no cell lies under is none.
    fn pairs(&self, pairs: &[Pair]) -> Vec<Spot> {
        pairs.iter().map(|(place, theme)| (self.places.number(place), self.themes.number(theme))).collect()
    }

    fn within(&self, pairs: &[Spot], cell: usize) -> bool {
        let (place, theme) = self.spots[cell];
        let (places, themes) = (&self.places.above[place as usize], &self.themes.above[theme as usize]);
        pairs.iter().any(|(place, theme)| places.contains(place) && themes.contains(theme))
    }

    /// A test of cells for one lot.
    fn may_pay(&self, lot: &LotSpec) -> impl Fn(usize) -> bool + use<'_, 'a> {
        let (window, include, exclude) = (lot.window, self.pairs(&lot.include), self.pairs(&lot.exclude));
        move |cell| {
            let in_time = window.is_none_or(|window| window.overlaps(self.names.cells[cell].period));
            in_time && self.within(&include, cell) && !self.within(&exclude, cell)
        }
    }

    /// Every cell under any of some pairs, in order.
    fn cells(&self, pairs: &[Pair]) -> Vec<usize> {
        let mut cells: Vec<usize> =
            self.pairs(pairs).iter().filter_map(|pair| self.under.get(pair)).flatten().copied().collect();
        cells.sort_unstable();
        cells.dedup();
        cells
    }

    /// The cells that a limit is about.
    fn about(&self, limit: &LimitSpec) -> HashSet<usize> {
        let abroad = (0..self.spots.len()).filter(|&cell| limit.outside_countries && !self.names.cells[cell].country);
        let about: HashSet<usize> = self.cells(&limit.scope).into_iter().chain(abroad).collect();
        match limit.elsewhere {
            true => (0..self.spots.len()).filter(|cell| !about.contains(cell)).collect(),
            false => about,
        }
    }
}

/// What makes two lots alike: what they include, what they exclude, and when.
type Earmark<'a> = (&'a [Pair], &'a [Pair], Option<(NaiveDate, NaiveDate)>);

fn earmark(lot: &LotSpec) -> Earmark<'_> {
    (&lot.include, &lot.exclude, lot.window.map(|window| (window.from, window.to)))
}

/// A group: its name, its cells, and what may flow through it.
type Grouped = (String, Vec<usize>, (i64, Option<i64>));

/// A limit of a lot under the result.
struct Within {
    node: usize,
    cells: HashSet<usize>,
}

/// A cell in the graph.
pub(super) struct Cell {
    pub node: usize,
    /// The node that it passes its money to.
    pub side: usize,
    /// Whether it may take a cent more.
    pub takes: bool,
    /// Whether it may give one: it has one beyond its floor.
    pub gives: bool,
}

/// The ways that are open under a result. Arcs that take money back from a cell are kept apart.
pub(super) struct Graph {
    open: Vec<Vec<usize>>,
    /// The cells, in the order of the result.
    pub cells: Vec<Cell>,
    source: usize,
    sink: usize,
}

impl Graph {
    pub(super) fn new(
        instance: &Instance,
        allocation: &Allocation,
        names: &ByName<'_>,
        sums: &Sums,
    ) -> Result<Self, Fault> {
        let seen = Seen::new(instance, names);
        let mut graph = Self { open: vec![Vec::new(); 2], cells: Vec::new(), source: 0, sink: 1 };
        graph.groups(instance, &seen, sums)?;
        graph.cell_arcs(names, sums)?;
        graph.lots(&seen, allocation, sums)?;
        Ok(graph)
    }

    fn node(&mut self) -> usize {
        self.open.push(Vec::new());
        self.open.len() - 1
    }

    /// An arc with its bounds and flow: open forwards below the upper bound, backwards above the lower one.
    fn arc(&mut self, from: usize, to: usize, bounds: (i64, Option<i64>), flow: i64) -> bool {
        let (lower, upper) = bounds;
        if upper.is_none_or(|upper| flow < upper) {
            self.open[from].push(to);
        }
        if flow > lower {
            self.open[to].push(from);
        }
        flow >= lower && upper.is_none_or(|upper| flow <= upper)
    }

    /// The groups, one inside the other, as far as the sink; sets the node of each cell and where it passes money to.
    fn groups(&mut self, instance: &Instance, seen: &Seen<'_>, sums: &Sums) -> Result<(), Fault> {
        let all = self.node();
        let placed: i64 = sums.taken.iter().sum();
        self.arc(all, self.sink, (0, None), placed);
        let mut side = vec![all; seen.names.cells.len()];
        let mut groups: Vec<Grouped> = instance
            .groups
            .iter()
            .map(|group| {
                let cells = seen.cells(&group.scope);
                let sum = |amount: &dyn Fn(usize) -> i64| cells.iter().map(|&cell| amount(cell)).sum::<i64>();
                let closed = sum(&|cell| sums.closed_cell[cell]);
                let flow = sum(&|cell| sums.taken[cell]);
                let floor = group.floor - closed - sum(&|cell| seen.names.cells[cell].outside);
                // What a floor holds may not be given up.
                let cap = group.cap.map(|cap| (cap - closed).max(0));
                (group.id.clone(), cells, (floor.clamp(0, flow.max(0)), cap))
            })
            .collect();
        if let Some(policy) = instance.policy {
            let away: Vec<usize> = (0..side.len()).filter(|&cell| !seen.names.cells[cell].country).collect();
            let flow: i64 = away.iter().map(|&cell| sums.taken[cell]).sum();
            keeps_share(seen.names, sums, policy, flow)?;
            // Under a share policy the total is the largest for what lies outside countries.
            groups.push(("outside countries".to_owned(), away, (0, Some(flow))));
        }
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|&group| std::cmp::Reverse(groups[group].1.len()));
        for group in order {
            let (name, cells, bounds) = &groups[group];
            let Some(&first) = cells.first() else { continue };
            let outer = side[first];
            if cells.iter().any(|&cell| side[cell] != outer) {
                return Err(Fault::Bound(name.clone()));
            }
            let flow = cells.iter().map(|&cell| sums.taken[cell]).sum();
            let node = self.node();
            if !self.arc(node, outer, *bounds, flow) {
                return Err(Fault::Bound(name.clone()));
            }
            cells.iter().for_each(|&cell| side[cell] = node);
        }
        self.cells =
            side.into_iter().map(|side| Cell { node: self.node(), side, takes: false, gives: false }).collect();
        Ok(())
    }

    fn cell_arcs(&mut self, names: &ByName<'_>, sums: &Sums) -> Result<(), Fault> {
        for index in 0..self.cells.len() {
            let spec = names.cells[index];
            let room = ((spec.ceiling - spec.outside).max(0) - sums.closed_cell[index]).max(0);
            let kept = (spec.floor - spec.outside - sums.closed_cell[index]).max(0);
            let cell = &mut self.cells[index];
            (cell.takes, cell.gives) = (sums.taken[index] < room, sums.taken[index] > kept);
            if cell.takes {
                self.open[cell.node].push(cell.side);
            }
            if sums.taken[index] > room {
                return Err(Fault::Bound(spec.id.clone()));
            }
        }
        Ok(())
    }

    /// Lots, their limits and earmarks, and the way back of what they pay.
    fn lots(&mut self, seen: &Seen<'_>, allocation: &Allocation, sums: &Sums) -> Result<(), Fault> {
        let nodes: Vec<usize> = seen.names.lots.iter().map(|_| self.node()).collect();
        let mut limits: HashMap<usize, Vec<Within>> = HashMap::new();
        let mut pairs: HashMap<Spot, usize> = HashMap::new();
        let mut alike: HashMap<Earmark<'_>, usize> = HashMap::new();
        for (index, lot) in seen.names.lots.iter().enumerate() {
            let room = (lot.available - sums.closed_lot[index]).max(0);
            if !self.arc(self.source, nodes[index], (0, Some(room)), sums.given[index]) {
                return Err(Fault::Bound(lot.id.clone()));
            }
            if !lot.limits.is_empty() {
                let within = self.limits(seen, allocation, sums, (index, nodes[index]))?;
                limits.insert(index, within);
            } else if lot.window.is_some() || !lot.exclude.is_empty() {
                let node = match alike.get(&earmark(lot)) {
                    Some(&node) => node,
                    None => {
                        let (node, may_pay) = (self.node(), seen.may_pay(lot));
                        let cells = seen.cells(&lot.include).into_iter().filter(|&cell| may_pay(cell));
                        self.open[node] = cells.map(|cell| self.cells[cell].node).collect();
                        alike.insert(earmark(lot), node);
                        node
                    }
                };
                self.open[nodes[index]].push(node);
            } else {
                for pair in seen.pairs(&lot.include) {
                    let node = match pairs.get(&pair) {
                        Some(&node) => node,
                        None => {
                            let node = self.node();
                            let cells = seen.under.get(&pair).into_iter().flatten();
                            self.open[node] = cells.map(|&cell| self.cells[cell].node).collect();
                            pairs.insert(pair, node);
                            node
                        }
                    };
                    self.open[nodes[index]].push(node);
                }
            }
        }
        self.pools(seen, allocation, &nodes, &limits)
    }

    /// Every lot of a pool may pay for every cell of it; what was paid can be taken back.
    fn pools(
        &mut self,
        seen: &Seen<'_>,
        allocation: &Allocation,
        nodes: &[usize],
        limits: &HashMap<usize, Vec<Within>>,
    ) -> Result<(), Fault> {
        for pool in &allocation.pools {
            let node = self.node();
            let mut alike: HashSet<Earmark<'_>> = HashSet::new();
            for &(lot, amount) in pool.lots.iter().filter(|(_, amount)| *amount > 0) {
                let spec = seen.names.lots[lot];
                let (known, may_pay) = (!alike.insert(earmark(spec)), seen.may_pay(spec));
                let mut holders: BTreeMap<usize, ()> = BTreeMap::new();
                for &(cell, _) in pool.cells.iter().filter(|(_, amount)| *amount > 0) {
                    if !known && !may_pay(cell) {
                        let cell = seen.names.cells[cell].id.clone();
                        return Err(Fault::Forbidden { lot: spec.id.clone(), cell });
                    }
                    if let Some(limits) = limits.get(&lot) {
                        let inner = limits.iter().rev().find(|limit| limit.cells.contains(&cell));
                        holders.insert(inner.map_or(nodes[lot], |limit| limit.node), ());
                    }
                }
                let back = holders.keys().copied().next().unwrap_or(nodes[lot]);
                if holders.len() > 1 {
                    return Err(Fault::Bound(format!("a pool of {}", spec.id)));
                }
                if amount > 0 {
                    self.open[node].push(back);
                }
            }
            for &(cell, amount) in &pool.cells {
                if amount > 0 {
                    self.open[self.cells[cell].node].push(node);
                }
            }
        }
        Ok(())
    }

    /// The limits of a lot, outer ones first, with what flows through each.
    fn limits(
        &mut self,
        seen: &Seen<'_>,
        allocation: &Allocation,
        sums: &Sums,
        (lot, node): (usize, usize),
    ) -> Result<Vec<Within>, Fault> {
        let spec = seen.names.lots[lot];
        let may_pay = seen.may_pay(spec);
        let eligible: Vec<usize> = seen.cells(&spec.include).into_iter().filter(|&cell| may_pay(cell)).collect();
        let mut scopes: Vec<(usize, HashSet<usize>)> =
            spec.limits.iter().enumerate().map(|(index, limit)| (index, seen.about(limit))).collect();
        let mine = |scope: &HashSet<usize>| eligible.iter().filter(|cell| scope.contains(cell)).count();
        scopes.sort_by_key(|(index, scope)| (std::cmp::Reverse(mine(scope)), *index));
        let mut held: HashMap<usize, usize> = eligible.iter().map(|&cell| (cell, node)).collect();
        let mut within: Vec<Within> = Vec::new();
        for (index, scope) in scopes {
            let limit = &spec.limits[index];
            let share = i128::from(limit.share_ppm) * i128::from(spec.available);
            let closed: i64 = scope.iter().filter_map(|&cell| sums.closed.get(&(lot, cell))).sum();
            let flow: i64 = allocation
                .pools
                .iter()
                .filter(|pool| pool.lots.iter().any(|(member, amount)| *member == lot && *amount > 0))
                .flat_map(super::super::Pool::placements)
                .filter(|(payer, cell, _)| *payer == lot && scope.contains(cell))
                .map(|(_, _, amount)| amount)
                .sum();
            let new = |amount: i128| (i64::try_from(amount).unwrap_or(i64::MAX).saturating_sub(closed)).max(0);
            let bounds = match limit.kind {
                LimitSpecKind::AtLeast => (new((share + 999_999).div_euclid(1_000_000)), None),
                LimitSpecKind::AtMost => (0, Some(new(share.div_euclid(1_000_000)))),
            };
            let outer = scope.iter().find_map(|cell| held.get(cell)).copied().unwrap_or(node);
            let inner = self.node();
            if !self.arc(outer, inner, bounds, flow) {
                return Err(Fault::Bound(format!("a limit of {}", spec.id)));
            }
            held.iter_mut().filter(|(cell, _)| scope.contains(cell)).for_each(|(_, holder)| *holder = inner);
            within.push(Within { node: inner, cells: scope });
        }
        for (cell, holder) in held {
            self.open[holder].push(self.cells[cell].node);
        }
        Ok(within)
    }

    /// No path may be left from the source to the sink.
    pub(super) fn largest(&self) -> Result<(), Fault> {
        let mut back: HashMap<usize, Vec<usize>> = HashMap::new();
        for cell in self.cells.iter().filter(|cell| cell.gives) {
            back.entry(cell.side).or_default().push(cell.node);
        }
        let mut seen = vec![false; self.open.len()];
        seen[self.source] = true;
        let mut walk = vec![self.source];
        while let Some(node) = walk.pop() {
            for &next in self.open[node].iter().chain(back.get(&node).into_iter().flatten()) {
                if !seen[next] {
                    seen[next] = true;
                    walk.push(next);
                }
            }
        }
        if seen[self.sink] { Err(Fault::NotLargest) } else { Ok(()) }
    }

    /// How many nodes there are.
    pub(super) fn nodes(&self) -> usize {
        self.open.len()
    }

    /// Where a cent can go from a node, but for back from a group into a cell.
    pub(super) fn open(&self, node: usize) -> &[usize] {
        &self.open[node]
    }
}

/// Whether the share of countries is kept, or as good as kept where closed placements broke it.
fn keeps_share(names: &ByName<'_>, sums: &Sums, policy: PolicySpec, new_outside: i64) -> Result<(), Fault> {
    let placed = |country: bool| -> i128 {
        let cells = (0..sums.taken.len()).filter(|&cell| names.cells[cell].country == country);
        cells.map(|cell| i128::from(sums.taken[cell] + sums.closed_cell[cell])).sum()
    };
    let (country, other) = (placed(true), placed(false));
    let short = country * 1_000_000 < i128::from(policy.country_share_ppm) * (country + other);
    if short && new_outside > 0 { Err(Fault::Bound("the share of countries".to_owned())) } else { Ok(()) }
}
