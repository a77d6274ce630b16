//! The parts of a package (xlsx, xlsb, ods) and how they lead to each other.
//!
//! What comes in: a zip archive. What leaves: parts that are small, sheets and relations by name. What it does not know:
//! cells.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{Limits, Refusal};
use crate::domain::address::leading_cell;
use crate::intake::problems::ProblemCode;

pub(super) fn open(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, Refusal> {
    ZipArchive::new(Cursor::new(bytes)).map_err(Refusal::damaged)
}

pub(super) fn part_names(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<Vec<String>, Refusal> {
    archive.file_names().map(|name| name.map(|name| name.into_owned()).map_err(Refusal::damaged)).collect()
}

/// A part's name as the standard has it: some writers use capitals, backslashes or a slash at the start.
pub(super) fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_ascii_lowercase()
}

/// `A1:C2` as first row, first column, last row, last column.
pub(super) fn area(text: &str) -> Option<[u32; 4]> {
    let (first, last) = text.split_once(':')?;
    let ((first_row, first_column), (last_row, last_column)) = (cell(first)?, cell(last)?);
    Some([first_row, first_column, last_row, last_column])
}

fn cell(text: &str) -> Option<(u32, u32)> {
    let (row, column, length) = leading_cell(text)?;
    (length == text.len()).then_some((row, column))
}

/// As [`sheet_parts`], of a whole file.
pub(super) fn sheets_of(bytes: &[u8]) -> Result<BTreeMap<String, String>, Refusal> {
    sheet_parts(&mut open(bytes)?, &Limits::default())
}

/// By part name in lower case, the name of the sheet in it.
pub(super) fn sheet_parts(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    limits: &Limits,
) -> Result<BTreeMap<String, String>, Refusal> {
    let targets = relations(archive, "xl/_rels/workbook.xml.rels", limits)?;
    let mut sheets = BTreeMap::new();
    let workbook = small_part(archive, "xl/workbook.xml", limits)?;
    each_tag(&workbook, "sheet", |tag| {
        if let (Some(name), Some(id)) = (attribute(tag, "name"), attribute(tag, "id"))
            && let Some(part) = targets.get(&id)
        {
            sheets.insert(part.clone(), name);
        }
    })?;
    Ok(sheets)
}

/// By its id, the part in lower case that each relation of a workbook leads to.
pub(super) fn relations(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    part: &str,
    limits: &Limits,
) -> Result<BTreeMap<String, String>, Refusal> {
    related(&small_part(archive, part, limits)?, "xl")
}

/// By its id, the part in lower case that each relation leads to from a part in this folder.
pub(super) fn related(relations: &[u8], folder: &str) -> Result<BTreeMap<String, String>, Refusal> {
    let mut targets = BTreeMap::new();
    each_tag(relations, "Relationship", |tag| {
        if let (Some(id), Some(target)) = (attribute(tag, "Id"), attribute(tag, "Target")) {
            let target = target.to_ascii_lowercase();
            let rooted = target.trim_start_matches('/');
            let above = folder.rsplit_once('/').map_or(folder, |(above, _)| above);
            let target = match target.strip_prefix("../") {
                Some(rest) => format!("{above}/{rest}"),
                None if rooted.len() < target.len() || rooted.starts_with("xl/") => rooted.to_owned(),
                None => format!("{folder}/{target}"),
            };
            targets.insert(id, target);
        }
    })?;
    Ok(targets)
}

/// A part that is held in memory; empty when it is not there.
pub(super) fn small_part(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    wanted: &str,
    limits: &Limits,
) -> Result<Vec<u8>, Refusal> {
    let wanted = plain(wanted);
    let name = part_names(archive)?.into_iter().find(|name| plain(name) == wanted);
    let Some(name) = name else { return Ok(Vec::new()) };
    let part = archive.by_name(&name).map_err(Refusal::damaged)?;
    let mut bytes = Vec::new();
    let cap = limits.part_bytes.min(16 << 20);
    part.take(cap + 1).read_to_end(&mut bytes).map_err(Refusal::damaged)?;
    if bytes.len() as u64 > cap {
        return Err(Refusal::new(ProblemCode::TooLarge, format!("more than {cap} bytes in the part {name}")));
    }
    Ok(bytes)
}

pub(super) fn each_tag(xml: &[u8], name: &str, mut take: impl FnMut(&BytesStart<'_>)) -> Result<(), Refusal> {
    let text = String::from_utf8_lossy(xml);
    let mut reader = quick_xml::Reader::from_str(&text);
    loop {
        let event = reader.read_event().map_err(Refusal::damaged)?;
        if let Event::Start(tag) | Event::Empty(tag) = &event
            && tag.local_name().as_ref() == name
        {
            take(tag);
        }
        if matches!(event, Event::Eof) {
            return Ok(());
        }
    }
}

/// The value of an attribute, whatever its namespace.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}
