//! What it costs that people decided something else than the program recommended, as a run says it.

use serde::Serialize;

use crate::domain::{Currency, Money};
use crate::month;

use super::amount::Amount;

/// What it costs that people decided something else than was recommended.
#[derive(Debug, Serialize)]
pub(super) struct Decided {
    decisions: Vec<Differing>,
    unanswered: Vec<Unanswered>,
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

/// Something that is recommended and that no row of the answer is about.
#[derive(Debug, Serialize)]
struct Unanswered {
    number: String,
    action: &'static str,
    cell: String,
    recommended: Amount,
}

/// The cell that loses the largest share of what it needs, outside money included.
#[derive(Debug, Serialize)]
struct Worst {
    cell: String,
    need: Amount,
    recommended: Amount,
    funded: Amount,
    ties: Vec<String>,
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
            ties: worst.ties.iter().map(ToString::to_string).collect(),
        });
        let unanswered = deviation.unanswered.iter().map(|row| Unanswered {
            number: row.number.clone(),
            action: row.action.name(),
            cell: row.to.as_ref().or(row.from.as_ref()).map(ToString::to_string).unwrap_or_default(),
            recommended: amount(row.amount()),
        });
        let (recommended, allocated) = (amount(deviation.recommended), amount(deviation.decided));
        Self { decisions: differing.collect(), unanswered: unanswered.collect(), recommended, allocated, worst }
    }

    /// What differs and what it costs, a line each.
    pub fn lines(&self) -> Vec<(Amount, String)> {
        let count = match self.decisions.len() {
            0 => "no decision differs".to_owned(),
            1 => "1 decision differs".to_owned(),
            several => format!("{several} decisions differ"),
        };
        let less = Amount(self.recommended.0 - self.allocated.0, self.recommended.1);
        let all = (less, format!("less than recommended is allocated; {count} from the recommendation"));
        let unanswered = self.unanswered.iter().map(|row| {
            let Unanswered { number, action, cell, recommended } = row;
            (
                *recommended,
                format!(
                    "to {action} in {cell} is recommended ({number}), and no row of the committee's workbook answers it"
                ),
            )
        });
        let worst = self.worst.iter().map(|worst| {
            let lost = Amount(worst.recommended.0 - worst.funded.0, worst.recommended.1);
            let ties = match worst.ties.as_slice() {
                [] => String::new(),
                ties => format!("; {} as much of what is needed there", lose(ties)),
            };
            let Worst { cell, need, funded, .. } = worst;
            (lost, format!("less in {cell}, which loses most of its need: {funded} of {need} needed{ties}"))
        });
        std::iter::once(all).chain(unanswered).chain(worst).collect()
    }
}

/// That cells lose.
fn lose(cells: &[String]) -> String {
    format!("{} {}", cells.join(", "), if cells.len() == 1 { "loses" } else { "lose" })
}
