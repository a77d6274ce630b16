//! Who may pay for what, without a list of every pair.
//!
//! Lots with one earmark are a *class*. Each part of an earmark, a place with a theme, is a *pool*: its classes may
//! pay for all its cells. Cells that lie in the same pools and groups are a *bunch*. So the network grows with lots,
//! cells and the parts of earmarks, not with their products.

use std::collections::{BTreeMap, HashMap};

use super::AllocateError;
use super::codes::{Spot, Trees};
use super::instance::{Instance, LimitSpec, LotSpec, PeriodSpec};

/// A limit of a class that is a single lot, with the cells that lie in it and in no limit inside it.
#[derive(Clone, Debug)]
pub(super) struct Bounded {
    /// The limit, by its index in the lot.
    pub limit: usize,
    /// The limit around it, by its index in the class; none when it is the class itself.
    pub inside: Option<usize>,
    /// Every cell that it is about, by rank: also those of limits inside it.
    pub cells: Vec<usize>,
    /// Its pool, when cells are left to it.
    pub pool: Option<usize>,
    /// Whether the lot may pay for none of its cells.
    pub empty: bool,
}

/// Lots with one earmark.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    /// Its lots, by rank.
    pub lots: Vec<usize>,
    /// The pools that it may use.
    pub pools: Vec<usize>,
    /// Limits, outer ones first.
    pub limits: Vec<Bounded>,
}

/// Lots and cells in the order of their names, and what joins them.
#[derive(Clone, Debug)]
pub(super) struct Eligible {
    /// Places of the lots in the instance, by name.
    pub lots: Vec<usize>,
    /// Places of the cells in the instance, by name.
    pub cells: Vec<usize>,
    /// The class of each lot.
    pub class_of: Vec<usize>,
    /// The classes.
    pub classes: Vec<Class>,
    /// The bunches of each pool.
    pub pools: Vec<Vec<usize>>,
    /// The bunch of each cell.
    pub bunch_of: Vec<usize>,
    /// The cells of each bunch.
    pub bunches: Vec<Vec<usize>>,
}

/// The pairs, tests and lots that make two lots alike.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct ClassKey {
    include: Vec<Spot>,
    exclude: Vec<Spot>,
    periods: Option<Vec<u32>>,
    limited: Option<String>,
}

/// A part of an earmark: a pair, less exclusions, in some of the periods.
#[derive(Clone, PartialEq, Eq, Hash)]
struct EarmarkPart {
    spot: Spot,
    exclude: Vec<Spot>,
    periods: Option<Vec<u32>>,
}

/// Cells as numbers.
struct Numbered<'a> {
    trees: &'a Trees,
    spots: Vec<Spot>,
    periods: Vec<PeriodSpec>,
    period_of: Vec<u32>,
    country: Vec<bool>,
}

impl<'a> Numbered<'a> {
    fn new(instance: &Instance, trees: &'a Trees, cells: &[usize]) -> Self {
        let of = |rank: &usize| &instance.cells[*rank];
        let spots = cells.iter().map(|rank| trees.spot(&of(rank).geography, &of(rank).theme)).collect();
        let mut periods: Vec<PeriodSpec> = cells.iter().map(|rank| of(rank).period).collect();
        periods.sort_unstable();
        periods.dedup();
        let number = |rank| periods.binary_search(&of(rank).period).map_or(u32::MAX, |index| index as u32);
        let period_of = cells.iter().map(number).collect();
        let country = cells.iter().map(|rank| of(rank).country).collect();
        Self { trees, spots, periods, period_of, country }
    }

    /// The periods in which a window lets a lot pay; `None` for all.
    fn in_window(&self, window: Option<PeriodSpec>) -> Option<Vec<u32>> {
        let window = window?;
        let open: Vec<u32> =
            (0..self.periods.len() as u32).filter(|&number| window.overlaps(self.periods[number as usize])).collect();
        (open.len() < self.periods.len()).then_some(open)
    }

