//! Folders with a list of what was written into them, so that files that somebody changed are told from those.

use std::io;
use std::path::Path;

use crate::domain::fingerprint::sha256;

use super::kept::{Known, SetAside};
use super::{StagedFolder, read_text, sha256_of};

/// The file that names the others with their hashes.
const LIST: &str = "files.sha256";
/// It is no longer, in bytes.
const LONGEST_LIST: u64 = 16 << 20;

/// Moves a folder of these files to its target, with a list of them; of what stood there, all stays that is on no list. Gives
/// what could not keep its name.
///
/// # Errors
/// When the system refuses.
pub fn put_in_place_listed(staged: StagedFolder, names: &[String]) -> io::Result<Vec<SetAside>> {
    let mut list = String::new();
    for name in names {
        list.push_str(&format!("{}  {name}\n", sha256_of(&staged.path().join(name), u64::MAX)?));
    }
    staged.write(LIST, list.as_bytes())?;
    staged.put_in_place(&known)
}

/// The files of a folder that stand on its list.
fn known(folder: &Path) -> io::Result<Known> {
    let list = match read_text(&folder.join(LIST), LONGEST_LIST) {
        Ok(list) => list,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Known::default()),
        Err(why) => return Err(why),
    };
    let files = list.lines().filter_map(|line| line.split_once("  "));
    let files = files.map(|(sha256, name)| (name.to_owned(), sha256.to_owned()));
    let itself = (LIST.to_owned(), sha256(list.as_bytes()));
    Ok(Known { files: files.chain([itself]).collect(), list: Some(LIST.to_owned()) })
}
