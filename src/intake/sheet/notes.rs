//! Titles and notes around a table, and the name of its sheet, that say what its amounts or rates are: `in thousands of EUR`.
//!
//! What comes in: texts outside the table. What leaves: problems where the mapping and the rows do not say the same. What
//! it does not know: rows of data.

use std::path::Path;

use crate::config::{InputKind, Scale};
use crate::domain::currency_name::SharedName;
use crate::domain::{Currency, FactKind, Lookup};
use crate::intake::file::workbook::{Cell, FileHead, Remark, Row, SheetDetails, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::units::{self, Units};
use crate::intake::sheet::witness::{
    Measure, comments_measure, is_legend, says_other_row, titles_measure, titles_state,
};

/// How many notes are kept.
const KEPT: usize = 100;

/// How many texts are remembered that were looked at: what stands in every row of a sheet says the same each time.
const REMEMBERED: usize = 50_000;

/// The notes that name units, and titles that say of all rows that they do not count.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    kept: Vec<Note>,
    seen: Lookup<String, ()>,
    /// Titles that begin with a year, or end with one: the name of the sheet, and the rows above the table.
    titles: Vec<(Option<(u32, u32)>, String)>,
}

#[derive(Clone, Debug, Default)]
struct Note {
    /// Its row and column; nothing for the name of the sheet.
    at: Option<(u32, u32)>,
    text: String,
    /// Where it stands, where that is no cell: ` in the properties of the file`.
    place: &'static str,
    units: Units,
    /// Whether it is a title that says of all rows that they do not count, or not yet.
    state: bool,
    /// What it says that the figures are of.
    measure: Option<Measure>,
    /// Whether it says something of a column of amounts alone, in which it stands: `k`.
    short: bool,
    /// Whether it says what a colour or another mark of rows means, by which they may not count.
    legend: bool,
}

impl Notes {
    /// The notes of a sheet of this name in this file, whose name may say the scale of its amounts, as may what stands on its
    /// printed pages, in the properties of the file and in the names that it gives to texts and numbers.
    pub fn on_sheet(name: &str, file: &str, details: &SheetDetails, head: Option<&FileHead>) -> Self {
        let units = units::of_note(name);
        let in_name = units::within_header(name);
        let shared = in_name.shared.filter(|shared| !matches!(shared, SharedName::Several | SharedName::Local));
        let units = if units.currency.is_none() && units.shared.is_none() {
            Units { currency: in_name.currency, shared, ..units }
        } else {
            units
        };
        let measure = titles_measure(name);
        let note = Note { text: name.to_owned(), units, state: titles_state(name), measure, ..Note::default() };
        let mut notes = Self { titles: vec![(None, name.to_owned())], ..Self::default() };
        notes.keep_if_it_tells(note);
        let stem = Path::new(file).file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let parted = stem.replace('-', " ");
        let scale = units::of_note(&parted).scale.filter(|_| units.scale.is_none());
        let currency = units::within_header(&parted).currency.filter(|_| units.currency.is_none());
        let of_name = Units { scale, currency, ..Units::default() };
        if !of_name.is_none() {
            let place = " in the name of the file";
            notes.keep(Note { text: stem.into_owned(), place, units: of_name, ..Note::default() });
        }
        // Properties are of the whole file: what they say of a state is not of the rows of one sheet.
        let pages = details
            .printed
            .iter()
            .map(|text| (text, " in the header or footer of its printed pages", titles_state(text)));
        let boxes = details.boxes.iter().map(|text| (text, " in a box or a message on the sheet", false));
        let properties = head.map_or(&[][..], |head| &head.properties);
        let file = properties.iter().map(|text| (text, " in the properties of the file", false));
        for (text, place, state) in pages.chain(boxes).chain(file) {
            let known = notes.kept.iter().any(|note| note.text == *text);
            let (units, measure) = (units::of_note(text), titles_measure(text));
            let note = Note { text: text.clone(), place, units, state, measure, ..Note::default() };
            if !known {
                notes.keep_if_it_tells(note);
            }
        }
        for (name, value) in head.map_or(&[][..], |head| &head.constants) {
            let units = units::of_constant(name, value);
            let text = format!("{name} = {value}");
            notes.keep_if_it_tells(Note { text, place: " among the names of the workbook", units, ..Note::default() });
        }
        notes
    }

    fn keep_if_it_tells(&mut self, note: Note) {
        let tells = !note.units.is_none() || note.state || note.measure.is_some();
        if tells || units::may_quote(&note.text) {
            self.keep(note);
        }
    }

    /// Titles that may be years, each with its row and column, or with none where it is the name of the sheet.
    pub fn titles(&mut self) -> Vec<(Option<(u32, u32)>, String)> {
        std::mem::take(&mut self.titles)
    }

    /// Those of it that name a scale: of a sheet without a table, they say it of the others.
    pub fn scales(&self, location: impl Fn(Option<u32>, Option<u32>) -> Location) -> Vec<(Location, String, Scale)> {
        let at = |note: &Note| note.at.unzip();
        let told = self.kept.iter().filter(|note| note.at.is_some() && !note.short);
        let told = told.filter_map(|note| Some((note, note.units.scale?)));
        told.map(|(note, scale)| (location(at(note).0, at(note).1), note.text.clone(), scale)).collect()
    }

