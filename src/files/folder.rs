//! A folder that is there whole or not at all.
//!
//! Everything is written into a temporary folder beside the target, synced, and moved into place at the end. A run
//! that fails leaves the folder of the run before as it was. What people put there stays.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use tempfile::TempDir;

use super::file::{folder_of, sync_folder, written};
use super::kept::{Know, SetAside, settle};
use super::{BEFORE, writing};

/// A folder being written.
#[derive(Debug)]
pub struct StagedFolder {
    target: PathBuf,
    /// Before the folder, so that no file of it is open any more when that is removed.
    syncing: Mutex<Option<Syncing>>,
    folder: TempDir,
}

/// Files that are waited for until they are on the disk, while others are made.
#[derive(Debug)]
struct Syncing {
    files: Option<Sender<File>>,
    done: Option<JoinHandle<io::Result<()>>>,
}

impl Syncing {
    fn begin() -> Self {
        let (files, written) = mpsc::channel::<File>();
        let sync = move || written.into_iter().try_for_each(|file| file.sync_all());
        Self { files: Some(files), done: Some(thread::spawn(sync)) }
    }

    /// Takes a file on. After a failure nobody waits any more: the failure is found at the end.
    fn add(&self, file: File) {
        let _ = self.files.as_ref().map(|files| files.send(file));
    }

    fn end(&mut self) -> io::Result<()> {
        self.files = None;
        let done = self.done.take().map(JoinHandle::join);
        done.unwrap_or(Ok(Ok(()))).unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

impl Drop for Syncing {
    fn drop(&mut self) {
        // Whoever drops it leaves the files.
        let _ = self.end();
    }
}

impl StagedFolder {
    /// A temporary folder beside the target.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(target: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder_of(target))?;
        Ok(Self { target: target.to_owned(), syncing: Mutex::default(), folder: writing(target)? })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, its folders included; [`StagedFolder::sync`] waits until it is on the disk. `name` has `/` as separator.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let file = written(&self.path().join(name), bytes)?;
        let mut syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner);
        syncing.get_or_insert_with(Syncing::begin).add(file);
        Ok(())
    }

    /// Waits until every file that was written is on the disk.
    ///
    /// # Errors
    /// When one of them does not get there.
    pub fn sync(&self) -> io::Result<()> {
        let syncing = self.syncing.lock().unwrap_or_else(PoisonError::into_inner).take();
        syncing.map_or(Ok(()), |mut syncing| syncing.end())
    }

    /// Moves the folder to its target. What stood there is put aside first and put back if the move fails; what of it is
    /// not known comes into the new folder. Gives what could not keep its name.
    ///
    /// # Errors
    /// When the system refuses. The target is then as it was, or the new one stands there and [`tidy`](super::tidy) does the
    /// rest.
    pub fn put_in_place(self, know: Know<'_>) -> io::Result<Vec<SetAside>> {
        self.sync()?;
        open_to_all(self.folder.path())?;
        let mut aside = self.folder.path().as_os_str().to_owned();
        aside.push(BEFORE);
        let aside = PathBuf::from(aside);
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
        let target = self.target;
        let _ = self.folder.keep();
        sync_folder(folder_of(&target))?;
        if had { settle(&aside, &target, know) } else { Ok(Vec::new()) }
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

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::files::Known;

    pub fn names_in(folder: &Path) -> Vec<std::ffi::OsString> {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_replaces_the_one_before_or_leaves_it() {
        let root = tempfile::tempdir().unwrap();
        let target = root.path().join("reports/2025-10");
        let nothing = |_: &Path| Ok(Known::default());
        let all = |folder: &Path| {
            let sha256 = super::super::sha256_of(&folder.join("donors/a.txt"), 1 << 10)?;
            Ok(Known { files: [("donors/a.txt".to_owned(), sha256)].into(), list: None })
        };
        let first = StagedFolder::new(&target).unwrap();
        first.write("donors/a.txt", b"one").unwrap();
        assert_eq!(first.put_in_place(&nothing).unwrap(), []);
        let abandoned = StagedFolder::new(&target).unwrap();
        abandoned.write("donors/a.txt", b"broken").unwrap();
        drop(abandoned);
        assert_eq!(fs::read(target.join("donors/a.txt")).unwrap(), b"one");
        let second = StagedFolder::new(&target).unwrap();
        second.write("b.txt", b"two").unwrap();
        assert_eq!(second.put_in_place(&all).unwrap(), []);
        assert_eq!(names_in(&root.path().join("reports")), ["2025-10"]);
        assert!(!target.join("donors").exists() && target.join("b.txt").exists());
    }
}
