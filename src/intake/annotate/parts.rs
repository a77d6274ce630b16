//! The sheet that lists the problems, as a part that a marked workbook has more.

use std::fmt::Write;

use super::{HEADERS, WIDTHS, line};
use crate::domain::address::cell_name;
use crate::intake::problems::Problem;

/// The namespace of relations.
pub(super) const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Text with the characters of XML escaped.
pub(super) fn escaped(text: &str) -> String {
    let clean: String = text.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect();
    quick_xml::escape::escape(&clean).into_owned()
}

/// The sheet that lists the problems, each with a link to its cell; `header` and `text` are numbers of cell formats.
pub(super) fn list(problems: &[&Problem], header: usize, text: usize) -> String {
    let mut out = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews>\
         <sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         </sheetView></sheetViews><cols>"
    );
    for (column, width) in WIDTHS.iter().enumerate() {
        let _ = write!(out, "<col min=\"{0}\" max=\"{0}\" width=\"{width}\" customWidth=\"1\"/>", column + 1);
    }
    out.push_str("</cols><sheetData>");
    write_row(&mut out, 1, header, &HEADERS.map(str::to_owned));
    for (number, problem) in problems.iter().enumerate() {
        write_row(&mut out, number + 2, text, &line(problem));
    }
    out.push_str("</sheetData>");
    let mut links = String::new();
    for (number, problem) in problems.iter().enumerate() {
        if let (Some(sheet), Some(cell)) = (&problem.location.sheet, problem.location.cell()) {
            let target = format!("'{}'!{cell}", sheet.replace('\'', "''"));
            let _ = write!(links, "<hyperlink ref=\"D{}\" location=\"{}\"/>", number + 2, escaped(&target));
        }
    }
    if !links.is_empty() {
        let _ = write!(out, "<hyperlinks>{links}</hyperlinks>");
    }
    out.push_str("<pageSetup orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>");
    out
}

fn write_row(out: &mut String, number: usize, style: usize, texts: &[String]) {
    let _ = write!(out, "<row r=\"{number}\">");
    for (column, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
        let cell = cell_name(number as u32, column as u32);
        let _ = write!(
            out,
            "<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
            escaped(text)
        );
    }
    out.push_str("</row>");
}
