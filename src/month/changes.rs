//! What changed between two months: opening, new, restated, exchange difference, closing.
//!
//! What comes in: the standing of two months, agreement by agreement and receipt by receipt. What leaves: a bridge that
//! adds up by construction, since every entry of either month is counted once. What it does not know: where the
//! standings are kept.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::{AgreementRef, DonorCode, Money};

use super::standing::{AgreementStanding, ReceiptStanding, Standing};

/// A measure of money that a bridge is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Signed.
    Committed,
    /// Received less paid back.
    Paid,
    /// Placed.
    Placed,
    /// Spent, support cost included.
    Spent,
}

impl Measure {
    /// All of them, in the order of the money.
    pub const ALL: [Self; 4] = [Self::Committed, Self::Paid, Self::Placed, Self::Spent];

    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Committed => "committed",
            Self::Paid => "paid",
            Self::Placed => "placed",
            Self::Spent => "spent",
        }
    }
}

/// From one month's figure to another's: `opening + new + restated + exchange = closing`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bridge {
    /// The earlier month's figure.
    pub opening: Money,
    /// Of entries dated after the earlier month; of placed and spent money, all that was added.
    pub new: Money,
    /// Of entries of the earlier month that are not what they were, or came late.
    pub restated: Money,
    /// Of entries that are what they were, valued at other rates.
    pub exchange: Money,
    /// The later month's figure.
    pub closing: Money,
}

impl Bridge {
    fn add(&mut self, other: &Self) {
        self.opening += other.opening;
        self.new += other.new;
        self.restated += other.restated;
        self.exchange += other.exchange;
        self.closing += other.closing;
    }

    /// Whether it adds up.
    pub fn closes(&self) -> bool {
        self.opening + self.new + self.restated + self.exchange == self.closing
    }

    fn moved(opening: Money, closing: Money) -> Self {
        Self { opening, new: closing - opening, closing, ..Self::default() }
    }
}

/// A bridge of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangeLine {
    /// The donor.
    pub donor: DonorCode,
    /// The agreement.
    pub agreement: AgreementRef,
    /// What is measured.
    pub measure: Measure,
    /// The bridge.
    pub bridge: Bridge,
}

/// What changed between two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// The earlier day.
    pub from: NaiveDate,
    /// The later day.
    pub to: NaiveDate,
    /// By agreement and measure.
    pub lines: Vec<ChangeLine>,
}

impl Changes {
    /// The bridges from one standing to another.
    pub fn between(before: &Standing, now: &Standing) -> Self {
        let by_reference = |standing: &'_ Standing| -> BTreeMap<AgreementRef, AgreementStanding> {
            standing.agreements.iter().map(|one| (one.agreement.clone(), one.clone())).collect()
        };
        let (old, new) = (by_reference(before), by_reference(now));
        let references: BTreeSet<&AgreementRef> = old.keys().chain(new.keys()).collect();
        let mut lines = Vec::new();
        for reference in references {
            let (old, new) = (old.get(reference), new.get(reference));
            let Some(donor) = new.or(old).map(|standing| standing.donor.clone()) else { continue };
            let money = |of: fn(&AgreementStanding) -> Money| {
                (old.map(of).unwrap_or_default(), new.map(of).unwrap_or_default())
            };
            let (placed, spent) = (money(|one| one.placed), money(|one| one.spent));
            let bridges = [
                (Measure::Committed, committed(old, new, before.as_of)),
                (Measure::Paid, paid(old, new, before.as_of)),
                (Measure::Placed, Bridge::moved(placed.0, placed.1)),
                (Measure::Spent, Bridge::moved(spent.0, spent.1)),
            ];
            lines.extend(bridges.into_iter().filter(|(_, bridge)| *bridge != Bridge::default()).map(
                |(measure, bridge)| ChangeLine { donor: donor.clone(), agreement: reference.clone(), measure, bridge },
            ));
        }
        Self { from: before.as_of, to: now.as_of, lines }
    }

    /// The bridge of a measure, for one donor or for all.
    pub fn total(&self, measure: Measure, donor: Option<&DonorCode>) -> Bridge {
        let mut total = Bridge::default();
        let wanted = |line: &&ChangeLine| line.measure == measure && donor.is_none_or(|donor| line.donor == *donor);
        self.lines.iter().filter(wanted).for_each(|line| total.add(&line.bridge));
        total
    }
}

fn committed(old: Option<&AgreementStanding>, new: Option<&AgreementStanding>, before: NaiveDate) -> Bridge {
    let (opening, closing) =
        (old.map(|one| one.committed).unwrap_or_default(), new.map(|one| one.committed).unwrap_or_default());
    let change = closing - opening;
    let bridge = Bridge { opening, closing, ..Bridge::default() };
    match (old, new) {
        (Some(old), Some(new)) if old.amount == new.amount && old.currency == new.currency => {
            Bridge { exchange: change, ..bridge }
        }
        // A pledge that was signed since is new money.
        (Some(old), Some(_)) if old.amount.is_zero() => Bridge { new: change, ..bridge },
        (None, Some(new)) if new.signed_on > before => Bridge { new: change, ..bridge },
        (Some(_), _) | (None, _) => Bridge { restated: change, ..bridge },
    }
}

fn paid(old: Option<&AgreementStanding>, new: Option<&AgreementStanding>, before: NaiveDate) -> Bridge {
    let by_number = |standing: Option<&AgreementStanding>| -> BTreeMap<String, ReceiptStanding> {
        let receipts = standing.map(|one| one.receipts.as_slice()).unwrap_or_default();
        receipts.iter().map(|one| (one.number.clone(), one.clone())).collect()
    };
    let (old, mut new) = (by_number(old), by_number(new));
    let mut bridge = Bridge::default();
    for (number, was) in old {
        let is = new.remove(&number);
        let base = is.as_ref().map(|is| is.base).unwrap_or_default();
        bridge.opening += was.base;
        bridge.closing += base;
        match is {
            Some(is) if is.amount == was.amount && is.date == was.date => bridge.exchange += base - was.base,
            Some(_) | None => bridge.restated += base - was.base,
        }
    }
    for is in new.into_values() {
        bridge.closing += is.base;
        if is.date > before {
            bridge.new += is.base;
        } else {
            bridge.restated += is.base;
        }
    }
    bridge
}
