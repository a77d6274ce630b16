//! `poolfund audit`: is everything as it was recorded?
//!
//! Every link of the ledger's chain, every fact against its import, every kept file and every report of a closed month
//! against its hash; and every closed month is computed again from the ledger alone, to the same bytes.

use std::collections::HashMap;

use serde::Serialize;

use crate::domain::fingerprint;
use crate::ledger::store::{Approval, BEFORE_ALL, Close, Event, EventKind, Import, Sqlite, Store, StoreError};
use crate::report::{self, Extras};

use super::books::look;
use super::month;
use super::pack::{differing, pack};
use super::progress::Progress;
use super::{CommandError, FundFolder, terminal};

/// Options of `audit`.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct AuditArguments {
    #[command(flatten)]
    folder: FundFolder,
    /// Print what was found as JSON on standard output
    #[arg(long)]
    json: bool,
}

/// What was checked, and what is wrong.
#[derive(Debug, Serialize)]
struct Finding {
    checked: String,
    faults: Vec<String>,
}

/// Checks all, and says so line by line.
pub(super) fn run(arguments: &AuditArguments) -> Result<(), CommandError> {
    let progress = Progress::new();
    let findings = findings(&arguments.folder, &progress);
    progress.done();
    let findings = findings?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&findings);
        terminal::output(&json.map_err(|why| CommandError::Internal(why.to_string()))?)?;
    }
    for finding in findings.iter().filter(|_| !arguments.json) {
        let mark = if finding.faults.is_empty() { "ok   " } else { "FAULT" };
        terminal::tell(&format!("  {mark} {}", finding.checked));
        finding.faults.iter().for_each(|fault| terminal::tell(&format!("          {fault}")));
    }
    match findings.iter().map(|finding| finding.faults.len()).sum() {
        0 => Ok(()),
        1 => Err(CommandError::Audit("one fault".to_owned())),
        faults => Err(CommandError::Audit(format!("{faults} faults"))),
    }
}

fn findings(folder: &FundFolder, progress: &Progress) -> Result<Vec<Finding>, CommandError> {
    let none = || CommandError::Use("there is no ledger yet; it begins with the first `poolfund run`".to_owned());
    let store = look(&folder.fund)?.ok_or_else(none)?;
    progress.step("checking the ledger");
    let damaged = |why: StoreError| vec![why.to_string()];
    let faults = store.faults().unwrap_or_else(damaged);
    let mut findings = vec![Finding { checked: "the ledger's file and its guards".to_owned(), faults }];
    let events = match store.events(None) {
        Ok(events) => events,
        Err(why) => {
            findings.push(Finding { checked: "the ledger's events".to_owned(), faults: damaged(why) });
            return Ok(findings);
        }
    };
    findings.push(Finding { checked: format!("{} links of the chain", events.len()), faults: chain(&events) });
    findings.push(imports(&store, &events)?);
    findings.push(approvals(&events)?);
    for event in events.iter().filter(|event| event.kind == EventKind::Close) {
        progress.step("computing a closed month again");
        findings.extend(closed(folder, &store, event, progress)?);
    }
    Ok(findings)
}

fn chain(events: &[Event]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut previous = BEFORE_ALL;
    for (number, event) in events.iter().enumerate() {
        let name = format!("event {} ({})", event.seq, event.kind.name());
        if i64::try_from(number + 1) != Ok(event.seq) {
            faults.push(format!("{name}: an event before it is missing"));
        }
        if event.previous != previous {
            faults.push(format!("{name} does not follow from the event before it"));
        }
        if event.hash != event.expected_hash() || event.id != event.expected_id() {
            faults.push(format!("{name} was changed"));
        }
        previous = &event.hash;
    }
    faults
}