    /// Looks at the texts of a row above the table.
    pub fn see_title(&mut self, row: &Row<'_>) {
        let before = self.kept.len();
        self.see(row, |_| true);
        let Some(cell) = row.cells.first().filter(|_| row.cells.len() == 1) else { return };
        if self.titles.len() < KEPT {
            self.titles.push((Some((row.number, cell.column)), cell.value.show().trim().to_owned()));
        }
        let Value::Text(text) = &cell.value else { return };
        if titles_state(text) {
            match self.kept.get_mut(before) {
                Some(seen) => seen.state = true,
                None => self.keep(Note {
                    at: Some((row.number, cell.column)),
                    text: text.trim().to_owned(),
                    state: true,
                    ..Note::default()
                }),
            }
        }
    }

    /// Looks at the comments on a header, or above it.
    pub fn see_remarks(&mut self, remarks: &[Remark], judge: &Judge<'_>) {
        let header_row = judge.layout.header_row;
        for remark in remarks.iter().filter(|remark| remark.row <= header_row) {
            let state = judge.adds_up(remark.column) && says_other_row(&remark.text);
            let (at, text) = (Some((remark.row, remark.column)), remark.text.trim().to_owned());
            let units = units::of_note(&text);
            let of_figure = judge.figure.is_some_and(|(position, _)| position == remark.column);
            let measure = if of_figure { comments_measure(&text) } else { None };
            self.keep_if_it_tells(Note { at, text, place: " in a comment", units, state, measure, ..Note::default() });
        }
    }

    fn keep(&mut self, note: Note) {
        if self.kept.len() < KEPT {
            self.kept.push(note);
        }
    }

    /// Looks at the texts of a row that is no data, or at those beside the table.
    pub fn see(&mut self, row: &Row<'_>, beside: impl Fn(&Cell<'_>) -> bool) {
        for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| beside(cell)) {
            let Value::Text(text) = &cell.value else { continue };
            if self.seen.contains_key(text.as_ref()) {
                continue;
            }
            if self.seen.len() < REMEMBERED {
                self.seen.insert(text.to_string(), ());
            }
            let units = units::of_note(text);
            let quotes = units::may_quote(text);
            // A mark alone in its row, or a label with a number beside it.
            let mark = (row.cells.len() == 1 && units.scale.is_none()).then(|| units::of_mark(text));
            let short = mark.filter(|mark| mark.scale.is_some());
            let paired = || units::of_pair(text, row.cells.get(index + 1).map(|next| &next.value)?);
            let units = short.unwrap_or(units);
            let units = Units { scale: units.scale.or_else(paired), ..units };
            let (measure, legend) = (titles_measure(text), is_legend(text));
            if !units.is_none() || quotes || measure.is_some() || legend {
                let (at, text) = (Some((row.number, cell.column)), text.trim().to_owned());
                self.keep(Note { at, text, units, measure, short: short.is_some(), legend, ..Note::default() });
            }
        }
    }

    /// Says what they say otherwise than the rows and the mapping.
    pub fn conclude(self, judge: &mut Judge<'_>) {
        if let Some(position) = judge.layout.position(Column::UnitsPerBase) {
            let row = judge.layout.header_row;
            let text = judge.layout.headers.get(&position).cloned().unwrap_or_default();
            let header = Note { at: Some((row, position)), text, ..Note::default() };
            return std::iter::once(&header).chain(&self.kept).for_each(|note| quotation(judge, note));
        }
        // What people count may be in thousands, too.
        let counts = matches!(judge.mapping.kind, InputKind::Facts(FactKind::Result | FactKind::Target));
        if judge.amounts.is_empty() && !counts {
            return;
        }
        let headers = judge.layout.units.clone();
        for (position, units) in headers {
            let header = judge.layout.headers.get(&position).cloned().unwrap_or_default();
            let row = judge.layout.header_row;
            let (at, text) = (Some((row, position)), header.trim().to_owned());
            let header = Note { at, text, units, ..Note::default() };
            scale(judge, &header);
            if units.currency.is_none() {
                currency(judge, &header);
            }
        }
        for note in self.kept {
            if note.short && !note.at.is_some_and(|(_, column)| judge.adds_up(column)) {
                continue;
            }
            scale(judge, &note);
            currency(judge, &note);
            state(judge, &note);
            measured(judge, &note);
            legend(judge, &note);
        }
    }
}

impl Note {
    fn location(&self, judge: &Judge<'_>) -> Location {
        let (row, column) = self.at.unzip();
        judge.location(row, column)
    }

    /// What it says, and where, where that is no cell of its own.
    fn shown(&self) -> String {
        format!("{:?}{}", self.text, self.place)
    }
}

fn scale(judge: &mut Judge<'_>, note: &Note) {
    let Some(scale) = note.units.scale.filter(|_| judge.mapping.scale.is_none()) else { return };
    let location = note.location(judge);
    judge.problems.add(scale_not_said(location, note.shown(), scale));
}

