//! The committee's workbook of a month as it was written: of the inputs without the decisions that were made with it since.
//!
//! What comes in: a workbook on the disk, the inputs as they stand, and what the ledger keeps of the month's runs. What leaves: the
//! month that the workbook was made of, by its bytes where one of these makes the same. What it does not know: how figures are
//! followed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::books::computed::{self, Inputs};
use crate::books::{BooksError, Watch, copies, propose};
use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::domain::{Month, fingerprint};
use crate::files;
use crate::ledger::store::{self, EventKind, RunRecord, Store};
use crate::month::{self, Before, Proposal};
use crate::report::grid::Book;
use crate::report::written_as;

use super::{REPORT_BYTES, TraceError};

/// What a workbook may have been made of.
struct Basis {
    fund: Fund,
    facts: Facts,
    before: Option<Before>,
}

/// The month of a workbook, and its book. Where nothing gives the workbook that is there, as of one that people filled in, it is
/// that of the newest inputs before any decision of the committee about the month.
pub(super) fn written(
    (folder, store): (&Path, Option<&dyn Store>),
    month: Month,
    path: &Path,
    watch: Watch<'_>,
) -> Result<(Proposal, Book), TraceError> {
    let there = files::sha256_of(path, REPORT_BYTES).map_err(BooksError::file(path))?;
    let runs = store.map(|store| runs_of(store, month)).transpose()?.unwrap_or_default();
    let close = store.map(|store| store::close_of(store, &month.to_string())).transpose().map_err(BooksError::from)?;
    let closed = close.flatten().is_some();
    let now = (!closed).then(|| as_they_stand(folder, store, month, watch));
    let then = store.into_iter().flat_map(|store| runs.iter().map(move |run| as_they_stood(store, run, watch)));
    let mut nearest = None;
    for basis in now.into_iter().chain(then) {
        let Basis { fund, facts, before } = basis?;
        for left_out in entered_since(&facts, month) {
            let (fund, mut facts, as_of) = (fund.clone(), facts.clone(), month.last_day());
            facts.decisions.retain(|decision| !left_out.contains(&decision.source.sheet.file));
            let inputs = month::Inputs { fund, facts, as_of, before: before.as_ref() };
            let proposal = month::propose(inputs).map_err(BooksError::from)?;
            let book = propose::book(&proposal)?;
            let bytes = written_as(&book).map_err(BooksError::from)?;
            if fingerprint::sha256(&bytes) == there {
                return Ok((proposal, book));
            }
            nearest.get_or_insert((proposal, book));
        }
    }
    nearest.ok_or_else(|| BooksError::NeverRun { month }.into())
}

/// The runs of a month, the newest first, of those with the same inputs one.
fn runs_of(store: &dyn Store, month: Month) -> Result<Vec<RunRecord>, BooksError> {
    let (mut runs, mut seen) = (Vec::new(), BTreeSet::new());
    for event in store.events(Some(EventKind::Run))?.into_iter().rev() {
        if event.period.as_deref() == Some(month.to_string().as_str()) {
            let run: RunRecord = event.read()?;
            let is_new = seen.insert((run.settings.clone(), run.imports.clone(), run.after.clone()));
            runs.extend(Some(run).filter(|_| is_new));
        }
    }
    Ok(runs)
}

fn as_they_stand(
    folder: &Path,
    store: Option<&dyn Store>,
    month: Month,
    watch: Watch<'_>,
) -> Result<Basis, BooksError> {
    let Inputs { fund, intake, .. } = computed::inputs(folder, store, watch)?;
    if intake.has_errors() {
        return Err(BooksError::Inputs(intake.problems));
    }
    let before = computed::left_before(store, month, watch)?.map(|(_, before)| before);
    Ok(Basis { fund, facts: intake.facts, before })
}

fn as_they_stood(store: &dyn Store, run: &RunRecord, watch: Watch<'_>) -> Result<Basis, BooksError> {
    let (fund, _, intake) = computed::recalled(store, run, watch)?;
    let lost = || BooksError::Lost("the close before the month".to_owned());
    let close = run.after.as_ref().map(|close| store.event(close)?.ok_or_else(lost)).transpose()?;
    let before = close.map(|close| computed::left_by(store, close, watch)).transpose()?.map(|(_, before)| before);
    Ok(Basis { fund, facts: intake.facts, before })
}

/// The copies of the committee's workbook of a month whose decisions a workbook may not know yet: all of them, then all but the
/// first, and so on, by their numbers.
fn entered_since(facts: &Facts, month: Month) -> Vec<BTreeSet<String>> {
    let prefix = format!("{month}/");
    let mut first: BTreeMap<&String, &str> = BTreeMap::new();
    for decision in &facts.decisions {
        let file = &decision.source.sheet.file;
        let Some(number) = decision.number.strip_prefix(&prefix).filter(|_| copies::is_copy(file)) else { continue };
        let known = first.entry(file).or_insert(number);
        if order(number) < order(known) {
            *known = number;
        }
    }
    let mut files: Vec<(&String, &str)> = first.into_iter().collect();
    files.sort_by(|one, other| (order(one.1), one.0).cmp(&(order(other.1), other.0)));
    (0..=files.len()).map(|known| files[known..].iter().map(|(file, _)| (*file).clone()).collect()).collect()
}

/// Numbers in the order of their first digits; those that people gave behind those that were recommended.
fn order(number: &str) -> u64 {
    let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u64::MAX)
}
