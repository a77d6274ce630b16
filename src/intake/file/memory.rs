//! What is known of inputs from a run before, so that files that did not change need not be read again.
//!
//! What comes in: an input's mapping, its file, and the keys of the inputs that were read before it. What leaves: a key
//! that is the same only when all of them are. What it does not know: where readings are kept.

use std::path::Path;

use crate::domain::fingerprint::sha256;
use crate::files::sha256_of;

use crate::intake::sheet::Outcome;

/// Readings that are kept somewhere, by key.
pub struct Memory<'m> {
    /// What every reading depends on: the rules by which it is read and the fund's settings, as a hash.
    pub basis: String,
    /// Finds a reading.
    pub recall: Recall<'m>,
}

/// Finds a reading by its key.
pub type Recall<'m> = Box<dyn Fn(&str) -> Option<Outcome> + 'm>;

impl std::fmt::Debug for Memory<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Memory").field("basis", &self.basis).finish_non_exhaustive()
    }
}

/// How an input came to be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The input's place in `fund.toml`.
    pub input: usize,
    /// Its key.
    pub key: String,
    /// What was read; nothing when it was remembered.
    pub fresh: Option<Outcome>,
}

/// The keys of a stage's inputs, which depend on those of the stages before.
pub(in crate::intake) struct Keys {
    before: String,
}

impl Keys {
    pub(in crate::intake) fn new(memory: &Memory<'_>) -> Self {
        Self { before: memory.basis.clone() }
    }

    /// The key of an input of the stage; `None` when its file cannot be read, or is longer than `most`.
    pub(in crate::intake) fn key(
        &self,
        inputs: &Path,
        input: usize,
        file: &str,
        most: u64,
    ) -> Option<(String, String)> {
        let content = sha256_of(&inputs.join(file), most).ok()?;
        let key = sha256(format!("{}\n{input}\n{file}\n{content}\n", self.before).as_bytes());
        Some((key, content))
    }

    /// Ends a stage: what comes later depends on its keys.
    pub(in crate::intake) fn end(&mut self, keys: &[Option<(String, String)>]) {
        let all = keys.iter().map(|key| key.as_ref().map_or("", |(key, _)| key.as_str()));
        self.before = sha256(all.fold(self.before.clone(), |before, key| before + "\n" + key).as_bytes());
    }
}
