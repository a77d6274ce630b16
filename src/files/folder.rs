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
use super::{WRITING, writing};

/// How the name of a folder that is put aside ends.
const BEFORE: &str = ".before";
/// How many letters at the end of a temporary folder's name are random.
const RANDOM: usize = 6;

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
    /// When the system refuses. The target is then as it was, or the new one stands there and [`tidy`] does the rest.
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

/// What was put right in a folder of such folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// The names of folders that came back.
    pub back: Vec<String>,
    /// How many half-written folders were removed.
    pub removed: usize,
    /// What could not keep its name.
    pub set_aside: Vec<SetAside>,
}

/// Puts right what a run that was cut off left in a folder of such folders: one that was put aside and not replaced comes
/// back, what people had in one that was replaced goes into the new one, and all else that is half written goes.
///
/// # Errors
/// When the system refuses.
pub fn tidy(parent: &Path, know: Know<'_>) -> io::Result<Tidied> {
    let mut tidied = Tidied::default();
    if !parent.is_dir() {
        return Ok(tidied);
    }
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(half) = half_written(&name).filter(|_| entry.file_type().is_ok_and(|kind| kind.is_dir())) else {
            continue;
        };
        let target = parent.join(half.target);
        match half.is_before {
            true if fs::symlink_metadata(&target).is_err() => {
                fs::rename(entry.path(), &target)?;
                tidied.back.push(half.target.to_owned());
            }
            true => {
                tidied.set_aside.extend(settle(&entry.path(), &target, know)?);
                tidied.removed += 1;
            }
            false => {
                fs::remove_dir_all(entry.path())?;
                tidied.removed += 1;
            }
        }
    }
    Ok(tidied)
}

/// Removes what replacements of files that were cut off left in a folder and all below it, and gives how many there were. Only
/// for who alone may write there: a file that is being replaced would be lost.
///
/// # Errors
/// When the system refuses.
pub fn remove_unfinished_below(folder: &Path) -> io::Result<usize> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(0),
        Err(why) => return Err(why),
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        // A link to a folder is no folder here: what it leads to may be another's.
        if !entry.file_type()?.is_dir() {
            continue;
        }
        if half_written(&entry.file_name().to_string_lossy()).is_some_and(|half| !half.is_before) {
            fs::remove_dir_all(entry.path())?;
            removed += 1;
        } else {
            removed += remove_unfinished_below(&entry.path())?;
        }
    }
    Ok(removed)
}

/// The folders that runs which were cut off put aside, and did not replace or not clear away.
///
/// # Errors
/// When the system refuses.
pub fn put_aside(parent: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(parent)? {
        let entry = entry?;
        if half_written(&entry.file_name().to_string_lossy()).is_some_and(|half| half.is_before) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// What the name of a temporary folder says.
struct HalfWritten<'n> {
    /// The name of the folder that it is to replace.
    target: &'n str,
    /// Whether it is the one that stood there before.
    is_before: bool,
}

/// Reads the name of a temporary folder; nothing for the name of anything else.
fn half_written(name: &str) -> Option<HalfWritten<'_>> {
    let writing = name.strip_prefix(WRITING)?;
    let before = writing.strip_suffix(BEFORE);
    let (target, letters) = before.unwrap_or(writing).rsplit_once('-')?;
    let random = letters.len() == RANDOM && letters.bytes().all(|letter| letter.is_ascii_alphanumeric());
    (random && !target.is_empty()).then_some(HalfWritten { target, is_before: before.is_some() })
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
    use crate::files::Known;

    fn write_below(root: &Path, name: &str) {
        crate::files::write(&root.join(name), name.as_bytes()).unwrap();
    }

    fn names_in(folder: &Path) -> Vec<std::ffi::OsString> {
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

    #[test]
    fn what_a_run_that_was_cut_off_left_is_put_right_and_nothing_else_is_touched() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str| write_below(root.path(), name);
        write(".writing-2025-09-a1B2c3.before/report.txt");
        write(".writing-2025-10-a1B2c3.before/notes.txt");
        write("2025-10/report.txt");
        write(".writing-2025-11-a1B2c3/report.txt");
        write(".writing-x");
        write(".writing-mine/notes.txt");
        let tidied = tidy(root.path(), &|_| Ok(Known::default())).unwrap();
        assert_eq!(tidied, Tidied { back: vec!["2025-09".into()], removed: 2, set_aside: vec![] });
        assert_eq!(names_in(root.path()), [".writing-mine", ".writing-x", "2025-09", "2025-10"]);
        assert!(root.path().join("2025-10/notes.txt").exists() && root.path().join("2025-10/report.txt").exists());
    }

    #[test]
    fn what_is_left_of_files_that_were_not_replaced_goes_and_what_people_have_stays() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str| write_below(root.path(), name);
        write("receipts.csv");
        write(".writing-receipts.csv-a1B2c3/receipts.csv");
        write("2025/.writing-needs.xlsx-Z9y8X7/needs.xlsx");
        write(".writing-mine/notes.txt");
        write(".writing-receipts.csv-a1B2c4");
        assert_eq!(remove_unfinished_below(root.path()).unwrap(), 2);
        assert_eq!(remove_unfinished_below(root.path()).unwrap(), 0);
        assert_eq!(remove_unfinished_below(&root.path().join("none")).unwrap(), 0);
        assert_eq!(names_in(root.path()), [".writing-mine", ".writing-receipts.csv-a1B2c4", "2025", "receipts.csv"]);
    }
}
