//! A run: a month into the ledger and the reports.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};

use crate::files::SetAside;
use crate::ledger::store::Restatement;
use crate::report::{self, Extras, WriteError, Written};

use super::computed::{self, Ready};
use super::edition::Gone;
use super::{Actor, AsOf, Books, BooksError, Computed, Step, Watch, edition, recording};

/// What is asked of a run.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The last day that counts.
    pub as_of: AsOf,
    /// Whether the allocation is proved by a separate checker.
    pub prove: bool,
    /// What is made beside the workbooks.
    pub extras: Extras,
}

/// What a run leaves.
#[derive(Debug)]
pub struct Ran {
    /// The month.
    pub computed: Computed,
    /// Where its reports are.
    pub reports: PathBuf,
    /// Their files below it, in order.
    pub files: Vec<String>,
    /// Rows that say otherwise than they did in the run before.
    pub restated: Vec<Restatement>,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
    /// Closed months of which reports are missing.
    pub gone: Vec<Gone>,
}

impl Books {
    /// Runs a month. The reports are written beside their target while the ledger takes what was read; then it knows
    /// the run, then the reports are put in place. Whatever cuts a run off, the next one goes on from there.
    ///
    /// # Errors
    /// As [`super::read`]; also when the month is closed, a file changes meanwhile, or something cannot be written.
    pub fn run(&mut self, wanted: Wanted, actor: &Actor, watch: Watch<'_>) -> Result<Ran, BooksError> {
        self.recovering(|books| books.run_once(wanted, actor, watch))
    }

    fn run_once(&mut self, wanted: Wanted, actor: &Actor, watch: Watch<'_>) -> Result<Ran, BooksError> {
        wanted.extras.available()?;
        let (ready, readings) = computed::ready(self.folder(), wanted.as_of, Some(self.store()), watch)?;
        self.refuse_closed(ready.month())?;
        let target = self.reports(ready.month());
        refuse_other(&target)?;
        let fresh = recording::Fresh::of(&ready, readings, self.folder().join("inputs"));
        let (store, folder, head) = (self.store.as_mut(), self.storage.folder(), &self.head);
        // The ledger takes what was read while the figures are computed, and keeps it once they stand.
        let (stand, stands) = mpsc::channel();
        let (imports, made) = std::thread::scope(|scope| {
            let imports =
                scope.spawn(move || fresh.record((store, folder), head, actor, &|| stands.recv().unwrap_or(false)));
            // In the threads that make the workbooks: what computing gives back is theirs to use again.
            let made = rayon::scope(|_| made(ready, wanted, &target, stand, watch));
            (imports.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), made)
        });
        let (computed, written) = made?;
        let written = written?;
        let manifest = written.manifest().map(|manifest| manifest.sha256.clone()).unwrap_or_default();
        watch(Step::Recording);
        let imports = imports?.unwrap_or_default();
        self.head = self.store.head()?;
        let recorded = recording::record(&computed, imports, manifest, self.store())?;
        self.append(recorded.batch, actor)?;
        let manifests = edition::manifests(self.store())?;
        let know = |folder: &Path| edition::known(folder, &manifests);
        let placed = written.put_in_place(&know).map_err(BooksError::file(&target)).map_err(BooksError::unfinished);
        let (files, set_aside) = placed?;
        self.copy()?;
        let gone = edition::gone(self.store(), |month| self.reports(month))?;
        Ok(Ran { computed, reports: target, files, restated: recorded.restated, set_aside, gone })
    }
}

/// Reads and computes a month as a run does, and says what the run would restate. Nothing is written.
///
/// # Errors
/// As [`super::read`].
pub fn look(folder: &Path, as_of: AsOf, watch: Watch<'_>) -> Result<(Computed, Vec<Restatement>), BooksError> {
    let store = super::ledger(folder)?;
    let mut computed = computed::read_with(folder, as_of, store.as_deref(), watch)?;
    let restated = store.map(|store| recording::would_restate(&mut computed, store.as_ref())).transpose()?;
    Ok((computed, restated.unwrap_or_default()))
}

/// Computes a month, says that it stands, and writes its reports beside their target.
fn made(
    ready: Ready,
    wanted: Wanted,
    target: &Path,
    stand: Sender<bool>,
    watch: Watch<'_>,
) -> Result<(Computed, Result<Written, WriteError>), BooksError> {
    let computed = ready.compute(watch)?;
    if wanted.prove {
        watch(Step::Proving);
        computed.prove()?;
    }
    // Where nobody listens any more, recording failed, and says why.
    stand.send(true).unwrap_or_default();
    watch(Step::Writing);
    let written = report::stage(&computed.figures, computed.provenance(), target, wanted.extras);
    Ok((computed, written))
}

/// Refuses to write where something stands that is no folder.
fn refuse_other(target: &Path) -> Result<(), BooksError> {
    match std::fs::symlink_metadata(target) {
        Ok(there) if !there.is_dir() => Err(BooksError::NoFolder(target.to_owned())),
        Ok(_) | Err(_) => Ok(()),
    }
}
