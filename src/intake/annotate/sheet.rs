//! A sheet's XML with some cells marked.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};

use super::styles::Styles;
use crate::domain::address::{cell_name, leading_cell};
use crate::intake::problems::Severity;

/// By row (from 1) and column (from 0), how a cell is marked.
pub(super) type Marks = BTreeMap<(u32, u32), Severity>;

/// The sheet with its cells marked; `drawing` is the relation of the comments' shapes, if they are to be shown.
pub(super) fn mark(xml: &str, marks: &Marks, styles: &mut Styles, drawing: Option<&str>) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    let mut writer = Writer::new(Vec::with_capacity(xml.len() + 4096));
    let mut row = 0;
    let mut waiting: Vec<u32> = Vec::new();
    let mut drawing = drawing;
    loop {
        let event = reader.read_event().ok()?;
        match &event {
            Event::Eof => break,
            Event::Start(tag) if tag.local_name().as_ref() == "row" => {
                row = attribute(tag, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                waiting = marks.range((row, 0)..=(row, u32::MAX)).map(|(&(_, column), _)| column).rev().collect();
            }
            Event::End(tag) if tag.local_name().as_ref() == "row" => {
                while let Some(column) = waiting.pop() {
                    add_cell(&mut writer, row, column, marks, styles)?;
                }
            }
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "c" => {
                let (_, column, _) = leading_cell(&attribute(tag, "r")?)?;
                while let Some(&next) = waiting.last().filter(|&&next| next < column) {
                    waiting.pop();
                    add_cell(&mut writer, row, next, marks, styles)?;
                }
                if waiting.last() == Some(&column) {
                    waiting.pop();
                    let severity = *marks.get(&(row, column))?;
                    let tag = restyled(tag, severity, styles);
                    writer
                        .write_event(if matches!(event, Event::Empty(_)) {
                            Event::Empty(tag)
                        } else {
                            Event::Start(tag)
                        })
                        .ok()?;
                    continue;
                }
            }
            Event::Start(tag) | Event::Empty(tag) if comes_after_drawing(tag) => {
                add_drawing(&mut writer, &mut drawing)?
            }
            Event::End(tag) if tag.local_name().as_ref() == "worksheet" => add_drawing(&mut writer, &mut drawing)?,
            Event::Start(_)
            | Event::Empty(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => {}
        }
        writer.write_event(event).ok()?;
    }
    String::from_utf8(writer.into_inner()).ok()
}

/// Elements of a sheet that must stand after the one that shows comments.
fn comes_after_drawing(tag: &BytesStart<'_>) -> bool {
    const LATER: [&str; 8] = [
        "legacyDrawingHF",
        "drawingHF",
        "picture",
        "oleObjects",
        "controls",
        "webPublishItems",
        "tableParts",
        "extLst",
    ];
    LATER.contains(&tag.local_name().as_ref())
}

fn add_drawing(writer: &mut Writer<Vec<u8>>, drawing: &mut Option<&str>) -> Option<()> {
    let Some(relation) = drawing.take() else { return Some(()) };
    let mut tag = BytesStart::new("legacyDrawing");
    tag.push_attribute(("xmlns:r", super::parts::RELATIONS));
    tag.push_attribute(("r:id", relation));
    writer.write_event(Event::Empty(tag)).ok()
}

fn add_cell(writer: &mut Writer<Vec<u8>>, row: u32, column: u32, marks: &Marks, styles: &mut Styles) -> Option<()> {
    let style = styles.marked(0, *marks.get(&(row, column))?).to_string();
    let place = cell_name(row, column);
    let mut tag = BytesStart::new("c");
    tag.push_attribute(("r", place.as_str()));
    tag.push_attribute(("s", style.as_str()));
    writer.write_event(Event::Empty(tag)).ok()
}

fn restyled(tag: &BytesStart<'_>, severity: Severity, styles: &mut Styles) -> BytesStart<'static> {
    let before = attribute(tag, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
    let style = styles.marked(before, severity).to_string();
    let mut copy = BytesStart::new(String::from(tag.name().as_ref()));
    for attribute in tag.attributes().flatten().filter(|attribute| attribute.key.as_ref() != "s") {
        copy.push_attribute(attribute);
    }
    copy.push_attribute(("s", style.as_str()));
    copy.into_owned()
}

/// The text of an attribute.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(found.value.to_string())
}
