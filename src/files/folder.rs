//! A folder that is there whole or not at all.
//!
//! Everything is written into a temporary folder beside the target, synced, and moved into place at the end. A run
//! that fails leaves the folder of the run before as it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::file::{folder_of, sync_folder, write};
use super::{WRITING, writing};

/// How the name of a folder that is put aside ends.
const BEFORE: &str = ".before";

/// A folder being written.
#[derive(Debug)]
pub struct StagedFolder {
    target: PathBuf,
    folder: TempDir,
}

impl StagedFolder {
    /// A temporary folder beside the target.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(target: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder_of(target))?;
        Ok(Self { target: target.to_owned(), folder: writing(target)? })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, its folders included, and syncs it. `name` has `/` as separator.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        write(&self.path().join(name), bytes)
    }

    /// Moves the folder to its target. What stood there is put aside first and put back if the move fails.
    ///
    /// # Errors
    /// When the system refuses; the target is then as it was.
    pub fn put_in_place(self) -> io::Result<()> {
        open_to_all(self.folder.path())?;
        let aside = PathBuf::from(format!("{}{BEFORE}", self.folder.path().display()));
        let had = self.target.exists();
        if had {
            fs::rename(&self.target, &aside)?;
        }
        if let Err(why) = fs::rename(self.folder.path(), &self.target) {
            if had {
                fs::rename(&aside, &self.target)?;
            }
            return Err(why);
        }
        // The temporary folder is now the target: nothing is left for it to remove.
        let _ = self.folder.keep();
        sync_folder(folder_of(&self.target))?;
        if had { fs::remove_dir_all(aside) } else { Ok(()) }
    }
}

/// Puts right what a run that was cut off left in a folder of such folders: one that was put aside and not replaced comes
/// back, and all else that is half written goes. Gives the names of the folders that came back.
///
/// # Errors
/// When the system refuses.
pub fn tidy(parent: &Path) -> io::Result<Vec<String>> {
    let mut back = Vec::new();
    if !parent.is_dir() {
        return Ok(back);
    }
    for entry in fs::read_dir(parent)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(writing) = name.strip_prefix(WRITING) else { continue };
        let target = writing.strip_suffix(BEFORE).and_then(|before| before.rsplit_once('-')).map(|(target, _)| target);
        match target {
            Some(target) if !parent.join(target).exists() => {
                fs::rename(&path, parent.join(target))?;
                back.push(target.to_owned());
            }
            Some(_) | None => fs::remove_dir_all(&path)?,
        }
    }
    Ok(back)
}

/// Temporary folders are the owner's alone; reports are for whoever may read their folder.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_replaces_the_one_before_or_leaves_it() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("reports/2025-10");
        let first = StagedFolder::new(&target).unwrap();
        first.write("donors/a.txt", b"one").unwrap();
        first.put_in_place().unwrap();
        let abandoned = StagedFolder::new(&target).unwrap();
        abandoned.write("donors/a.txt", b"broken").unwrap();
        drop(abandoned);
        assert_eq!(fs::read(target.join("donors/a.txt")).unwrap(), b"one");
        let second = StagedFolder::new(&target).unwrap();
        second.write("b.txt", b"two").unwrap();
        second.put_in_place().unwrap();
        let names: Vec<_> =
            fs::read_dir(root.path().join("reports")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["2025-10"]);
        assert!(!target.join("donors").exists() && target.join("b.txt").exists());
    }
}
