//! What a run leaves in the ledger: imports, what they restate, and the run itself.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::domain::{Picture, fingerprint};
use crate::files;
use crate::intake::{FileRead, Reading};
use crate::ledger::store::{
    self, Batch, ClosedTo, EventKind, NewEvent, Restatement, RunRecord, Store, StoreError, StoredFile,
};

use super::computed::Ready;
use super::standing::{deviation, recorded};
use super::{Actor, BooksError, Computed, copies, last_run};

/// A run to be recorded.
pub(super) struct Recorded {
    pub batch: Batch,
    /// What was restated.
    pub restated: Vec<Restatement>,
}

/// What was read for a run, to be recorded.
pub(super) struct Fresh {
    readings: Vec<Reading>,
    files: Vec<FileRead>,
    settings: StoredFile,
    logo: Option<StoredFile>,
    inputs: PathBuf,
}

impl Fresh {
    /// What was read for a month; `inputs` is the folder of the files.
    pub fn of(ready: &Ready, readings: Vec<Reading>, inputs: PathBuf) -> Self {
        let logo = ready.logo();
        Self { readings, files: ready.files.clone(), settings: ready.settings.clone(), logo, inputs }
    }

    /// Records what was read, with the files that it was read from, in the ledger and in the copy in its folder, unless
    /// the run does not stand: then nothing. Gives
    /// the imports of the month by id, in the order of the inputs. Facts that no run refers to change nothing: the next
    /// run finds them and need not read their file.
    pub fn record(
        self,
        (store, folder): (&mut dyn Store, &Path),
        head: &str,
        actor: &Actor,
        stands: &dyn Fn() -> bool,
    ) -> Result<Option<Vec<String>>, BooksError> {
        let files = self.kept_files()?;
        let (ids, events) = imports(self.readings, store)?;
        if store.append_if(head, Batch { events, files }, &actor.recorder(), stands)?.is_none() {
            return Ok(None);
        }
        store.copy(folder).map_err(|why| BooksError::from(why).unfinished())?;
        Ok(Some(ids))
    }

    /// The settings, and the bytes of what was read anew. A file that is not what it was when it was read is refused.
    fn kept_files(&self) -> Result<Vec<StoredFile>, BooksError> {
        let mut files = vec![self.settings.clone()];
        files.extend(self.logo.clone());
        let fresh = self.readings.iter().filter_map(|reading| reading.fresh.as_ref()?.head.as_ref());
        let fresh: Vec<&str> = fresh.map(|head| head.sha256.as_str()).collect();
        for file in self.files.iter().filter(|file| fresh.contains(&file.sha256.as_str())) {
            let path = self.inputs.join(&file.file);
            // A file that is longer now is another one.
            let bytes = files::read(&path, file.bytes).unwrap_or_default();
            if fingerprint::sha256(&bytes) != file.sha256 {
                return Err(BooksError::Changed { file: file.file.clone() });
            }
            files.push(StoredFile { name: file.file.clone(), sha256: file.sha256.clone(), bytes });
        }
        Ok(files)
    }
}

/// The imports of what was read by id, in the order of the inputs; and the events of those that are not recorded yet.
fn imports(readings: Vec<Reading>, store: &dyn Store) -> Result<(Vec<String>, Vec<NewEvent>), BooksError> {
    let event = |reading: Reading| {
        let made = reading.fresh.map(|outcome| store::reading(&reading.key, outcome)).transpose()?;
        Ok((reading.input, reading.key, made))
    };
    let made: Vec<(usize, String, Option<[NewEvent; 2]>)> =
        readings.into_par_iter().map(event).collect::<Result<_, StoreError>>()?;
    let (mut ids, mut events) = (Vec::new(), Vec::new());
    for (input, key, made) in made {
        let id = match &made {
            Some([import, _]) => import.id(),
            None => store::import_of(&key, store)?.ok_or_else(|| BooksError::Lost(format!("the import {key}")))?,
        };
        ids.push((input, id));
        events.extend(made.into_iter().flatten());
    }
    ids.sort();
    Ok((ids.into_iter().map(|(_, id)| id).collect(), events))
}

/// What imports, of which the `fresh` ones are not recorded yet, restate of the run before, in a month.
fn restated(
    computed: &Computed,
    imports: (&[String], &[NewEvent]),
    store: &dyn Store,
) -> Result<Option<(NewEvent, Vec<Restatement>)>, BooksError> {
    let Some((_, run)) = last_run(store, None)? else { return Ok(None) };
    let close = store::last_close(store, None)?.map(|(_, close)| close.run);
    let closed = close.as_ref().map(|run| ClosedTo { day: run.as_of, imports: &run.imports });
    let (name, minor_units) = (computed.month().to_string(), computed.figures.fund.exponent());
    Ok(store::restate(&run.imports, imports, (&name, closed), minor_units, store)?)
}

/// What a run of a month would restate, were it recorded. Takes what was read.
pub(super) fn would_restate(computed: &mut Computed, store: &dyn Store) -> Result<Vec<Restatement>, BooksError> {
    let (ids, fresh) = imports(std::mem::take(&mut computed.readings), store)?;
    Ok(restated(computed, (&ids, &fresh), store)?.map(|(_, list)| list).unwrap_or_default())
}

/// Makes the events of a run whose imports are recorded.
pub(super) fn record(
    computed: &Computed,
    imports: Vec<String>,
    manifest: String,
    store: &dyn Store,
) -> Result<Recorded, BooksError> {
    let mut batch = Batch::default();
    let name = computed.month().to_string();
    let (event, restated) = restated(computed, (&imports, &[]), store)?.unzip();
    batch.events.extend(event);
    let run = RunRecord {
        as_of: computed.figures.ledger.as_of,
        version: computed.version.clone(),
        settings: computed.settings.sha256.clone(),
        imports,
        after: computed.after.clone(),
        before: None,
        manifest,
        standing: recorded(computed.figures.standing.clone()),
        spread: Some(computed.figures.fund.allocation.spread),
        decisions: copies::named(&computed.figures.fund),
        deviation: computed.figures.deviation.as_ref().map(deviation),
        logo: computed.figures.fund.reports.picture.as_deref().map(Picture::sha256),
    };
    let known = last_run(store, Some(&name))?;
    let before = known.as_ref().map(|(event, _)| event.id.clone());
    let same = known.is_some_and(|(_, known)| RunRecord { before: None, ..known } == run);
    if !same {
        batch.events.push(NewEvent::new(EventKind::Run, Some(name), &RunRecord { before, ..run })?);
    }
    Ok(Recorded { batch, restated: restated.unwrap_or_default() })
}
