//! Concept sheets: two pages about a place for whoever might fund something there.
//!
//! What comes in: the figures of a month as everybody may know them, a place, a language. What leaves: a book of two sheets for
//! the typesetter: need, funding, what is missing and why; what contributions would achieve, results, whom to ask. What it does
//! not know: donors that are not public, since they are not in what comes in.

mod opportunities;
mod place_figures;
mod situation;

use std::path::Path;

use rayon::prelude::*;

use crate::domain::{Called, GeographyCode, Language, Month};
use crate::files::{SetAside, StagedFolder, put_in_place_listed};
use crate::month::Figures;

use super::grid::{Book, Logo, Sheet, Style, Value};
use super::manifest::Provenance;
use super::page::contract::FiguresFile;
use super::sheets::Report;
use super::view::View;
use super::{FileNames, WriteError, page, pdf};
use place_figures::PlaceFigures;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The folders of the places, each with a file for every language.
    pub folders: Vec<String>,
    /// Files of people that could not keep their names.
    pub set_aside: Vec<SetAside>,
}

/// Writes the sheets about places in every language below `target`, a folder for each place. The same figures give the same
/// bytes.
///
/// # Errors
/// When this build cannot print, a sheet cannot be set, or the system refuses.
pub fn write(
    figures: &Figures,
    provenance: Provenance,
    wanted: &[GeographyCode],
    target: &Path,
) -> Result<Written, WriteError> {
    pdf::available()?;
    let view = View::new(figures, provenance)?.to_be_written().on_paper();
    let public = page::public(page::figures(&view)?);
    let month = Month::of(view.ledger.as_of).to_string();
    // Names are handed out to all places, so that each has the same one whichever are wanted.
    let mut names = FileNames::default();
    let named = places(&view).into_iter().map(|code| {
        let stem = names.stem(&format!("{code} {}", view.place_called(&code, view.language()).name), &month);
        (code, stem)
    });
    let mut written = Written::default();
    for (code, stem) in named.filter(|(code, _)| wanted.contains(code)) {
        let sheets: Result<Vec<(String, Vec<u8>)>, WriteError> = Language::ALL
            .par_iter()
            .map(|language| {
                let printed = pdf::print_alone(&book(&view, &public, &code, *language))?;
                Ok((format!("{stem}-{}.pdf", language.code()), printed))
            })
            .collect();
        let staged = StagedFolder::new(&target.join(&stem))?;
        let mut files = Vec::new();
        for (name, bytes) in sheets? {
            staged.write(&name, &bytes)?;
            files.push(name);
        }
        written.set_aside.extend(put_in_place_listed(staged, &files)?);
        written.folders.push(stem);
    }
    Ok(written)
}

/// The places that a sheet can be about: those that have cells of their own, in the order of the tree.
pub fn places(view: &View<'_>) -> Vec<GeographyCode> {
    let has_cells = |code: &GeographyCode| view.ledger.cells.iter().any(|cell| cell.geography == *code);
    let codes = view.fund.geography.nodes().iter().map(|node| node.code.clone());
    codes.filter(has_cells).collect()
}

/// The sheet about a place in a language; `figures` is the public edition of the month.
pub fn book(view: &View<'_>, figures: &FiguresFile, place: &GeographyCode, language: Language) -> Book {
    let report = Report::in_language(view, language);
    let part = PlaceFigures::of(&report, figures, place);
    let name = report.place(place);
    let mut sheets = vec![situation::sheet(&report, &part), opportunities::sheet(&report, &part)];
    let mut cells = sheets.iter().flat_map(|sheet| sheet.rows.iter().flatten());
    let is_marked = |value: &Value| if let Value::Text(text) = value { text.contains(Called::MARK) } else { false };
    let has_original = cells.any(|cell| is_marked(&cell.value));
    if let (Some(last), true) = (sheets.last_mut(), has_original) {
        last.line(report.note_on_originals(), Style::Note);
    }
    let fund = report.fund_called().name;
    if let (Some(first), Some(picture)) = (sheets.first_mut(), &view.fund.reports.picture) {
        let alternative_text = report.phrases.with("logo-alternative", &[("fund", fund)]);
        first.logo = Some(Logo { picture: picture.clone(), alternative_text });
    }
    sheets.iter_mut().for_each(|sheet| sheet.lay_out(view.fund.exponent()));
    Book {
        title: report.phrases.with("concept-title", &[("place", &name)]),
        subject: fund.to_owned(),
        organisation: fund.to_owned(),
        language,
        exponent: view.fund.exponent(),
        as_of: view.ledger.as_of,
        foot: super::sheets::foot(view, &report.phrases),
        sheets,
    }
}

/// A page with its heading: what it is about, and, on the first, of which fund and as at when.
fn page(report: &Report<'_>, key: &str, place: &GeographyCode) -> Sheet {
    let mut sheet = report.sheet_about(key, &report.place(place), None);
    sheet.says_origins = false;
    sheet.print.landscape = false;
    sheet.print.one_page = true;
    sheet
}
