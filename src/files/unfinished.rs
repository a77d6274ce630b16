//! What was cut off: the temporary folders beside files and folders that were being written, known by their names.
//!
//! What comes in: a folder in which nobody else writes. What leaves: the folder as if what was cut off had never begun, or had
//! come to its end. What it does not know: what is written there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::file::folder_of;
use super::kept::{Know, SetAside, settle};
use super::{BEFORE, WRITING};

/// How many letters at the end of a temporary folder's name are random.
const RANDOM: usize = 6;

/// What was put right in a folder of folders.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidied {
    /// The names of folders that came back.
    pub back: Vec<String>,
    /// How many half-written folders were removed.
    pub removed: usize,
    /// What could not keep its name.
    pub set_aside: Vec<SetAside>,
}

/// Puts right what a run that was cut off left in a folder of folders: one that was put aside and not replaced comes
/// back, what people had in one that was replaced goes into the new one, and all else that is half written goes.
///
/// # Errors
/// When the system refuses.
pub fn tidy(parent: &Path, know: Know<'_>) -> io::Result<Tidied> {
    let mut tidied = Tidied::default();
    for half in folders_in(parent)?.into_iter().filter_map(HalfWritten::of) {
        let target = parent.join(&half.target);
        match half.is_before {
            true if fs::symlink_metadata(&target).is_err() => {
                fs::rename(&half.folder, &target)?;
                tidied.back.push(half.target);
            }
            true => {
                tidied.set_aside.extend(settle(&half.folder, &target, know)?);
                tidied.removed += 1;
            }
            false => {
                fs::remove_dir_all(&half.folder)?;
                tidied.removed += 1;
            }
        }
    }
    Ok(tidied)
}

/// Removes what replacements of one file or folder that were cut off left beside it. Only for who alone may write it: what is
/// being written would be lost.
///
/// # Errors
/// When the system refuses.
pub fn remove_unfinished(path: &Path) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = folders_in(folder_of(path))?.into_iter().filter_map(HalfWritten::of);
    beside.filter(|half| half.target == name).try_for_each(|half| fs::remove_dir_all(half.folder))
}

/// Removes what replacements of files that were cut off left in a folder and all below it, and gives how many there were. Only
/// for who alone may write there: a file that is being replaced would be lost.
///
/// # Errors
/// When the system refuses.
pub fn remove_unfinished_below(folder: &Path) -> io::Result<usize> {
    let mut removed = 0;
    for folder in folders_in(folder)? {
        if HalfWritten::of(folder.clone()).is_some_and(|half| !half.is_before) {
            fs::remove_dir_all(folder)?;
            removed += 1;
        } else {
            removed += remove_unfinished_below(&folder)?;
        }
    }
    Ok(removed)
}

/// The folders that runs which were cut off put aside, and did not replace or not clear away.
///
/// # Errors
/// When the system refuses.
pub fn put_aside(parent: &Path) -> io::Result<Vec<PathBuf>> {
    let halves = folders_in(parent)?.into_iter().filter_map(HalfWritten::of);
    Ok(halves.filter(|half| half.is_before).map(|half| half.folder).collect())
}

/// The folders in a folder; none where there is no such folder. A link to a folder is none here: what it leads to may be
/// another's.
fn folders_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Err(why) if matches!(why.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(Vec::new());
        }
        entries => entries?,
    };
    let mut folders = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            folders.push(entry.path());
        }
    }
    Ok(folders)
}

/// A temporary folder, and what its name says.
struct HalfWritten {
    /// Where it is.
    folder: PathBuf,
    /// The name of what it is to replace.
    target: String,
    /// Whether it is what stood there before.
    is_before: bool,
}

impl HalfWritten {
    /// Reads the name of a folder; nothing for one that is not temporary.
    fn of(folder: PathBuf) -> Option<Self> {
        let name = folder.file_name()?.to_string_lossy().into_owned();
        let writing = name.strip_prefix(WRITING)?;
        let before = writing.strip_suffix(BEFORE);
        let (target, letters) = before.unwrap_or(writing).rsplit_once('-')?;
        let random = letters.len() == RANDOM && letters.bytes().all(|letter| letter.is_ascii_alphanumeric());
        (random && !target.is_empty()).then(|| Self { folder, target: target.to_owned(), is_before: before.is_some() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Known;
    use crate::files::folder::tests::names_in;

    fn write_below(root: &Path, name: &str) {
        crate::files::write(&root.join(name), name.as_bytes()).unwrap();
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

    #[test]
    fn what_is_left_of_one_file_goes_and_what_is_left_of_others_stays() {
        let root = tempfile::tempdir().unwrap();
        let write = |name: &str| write_below(root.path(), name);
        write("a.csv");
        write(".writing-a.csv-X1y2Z3/a.csv");
        write(".writing-a.csv-X1y2Z3.before/a.csv");
        write(".writing-a.csv-X1y2Z4");
        write(".writing-a.csv-b-X1y2Z3/a.csv-b");
        write(".writing-b.csv-X1y2Z3/b.csv");
        remove_unfinished(&root.path().join("a.csv")).unwrap();
        let left = [".writing-a.csv-X1y2Z4", ".writing-a.csv-b-X1y2Z3", ".writing-b.csv-X1y2Z3", "a.csv"];
        assert_eq!(names_in(root.path()), left);
    }
}
