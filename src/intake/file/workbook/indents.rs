//! OpenDocument spreadsheets whose XML is indented: calamine stumbles over the blanks between cells, which mean
//! nothing, so they are taken out.

use std::io::{Cursor, Read, Write};

use zip::{ZipArchive, ZipWriter};

/// The spreadsheet without blanks between its elements; `None` when it has no content that is text.
pub(super) fn without(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
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
}
