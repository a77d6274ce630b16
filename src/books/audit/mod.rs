//! An audit: is everything as it was recorded?
//!
//! The history that the folder shows; every link of the ledger's chain, every line against its event, every kept file and
//! every report of a closed month against its hash; the facts against what the kept files say when they are read again;
//! and every closed month is computed again from the ledger alone, to the same bytes.
//!
//! What this proves: that nothing was changed since the ledger's last event, by anybody who did not also write the whole
//! chain anew. Who did that gives it another last hash: a statement that somebody outside the folder has shows it.

mod agree;
mod approvals;
mod closed;
mod fault;
mod ledger;
mod repeated;
mod reread;
mod statements;

pub use fault::Fault;
pub use statements::Witness;

use std::fmt;
use std::path::Path;

use crate::config;
use crate::intake::settings;
use crate::ledger::store::{Event, EventKind, Lock, RunRecord, Storage, Store};

use super::statement::STATEMENTS;
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
    /// What so many events say of each other.
    Agreement(usize),
    /// So many facts against their imports and files.
    Facts(usize),
    /// So many imports, whose files were read again.
    Reread(usize),
    /// A statement of a close or an approval, by the hash in it.
    Statement(String),
    /// So many statements in the fund's folder.
    Statements(usize),
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
    /// An open month, computed again, and its reports on the disk.
    Open {
        /// The month, `YYYY-MM`.
        month: String,
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
            Self::Agreement(events) => write!(formatter, "what {events} events say of each other"),
            Self::Facts(facts) => write!(formatter, "{facts} facts against their imports and files"),
            Self::Reread(imports) => {
                write!(formatter, "{imports} imports read again from the kept bytes of their files")
            }
            Self::Statement(head) => write!(formatter, "the statement with the hash {head}"),
            Self::Statements(statements) => write!(formatter, "{statements} statements in {STATEMENTS}"),
            Self::Open { month } => write!(formatter, "{month}, which is open, computed again from the ledger"),
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

/// Audits a fund; `kept` is what somebody kept of a close or an approval, against which the ledger is held.
///
/// # Errors
/// When there is no ledger, it cannot be read at all, or somebody is writing: what is half written is no forgery.
pub fn audit(folder: &Path, kept: Option<&Witness>, watch: Watch<'_>) -> Result<Vec<Finding>, BooksError> {
    watch(Step::Auditing);
    let _no_writer = Lock::share(folder)?;
    let storage = Storage::of(folder)?;
    let lost = |loss| Fault::Lost { ledger: ledger::short(&storage), loss };
    let lost: Vec<Fault> = history::loss(&storage)?.into_iter().map(lost).collect();
    let nothing_lost = lost.is_empty();
    let mut findings = vec![Finding::new(Audited::History, lost)];
    let store = match storage.look() {
        Ok(Some(store)) => store,
        Ok(None) if nothing_lost => return Err(BooksError::NoLedger(folder.to_owned())),
        Err(why) if nothing_lost => return Err(why.into()),
        // What is wrong is said already.
        Ok(None) | Err(_) => return Ok(findings),
    };
    let store = store.as_ref();
    findings.push(ledger::copy(&storage, store)?);
    findings.push(Finding::new(ledger::audited(&storage), ledger::storage_faults(store)));
    let events = match store.events(None) {
        Ok(events) => events,
        Err(why) => {
            findings.push(Finding::new(Audited::Chain(0), vec![Fault::Store(why.to_string())]));
            return Ok(findings);
        }
    };
    if let Some(history) = findings.first_mut() {
        history.faults.extend(fund(folder, store, &events));
    }
    let mut links = Finding::new(Audited::Chain(events.len()), chain(&events));
    links.notes.extend(events.last().map(|last| format!("the last one has the hash {}", last.hash)));
    findings.push(links);
    if let Some(kept) = kept {
        findings.push(found(Audited::Statement(kept.head()), statements::witness(store, kept, &events)));
    }
    findings.push(found(Audited::Facts(0), ledger::lines(store, &events)));
    findings.push(found(Audited::Agreement(events.len()), agree::agree(store, &events)));
    findings.push(approvals::approvals(store, &events));
    findings.push(found(Audited::Statements(0), statements::in_folder(folder, store, &events)));
    watch(Step::Reading);
    findings.push(found(Audited::Reread(0), reread::reread(store, &events)));
    for event in closed::open_runs(&events) {
        watch(Step::Again);
        findings.extend(closed::open(folder, store, event, watch));
    }
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

/// What was found; what cannot be read is a fault too, and all else is looked at all the same.
fn found(audited: Audited, finding: Result<Finding, BooksError>) -> Finding {
    finding.unwrap_or_else(|why| Finding::new(audited, vec![Fault::Unreadable(why)]))
}

/// Whose ledger it is: that of the fund which the settings name.
fn fund(folder: &Path, store: &dyn Store, events: &[Event]) -> Option<Fault> {
    let last = events.iter().rfind(|event| event.kind == EventKind::Run)?;
    let run: RunRecord = last.read().ok()?;
    let then = store.file(&run.settings).ok()??;
    let then = config::parse(&String::from_utf8_lossy(&then), "fund.toml").ok()?;
    let now = settings::load(&folder.join("inputs")).ok()?;
    (then.code != now.code).then(|| Fault::OtherFund { ledger: then.code, settings: now.code })
}
