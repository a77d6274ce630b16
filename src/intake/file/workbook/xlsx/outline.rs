//! What an xlsx sheet says around its cells: hidden columns, merged areas, tables, comments, headers of printed pages.
//!
//! What comes in: the parts of a sheet. What leaves: details that are known before its first row. What it does not know:
//! cells. Merged areas, rules and headers of pages stand behind all cells, so the part is inflated twice, once for each; the cells are
//! read as XML once, but where their end cannot be found otherwise. The elements are those of ECMA-376, part 1, sections 18.3.1 and 18.7.

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
use crate::intake::problems::ProblemCode;

/// How much is inflated at once, in bytes.
const PIECE: usize = 64 << 10;

/// How much of what stands behind the cells is kept, in bytes: more is inflated again.
const LONGEST_TAIL: usize = 4 << 20;

/// How many texts in boxes and messages of cells are kept.
const MOST_BOXES: usize = 100;

/// The longest end of an element before its name, in bytes: `</x:`.
const LONGEST_PREFIX: usize = 64;

/// What the sheet in a part says of itself.
/// `rules` is what rules make of cells, by number.
pub(super) fn details(package: &mut Package<'_>, part: &str, rules: &[Style]) -> Result<SheetDetails, Refusal> {
    let mut details = SheetDetails::default();
    let behind = match package.stream(part)? {
        Some(stream) => columns(stream, &mut details)?,
        None => return Ok(details),
    };
    let mut around = Around { styles: rules, areas: Vec::new(), details: &mut details };
    match behind {
        Behind::Tail(tail) if mentions(&tail) => {
            let mut xml = Xml::new(tail.as_slice());
            while around.take(&mut xml)? {}
        }
        Behind::Tail(_) => {}
        Behind::Unknown => {
            if let Some(stream) = package.stream(part)? {
                around.read(stream)?;
            }
        }
    }
    beside_cells(package, part, &mut details)?;
    details.tables.sort_by_key(|table| table.area);
    Ok(details)
}

/// Reads the parts to which a sheet leads: its tables, comments and boxes. A damaged one takes nothing from its cells.
fn beside_cells(package: &mut Package<'_>, part: &str, details: &mut SheetDetails) -> Result<(), Refusal> {
    let mut threads = Vec::new();
    let (relations, read) = package.relations_as_far(part)?;
    details.lost |= is_damaged(read)?;
    for relation in relations {
        let mut bytes = || package.description(&relation.target);
        let read = match relation.kind.as_str() {
            "table" => bytes().and_then(|part| tables::read(&part)).map(|tables| details.tables.extend(tables)),
            "comments" => bytes().and_then(|part| comments(&part, ["comment", "t"], &mut details.remarks)),
            "threadedComment" => bytes().and_then(|part| comments(&part, ["threadedComment", "text"], &mut threads)),
            "drawing" => bytes().map(|part| boxes(&part, &mut details.boxes)),
            _ => Ok(()),
        };
        details.lost |= is_damaged(read)?;
    }
    // Excel writes a copy of each thread among the comments; other programs may not.
    let copied = |thread: &Remark| {
        details.remarks.iter().any(|remark| (remark.row, remark.column) == (thread.row, thread.column))
    };
    threads.retain(|thread| !copied(thread));
    details.remarks.append(&mut threads);
    Ok(())
}

/// Whether a part is damaged. One that goes beyond a limit is refused.
fn is_damaged(read: Result<(), Refusal>) -> Result<bool, Refusal> {
    match read {
        Ok(()) => Ok(false),
        Err(refusal) if refusal.code == ProblemCode::Damaged => Ok(true),
        Err(refusal) => Err(refusal),
    }
}

/// What stands behind the cells of a sheet.
#[derive(Debug, PartialEq, Eq)]
enum Behind {
    /// All of it, as XML from the end of the cells on.
    Tail(Vec<u8>),
    /// Where the cells end can only be found out by reading them, or more follows than is kept.
    Unknown,
}

/// Reads what stands before the cells; what stands behind them.
fn columns(part: impl Read, details: &mut SheetDetails) -> Result<Behind, Refusal> {
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
            Node::Eof => return Ok(Behind::Tail(Vec::new())),
        }
    }
    tail(xml.rest())
}

