//! Lapse: the end of an agreement (docs/domain.md, section 3).
//!
//! What comes in: unspent money of agreements that have ended, and open obligations. What leaves: entries that take it
//! out of the cells, but for what open obligations need there until they are liquidated.

use std::collections::HashMap;

use crate::domain::{Money, apportion};

use crate::attribute::costs::lines::order;
use crate::attribute::run::{Cause, Cost};
use crate::attribute::state::living::Living;

/// Takes the unspent money of ended agreements out of their cells.
pub fn lapse(living: &mut Living<'_, '_>, obligations: &Obligations<'_>) {
    let ended = (0..living.numbers.holders.len() as u32).filter(|&agreement| living.ended(agreement));
    let mut by_cell: HashMap<u32, HashMap<u32, i64>> = HashMap::new();
    for agreement in ended.collect::<Vec<_>>() {
        for cell in living.unspent_in(agreement).collect::<Vec<_>>() {
            let kept = by_cell.entry(cell).or_insert_with(|| obligations.keep(living, cell));
            let keeps = kept.get(&agreement).copied().unwrap_or_default();
            let lapsed = living.book.at(agreement, cell).unspent() - keeps;
            living.enter(agreement, cell, -lapsed, Cause::Lapse, 0);
        }
    }
}

/// Open obligations by cell, in the order of lines.
pub struct Obligations<'a> {
    by_cell: HashMap<u32, Vec<&'a Cost<'a>>>,
}

impl<'a> Obligations<'a> {
    /// Those of a run that are open.
    pub fn new(living: &Living<'_, 'a>) -> Self {
        let mut by_cell: HashMap<u32, Vec<&Cost<'_>>> = HashMap::new();
        for obligation in living.numbers.run.obligations.iter().filter(|obligation| obligation.base > Money::ZERO) {
            if let Some(cell) = obligation.cell_code().and_then(|cell| living.numbers.cell(cell)) {
                by_cell.entry(cell).or_default().push(obligation);
            }
        }
        by_cell.values_mut().for_each(|obligations| {
            obligations.sort_by(|one, other| order(one).cmp(&order(other)));
        });
        Self { by_cell }
    }

    /// What each agreement keeps in a cell: first for obligations that name it, then for the others, each in proportion
    /// to what is left of the unspent money of all that were eligible on its day.
    fn keep(&self, living: &Living<'_, '_>, cell: u32) -> HashMap<u32, i64> {
        let mut kept: HashMap<u32, i64> = HashMap::new();
        let Some(obligations) = self.by_cell.get(&cell) else { return kept };
        let positions = living.book.positions(cell).iter().filter(|position| position.unspent() > 0);
        let mut left: Vec<(u32, i64)> = positions.map(|position| (position.agreement, position.unspent())).collect();
        let due = obligations.iter().filter(|obligation| obligation.date <= living.today.day);
        let eligible = |agreement: u32, obligation: &Cost<'_>| {
            let version = living.numbers.holders[agreement as usize].calendar.eligible_on(obligation.date);
            version.is_some_and(|version| living.numbers.covers(agreement, version, cell))
        };
        for obligation in due.clone() {
            let Some(named) = obligation.agreement.as_ref().and_then(|named| living.numbers.agreement(named)) else {
                continue;
            };
            for (agreement, left) in left.iter_mut().filter(|(agreement, _)| *agreement == named) {
                if eligible(*agreement, obligation) {
                    let needed = obligation.base.minor().min(*left);
                    *left -= needed;
                    *kept.entry(*agreement).or_default() += needed;
                }
            }
        }
        for obligation in due.filter(|obligation| obligation.agreement.is_none()) {
            let payers: Vec<usize> =
                (0..left.len()).filter(|&index| left[index].1 > 0 && eligible(left[index].0, obligation)).collect();
            let weights: Vec<u64> = payers.iter().map(|&index| left[index].1.unsigned_abs()).collect();
            let all: i64 = payers.iter().map(|&index| left[index].1).sum();
            let needed = Money::from_minor(obligation.base.minor().min(all));
            for (&index, share) in payers.iter().zip(apportion(needed, &weights).unwrap_or_default()) {
                left[index].1 -= share.minor();
                *kept.entry(left[index].0).or_default() += share.minor();
            }
        }
        kept
    }
}
