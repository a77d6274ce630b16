//! Facts of closed months that changed since: their difference is dated in the first open month (docs/domain.md, section 5).
//!
//! A cost that changed or vanished gives back what it was charged with; what a credit has taken back already stays
//! taken, as a credit of the same line. A cost that was only re-booked to another cell keeps its payers, whose money
//! moves with it. What settled with credits is open again on both sides.

use std::collections::{BTreeMap, HashMap};

use crate::attribute::costs::lines::{Fate, Named};
use crate::attribute::run::Cause;
use crate::attribute::state::book::{OPENED, RESERVE};
use crate::attribute::state::living::Living;

/// What is charged of a line, by agreement and cell.
type Nets = BTreeMap<(u32, u32), i64>;

/// Takes back and moves what no longer is as it was.
pub fn differences(living: &mut Living<'_, '_>) {
    let moves = |fate: Fate| matches!(fate, Fate::Gone | Fate::Rebooked(_));
    let changed: Vec<u32> =
        (0_u32..).zip(&living.lines).filter(|(_, line)| moves(line.fate)).map(|(number, _)| number).collect();
    if changed.is_empty() {
        return;
    }
    let mut nets: HashMap<u32, Nets> = changed.iter().map(|&line| (line, Nets::new())).collect();
    for charge in &living.book.charges {
        if let Some(nets) = nets.get_mut(&charge.line) {
            *nets.entry((charge.agreement, charge.cell)).or_default() += charge.amount;
        }
    }
    for line in changed {
        living.open[line as usize] = 0;
        undo_nettings(living, line);
        let nets = nets.remove(&line).unwrap_or_default();
        match living.lines[line as usize].fate {
            Fate::Rebooked(to) => rebook(living, line, to, nets),
            Fate::Gone => nets.into_iter().for_each(|(at, net)| reverse(living, line, at, net)),
            Fate::Enters(_) | Fate::Stands | Fate::Former | Fate::Moved => {}
        }
        // What is left of a reversal names nobody: it is no credit that anyone booked.
        if living.open[line as usize] < 0 {
            living.lines[line as usize].named = Named::Nobody;
        }
        living.arrive(line);
    }
}

/// Both sides of what the line settled, or was settled with, are open again. Where the other side is no longer known,
/// its part stays with this line.
fn undo_nettings(living: &mut Living<'_, '_>, line: u32) {
    let (undone, kept): (Vec<_>, Vec<_>) =
        std::mem::take(&mut living.netted).into_iter().partition(|&(credit, cost, _)| credit == line || cost == line);
    living.netted = kept;
    for (credit, cost, amount) in undone {
        let (other, amount) = if credit == line { (cost, amount) } else { (credit, -amount) };
        if other == OPENED {
            living.open[line as usize] += amount;
        } else {
            // A credit acts again as if it came now; a cost waits as it did.
            living.open[other as usize] += amount;
            if credit == line { living.park(other) } else { living.arrive(other) }
        }
    }
}

/// Takes back what is charged. The part that credits took already is a credit of this line; what a credit took is a cost.
fn reverse(living: &mut Living<'_, '_>, line: u32, (agreement, cell): (u32, u32), net: i64) {
    let standing = match cell {
        RESERVE => living.purses[agreement as usize].booked(),
        _ => living.book.at(agreement, cell).charged,
    };
    let back = net.min(standing).max(0);
    living.open[line as usize] -= net;
    match cell {
        RESERVE => living.pay_support(line, agreement, -back),
        _ => living.charge(line, agreement, cell, -back),
    }
}

/// Moves a cost to another cell, with its payers and their money as far as earmark and ceiling allow.
fn rebook(living: &mut Living<'_, '_>, line: u32, to: u32, nets: Nets) {
    let mut payers: Vec<((u32, u32), i64)> = nets.into_iter().collect();
    payers.sort_by_key(|((agreement, cell), _)| (living.today.turns[*agreement as usize], *cell));
    let mut open = living.lines[to as usize].cost.base.minor();
    let reference = living.book.reference(&living.lines[line as usize].cost.id);
    for (at, net) in payers {
        let mut rest = net;
        let (agreement, cell) = at;
        if let Some(target) = living.lines[to as usize].cell.filter(|_| cell != RESERVE) {
            let may = living.sets.has(living.sets.of(to), agreement);
            let standing = living.book.at(agreement, cell).charged;
            let moved = if may { net.min(standing).min(living.cell_room(target)).max(0) } else { 0 };
            living.enter(agreement, cell, -moved, Cause::Correction, reference);
            living.enter(agreement, target, moved, Cause::Correction, reference);
            living.recharge(line, agreement, cell, -moved);
            living.recharge(to, agreement, target, moved);
            open -= moved;
            rest -= moved;
        }
        reverse(living, line, at, rest);
    }
    living.open[to as usize] = open;
    living.arrive(to);
}
