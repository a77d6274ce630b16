//! One row, asked column by column; what cannot be given becomes a problem at its cell.
//!
//! What comes in: a row, the layout, what is known of names. What leaves: typed values. What it does not know: which
//! kind of row it is.

mod amounts;
mod named;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::config::{Fund, InputMapping};
use crate::domain::source::SourceSheet;
use crate::domain::text::reference_key;
use crate::domain::{AgreementRef, Currency, DonorCode, GeographyCode, Period, Source, ThemeCode};

use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::{Column, ColumnSpec, Form, Headings};
use crate::intake::kinds::columns_of;
use crate::intake::problems::ProblemCode;
use crate::intake::problems::log::ProblemLog;
use crate::intake::problems::{Location, Problem};
use crate::intake::row::date::{self, DateFault, TypedDate};
use crate::intake::row::name::{NameFault, Names, similarity};
use crate::intake::sheet::header::Layout;

/// A value could not be given; the problem is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Faulty;

/// A value, or a recorded problem.
pub(in crate::intake) type Checked<T> = Result<T, Faulty>;

/// What is known before a sheet is read.
#[derive(Debug)]
pub(in crate::intake) struct Context<'f> {
    /// The fund.
    pub fund: &'f Fund,
    /// Names of donors, places, themes.
    pub names: Names<'f>,
    /// Agreements whose rows were seen.
    pub agreements: Agreements,
    /// A file of donors could not be read: unknown donors are its fault.
    pub donors_incomplete: bool,
    /// A file of agreements could not be read: unknown agreements are its fault.
    pub agreements_incomplete: bool,
}

impl<'f> Context<'f> {
    /// What is known of a fund before any sheet.
    pub fn new(fund: &'f Fund) -> Self {
        Self {
            fund,
            names: Names::new(fund),
            agreements: Agreements::default(),
            donors_incomplete: false,
            agreements_incomplete: false,
        }
    }
}

/// Agreements by reference, with their currency where it could be read.
#[derive(Debug, Default)]
pub(in crate::intake) struct Agreements {
    currencies: BTreeMap<AgreementRef, Option<Currency>>,
    /// By the comparable form of a reference, those that are written in any such way.
    keys: HashMap<String, Vec<AgreementRef>>,
}

impl Agreements {
    /// Learns an agreement.
    pub fn add(&mut self, reference: &AgreementRef, currency: Option<Currency>) {
        if let Some(known) = self.currencies.get_mut(reference) {
            *known = known.or(currency);
            return;
        }
        self.currencies.insert(reference.clone(), currency);
        self.keys.entry(reference_key(reference.as_str())).or_default().push(reference.clone());
    }

    /// The currency of an agreement, where it is known.
    pub fn currency(&self, reference: &AgreementRef) -> Option<Currency> {
        self.currencies.get(reference).copied().flatten()
    }

    /// The agreements that a reference may mean: the one that is written so, or those that are written nearly so.
    pub fn called(&self, written: &str) -> &[AgreementRef] {
        let all = self.keys.get(&reference_key(written)).map_or(&[][..], Vec::as_slice);
        let exact = all.iter().position(|reference| reference.as_str() == written);
        exact.and_then(|place| all.get(place..=place)).unwrap_or(all)
    }

    /// The reference that looks most like one that is not known.
    pub fn nearest(&self, written: &str) -> Option<&AgreementRef> {
        const LIKE_ENOUGH: u32 = 900;
        let wanted = reference_key(written);
        let scored = self.keys.iter().filter_map(|(key, references)| {
            let score = similarity(&wanted, key);
            (score >= LIKE_ENOUGH).then_some((score, std::cmp::Reverse(references.first()?)))
        });
        scored.max().map(|(_, std::cmp::Reverse(reference))| reference)
    }
}

/// Which amounts are possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum Sign {
    /// Above nothing.
    Positive,
    /// Nothing or more.
    NotNegative,
    /// Any.
    Any,
}

/// Which day a period stands for, where a day is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum DayOf {
    /// Its first.
    First,
    /// Its last.
    Last,
}

/// What is the same for all rows of a sheet, and the problems found in it.
pub(in crate::intake) struct Judge<'m> {
    pub context: &'m Context<'m>,
    pub mapping: &'m InputMapping,
    pub source: Arc<SourceSheet>,
    pub layout: Layout,
    pub problems: ProblemLog,
    defaults: HashMap<Column, String>,
    /// Positions of the required columns that hold no amounts: a row of totals leaves one of them blank.
    pub required: Vec<u32>,
    /// The columns of amounts, which a row of totals adds up.
    pub amounts: Vec<Column>,
    /// Words that were read before, by column: their place among the possible ones.
    words: HashMap<Column, HashMap<String, usize>>,
    /// What names meant that were read before.
    donors: HashMap<String, Result<DonorCode, NameFault>>,
    places: HashMap<String, Result<GeographyCode, NameFault>>,
    themes: HashMap<String, Result<ThemeCode, NameFault>>,
}

