//! Titles and headings that are a year, and rows below them of another one.
//!
//! What comes in: the name of a sheet, its titles, its headings, and its rows. What leaves: a warning at each of them under which
//! rows of other years stand. What it does not know: dates of anything but money that moved.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};

use super::Tally;
use super::words::{joined_words, words};
use crate::config::InputKind;
use crate::domain::FactKind;
use crate::domain::text::comparable;
use crate::intake::file::workbook::{Row, Value};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::date::{self, TypedDate};
use crate::intake::row::judge::Judge;

/// The longest title that is looked at, in bytes.
const LONGEST: usize = 60;

/// How many headings are remembered.
const KEPT: usize = 100;

/// The years that a title names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::intake::sheet) struct YearsSaid {
    years: RangeInclusive<i32>,
    /// Whether it is a year of the books, which may begin in any month.
    fiscal: bool,
}

/// A title or heading of years, and the rows below it.
#[derive(Debug)]
struct Titled {
    /// Its row and column; nothing for the name of the sheet.
    at: Option<(u32, Option<u32>)>,
    text: String,
    said: YearsSaid,
    /// The rows of other years, and the day of the first.
    others: Tally,
    first_other: Option<NaiveDate>,
    /// The first and last day of all rows.
    days: Option<(NaiveDate, NaiveDate)>,
}

/// What was seen of titles that are years.
#[derive(Debug, Default)]
pub(super) struct Years {
    titles: Vec<Titled>,
    /// The heading under which rows stand now.
    section: Option<usize>,
    position: Option<u32>,
}

impl Years {
    /// Before the first row, with the titles above it.
    pub fn new(judge: &Judge<'_>, titles: Vec<(Option<(u32, u32)>, String)>) -> Self {
        use FactKind::{Expenditure, Finance, Receipt};
        let moves = matches!(judge.mapping.kind, InputKind::Facts(Expenditure | Finance | Receipt));
        let position = judge.layout.position(Column::Date).filter(|_| moves);
        let titles = titles.into_iter().filter(|_| position.is_some());
        let of_year = |(at, text): (Option<(u32, u32)>, String)| {
            let said = years_said(&text)?;
            Some(Titled::new(at.map(|(row, column)| (row, Some(column))), text, said))
        };
        Self { titles: titles.filter_map(of_year).collect(), section: None, position }
    }

    /// Sees a heading between the rows.
    pub fn see_heading(&mut self, row: u32, text: &str) {
        let said = years_said(text).filter(|_| self.position.is_some() && self.titles.len() < KEPT);
        if let Some(said) = said {
            self.section = Some(self.titles.len());
            self.titles.push(Titled::new(Some((row, None)), text.trim().to_owned(), said));
        }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        if self.titles.is_empty() {
            return;
        }
        let cell = row.cells.iter().find(|cell| Some(cell.column) == self.position);
        let day = match cell.map(|cell| &cell.value) {
            Some(Value::Date(day)) => *day,
            Some(Value::Text(text)) => match date::typed(text, judge.mapping.dates) {
                Ok(TypedDate::Day(day)) => day,
                Ok(TypedDate::Period(period)) => period.to,
                Err(_) => return,
            },
            Some(Value::Number(_) | Value::Logical(_) | Value::Error(_) | Value::NoResult | Value::Outside) | None => {
                return;
            }
        };
        match self.section.and_then(|section| self.titles.get_mut(section)) {
            Some(title) => title.see(day, row, judge),
            None => self.titles.iter_mut().for_each(|title| title.see(day, row, judge)),
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        for title in self.titles {
            let (Some(day), false) = (title.first_other, title.fits_a_year_of_the_books()) else { continue };
            let (row, column) = title.at.unzip();
            let location = judge.location(row, column.flatten());
            let found =
                format!("{:?} above rows of other years, such as {day} ({})", title.text, title.others.show(judge));
            let fix = "The rows were read like the others. Correct the heading or the dates; or delete the rows if they belong to \
                       another sheet.";
            let expected = "rows of the year that stands above them";
            judge.problems.add(Problem::new(ProblemCode::StateNotRead, location, found, expected, fix));
        }
    }
}

impl Titled {
    fn new(at: Option<(u32, Option<u32>)>, text: String, said: YearsSaid) -> Self {
        Self { at, text, said, others: Tally::default(), first_other: None, days: None }
    }

    fn see(&mut self, day: NaiveDate, row: &Row<'_>, judge: &Judge<'_>) {
        let (first, last) = self.days.unwrap_or((day, day));
        self.days = Some((first.min(day), last.max(day)));
        if !self.said.years.contains(&day.year()) {
            self.first_other.get_or_insert(day);
            self.others.add(row, judge);
        }
    }

