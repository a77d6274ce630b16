//! Since when finance's extracts reach back.
//!
//! What comes in: restatements, and the imports of two runs. What leaves: the restatements without lines that no extract
//! before could have: a first extract, or one that reaches back farther, is new and not late. What it does not know: how
//! rows are compared.

use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::{Facts, FinanceKind};

use super::import::Import;
use super::restate::Restatement;
use super::{Store, StoreError};

/// Takes out lines of finance's that are older than what the extracts of the run before had of their kind.
pub(super) fn without_older_lines(
    list: &mut Vec<Restatement>,
    before: &[String],
    new: &[(String, Import, Facts)],
    store: &dyn Store,
) -> Result<(), StoreError> {
    let is_new = |one: &Restatement| one.kind == FactKind::Finance.name() && one.was.is_none();
    if !list.iter().any(is_new) {
        return Ok(());
    }
    let since = since(before, store)?;
    let lines = new.iter().flat_map(|(_, _, facts)| &facts.finance);
    let older = lines.filter(|line| since.get(&line.kind).is_none_or(|first| line.date < *first));
    let older: HashSet<(&str, &str, u32)> = older
        .map(|line| (line.source.sheet.sha256.as_str(), line.source.sheet.sheet.as_str(), line.source.row))
        .collect();
    list.retain(|one| {
        let stands = one.is.as_ref().map(|is| (is.sha256.as_str(), is.sheet.as_str(), is.row));
        !is_new(one) || stands.is_none_or(|row| !older.contains(&row))
    });
    Ok(())
}

/// The day of the first line of each kind in the extracts of a run.
fn since(imports: &[String], store: &dyn Store) -> Result<BTreeMap<FinanceKind, NaiveDate>, StoreError> {
    let mut since: BTreeMap<FinanceKind, NaiveDate> = BTreeMap::new();
    for id in imports {
        let Some(event) = store.event(id)? else { continue };
        if Import::of(&event)?.input_kind() != Some(InputKind::Facts(FactKind::Finance)) {
            continue;
        }
        let (_, facts, _) = Import::kept(&event, store)?;
        for line in &facts.finance {
            let first = since.entry(line.kind).or_insert(line.date);
            *first = line.date.min(*first);
        }
    }
    Ok(since)
}
