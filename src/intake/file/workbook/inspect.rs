//! What kind of file this is and what it carries, before any cell is read.
//!
//! Parts are inflated once here, counting real bytes against the limits, and searched for what the cell readers do
//! not tell: hidden rows, merged areas, whether there are formulas. Macros, embedded objects and encryption end the
//! reading.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use super::package::{self, area, open, part_names, plain, relations, sheet_parts};
use super::sheet_marks::SheetMarks;
use super::{FileType, Limits, Refusal, TableHead};
use crate::intake::problems::ProblemCode;

const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// What inspection found in a container.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// By sheet name, what it says besides its values. Sheets of which that cannot be found out are not there.
    pub sheets: BTreeMap<String, SheetMarks>,
    /// By sheet name, the tables on it. For xlsx only.
    pub tables: BTreeMap<String, Vec<TableHead>>,
}

/// The type of a file by its content.
pub(super) fn file_type(bytes: &[u8]) -> Result<FileType, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::damaged("an empty file"));
    }
    if bytes.starts_with(COMPOUND) {
        if holds_utf16(bytes, "EncryptedPackage") || holds_utf16(bytes, "EncryptionInfo") {
            return Err(Refusal::new(ProblemCode::Encrypted, "an encrypted workbook"));
        }
        return Ok(FileType::Xls);
    }
    if bytes.starts_with(b"PK") {
        return zip_type(bytes);
    }
    let start: Vec<u8> = bytes.iter().take(4096).copied().collect();
    let start =
        String::from_utf8_lossy(&start).trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).to_ascii_lowercase();
    for (opening, name) in [
        ("%pdf", "a PDF"),
        ("<!doctype", "a web page"),
        ("<html", "a web page"),
        ("<table", "a web page"),
        ("<?xml", "an XML file"),
        ("{\\rtf", "a text document"),
        ("mime-version", "a web archive"),
    ] {
        if start.starts_with(opening) {
            return Err(Refusal::new(ProblemCode::WrongType, name));
        }
    }
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if !wide && !super::text::looks_wide(bytes) && bytes.iter().take(8192).any(|&byte| byte == 0) {
        return Err(Refusal::damaged("bytes of an unknown kind"));
    }
    Ok(FileType::Text)
}

fn zip_type(bytes: &[u8]) -> Result<FileType, Refusal> {
    let mut archive = open(bytes)?;
    let names = part_names(&archive)?;
    let has = |name: &str| names.iter().any(|part| part.trim_start_matches('/').eq_ignore_ascii_case(name));
    if has("xl/workbook.bin") {
        return Ok(FileType::Xlsb);
    }
    if has("xl/workbook.xml") || has("[Content_Types].xml") && names.iter().any(|part| part.contains("workbook")) {
        return Ok(FileType::Xlsx);
    }
    if has("[Content_Types].xml") {
        return Err(Refusal::new(ProblemCode::WrongType, "an Office file that is no workbook"));
    }
    let mut kind = String::new();
    if let Ok(part) = archive.by_name("mimetype") {
        part.take(200).read_to_string(&mut kind).map_err(Refusal::damaged)?;
    }
    match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet"
        | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(FileType::Ods),
        kind if kind.starts_with("application/vnd.oasis.opendocument") => {
            Err(Refusal::new(ProblemCode::WrongType, "an OpenDocument file that is no spreadsheet"))
        }
        _ if archive.by_name("content.xml").is_ok() => Ok(FileType::Ods),
        _ => Err(Refusal::new(ProblemCode::WrongType, "a zip archive that is no workbook")),
    }
}

/// Inspects a container: refuses what must not be read and counts what inflating its parts really gives. Sheets that
/// are streamed are inspected beside `meanwhile`, which may use all other parts.
pub(super) fn container<T>(
    bytes: &[u8],
    file_type: FileType,
    limits: &Limits,
    only: Option<&str>,
    meanwhile: impl FnOnce() -> T,
) -> Result<(Findings, T), Refusal> {
    match file_type {
        FileType::Xls => {
            compound(bytes)?;
            if super::biff::is_encrypted(bytes) {
                return Err(Refusal::new(ProblemCode::Encrypted, "an encrypted workbook"));
            }
            let sheets = super::biff::marks(bytes).unwrap_or_default();
            Ok((Findings { sheets, ..Findings::default() }, meanwhile()))
        }
        FileType::Xlsx | FileType::Xlsb | FileType::Ods => package(bytes, file_type, limits, only, meanwhile),
        FileType::Text => Ok((Findings::default(), meanwhile())),
    }
}

