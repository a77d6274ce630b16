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
use crate::domain::FactKind;
use crate::report::proposal::{SheetReading, readings};

use super::BooksError;
use super::own_workbook::{self, OwnWorkbook};

/// The folder below `inputs`.
const FOLDER: &str = "decisions";

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
        if !name.starts_with(['~', '.']) && own_workbook::is_workbook(&name) {
            names.insert(copy_called(&name));
        }
    }
    Ok(names.into_iter().collect())
}

/// Whether a path below the inputs is that of a copy, which is read without a word in the settings.
pub fn is_copy(path: &str) -> bool {
    path.strip_prefix(FOLDER).and_then(|rest| rest.strip_prefix('/')).is_some_and(own_workbook::is_workbook)
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
        let written = OwnWorkbook::of(&inputs.join(&file), fund).committees;
        let Some(language) = written.filter(|language| *language != own) else { continue };
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
