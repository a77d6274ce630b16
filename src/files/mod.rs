//! Files on disk: their fingerprints, and files and folders that are there whole or not at all.
//!
//! What comes in: paths and bytes. What leaves: files. What it does not know: what is in them.

mod file;
mod folder;
mod kept;
mod listed;
mod path;
mod scratch;
mod share;
mod unfinished;

use std::io;
use std::path::Path;

use tempfile::TempDir;

pub use file::{StagedFile, ends, open, read, read_text, replace, replace_below, sha256_of, write};
pub use folder::StagedFolder;
pub use kept::{Know, Known, SetAside, write_new};
pub use listed::put_in_place_listed;
pub use path::{bytes_of, path_of};
pub use scratch::Scratch;
pub use share::share;
pub use unfinished::{Tidied, put_aside, remove_unfinished, remove_unfinished_below, tidy};

/// How the names of temporary folders begin; the name of what is written, a hyphen and six random letters follow.
const WRITING: &str = ".writing-";
/// How the name of such a folder ends when what stood in the place of what is written was put aside into it.
const BEFORE: &str = ".before";

/// A temporary folder beside a path, to write in what will stand there.
fn writing(path: &Path) -> io::Result<TempDir> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    tempfile::Builder::new().prefix(&format!("{WRITING}{name}-")).tempdir_in(file::folder_of(path))
}
