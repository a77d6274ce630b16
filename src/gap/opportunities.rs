//! What a contribution to a part of the programme would do.
//!
//! What comes in: the cells and what stands in them, parts of the programme, and what is to be raised. What leaves: where the best
//! allocation puts the amount on top of what stands. What it does not know: who might give it.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::allocate::fund::{nodes, pairs};
use crate::allocate::instance::{CellSpec, GroupSpec, Instance, LotSpec, NodeSpec, PeriodSpec, Spread};
use crate::allocate::{AllocateError, allocate};
use crate::attribute::Book;
use crate::config::{AllocationGroup, Fund};
use crate::domain::facts::Priority;
use crate::domain::{Money, Target};

/// What parts of what was to be raised are tried as a contribution, as divisors; each is rounded down to a 1, 2 or 5 with
/// zeros behind it.
const DIVISORS: [i64; 3] = [150, 75, 15];

/// What a contribution would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opportunity {
    /// The contribution.
    pub contribution: Money,
    /// What of it priorities can get: after the fund's own fee and support reserve.
    pub programmable: Money,
    /// The cells that take some, by index, and how much.
    pub cells: Vec<(usize, Money)>,
}

/// What contributions to parts of the programme would do, each part a union of places and themes, by part: the best allocation of
/// that money alone on top of what stands, within ceilings, the caps of groups, and what decisions left of cells. The share of
/// countries and the floors of groups are not asked for, since they bind the fund and not one contribution.
///
/// # Errors
/// As the allocation itself.
pub fn opportunities(
    fund: &Fund,
    cells: &[Priority],
    book: &Book,
    parts: &[Vec<Target>],
) -> Result<Vec<Vec<Opportunity>>, AllocateError> {
    let market = Market::new(fund, cells, book);
    let sizes = sizes(fund.programme.gap);
    let of_part = |part: &Vec<Target>| sizes.iter().map(|size| market.opportunity(part, *size)).collect();
    parts.par_iter().map(of_part).collect()
}

/// Whether a cell lies in a part of the programme.
pub fn lies_in(fund: &Fund, part: &[Target], cell: &Priority) -> bool {
    let covers = |target: &Target| target.covers(&cell.geography, &cell.theme, &fund.geography, &fund.themes);
    part.iter().any(covers)
}

/// The contributions that are tried.
fn sizes(to_raise: Money) -> Vec<Money> {
    let mut sizes: Vec<Money> = DIVISORS.iter().filter_map(|divisor| round_down(to_raise.minor() / divisor)).collect();
    sizes.dedup();
    sizes
}

/// The largest 1, 2 or 5 with zeros behind it that is not above; nothing below 1.
fn round_down(amount: i64) -> Option<Money> {
    let power = 10_i64.pow(amount.checked_ilog10()?);
    let first = [5, 2, 1].into_iter().find(|first| first * power <= amount)?;
    Some(Money::from_minor(first * power))
}

/// What stands, ready to be asked.
struct Market<'a> {
    fund: &'a Fund,
    cells: &'a [Priority],
    /// By cell: outside money and what the pool has allocated.
    funded: Vec<Money>,
    /// By cell: what of its need decisions left, and what of its ceiling; nothing of one that they closed.
    needs: Vec<Money>,
    ceilings: Vec<Money>,
    geographies: Vec<NodeSpec>,
    themes: Vec<NodeSpec>,
}

impl<'a> Market<'a> {
    fn new(fund: &'a Fund, cells: &'a [Priority], book: &Book) -> Self {
        let mut funded: Vec<Money> = cells.iter().map(|cell| cell.outside).collect();
        for placement in &book.placements {
            funded[placement.cell] += placement.amount;
        }
        let left = |of: fn(&Priority) -> Money| {
            let left = cells.iter().zip(&book.withheld);
            left.map(|(cell, kept)| if kept.is_closed { Money::ZERO } else { (of(cell) - kept.cut).or_zero() })
                .collect()
        };
        let (needs, ceilings) = (left(|cell| cell.need), left(|cell| cell.ceiling));
        let (geographies, themes) = (nodes(fund.geography.nodes()), nodes(fund.themes.nodes()));
        Self { fund, cells, funded, needs, ceilings, geographies, themes }
    }

