//! The files of a month's reports, and whether they are as they were written.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::domain::{Month, fingerprint};
use crate::files::{self, Known};
use crate::ledger::store::{Close, Event, EventKind, MANIFEST, Store, StoreError};

/// No manifest is longer.
pub(super) const MANIFEST_BYTES: u64 = 64 << 20;
/// No report is longer.
pub(super) const REPORT_BYTES: u64 = 4 << 30;

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
}

impl fmt::Display for Deviation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoReports => write!(formatter, "the reports are not there"),
            Self::OtherManifest => write!(formatter, "the manifest is not that of the last run"),
            Self::Missing(file) => write!(formatter, "{file} is missing"),
            Self::Changed(file) => write!(formatter, "{file} was changed"),
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

/// Files with the SHA-256 of each.
pub(super) type Files = Vec<(String, String)>;

/// What was written into a folder, by its manifest, which must have the hash given; the manifest is one of the files.
pub(super) fn written(folder: &Path, manifest: &str) -> io::Result<Result<Files, Deviation>> {
    let bytes = match files::read(&folder.join(MANIFEST), MANIFEST_BYTES) {
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Err(Deviation::NoReports)),
        Err(why) if matches!(why.kind(), ErrorKind::InvalidInput | ErrorKind::FileTooLarge) => {
            return Ok(Err(Deviation::OtherManifest));
        }
        bytes => bytes?,
    };
    let read: Option<Manifest> =
        serde_json::from_slice(&bytes).ok().filter(|_| fingerprint::sha256(&bytes) == manifest);
    let Some(read) = read else { return Ok(Err(Deviation::OtherManifest)) };
    let outputs = read.outputs.into_iter().map(|output| (output.file, output.sha256));
    let mut files: Files = outputs.chain([(MANIFEST.to_owned(), manifest.to_owned())]).collect();
    files.sort();
    Ok(Ok(files))
}

/// The first file that is not as it should be. What else is in the folder is nobody's concern.
pub(super) fn first_deviation(folder: &Path, expected: &[(String, String)]) -> io::Result<Option<Deviation>> {
    if !folder.exists() {
        return Ok(Some(Deviation::NoReports));
    }
    for (file, sha256) in expected {
        match files::sha256_of(&folder.join(file), REPORT_BYTES) {
            Ok(found) if found == *sha256 => {}
            Ok(_) => return Ok(Some(Deviation::Changed(file.clone()))),
            Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Some(Deviation::Missing(file.clone()))),
            // A pipe, a device, a folder or something huge in its place.
            Err(why) if matches!(why.kind(), ErrorKind::InvalidInput | ErrorKind::FileTooLarge) => {
                return Ok(Some(Deviation::Changed(file.clone())));
            }
            Err(why) => return Err(why),
        }
    }
    Ok(None)
}

/// The closed edition of a month, of which files are not in their folder any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The month.
    pub month: Month,
    /// How many of its files are not there.
    pub missing: usize,
    /// Of how many.
    pub files: usize,
}

impl fmt::Display for Gone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { month, missing, files } = self;
        let what = match missing < files {
            true => format!("{missing} of {files} files of {month}"),
            false => format!("The reports of {month}"),
        };
        write!(
            formatter,
            "{what}, which is closed, are no longer in its folder; `poolfund reprint {month}` hands them out"
        )
    }
}

/// The closed months of which files are missing; `reports` gives the folder of a month. What is in the files is not looked
/// at: that is for an audit.
pub(super) fn gone(store: &dyn Store, reports: impl Fn(Month) -> PathBuf) -> Result<Vec<Gone>, StoreError> {
    let mut gone = Vec::new();
    for event in store.events(Some(EventKind::Close))? {
        let Some(month) = event.period.as_deref().and_then(Month::parse) else { continue };
        let folder = reports(month);
        let pack = event.read::<Close>()?.pack;
        let missing = pack.iter().filter(|(file, _)| fs::symlink_metadata(folder.join(file)).is_err()).count();
        if missing > 0 {
            gone.push(Gone { month, missing, files: pack.len() });
        }
    }
    Ok(gone)
}

/// How many files are in a folder that were not written there.
pub(super) fn added(folder: &Path, expected: &[(String, String)]) -> io::Result<usize> {
    let known: HashSet<&str> = expected.iter().map(|(file, _)| file.as_str()).collect();
    let (mut count, mut open) = (0, vec![(folder.to_owned(), String::new())]);
    while let Some((path, below)) = open.pop() {
        for entry in fs::read_dir(&path)? {
            let entry = entry?;
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{name}/")));
            } else {
                count += usize::from(!known.contains(name.as_str()));
            }
        }
    }
    Ok(count)
}

/// The hashes of the manifests of all runs and closed editions.
pub(super) fn manifests(store: &dyn Store) -> Result<HashSet<String>, StoreError> {
    manifests_of(&store.events(None)?)
}

/// The hashes of the manifests of the runs and closed editions among events.
pub(super) fn manifests_of(events: &[Event]) -> Result<HashSet<String>, StoreError> {
    // Whatever else a run says.
    #[derive(Deserialize)]
    struct Written {
        manifest: String,
    }
    let mut manifests = HashSet::new();
    for event in events {
        if event.kind == EventKind::Run {
            manifests.insert(event.read::<Written>()?.manifest);
        } else if event.kind == EventKind::Close {
            manifests.insert(event.read::<Close>()?.manifest().to_owned());
        }
    }
    Ok(manifests)
}

/// What is known of a folder of reports: what its manifest says, if a run or a close wrote that. Without it nothing is known, and
/// all is taken for somebody's own.
pub(super) fn known(folder: &Path, manifests: &HashSet<String>) -> io::Result<Known> {
    let manifest = folder.join(MANIFEST);
    let sha256 = match fs::symlink_metadata(&manifest) {
        Ok(there) if there.is_file() && there.len() <= MANIFEST_BYTES => files::sha256_of(&manifest, MANIFEST_BYTES)?,
        Ok(_) => return Ok(Known::default()),
        Err(why) if why.kind() == ErrorKind::NotFound => return Ok(Known::default()),
        Err(why) => return Err(why),
    };
    if !manifests.contains(&sha256) {
        return Ok(Known::default());
    }
    let files = written(folder, &sha256)?.unwrap_or_default();
    Ok(Known { files: files.into_iter().collect(), list: Some(MANIFEST.to_owned()) })
}
