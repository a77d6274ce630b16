//! A problem points at a cell: what stood there, what was expected, how to fix it.
//!
//! What comes in: findings of the other parts of intake. What leaves: [`Problem`]s with stable codes. What it does
//! not know: how they are shown.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::domain::address::{cell_name, column_letters};
use crate::intake::file::workbook::{FileType, iati};
pub use crate::intake::problems::ProblemCode;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Must be fixed before anything is written.
    Error,
    /// Should be looked at.
    Warning,
    /// Says what was done with something unusual.
    Note,
}

impl Severity {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where in a file a problem is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The file below `inputs/`.
    pub file: String,
    /// The sheet, where there is one.
    pub sheet: Option<String>,
    /// The row from 1, where there is one.
    pub row: Option<u32>,
    /// The column from 0, where there is one.
    pub column: Option<u32>,
}

impl Location {
    /// A whole file.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), ..Self::default() }
    }

    /// The cell as spreadsheet programs name it (`B12`), a whole row (`12:12`) or column (`B:B`): for programs.
    /// In a file of IATI, the element.
    pub fn cell(&self) -> Option<String> {
        if FileType::named(&self.file) == Some(FileType::Iati) {
            return iati::element(self.sheet.as_deref()?, self.row?, self.column);
        }
        match (self.row, self.column) {
            (Some(row), Some(column)) => Some(cell_name(row, column)),
            (Some(row), None) => Some(format!("{row}:{row}")),
            (None, Some(column)) => Some(format!("{0}:{0}", column_letters(column))),
            (None, None) => None,
        }
    }

    /// The same as people say it: `B12`, `row 12`, `column B`.
    pub fn shown(&self) -> Option<String> {
        match (self.row, self.column) {
            _ if FileType::named(&self.file) == Some(FileType::Iati) => self.cell(),
            (Some(row), None) => Some(format!("row {row}")),
            (None, Some(column)) => Some(format!("column {}", column_letters(column))),
            (Some(_), Some(_)) | (None, None) => self.cell(),
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.file)?;
        if let Some(sheet) = self.sheet.as_deref().filter(|sheet| !sheet.is_empty()) {
            write!(formatter, ", {sheet}")?;
        }
        if let Some(cell) = self.shown() {
            write!(formatter, ", {cell}")?;
        }
        Ok(())
    }
}

/// Something in the inputs that is wrong, doubtful or worth knowing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem.
    pub code: ProblemCode,
    /// Where.
    #[serde(alias = "place")]
    pub location: Location,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How to fix it.
    #[serde(alias = "mend")]
    pub fix: String,
}

/// The most characters of a cell's text that a problem repeats.
const LONGEST_QUOTE: usize = 120;

impl Problem {
    /// A problem at a location. Long findings are cut.
    pub fn new(
        code: ProblemCode,
        location: Location,
        found: impl Into<String>,
        expected: impl Into<String>,
        fix: impl Into<String>,
    ) -> Self {
        let found = shorten(&found.into());
        Self { code, location, found, expected: expected.into(), fix: fix.into() }
    }

