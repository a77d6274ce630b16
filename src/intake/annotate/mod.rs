//! A copy of a file in which the faulty cells are marked and commented, with a sheet that lists the problems: to be
//! mailed back to who made it.
//!
//! What comes in: the bytes of a file and its problems. What leaves: the bytes of an xlsx workbook. What it does not
//! know: how the problems were found. An xlsx workbook is changed only where it must be: everything else in it stays
//! byte for byte. Other formats are written anew with their values. The file is untrusted: the program does this in a
//! process apart ([`crate::intake::file::sandbox::annotate`]).

mod comments;
mod parts;
mod patch;
mod rewrite;
mod sheet;
mod styles;

use crate::intake::file::workbook::{self, FileType, Limits, Refusal, Request};
use crate::intake::problems::{Problem, ProblemCode, Severity};

/// The name of the sheet that lists the problems.
const SHEET_NAME: &str = "Problems";

/// Columns of the list of problems.
const HEADERS: [&str; 7] = ["Severity", "Code", "Sheet", "Cell", "Found", "Expected", "How to fix it"];

/// Their widths, in characters.
const WIDTHS: [u16; 7] = [10, 8, 18, 10, 50, 50, 70];

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum AnnotateError {
    /// The file cannot be read at all, so there is nothing to mark.
    #[error("{}: {}", .0.code.title(), .0.found)]
    Unreadable(Refusal),
    /// The copy cannot be written.
    #[error("the copy cannot be written: {0}")]
    Unwritable(String),
}

/// A copy of the file with its problems marked. `file` is its name, for its type.
///
/// # Errors
/// When the file cannot be read, or the copy cannot be made.
pub fn annotate(bytes: &[u8], file: &str, problems: &[Problem], limits: &Limits) -> Result<Vec<u8>, AnnotateError> {
    let request = Request { file: file.to_owned(), limits: limits.clone(), ..Request::default() };
    let carried = workbook::admit(bytes, &request).map_err(AnnotateError::Unreadable)?;
    if !carried.is_empty() {
        let why =
            "it carries macros or embedded objects, which a copy would carry on; save it as xlsx without them first";
        return Err(AnnotateError::Unwritable(why.to_owned()));
    }
    let shown: Vec<&Problem> = problems.iter().filter(|problem| problem.severity() != Severity::Note).collect();
    if FileType::named(file) == Some(FileType::Xlsx)
        && let Some(copy) = patch::workbook(bytes, &shown)
    {
        return Ok(copy);
    }
    rewrite::workbook(bytes, &request, &shown)
}

/// The cell that is marked for a problem: row from 1, column from 0. For a whole row it is the first.
fn cell_of(problem: &Problem) -> Option<(u32, u32)> {
    Some((problem.location.row?, problem.location.column.unwrap_or(0)))
}

/// A comment without what this program wrote into it: a copy with comments may come back.
pub(in crate::intake) fn without_ours(comment: &str) -> String {
    let ours = |part: &&str| {
        ProblemCode::ALL.iter().any(|code| part.starts_with(&format!("{} {}: ", code.severity().name(), code.id())))
    };
    comment.split("\n\n").filter(|part| !ours(part)).collect::<Vec<_>>().join("\n\n")
}

/// What the comment of a cell says.
fn comment(problem: &Problem) -> String {
    format!(
        "{} {}: found {}; expected {}. {}",
        problem.severity().name(),
        problem.code.id(),
        problem.found,
        problem.expected,
        problem.fix
    )
}

/// The texts of a problem's line in the list.
fn line(problem: &Problem) -> [String; 7] {
    [
        problem.severity().name().to_owned(),
        problem.code.id().to_owned(),
        problem.location.sheet.clone().unwrap_or_default(),
        problem.location.shown().unwrap_or_default(),
        problem.found.clone(),
        problem.expected.clone(),
        problem.fix.clone(),
    ]
}
