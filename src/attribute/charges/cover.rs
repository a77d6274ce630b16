//! Cover: unspent money elsewhere is moved to costs that stay pending (docs/domain.md, section 3).
//!
//! What comes in: costs that neither their cell nor free money could pay. What leaves: pairs of entries, each amount
//! charged at once. Costs and payers come in the order of costs first; money is taken from the best-funded cell first.
//! What a source's own pending costs could use was charged to them before, so nothing is taken from them.

use super::budgets::Budgets;
use super::costs_first::{Waiting, candidates, drop_paid, pending};
use crate::attribute::costs::eligible::flip;
use crate::attribute::run::Cause;
use crate::attribute::state::acts::Made;
use crate::attribute::state::living::Living;
use crate::attribute::state::room::By;

/// Moves unspent money to what is pending, and charges it; with budgets, only what people decided.
pub fn cover(living: &mut Living<'_, '_>, mut budgets: Option<&mut Budgets>) {
    let mut payers = living.sets.blank();
    let mut any = false;
    let by = if budgets.is_some() { By::People } else { By::Program };
    for agreement in 0..living.numbers.holders.len() as u32 {
        if may_give(living, agreement, by) {
            flip(&mut payers, agreement);
            any = true;
        }
    }
    if !any {
        return;
    }
    let mut paid: Vec<bool> = vec![false; living.waiting.len()];
    // What leaves a full cell makes room there: so cells are looked at when their turn comes.
    for Waiting { line, cell, .. } in pending(living, &payers, |_| true) {
        if living.room_of_cell(cell, by) <= 0 {
            continue;
        }
        for agreement in candidates(living, line, |agreement| may_give(living, agreement, by)) {
            move_to(living, line, agreement, cell, budgets.as_deref_mut());
        }
        paid[cell as usize] |= living.open[line as usize] == 0;
    }
    drop_paid(living, &paid);
}

impl Living<'_, '_> {
    /// The other cell of a move, as an entry's reference says it.
    fn cell_reference(&mut self, cell: u32) -> u32 {
        self.book.reference(self.numbers.cells[cell as usize].cell.id.as_str())
    }
}

/// Whether an agreement has unspent money, and is open to the program where that is what asks.
fn may_give(living: &Living<'_, '_>, agreement: u32, by: By) -> bool {
    let sums = living.book.of_agreement(agreement);
    let open = by == By::People || !living.acts.closed_agreements[agreement as usize];
    open && sums.allocated > sums.charged
}

/// Moves money of an agreement to a line, cell by cell, each emptied before the next.
fn move_to(living: &mut Living<'_, '_>, line: u32, agreement: u32, target: u32, mut budgets: Option<&mut Budgets>) {
    let by = if budgets.is_some() { By::People } else { By::Program };
    let mut tried = Vec::new();
    while living.open[line as usize] > 0 {
        let sources = living.unspent_in(agreement).filter(|cell| *cell != target && !tried.contains(cell));
        let Some(source) = living.best_funded(sources) else { return };
        tried.push(source);
        let unspent = match by {
            By::People => living.payable(agreement, source),
            By::Program if living.acts.closed_cells[source as usize] => 0,
            By::Program => living.loose(agreement, source),
        };
        let room = living.room_for(agreement, target, Some(source), by);
        let wanted = living.open[line as usize].min(unspent).min(room).max(0);
        let amount = match budgets.as_deref_mut() {
            None => {
                let (left, entered) = (living.cell_reference(target), living.cell_reference(source));
                living.enter(agreement, source, -wanted, Cause::Cover, left);
                living.enter(agreement, target, wanted, Cause::Cover, entered);
                wanted
            }
            Some(budgets) => {
                let amount = wanted.min(budgets.left(agreement, Some(source), target));
                for (act, amount) in budgets.take(agreement, Some(source), target, amount) {
                    let on = living.today.day;
                    living.enter_decided(Made { act, on, agreement, cell: source, amount: -amount });
                    living.enter_decided(Made { act, on, agreement, cell: target, amount });
                }
                amount
            }
        };
        living.charge(line, agreement, target, amount);
    }
}