/// What stands behind the end of the cells; all of the part is inflated, and so counted against the limits. The end of an element
/// is written in one way only, unless it stands in a comment or among letters that are no XML.
fn tail(mut part: impl Read) -> Result<Behind, Refusal> {
    let (name, other) = (memmem::Finder::new("sheetData"), memmem::Finder::new("<!"));
    let (mut buffer, mut kept) = (vec![0; 256 << 10], 0);
    let (mut tail, mut certain): (Option<Vec<u8>>, bool) = (None, true);
    loop {
        let read = part.read(buffer.get_mut(kept..).unwrap_or_default()).map_err(Refusal::inflating)?;
        let filled = buffer.get(..kept + read).unwrap_or_default();
        if read == 0 {
            break;
        }
        if let Some(tail) = tail.as_mut().filter(|_| certain) {
            tail.extend_from_slice(filled);
            certain = tail.len() <= LONGEST_TAIL;
        } else if certain {
            let end = name.find_iter(filled).find(|&at| ends(filled.get(..at).unwrap_or_default()));
            certain = other.find(filled.get(..end.unwrap_or(filled.len())).unwrap_or_default()).is_none();
            tail = end.and_then(|at| filled.get(at..)).map(<[u8]>::to_vec);
        }
        // The end may lie across that of what was read.
        let start = filled.len() - if tail.is_none() { filled.len().min(LONGEST_PREFIX) } else { 0 };
        kept = filled.len() - start;
        buffer.copy_within(start..start + kept, 0);
    }
    Ok(tail.filter(|_| certain).map_or(Behind::Unknown, Behind::Tail))
}

/// Whether the end of an element was begun behind these bytes, whatever its namespace.
fn ends(before: &[u8]) -> bool {
    let near = before.get(before.len().saturating_sub(LONGEST_PREFIX / 2)..).unwrap_or_default();
    let tag = near.iter().rposition(|&byte| byte == b'<').and_then(|start| near.get(start..)).unwrap_or_default();
    tag.strip_prefix(b"</").is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(b":"))
}

/// Whether something that is looked for may stand behind the cells: the name of an element can be written in one way only.
fn mentions(tail: &[u8]) -> bool {
    ["mergeCell", "cfRule", "headerFooter", "dataValidation"]
        .iter()
        .any(|name| memmem::find(tail, name.as_bytes()).is_some())
}

/// Takes what stands around cells.
struct Around<'d> {
    /// What rules make of cells, by number.
    styles: &'d [Style],
    /// The areas of the rules that follow.
    areas: Vec<[u32; 4]>,
    details: &'d mut SheetDetails,
}

impl Around<'_> {
    /// Takes it from a whole part.
    fn read(&mut self, part: impl Read) -> Result<(), Refusal> {
        Windows::on(BufReader::with_capacity(PIECE, part)).steps(|window| {
            if let Some((_, _, length)) = window.ahead().and_then(usual_cell) {
                window.leave_out(length);
                return Ok(true);
            }
            self.take(window)
        })
    }

    /// Takes a merged area, a rule that strikes cells through or hides them, or the header or footer of printed pages; whether more
    /// follows.
    fn take(&mut self, xml: &mut impl Nodes) -> Result<bool, Refusal> {
        match xml.next()? {
            Node::Start(tag) => match tag.local_name().as_ref() {
                "mergeCell" => self.details.merged.extend(attribute(&tag, "ref").as_deref().and_then(area)),
                "conditionalFormatting" => self.areas = rules::areas(&attribute(&tag, "sqref").unwrap_or_default()),
                "dataValidation" => {
                    let message = [attribute(&tag, "promptTitle"), attribute(&tag, "prompt")];
                    let room = MOST_BOXES.saturating_sub(self.details.boxes.len());
                    self.details.boxes.extend(message.into_iter().flatten().take(room));
                }
                "cfRule" => {
                    let head = RuleHead::of(&tag);
                    let rule = head.read(xml)?.rule(self.styles, &self.areas);
                    self.details.rules.extend(rule.filter(|_| self.details.rules.len() < MOST_RULES));
                }
                "oddHeader" | "oddFooter" | "evenHeader" | "evenFooter" | "firstHeader" | "firstFooter" => {
                    let mut code = String::new();
                    xml.text(&mut code)?;
                    self.details.printed.extend(printed::of_code(&code));
                }
                _ => {}
            },
            Node::End(_) | Node::Text(_) | Node::Other => {}
            Node::Eof => return Ok(false),
        }
        Ok(true)
    }
}

/// Reads the texts in boxes of a drawing, paragraph by paragraph. A drawing that is no XML has none.
fn boxes(part: &[u8], found: &mut Vec<String>) {
    let mut xml = Xml::new(part);
    let (mut text, mut inside) = (String::new(), false);
    while found.len() < MOST_BOXES {
        match xml.next() {
            Ok(Node::Start(tag)) => match tag.local_name().as_ref() {
                "p" => text.clear(),
                "t" => inside = true,
                _ => {}
            },
            Ok(Node::End(tag)) => match tag.local_name().as_ref() {
                "p" if !text.trim().is_empty() => found.push(text.trim().to_owned()),
                "t" => inside = false,
                _ => {}
            },
            Ok(Node::Text(piece)) if inside => piece.add_to(&mut text),
            Ok(Node::Text(_) | Node::Other) => {}
            Ok(Node::Eof) | Err(_) => return,
        }
    }
}

