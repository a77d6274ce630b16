//! What kind of file this is, by its content.
//!
//! What comes in: the first bytes of a file, and the parts of a package. What leaves: the format, or what else it is.
//! What it does not know: sheets.

use std::io::Read;

use super::package::Package;
use super::xls::{self, has_entry};
use super::{FileType, Limits, Refusal, iati};
use crate::intake::problems::ProblemCode;

/// The type of a file by its content.
pub(super) fn file_type(bytes: &[u8], limits: &Limits) -> Result<FileType, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::damaged("an empty file"));
    }
    if bytes.starts_with(xls::SIGNATURE) {
        if has_entry(bytes, "EncryptedPackage") || has_entry(bytes, "EncryptionInfo") {
            return Err(Refusal::new(ProblemCode::Encrypted, "an encrypted workbook"));
        }
        return Ok(FileType::Xls);
    }
    if xls::is_bare(bytes) {
        return Ok(FileType::Xls);
    }
    if bytes.starts_with(b"PK") {
        return zip_type(&mut Package::open(bytes, limits)?);
    }
    let start: Vec<u8> = bytes.iter().take(4096).copied().collect();
    let start =
        String::from_utf8_lossy(&start).trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).to_ascii_lowercase();
    if opens_xml(&start) {
        return match iati::root(bytes) {
            Some(root) if iati::is_root(&root) => Ok(FileType::Iati),
            Some(root) => Err(Refusal::new(ProblemCode::WrongType, format!("an XML file of <{root}>"))),
            None => Err(Refusal::new(ProblemCode::WrongType, "an XML file")),
        };
    }
    for (opening, name) in [
        ("%pdf", "a PDF"),
        ("<!doctype", "a web page"),
        ("<html", "a web page"),
        ("<table", "a web page"),
        ("{\\rtf", "a text document"),
        ("mime-version", "a web archive"),
    ] {
        if start.starts_with(opening) {
            return Err(Refusal::new(ProblemCode::WrongType, name));
        }
    }
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if is_utf_32(bytes) {
        return Err(Refusal::new(ProblemCode::Encoding, "text in UTF-32, which spreadsheet programs do not read"));
    }
    if !wide && !super::text::looks_wide(bytes) && bytes.iter().take(8192).any(|&byte| byte == 0) {
        return Err(Refusal::damaged("bytes of an unknown kind"));
    }
    Ok(FileType::Text)
}

/// Whether a file begins as XML does, in whatever encoding.
fn opens_xml(start: &str) -> bool {
    let mut letters = start.chars().filter(|letter| !matches!(letter, '\0' | '\u{fffd}' | '\u{feff}'));
    let opening: String = letters.by_ref().take("<iati-activities".len()).collect();
    opening.starts_with("<?xml") || opening == "<iati-activities"
}

/// Whether each of the first letters has four bytes, of which two are zero: the upper ones.
fn is_utf_32(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 32;
    let letters = || bytes.as_chunks().0.iter().take(LOOKED_AT);
    let first_up = |letter: &[u8; 4]| matches!(letter, [0, 0, 0xfe, 0xff] | [0, 0, _, (1..)]);
    let first_down = |letter: &[u8; 4]| matches!(letter, [0xff, 0xfe, 0, 0] | [(1..), _, 0, 0]);
    letters().count() >= 2 && (letters().all(first_up) || letters().all(first_down))
}

fn zip_type(package: &mut Package<'_>) -> Result<FileType, Refusal> {
    if package.has("xl/workbook.bin") {
        return Ok(FileType::Xlsb);
    }
    let office = package.has("[Content_Types].xml");
    if package.has("xl/workbook.xml") || office && package.names().any(|part| part.contains("workbook")) {
        return Ok(FileType::Xlsx);
    }
    if office {
        return Err(Refusal::new(ProblemCode::WrongType, "an Office file that is no workbook"));
    }
    let mut kind = String::new();
    if let Some(part) = package.held("mimetype")? {
        part.take(200).read_to_string(&mut kind).map_err(Refusal::inflating)?;
    }
    match kind.trim() {
        "application/vnd.oasis.opendocument.spreadsheet"
        | "application/vnd.oasis.opendocument.spreadsheet-template" => Ok(FileType::Ods),
        kind if kind.starts_with("application/vnd.oasis.opendocument") => {
            Err(Refusal::new(ProblemCode::WrongType, "an OpenDocument file that is no spreadsheet"))
        }
        _ if package.has("content.xml") => Ok(FileType::Ods),
        _ => Err(Refusal::new(ProblemCode::WrongType, "a zip archive that is no workbook")),
    }
}
