//! Costs first: what is pending gets unallocated money of agreements eligible on the day incurred (docs/domain.md, section 3).
//!
//! What comes in: costs that their cells could not pay. What leaves: entries, each charged at once to its giver. First
//! costs that name an agreement, then by day incurred and cell; first the agreement that ends soonest, then one that
//! already pays for the cell, then the one that may pay for fewest cells, then by reference.

use chrono::NaiveDate;

use super::budgets::Budgets;
use crate::attribute::costs::eligible::flip;
use crate::attribute::costs::lines::Named;
use crate::attribute::run::Cause;
use crate::attribute::state::acts::Made;
use crate::attribute::state::living::Living;
use crate::attribute::state::room::By;

/// A cost that waits in its cell. They are ordered as they are taken.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Waiting {
    /// Whether it names no agreement.
    unnamed: bool,
    date: NaiveDate,
    pub cell: u32,
    pub line: u32,
}

/// The costs that wait in cells and that one of some agreements may pay, in the order in which they are taken.
pub(super) fn pending(living: &Living<'_, '_>, payers: &[u64], takes: impl Fn(u32) -> bool) -> Vec<Waiting> {
    let mut meets: Vec<Option<bool>> = vec![None; living.sets.len()];
    let mut lines: Vec<Waiting> = Vec::new();
    for (cell, waiting) in (0_u32..).zip(&living.waiting) {
        if waiting.is_empty() || !takes(cell) {
            continue;
        }
        for &line in waiting {
            let set = living.sets.of(line);
            if *meets[set as usize].get_or_insert_with(|| living.sets.meets(set, payers)) {
                let spec = &living.lines[line as usize];
                lines.push(Waiting { unnamed: spec.named == Named::Nobody, date: spec.date, cell, line });
            }
        }
    }
    lines.sort_unstable();
    lines
}

/// The agreements that may pay a line, in the order in which they are asked; for a line that names one, only that.
pub(super) fn candidates(living: &Living<'_, '_>, line: u32, has_money: impl Fn(u32) -> bool) -> Vec<u32> {
    let spec = &living.lines[line as usize];
    let Some(cell) = spec.cell else { return vec![] };
    let set = living.sets.of(line);
    if let Named::Agreement(agreement) = spec.named {
        let pays = living.sets.has(set, agreement) && has_money(agreement);
        return if pays { vec![agreement] } else { vec![] };
    }
    if spec.named == Named::Unknown {
        return vec![];
    }
    let key = |agreement: u32| {
        let holder = &living.numbers.holders[agreement as usize];
        let end = holder.calendar.end_on(spec.date);
        let day = if living.sets.settles(line) { spec.date.min(end) } else { spec.date };
        let reach = holder.versions[holder.calendar.version_on(day)].reach;
        let pays_already = living.book.at(agreement, cell).allocated > 0;
        (living.today.ends[agreement as usize], !pays_already, reach, agreement)
    };
    let mut asked: Vec<_> = living.sets.members(set).filter(|&agreement| has_money(agreement)).map(key).collect();
    asked.sort_unstable();
    asked.into_iter().map(|(.., agreement)| agreement).collect()
}

/// Enters free money for what is pending, and charges it; with budgets, only what people decided.
pub fn costs_first(living: &mut Living<'_, '_>, mut budgets: Option<&mut Budgets>) {
    let agreements = living.numbers.holders.len() as u32;
    let by = if budgets.is_some() { By::People } else { By::Program };
    let mut free: Vec<i64> = match &budgets {
        None => (0..agreements).map(|agreement| living.free(agreement)).collect(),
        Some(budgets) => {
            let mut free = vec![0; agreements as usize];
            for agreement in budgets.agreements() {
                free[agreement as usize] = living.free_on(agreement, living.today.day);
            }
            free
        }
    };
    let mut payers = living.sets.blank();
    (0_u32..).zip(&free).filter(|(_, free)| **free > 0).for_each(|(agreement, _)| flip(&mut payers, agreement));
    if payers.iter().all(|word| *word == 0) {
        return;
    }
    let mut turns = Turns::new(living);
    let mut paid: Vec<bool> = vec![false; living.waiting.len()];
    for waiting in pending(living, &payers, |cell| living.room_of_cell(cell, by) > 0) {
        let Waiting { line, cell, .. } = waiting;
        if living.room_of_cell(cell, by) <= 0 {
            continue;
        }
        // What settles an obligation looks at terms of other days, and what names an agreement asks only that.
        let simple = waiting.unnamed && !living.sets.settles(line);
        let mut listed = match simple {
            true => vec![],
            false => candidates(living, line, |agreement| free[agreement as usize] > 0),
        }
        .into_iter();
        let mut asked = Vec::new();
        while living.open[line as usize] > 0 && living.room_of_cell(cell, by) > 0 {
            let next = if simple { turns.next(living, waiting, &asked, &payers) } else { listed.next() };
            let Some(agreement) = next else { break };
            let given = give(living, waiting, agreement, free[agreement as usize], budgets.as_deref_mut());
            free[agreement as usize] -= given;
            paid[cell as usize] |= given > 0;
            if given > 0 && free[agreement as usize] == 0 {
                flip(&mut payers, agreement);
            }
            asked.push(agreement);
        }
    }
    drop_paid(living, &paid);
}

