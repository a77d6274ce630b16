//! The copy, in a fund's folder, of a ledger that is no file there: it follows what is recorded, and so shows whoever works in
//! that folder when the ledger has less history than it had.

use std::path::Path;

use super::sqlite::Sqlite;
use super::{Store, StoreError};

/// Gives the copy in a folder what was recorded since it was made, or makes it.
pub(super) fn follow(store: &dyn Store, folder: &Path) -> Result<(), StoreError> {
    Sqlite::open_alone(&Sqlite::copy_path(folder))?.adopt(store).map(drop)
}
