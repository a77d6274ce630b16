//! Facts of closed months that changed since: their difference is dated in the first open month (docs/domain.md, section 5).
//!
//! A cost of another amount stays with those who pay for it, and only the difference is charged or given back. One that
//! is in another cell or category now, of another project, place or theme in its cell, or of another day, is taken back
//! there and charged here, to the same payers as far as they may pay. One that vanished, or that names another agreement,
//! gives back what it was charged with. What a credit has taken back already stays taken, as a credit of the same line.

use std::collections::{BTreeMap, HashMap};

use crate::domain::{Money, apportion};

use crate::attribute::costs::lines::Fate;
use crate::attribute::run::Cause;
use crate::attribute::state::acts::Bar;
use crate::attribute::state::book::{OPENED, RESERVE};
use crate::attribute::state::living::Living;

/// What is charged of a line, by agreement and cell.
type Nets = BTreeMap<(u32, u32), i64>;

/// Charges, gives back and moves what no longer is as it was.
pub fn differences(living: &mut Living<'_, '_>) {
    let changes = |fate: Fate| matches!(fate, Fate::Adjusted(_) | Fate::Gone | Fate::Rebooked(_));
    let changed: Vec<u32> =
        (0_u32..).zip(&living.lines).filter(|(_, line)| changes(line.fate)).map(|(number, _)| number).collect();
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
        let nets = nets.remove(&line).unwrap_or_default();
        match living.lines[line as usize].fate {
            Fate::Adjusted(was) => {
                adjust(living, line, was, living.lines[line as usize].cost.base, nets);
                living.park(line);
            }
            Fate::Rebooked(to) => rebook(living, line, to, nets),
            Fate::Gone => vanish(living, line, nets),
            Fate::Enters(_) | Fate::Stands | Fate::Former | Fate::Moved => {}
        }
    }
    living.heed();
}

/// Takes back all that is charged of a line.
fn vanish(living: &mut Living<'_, '_>, line: u32, nets: Nets) {
    living.open[line as usize] = 0;
    undo_nettings(living, line);
    nets.into_iter().for_each(|(at, net)| reverse(living, line, at, net));
    living.arrive(line);
}

/// What waits of a line takes its difference first. Of a cost that is less than is charged, its payers get the rest back,
/// in proportion; of a credit that is less than was given, the rest is a cost. Settlements are the last to go. Gives what
/// is charged now.
fn adjust(living: &mut Living<'_, '_>, line: u32, was: Money, is: Money, mut nets: Nets) -> Nets {
    let credit = was.is_negative() || is.is_negative();
    let waits = living.open[line as usize];
    let open = waits + (is - was).minor();
    living.open[line as usize] = open;
    if !credit {
        let rest = (-open).max(0) - (-waits).max(0);
        let rest = rest - give_back(living, line, &mut nets, rest);
        unsettle(living, line, rest);
    } else {
        let rest = open.max(0) - waits.max(0);
        let given: i64 = -nets.values().sum::<i64>();
        unsettle(living, line, rest - given.max(0));
    }
    nets
}

/// Gives payers of a line back what they were charged with, in proportion; how much that is.
fn give_back(living: &mut Living<'_, '_>, line: u32, nets: &mut Nets, most: i64) -> i64 {
    let payers = in_turn(living, nets);
    let charged: Vec<u64> =
        payers.iter().map(|&(at, net)| net.min(standing(living, at)).max(0).unsigned_abs()).collect();
    let all = i64::try_from(charged.iter().sum::<u64>()).unwrap_or(i64::MAX);
    let back = most.min(all);
    if back <= 0 {
        return 0;
    }
    for ((at, _), part) in payers.into_iter().zip(apportion(Money::from_minor(back), &charged).unwrap_or_default()) {
        take_back(living, line, at, part.minor());
        *nets.entry(at).or_default() -= part.minor();
    }
    back
}

/// Who is charged with a line, in the order in which they pay.
fn in_turn(living: &Living<'_, '_>, nets: &Nets) -> Vec<((u32, u32), i64)> {
    let mut payers: Vec<((u32, u32), i64)> = nets.iter().map(|(at, net)| (*at, *net)).collect();
    payers.sort_by_key(|((agreement, cell), _)| (living.today.turns[*agreement as usize], *cell));
    payers
}

/// What an agreement is charged with in a cell, or its reserve has paid.
fn standing(living: &Living<'_, '_>, (agreement, cell): (u32, u32)) -> i64 {
    match cell {
        RESERVE => living.purses[agreement as usize].booked(),
        _ => living.book.at(agreement, cell).charged,
    }
}

fn take_back(living: &mut Living<'_, '_>, line: u32, (agreement, cell): (u32, u32), amount: i64) {
    match cell {
        RESERVE => living.pay_support(line, agreement, -amount),
        _ => living.charge(line, agreement, cell, -amount),
    }
}

