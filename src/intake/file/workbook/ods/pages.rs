//! What the headers and footers of printed pages say in an ods spreadsheet.
//!
//! What comes in: `styles.xml`, which describes pages, and the styles and sheets of `content.xml`. What leaves: lines of text by
//! sheet. What it does not know: cells. The elements are those of OASIS OpenDocument 1.3, part 3, section 16.9
//! (style:master-page).

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use crate::intake::file::workbook::printed;
use crate::intake::file::workbook::xml::{Node, Nodes, Xml, attribute};

/// The page of sheets whose style names none.
const USUAL: &str = "Default";

/// What printed pages say.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// By the name of a page.
    said: BTreeMap<String, Vec<String>>,
    /// By the name of a sheet's style, the page that it names.
    named: BTreeMap<String, String>,
}

impl Pages {
    /// Those of a spreadsheet. What is no XML says nothing.
    pub fn read(styles: &[u8]) -> Self {
        let (mut pages, mut page, mut inside) = (Self::default(), None, false);
        let mut xml = Xml::new(styles);
        loop {
            let is_line = match xml.next() {
                Ok(Node::Start(tag)) => match tag.local_name().as_ref() {
                    "master-page" => {
                        page = attribute(&tag, "name");
                        false
                    }
                    name if is_margin(name) => {
                        inside = attribute(&tag, "display").is_none_or(|display| display != "false");
                        false
                    }
                    "p" => inside,
                    _ => false,
                },
                Ok(Node::End(tag)) => {
                    inside &= !is_margin(tag.local_name().as_ref());
                    false
                }
                Ok(Node::Text(_) | Node::Other) => false,
                Ok(Node::Eof) | Err(_) => return pages,
            };
            let mut text = String::new();
            if is_line && xml.text(&mut text).is_ok() {
                pages.said.entry(page.clone().unwrap_or_default()).or_default().extend(printed::lines(&text));
            }
        }
    }

    /// Takes the page that a style names, where it names one.
    pub fn see_style(&mut self, name: &str, tag: &BytesStart<'_>) {
        self.named.extend(attribute(tag, "master-page-name").map(|page| (name.to_owned(), page)));
    }

    /// What the pages of a sheet say, whose element begins.
    pub fn of_sheet(&self, tag: &BytesStart<'_>) -> Vec<String> {
        let named = attribute(tag, "style-name").and_then(|style| self.named.get(&style));
        self.said.get(named.map_or(USUAL, String::as_str)).cloned().unwrap_or_default()
    }
}

/// Whether an element is a header or footer.
fn is_margin(name: &str) -> bool {
    matches!(name, "header" | "footer" | "header-left" | "footer-left" | "header-first" | "footer-first")
}