impl<'m> Judge<'m> {
    pub fn new(context: &'m Context<'m>, mapping: &'m InputMapping, source: Arc<SourceSheet>, layout: Layout) -> Self {
        let headings = Headings::of(mapping.kind, context.fund.base_currency);
        let default = |(name, value): (&String, &String)| Some((headings.called(name)?.column, value.clone()));
        let defaults = mapping.defaults.iter().filter_map(default).collect();
        let (amounts, others): (Vec<&ColumnSpec>, Vec<&ColumnSpec>) =
            columns_of(mapping.kind).iter().partition(|spec| spec.form == Form::Amount);
        let required = others.iter().filter(|spec| spec.required);
        let required = required.filter_map(|spec| layout.position(spec.column)).collect();
        Self {
            context,
            mapping,
            source,
            layout,
            problems: ProblemLog::default(),
            required,
            amounts: amounts.iter().map(|spec| spec.column).collect(),
            words: HashMap::new(),
            defaults,
            donors: HashMap::new(),
            places: HashMap::new(),
            themes: HashMap::new(),
        }
    }

    /// A location in this sheet.
    pub fn location(&self, row: Option<u32>, column: Option<u32>) -> Location {
        let sheet = Some(self.source.sheet.clone()).filter(|sheet| !sheet.is_empty());
        Location { file: self.source.file.clone(), sheet, row, column }
    }

    /// The canonical name of a column.
    pub fn canonical(&self, column: Column) -> &'static str {
        columns_of(self.mapping.kind).iter().find(|spec| spec.column == column).map_or("", |spec| spec.canonical())
    }
}

/// A row that is being read.
pub(in crate::intake) struct Record<'r, 'm> {
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
    pub fn problem(
        &mut self,
        code: ProblemCode,
        column: Column,
        found: impl Into<String>,
        expected: impl Into<String>,
        fix: impl Into<String>,
    ) -> Faulty {
        let location = self.judge.location(Some(self.row.number), self.judge.layout.position(column));
        self.judge.problems.add(Problem::new(code, location, found, expected, fix));
        Faulty
    }

