//! Open items: differences as they stand from month to month, until they are gone or accepted.
//!
//! What comes in: a reconciliation, what the last close left, and what was decided. What leaves: every difference as an
//! item with its name, when it was first seen, its owner and what was decided about it; and how each item went that stands
//! no longer. What it does not know: how a close is kept.

mod name;
mod roll;
mod went;

pub use roll::{Roll, Tally as ItemTally};
pub use went::Went;

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::facts::{Resolution, Settlement};
use crate::domain::{Currency, Money};
use crate::ledger::store::{ClosedItems, OpenItem, Settled};

use super::{Difference, Line, Reconciliation};

/// The items of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenItems {
    /// Those that stand, in the order of [`Reconciliation::differences`], each with its index there.
    pub standing: Vec<(usize, OpenItem)>,
    /// Those that stood at the last close and went.
    pub gone: Vec<OpenItem>,
    /// Those that stood at the last close, as they were.
    pub before: Vec<OpenItem>,
}

/// What items come from beside the reconciliation.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Items as closes left them, the oldest first.
    pub closes: &'a [ClosedItems],
    /// What was decided, in the order in which it stands.
    pub settlements: &'a [Settlement],
    /// The base currency.
    pub base: Currency,
    /// The day of the reconciliation.
    pub as_of: NaiveDate,
}

/// Whether an item is still open: it stands, and nobody accepted it.
pub fn is_open(item: &OpenItem) -> bool {
    let accepted = item.settled.as_ref().is_some_and(|settled| settled.resolution == Resolution::Accept);
    item.went.is_none() && !accepted
}

impl OpenItems {
    /// The items of a reconciliation.
    pub fn of(reconciliation: &Reconciliation, known: Known<'_>) -> Self {
        let last = known.closes.last();
        let stood = last.iter().flat_map(|close| &close.items).filter(|item| item.went.is_none());
        let before: Vec<OpenItem> = stood.cloned().collect();
        let first_seen: HashMap<&str, &OpenItem> = before.iter().map(|item| (item.id.as_str(), item)).collect();
        let names = name::names(reconciliation);
        let decisions = decisions(known.settlements);
        let differences = reconciliation.differences.iter().zip(names).enumerate();
        let differences = differences.filter(|(_, (difference, _))| difference.asks());
        let standing: Vec<(usize, OpenItem)> = differences
            .map(|(index, (difference, name))| {
                let mut item = item(reconciliation, difference, name, known);
                if let Some(before) = first_seen.get(item.id.as_str()) {
                    item.first_seen = before.first_seen;
                }
                let of_item = decisions.get(item.id.as_str()).map_or(&[][..], Vec::as_slice);
                decide(&mut item, of_item, known.as_of);
                (index, item)
            })
            .collect();
        let gone = went::gone(reconciliation, (last.map(|close| close.closed_on), &before), &standing);
        Self { standing, gone, before }
    }

    /// Items about which nothing was decided: a close asks for them.
    pub fn unsettled(&self) -> impl Iterator<Item = &OpenItem> {
        self.standing.iter().map(|(_, item)| item).filter(|item| item.settled.is_none())
    }

    /// How many of those that stand somebody accepted.
    pub fn accepted(&self) -> usize {
        self.standing.iter().filter(|(_, item)| !is_open(item)).count()
    }

    /// What a close keeps: what stands, and what went.
    pub fn kept(&self) -> Vec<OpenItem> {
        self.standing.iter().map(|(_, item)| item).chain(&self.gone).cloned().collect()
    }
}

/// Days since an item's oldest line was booked.
pub fn age(item: &OpenItem, as_of: NaiveDate) -> i64 {
    as_of.signed_duration_since(item.dated).num_days().max(0)
}

fn item(reconciliation: &Reconciliation, difference: &Difference, id: String, known: Known<'_>) -> OpenItem {
    let ours: Vec<&Line> = difference.ours.iter().map(|line| &reconciliation.ours[*line as usize]).collect();
    let theirs: Vec<&Line> = difference.theirs.iter().map(|line| &reconciliation.theirs[*line as usize]).collect();
    let lines = || ours.iter().chain(&theirs);
    let numbers = |lines: &[&Line]| lines.iter().map(|line| line.number().into_owned()).collect();
    let currency = lines().find_map(|line| line.original()).map_or(known.base, |original| original.currency);
    OpenItem {
        id,
        kind: difference.kind,
        cause: difference.cause().word().to_owned(),
        amount: difference.amount,
        effect: difference.effect,
        currency,
        agreement: lines().find_map(|line| line.agreement()).cloned(),
        project: lines().find_map(|line| line.project()).map(str::to_owned),
        dated: lines().map(|line| line.date).min().unwrap_or(known.as_of),
        first_seen: known.as_of,
        ours: numbers(&ours),
        theirs: numbers(&theirs),
        owner: None,
        settled: None,
        went: None,
        with: Vec::new(),
        booked_on: None,
    }
}

/// What was decided, by the item that it is about, the oldest first.
fn decisions(settlements: &[Settlement]) -> HashMap<&str, Vec<&Settlement>> {
    let mut decisions: HashMap<&str, Vec<&Settlement>> = HashMap::new();
    for settlement in settlements {
        decisions.entry(settlement.item.as_str()).or_default().push(settlement);
    }
    decisions.values_mut().for_each(|of_item| of_item.sort_by_key(|settlement| settlement.on));
    decisions
}

/// Takes the last decision about an item, as far as it holds, and the last owner that was named.
fn decide(item: &mut OpenItem, of_item: &[&Settlement], as_of: NaiveDate) {
    item.owner = of_item.iter().rev().find_map(|settlement| settlement.owner.clone());
    let last = of_item.iter().rev().find_map(|settlement| settlement.resolution.map(|what| (what, *settlement)));
    item.settled = last.filter(|(what, settlement)| holds(*what, settlement, item.amount, as_of)).map(
        |(resolution, settlement)| Settled {
            resolution,
            reason: settlement.reason.clone(),
            by: settlement.by.clone(),
            on: settlement.on,
        },
    );
}

/// A decision holds while the item amounts to what it did. Waiting holds for the reconciliation about which it was decided,
/// and is asked again in the next, even if that is on the same day; of one that does not say which, until the day of the decision.
fn holds(resolution: Resolution, settlement: &Settlement, amount: Money, as_of: NaiveDate) -> bool {
    let same = settlement.amount.is_none_or(|settled| settled == amount);
    same && (resolution != Resolution::Wait || as_of <= settlement.as_of.unwrap_or(settlement.on))
}