/// Reads the comments of cells: elements of the first name, with their texts in those of the second.
fn comments(part: &[u8], [comment, run]: [&str; 2], remarks: &mut Vec<Remark>) -> Result<(), Refusal> {
    let mut xml = Xml::new(part);
    let (mut cell, mut text, mut inside) = (None, String::new(), false);
    loop {
        match xml.next()? {
            Node::Start(tag) => match tag.local_name().as_ref() {
                name if name == comment => {
                    text.clear();
                    cell =
                        attribute(&tag, "ref").as_deref().and_then(leading_cell).map(|(row, column, _)| (row, column));
                }
                name if name == run => inside = true,
                _ => {}
            },
            Node::End(tag) => match tag.local_name().as_ref() {
                name if name == comment && remarks.len() < MOST_REMARKS => {
                    remarks.extend(cell.map(|(row, column)| Remark { row, column, text: text.clone() }));
                }
                name if name == run => inside = false,
                _ => {}
            },
            Node::Text(piece) if inside => piece.add_to(&mut text),
            Node::Text(_) | Node::Other => {}
            Node::Eof => return Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A sheet with cells, and what stands behind them.
    fn part(cells: &str, behind: &str) -> String {
        format!(
            "<worksheet><cols><col min='2' max='3' hidden='1'/></cols><sheetData>{cells}</sheetData>{behind}</worksheet>"
        )
    }

    fn behind(part: &str) -> Option<String> {
        let mut details = SheetDetails::default();
        let found = columns(part.as_bytes(), &mut details).unwrap();
        assert_eq!(details.hidden_columns, [[1, 2]]);
        match found {
            Behind::Tail(tail) => Some(String::from_utf8(tail).unwrap()),
            Behind::Unknown => None,
        }
    }

    #[test]
    fn what_stands_behind_the_cells_is_kept_and_the_cells_are_not() {
        const PAGES: &str = "<headerFooter><oddHeader>in EUR</oddHeader></headerFooter>";
        // Longer and longer cells shift the end over all places at which what is read at once may end.
        for count in (5_200..5_300).chain([0, 1]) {
            let cells = "<row><c t='str'><v>sheetData /sheetData&gt;</v></c></row>".repeat(count);
            let kept = behind(&part(&cells, PAGES)).unwrap();
            assert_eq!(kept, format!("sheetData>{PAGES}</worksheet>"));
        }
        let prefixed = part("<c/>", PAGES).replace("</sheetData>", "</x:sheetData >");
        assert!(behind(&prefixed).is_some_and(|kept| kept.starts_with("sheetData >")));
    }

    #[test]
    fn where_cells_end_is_not_known_of_comments_nor_of_more_than_is_kept() {
        for cells in ["<c><v><![CDATA[</sheetData>]]></v></c>", "<!-- </sheetData> --><c/>"] {
            assert_eq!(behind(&part(cells, "<mergeCell ref='A1:B2'/>")), None, "{cells}");
        }
        assert_eq!(behind(&part("<c/>", &"<mergeCell ref='A1:B2'/>".repeat(LONGEST_TAIL / 24 + 1))), None);
        assert_eq!(behind(&part("<c/>", "").replace("</sheetData>", "")), None, "cells without an end");
    }

    #[test]
    fn all_that_stands_behind_the_cells_is_taken_from_either() {
        let behind = "<mergeCells><mergeCell ref='A1:B2'/></mergeCells><headerFooter><firstHeader>&amp;Cin EUR</firstHeader>\
                      <oddHeader/></headerFooter>";
        let taken = |take: &dyn Fn(&mut Around<'_>)| {
            let mut details = SheetDetails::default();
            take(&mut Around { styles: &[], areas: Vec::new(), details: &mut details });
            (details.merged, details.printed)
        };
        let whole = part("<row r='1'><c r='A1'><v>1</v></c></row>", behind);
        let wanted = (vec![[1, 0, 2, 1]], vec!["in EUR".to_owned()]);
        assert_eq!(taken(&|around| around.read(whole.as_bytes()).unwrap()), wanted);
        assert_eq!(
            taken(&|around| {
                let mut xml = Xml::new(behind.as_bytes());
                while around.take(&mut xml).unwrap() {}
            }),
            wanted
        );
    }
}
