//! How rows stood before they were restated.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::facts::Facts;
use crate::domain::source::SourceSheet;
use crate::domain::{FactKind, Source};

use super::event::EventKind;
use super::restate::Restatement;
use super::shape::{Kept, KeptVisitor, accept};
use super::{Store, StoreError};

/// The rows of facts that have a name, by it.
struct Rows<'f>(&'f Facts);

impl KeptVisitor for Rows<'_> {
    type Output = BTreeMap<String, Source>;
    fn visit<F: Kept>(self) -> Self::Output {
        let facts = F::list(self.0).iter().map(|fact| -> &F { fact.borrow() });
        facts.filter_map(|fact| Some((fact.key().name()?.to_owned(), fact.source().clone()))).collect()
    }
}

/// The rows of facts that were restated up to a month (`2025-10`), each as often as it was: the month in which it was, and how
/// it stood until then.
///
/// # Errors
/// When the ledger cannot be read.
pub fn stood_before(
    facts: &Facts,
    until: &str,
    store: &dyn Store,
) -> Result<Vec<(Source, String, Source)>, StoreError> {
    let mut restated = Vec::new();
    for event in store.events(Some(EventKind::Restatement))? {
        let list = Restatement::of(&event)?.into_iter();
        restated.extend(list.filter(|one| one.closed && one.entered_in.as_str() <= until && !one.key.is_empty()));
    }
    let mut rows: BTreeMap<&str, BTreeMap<String, Source>> = BTreeMap::new();
    for kind in FactKind::ALL.iter().filter(|kind| restated.iter().any(|one| one.kind == kind.name())) {
        rows.insert(kind.name(), accept(*kind, Rows(facts)));
    }
    let found = restated.iter().filter_map(|one| {
        let (row, was) = (rows.get(one.kind.as_str())?.get(&one.key)?, one.was.as_ref()?);
        let (file, sha256, sheet) = (was.file.clone(), was.sha256.clone(), was.sheet.clone());
        let stood = Source { sheet: Arc::new(SourceSheet { file, sha256, sheet }), row: was.row };
        Some((row.clone(), one.entered_in.clone(), stood))
    });
    Ok(found.collect())
}
