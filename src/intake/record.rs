//! One row, asked column by column; what cannot be given becomes a problem at its cell.
//!
//! What comes in: a row, the layout, what is known of names. What leaves: typed values. What it does not know: which
//! kind of row it is.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::{Fund, InputMapping};
use crate::domain::source::SourceSheet;
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, Money, OriginalAmount, Percent, Period, Source, ThemeCode, Weight};

use super::code::ProblemCode;
use super::columns::{Column, columns_of};
use super::date::{self, DateFault, TypedDate};
use super::header::Layout;
use super::name::{NameFault, NameKind, Names};
use super::number::{self, NumberFault};
use super::problem::{Place, Problem};
use super::workbook::{Cell, Row, Value};

/// A value could not be given; the problem is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Faulty;

/// A value, or a recorded problem.
pub(super) type Checked<T> = Result<T, Faulty>;

/// What is known before a sheet is read.
#[derive(Debug)]
pub(super) struct Context<'f> {
    /// The fund.
    pub fund: &'f Fund,
    /// Names of donors, places, themes.
    pub names: Names<'f>,
    /// Agreements whose rows were seen, with their currency where it could be read.
    pub agreements: BTreeMap<AgreementRef, Option<Currency>>,
    /// A file of donors could not be read: unknown donors are its fault.
    pub donors_incomplete: bool,
    /// A file of agreements could not be read: unknown agreements are its fault.
    pub agreements_incomplete: bool,
}

/// Which amounts are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Above nothing.
    Positive,
    /// Nothing or more.
    NotNegative,
    /// Any.
    Any,
}

/// Which day a period stands for, where a day is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayOf {
    /// Its first.
    First,
    /// Its last.
    Last,
}

/// What is the same for all rows of a sheet, and the problems found in it.
pub(super) struct Judge<'m> {
    pub context: &'m Context<'m>,
    pub mapping: &'m InputMapping,
    pub source: Arc<SourceSheet>,
    pub layout: Layout,
    pub problems: Vec<Problem>,
    defaults: HashMap<Column, String>,
    donors: HashMap<String, DonorCode>,
    places: HashMap<String, GeographyCode>,
    themes: HashMap<String, ThemeCode>,
}

impl<'m> Judge<'m> {
    pub fn new(context: &'m Context<'m>, mapping: &'m InputMapping, source: Arc<SourceSheet>, layout: Layout) -> Self {
        let base = context.fund.base_currency;
        let named = |name: &String| super::columns::column_named(mapping.kind, name, base);
        let defaults = mapping.defaults.iter().filter_map(|(name, value)| Some((named(name)?.column, value.clone()))).collect();
        Self {
            context,
            mapping,
            source,
            layout,
            problems: Vec::new(),
            defaults,
            donors: HashMap::new(),
            places: HashMap::new(),
            themes: HashMap::new(),
        }
    }

    /// A place in this sheet.
    pub fn place(&self, row: Option<u32>, column: Option<u32>) -> Place {
        let sheet = Some(self.source.sheet.clone()).filter(|sheet| !sheet.is_empty());
        Place { file: self.source.file.clone(), sheet, row, column }
    }

    /// The canonical name of a column.
    pub fn canonical(&self, column: Column) -> &'static str {
        columns_of(self.mapping.kind).iter().find(|spec| spec.column == column).map_or("", |spec| spec.canonical())
    }
}

/// A row that is being read.
pub(super) struct Record<'r, 'm> {
    pub row: &'r Row<'r>,
    pub judge: &'r mut Judge<'m>,
    slots: [u16; Column::COUNT],
}

impl<'r, 'm> Record<'r, 'm> {
    pub fn new(row: &'r Row<'r>, judge: &'r mut Judge<'m>) -> Self {
        let mut slots = [0; Column::COUNT];
        for (index, cell) in row.cells.iter().enumerate() {
            if let Some(&column) = judge.layout.columns.get(&cell.column)
                && let Some(slot) = slots.get_mut(column as usize)
            {
                *slot = u16::try_from(index + 1).unwrap_or(0);
            }
        }
        Self { row, judge, slots }
    }

    /// The cell of a column, when it is not blank.
    pub fn cell(&self, column: Column) -> Option<&'r Cell<'r>> {
        let slot = self.slots.get(column as usize).copied().unwrap_or(0);
        self.row.cells.get(usize::from(slot).checked_sub(1)?)
    }

