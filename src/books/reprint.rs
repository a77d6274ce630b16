//! The closed edition of a month's reports, handed out again from the ledger, byte for byte; and what is made of it.
//!
//! What comes in: a closed month. What leaves: its reports as they were closed; beside them, where it is asked for, their
//! printed versions, packs, and the report of a year, from what was recorded. What it does not know: the inputs of today.

use std::path::{Path, PathBuf};

use crate::domain::Month;
use crate::files::{self, Known, StagedFolder};
use crate::ledger::store::{self, Close, Edition, Sqlite};
use crate::report::{self, Extras};

use super::edition::REPORT_BYTES;
use super::standing::recorded;
use super::{BooksError, Computed, Watch, again, ledger, reports_of};

/// What a reprint left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reprinted {
    /// Where the reports are.
    pub folder: PathBuf,
    /// Files that were written, in order.
    pub written: Vec<String>,
    /// How many were there as they were closed.
    pub there: usize,
    /// Files that the ledger does not keep and that are not there as they were closed: they cannot come back.
    pub lost: Vec<String>,
}

/// A closed month, as the ledger keeps it.
#[derive(Debug)]
pub struct ClosedMonth {
    /// The figures, computed again from what was recorded.
    pub computed: Computed,
    /// The reports as they were.
    pub edition: Edition,
}

/// Hands out the closed edition of a month: into the month's folder, or into another one. What was deleted or changed
/// there comes back; files that are not of the edition stay.
///
/// # Errors
/// When there is no ledger, the month is not closed, or something cannot be read or written.
pub fn reprint(folder: &Path, month: Month, to: Option<&Path>) -> Result<Reprinted, BooksError> {
    let (_, _, close, edition) = closed(folder, month)?;
    let target = to.map_or_else(|| reports_of(folder, month), Path::to_owned);
    let mut reprinted = Reprinted { folder: target.clone(), written: Vec::new(), there: 0, lost: Vec::new() };
    for (name, sha256) in &close.pack {
        let path = target.join(name);
        if files::sha256_of(&path, REPORT_BYTES).is_ok_and(|found| found == *sha256) {
            reprinted.there += 1;
            continue;
        }
        match edition.files.iter().find(|file| file.name == *name) {
            Some(file) => {
                let parent = path.parent().unwrap_or(&target);
                std::fs::create_dir_all(parent).map_err(BooksError::file(parent))?;
                files::replace(&path, &file.bytes).map_err(BooksError::file(&path))?;
                reprinted.written.push(name.clone());
            }
            None => reprinted.lost.push(name.clone()),
        }
    }
    Ok(reprinted)
}

/// The closed edition with more that is made of it, into `reports/reprint/MONTH` or another folder: the month's own folder
/// stays as it was closed.
///
/// # Errors
/// As [`reprint`]; also when the ledger does not keep the edition, this version computes the month otherwise than it was
/// closed, or something cannot be printed.
pub fn reprint_with(
    folder: &Path,
    month: Month,
    to: Option<&Path>,
    extras: Extras,
    watch: Watch<'_>,
) -> Result<Reprinted, BooksError> {
    let ClosedMonth { computed, edition } = closed_month(folder, month, watch)?;
    if let Some(lost) = edition.missing.first() {
        return Err(BooksError::Lost(lost.clone()));
    }
    let target = to.map_or_else(|| folder.join("reports/reprint").join(month.to_string()), Path::to_owned);
    let staged = StagedFolder::new(&target).map_err(BooksError::file(&target))?;
    let mut written: Vec<String> = Vec::new();
    for file in &edition.files {
        staged.write(&file.name, &file.bytes).map_err(BooksError::file(&target))?;
        written.push(file.name.clone());
    }
    written.extend(report::add(&computed.figures, computed.provenance(), staged.path(), extras)?);
    written.sort();
    written.dedup();
    // What an earlier reprint wrote under these names is replaced; all else in the folder stays.
    let know = |folder: &Path| {
        let known = written.iter().filter_map(|name| {
            let sha256 = files::sha256_of(&folder.join(name), REPORT_BYTES).ok()?;
            Some((name.clone(), sha256))
        });
        Ok(Known { files: known.collect(), list: None })
    };
    staged.put_in_place(&know).map_err(BooksError::file(&target))?;
    Ok(Reprinted { folder: target, written, there: 0, lost: Vec::new() })
}

/// A closed month with its figures, computed again from what was recorded and held against it.
///
/// # Errors
/// As [`reprint`]; also when this version computes the month otherwise than it was closed.
pub fn closed_month(folder: &Path, month: Month, watch: Watch<'_>) -> Result<ClosedMonth, BooksError> {
    let (store, _, close, edition) = closed(folder, month)?;
    let computed = again(&store, &close.run, watch)?;
    if recorded(computed.figures.standing.clone()) != close.run.standing {
        return Err(BooksError::OtherFigures { month, version: close.run.version });
    }
    Ok(ClosedMonth { computed, edition })
}

/// The ledger and the close of a month, with its edition.
fn closed(folder: &Path, month: Month) -> Result<(Sqlite, store::Event, Close, Edition), BooksError> {
    let store = ledger(folder)?.ok_or_else(|| BooksError::NoLedger(folder.to_owned()))?;
    let (event, close) = store::close_of(&store, &month.to_string())?.ok_or(BooksError::NotClosed { month })?;
    let edition = close.edition(&store)?;
    Ok((store, event, close, edition))
}
