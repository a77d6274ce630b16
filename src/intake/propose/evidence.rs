//! What a cell of an unknown sheet says of itself.
//!
//! What comes in: cells. What leaves: what each may be: an amount, a day, the name of a place. What it does not know: the column in
//! which it stands.

use std::collections::HashMap;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::domain::Currency;
use crate::domain::number::{self, NumberFault};
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Cell, Value};
use crate::intake::propose::value_words::{Said, is_ordinal};
use crate::intake::row::date::{self, DateFault, TypedDate};
use crate::intake::row::name::KnownNames;
use crate::intake::row::text::{is_error_text, says_nothing, tidy};

/// How texts begin that say so of their row.
const SUMS: [&str; 8] =
    ["total", "subtotal", "soustotal", "stotal", "grandtotal", "zwischensumme", "gesamtsumme", "summe"];

/// The longest text that names or numbers anything, in characters.
const LONGEST_NAME: usize = 80;

/// What one cell says.
#[derive(Clone, Debug, Default)]
pub(super) struct Evidence {
    pub filled: bool,
    pub number: bool,
    /// A number between 1990 and 2100 without decimals: it may be a year.
    pub year: bool,
    /// A number with decimals, or a round one: it is an amount, and numbers nothing.
    pub money: bool,
    /// A number with decimals.
    pub parts: bool,
    /// A number of whole thousands.
    pub round: bool,
    /// A text that says of its row that it is a sum.
    pub sum: bool,
    /// A day, or a period that may stand for one.
    pub date: bool,
    pub period: bool,
    pub currency: bool,
    pub place: bool,
    pub country: bool,
    pub theme: bool,
    /// Several places, or themes, in one text.
    pub several_places: bool,
    pub several_themes: bool,
    pub long: bool,
    /// A text with digits, or a short one of capitals: a number or a code.
    pub code: bool,
    /// Its text in its comparable form with what that says of money, where it is not long.
    pub text: Option<(Rc<str>, Said)>,
}

/// What cells say, by their texts: the same ones stand in a sheet again and again.
#[derive(Default)]
pub(super) struct Seen(HashMap<String, Rc<Evidence>>);

impl Seen {
    /// What a cell says.
    pub fn evidence(&mut self, cell: &Cell<'_>, names: &KnownNames<'_>) -> Rc<Evidence> {
        let Value::Text(text) = &cell.value else { return Rc::new(Evidence::of(cell, names)) };
        if let Some(seen) = self.0.get(&**text) {
            return Rc::clone(seen);
        }
        let evidence = Rc::new(Evidence::of(cell, names));
        self.0.insert(text.to_string(), Rc::clone(&evidence));
        evidence
    }
}

/// A text as it is kept.
fn kept(text: String) -> Option<(Rc<str>, Said)> {
    let said = Said::by(&text);
    Some((text.into(), said))
}

impl Evidence {
    /// That of a cell.
    pub fn of(cell: &Cell<'_>, names: &KnownNames<'_>) -> Self {
        match &cell.value {
            Value::Number(number) => Self {
                filled: true,
                number: true,
                year: number.is_integer() && (1990..=2100).any(|year| *number == year.into()),
                money: is_money(*number),
                parts: !number.is_integer(),
                round: is_round(*number),
                text: Some((number.to_string().into(), Said::default())),
                ..Self::default()
            },
            Value::Date(day) => Self {
                filled: true,
                date: true,
                text: Some((day.to_string().into(), Said::default())),
                ..Self::default()
            },
            Value::Text(text) => Self::of_text(&tidy(text), names),
            Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {
                Self { filled: true, ..Self::default() }
            }
        }
    }

    /// Whether the cell says anything.
    pub const fn says_something(&self) -> bool {
        self.filled
    }

    /// Whether the cell is a text that is no figure, no day and no tag.
    pub const fn is_word(&self) -> bool {
        self.filled && !self.number && !self.date
    }

    /// Whether it is a single letter, as columns have.
    pub fn is_letter(&self) -> bool {
        self.text.as_ref().is_some_and(|(text, _)| text.chars().count() == 1)
    }

    fn of_text(text: &str, names: &KnownNames<'_>) -> Self {
        if text.is_empty() || says_nothing(text) || is_error_text(text) || says_not_yet(text) {
            return Self::default();
        }
        // The hashtag of a column is none of its values.
        if text.starts_with('#') && text.chars().nth(1).is_some_and(char::is_alphabetic) {
            return Self::default();
        }
        let filled = Self { filled: true, ..Self::default() };
        if text.chars().count() > LONGEST_NAME {
            return Self { long: true, ..filled };
        }
        let number = number::typed(text, None);
        if !matches!(number, Err(NumberFault::NotANumber)) {
            let is = |is: fn(Decimal) -> bool| number.as_ref().is_ok_and(|number| is(number.value));
            // `480.000` has a mark that may be of decimals or of thousands: it is an amount, whichever.
            let money = number.is_err() || is(is_money) || is_written_as_amount(text);
            let (round, parts) = (is(is_round), is(|number| !number.is_integer()));
            return Self { number: true, money, round, parts, text: kept(comparable(text)), ..filled };
        }
        let date = date::typed(text, None);
        let capitals = text.len() <= 12 && !text.chars().any(|letter| letter.is_lowercase() || letter.is_whitespace());
        let comparable = comparable(text);
        Self {
            currency: text.len() == 3 && Currency::parse(text).is_some(),
            // `22.1845.7` is the number of a project.
            date: !matches!(date, Err(DateFault::NotADate | DateFault::OtherYear)),
            period: matches!(date, Ok(TypedDate::Period(_))),
            code: capitals || text.contains(|letter: char| letter.is_ascii_digit()) || is_ordinal(&comparable),
            place: names.place(text).is_ok(),
            country: names.is_country(text),
            theme: names.theme(text).is_ok(),
            several_places: is_list(text, |part| names.place(part).is_ok()),
            several_themes: is_list(text, |part| names.theme(part).is_ok()),
            sum: SUMS.iter().any(|start| comparable.starts_with(start)),
            text: kept(comparable),
            ..filled
        }
    }
}

/// Whether a text stands for a value that is not known yet, or that does not change.
fn says_not_yet(text: &str) -> bool {
    const NOT_YET: [&str; 16] = [
        "n/c",
        "no change",
        "unchanged",
        "inchangé",
        "sans changement",
        "sin cambio",
        "sin cambios",
        "sem alteração",
        "unverändert",
        "pending",
        "tbd",
        "tbc",
        "por definir",
        "a definir",
        "à définir",
        "offen",
    ];
    NOT_YET.contains(&text.trim_matches(['(', ')', '.', ' ']).to_lowercase().as_str())
}

/// Whether a figure is written with cents behind thousands that are parted: `319.500,00`.
fn is_written_as_amount(text: &str) -> bool {
    let mut marks = text.chars().filter(|letter| matches!(letter, '.' | ',')).collect::<Vec<_>>();
    marks.dedup();
    marks.len() > 1
}

/// Whether a number has decimals, or is round.
fn is_money(number: Decimal) -> bool {
    !number.is_integer() || is_round(number)
}

/// Whether a number is one of whole thousands.
fn is_round(number: Decimal) -> bool {
    !number.is_zero() && (number % Decimal::ONE_THOUSAND).is_zero()
}

/// Whether a text is a list, all of which are something.
fn is_list(text: &str, is: impl Fn(&str) -> bool) -> bool {
    text.contains([';', ',']) && text.split([';', ',']).all(|part| is(part.trim()))
}
