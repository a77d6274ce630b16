//! What changed between two months that were run.

use std::path::Path;

use crate::config;
use crate::domain::{Currency, Month};
use crate::ledger::store::{RunRecord, Store};
use crate::month::Changes;

use super::standing::standing;
use super::{BooksError, ledger, run_of};

/// What changed between two months.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    /// The bridges by agreement.
    pub changes: Changes,
    /// The base currency of both months.
    pub currency: Currency,
}

/// Compares two months as they stood when they were closed, or else last run.
///
/// # Errors
/// When there is no ledger, a month was never run, or the two were run in different base currencies.
pub fn diff(folder: &Path, from: Month, to: Month) -> Result<Diff, BooksError> {
    let store = ledger(folder)?.ok_or_else(|| BooksError::NoLedger(folder.to_owned()))?;
    let store = store.as_ref();
    let (before, now) = (run_of(store, from)?, run_of(store, to)?);
    let (earlier, currency) = (base_currency(store, &before)?, base_currency(store, &now)?);
    if earlier != currency {
        return Err(BooksError::Currencies { from, earlier, to, later: currency });
    }
    Ok(Diff { changes: Changes::between(&standing(before.standing), &standing(now.standing)), currency })
}

/// The base currency of a run, by the settings that it followed.
fn base_currency(store: &dyn Store, run: &RunRecord) -> Result<Currency, BooksError> {
    let settings = store.file(&run.settings)?.ok_or_else(|| BooksError::Lost("fund.toml as it was".to_owned()))?;
    Ok(config::parse(&String::from_utf8_lossy(&settings), "fund.toml")?.base_currency)
}
