//! What is known of inputs from a run before, so that files that did not change need not be read again.
//!
//! What comes in: an input's mapping, its file, and the keys of the inputs that were read before it. What leaves: a key
//! that is the same only when all of them are. What it does not know: where readings are kept.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::intake::sheet::Outcome;

/// Readings that are kept somewhere, by key.
pub struct Memory<'m> {
    /// What every reading depends on: the program's version and the fund's settings, as a hash.
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

    /// The key of an input of the stage; `None` when its file cannot be read.
    pub(in crate::intake) fn key(&self, inputs: &Path, input: usize, file: &str) -> Option<(String, String)> {
        let sha256 = sha256_of(&inputs.join(file)).ok()?;
        let key = hash(format!("{}\n{input}\n{file}\n{sha256}\n", self.before).as_bytes());
        Some((key, sha256))
    }

    /// Ends a stage: what comes later depends on its keys.
    pub(in crate::intake) fn end(&mut self, keys: &[Option<(String, String)>]) {
        let all = keys.iter().map(|key| key.as_ref().map_or("", |(key, _)| key.as_str()));
        self.before = hash(all.fold(self.before.clone(), |before, key| before + "\n" + key).as_bytes());
    }
}

/// SHA-256 of some bytes, in lower-case hexadecimal.
pub fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 of a file, in lower-case hexadecimal.
///
/// # Errors
/// When it cannot be read.
pub fn sha256_of(path: &Path) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let (mut file, mut part) = (File::open(path)?, vec![0; 1 << 16]);
    loop {
        match file.read(&mut part)? {
            0 => break,
            length => hasher.update(part.get(..length).unwrap_or_default()),
        }
    }
    Ok(hexadecimal(&hasher.finalize()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
