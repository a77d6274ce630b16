//! Refusals of whole files in words.

use crate::intake::file::workbook::Refusal;
use crate::intake::problems::ProblemCode;
use crate::intake::problems::{Location, Problem};

/// The problem that a refusal is.
pub(in crate::intake) fn problem(file: &str, refusal: &Refusal) -> Problem {
    let location = Location { file: file.to_owned(), sheet: refusal.sheet.clone(), row: refusal.row, column: None };
    let (expected, fix) = words(refusal.code);
    Problem::new(refusal.code, location, refusal.found.clone(), expected, fix)
}

/// What was expected instead, and how to fix it.
#[allow(clippy::wildcard_enum_match_arm, reason = "only files' codes are refusals")]
fn words(code: ProblemCode) -> (&'static str, &'static str) {
    match code {
        ProblemCode::Unreadable => {
            ("a file that can be opened", "Put the file there, or correct its name in fund.toml.")
        }
        ProblemCode::Damaged => ("a whole spreadsheet", "Open it in a spreadsheet program and save it again as xlsx."),
        ProblemCode::WrongType => (
            "a spreadsheet (xlsx, xlsb, xls, ods) or text (csv, tsv, txt) of the type that its name says",
            "Save it as xlsx, or give it the right ending.",
        ),
        ProblemCode::Encrypted => (
            "a file without a password",
            "Open it with the password, or in a spreadsheet program that asks for none, take the protection off, and save it.",
        ),
        ProblemCode::ExternalLinks => ("values", "Replace the formulas by their values."),
        ProblemCode::TooLarge => ("a file within the limits", "Split the file, or delete what is not data."),
        ProblemCode::ReaderStopped => (
            "a file that can be read in bounded time and memory",
            "Open it in a spreadsheet program and save it again as xlsx.",
        ),
        ProblemCode::Encoding => ("text in UTF-8, UTF-16 or Windows-1252", "Save it as UTF-8, or as xlsx."),
        other => (other.title(), "Open it in a spreadsheet program and save it again as xlsx."),
    }
}
