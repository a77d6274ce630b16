//! A certificate: the most that any allocation could charge (docs/domain.md, section 5).
//!
//! What comes in: the lines to the as-of day, who may pay for each, and the money. What leaves: a maximum flow from
//! agreements through sets of payers and cells to the sink, which no allocation can beat: each agreement gives at most
//! what it can program (and in the cells of a limit at most its share), each cell takes at most what was spent there and
//! its ceiling, each group its cap, all outside countries their share. What is charged already counts as possible. What
//! it does not know: months, and the order in which costs come; floors do not bind costs. Caps and limits that cross
//! others are left out: then the bound is true and less sharp.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::allocate::network::{Network, SINK, SOURCE, UNBOUNDED};
use crate::domain::Money;

use crate::attribute::LifeError;
use crate::attribute::costs::lines::{Fate, Line, Named};
use crate::attribute::outcome::Certificate;
use crate::attribute::state::book::{OPENED, RESERVE};
use crate::attribute::state::living::Living;

/// Costs of one cell that the same agreements may pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Bundle {
    /// Those of a set, or the one that the lines name.
    Costs { cell: u32, set: u32, named: Option<u32> },
    /// What an agreement was charged with and could not be now, or what is no line of today.
    Past { cell: u32, agreement: u32 },
}

/// Whom a line names that names an agreement that there is not.
const NOBODY: u32 = u32::MAX;

/// What is charged, and the most that could be.
///
/// # Errors
/// When more is charged than the bound: a fault of the program.
pub fn certificate(living: &Living<'_, '_>) -> Result<Certificate, LifeError> {
    let charged: i64 = (0..living.numbers.cells.len() as u32).map(|cell| living.book.of_cell(cell).charged).sum();
    let most = Bound::new(living).most();
    match charged <= most {
        true => Ok(Certificate { charged: Money::from_minor(charged), most: Money::from_minor(most) }),
        false => Err(LifeError::Broken { what: format!("{charged} is charged, and at most {most} could be") }),
    }
}

/// The network.
struct Bound<'l, 'n, 'a> {
    living: &'l Living<'n, 'a>,
    network: Network,
    /// By agreement: where its money comes from for each cell.
    givers: Vec<Giver>,
    /// By set: the node of those of its agreements that have no limits.
    sets: HashMap<u32, usize>,
}

/// Where money of an agreement comes from.
struct Giver {
    node: usize,
    /// By cell: the innermost limit, where there are any.
    limits: Option<Vec<usize>>,
}

impl<'l, 'n, 'a> Bound<'l, 'n, 'a> {
    fn new(living: &'l Living<'n, 'a>) -> Self {
        Self { living, network: Network::default(), givers: Vec::new(), sets: HashMap::new() }
    }

    fn most(mut self) -> i64 {
        let (bundles, spent) = self.bundles();
        let sides = self.sides();
        self.givers = (0..self.living.numbers.holders.len() as u32).map(|agreement| self.giver(agreement)).collect();
        self.network.expect(self.arcs(&bundles));
        let mut cells: HashMap<u32, usize> = HashMap::new();
        for (bundle, amount) in bundles {
            let (Bundle::Costs { cell, .. } | Bundle::Past { cell, .. }) = bundle;
            let into = *cells.entry(cell).or_insert_with(|| {
                let node = self.network.node();
                self.network.arc(node, sides[cell as usize], self.takes(cell, &spent));
                node
            });
            self.pay(bundle, amount, into);
        }
        let flow = self.network.flow(None).unwrap_or_default();
        self.network.arcs.iter().zip(flow).filter(|(arc, _)| arc.from == SOURCE).map(|(_, used)| used).sum()
    }

    /// About how many arcs bundles need.
    fn arcs(&self, bundles: &BTreeMap<Bundle, i64>) -> usize {
        let sets = bundles.keys().filter_map(|bundle| match bundle {
            Bundle::Costs { set, named: None, .. } => Some(*set),
            Bundle::Costs { .. } | Bundle::Past { .. } => None,
        });
        let sets: BTreeSet<u32> = sets.collect();
        bundles.len() + sets.into_iter().map(|set| self.living.sets.members(set).count()).sum::<usize>()
    }

