//! An audit: is everything as it was recorded?
//!
//! Every link of the ledger's chain, every fact against its import, every kept file and every report of a closed month
//! against its hash; and every closed month is computed again from the ledger alone, to the same bytes.

use std::collections::HashMap;
use std::fmt;
use std::path::Path;

use crate::domain::{Month, fingerprint};
use crate::ledger::store::{Approval, BEFORE_ALL, Close, Event, EventKind, Import, Sqlite, Store, StoreError};
use crate::report::{self, Extras};

use super::edition::{Deviation, files_of, first_deviation};
use super::person::same_person;
use super::{BooksError, Step, Watch, again, ledger, reports_of};

/// What was looked at, and what is wrong with it.
#[derive(Debug)]
pub struct Finding {
    /// What was looked at.
    pub audited: Audited,
    /// What is wrong; nothing when all is well.
    pub faults: Vec<Fault>,
}

/// What an audit looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audited {
    /// The ledger's file and its guards.
    Ledger,
    /// So many links of the chain.
    Chain(usize),
    /// So many facts against their imports and files.
    Facts(usize),
    /// Approvals of closes.
    Approvals {
        /// How many approvals.
        approvals: usize,
        /// Of how many closes.
        closes: usize,
    },
    /// The reports of a closed month on the disk.
    Reports {
        /// How many files.
        files: usize,
        /// The month, `YYYY-MM`.
        month: String,
        /// Who closed it.
        by: String,
        /// When.
        at: String,
    },
    /// A closed month, computed again.
    Again {
        /// The month, `YYYY-MM`.
        month: String,
        /// The version that closed it, where it is another one.
        version: Option<String>,
    },
    /// A closed month of the ledger's format 1, which cannot be computed again: its close kept no charges.
    NotAgain {
        /// The month, `YYYY-MM`.
        month: String,
        /// How many of its reports the ledger has the hashes of.
        hashes: usize,
    },
}

/// Something that is not as it was recorded.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The keeping place finds something wrong.
    #[error("{0}")]
    Store(String),
    /// An event is not where it should be.
    #[error("event {seq} ({kind}): an event before it is missing", kind = .kind.name())]
    Missing {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: EventKind,
    },
    /// An event is not chained to the one before.
    #[error("event {seq} ({kind}) does not follow from the event before it", kind = .kind.name())]
    Unchained {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: EventKind,
    },
    /// An event does not have the hash or id of what it says.
    #[error("event {seq} ({kind}) was changed", kind = .kind.name())]
    Event {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: EventKind,
    },
    /// Facts are not those of their import.
    #[error("the facts of {file} (event {seq}) are not those that were imported")]
    Facts {
        /// The file.
        file: String,
        /// The import's number.
        seq: i64,
    },
    /// The kept bytes of a file are others.
    #[error("the kept bytes of {file} were changed")]
    Bytes {
        /// The file.
        file: String,
    },
    /// The bytes of a file are not kept.
    #[error("the bytes of {file} (event {seq}) are not kept")]
    NoBytes {
        /// The file.
        file: String,
        /// The import's number.
        seq: i64,
    },
    /// What a close froze is not what it was.
    #[error("what event {seq} (close) froze is not what it was")]
    Frozen {
        /// The close's number.
        seq: i64,
    },
    /// There are lines that no event accounts for.
    #[error("{there} lines are there, but events account for {recorded}")]
    Unaccounted {
        /// How many lines there are.
        there: i64,
        /// How many events account for.
        recorded: usize,
    },
    /// An approval without a close.
    #[error("event {seq} approves what was never closed")]
    NeverClosed {
        /// The approval's number.
        seq: i64,
    },
    /// Closed and approved by the same person.
    #[error("{by} approved what the same person closed")]
    SamePerson {
        /// Who approved.
        by: String,
    },
    /// Reports on the disk differ from those that were closed.
    #[error("{0}")]
    Reports(Deviation),
    /// A report comes out otherwise.
    #[error("{file} comes out otherwise than it was closed")]
    Otherwise {
        /// The report.
        file: String,
    },
    /// A report comes out that was not closed.
    #[error("{file} was not there when the month was closed")]
    New {
        /// The report.
        file: String,
    },
    /// Something cannot be looked at.
    #[error("{0}")]
    Unreadable(BooksError),
}

impl fmt::Display for Audited {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ledger => formatter.write_str("the ledger's file and its guards"),
            Self::Chain(links) => write!(formatter, "{links} links of the chain"),
            Self::Facts(facts) => write!(formatter, "{facts} facts against their imports and files"),
            Self::Approvals { approvals, closes } => write!(formatter, "{approvals} approvals of {closes} closes"),
            Self::Reports { files, month, by, at } => {
                write!(formatter, "{files} reports of {month} (closed by {by}, {at})")
            }
            Self::NotAgain { month, hashes } => write!(
                formatter,
                "{month} was closed before charges were kept: it does not come out again, {hashes} hashes say what it was"
            ),
            Self::Again { month, version: None } => write!(formatter, "{month} computed again from the ledger"),
            Self::Again { month, version: Some(version) } => {
                let here = env!("CARGO_PKG_VERSION");
                write!(formatter, "{month} computed again from the ledger (by version {version}; this is {here})")
            }
        }
    }
}

