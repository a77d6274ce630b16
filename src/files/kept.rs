//! What people put among written files, or changed in them, stays when the folder is written anew.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::sha256_of;

/// The program writes no file that is longer.
const LONGEST: u64 = 4 << 30;

/// The files of a folder that were written by the program, as far as it can tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Their names below the folder, with `/` as separator, and the SHA-256 of each as it was written.
    pub files: BTreeMap<String, String>,
    /// The name of the file that tells which they are, where there is one.
    pub list: Option<String>,
}

/// Tells what is known of a folder.
pub type Know<'k> = &'k dyn Fn(&Path) -> io::Result<Known>;

/// A file that could not stay where it was, since it was changed or its name is needed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// The name that it had, below its folder.
    pub file: String,
    /// Where it is now.
    pub now: PathBuf,
}

/// Moves out of a folder that was put aside all that is not known, into the folder that stands in its place, and removes
/// the rest. Whatever cuts this off, it can be begun again.
pub(super) fn settle(aside: &Path, target: &Path, know: Know<'_>) -> io::Result<Vec<SetAside>> {
    let known = know(aside)?;
    let (mut ours, mut others, mut folders) = (Vec::new(), Vec::new(), Vec::new());
    let mut open = vec![(aside.to_owned(), String::new())];
    while let Some((folder, below)) = open.pop() {
        let mut is_empty = true;
        for entry in fs::read_dir(&folder)? {
            let entry = entry?;
            is_empty = false;
            let Some(name) = entry.file_name().to_str().map(|name| format!("{below}{name}")) else {
                // A name that no report has.
                others.push((format!("{below}{}", entry.file_name().to_string_lossy()), entry.path()));
                continue;
            };
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else if is_written(&entry.path(), &name, target, &known)? {
                ours.push((known.list.as_deref() == Some(&name), entry.path()));
            } else {
                others.push((name, entry.path()));
            }
        }
        if is_empty && !below.is_empty() {
            // A folder that somebody made stays too.
            fs::create_dir_all(free(target, below.trim_end_matches('/'), true, set_aside)?)?;
        }
        folders.push(folder);
    }
    // What can keep its name comes before what needs another one, which would take it away.
    others.sort_by_cached_key(|(name, _)| (fs::symlink_metadata(target.join(name)).is_ok(), name.clone()));
    let mut moved = Vec::new();
    for (name, path) in others {
        moved.extend(carry(&path, target, name)?);
    }
    // What tells the others goes last.
    ours.sort();
    for (_, path) in ours {
        fs::remove_file(path)?;
    }
    for folder in folders.iter().rev() {
        fs::remove_dir(folder)?;
    }
    moved.sort();
    Ok(moved)
}

/// Writes a file into a folder, under another name where its own is taken by other bytes; gives where it is.
///
/// # Errors
/// When the system refuses.
pub fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    let path = folder.join(name);
    if fs::symlink_metadata(&path).is_ok_and(|there| there.is_file()) && super::read(&path, LONGEST)? == bytes {
        return Ok(path);
    }
    fs::create_dir_all(folder)?;
    let path = free(folder, name, false, further)?;
    super::replace(&path, bytes)?;
    Ok(path)
}

/// Whether a file is as the program wrote it, or stands in the target with the same bytes.
fn is_written(path: &Path, name: &str, target: &Path, known: &Known) -> io::Result<bool> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(false);
    }
    let length = fs::symlink_metadata(path)?.len();
    if length > LONGEST {
        return Ok(false);
    }
    if let Some(sha256) = known.files.get(name)
        && sha256_of(path, LONGEST)? == *sha256
    {
        return Ok(true);
    }
    let there = target.join(name);
    let alike = fs::symlink_metadata(&there).is_ok_and(|there| there.is_file() && there.len() == length);
    Ok(alike && sha256_of(&there, LONGEST)? == sha256_of(path, LONGEST)?)
}

