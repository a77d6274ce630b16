//! What a run leaves in the ledger: imports, what they restate, and the run itself.

use std::path::Path;

use rayon::prelude::*;

use crate::domain::fingerprint;
use crate::intake::Reading;
use crate::ledger::store::{
    self, Batch, Event, EventKind, FactRow, Import, NewEvent, Restatement, RunRecord, Store, StoreError, StoredFile,
};
use crate::month::Standing;

use super::{Actor, BooksError, Computed, last_run};

/// A run to be recorded.
pub(super) struct Recorded {
    pub batch: Batch,
    /// What was restated, input by input.
    pub restated: Vec<Restatement>,
}

/// An import with its facts, as it was recorded.
struct Version {
    id: String,
    import: Import,
    rows: Vec<FactRow>,
}

/// Records what was read, with the files that it was read from; gives the imports of the month by id, in the order of
/// the inputs. Facts that no run refers to change nothing: the next run finds them and need not read their file.
pub(super) fn imports(
    inputs: &Path,
    computed: &Computed,
    readings: Vec<Reading>,
    store: &mut dyn Store,
    actor: &Actor,
) -> Result<Vec<String>, BooksError> {
    let files = files(inputs, computed, &readings)?;
    if readings.len() != computed.figures.fund.inputs.len() {
        return Err(BooksError::Changed { file: "a file".to_owned() });
    }
    let event = |reading: Reading| {
        let import = |outcome| store::import(&reading.key, reading.input, outcome);
        Ok((reading.input, reading.key.clone(), reading.fresh.map(import).transpose()?))
    };
    let made: Vec<(usize, String, Option<NewEvent>)> =
        readings.into_par_iter().map(event).collect::<Result<_, StoreError>>()?;
    let (mut ids, mut events) = (Vec::new(), Vec::new());
    for (input, key, event) in made {
        let id = match &event {
            Some(event) => event.id(),
            None => store.import_of(&key)?.ok_or_else(|| BooksError::Lost(format!("the import {key}")))?.id,
        };
        ids.push((input, id));
        events.extend(event);
    }
    store.append(Batch { events, files }, &actor.recorder())?;
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
        for (event, list) in restatements(&run.imports, &imports, &name, store)? {
            batch.events.push(event);
            restated.extend(list);
        }
    }
    let run = RunRecord {
        as_of: computed.figures.ledger.as_of,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: computed.settings.sha256.clone(),
        imports,
        after: computed.after.clone(),
        before: None,
        manifest,
        standing: serde_json::to_value(Standing::of(&computed.figures)).map_err(StoreError::from)?,
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
fn files(inputs: &Path, computed: &Computed, readings: &[Reading]) -> Result<Vec<StoredFile>, BooksError> {
    let mut files = vec![computed.settings.clone()];
    let fresh = readings.iter().filter_map(|reading| reading.fresh.as_ref()?.head.as_ref());
    let fresh: Vec<&str> = fresh.map(|head| head.sha256.as_str()).collect();
    for file in computed.files.iter().filter(|file| fresh.contains(&file.sha256.as_str())) {
        let path = inputs.join(&file.file);
        let bytes = std::fs::read(&path).map_err(BooksError::file(&path))?;
        if fingerprint::sha256(&bytes) != file.sha256 {
            return Err(BooksError::Changed { file: file.file.clone() });
        }
        files.push(StoredFile { name: file.file.clone(), sha256: file.sha256.clone(), bytes });
    }
    Ok(files)
}

/// What this run's inputs say otherwise than those of the run before, an event for each input.
fn restatements(
    before: &[String],
    now: &[String],
    month: &str,
    store: &dyn Store,
) -> Result<Vec<(NewEvent, Vec<Restatement>)>, BooksError> {
    let closed_to = store::last_close(store, None)?.map(|(_, close)| close.run.as_of);
    let mut gone: Vec<Version> = Vec::new();
    for id in before.iter().filter(|id| !now.contains(id)) {
        gone.extend(version(store.event(id)?, store)?);
    }
    let mut found = Vec::new();
    let mut new: Vec<Version> = Vec::new();
    for id in now.iter().filter(|id| !before.contains(id)) {
        new.extend(version(store.event(id)?, store)?);
    }
    for is in &new {
        let same_kind = |was: &&Version| was.import.kind() == is.import.kind();
        let was = gone
            .iter()
            .filter(same_kind)
            .find(|was| was.import.file == is.import.file)
            .or_else(|| gone.iter().filter(same_kind).find(|was| was.import.input == is.import.input));
        let Some(was) = was else { continue };
        let list = store::restatements((&was.import, &was.rows), (&is.import, &is.rows), closed_to, month)?;
        if !list.is_empty() {
            let payload = (&was.id, &is.id, &list);
            found.push((NewEvent::new(EventKind::Restatement, Some(month.to_owned()), &payload)?, list));
        }
    }
    Ok(found)
}

fn version(event: Option<Event>, store: &dyn Store) -> Result<Option<Version>, BooksError> {
    let Some(event) = event else { return Ok(None) };
    let import = event.read()?;
    let rows = store.facts(&event.id)?;
    Ok(Some(Version { id: event.id, import, rows }))
}