    /// What a cell takes: no more than was spent there, nor than its ceiling lets in.
    fn takes(&self, cell: u32, spent: &HashMap<u32, i64>) -> i64 {
        let sums = self.living.book.of_cell(cell);
        let ceiling = self.living.cell_room(cell) + sums.allocated;
        let spent = spent.get(&cell).copied().unwrap_or_default();
        spent.min(ceiling).max(sums.charged).max(0)
    }

    /// Who may pay for a bundle of an amount, into the node of its cell.
    fn pay(&mut self, bundle: Bundle, amount: i64, into: usize) {
        let living = self.living;
        let (cell, set) = match bundle {
            Bundle::Past { cell, agreement } => return self.give(agreement, cell, into, amount),
            Bundle::Costs { cell, set, named: Some(agreement) } => {
                if agreement != NOBODY && living.sets.has(set, agreement) {
                    self.give(agreement, cell, into, amount);
                }
                return;
            }
            Bundle::Costs { cell, set, named: None } => (cell, set),
        };
        let source = self.unlimited(set);
        let limited = |agreement: &u32| self.givers[*agreement as usize].limits.is_some();
        let limited: Vec<u32> = living.sets.members(set).filter(limited).collect();
        if limited.is_empty() {
            self.network.arc(source, into, amount);
            return;
        }
        let node = self.network.node();
        self.network.arc(node, into, amount);
        self.network.arc(source, node, UNBOUNDED);
        for agreement in limited {
            self.give(agreement, cell, node, UNBOUNDED);
        }
    }

    /// The node of those agreements of a set that have no limits.
    fn unlimited(&mut self, set: u32) -> usize {
        if let Some(&source) = self.sets.get(&set) {
            return source;
        }
        let source = self.network.node();
        for agreement in self.living.sets.members(set) {
            if self.givers[agreement as usize].limits.is_none() {
                self.network.arc(self.givers[agreement as usize].node, source, UNBOUNDED);
            }
        }
        self.sets.insert(set, source);
        source
    }

    /// What an agreement may pay at most into a node, for costs of a cell.
    fn give(&mut self, agreement: u32, cell: u32, into: usize, most: i64) {
        let giver = &self.givers[agreement as usize];
        let from = giver.limits.as_ref().map_or(giver.node, |limits| limits[cell as usize]);
        self.network.arc(from, into, most);
    }

    /// Costs by bundle, and what was spent in each cell in all, credits taken off.
    fn bundles(&self) -> (BTreeMap<Bundle, i64>, HashMap<u32, i64>) {
        let living = self.living;
        let (mut bundles, mut spent) = (BTreeMap::new(), HashMap::new());
        for (number, line) in (0_u32..).zip(&living.lines) {
            let Some(bundle) = bundle(living, number, line) else { continue };
            let base = line.cost.base.minor();
            if let Bundle::Costs { cell, .. } = bundle {
                *spent.entry(cell).or_default() += base;
            }
            if base > 0 {
                *bundles.entry(bundle).or_default() += base;
            }
        }
        let mut past: BTreeMap<(u32, u32, u32), i64> = BTreeMap::new();
        for charge in living.book.charges.iter().filter(|charge| charge.cell != RESERVE) {
            let line = living.lines.get(charge.line as usize);
            // What was charged before a cell was succeeded is no cost of its successor.
            let here = line.filter(|line| line.cell == Some(charge.cell));
            let of_today = here.and_then(|line| bundle(living, charge.line, line)).is_some_and(|bundle| match bundle {
                Bundle::Costs { set, named: None, .. } => living.sets.has(set, charge.agreement),
                Bundle::Costs { set, named: Some(named), .. } => {
                    named == charge.agreement && living.sets.has(set, named)
                }
                Bundle::Past { .. } => false,
            });
            if !of_today {
                *past.entry((charge.line, charge.cell, charge.agreement)).or_default() += charge.amount;
            }
            if charge.line == OPENED {
                *spent.entry(charge.cell).or_default() += charge.amount;
            }
        }
        for ((_, cell, agreement), amount) in past.into_iter().filter(|(_, amount)| *amount > 0) {
            *bundles.entry(Bundle::Past { cell, agreement }).or_default() += amount;
        }
        (bundles, spent)
    }

