//! The closed edition of a month's reports, handed out again: the same bytes, whatever became of the folder; and what is
//! made of it.
//!
//! What comes in: a closed month. What leaves: its reports as they were closed; beside them, where it is asked for, their
//! printed versions, packs, and the report of a year, from what was recorded. What it does not know: the inputs of today.

use std::collections::{BTreeMap, HashSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::domain::{Month, fingerprint};
use crate::files::{self, Known, SetAside, StagedFolder};
use crate::ledger::store::{self, Close, Edition, EventKind, Format, MANIFEST, StoredFile};
use crate::report::{self, Extras};

use super::edition::{MANIFEST_BYTES, REPORT_BYTES, known, manifests};
use super::standing::recorded;
use super::{Books, BooksError, Watch, again};

/// Where closed editions are with more that is made of them, in a folder for each month.
pub(super) const REPRINTS: &str = "reports/reprint";

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprinted {
    /// The month.
    pub month: Month,
    /// Where the reports are.
    pub reports: PathBuf,
    /// How many files there are.
    pub files: usize,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

impl Books {
    /// Writes the reports of a closed month as they were closed, from the ledger alone, into the month's folder or another
    /// one. What people have there stays; a report that was changed is set aside.
    ///
    /// # Errors
    /// When the month is not closed, the ledger does not keep all of its reports, or something cannot be written.
    pub fn reprint(&mut self, month: Month, to: Option<&Path>) -> Result<Reprinted, BooksError> {
        self.recovering(|books| books.reprint_once(month, to))
    }

    fn reprint_once(&self, month: Month, to: Option<&Path>) -> Result<Reprinted, BooksError> {
        let (close, edition) = self.closed_edition(month)?;
        let reports = to.map_or_else(|| self.reports(month), Path::to_owned);
        let staged = staged(&reports, &edition)?;
        let manifests = manifests(self.store())?;
        let pack: BTreeMap<String, String> = close.pack.into_iter().collect();
        let know = |folder: &Path| {
            // What stands there is the closed edition, or what the last run wrote.
            let Known { files: written, list } = known(folder, &manifests)?;
            let mut files = pack.clone();
            files.extend(written);
            Ok(Known { files, list })
        };
        let set_aside = staged.put_in_place(&know).map_err(BooksError::file(&reports))?;
        Ok(Reprinted { month, reports, files: edition.files.len(), set_aside })
    }

    /// Puts the last closed edition in the place of the draft that its close, which was cut off, left there.
    pub(super) fn put_edition(&self) -> Result<Option<Reprinted>, BooksError> {
        let Some((_, close)) = store::last_close(self.store(), None)? else { return Ok(None) };
        let month = Month::of(close.run.as_of);
        let there = self.reports(month).join(MANIFEST);
        let is_draft = close.manifest() != close.run.manifest
            && files::sha256_of(&there, MANIFEST_BYTES).is_ok_and(|sha256| sha256 == close.run.manifest);
        if is_draft { self.reprint_once(month, None).map(Some) } else { Ok(None) }
    }

    /// Puts the closed editions of months that colleagues closed where this folder has none of their reports, or has those of
    /// a run. Gives them with who closed each. What somebody changed stays.
    pub(super) fn put_colleagues_editions(
        &self,
        runs: &HashSet<String>,
    ) -> Result<Vec<(Reprinted, String)>, BooksError> {
        let mut put = Vec::new();
        for event in self.store().events(Some(EventKind::Close))? {
            let close: Close = event.read()?;
            let month = Month::of(close.run.as_of);
            let is_open = match files::sha256_of(&self.reports(month).join(MANIFEST), MANIFEST_BYTES) {
                Ok(there) => there != close.manifest() && runs.contains(&there),
                Err(why) => why.kind() == ErrorKind::NotFound,
            };
            // Of a close of format 1 the ledger keeps no more than hashes.
            if is_open && event.format != Format::One {
                put.push((self.reprint_once(month, None)?, close.by));
            }
        }
        Ok(put)
    }

    /// Writes the closed edition with more that is made of it, and the donors' workbooks for a period from a month on, into
    /// `reports/reprint/MONTH` or another folder: the month's
    /// own folder stays as it was closed.
    ///
    /// # Errors
    /// As [`Books::reprint`]; also when this version computes the month otherwise than it was closed, or something cannot
    /// be printed.
    pub fn reprint_with(
        &mut self,
        month: Month,
        to: Option<&Path>,
        (extras, from): (Extras, Option<Month>),
        watch: Watch<'_>,
    ) -> Result<Reprinted, BooksError> {
        self.recovering(|books| books.reprint_with_once(month, to, (extras, from), watch))
    }

    fn reprint_with_once(
        &self,
        month: Month,
        to: Option<&Path>,
        (extras, from): (Extras, Option<Month>),
        watch: Watch<'_>,
    ) -> Result<Reprinted, BooksError> {
        extras.available()?;
        let (close, edition) = self.closed_edition(month)?;
        let computed = again(self.store(), &close.run, watch)?;
        if recorded(computed.figures.standing.clone()) != close.run.standing {
            return Err(BooksError::OtherFigures { month, version: close.run.version });
        }
        let reports = to.map_or_else(|| self.folder().join(REPRINTS).join(month.to_string()), Path::to_owned);
        let staged = staged(&reports, &edition)?;
        let mut written: Vec<String> = edition.files.into_iter().map(|file| file.name).collect();
        written.extend(report::add(&computed.figures, computed.provenance(), staged.path(), extras)?);
        if let Some(from) = from {
            let (figures, provenance) = (&computed.figures, computed.provenance());
            written.extend(report::add_periods(figures, provenance, staged.path(), from)?);
        }
        written.sort();
        written.dedup();
        // What an earlier reprint wrote and comes out the same is replaced; all else in the folder stays.
        let pack: BTreeMap<String, String> = close.pack.into_iter().collect();
        let know = |_: &Path| Ok(Known { files: pack.clone(), list: None });
        let set_aside = staged.put_in_place(&know).map_err(BooksError::file(&reports))?;
        Ok(Reprinted { month, reports, files: written.len(), set_aside })
    }

    /// The close of a month, and its edition, whole. Where the ledger has no more than the hash of a report, as of a close of
    /// format 1, the one on the disk counts if it has that hash.
    fn closed_edition(&self, month: Month) -> Result<(Close, Edition), BooksError> {
        let closed = store::close_of(self.store(), &month.to_string())?;
        let (_, close) = closed.ok_or(BooksError::NotClosed { month })?;
        let Edition { mut files, missing } = close.edition(self.store())?;
        let (reports, mut gone) = (self.reports(month), Vec::new());
        for (name, sha256) in close.pack.iter().filter(|(name, _)| missing.contains(name)) {
            match files::read(&reports.join(name), REPORT_BYTES) {
                Ok(bytes) if fingerprint::sha256(&bytes) == *sha256 => {
                    files.push(StoredFile { name: name.clone(), sha256: sha256.clone(), bytes });
                }
                Ok(_) | Err(_) => gone.push(name.clone()),
            }
        }
        if gone.is_empty() {
            return Ok((close, Edition { files, missing: gone }));
        }
        Err(BooksError::NotKept { month, missing: gone, files: close.pack.len() })
    }
}

/// The edition beside its folder, to be moved there.
fn staged(reports: &Path, edition: &Edition) -> Result<StagedFolder, BooksError> {
    let staged = StagedFolder::new(reports).map_err(BooksError::file(reports))?;
    for kept in &edition.files {
        staged.write(&kept.name, &kept.bytes).map_err(BooksError::file(reports))?;
    }
    Ok(staged)
}
