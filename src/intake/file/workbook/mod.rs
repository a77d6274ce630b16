//! Files as sheets of rows of typed cells, row by row.
//!
//! What comes in: the bytes of one file and which sheet is wanted. What leaves: rows, or a refusal. What it does not
//! know: what the columns mean, and the fund.

mod ahead;
mod calamined;
mod cell;
mod colour;
mod condition;
mod formula;
mod gate;
pub(in crate::intake) mod iati;
mod kind;
mod marks;
mod number_format;
mod ods;
mod package;
mod printed;
mod repaired;
mod rule;
#[cfg(test)]
mod seen;
mod shared_texts;
mod text;
mod window;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::collections::BTreeMap;

pub use crate::config::{Limits, Scale};
pub use cell::{Cell, Row, Style, Value};
pub(in crate::intake) use number_format::scale_named;
pub use number_format::{Hides, NumberFormat, Shown};
pub use rule::{Comparison, FormatRule, Operand, When};
pub use xlsx::TableHead;

use serde::{Deserialize, Serialize};

use crate::domain::fingerprint::sha256;
use crate::intake::problems::ProblemCode;

/// Below so many points of height nobody sees what a row holds.
const LEAST_HEIGHT: u8 = 3;
/// Below so many digits of width nobody sees what a column holds.
const LEAST_WIDTH: u8 = 1;

/// How many comments of a sheet are kept.
const MOST_REMARKS: usize = 10_000;

/// The formats of files that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileType {
    /// Office Open XML workbook.
    Xlsx,
    /// The same in binary parts.
    Xlsb,
    /// Excel 2 to 2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Activity file of IATI 2.0x.
    Iati,
    /// Delimited text.
    Text,
}

impl FileType {
    /// The type that a file's name promises.
    pub fn named(file: &str) -> Option<Self> {
        let extension = file.rsplit_once('.')?.1.to_ascii_lowercase();
        match extension.as_str() {
            "xlsx" | "xlsm" | "xltx" | "xlam" | "xltm" => Some(Self::Xlsx),
            "xlsb" => Some(Self::Xlsb),
            "xls" | "xlt" | "xla" => Some(Self::Xls),
            "ods" | "ots" => Some(Self::Ods),
            "xml" => Some(Self::Iati),
            "csv" | "tsv" | "txt" | "tab" => Some(Self::Text),
            _ => None,
        }
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "an xlsx workbook",
            Self::Xlsb => "an xlsb workbook",
            Self::Xls => "an xls workbook",
            Self::Ods => "an ods spreadsheet",
            Self::Iati => "an IATI activity file",
            Self::Text => "delimited text",
        }
    }
}

/// What a file carries that could act by itself. It is left alone: nothing in a file is ever run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Carried {
    /// Macros.
    Macros,
    /// Embedded objects or documents, or controls.
    Objects,
}

impl Carried {
    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Macros => "macros",
            Self::Objects => "embedded objects or controls",
        }
    }
}

/// What a file is, before its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileHead {
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its sheets, in order; one without a name for text.
    pub sheets: Vec<SheetHead>,
    /// How the text was read (encoding and delimiter); for text files only.
    pub text: Option<String>,
    /// What it carries that could act by itself, each kind once.
    #[serde(default)]
    pub carried: Vec<Carried>,
    /// What its properties say: title, subject, keywords, comments and those that people add; lines of text.
    #[serde(default)]
    pub properties: Vec<String>,
    /// The names that an xlsx workbook gives to a text or a number in place of a range, each with what it is.
    #[serde(default)]
    pub constants: Vec<(String, String)>,
}

/// A sheet as the file lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetHead {
    /// Its name; empty for text.
    pub name: String,
    /// Whether it is hidden.
    pub hidden: bool,
}

/// What a sheet says around its cells, known before its first row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetDetails {
    /// Hidden columns: the first and last of each run, from 0.
    pub hidden_columns: Vec<[u32; 2]>,
    /// Merged areas: first row and column, last row and column; rows from 1, columns from 0.
    pub merged: Vec<[u32; 4]>,
    /// Whether its hidden rows, merged areas and styles cannot be found out.
    pub unseen: bool,
    /// Whether the file lacks a chain of calculation, which programs that calculate write but for a few that it does not name as
    /// its own, so that its formulas may never have been calculated.
    #[serde(default)]
    pub unchained: bool,
    /// The tables on it that have a name, for xlsx.
    pub tables: Vec<TableHead>,
    /// The comments of its cells, for xlsx.
    pub remarks: Vec<Remark>,
    /// Rules that strike cells through or hide them where they hold, for xlsx, xls and ods.
    #[serde(default)]
    pub rules: Vec<FormatRule>,
    /// What the headers and footers of its printed pages say; lines of text.
    #[serde(default)]
    pub printed: Vec<String>,
    /// What stands in boxes on it, and in the messages of its cells.
    #[serde(default)]
    pub boxes: Vec<String>,
    /// Whether a part of it is damaged that holds comments, boxes or tables.
    #[serde(default)]
    pub lost: bool,
}

