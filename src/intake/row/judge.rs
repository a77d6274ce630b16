//! What is the same for all rows of a sheet: its columns, what is known before, and the problems found so far.
//!
//! What comes in: the mapping of a sheet and its layout. What leaves: answers by column, and problems. What it does not
//! know: rows.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::config::{Blank, InputMapping};
use crate::domain::source::SourceSheet;
use crate::domain::text::comparable;
use crate::domain::{DonorCode, GeographyCode, Lookup, LookupSet, ProjectNumber, ThemeCode};
use crate::intake::file::workbook::Value;
use crate::intake::kinds::columns::{Column, ColumnSpec, Form, Headings};
use crate::intake::kinds::{SheetSpec, columns_of};
use crate::intake::problems::log::ProblemLog;
use crate::intake::problems::{Location, Problem, ProblemCode};
use crate::intake::row::context::Context;
use crate::intake::row::name::NameFault;
use crate::intake::sheet::header::Layout;

/// Places that a column names by two letters: codes of ISO 3166, or words of an office (RO, CO, ME).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortPlaces {
    /// The file, sheet and column.
    pub location: Location,
    /// The rows, what stands there, and of which place it is the code: as many as are shown.
    pub found: Vec<(u32, String, GeographyCode)>,
    /// Whether another row names a country by its name.
    pub names: bool,
    /// Names that two countries share in what people write, as `found`; and the codes of those that other rows name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<(u32, String, GeographyCode)>,
    /// Words of three letters that are codes, not all in capitals: `Mar`, `per`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<(u32, String, GeographyCode)>,
    /// Whether another row names the other of two countries that share a name.
    #[serde(default)]
    pub told_apart: bool,
}

/// Names that people give to two countries, with the codes of both, in their comparable form.
pub(in crate::intake) const SHARED_PLACES: [(&str, [&str; 2]); 4] = [
    ("congo", ["COG", "COD"]),
    ("lecongo", ["COG", "COD"]),
    ("stmartin", ["MAF", "SXM"]),
    ("saintmartin", ["MAF", "SXM"]),
];

impl ShortPlaces {
    /// The problems that names may be of two countries, or words no codes, one a row; the text by which rows are counted stands
    /// beside each.
    fn other_doubts(&self) -> impl Iterator<Item = (Problem, &str)> {
        let shared = self.shared.iter().filter(|_| !self.told_apart).map(|(row, text, _)| {
            let plain = comparable(text);
            let codes = SHARED_PLACES.iter().find(|(name, _)| *name == plain).map_or(["", ""], |(_, codes)| *codes);
            let expected = format!("a country that is certain, not {}", codes.join(" or "));
            let fix = format!("Write the code, or record what it means: poolfund alias country {text:?} CODE.");
            (row, text, expected, fix)
        });
        let words = self.words.iter().filter(|_| self.names).map(|(row, text, place)| {
            let expected = format!("the name of a country, or its code in capitals ({place} if it is {text})");
            let fix =
                "Write the name or the code. Among names three letters are read as a code where they are capitals."
                    .to_owned();
            (row, text, expected, fix)
        });
        shared.chain(words).map(|(row, text, expected, fix)| {
            let location = Location { row: Some(*row), ..self.location.clone() };
            (Problem::new(ProblemCode::AmbiguousName, location, format!("{text:?}"), expected, fix), text.as_str())
        })
    }

    /// The problems that they are no codes for certain, one a row; the text by which rows are counted stands beside each.
    pub(in crate::intake) fn doubts(&self) -> impl Iterator<Item = (Problem, &str)> {
        self.found.iter().map(|(row, text, place)| {
            let expected = format!("the name of a country, or its code of three letters ({place} if it is {text})");
            let fix = "Write the name or that code. Two letters are read as a code only where the whole column plainly has \
                       codes: all in capitals, and at least half of places that the fund's priorities name; or with \"code\" \
                       in its header.";
            let location = Location { row: Some(*row), ..self.location.clone() };
            (Problem::new(ProblemCode::AmbiguousName, location, format!("{text:?}"), expected, fix), text.as_str())
        })
    }
}

/// What is the same for all rows of a sheet, and the problems found in it.
pub(in crate::intake) struct Judge<'m> {
    pub context: &'m Context<'m>,
    pub mapping: &'m InputMapping,
    pub source: Arc<SourceSheet>,
    pub layout: Layout,
    pub problems: ProblemLog,
    pub defaults: Lookup<Column, String>,
    /// What a blank cell means, where the mapping says so.
    pub blanks: Lookup<Column, Blank>,
    /// The last value of the columns in which a blank means the same as above.
    pub above: Lookup<Column, Value<'static>>,
    /// By position, the column that stands there.
    columns: Vec<Option<Column>>,
    /// The column that holds the figure of a row, with its position.
    pub figure: Option<(u32, Column)>,
    /// Rows whose place is a two-letter code, and whether other rows of the column have names.
    pub short_places: Lookup<Column, ShortPlaces>,
    /// Positions of the required columns that hold no amounts: a row of totals leaves one of them blank.
    pub required: Vec<u32>,
    /// The columns of amounts, which a row of totals adds up.
    pub amounts: Vec<Column>,
    /// Words that were read before, by column: their place among the possible ones.
    pub words: Lookup<Column, Lookup<String, usize>>,
    /// What names meant that were read before.
    pub donors: Lookup<String, Result<DonorCode, NameFault>>,
    pub places: Lookup<String, Result<GeographyCode, NameFault>>,
    pub themes: Lookup<String, Result<ThemeCode, NameFault>>,
    /// The numbers of projects so far: there are few, of many rows.
    pub projects: LookupSet<ProjectNumber>,
}

