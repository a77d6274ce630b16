//! Credits: costs below nothing (docs/domain.md, section 5).
//!
//! A credit reduces the charges of the agreement that it names in its cell; then what is pending there, oldest first;
//! then all charges there to date, in proportion. What is left of it waits for the next costs of the cell.

use crate::domain::{Money, apportion};

use crate::attribute::costs::lines::Named;
use crate::attribute::state::living::Living;

/// Uses the credits that entered in this step, and what is left of older ones, in the order of lines.
pub fn credits(living: &mut Living<'_, '_>) {
    let mut credits = std::mem::take(&mut living.fresh_credits);
    credits.extend(living.credits.iter_mut().flat_map(std::mem::take));
    credits.sort_unstable();
    credits.dedup();
    // A line that was a credit when it came may have turned into a cost since.
    credits.retain(|credit| living.open[*credit as usize] < 0);
    for credit in credits {
        let Some(cell) = living.lines[credit as usize].cell else { continue };
        // What is left of a cost that gave back more than was charged is no credit that anyone booked: it names nobody.
        let booked = living.lines[credit as usize].cost.base.is_negative();
        if let Named::Agreement(named) = living.lines[credit as usize].named
            && booked
        {
            let back = living.book.at(named, cell).charged.min(-living.open[credit as usize]);
            living.charge(credit, named, cell, -back);
        }
        settle_waiting(living, credit, cell);
        spread(living, credit, cell);
        living.park(credit);
    }
}

/// Settles costs of the cell that wait, the oldest first.
fn settle_waiting(living: &mut Living<'_, '_>, credit: u32, cell: u32) {
    for index in 0..living.waiting[cell as usize].len() {
        let cost = living.waiting[cell as usize][index];
        living.net(credit, cost);
    }
    let open = &living.open;
    living.waiting[cell as usize].retain(|cost| open[*cost as usize] > 0);
}

/// Reduces all charges of the cell in proportion.
fn spread(living: &mut Living<'_, '_>, credit: u32, cell: u32) {
    let back = living.book.of_cell(cell).charged.min(-living.open[credit as usize]);
    if back <= 0 {
        return;
    }
    let positions: Vec<(u32, u64)> = living
        .book
        .positions(cell)
        .iter()
        .map(|position| (position.agreement, position.charged.max(0).unsigned_abs()))
        .collect();
    let weights: Vec<u64> = positions.iter().map(|(_, charged)| *charged).collect();
    for ((agreement, _), part) in positions.iter().zip(apportion(Money::from_minor(back), &weights).unwrap_or_default())
    {
        living.charge(credit, *agreement, cell, -part.minor());
    }
}

/// Costs that entered in this step (or are open again) first use what is left of older credits of their cell.
pub fn settle_fresh(living: &mut Living<'_, '_>) {
    let mut fresh = std::mem::take(&mut living.fresh);
    fresh.sort_unstable();
    for cost in fresh {
        living.park(cost);
    }
    for cell in 0..living.credits.len() as u32 {
        for index in 0..living.credits[cell as usize].len() {
            let credit = living.credits[cell as usize][index];
            settle_waiting(living, credit, cell);
        }
        let open = &living.open;
        living.credits[cell as usize].retain(|credit| open[*credit as usize] < 0);
    }
}

impl Living<'_, '_> {
    /// Settles as much of a cost with a credit as both have open.
    pub fn net(&mut self, credit: u32, cost: u32) {
        let amount = self.open[cost as usize].min(-self.open[credit as usize]);
        if amount > 0 {
            self.open[cost as usize] -= amount;
            self.open[credit as usize] += amount;
            self.netted.push((credit, cost, amount));
        }
    }
}
