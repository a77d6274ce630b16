//! The month as tables for other tools: Parquet, with a description that tools read and a dictionary for people.
//!
//! What comes in: the figures of a month. What leaves: tables, each declared once, from which the files, the package's
//! description and the dictionary follow. What it does not know: where files stand.
//!
//! A new table is a function in one of the files that follow the money, and a line in [`all`].

mod columns;
mod dictionary;
mod gap;
mod money;
mod package;
mod parquet;
mod places;
mod programme;
mod spending;

pub use columns::{Column, Digits, Holds, Kind, ORIGINAL, RATE};
pub use dictionary::dictionary;
pub(super) use package::write;
pub(crate) use parquet::File;

use polars::error::PolarsError;
use polars_arrow::array::Array;

use crate::domain::Month;

use super::view::View;
use columns::Scale;

/// The number of the tables' shape. It grows when a column goes or means something else; a column more leaves it.
pub const SCHEMA: u32 = 1;

/// Why tables were not written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// A number has more digits than its column.
    #[error("a number in column {column} of the table {table} has more digits than the column")]
    TooLarge {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// The writer refuses.
    #[error(transparent)]
    Writer(#[from] PolarsError),
    /// The description cannot be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

type Arrays = Result<Vec<Box<dyn Array>>, TableError>;

/// A table: what it is, and its rows.
pub struct Table<'v> {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// What a month of it holds.
    pub holds: Holds,
    /// The columns that tell a row from every other of its fund and month; empty where there are none.
    pub key: &'static [&'static str],
    /// Its columns behind `fund` and `month`, which every table has first.
    pub columns: Vec<Column>,
    /// The month of each row, where a month holds its own facts.
    months: Vec<Month>,
    rows: usize,
    encode: Encode<'v>,
}

/// Gives the columns of some rows.
type Encode<'v> = Box<dyn Fn(&[usize], Scale) -> Arrays + 'v>;

/// Every table, in the order in which the money travels; without figures, their description only.
pub fn all<'v>(view: Option<&'v View<'v>>) -> Vec<Table<'v>> {
    vec![
        programme::edition(view),
        programme::donors(view),
        money::agreements(view),
        money::promises(view),
        money::earmarks(view),
        money::instalments(view),
        money::receipts(view),
        money::interest_returned(view),
        money::rates(view),
        places::needs(view),
        places::openings(view),
        places::entries(view),
        places::allocated(view),
        places::over(view),
        places::lapse(view),
        places::decisions(view),
        places::decided(view),
        spending::expenditure(view),
        spending::charges(view),
        spending::charged(view),
        spending::obligations(view),
        spending::pending(view),
        spending::support_cost(view),
        programme::results(view),
        programme::result_shares(view),
        programme::targets(view),
        gap::gap(view),
        gap::gap_months(view),
        gap::differences(view),
    ]
}

/// Makes the tables of a month for a data set of many funds, where amounts have the digits of every currency: hands on each
/// table with the month of a file and its bytes. Of a table whose months hold their own facts, every month to this one
/// comes.
///
/// # Errors
/// When a table cannot be written, or the bytes are not taken.
pub fn for_data_set<E: From<TableError>>(
    view: &View<'_>,
    mut take: impl FnMut(&Table<'_>, Month, &[u8]) -> Result<(), E>,
) -> Result<(), E> {
    let of = view.tables_of(Digits::OF_ALL_FUNDS);
    for table in all(Some(view)) {
        for (month, bytes) in table.by_month(of)? {
            take(&table, month, &bytes)?;
        }
    }
    Ok(())
}

/// The rows of a table that a view has; none without one.
fn of<'v, I: IntoIterator>(view: Option<&'v View<'v>>, rows: impl FnOnce(&'v View<'v>) -> I) -> Vec<I::Item> {
    view.map_or_else(Vec::new, |view| rows(view).into_iter().collect())
}
