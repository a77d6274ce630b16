//! A fund's month into a data set.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::domain::Month;
use crate::files;
use crate::report::View;
use crate::report::tables::{Holds, Table, for_data_set};

use super::data_set::{FILE, folders, make, part};
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
}

/// Adds a month to a data set, which is made where the folder is empty or not there. A month that is there as it is
/// leaves every file alone. Each file is there whole or not at all; that of `edition`, by which a month is there, comes last.
/// `renamed` says that a fund of another name under the same code is the same.
///
/// # Errors
/// When the folder is no data set of this shape, another fund has the code, or something cannot be written.
pub fn export(view: &View<'_>, folder: &Path, renamed: bool) -> Result<Exported, DataSetError> {
    make(folder)?;
    let fund = part("fund", &view.fund.code);
    if !renamed {
        same_fund(view, &folder.join(EDITION).join(&fund))?;
    }
    let mut exported = Exported::default();
    let mut edition = None;
    let mut own: Vec<(&'static str, BTreeSet<Month>)> = Vec::new();
    for_data_set(view, |table: &Table<'_>, month, bytes| {
        let path = folder.join(table.name).join(&fund).join(part("month", &month.to_string())).join(FILE);
        if table.name == EDITION {
            edition = Some((path, bytes.to_vec()));
            return Ok(());
        }
        if table.holds == Holds::OwnFacts {
            match own.iter_mut().find(|(name, _)| *name == table.name) {
                Some((_, months)) => _ = months.insert(month),
                None => own.push((table.name, BTreeSet::from([month]))),
            }
        }
        exported.put(&path, bytes)
    })?;
    let last = Month::of(view.ledger.as_of);
    for (table, months) in own {
        exported.removed += gone(&folder.join(table).join(&fund), last, &months)?;
    }
    if let Some((path, bytes)) = edition {
        exported.put(&path, &bytes)?;
    }
    Ok(exported)
}

impl Exported {
    fn put(&mut self, path: &Path, bytes: &[u8]) -> Result<(), DataSetError> {
        let there = match files::read(path, LONGEST) {
            Ok(there) => there == bytes,
            Err(why) if why.kind() == std::io::ErrorKind::NotFound => false,
            Err(why) => return Err(DataSetError::at(path)(why)),
        };
        if there {
            self.unchanged += 1;
            return Ok(());
        }
        let folder = path.parent().unwrap_or(path);
        fs::create_dir_all(folder).map_err(DataSetError::at(folder))?;
        files::replace(path, bytes).map_err(DataSetError::at(path))?;
        files::remove_unfinished(path).map_err(DataSetError::at(path))?;
        self.written += 1;
        Ok(())
    }
}

/// Removes the files of months up to the last that have no facts of their own any more; says how many.
fn gone(table: &Path, last: Month, months: &BTreeSet<Month>) -> Result<usize, DataSetError> {
    let mut removed = 0;
    for folder in folders(table)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let month = name.strip_prefix("month=").and_then(Month::parse);
        let path = folder.join(FILE);
        if month.is_some_and(|month| month <= last && !months.contains(&month)) && path.exists() {
            fs::remove_file(&path).map_err(DataSetError::at(&path))?;
            removed += 1;
        }
    }
    Ok(removed)
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
