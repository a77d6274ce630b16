//! A new fund: empty workbooks with drop-downs and instructions, and a `fund.toml` with remarks.
//!
//! What comes in: a folder and the names that drop-downs offer. What leaves: the files of `inputs/`. What it does not
//! know: how inputs are read, and the clock: the same call writes the same bytes.

mod command;
pub mod sheets;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

pub(in crate::cli) use command::{InitArguments, run};
use sheets::Styles;

use crate::config::InputKind;
use crate::domain::FactKind;
use crate::intake::SheetSpec;

/// `fund.toml` of a new fund, without its inputs.
const FUND: &str = include_str!("fund.toml");
/// How many rows get drop-downs.
const ROWS: u32 = 2_000;

/// Why a new fund cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum InitError {
    /// A file is already there; nothing was written.
    #[error("{0} is already there; nothing was written")]
    Exists(PathBuf),
    /// A file cannot be written.
    #[error("{path} cannot be written: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A workbook cannot be made.
    #[error("the workbook {file} cannot be made: {source}")]
    Workbook {
        /// Its name.
        file: String,
        /// Why.
        source: XlsxError,
    },
}

/// The names that the drop-downs of a new fund offer.
#[derive(Clone, Debug, Default)]
pub struct Offered {
    /// Countries and regions.
    pub places: Vec<String>,
    /// Themes and pillars.
    pub themes: Vec<String>,
    /// Codes of currencies.
    pub currencies: Vec<String>,
}

/// Writes an empty fund into `folder/inputs`; returns the files, `fund.toml` first.
///
/// # Errors
/// When one of the files is already there (then none is written), or cannot be written.
pub fn write(folder: &Path, offered: &Offered) -> Result<Vec<PathBuf>, InitError> {
    let inputs = folder.join("inputs");
    let mut files = vec![(inputs.join("fund.toml"), settings().into_bytes())];
    for name in workbooks() {
        let bytes = workbook(name, offered).map_err(|source| InitError::Workbook { file: name.to_owned(), source })?;
        files.push((inputs.join(name), bytes));
    }
    if let Some((path, _)) = files.iter().find(|(path, _)| path.exists()) {
        return Err(InitError::Exists(path.clone()));
    }
    fs::create_dir_all(&inputs).map_err(|source| InitError::File { path: inputs.clone(), source })?;
    let mut written = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        // A file that appears in the meantime is not overwritten.
        let created = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        let done = created.and_then(|mut file| file.write_all(&bytes));
        done.map_err(|source| InitError::File { path: path.clone(), source })?;
        written.push(path);
    }
    Ok(written)
}

/// The settings, with an input for each kind.
fn settings() -> String {
    let input = |spec: &SheetSpec| {
        let (kind, file, sheet) = (spec.kind.name(), spec.file, spec.sheet);
        format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{file}\"\nsheet = \"{sheet}\"\n")
    };
    std::iter::once(FUND.to_owned()).chain(filled_in().map(input)).collect()
}

/// The kinds that people fill in: those that stand in workbooks.
fn filled_in() -> impl Iterator<Item = &'static SheetSpec> {
    SheetSpec::all().into_iter().filter(|spec| spec.file.ends_with(".xlsx"))
}

/// The names of the workbooks, each once.
fn workbooks() -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for spec in filled_in() {
        if !names.contains(&spec.file) {
            names.push(spec.file);
        }
    }
    names
}

/// An empty workbook: instructions, its sheets, the lists.
fn workbook(name: &str, offered: &Offered) -> Result<Vec<u8>, XlsxError> {
    let layouts: Vec<&SheetSpec> = filled_in().filter(|layout| layout.file == name).collect();
    let styles = Styles::default();
    let mut workbook = Workbook::new();
    let title = layouts.first().map_or("", |layout| layout.title);
    let made = ExcelDateTime::from_ymd(2025, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    sheets::add_instructions(&mut workbook, &styles, &layouts, &[])?;
    let lists: [&[String]; 4] = [&[], &offered.places, &offered.themes, &offered.currencies];
    let lengths = lists.map(|list| u32::try_from(list.len()).unwrap_or(u32::MAX));
    for layout in &layouts {
        let notes = [layout.purpose.to_owned()];
        sheets::add_sheet(&mut workbook, &styles, layout, layout.sheet, &notes, (&lengths, ROWS))?;
    }
    sheets::add_lists(&mut workbook, &styles, lists)?;
    if layouts.iter().any(|layout| layout.kind == InputKind::Facts(FactKind::Decision)) {
        sheets::add_own_lists(&mut workbook, &styles, [&[], &[]])?;
    }
    workbook.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_each_workbook_once_and_never_over_another() {
        let folder = std::env::temp_dir().join(format!("init-{}", std::process::id()));
        let offered = Offered {
            places: vec!["World".into(), "Malawi".into()],
            themes: vec!["Health".into()],
            currencies: vec!["USD".into()],
        };
        let files = write(&folder, &offered).unwrap();
        assert_eq!(files.len(), 13, "fund.toml and twelve workbooks");
        let decisions = files.iter().find(|file| file.ends_with("decisions.xlsx")).unwrap();
        let decisions: calamine::Xlsx<_> = calamine::open_workbook(decisions).unwrap();
        let named = calamine::Reader::defined_names(&decisions);
        let own = named.iter().map(|(name, _)| name.as_str()).filter(|name| name.starts_with("Fund"));
        let named: Vec<&str> = own.collect();
        assert_eq!(named, ["FundAgreements", "FundPriorities"], "its drop-downs grow with the fund");
        assert!(matches!(write(&folder, &offered), Err(InitError::Exists(_))));
        fs::remove_dir_all(&folder).unwrap();
    }
}
