//! Columns that know their name, their kind and what they mean, for rows of any kind.
//!
//! What comes in: rows, and for each column a function from a row to its value. What leaves: a [`Table`], whose columns
//! can be described without a row, and whose values come in parts. What it does not know: files.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};
use polars_arrow::array::{Array, MutableBinaryViewArray, PrimitiveArray, Utf8ViewArray};
use polars_arrow::datatypes::ArrowDataType;
use rust_decimal::{Decimal, RoundingStrategy};

use crate::domain::{Currency, Money, Month, OriginalAmount, Source};

use super::{Table, TableError};

/// Digits and decimals of the columns that hold an amount in the currency of its document.
pub const ORIGINAL: Digits = Digits { all: 38, decimals: 6 };
/// Digits and decimals of the columns that hold a rate, a share or a weight.
pub const RATE: Digits = Digits { all: 38, decimals: 12 };

/// How a column of decimals is kept: as whole numbers of its last decimal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digits {
    /// How many digits a number may have.
    pub all: usize,
    /// How many of them are decimals.
    pub decimals: u32,
}

impl Digits {
    /// Those of a fund's own amounts: the decimals of its currency, and all that its money can hold.
    pub fn of(currency: Currency) -> Self {
        Self { all: 19, decimals: currency.minor_units() }
    }

    /// Those of amounts of funds of every currency side by side: no currency has more decimals than four.
    pub const OF_ALL_FUNDS: Self = Self { all: 23, decimals: 4 };

    /// The type of the column.
    pub(super) const fn arrow(self) -> ArrowDataType {
        ArrowDataType::Decimal(self.all, self.decimals as usize)
    }

    /// A number of these decimals, as a whole number of the last.
    fn whole(self, number: Decimal) -> Option<i128> {
        let rounded = number.round_dp_with_strategy(self.decimals, RoundingStrategy::MidpointAwayFromZero);
        self.up(rounded.mantissa(), rounded.scale())
    }

    /// A whole number of some decimals as a whole number of the last of these.
    fn up(self, number: i128, decimals: u32) -> Option<i128> {
        let shifted = number.checked_mul(10_i128.checked_pow(self.decimals.checked_sub(decimals)?)?)?;
        let fits = shifted.unsigned_abs() < 10_u128.checked_pow(u32::try_from(self.all).ok()?)?;
        fits.then_some(shifted)
    }
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A day.
    Day,
    /// A whole number.
    Whole,
    /// An amount of the fund's currency, exact.
    Money,
    /// An amount of another currency, exact to the decimals of every currency that has a minor unit.
    Original,
    /// A rate, a share or a weight.
    Rate,
}

/// A column, described.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name: lower case, so that no engine needs quotes.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether every row has a value.
    pub required: bool,
    /// What it means.
    pub about: &'static str,
}

/// What a month of a table holds among the months of the same fund.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Its own facts, which no other month has: months may be added up.
    OwnFacts,
    /// All that stands at its end: adding up months counts twice.
    StateToDate,
}

