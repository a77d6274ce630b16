//! Money available to decide, line by line: the same on the sheet of the fund's reports and on the page.
//!
//! What comes in: the figures of a month. What leaves: what was received, what is taken from it before people can decide, and
//! so what is available. What it does not know: how it is shown.

use crate::attribute::outcome::Amounts;
use crate::attribute::run::INTEREST;
use crate::domain::Money;

use super::view::View;

/// A line between what was received and what is available now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AvailableLine {
    /// Deposits.
    Received,
    /// What went back to donors.
    Refunded,
    /// Interest that was made programmable, less bank charges.
    Interest,
    /// The fee on deposits.
    Fee,
    /// The levy on deposits.
    Levy,
    /// The reserve for programme support.
    Reserve,
    /// Allocated.
    Allocated,
    /// Lapsed.
    Lapsed,
    /// Held by decisions.
    Held,
    /// What is over-allocated or overdrawn of an agreement: others do not make it good.
    NotThere,
}

/// The lines, in minor units of the base currency and with their signs; their sum is available. The last one stands only where
/// there is something of it.
pub(super) fn lines(view: &View<'_>) -> Vec<(AvailableLine, Money)> {
    let (mut all, mut interest) = (Amounts::default(), Money::ZERO);
    for (position, amounts) in view.ledger.agreements.iter().zip(&view.book.amounts) {
        all.add(amounts);
        if position.agreement.reference.as_str() == INTEREST {
            interest += amounts.received;
        }
    }
    let mut lines = vec![
        (AvailableLine::Received, all.received - interest),
        (AvailableLine::Refunded, -all.refunded),
        (AvailableLine::Interest, interest),
        (AvailableLine::Fee, -all.fee),
        (AvailableLine::Levy, -all.levy),
        (AvailableLine::Reserve, -all.reserve),
        (AvailableLine::Allocated, -all.allocated),
        (AvailableLine::Lapsed, -all.lapsed),
        (AvailableLine::Held, -all.held),
    ];
    let named: Money = lines.iter().map(|(_, amount)| *amount).sum();
    let not_there = all.unallocated - all.held - named;
    if !not_there.is_zero() {
        lines.push((AvailableLine::NotThere, not_there));
    }
    lines
}
