//! Pending expenditure in the summary of a month.
//!
//! What comes in: the summary of the month. What leaves: its pending expenditure for people and for programs. What it does not
//! know: costs.

use serde::Serialize;

use crate::attribute::run::PendingCause;
use crate::domain::Currency;
use crate::month;

use super::amount::Amount;
use super::summary::plural;

/// Expenditure that no agreement can be charged with yet.
#[derive(Debug, Serialize)]
pub(super) struct Pending {
    pub amount: Amount,
    lines: usize,
    oldest: Option<String>,
}

/// The same for one cause.
#[derive(Debug, Serialize)]
pub(super) struct PendingOf {
    cause: &'static str,
    #[serde(flatten)]
    pending: Pending,
}

impl Pending {
    pub fn new(pending: month::Pending, currency: Currency) -> Self {
        let oldest = pending.oldest.map(|day| day.to_string());
        Self { amount: Amount(pending.amount, currency), lines: pending.lines, oldest }
    }
}

/// Pending expenditure by its cause.
pub(super) fn by_cause(summary: &month::Summary) -> Vec<PendingOf> {
    let causes = summary.pending_by_cause.iter();
    let of = |(cause, pending): &(PendingCause, month::Pending)| PendingOf {
        cause: cause.word(),
        pending: Pending::new(*pending, summary.base_currency),
    };
    causes.map(of).collect()
}

/// How many lines are pending, since when, and why: where no priority is for them, what of them is not in the priorities.
pub(super) fn why(summary: &month::Summary) -> String {
    let Some((day, source)) = &summary.oldest_pending else { return "all expenditure is charged".to_owned() };
    let outside = summary.pending_outside_days;
    let causes = summary.pending_by_cause.iter().flat_map(|(cause, pending)| match cause {
        PendingCause::NoCell => [
            (pending.lines - outside, "without a priority for the place and theme"),
            (outside, "on a day outside the priority's"),
        ],
        PendingCause::NotEligible | PendingCause::BeyondNeed | PendingCause::NoMoney => {
            [(pending.lines, cause.word()), (0, "")]
        }
    });
    let causes = causes.filter(|(lines, _)| *lines > 0).map(|(lines, cause)| format!("{lines} {cause}"));
    let lines = plural(summary.pending.lines, "line", "");
    format!("{lines}, the oldest of {day} ({source}): {}", causes.collect::<Vec<_>>().join(", "))
}
