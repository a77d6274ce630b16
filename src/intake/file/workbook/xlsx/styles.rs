//! How the cells of an xlsx workbook are shown.
//!
//! What comes in: the part of styles. What leaves: by style number, the number format and whether texts are struck
//! through. The elements are those of ECMA-376, part 1, section 18.8.

use std::collections::BTreeMap;
use std::io::Read;

use quick_xml::events::BytesStart;

use crate::intake::file::workbook::number_format::{built_in, of_code};
use crate::intake::file::workbook::xml::{Node, Xml, attribute, is_yes, number};
use crate::intake::file::workbook::{NumberFormat, Refusal, Style};

/// The styles by number.
pub(super) fn read(part: impl Read) -> Result<Vec<Style>, Refusal> {
    let mut xml = Xml::new(part);
    let mut found = Found::default();
    loop {
        match xml.next()? {
            Node::Start(tag) => found.open(&tag),
            Node::End(tag) => found.close(tag.local_name().as_ref()),
            Node::Text(_) | Node::Other => {}
            Node::Eof => return Ok(found.styles),
        }
    }
}

#[derive(Default)]
struct Found {
    codes: BTreeMap<u32, NumberFormat>,
    /// Whether each font strikes through.
    fonts: Vec<bool>,
    styles: Vec<Style>,
    in_fonts: bool,
    in_cells: bool,
}

impl Found {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "numFmt" => {
                if let (Some(id), Some(code)) = (number(tag, "numFmtId"), attribute(tag, "formatCode")) {
                    // Formats of differences come later under the same numbers: the first stands.
                    self.codes.entry(id).or_insert_with(|| of_code(&code));
                }
            }
            "fonts" => self.in_fonts = true,
            "font" if self.in_fonts => self.fonts.push(false),
            "strike" if self.in_fonts => {
                let strikes = attribute(tag, "val").is_none_or(|value| is_yes(&value));
                self.fonts.last_mut().into_iter().for_each(|font| *font = strikes);
            }
            "cellXfs" => self.in_cells = true,
            "xf" if self.in_cells => {
                let id = number(tag, "numFmtId").unwrap_or(0);
                let font = number(tag, "fontId").and_then(|font| usize::try_from(font).ok());
                self.styles.push(Style {
                    format: self.codes.get(&id).copied().unwrap_or_else(|| built_in(u16::try_from(id).unwrap_or(0))),
                    struck: font.and_then(|font| self.fonts.get(font)).copied().unwrap_or(false),
                });
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "fonts" => self.in_fonts = false,
            "cellXfs" => self.in_cells = false,
            _ => {}
        }
    }
}