impl<'m> Judge<'m> {
    pub fn new(context: &'m Context<'m>, mapping: &'m InputMapping, source: Arc<SourceSheet>, layout: Layout) -> Self {
        let headings = Headings::of(mapping.kind, context.fund.base_currency);
        let default = |(name, value): (&String, &String)| Some((headings.called(name)?.column, value.clone()));
        let defaults = mapping.defaults.iter().filter_map(default).collect();
        let blank = |(name, blank): (&String, &Blank)| Some((headings.called(name)?.column, *blank));
        let blanks = mapping.blanks.iter().filter_map(blank).collect();
        let in_currencies = layout.currencies.iter().map(|(_, position)| (*position, Column::Amount));
        let all: Vec<(u32, Column)> =
            layout.columns.iter().map(|(&position, &column)| (position, column)).chain(in_currencies).collect();
        let width = all.iter().map(|(position, _)| *position as usize + 1).max().unwrap_or(0);
        let mut columns = vec![None; width];
        for (position, column) in all {
            columns.get_mut(position as usize).into_iter().for_each(|slot| *slot = Some(column));
        }
        let figure = SheetSpec::of(mapping.kind).amount.and_then(|column| Some((layout.position(column)?, column)));
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
            words: Lookup::default(),
            defaults,
            blanks,
            above: Lookup::default(),
            columns,
            figure,
            short_places: Lookup::default(),
            donors: Lookup::default(),
            places: Lookup::default(),
            themes: Lookup::default(),
            projects: LookupSet::default(),
        }
    }

    /// The column that stands at a position.
    pub fn column_at(&self, position: u32) -> Option<Column> {
        self.columns.get(position as usize).copied().flatten()
    }

    /// Whether a column of amounts stands at a position, which a row of totals adds up.
    pub fn adds_up(&self, position: u32) -> bool {
        self.column_at(position).is_some_and(|column| self.amounts.contains(&column))
    }

    /// Whether the mapping gives a value for a column that the sheet lacks or leaves blank.
    pub fn has_default(&self, column: Column) -> bool {
        self.defaults.contains_key(&column)
    }

    /// The word that one of the file stands for, where the mapping says so.
    pub fn word_for<'t>(&self, text: Cow<'t, str>) -> Cow<'t, str> {
        if self.mapping.words.is_empty() {
            return text;
        }
        let wanted = comparable(&text);
        let found = self.mapping.words.iter().find(|(written, _)| comparable(written) == wanted);
        found.map_or(text, |(_, meant)| Cow::Owned(meant.clone()))
    }

    /// A location in this sheet.
    pub fn location(&self, row: Option<u32>, column: Option<u32>) -> Location {
        let sheet = Some(self.source.sheet.clone()).filter(|sheet| !sheet.is_empty());
        Location { file: self.source.file.clone(), sheet, row, column }
    }

    /// Asks about places of two letters where other rows of the column have names, or they are not in capitals. Whether
    /// the rest are codes, only the priorities tell: they are handed back, but for columns whose header says so.
    pub fn conclude_places(&mut self) -> Vec<ShortPlaces> {
        let mut open = Vec::new();
        for (column, mut seen) in std::mem::take(&mut self.short_places) {
            let position = self.layout.position(column);
            seen.location = self.location(None, position);
            let header = position.and_then(|position| self.layout.headers.get(&position));
            let said = header
                .map(|header| comparable(header))
                .is_some_and(|header| header.contains("code") || header.contains("iso") || header.contains("codigo"));
            seen.other_doubts().for_each(|(problem, text)| self.problems.add_named(problem, text));
            // The offices of a fund: country office, regional office.
            let header = header.map(|header| comparable(header)).unwrap_or_default();
            let of_offices =
                ["office", "bureau", "oficina", "escritorio", "buro"].iter().any(|word| header.contains(word));
            let is_office =
                |(_, text, _): &(u32, String, GeographyCode)| matches!(text.as_str(), "CO" | "RO" | "HO" | "LO");
            if of_offices && seen.found.iter().any(is_office) {
                seen.found.retain(is_office);
                seen.names = true;
            }
            let capitals = |text: &str| text.bytes().all(|letter| letter.is_ascii_uppercase());
            if seen.names || !said && !seen.found.iter().all(|(_, text, _)| capitals(text)) {
                seen.doubts().for_each(|(problem, text)| self.problems.add_named(problem, text));
            } else if !said && !seen.found.is_empty() {
                open.push(seen);
            }
        }
        open.sort_by_key(|seen| seen.location.column);
        open
    }

    /// What the sheet calls a column; its canonical name where it has none.
    pub fn named(&self, column: Column) -> &str {
        let header = self.layout.position(column).and_then(|position| self.layout.headers.get(&position));
        header.map(|header| header.trim()).filter(|header| !header.is_empty()).unwrap_or_else(|| self.canonical(column))
    }

    /// The canonical name of a column.
    pub fn canonical(&self, column: Column) -> &'static str {
        columns_of(self.mapping.kind).iter().find(|spec| spec.column == column).map_or("", |spec| spec.canonical())
    }
}
