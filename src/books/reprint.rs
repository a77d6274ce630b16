//! The closed edition of a month's reports, handed out again: the same bytes, whatever became of the folder.

use std::path::{Path, PathBuf};

use crate::domain::Month;
use crate::files::{Known, SetAside, StagedFolder};
use crate::ledger::store;

use super::{Books, BooksError};

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprinted {
    /// Where the reports are.
    pub reports: PathBuf,
    /// How many files there are.
    pub files: usize,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

impl Books {
    /// Writes the reports of a closed month as they were closed, from the ledger alone. What people have in their folder
    /// stays; a report that was changed is set aside.
    ///
    /// # Errors
    /// When the month is not closed, the ledger does not keep all of its reports, or something cannot be written.
    pub fn reprint(&mut self, month: Month) -> Result<Reprinted, BooksError> {
        self.mended(|books| books.reprint_once(month))
    }

    fn reprint_once(&self, month: Month) -> Result<Reprinted, BooksError> {
        let closed = store::close_of(&self.store, &month.to_string())?;
        let (_, close) = closed.ok_or(BooksError::NotClosed { month })?;
        let edition = close.edition(&self.store)?;
        if !edition.missing.is_empty() {
            return Err(BooksError::NotKept { month, missing: edition.missing.len(), files: close.pack.len() });
        }
        let reports = self.reports(month);
        let staged = StagedFolder::new(&reports).map_err(BooksError::file(&reports))?;
        for kept in &edition.files {
            staged.write(&kept.name, &kept.bytes).map_err(BooksError::file(&reports))?;
        }
        let known = Known { files: close.pack.into_iter().collect(), list: None };
        let set_aside = staged.put_in_place(&|_: &Path| Ok(known.clone())).map_err(BooksError::file(&reports))?;
        Ok(Reprinted { reports, files: edition.files.len(), set_aside })
    }
}