    /// Whether the rows are those of a year of the books that has a part in the year that is named.
    fn fits_a_year_of_the_books(&self) -> bool {
        self.days.is_some_and(|(first, last)| {
            let within = last.signed_duration_since(first).num_days() <= 366;
            self.said.fiscal
                && within
                && (self.said.years.contains(&first.year()) || self.said.years.contains(&last.year()))
        })
    }
}

/// Words that stand beside a year in a title which says of its rows no more than that they are of it.
const BESIDE: [&str; 70] = [
    "year",
    "calendar",
    "annual",
    "annee",
    "an",
    "ejercicio",
    "ano",
    "exercice",
    "exercicio",
    "jahr",
    "anno",
    "jaar",
    "l",
    "for",
    "the",
    "of",
    "in",
    "de",
    "del",
    "do",
    "da",
    "du",
    "le",
    "la",
    "el",
    "en",
    "em",
    "fur",
    "im",
    "and",
    "y",
    "et",
    "e",
    "und",
    "costs",
    "cost",
    "expenditure",
    "expenditures",
    "expenses",
    "spending",
    "actual",
    "actuals",
    "receipts",
    "receipt",
    "deposits",
    "contributions",
    "payments",
    "income",
    "transactions",
    "ledger",
    "depenses",
    "recettes",
    "versements",
    "gastos",
    "ingresos",
    "pagos",
    "despesas",
    "receitas",
    "pagamentos",
    "ausgaben",
    "einnahmen",
    "kosten",
    "zahlungen",
    "eingange",
    "budgetjahr",
    "extract",
    "grandlivre",
    "mayor",
    "spese",
    "uitgaven",
];

/// Words for a year of the books, which may begin in any month.
const FISCAL: [&str; 9] = [
    "fy",
    "fiscal",
    "financial",
    "exercice",
    "ejercicio",
    "exercicio",
    "geschaftsjahr",
    "haushaltsjahr",
    "rechnungsjahr",
];

/// The years that a title consists of, beside words that say no more of its rows: `2024`, `FY 2024`, `FY24`, `2024/25`,
/// `Exercice 2024`, `Expenditure 2024`, `2024年度`.
pub(in crate::intake::sheet) fn years_said(text: &str) -> Option<YearsSaid> {
    if text.len() > LONGEST || !text.bytes().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let (mut years, mut fiscal) = (Vec::new(), false);
    for word in words(text).flat_map(joined_words).map(comparable) {
        let letters = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let digits = word.get(letters.len()..).unwrap_or_default();
        let east_asian = ["年度", "年", "년도", "년"].iter().find_map(|end| Some((*end, word.strip_suffix(end)?)));
        let (letters, digits) = match east_asian {
            Some((end, digits)) => (end, digits),
            None => (letters, digits),
        };
        let of_books = FISCAL.contains(&letters) || matches!(letters, "年度" | "년도");
        fiscal |= of_books;
        if !(letters.is_empty() || of_books || BESIDE.contains(&letters) || matches!(letters, "年" | "년")) {
            return None;
        }
        match (digits.len(), digits.parse::<i32>().ok()) {
            (0, _) => {}
            (4, Some(year @ 1990..=2100)) => years.push(year),
            // `FY24`, and the second year of `2024/25`.
            (2, Some(year)) if years.is_empty() && fiscal => years.push(2000 + year),
            (2, Some(year)) if years.last().is_some_and(|last| (last + 1) % 100 == year) => years.push(years[0] + 1),
            _ => return None,
        }
    }
    let (first, last) = (years.iter().min()?, years.iter().max()?);
    (years.len() <= 2).then_some(YearsSaid { years: *first..=*last, fiscal })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_years_are_told_from_others() {
        for (text, first, last, fiscal) in [
            ("2024", 2024, 2024, false),
            ("FY 2024", 2024, 2024, true),
            ("FY24", 2024, 2024, true),
            ("2024/25", 2024, 2025, false),
            ("2021-2025", 2021, 2025, false),
            ("Exercice 2024", 2024, 2024, true),
            ("Ejercicio 2024", 2024, 2024, true),
            ("Geschäftsjahr 2024", 2024, 2024, true),
            ("Année 2024:", 2024, 2024, false),
            ("Expenditure 2024", 2024, 2024, false),
            ("2024年度", 2024, 2024, true),
            ("2024年", 2024, 2024, false),
        ] {
            assert_eq!(years_said(text), Some(YearsSaid { years: first..=last, fiscal }), "{text}");
        }
        for text in [
            "Status as of 31 January 2025",
            "Budget line 2024",
            "Report 2024",
            "12",
            "P-2024-1",
            "Grant 2024 of Belgium",
            "",
            "Year",
            "20245",
            "2023, 2024 and 2025",
        ] {
            assert_eq!(years_said(text), None, "{text}");
        }
    }
}
