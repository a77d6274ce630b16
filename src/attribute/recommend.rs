//! The rest: what the best allocation of the as-of day enters (DESIGN sections 5.1 and 5.2).
//!
//! What comes in: what stands after costs and cover. What leaves: an instance of the allocation, whose closed placements
//! are what stands, and entries of what it places anew. What it does not know: how the allocation is found.
//!
//! A cell takes money only up to its ceiling less what is pending there; an agreement that has ended takes no part.

use crate::allocate::instance::{
    CellSpec, Instance, LimitSpec, LimitSpecKind, LotSpec, PeriodSpec, PlacedSpec, PolicySpec,
};
use crate::allocate::{AllocateError, allocate};
use crate::domain::Money;

use super::LifeError;
use super::living::Living;
use super::numbers::WHOLE;
use super::run::Cause;

/// Places the free money of an instance as well as can be: what is placed anew.
///
/// # Errors
/// When limits contradict each other.
pub fn best(instance: &Instance) -> Result<Vec<PlacedSpec>, AllocateError> {
    let mut placed = allocate(instance)?.placements();
    let closed: std::collections::HashMap<(&str, &str), i64> =
        instance.placed.iter().map(|spec| ((spec.lot.as_str(), spec.cell.as_str()), spec.amount)).collect();
    for spec in &mut placed {
        spec.amount -= closed.get(&(spec.lot.as_str(), spec.cell.as_str())).copied().unwrap_or_default();
    }
    placed.retain(|spec| spec.amount != 0);
    Ok(placed)
}

/// Enters what the best allocation places anew. Gives the instance that it was made of, where there was money to place
/// and a cell to take it.
///
/// # Errors
/// When the allocation fails, or places what may not be.
pub(super) fn recommend(
    living: &mut Living<'_, '_>,
    place: &mut dyn FnMut(&Instance) -> Result<Vec<PlacedSpec>, AllocateError>,
) -> Result<Instance, LifeError> {
    let instance = instance(living, Shares::Kept);
    let room = |cell: &CellSpec| cell.ceiling - cell.outside;
    let placed_in =
        |id: &str| instance.placed.iter().filter(|spec| spec.cell == id).map(|spec| spec.amount).sum::<i64>();
    let money = (0..living.numbers.holders.len() as u32).any(|agreement| takes_part(living, agreement) > 0);
    if !money || !instance.cells.iter().any(|cell| room(cell) > 0 && room(cell) > placed_in(&cell.id)) {
        return Ok(instance);
    }
    let (instance, placed) = placed(living, instance, place)?;
    let mut placed: Vec<(u32, u32, i64)> = placed
        .iter()
        .map(|spec| {
            let (lot, cell) = (living.numbers.agreement(&spec.lot), living.numbers.cell(&spec.cell));
            let unknown = || LifeError::Broken { what: format!("placed {} in {}", spec.lot, spec.cell) };
            lot.zip(cell).map(|(lot, cell)| (lot, cell, spec.amount)).ok_or_else(unknown)
        })
        .collect::<Result<_, _>>()?;
    placed.sort_unstable();
    for (agreement, cell, amount) in placed {
        let day = living.today.day;
        let fits = amount <= living.free(agreement) && amount <= living.cell_room(cell) && amount > 0;
        if !fits || living.ended(agreement) || !living.numbers.allowed(agreement, cell, day) {
            let (lot, cell) = (&living.numbers.holders[agreement as usize].reference, cell);
            let cell = &living.numbers.cells[cell as usize].cell.id;
            return Err(LifeError::Broken { what: format!("the allocation of {amount} of {lot} in {cell}") });
        }
        living.enter(agreement, cell, amount, Cause::Recommendation, 0);
    }
    Ok(instance)
}

/// Asks for the allocation; where limits of agreements cannot all be met at once, again with what binds less.
fn placed(
    living: &Living<'_, '_>,
    first: Instance,
    place: &mut dyn FnMut(&Instance) -> Result<Vec<PlacedSpec>, AllocateError>,
) -> Result<(Instance, Vec<PlacedSpec>), LifeError> {
    let contradicts = |error: &AllocateError| {
        matches!(
            error,
            AllocateError::Conflict { .. } | AllocateError::CrossingLimits { .. } | AllocateError::NothingToMeet { .. }
        )
    };
    match place(&first) {
        Ok(placed) => return Ok((first, placed)),
        Err(error) if !contradicts(&error) => return Err(error.into()),
        Err(_) => {}
    }
    let capped = instance(living, Shares::Capped);
    match place(&capped) {
        Ok(placed) => return Ok((capped, placed)),
        Err(error) if !contradicts(&error) => return Err(error.into()),
        Err(_) => {}
    }
    let idle = instance(living, Shares::Idle);
    let placed = place(&idle)?;
    Ok((idle, placed))
}

/// What an agreement brings into the allocation.
fn takes_part(living: &Living<'_, '_>, agreement: u32) -> i64 {
    if living.ended(agreement) { 0 } else { living.free(agreement) }
}

