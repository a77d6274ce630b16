//! What an xlsx sheet says around its cells: hidden columns, merged areas, tables, comments, headers of printed pages.
//!
//! What comes in: the parts of a sheet. What leaves: details that are known before its first row. What it does not know:
//! cells. Merged areas, rules and headers of pages stand behind all cells, so the part is inflated twice; it is read as XML to its end only
//! where it has any. The elements are those of ECMA-376, part 1, sections 18.3.1 and 18.7.

use std::io::{BufReader, Read};

use memchr::memmem;

use super::rules::{self, RuleHead};
use super::sheet::{is_below, usual_cell};
use super::tables::{self, area};
use crate::domain::address::leading_cell;
use crate::intake::file::workbook::package::Package;
use crate::intake::file::workbook::printed;
use crate::intake::file::workbook::rule::MOST_RULES;
use crate::intake::file::workbook::window::Windows;
use crate::intake::file::workbook::xml::{Node, Nodes, Xml, attribute, number, says_yes};
use crate::intake::file::workbook::{LEAST_WIDTH, MOST_REMARKS, Refusal, Remark, SheetDetails, Style};

/// How much is inflated at once, in bytes.
const PIECE: usize = 64 << 10;

/// What the sheet in a part says of itself.
/// `rules` is what rules make of cells, by number.
pub(super) fn details(package: &mut Package<'_>, part: &str, rules: &[Style]) -> Result<SheetDetails, Refusal> {
    let mut details = SheetDetails::default();
    let more = match package.stream(part)? {
        Some(stream) => columns(stream, &mut details)?,
        None => return Ok(details),
    };
    if more && let Some(stream) = package.stream(part)? {
        behind_cells(stream, rules, &mut details)?;
    }
    for relation in package.relations(part)? {
        match relation.kind.as_str() {
            "table" => details.tables.extend(tables::read(&package.description(&relation.target)?)?),
            "comments" => comments(&package.description(&relation.target)?, &mut details.remarks)?,
            _ => {}
        }
    }
    details.tables.sort_by_key(|table| table.area);
    Ok(details)
}

/// Reads what stands before the cells. Whether merged areas, rules or headers of pages may follow behind them.
fn columns(part: impl Read, details: &mut SheetDetails) -> Result<bool, Refusal> {
    let mut xml = Xml::new(part);
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.local_name().as_ref() == "col" => {
                let width = attribute(&tag, "width").is_some_and(|width| is_below(&width, LEAST_WIDTH));
                let from_0 = |name| number(&tag, name).and_then(|column| column.checked_sub(1));
                if says_yes(&tag, "hidden") || width {
                    details.hidden_columns.extend(from_0("min").zip(from_0("max")).map(|(first, last)| [first, last]));
                }
            }
            Node::Start(tag) if tag.local_name().as_ref() == "sheetData" => break,
            Node::Start(_) | Node::End(_) | Node::Text(_) | Node::Other => {}
            Node::Eof => return Ok(false),
        }
    }
    // The name of an element can be written in one way only: without it there are none.
    mentions(xml.rest(), ["mergeCell", "cfRule", "headerFooter"])
}

/// Whether one of some words stands in what follows; all of it is inflated, and so counted against the limits.
fn mentions(mut part: impl Read, words: [&str; 3]) -> Result<bool, Refusal> {
    let longest = words.map(str::len).into_iter().max().unwrap_or(0);
    let words = words.map(memmem::Finder::new);
    let mut buffer = vec![0; 256 << 10];
    let (mut kept, mut found) = (0, false);
    loop {
        let read = part.read(buffer.get_mut(kept..).unwrap_or_default()).map_err(Refusal::inflating)?;
        if read == 0 {
            return Ok(found);
        }
        let filled = buffer.get(..kept + read).unwrap_or_default();
        found = found || words.iter().any(|word| word.find(filled).is_some());
        // A word may lie across the end of what was read.
        let tail = filled.len().min(longest.saturating_sub(1));
        let start = filled.len() - tail;
        buffer.copy_within(start..start + tail, 0);
        kept = tail;
    }
}

/// Reads merged areas, rules that strike cells through or hide them, and the headers and footers of printed pages.
fn behind_cells(part: impl Read, styles: &[Style], details: &mut SheetDetails) -> Result<(), Refusal> {
    let mut areas = Vec::new();
    Windows::on(BufReader::with_capacity(PIECE, part)).steps(|window| {
        if let Some((_, _, length)) = window.ahead().and_then(usual_cell) {
            window.leave_out(length);
            return Ok(true);
        }
        match window.next()? {
            Node::Start(tag) => match tag.local_name().as_ref() {
                "mergeCell" => details.merged.extend(attribute(&tag, "ref").as_deref().and_then(area)),
                "conditionalFormatting" => areas = rules::areas(&attribute(&tag, "sqref").unwrap_or_default()),
                "cfRule" => {
                    let head = RuleHead::of(&tag);
                    let rule = head.read(window)?.rule(styles, &areas);
                    details.rules.extend(rule.filter(|_| details.rules.len() < MOST_RULES));
                }
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                    let mut code = String::new();
                    window.text(&mut code)?;
                    details.printed.extend(printed::of_code(&code));
                }
                _ => {}
            },
            Node::End(_) | Node::Text(_) | Node::Other | Node::Eof => {}
        }
        Ok(true)
    })
}

/// Reads the comments of cells.
fn comments(part: &[u8], remarks: &mut Vec<Remark>) -> Result<(), Refusal> {
    let mut xml = Xml::new(part);
    let (mut cell, mut text, mut inside) = (None, String::new(), false);
    loop {
        match xml.next()? {
            Node::Start(tag) => match tag.local_name().as_ref() {
                "comment" => {
                    text.clear();
                    cell =
                        attribute(&tag, "ref").as_deref().and_then(leading_cell).map(|(row, column, _)| (row, column));
                }
                "t" => inside = true,
                _ => {}
            },
            Node::End(tag) => match tag.local_name().as_ref() {
                "comment" if remarks.len() < MOST_REMARKS => {
                    remarks.extend(cell.map(|(row, column)| Remark { row, column, text: text.clone() }));
                }
                "t" => inside = false,
                _ => {}
            },
            Node::Text(piece) if inside => piece.add_to(&mut text),
            Node::Text(_) | Node::Other => {}
            Node::Eof => return Ok(()),
        }
    }
}
