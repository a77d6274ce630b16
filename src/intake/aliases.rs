//! Records a decision on what a name means.
//!
//! What comes in: a decision, and the fund whose inputs hold those taken before. What leaves: the file of aliases with one
//! more row, everything else in it as it was. What it does not know: who may decide, and how files are written.

use std::borrow::Cow;
use std::path::Path;

use chrono::NaiveDate;

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::text::comparable;
use crate::intake::Options;
use crate::intake::added_row::AddedRow;
use crate::intake::annotate::AnnotateError;
use crate::intake::file::sandbox;
use crate::intake::file::workbook::{Cell, FileType, Request, Row, Style, Value};
use crate::intake::kinds::columns::{Column, ColumnSpec};
use crate::intake::kinds::{AliasRow, columns_of};
use crate::intake::problems::Location;
use crate::intake::row::name::NameKind;
use crate::intake::sheet::header::Layout;

/// What a name means, who says so, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What the name is of.
    pub kind: NameKind,
    /// The name as written.
    pub written: String,
    /// The code that it means.
    pub means: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}

/// Why a decision is not recorded.
#[derive(Debug, thiserror::Error)]
pub enum AliasError {
    /// The name has no letter and no digit.
    #[error("{0:?} is no name: it has no letter and no digit")]
    NoName(String),
    /// Nobody decides.
    #[error("say who decides")]
    Nobody,
    /// What the name is to mean does not exist.
    #[error("{means:?} is no code of a {kind}", kind = .kind.name())]
    NoSuchCode {
        /// What the name is of.
        kind: NameKind,
        /// The code.
        means: String,
    },
    /// It was decided otherwise.
    #[error("{location} says already that {written:?} means {means}; correct that row, or delete it first")]
    Contradicts {
        /// Where that stands.
        location: Location,
        /// The name as it is written there.
        written: String,
        /// The code that it means there.
        means: String,
    },
    /// The file of aliases cannot be read, by this program or by the system.
    #[error("{file} cannot be read ({why}); see poolfund check {file}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// The file is of a format that cannot be added to.
    #[error("{0}: rows can be added to xlsx and csv files only; add this one by hand")]
    Format(String),
    /// The file is not of the usual shape.
    #[error("{0} is not of the usual shape; add the row by hand")]
    Shape(String),
}

/// What is to be written so that a decision is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The file of aliases, below `inputs/`.
    pub file: String,
    /// Its bytes with the decision; nothing when the decision stands there already.
    pub bytes: Option<Vec<u8>>,
    /// The input that `fund.toml` lacks; to be written last, since a file that it names must be there.
    pub input: Option<String>,
}

/// The file of aliases that a fund begins with.
const NEW_FILE: &str = "aliases.csv";

/// Records a decision in the fund's file of aliases, or in a new one.
///
/// # Errors
/// When it says nothing, contradicts one that was taken before, or the file cannot be added to.
pub fn record_decision(
    inputs: &Path,
    fund: &Fund,
    options: &Options,
    decision: &Decision,
) -> Result<Recorded, AliasError> {
    if comparable(&decision.written).is_empty() {
        return Err(AliasError::NoName(decision.written.clone()));
    }
    if decision.by.trim().is_empty() {
        return Err(AliasError::Nobody);
    }
    let mut fund = fund.clone();
    let named = fund.inputs.iter().find(|mapping| mapping.kind == InputKind::Aliases).cloned();
    let mapping = named.clone().unwrap_or_else(|| InputMapping::of(InputKind::Aliases, NEW_FILE));
    let file = mapping.file.clone();
    // A file that fund.toml does not name yet is what a recording that was cut off left.
    let begun = inputs.join(&file).exists();
    if named.is_none() && begun {
        fund.inputs.push(mapping.clone());
    }
    let read = super::read_with(inputs, &fund, options, None);
    if !super::code_exists(decision.kind, &decision.means, &read.facts, &fund) {
        return Err(AliasError::NoSuchCode { kind: decision.kind, means: decision.means.clone() });
    }
    let input = named.is_none().then(|| format!("[[input]]\nkind = \"aliases\"\nfile = \"{file}\"\n"));
    let same_name =
        |row: &&AliasRow| row.kind == decision.kind && comparable(&row.written) == comparable(&decision.written);
    match read.aliases.iter().find(same_name) {
        Some(row) if row.means == decision.means => return Ok(Recorded { file, bytes: None, input }),
        Some(AliasRow { location, written, means, .. }) => {
            let (location, written, means) = (location.clone(), written.clone(), means.clone());
            return Err(AliasError::Contradicts { location, written, means });
        }
        None => {}
    }
    let bytes = if named.is_none() && !begun {
        let (header, layout) = new_file(&mapping, &fund);
        decision.row("", &layout).add_to_text(&header).ok_or_else(|| AliasError::Shape(file.clone()))?
    } else {
        let unreadable = |why: String| AliasError::Unreadable { file: file.clone(), why };
        if !matches!(FileType::named(&file), Some(FileType::Xlsx | FileType::Text)) {
            return Err(AliasError::Format(file));
        }
        let mut sheets = read.files.iter().filter(|read| read.file == file).flat_map(|read| &read.sheets);
        let sheet = sheets.find(|sheet| sheet.kind == InputKind::Aliases);
        let sheet = sheet.ok_or_else(|| unreadable("no sheet of it holds aliases".to_owned()))?;
        let row = decision.row(&sheet.source.sheet, &sheet.layout);
        let request = Request { file: file.clone(), limits: options.limits.clone(), ..Request::default() };
        let copy = sandbox::with_row(&inputs.join(&file), &request, &row, &options.isolation);
        copy.map_err(|why| match why {
            AnnotateError::Unreadable(refusal) => unreadable(refusal.found),
            AnnotateError::Unwritable(_) => AliasError::Shape(file.clone()),
        })?
    };
    Ok(Recorded { file, bytes: Some(bytes), input })
}

/// The header of a new file of aliases, and how it is read.
fn new_file(mapping: &InputMapping, fund: &Fund) -> (Vec<u8>, Layout) {
    let names: Vec<&str> = columns_of(InputKind::Aliases).iter().map(ColumnSpec::canonical).collect();
    let mut row = Row { number: 1, fields: u32::try_from(names.len()).ok(), ..Row::default() };
    for (column, name) in (0..).zip(&names) {
        let value = Value::Text(Cow::Borrowed(*name));
        row.cells.push(Cell { column, value, formula: false, style: Style::default() });
    }
    let sheet = super::read_rows(&[row], mapping, fund).sheets.into_iter().next();
    (format!("{}\n", names.join(",")).into_bytes(), sheet.map(|sheet| sheet.layout).unwrap_or_default())
}

impl Decision {
    /// The text of a column.
    fn text(&self, column: Column) -> Option<String> {
        let texts = [
            (Column::Kind, self.kind.name().to_owned()),
            (Column::AsWritten, self.written.clone()),
            (Column::Means, self.means.clone()),
            (Column::DecidedBy, self.by.clone()),
            (Column::DecidedOn, self.on.to_string()),
        ];
        texts.into_iter().find(|(known, _)| *known == column).map(|(_, text)| text)
    }

    /// The row of a sheet that says it.
    fn row(&self, sheet: &str, layout: &Layout) -> AddedRow {
        let texts = layout.columns.iter().filter_map(|(&position, &column)| Some((position, self.text(column)?)));
        AddedRow {
            sheet: sheet.to_owned(),
            header_row: layout.header_row,
            fields: layout.fields,
            texts: texts.collect(),
        }
    }
}
