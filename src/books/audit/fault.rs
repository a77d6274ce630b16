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
    /// The storage finds something wrong.
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
    /// An event is written in an older way than one before it, or than the version of the program that recorded it.
    #[error("event {seq} is written in a format that is older than what recorded it")]
    Older {
        /// Its number.
        seq: i64,
    },
    /// What should be the time at which an event was recorded is none.
    #[error("event {seq} was recorded at {at:?}, which is no time")]
    NoTime {
        /// Its number.
        seq: i64,
        /// What stands there.
        at: String,
    },
    /// An event is of another month than what it says.
    #[error("event {seq} ({kind}) is not of the month that it says", kind = .kind.name())]
    Period {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: EventKind,
    },
    /// An event says something that this version does not know.
    #[error("event {seq} says {name:?}, which this version does not know")]
    UnknownField {
        /// Its number.
        seq: i64,
        /// The name of what it says.
        name: String,
    },
    /// An event names an import that was not there before it.
    #[error("event {seq} ({kind}) names an import that was not recorded before it", kind = .kind.name())]
    NoImport {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: EventKind,
    },
    /// An import that no reading of a file gave.
    #[error("event {seq} (import) was recorded without reading {file}")]
    Unread {
        /// Its number.
        seq: i64,
        /// The file.
        file: String,
    },
    /// A run does not follow the run and the close that stood before it.
    #[error("event {seq} (run) does not follow the run and the close before it")]
    Follows {
        /// Its number.
        seq: i64,
    },
    /// What a run restated of the run before it is not recorded.
    #[error("what event {seq} (run) restated of the run before it is not recorded as it was")]
    Unrestated {
        /// The run's number.
        seq: i64,
    },
    /// A restatement that no run made.
    #[error("event {seq} (restatement) says what no run restated")]
    NotRestated {
        /// Its number.
        seq: i64,
    },
    /// A close of a run that is not the last one of its month before it.
    #[error("event {seq} closes a run that is not the last one recorded of its month")]
    NoRun {
        /// Its number.
        seq: i64,
    },
    /// A month was closed before it was over.
    #[error("event {seq} closed its month before that was over")]
    TooEarly {
        /// Its number.
        seq: i64,
    },
    /// Who did something did not record it.
    #[error("event {seq} says that {by} did it, and was recorded by {recorded_by}")]
    OtherHand {
        /// Its number.
        seq: i64,
        /// Who did it.
        by: String,
        /// Who recorded it.
        recorded_by: String,
    },
    /// A kept file that no event names.
    #[error("the file {file} is kept, and no event names it")]
    Kept {
        /// Its name.
        file: String,
    },
    /// A kept file under another name than events give it.
    #[error("a file is kept as {file}, and no event calls it so")]
    OtherName {
        /// The name under which it is kept.
        file: String,
    },
    /// What was frozen is not what the month gives.
    #[error("what event {seq} (close) froze is not what the month gives when it is computed again")]
    FrozenOtherwise {
        /// The close's number.
        seq: i64,
    },
    /// What a run recorded of agreements is not what the month gives.
    #[error("the figures that event {seq} (run) recorded are not those that the month gives when it is computed again")]
    Figures {
        /// The run's number.
        seq: i64,
    },
    /// A close was approved more than once.
    #[error("event {seq} approves what was approved before")]
    ApprovedTwice {
        /// The number of the later approval.
        seq: i64,
    },
    /// The ledger is another fund's than the settings name.
    #[error("the last run was of the fund {ledger}, and the settings are of {settings}")]
    OtherFund {
        /// The code of the fund that was run.
        ledger: String,
        /// The code in the settings of today.
        settings: String,
    },
    /// A text that should be a statement has no hash of a ledger.
    #[error("it is no statement: no line of it gives the hash of a ledger")]
    NoStatement,
    /// A statement with the hash of an event of which there are none.
    #[error("its hash is of an event of which there are no statements")]
    NoneOfThis,
    /// A statement says what the ledger does not.
    #[error("it says what the ledger does not: {line}")]
    SaysOtherwise {
        /// The line.
        line: String,
    },
    /// A statement leaves out what the ledger says.
    #[error("it leaves out: {line}")]
    Lacks {
        /// The line.
        line: String,
    },
    /// A statement stands under the name of another one.
    #[error("it is the statement {name}")]
    StatementNamed {
        /// Its own name.
        name: String,
    },
    /// A statement has the lines that the ledger gives, and not in their order.
    #[error("its lines are not as they were written")]
    Rearranged,
    /// Something is wrong with a statement in the fund's folder.
    #[error("{file}: {why}")]
    Statement {
        /// Its file.
        file: String,
        /// What is wrong.
        why: String,
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