/// Moves a file to the target, under another name where its own is taken.
fn carry(path: &Path, target: &Path, file: String) -> io::Result<Option<SetAside>> {
    let now = free(target, &file, false, set_aside)?;
    if let Some(folder) = now.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::rename(path, &now)?;
    Ok((now != target.join(&file)).then_some(SetAside { file, now }))
}

/// A path below a folder at which nothing stands, or, where a folder is wanted, no file; `note` makes names differ.
fn free(target: &Path, name: &str, wants_folder: bool, note: fn(u32) -> String) -> io::Result<PathBuf> {
    let mut path = target.to_owned();
    let parts: Vec<&str> = name.split('/').collect();
    for (index, part) in parts.iter().enumerate() {
        let folder = wants_folder || index + 1 < parts.len();
        let mut number = 0;
        loop {
            let next = path.join(named(part, number, note));
            match fs::symlink_metadata(&next) {
                Err(why) if why.kind() == io::ErrorKind::NotFound => {
                    path = next;
                    break;
                }
                Ok(there) if folder && there.is_dir() => {
                    path = next;
                    break;
                }
                Ok(_) => number += 1,
                Err(why) => return Err(why),
            }
        }
    }
    Ok(path)
}

/// What tells a file that was set aside from the one in its place.
fn set_aside(number: u32) -> String {
    if number == 1 { " (set aside)".to_owned() } else { format!(" (set aside {number})") }
}

/// What tells a new file from those that have its name already.
fn further(number: u32) -> String {
    format!(" ({})", number + 1)
}

/// A name that differs from those before it by a note.
fn named(name: &str, number: u32, note: fn(u32) -> String) -> String {
    if number == 0 {
        return name.to_owned();
    }
    let note = note(number);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}{note}.{ending}"),
        _ => format!("{name}{note}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_moves_and_keeps_its_name_where_it_can() {
        let root = tempfile::tempdir().unwrap();
        let (aside, target) = (root.path().join("aside"), root.path().join("target"));
        for (folder, name, text) in [
            (&aside, "list", "a, b"),
            (&aside, "a.txt", "as written"),
            (&aside, "b.txt", "changed"),
            (&aside, "notes/.hidden", "mine"),
            (&aside, "c.txt/inside", "a folder where a file is now"),
            (&aside, "same.txt", "the same"),
            (&target, "a.txt", "new"),
            (&target, "b.txt", "new"),
            (&target, "b (set aside).txt", "of before"),
            (&target, "c.txt", "new"),
            (&target, "same.txt", "the same"),
        ] {
            super::super::write(&folder.join(name), text.as_bytes()).unwrap();
        }
        fs::create_dir_all(aside.join("empty/inner")).unwrap();
        let know = |_: &Path| {
            let hash = |text: &str| crate::domain::fingerprint::sha256(text.as_bytes());
            let files = [("a.txt", "as written"), ("b.txt", "b"), ("list", "a, b")];
            let files = files.map(|(name, text)| (name.to_owned(), hash(text)));
            Ok(Known { files: files.into(), list: Some("list".to_owned()) })
        };
        let moved = settle(&aside, &target, &know).unwrap();
        let moved: Vec<(&str, &str)> = moved
            .iter()
            .map(|one| (one.file.as_str(), one.now.strip_prefix(&target).unwrap().to_str().unwrap()))
            .collect();
        assert_eq!(
            moved,
            [("b.txt", "b (set aside 2).txt"), ("c.txt/inside", "c (set aside).txt/inside")],
            "all others have their names"
        );
        let text = |name: &str| fs::read_to_string(target.join(name)).unwrap();
        assert_eq!((text("a.txt").as_str(), text("b.txt").as_str()), ("new", "new"));
        assert_eq!((text("b (set aside 2).txt").as_str(), text("notes/.hidden").as_str()), ("changed", "mine"));
        assert!(target.join("empty/inner").is_dir() && !aside.exists() && !target.join("list").exists());
    }
}