    fn parts(&self, lot: &LotSpec) -> Vec<EarmarkPart> {
        let (include, exclude) = (self.trees.spots(&lot.include), self.trees.spots(&lot.exclude));
        let periods = self.in_window(lot.window);
        let part = |spot: Spot| {
            let exclude = exclude.iter().copied().filter(|&other| self.trees.meet(other, spot)).collect();
            EarmarkPart { spot, exclude, periods: periods.clone() }
        };
        include.into_iter().map(part).filter(|part| !self.trees.covered(&part.exclude, part.spot)).collect()
    }

    fn holds(&self, part: &EarmarkPart, rank: usize) -> bool {
        let in_time = part.periods.as_ref().is_none_or(|open| open.contains(&self.period_of[rank]));
        in_time && !self.trees.covered(&part.exclude, self.spots[rank])
    }
}

/// Places in the order of names, so that the order of the input does not matter.
fn by_name<'a>(count: usize, name: impl Fn(usize) -> &'a String) -> Vec<usize> {
    let mut indexes: Vec<usize> = (0..count).collect();
    indexes.sort_by_key(|&index| name(index));
    indexes
}

impl Eligible {
    /// Reads the earmarks. `sides` says for each cell, by rank, in which group it lies.
    pub(super) fn new(
        instance: &Instance,
        trees: &Trees,
        sides: impl FnOnce(&[usize]) -> Result<Vec<usize>, AllocateError>,
    ) -> Result<Self, AllocateError> {
        let lots = by_name(instance.lots.len(), |lot| &instance.lots[lot].id);
        let cells = by_name(instance.cells.len(), |cell| &instance.cells[cell].id);
        let sides = sides(&cells)?;
        let numbered = Numbered::new(instance, trees, &cells);
        let mut keys: BTreeMap<ClassKey, usize> = BTreeMap::new();
        let mut classes: Vec<Class> = Vec::new();
        let mut class_of = Vec::with_capacity(lots.len());
        let mut numbers: HashMap<EarmarkPart, usize> = HashMap::new();
        let mut at: HashMap<Spot, Vec<(usize, EarmarkPart)>> = HashMap::new();
        let mut of_cell: Vec<Vec<usize>> = vec![Vec::new(); cells.len()];
        let mut pools = 0;
        for (rank, &lot) in lots.iter().enumerate() {
            let spec = &instance.lots[lot];
            let key = ClassKey {
                include: trees.spots(&spec.include),
                exclude: trees.spots(&spec.exclude),
                periods: numbered.in_window(spec.window),
                limited: (!spec.limits.is_empty()).then(|| spec.id.clone()),
            };
            let next = classes.len();
            let class = *keys.entry(key).or_insert(next);
            class_of.push(class);
            if class < next {
                classes[class].lots.push(rank);
                continue;
            }
            let mut made = Class { lots: vec![rank], ..Class::default() };
            let parts = numbered.parts(spec);
            if spec.limits.is_empty() {
                for part in parts {
                    let pool = *numbers.entry(part.clone()).or_insert_with(|| {
                        at.entry(part.spot).or_default().push((pools, part));
                        pools += 1;
                        pools - 1
                    });
                    made.pools.push(pool);
                }
            } else {
                limited(&mut made, spec, &parts, &numbered, &mut of_cell, &mut pools)?;
            }
            classes.push(made);
        }
        let mut eligible = Self {
            lots,
            cells,
            class_of,
            classes,
            pools: vec![Vec::new(); pools],
            bunch_of: Vec::new(),
            bunches: Vec::new(),
        };
        eligible.bunch(&numbered, &at, of_cell, &sides);
        Ok(eligible)
    }

