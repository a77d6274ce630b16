//! What changed between two months: opening, new, decided, restated, refunded, written off, lapsed, exchange difference, closing.
//!
//! What comes in: the standing of two months, agreement by agreement and receipt by receipt. What leaves: a bridge that
//! adds up by construction, since every entry of either month is counted once. What it does not know: where the
//! standings are kept.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::Serialize;

use crate::domain::{AgreementRef, DonorCode, Money};

use super::standing::{AgreementStanding, ReceiptStanding, Standing, WrittenOff};

/// A measure of money that a bridge is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Signed, less what was refunded and written off.
    Signed,
    /// Received, less refunds.
    Received,
    /// Allocated.
    Allocated,
    /// Direct expenditure charged.
    Charged,
    /// Support cost of it.
    SupportCost,
}

impl Measure {
    /// All of them, in the order of the money.
    pub const ALL: [Self; 5] = [Self::Signed, Self::Received, Self::Allocated, Self::Charged, Self::SupportCost];

    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signed => "signed",
            Self::Received => "received",
            Self::Allocated => "allocated",
            Self::Charged => "charged",
            Self::SupportCost => "support cost",
        }
    }
}

/// From one month's figure to another's: `opening + new + decided + restated + refunded + written off + lapsed + exchange =
/// closing`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bridge {
    /// The earlier month's figure.
    pub opening: Money,
    /// Of entries dated after the earlier month.
    pub new: Money,
    /// Of what people decided about allocated money.
    pub decided: Money,
    /// Of facts of the earlier month that are not what they were or came late, and of corrections of what was allocated.
    pub restated: Money,
    /// Of money that went back, and of what was allocated of it: below zero.
    pub refunded: Money,
    /// Of money that will not come: below zero.
    pub written_off: Money,
    /// Of allocated money whose time is over: below zero.
    pub lapsed: Money,
    /// Of entries that are what they were, valued at other rates. No receipt is: its value is of its own day.
    pub exchange: Money,
    /// The later month's figure.
    pub closing: Money,
}

impl Bridge {
    fn add(&mut self, other: &Self) {
        self.opening += other.opening;
        self.new += other.new;
        self.decided += other.decided;
        self.restated += other.restated;
        self.refunded += other.refunded;
        self.written_off += other.written_off;
        self.lapsed += other.lapsed;
        self.exchange += other.exchange;
        self.closing += other.closing;
    }

    /// What changed between opening and closing.
    fn change(&self) -> Money {
        self.new + self.decided + self.restated + self.refunded + self.written_off + self.lapsed + self.exchange
    }

    /// Whether it adds up.
    pub fn closes(&self) -> bool {
        self.opening + self.change() == self.closing
    }

