//! What the values below a header of an unknown sheet say of themselves.
//!
//! What comes in: cells of a column. What leaves: how well they fit a column of a kind of sheet. What it does not know:
//! its header, and other columns.

use std::collections::BTreeSet;

use crate::domain::Currency;
use crate::domain::number::{self, NumberFault};
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Value};
use crate::intake::kinds::columns::{ColumnSpec, Form, List};
use crate::intake::row::date::{self, DateFault, TypedDate};
use crate::intake::row::name::Names;
use crate::intake::row::text::{is_error_text, says_nothing, tidy};

/// How many different texts of a column are kept.
const MOST_TEXTS: usize = 60;

/// The longest text that names or numbers anything, in characters.
const LONGEST_NAME: usize = 80;

/// What one cell says.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    filled: bool,
    number: bool,
    /// A number between 1990 and 2100 without decimals: it may be a year.
    year: bool,
    /// A day, or a period that may stand for one.
    date: bool,
    period: bool,
    currency: bool,
    place: bool,
    country: bool,
    theme: bool,
    long: bool,
    /// A text with digits, or a short one of capitals: a number or a code.
    code: bool,
    /// Its text in its comparable form, where it is not long.
    text: Option<String>,
}

impl Evidence {
    /// That of a cell.
    pub fn of(cell: &Cell<'_>, names: &Names<'_>) -> Self {
        match &cell.value {
            Value::Number(number) => Self {
                filled: true,
                number: true,
                year: number.is_integer() && (1990..=2100).any(|year| *number == year.into()),
                text: Some(number.to_string()),
                ..Self::default()
            },
            Value::Date(day) => Self { filled: true, date: true, text: Some(day.to_string()), ..Self::default() },
            Value::Text(text) => Self::of_text(&tidy(text), names),
            Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {
                Self { filled: true, ..Self::default() }
            }
        }
    }

    fn of_text(text: &str, names: &Names<'_>) -> Self {
        if text.is_empty() || says_nothing(text) || is_error_text(text) {
            return Self::default();
        }
        let filled = Self { filled: true, ..Self::default() };
        if text.chars().count() > LONGEST_NAME {
            return Self { long: true, ..filled };
        }
        if !matches!(number::typed(text, None), Err(NumberFault::NotANumber)) {
            return Self { number: true, text: Some(comparable(text)), ..filled };
        }
        let date = date::typed(text, None);
        let capitals = text.len() <= 12 && !text.chars().any(|letter| letter.is_lowercase() || letter.is_whitespace());
        Self {
            currency: text.len() == 3 && Currency::parse(text).is_some(),
            date: date != Err(DateFault::NotADate),
            period: matches!(date, Ok(TypedDate::Period(_))),
            code: capitals || text.contains(|letter: char| letter.is_ascii_digit()),
            place: names.place(text).is_ok(),
            country: names.is_country(text),
            theme: names.theme(text).is_ok(),
            text: Some(comparable(text)),
            ..filled
        }
    }
}

/// What stands below a header: how many cells say what.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    filled: usize,
    numbers: usize,
    years: usize,
    dates: usize,
    periods: usize,
    currencies: usize,
    places: usize,
    countries: usize,
    themes: usize,
    long: usize,
    codes: usize,
    /// The different texts, in their comparable form.
    texts: BTreeSet<String>,
}

impl Values {
    /// Takes a cell.
    pub fn take(&mut self, cell: &Evidence) {
        self.filled += usize::from(cell.filled);
        self.numbers += usize::from(cell.number);
        self.years += usize::from(cell.year);
        self.dates += usize::from(cell.date);
        self.periods += usize::from(cell.period);
        self.currencies += usize::from(cell.currency);
        self.places += usize::from(cell.place);
        self.countries += usize::from(cell.country);
        self.themes += usize::from(cell.theme);
        self.long += usize::from(cell.long);
        self.codes += usize::from(cell.code);
        if let Some(text) = cell.text.as_ref().filter(|_| self.texts.len() < MOST_TEXTS) {
            self.texts.insert(text.clone());
        }
    }