/// Where a column of a row comes from.
enum Values<'v, R> {
    Text(Value<'v, R, Cow<'v, str>>),
    Day(Value<'v, R, NaiveDate>),
    Whole(Value<'v, R, i64>),
    Money(Value<'v, R, Money>),
    Decimal(Value<'v, R, Decimal>, Digits),
}

/// Gives the value of a row, where it has one.
type Value<'v, R, T> = Box<dyn Fn(&R) -> Option<T> + 'v>;

/// Rows, while their columns are declared.
pub(super) struct Rows<'v, R> {
    name: &'static str,
    about: &'static str,
    key: &'static [&'static str],
    rows: Vec<R>,
    columns: Vec<(Column, Values<'v, R>)>,
}

impl<'v, R: 'v> Rows<'v, R> {
    /// Rows of a table, whose name and meaning are given.
    pub fn new(name: &'static str, about: &'static str, rows: impl IntoIterator<Item = R>) -> Self {
        Self { name, about, key: &[], rows: rows.into_iter().collect(), columns: Vec::new() }
    }

    /// The columns that tell a row from every other of its fund and month.
    pub fn key(mut self, columns: &'static [&'static str]) -> Self {
        self.key = columns;
        self
    }

    fn column(
        mut self,
        (name, kind, required): (&'static str, Kind, bool),
        about: &'static str,
        of: Values<'v, R>,
    ) -> Self {
        self.columns.push((Column { name, kind, required, about }, of));
        self
    }

    /// A column of text.
    pub fn text<T: Into<Cow<'v, str>>>(
        self,
        name: &'static str,
        about: &'static str,
        of: impl Fn(&R) -> T + 'v,
    ) -> Self {
        self.column((name, Kind::Text, true), about, Values::Text(Box::new(move |row| Some(of(row).into()))))
    }

    /// A column of text that some rows have.
    pub fn some_text<T: Into<Cow<'v, str>>>(
        self,
        name: &'static str,
        about: &'static str,
        of: impl Fn(&R) -> Option<T> + 'v,
    ) -> Self {
        self.column((name, Kind::Text, false), about, Values::Text(Box::new(move |row| of(row).map(Into::into))))
    }

    /// A column of days.
    pub fn day(self, name: &'static str, about: &'static str, of: impl Fn(&R) -> NaiveDate + 'v) -> Self {
        self.column((name, Kind::Day, true), about, Values::Day(Box::new(move |row| Some(of(row)))))
    }

    /// A column of days that some rows have.
    pub fn some_day(self, name: &'static str, about: &'static str, of: impl Fn(&R) -> Option<NaiveDate> + 'v) -> Self {
        self.column((name, Kind::Day, false), about, Values::Day(Box::new(of)))
    }

    /// A column of whole numbers.
    pub fn whole<N: TryInto<i64>>(self, name: &'static str, about: &'static str, of: impl Fn(&R) -> N + 'v) -> Self {
        let of = move |row: &R| Some(of(row).try_into().unwrap_or(i64::MAX));
        self.column((name, Kind::Whole, true), about, Values::Whole(Box::new(of)))
    }

    /// A column of amounts in the fund's currency.
    pub fn money(self, name: &'static str, about: &'static str, of: impl Fn(&R) -> Money + 'v) -> Self {
        self.column((name, Kind::Money, true), about, Values::Money(Box::new(move |row| Some(of(row)))))
    }

    /// A column of amounts in the fund's currency that some rows have.
    pub fn some_money(self, name: &'static str, about: &'static str, of: impl Fn(&R) -> Option<Money> + 'v) -> Self {
        self.column((name, Kind::Money, false), about, Values::Money(Box::new(of)))
    }

    /// An amount in the currency of its document: that currency, and the amount.
    pub fn original(self, about: &'static str, of: impl Fn(&R) -> OriginalAmount + Copy + 'v) -> Self {
        self.text("currency", "the currency of `original_amount` (ISO 4217)", move |row| of(row).currency.code())
            .decimal(("original_amount", Kind::Original, true), about, move |row| Some(of(row).amount))
    }

    /// A column of amounts in the currency that another column names.
    pub fn in_currency(self, name: &'static str, about: &'static str, of: impl Fn(&R) -> Decimal + 'v) -> Self {
        self.decimal((name, Kind::Original, true), about, move |row| Some(of(row)))
    }

    /// A column of rates, shares or weights.
    pub fn rate(self, name: &'static str, about: &'static str, of: impl Fn(&R) -> Decimal + 'v) -> Self {
        self.decimal((name, Kind::Rate, true), about, move |row| Some(of(row)))
    }

    fn decimal(
        self,
        column: (&'static str, Kind, bool),
        about: &'static str,
        of: impl Fn(&R) -> Option<Decimal> + 'v,
    ) -> Self {
        let digits = if column.1 == Kind::Original { ORIGINAL } else { RATE };
        self.column(column, about, Values::Decimal(Box::new(of), digits))
    }

    /// The columns that say where a fact stands.
    pub fn source(self, of: impl Fn(&R) -> &'v Source + Copy + 'v) -> Self {
        self.text("source_file", "the file that the fact was read from", move |row| of(row).sheet.file.as_str())
            .text("source_sha256", "SHA-256 of that file", move |row| of(row).sheet.sha256.as_str())
            .text("source_sheet", "the sheet; empty for a text file", move |row| of(row).sheet.sheet.as_str())
            .whole("source_row", "the row, counted from 1", move |row| of(row).row)
    }

    /// The table, of which each month holds all that stands at its end.
    pub fn state_to_date(self) -> Table<'v> {
        self.table(Holds::StateToDate, Vec::new())
    }

    /// The table, of which each month holds its own facts; the function says of which month a row is.
    pub fn own_facts(self, month: impl Fn(&R) -> Month) -> Table<'v> {
        let months = self.rows.iter().map(month).collect();
        self.table(Holds::OwnFacts, months)
    }

    fn table(self, holds: Holds, months: Vec<Month>) -> Table<'v> {
        let Self { name, about, key, rows, columns } = self;
        let (columns, values): (Vec<Column>, Vec<Values<'v, R>>) = columns.into_iter().unzip();
        let names: Vec<&'static str> = columns.iter().map(|column| column.name).collect();
        let count = rows.len();
        let encode = move |picked: &[usize], scale: Scale| {
            let arrays = names.iter().zip(&values).map(|(column, values)| {
                let array = values.array(picked.iter().filter_map(|index| rows.get(*index)), scale);
                array.ok_or(TableError::TooLarge { table: name, column })
            });
            arrays.collect()
        };
        Table { name, about, holds, key, columns, months, rows: count, encode: Box::new(encode) }
    }
}

