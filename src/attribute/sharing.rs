//! The sharing of one cell's lines among the agreements that placed money there.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;

use crate::domain::facts::ExpenditureCategory;
use crate::domain::{AgreementRef, Money, apportion};
use crate::ledger::SpendingLine;

use super::{Exception, ExceptionCause, Share};

/// What an agreement placed in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Lot {
    /// Its place in the ledger.
    pub agreement: u32,
    pub amount: Money,
}

/// What is left in a cell, by agreement.
pub(super) struct Room<'a> {
    cell: usize,
    agreements: Vec<u32>,
    left: Vec<Money>,
    places: &'a HashMap<&'a AgreementRef, u32>,
    pub exceptions: Vec<Exception>,
}

impl<'a> Room<'a> {
    /// `places` are those of all agreements in the ledger.
    pub fn new(cell: usize, lots: &[Lot], places: &'a HashMap<&'a AgreementRef, u32>) -> Self {
        let mut lots = lots.to_vec();
        lots.sort();
        Self {
            cell,
            agreements: lots.iter().map(|lot| lot.agreement).collect(),
            left: lots.iter().map(|lot| lot.amount).collect(),
            places,
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
            let named = spending[line].fact.agreement.as_ref().and_then(|named| self.places.get(named));
            let place = named.and_then(|named| self.agreements.binary_search(named).ok());
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

fn push(shares: &mut Vec<Share>, cell: usize, agreement: u32, amount: Money, line: usize, lines: u32) {
    let short = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    if !amount.is_zero() {
        shares.push(Share { line: short(line), cell: short(cell), agreement, lines, amount });
    }
}
