//! What a run leaves in the ledger: imports, what they restate, and the run itself.

use std::path::Path;

use rayon::prelude::*;

use crate::domain::fingerprint;
use crate::files;
use crate::intake::Reading;
use crate::ledger::store::{self, Batch, EventKind, NewEvent, Restatement, RunRecord, Store, StoreError, StoredFile};

use super::standing::{deviation, recorded};
use super::{Actor, BooksError, Computed, copies, last_run};

/// A run to be recorded.
pub(super) struct Recorded {
    pub batch: Batch,
    /// What was restated.
    pub restated: Vec<Restatement>,
}

/// Records what was read, with the files that it was read from; gives the imports of the month by id, in the order of
/// the inputs. Facts that no run refers to change nothing: the next run finds them and need not read their file.
pub(super) fn imports(
    inputs: &Path,
    computed: &Computed,
    readings: Vec<Reading>,
    store: &mut dyn Store,
    head: &str,
    actor: &Actor,
) -> Result<Vec<String>, BooksError> {
    let files = kept_files(inputs, computed, &readings)?;
    if readings.len() != computed.figures.fund.inputs.len() {
        return Err(BooksError::Changed { file: "a file".to_owned() });
    }
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
    store.append(head, Batch { events, files }, &actor.recorder())?;
    ids.sort();
    Ok(ids.into_iter().map(|(_, id)| id).collect())
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
    let mut restated = Vec::new();
    if let Some((_, run)) = last_run(store, None)? {
        let minor_units = computed.figures.fund.exponent();
        if let Some((event, list)) = store::restate(&run.imports, &imports, &name, minor_units, store)? {
            batch.events.push(event);
            restated = list;
        }
    }
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
    };
    let known = last_run(store, Some(&name))?;
    let before = known.as_ref().map(|(event, _)| event.id.clone());
    let same = known.is_some_and(|(_, known)| RunRecord { before: None, ..known } == run);
    if !same {
        batch.events.push(NewEvent::new(EventKind::Run, Some(name), &RunRecord { before, ..run })?);
    }
    Ok(Recorded { batch, restated })
}

/// The settings, and the bytes of what was read anew. A file that is not what it was when it was read is refused.
fn kept_files(inputs: &Path, computed: &Computed, readings: &[Reading]) -> Result<Vec<StoredFile>, BooksError> {
    let mut files = vec![computed.settings.clone()];
    let fresh = readings.iter().filter_map(|reading| reading.fresh.as_ref()?.head.as_ref());
    let fresh: Vec<&str> = fresh.map(|head| head.sha256.as_str()).collect();
    for file in computed.files.iter().filter(|file| fresh.contains(&file.sha256.as_str())) {
        let path = inputs.join(&file.file);
        // A file that is longer now is another one.
        let bytes = files::read(&path, file.bytes).unwrap_or_default();
        if fingerprint::sha256(&bytes) != file.sha256 {
            return Err(BooksError::Changed { file: file.file.clone() });
        }
        files.push(StoredFile { name: file.file.clone(), sha256: file.sha256.clone(), bytes });
    }
    Ok(files)
}
