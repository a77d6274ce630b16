//! A report as data: books of sheets of typed cells, before any file format.
//!
//! What comes in: columns that know what stands in them, and rows. What leaves: a [`Book`] that any writer can render.
//! What it does not know: file formats, and what the figures mean. A cell carries where its figure comes from as a label
//! that is not looked into here.

mod area;
mod control;
mod figure;
mod fit;
mod formula;
mod pages;
pub mod palette;
mod paper;
pub mod references;
mod sheet;
mod table;
mod unit;

pub use area::TableArea;
pub use control::{Control, Controlled};
pub use figure::Figure;
pub use fit::{breadth, lines_of, unbroken};
pub use formula::{Formula, Handle};
pub use paper::{COLUMN_PIXELS, LogoPlace, Margins, ROW_PIXELS};
pub use sheet::{Bar, Chart, ChartKind, Choice, Logo, Paragraph, Print, Range, Rule, Series, Sheet, Words};
pub use table::{Content, Head, Table};
pub use unit::Unit;

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::domain::{Language, Money, OriginalAmount};

use super::origin::Origin;

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Text, which cells may share.
    Text(Arc<str>),
    /// An amount of base money.
    Money(Money),
    /// An amount in another currency, or any exact decimal, with so many decimals shown.
    Decimal(Decimal, u32),
    /// A count.
    Whole(i64),
    /// A year: a number that names, without marks between thousands.
    Year(i32),
    /// An exact ratio, shown as a percentage; nothing over nothing is nothing.
    Share(i64, i64),
    /// A day.
    Date(NaiveDate),
    /// True or false.
    Truth(bool),
}

impl Value {
    /// A count.
    pub fn count(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// Whether it is empty, or nothing in numbers.
    pub fn is_nothing(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Money(money) => money.is_zero(),
            Self::Decimal(amount, _) => amount.is_zero(),
            Self::Whole(number) | Self::Share(number, _) => *number == 0,
            Self::Text(text) => text.is_empty(),
            Self::Year(_) | Self::Date(_) | Self::Truth(_) => false,
        }
    }

    /// The sum of two numbers of one kind; of two kinds, the first.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Money(one), Self::Money(other)) => Self::Money(*one + *other),
            (Self::Whole(one), Self::Whole(other)) => Self::Whole(one.saturating_add(*other)),
            (Self::Decimal(one, decimals), Self::Decimal(other, _)) => {
                Self::Decimal(one.checked_add(*other).unwrap_or(Decimal::MAX), *decimals)
            }
            (one, _) => one.clone(),
        }
    }

    /// The same number with the other sign.
    #[must_use]
    pub fn negative(&self) -> Self {
        match self {
            Self::Money(money) => Self::Money(-*money),
            Self::Whole(number) => Self::Whole(-number),
            Self::Decimal(amount, decimals) => Self::Decimal(-amount, *decimals),
            Self::Share(part, whole) => Self::Share(-part, *whole),
            Self::Blank | Self::Text(_) | Self::Year(_) | Self::Date(_) | Self::Truth(_) => self.clone(),
        }
    }

    /// The sum of the amounts among values: of money, counts or decimals, whichever comes first; of none, no money.
    #[must_use]
    pub fn sum(values: impl IntoIterator<Item = Self>) -> Self {
        let amounts =
            values.into_iter().filter(|value| value.is_number() && !matches!(value, Self::Share(..) | Self::Year(_)));
        amounts.reduce(|sum, value| sum.plus(&value)).unwrap_or(Self::Money(Money::ZERO))
    }

    /// An amount of money or a count as a whole number; nothing of anything else.
    pub const fn whole(&self) -> Option<i64> {
        match self {
            Self::Money(money) => Some(money.minor()),
            Self::Whole(number) => Some(*number),
            Self::Blank | Self::Text(_) | Self::Decimal(..) | Self::Share(..) => None,
            Self::Year(_) | Self::Date(_) | Self::Truth(_) => None,
        }
    }

    /// The base money that it is; nothing of anything else.
    pub const fn money(&self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(*money),
            Self::Blank | Self::Text(_) | Self::Decimal(..) | Self::Whole(_) => None,
            Self::Year(_) | Self::Share(..) | Self::Date(_) | Self::Truth(_) => None,
        }
    }

    /// The number that it is, of a count, a year or an amount in another currency; nothing of anything else.
    pub fn units(&self) -> Option<Decimal> {
        match self {
            Self::Decimal(amount, _) => Some(*amount),
            Self::Whole(number) => Some(Decimal::from(*number)),
            Self::Year(year) => Some(Decimal::from(*year)),
            Self::Blank | Self::Text(_) | Self::Money(_) => None,
            Self::Share(..) | Self::Date(_) | Self::Truth(_) => None,
        }
    }

    /// Whether it is set to the right of its column.
    pub const fn is_number(&self) -> bool {
        match self {
            Self::Money(_) | Self::Decimal(..) | Self::Whole(_) | Self::Year(_) | Self::Share(..) => true,
            Self::Blank | Self::Text(_) | Self::Date(_) | Self::Truth(_) => false,
        }
    }
}

/// What a cell is for; writers choose how it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// The report's title.
    Title,
    /// Below the title: for whom, as of when.
    Subtitle,
    /// A remark that must be seen: illustrative figures.
    Mark,
    /// The heading of a part of a sheet that has headings of its own.
    Part,
    /// The heading of a table or of texts.
    Section,
    /// The header of a column of text.
    Header,
    /// The header of a column of numbers.
    NumberHeader,
    /// A figure or text of a table.
    Body,
    /// A cell that the reader fills in.
    Input,
    /// A cell that the reader fills in with a day.
    InputDay,
    /// A row that stands out in a table: a subtotal.
    Subtotal,
    /// A total.
    Total,
    /// A quiet remark.
    Note,
    /// Running text over several columns.
    Paragraph,
}

