//! `inputs/fund.toml`: what a fund is and how its spreadsheets are laid out.
//!
//! What comes in: the text of the file. What leaves: a [`Fund`] in which every code is resolved and every figure
//! ties, or all that is wrong with it. What it does not know: what the spreadsheets hold.

mod approver;
mod batch;
mod fund;
mod iati;
mod limits;
mod mapping;
mod raw;
mod reports;
mod validate;

pub use approver::Approver;
pub use batch::{Batch, BatchColumn, BatchField};
pub use fund::{
    AllocationGroup, AllocationPolicy, Charges, Fund, FundAmendment, Interest, Mode, People, Plausibility, Programme,
    Spread, SupportCost,
};
pub use iati::{Children, Contact, Iati, IatiAgreement, IatiDonor, Organisation};
pub use limits::Limits;
pub use mapping::{Blank, Dash, DateOrder, InputKind, InputMapping, Quote, Scale, Signs};
pub use reports::Reports;

use std::path::Path;

use crate::files;

/// No `fund.toml` is longer.
const MOST_BYTES: u64 = 16 << 20;

/// Something in `fund.toml` that cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The key, such as `programme.gap`.
    pub key: String,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How to mend it.
    pub mend: String,
}

impl std::fmt::Display for ConfigProblem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: found {}, expected {}. {}", self.key, self.found, self.expected, self.mend)
    }
}

/// Why there is no fund to work on.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("{path} cannot be read: {why}")]
    Unreadable {
        /// The file.
        path: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// The file cannot be written.
    #[error("{path} cannot be written: {why}")]
    Unwritable {
        /// The file.
        path: String,
        /// The system's reason.
        why: std::io::Error,
    },
    /// The file is not TOML of the expected shape; the message names line and column.
    #[error("{path} is not as expected: {why}")]
    Shape {
        /// The file.
        path: String,
        /// The parser's reason.
        why: toml::de::Error,
    },
    /// Values that cannot stand.
    #[error("{path} has {} to mend", count(.problems))]
    Values {
        /// The file.
        path: String,
        /// Each of them.
        problems: Vec<ConfigProblem>,
    },
}

fn count(problems: &[ConfigProblem]) -> String {
    match problems.len() {
        1 => "one setting".to_owned(),
        number => format!("{number} settings"),
    }
}

/// A fund, and the text that it was read from: one reading, so that what is kept of the file is what was followed.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The fund.
    pub fund: Fund,
    /// The whole text of `fund.toml`.
    pub text: String,
}

/// Reads `fund.toml` in a fund's `inputs` folder.
///
/// # Errors
/// When the file is missing, is not of the expected shape, or holds values that cannot stand.
pub fn read(inputs: &Path) -> Result<Settings, ConfigError> {
    let path = inputs.join("fund.toml");
    let shown = path.display().to_string();
    let unreadable = |why| ConfigError::Unreadable { path: shown.clone(), why };
    let text = files::read_text(&path, MOST_BYTES).map_err(unreadable)?;
    let fund = parse(&text, &shown)?;
    Ok(Settings { fund, text })
}

/// The fund of [`read`] alone.
///
/// # Errors
/// As [`read`].
pub fn load(inputs: &Path) -> Result<Fund, ConfigError> {
    read(inputs).map(|settings| settings.fund)
}

/// Adds text, such as an `[[input]]`, at the end of the `fund.toml` in an `inputs` folder.
///
/// # Errors
/// When the file cannot be read or written; it is then as it was.
pub fn append(inputs: &Path, more: &str) -> Result<(), ConfigError> {
    let path = inputs.join("fund.toml");
    let shown = || path.display().to_string();
    let before = files::read_text(&path, MOST_BYTES).map_err(|why| ConfigError::Unreadable { path: shown(), why })?;
    let text = format!("{}\n\n{more}", before.trim_end());
    files::replace(&path, text.as_bytes()).map_err(|why| ConfigError::Unwritable { path: shown(), why })
}

/// Reads the text of a `fund.toml`; `path` is for messages.
///
/// # Errors
/// As [`load`].
pub fn parse(text: &str, path: &str) -> Result<Fund, ConfigError> {
    let raw: raw::Raw = toml::from_str(text).map_err(|why| ConfigError::Shape { path: path.to_owned(), why })?;
    validate::fund(raw).map_err(|problems| ConfigError::Values { path: path.to_owned(), problems })
}

/// Who may approve, as the text of a `fund.toml` of any version says it.
///
/// # Errors
/// When the text is no TOML, or names somebody without a name or a key.
pub fn approvers(text: &str, path: &str) -> Result<Vec<Approver>, ConfigError> {
    #[derive(serde::Deserialize)]
    struct Approvers {
        #[serde(default, rename = "approver")]
        approvers: Vec<Approver>,
    }
    let read: Approvers = toml::from_str(text).map_err(|why| ConfigError::Shape { path: path.to_owned(), why })?;
    Ok(read.approvers)
}
