//! A month that is closed, or the last run of one that is open: its reports on the disk, and the same computed again.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::domain::Month;
use crate::files::{Scratch, put_aside};
use crate::ledger::store::{Close, Event, EventKind, Format, RunRecord, Store};
use crate::month::Figures;
use crate::report::{self, Extras};

use super::super::close::frozen_by;
use super::super::edition::{added, first_deviation, written};
use super::super::standing::{deviation, recorded};
use super::super::{BooksError, Computed, Watch, again, reports_of};
use super::{Audited, Fault, Finding};

/// The reports of a closed month on the disk, and computed again.
pub(super) fn closed(
    folder: &Path,
    store: &dyn Store,
    event: &Event,
    watch: Watch<'_>,
) -> Result<[Finding; 2], BooksError> {
    let close: Close = event.read()?;
    let month = event.period.clone().unwrap_or_default();
    let reports = reports_of(folder, Month::of(close.run.as_of));
    let (by, at) = (close.by.clone(), event.recorded_at.clone());
    let audited = Audited::Reports { files: close.pack.len(), month: month.clone(), by, at };
    let mut on_disk = on_disk(&reports, &close, audited);
    if event.format != Format::One {
        let missing = close.edition(store)?.missing.into_iter();
        on_disk.faults.extend(missing.map(|file| Fault::Edition { file }));
    }
    if close.placements.is_some() {
        let audited = Audited::NotAgain { month, hashes: close.pack.len() };
        return Ok([on_disk, Finding::new(audited, Vec::new())]);
    }
    let faults = again_differs(store, event, &close, watch).unwrap_or_else(|why| vec![Fault::Unreadable(why)]);
    let version = Some(close.run.version).filter(|version| version != env!("CARGO_PKG_VERSION"));
    let is_of_today = version.is_none();
    let mut again = Finding::new(Audited::Again { month, version }, Vec::new());
    if is_of_today {
        again.faults = faults;
    } else {
        // Another version may lay out a report otherwise, and accuses nobody: the bytes above are what was closed.
        again.notes = faults.iter().map(ToString::to_string).collect();
    }
    Ok([on_disk, again])
}

/// The last runs of months that are open, later than the last close.
pub(super) fn open_runs(events: &[Event]) -> Vec<&Event> {
    let of = |kind| events.iter().filter(move |event| event.kind == kind);
    let closed = of(EventKind::Close).filter_map(|close| close.period.as_deref()).max();
    let mut last: BTreeMap<&str, &Event> = BTreeMap::new();
    for run in of(EventKind::Run) {
        if let Some(period) = run.period.as_deref().filter(|period| closed.is_none_or(|closed| *period > closed)) {
            last.insert(period, run);
        }
    }
    last.into_values().collect()
}

/// The last run of an open month: its figures as they come out again, and its reports, where they stand. Somebody may
/// change a report of an open month: that is noted, and the next run sets it aside.
pub(super) fn open(folder: &Path, store: &dyn Store, event: &Event, watch: Watch<'_>) -> Option<Finding> {
    // One that cannot be read is named elsewhere.
    let run: RunRecord = event.read().ok()?;
    let of_today = run.version == env!("CARGO_PKG_VERSION");
    let month = Month::of(run.as_of);
    let mut finding = Finding::new(Audited::Open { month: month.to_string() }, Vec::new());
    let reports = reports_of(folder, month);
    let pack = match written(&reports, &run.manifest) {
        Ok(Ok(pack)) => pack,
        // A run that was cut off, or reports that somebody moved.
        Ok(Err(_)) | Err(_) => return None,
    };
    match first_deviation(&reports, &pack) {
        Ok(deviation) => finding.notes.extend(deviation.map(|deviation| deviation.to_string())),
        Err(why) => finding.faults.push(Fault::Unreadable(BooksError::file(&reports)(why))),
    }
    match run_differs(store, event, &run, &pack, watch) {
        Ok(faults) if of_today => finding.faults.extend(faults),
        Ok(faults) => finding.notes.extend(faults.iter().map(ToString::to_string)),
        Err(why) => finding.faults.push(Fault::Unreadable(why)),
    }
    Some(finding)
}

