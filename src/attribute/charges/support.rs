//! Indirect support that finance books: the reserves pay it, in proportion to the direct expenditure of its month
//! (docs/domain.md, section 1).
//!
//! What comes in: booked lines, direct charges by month, reserves. What leaves: charges without a cell. What goes beyond
//! the reserves, or has no direct expenditure in its month, waits.

use std::collections::HashMap;

use crate::domain::{Money, apportion};

use crate::attribute::costs::lines::Named;
use crate::attribute::state::book::RESERVE;
use crate::attribute::state::living::Living;
use crate::attribute::terms::purse::Purse;

/// Credits first, then pays the lines of indirect support that are in play, one after another.
pub fn support(living: &mut Living<'_, '_>) {
    let lines = std::mem::take(&mut living.indirect);
    if lines.is_empty() {
        return;
    }
    for line in lines.clone().into_iter().filter(|line| living.open[*line as usize] < 0).collect::<Vec<_>>() {
        give_back(living, line, &lines);
    }
    let direct = direct_by_month(living, &lines);
    for &line in &lines {
        if let Some(direct) = direct.get(&living.lines[line as usize].month) {
            pay(living, line, direct);
        }
    }
    let open = &living.open;
    living.indirect = lines.into_iter().filter(|line| open[*line as usize] != 0).collect();
}

/// What was charged to each agreement in each month that a line is of.
fn direct_by_month(living: &Living<'_, '_>, lines: &[u32]) -> HashMap<i32, Vec<i64>> {
    let nothing = vec![0_i64; living.numbers.holders.len()];
    let months = lines.iter().map(|line| living.lines[*line as usize].month);
    let mut direct: HashMap<i32, Vec<i64>> = months.map(|month| (month, nothing.clone())).collect();
    for charge in living.book.charges.iter().filter(|charge| charge.cell != RESERVE) {
        if let Some(sums) = direct.get_mut(&charge.month) {
            sums[charge.agreement as usize] += charge.amount;
        }
    }
    direct
}

/// Shares a line by direct expenditure, each agreement up to its unused reserve; what one cannot pay the others share.
fn pay(living: &mut Living<'_, '_>, line: u32, direct: &[i64]) {
    let unused = |living: &Living<'_, '_>, agreement: u32| {
        let purse = &living.purses[agreement as usize];
        (purse.lasting_reserve(living.today.day, living.span.as_of) - purse.booked()).max(0)
    };
    let asked = |agreement: &u32| match living.lines[line as usize].named {
        Named::Nobody => true,
        Named::Agreement(named) => named == *agreement,
        Named::Unknown => false,
    };
    let mut payers: Vec<u32> = (0..direct.len() as u32)
        .filter(|agreement| direct[*agreement as usize] > 0 && asked(agreement) && unused(living, *agreement) > 0)
        .collect();
    while living.open[line as usize] > 0 && !payers.is_empty() {
        let weights: Vec<u64> = payers.iter().map(|payer| direct[*payer as usize].unsigned_abs()).collect();
        let shares = apportion(Money::from_minor(living.open[line as usize]), &weights).unwrap_or_default();
        for (&payer, share) in payers.iter().zip(shares) {
            let amount = share.minor().min(unused(living, payer));
            living.pay_support(line, payer, amount);
        }
        payers.retain(|payer| unused(living, *payer) > 0);
    }
}

/// A credit settles lines in play, then goes back to the reserves in proportion to what they paid.
fn give_back(living: &mut Living<'_, '_>, line: u32, lines: &[u32]) {
    for &other in lines {
        living.net(line, other);
    }
    let paid: Vec<i64> = living.purses.iter().map(Purse::booked).collect();
    let all: i64 = paid.iter().map(|paid| (*paid).max(0)).sum();
    let back = all.min(-living.open[line as usize]);
    if back <= 0 {
        return;
    }
    let weights: Vec<u64> = paid.iter().map(|paid| (*paid).max(0).unsigned_abs()).collect();
    let shares = apportion(Money::from_minor(back), &weights).unwrap_or_default();
    for (agreement, share) in (0_u32..).zip(shares) {
        living.pay_support(line, agreement, -share.minor());
    }
}
