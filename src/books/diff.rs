//! What changed between two months that were run.

use std::path::Path;

use crate::config;
use crate::domain::{Currency, Month};
use crate::ledger::store::{EventKind, Restatement, RunRecord, Store};
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
    /// The rows of closed months that were restated after the earlier month, up to the later one.
    pub restated: Vec<Restatement>,
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
    let changes = Changes::between(&standing(before.standing), &standing(now.standing));
    Ok(Diff { changes, currency, restated: restated(store, from, to)? })
}

/// What was restated of closed months after a month, up to another, in its order.
fn restated(store: &dyn Store, from: Month, to: Month) -> Result<Vec<Restatement>, BooksError> {
    let mut restated = Vec::new();
    for event in store.events(Some(EventKind::Restatement))? {
        let entered =
            |one: &Restatement| Month::parse(&one.entered_in).is_some_and(|month| from < month && month <= to);
        restated.extend(Restatement::of(&event)?.into_iter().filter(|one| one.closed && entered(one)));
    }
    Ok(restated)
}

/// The base currency of a run, by the settings that it followed.
fn base_currency(store: &dyn Store, run: &RunRecord) -> Result<Currency, BooksError> {
    let settings = store.file(&run.settings)?.ok_or_else(|| BooksError::Lost("fund.toml as it was".to_owned()))?;
    Ok(config::parse(&String::from_utf8_lossy(&settings), "fund.toml")?.base_currency)
}
