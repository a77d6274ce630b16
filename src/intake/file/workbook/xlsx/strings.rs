//! The texts of an xlsx workbook that cells share.
//!
//! What comes in: the part of shared strings. What leaves: texts by number. The elements are those of ECMA-376, part 1,
//! section 18.4.

use std::collections::BTreeSet;
use std::io::Read;

use crate::intake::file::workbook::Refusal;
use crate::intake::file::workbook::shared_texts::SharedTexts;
use crate::intake::file::workbook::xml::{Node, Nodes, Xml, attribute, is_yes};

/// The shared texts, by number.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    texts: SharedTexts,
    /// Those that are struck through as a whole.
    struck: BTreeSet<usize>,
}

impl SharedStrings {
    /// The text of a number.
    pub fn get(&self, number: usize) -> Option<&str> {
        self.texts.get(number)
    }

    /// Whether the text of a number is struck through, whatever the style of its cell.
    pub fn is_struck(&self, number: usize) -> bool {
        !self.struck.is_empty() && self.struck.contains(&number)
    }
}

/// The shared texts.
pub(super) fn read(part: impl Read) -> Result<SharedStrings, Refusal> {
    let mut xml = Xml::new(part);
    let mut found = SharedStrings::default();
    let mut text = String::new();
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.local_name().as_ref() == "si" => {
                text.clear();
                if rich_text(&mut xml, &mut text)? {
                    found.struck.insert(found.texts.len());
                }
                found.texts.push(&text)?;
            }
            Node::Start(_) | Node::End(_) | Node::Text(_) | Node::Other => {}
            Node::Eof => return Ok(found),
        }
    }
}

/// The longest text of which some struck letters are as good as all, in bytes: of a longer one they are a correction.
const SHORT: usize = 40;

/// Adds the text of an element (`si`, `is`) that has just begun: its runs, without the readings of Japanese texts. Whether all
/// of it is struck through, but for spaces, or some of a short one.
pub(super) fn rich_text(xml: &mut impl Nodes, text: &mut String) -> Result<bool, Refusal> {
    let (mut depth, mut inside, mut reading) = (1_u32, false, 0_u32);
    let (mut struck, mut some_struck, mut all_struck, mut run) = (false, false, true, 0);
    while depth > 0 {
        match xml.next()? {
            Node::Start(tag) => {
                depth += 1;
                match tag.local_name().as_ref() {
                    "t" => (inside, run) = (reading == 0, text.len()),
                    "rPh" => reading = depth,
                    "r" => struck = false,
                    "strike" => struck = attribute(&tag, "val").is_none_or(|value| is_yes(&value)),
                    _ => {}
                }
            }
            Node::End(tag) => {
                if depth == reading {
                    reading = 0;
                }
                if tag.local_name().as_ref() == "t" {
                    inside = false;
                    if text.get(run..).is_some_and(|run| !run.trim().is_empty()) {
                        (some_struck, all_struck) = (some_struck || struck, all_struck && struck);
                    }
                }
                depth -= 1;
            }
            Node::Eof => return Err(Refusal::damaged("a text that does not end")),
            Node::Text(piece) if inside => piece.add_to(text),
            Node::Text(_) | Node::Other => {}
        }
    }
    unescape(text);
    Ok(some_struck && (all_struck || text.len() <= SHORT))
}

/// Puts letters in the place of `_x000D_`, as Excel writes those that XML cannot hold.
pub(super) fn unescape(text: &mut String) {
    if !text.contains("_x") {
        return;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(start) = rest.find("_x") {
        let (before, mut after) = rest.split_at(start);
        out.push_str(before);
        // A letter beyond the first plane is written as two codes in a row.
        let mut units = Vec::new();
        while let Some(unit) = code_unit(after) {
            units.push(unit);
            after = after.get(CODE..).unwrap_or_default();
        }
        if units.is_empty() {
            out.push_str("_x");
            after = after.get(2..).unwrap_or_default();
        }
        out.push_str(&String::from_utf16_lossy(&units));
        rest = after;
    }
    out.push_str(rest);
    *text = out;
}

/// The length of `_x000D_`.
const CODE: usize = 7;

/// The code that a text begins with.
fn code_unit(text: &str) -> Option<u16> {
    let code = text.get(..CODE)?.strip_prefix("_x")?.strip_suffix('_')?;
    u16::from_str_radix(code, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_one_text_and_readings_are_left_out() {
        let xml = "<sst><si><t>one</t></si><si><r><rPr><b/></rPr><t xml:space='preserve'>two </t></r><r><t>three</t></r>\
                   </si><si><t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh></si><si/><si><t>a_x000D_b_x0041c</t></si><si><t>_xD801__xDC05_</t></si></sst>";
        let texts = read(xml.as_bytes()).unwrap();
        let found: Vec<&str> = (0..7).map_while(|number| texts.get(number)).collect();
        assert_eq!(found, ["one", "two three", "課", "", "a\rb_x0041c", "\u{10405}"]);
    }

    #[test]
    fn a_text_is_struck_through_where_all_its_runs_are_or_some_of_a_short_one() {
        let run = |strike: &str| format!("<r><rPr>{strike}</rPr><t>text</t></r>");
        let (line, none, no) = (run("<strike/>"), run("<b/>"), run("<strike val='0'/>"));
        let xml = format!(
            "<sst><si>{line}</si><si>{line}{none}</si><si>{line}{line}</si><si>{no}</si><si><t>x</t></si></sst>"
        );
        let texts = read(xml.as_bytes()).unwrap();
        assert_eq!((0..5).map(|number| texts.is_struck(number)).collect::<Vec<_>>(), [true, true, true, false, false]);
        let long =
            format!("<sst><si>{line}<r><t>{}</t></r></si><si>{line}<r><t> </t></r></si></sst>", "x".repeat(SHORT));
        let texts = read(long.as_bytes()).unwrap();
        assert_eq!([texts.is_struck(0), texts.is_struck(1)], [false, true]);
    }
}
