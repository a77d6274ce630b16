//! The files of a month's reports, and whether they are as they were written.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::domain::fingerprint;
use crate::files;

/// How the reports on the disk differ from those that were written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// They are not there.
    NoReports,
    /// The manifest is of another run.
    OtherManifest,
    /// A file is not there.
    Missing(String),
    /// A file is not as it was written.
    Changed(String),
    /// A file is there that was not written.
    Added(String),
}

impl fmt::Display for Deviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReports => write!(formatter, "the reports are not there"),
            Self::OtherManifest => write!(formatter, "the manifest is not that of the last run"),
            Self::Missing(file) => write!(formatter, "{file} is missing"),
            Self::Changed(file) => write!(formatter, "{file} was changed"),
            Self::Added(file) => write!(formatter, "{file} was added"),
        }
    }
}

#[derive(Deserialize)]
struct Manifest {
    outputs: Vec<Output>,
}

#[derive(Deserialize)]
struct Output {
    file: String,
    sha256: String,
}

/// Every file below a folder, with `/` as separator, and its SHA-256, in order.
pub(super) fn files_of(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut files = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((path, name)) = open.pop() {
        for entry in fs::read_dir(&path)? {
            let entry = entry?;
            let inner = entry.file_name().to_string_lossy().into_owned();
            let inner = if name.is_empty() { inner } else { format!("{name}/{inner}") };
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), inner));
            } else {
                files.push((inner, files::sha256_of(&entry.path())?));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// What is not as it was written, by the manifest of the folder, which must have the hash given; nothing when all is.
pub(super) fn unlike_manifest(folder: &Path, manifest: &str) -> io::Result<Option<Deviation>> {
    let Ok(bytes) = fs::read(folder.join("manifest.json")) else { return Ok(Some(Deviation::NoReports)) };
    let read: Option<Manifest> =
        serde_json::from_slice(&bytes).ok().filter(|_| fingerprint::sha256(&bytes) == manifest);
    let Some(read) = read else { return Ok(Some(Deviation::OtherManifest)) };
    let outputs = read.outputs.into_iter().map(|output| (output.file, output.sha256));
    let expected: Vec<_> = outputs.chain([("manifest.json".to_owned(), manifest.to_owned())]).collect();
    Ok(first_deviation(&files_of(folder)?, &expected))
}

/// The first file that differs between what is there and what should be.
pub(super) fn first_deviation(there: &[(String, String)], expected: &[(String, String)]) -> Option<Deviation> {
    let changed = expected.iter().find_map(|(file, sha256)| match there.iter().find(|(name, _)| name == file) {
        None => Some(Deviation::Missing(file.clone())),
        Some((_, found)) if found != sha256 => Some(Deviation::Changed(file.clone())),
        Some(_) => None,
    });
    let known = |name: &String| expected.iter().any(|(file, _)| file == name);
    changed.or_else(|| there.iter().find(|(name, _)| !known(name)).map(|(name, _)| Deviation::Added(name.clone())))
}
