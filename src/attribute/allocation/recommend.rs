//! The rest: what the best allocation of the as-of day enters (docs/domain.md, section 3).
//!
//! What comes in: what stands after costs and cover. What leaves: an instance of the allocation, whose closed placements
//! are what stands, and entries of what it adds. What it does not know: how the allocation is found.
//!
//! A cell takes money only up to its ceiling less what is pending there; an agreement that has ended takes no part.

use std::collections::HashMap;

use crate::allocate::instance::{
    CellSpec, Instance, LimitSpec, LimitSpecKind, LotSpec, PeriodSpec, PlacedSpec, PolicySpec,
};
use crate::allocate::{AllocateError, Allocation};
use crate::domain::Money;

use super::apart::apart;
use crate::attribute::LifeError;
use crate::attribute::outcome::Recommendation;
use crate::attribute::run::{Cause, Mode};
use crate::attribute::state::living::Living;
use crate::attribute::state::room::By;
use crate::attribute::terms::numbers::WHOLE;

/// How the best allocation is found: [`allocate`](crate::allocate::allocate()), or something that watches it.
pub type Solver<'p> = &'p (dyn Fn(&Instance) -> Result<Allocation, AllocateError> + Sync);

impl Recommendation {
    /// Finds the allocation of an instance. Where limits of agreements cannot all be met at once, what binds less is
    /// asked instead, and where a group crosses the country share, [what keeps it](apart): no living fund stops for that.
    ///
    /// # Errors
    /// When the allocation fails for another reason.
    pub(super) fn find(instance: Instance, solver: Solver<'_>) -> Result<Self, AllocateError> {
        let mut asked = match solver(&instance) {
            Ok(allocation) => return Ok(Self { instance, allocation, undecided: None }),
            Err(AllocateError::GroupAcrossShare { .. }) => apart(&instance, solver)?,
            Err(_) => instance,
        };
        for limits in [Limits::Capped, Limits::Idle] {
            match solver(&asked) {
                Ok(allocation) => return Ok(Self { instance: asked, allocation, undecided: None }),
                Err(
                    AllocateError::Conflict { .. }
                    | AllocateError::CrossingLimits { .. }
                    | AllocateError::NothingToMeet { .. },
                ) => asked = loosened(&asked, limits),
                Err(error) => return Err(error),
            }
        }
        let allocation = solver(&asked)?;
        Ok(Self { instance: asked, allocation, undecided: None })
    }

    /// What is allocated anew.
    fn new_placements(&self) -> Vec<PlacedSpec> {
        let closed = self.instance.placed.iter().map(|spec| ((spec.lot.as_str(), spec.cell.as_str()), spec.amount));
        let closed: HashMap<(&str, &str), i64> = closed.collect();
        let mut placed = self.allocation.placements();
        for spec in &mut placed {
            spec.amount -= closed.get(&(spec.lot.as_str(), spec.cell.as_str())).copied().unwrap_or_default();
        }
        placed.retain(|spec| spec.amount != 0);
        placed
    }
}

/// Enters what the best allocation adds; where people decide it is only found.
///
/// # Errors
/// When the allocation fails, or allocates what may not be.
pub fn recommend(living: &mut Living<'_, '_>, solver: Solver<'_>) -> Result<Recommendation, LifeError> {
    let mut found = Recommendation::find(instance(living, By::Program), solver)?;
    let people_decide = living.numbers.run.fund.mode == Mode::Decided;
    found.undecided = (people_decide || !living.acts.all.is_empty()).then(|| instance(living, By::People));
    if people_decide {
        return Ok(found);
    }
    let mut placed: Vec<(u32, u32, i64)> = Vec::new();
    for spec in found.new_placements() {
        let (lot, cell) = (living.numbers.agreement(&spec.lot), living.numbers.cell(&spec.cell));
        let Some((lot, cell)) = lot.zip(cell) else {
            return Err(LifeError::Broken { what: format!("placed {} in {}", spec.lot, spec.cell) });
        };
        placed.push((lot, cell, spec.amount));
    }
    placed.sort_unstable();
    for (agreement, cell, amount) in placed {
        let day = living.today.day;
        let fits = amount <= living.free(agreement) && amount <= living.cell_room(cell) && amount > 0;
        if !fits || living.ended(agreement) || !living.numbers.allowed(agreement, cell, day) {
            let lot = &living.numbers.holders[agreement as usize].reference;
            let cell = &living.numbers.cells[cell as usize].cell.id;
            return Err(LifeError::Broken { what: format!("the allocation of {amount} of {lot} in {cell}") });
        }
        living.enter(agreement, cell, amount, Cause::Recommendation, 0);
    }
    Ok(found)
}

/// What an agreement brings into the allocation.
fn takes_part(living: &Living<'_, '_>, agreement: u32, by: By) -> i64 {
    match by {
        _ if living.ended(agreement) => 0,
        By::Program => living.free(agreement),
        By::People => living.free_on(agreement, living.today.day),
    }
}

