//! Charging what stands unspent to the costs of its cell (docs/domain.md, section 5, steps 1 and 2).
//!
//! What comes in: the costs of each cell that are not charged yet, and what each agreement has left there. What leaves:
//! charges. What it does not know: money that is not in the cell.
//!
//! Lines that name an agreement go first. The others are split by month incurred and set of eligible agreements: those
//! that end sooner pay first, equal ends in proportion to what each has left. The lines of a split are filled one after
//! another from its payers in order, so that a line has few payers.

use crate::domain::{Money, apportion};

use crate::attribute::costs::lines::Named;
use crate::attribute::state::living::Living;

/// An agreement and what it has, or gives.
#[derive(Clone, Copy)]
struct Payer {
    agreement: u32,
    amount: i64,
}

/// Charges in every cell.
pub fn charge(living: &mut Living<'_, '_>) {
    for cell in 0..living.waiting.len() as u32 {
        let sums = living.book.of_cell(cell);
        if living.waiting[cell as usize].is_empty() || sums.allocated == sums.charged {
            continue;
        }
        charge_named(living, cell);
        charge_others(living, cell);
        let open = &living.open;
        living.waiting[cell as usize].retain(|line| open[*line as usize] > 0);
    }
}

fn charge_named(living: &mut Living<'_, '_>, cell: u32) {
    for index in 0..living.waiting[cell as usize].len() {
        let line = living.waiting[cell as usize][index];
        let Named::Agreement(agreement) = living.lines[line as usize].named else { continue };
        if living.sets.has(living.sets.of(line), agreement) {
            let amount = living.payable(agreement, cell).min(living.open[line as usize]);
            living.charge(line, agreement, cell, amount.max(0));
        }
    }
}

fn charge_others(living: &mut Living<'_, '_>, cell: u32) {
    let waiting = living.waiting[cell as usize].iter().copied();
    let unnamed =
        waiting.filter(|&line| living.open[line as usize] > 0 && living.lines[line as usize].named == Named::Nobody);
    let key = |line: u32| (living.lines[line as usize].month, living.sets.rank(living.sets.of(line)));
    let mut lines: Vec<((i32, u32), u32)> = unnamed.map(|line| (key(line), line)).collect();
    lines.sort_unstable();
    for split in lines.chunk_by(|one, other| one.0 == other.0) {
        let lines: Vec<u32> = split.iter().map(|(_, line)| *line).collect();
        let payers = payers(living, cell, living.sets.of(lines[0]));
        if !payers.is_empty() {
            let wanted = lines.iter().map(|line| living.open[*line as usize]).sum();
            fill(living, cell, &lines, parts(living, &payers, wanted));
        }
    }
}

/// The agreements of a set that have money left in a cell, in the order in which they pay.
fn payers(living: &Living<'_, '_>, cell: u32, set: u32) -> Vec<Payer> {
    let left = living.book.positions(cell).iter().filter(|position| position.unspent() > 0);
    let eligible = left.map(|position| position.agreement).filter(|agreement| living.sets.has(set, *agreement));
    let mut payers: Vec<Payer> =
        eligible.map(|agreement| Payer { agreement, amount: living.payable(agreement, cell) }).collect();
    payers.retain(|payer| payer.amount > 0);
    payers.sort_by_key(|payer| living.today.turns[payer.agreement as usize]);
    payers
}

/// What each payer gives: those that end sooner all they have, before those of the next end.
fn parts(living: &Living<'_, '_>, payers: &[Payer], mut wanted: i64) -> Vec<Payer> {
    let end = |payer: &Payer| living.today.ends[payer.agreement as usize];
    let mut parts = Vec::with_capacity(payers.len());
    for tier in payers.chunk_by(|one, other| end(one) == end(other)) {
        let left: i64 = tier.iter().map(|payer| payer.amount).sum();
        let taken = left.min(wanted);
        if taken == left {
            parts.extend_from_slice(tier);
        } else {
            let weights: Vec<u64> = tier.iter().map(|payer| payer.amount.unsigned_abs()).collect();
            let shares = apportion(Money::from_minor(taken), &weights).unwrap_or_default();
            let given = tier.iter().zip(shares);
            parts.extend(given.map(|(payer, share)| Payer { agreement: payer.agreement, amount: share.minor() }));
        }
        wanted -= taken;
    }
    parts
}

/// Fills lines one after another from payers one after another.
fn fill(living: &mut Living<'_, '_>, cell: u32, lines: &[u32], parts: Vec<Payer>) {
    let mut parts = parts.into_iter().filter(|part| part.amount > 0).peekable();
    for &line in lines {
        while living.open[line as usize] > 0 {
            let Some(part) = parts.peek_mut() else { return };
            let amount = part.amount.min(living.open[line as usize]);
            living.charge(line, part.agreement, cell, amount);
            part.amount -= amount;
            if part.amount == 0 {
                parts.next();
            }
        }
    }
}
