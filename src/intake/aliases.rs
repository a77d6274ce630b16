//! Adds a decision on a name to the file of aliases.
//!
//! What comes in: a decision and the file as it is. What leaves: the file with one more row; everything else in it
//! stays as it was. What it does not know: who may decide.

use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use zip::{ZipArchive, ZipWriter};

use crate::domain::address::cell_name;
use crate::intake::file::workbook::{FileType, sheet_parts};
use crate::intake::kinds::columns::Column;
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

/// Why a decision could not be added.
#[derive(Debug, thiserror::Error)]
pub enum AliasError {
    /// The file is of a format that cannot be added to.
    #[error("rows can be added to xlsx and csv files only; add this one by hand")]
    Format,
    /// The file is not of the usual shape.
    #[error("the file is not of the usual shape; add the row by hand")]
    Shape,
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
///
/// # Errors
/// When the file is of another format than xlsx or delimited text, or not of the usual shape.
pub fn add_decision(
    bytes: &[u8],
    file: &str,
    sheet: &str,
    layout: &Layout,
    decision: &Decision,
) -> Result<Vec<u8>, AliasError> {
    match FileType::named(file) {
        Some(FileType::Xlsx) => add_to_workbook(bytes, sheet, &decision.row(layout)).ok_or(AliasError::Shape),
        Some(FileType::Text) => add_to_text(bytes, layout, &decision.row(layout)).ok_or(AliasError::Shape),
        Some(FileType::Xls | FileType::Xlsb | FileType::Ods) | None => Err(AliasError::Format),
    }
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
