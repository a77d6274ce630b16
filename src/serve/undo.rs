//! What can be taken back: changes of the inputs by these pages, the last one first.
//!
//! What comes in: files before a change and after. What leaves: the files as they were. What it does not know: what the change
//! was for. A change is taken back only where its files are still as it left them: nobody's later work is undone with it.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;
use serde::Serialize;

use crate::files;

use super::answer::Refusal;
use super::arrivals::FILE_BYTES;

/// How many changes can be taken back.
const KEPT: usize = 20;

/// Files as they were; nothing for one that was not there.
#[derive(Debug)]
pub(super) struct Before(Vec<(PathBuf, Option<Vec<u8>>)>);

/// A change that was made.
#[derive(Debug)]
struct Change {
    what: &'static str,
    about: String,
    before: Before,
    after: Vec<Option<String>>,
}

/// A change that can be taken back.
#[derive(Debug, Serialize)]
pub(super) struct ShownChange {
    what: &'static str,
    about: String,
}

/// The changes that were made since these pages are shown.
#[derive(Debug, Default)]
pub(super) struct Undo(Mutex<Vec<Change>>);

impl Before {
    /// Files as they are now.
    ///
    /// # Errors
    /// When one that is there cannot be read.
    pub(super) fn of(paths: &[PathBuf]) -> Result<Self, Refusal> {
        let read = |path: &PathBuf| match files::read(path, FILE_BYTES as u64 * 4) {
            Ok(bytes) => Ok((path.clone(), Some(bytes))),
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok((path.clone(), None)),
            Err(why) => Err(Refusal::failed(format!("{}: {why}", path.display()))),
        };
        Ok(Self(paths.iter().map(read).collect::<Result<_, _>>()?))
    }

    fn hashes(&self) -> Vec<Option<String>> {
        self.0.iter().map(|(path, _)| files::sha256_of(path, u64::MAX).ok()).collect()
    }
}

impl Undo {
    /// Keeps a change that was made: what it was, and what it was about.
    pub(super) fn keep(&self, what: &'static str, about: &str, before: Before) {
        let after = before.hashes();
        let mut changes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if changes.len() >= KEPT {
            changes.remove(0);
        }
        changes.push(Change { what, about: about.to_owned(), before, after });
    }

    /// The change that can be taken back now.
    pub(super) fn last(&self) -> Option<ShownChange> {
        let changes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        changes.last().map(|change| ShownChange { what: change.what, about: change.about.clone() })
    }

    /// Takes the last change back.
    ///
    /// # Errors
    /// When there is none, its files were changed since, or cannot be written.
    pub(super) fn take_back(&self) -> Result<ShownChange, Refusal> {
        let mut changes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let change = changes.last().ok_or_else(Refusal::nothing)?;
        if change.before.hashes() != change.after {
            let words = "These files were changed since, by somebody or something else.";
            return Err(Refusal::new(StatusCode::CONFLICT, "changed_since", words));
        }
        // The settings stand last and are put back first: a file that they name must be there.
        for (path, bytes) in change.before.0.iter().rev() {
            let done = match bytes {
                Some(bytes) => files::replace(path, bytes),
                None if path.exists() => std::fs::remove_file(path),
                None => Ok(()),
            };
            done.map_err(|why| Refusal::file(path.display(), &why))?;
        }
        let Change { what, about, .. } = changes.pop().ok_or_else(Refusal::nothing)?;
        Ok(ShownChange { what, about })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_taken_back_unless_somebody_worked_on_it_since() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        std::fs::write(&old, "1").unwrap();
        let undo = Undo::default();
        for _ in 0..2 {
            let before = Before::of(&[new.clone(), old.clone()]).unwrap();
            std::fs::write(&old, "2").unwrap();
            std::fs::write(&new, "2").unwrap();
            undo.keep("file", "new", before);
            std::fs::write(&old, "3").unwrap();
            assert!(undo.take_back().is_err(), "somebody's later work");
            std::fs::write(&old, "2").unwrap();
            undo.take_back().unwrap();
            assert!(std::fs::read_to_string(&old).unwrap() == "1" && !new.exists());
        }
        assert!(undo.take_back().is_err() && undo.last().is_none());
    }
}
