//! One row, asked column by column; what cannot be given becomes a problem at its cell.
//!
//! What comes in: a row, the layout, what is known of names. What leaves: typed values. What it does not know: which
//! kind of row it is.

mod amounts;
mod dates;
mod named;

use std::borrow::Cow;
use std::sync::Arc;

use crate::config::{Blank, Fund};
use crate::domain::{AgreementRef, Currency, ProjectNumber, Source};
use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::log::Place;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::row::name::without_marks;
use crate::intake::row::text::{is_dash, is_error_text, is_shortened, says_nothing, tidy};
use crate::intake::sheet::units::Units;

/// The longest text that is kept of a remark, in characters: a cell of a spreadsheet holds 32,767.
const LONGEST_TEXT: usize = 32_000;

/// A value could not be given; the problem is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) struct Faulty;

/// A value, or a recorded problem.
pub(in crate::intake) type Checked<T> = Result<T, Faulty>;

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

/// A row that is being read.
pub(in crate::intake) struct Record<'r, 'm> {
    pub row: &'r Row<'r>,
    pub judge: &'r mut Judge<'m>,
    slots: [u16; Column::COUNT],
    /// Where a column stands for now, of those that stand at several positions.
    moved: Option<(Column, u32)>,
}

impl<'r, 'm> Record<'r, 'm> {
    pub fn new(row: &'r Row<'r>, judge: &'r mut Judge<'m>) -> Self {
        let mut slots = [0; Column::COUNT];
        for (index, cell) in row.cells.iter().enumerate() {
            let also = judge.layout.also.iter().filter(|(_, position)| **position == cell.column);
            for column in judge.column_at(cell.column).into_iter().chain(also.map(|(column, _)| *column)) {
                if let Some(slot) = slots.get_mut(column as usize) {
                    *slot = u16::try_from(index + 1).unwrap_or(0);
                }
            }
        }
        Self { row, judge, slots, moved: None }
    }

    /// Looks for a column at a position from now on.
    pub fn look_at(&mut self, column: Column, position: u32) {
        self.moved = Some((column, position));
    }

    /// Where a column stands.
    fn position(&self, column: Column) -> Option<u32> {
        match self.moved {
            Some((moved, position)) if moved == column => Some(position),
            Some(_) | None => self.judge.layout.position(column),
        }
    }

    /// What the header of a column says of its amounts.
    fn units(&self, column: Column) -> Units {
        if self.judge.layout.units.is_empty() {
            return Units::default();
        }
        self.position(column).and_then(|index| self.judge.layout.units.get(&index)).copied().unwrap_or_default()
    }

    /// The cell of a column, when it is not blank.
    pub fn cell(&self, column: Column) -> Option<&'r Cell<'r>> {
        if let Some((_, position)) = self.moved.filter(|(moved, _)| *moved == column) {
            return self.row.cells.iter().find(|cell| cell.column == position);
        }
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
        if self.only_counts(code, column, None) {
            return Faulty;
        }
        let location = self.judge.location(Some(self.row.number), self.position(column));
        self.judge.problems.add(Problem::new(code, location, found, expected, fix));
        Faulty
    }

    /// Whether a problem at the cell of a column is one of so many alike that it is only counted.
    fn only_counts(&mut self, code: ProblemCode, column: Column, name: Option<&str>) -> bool {
        let sheet = Some(self.judge.source.sheet.as_str()).filter(|sheet| !sheet.is_empty());
        let place = Place { file: &self.judge.source.file, sheet, column: self.position(column) };
        self.judge.problems.only_counts(code, place, name)
    }

    /// The value of a column, its default, or nothing. Error values, missing results and values from elsewhere are
    /// problems.
    pub(in crate::intake) fn value(&mut self, column: Column) -> Checked<Option<Value<'r>>> {
        let Some(cell) = self.cell(column) else {
            if let Some(above) = self.judge.above.get(&column) {
                return Ok(Some(above.clone()));
            }
            return Ok(self.judge.defaults.get(&column).map(|text| Value::Text(Cow::Owned(text.clone()))));
        };
        if self.judge.blank(column) == Some(Blank::Above) && cell.value.is_certain() {
            self.judge.above.insert(column, cell.value.clone().into_owned());
        }
        match &cell.value {
            Value::Text(text) if !is_error_text(text) => Ok(Some(Value::Text(Cow::Borrowed(text.as_ref())))),
            Value::Text(text) | Value::Error(text) => {
                let found = format!("the error value {text}");
                Err(self.problem(
                    ProblemCode::ErrorValue,
                    column,
                    found,
                    format!("a value for {}", self.judge.named(column)),
                    "Correct the formula, or type the value.",
                ))
            }
            Value::NoResult => {
                let fix = "Open the file in a spreadsheet program, let it calculate, and save it; or type the value.";
                Err(self.problem(
                    ProblemCode::NoResult,
                    column,
                    "a formula whose result is not stored, or is not what it gives",
                    format!("a value for {}", self.judge.named(column)),
                    fix,
                ))
            }
            Value::Outside => {
                let fix = "Replace the formula by its value (copy, paste special, values).";
                Err(self.problem(
                    ProblemCode::ExternalLinks,
                    column,
                    "a formula that takes its value from another file or program",
                    format!("a value for {}", self.judge.named(column)),
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
                let expected = format!("a value for {}", self.judge.named(column));
                let written = self.cell(column).map(|cell| tidy(&cell.value.show()).into_owned());
                let written = written.filter(|written| !written.is_empty());
                let dash = written.as_deref().is_some_and(is_dash) && self.judge.amounts.contains(&column);
                let fix = match &written {
                    Some(_) if dash => {
                        "Write the amount; or, where a dash means nought, say for this input in fund.toml: dash = \"zero\"."
                    }
                    Some(_) => "Write the value.",
                    None => "Fill it in.",
                };
                let found =
                    written.map_or_else(|| "a blank cell".to_owned(), |text| format!("{text:?}, which says nothing"));
                Err(self.problem(ProblemCode::Blank, column, found, expected, fix))
            }
        }
    }

    /// The text of a cell as a person sees it, without spaces at its ends.
    pub fn seen(&mut self, column: Column) -> Checked<Option<Cow<'r, str>>> {
        let text = match self.value(column)? {
            None => return Ok(None),
            Some(Value::Text(Cow::Borrowed(text))) => tidy(text),
            Some(value) => Cow::Owned(tidy(&value.show()).into_owned()),
        };
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    /// [`Self::seen`], to be kept.
    pub fn text(&mut self, column: Column) -> Checked<Option<String>> {
        Ok(self.seen(column)?.map(Cow::into_owned))
    }

    /// A text of any length. One that is longer than a cell of a spreadsheet is cut, with a note.
    pub fn remark(&mut self, column: Column) -> Checked<Option<String>> {
        let Some(text) = self.text(column)? else { return Ok(None) };
        let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) else { return Ok(Some(text)) };
        let found = format!("{} characters, read up to {LONGEST_TEXT}", text.chars().count());
        let _ = self.problem(ProblemCode::TextCut, column, found, "a text that a cell can hold", "");
        Ok(text.get(..end).map(str::to_owned))
    }

