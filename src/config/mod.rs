//! The settings, `inputs/fund.toml` or `inputs/settings.xlsx`: what a fund is and how its spreadsheets are laid out.
//!
//! What comes in: the text of the file, or its cells. What leaves: a [`Fund`] in which every code is resolved and every figure
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
mod workbook;

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
pub use workbook::{NoWorkbook, workbook_of};

use std::io;
use std::path::{Path, PathBuf};

use crate::files;

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

/// Reads the settings in a fund's `inputs` folder, in whichever form they are.
///
/// # Errors
/// When the file is missing, there are two, it is not of the expected shape, or holds values that cannot stand.
pub fn read(inputs: &Path) -> Result<Settings, ConfigError> {
    let form = SettingsForm::of(inputs)?;
    let text = text_of(inputs, form)?;
    let fund = parse(&text, &inputs.join(form.file()).display().to_string())?;
    Ok(Settings { fund, text })
}

/// The settings in a form as TOML.
fn text_of(inputs: &Path, form: SettingsForm) -> Result<String, ConfigError> {
    let path = inputs.join(form.file());
    let shown = path.display().to_string();
    let unreadable = |why| ConfigError::Unreadable { path: shown.clone(), why };
    match form {
        SettingsForm::Toml => files::read_text(&path, MOST_BYTES).map_err(unreadable),
        SettingsForm::Workbook => {
            let bytes = files::read(&path, MOST_BYTES).map_err(unreadable)?;
            workbook::toml_of(&bytes).map_err(|problems| ConfigError::Values { path: shown.clone(), problems })
        }
    }
}

/// Writes the settings in the other form, and puts those in the form that there was under another name beside them.
/// Remarks of a `fund.toml` are no settings, and stay behind in it. Gives the new file and the old one's new name.
///
/// # Errors
/// When there are none, or two, or they cannot be written in the other form; they are then as they were.
pub fn turn(inputs: &Path) -> Result<[PathBuf; 2], ConfigError> {
    let from = SettingsForm::of(inputs)?;
    let (old, text) = (inputs.join(from.file()), read(inputs)?.text);
    let to = match from {
        SettingsForm::Toml => SettingsForm::Workbook,
        SettingsForm::Workbook => SettingsForm::Toml,
    };
    let (new, aside) = (inputs.join(to.file()), inputs.join(format!("{} (replaced)", from.file())));
    let unwritable = |why| ConfigError::Unwritable { path: new.display().to_string(), why };
    if aside.exists() {
        let why = io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is in the way", aside.display()));
        return Err(unwritable(why));
    }
    write(&new, to, &text)?;
    // Until this is done both are there, and whoever reads them is told so.
    std::fs::rename(&old, &aside).map_err(unwritable)?;
    Ok([new, aside])
}

/// Writes settings in a form; what is written says what the text says.
fn write(path: &Path, form: SettingsForm, text: &str) -> Result<(), ConfigError> {
    let unwritable = |why| ConfigError::Unwritable { path: path.display().to_string(), why };
    let other = |why: &dyn std::fmt::Display| unwritable(io::Error::other(why.to_string()));
    let bytes = match form {
        SettingsForm::Toml => text.as_bytes().to_vec(),
        SettingsForm::Workbook => {
            let bytes = workbook_of(text).map_err(|why| other(&why))?;
            let said = |text: &str| toml::from_str(text).ok().map(|said| workbook::leveled(&said));
            let back = workbook::toml_of(&bytes).ok().and_then(|back| said(&back));
            if back.is_none() || back != said(text) {
                return Err(other(&"the workbook would not say what the settings say"));
            }
            bytes
        }
    };
    files::replace(path, &bytes).map_err(unwritable)
}

/// The fund of [`read`] alone.
///
/// # Errors
/// As [`read`].
pub fn load(inputs: &Path) -> Result<Fund, ConfigError> {
    read(inputs).map(|settings| settings.fund)
}

/// Adds TOML, such as an `[[input]]`, at the end of the settings in an `inputs` folder.
///
/// # Errors
/// When the file cannot be read or written; it is then as it was.
pub fn append(inputs: &Path, more: &str) -> Result<(), ConfigError> {
    let form = SettingsForm::of(inputs)?;
    let before = text_of(inputs, form)?;
    write(&inputs.join(form.file()), form, &format!("{}\n\n{more}", before.trim_end()))
}

/// Reads the text of a `fund.toml`; `path` is for messages.
///
/// # Errors
/// As [`load`].
pub fn parse(text: &str, path: &str) -> Result<Fund, ConfigError> {
    parse_with(text, path, Spread::Few)
}

/// As [`parse`], of a fund that spreads agreements in this way where its settings do not say.
///
/// # Errors
/// As [`load`].
pub fn parse_with(text: &str, path: &str, spread: Spread) -> Result<Fund, ConfigError> {
    let raw: raw::Raw = toml::from_str(text).map_err(|why| ConfigError::Shape { path: path.to_owned(), why })?;
    validate::fund(raw, spread).map_err(|problems| ConfigError::Values { path: path.to_owned(), problems })
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
