//! Which sheet of which file holds what, and how it is written there.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::domain::number::DecimalMark;
use crate::domain::{Currency, FactKind};

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

impl DateOrder {
    /// The word for it in the settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dmy => "dmy",
            Self::Mdy => "mdy",
            Self::Ymd => "ymd",
        }
    }
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

/// What a blank cell of an optional column means, where other rows are filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Blank {
    /// The same as in the row above.
    Above,
    /// Nothing.
    None,
}

/// In what units amounts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// As they are.
    Ones,
    /// In hundredths.
    Cents,
    /// In hundreds.
    Hundreds,
    /// In thousands.
    Thousands,
    /// In tens of thousands, as in China, Japan and Korea.
    #[serde(rename = "ten thousands")]
    TenThousands,
    /// In hundreds of thousands, as in India.
    Lakhs,
    /// In millions.
    Millions,
    /// In tens of millions, as in India.
    Crores,
    /// In hundreds of millions, as in China, Japan and Korea.
    #[serde(rename = "hundred millions")]
    HundredMillions,
    /// In thousands of millions.
    Billions,
}

impl Scale {
    /// The word for it, as `fund.toml` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ones => "ones",
            Self::Cents => "cents",
            Self::Hundreds => "hundreds",
            Self::Thousands => "thousands",
            Self::TenThousands => "ten thousands",
            Self::Lakhs => "lakhs",
            Self::Crores => "crores",
            Self::HundredMillions => "hundred millions",
            Self::Millions => "millions",
            Self::Billions => "billions",
        }
    }

    /// How many there are of what is written.
    pub fn factor(self) -> Decimal {
        let whole = match self {
            Self::Cents => return Decimal::new(1, 2),
            Self::Ones => 1,
            Self::Hundreds => 100,
            Self::Thousands => 1_000,
            Self::TenThousands => 10_000,
            Self::Lakhs => 100_000,
            Self::Crores => 10_000_000,
            Self::HundredMillions => 100_000_000,
            Self::Millions => 1_000_000,
            Self::Billions => 1_000_000_000,
        };
        Decimal::from(whole)
    }
}

/// What a rate says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quote {
    /// How many units of the currency one unit of the base currency buys.
    #[serde(rename = "units per base")]
    UnitsPerBase,
    /// How much of the base currency one unit of the currency buys.
    #[serde(rename = "base per unit")]
    BasePerUnit,
}

/// What plus and minus mean in finance's extract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signs {
    /// Plus is what the kind of the line says, minus its reversal.
    #[serde(rename = "by kind")]
    ByKind,
    /// Plus is what comes in, minus what goes out: the view of a bank account, which is debited with income.
    #[serde(rename = "income positive")]
    IncomePositive,
    /// Plus is what goes out, minus what comes in: the view of income and cost accounts, where credits are signed.
    #[serde(rename = "income negative")]
    IncomeNegative,
}

impl Signs {
    /// The words for it, as `fund.toml` has them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ByKind => "by kind",
            Self::IncomePositive => "income positive",
            Self::IncomeNegative => "income negative",
        }
    }
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
    /// Header in the file to the texts of which a row must have one there; other rows are counted as filtered.
    pub only: BTreeMap<String, Vec<String>>,
    /// Header in the file to the texts of rows that are left out and counted as filtered.
    pub skip: BTreeMap<String, Vec<String>>,
    /// Words of the file to the words that they stand for, such as `Actuals` to `expenditure`.
    pub words: BTreeMap<String, String>,
    /// Canonical header to what a blank cell means there, where other rows are filled in.
    pub blanks: BTreeMap<String, Blank>,
    /// What a dash alone means, where declared; otherwise it is as a blank cell.
    pub dash: Option<Dash>,
    /// In what units amounts are written, where declared.
    pub scale: Option<Scale>,
    /// The currency of amounts whose row names none, where declared; otherwise that of the fund.
    pub currency: Option<Currency>,
    /// Of a sheet of finance's extract with a column of amounts for each currency, the headers of these, or `=C` for a column
    /// by its letter.
    pub currencies: Vec<(Currency, String)>,
    /// What the rates of a sheet of rates say, where declared; otherwise units per base.
    pub rates: Option<Quote>,
    /// What plus and minus mean in a sheet of finance's extract, where declared; otherwise by kind, and of debit and credit
    /// that credit is income.
    pub signs: Option<Signs>,
    /// The mark between the fields of a text file, where declared.
    pub delimiter: Option<char>,
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
            skip: BTreeMap::new(),
            words: BTreeMap::new(),
            blanks: BTreeMap::new(),
            dash: None,
            scale: None,
            currency: None,
            currencies: Vec::new(),
            rates: None,
            signs: None,
            delimiter: None,
            rounding: false,
        }
    }
}
