//! What it costs that people decided something else than the program recommended, as a run says it.

use serde::Serialize;

use crate::domain::{Currency, Money};
use crate::month;

use super::amount::Amount;
use super::summary::plural;

/// What it costs that people decided something else than was recommended.
#[derive(Debug, Serialize)]
pub(super) struct Decided {
    decisions: Vec<Differing>,
    recommended: Amount,
    allocated: Amount,
    worst: Option<Worst>,
}

/// A decision that says something else than was recommended.
#[derive(Debug, Serialize)]
struct Differing {
    number: String,
    recommended: Amount,
    decided: Amount,
}

/// The cell that loses most of what it needs, outside money included.
#[derive(Debug, Serialize)]
struct Worst {
    cell: String,
    need: Amount,
    recommended: Amount,
    funded: Amount,
}

impl Decided {
    /// For a base currency.
    pub fn new(deviation: &month::Deviation, currency: Currency) -> Self {
        let amount = |money: Money| Amount(money, currency);
        let differing = deviation.decisions.iter().map(|one| Differing {
            number: one.number.clone(),
            recommended: amount(one.recommended),
            decided: amount(one.decided),
        });
        let worst = deviation.worst.as_ref().map(|worst| Worst {
            cell: worst.cell.to_string(),
            need: amount(worst.need),
            recommended: amount(worst.recommended),
            funded: amount(worst.decided),
        });
        let (recommended, allocated) = (amount(deviation.recommended), amount(deviation.decided));
        Self { decisions: differing.collect(), recommended, allocated, worst }
    }

    /// What differs and what it costs, a line each.
    pub fn lines(&self) -> Vec<(Amount, String)> {
        let count = plural(self.decisions.len(), "decision", "no decision");
        let less = Amount(self.recommended.0 - self.allocated.0, self.recommended.1);
        let all = (less, format!("less than recommended is allocated; {count} differ from the recommendation"));
        let worst = self.worst.iter().map(|worst| {
            let lost = Amount(worst.recommended.0 - worst.funded.0, worst.recommended.1);
            (lost, format!("less in {}, which loses most: {} of {} needed", worst.cell, worst.funded, worst.need))
        });
        std::iter::once(all).chain(worst).collect()
    }
}
