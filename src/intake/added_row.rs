//! A file with one more row below all others.
//!
//! What comes in: the bytes of a file, and the texts of a row. What leaves: the bytes of the file with that row; all else
//! in it is as it was. What it does not know: what the row says. The file is untrusted: the program does this in a process
//! apart ([`crate::intake::file::sandbox::with_row`]).

use std::io::{Cursor, Read, Write};

use serde::{Deserialize, Serialize};
use zip::{ZipArchive, ZipWriter};

use crate::domain::address::cell_name;
use crate::domain::text::shielded;
use crate::intake::annotate::AnnotateError;
use crate::intake::file::workbook::{self, FileType, Request, sheet_parts};

/// A row, and where it is to stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddedRow {
    /// The sheet, in a workbook.
    pub sheet: String,
    /// The row of the sheet's header, from 1.
    pub header_row: u32,
    /// How many fields the header has, in a text file.
    pub fields: Option<u32>,
    /// Positions, from 0, and the texts that stand there.
    pub texts: Vec<(u32, String)>,
}

impl AddedRow {
    /// The file with this row.
    ///
    /// # Errors
    /// When the file must not be read, or is not of the usual shape.
    pub fn add_to(&self, bytes: &[u8], request: &Request) -> Result<Vec<u8>, AnnotateError> {
        workbook::admit(bytes, request).map_err(AnnotateError::Unreadable)?;
        let added = match FileType::named(&request.file) {
            Some(FileType::Xlsx) => self.add_to_workbook(bytes, request.limits.part_bytes),
            Some(FileType::Text) => self.add_to_text(bytes),
            Some(FileType::Xls | FileType::Xlsb | FileType::Ods | FileType::Iati) | None => None,
        };
        added.ok_or_else(|| AnnotateError::Unwritable("the file is not of the usual shape".to_owned()))
    }

    /// The text with this row; `None` where it is not of the usual shape.
    pub fn add_to_text(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let text = std::str::from_utf8(bytes).ok()?;
        let header = text.lines().nth(usize::try_from(self.header_row.checked_sub(1)?).ok()?)?;
        let delimiter = [b';', b'\t', b'|', b',']
            .into_iter()
            .max_by_key(|&mark| header.bytes().filter(|&byte| byte == mark).count())?;
        let mut fields = vec![String::new(); usize::try_from(self.fields?).ok()?];
        for (position, text) in &self.texts {
            *fields.get_mut(usize::try_from(*position).ok()?)? = shielded(text).into_owned();
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

    fn add_to_workbook(&self, bytes: &[u8], most: u64) -> Option<Vec<u8>> {
        let part = sheet_parts(bytes).ok()?.into_iter().find(|(_, name)| *name == self.sheet)?.0;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let entry = archive.by_index(index).ok()?;
            let name = entry.name().ok()?.into_owned();
            if name.to_ascii_lowercase() != part {
                drop(entry);
                writer.raw_copy_file(archive.by_index_raw(index).ok()?).ok()?;
                continue;
            }
            let mut xml = String::new();
            entry.take(most).read_to_string(&mut xml).ok()?;
            writer.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
            writer.write_all(self.add_to_sheet(&xml)?.as_bytes()).ok()?;
        }
        Some(writer.finish().ok()?.into_inner())
    }

    /// The sheet with this row below all others.
    fn add_to_sheet(&self, xml: &str) -> Option<String> {
        let end = xml.find("</sheetData>")?;
        let before = xml.get(..end)?;
        let rows = before.split("<row ").skip(1);
        let numbers = rows.filter_map(|rest| {
            rest.strip_prefix("r=\"").or_else(|| rest.split(" r=\"").nth(1))?.split('"').next()?.parse::<u32>().ok()
        });
        let number = numbers.max()?.checked_add(1)?;
        let mut cells = String::new();
        for (position, text) in &self.texts {
            let text = quick_xml::escape::escape(text);
            let cell = cell_name(number, *position);
            cells.push_str(&format!(
                "<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
            ));
        }
        Some(format!("{before}<row r=\"{number}\">{cells}</row>{}", xml.get(end..)?))
    }
}