/// The decimals of a fund's money, and the digits in which it is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    pub of_fund: u32,
    pub written: Digits,
}

/// The days of an epoch that Arrow counts from, counted as chrono does.
const UNIX_EPOCH_DAYS_FROM_CE: i32 = 719_163;

impl<R> Values<'_, R> {
    /// The values of some rows; nothing where one has more digits than its column.
    fn array<'r>(&self, rows: impl Iterator<Item = &'r R>, scale: Scale) -> Option<Box<dyn Array>>
    where
        R: 'r,
    {
        let array: Box<dyn Array> = match self {
            Self::Text(of) => texts(rows.map(of)).boxed(),
            Self::Day(of) => {
                let days = rows.map(|row| of(row).map(|day| day.num_days_from_ce() - UNIX_EPOCH_DAYS_FROM_CE));
                PrimitiveArray::from(days.collect::<Vec<Option<i32>>>()).to(ArrowDataType::Date32).boxed()
            }
            Self::Whole(of) => PrimitiveArray::from(rows.map(of).collect::<Vec<Option<i64>>>()).boxed(),
            Self::Money(of) => {
                let whole = |money: Money| scale.written.up(money.minor().into(), scale.of_fund);
                decimals(rows.map(of), whole, scale.written)?.boxed()
            }
            Self::Decimal(of, digits) => decimals(rows.map(of), |number| digits.whole(number), *digits)?.boxed(),
        };
        Some(array)
    }
}

/// An array of texts.
pub(super) fn texts<T: AsRef<str>>(values: impl Iterator<Item = Option<T>>) -> Utf8ViewArray {
    let mut texts = MutableBinaryViewArray::<str>::new();
    values.for_each(|value| texts.push(value));
    texts.into()
}

/// An array of decimals, each as a whole number of the last.
fn decimals<T>(
    values: impl Iterator<Item = Option<T>>,
    whole: impl Fn(T) -> Option<i128>,
    digits: Digits,
) -> Option<PrimitiveArray<i128>> {
    let whole = values.map(|value| value.map_or(Some(None), |value| whole(value).map(Some)));
    let whole: Option<Vec<Option<i128>>> = whole.collect();
    Some(PrimitiveArray::from(whole?).to(digits.arrow()))
}
