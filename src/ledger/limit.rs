//! How much can be computed with: the amounts of all rows together stay so small that no sum of them overflows.

use crate::domain::{Money, Source};

use super::LedgerProblem;

/// Adds up what the rows hold, whatever their sign.
#[derive(Debug, Default)]
pub(super) struct Limit {
    money: i64,
    counted: u64,
}

/// The most that all amounts may be together, in minor units. Figures add some of them up to a few times over.
const MOST_MONEY: i64 = i64::MAX / 16;
/// The most that results may count in all: spreadsheet programs keep whole numbers exactly up to here.
const MOST_COUNTED: u64 = 1 << 53;

impl Limit {
    /// Takes an amount in.
    ///
    /// # Errors
    /// When it is the one with which there is too much.
    pub fn add(&mut self, amount: Money, source: &Source) -> Result<(), LedgerProblem> {
        let sum = self.money.checked_add(amount.minor().checked_abs().unwrap_or(i64::MAX));
        match sum.filter(|sum| *sum <= MOST_MONEY) {
            Some(sum) => {
                self.money = sum;
                Ok(())
            }
            None => Err(LedgerProblem::TooMuchInAll { source_of: source.clone() }),
        }
    }

    /// Takes a number of people or things in.
    ///
    /// # Errors
    /// When it is the one with which there are too many.
    pub fn count(&mut self, number: u64, source: &Source) -> Result<(), LedgerProblem> {
        match self.counted.checked_add(number).filter(|sum| *sum <= MOST_COUNTED) {
            Some(sum) => {
                self.counted = sum;
                Ok(())
            }
            None => Err(LedgerProblem::TooManyInAll { source_of: source.clone() }),
        }
    }
}
