//! Changes an xlsx workbook only where it must be changed.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::comments;
use super::parts::{self, RELATIONS, escaped};
use super::sheet::{self, Marks};
use super::styles::Styles;
use super::{SHEET_NAME, cell_of};
use crate::intake::file::workbook::sheet_parts;
use crate::intake::problems::Problem;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const WORKBOOK: &str = "xl/workbook.xml";
const WORKBOOK_RELATIONS: &str = "xl/_rels/workbook.xml.rels";
const STYLES: &str = "xl/styles.xml";
const LIST: &str = "xl/worksheets/problems.xml";
const LIST_RELATION: &str = "rIdProblems";

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// The workbook with the problems marked; `None` when its parts are not of the usual shape.
pub(super) fn workbook(bytes: &[u8], problems: &[&Problem]) -> Option<Vec<u8>> {
    let sheets = sheet_parts(bytes).ok()?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let names: Vec<String> =
        archive.file_names().map(|name| name.ok().map(|name| name.into_owned())).collect::<Option<_>>()?;
    let mut styles = Styles::read(&text_of(&mut archive, STYLES)?)?;
    let mut changed: BTreeMap<String, String> = BTreeMap::new();
    let mut types = String::new();
    for (number, part) in names.iter().enumerate() {
        let Some(name) = sheets.get(&part.to_ascii_lowercase()) else { continue };
        let here: Vec<&Problem> =
            problems.iter().copied().filter(|problem| problem.location.sheet.as_ref() == Some(name)).collect();
        let marks = marks_of(&here);
        if marks.is_empty() {
            continue;
        }
        let xml = text_of(&mut archive, part)?;
        let cells = comments::by_cell(&here);
        let commented = xml.contains("<legacyDrawing ");
        let relation = (!commented).then_some("rIdProblems");
        changed.insert(part.clone(), sheet::mark(&xml, &marks, &mut styles, relation)?);
        if commented {
            extend_comments(&mut archive, part, &cells, &mut changed)?;
        } else {
            add_comments(&mut archive, part, number, &cells, &mut changed, &mut types)?;
        }
    }
    let list = parts::list(problems, styles.of_list(true), styles.of_list(false));
    changed.insert(STYLES.to_owned(), styles.finish()?);
    changed.insert(LIST.to_owned(), list);
    add_list(&mut archive, &sheets.into_values().collect(), &mut changed)?;
    let content_types = text_of(&mut archive, CONTENT_TYPES)?;
    let vml = if content_types.contains("Extension=\"vml\"") {
        ""
    } else {
        "<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>"
    };
    types.push_str(&format!("<Override PartName=\"/{LIST}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"));
    changed.insert(CONTENT_TYPES.to_owned(), content_types.replacen("</Types>", &format!("{vml}{types}</Types>"), 1));
    write(&mut archive, changed)
}

fn marks_of(problems: &[&Problem]) -> Marks {
    let mut marks = Marks::new();
    for problem in problems {
        if let Some(cell) = cell_of(problem) {
            let mark = marks.entry(cell).or_insert(problem.severity());
            *mark = (*mark).min(problem.severity());
        }
    }
    marks
}

/// The text of a part; `None` when it is not there, not UTF-8, or uses prefixes for its own elements.
fn text_of(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let text = any_text_of(archive, name)?;
    let usual =
        ["<worksheet", "<styleSheet", "<workbook", "<Types", "<Relationships"].iter().any(|root| text.contains(root));
    usual.then_some(text)
}

/// The text of a part whatever it is; `None` when it is not there or not UTF-8.
fn any_text_of(archive: &mut Archive<'_>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
    Some(text)
}

