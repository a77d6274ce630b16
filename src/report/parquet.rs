//! The ledger of the run as Parquet, for other tools.

use std::ops::Range;

use polars::prelude::{DataFrame, ParquetWriter, PolarsError, PolarsResult};

use crate::attribute::figures::tables as attributed;
use crate::ledger::tables as ledger;

use super::view::View;

/// How many rows are held at once; also the size of a row group.
const PART: usize = 1 << 14;

/// Makes each table and hands on its file's name and bytes. Amounts are whole minor units of the base currency.
///
/// # Errors
/// When polars refuses a column or cannot write, or when the bytes are not taken.
pub(super) fn tables<E: From<PolarsError>>(
    view: &View<'_>,
    mut take: impl FnMut(&str, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let (book, fund, spent) = (view.ledger, view.fund, &view.attribution.spent);
    let entries = &view.book.entries;
    let cells = &view.ledger.cells;
    let mut take = |name: &str, bytes: Vec<u8>| take(&format!("ledger/{name}.parquet"), &bytes);
    take("agreements", written([ledger::agreements(book)])?)?;
    take("receipts", written([ledger::receipts(book)])?)?;
    take("allocated", written([attributed::allocated(book, fund, cells, view.placements)])?)?;
    take("expenditure", written(parts(book.spending.len()).map(|part| ledger::spending(book, fund, part)))?)?;
    take("entries", written(parts(entries.len()).map(|part| attributed::entries(book, &entries[part])))?)?;
    take("charges", written(parts(spent.len()).map(|part| attributed::charges(book, fund, &spent[part])))?)?;
    take("pending", written([attributed::pending(book, &view.attribution.pending)])?)
}

/// So many rows in parts; one empty part where there are none.
fn parts(rows: usize) -> impl Iterator<Item = Range<usize>> {
    (0..rows.max(1)).step_by(PART).map(move |first| first..rows.min(first + PART))
}

/// The bytes of a table that comes in parts.
fn written(parts: impl IntoIterator<Item = PolarsResult<DataFrame>>) -> PolarsResult<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut parts = parts.into_iter();
    let Some(first) = parts.next().transpose()? else { return Ok(bytes) };
    let mut writer = ParquetWriter::new(&mut bytes).batched(first.schema())?;
    writer.write_batch(&first)?;
    for part in parts {
        writer.write_batch(&part?)?;
    }
    writer.finish()?;
    Ok(bytes)
}
