//! The folder of a data set: where its files are, and of which shape.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::files;
use crate::ledger::store::{Lock, LockError};
use crate::report::tables::SCHEMA;

use super::DataSetError;

/// The file that says that a folder is a data set. Engines take no file for a table that does not end in `.parquet`.
pub(super) const MARK: &str = "poolfund.json";
/// The mark is no longer.
const MARK_BYTES: u64 = 1 << 16;
/// How long an export waits for one of another fund that is at work, and how long between two tries.
const PATIENCE: Duration = Duration::from_secs(60);
const BETWEEN_TRIES: Duration = Duration::from_millis(50);
/// The only file of a month.
pub(super) const FILE: &str = "data.parquet";

#[derive(Serialize, Deserialize)]
struct Mark {
    program: String,
    schema_version: u32,
}

/// Whether a folder is a data set of the shape that this version writes and reads.
pub(super) fn check(folder: &Path) -> Result<(), DataSetError> {
    let path = folder.join(MARK);
    let mark = match files::read(&path, MARK_BYTES) {
        Ok(bytes) => serde_json::from_slice::<Mark>(&bytes).ok(),
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => None,
        Err(why) => return Err(DataSetError::at(&path)(why)),
    };
    match mark.filter(|mark| mark.program == env!("CARGO_PKG_NAME")) {
        None => Err(DataSetError::None(folder.to_owned())),
        Some(mark) if mark.schema_version != SCHEMA => {
            Err(DataSetError::OtherShape { folder: folder.to_owned(), found: mark.schema_version })
        }
        Some(_) => Ok(()),
    }
}

/// Keeps others from writing into a data set, which is made where the folder is empty or not there, until what it gives is
/// dropped. A folder that is none is left as it was.
pub(super) fn hold_or_make(folder: &Path) -> Result<Held, DataSetError> {
    let is_made = |folder: &Path| if is_empty(folder)? { Ok(false) } else { check(folder).map(|()| true) };
    if !is_made(folder)? {
        fs::create_dir_all(folder).map_err(DataSetError::at(folder))?;
    }
    // Whoever holds the data set clears away what it finds half written: the mark, too, is written by the holder alone.
    let held = hold(folder)?;
    if !is_made(folder)? {
        mark(folder)?;
    }
    Ok(held)
}

/// Whether nothing is in a folder but what is hidden, which an export that was cut off left, and the lock.
fn is_empty(folder: &Path) -> Result<bool, DataSetError> {
    Ok(entries(folder)?.iter().all(|path| path.file_name().is_some_and(|name| name == Lock::FILE)))
}

/// Keeps others from writing into a data set until what it gives is dropped.
pub(super) fn hold(folder: &Path) -> Result<Held, DataSetError> {
    let since = Instant::now();
    loop {
        match Lock::take(folder) {
            Ok(lock) => return Ok(Held(lock)),
            Err(LockError::Held(_)) if since.elapsed() < PATIENCE => std::thread::sleep(BETWEEN_TRIES),
            Err(why) => return Err(why.into()),
        }
    }
}

/// The right to write into a data set.
pub(super) struct Held(Lock);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.remove();
    }
}

/// Writes the mark into a folder, which is made where it is not there.
pub(super) fn mark(folder: &Path) -> Result<(), DataSetError> {
    let mark = Mark { program: env!("CARGO_PKG_NAME").to_owned(), schema_version: SCHEMA };
    let text = serde_json::to_string(&mark).map_err(crate::report::tables::TableError::from)?;
    fs::create_dir_all(folder).map_err(DataSetError::at(folder))?;
    let path = folder.join(MARK);
    files::replace(&path, format!("{text}\n").as_bytes()).map_err(DataSetError::at(&path))
}

/// A part of a path that stands for a column: `fund=CODE`, where what no path takes everywhere is written as Hive does.
pub(super) fn part(column: &str, value: &str) -> String {
    let mut part = format!("{column}=");
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' => part.push(char::from(byte)),
            _ => part.push_str(&format!("%{byte:02X}")),
        }
    }
    part
}

/// The folders below one, by name; none where it is not there.
pub(super) fn folders(folder: &Path) -> Result<Vec<PathBuf>, DataSetError> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

/// The Parquet files in a folder and below it, by path.
pub(super) fn tables(folder: &Path) -> Result<Vec<PathBuf>, DataSetError> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "parquet") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// What is in a folder, but for what is hidden: half-written folders are.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, DataSetError> {
    let read = match fs::read_dir(folder) {
        Ok(read) => read,
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(DataSetError::at(folder)(why)),
    };
    let mut paths = Vec::new();
    for entry in read {
        let entry = entry.map_err(DataSetError::at(folder))?;
        if !entry.file_name().to_string_lossy().starts_with('.') {
            paths.push(entry.path());
        }
    }
    paths.sort();
    Ok(paths)
}