/// Audits a fund.
///
/// # Errors
/// When there is no ledger, or it cannot be read at all.
pub fn audit(folder: &Path, watch: Watch<'_>) -> Result<Vec<Finding>, BooksError> {
    let store = ledger(folder)?.ok_or_else(|| BooksError::NoLedger(folder.to_owned()))?;
    watch(Step::Auditing);
    let damaged = |why: StoreError| vec![Fault::Store(why.to_string())];
    let faults = store.faults().map_or_else(damaged, |faults| faults.into_iter().map(Fault::Store).collect());
    let mut findings = vec![Finding { audited: Audited::Ledger, faults }];
    let events = match store.events(None) {
        Ok(events) => events,
        Err(why) => {
            findings.push(Finding { audited: Audited::Chain(0), faults: damaged(why) });
            return Ok(findings);
        }
    };
    findings.push(Finding { audited: Audited::Chain(events.len()), faults: chain(&events) });
    findings.push(imports(&store, &events)?);
    findings.push(approvals(&events)?);
    for event in events.iter().filter(|event| event.kind == EventKind::Close) {
        watch(Step::Again);
        findings.extend(closed(folder, &store, event, watch)?);
    }
    Ok(findings)
}

fn chain(events: &[Event]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut previous = BEFORE_ALL;
    for (index, event) in events.iter().enumerate() {
        let (seq, kind) = (event.seq, event.kind.clone());
        if i64::try_from(index + 1) != Ok(seq) {
            faults.push(Fault::Missing { seq, kind: kind.clone() });
        }
        if event.previous != previous {
            faults.push(Fault::Unchained { seq, kind: kind.clone() });
        }
        if event.hash != event.expected_hash() || event.id != event.expected_id() {
            faults.push(Fault::Event { seq, kind });
        }
        previous = &event.hash;
    }
    faults
}

/// Every fact against its import, and the file that it was read from.
fn imports(store: &Sqlite, events: &[Event]) -> Result<Finding, BooksError> {
    let (mut lines, mut facts, mut faults) = (0, 0, Vec::new());
    let there: i64 = store.balances()?.iter().map(|balance| balance.lines).sum();
    for event in events {
        let found = store.lines(&event.id)?;
        lines += found.len();
        match event.kind {
            EventKind::Import => {
                let import = Import::of(event)?;
                facts += found.len();
                let (file, seq) = (import.file.clone(), event.seq);
                if !import.holds(&found) {
                    faults.push(Fault::Facts { file: file.clone(), seq });
                }
                match store.file(&import.sha256)? {
                    Some(bytes) if fingerprint::sha256(&bytes) == import.sha256 => {}
                    Some(_) => faults.push(Fault::Bytes { file }),
                    None => faults.push(Fault::NoBytes { file, seq }),
                }
            }
            EventKind::Close if !event.read::<Close>()?.holds(&found) => {
                faults.push(Fault::Frozen { seq: event.seq });
            }
            EventKind::Close
            | EventKind::Reading
            | EventKind::Restatement
            | EventKind::Run
            | EventKind::Placements
            | EventKind::Approval
            | EventKind::Other(_) => {}
        }
    }
    if i64::try_from(lines) != Ok(there) {
        faults.push(Fault::Unaccounted { there, recorded: lines });
    }
    Ok(Finding { audited: Audited::Facts(facts), faults })
}

fn approvals(events: &[Event]) -> Result<Finding, BooksError> {
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
            None => faults.push(Fault::NeverClosed { seq: event.seq }),
            Some(close) if same_person(&close.by, &approval.by) => faults.push(Fault::SamePerson { by: approval.by }),
            Some(_) => {}
        }
    }
    Ok(Finding { audited: Audited::Approvals { approvals: count, closes: closes.len() }, faults })
}

/// The reports of a closed month on the disk, and computed again.
fn closed(folder: &Path, store: &Sqlite, event: &Event, watch: Watch<'_>) -> Result<[Finding; 2], BooksError> {
    let close: Close = event.read()?;
    let month = event.period.clone().unwrap_or_default();
    let reports = reports_of(folder, Month::of(close.run.as_of));
    let on_disk = match files_of(&reports).map_err(BooksError::file(&reports)) {
        Ok(there) => first_deviation(&there, &close.pack).into_iter().map(Fault::Reports).collect(),
        Err(why) => vec![Fault::Unreadable(why)],
    };
    let (by, at) = (close.by.clone(), event.recorded_at.clone());
    let audited = Audited::Reports { files: close.pack.len(), month: month.clone(), by, at };
    let on_disk = Finding { audited, faults: on_disk };
    if close.placements.is_some() {
        let audited = Audited::NotAgain { month, hashes: close.pack.len() };
        return Ok([on_disk, Finding { audited, faults: Vec::new() }]);
    }
    let faults = differing(store, &close, watch).unwrap_or_else(|why| vec![Fault::Unreadable(why)]);
    let version = Some(close.run.version).filter(|version| version != env!("CARGO_PKG_VERSION"));
    Ok([on_disk, Finding { audited: Audited::Again { month, version }, faults }])
}

/// Computes the month again into a folder of its own and compares it with what was closed. Printed versions and packs
/// are not made again: their hashes were compared on the disk.
fn differing(store: &Sqlite, close: &Close, watch: Watch<'_>) -> Result<Vec<Fault>, BooksError> {
    let computed = again(store, &close.run, watch)?;
    let temporary = tempfile::tempdir().map_err(BooksError::file(Path::new("a temporary folder")))?;
    let target = temporary.path().join(computed.month().to_string());
    let extras = Extras {
        annual: close.pack.iter().find_map(|(file, _)| report::Workbook::annual_year(file)),
        ..Extras::default()
    };
    let written = report::stage(&computed.figures, &computed.hashed(), &target, extras)?;
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
