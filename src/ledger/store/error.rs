//! Why the ledger could not be read or written.

/// Why the ledger could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refuses.
    #[error("{ledger}: {}", explain(*.trouble, .why.as_ref()))]
    Database {
        /// The file, or the server and its database.
        ledger: String,
        /// What kind of trouble it is.
        trouble: Trouble,
        /// Its reason.
        why: Box<dyn std::error::Error + Send + Sync>,
    },
    /// The server that keeps the ledger refuses, or cannot be asked.
    #[error("{ledger}: {} ({why})", .trouble.said())]
    Server {
        /// The server and its database.
        ledger: String,
        /// What kind of trouble it is.
        trouble: ServerTrouble,
        /// Its reason.
        why: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What was to be recorded on a server was not.
    #[error("{0}. Nothing was recorded")]
    Unrecorded(Box<StoreError>),
    /// The connection was lost when all was written and nothing was said to be kept yet.
    #[error(
        "{ledger}: the connection was lost at the moment of recording. It is recorded as a whole or not at all: run again, which \
         finds out"
    )]
    Unsure {
        /// The server and its database.
        ledger: String,
    },
    /// The settings name a server, and this program knows files only.
    #[error("the ledger is on a server ({ledger}), and this program was built without the feature `postgres`")]
    NoServers {
        /// The server and its database.
        ledger: String,
    },
    /// A server was to be asked, and the settings name none.
    #[error("the ledger is a file in the fund's folder: no `[ledger]` in the settings names a server")]
    NoServer,
    /// The database has no tables of a ledger yet, or older ones.
    #[error(
        "{ledger} keeps no ledger of this version yet: whoever owns the database runs `poolfund ledger prepare` once"
    )]
    NotPrepared {
        /// The server and its database.
        ledger: String,
    },
    /// The tables are of a version of the program to come.
    #[error(
        "{ledger} has tables of version {version}, and this program knows those to {known}: go on with the version of the \
         program that the others use"
    )]
    NewerTables {
        /// The server and its database.
        ledger: String,
        /// The version of its tables.
        version: i32,
        /// The newest that is known.
        known: i32,
    },
    /// Whoever asks could change what is recorded.
    #[error("{ledger}: {role} could change what is recorded; work as somebody who may only add to it")]
    Mighty {
        /// The server and its database.
        ledger: String,
        /// Who asks.
        role: String,
    },
    /// Somebody else is writing.
    #[error("{who} is at work in {ledger}; wait until that has ended and run again")]
    Held {
        /// The server and its database.
        ledger: String,
        /// Who, by the name on the server.
        who: String,
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

/// What kind of trouble a server has or makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerTrouble {
    /// It does not answer.
    Unreachable,
    /// It does not show a certificate that the settings trust.
    Untrusted,
    /// It does not let whoever asks in.
    Refused,
    /// It answers no more.
    Lost,
    /// It has no room.
    Full,
    /// What it keeps is damaged.
    Damaged,
    /// Whoever asks may not do this.
    Forbidden,
    /// Somebody else was first.
    Overtaken,
    /// Something else.
    Other,
}

impl ServerTrouble {
    const fn said(self) -> &'static str {
        match self {
            Self::Unreachable => "the server cannot be reached",
            Self::Untrusted => "the server is not known to be the right one; nothing was sent to it",
            Self::Refused => "the server does not let this user in",
            Self::Lost => "the connection to the server was lost",
            Self::Full => "the server is out of room; whoever keeps it must make some",
            Self::Damaged => "what the server keeps is damaged; whoever keeps it has backups",
            Self::Forbidden => "this user may not do that there",
            Self::Overtaken => "somebody else was first",
            Self::Other => "the server refuses",
        }
    }
}

impl StoreError {
    /// Of what a server refuses, that nothing was recorded.
    #[cfg(feature = "postgres")]
    pub(super) fn unrecorded(self) -> Self {
        if matches!(self, Self::Server { .. }) { Self::Unrecorded(Box::new(self)) } else { self }
    }

    /// Whether what is kept is damaged, so that only a copy can help.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Database { trouble: Trouble::Damaged, .. }
            | Self::Server { trouble: ServerTrouble::Damaged, .. }
            | Self::Changed { .. } => true,
            Self::Unrecorded(why) => why.is_damage(),
            Self::Database { .. }
            | Self::Server { .. }
            | Self::Unsure { .. }
            | Self::NoServers { .. }
            | Self::NoServer
            | Self::NotPrepared { .. }
            | Self::NewerTables { .. }
            | Self::Mighty { .. }
            | Self::Held { .. }
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