    /// The node that each cell flows into: that of its innermost group, or the sink.
    fn sides(&mut self) -> Vec<usize> {
        let numbers = self.living.numbers;
        let charged = |inside: &[bool]| -> i64 {
            let cells = (0_u32..).zip(inside).filter(|(_, inside)| **inside);
            cells.map(|(cell, _)| self.living.book.of_cell(cell).charged).sum()
        };
        let mut caps: Vec<(Vec<bool>, i64)> = Vec::new();
        for (group, spec) in (0_u32..).zip(&numbers.run.groups) {
            let inside: Vec<bool> = numbers.cells.iter().map(|cell| cell.groups.contains(&group)).collect();
            if let Some(cap) = spec.cap {
                let most = cap.max(charged(&inside));
                caps.push((inside, most));
            }
        }
        if let Some(most) = self.living.today.most_outside {
            let outside: Vec<bool> = numbers.cells.iter().map(|cell| !cell.cell.country).collect();
            let most = most.max(charged(&outside));
            caps.push((outside, most));
        }
        nest(&mut self.network, SINK, numbers.cells.len(), caps, |network, inner, outer, most| {
            network.arc(inner, outer, most);
        })
    }

    /// An agreement's money, and how its limits divide it.
    fn giver(&mut self, agreement: u32) -> Giver {
        let living = self.living;
        let programmable = living.purses[agreement as usize].programmable_on(living.today.day);
        let node = self.network.node();
        self.network.arc(SOURCE, node, programmable.max(living.book.of_agreement(agreement).charged).max(0));
        let version = living.today.versions[agreement as usize];
        let bounds = &living.numbers.holders[agreement as usize].versions[version].limits;
        if bounds.is_empty() {
            return Giver { node, limits: None };
        }
        let caps = bounds.iter().zip(&living.today.limits[agreement as usize]).map(|(bound, most)| {
            let inside = living.book.cells_of(agreement).iter().filter(|cell| bound.cells[**cell as usize]);
            let charged: i64 = inside.map(|&cell| living.book.at(agreement, cell).charged).sum();
            (bound.cells.clone(), charged.max(*most))
        });
        let cells = living.numbers.cells.len();
        let limits = nest(&mut self.network, node, cells, caps.collect(), |network, inner, outer, most| {
            network.arc(outer, inner, most);
        });
        Giver { node, limits: Some(limits) }
    }
}

/// What a line is a part of; nothing where it is no line of today, or no money could pay it.
fn bundle(living: &Living<'_, '_>, number: u32, line: &Line<'_>) -> Option<Bundle> {
    let counts = match line.fate {
        Fate::Enters(_) | Fate::Stands | Fate::Adjusted(_) | Fate::Moved => true,
        Fate::Gone | Fate::Rebooked(_) | Fate::Former => false,
    };
    let cell = line.cell.filter(|_| counts && !line.indirect)?;
    let named = match line.named {
        Named::Nobody => None,
        // No set holds an agreement that there is not.
        Named::Unknown => Some(NOBODY),
        Named::Agreement(agreement) => Some(agreement),
    };
    Some(Bundle::Costs { cell, set: living.sets.of(number), named })
}

/// Nests caps over cells, outer ones first, below `root`: gives the innermost node of each cell. One that crosses
/// another is left out.
fn nest(
    network: &mut Network,
    root: usize,
    cells: usize,
    mut caps: Vec<(Vec<bool>, i64)>,
    join: impl Fn(&mut Network, usize, usize, i64),
) -> Vec<usize> {
    caps.sort_by_key(|(inside, _)| std::cmp::Reverse(inside.iter().filter(|inside| **inside).count()));
    let mut nodes = vec![root; cells];
    for (inside, most) in caps {
        let mut outer: Vec<usize> =
            nodes.iter().zip(&inside).filter(|(_, inside)| **inside).map(|(node, _)| *node).collect();
        outer.sort_unstable();
        outer.dedup();
        let [outer] = outer[..] else { continue };
        let node = network.node();
        join(network, node, outer, most);
        nodes.iter_mut().zip(&inside).filter(|(_, inside)| **inside).for_each(|(at, _)| *at = node);
    }
    nodes
}