fn run_differs(
    store: &dyn Store,
    event: &Event,
    run: &RunRecord,
    pack: &[(String, String)],
    watch: Watch<'_>,
) -> Result<Vec<Fault>, BooksError> {
    let computed = again(store, run, watch)?;
    let mut faults = differing(&computed, pack)?;
    faults.extend(otherwise(computed, run).then_some(Fault::Figures { seq: event.seq }));
    Ok(faults)
}

/// Whether a run recorded other figures than come out again.
fn otherwise(computed: Computed, run: &RunRecord) -> bool {
    let Figures { standing, deviation: by_decisions, .. } = computed.figures;
    recorded(standing) != run.standing || by_decisions.as_ref().map(deviation) != run.deviation
}

/// The reports of a closed month on the disk, and what else is there.
fn on_disk(reports: &Path, close: &Close, audited: Audited) -> Finding {
    let mut finding = Finding::new(audited, Vec::new());
    match first_deviation(reports, &close.pack) {
        Ok(Some(_)) if is_still_draft(reports, close) => {
            finding
                .notes
                .push("they are still the draft, since the close was cut off; the next run puts them there".into());
            return finding;
        }
        Ok(deviation) => finding.faults.extend(deviation.map(Fault::Reports)),
        Err(why) => finding.faults.push(Fault::Unreadable(BooksError::file(reports)(why))),
    }
    match added(reports, &close.pack) {
        Ok(0) | Err(_) => {}
        Ok(count) => finding.notes.push(format!("files beside them that the program did not write: {count}")),
    }
    finding
}

/// Whether the reports, or what was put aside to make room for them, are those of the run that was closed, to the byte.
fn is_still_draft(reports: &Path, close: &Close) -> bool {
    let aside = reports.parent().map_or(Ok(Vec::new()), put_aside).unwrap_or_default();
    let folders = if reports.exists() { vec![reports.to_owned()] } else { aside };
    folders.iter().any(|folder| {
        let draft = written(folder, &close.run.manifest);
        draft.is_ok_and(|draft| {
            draft.is_ok_and(|draft| first_deviation(folder, &draft).is_ok_and(|found| found.is_none()))
        })
    })
}

/// How a closed month comes out otherwise, in its reports or in what it froze.
fn again_differs(store: &dyn Store, event: &Event, close: &Close, watch: Watch<'_>) -> Result<Vec<Fault>, BooksError> {
    let computed = again(store, &close.run, watch)?;
    let mut faults = differing(&computed, &close.pack)?;
    let frozen = frozen_by(store, &computed, &close.run, watch)?;
    if !close.froze(&frozen)? {
        faults.push(Fault::FrozenOtherwise { seq: event.seq });
    }
    faults.extend(otherwise(computed, &close.run).then_some(Fault::Figures { seq: event.seq }));
    Ok(faults)
}

/// Writes the reports of a month that was computed again into a folder of its own and compares them with those that were
/// written; one that does not come out again comes out otherwise. Printed versions and packs are not made again: their hashes were
/// compared on the disk.
fn differing(computed: &Computed, pack: &[(String, String)]) -> Result<Vec<Fault>, BooksError> {
    let temporary = Scratch::new().map_err(BooksError::file(Path::new("a temporary folder")))?;
    let target = temporary.path().join(computed.month().to_string());
    let made = Extras::of(pack.iter().map(|(file, _)| file.as_str()));
    let extras = Extras { annual: made.annual, ..Extras::default() };
    let written = report::stage(&computed.figures, computed.provenance(), &target, extras)?;
    let then: HashMap<&str, &str> = pack.iter().map(|(file, sha256)| (file.as_str(), sha256.as_str())).collect();
    let mut faults = Vec::new();
    let whole = written.files.len() == pack.len();
    for written in written.files.iter().filter(|file| whole || file.file != "manifest.json") {
        let file = written.file.clone();
        match then.get(file.as_str()) {
            Some(sha256) if *sha256 == written.sha256 => {}
            Some(_) => faults.push(Fault::Otherwise { file }),
            None => faults.push(Fault::New { file }),
        }
    }
    let made: HashSet<&str> = written.files.iter().map(|file| file.file.as_str()).collect();
    let is_made = |file: &str| made.contains(file) || Extras::of(std::iter::once(file)).is_of_workbooks();
    let missing = pack.iter().filter(|(file, _)| !is_made(file));
    faults.extend(missing.map(|(file, _)| Fault::Otherwise { file: file.clone() }));
    Ok(faults)
}