impl Style {
    /// Whether text in it goes on in a next line.
    pub const fn wraps(self) -> bool {
        match self {
            Self::Header | Self::NumberHeader | Self::Body | Self::Subtotal | Self::Total | Self::Paragraph => true,
            Self::Mark | Self::Input | Self::InputDay => true,
            Self::Title | Self::Subtitle | Self::Part | Self::Section | Self::Note => false,
        }
    }

    /// Whether it is that of a row of a table, its header left out.
    pub const fn is_tabled(self) -> bool {
        matches!(self, Self::Body | Self::Input | Self::InputDay | Self::Subtotal | Self::Total)
    }

    /// Whether it is that of words about a table, above it or below.
    pub const fn is_remark(self) -> bool {
        matches!(self, Self::Note | Self::Paragraph)
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it holds; with a formula, the formula's result.
    pub value: Value,
    /// A formula without its `=`.
    pub formula: Option<Box<str>>,
    /// What it is for.
    pub style: Style,
    /// Where its figure comes from, when that is not its formula.
    pub origin: Option<Origin>,
}

impl Cell {
    /// A cell of a table.
    pub const fn new(value: Value) -> Self {
        Self { value, formula: None, style: Style::Body, origin: None }
    }

    /// An empty cell.
    pub const fn blank() -> Self {
        Self::new(Value::Blank)
    }

    /// Text.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::new(Value::Text(fitting(text.into())))
    }

    /// Base money.
    pub const fn money(money: Money) -> Self {
        Self::new(Value::Money(money))
    }

    /// An amount in another currency.
    pub const fn decimal(amount: Decimal, decimals: u32) -> Self {
        Self::new(Value::Decimal(amount, decimals))
    }

    /// An amount in its own currency.
    pub fn original(amount: OriginalAmount) -> Self {
        Self::decimal(amount.amount, amount.decimals())
    }

    /// A count.
    pub fn whole(number: usize) -> Self {
        Self::new(Value::count(number))
    }

    /// A year.
    pub const fn year(year: i32) -> Self {
        Self::new(Value::Year(year))
    }

    /// A share of one amount in another.
    pub const fn share(part: Money, whole: Money) -> Self {
        Self::new(Value::Share(part.minor(), whole.minor()))
    }

    /// A day.
    pub const fn date(day: NaiveDate) -> Self {
        Self::new(Value::Date(day))
    }

    /// True or false.
    pub const fn truth(truth: bool) -> Self {
        Self::new(Value::Truth(truth))
    }

    /// The same cell with the text of a formula whose result is its value.
    #[must_use]
    fn formula(mut self, formula: String) -> Self {
        self.formula = Some(formula.into_boxed_str());
        self
    }

    /// The same cell with where its figure comes from.
    #[must_use]
    pub fn from(mut self, origin: Origin) -> Self {
        self.origin = Some(origin);
        self
    }

    /// The same cell in another style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }
}

impl From<Value> for Cell {
    fn from(value: Value) -> Self {
        Self::new(value)
    }
}

impl From<Money> for Cell {
    fn from(money: Money) -> Self {
        Self::money(money)
    }
}

impl From<NaiveDate> for Cell {
    fn from(day: NaiveDate) -> Self {
        Self::date(day)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<Arc<str>> for Cell {
    fn from(text: Arc<str>) -> Self {
        Self::text(text)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(content: Option<T>) -> Self {
        content.map_or_else(Self::blank, Into::into)
    }
}

/// A workbook.
#[derive(Clone, Debug)]
pub struct Book {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub subject: String,
    /// Who issues it.
    pub organisation: String,
    /// Its language.
    pub language: Language,
    /// Decimals of base money.
    pub exponent: u32,
    /// The day that its figures stand at; also its date of creation, so that the same figures give the same bytes.
    pub as_of: NaiveDate,
    /// What every page says at its foot where the book is set as PDF: of which fund, of when, in which edition and currency it is.
    pub foot: String,
    /// Its sheets.
    pub sheets: Vec<Sheet>,
}

/// A sheet's name as formulas write it.
pub fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// The most letters that a cell takes, as UTF-16 counts them.
const LONGEST_TEXT: usize = 32_767;

/// The text, or as much of it as a cell takes, with an ellipsis at its end.
fn fitting(text: Arc<str>) -> Arc<str> {
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return text;
    }
    let mut length = 1;
    let fits = |letter: &char| {
        length += letter.len_utf16();
        length <= LONGEST_TEXT
    };
    let mut cut: String = text.chars().take_while(fits).collect();
    cut.push('…');
    cut.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        let whole = "w".repeat(LONGEST_TEXT);
        assert_eq!(&*fitting(whole.as_str().into()), whole);
        let cut = fitting(format!("{whole}w").into());
        assert!(cut.ends_with("w…") && cut.chars().count() == LONGEST_TEXT);
        let cut = fitting("💶".repeat(20_000).into());
        assert!(cut.ends_with("💶…") && (LONGEST_TEXT - 1..=LONGEST_TEXT).contains(&cut.encode_utf16().count()));
    }

    #[test]
    fn a_quote_in_a_name_is_doubled() {
        assert_eq!(quoted("Donor's"), "'Donor''s'");
    }
}
