//! Statements of closes and approvals, those that are in the fund's folder and one that somebody kept, against the ledger.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::files;
use crate::ledger::store::{Approval, Close, Event, EventKind, Format, Store};

use super::super::BooksError;
use super::super::statement::{self, ApprovedBy, STATEMENTS};
use super::{Audited, Fault, Finding};

/// No statement is longer.
const STATEMENT_BYTES: u64 = 1 << 20;

/// What somebody kept of a close or an approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witness {
    /// The hash in a statement, or the id of an event.
    Hash(String),
    /// The text of a statement.
    Statement(String),
}

impl Witness {
    /// What somebody gives: a hash, or the path of a statement.
    ///
    /// # Errors
    /// When it is no hash, and no file that can be read.
    pub fn given(text: &str) -> Result<Self, BooksError> {
        let hash = text.trim();
        if hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Ok(Self::Hash(hash.to_owned()));
        }
        let path = Path::new(text);
        let neither = |why: io::Error| {
            let why = io::Error::new(why.kind(), format!("no hash of 64 hexadecimal digits, and no statement: {why}"));
            BooksError::file(path)(why)
        };
        let read = files::read_text(path, STATEMENT_BYTES).map_err(neither);
        read.map(Self::Statement)
    }

    /// The hash that it gives; a blank where it gives none.
    pub(super) fn head(&self) -> String {
        match self {
            Self::Hash(head) => head.clone(),
            Self::Statement(text) => head_of(text).unwrap_or_default().to_owned(),
        }
    }
}

/// The ledger held against what somebody kept.
pub(super) fn witness(store: &dyn Store, witness: &Witness, events: &[Event]) -> Result<Finding, BooksError> {
    match witness {
        Witness::Hash(head) => Ok(hash(head, events)),
        Witness::Statement(text) => {
            let Some(head) = head_of(text) else {
                return Ok(Finding::new(Audited::Statement(witness.head()), vec![Fault::NoStatement]));
            };
            let mut finding = hash(head, events);
            if finding.faults.is_empty() {
                finding.faults.extend(match ours(store, head, events)? {
                    Ok(ours) => ours.and_then(|ours| otherwise(text, &ours.text)),
                    Err(fault) => Some(fault),
                });
            }
            Ok(finding)
        }
    }
}

/// The ledger held against a hash: of an event, or of what happened at it.
fn hash(head: &str, events: &[Event]) -> Finding {
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

/// Every statement that is in the fund's folder. What is no statement there is somebody's own.
pub(super) fn in_folder(folder: &Path, store: &dyn Store, events: &[Event]) -> Result<Finding, BooksError> {
    let folder = folder.join(STATEMENTS);
    let mut finding = Finding::new(Audited::Statements(0), Vec::new());
    let entries = match fs::read_dir(&folder) {
        Err(why) if matches!(why.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(finding),
        entries => entries.map_err(BooksError::file(&folder))?,
    };
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(BooksError::file(&folder))?.path());
    }
    paths.sort();
    let mut count = 0;
    for path in paths {
        let Ok(text) = files::read_text(&path, STATEMENT_BYTES) else { continue };
        let Some(head) = head_of(&text) else { continue };
        count += 1;
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let why = if events.iter().any(|event| event.hash == head) {
            match ours(store, head, events)? {
                Ok(ours) => ours.and_then(|ours| otherwise_in_place(&file, &text, &ours)),
                Err(fault) => Some(fault),
            }
        } else {
            Some(Fault::NoSuchHead)
        };
        finding.faults.extend(why.map(|why| Fault::Statement { file, why: why.to_string() }));
    }
    finding.audited = Audited::Statements(count);
    Ok(finding)
}

/// The hash that a statement gives as the ledger's.
fn head_of(text: &str) -> Option<&str> {
    let mut lines = text.lines().map(|line| line.trim_start_matches(['>', ' ']).split_whitespace());
    lines.find_map(|words| match words.collect::<Vec<_>>()[..] {
        ["Ledger", head] if head.len() == 64 => Some(head),
        _ => None,
    })
}

/// What a statement says line by line, from the fund to the ledger, as a mail may have it: with marks of a quotation.
fn said(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim_start_matches(['>', ' ']).trim_end().to_owned());
    let mut said = Vec::new();
    for line in lines.skip_while(|line| !line.starts_with("Fund ")).filter(|line| !line.is_empty()) {
        let is_last = line.starts_with("Ledger ");
        said.push(line);
        if is_last {
            break;
        }
    }
    said
}

/// The statement that the ledger gives for the event with a hash; nothing where another version of the program closed the
/// month, which may have worded it otherwise.
fn ours(store: &dyn Store, head: &str, events: &[Event]) -> Result<Result<Option<Ours>, Fault>, BooksError> {
    let of = |kind, matches: &dyn Fn(&Event) -> bool| {
        events.iter().find(|event| event.kind == kind && event.format != Format::One && matches(event))
    };
    let approval = of(EventKind::Approval, &|event| event.hash == head);
    let approved: Option<Approval> = approval.map(Event::read).transpose()?;
    let closed = match &approved {
        Some(approved) => of(EventKind::Close, &|event| event.id == approved.close),
        None => of(EventKind::Close, &|event| event.hash == head),
    };
    let Some(event) = closed else { return Ok(Err(Fault::NoneOfThis)) };
    let close: Close = event.read()?;
    if close.run.version != env!("CARGO_PKG_VERSION") {
        return Ok(Ok(None));
    }
    let by = approval.zip(approved.as_ref()).map(|(event, approved)| ApprovedBy {
        name: &approved.by,
        key: approved.signed.as_ref().map(|signed| &signed.key),
        event,
    });
    let text = statement::text(store, (event, &close), by.as_ref())?;
    let [name, _] = statement::names(event, by.is_some());
    Ok(Ok(Some(Ours { name, text })))
}

/// A statement as it was written.
struct Ours {
    name: String,
    text: String,
}

/// How a statement differs, line by line, from the one that the ledger gives for its event.
fn otherwise(theirs: &str, ours: &str) -> Option<Fault> {
    let (theirs, ours) = (said(theirs), said(ours));
    let differing = theirs.iter().find(|line| !ours.contains(line));
    let lacking = ours.iter().find(|line| !theirs.contains(line));
    match (differing, lacking) {
        (Some(line), _) => Some(Fault::SaysOtherwise { line: line.clone() }),
        (None, Some(line)) => Some(Fault::Lacks { line: line.clone() }),
        (None, None) => None,
    }
}

/// How a file of the fund's folder differs from the statement that was written there. One that somebody has put there under
/// another name may hold more, as a mail does.
fn otherwise_in_place(file: &str, text: &str, ours: &Ours) -> Option<Fault> {
    let is_of_program = |begins: &str| file.strip_prefix(begins).is_some_and(|rest| rest.len() == "2025-09.txt".len());
    if !is_of_program("close-") && !is_of_program("approval-") {
        return otherwise(text, &ours.text);
    }
    if file != ours.name {
        return Some(Fault::StatementNamed { name: ours.name.clone() });
    }
    let line = |theirs: &str, ours: &str| {
        theirs.lines().find(|line| !ours.lines().any(|other| other == *line)).map(str::to_owned)
    };
    otherwise(text, &ours.text)
        .or_else(|| line(text, &ours.text).map(|line| Fault::SaysOtherwise { line }))
        .or_else(|| line(&ours.text, text).map(|line| Fault::Lacks { line }))
        .or_else(|| text.lines().ne(ours.text.lines()).then_some(Fault::Rearranged))
}