/// Takes lines that wait no longer from those of cells in which something was paid.
pub(super) fn drop_paid(living: &mut Living<'_, '_>, paid: &[bool]) {
    let open = &living.open;
    for (waiting, _) in living.waiting.iter_mut().zip(paid).filter(|(_, paid)| **paid) {
        waiting.retain(|line| open[*line as usize] > 0);
    }
}

/// Enters what an agreement has for a line, and charges it; gives how much that is.
fn give(
    living: &mut Living<'_, '_>,
    waiting: Waiting,
    agreement: u32,
    free: i64,
    budgets: Option<&mut Budgets>,
) -> i64 {
    let Waiting { line, cell, .. } = waiting;
    let by = if budgets.is_some() { By::People } else { By::Program };
    let wanted = living.open[line as usize].min(free).min(living.room_for(agreement, cell, None, by));
    let amount = match budgets {
        None => {
            living.enter(agreement, cell, wanted.max(0), Cause::Cost, 0);
            wanted
        }
        Some(budgets) => {
            let amount = wanted.min(budgets.left(agreement, None, cell));
            for (act, amount) in budgets.take(agreement, None, cell, amount) {
                living.enter_decided(Made { act, on: living.today.day, agreement, cell, amount });
            }
            amount
        }
    };
    living.charge(line, agreement, cell, amount.max(0));
    amount.max(0)
}

/// The order in which a line without a name asks agreements, but for those that pay for its cell already.
struct Turns {
    /// Days from which any amendment holds: between two of them every agreement's terms stay.
    amended: Vec<NaiveDate>,
    /// By stretch of terms, then by agreement: where it stands by end, number of cells that it may pay for, and
    /// reference.
    turns: Vec<Option<Vec<u32>>>,
}

impl Turns {
    fn new(living: &Living<'_, '_>) -> Self {
        let holders = living.numbers.holders.iter();
        let versions = holders.flat_map(|holder| holder.calendar.versions().iter());
        let mut amended: Vec<NaiveDate> = versions.filter_map(|terms| terms.effective).collect();
        amended.sort_unstable();
        amended.dedup();
        Self { turns: vec![None; amended.len() + 1], amended }
    }

    /// The next agreement with free money that a line asks, after those that it has asked.
    fn next(&mut self, living: &Living<'_, '_>, waiting: Waiting, asked: &[u32], payers: &[u64]) -> Option<u32> {
        let Waiting { date, cell, line, .. } = waiting;
        let stretch = self.amended.partition_point(|amended| *amended <= date);
        let turns = self.turns[stretch].get_or_insert_with(|| turns(living, date));
        let turn = |agreement: &u32| turns[*agreement as usize];
        let new = |agreement: &u32| !asked.contains(agreement);
        let set = living.sets.of(line);
        let first = living.sets.members_within(set, payers).filter(new).min_by_key(turn)?;
        // Of those that end on one day, one that already pays for the cell is asked first.
        let ends = &living.today.ends;
        let paying = living.book.positions(cell).iter().filter(|position| position.allocated > 0);
        let paying = paying.map(|position| position.agreement).filter(|agreement| {
            ends[*agreement as usize] == ends[first as usize]
                && living.sets.has_within(set, payers, *agreement)
                && new(agreement)
        });
        Some(paying.min_by_key(turn).unwrap_or(first))
    }
}

/// Where each agreement stands among all by end, number of cells that it may pay for by the terms of a day, and
/// reference.
fn turns(living: &Living<'_, '_>, date: NaiveDate) -> Vec<u32> {
    let mut order: Vec<u32> = (0..living.numbers.holders.len() as u32).collect();
    order.sort_by_key(|&agreement| {
        let holder = &living.numbers.holders[agreement as usize];
        let reach = holder.versions[holder.calendar.version_on(date)].reach;
        (living.today.ends[agreement as usize], reach, agreement)
    });
    let mut turns = vec![0; order.len()];
    for (turn, agreement) in (0..).zip(order) {
        turns[agreement as usize] = turn;
    }
    turns
}