    /// Where this row stands.
    pub fn source(&self) -> Source {
        Source { sheet: Arc::clone(&self.judge.source), row: self.row.number }
    }

    /// The fund.
    pub fn fund(&self) -> &'m Fund {
        self.judge.context.fund
    }

    /// Records a problem at the cell of a column.
    pub fn problem(&mut self, code: ProblemCode, column: Column, found: impl Into<String>, expected: impl Into<String>, mend: impl Into<String>) -> Faulty {
        let place = self.judge.place(Some(self.row.number), self.judge.layout.position(column));
        self.judge.problems.push(Problem::new(code, place, found, expected, mend));
        Faulty
    }

    /// The value of a column, its default, or nothing. Error values, missing results and values from elsewhere are
    /// problems.
    fn value(&mut self, column: Column) -> Checked<Option<Value<'r>>> {
        let Some(cell) = self.cell(column) else {
            return Ok(self.judge.defaults.get(&column).map(|text| Value::Text(Cow::Owned(text.clone()))));
        };
        let name = self.judge.canonical(column);
        match &cell.value {
            Value::Error(text) => {
                let found = format!("the error value {text}");
                Err(self.problem(ProblemCode::ErrorValue, column, found, format!("a value for {name}"), "Mend the formula, or type the value."))
            }
            Value::NoResult => {
                let mend = "Open the file in a spreadsheet program, let it calculate, and save it; or type the value.";
                Err(self.problem(ProblemCode::NoResult, column, "a formula without a stored result", format!("a value for {name}"), mend))
            }
            Value::Outside => {
                let mend = "Replace the formula by its value (copy, paste special, values).";
                Err(self.problem(ProblemCode::ExternalLinks, column, "a formula that takes its value from another file or program", format!("a value for {name}"), mend))
            }
            Value::Text(text) => Ok(Some(Value::Text(Cow::Borrowed(text.as_ref())))),
            value @ (Value::Number(_) | Value::Date(_) | Value::Logical(_)) => Ok(Some(value.clone())),
        }
    }

    /// What must be there.
    pub fn need<T>(&mut self, column: Column, read: impl FnOnce(&mut Self, Column) -> Checked<Option<T>>) -> Checked<T> {
        match read(self, column)? {
            Some(value) => Ok(value),
            None => {
                let name = self.judge.canonical(column);
                Err(self.problem(ProblemCode::Blank, column, "a blank cell", format!("a value for {name}"), "Fill it in."))
            }
        }
    }

    /// The text of a cell as a person sees it, without spaces at its ends.
    pub fn text(&mut self, column: Column) -> Checked<Option<String>> {
        let value = self.value(column)?;
        Ok(value.map(|value| tidy(&value.show())).filter(|text| !text.is_empty()))
    }

    /// One of the words that `parse` knows; `words` for the message.
    pub fn word<T: Copy + std::fmt::Display>(&mut self, column: Column, words: &[T], parse: impl Fn(&str) -> Option<T>) -> Checked<Option<T>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        if let Some(word) = parse(&text).or_else(|| parse(super::name::without_marks(&text))) {
            return Ok(Some(word));
        }
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        Err(self.problem(ProblemCode::UnknownWord, column, format!("{text:?}"), format!("one of: {}", words.join(", ")), "Write one of these words."))
    }

    /// A number with what stood around it: value, percent, currency.
    fn number(&mut self, column: Column) -> Checked<Option<number::TypedNumber>> {
        let name = self.judge.canonical(column);
        let Some(value) = self.value(column)? else { return Ok(None) };
        match value {
            Value::Number(value) => {
                let format = self.cell(column).map(|cell| cell.format).unwrap_or_default();
                Ok(Some(number::TypedNumber { value, percent: false, currency: format.currency }))
            }
            Value::Text(text) => {
                let text = tidy(&text);
                if text.is_empty() || matches!(text.as_str(), "-" | "–" | "—") {
                    return Ok(None);
                }
                match number::typed(&text, self.judge.mapping.decimal) {
                    Ok(mut number) => {
                        if number.percent {
                            number.value = number.value.checked_mul(Decimal::new(1, 2)).unwrap_or(number.value).normalize();
                        }
                        Ok(Some(number))
                    }
                    Err(NumberFault::NotANumber) => {
                        Err(self.problem(ProblemCode::NotANumber, column, format!("{text:?}"), format!("a number for {name}"), "Write the number in digits."))
                    }
                    Err(NumberFault::Ambiguous) => {
                        let expected = "a number that can be read in one way only (the mark may part thousands or decimals)";
                        let mend = "Type it as a number, add or drop decimals, or set decimal = \".\" or \",\" for this input in fund.toml.";
                        Err(self.problem(ProblemCode::AmbiguousNumber, column, format!("{text:?}"), expected, mend))
                    }
                }
            }
            other @ (Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside) => {
                let found = other.show().into_owned();
                Err(self.problem(ProblemCode::WrongKind, column, found, format!("a number for {name}"), "Write the number; check the cell's format."))
            }
        }
    }

    /// A plain number.
    pub fn decimal(&mut self, column: Column) -> Checked<Option<Decimal>> {
        Ok(self.number(column)?.map(|number| number.value))
    }

    /// An amount in a currency, no finer than its minor unit and not beyond what intake takes.
    pub fn amount(&mut self, column: Column, currency: Currency, sign: Sign) -> Checked<Option<Decimal>> {
        let Some(number) = self.number(column)? else { return Ok(None) };
        let name = self.judge.canonical(column);
        if number.percent {
            let found = format!("{}%", number.value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default().normalize());
            return Err(self.problem(ProblemCode::NotANumber, column, found, format!("an amount for {name}"), "Write the amount."));
        }
        if let Some(shown) = number.currency.filter(|&shown| shown != currency) {
            let mend = "Mend the currency of the row, or the cell's amount or number format.";
            return Err(self.problem(ProblemCode::OtherCurrency, column, format!("{} {}", shown, number.value), format!("an amount in {currency}"), mend));
        }
        let mut value = number.value;
        if value.scale() > currency.minor_units() {
            let rounded = currency.round(value);
            if rounded != value {
                value = self.round(column, value, rounded, currency)?;
            }
        }
        self.in_range(column, value, currency, sign)?;
        Ok(Some(value))
    }

    fn round(&mut self, column: Column, value: Decimal, rounded: Decimal, currency: Currency) -> Checked<Decimal> {
        let places = currency.minor_units();
        let expected = format!("at most {places} decimals, as {currency} has");
        if self.judge.mapping.rounding {
            let _ = self.problem(ProblemCode::Rounded, column, format!("{value}, read as {rounded}"), expected, "");
            return Ok(rounded);
        }
        let mend = "Round the amount in the sheet, or set rounding = true for this input in fund.toml.";
        Err(self.problem(ProblemCode::TooFine, column, value.to_string(), expected, mend))
    }

    fn in_range(&mut self, column: Column, value: Decimal, currency: Currency, sign: Sign) -> Checked<()> {
        let minor = Money::from_decimal(value, currency.minor_units());
        let too_large = minor.is_none_or(|minor| minor > Money::LARGEST_INPUT || minor < -Money::LARGEST_INPUT);
        let (wrong, expected) = match sign {
            Sign::Positive => (value <= Decimal::ZERO, "an amount above zero"),
            Sign::NotNegative => (value < Decimal::ZERO, "an amount of zero or more"),
            Sign::Any => (false, "an amount"),
        };
        if too_large {
            let expected = "an amount of at most 9,999,999,999,999.99";
            return Err(self.problem(ProblemCode::OutOfRange, column, value.to_string(), expected, "Check the number of digits."));
        }
        if wrong {
            return Err(self.problem(ProblemCode::OutOfRange, column, value.to_string(), expected, "Check the sign; amounts are positive and the kind of the row says where they go."));
        }
        Ok(())
    }

    /// An amount in a currency, with that currency.
    pub fn original(&mut self, column: Column, currency: Currency, sign: Sign) -> Checked<Option<OriginalAmount>> {
        Ok(self.amount(column, currency, sign)?.map(|amount| OriginalAmount { amount, currency }))
    }

    /// An amount in base currency.
    pub fn money(&mut self, column: Column, sign: Sign) -> Checked<Option<Money>> {
        let currency = self.fund().base_currency;
        let amount = self.amount(column, currency, sign)?;
        Ok(amount.and_then(|amount| Money::from_decimal(amount, currency.minor_units())))
    }

    /// A share from 0 to 100%: `13%`, or the fraction 0.13.
    pub fn percent(&mut self, column: Column) -> Checked<Option<Percent>> {
        let Some(number) = self.number(column)? else { return Ok(None) };
        if number.value < Decimal::ZERO || number.value > Decimal::ONE {
            let mend = "Write it with a percent sign, as 13%.";
            return Err(self.problem(ProblemCode::OutOfRange, column, number.value.to_string(), "a share from 0% to 100%", mend));
        }
        Ok(Some(Percent::from_fraction(number.value.normalize())))
    }

    /// The weight of a cell.
    pub fn weight(&mut self, column: Column) -> Checked<Option<Weight>> {
        let Some(number) = self.decimal(column)? else { return Ok(None) };
        match Weight::from_decimal(number) {
            Some(weight) => Ok(Some(weight)),
            None => Err(self.problem(ProblemCode::OutOfRange, column, number.to_string(), "a weight from 0.001 to 1,000,000 with at most three decimals", "Write for example 1 or 2.5.")),
        }
    }

    /// A whole number of people or things.
    pub fn count(&mut self, column: Column) -> Checked<Option<u64>> {
        use rust_decimal::prelude::ToPrimitive;
        let Some(number) = self.decimal(column)? else { return Ok(None) };
        match number.to_u64().filter(|&whole| Decimal::from(whole) == number) {
            Some(whole) => Ok(Some(whole)),
            None => Err(self.problem(ProblemCode::OutOfRange, column, number.to_string(), "a whole number of zero or more", "Write the number without decimals.")),
        }
    }

    /// A currency's code.
    pub fn currency(&mut self, column: Column) -> Checked<Option<Currency>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        match Currency::parse(&text).or_else(|| Currency::parse(super::name::without_marks(&text))) {
            Some(currency) => Ok(Some(currency)),
            None => Err(self.problem(ProblemCode::UnknownCurrency, column, format!("{text:?}"), "a currency code of ISO 4217", "Write for example USD or EUR.")),
        }
    }

    /// A day. Where a month, quarter or year stands, the day of it that is asked for, with a note.
    pub fn date(&mut self, column: Column, day: DayOf) -> Checked<Option<NaiveDate>> {
        let name = self.judge.canonical(column);
        let Some(value) = self.value(column)? else { return Ok(None) };
        let text = match value {
            Value::Date(date) if date::sensible(date) => return Ok(Some(date)),
            Value::Number(number) if number.is_integer() && number.trunc().to_string().len() == 8 => number.to_string(),
            Value::Text(text) => tidy(&text),
            other @ (Value::Date(_) | Value::Number(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside) => {
                let mend = "Write the date, and format the cell as a date.";
                return Err(self.problem(ProblemCode::NotADate, column, other.show().into_owned(), format!("a date for {name}"), mend));
            }
        };
        if text.is_empty() || text == "-" {
            return Ok(None);
        }
        match date::typed(&text, self.judge.mapping.dates) {
            Ok(TypedDate::Day(date)) => Ok(Some(date)),
            Ok(TypedDate::Period(period)) => {
                let date = match day {
                    DayOf::First => period.from,
                    DayOf::Last => period.to,
                };
                let _ = self.problem(ProblemCode::DateOfPeriod, column, format!("{text:?}, read as {date}"), "a day", "");
                Ok(Some(date))
            }
            Err(DateFault::NotADate) => {
                Err(self.problem(ProblemCode::NotADate, column, format!("{text:?}"), format!("a date for {name}"), "Write it as 2025-10-31."))
            }
            Err(DateFault::Ambiguous) => {
                let mend = "Write it as 2025-10-31, or set dates = \"dmy\" or \"mdy\" for this input in fund.toml.";
                Err(self.problem(ProblemCode::AmbiguousDate, column, format!("{text:?}"), "a date that can be read in one way only", mend))
            }
        }
    }

    /// A period such as `2021-2025`; a year may be a number.
    pub fn period(&mut self, column: Column) -> Checked<Option<Period>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        match Period::parse(&text) {
            Some(period) => Ok(Some(period)),
            None => Err(self.problem(ProblemCode::NotAPeriod, column, format!("{text:?}"), "a period", "Write for example 2021-2025, 2024, Q3 2024 or 2024-10.")),
        }
    }

    /// A donor.
    pub fn donor(&mut self, column: Column) -> Checked<Option<DonorCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        if let Some(known) = self.judge.donors.get(&text) {
            return Ok(Some(known.clone()));
        }
        match self.judge.context.names.donor(&text) {
            Ok(code) => {
                self.judge.donors.insert(text, code.clone());
                Ok(Some(code))
            }
            Err(NameFault::Unknown(_)) if self.judge.context.donors_incomplete => Err(Faulty),
            Err(fault) => Err(self.name_problem(NameKind::Donor, column, &text, &fault)),
        }
    }

    /// A place.
    pub fn geography(&mut self, column: Column) -> Checked<Option<GeographyCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        self.place_called(column, &text).map(Some)
    }

    /// The place of a name that stands in the cell of a column.
    pub fn place_called(&mut self, column: Column, text: &str) -> Checked<GeographyCode> {
        if let Some(known) = self.judge.places.get(text) {
            return Ok(known.clone());
        }
        match self.judge.context.names.place(text) {
            Ok(code) => {
                self.judge.places.insert(text.to_owned(), code.clone());
                Ok(code)
            }
            Err(fault) => Err(self.name_problem(NameKind::Country, column, text, &fault)),
        }
    }

    /// A theme.
    pub fn theme(&mut self, column: Column) -> Checked<Option<ThemeCode>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        self.theme_called(column, &text).map(Some)
    }

    /// The theme of a name that stands in the cell of a column.
    pub fn theme_called(&mut self, column: Column, text: &str) -> Checked<ThemeCode> {
        if let Some(known) = self.judge.themes.get(text) {
            return Ok(known.clone());
        }
        match self.judge.context.names.theme(text) {
            Ok(code) => {
                self.judge.themes.insert(text.to_owned(), code.clone());
                Ok(code)
            }
            Err(fault) => Err(self.name_problem(NameKind::Theme, column, text, &fault)),
        }
    }

    fn name_problem(&mut self, kind: NameKind, column: Column, text: &str, fault: &NameFault) -> Faulty {
        let (code, thing) = match kind {
            NameKind::Donor => (ProblemCode::UnknownDonor, "a donor of the donors' sheet"),
            NameKind::Country => (ProblemCode::UnknownPlace, "a country or region"),
            NameKind::Theme => (ProblemCode::UnknownTheme, "a theme or pillar of the fund"),
        };
        let decide = format!("or record what it means: poolfund alias {} {text:?} CODE.", kind.name());
        match fault {
            NameFault::Unknown(nearest) if nearest.is_empty() => {
                self.problem(code, column, format!("{text:?}"), thing, format!("Mend the name, {decide}"))
            }
            NameFault::Unknown(nearest) => {
                self.problem(code, column, format!("{text:?}"), thing, format!("Did you mean {}? Mend the name, {decide}", nearest.join(" or ")))
            }
            NameFault::Ambiguous(several) => {
                let expected = format!("{thing} that is certain, not {}", several.join(" or "));
                self.problem(ProblemCode::AmbiguousName, column, format!("{text:?}"), expected, format!("Write the code, {decide}"))
            }
        }
    }

    /// The reference of an agreement that must be known.
    pub fn agreement(&mut self, column: Column) -> Checked<Option<AgreementRef>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        for name in [text.as_str(), super::name::without_marks(&text)] {
            if let Some((known, _)) = self.judge.context.agreements.get_key_value(&AgreementRef::new(name)) {
                return Ok(Some(known.clone()));
            }
        }
        if self.judge.context.agreements_incomplete {
            return Err(Faulty);
        }
        Err(self.problem(ProblemCode::UnknownAgreement, column, format!("{text:?}"), "the reference of an agreement in the agreements' sheet", "Mend the reference, or add the agreement."))
    }
}

/// A text without spaces at its ends (of any kind), and with line breaks made spaces.
fn tidy(text: &str) -> String {
    let trimmed = text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{a0}' | '\u{200b}' | '\u{feff}'));
    if trimmed.contains(['\n', '\r']) { trimmed.split_whitespace().collect::<Vec<_>>().join(" ") } else { trimmed.to_owned() }
}