    fn opportunity(&self, part: &[Target], contribution: Money) -> Result<Opportunity, AllocateError> {
        let charges = &self.fund.charges;
        let net = contribution - charges.administrative_fee.of(contribution);
        let programmable = charges.support_cost.taken_out_of(net);
        let open: Vec<usize> = (0..self.cells.len()).filter(|cell| self.takes(part, *cell)).collect();
        let lot = LotSpec {
            id: "contribution".to_owned(),
            available: programmable.minor(),
            category: 3,
            include: pairs(part),
            exclude: Vec::new(),
            window: None,
            limits: Vec::new(),
        };
        let instance = Instance {
            geographies: self.geographies.clone(),
            themes: self.themes.clone(),
            lots: vec![lot],
            cells: open.iter().map(|cell| self.cell(*cell)).collect(),
            groups: self.fund.allocation.groups.iter().map(|group| self.group(group, &open)).collect(),
            policy: None,
            placed: Vec::new(),
            spread: Spread::Few,
            minimum: 0,
        };
        let by_id: HashMap<String, usize> = open.iter().map(|cell| (self.cells[*cell].id(), *cell)).collect();
        let placed = allocate(&instance)?.placements().into_iter();
        let placed = placed.filter_map(|placed| Some((*by_id.get(&placed.cell)?, Money::from_minor(placed.amount))));
        let mut cells: Vec<(usize, Money)> = placed.collect();
        cells.sort_unstable();
        Ok(Opportunity { contribution, programmable, cells })
    }

    /// Whether a cell lies in a part of the programme and has room.
    fn takes(&self, part: &[Target], index: usize) -> bool {
        let has_room = !self.needs[index].is_zero() && self.funded[index] < self.ceilings[index];
        has_room && lies_in(self.fund, part, &self.cells[index])
    }

    fn cell(&self, index: usize) -> CellSpec {
        let cell = &self.cells[index];
        CellSpec {
            id: cell.id(),
            geography: cell.geography.to_string(),
            theme: cell.theme.to_string(),
            period: PeriodSpec { from: cell.period.from, to: cell.period.to },
            need: self.needs[index].minor(),
            weight_milli: i64::from(cell.weight.thousandths()),
            floor: cell.floor.min(self.ceilings[index]).minor(),
            ceiling: self.ceilings[index].minor(),
            outside: self.funded[index].minor(),
            country: self.fund.geography.is_country(&cell.geography),
        }
    }

    /// A group as the open cells see it: its cap less what its other cells have.
    fn group(&self, group: &AllocationGroup, open: &[usize]) -> GroupSpec {
        let (mut here, mut elsewhere) = (Money::ZERO, Money::ZERO);
        for (index, cell) in self.cells.iter().enumerate() {
            let (geography, themes) = (&self.fund.geography, &self.fund.themes);
            if group.scope.iter().any(|target| target.covers(&cell.geography, &cell.theme, geography, themes)) {
                *(if open.contains(&index) { &mut here } else { &mut elsewhere }) += self.funded[index];
            }
        }
        GroupSpec {
            id: group.name.clone(),
            scope: pairs(&group.scope),
            floor: 0,
            cap: group.cap.map(|cap| (cap - elsewhere).max(here).minor()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contributions_are_round_amounts() {
        let minor = |amounts: &[Money]| amounts.iter().map(|amount| amount.minor()).collect::<Vec<_>>();
        assert_eq!(minor(&sizes(Money::from_minor(7_500_000_000))), [50_000_000, 100_000_000, 500_000_000]);
        assert_eq!(minor(&sizes(Money::from_minor(100))), [1, 5]);
        assert!(sizes(Money::ZERO).is_empty());
    }
}