    /// Puts cells of the same pools and group together.
    fn bunch(
        &mut self,
        numbered: &Numbered<'_>,
        at: &HashMap<Spot, Vec<(usize, EarmarkPart)>>,
        of_cell: Vec<Vec<usize>>,
        sides: &[usize],
    ) {
        let mut numbers: HashMap<(Vec<usize>, usize), usize> = HashMap::new();
        for (rank, mut pools) in of_cell.into_iter().enumerate() {
            for spot in numbered.trees.above(numbered.spots[rank]) {
                let here = at.get(&spot).into_iter().flatten();
                pools.extend(here.filter(|(_, part)| numbered.holds(part, rank)).map(|(pool, _)| *pool));
            }
            pools.sort_unstable();
            let next = self.bunches.len();
            let bunch = *numbers.entry((pools, sides[rank])).or_insert(next);
            if bunch == next {
                self.bunches.push(Vec::new());
            }
            self.bunches[bunch].push(rank);
            self.bunch_of.push(bunch);
        }
        let mut known: Vec<((Vec<usize>, usize), usize)> = numbers.into_iter().collect();
        known.sort_unstable_by_key(|(_, bunch)| *bunch);
        for ((pools, _), bunch) in known {
            for pool in pools {
                self.pools[pool].push(bunch);
            }
        }
    }

    /// The pools of a class, those of its limits too.
    pub(super) fn pools_of(&self, class: usize) -> impl Iterator<Item = usize> + '_ {
        let class = &self.classes[class];
        class.pools.iter().copied().chain(class.limits.iter().filter_map(|limit| limit.pool))
    }

    /// The bunches that a class may pay for, each once, in order.
    pub(super) fn bunches_of(&self, class: usize) -> Vec<usize> {
        let mut bunches: Vec<usize> = self.pools_of(class).flat_map(|pool| self.pools[pool].iter().copied()).collect();
        bunches.sort_unstable();
        bunches.dedup();
        bunches
    }
}

/// Splits the cells of a lot among its limits: each cell to the innermost.
fn limited(
    class: &mut Class,
    lot: &LotSpec,
    parts: &[EarmarkPart],
    numbered: &Numbered<'_>,
    of_cell: &mut [Vec<usize>],
    pools: &mut usize,
) -> Result<(), AllocateError> {
    let trees = numbered.trees;
    let may = |rank: &usize| {
        parts.iter().any(|part| trees.covers(part.spot, numbered.spots[*rank]) && numbered.holds(part, *rank))
    };
    let cells: Vec<usize> = (0..of_cell.len()).filter(may).collect();
    let mut holder: BTreeMap<usize, Option<usize>> = cells.iter().map(|&rank| (rank, None)).collect();
    let scope = |limit: &LimitSpec| -> Vec<usize> {
        let spots = trees.spots(&limit.scope);
        let about = |rank: &usize| {
            let abroad = limit.outside_countries && !numbered.country[*rank];
            limit.elsewhere != (abroad || trees.covered(&spots, numbered.spots[*rank]))
        };
        (0..of_cell.len()).filter(about).collect()
    };
    let mut limits: Vec<(usize, Vec<usize>, usize)> = lot
        .limits
        .iter()
        .enumerate()
        .map(|(index, limit)| {
            let about = scope(limit);
            let mine = about.iter().filter(|rank| holder.contains_key(rank)).count();
            (index, about, mine)
        })
        .collect();
    limits.sort_by(|one, two| two.2.cmp(&one.2).then_with(|| lot.limits[one.0].cmp(&lot.limits[two.0])));
    for (limit, about, mine) in limits {
        let mut before: Vec<Option<usize>> = about.iter().filter_map(|rank| holder.get(rank).copied()).collect();
        before.sort_unstable();
        before.dedup();
        let inside = match before[..] {
            [] => None,
            [inside] => inside,
            _ => return Err(AllocateError::CrossingLimits { lot: lot.id.clone() }),
        };
        let number = class.limits.len();
        for rank in &about {
            if let Some(holder) = holder.get_mut(rank) {
                *holder = Some(number);
            }
        }
        class.limits.push(Bounded { limit, inside, cells: about, pool: None, empty: mine == 0 });
    }
    let mut made: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for (rank, holder) in holder {
        let pool = *made.entry(holder).or_insert_with(|| {
            *pools += 1;
            *pools - 1
        });
        of_cell[rank].push(pool);
    }
    for (holder, pool) in made {
        match holder {
            Some(limit) => class.limits[limit].pool = Some(pool),
            None => class.pools.push(pool),
        }
    }
    Ok(())
}
