//! Which month it is about when nobody says: the last one that is over and has data.

use chrono::NaiveDate;

use crate::domain::Month;
use crate::domain::facts::Facts;

/// The last month that is over and has data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastMonth {
    /// The month.
    pub month: Month,
    /// The newest receipt or expenditure, where it is dated after the month.
    pub newer: Option<NaiveDate>,
}

/// The last month that is over on a day and in which a receipt or an expenditure line is dated; nothing without any.
pub fn last_month(facts: &Facts, today: NaiveDate) -> Option<LastMonth> {
    let dates = || {
        let receipts = facts.receipts.iter().map(|receipt| receipt.date);
        receipts.chain(facts.expenditure.iter().map(|line| line.date))
    };
    let month = dates().map(Month::of).filter(|month| month.last_day() < today).max()?;
    let newer = dates().max().filter(|newest| *newest > month.last_day());
    Some(LastMonth { month, newer })
}
