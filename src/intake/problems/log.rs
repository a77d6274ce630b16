//! Problems as they are found, many alike gathered into few.
//!
//! What comes in: problems one by one. What leaves: the first of each code and column, and how many more there are, so
//! that a sheet of a million faulty cells neither fills the memory nor the screen. What it does not know: what they say.

use std::collections::HashMap;

use crate::intake::problems::ProblemCode;
use crate::intake::problems::{Location, Problem};

/// How many problems of one code in one column are kept: more than anybody fixes one by one.
pub(in crate::intake) const MOST_ALIKE: u64 = 1_000;

/// A column of a sheet, or what there is of it.
#[derive(Clone, Copy, Debug)]
pub(in crate::intake) struct Place<'a> {
    pub file: &'a str,
    pub sheet: Option<&'a str>,
    pub column: Option<u32>,
}

impl<'a> Place<'a> {
    fn of(location: &'a Location) -> Self {
        Self { file: &location.file, sheet: location.sheet.as_deref(), column: location.column }
    }
}

/// Problems of one code in one column.
#[derive(Debug)]
struct Alike {
    file: String,
    sheet: Option<String>,
    /// How many were found.
    count: u64,
    /// The place of the last that was kept.
    last: usize,
    /// By name, which problem says so and how many rows have the name.
    named: HashMap<String, (usize, u64)>,
}

impl Alike {
    fn none_of(place: Place<'_>) -> Self {
        let (file, sheet) = (place.file.to_owned(), place.sheet.map(str::to_owned));
        Self { file, sheet, count: 0, last: 0, named: HashMap::new() }
    }

    fn is_of(&self, place: Place<'_>) -> bool {
        self.file == place.file && self.sheet.as_deref() == place.sheet
    }
}

/// Problems, of which few of a kind are kept.
#[derive(Debug, Default)]
pub(in crate::intake) struct ProblemLog {
    kept: Vec<Problem>,
    /// By code and column, those of each sheet.
    alike: HashMap<(ProblemCode, Option<u32>), Vec<Alike>>,
}

impl ProblemLog {
    /// Takes a problem.
    pub fn add(&mut self, problem: Problem) {
        self.keep(problem, None);
    }

    /// Takes a problem with a name, which many rows may have: it is kept once, with their number.
    pub fn add_named(&mut self, problem: Problem, name: &str) {
        if !self.only_counts(problem.code, Place::of(&problem.location), Some(name)) {
            self.keep(problem, Some(name));
        }
    }

    /// Counts a problem of this code in this column, with this name where it has one, if as many are kept as anybody reads, or
    /// one of this name is. Says whether it did: then nobody need put it into words.
    pub fn only_counts(&mut self, code: ProblemCode, place: Place<'_>, name: Option<&str>) -> bool {
        let sheets = self.alike.get_mut(&(code, place.column)).map(Vec::as_mut_slice).unwrap_or_default();
        let Some(alike) = sheets.iter_mut().find(|alike| alike.is_of(place)) else { return false };
        if let Some((_, rows)) = name.and_then(|name| alike.named.get_mut(name)) {
            *rows += 1;
            return true;
        }
        let full = alike.count >= most(code);
        alike.count += u64::from(full);
        full
    }

    fn keep(&mut self, problem: Problem, name: Option<&str>) {
        let (code, place, index) = (problem.code, Place::of(&problem.location), self.kept.len());
        let sheets = self.alike.entry((code, place.column)).or_default();
        let known = sheets.iter().position(|alike| alike.is_of(place)).unwrap_or(sheets.len());
        if known == sheets.len() {
            sheets.push(Alike::none_of(place));
        }
        let Some(alike) = sheets.get_mut(known) else { return };
        alike.count += 1;
        if alike.count <= most(code) {
            alike.last = index;
            alike.named.extend(name.map(|name| (name.to_owned(), (index, 1))));
            self.kept.push(problem);
        }
    }

    /// The problems that were kept; the last of each column says how many more there are.
    pub fn into_problems(self) -> Vec<Problem> {
        let mut kept = self.kept;
        let of_sheets = |((code, _), sheets): (_, Vec<Alike>)| sheets.into_iter().map(move |alike| (code, alike));
        for (code, alike) in self.alike.into_iter().flat_map(of_sheets) {
            for (index, rows) in alike.named.into_values().filter(|(_, rows)| *rows > 1) {
                if let Some(problem) = kept.get_mut(index) {
                    problem.found = format!("{} (in {rows} rows)", problem.found);
                }
            }
            let more = alike.count.saturating_sub(most(code));
            if let Some(problem) = kept.get_mut(alike.last).filter(|_| more > 0) {
                problem.found = format!("{}; and {more} more in this column", problem.found);
            }
        }
        kept
    }
}

/// How many problems of a code are kept of each column: of periods taken as days, one shows how they are all read.
fn most(code: ProblemCode) -> u64 {
    if matches!(code, ProblemCode::DateOfPeriod | ProblemCode::YearAsDay) { 1 } else { MOST_ALIKE }
}
