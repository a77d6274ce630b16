//! A folder of reports that is there as a whole or not at all.
//!
//! Everything is written into a temporary folder beside the target, synced, and moved into place at the end. A run
//! that fails leaves the reports of the run before as they were.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A folder being written.
#[derive(Debug)]
pub struct Staged {
    target: PathBuf,
    folder: TempDir,
}

impl Staged {
    /// A temporary folder beside the target.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(target: &Path) -> io::Result<Self> {
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            Some(_) | None => Path::new("."),
        };
        fs::create_dir_all(parent)?;
        let folder = tempfile::Builder::new().prefix(".writing-").tempdir_in(parent)?;
        Ok(Self { target: target.to_owned(), folder })
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
        let path = self.path().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Moves the folder to its target. What stood there is put aside first and put back if the move fails.
    ///
    /// # Errors
    /// When the system refuses; the target is then as it was.
    pub fn put_in_place(self) -> io::Result<()> {
        open_to_all(self.folder.path())?;
        let aside = self.folder.path().with_extension("before");
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
        sync_folder(self.target.parent())?;
        if had { fs::remove_dir_all(aside) } else { Ok(()) }
    }
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

#[cfg(unix)]
fn sync_folder(folder: Option<&Path>) -> io::Result<()> {
    match folder {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        Some(_) | None => File::open(".")?.sync_all(),
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: Option<&Path>) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_replaces_the_one_before_or_leaves_it() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("reports/2025-10");
        let first = Staged::new(&target).unwrap();
        first.write("donors/a.txt", b"one").unwrap();
        first.put_in_place().unwrap();
        let abandoned = Staged::new(&target).unwrap();
        abandoned.write("donors/a.txt", b"broken").unwrap();
        drop(abandoned);
        assert_eq!(fs::read(target.join("donors/a.txt")).unwrap(), b"one");
        let second = Staged::new(&target).unwrap();
        second.write("b.txt", b"two").unwrap();
        second.put_in_place().unwrap();
        let names: Vec<_> =
            fs::read_dir(root.path().join("reports")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["2025-10"]);
        assert!(!target.join("donors").exists() && target.join("b.txt").exists());
    }
}
