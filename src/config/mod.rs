//! The settings, `inputs/fund.toml` or `inputs/settings.xlsx`: what a fund is and how its spreadsheets are laid out.
//!
//! What comes in: the text of the file, or its cells. What leaves: a [`Fund`] in which every code is resolved and every figure
//! ties, or all that is wrong with it. What it does not know: how the file is read, and what the spreadsheets hold.

mod approver;
mod batch;
mod fund;
mod iati;
mod ledger;
mod limits;
mod mapping;
mod raw;
mod reports;
mod validate;
pub(crate) mod workbook;

pub use approver::Approver;
pub use batch::{Batch, BatchColumn, BatchField};
pub use fund::{
    AllocationGroup, AllocationPolicy, Charges, Fund, FundAmendment, Interest, Mode, People, Plausibility, Programme,
    Spread, SupportCost,
};
pub use iati::{Children, Contact, Iati, IatiAgreement, IatiDonor, Organisation};
pub use ledger::{LedgerServer, ledger_server};
pub use limits::Limits;
pub use mapping::{Blank, Dash, DateOrder, InputKind, InputMapping, Quote, Scale, Signs};
pub use reports::Reports;
pub use workbook::{NoWorkbook, Sheets, Stands, leveled, toml_of, workbook_of};

use std::path::Path;

/// The two forms of a fund's settings, equal to each other; a fund has one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsForm {
    /// `fund.toml`.
    Toml,
    /// `settings.xlsx`.
    Workbook,
}

impl SettingsForm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Toml, Self::Workbook];

    /// The name of its file, in the `inputs` folder.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Toml => "fund.toml",
            Self::Workbook => "settings.xlsx",
        }
    }

    /// The form of the settings in an `inputs` folder; where there are none, that of a fund without settings.
    ///
    /// # Errors
    /// When both are there: nobody can say which one holds.
    pub fn of(inputs: &Path) -> Result<Self, ConfigError> {
        let there = Self::ALL.map(|form| inputs.join(form.file()).exists());
        match there {
            [true, true] => Err(ConfigError::Both { inputs: inputs.display().to_string() }),
            [_, false] => Ok(Self::Toml),
            [false, true] => Ok(Self::Workbook),
        }
    }
}

/// Something in `fund.toml` that cannot stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigProblem {
    /// The key, such as `programme.gap`.
    pub key: String,
    /// What stands there.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How to fix it.
    pub fix: String,
}

impl std::fmt::Display for ConfigProblem {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: found {}, expected {}. {}", self.key, self.found, self.expected, self.fix)
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
    /// There are settings in both forms.
    #[error("{inputs} holds fund.toml and settings.xlsx, of which only one can hold: move the other one away")]
    Both {
        /// The folder.
        inputs: String,
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
    #[error("{path} has {} to fix", count(.problems))]
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
    /// The whole text of `fund.toml`; of a workbook, the same settings as TOML.
    pub text: String,
}

/// Reads the text of a `fund.toml`; `path` is for messages.
///
/// # Errors
/// When it is not of the expected shape, or holds values that cannot stand.
pub fn parse(text: &str, path: &str) -> Result<Fund, ConfigError> {
    parse_with(text, path, Spread::Few)
}

/// As [`parse`], of a fund that spreads agreements in this way where its settings do not say.
///
/// # Errors
/// When it is not of the expected shape, or holds values that cannot stand.
pub fn parse_with(text: &str, path: &str, spread: Spread) -> Result<Fund, ConfigError> {
    let raw: raw::Raw = toml::from_str(text).map_err(|why| ConfigError::Shape { path: path.to_owned(), why })?;
    validate::fund(raw, spread).map_err(|problems| ConfigError::Values { path: path.to_owned(), problems })
}

/// Reads the text of one `[[input]]`.
///
/// # Errors
/// When it is not of the expected shape, or holds values that cannot stand.
pub fn input(text: &str) -> Result<InputMapping, ConfigError> {
    let path = || "the input".to_owned();
    let raw: raw::RawInputs = toml::from_str(text).map_err(|why| ConfigError::Shape { path: path(), why })?;
    validate::input::input(raw).map_err(|problems| ConfigError::Values { path: path(), problems })
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