/// Every fact against its import, and the file that it was read from.
fn imports(store: &Sqlite, events: &[Event]) -> Result<Finding, CommandError> {
    let (mut facts, mut faults) = (0, Vec::new());
    let balanced: i64 = store.balances()?.iter().map(|balance| balance.facts).sum();
    for event in events.iter().filter(|event| event.kind == EventKind::Import) {
        let import: Import = event.read()?;
        let rows = store.facts(&event.id)?;
        facts += rows.len();
        if !import.holds(&rows) {
            faults.push(format!("the facts of {} (event {}) are not those that were imported", import.file, event.seq));
        }
        match store.file(&import.sha256)? {
            Some(bytes) if fingerprint::sha256(&bytes) == import.sha256 => {}
            Some(_) => faults.push(format!("the kept bytes of {} were changed", import.file)),
            None => faults.push(format!("the bytes of {} (event {}) are not kept", import.file, event.seq)),
        }
    }
    if i64::try_from(facts) != Ok(balanced) {
        faults.push(format!("{balanced} facts are there, but imports account for {facts}"));
    }
    Ok(Finding { checked: format!("{facts} facts against their imports and files"), faults })
}

fn approvals(events: &[Event]) -> Result<Finding, CommandError> {
    let closes: HashMap<&str, Close> = events
        .iter()
        .filter(|event| event.kind == EventKind::Close)
        .map(|event| Ok((event.id.as_str(), event.read()?)))
        .collect::<Result<_, StoreError>>()?;
    let (mut count, mut faults) = (0, Vec::new());
    for event in events.iter().filter(|event| event.kind == EventKind::Approval) {
        let approval: Approval = event.read()?;
        count += 1;
        match closes.get(approval.close.as_str()) {
            None => faults.push(format!("event {} approves what was never closed", event.seq)),
            Some(close) if close.by == approval.by => {
                faults.push(format!("{} approved what the same name closed", close.by));
            }
            Some(_) => {}
        }
    }
    Ok(Finding { checked: format!("{count} approvals of {} closes", closes.len()), faults })
}

/// The reports of a closed month on the disk, and computed again.
fn closed(
    folder: &FundFolder,
    store: &Sqlite,
    event: &Event,
    progress: &Progress,
) -> Result<[Finding; 2], CommandError> {
    let close: Close = event.read()?;
    let month = event.period.clone().unwrap_or_default();
    let reports = folder.fund.join("reports").join(&month);
    let by = format!("{month} (closed by {}, {})", close.by, event.recorded_at);
    let expected: Vec<(&str, &str)> =
        close.pack.iter().map(|(file, sha256)| (file.as_str(), sha256.as_str())).collect();
    let on_disk = match pack(&reports) {
        Ok(there) => differing(&there, &expected).into_iter().collect(),
        Err(why) => vec![format!("{}: {why}", reports.display())],
    };
    let on_disk = Finding { checked: format!("{} reports of {by}", expected.len()), faults: on_disk };
    let again = again(store, &close, &month, progress).unwrap_or_else(|why| vec![why.to_string()]);
    let version = &close.run.version;
    let here = env!("CARGO_PKG_VERSION");
    let of = if version == here { String::new() } else { format!(" (by version {version}; this is {here})") };
    Ok([on_disk, Finding { checked: format!("{month} computed again from the ledger{of}"), faults: again }])
}

/// Computes the month again into a folder of its own and compares it with what was closed. Printed versions and packs
/// are not made again: their hashes were compared on the disk.
fn again(store: &Sqlite, close: &Close, month: &str, progress: &Progress) -> Result<Vec<String>, CommandError> {
    let figures = month::again(store, &close.run, progress)?;
    let temporary =
        tempfile::tempdir().map_err(|why| CommandError::File { path: "a temporary folder".to_owned(), why })?;
    let written = report::stage(&figures.figures, &figures.hashed(), &temporary.path().join(month), Extras::default())
        .map_err(|why| CommandError::Internal(why.to_string()))?;
    let then: HashMap<&str, &str> = close.pack.iter().map(|(file, sha256)| (file.as_str(), sha256.as_str())).collect();
    let mut faults = Vec::new();
    let whole = written.files.len() == close.pack.len();
    for file in written.files.iter().filter(|file| whole || file.file != "manifest.json") {
        match then.get(file.file.as_str()) {
            Some(sha256) if *sha256 == file.sha256 => {}
            Some(_) => faults.push(format!("{} comes out otherwise than it was closed", file.file)),
            None => faults.push(format!("{} was not there when the month was closed", file.file)),
        }
    }
    Ok(faults)
}
