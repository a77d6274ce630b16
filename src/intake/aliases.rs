//! Records a decision on what a name means.
//!
//! What comes in: a decision, and the fund whose inputs hold those taken before. What leaves: the file of aliases with one
//! more row, everything else in it as it was. What it does not know: who may decide, and how files are written.

use std::borrow::Cow;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use chrono::NaiveDate;
use zip::{ZipArchive, ZipWriter};

use crate::config::{Fund, InputKind, InputMapping};
use crate::domain::address::cell_name;
use crate::domain::text::comparable;
use crate::intake::Options;
use crate::intake::file::workbook::{Cell, FileType, Row, Style, Value, sheet_parts};
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
        add_to_text(&header, &layout, &decision.row(&layout)).ok_or_else(|| AliasError::Shape(file.clone()))?
    } else {
        let unreadable = |why: String| AliasError::Unreadable { file: file.clone(), why };
        let before = std::fs::read(inputs.join(&file)).map_err(|why| unreadable(why.to_string()))?;
        let mut sheets = read.files.iter().filter(|read| read.file == file).flat_map(|read| &read.sheets);
        let sheet = sheets.find(|sheet| sheet.kind == InputKind::Aliases);
        let sheet = sheet.ok_or_else(|| unreadable("no sheet of it holds aliases".to_owned()))?;
        add_decision(&before, &file, &sheet.source.sheet, &sheet.layout, decision)?
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

    /// The columns of a row: position and text.
    fn row(&self, layout: &Layout) -> Vec<(u32, String)> {
        layout.columns.iter().filter_map(|(&position, &column)| Some((position, self.text(column)?))).collect()
    }
}

/// The bytes of the aliases' file with the decision as its last row. `file` is its name; `sheet` and `layout` are as it
/// was read.
fn add_decision(
    bytes: &[u8],
    file: &str,
    sheet: &str,
    layout: &Layout,
    decision: &Decision,
) -> Result<Vec<u8>, AliasError> {
    let row = decision.row(layout);
    let added = match FileType::named(file) {
        Some(FileType::Xlsx) => add_to_workbook(bytes, sheet, &row),
        Some(FileType::Text) => add_to_text(bytes, layout, &row),
        Some(FileType::Xls | FileType::Xlsb | FileType::Ods) | None => return Err(AliasError::Format(file.to_owned())),
    };
    added.ok_or_else(|| AliasError::Shape(file.to_owned()))
}

fn add_to_text(bytes: &[u8], layout: &Layout, row: &[(u32, String)]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let header = text.lines().nth(usize::try_from(layout.header_row.checked_sub(1)?).ok()?)?;
    let delimiter = [b';', b'\t', b'|', b',']
        .into_iter()
        .max_by_key(|&mark| header.bytes().filter(|&byte| byte == mark).count())?;
    let mut fields = vec![String::new(); usize::try_from(layout.fields?).ok()?];
    for (position, text) in row {
        *fields.get_mut(usize::try_from(*position).ok()?)? = text.clone();
    }
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(&fields).ok()?;
    let mut out = bytes.to_vec();
    if !out.ends_with(b"\n") {
        out.push(b'\n');
    }
    out.extend(writer.into_inner().ok()?);
    Some(out)
}

fn add_to_workbook(bytes: &[u8], sheet: &str, row: &[(u32, String)]) -> Option<Vec<u8>> {
    let part = sheet_parts(bytes).ok()?.into_iter().find(|(_, name)| name == sheet)?.0;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).ok()?;
        let name = entry.name().ok()?.into_owned();
        if name.to_ascii_lowercase() != part {
            drop(entry);
            writer.raw_copy_file(archive.by_index_raw(index).ok()?).ok()?;
            continue;
        }
        let mut xml = String::new();
        entry.read_to_string(&mut xml).ok()?;
        writer.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        writer.write_all(with_row(&xml, row)?.as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// The sheet with one more row below all others.
fn with_row(xml: &str, row: &[(u32, String)]) -> Option<String> {
    let end = xml.find("</sheetData>")?;
    let before = xml.get(..end)?;
    let rows = before.split("<row ").skip(1);
    let numbers = rows.filter_map(|rest| {
        rest.strip_prefix("r=\"").or_else(|| rest.split(" r=\"").nth(1))?.split('"').next()?.parse::<u32>().ok()
    });
    let number = numbers.max()?.checked_add(1)?;
    let mut cells = String::new();
    for (position, text) in row {
        let text = quick_xml::escape::escape(text);
        let cell = cell_name(number, *position);
        cells.push_str(&format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"));
    }
    Some(format!("{before}<row r=\"{number}\">{cells}</row>{}", xml.get(end..)?))
}
