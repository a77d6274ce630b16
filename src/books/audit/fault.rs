//! What an audit can find wrong.

use crate::ledger::store::{EventKind, Unknown};

use super::super::edition::Deviation;
use super::super::{BooksError, Loss, SignatureFault};

/// Something that is not as it was recorded.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The ledger is not what the folder shows that it was.
    #[error("{ledger} {loss}")]
    Lost {
        /// The ledger, in few words.
        ledger: String,
        /// What is lost.
        loss: Loss,
    },
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
    /// The bytes of a report of a closed edition are not kept as they were.
    #[error("the bytes of {file} of the closed edition are not kept as they were")]
    Edition {
        /// The report.
        file: String,
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
    /// An event of a kind that this version does not know.
    #[error("event {seq} is of a kind that this version does not know: {kind}")]
    UnknownKind {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: String,
    },
    /// Lines of kinds, or fields of them, that this version does not know.
    #[error("event {seq} ({file}): {unknown}")]
    UnknownLines {
        /// The import's number.
        seq: i64,
        /// The file.
        file: String,
        /// What is not known.
        unknown: Unknown,
    },
    /// The kept bytes of a file do not say what was recorded of it.
    #[error("{file} does not say what event {seq} has of it: {what}")]
    Forged {
        /// The import's number.
        seq: i64,
        /// The file.
        file: String,
        /// What differs.
        what: String,
    },
    /// A reading that is remembered is not what the file gives.
    #[error("what event {seq} remembers of {file} is not what the file gives")]
    Remembered {
        /// The reading's number.
        seq: i64,
        /// The file.
        file: String,
    },
    /// An approval that does not name the close and the ledger as they were when it was given.
    #[error("event {seq} approves another close, or another ledger, than stand before it")]
    Unbound {
        /// The approval's number.
        seq: i64,
    },
    /// An approval is not signed as the fund wanted it when the month was closed.
    #[error("event {seq} (approval): {fault}")]
    Signature {
        /// The approval's number.
        seq: i64,
        /// What is wrong with it.
        fault: SignatureFault,
    },
    /// No event has the hash of a statement.
    #[error("no event has this hash: the ledger is not the one of the statement, or its history was written anew")]
    NoSuchHead,
    /// What an event says, or one of its lines, says something twice.
    #[error("event {seq} says {name:?} twice")]
    Repeated {
        /// Its number.
        seq: i64,
        /// What it says twice.
        name: String,
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
