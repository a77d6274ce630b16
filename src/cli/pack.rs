//! The files of a month's reports, and whether they are as they were written.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use crate::domain::fingerprint;
use crate::files;

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
pub(super) fn pack(folder: &Path) -> io::Result<Vec<(String, String)>> {
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
pub(super) fn unlike(folder: &Path, manifest: &str) -> io::Result<Option<String>> {
    let Ok(bytes) = fs::read(folder.join("manifest.json")) else {
        return Ok(Some("the reports are not there".to_owned()));
    };
    let read: Option<Manifest> =
        serde_json::from_slice(&bytes).ok().filter(|_| fingerprint::sha256(&bytes) == manifest);
    let Some(read) = read else { return Ok(Some("the manifest is not that of the last run".to_owned())) };
    let on_disk = pack(folder)?;
    let expected: Vec<(&str, &str)> = read
        .outputs
        .iter()
        .map(|output| (output.file.as_str(), output.sha256.as_str()))
        .chain([("manifest.json", manifest)])
        .collect();
    Ok(differing(&on_disk, &expected))
}

/// The first file that differs between what is there and what should be.
pub(super) fn differing(there: &[(String, String)], expected: &[(&str, &str)]) -> Option<String> {
    let changed = expected.iter().find_map(|(file, sha256)| match there.iter().find(|(name, _)| name == file) {
        None => Some(format!("{file} is missing")),
        Some((_, found)) if found != sha256 => Some(format!("{file} was changed")),
        Some(_) => None,
    });
    let known = |name: &str| expected.iter().any(|(file, _)| *file == name);
    changed.or_else(|| there.iter().find(|(name, _)| !known(name)).map(|(name, _)| format!("{name} was added")))
}
