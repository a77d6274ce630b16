//! Cover: unspent money elsewhere is moved to costs that stay pending (docs/domain.md, section 3).
//!
//! What comes in: costs that neither their cell nor free money could pay. What leaves: pairs of entries, each amount
//! charged at once. Costs and payers come in the order of costs first; money is taken from the best-funded cell first.
//! What a source's own pending costs could use was charged to them before, so nothing is taken from them.

use super::costs_first::{Waiting, candidates, pending};
use super::eligible::flip;
use super::living::Living;
use super::run::Cause;

/// Moves unspent money to what is pending, and charges it.
pub(super) fn cover(living: &mut Living<'_, '_>) {
    let mut payers = living.sets.blank();
    let mut any = false;
    for agreement in 0..living.numbers.holders.len() as u32 {
        if unspent(living, agreement) > 0 {
            flip(&mut payers, agreement);
            any = true;
        }
    }
    if !any {
        return;
    }
    // What leaves a full cell makes room there: so cells are looked at when their turn comes.
    for Waiting { line, cell, .. } in pending(living, &payers, |_| true) {
        if living.cell_room(cell) <= 0 {
            continue;
        }
        for agreement in candidates(living, line, |agreement| unspent(living, agreement) > 0) {
            move_to(living, line, agreement, cell);
        }
    }
    let open = &living.open;
    living.waiting.iter_mut().for_each(|waiting| waiting.retain(|line| open[*line as usize] > 0));
}

fn unspent(living: &Living<'_, '_>, agreement: u32) -> i64 {
    let sums = living.book.of_agreement(agreement);
    sums.allocated - sums.charged
}

/// Moves money of an agreement to a line, cell by cell, each emptied before the next.
fn move_to(living: &mut Living<'_, '_>, line: u32, agreement: u32, target: u32) {
    let mut tried = Vec::new();
    while living.open[line as usize] > 0 {
        let sources = living.unspent_in(agreement).filter(|cell| *cell != target && !tried.contains(cell));
        let Some(source) = living.best_funded(sources) else { return };
        let unspent = living.book.at(agreement, source).unspent();
        let amount = living.open[line as usize].min(unspent).min(living.room_from(agreement, target, source));
        if amount > 0 {
            living.enter(agreement, source, -amount, Cause::Cover, 0);
            living.enter(agreement, target, amount, Cause::Cover, 0);
            living.charge(line, agreement, target, amount);
        }
        tried.push(source);
    }
}
