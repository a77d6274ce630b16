//! The sheets that a donor's workbook and the fund's have in common; each builder takes a [`Context`].
//!
//! What comes in: the figures of one donor, or of all together, and a language. What leaves: sheets, and checks that
//! tie them with each other. What it does not know: file formats.

pub(super) mod allocation;
pub(super) mod breakdown;
pub(super) mod changes;
pub(super) mod checks;
pub(super) mod contributions;
pub(super) mod expenditure;
mod names;
pub(super) mod notes;
pub(super) mod reasons;
pub(super) mod results;
pub(super) mod shared;
pub(super) mod statement;
pub(super) mod summary;
pub(super) mod sums;
pub(super) mod transactions;
pub(super) mod words;

use std::sync::Arc;

use crate::domain::facts::Donor;

use super::grid::{Book, Figure, Head, Sheet, Style, Value};
use super::origin::{Origin, What};
use super::texts::Texts;
use super::view::{Belongings, View};
use names::Names;

/// Whose report it is.
#[derive(Clone, Copy)]
pub(super) enum Whose<'a> {
    /// One donor's.
    Donor(&'a Donor),
    /// The whole fund's.
    Fund,
}

/// A check of the workbook: a formula that should be true.
pub(super) struct Check {
    pub words: String,
    pub tied: Figure,
}

impl Check {
    /// Whether it is true.
    pub fn holds(&self) -> bool {
        *self.tied.value() == Value::Truth(true)
    }
}

/// What the builders of sheets share.
pub(super) struct Context<'a> {
    pub view: &'a View<'a>,
    pub whose: Whose<'a>,
    pub belongings: Arc<Belongings<'a>>,
    pub texts: Texts,
    pub checks: Vec<Check>,
    names: Names,
}

impl<'a> Context<'a> {
    pub fn of_donor(view: &'a View<'a>, donor: &'a Donor) -> Self {
        let texts = Texts::new(view.language_of(donor));
        let belongings = view.of(&donor.code);
        Self { view, whose: Whose::Donor(donor), belongings, texts, checks: Vec::new(), names: Names::default() }
    }

    pub fn of_fund(view: &'a View<'a>) -> Self {
        let texts = Texts::new(view.language());
        Self { view, whose: Whose::Fund, belongings: view.of_all(), texts, checks: Vec::new(), names: Names::default() }
    }

    /// Where a figure of this report comes from: of its donor, or of all.
    pub fn origin(&self, what: What) -> Origin {
        match self.whose {
            Whose::Donor(donor) => Origin::of(what).donor(&donor.code),
            Whose::Fund => Origin::of(what),
        }
    }

    pub fn text(&self, key: &str) -> String {
        self.texts.get(key)
    }

    /// The head of a column.
    pub fn head(&self, key: &str, width: u16) -> Head {
        Head::new(self.text(key), width)
    }

    pub fn currency(&self) -> &'static str {
        self.view.fund.base_currency.code()
    }

    /// A new sheet with its heading: title, whose and as of when, and the mark of illustrative figures.
    pub fn sheet(&self, name: &str, title: &str) -> Sheet {
        let mut sheet = Sheet::new(self.text(name));
        sheet.line(self.text(title), Style::Title);
        let owner = match self.whose {
            Whose::Donor(donor) => donor.name.clone(),
            Whose::Fund => self.text("all-donors"),
        };
        sheet.paragraph(format!("{owner} · {}", self.view.fund.name), Style::Subtitle);
        let day = self.texts.day(self.view.ledger.as_of);
        sheet.line(self.texts.with("as-of-line", &[("day", &day), ("currency", self.currency())]), Style::Note);
        if self.view.fund.illustrative {
            // The fund's own remark stands in the language of its own reports.
            let own = &self.view.fund.note;
            let foreign = self.texts.language() != self.view.language();
            let mark = if own.is_empty() || foreign { self.text("illustrative") } else { own.clone() };
            sheet.paragraph(mark, Style::Mark);
        }
        sheet.print.heading = sheet.next_row();
        sheet
    }

    /// Adds a check that two figures are the same.
    pub fn check_equal(&mut self, key: &str, one: &Figure, other: &Figure) {
        self.check_that(self.text(key), one, other);
    }

    /// The same, in words that say which figures.
    pub fn check_that(&mut self, words: String, one: &Figure, other: &Figure) {
        self.checks.push(Check { words, tied: one.equals(other, self.view.fund.exponent()) });
    }

    /// The book of some sheets.
    pub fn book(&self, title: String, mut sheets: Vec<Sheet>) -> Book {
        sheets.iter_mut().for_each(|sheet| sheet.lay_out(self.view.fund.exponent()));
        Book {
            title,
            subject: self.view.fund.name.clone(),
            organisation: self.view.fund.name.clone(),
            language: self.texts.language(),
            exponent: self.view.fund.exponent(),
            as_of: self.view.ledger.as_of,
            sheets,
        }
    }
}