    /// A bridge whose change is what is given and, for the rest, new.
    fn with_new(self, opening: Money, closing: Money) -> Self {
        Self { opening, closing, new: closing - opening - self.change(), ..self }
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
            let received = received(old, new, before.as_of);
            let [charged, support] = charged(old, new);
            let bridges = [
                (Measure::Signed, signed(old, new, &received, before.as_of)),
                (Measure::Received, received.bridge),
                (Measure::Allocated, allocated(old, new)),
                (Measure::Charged, charged),
                (Measure::SupportCost, support),
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

/// The bridge of what was signed. What went back or will not come lowers it; what is open is valued anew each month.
fn signed(
    old: Option<&AgreementStanding>,
    new: Option<&AgreementStanding>,
    received: &Received,
    before: NaiveDate,
) -> Bridge {
    let of = |standing: Option<&AgreementStanding>| standing.map(|one| one.committed).unwrap_or_default();
    // Before an agreement is signed, nothing of it is.
    if of(old).is_zero() && of(new).is_zero() {
        return Bridge::default();
    }
    let written_off = written_off(old, new);
    let known = Bridge {
        opening: of(old),
        refunded: received.bridge.refunded,
        restated: received.signed_restated,
        written_off: -written_off.base,
        closing: of(new),
        ..Bridge::default()
    };
    let rest = known.closing - known.opening - known.change();
    let since = new.into_iter().flat_map(|one| &one.amended).filter(|promise| promise.on > before);
    let amended = since.fold((Decimal::ZERO, Money::ZERO), |sum, one| (sum.0 + one.amount, sum.1 + one.base));
    let amount = |one: &AgreementStanding| (one.amount + amended.0, one.currency);
    match (old, new) {
        (Some(old), Some(new)) if amount(old) == (new.amount + written_off.amount, new.currency) => {
            Bridge { new: amended.1, exchange: rest - amended.1, ..known }
        }
        // A pledge that was signed since is new money.
        (Some(old), Some(_)) if old.amount.is_zero() => Bridge { new: rest, ..known },
        (None, Some(new)) if new.signed_on > before => Bridge { new: rest, ..known },
        (Some(_), _) | (None, _) => Bridge { restated: known.restated + rest, ..known },
    }
}

/// What was written off between two months; nothing where one of them does not say what was.
fn written_off(old: Option<&AgreementStanding>, new: Option<&AgreementStanding>) -> WrittenOff {
    let nothing = WrittenOff { amount: Decimal::ZERO, base: Money::ZERO };
    let said = |standing: Option<&AgreementStanding>| standing.map_or(Some(nothing), |one| one.written_off);
    match (said(old), said(new)) {
        (Some(old), Some(new)) => WrittenOff { amount: new.amount - old.amount, base: new.base - old.base },
        (None, _) | (_, None) => nothing,
    }
}

/// What came in, less what went back.
#[derive(Default)]
struct Received {
    bridge: Bridge,
    /// Of what is restated, what changes what was signed as well: refunds, and what was booked of an unchanged payment.
    signed_restated: Money,
}

impl Received {
    fn restate(&mut self, receipt: &ReceiptStanding, change: Money) {
        self.bridge.restated += change;
        if receipt.base.is_negative() {
            self.signed_restated += change;
        }
    }
}

fn received(old: Option<&AgreementStanding>, new: Option<&AgreementStanding>, before: NaiveDate) -> Received {
    let by_number = |standing: Option<&AgreementStanding>| -> BTreeMap<String, ReceiptStanding> {
        let receipts = standing.map(|one| one.receipts.as_slice()).unwrap_or_default();
        receipts.iter().map(|one| (one.number.clone(), one.clone())).collect()
    };
    let (old, mut new) = (by_number(old), by_number(new));
    let mut received = Received::default();
    for (number, was) in old {
        let is = new.remove(&number);
        let base = is.as_ref().map(|is| is.base).unwrap_or_default();
        received.bridge.opening += was.base;
        received.bridge.closing += base;
        received.restate(&was, base - was.base);
        if is.is_some_and(|is| is.amount == was.amount && !was.base.is_negative()) {
            received.signed_restated += base - was.base;
        }
    }
    for is in new.into_values() {
        received.bridge.closing += is.base;
        if is.date <= before {
            received.restate(&is, is.base);
        } else if is.base.is_negative() {
            received.bridge.refunded += is.base;
        } else {
            received.bridge.new += is.base;
        }
    }
    received
}

/// The bridge of what is allocated: what refunds took back, what was decided and what lapsed is said, other corrections are
/// restated, the rest is new.
fn allocated(old: Option<&AgreementStanding>, new: Option<&AgreementStanding>) -> Bridge {
    let both = |of: fn(&AgreementStanding) -> Money| (old.map(of).unwrap_or_default(), new.map(of).unwrap_or_default());
    let ((opening, closing), corrected, lapsed) =
        (both(|one| one.allocated), both(|one| one.corrected), both(|one| one.lapsed));
    let (decided, refunded) = (both(|one| one.decided), both(|one| one.refunded));
    let (lapsed, decided, refunded) = (lapsed.1 - lapsed.0, decided.1 - decided.0, refunded.1 - refunded.0);
    let restated = corrected.1 - corrected.0 - refunded;
    Bridge { restated, refunded, lapsed, decided, ..Bridge::default() }.with_new(opening, closing)
}

/// The bridges of direct expenditure charged and of its support cost. Where a month does not say which part is which, all of
/// it stands in the first.
fn charged(old: Option<&AgreementStanding>, new: Option<&AgreementStanding>) -> [Bridge; 2] {
    let split = |one: &AgreementStanding| one.written_off.is_some() || !one.support_cost.is_empty();
    let is_split = [old, new].into_iter().flatten().all(split);
    let support = |standing: Option<&AgreementStanding>| match standing {
        Some(one) if is_split => one.support_cost.values().copied().sum(),
        Some(_) | None => Money::ZERO,
    };
    let direct =
        |standing: Option<&AgreementStanding>| standing.map(|one| one.charged).unwrap_or_default() - support(standing);
    let restated = |standing: Option<&AgreementStanding>| standing.map(|one| one.restated).unwrap_or_default();
    let charged = Bridge { restated: restated(new) - restated(old), ..Bridge::default() };
    let of_support =
        |standing: Option<&AgreementStanding>| standing.map(|one| one.restated_support).unwrap_or_default();
    let restated_support = if is_split { of_support(new) - of_support(old) } else { Money::ZERO };
    let supported = Bridge { restated: restated_support, ..Bridge::default() };
    [charged.with_new(direct(old), direct(new)), supported.with_new(support(old), support(new))]
}
