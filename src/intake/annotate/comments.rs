//! Comments at cells, with the shapes in which spreadsheet programs show them.
//!
//! What comes in: problems, and the comments that a sheet has already. What leaves: the parts of both. What it does not
//! know: where in the package they stand.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::parts::{MAIN, XML, escaped};
use super::{cell_of, comment};
use crate::domain::address::cell_name;
use crate::intake::problems::Problem;

/// By cell (row from 1, column from 0), what its comment says: a cell can have one only.
pub(super) fn by_cell(problems: &[&Problem]) -> BTreeMap<(u32, u32), String> {
    let mut cells: BTreeMap<(u32, u32), String> = BTreeMap::new();
    for problem in problems {
        if let Some(cell) = cell_of(problem) {
            let text = cells.entry(cell).or_default();
            let gap = if text.is_empty() { "" } else { "\n\n" };
            let _ = write!(text, "{gap}{}", comment(problem));
        }
    }
    cells
}

fn name((row, column): (u32, u32)) -> String {
    cell_name(row, column)
}

/// The part of comments.
pub(super) fn part(cells: &BTreeMap<(u32, u32), String>) -> String {
    let comments: String = cells.iter().map(|(&cell, text)| element(cell, 0, text)).collect();
    format!(
        "{XML}<comments xmlns=\"{MAIN}\"><authors><author>poolfund</author></authors>\
         <commentList>{comments}</commentList></comments>"
    )
}

fn element(cell: (u32, u32), author: usize, text: &str) -> String {
    let text = escaped(text);
    format!(
        "<comment ref=\"{}\" authorId=\"{author}\"><text><t xml:space=\"preserve\">{text}</t></text></comment>",
        name(cell)
    )
}

/// The shapes of comments; spreadsheet programs need one each.
pub(super) fn shapes<'c>(cells: impl Iterator<Item = &'c (u32, u32)>) -> String {
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
         xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" \
         o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"/>{}</xml>",
        shapes_from(1025, cells)
    )
}

fn shapes_from<'c>(first: usize, cells: impl Iterator<Item = &'c (u32, u32)>) -> String {
    let mut out = String::new();
    for (number, (row, column)) in (first..).zip(cells) {
        let (top, left) = (row.saturating_sub(1), column + 1);
        let _ = write!(
            out,
            "<v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\" \
             id=\"_x0000_s{number}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" \
             fillcolor=\"#ffffe1\"><v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{left},15,{top},2,{},31,{},1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{top}</x:Row>\
             <x:Column>{column}</x:Column></x:ClientData></v:shape>",
            left + 4,
            top + 6,
        );
    }
    out
}

/// A sheet's comments and shapes with those of the problems added; a cell that has a comment has a longer one then.
/// `None` when the parts are not of the usual shape.
pub(super) fn added(comments: &str, shapes: &str, cells: &BTreeMap<(u32, u32), String>) -> Option<(String, String)> {
    let mut comments = comments.to_owned();
    let (mut new, mut places) = (String::new(), Vec::new());
    let author = comments.matches("<author>").count() + comments.matches("<author/>").count();
    for (&cell, text) in cells {
        let Some(place) = comments.find(&format!(" ref=\"{}\"", name(cell))) else {
            new.push_str(&element(cell, author, text));
            places.push(cell);
            continue;
        };
        let end = place + comments.get(place..)?.find("</text>")?;
        comments.insert_str(end, &format!("<r><t xml:space=\"preserve\">\n\n{}</t></r>", escaped(text)));
    }
    let at = comments.find("</authors>")?;
    comments.insert_str(at, "<author>poolfund</author>");
    let at = comments.rfind("</commentList>")?;
    comments.insert_str(at, &new);
    let numbers = shapes.split("\"_x0000_s").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<usize>().ok());
    let first = numbers.max().unwrap_or(1024).checked_add(1)?;
    let end = shapes.rfind("</xml>")?;
    let (before, after) = shapes.split_at_checked(end)?;
    Some((comments, format!("{before}{}{after}", shapes_from(first, places.iter()))))
}
