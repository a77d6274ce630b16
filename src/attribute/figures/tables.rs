//! Shares of expenditure as a polars table, for adding up by donor, cell, category and year.

use polars::prelude::*;

use crate::domain::facts::ExpenditureCategory;
use crate::ledger::Ledger;
use crate::ledger::tables::minor;

use super::Share;

/// One row for each share, all as numbers: `payers` gives the donor for each index of an agreement in the ledger; cells
/// are indexes in the list of priorities, categories in [`ExpenditureCategory::ALL`].
///
/// # Errors
/// When polars refuses a column.
pub fn spent(ledger: &Ledger, payers: &[u32], shares: &[Share]) -> PolarsResult<DataFrame> {
    let fact = |share: &Share| &ledger.spending[share.line()].fact;
    let column = |name: &str, value: &dyn Fn(&Share) -> u32| {
        Series::new(name.into(), shares.iter().map(value).collect::<Vec<u32>>()).into_column()
    };
    let years: Vec<i32> = shares.iter().map(|share| share.charged_in.year()).collect();
    DataFrame::new_infer_height(vec![
        column("donor", &|share| payers[share.agreement()]),
        column("agreement", &|share| share.agreement),
        column("cell", &|share| share.cell),
        Series::new("year".into(), years).into_column(),
        column("category", &|share| category_number(fact(share).category)),
        minor("spent_minor", shares.iter().map(|share| share.amount)),
    ])
}

/// A category's index among all.
pub fn category_number(category: ExpenditureCategory) -> u32 {
    let index = ExpenditureCategory::ALL.iter().position(|one| *one == category);
    index.and_then(|index| u32::try_from(index).ok()).unwrap_or(u32::MAX)
}
