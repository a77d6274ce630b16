//! Who is to pay the open obligations of a cell: the agreement that an obligation names, else all that have unspent money
//! there, in proportion to it. What goes beyond the unspent money falls to nobody yet.

use std::collections::HashMap;

use crate::domain::{AgreementRef, Money, Month, apportion};
use crate::ledger::SpendingLine;

use super::Share;

/// Shares the obligations of a cell out. `unspent` is what agreements have there, by their index in the ledger; `numbers`
/// are the indexes of all agreements; `lines` are in the order in which they are taken.
pub(super) fn share(
    spending: &[SpendingLine],
    cell: usize,
    mut unspent: Vec<(u32, Money)>,
    numbers: &HashMap<&AgreementRef, u32>,
    lines: &[usize],
    shares: &mut Vec<Share>,
) {
    let mut push = |line: usize, agreement: u32, amount: Money| {
        if amount > Money::ZERO {
            shares.push(Share::new(cell, line, agreement, Month::of(spending[line].fact.date), amount));
        }
    };
    let named = |line: &usize| spending[*line].fact.agreement.as_ref();
    for &line in lines {
        let holder = named(&line).and_then(|agreement| numbers.get(agreement));
        let left = unspent.iter_mut().find(|(agreement, _)| Some(agreement) == holder);
        if let Some((agreement, left)) = left {
            let amount = spending[line].base.min(*left).max(Money::ZERO);
            *left -= amount;
            push(line, *agreement, amount);
        }
    }
    let weights: Vec<u64> = unspent.iter().map(|(_, left)| left.minor().unsigned_abs()).collect();
    let most: Money = unspent.iter().map(|(_, left)| *left).sum();
    let (mut wanted, mut before) = (Money::ZERO, vec![Money::ZERO; weights.len()]);
    for &line in lines.iter().filter(|line| named(line).is_none()) {
        wanted += spending[line].base.max(Money::ZERO);
        let Some(after) = apportion(wanted.min(most), &weights) else { continue };
        for ((agreement, _), (&earlier, &later)) in unspent.iter().zip(before.iter().zip(&after)) {
            push(line, *agreement, later - earlier);
        }
        before = after;
    }
}
