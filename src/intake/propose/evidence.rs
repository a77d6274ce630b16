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
use crate::intake::row::date::{self, DateFault};
use crate::intake::row::name::Names;
use crate::intake::row::text::{is_error_text, says_nothing, tidy};

/// How many different texts of a column are kept.
const MOST_TEXTS: usize = 60;

/// The longest text that names or numbers anything, in characters.
const LONGEST_NAME: usize = 80;

/// What stands below a header.
#[derive(Clone, Debug, Default)]
pub(super) struct Values {
    /// Cells that say something.
    filled: usize,
    numbers: usize,
    /// Of them, those between 1990 and 2100 without decimals: they may be years.
    years: usize,
    dates: usize,
    currencies: usize,
    places: usize,
    themes: usize,
    long: usize,
    /// Texts with digits, or short ones of capitals: numbers and codes.
    codes: usize,
    /// The different texts, in their comparable form.
    texts: BTreeSet<String>,
}

impl Values {
    /// Takes a cell.
    pub fn take(&mut self, cell: &Cell<'_>, names: &Names<'_>) {
        match &cell.value {
            Value::Number(number) => {
                self.filled += 1;
                self.numbers += 1;
                self.years += usize::from(number.is_integer() && (1990..=2100).any(|year| *number == year.into()));
                self.keep(number.to_string());
            }
            Value::Date(day) => {
                self.filled += 1;
                self.dates += 1;
                self.keep(day.to_string());
            }
            Value::Text(text) => self.text(&tidy(text), names),
            Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => self.filled += 1,
        }
    }

    fn text(&mut self, text: &str, names: &Names<'_>) {
        if text.is_empty() || says_nothing(text) || is_error_text(text) {
            return;
        }
        self.filled += 1;
        self.currencies += usize::from(text.len() == 3 && Currency::parse(text).is_some());
        if text.chars().count() > LONGEST_NAME {
            self.long += 1;
            return;
        }
        let number = !matches!(number::typed(text, None), Err(NumberFault::NotANumber));
        self.numbers += usize::from(number);
        if number {
            self.keep(comparable(text));
            return;
        }
        self.dates += usize::from(!matches!(date::typed(text, None), Err(DateFault::NotADate)));
        let capitals = text.len() <= 12 && !text.chars().any(|letter| letter.is_lowercase() || letter.is_whitespace());
        self.codes += usize::from(capitals || text.contains(|letter: char| letter.is_ascii_digit()));
        self.places += usize::from(names.place(text).is_ok());
        self.themes += usize::from(names.theme(text).is_ok());
        self.keep(comparable(text));
    }

    fn keep(&mut self, text: String) {
        if self.texts.len() < MOST_TEXTS {
            self.texts.insert(text);
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
            Form::Text if self.mostly(self.dates, 80) => Fit::No,
            Form::Text => self.numbered(),
        }
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
            Form::Text
            | Form::Date
            | Form::Amount
            | Form::Whole
            | Form::Percent
            | Form::Rate
            | Form::Word(_)
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
