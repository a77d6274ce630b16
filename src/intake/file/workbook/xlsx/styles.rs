//! How the cells of an xlsx workbook are shown.
//!
//! What comes in: the part of styles. What leaves: by style number, the number format, whether texts are struck through and
//! whether they can be seen. The elements are those of ECMA-376, part 1, section 18.8.

use std::collections::BTreeMap;
use std::io::Read;

use quick_xml::events::BytesStart;

use super::sheet::is_below;
use crate::intake::file::workbook::colour::{Colour, Font, unseen};
use crate::intake::file::workbook::number_format::{built_in, of_code};
use crate::intake::file::workbook::xml::{self, Node, Nodes, Xml, attribute, is_yes};
use crate::intake::file::workbook::{LEAST_HEIGHT, NumberFormat, Refusal, Style};
use crate::intake::row::number;

/// The styles of cells by number, and by number what rules make of cells.
#[derive(Debug, Default)]
pub(super) struct Styles {
    pub cells: Vec<Style>,
    pub rules: Vec<Style>,
}

/// The styles of a workbook.
pub(super) fn read(part: impl Read) -> Result<Styles, Refusal> {
    let mut xml = Xml::new(part);
    let mut found = Found::default();
    loop {
        match xml.next()? {
            Node::Start(tag) => found.open(&tag),
            Node::End(tag) => found.close(tag.local_name().as_ref()),
            Node::Text(_) | Node::Other => {}
            Node::Eof => {
                return Ok(Styles { cells: found.styles, rules: found.rules.iter().map(Rule::style).collect() });
            }
        }
    }
}

#[derive(Default)]
struct Found {
    codes: BTreeMap<u32, NumberFormat>,
    fonts: Vec<Font>,
    /// The colour of each fill; none where there is no fill.
    fills: Vec<Option<Colour>>,
    filled: bool,
    styles: Vec<Style>,
    in_fonts: bool,
    in_fills: bool,
    in_cells: bool,
    rules: Vec<Rule>,
    /// Where we are in what a rule makes of cells.
    in_rules: Option<InRule>,
}

/// What a rule makes of the cells for which it holds (`dxf`).
#[derive(Default)]
struct Rule {
    struck: bool,
    hidden: bool,
    ink: Option<Colour>,
    paper: Option<Colour>,
}

impl Rule {
    fn style(&self) -> Style {
        let unseen = self.hidden || unseen(self.ink.as_ref(), self.paper.as_ref());
        Style { struck: self.struck, unseen, ..Style::default() }
    }

    /// Takes an element of it.
    fn take(&mut self, tag: &BytesStart<'_>, at: InRule) {
        match (tag.local_name().as_ref(), at) {
            ("strike", InRule::Font) => self.struck = attribute(tag, "val").is_none_or(|value| is_yes(&value)),
            ("color", InRule::Font) => self.ink = colour(tag),
            // Unlike in cells, a solid fill has the colour behind its pattern.
            ("bgColor", InRule::Fill) => self.paper = colour(tag),
            ("numFmt", _) => {
                let hides = attribute(tag, "formatCode").map(|code| of_code(&code).hides).unwrap_or_default();
                self.hidden = hides.positive || hides.negative || hides.text;
            }
            _ => {}
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum InRule {
    Font,
    Fill,
    Other,
}

impl Found {
    fn open(&mut self, tag: &BytesStart<'_>) {
        if self.in_rules.is_some() {
            return self.open_in_rules(tag);
        }
        match tag.local_name().as_ref() {
            "numFmt" => {
                if let (Some(id), Some(code)) = (xml::number(tag, "numFmtId"), attribute(tag, "formatCode")) {
                    self.codes.entry(id).or_insert_with(|| of_code(&code));
                }
            }
            "fonts" => self.in_fonts = true,
            "font" if self.in_fonts => self.fonts.push(Font::default()),
            "strike" if self.in_fonts => {
                let strikes = attribute(tag, "val").is_none_or(|value| is_yes(&value));
                self.fonts.last_mut().into_iter().for_each(|font| font.struck = strikes);
            }
            "sz" if self.in_fonts => {
                let tiny = attribute(tag, "val").is_some_and(|size| is_below(&size, LEAST_HEIGHT));
                self.fonts.last_mut().into_iter().for_each(|font| font.tiny = tiny);
            }
            "color" if self.in_fonts => {
                self.fonts.last_mut().into_iter().for_each(|font| font.ink = colour(tag));
            }
            "fills" => self.in_fills = true,
            "fill" if self.in_fills => self.fills.push(None),
            "patternFill" if self.in_fills => {
                self.filled = attribute(tag, "patternType").is_some_and(|kind| kind == "solid");
            }
            "fgColor" if self.in_fills && self.filled => {
                self.fills.last_mut().into_iter().for_each(|fill| *fill = colour(tag));
            }
            "cellXfs" => self.in_cells = true,
            "dxfs" => self.in_rules = Some(InRule::Other),
            "xf" if self.in_cells => {
                let id = xml::number(tag, "numFmtId").unwrap_or(0);
                let index = |name| xml::number(tag, name).and_then(|index| usize::try_from(index).ok());
                let font = index("fontId").and_then(|font| self.fonts.get(font)).cloned();
                let paper = index("fillId").and_then(|fill| self.fills.get(fill)).cloned().flatten();
                let built_in = || built_in(u16::try_from(id).unwrap_or(0));
                let format = self.codes.get(&id).copied().unwrap_or_else(built_in);
                self.styles.push(font.unwrap_or_default().style(format, paper.as_ref()));
            }
            _ => {}
        }
    }

    fn open_in_rules(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "dxf" => self.rules.push(Rule::default()),
            "font" => self.in_rules = Some(InRule::Font),
            "fill" => self.in_rules = Some(InRule::Fill),
            _ => {
                let at = self.in_rules.unwrap_or(InRule::Other);
                self.rules.last_mut().into_iter().for_each(|rule| rule.take(tag, at));
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "font" | "fill" if self.in_rules.is_some() => self.in_rules = Some(InRule::Other),
            "dxfs" => self.in_rules = None,
            "fonts" => self.in_fonts = false,
            "fills" => self.in_fills = false,
            "cellXfs" => self.in_cells = false,
            _ => {}
        }
    }
}

/// The colour that an element names: of its own, of the theme, or of the list of old.
fn colour(tag: &BytesStart<'_>) -> Option<Colour> {
    let shade = attribute(tag, "tint")
        .filter(|tint| !number::stored(tint).is_some_and(|tint| tint.is_zero()))
        .unwrap_or_default();
    if let Some(rgb) = attribute(tag, "rgb") {
        return Some(Colour::of_hex(&rgb, &shade));
    }
    if let Some(theme) = xml::number(tag, "theme") {
        return Some(Colour::of_theme(theme, &shade));
    }
    xml::number(tag, "indexed").map(|index| Colour::of_index(index, &shade))
}
