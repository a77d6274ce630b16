//! Corrections: money that is not there, or may not be there (docs/domain.md, section 3).
//!
//! What comes in: what stands, the money and the terms of the day. What leaves: entries that take unspent money back,
//! each with its reason. What is already charged cannot be taken back: it stays over-allocated and is named.

use crate::domain::Month;

use crate::attribute::run::{Cause, REFUND};
use crate::attribute::state::living::Living;

/// Why money is taken back, as an entry's reference says it.
pub(super) const GONE: &str = "cell gone";
/// The earmark of the day does not allow the cell.
pub(super) const EARMARK: &str = "earmark";
/// More was allocated than there is, for another reason than a refund of the month.
pub(super) const MONEY: &str = "money";
/// The cell needs less than it has.
pub(super) const NEED: &str = "need";

/// Takes back what is not there, or may not be there.
pub fn correct(living: &mut Living<'_, '_>) {
    let agreements = 0..living.numbers.holders.len() as u32;
    for agreement in agreements.clone() {
        misplaced(living, agreement);
    }
    for agreement in agreements {
        beyond_money(living, agreement);
    }
    for cell in 0..living.numbers.cells.len() as u32 {
        beyond_need(living, cell);
    }
}

/// Unspent money where the earmark in force does not allow it.
fn misplaced(living: &mut Living<'_, '_>, agreement: u32) {
    let day = living.today.day;
    let unspent = living.unspent_in(agreement);
    let wrong: Vec<u32> = unspent.filter(|&cell| !living.numbers.allowed(agreement, cell, day)).collect();
    for cell in wrong {
        let reason = if living.numbers.cells[cell as usize].listed { EARMARK } else { GONE };
        take_back(living, agreement, cell, i64::MAX, reason);
    }
}

/// More allocated than there is: over-full cells first, as far as they are, then the best funded; what decisions put
/// somewhere comes last.
fn beyond_money(living: &mut Living<'_, '_>, agreement: u32) {
    let programmable = living.purses[agreement as usize].programmable_on(living.today.day);
    let excess = living.book.of_agreement(agreement).allocated - programmable;
    let refunded = excess.min(refunded(living, agreement)).max(0);
    without_money(living, agreement, refunded, REFUND);
    without_money(living, agreement, excess - refunded, MONEY);
}

/// Programmable money that refunds of the month took.
fn refunded(living: &Living<'_, '_>, agreement: u32) -> i64 {
    let day = living.today.day;
    living.purses[agreement as usize].taken_by_refunds(Month::of(day).first_day(), day)
}

/// Takes an amount back of what an agreement has unspent.
fn without_money(living: &mut Living<'_, '_>, agreement: u32, mut excess: i64, reason: &str) {
    for guarded in [false, true] {
        while excess > 0 {
            let there = |living: &Living<'_, '_>, cell: u32| match guarded {
                false => living.loose(agreement, cell),
                true => living.book.at(agreement, cell).unspent(),
            };
            let cells: Vec<u32> = living.unspent_in(agreement).filter(|&cell| there(living, cell) > 0).collect();
            let full = living.best_funded(cells.iter().copied().filter(|&cell| living.over_full(cell) > 0));
            let most = |cell: u32| excess.min(there(living, cell));
            let (cell, most) = match full {
                Some(cell) => (cell, most(cell).min(living.over_full(cell))),
                None => match living.best_funded(cells.into_iter()) {
                    Some(cell) => (cell, most(cell)),
                    None => break,
                },
            };
            excess -= take_back(living, agreement, cell, most, reason);
        }
    }
}

/// More in a cell than it needs: from the agreement that ends last, then the higher reference; what decisions put there
/// comes last.
fn beyond_need(living: &mut Living<'_, '_>, cell: u32) {
    let mut excess = living.over_full(cell);
    if excess == 0 {
        return;
    }
    let mut givers: Vec<u32> = living.book.positions(cell).iter().map(|position| position.agreement).collect();
    givers.sort_by_key(|agreement| std::cmp::Reverse(living.today.turns[*agreement as usize]));
    for guarded in [false, true] {
        for &agreement in &givers {
            let most = match guarded {
                true => excess.min(living.over_full_for_people(cell)),
                false => excess.min(living.loose(agreement, cell)),
            };
            excess -= take_back(living, agreement, cell, most, NEED);
        }
    }
}

/// Takes unspent money back, up to an amount; gives how much that was.
fn take_back(living: &mut Living<'_, '_>, agreement: u32, cell: u32, most: i64, reason: &str) -> i64 {
    let amount = living.book.at(agreement, cell).unspent().clamp(0, most);
    let reference = living.book.reference(reason);
    living.enter(agreement, cell, -amount, Cause::Correction, reference);
    amount
}
