//! OpenDocument spreadsheets over which calamine stumbles, although other programs open them: their XML is indented, or they
//! lack the parts that say what they are.
//!
//! What comes in: the bytes of a spreadsheet. What leaves: the same without blanks between its elements, which mean nothing,
//! and with those parts. What it does not know: cells.

use std::io::{Cursor, Read, Write};

use zip::{ZipArchive, ZipWriter};

/// What a spreadsheet says that it is.
const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";
const MANIFEST: &str = "META-INF/manifest.xml";

/// The spreadsheet as calamine reads it; `None` when it has no content that is text.
pub(super) fn repaired(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry \
         manifest:full-path=\"/\" manifest:media-type=\"{KIND}\"/></manifest:manifest>"
    );
    for (name, content) in [("mimetype", KIND), (MANIFEST, manifest.as_str())] {
        if archive.index_for_name(name).is_none() {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
            writer.write_all(content.as_bytes()).ok()?;
        }
    }
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        if name != "content.xml" {
            drop(part);
            writer.raw_copy_file(archive.by_index_raw(index).ok()?).ok()?;
            continue;
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml).ok()?;
        writer.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        writer.write_all(compact(&xml).as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// The XML without texts of blanks and line ends only. Between the parts of a paragraph they are one blank.
fn compact(xml: &str) -> String {
    let mut out = String::with_capacity(xml.len());
    for piece in xml.split_inclusive('>') {
        let (text, tag) = piece.split_at(piece.find('<').unwrap_or(piece.len()));
        let indent = text.contains('\n') && text.trim().is_empty();
        let in_paragraph = tag.starts_with("<text:span") || tag.starts_with("<text:a") && out.ends_with("</text:span>");
        match (indent, in_paragraph) {
            (false, _) => out.push_str(text),
            (true, true) => out.push(' '),
            (true, false) => {}
        }
        out.push_str(tag);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_indents_are_taken_out() {
        let xml = "<row>\n  <cell>\n    <text:p>a b\nc</text:p>\n  </cell>\n</row>\n";
        assert_eq!(compact(xml), "<row><cell><text:p>a b\nc</text:p></cell></row>");
    }

    #[test]
    fn parts_that_say_what_a_spreadsheet_is_are_added_where_they_lack() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(b"<office:document-content/>").unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        let mut again = ZipArchive::new(Cursor::new(repaired(&bytes).unwrap())).unwrap();
        let mut kind = String::new();
        again.by_name("mimetype").unwrap().read_to_string(&mut kind).unwrap();
        assert_eq!(kind, KIND);
        assert_eq!(again.len(), 3);
        assert!(repaired(&repaired(&bytes).unwrap()).is_some(), "what is there is left alone");
    }
}
