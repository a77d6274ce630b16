//! Money of donors that are not named: nobody is told what one of them gave, or what was taken of it.
//!
//! What comes in: what each of them promised and gave, and what was charged on it. What leaves: the same money as sums of two of them at
//! least: by year, text and types of aid; where a sum would be one donor's alone, without types of aid, then with what belongs together
//! under one text, then of several years, on the last one's last day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::{DonorCode, Money};

use super::pool::{FEE, LEVY};
use super::settings::AidTypes;
use super::transaction::{Kind, Transaction};

/// The text of fee and levy together.
const FEE_AND_LEVY: &str = "Administrative agent fee and coordination levy";

/// A sum, and whose money is in it.
struct Sum<'a> {
    whole: Transaction<'a>,
    donors: BTreeSet<&'a DonorCode>,
}

/// The sums of what is told together, each on the day that its transactions stand on. `fund_aid` is what is said where no types of aid are
/// told.
pub(super) fn sums<'a>(own: Vec<(&'a DonorCode, Transaction<'a>)>, fund_aid: AidTypes<'a>) -> Vec<Transaction<'a>> {
    let mut kinds: BTreeMap<(Kind, &str), Vec<(&DonorCode, Transaction<'_>)>> = BTreeMap::new();
    for (donor, transaction) in own.into_iter().filter(|(_, transaction)| !transaction.amount.is_zero()) {
        kinds.entry((transaction.kind, together(&transaction))).or_default().push((donor, transaction));
    }
    kinds.into_values().flat_map(|of_kind| finest(&of_kind, fund_aid)).map(|sum| sum.whole).collect()
}

/// Under which text a transaction is told with others of its kind.
fn together(transaction: &Transaction<'_>) -> &'static str {
    match (transaction.kind, transaction.description) {
        (Kind::Expenditure, FEE | LEVY) => FEE_AND_LEVY,
        (Kind::Expenditure, other) => other,
        // What was given back or given up is below nothing.
        (Kind::IncomingFunds | Kind::IncomingCommitment | Kind::IncomingPledge, _) => "",
    }
}

/// The finest sums of which none is one donor's alone.
fn finest<'a>(own: &[(&'a DonorCode, Transaction<'a>)], fund_aid: AidTypes<'a>) -> Vec<Sum<'a>> {
    let by = |change: &dyn Fn(Transaction<'a>) -> Transaction<'a>| {
        let mut sums: BTreeMap<(NaiveDate, &str, AidTypes<'_>), Sum<'a>> = BTreeMap::new();
        for (donor, transaction) in own {
            let whole = change(*transaction);
            let empty = Transaction { amount: Money::ZERO, reference: "", provider: None, ..whole };
            let sum = sums.entry((whole.date, whole.description, whole.aid));
            let sum = sum.or_insert_with(|| Sum { whole: empty, donors: BTreeSet::new() });
            sum.whole.amount += whole.amount;
            sum.donors.insert(donor);
        }
        sums.into_values().collect::<Vec<_>>()
    };
    let is_told = |sums: &Vec<Sum<'_>>| sums.iter().all(|sum| sum.donors.len() > 1);
    let without_aid = |one: Transaction<'a>| Transaction { aid: fund_aid, ..one };
    let coarse = |one: Transaction<'a>| Transaction { description: together(&one), ..without_aid(one) };
    let grains: [&dyn Fn(Transaction<'a>) -> Transaction<'a>; 2] = [&|one| one, &without_aid];
    let fine = grains.into_iter().map(by).find(is_told);
    fine.unwrap_or_else(|| over_years(by(&coarse)))
}

/// Sums by date, where those of one donor alone stand with the next, and the last with the one before.
fn over_years(by_date: Vec<Sum<'_>>) -> Vec<Sum<'_>> {
    let mut sums: Vec<Sum<'_>> = Vec::new();
    for next in by_date {
        match sums.last_mut() {
            Some(last) if last.donors.len() < 2 => last.add(next),
            _ => sums.push(next),
        }
    }
    if sums.len() > 1 && sums.last().is_some_and(|last| last.donors.len() < 2) {
        let alone = sums.pop();
        alone.into_iter().zip(sums.last_mut()).for_each(|(alone, last)| last.add(alone));
    }
    sums
}

impl<'a> Sum<'a> {
    /// Adds a later sum.
    fn add(&mut self, later: Self) {
        let Transaction { date, valued_on, amount, .. } = later.whole;
        self.whole = Transaction { date, valued_on, amount: self.whole.amount + amount, ..self.whole };
        self.donors.extend(later.donors);
    }
}