/// Storages and streams of a compound file have names in UTF-16.
fn compound(bytes: &[u8]) -> Result<(), Refusal> {
    if holds_utf16(bytes, "_VBA_PROJECT") {
        return Err(Refusal::new(ProblemCode::Macros, "a project of macros"));
    }
    if holds_utf16(bytes, "\u{1}Ole10Native") || holds_embedding(bytes) {
        return Err(Refusal::new(ProblemCode::EmbeddedObjects, "an embedded object"));
    }
    Ok(())
}

/// Whether a directory entry is named as Excel names storages of embedded objects: `MBD` and eight hexadecimal digits.
fn holds_embedding(bytes: &[u8]) -> bool {
    let prefix: Vec<u8> = "MBD".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| {
        let digits = entry
            .get(6..22)
            .is_some_and(|name| name.chunks(2).all(|unit| matches!(unit, [digit, 0] if digit.is_ascii_hexdigit())));
        entry.starts_with(&prefix) && digits
    })
}

fn holds_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Names stand at the head of directory entries of 128 bytes, in sectors that begin at multiples of 128.
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

fn package<T>(
    bytes: &[u8],
    file_type: FileType,
    limits: &Limits,
    only: Option<&str>,
    meanwhile: impl FnOnce() -> T,
) -> Result<(Findings, T), Refusal> {
    let mut archive = open(bytes)?;
    if archive.len() > limits.parts {
        return Err(Refusal::new(ProblemCode::TooLarge, format!("{} parts", archive.len())));
    }
    let names = part_names(&archive)?;
    names.iter().try_for_each(|name| harmless(name, file_type))?;
    if file_type == FileType::Ods {
        no_embedded_documents(&package::small_part(&mut archive, "META-INF/manifest.xml", limits)?)?;
    }
    let sheets = if file_type == FileType::Xlsx { sheet_parts(&mut archive, limits)? } else { BTreeMap::new() };
    let wanted = |name: &&String| {
        let lower = plain(name);
        let left_out = sheets.get(&lower).is_some_and(|sheet| only.is_some_and(|only| only != sheet));
        !lower.contains("/media/") && !left_out
    };
    let streamed = |name: &&String| plain(name).contains("worksheets/") && file_type != FileType::Ods;
    let (streamed, held): (Vec<&String>, Vec<&String>) = names.iter().filter(wanted).partition(streamed);
    let (beside, done) = std::thread::scope(|scope| {
        let (mut own, sheets) = (archive.clone(), &sheets);
        let scanning = std::thread::Builder::new()
            .spawn_scoped(scope, move || scan_all(&mut own, &streamed, limits.inflated_bytes, limits, sheets))
            .map_err(|error| Refusal::new(ProblemCode::ReaderStopped, error.to_string()))?;
        let held = scan_all(&mut archive, &held, limits.part_bytes, limits, sheets);
        let done = held.map(|(inflated, _)| (inflated, meanwhile()));
        let beside = scanning.join().map_err(|_| Refusal::damaged("a sheet on which inspection stopped"))?;
        Ok::<_, Refusal>((beside?, done?))
    })?;
    let ((inflated, found_in), (more, done)) = (beside, done);
    if inflated.saturating_add(more) > limits.inflated_bytes {
        let found = format!("more than {} bytes in all parts", limits.inflated_bytes);
        return Err(Refusal::new(ProblemCode::TooLarge, found));
    }
    let tables = super::tables::of_sheets(&mut archive, &sheets, limits)?;
    let sheets = match file_type {
        FileType::Ods => of_open_document(&mut archive).unwrap_or_default(),
        FileType::Xlsb => of_binary(&mut archive, limits, only).unwrap_or_default(),
        FileType::Xlsx | FileType::Xls | FileType::Text => found_in,
    };
    Ok((Findings { sheets, tables }, done))
}

