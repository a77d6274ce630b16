//! Which sheet of which file holds what, and how it is written there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::FactKind;

/// What an input sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum InputKind {
    /// Decisions on what names mean.
    Aliases,
    /// Facts of one kind.
    Facts(FactKind),
}

impl InputKind {
    /// All kinds.
    pub const ALL: [Self; FactKind::ALL.len() + 1] = {
        let mut all = [Self::Aliases; FactKind::ALL.len() + 1];
        let mut index = 0;
        while index < FactKind::ALL.len() {
            all[index + 1] = Self::Facts(FactKind::ALL[index]);
            index += 1;
        }
        all
    };

    /// The name as it stands in `fund.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Aliases => "aliases",
            Self::Facts(kind) => kind.plural(),
        }
    }
}

impl TryFrom<String> for InputKind {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or_else(|| {
            let names = Self::ALL.map(Self::name).join(", ");
            format!("{name:?} is no kind of input; the kinds are {names}")
        })
    }
}

impl From<InputKind> for String {
    fn from(kind: InputKind) -> Self {
        kind.name().to_owned()
    }
}

/// The mark before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DecimalMark {
    /// 1,234.56
    #[serde(rename = ".")]
    Point,
    /// 1.234,56
    #[serde(rename = ",")]
    Comma,
}

/// The order of day, month and year in dates written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// 31/10/2025
    Dmy,
    /// 10/31/2025
    Mdy,
    /// 2025/10/31
    Ymd,
}

/// What a dash alone means in a column of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dash {
    /// Nought.
    Zero,
    /// Nothing, as a blank cell.
    Blank,
}

/// One sheet to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputMapping {
    /// What it holds.
    pub kind: InputKind,
    /// The file, below `inputs/`, with `/` as separator.
    pub file: String,
    /// The sheet; `None` for the first on which the header is found.
    pub sheet: Option<String>,
    /// The Excel table, where one is named instead of sheet and header row.
    pub table: Option<String>,
    /// The row of the header, from 1; `None` to look for it.
    pub header_row: Option<u32>,
    /// Canonical header to the header in the file, or `=C` for a column by its letter.
    pub columns: BTreeMap<String, String>,
    /// The decimal mark of numbers written as text, where declared.
    pub decimal: Option<DecimalMark>,
    /// The order of dates written as text, where declared.
    pub dates: Option<DateOrder>,
    /// Canonical header to the value that every row has, for columns that the file lacks.
    pub defaults: BTreeMap<String, String>,
    /// Header in the file to the text that a row must have there; other rows are counted as filtered.
    pub only: BTreeMap<String, String>,
    /// What a dash alone means, where declared; otherwise it is as a blank cell.
    pub dash: Option<Dash>,
    /// Whether values finer than the currency's minor unit are rounded (and recorded) instead of refused.
    pub rounding: bool,
}

impl InputMapping {
    /// A file of this kind, about which nothing else is said.
    pub fn of(kind: InputKind, file: impl Into<String>) -> Self {
        Self {
            kind,
            file: file.into(),
            sheet: None,
            table: None,
            header_row: None,
            columns: BTreeMap::new(),
            decimal: None,
            dates: None,
            defaults: BTreeMap::new(),
            only: BTreeMap::new(),
            dash: None,
            rounding: false,
        }
    }
}