/// Opens as much of what the line settled, or was settled with, on the other side again: the latest lines first.
fn unsettle(living: &mut Living<'_, '_>, line: u32, most: i64) {
    if most <= 0 {
        return;
    }
    let of_line = |(credit, cost, _): &(u32, u32, i64)| *credit == line || *cost == line;
    let (mut settled, others): (Vec<_>, Vec<_>) = std::mem::take(&mut living.netted).into_iter().partition(of_line);
    living.netted = others;
    settled.sort_unstable_by_key(|&(credit, cost, _)| std::cmp::Reverse(if credit == line { cost } else { credit }));
    let mut rest = most;
    for (credit, cost, amount) in settled {
        let other = if credit == line { cost } else { credit };
        let opened = if other == OPENED { 0 } else { amount.min(rest) };
        if opened > 0 {
            rest -= opened;
            open_again(living, line, (credit, cost, opened));
            living.open[line as usize] += if credit == line { -opened } else { opened };
        }
        if amount > opened {
            living.netted.push((credit, cost, amount - opened));
        }
    }
}

/// The other side of a part of a settlement of a line is open again. A credit acts as if it came now; a cost waits as it
/// did.
fn open_again(living: &mut Living<'_, '_>, line: u32, (credit, cost, amount): (u32, u32, i64)) {
    if credit == line {
        living.open[cost as usize] += amount;
        living.park(cost);
    } else {
        living.open[credit as usize] -= amount;
        living.arrive(credit);
    }
}

/// Both sides of what the line settled, or was settled with, are open again; how much that is of the line. Where the
/// other side is no longer known, its part stays with this line.
fn undo_nettings(living: &mut Living<'_, '_>, line: u32) -> i64 {
    let (undone, kept): (Vec<_>, Vec<_>) =
        std::mem::take(&mut living.netted).into_iter().partition(|&(credit, cost, _)| credit == line || cost == line);
    living.netted = kept;
    let mut own = 0;
    for (credit, cost, amount) in undone {
        let of_line = if credit == line { -amount } else { amount };
        own += of_line;
        match if credit == line { cost } else { credit } {
            OPENED => living.open[line as usize] -= of_line,
            _ => open_again(living, line, (credit, cost, amount)),
        }
    }
    own
}

/// Takes back what is charged. The part that credits took already is a credit of this line; what a credit took is a cost.
fn reverse(living: &mut Living<'_, '_>, line: u32, at: (u32, u32), net: i64) {
    let back = net.min(standing(living, at)).max(0);
    living.open[line as usize] -= net;
    take_back(living, line, at, back);
}

/// Makes one version of a cost of another: its payers stay, with their money, as far as earmark and ceiling allow.
fn rebook(living: &mut Living<'_, '_>, line: u32, to: u32, nets: Nets) {
    let (was, is) = (&living.lines[line as usize], &living.lines[to as usize]);
    let (alike, same_cell) = (was.is_paid_alike(is), was.cell == is.cell);
    let (was, is) = (was.cost.base, is.cost.base);
    let nets = adjust(living, line, was, is, nets);
    let mut open = std::mem::take(&mut living.open[line as usize]);
    if same_cell {
        living.netted.iter_mut().for_each(|(credit, cost, _)| {
            *credit = if *credit == line { to } else { *credit };
            *cost = if *cost == line { to } else { *cost };
        });
    } else {
        open += undo_nettings(living, line);
    }
    let bars: Vec<Bar> = living.acts.bars.iter().filter(|bar| bar.line == line).copied().collect();
    living.acts.bars.extend(bars.into_iter().map(|bar| Bar::new(bar.act, to, bar.agreement)));
    for (at, net) in in_turn(living, &nets) {
        let keeps = alike || is.is_negative() || living.sets.has(living.sets.of(to), at.0);
        let moved = if keeps { move_charge(living, (line, to), at, (net, same_cell)) } else { 0 };
        open += net - moved;
        reverse(living, line, at, net - moved);
    }
    living.open[to as usize] = open;
    living.arrive(line);
    living.arrive(to);
}

/// Moves what a payer is charged with to the other version of a line, and the money with it where that is in another
/// cell; how much that is.
fn move_charge(
    living: &mut Living<'_, '_>,
    (line, to): (u32, u32),
    (agreement, cell): (u32, u32),
    (net, same_cell): (i64, bool),
) -> i64 {
    let Some(target) = (if same_cell { Some(cell) } else { living.lines[to as usize].cell }) else { return 0 };
    let mut moved = net;
    if target != cell {
        moved = net.min(standing(living, (agreement, cell))).min(living.cell_room(target)).max(0);
        let reference = living.book.reference(&living.lines[line as usize].cost.id);
        living.enter(agreement, cell, -moved, Cause::Correction, reference);
        living.enter(agreement, target, moved, Cause::Correction, reference);
    }
    living.recharge(line, agreement, cell, -moved);
    living.recharge(to, agreement, target, moved);
    moved
}