    /// The number of a receipt, a document or the like. One that a spreadsheet has shortened names nothing for certain.
    pub fn reference(&mut self, column: Column) -> Checked<Option<String>> {
        let text = self.named(column)?;
        if let Some(text) = text.as_ref().filter(|text| is_shortened(text)) {
            let fix = "Format the column as text in the file from which it was saved, and save it again.";
            let expected = "all digits of the number";
            let _ = self.problem(ProblemCode::Shortened, column, format!("{text:?}"), expected, fix);
        }
        Ok(text)
    }

    /// The number of a project, kept once for all rows of a sheet that have it.
    pub fn project(&mut self, number: String) -> ProjectNumber {
        let number = ProjectNumber::from(number);
        if let Some(known) = self.judge.projects.get(&number) {
            return known.clone();
        }
        self.judge.projects.insert(number.clone());
        number
    }

    /// The text of a cell, unless it says that there is none: `N/A`, `n.a.`, a dash.
    pub fn seen_name(&mut self, column: Column) -> Checked<Option<Cow<'r, str>>> {
        Ok(self.seen(column)?.filter(|text| !says_nothing(text)))
    }

    /// [`Self::seen_name`], to be kept.
    pub fn named(&mut self, column: Column) -> Checked<Option<String>> {
        Ok(self.seen_name(column)?.map(Cow::into_owned))
    }

    /// One of the words that `parse` knows; `words` for the message.
    pub fn word<T: Copy + PartialEq + std::fmt::Display>(
        &mut self,
        column: Column,
        words: &[T],
        parse: impl Fn(&str) -> Option<T>,
    ) -> Checked<Option<T>> {
        let Some(text) = self.seen(column)? else { return Ok(None) };
        let text = self.judge.word_for(text);
        let seen =
            self.judge.words.get(&column).and_then(|seen| seen.get(text.as_ref())).and_then(|&index| words.get(index));
        if let Some(&word) = seen {
            return Ok(Some(word));
        }
        if let Some(word) = parse(&text).or_else(|| parse(without_marks(&text))) {
            if let Some(index) = words.iter().position(|known| *known == word) {
                self.judge.words.entry(column).or_default().insert(text.into_owned(), index);
            }
            return Ok(Some(word));
        }
        // `none` may be one of the words.
        if says_nothing(&text) {
            return Ok(None);
        }
        let words: Vec<String> = words.iter().map(ToString::to_string).collect();
        Err(self.problem(
            ProblemCode::UnknownWord,
            column,
            format!("{text:?}"),
            format!("one of: {}", words.join(", ")),
            "Write one of these words; or say in fund.toml what yours stands for: words = { \"yours\" = \"one of these\" }.",
        ))
    }

    /// The currency of an amount: that of the row, else of the amount's header, else of the whole sheet.
    pub fn currency_of(&mut self, amount: Column) -> Checked<Option<Currency>> {
        let stated = self.currency(Column::Currency)?;
        Ok(stated.or(self.units(amount).currency).or(self.judge.mapping.currency))
    }

    /// The currency of an agreement, which that of the row may repeat.
    pub fn currency_of_agreement(&mut self, agreement: Result<&AgreementRef, &Faulty>) -> Checked<Currency> {
        let agreement = agreement.map_err(|faulty| *faulty)?;
        let currency = self.judge.context.agreements.currency(agreement).ok_or(Faulty)?;
        match self.currency(Column::Currency)? {
            Some(stated) if stated != currency => {
                let expected = format!("{currency}, the currency of {agreement}");
                let fix = "Write the amount in the currency of the agreement, or correct the currency here or there.";
                Err(self.problem(ProblemCode::OtherCurrency, Column::Currency, stated.to_string(), expected, fix))
            }
            Some(_) | None => Ok(currency),
        }
    }

    /// A currency's code.
    pub fn currency(&mut self, column: Column) -> Checked<Option<Currency>> {
        let Some(text) = self.seen_name(column)? else { return Ok(None) };
        match Currency::parse(&text).or_else(|| Currency::parse(without_marks(&text))) {
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
}
