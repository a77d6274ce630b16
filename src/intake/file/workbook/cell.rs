//! Cells and rows as the file holds them, with exact numbers.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::number_format::NumberFormat;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, as it stands.
    Text(Cow<'a, str>),
    /// A number: the shortest decimal that the file's float reads back from.
    Number(Decimal),
    /// A day; the time of day is left out.
    Date(NaiveDate),
    /// True or false.
    Logical(bool),
    /// An error value such as `#REF!`.
    Error(Cow<'a, str>),
    /// A formula whose result is not stored.
    NoResult,
    /// A formula that takes its value from another file or program.
    Outside,
}

impl Value<'_> {
    /// The text as a person would see it.
    pub fn show(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(date) => Cow::Owned(date.to_string()),
            Self::Logical(true) => Cow::Borrowed("TRUE"),
            Self::Logical(false) => Cow::Borrowed("FALSE"),
            Self::NoResult => Cow::Borrowed("a formula that was not calculated"),
            Self::Outside => Cow::Borrowed("a formula that takes its value from elsewhere"),
        }
    }

    /// What it is called, in a word.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Number(_) => "number",
            Self::Date(_) => "date",
            Self::Logical(_) => "logical",
            Self::Error(_) => "error",
            Self::NoResult => "no result",
            Self::Outside => "outside",
        }
    }

    /// Whether nothing stands there for a person: text of spaces only.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text
                .chars()
                .all(|letter| letter.is_whitespace() || matches!(letter, '\u{a0}' | '\u{200b}' | '\u{feff}')),
            Self::Number(_) | Self::Date(_) | Self::Logical(_) | Self::Error(_) | Self::NoResult | Self::Outside => {
                false
            }
        }
    }

    /// Whether it is a value: no error, no missing or foreign result.
    pub fn is_certain(&self) -> bool {
        match self {
            Self::Text(_) | Self::Number(_) | Self::Date(_) | Self::Logical(_) => true,
            Self::Error(_) | Self::NoResult | Self::Outside => false,
        }
    }

    /// The same, owning its text.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Error(text) => Value::Error(Cow::Owned(text.into_owned())),
            Self::Number(number) => Value::Number(number),
            Self::Date(date) => Value::Date(date),
            Self::Logical(logical) => Value::Logical(logical),
            Self::NoResult => Value::NoResult,
            Self::Outside => Value::Outside,
        }
    }
}

/// How a cell is shown, as far as that says something of what it holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// How its number is shown.
    pub format: NumberFormat,
    /// Whether it is struck through.
    pub struck: bool,
    /// Whether nobody sees it: its ink has the colour of its paper, or its format shows nothing of what it holds.
    pub unseen: bool,
}

/// A cell that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its column, from 0.
    pub column: u32,
    /// What it holds.
    pub value: Value<'a>,
    /// Whether a formula made the value.
    pub formula: bool,
    /// How it is shown.
    pub style: Style,
}

/// A row with its cells that are not empty, by rising column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its number, from 1.
    pub number: u32,
    /// Whether it is hidden.
    pub hidden: bool,
    /// Fields of the line, for text files: to find ragged ones.
    pub fields: Option<u32>,
    /// Its cells.
    pub cells: Vec<Cell<'a>>,
}

impl Row<'_> {
    /// The same, owning its texts.
    pub fn to_owned(&self) -> Row<'static> {
        let cells = self.cells.iter().map(|cell| Cell {
            column: cell.column,
            value: cell.value.clone().into_owned(),
            formula: cell.formula,
            style: cell.style,
        });
        Row { number: self.number, hidden: self.hidden, fields: self.fields, cells: cells.collect() }
    }
}
