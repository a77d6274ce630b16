//! Why the ledger could not be read or written.

/// Why the ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refuses.
    #[error("{place}: {}", explain(*.trouble, .why.as_ref()))]
    Database {
        /// The file, or the server and its database.
        place: String,
        /// What kind of trouble it is.
        trouble: Trouble,
        /// Its reason.
        why: Box<dyn std::error::Error + Send + Sync>,
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
    /// The month is closed already.
    #[error("{period} is closed already; nothing was recorded")]
    ClosedTwice {
        /// The month, `YYYY-MM`.
        period: String,
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

/// What kind of trouble a database has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// What it keeps is damaged, so that only a copy can help.
    Damaged,
    /// There is no room.
    Full,
    /// It may not be written, or opened.
    Forbidden,
    /// The system could not read or write it.
    System,
    /// Another program is using it.
    Busy,
    /// Something else.
    Other,
}

impl Trouble {
    /// What a person can do about it.
    const fn hint(self) -> Option<&'static str> {
        match self {
            Self::Damaged => Some("the file is damaged"),
            Self::Full => Some("the disk is full; free some room"),
            Self::Forbidden => Some("the folder or the file may not be written"),
            Self::System => Some("the system could not read or write it"),
            Self::Busy => Some("another program is using it"),
            Self::Other => None,
        }
    }
}

impl StoreError {
    /// Whether what is kept is damaged, so that only a copy can help.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Database { trouble: Trouble::Damaged, .. } | Self::Changed { .. } => true,
            Self::Database { .. }
            | Self::Foreign { .. }
            | Self::Newer { .. }
            | Self::Altered { .. }
            | Self::Moved { .. }
            | Self::ClosedTwice { .. }
            | Self::Apart { .. }
            | Self::Unwritable(_)
            | Self::Unreadable { .. }
            | Self::File { .. } => false,
        }
    }
}

fn explain(trouble: Trouble, why: &(dyn std::error::Error + Send + Sync)) -> String {
    trouble.hint().map_or_else(|| why.to_string(), |hint| format!("{hint} ({why})"))
}