    /// Whether a part of the filled cells is at least so many per cent.
    fn mostly(&self, part: usize, percent: usize) -> bool {
        part * 100 >= self.filled * percent
    }

    /// How well the values fit a column; `key` when they should tell rows apart.
    pub fn fit(&self, spec: &ColumnSpec, key: bool) -> Fit {
        if self.filled == 0 {
            return Fit::Unknown;
        }
        let share = |part: usize, least: usize, some: usize| {
            if self.mostly(part, least) { Fit::Yes } else { Fit::no_if(!self.mostly(part, some)) }
        };
        match spec.form {
            Form::Amount if self.years > 2 && self.years == self.numbers => Fit::No,
            Form::Amount | Form::Rate | Form::Whole | Form::Percent => share(self.numbers, 80, 50),
            // Years may stand for days, but show none.
            Form::Date
                if self.years > 0 && self.mostly(self.dates + self.years, 80) && !self.mostly(self.dates, 80) =>
            {
                Fit::Unknown
            }
            Form::Date => share(self.dates, 80, 30),
            Form::Word(words) => {
                let known: BTreeSet<String> = words.iter().map(|word| comparable(word)).collect();
                let found = self.texts.iter().filter(|text| known.contains(*text)).count();
                let other = self.mostly(self.dates, 50) || self.mostly(self.long, 50);
                let words = found > 0 && found * 100 >= self.texts.len() * 60;
                if words { Fit::Yes } else { Fit::no_if(other || self.mostly(self.numbers, 80)) }
            }
            Form::Name(List::Currencies) => share(self.currencies, 80, 30),
            Form::Name(List::Places) => share(self.places, 60, 20),
            Form::Name(List::Themes) if self.mostly(self.themes, 50) => Fit::Yes,
            Form::Name(List::Themes | List::Donors) => {
                Fit::no_if(self.mostly(self.dates, 50) || self.mostly(self.long, 50))
            }
            Form::Text if key => {
                let same = self.texts.len() < MOST_TEXTS && self.texts.len() * 2 < self.filled;
                let other = same || self.mostly(self.dates, 50) || self.mostly(self.long, 50);
                if other { Fit::No } else { self.numbered() }
            }
            Form::Text if self.mostly(self.dates.saturating_sub(self.periods), 80) => Fit::No,
            Form::Text => self.numbered(),
        }
    }

    /// Whether they are countries, not regions alone.
    pub fn are_countries(&self) -> bool {
        self.filled > 0 && self.mostly(self.countries, 60)
    }

    /// Whether most are names or codes of places, or of themes.
    pub fn shows_names_of(&self, list: List) -> bool {
        let part = match list {
            List::Places => self.places,
            List::Themes => self.themes,
            List::Donors | List::Currencies => 0,
        };
        self.filled > 0 && self.mostly(part, 60)
    }

    /// Whether they are numbers or codes, as references are.
    fn numbered(&self) -> Fit {
        if self.mostly(self.codes + self.numbers, 80) { Fit::Yes } else { Fit::Unknown }
    }

    /// Whether the values alone show what the column is: codes of currencies, names of places or themes. Days do not show
    /// what happened on them.
    pub fn shows(&self, spec: &ColumnSpec) -> bool {
        let clear = match spec.form {
            Form::Name(List::Currencies) => self.mostly(self.currencies, 95),
            Form::Name(List::Places) => self.mostly(self.places, 80),
            Form::Name(List::Themes) => self.mostly(self.themes, 80),
            Form::Word(words) => {
                let known = |text: &String| words.iter().any(|word| comparable(word) == *text);
                !self.texts.is_empty() && self.texts.iter().all(known)
            }
            Form::Text
            | Form::Date
            | Form::Amount
            | Form::Whole
            | Form::Percent
            | Form::Rate
            | Form::Name(List::Donors) => false,
        };
        self.filled >= 3 && clear
    }
}

/// How well values fit a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// They are something else.
    No,
    /// They may be.
    Unknown,
    /// They are what the column takes.
    Yes,
}

impl Fit {
    const fn no_if(other: bool) -> Self {
        if other { Self::No } else { Self::Unknown }
    }
}
