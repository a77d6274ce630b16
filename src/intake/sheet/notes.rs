//! Titles and notes around a table, and the name of its sheet, that say what its amounts or rates are: `in thousands of EUR`.
//!
//! What comes in: texts outside the table. What leaves: problems where the mapping and the rows do not say the same. What
//! it does not know: rows of data.

use crate::intake::file::workbook::{Cell, Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::units::{self, Units};

/// How many notes are kept.
const KEPT: usize = 20;

/// The notes that name units.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes(Vec<Note>);

#[derive(Clone, Debug)]
struct Note {
    /// Its row and column; nothing for the name of the sheet.
    place: Option<(u32, u32)>,
    text: String,
    units: Units,
}

impl Notes {
    /// The notes of a sheet of this name.
    pub fn on_sheet(name: &str) -> Self {
        let units = units::of_note(name);
        let note = Note { place: None, text: name.to_owned(), units };
        Self(Some(note).filter(|note| !note.units.is_none()).into_iter().collect())
    }

    /// Looks at the texts of a row that is no data, or at those beside the table.
    pub fn see(&mut self, row: &Row<'_>, beside: impl Fn(&Cell<'_>) -> bool) {
        for cell in row.cells.iter().filter(|cell| beside(cell)) {
            let Value::Text(text) = &cell.value else { continue };
            let units = units::of_note(text);
            let quotes = units::quotation(text).is_some();
            if (!units.is_none() || quotes) && self.0.len() < KEPT {
                let text = text.trim().to_owned();
                self.0.push(Note { place: Some((row.number, cell.column)), text, units });
            }
        }
    }

    /// Says what they say otherwise than the rows and the mapping.
    pub fn conclude(self, judge: &mut Judge<'_>) {
        if let Some(position) = judge.layout.position(Column::UnitsPerBase) {
            let row = judge.layout.header_row;
            let text = judge.layout.headers.get(&position).cloned().unwrap_or_default();
            let header = Note { place: Some((row, position)), text, units: Units::default() };
            return std::iter::once(&header).chain(&self.0).for_each(|note| quotation(judge, note));
        }
        if judge.amounts.is_empty() {
            return;
        }
        let headers = judge.layout.units.clone();
        for (position, units) in headers.into_iter().filter(|(_, units)| units.scale.is_some()) {
            let header = judge.layout.headers.get(&position).cloned().unwrap_or_default();
            let row = judge.layout.header_row;
            scale(judge, &Note { place: Some((row, position)), text: header.trim().to_owned(), units });
        }
        for note in self.0 {
            scale(judge, &note);
            currency(judge, &note);
        }
    }
}

impl Note {
    fn location(&self, judge: &Judge<'_>) -> Location {
        let (row, column) = self.place.unzip();
        judge.location(row, column)
    }
}

fn scale(judge: &mut Judge<'_>, note: &Note) {
    let Some(scale) = note.units.scale.filter(|_| judge.mapping.scale.is_none()) else { return };
    let fix = format!(
        "Say for this input in fund.toml: scale = \"{}\", or scale = \"ones\" if the amounts are written in full.",
        scale.name()
    );
    let location = note.location(judge);
    let expected = "amounts in full, or a word in fund.toml on how they are written";
    judge.problems.add(Problem::new(ProblemCode::ScaleNotSaid, location, format!("{:?}", note.text), expected, fix));
}

fn currency(judge: &mut Judge<'_>, note: &Note) {
    let base = judge.context.fund.base_currency;
    let Some(currency) = note.units.currency.filter(|&currency| currency != base) else { return };
    let in_rows = judge.layout.position(Column::Currency).is_some() || judge.has_default(Column::Currency);
    let in_header = judge.layout.units.values().any(|units| units.currency.is_some());
    if in_rows || in_header || judge.mapping.currency.is_some() {
        return;
    }
    let fix = format!(
        "Say for this input in fund.toml: currency = \"{currency}\"; or currency = \"{base}\" if the amounts are in {base}."
    );
    let location = note.location(judge);
    let expected = format!("amounts in {base}, since no row and no header names a currency");
    judge.problems.add(Problem::new(ProblemCode::CurrencyOfNote, location, format!("{:?}", note.text), expected, fix));
}

/// Rates that are said to be for several units, or amounts of the base currency.
fn quotation(judge: &mut Judge<'_>, note: &Note) {
    let base = judge.context.fund.base_currency;
    let Some((before, after)) = units::quotation(&note.text) else { return };
    if let Some(several) = units::several(&after).filter(|_| judge.layout.position(Column::Quantity).is_none()) {
        let fix = format!("Write the rates for one; or add a column Quantity with {several} in each row.");
        let expected = "rates for one unit".to_owned();
        let location = note.location(judge);
        let found = format!("{:?}", note.text);
        judge.problems.add(Problem::new(ProblemCode::RateQuote, location, found, expected, fix));
        return;
    }
    if judge.mapping.rates.is_some() || !units::names(&before, base) || units::names(&after, base) {
        return;
    }
    let fix = format!(
        "Say for this input in fund.toml: rates = \"base per unit\"; or rates = \"units per base\" if they are units for \
         one {base}."
    );
    let location = note.location(judge);
    let expected = format!("units for one {base}");
    judge.problems.add(Problem::new(ProblemCode::RateQuote, location, format!("{:?}", note.text), expected, fix));
}
