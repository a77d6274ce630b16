//! Who acts, and when.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

use crate::domain::text::one_line;
use crate::ledger::store::Recorder;

use super::person;

/// Who acts, and when: the library has neither a user nor a clock of its own. No figure depends on either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    name: String,
    now: DateTime<Utc>,
}

/// A name that nobody can read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name is needed")]
pub struct NoName;

impl Actor {
    /// Somebody at a time.
    ///
    /// # Errors
    /// When the name holds neither a letter nor a digit. Characters that cannot be seen count as blanks.
    pub fn new(name: &str, now: DateTime<Utc>) -> Result<Self, NoName> {
        let name = one_line(name);
        if person::is_name(&name) { Ok(Self { name, now }) } else { Err(NoName) }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The day, by universal time.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// As the ledger records it.
    pub(super) fn recorder(&self) -> Recorder {
        Recorder { at: self.now.to_rfc3339_opts(SecondsFormat::Secs, true), by: self.name.clone() }
    }
}