fn add_comments(
    archive: &mut Archive<'_>,
    part: &str,
    number: usize,
    cells: &BTreeMap<(u32, u32), String>,
    changed: &mut BTreeMap<String, String>,
    types: &mut String,
) -> Option<()> {
    let comments = format!("xl/problems{number}.xml");
    let shapes = format!("xl/drawings/problems{number}.vml");
    let relations = format!(
        "<Relationship Id=\"rIdProblems\" Type=\"{RELATIONS}/vmlDrawing\" Target=\"/{shapes}\"/>\
         <Relationship Id=\"rIdProblemTexts\" Type=\"{RELATIONS}/comments\" Target=\"/{comments}\"/>"
    );
    let (folder, file) = part.rsplit_once('/')?;
    add_relations(archive, &format!("{folder}/_rels/{file}.rels"), &relations, changed);
    types.push_str(&format!("<Override PartName=\"/{comments}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml\"/>"));
    changed.insert(comments, comments::part(cells));
    changed.insert(shapes, comments::shapes(cells.keys()));
    Some(())
}

/// Adds to the comments that a sheet has.
fn extend_comments(
    archive: &mut Archive<'_>,
    part: &str,
    cells: &BTreeMap<(u32, u32), String>,
    changed: &mut BTreeMap<String, String>,
) -> Option<()> {
    let (folder, file) = part.rsplit_once('/')?;
    let relations = text_of(archive, &format!("{folder}/_rels/{file}.rels"))?;
    let target = |kind: &str| {
        let relation = relations.split("<Relationship ").find(|relation| relation.contains(&format!("/{kind}\"")))?;
        let target = relation.split("Target=\"").nth(1)?.split('"').next()?;
        let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
        Some(match (target.strip_prefix('/'), target.strip_prefix("../")) {
            (Some(rooted), _) => rooted.to_owned(),
            (None, Some(rest)) => format!("{above}/{rest}"),
            (None, None) => format!("{folder}/{target}"),
        })
    };
    let (comments, shapes) = (target("comments")?, target("vmlDrawing")?);
    let (texts, drawn) = (any_text_of(archive, &comments)?, any_text_of(archive, &shapes)?);
    let (texts, drawn) = comments::added(&texts, &drawn, cells)?;
    changed.insert(comments, texts);
    changed.insert(shapes, drawn);
    Some(())
}

fn add_relations(archive: &mut Archive<'_>, name: &str, more: &str, changed: &mut BTreeMap<String, String>) {
    let before = text_of(archive, name).filter(|text| text.contains("</Relationships>"));
    let text = before.unwrap_or_else(|| {
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned()
    });
    changed.insert(name.to_owned(), text.replacen("</Relationships>", &format!("{more}</Relationships>"), 1));
}

/// Adds the sheet that lists the problems, as the last one.
fn add_list(archive: &mut Archive<'_>, taken: &BTreeSet<String>, changed: &mut BTreeMap<String, String>) -> Option<()> {
    let workbook = text_of(archive, WORKBOOK)?;
    let ids = workbook.split("sheetId=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<u32>().ok());
    let id = ids.max().unwrap_or(0).checked_add(1)?;
    let name = (1..)
        .map(|number| if number == 1 { SHEET_NAME.to_owned() } else { format!("{SHEET_NAME} {number}") })
        .find(|name| !taken.contains(name))?;
    let entry = format!(
        "<sheet xmlns:r=\"{RELATIONS}\" name=\"{}\" sheetId=\"{id}\" r:id=\"{LIST_RELATION}\"/></sheets>",
        escaped(&name)
    );
    changed.insert(WORKBOOK.to_owned(), workbook.replacen("</sheets>", &entry, 1));
    let relation = format!("<Relationship Id=\"{LIST_RELATION}\" Type=\"{RELATIONS}/worksheet\" Target=\"/{LIST}\"/>");
    add_relations(archive, WORKBOOK_RELATIONS, &relation, changed);
    Some(())
}

/// Writes the archive with the changed and added parts; all others are copied as they are.
fn write(archive: &mut Archive<'_>, mut changed: BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).ok()?;
        let name = part.name().ok()?.into_owned();
        match changed.remove(&name) {
            Some(text) => {
                drop(part);
                writer.start_file(name, SimpleFileOptions::default()).ok()?;
                writer.write_all(text.as_bytes()).ok()?;
            }
            None => writer.raw_copy_file(part).ok()?,
        }
    }
    for (name, text) in changed {
        writer.start_file(name, SimpleFileOptions::default()).ok()?;
        writer.write_all(text.as_bytes()).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}
