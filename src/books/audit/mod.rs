//! An audit: is everything as it was recorded?
//!
//! The history that the folder shows; every link of the ledger's chain, every line against its event, every kept file and
//! every report of a closed month against its hash; the facts against what the kept files say when they are read again;
//! and every closed month is computed again from the ledger alone, to the same bytes.
//!
//! What this proves: that nothing was changed since the ledger's last event, by anybody who did not also write the whole
//! chain anew. Who did that gives it another last hash: a statement that somebody outside the folder has shows it.

mod approvals;
mod closed;
mod fault;
mod ledger;
mod repeated;
mod reread;

pub use fault::Fault;

use std::fmt;
use std::path::Path;

use crate::ledger::store::{Event, EventKind, Place};

use super::{BooksError, Step, Watch, history};

pub(super) use ledger::{chain, whole};

/// What was looked at, and what is wrong with it.
#[derive(Debug)]
pub struct Finding {
    /// What was looked at.
    pub audited: Audited,
    /// What is wrong; nothing when all is well.
    pub faults: Vec<Fault>,
    /// What is worth knowing and accuses nobody.
    pub notes: Vec<String>,
}

impl Finding {
    fn new(audited: Audited, faults: Vec<Fault>) -> Self {
        Self { audited, faults, notes: Vec::new() }
    }
}

/// What an audit looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audited {
    /// The ledger beside its copy and the reports: none of them knows of a run or close that it does not.
    History,
    /// The copy of the ledger.
    Copy,
    /// The ledger's file and its guards.
    Ledger,
    /// The tables of the ledger on a server, by its name, and their guards.
    Tables(String),
    /// So many links of the chain.
    Chain(usize),
    /// So many facts against their imports and files.
    Facts(usize),
    /// So many imports, whose files were read again.
    Reread(usize),
    /// A statement of a close or an approval, by the hash in it.
    Statement(String),
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

impl fmt::Display for Audited {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::History => formatter.write_str("the ledger has the history that its copy and the reports show"),
            Self::Copy => formatter.write_str("the ledger's copy"),
            Self::Ledger => formatter.write_str("the ledger's file and its guards"),
            Self::Tables(server) => write!(formatter, "the ledger's tables on {server} and their guards"),
            Self::Chain(links) => write!(formatter, "{links} links of the chain"),
            Self::Facts(facts) => write!(formatter, "{facts} facts against their imports and files"),
            Self::Reread(imports) => {
                write!(formatter, "{imports} imports read again from the kept bytes of their files")
            }
            Self::Statement(head) => write!(formatter, "the statement with the hash {head}"),
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

/// Audits a fund; `head` is a hash of a statement that somebody kept, against which the ledger is held.
///
/// # Errors
/// When there is no ledger, or it cannot be read at all.
pub fn audit(folder: &Path, head: Option<&str>, watch: Watch<'_>) -> Result<Vec<Finding>, BooksError> {
    watch(Step::Auditing);
    let place = Place::of(folder)?;
    let lost = |loss| Fault::Lost { ledger: ledger::short(&place), loss };
    let lost: Vec<Fault> = history::loss(&place)?.into_iter().map(lost).collect();
    let nothing_lost = lost.is_empty();
    let mut findings = vec![Finding::new(Audited::History, lost)];
    let store = match place.look() {
        Ok(Some(store)) => store,
        Ok(None) if nothing_lost => return Err(BooksError::NoLedger(folder.to_owned())),
        Err(why) if nothing_lost => return Err(why.into()),
        // What is wrong is said already.
        Ok(None) | Err(_) => return Ok(findings),
    };
    let store = store.as_ref();
    findings.extend(ledger::copy(&place)?);
    findings.push(Finding::new(ledger::audited(&place), ledger::keeping_place(store)));
    let events = match store.events(None) {
        Ok(events) => events,
        Err(why) => {
            findings.push(Finding::new(Audited::Chain(0), vec![Fault::Store(why.to_string())]));
            return Ok(findings);
        }
    };
    let mut links = Finding::new(Audited::Chain(events.len()), chain(&events));
    links.notes.extend(events.last().map(|last| format!("the last one has the hash {}", last.hash)));
    findings.push(links);
    findings.extend(head.map(|head| statement(head, &events)));
    findings.push(ledger::lines(store, &events)?);
    findings.push(approvals::approvals(store, &events));
    watch(Step::Reading);
    findings.push(reread::reread(store, &events)?);
    for event in events.iter().filter(|event| event.kind == EventKind::Close) {
        watch(Step::Again);
        match closed::closed(folder, store, event, watch) {
            Ok(found) => findings.extend(found),
            Err(why) => {
                let month = event.period.clone().unwrap_or_default();
                findings.push(Finding::new(Audited::Again { month, version: None }, vec![Fault::Unreadable(why)]));
            }
        }
    }
    Ok(findings)
}

/// The ledger held against a hash that somebody kept: of an event, or of what happened at it.
fn statement(head: &str, events: &[Event]) -> Finding {
    let head = head.trim().to_ascii_lowercase();
    let found = events.iter().find(|event| event.hash == head || event.id == head);
    let mut finding = Finding::new(Audited::Statement(head), Vec::new());
    match found {
        Some(event) => finding.notes.push(format!(
            "it is event {} ({}{}), recorded by {} on {}; what stands before it is what it was then",
            event.seq,
            event.kind.name(),
            event.period.as_ref().map_or(String::new(), |period| format!(" of {period}")),
            event.recorded_by,
            event.recorded_at
        )),
        None => finding.faults.push(Fault::NoSuchHead),
    }
    finding
}
