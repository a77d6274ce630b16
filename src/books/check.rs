//! A check: what a run would say about the inputs, nothing written.

use std::path::Path;

use crate::config::ConfigProblem;
use crate::iati;
use crate::intake::{Intake, name_settings, on_day};
use crate::ledger::store::Store;

use super::computed::{At, Inputs, at_cells, compute, inputs};
use super::{AsOf, BooksError, Watch, ledger};

/// What a check finds.
#[derive(Debug)]
pub struct Checkup {
    /// The files and what is wrong with them; the facts have gone into the month.
    pub intake: Intake,
    /// Why the month has no figures although no file has an error: rates are missing, limits contradict each other.
    pub refusal: Option<BooksError>,
    /// What the settings lack for the files for IATI, where the fund writes them. No month is refused for it.
    pub iati: Vec<ConfigProblem>,
}

impl Checkup {
    /// Whether a run would refuse the inputs.
    pub fn is_refused(&self) -> bool {
        self.intake.has_errors() || self.refusal.is_some()
    }
}

/// Reads the inputs of a fund and, where they have no errors, computes the month, so that what a run refuses is refused
/// here too.
///
/// # Errors
/// When the settings cannot stand, or the ledger cannot be read.
pub fn check(folder: &Path, as_of: AsOf, watch: Watch<'_>) -> Result<Checkup, BooksError> {
    let store = ledger(folder)?;
    let store = store.as_deref();
    Ok(checked(folder, inputs(folder, store, watch)?, as_of, store, watch))
}

/// What there is to say about the inputs of a folder that were read.
pub(super) fn checked(
    folder: &Path,
    read: Inputs,
    as_of: AsOf,
    store: Option<&dyn Store>,
    watch: Watch<'_>,
) -> Checkup {
    let Inputs { fund, mut intake, .. } = read;
    if intake.has_errors() {
        return Checkup { intake, refusal: None, iati: Vec::new() };
    }
    let publishes = fund.iati.is_some();
    let facts = std::mem::take(&mut intake.facts);
    let computed = At::of(&facts, as_of, store, watch).and_then(|at| {
        intake.problems.extend(on_day(at.as_of, &facts, &intake.files, &fund));
        let figures = compute(fund, facts, at.as_of, at.before.as_ref(), watch);
        Ok(figures.map_err(|why| at_cells(why, &intake.files))?)
    });
    let (refusal, iati) = match computed {
        Ok(figures) if publishes => (None, iati::faults(&figures)),
        Ok(_) => (None, Vec::new()),
        Err(refusal) => (Some(refusal), Vec::new()),
    };
    name_settings(&folder.join("inputs"), &mut intake.problems);
    Checkup { intake, refusal, iati }
}
