//! Copies of the committee's workbook: whatever workbook stands in `inputs/decisions` is read as one, without a word in the
//! settings.
//!
//! What comes in: a fund and its inputs. What leaves: the fund with an input for each sheet of every copy. What it does not
//! know: what decisions do.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::{FactKind, Language};
use crate::intake::workbook::{Flow, Request};
use crate::intake::{self, Isolation, Sight};
use crate::report::proposal::{SheetReading, readings};

use super::BooksError;

/// The folder below `inputs`.
const FOLDER: &str = "decisions";
/// How the names of workbooks end.
const EXTENSIONS: [&str; 3] = ["xlsx", "ods", "xlsm"];

/// The copies that stand among the inputs, in the order of their names: paths below `inputs`.
///
/// # Errors
/// When the folder is there and cannot be read.
pub(super) fn found(inputs: &Path) -> Result<Vec<String>, BooksError> {
    let folder = inputs.join(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(BooksError::file(&folder))?,
    };
    let mut names = BTreeSet::new();
    for entry in entries {
        let name = entry.map_err(BooksError::file(&folder))?.file_name().to_string_lossy().into_owned();
        // Spreadsheet programs keep a file beside one that is open, whose name begins so.
        if !name.starts_with(['~', '.']) && is_workbook(&name) {
            names.insert(copy_called(&name));
        }
    }
    Ok(names.into_iter().collect())
}

fn is_workbook(name: &str) -> bool {
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    extension.is_some_and(|extension| EXTENSIONS.contains(&extension.as_str()))
}

/// Whether a file is a committee's workbook of a fund, which belongs among the copies: it has every sheet that is read back. A
/// file that cannot be read is none.
pub fn is_committees(path: &Path, fund: &Fund) -> bool {
    language_of(path, fund).is_some()
}

/// The language that a committee's workbook was written in: the fund's may have been another then.
fn language_of(path: &Path, fund: &Fund) -> Option<Language> {
    let there = sheets_of(path, fund);
    let has_all = |language: &Language| {
        readings(*language, fund.allocation.mode).iter().all(|reading| there.contains(&reading.sheet))
    };
    languages(fund).find(has_all)
}

/// The languages that a workbook of a fund may be written in, likeliest first.
pub(super) fn languages(fund: &Fund) -> impl Iterator<Item = Language> {
    let own = fund.default_language;
    std::iter::once(own).chain(Language::ALL.iter().copied().filter(move |language| *language != own))
}

/// The names of a workbook's sheets; none of what is no workbook, or cannot be read.
pub(super) fn sheets_of(path: &Path, fund: &Fund) -> BTreeSet<String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut there = BTreeSet::new();
    if is_workbook(&name) {
        let limits = fund.limits.clone();
        let request = Request { file: name.into_owned(), limits, ..Request::default() };
        // A file that is refused has given no names.
        let _ = intake::show(path, &request, &Isolation::default(), &mut |sight| {
            if let Sight::File(head) = sight {
                there.extend(head.sheets.iter().map(|sheet| sheet.name.clone()));
            }
            Flow::Stop
        });
    }
    there
}

/// Whether a path below the inputs is that of a copy, which is read without a word in the settings.
pub fn is_copy(path: &str) -> bool {
    path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')).is_some_and(is_workbook)
}

/// The path below the inputs that a copy of a name has.
pub fn copy_called(name: &str) -> String {
    format!("{FOLDER}/{name}")
}

/// Adds the copies to the inputs of a fund, behind those of its settings, unless these name the file themselves.
pub(super) fn add(fund: &mut Fund, copies: &[String]) {
    for file in copies {
        if fund.inputs.iter().any(|mapping| mapping.file == *file) {
            continue;
        }
        let sheets = readings(fund.default_language, fund.allocation.mode).map(|reading| mapping(file, reading));
        fund.inputs.extend(sheets);
    }
}

fn mapping(file: &str, reading: SheetReading) -> InputMapping {
    let SheetReading { sheet, columns, words, defaults } = reading;
    InputMapping {
        sheet: Some(sheet),
        columns,
        words,
        defaults,
        ..InputMapping::of(InputKind::Facts(FactKind::Decision), file)
    }
}

/// Lets copies that were written while the fund's language was another be read in theirs.
pub(super) fn in_their_languages(fund: &mut Fund, inputs: &Path) {
    let (own, mode) = (fund.default_language, fund.allocation.mode);
    for file in named(fund) {
        let Some(language) = language_of(&inputs.join(&file), fund).filter(|language| *language != own) else {
            continue;
        };
        for (usual, written) in readings(own, mode).into_iter().zip(readings(language, mode)) {
            let usual = mapping(&file, usual);
            if let Some(input) = fund.inputs.iter_mut().find(|input| **input == usual) {
                *input = mapping(&file, written);
            }
        }
    }
}

/// The copies among the inputs of a fund.
pub(super) fn named(fund: &Fund) -> Vec<String> {
    let of_folder = |file: &&String| file.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/'));
    let files: BTreeSet<&String> = fund.inputs.iter().map(|mapping| &mapping.file).filter(of_folder).collect();
    files.into_iter().cloned().collect()
}