/// The error that something says in which scale all amounts of a sheet are, of which fund.toml has no word.
pub(super) fn scale_not_said(location: Location, found: String, scale: Scale) -> Problem {
    let fix = format!(
        "Say for this input in fund.toml: scale = \"{}\", or scale = \"ones\" if the amounts are written in full.",
        scale.name()
    );
    let expected = "amounts in full, or a word in fund.toml on how they are written";
    Problem::new(ProblemCode::ScaleNotSaid, location, found, expected, fix)
}

/// Lets amounts with too many decimals wait for the answer in which scale they are, where that is asked of their sheet: in full they
/// may have no more than they ought to.
pub(super) fn scale_first(problems: &mut [Problem]) {
    if problems.iter().any(|problem| problem.code == ProblemCode::ScaleNotSaid) {
        for problem in problems.iter_mut().filter(|problem| problem.code == ProblemCode::TooFine) {
            "Say first in which scale the amounts are, as E219 asks: written in full this one may have no more decimals than that."
                .clone_into(&mut problem.fix);
        }
    }
}

/// A title that says of all rows that they do not count.
fn state(judge: &mut Judge<'_>, note: &Note) {
    if note.state {
        let location = note.location(judge);
        let fix = "The rows were read like any others. If they should not count, take the input out of fund.toml; if they do, \
                   change the title.";
        let title = if note.place.is_empty() { "the title " } else { "" };
        let found = format!("{title}{}, which decides nothing", note.shown());
        judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
    }
}

/// A legend by which rows of a colour, or with another mark, do not count.
fn legend(judge: &mut Judge<'_>, note: &Note) {
    if note.legend {
        let location = note.location(judge);
        let fix = "Colours and marks are not read: the rows were read like any others. If some should not count, delete them, or \
                   say so in a column of their own and leave them out with skip in fund.toml.";
        let found = format!("{}, which is said of rows by how they look", note.shown());
        judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, "rows that count", fix));
    }
}

/// A title or comment that says that figures are of something else than their kind of sheet is of: of each year, of households.
fn measured(judge: &mut Judge<'_>, note: &Note) {
    let kind = judge.mapping.kind;
    if let Some(measure) = note.measure.filter(|measure| measure.is_doubtful_in(kind)) {
        let location = note.location(judge);
        let found = format!("{}, which may say that these are {}", note.shown(), measure.meant());
        let expected = "figures of what the sheet is of";
        judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, expected, measure.fix()));
    }
}

fn currency(judge: &mut Judge<'_>, note: &Note) {
    let base = judge.context.fund.base_currency;
    if note.units.allows(base) {
        return;
    }
    let in_rows = judge.layout.position(Column::Currency).is_some() || judge.has_default(Column::Currency);
    let in_header = judge.layout.units.values().any(|units| units.currency.is_some());
    if in_rows || in_header || judge.mapping.currency.is_some() {
        return;
    }
    let code = note.units.currency.map_or("...", Currency::code);
    let certain = if note.units.currency.is_some() { "" } else { " with the code of their currency" };
    let fix = format!(
        "Say for this input in fund.toml: currency = \"{code}\"{certain}; or currency = \"{base}\" if the amounts are in \
         {base}."
    );
    let location = note.location(judge);
    let expected = format!("amounts in {base}, since no row and no header names a currency");
    judge.problems.add(Problem::new(ProblemCode::CurrencyOfNote, location, note.shown(), expected, fix));
}

/// Rates that are said to be for several units, or amounts of the base currency.
fn quotation(judge: &mut Judge<'_>, note: &Note) {
    let base = judge.context.fund.base_currency;
    let (before, after) = units::quotation(&note.text).unwrap_or_default();
    if let Some(several) = units::several(&after).filter(|_| judge.layout.position(Column::Quantity).is_none()) {
        let fix = format!("Write the rates for one; or add a column Quantity with {several} in each row.");
        let expected = "rates for one unit".to_owned();
        let location = note.location(judge);
        let found = note.shown();
        judge.problems.add(Problem::new(ProblemCode::RateQuote, location, found, expected, fix));
        return;
    }
    let counts_base = units::names(&before, base) && !units::names(&after, base) || units::quotes_in(&note.text, base);
    if judge.mapping.rates.is_some() {
        return;
    }
    if let Some(other) = units::of_another(&before, &after, base) {
        let fix = format!(
            "Write the rates for one {base}; or say for this input in fund.toml: rates = \"units per base\", if they are for \
             one {base}."
        );
        let location = note.location(judge);
        let expected = format!("units for one {base}, not for one {other}");
        judge.problems.add(Problem::new(ProblemCode::RateQuote, location, note.shown(), expected, fix));
        return;
    }
    if !counts_base {
        return;
    }
    let fix = format!(
        "Say for this input in fund.toml: rates = \"base per unit\"; or rates = \"units per base\" if they are units for \
         one {base}."
    );
    let location = note.location(judge);
    let expected = format!("units for one {base}");
    judge.problems.add(Problem::new(ProblemCode::RateQuote, location, note.shown(), expected, fix));
}
