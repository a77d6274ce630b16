//! A file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::domain::fingerprint::Hasher;

use super::writing;

/// Whether a file is a regular one that ends: none of the system's own, which may keep its reader waiting (`/proc/kmsg`).
pub fn ends(there: &fs::Metadata) -> bool {
    there.is_file() && !is_of_the_system(there)
}

#[cfg(target_os = "linux")]
fn is_of_the_system(there: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata("/proc").is_ok_and(|system| system.dev() == there.dev())
}

#[cfg(not(target_os = "linux"))]
const fn is_of_the_system(_there: &fs::Metadata) -> bool {
    false
}

/// Opens a file to read, a regular one: a pipe or a device might never end. Nothing is waited for.
///
/// # Errors
/// When it is no regular file, or cannot be opened.
pub fn open(path: &Path) -> io::Result<File> {
    // Asked before it is opened, since opening a device may do something, and after, since it may be another one by then.
    let is_regular = |there: fs::Metadata| {
        ends(&there).then_some(()).ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"))
    };
    is_regular(fs::metadata(path)?)?;
    let file = without_waiting(fs::OpenOptions::new().read(true)).open(path)?;
    is_regular(file.metadata()?)?;
    Ok(file)
}

#[cfg(unix)]
fn without_waiting(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(libc::O_NONBLOCK)
}

#[cfg(not(unix))]
fn without_waiting(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    options
}

/// Opens a regular file that is no longer than `most`.
fn open_within(path: &Path, most: u64) -> io::Result<io::Take<File>> {
    let file = open(path)?;
    if file.metadata()?.len() > most {
        return Err(too_long(most));
    }
    // It may grow while it is read.
    Ok(file.take(most.saturating_add(1)))
}

fn too_long(most: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it is longer than {} MiB", most >> 20))
}

/// The bytes of a regular file that is no longer than `most`.
///
/// # Errors
/// When it is no regular file, longer, or cannot be read.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open_within(path, most)?.read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) { Ok(bytes) } else { Err(too_long(most)) }
}

/// The text of a regular file that is no longer than `most`.
///
/// # Errors
/// When it is no regular file, longer, no text in UTF-8, or cannot be read.
pub fn read_text(path: &Path, most: u64) -> io::Result<String> {
    String::from_utf8(read(path, most)?).map_err(|why| io::Error::new(io::ErrorKind::InvalidData, why))
}

/// SHA-256 of a regular file that is no longer than `most`, in lower-case hexadecimal.
///
/// # Errors
/// When it is no regular file, longer, or cannot be read.
pub fn sha256_of(path: &Path, most: u64) -> io::Result<String> {
    let mut hasher = Hasher::default();
    let (mut file, mut piece) = (open_within(path, most)?, vec![0; 1 << 16]);
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(hasher.finish()),
            length => hasher.update(piece.get(..length).unwrap_or_default()),
        }
    }
}

/// Writes a file, its folders included, and waits until it is on the disk.
///
/// # Errors
/// When the system refuses.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    written(path, bytes)?.sync_all()
}

/// A file of these bytes, its folders included, that may not be on the disk yet.
pub(super) fn written(path: &Path, bytes: &[u8]) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// A file being written beside the place where it will stand.
#[derive(Debug)]
pub struct StagedFile {
    target: PathBuf,
    /// A folder of its own, so that whoever writes finds no file there, and so that all that is left beside it goes too.
    folder: TempDir,
}

impl StagedFile {
    /// A file that will stand at `target`, whose folder exists.
    ///
    /// # Errors
    /// When no file can be made there.
    pub fn new(target: &Path) -> io::Result<Self> {
        Self::below(folder_of(target), target)
    }

    /// The same, written below another folder of the same disk, where no reader of the target's looks.
    ///
    /// # Errors
    /// When no file can be made there.
    pub fn below(place: &Path, target: &Path) -> io::Result<Self> {
        let folder = writing(&place.join(target.file_name().unwrap_or_default()))?;
        Ok(Self { target: target.to_owned(), folder })
    }

    /// Where to write it; nothing stands there yet.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(self.target.file_name().unwrap_or_default())
    }

    /// Moves the file, once it is on the disk, to its target; one that stood there gives its permissions.
    ///
    /// # Errors
    /// When the system refuses; the target is then as it was.
    pub fn put_in_place(self) -> io::Result<()> {
        let written = self.path();
        if let Ok(before) = fs::metadata(&self.target) {
            fs::set_permissions(&written, before.permissions())?;
        }
        File::open(&written)?.sync_all()?;
        fs::rename(&written, &self.target)?;
        sync_folder(folder_of(&self.target))
    }
}

/// Puts a file of these bytes in the place of another, if there is one.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    replace_below(folder_of(path), path, bytes)
}

/// The same, written below another folder of the same disk, where no reader of the file's folder looks.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub fn replace_below(place: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let staged = StagedFile::below(place, path)?;
    fs::write(staged.path(), bytes)?;
    staged.put_in_place()
}

/// The folder that a path is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    }
}

/// Waits until a folder's list of files is on the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        replace(&path, b"one").unwrap();
        let abandoned = StagedFile::new(&path).unwrap();
        fs::write(abandoned.path(), b"half").unwrap();
        drop(abandoned);
        assert_eq!(fs::read(&path).unwrap(), b"one");
        replace(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        let there: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(there, ["a.csv"], "nothing is left beside it");
        assert_eq!(sha256_of(&path, 1 << 10).unwrap(), crate::domain::fingerprint::sha256(b"two"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, b"one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"two").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
