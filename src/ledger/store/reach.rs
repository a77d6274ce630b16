//! What reaches back into closed months, and what does not.
//!
//! What comes in: restatements, and the imports of two runs and of the last close. What leaves: the restatements without lines
//! that no extract before could have (a first extract, or one that reaches back farther, is new and not late), each of a
//! closed month only if the close had the fact. What it does not know: how rows are compared.

use std::borrow::Borrow;
use std::collections::{BTreeMap, HashSet};

use chrono::NaiveDate;

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::facts::{Facts, FinanceKind};

use super::import::Import;
use super::restate::Restatement;
use super::shape::{Kept, KeptVisitor, accept};
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

/// What changed or is gone and was first read after the last close is no restatement of a closed month, whatever its day.
pub(super) fn open_what_no_close_had(
    list: &mut [Restatement],
    closed_with: &[String],
    store: &dyn Store,
) -> Result<(), StoreError> {
    let asked = |one: &Restatement| one.closed && one.was.is_some() && !one.key.is_empty();
    let mut asked: Vec<&mut Restatement> = list.iter_mut().filter(|one| asked(one)).collect();
    for id in closed_with {
        if asked.is_empty() {
            break;
        }
        let Some(event) = store.event(id)? else { continue };
        let of_file = Import::of(&event)?.sha256;
        let had = |one: &Restatement| one.was.as_ref().is_some_and(|was| was.sha256 == of_file);
        asked.retain(|one| !had(one));
        let kinds: Vec<FactKind> =
            FactKind::ALL.iter().copied().filter(|kind| asked.iter().any(|one| one.kind == kind.name())).collect();
        if kinds.is_empty() {
            continue;
        }
        let (_, facts, _) = Import::kept(&event, store)?;
        for kind in kinds {
            let names = accept(kind, Names(&facts));
            asked.retain(|one| one.kind != kind.name() || !names.contains(&one.key));
        }
    }
    asked.into_iter().for_each(|one| one.closed = false);
    Ok(())
}

/// The names of facts of a kind.
struct Names<'f>(&'f Facts);

impl KeptVisitor for Names<'_> {
    type Output = HashSet<String>;
    fn visit<F: Kept>(self) -> HashSet<String> {
        let names = F::list(self.0).iter().map(Borrow::<F>::borrow);
        names.filter_map(|fact| fact.key().name().map(str::to_owned)).collect()
    }
}
