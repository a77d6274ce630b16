//! What a run leaves in the ledger: imports, what they restate, and the run itself.

use std::collections::HashMap;
use std::path::Path;

use crate::ledger::store::{
    self, Batch, Event, EventKind, FactRow, Import, NewEvent, Restatement, RunRecord, Store, StoreError, StoredFile,
};
use crate::report::Standing;

use super::CommandError;
use super::books::last_run;
use super::month::Month;

/// A run to be recorded.
pub(super) struct Recorded {
    pub batch: Batch,
    /// What was restated, in words.
    pub restated: Vec<String>,
}

/// Imports that the ledger does not have yet: their place in the batch, by id.
type Fresh = HashMap<String, usize>;

/// An import with its facts, recorded or about to be.
struct Version {
    id: String,
    import: Import,
    rows: Vec<FactRow>,
}

/// Makes the events of a run.
pub(super) fn record(
    inputs: &Path,
    month: &mut Month,
    manifest: String,
    store: &dyn Store,
) -> Result<Recorded, CommandError> {
    let mut batch = Batch { files: files(inputs, month)?, ..Batch::default() };
    let (imports, fresh) = imports(month, store, &mut batch)?;
    let name = month.name();
    let previous = last_run(store, None)?;
    let restated = match &previous {
        Some((_, run)) => restated(&run.imports, (&batch, &fresh), &imports, &name, store)?,
        None => Vec::new(),
    };
    let words = restated.iter().flat_map(|(event, list)| {
        batch.events.push(event.clone());
        words(list)
    });
    let words = words.collect();
    let run = RunRecord {
        as_of: month.figures.ledger.as_of,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        settings: month.settings.sha256.clone(),
        imports,
        after: month.after.clone(),
        before: None,
        manifest,
        standing: serde_json::to_value(Standing::of(&month.figures)).map_err(StoreError::from)?,
    };
    let known = last_run(store, Some(&name))?;
    let before = known.as_ref().map(|(event, _)| event.id.clone());
    let same = known.is_some_and(|(_, known)| RunRecord { before: None, ..known } == run);
    if !same {
        batch.events.push(NewEvent::new(EventKind::Run, Some(name), &RunRecord { before, ..run })?);
    }
    Ok(Recorded { batch, restated: words })
}

/// The imports of the month by id, in the order of the inputs, and those that the ledger does not have yet.
fn imports(month: &mut Month, store: &dyn Store, batch: &mut Batch) -> Result<(Vec<String>, Fresh), CommandError> {
    let mut ids: Vec<(usize, String)> = Vec::new();
    let mut fresh = Fresh::new();
    for reading in std::mem::take(&mut month.readings) {
        let id = match reading.fresh {
            Some(outcome) => {
                let event = store::import(&reading.key, reading.input, outcome)?;
                let id = event.id();
                fresh.insert(id.clone(), batch.events.len());
                batch.events.push(event);
                id
            }
            None => {
                let lost = || CommandError::Internal(format!("the ledger lost the import {}", reading.key));
                store.import_of(&reading.key)?.ok_or_else(lost)?.id
            }
        };
        ids.push((reading.input, id));
    }
    if ids.len() != month.figures.fund.inputs.len() {
        return Err(CommandError::Unready("a file changed while it was read; run again".to_owned()));
    }
    ids.sort();
    Ok((ids.into_iter().map(|(_, id)| id).collect(), fresh))
}

/// The bytes of what was read anew. A file that is not what it was when it was read is refused.
fn files(inputs: &Path, month: &Month) -> Result<Vec<StoredFile>, CommandError> {
    let mut files = Vec::new();
    let fresh = month.readings.iter().filter_map(|reading| reading.fresh.as_ref()?.head.as_ref());
    let fresh: Vec<&str> = fresh.map(|head| head.sha256.as_str()).collect();
    for file in month.hashed() {
        if !fresh.contains(&file.sha256.as_str()) && file != month.settings {
            continue;
        }
        let path = inputs.join(&file.file);
        let bytes = std::fs::read(&path).map_err(|why| CommandError::File { path: path.display().to_string(), why })?;
        if crate::intake::hash(&bytes) != file.sha256 {
            return Err(CommandError::Unready(format!("{} changed while it was read; run again", file.file)));
        }
        files.push(StoredFile { name: file.file, sha256: file.sha256, bytes });
    }
    Ok(files)
}

/// What this run's inputs say otherwise than those of the run before, an event for each input.
fn restated(
    before: &[String],
    (batch, fresh): (&Batch, &Fresh),
    now: &[String],
    month: &str,
    store: &dyn Store,
) -> Result<Vec<(NewEvent, Vec<Restatement>)>, CommandError> {
    let closed_to = store::last_close(store, None)?.map(|(_, close)| close.run.as_of);
    let mut gone: Vec<Version> = Vec::new();
    for id in before.iter().filter(|id| !now.contains(id)) {
        gone.extend(version(store.event(id)?, store)?);
    }
    let mut found = Vec::new();
    let mut new: Vec<Version> = Vec::new();
    for id in now.iter().filter(|id| !before.contains(id)) {
        match fresh.get(id).and_then(|&place| batch.events.get(place)) {
            Some(event) => {
                let import = serde_json::from_str(&event.payload).map_err(StoreError::from)?;
                new.push(Version { id: id.clone(), import, rows: event.rows()? });
            }
            None => new.extend(version(store.event(id)?, store)?),
        }
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

fn version(event: Option<Event>, store: &dyn Store) -> Result<Option<Version>, CommandError> {
    let Some(event) = event else { return Ok(None) };
    let import = event.read()?;
    let rows = store.facts(&event.id)?;
    Ok(Some(Version { id: event.id, import, rows }))
}

/// How many restatements are told one by one.
const TOLD: usize = 12;

fn words(list: &[Restatement]) -> Vec<String> {
    let mut told: Vec<&Restatement> = list.iter().collect();
    told.sort_by_key(|one| !one.closed);
    let mut lines: Vec<String> = told.iter().take(TOLD).map(|one| one.to_string()).collect();
    if list.len() > TOLD {
        lines.push(format!("  and {} more restated rows; `poolfund diff` shows what they change", list.len() - TOLD));
    }
    lines
}
