//! Which sheet of which file holds what, and how it is written there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::number::DecimalMark;

/// The kinds of input sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputKind {
    /// Donors.
    Donors,
    /// Pledges and signed agreements.
    Agreements,
    /// Numbered changes of agreements.
    Amendments,
    /// What agreements foresee to be paid when.
    Instalments,
    /// Deposits, refunds, write-offs, interest, bank charges.
    Receipts,
    /// Cells: needs by place, theme and period.
    Priorities,
    /// Expenditure and open obligations.
    Expenditure,
    /// Exchange rates.
    Rates,
    /// Institutional changes and people reached.
    Results,
    /// The finance system's extract.
    Finance,
    /// Decisions on what names mean.
    Aliases,
    /// Decisions to move placed money.
    Reallocations,
    /// What agreements had in the cells when the fund came to these books.
    Openings,
}

impl InputKind {
    /// All kinds, in the order in which they are read.
    pub const ALL: &'static [Self] = &[
        Self::Aliases,
        Self::Donors,
        Self::Agreements,
        Self::Amendments,
        Self::Instalments,
        Self::Receipts,
        Self::Priorities,
        Self::Expenditure,
        Self::Rates,
        Self::Results,
        Self::Finance,
        Self::Reallocations,
        Self::Openings,
    ];

    /// The name as it stands in `fund.toml`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Donors => "donors",
            Self::Agreements => "agreements",
            Self::Amendments => "amendments",
            Self::Instalments => "instalments",
            Self::Receipts => "receipts",
            Self::Priorities => "priorities",
            Self::Expenditure => "expenditure",
            Self::Rates => "rates",
            Self::Results => "results",
            Self::Finance => "finance",
            Self::Aliases => "aliases",
            Self::Reallocations => "reallocations",
            Self::Openings => "openings",
        }
    }
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
