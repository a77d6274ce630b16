//! The ledger of the run as Parquet, for other tools.

use polars::prelude::{DataFrame, ParquetWriter, PolarsResult};

use crate::attribute::tables as attributed;
use crate::ledger::tables as ledger;

use super::view::View;

/// Each table's file name and bytes. Amounts are whole minor units of the base currency.
///
/// # Errors
/// When polars refuses a column or cannot write.
pub(super) fn parquet(view: &View<'_>) -> PolarsResult<Vec<(String, Vec<u8>)>> {
    let (book, fund) = (view.ledger, view.fund);
    let tables: [(&str, DataFrame); 5] = [
        ("agreements", ledger::agreements(book)?),
        ("receipts", ledger::receipts(book)?),
        ("expenditure", ledger::spending(book, fund)?),
        ("placements", attributed::placements(book, fund, &view.facts.priorities, view.placements)?),
        ("shares", attributed::shares(book, fund, view.attribution)?),
    ];
    tables
        .into_iter()
        .map(|(name, mut table)| {
            let mut bytes = Vec::new();
            ParquetWriter::new(&mut bytes).finish(&mut table)?;
            Ok((format!("ledger/{name}.parquet"), bytes))
        })
        .collect()
}
