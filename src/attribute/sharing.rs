//! The sharing of one cell's lines among the agreements that placed money there.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;

use crate::domain::facts::ExpenditureCategory;
use crate::domain::{AgreementRef, Money, Placement, apportion};
use crate::ledger::SpendingLine;

use super::{Exception, ExceptionCause, Share};

/// What is left in a cell, by agreement.
pub(super) struct Room<'a> {
    cell: usize,
    agreements: Vec<&'a AgreementRef>,
    left: Vec<Money>,
    by_agreement: HashMap<&'a AgreementRef, usize>,
    pub exceptions: Vec<Exception>,
}

impl<'a> Room<'a> {
    pub fn new(cell: usize, lots: &[&'a Placement]) -> Self {
        let mut lots: Vec<_> = lots.iter().map(|lot| (&lot.agreement, lot.amount)).collect();
        lots.sort();
        let agreements: Vec<&AgreementRef> = lots.iter().map(|(agreement, _)| *agreement).collect();
        let by_agreement = agreements.iter().enumerate().map(|(place, agreement)| (*agreement, place)).collect();
        Self {
            cell,
            agreements,
            left: lots.iter().map(|(_, amount)| *amount).collect(),
            by_agreement,
            exceptions: vec![],
        }
    }

    /// Shares lines (in the order given) and takes what they use from the room.
    pub fn share(&mut self, spending: &[SpendingLine], lines: &[usize], shares: &mut Vec<Share>) {
        let (named, free): (Vec<usize>, Vec<usize>) =
            lines.iter().partition(|&&line| spending[line].fact.agreement.is_some());
        self.charge_named(spending, &named, shares);
        self.share_free(spending, &free, shares);
    }

    /// Lines that name an agreement: cumulatively charged to it, up to what it has here.
    fn charge_named(&mut self, spending: &[SpendingLine], lines: &[usize], shares: &mut Vec<Share>) {
        let mut wanted = vec![Money::ZERO; self.agreements.len()];
        let limits = self.left.clone();
        for &line in lines {
            let amount = spending[line].base;
            let place = spending[line].fact.agreement.as_ref().and_then(|named| self.by_agreement.get(named)).copied();
            let Some(place) = place else {
                self.except(line, amount, ExceptionCause::BeyondAgreement);
                continue;
            };
            let before = wanted[place].min(limits[place]);
            wanted[place] += amount;
            let charged = wanted[place].min(limits[place]) - before;
            self.left[place] -= charged;
            push(shares, self.cell, self.agreements[place], charged, line, 1);
            self.except(line, amount - charged, ExceptionCause::BeyondAgreement);
        }
    }

    /// The other lines, bundled by year and category: the growth of each agreement's share of the cumulative amount, up
    /// to what is left here.
    fn share_free(&mut self, spending: &[SpendingLine], lines: &[usize], shares: &mut Vec<Share>) {
        let weights: Vec<u64> = self.left.iter().map(|left| left.or_zero().minor().unsigned_abs()).collect();
        let limit: Money = self.left.iter().map(|left| left.or_zero()).sum();
        let mut wanted = Money::ZERO;
        let mut before = vec![Money::ZERO; weights.len()];
        for bundle in bundles(spending, lines) {
            let charged_before = wanted.min(limit);
            wanted += bundle.amount;
            let charged = wanted.min(limit);
            if let Some(after) = apportion(charged, &weights) {
                for (place, (&earlier, &later)) in before.iter().zip(&after).enumerate() {
                    push(shares, self.cell, self.agreements[place], later - earlier, bundle.last, bundle.lines);
                }
                before = after;
            }
            let beyond = bundle.amount - (charged - charged_before);
            self.except(bundle.last, beyond, ExceptionCause::BeyondAllocation);
        }
        for (left, used) in self.left.iter_mut().zip(&before) {
            *left -= *used;
        }
    }

    fn except(&mut self, line: usize, amount: Money, cause: ExceptionCause) {
        if !amount.is_zero() {
            self.exceptions.push(Exception { line, cell: Some(self.cell), amount, cause });
        }
    }
}

/// Lines of one year and category.
struct Bundle {
    last: usize,
    lines: u32,
    amount: Money,
}

/// Bundles lines (in the order given) by year and category, the years in order.
fn bundles(spending: &[SpendingLine], lines: &[usize]) -> Vec<Bundle> {
    let mut by_key: BTreeMap<(i32, ExpenditureCategory), Bundle> = BTreeMap::new();
    for &line in lines {
        let fact = &spending[line].fact;
        let key = (fact.date.year(), fact.category);
        let bundle = by_key.entry(key).or_insert(Bundle { last: line, lines: 0, amount: Money::ZERO });
        bundle.last = line;
        bundle.lines += 1;
        bundle.amount += spending[line].base;
    }
    by_key.into_values().collect()
}

fn push(shares: &mut Vec<Share>, cell: usize, agreement: &AgreementRef, amount: Money, line: usize, lines: u32) {
    if !amount.is_zero() {
        shares.push(Share { line, lines, cell, agreement: agreement.clone(), amount });
    }
}
