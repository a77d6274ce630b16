//! A folder of the program's own among the system's temporary files, gone when the program is done with it.
//!
//! A program that is killed removes nothing. So each such folder holds a file that stays locked for as long as the program
//! lives, and whoever makes another folder removes those whose lock nobody holds any more.

use std::fs::{self, File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{Builder, TempDir};

/// How the names of such folders begin.
const NAMED: &str = "poolfund-temporary-";
/// The file that is locked.
const HELD: &str = "held";
/// Where the files are.
const WITHIN: &str = "files";
/// How old a folder must be to be cleared away: in a younger one the lock may not be taken yet.
const OLD: Duration = Duration::from_secs(60);

/// A folder that only its owner may open; on Windows the folder of temporary files is the user's own.
#[derive(Debug)]
pub struct Scratch {
    /// Closed before the folder goes.
    _held: File,
    _folder: TempDir,
    within: PathBuf,
}

impl Scratch {
    /// An empty folder. What killed programs of the same user left behind is cleared away.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn new() -> io::Result<Self> {
        Self::below(&std::env::temp_dir(), OLD)
    }

    fn below(temporary: &Path, old: Duration) -> io::Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(NAMED);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            builder.permissions(fs::Permissions::from_mode(0o700));
        }
        let folder = builder.tempdir_in(temporary)?;
        let held = File::create_new(folder.path().join(HELD))?;
        held.lock()?;
        let within = folder.path().join(WITHIN);
        fs::create_dir(&within)?;
        clear(temporary, old, &folder.path().metadata()?)?;
        Ok(Self { _held: held, _folder: folder, within })
    }

    /// Where to write.
    pub fn path(&self) -> &Path {
        &self.within
    }
}

/// Removes the folders of the owner of `own` whose programs are gone. One that cannot be removed stays until the next time.
fn clear(temporary: &Path, old: Duration, own: &Metadata) -> io::Result<()> {
    for entry in fs::read_dir(temporary)?.flatten() {
        let is_named = entry.file_name().to_str().is_some_and(|name| name.starts_with(NAMED));
        let is_ours = || entry.metadata().is_ok_and(|there| there.is_dir() && same_owner(&there, own));
        if is_named && is_ours() && is_left(&entry.path().join(HELD), old) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
    Ok(())
}

/// Whether nobody holds a file that was made a while ago.
fn is_left(held: &Path, old: Duration) -> bool {
    let regular = fs::symlink_metadata(held).is_ok_and(|there| there.is_file());
    let Some(file) = regular.then(|| File::open(held).ok()).flatten() else { return false };
    let age = file.metadata().and_then(|there| there.modified()).ok().and_then(|made| made.elapsed().ok());
    age.is_some_and(|age| age >= old) && file.try_lock().is_ok()
}

#[cfg(unix)]
fn same_owner(one: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    one.uid() == other.uid()
}

#[cfg(not(unix))]
const fn same_owner(_: &Metadata, _: &Metadata) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as a program leaves it that is killed: nobody holds its lock.
    fn left(temporary: &Path, name: &str) -> PathBuf {
        let folder = temporary.join(format!("{NAMED}{name}"));
        fs::create_dir_all(folder.join(WITHIN)).unwrap();
        fs::write(folder.join(HELD), "").unwrap();
        fs::write(folder.join(WITHIN).join("inputs.xlsx"), "money").unwrap();
        folder
    }

    #[test]
    fn what_killed_programs_left_goes_and_all_else_stays() {
        let temporary = tempfile::tempdir().unwrap();
        let living = Scratch::below(temporary.path(), OLD).unwrap();
        fs::write(living.path().join("here"), "x").unwrap();
        let gone = left(temporary.path(), "gone");
        let others: Vec<PathBuf> = ["other", "poolfund-files"].map(|name| temporary.path().join(name)).into();
        others.iter().for_each(|other| fs::create_dir_all(other.join(WITHIN)).unwrap());
        let unheld = temporary.path().join(format!("{NAMED}unheld"));
        fs::create_dir(&unheld).unwrap();

        let young = Scratch::below(temporary.path(), OLD).unwrap();
        assert!(gone.exists(), "it may be about to be locked");
        let next = Scratch::below(temporary.path(), Duration::ZERO).unwrap();
        assert!(!gone.exists(), "nobody holds it");
        assert!(living.path().join("here").exists() && young.path().exists() && next.path().exists());
        assert!(unheld.exists() && others.iter().all(|other| other.exists()), "not known to be ours");

        let path = next.path().to_owned();
        drop(next);
        assert!(!path.parent().unwrap().exists(), "nothing of it is left");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_leads_nowhere() {
        let (temporary, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(elsewhere.path().join(HELD), "").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), temporary.path().join(format!("{NAMED}link"))).unwrap();
        let gone = left(temporary.path(), "gone");
        std::os::unix::fs::symlink(elsewhere.path(), gone.join(WITHIN).join("out")).unwrap();
        drop(Scratch::below(temporary.path(), Duration::ZERO).unwrap());
        assert!(!gone.exists() && elsewhere.path().join(HELD).exists(), "what a link leads to stays");
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_open_it() {
        use std::os::unix::fs::PermissionsExt;
        let scratch = Scratch::new().unwrap();
        let folder = scratch.path().parent().unwrap();
        assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
    }
}
