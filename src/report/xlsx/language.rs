//! The language of a workbook, in the parts where the format keeps it: the core properties, and the texts of charts.
//!
//! The writer of workbooks writes no language into the properties and American English into charts, so that a program
//! that reads aloud would read French words as English ones.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use rust_xlsxwriter::XlsxError;

use crate::domain::Language;

const PROPERTIES: &str = "docProps/core.xml";
const PROPERTIES_END: &str = "</cp:coreProperties>";
const CHARTS: &str = "xl/charts/";
const WRITTEN: &str = "\"en-US\"";

/// The same workbook with its language written into it; all other parts are copied as they are.
pub(super) fn written_into(workbook: &[u8], language: Language) -> Result<Vec<u8>, XlsxError> {
    let mut parts = ZipArchive::new(Cursor::new(workbook))?;
    let mut copy = ZipWriter::new(Cursor::new(Vec::with_capacity(workbook.len() + 1024)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for index in 0..parts.len() {
        let mut part = parts.by_index(index)?;
        let name = part.name()?.into_owned();
        if name != PROPERTIES && !name.starts_with(CHARTS) {
            copy.raw_copy_file(part)?;
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let text = if name == PROPERTIES {
            let element = format!("<dc:language>{}</dc:language>{PROPERTIES_END}", language.tag());
            text.replace(PROPERTIES_END, &element)
        } else {
            text.replace(WRITTEN, &format!("\"{}\"", language.tag()))
        };
        copy.start_file(name, options)?;
        copy.write_all(text.as_bytes())?;
    }
    Ok(copy.finish()?.into_inner())
}
