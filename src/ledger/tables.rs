//! Sums by polars: the ledger's amounts added up by any key.
//!
//! Amounts are 64-bit integers of the base currency's minor units (columns ending in `_minor`).

use polars::prelude::*;

use crate::domain::Money;

/// A column of minor units.
pub fn minor(name: &str, values: impl Iterator<Item = Money>) -> Column {
    Series::new(name.into(), values.map(Money::minor).collect::<Vec<_>>()).into_column()
}

/// Adds up an amount by some keys; the sums stand in the order in which their keys first appear, under the amount's
/// name.
///
/// # Errors
/// When a column is missing or of another type.
pub fn sum_by(table: &DataFrame, keys: &[&str], amount: &str) -> PolarsResult<DataFrame> {
    let groups = table.group_by_stable(keys.iter().copied())?.select([amount]);
    #[expect(deprecated, reason = "the lazy engine that should replace it doubles the time of the first build")]
    let mut sums = groups.sum()?;
    sums.rename(&format!("{amount}_sum"), amount.into())?;
    Ok(sums)
}