/// A comment on a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Its row, from 1.
    pub row: u32,
    /// Its column, from 0.
    pub column: u32,
    /// What it says.
    pub text: String,
}

/// Why a file, or the rest of it, is not read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The kind of problem.
    pub code: ProblemCode,
    /// The sheet, where it is about one.
    pub sheet: Option<String>,
    /// The row from 1, where it is about one.
    pub row: Option<u32>,
    /// What was found.
    pub found: String,
}

impl Refusal {
    /// A refusal of a whole file.
    pub fn new(code: ProblemCode, found: impl Into<String>) -> Self {
        Self { code, sheet: None, row: None, found: found.into() }
    }

    fn damaged(found: impl std::fmt::Display) -> Self {
        Self::new(ProblemCode::Damaged, found.to_string())
    }
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Give the next row.
    Continue,
    /// Leave the rest of this sheet out.
    NextSheet,
    /// Nothing more is wanted.
    Stop,
}

/// Takes what a file holds, in order: the head, then for each sheet its number, its details and its rows.
pub trait Sink {
    /// The head of the file; once, first.
    fn file(&mut self, head: &FileHead);
    /// A sheet begins, by its position in the head; whether its rows are wanted.
    fn sheet(&mut self, number: usize, details: &SheetDetails) -> Flow;
    /// A row of the sheet. Blank rows are left out.
    fn row(&mut self, row: &Row<'_>) -> Flow;
}

/// What to read of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The file's name, for its promised type.
    pub file: String,
    /// The only sheet to read; `None` for all, in order.
    pub sheet: Option<String>,
    /// Whether small sheets beside it are given behind it, which may say something of it; for xlsx.
    #[serde(default)]
    pub covers: bool,
    /// The mark between the fields of a text file; `None` to find it out.
    pub delimiter: Option<char>,
    /// The limits.
    pub limits: Limits,
}

/// Refuses a file that is longer than the limits allow.
pub(in crate::intake::file) fn refuse_longer(length: u64, limits: &Limits) -> Result<(), Refusal> {
    if length <= limits.file_bytes {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TooLarge, format!("{length} bytes")))
}

/// The type of a file whose content is what its name says.
fn file_type(bytes: &[u8], request: &Request) -> Result<FileType, Refusal> {
    refuse_longer(bytes.len() as u64, &request.limits)?;
    let promised = FileType::named(&request.file)
        .ok_or_else(|| Refusal::new(ProblemCode::WrongType, format!("a file named {:?}", name_of(&request.file))))?;
    let file_type = kind::file_type(bytes, &request.limits)?;
    if file_type != promised {
        return Err(Refusal::new(
            ProblemCode::WrongType,
            format!("{} named {:?}", file_type.name(), name_of(&request.file)),
        ));
    }
    Ok(file_type)
}

/// Reads a file's bytes into a sink.
///
/// # Errors
/// With a [`Refusal`] when the file is not read, or not to its end.
pub fn read(bytes: &[u8], request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let file_type = file_type(bytes, request)?;
    let sha256 = sha256(bytes);
    match file_type {
        FileType::Text => text::read(bytes, sha256, request, sink),
        FileType::Xlsx => xlsx::read(bytes, sha256, request, sink),
        FileType::Xlsb => xlsb::read(bytes, sha256, request, sink),
        FileType::Xls => xls::read(bytes, sha256, request, sink),
        FileType::Ods => ods::read(bytes, sha256, request, sink),
        FileType::Iati => iati::read(bytes, sha256, request, sink),
    }
}

/// By the plain name of its part, each sheet of an xlsx workbook.
///
/// # Errors
/// When the bytes are no workbook.
pub fn sheet_parts(bytes: &[u8]) -> Result<BTreeMap<String, String>, Refusal> {
    xlsx::sheet_parts(&mut package::Package::open(bytes, &Limits::default())?)
}

/// The names that an xlsx workbook gives to ranges, each with what it stands for.
///
/// # Errors
/// When the bytes are no workbook.
pub(in crate::intake) fn named_ranges(bytes: &[u8]) -> Result<BTreeMap<String, String>, Refusal> {
    xlsx::named_ranges(&mut package::Package::open(bytes, &Limits::default())?)
}

/// Refuses an xlsx workbook whose parts go beyond the limits; what it carries that could act by itself.
///
/// # Errors
/// With a [`Refusal`] when the bytes are no workbook, or one that must not be read.
pub(in crate::intake) fn admit(bytes: &[u8], request: &Request) -> Result<Vec<Carried>, Refusal> {
    if file_type(bytes, request)? != FileType::Xlsx {
        return Ok(Vec::new());
    }
    xlsx::admit(&mut package::Package::open(bytes, &request.limits)?)
}

/// The last part of a path.
fn name_of(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}
