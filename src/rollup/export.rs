//! A fund's month into a data set.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::Month;
use crate::files::{self, SetAside};
use crate::report::View;
use crate::report::tables::{Holds, Table, for_data_set};

use super::compact::tidied;
use super::data_set::{FILE, folders, hold_or_make, part};
use super::read::{Value, rows};
use super::{DataSetError, data_set};

/// The table whose file makes a month be there.
pub(super) const EDITION: &str = "edition";
/// No file of a month is longer.
const LONGEST: u64 = 4 << 30;

/// What an export changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// Files that are new or other than they were.
    pub written: usize,
    /// Files that were as they are.
    pub unchanged: usize,
    /// Files of months that have no rows of a table any more.
    pub removed: usize,
    /// Files of people in the copy in few files that could not keep their names, where making one was cut off.
    pub set_aside: Vec<SetAside>,
}

/// Adds a month to a data set, which is made where the folder is empty or not there. A month that is there as it is
/// leaves every file alone. Each file is there whole or not at all; that of `edition`, by which a month is there, goes before
/// another changes, and comes last: no month is there with some tables as they were and some as they are.
/// `renamed` says that a fund of another name under the same code is the same.
///
/// # Errors
/// When the folder is no data set of this shape, another fund has the code, or something cannot be written.
pub fn export(view: &View<'_>, folder: &Path, renamed: bool) -> Result<Exported, DataSetError> {
    let _held = hold_or_make(folder)?;
    let set_aside = tidied(folder)?;
    let fund = part("fund", &view.fund.code);
    if !renamed {
        same_fund(view, &folder.join(EDITION).join(&fund))?;
    }
    let last = Month::of(view.ledger.as_of);
    let place =
        |table: &str, month: Month| folder.join(table).join(&fund).join(part("month", &month.to_string())).join(FILE);
    let edition = place(EDITION, last);
    let mut writing = Writing { folder, edition: &edition, exported: Exported { set_aside, ..Exported::default() } };
    let mut of_edition = Vec::new();
    let mut own: Vec<(&'static str, BTreeSet<Month>)> = Vec::new();
    for_data_set(view, |table: &Table<'_>, month, bytes| {
        if table.name == EDITION {
            of_edition = bytes.to_vec();
            return Ok(());
        }
        if table.holds == Holds::OwnFacts {
            match own.iter_mut().find(|(name, _)| *name == table.name) {
                Some((_, months)) => _ = months.insert(month),
                None => own.push((table.name, BTreeSet::from([month]))),
            }
        }
        writing.put(&place(table.name, month), bytes)
    })?;
    for (table, months) in own {
        for gone in gone(&folder.join(table).join(&fund), last, &months)? {
            writing.remove(&gone)?;
        }
    }
    writing.put(&edition, &of_edition)?;
    Ok(writing.exported)
}

/// An export while it writes.
struct Writing<'w> {
    /// The data set.
    folder: &'w Path,
    /// The file by which the month is there.
    edition: &'w Path,
    exported: Exported,
}

impl Writing<'_> {
    /// Puts a file in its place. It is written elsewhere in the data set: engines open whatever is below a table's folder.
    fn put(&mut self, path: &Path, bytes: &[u8]) -> Result<(), DataSetError> {
        let there = match files::read(path, LONGEST) {
            Ok(there) => there == bytes,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => false,
            Err(why) => return Err(DataSetError::at(path)(why)),
        };
        if there {
            self.exported.unchanged += 1;
            return Ok(());
        }
        self.withdraw(path)?;
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder).map_err(DataSetError::at(folder))?;
        files::replace_below(self.folder, path, bytes).map_err(DataSetError::at(path))?;
        self.exported.written += 1;
        Ok(())
    }

    /// Removes a file of a month that has no rows of a table any more.
    fn remove(&mut self, path: &Path) -> Result<(), DataSetError> {
        self.withdraw(path)?;
        fs::remove_file(path).map_err(DataSetError::at(path))?;
        self.exported.removed += 1;
        Ok(())
    }

    /// Takes the month out of the data set, before another of its files changes.
    fn withdraw(&self, path: &Path) -> Result<(), DataSetError> {
        if path == self.edition {
            return Ok(());
        }
        match fs::remove_file(self.edition) {
            Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(DataSetError::at(self.edition)(why)),
            Ok(()) | Err(_) => Ok(()),
        }
    }
}

/// The files of months up to the last that have no facts of their own any more.
fn gone(table: &Path, last: Month, months: &BTreeSet<Month>) -> Result<Vec<PathBuf>, DataSetError> {
    let mut gone = Vec::new();
    for folder in folders(table)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let month = name.strip_prefix("month=").and_then(Month::parse);
        let path = folder.join(FILE);
        if month.is_some_and(|month| month <= last && !months.contains(&month)) && path.exists() {
            gone.push(path);
        }
    }
    Ok(gone)
}

/// Refuses a fund under whose code the data set has another one.
fn same_fund(view: &View<'_>, editions: &Path) -> Result<(), DataSetError> {
    let Some(newest) = data_set::tables(editions)?.pop() else { return Ok(()) };
    let mut there = None;
    rows(&newest, &["name"], |row| {
        if let [Value::Text(name)] = row {
            there = Some((*name).to_owned());
        }
        Ok(())
    })?;
    match there {
        Some(there) if there != view.fund.name => {
            Err(DataSetError::OtherFund { code: view.fund.code.clone(), there, here: view.fund.name.clone() })
        }
        Some(_) | None => Ok(()),
    }
}