    /// Names the settings as a workbook has them: an input is a row of a sheet there.
    pub(in crate::intake) fn name_workbook(&mut self) {
        const NAMES: [(&str, &str); 7] = [
            (r#"decimal = "." or ",""#, ". or , in the column decimal"),
            (r#"dates = "dmy" or "mdy""#, "dmy or mdy in the column dates"),
            ("an [[input]] of its own in fund.toml", "a row of its own on the sheet Inputs of settings.xlsx"),
            ("its [[input]]", "its row on the sheet Inputs"),
            ("for this input in fund.toml", "in its row on the sheet Inputs of settings.xlsx"),
            (
                "stale_rate_days under [plausibility] in fund.toml",
                "plausibility.stale_rate_days on the sheet Settings of settings.xlsx",
            ),
            ("fund.toml", "settings.xlsx"),
        ];
        for text in [&mut self.expected, &mut self.fix] {
            for (as_text, in_workbook) in NAMES {
                *text = text.replace(as_text, in_workbook);
            }
            *text = by_columns(text);
        }
    }

    /// Leaves out what the settings may say of an input: this file is none that they name.
    pub fn leave_out_settings(&mut self) {
        for text in [&mut self.expected, &mut self.fix] {
            *text = without_settings(text);
        }
    }

    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Whether it must be fixed before anything is written.
    pub const fn is_error(&self) -> bool {
        matches!(self.severity(), Severity::Error)
    }
}

/// A text without the sentences, or ends of sentences, that advise to set something of an input.
fn without_settings(text: &str) -> String {
    const SETTINGS: [&str; 3] = ["fund.toml", "[[input]]", "settings.xlsx"];
    let names = |text: &str| SETTINGS.iter().any(|settings| text.contains(settings));
    let mut kept = Vec::new();
    for sentence in text.split_inclusive(". ") {
        if !names(sentence) {
            kept.push(sentence.to_owned());
            continue;
        }
        let turn = ["; or ", ", or "].iter().filter_map(|or| sentence.find(or)).min();
        if let Some(before) = turn.and_then(|turn| sentence.get(..turn)).filter(|before| !names(before)) {
            kept.push(format!("{before}. "));
        }
    }
    kept.concat().trim_end().to_owned()
}

/// What is to be said of an input, as a workbook has it: a column for each setting, and pairs without braces.
fn by_columns(text: &str) -> String {
    const SETTINGS: [&str; 11] =
        ["columns", "where", "skip", "words", "blanks", "scale", "currency", "rates", "signs", "dates", "decimal"];
    let mut text = text.to_owned();
    for setting in SETTINGS {
        for (opening, closing) in [("{ ", " }"), ("\"", "\"")] {
            while let Some((before, rest)) = text.split_once(&format!("{setting} = {opening}")) {
                let Some((said, after)) = rest.split_once(closing) else { break };
                text = format!("{before}{} in the column {setting}{after}", said.replace(['[', ']'], ""));
            }
        }
    }
    text
}

/// Cuts a text to what fits in a message; control characters become spaces.
pub(in crate::intake) fn shorten(text: &str) -> String {
    let clean = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut short: String = text.chars().take(LONGEST_QUOTE).map(clean).collect();
    if text.chars().nth(LONGEST_QUOTE).is_some() {
        short.push('…');
    }
    short
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, location) = (self.code.id(), &self.location);
        let severity = self.severity();
        if severity == Severity::Note {
            return write!(formatter, "note {code} {location}: {}: {}.", self.code.title(), self.found);
        }
        write!(formatter, "{} {code} {location}: found {}; expected {}.", severity.name(), self.found, self.expected)?;
        if self.fix.is_empty() { Ok(()) } else { write!(formatter, " {}", self.fix) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_of_settings_has_columns_and_no_braces() {
        let said = |fix: &str| {
            let mut problem = Problem::new(ProblemCode::UnknownWord, Location::default(), "", "", fix);
            problem.name_workbook();
            problem.fix
        };
        let words = r#"say in fund.toml what yours stands for: words = { "yours" = "one of these" }."#;
        let in_column = r#"say in settings.xlsx what yours stands for: "yours" = "one of these" in the column words."#;
        assert_eq!(said(words), in_column);
        assert_eq!(said(r#"where = { "State" = ["x", "y"] } or"#), r#""State" = "x", "y" in the column where or"#);
        let scale = r#"Say for this input in fund.toml: scale = "thousands", or scale = "ones"."#;
        let row = "Say in its row on the sheet Inputs of settings.xlsx: thousands in the column scale, or ones in the column scale.";
        assert_eq!(said(scale), row);
        assert_eq!(said(r#"set dates = "dmy" or "mdy" for it"#), "set dmy or mdy in the column dates for it");
    }

    #[test]
    fn a_file_that_no_setting_names_is_told_nothing_of_settings() {
        for (said, left) in [
            (
                "Write one of these words; or say in fund.toml what yours stands for: words = { }.",
                "Write one of these words.",
            ),
            ("Fill it in.", "Fill it in."),
            ("Give it an [[input]] of its own in fund.toml, or name there the one sheet that counts.", ""),
            ("Correct it. Or set it in fund.toml.", "Correct it."),
        ] {
            assert_eq!(without_settings(said), left);
        }
    }

    #[test]
    fn long_findings_are_cut() {
        assert_eq!(shorten(&"x".repeat(500)).chars().count(), LONGEST_QUOTE + 1);
    }
}
