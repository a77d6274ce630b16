//! The parts that a marked workbook has more: comments with their shapes, and the sheet that lists the problems.

use std::fmt::Write;

use super::{HEADERS, comment, line};
use crate::intake::problem::{Problem, column_letters};

/// The namespace of relations.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Text with the characters of XML escaped.
pub(super) fn escaped(text: &str) -> String {
    let clean: String = text.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    quick_xml::escape::escape(&clean).into_owned()
}

/// The part of comments. `problems` stand at cells.
pub(super) fn comments(problems: &[&Problem]) -> String {
    let mut out = format!("{XML}<comments xmlns=\"{MAIN}\"><authors><author>poolfund</author></authors><commentList>");
    for (place, texts) in by_cell(problems) {
        let _ = write!(
            out,
            "<comment ref=\"{place}\" authorId=\"0\"><text><t xml:space=\"preserve\">{}</t></text></comment>",
            escaped(&texts.join("\n\n"))
        );
    }
    out.push_str("</commentList></comments>");
    out
}

/// The comments of each cell, since a cell can have one only.
fn by_cell(problems: &[&Problem]) -> Vec<(String, Vec<String>)> {
    let mut cells: Vec<(String, Vec<String>)> = Vec::new();
    for problem in problems {
        let Some(place) =
            problem.place.cell().filter(|_| problem.place.row.is_some() && problem.place.column.is_some())
        else {
            continue;
        };
        match cells.iter_mut().find(|(known, _)| *known == place) {
            Some((_, texts)) => texts.push(comment(problem)),
            None => cells.push((place, vec![comment(problem)])),
        }
    }
    cells
}

/// The shapes of the comments; spreadsheet programs need one each.
pub(super) fn shapes(problems: &[&Problem]) -> String {
    let mut out = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" \
        xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" \
        path=\"m,l,21600r21600,l21600,xe\"/>"
        .to_owned();
    let mut cells: Vec<(u32, u32)> =
        problems.iter().filter_map(|problem| Some((problem.place.row?, problem.place.column?))).collect();
    cells.sort_unstable();
    cells.dedup();
    for (number, (row, column)) in cells.iter().enumerate() {
        let (top, left) = (row.saturating_sub(1), column + 1);
        let _ = write!(
            out,
            "<v:shape id=\"_x0000_s{}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\">\
             <v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/>\
             <x:Anchor>{left},15,{top},2,{},31,{},1</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{top}</x:Row><x:Column>{column}</x:Column>\
             </x:ClientData></v:shape>",
            1025 + number,
            left + 4,
            top + 6,
        );
    }
    out.push_str("</xml>");
    out
}

/// The sheet that lists the problems, each with a link to its cell.
pub(super) fn list(problems: &[&Problem]) -> String {
    let widths = [10, 8, 18, 10, 50, 50, 70];
    let mut out = format!("{XML}<worksheet xmlns=\"{MAIN}\"><cols>");
    for (column, width) in widths.iter().enumerate() {
        let _ = write!(out, "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", column + 1);
    }
    out.push_str("</cols><sheetData>");
    write_row(&mut out, 1, &HEADERS.map(str::to_owned));
    for (number, problem) in problems.iter().enumerate() {
        write_row(&mut out, number + 2, &line(problem));
    }
    out.push_str("</sheetData>");
    let mut links = String::new();
    for (number, problem) in problems.iter().enumerate() {
        if let (Some(sheet), Some(cell)) = (&problem.place.sheet, problem.place.cell()) {
            let target = format!("'{}'!{cell}", sheet.replace('\'', "''"));
            let _ = write!(links, "<hyperlink ref=\"D{}\" location=\"{}\"/>", number + 2, escaped(&target));
        }
    }
    if !links.is_empty() {
        let _ = write!(out, "<hyperlinks>{links}</hyperlinks>");
    }
    out.push_str("</worksheet>");
    out
}

fn write_row(out: &mut String, number: usize, texts: &[String]) {
    let _ = write!(out, "<row r=\"{number}\">");
    for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        let letters = column_letters(column as u32);
        let _ = write!(
            out,
            "<c r=\"{letters}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        );
    }
    out.push_str("</row>");
}