    /// The value of a column, its default, or nothing. Error values, missing results and values from elsewhere are
    /// problems.
    pub(in crate::intake) fn value(&mut self, column: Column) -> Checked<Option<Value<'r>>> {
        let Some(cell) = self.cell(column) else {
            return Ok(self.judge.defaults.get(&column).map(|text| Value::Text(Cow::Owned(text.clone()))));
        };
        let name = self.judge.canonical(column);
        match &cell.value {
            Value::Text(text) if !is_error_text(text) => Ok(Some(Value::Text(Cow::Borrowed(text.as_ref())))),
            Value::Text(text) | Value::Error(text) => {
                let found = format!("the error value {text}");
                Err(self.problem(
                    ProblemCode::ErrorValue,
                    column,
                    found,
                    format!("a value for {name}"),
                    "Correct the formula, or type the value.",
                ))
            }
            Value::NoResult => {
                let fix = "Open the file in a spreadsheet program, let it calculate, and save it; or type the value.";
                Err(self.problem(
                    ProblemCode::NoResult,
                    column,
                    "a formula without a stored result",
                    format!("a value for {name}"),
                    fix,
                ))
            }
            Value::Outside => {
                let fix = "Replace the formula by its value (copy, paste special, values).";
                Err(self.problem(
                    ProblemCode::ExternalLinks,
                    column,
                    "a formula that takes its value from another file or program",
                    format!("a value for {name}"),
                    fix,
                ))
            }
            value @ (Value::Number(_) | Value::Date(_) | Value::Logical(_)) => Ok(Some(value.clone())),
        }
    }

    /// What must be there.
    pub fn need<T>(
        &mut self,
        column: Column,
        read: impl FnOnce(&mut Self, Column) -> Checked<Option<T>>,
    ) -> Checked<T> {
        match read(self, column)? {
            Some(value) => Ok(value),
            None => {
                let name = self.judge.canonical(column);
                Err(self.problem(
                    ProblemCode::Blank,
                    column,
                    "a blank cell",
                    format!("a value for {name}"),
                    "Fill it in.",
                ))
            }
        }
    }

    /// The text of a cell as a person sees it, without spaces at its ends.
    pub fn text(&mut self, column: Column) -> Checked<Option<String>> {
        let value = self.value(column)?;
        Ok(value.map(|value| tidy(&value.show())).filter(|text| !text.is_empty()))
    }

    /// The text of a cell, unless it says that there is none: `N/A`, `n.a.`, a dash.
    pub fn named(&mut self, column: Column) -> Checked<Option<String>> {
        Ok(self.text(column)?.filter(|text| !says_nothing(text)))
    }

    /// One of the words that `parse` knows; `words` for the message.
    pub fn word<T: Copy + PartialEq + std::fmt::Display>(
        &mut self,
        column: Column,
        words: &[T],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Checked<Option<T>> {
        let Some(text) = self.named(column)? else { return Ok(None) };
        let seen = self.judge.words.get(&column).and_then(|seen| seen.get(&text)).and_then(|&place| words.get(place));
        if let Some(&word) = seen {
            return Ok(Some(word));
        }
        if let Some(word) = parse(&text).or_else(|| parse(crate::intake::row::name::without_marks(&text))) {
            if let Some(place) = words.iter().position(|known| *known == word) {
                self.judge.words.entry(column).or_default().insert(text, place);
            }
            return Ok(Some(word));
        }
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        Err(self.problem(
            ProblemCode::UnknownWord,
            column,
            format!("{text:?}"),
            format!("one of: {}", words.join(", ")),
            "Write one of these words.",
        ))
    }

    /// A currency's code.
    pub fn currency(&mut self, column: Column) -> Checked<Option<Currency>> {
        let Some(text) = self.named(column)? else { return Ok(None) };
        match Currency::parse(&text).or_else(|| Currency::parse(crate::intake::row::name::without_marks(&text))) {
            Some(currency) => Ok(Some(currency)),
            None => Err(self.problem(
                ProblemCode::UnknownCurrency,
                column,
                format!("{text:?}"),
                "a currency code of ISO 4217",
                "Write for example USD or EUR.",
            )),
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
            other @ (Value::Date(_)
            | Value::Number(_)
            | Value::Logical(_)
            | Value::Error(_)
            | Value::NoResult
            | Value::Outside) => {
                let fix = "Write the date, and format the cell as a date.";
                return Err(self.problem(
                    ProblemCode::NotADate,
                    column,
                    other.show().into_owned(),
                    format!("a date for {name}"),
                    fix,
                ));
            }
        };
        if text.is_empty() || is_dash(&text) {
            return Ok(None);
        }
        match date::typed(&text, self.judge.mapping.dates) {
            Ok(TypedDate::Day(date)) => Ok(Some(date)),
            Ok(TypedDate::Period(period)) => {
                let date = match day {
                    DayOf::First => period.from,
                    DayOf::Last => period.to,
                };
                let _ =
                    self.problem(ProblemCode::DateOfPeriod, column, format!("{text:?}, read as {date}"), "a day", "");
                Ok(Some(date))
            }
            Err(DateFault::NotADate) => Err(self.problem(
                ProblemCode::NotADate,
                column,
                format!("{text:?}"),
                format!("a date for {name}"),
                "Write it as 2025-10-31.",
            )),
            Err(DateFault::NoYear) => {
                let expected = "a date with its year (15-Mar may be a day of any year, or March 2015)";
                let found = format!("{text:?}");
                Err(self.problem(ProblemCode::AmbiguousDate, column, found, expected, "Write it as 2025-03-15."))
            }
            Err(DateFault::Ambiguous) => {
                let fix = "Write it as 2025-10-31, or set dates = \"dmy\" or \"mdy\" for this input in fund.toml.";
                Err(self.problem(
                    ProblemCode::AmbiguousDate,
                    column,
                    format!("{text:?}"),
                    "a date that can be read in one way only",
                    fix,
                ))
            }
        }
    }

    /// A period such as `2021-2025`; a year may be a number.
    pub fn period(&mut self, column: Column) -> Checked<Option<Period>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        match Period::parse(&text) {
            Some(period) => Ok(Some(period)),
            None => Err(self.problem(
                ProblemCode::NotAPeriod,
                column,
                format!("{text:?}"),
                "a period",
                "Write for example 2021-2025, 2024, Q3 2024 or 2024-10.",
            )),
        }
    }
}

/// Whether a text is what spreadsheet programs show for an error: text files and ods have such errors as text.
fn is_error_text(text: &str) -> bool {
    const SHOWN: [&str; 10] =
        ["#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"];
    let text = text.trim();
    let number = text.strip_prefix("Err:").unwrap_or_default();
    SHOWN.contains(&text) || number.len() == 3 && number.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether a text says that there is nothing to say. `NA` alone does not: it is the code of Namibia.
pub(in crate::intake) fn says_nothing(text: &str) -> bool {
    const NOTHING: [&str; 20] = [
        "n/a",
        "n.a.",
        "n.a",
        "n/d",
        "n.d.",
        "n.d",
        "s/o",
        "n/k",
        "none",
        "nil",
        "null",
        "not applicable",
        "not available",
        "(none)",
        "(blank)",
        "sans objet",
        "no aplica",
        "não se aplica",
        "--",
        "...",
    ];
    is_dash(text) || text.len() <= 20 && NOTHING.contains(&text.to_lowercase().as_str())
}

/// Whether a text is a dash alone.
pub(in crate::intake) fn is_dash(text: &str) -> bool {
    matches!(text, "-" | "–" | "—" | "−")
}

/// A text without spaces at its ends (of any kind), and with line breaks made spaces.
pub(in crate::intake) fn tidy(text: &str) -> String {
    let trimmed = text
        .trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{a0}' | '\u{200b}' | '\u{feff}'));
    if trimmed.contains(['\n', '\r']) {
        trimmed.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        trimmed.to_owned()
    }
}