/// Inflates parts, none of more than `most` bytes: how many bytes they have, and by sheet what is found in them.
fn scan_all(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    names: &[&String],
    most: u64,
    limits: &Limits,
    sheets: &BTreeMap<String, String>,
) -> Result<(u64, BTreeMap<String, SheetMarks>), Refusal> {
    let (mut inflated, mut found_in) = (0, BTreeMap::new());
    for name in names {
        let lower = plain(name);
        let mut found = SheetMarks::default();
        inflated += scan(archive, name, (limits.inflated_bytes - inflated).min(most), &mut found, &lower)?;
        if let Some(sheet) = sheets.get(&lower) {
            found_in.insert(sheet.clone(), found.settle());
        }
    }
    Ok((inflated, found_in))
}

/// What the sheets of an ods spreadsheet say besides their values.
fn of_open_document(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<BTreeMap<String, SheetMarks>> {
    let mut said = super::open_document::Said::default();
    if let Ok(part) = archive.by_name("styles.xml") {
        said.read(part)?;
    }
    said.read(archive.by_name("content.xml").ok()?)?;
    Some(said.sheets)
}

/// What the sheets of an xlsb workbook say besides their values.
fn of_binary(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    limits: &Limits,
    only: Option<&str>,
) -> Option<BTreeMap<String, SheetMarks>> {
    let targets = relations(archive, "xl/_rels/workbook.bin.rels", limits).ok()?;
    let sheets = super::binary::sheets(archive.by_name("xl/workbook.bin").ok()?)?;
    let formats = match archive.by_name("xl/styles.bin") {
        Ok(part) => super::binary::formats(part)?,
        Err(_) => Vec::new(),
    };
    let names = part_names(archive).ok()?;
    let mut said = BTreeMap::new();
    for (sheet, relation) in sheets.into_iter().filter(|(sheet, _)| only.is_none_or(|only| only == sheet)) {
        let target = targets.get(&relation).filter(|target| target.contains("worksheets/"));
        let is_it = |name: &&String| target.is_some_and(|part| name.trim_start_matches('/').eq_ignore_ascii_case(part));
        let part = names.iter().find(is_it).and_then(|name| archive.by_name(name).ok());
        if let Some(found) = part.and_then(|part| super::binary::marks(part, &formats)) {
            said.insert(sheet, found);
        }
    }
    Some(said)
}

/// Refuses parts that can do something by themselves.
fn harmless(name: &str, file_type: FileType) -> Result<(), Refusal> {
    let lower = plain(name);
    if lower.ends_with("vbaproject.bin")
        || lower.contains("xl/macrosheets/")
        || (file_type == FileType::Ods && (lower.starts_with("basic/") || lower.starts_with("scripts/")))
    {
        return Err(Refusal::new(ProblemCode::Macros, format!("the part {name}")));
    }
    if lower.contains("xl/embeddings/") || lower.contains("xl/activex/") {
        return Err(Refusal::new(ProblemCode::EmbeddedObjects, format!("the part {name}")));
    }
    Ok(())
}

/// Refuses an ods spreadsheet whose manifest names other documents in it. Charts are documents, too, but only show what
/// the sheets hold.
fn no_embedded_documents(manifest: &[u8]) -> Result<(), Refusal> {
    let mut found = None;
    // A manifest that is no XML names nothing; what it would have named is not opened anyway.
    let _ = package::each_tag(manifest, "file-entry", |tag| {
        let (path, kind) = (package::attribute(tag, "full-path"), package::attribute(tag, "media-type"));
        let (path, kind) = (path.unwrap_or_default(), kind.unwrap_or_default());
        let document = kind.starts_with("application/vnd.oasis.opendocument.") && !kind.ends_with(".chart");
        if path != "/" && (document || kind == "application/vnd.sun.star.oleobject") {
            found = Some(path);
        }
    });
    found.map_or(Ok(()), |path| Err(Refusal::new(ProblemCode::EmbeddedObjects, format!("the part {path}"))))
}

/// Inflates a part, counts its bytes against `cap`, and searches it.
fn scan(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
    cap: u64,
    found: &mut SheetMarks,
    lower: &str,
) -> Result<u64, Refusal> {
    let mut part = archive.by_name(name).map_err(|error| {
        let secret = matches!(error, zip::result::ZipError::UnsupportedArchive(_));
        Refusal::new(
            if secret { ProblemCode::Encrypted } else { ProblemCode::Damaged },
            format!("the part {name}: {error}"),
        )
    })?;
    let sheet = lower.contains("worksheets/") && lower.ends_with(".xml");
    let mut buffer = vec![0; 256 << 10];
    let (mut kept, mut total) = (0, 0);
    let mut start = Vec::new();
    loop {
        let room = buffer.get_mut(kept..).unwrap_or_default();
        let read = part.read(room).map_err(|error| Refusal::damaged(format!("the part {name}: {error}")))?;
        total += read as u64;
        if total > cap {
            return Err(Refusal::new(ProblemCode::TooLarge, format!("more than {cap} bytes in the part {name}")));
        }
        if start.len() < 2048 {
            start.extend(buffer.iter().skip(kept).take(read.min(2048)));
        }
        if read == 0 {
            break;
        }
        if sheet {
            let end = kept + read;
            let cut = memchr::memrchr(b'<', buffer.get(..end).unwrap_or_default()).unwrap_or(0);
            search(buffer.get(..cut).unwrap_or_default(), found);
            buffer.copy_within(cut..end, 0);
            kept = end - cut;
            if kept == buffer.len() {
                kept = 0;
            }
        }
    }
    if sheet {
        search(buffer.get(..kept).unwrap_or_default(), found);
    }
    if lower == "meta-inf/manifest.xml" && String::from_utf8_lossy(&start).contains("encryption-data") {
        return Err(Refusal::new(ProblemCode::Encrypted, "an encrypted spreadsheet"));
    }
    let types = String::from_utf8_lossy(&start);
    let for_macros =
        ["sheet.macroEnabled", "template.macroEnabled", "addin.macroEnabled"].iter().any(|made| types.contains(made));
    if lower == "[content_types].xml" && for_macros {
        return Err(Refusal::new(ProblemCode::Macros, "a workbook made for macros"));
    }
    Ok(total)
}

/// Looks through whole tags of a sheet's XML. Sheets are long and these tags rare, so only the needles are looked for.
fn search(chunk: &[u8], found: &mut SheetMarks) {
    let ends_name = |place: usize| matches!(chunk.get(place), Some(b'>' | b' ' | b'/'));
    found.formulas = found.formulas
        || [b"<f", b":f"].iter().any(|tag| memmem::find_iter(chunk, tag).any(|place| ends_name(place + tag.len())));
    for needle in ["hidden=", "mergeCell "] {
        for place in memmem::find_iter(chunk, needle) {
            let (before, after) = chunk.split_at(place);
            let Some(opening) = memchr::memrchr(b'<', before) else { continue };
            let closing = memchr::memchr(b'>', after).map_or(chunk.len(), |length| place + length);
            let whole = chunk.get(opening..closing).unwrap_or_default();
            read_tag(&String::from_utf8_lossy(whole), found);
        }
    }
}

fn read_tag(whole: &str, found: &mut SheetMarks) {
    let inner = whole.trim_start_matches('<').trim_end_matches('/');
    let name = inner.split_whitespace().next().unwrap_or_default();
    let attribute = |key: &str| {
        let at = inner.find(&format!(" {key}=\""))?;
        inner.get(at + key.len() + 3..)?.split('"').next()
    };
    let number = |key: &str| attribute(key).and_then(|number| number.parse::<u32>().ok());
    let hidden = matches!(attribute("hidden"), Some("1" | "true"));
    match name.rsplit(':').next() {
        Some("row") if hidden => {
            if let Some(row) = number("r") {
                found.hide(row, row);
            }
        }
        Some("col") if hidden => {
            let from_0 = |key| number(key).and_then(|column| column.checked_sub(1));
            found.hidden_columns.extend(from_0("min").zip(from_0("max")).map(|(first, last)| [first, last]));
        }
        Some("mergeCell") => found.merged.extend(attribute("ref").and_then(area)),
        Some(_) | None => {}
    }
}
