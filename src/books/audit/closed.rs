//! A closed month: its reports on the disk, and the same reports computed again.

use std::collections::HashMap;
use std::path::Path;

use crate::domain::Month;
use crate::ledger::store::{Close, Event, Format, Store};
use crate::report::{self, Extras};

use super::super::edition::{added, first_deviation};
use super::super::{BooksError, Watch, again, reports_of};
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
    let faults = differing(store, &close, watch).unwrap_or_else(|why| vec![Fault::Unreadable(why)]);
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

/// The reports of a closed month on the disk, and what else is there.
fn on_disk(reports: &Path, close: &Close, audited: Audited) -> Finding {
    let mut finding = Finding::new(audited, Vec::new());
    match first_deviation(reports, &close.pack) {
        Ok(deviation) => finding.faults.extend(deviation.map(Fault::Reports)),
        Err(why) => finding.faults.push(Fault::Unreadable(BooksError::file(reports)(why))),
    }
    match added(reports, &close.pack) {
        Ok(0) | Err(_) => {}
        Ok(count) => finding.notes.push(format!("files beside them that the program did not write: {count}")),
    }
    finding
}

/// Computes the month again into a folder of its own and compares it with what was closed. Printed versions and packs
/// are not made again: their hashes were compared on the disk.
fn differing(store: &dyn Store, close: &Close, watch: Watch<'_>) -> Result<Vec<Fault>, BooksError> {
    let computed = again(store, &close.run, watch)?;
    let temporary = tempfile::tempdir().map_err(BooksError::file(Path::new("a temporary folder")))?;
    let target = temporary.path().join(computed.month().to_string());
    let made = Extras::of(close.pack.iter().map(|(file, _)| file.as_str()));
    let extras = Extras { annual: made.annual, ..Extras::default() };
    let written = report::stage(&computed.figures, computed.provenance(), &target, extras)?;
    let then: HashMap<&str, &str> = close.pack.iter().map(|(file, sha256)| (file.as_str(), sha256.as_str())).collect();
    let mut faults = Vec::new();
    let whole = written.files.len() == close.pack.len();
    for written in written.files.iter().filter(|file| whole || file.file != "manifest.json") {
        let file = written.file.clone();
        match then.get(file.as_str()) {
            Some(sha256) if *sha256 == written.sha256 => {}
            Some(_) => faults.push(Fault::Otherwise { file }),
            None => faults.push(Fault::New { file }),
        }
    }
    Ok(faults)
}
