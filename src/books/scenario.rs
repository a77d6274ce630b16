//! A month under other suppositions, beside the month as it is. Nothing is written, and nothing enters the ledger.

use std::path::Path;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use crate::config::Fund;
use crate::domain::facts::Facts;
use crate::files;
use crate::intake::Isolation;
use crate::intake::sandbox;
use crate::intake::workbook::{Cell, FileHead, Flow, Refusal, Request, Row, SheetDetails, Sink, Value};
use crate::month::scenario::{self, Difference, Scenario, ScenarioFault};
use crate::month::{Before, Brief, Figures};

use super::computed::{self, At, Inputs};
use super::{AsOf, BooksError, Watch};

/// No file of scenarios in TOML is longer.
const MOST_BYTES: u64 = 16 << 20;

/// A month as it is, ready to be looked at under suppositions.
#[derive(Debug)]
pub struct Today {
    /// The fund.
    pub fund: Fund,
    /// What its inputs say.
    pub facts: Facts,
    /// The last day that counts.
    pub as_of: NaiveDate,
    /// The month as it is, in brief.
    pub brief: Brief,
    before: Option<Before>,
}

impl Today {
    /// Reads a fund, and computes its month as it is, in brief.
    ///
    /// # Errors
    /// When the inputs have errors, or the month has no figures.
    pub fn read(folder: &Path, as_of: AsOf, watch: Watch<'_>) -> Result<Self, BooksError> {
        let store = super::ledger(folder)?;
        let store = store.as_deref();
        let Inputs { fund, intake, .. } = computed::inputs(folder, store, watch)?;
        if intake.has_errors() {
            return Err(BooksError::Inputs(intake.problems));
        }
        let facts = intake.facts;
        let At { as_of, before, .. } = At::of(&facts, as_of, store, watch)?;
        let brief = Brief::compute((&fund, &facts), as_of, before.as_ref())?;
        Ok(Self { fund, facts, as_of, brief, before })
    }

    /// The month as it is, whole.
    ///
    /// # Errors
    /// When it has no figures.
    pub fn figures(&self, watch: Watch<'_>) -> Result<Figures, BooksError> {
        let (fund, facts) = (self.fund.clone(), self.facts.clone());
        Ok(computed::compute(fund, facts, self.as_of, self.before.as_ref(), watch)?)
    }

    /// The scenarios of a text in TOML.
    ///
    /// # Errors
    /// When it is none, or supposes something of what there is not.
    pub fn described(&self, text: &str) -> Result<Vec<Scenario>, BooksError> {
        Ok(scenario::read(text, &self.fund, &self.facts)?)
    }

    /// The scenarios of a file: TOML by its name, else a spreadsheet, of which the first sheet is read.
    ///
    /// # Errors
    /// When it cannot be read; also as [`Self::described`].
    pub fn told_in(&self, file: &Path) -> Result<Vec<Scenario>, BooksError> {
        if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
            return self.described(&files::read_text(file, MOST_BYTES).map_err(BooksError::file(file))?);
        }
        let rows = rows(file, &self.fund)?;
        Ok(scenario::read_rows(&rows, &self.fund, &self.facts)?)
    }

    /// What would be otherwise.
    ///
    /// # Errors
    /// When something is supposed of what there is not, or the month would have no figures.
    pub fn suppose(&self, scenario: &Scenario) -> Result<Difference, BooksError> {
        let (fund, facts) = scenario.apply(&self.fund, &self.facts, self.as_of)?;
        let then = Brief::compute((&fund, &facts), self.as_of, self.before.as_ref())?;
        Ok(Difference::between(&self.brief, &then))
    }
}

/// The rows of the first sheet of a spreadsheet, which is read in a process apart, within the fund's limits.
fn rows(file: &Path, fund: &Fund) -> Result<Vec<(u32, Vec<String>)>, ScenarioFault> {
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let request = Request { file: name, limits: fund.limits.clone(), ..Request::default() };
    let mut texts = FirstSheet::default();
    let refused = |refusal: Refusal| ScenarioFault::Shape(format!("{}: {}", refusal.code.title(), refusal.found));
    sandbox::read(file, &request, &Isolation::default(), &mut texts).map_err(refused)?;
    Ok(texts.rows)
}

/// Takes the texts of the first sheet.
#[derive(Default)]
struct FirstSheet {
    sheets: usize,
    rows: Vec<(u32, Vec<String>)>,
}

impl Sink for FirstSheet {
    fn file(&mut self, _: &FileHead) {}

    fn sheet(&mut self, _: usize, _: &SheetDetails) -> Flow {
        self.sheets += 1;
        if self.sheets == 1 { Flow::Continue } else { Flow::Stop }
    }

    fn row(&mut self, row: &Row<'_>) -> Flow {
        let mut texts = Vec::new();
        for cell in &row.cells {
            let column = usize::try_from(cell.column).unwrap_or(usize::MAX);
            texts.resize(texts.len().max(column.saturating_add(1)), String::new());
            texts[column] = text_of(cell);
        }
        self.rows.push((row.number, texts));
        Flow::Continue
    }
}

/// What stands in a cell, as a person reads it there: a number that is shown as a share is one.
fn text_of(cell: &Cell<'_>) -> String {
    if cell.value.is_blank() {
        return String::new();
    }
    match &cell.value {
        Value::Number(number) if cell.style.format.is_percent() => {
            number.checked_mul(Decimal::ONE_HUNDRED).map_or_else(String::new, |share| format!("{}%", share.normalize()))
        }
        Value::Number(number) => number.normalize().to_string(),
        Value::Text(_) | Value::Date(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside => {
            cell.value.show().into_owned()
        }
    }
}