/// What the allocation is asked, with what stands as closed placements; by people as if they had closed, lowered and held
/// nothing.
pub fn instance(living: &Living<'_, '_>, by: By) -> Instance {
    let run = living.numbers.run;
    let mut placed = Vec::new();
    for cell in 0..living.numbers.cells.len() as u32 {
        for position in living.book.positions(cell).iter().filter(|position| position.allocated > 0) {
            placed.push(PlacedSpec {
                lot: living.numbers.holders[position.agreement as usize].reference.to_string(),
                cell: living.numbers.cells[cell as usize].cell.id.to_string(),
                amount: position.allocated,
            });
        }
    }
    placed.sort_unstable();
    let agreements = 0..living.numbers.holders.len() as u32;
    let with_money = agreements.filter(|&agreement| {
        takes_part(living, agreement, by) > 0 || living.book.of_agreement(agreement).allocated != 0
    });
    Instance {
        geographies: run.geographies.clone(),
        themes: run.themes.clone(),
        lots: with_money.map(|agreement| lot(living, agreement, by)).collect(),
        cells: (0..living.numbers.cells.len() as u32).filter_map(|cell| cell_spec(living, cell, by)).collect(),
        groups: run.groups.clone(),
        policy: run.fund.country_share_ppm.map(|country_share_ppm| PolicySpec { country_share_ppm }),
        placed,
        spread: run.fund.spread,
        minimum: run.fund.minimum.minor(),
    }
}

fn lot(living: &Living<'_, '_>, agreement: u32, by: By) -> LotSpec {
    let holder = &living.numbers.holders[agreement as usize];
    let (terms, day) = (holder.calendar.on(living.today.day), living.today.day);
    let allocated = living.book.of_agreement(agreement).allocated;
    let free = takes_part(living, agreement, by);
    let purse = &living.purses[agreement as usize];
    // Money that is only to come can pay from today on.
    let from = if purse.flows_on(day).net() > 0 { terms.from } else { terms.from.min(day) };
    let window = PeriodSpec { from, to: holder.calendar.end_on(day) };
    LotSpec {
        id: holder.reference.to_string(),
        available: allocated + free,
        category: terms.category,
        include: terms.include.clone(),
        exclude: terms.exclude.clone(),
        window: Some(window),
        limits: if free > 0 { single(&terms.limits) } else { vec![] },
    }
}

/// A single "at least p here" is "at most 1 - p elsewhere" (docs/domain.md, section 3).
fn single(limits: &[LimitSpec]) -> Vec<LimitSpec> {
    match limits {
        [one] if one.kind == LimitSpecKind::AtLeast => vec![LimitSpec {
            kind: LimitSpecKind::AtMost,
            share_ppm: WHOLE - one.share_ppm,
            elsewhere: !one.elsewhere,
            ..one.clone()
        }],
        several => several.to_vec(),
    }
}

/// How the limits of agreements are loosened that have an "at least" among several.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Limits {
    /// No part gets more than its least share, and the rest no more than what these leave: that keeps each of them
    /// whatever the parts get.
    Capped,
    /// The agreement gets no new money.
    Idle,
}

fn loosened(instance: &Instance, limits: Limits) -> Instance {
    let mut loosened = instance.clone();
    for lot in &mut loosened.lots {
        let (least, most): (Vec<LimitSpec>, Vec<LimitSpec>) =
            lot.limits.iter().cloned().partition(|limit| limit.kind == LimitSpecKind::AtLeast);
        let several = lot.limits.len() > 1;
        match limits {
            Limits::Capped if !least.is_empty() => lot.limits = most.into_iter().chain(capped(&least)).collect(),
            Limits::Idle if several => {
                let placed = instance.placed.iter().filter(|spec| spec.lot == lot.id);
                lot.available = placed.map(|spec| spec.amount).sum();
                lot.limits.clear();
            }
            Limits::Capped | Limits::Idle => {}
        }
    }
    loosened
}

fn capped(least: &[LimitSpec]) -> Vec<LimitSpec> {
    let together: i64 = least.iter().map(|limit| limit.share_ppm).sum();
    let rest = LimitSpec {
        kind: LimitSpecKind::AtMost,
        share_ppm: (WHOLE - together).max(0),
        scope: least.iter().flat_map(|limit| limit.scope.clone()).collect(),
        outside_countries: least.iter().any(|limit| limit.outside_countries),
        elsewhere: true,
    };
    least.iter().map(|limit| LimitSpec { kind: LimitSpecKind::AtMost, ..limit.clone() }).chain([rest]).collect()
}

/// A cell as the allocation sees it. One that needs nothing stays where something is placed in it, and takes nothing.
fn cell_spec(living: &Living<'_, '_>, cell: u32, by: By) -> Option<CellSpec> {
    let spec = &living.numbers.cells[cell as usize];
    let need = living.today.needs[cell as usize];
    let (cut, closed) = match by {
        By::Program => (Money::from_minor(living.acts.cuts[cell as usize]), living.acts.closed_cells[cell as usize]),
        By::People => (Money::ZERO, false),
    };
    let needed = (need.need - cut).or_zero();
    let waiting = |lines: &[u32]| lines.iter().map(|line| living.open[*line as usize]).sum::<i64>();
    let pending = waiting(&living.waiting[cell as usize]) + waiting(&living.credits[cell as usize]);
    let ceiling = ((need.ceiling - cut).minor() - pending.max(0)).max(0);
    let asks = needed > Money::ZERO && need.weight_milli > 0 && !closed;
    let stands = living.book.positions(cell).iter().any(|position| position.allocated > 0);
    (asks || stands).then(|| CellSpec {
        id: spec.cell.id.to_string(),
        geography: spec.cell.geography.clone(),
        theme: spec.cell.theme.clone(),
        period: spec.cell.period,
        need: if asks { needed.minor() } else { 1 },
        weight_milli: if asks { need.weight_milli } else { 1000 },
        floor: if asks { need.floor.minor().min(ceiling) } else { 0 },
        ceiling: if asks { ceiling } else { 0 },
        outside: need.outside.minor(),
        country: spec.cell.country,
    })
}
