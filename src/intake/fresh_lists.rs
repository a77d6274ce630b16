//! A workbook whose sheet of lists, which its drop-downs offer, holds other names than before.
//!
//! What comes in: the bytes of a workbook, and lists. What leaves: the bytes of the workbook with these lists; every other part is
//! as it was, byte for byte. What it does not know: what the names are. The file is untrusted: the program does this in a process
//! apart ([`crate::intake::file::sandbox::with_lists`]).

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use quick_xml::escape::escape;
use serde::{Deserialize, Serialize};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::domain::address::{cell_name, column_letters};
use crate::intake::annotate::AnnotateError;
use crate::intake::file::workbook::{self, FileType, Request, named_ranges, sheet_parts};

/// A list, which has a column of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshList {
    /// What the workbook calls it.
    pub name: String,
    /// The header of its column.
    pub header: String,
    /// The names.
    pub texts: Vec<String>,
}

/// A sheet of lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshLists {
    /// Its name.
    pub sheet: String,
    /// Its columns, in order.
    pub lists: Vec<FreshList>,
}

/// How many names a list takes.
const MOST: usize = 5_000;

impl FreshLists {
    /// What the name of a list stands for, by its column from 0: its cells to the last that is filled.
    pub fn range(sheet: &str, column: u32) -> String {
        let letter = column_letters(column);
        let all = format!("{sheet}!${letter}$2:${letter}${}", MOST + 1);
        format!("{sheet}!${letter}$2:INDEX({all},MAX(1,COUNTA({all})))")
    }

    /// The workbook with these lists in the place of those that it has.
    ///
    /// # Errors
    /// When the file must not be read, is no xlsx workbook, or does not have these lists under their names.
    pub fn put_into(&self, bytes: &[u8], request: &Request) -> Result<Vec<u8>, AnnotateError> {
        workbook::admit(bytes, request).map_err(AnnotateError::Unreadable)?;
        let other = |why: &str| AnnotateError::Unwritable(why.to_owned());
        if FileType::named(&request.file) != Some(FileType::Xlsx) {
            return Err(other("it is no xlsx workbook"));
        }
        let names = named_ranges(bytes).map_err(AnnotateError::Unreadable)?;
        let is_ours = |(column, list): (u32, &FreshList)| {
            let begins = format!("{}!${}$2:", self.sheet, column_letters(column));
            names
                .get(&list.name)
                .is_some_and(|range| range.replace(['\'', '='], "").trim_start_matches('$').starts_with(&begins))
        };
        if !(0..).zip(&self.lists).all(is_ours) {
            return Err(other("its drop-downs have no lists that grow"));
        }
        let parts = sheet_parts(bytes).map_err(AnnotateError::Unreadable)?;
        let part = parts.into_iter().find(|(_, name)| *name == self.sheet).map(|(part, _)| part);
        let part = part.ok_or_else(|| other("its sheet of lists is not there"))?;
        self.replaced(bytes, &part).ok_or_else(|| other("it is not of the usual shape"))
    }

    fn replaced(&self, bytes: &[u8], part: &str) -> Option<Vec<u8>> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let entry = archive.by_index_raw(index).ok()?;
            let name = entry.name().ok()?.into_owned();
            if name.to_ascii_lowercase() == part {
                writer.start_file(name, SimpleFileOptions::default()).ok()?;
                writer.write_all(self.sheet_xml().as_bytes()).ok()?;
            } else {
                writer.raw_copy_file(entry).ok()?;
            }
        }
        Some(writer.finish().ok()?.into_inner())
    }

    /// The sheet: a row of headers, which stays in view, and the names below.
    fn sheet_xml(&self) -> String {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet \
             xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView \
             workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
             </sheetView></sheetViews>",
        );
        let _ = write!(
            xml,
            "<cols><col min=\"1\" max=\"{}\" width=\"40\" customWidth=\"1\"/></cols><sheetData>",
            self.lists.len()
        );
        let longest = self.lists.iter().map(|list| list.texts.len().min(MOST)).max().unwrap_or(0);
        for row in 0..=longest {
            let number = u32::try_from(row + 1).unwrap_or(u32::MAX);
            let _ = write!(xml, "<row r=\"{number}\">");
            for (column, list) in (0..).zip(&self.lists) {
                let text = row.checked_sub(1).map_or(Some(&list.header), |place| list.texts.get(place));
                if let Some(text) = text {
                    let (cell, text) = (cell_name(number, column), escape(text));
                    let _ = write!(
                        xml,
                        "<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
                    );
                }
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData></worksheet>");
        xml
    }
}
