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

use std::io;
use std::path::Path;

use tempfile::TempDir;

pub use file::{StagedFile, ends, open, read, read_text, remove_unfinished, replace, replace_below, sha256_of, write};
pub use folder::{StagedFolder, Tidied, put_aside, remove_unfinished_below, tidy};
pub use kept::{Know, Known, SetAside, write_new};
pub use listed::put_in_place_listed;
pub use path::{bytes_of, path_of};
pub use scratch::Scratch;
pub use share::share;

/// How the names of temporary folders begin; the name of what is written, a hyphen and six random letters follow.
const WRITING: &str = ".writing-";

/// A temporary folder beside a path, to write in what will stand there.
fn writing(path: &Path) -> io::Result<TempDir> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    tempfile::Builder::new().prefix(&format!("{WRITING}{name}-")).tempdir_in(file::folder_of(path))
}