/// How limits of an agreement that has an "at least" among several are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shares {
    /// As they are: their parts get that much.
    Kept,
    /// No part gets more, and the rest what they leave: no more elsewhere than they allow, whatever they get.
    Capped,
    /// The agreement gets no new money.
    Idle,
}

/// What the allocation is asked, with what stands as closed placements.
fn instance(living: &Living<'_, '_>, shares: Shares) -> Instance {
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
    let with_money = agreements
        .filter(|&agreement| takes_part(living, agreement) > 0 || living.book.of_agreement(agreement).allocated != 0);
    Instance {
        geographies: run.geographies.clone(),
        themes: run.themes.clone(),
        lots: with_money.map(|agreement| lot(living, agreement, shares)).collect(),
        cells: (0..living.numbers.cells.len() as u32).filter_map(|cell| cell_spec(living, cell)).collect(),
        groups: run.groups.clone(),
        policy: run.fund.country_share_ppm.map(|country_share_ppm| PolicySpec { country_share_ppm }),
        placed,
        spread: run.fund.spread,
        minimum: run.fund.minimum.minor(),
    }
}

fn lot(living: &Living<'_, '_>, agreement: u32, shares: Shares) -> LotSpec {
    let holder = &living.numbers.holders[agreement as usize];
    let (terms, day) = (holder.calendar.on(living.today.day), living.today.day);
    let allocated = living.book.of_agreement(agreement).allocated;
    let several = terms.limits.len() > 1 && terms.limits.iter().any(|limit| limit.kind == LimitSpecKind::AtLeast);
    let takes_part = takes_part(living, agreement) > 0 && !(several && shares == Shares::Idle);
    let available = if takes_part { living.purses[agreement as usize].programmable_on(day) } else { allocated };
    let window = PeriodSpec { from: terms.from, to: holder.calendar.end_on(day) };
    LotSpec {
        id: holder.reference.to_string(),
        available,
        category: terms.category,
        include: terms.include.clone(),
        exclude: terms.exclude.clone(),
        window: Some(window),
        limits: if takes_part { limits(&terms.limits, shares) } else { vec![] },
    }
}

/// A single "at least p here" is "at most 1 - p elsewhere". Several stay as they are, or each part gets no more than its
/// own share and the rest no more than what all of them leave, which keeps every one of them whatever they get.
fn limits(limits: &[LimitSpec], shares: Shares) -> Vec<LimitSpec> {
    let (least, most): (Vec<LimitSpec>, Vec<LimitSpec>) =
        limits.iter().cloned().partition(|limit| limit.kind == LimitSpecKind::AtLeast);
    match (&least[..], shares) {
        ([one], _) if most.is_empty() => vec![LimitSpec {
            kind: LimitSpecKind::AtMost,
            share_ppm: WHOLE - one.share_ppm,
            elsewhere: !one.elsewhere,
            ..one.clone()
        }],
        ([], _) | (_, Shares::Kept | Shares::Idle) => limits.to_vec(),
        (least, Shares::Capped) => {
            let together: i64 = least.iter().map(|limit| limit.share_ppm).sum();
            let capped = least.iter().map(|limit| LimitSpec { kind: LimitSpecKind::AtMost, ..limit.clone() });
            let rest = LimitSpec {
                kind: LimitSpecKind::AtMost,
                share_ppm: (WHOLE - together).max(0),
                scope: least.iter().flat_map(|limit| limit.scope.clone()).collect(),
                outside_countries: least.iter().any(|limit| limit.outside_countries),
                elsewhere: true,
            };
            most.into_iter().chain(capped).chain([rest]).collect()
        }
    }
}

/// A cell as the allocation sees it. One that needs nothing stays where something is placed in it, and takes nothing.
fn cell_spec(living: &Living<'_, '_>, cell: u32) -> Option<CellSpec> {
    let spec = &living.numbers.cells[cell as usize];
    let need = living.today.needs[cell as usize];
    let waiting = |lines: &[u32]| lines.iter().map(|line| living.open[*line as usize]).sum::<i64>();
    let pending = waiting(&living.waiting[cell as usize]) + waiting(&living.credits[cell as usize]);
    let ceiling = (need.ceiling.minor() - pending.max(0)).max(0);
    let asks = need.need > Money::ZERO && need.weight_milli > 0;
    let stands = living.book.positions(cell).iter().any(|position| position.allocated > 0);
    (asks || stands).then(|| CellSpec {
        id: spec.cell.id.to_string(),
        geography: spec.cell.geography.clone(),
        theme: spec.cell.theme.clone(),
        period: spec.cell.period,
        need: if asks { need.need.minor() } else { 1 },
        weight_milli: if asks { need.weight_milli } else { 1000 },
        floor: if asks { need.floor.minor().min(ceiling) } else { 0 },
        ceiling: if asks { ceiling } else { 0 },
        outside: need.outside.minor(),
        country: spec.cell.country,
    })
}
