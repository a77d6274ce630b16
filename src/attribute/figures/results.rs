//! Results attributed to those that paid for the work (docs/domain.md, section 5), and said to be so.
//!
//! What comes in: charges by cell. What leaves: the weights by which a result of a day is shared: what each agreement was
//! charged with there, of costs incurred by that day, in months up to the result's; where nobody was charged yet, up to
//! the first month in which somebody was. So no result falls to money that came later, and none of a closed month moves.

use chrono::NaiveDate;

use crate::domain::{Money, Month};

use crate::attribute::outcome::Life;

/// A charge of a cell: its month, the day of its cost, and who paid how much.
#[derive(Clone, Copy, Debug)]
struct Paid {
    charged_in: Month,
    incurred_on: NaiveDate,
    agreement: u32,
    amount: Money,
}

/// Charges by cell, for sharing results.
#[derive(Clone, Debug)]
pub struct ResultShares {
    /// By cell, in the order of months.
    paid: Vec<Vec<Paid>>,
}

impl ResultShares {
    /// The charges of a life.
    pub fn new(life: &Life<'_>) -> Self {
        let mut paid: Vec<Vec<Paid>> = vec![Vec::new(); life.cells.len()];
        for charge in &life.charges {
            let Some(cell) = charge.cell else { continue };
            let cost = life.lines[charge.line as usize].cost;
            let incurred_on = cost.map_or(charge.charged_in.first_day(), |cost| cost.date);
            let (charged_in, agreement, amount) = (charge.charged_in, charge.agreement, charge.amount);
            paid[cell as usize].push(Paid { charged_in, incurred_on, agreement, amount });
        }
        paid.iter_mut().for_each(|charges| charges.sort_by_key(|charge| charge.charged_in));
        Self { paid }
    }

    /// The agreements that a result of a day in a cell falls to, by number, with their weights; nobody where nothing was
    /// charged for costs up to that day.
    pub fn of(&self, cell: u32, day: NaiveDate) -> Vec<(u32, u64)> {
        let mut weights: Vec<(u32, Money)> = Vec::new();
        let counted = self.paid[cell as usize].iter().filter(|paid| paid.incurred_on <= day);
        let of_month: Vec<&Paid> = counted.collect();
        for month in of_month.chunk_by(|one, other| one.charged_in == other.charged_in) {
            let past = month[0].charged_in > Month::of(day);
            if past && weights.iter().any(|(_, amount)| *amount > Money::ZERO) {
                break;
            }
            for paid in month {
                match weights.iter_mut().find(|(agreement, _)| *agreement == paid.agreement) {
                    Some((_, amount)) => *amount += paid.amount,
                    None => weights.push((paid.agreement, paid.amount)),
                }
            }
        }
        weights.retain(|(_, amount)| *amount > Money::ZERO);
        weights.sort_unstable();
        weights.into_iter().map(|(agreement, amount)| (agreement, amount.minor().unsigned_abs())).collect()
    }
}
