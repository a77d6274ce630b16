//! Why the ledger could not be read or written.

use rusqlite::ErrorCode;

/// Why the ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refuses.
    #[error("{path}: {}", explain(.why))]
    Database {
        /// The file.
        path: String,
        /// Its reason.
        why: rusqlite::Error,
    },
    /// The file is a ledger of another program or version.
    #[error("{path} is not a ledger that this program knows (its version is {version}); it was left as it is")]
    Foreign {
        /// The file.
        path: String,
        /// What it says.
        version: i64,
    },
    /// The ledger holds events of kinds that this version does not know.
    #[error(
        "{path} holds what this version of the program does not know ({}); go on with the version that recorded it",
        .kinds.join(", ")
    )]
    Newer {
        /// The file.
        path: String,
        /// The kinds, by their words.
        kinds: Vec<String>,
    },
    /// The file was changed by something other than this program.
    #[error("{path} was changed: {what}; it was left as it is. `poolfund audit` says more")]
    Altered {
        /// The file.
        path: String,
        /// What was found.
        what: String,
    },
    /// Somebody recorded something since the ledger was read.
    #[error("the ledger went on while this was worked out; nothing was recorded. Run again")]
    Moved {
        /// The head for which the batch was made.
        expected: String,
        /// The head that is there.
        found: String,
    },
    /// The ledger and its copy have different histories.
    #[error("{ledger} and {copy} tell different histories; the copy was left as it is")]
    Apart {
        /// The ledger.
        ledger: String,
        /// Its copy.
        copy: String,
    },
    /// What was recorded is not as it was recorded.
    #[error("event {event} of the ledger ({kind}) is not as it was recorded: {what}")]
    Changed {
        /// The number of the event.
        event: i64,
        /// What it is about.
        kind: String,
        /// What is not as it was.
        what: String,
    },
    /// Something cannot be written as JSON.
    #[error("this cannot be recorded: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// What was recorded is not of a shape that this version can read.
    #[error("event {event} of the ledger ({kind}) cannot be read: {why}")]
    Unreadable {
        /// The number of the event.
        event: i64,
        /// What it is about.
        kind: String,
        /// Why.
        why: String,
    },
    /// The system refuses.
    #[error("{path}: {why}")]
    File {
        /// The file.
        path: String,
        /// Its reason.
        why: std::io::Error,
    },
}

impl StoreError {
    /// Whether the file is damaged, so that only its copy can help.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Database { why: rusqlite::Error::SqliteFailure(failure, _), .. } => {
                matches!(failure.code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            }
            Self::Changed { .. } => true,
            Self::Database { .. }
            | Self::Foreign { .. }
            | Self::Newer { .. }
            | Self::Altered { .. }
            | Self::Moved { .. }
            | Self::Apart { .. }
            | Self::Unwritable(_)
            | Self::Unreadable { .. }
            | Self::File { .. } => false,
        }
    }
}

/// What a person can do about a failure of the database.
const HINTS: [(&[ErrorCode], &str); 5] = [
    (&[ErrorCode::DiskFull], "the disk is full; free some room"),
    (
        &[ErrorCode::ReadOnly, ErrorCode::CannotOpen, ErrorCode::PermissionDenied],
        "the folder or the file may not be written",
    ),
    (&[ErrorCode::SystemIoFailure], "the system could not read or write it"),
    (&[ErrorCode::DatabaseCorrupt, ErrorCode::NotADatabase], "the file is damaged"),
    (&[ErrorCode::DatabaseBusy, ErrorCode::DatabaseLocked], "another program is using it"),
];

fn explain(why: &rusqlite::Error) -> String {
    let rusqlite::Error::SqliteFailure(failure, _) = why else { return why.to_string() };
    let hint = HINTS.iter().find(|(codes, _)| codes.contains(&failure.code));
    hint.map_or_else(|| why.to_string(), |(_, hint)| format!("{hint} ({why})"))
}
