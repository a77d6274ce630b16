//! Printed versions of the donors' workbooks: PDF that can be read aloud, with the workbook attached.
//!
//! What comes in: the same books that the workbooks are written from. What leaves: files by PDF/UA-1 and PDF/A-3a. The
//! typesetter is large and not for everybody, so it is in a build with the feature `pdf` only; any other says so.

#[cfg(feature = "pdf")]
mod book;
#[cfg(feature = "pdf")]
mod chart;
#[cfg(feature = "pdf")]
mod document;
#[cfg(feature = "pdf")]
mod ends;
#[cfg(feature = "pdf")]
mod glyphs;
#[cfg(feature = "pdf")]
mod joined;
#[cfg(feature = "pdf")]
mod letter;
#[cfg(feature = "pdf")]
mod room;
#[cfg(feature = "pdf")]
mod typeset;
#[cfg(feature = "pdf")]
mod values;

use std::io;

#[cfg(feature = "pdf")]
pub use printed::{print, print_alone, print_donors, print_letter};

/// Why nothing was printed.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// This build has no typesetter.
    #[error("this build cannot print PDF; one that can is built with `cargo build --release --features pdf`")]
    NotBuilt,
    /// The typesetter refuses a document.
    #[error("a report cannot be set: {0}")]
    NotSet(String),
    /// The system refuses.
    #[error("a printed version cannot be written: {0}")]
    System(#[from] io::Error),
}

/// Whether this build can print.
///
/// # Errors
/// When it is one without the feature `pdf`.
pub const fn available() -> Result<(), PdfError> {
    if cfg!(feature = "pdf") { Ok(()) } else { Err(PdfError::NotBuilt) }
}

#[cfg(feature = "pdf")]
mod printed {
    use std::fs;
    use std::path::Path;

    use rayon::prelude::*;

    use super::super::donor;
    use super::super::grid::Book;
    use super::super::letter::{Letter, call, cover};
    use super::super::view::View;
    use super::super::workbooks::{DonorFiles, PRINTED};
    use super::typeset::Enclosed;
    use super::{PdfError, book, letter, typeset};

    /// Prints each donor's workbook below the month's folder, without its lists, into `pdf/` beside it, the workbook
    /// attached, and the donor's letters; gives the names of the files. The same workbooks give the same bytes.
    ///
    /// # Errors
    /// When a workbook is missing, a report cannot be set, or the system refuses.
    pub fn print_donors(view: &View<'_>, reports: &Path) -> Result<Vec<String>, PdfError> {
        fs::create_dir_all(reports.join(PRINTED))?;
        let view = view.clone().on_paper();
        let donors = DonorFiles::of_month(&view);
        let printed: Result<Vec<_>, _> = donors.par_iter().map(|files| print_donor(&view, files, reports)).collect();
        Ok(printed?.into_iter().flatten().collect())
    }

    fn print_donor(view: &View<'_>, files: &DonorFiles<'_>, reports: &Path) -> Result<Vec<String>, PdfError> {
        let workbook = fs::read(reports.join(files.workbook()))?;
        let report = print(&donor::book(view, files.donor), &files.workbook_alone(), workbook)?;
        let mut printed = vec![(files.printed(), report)];
        let letters = [
            Some((files.letter_printed(), cover(view, files.donor))),
            call(view, files.donor).map(|call| (files.call_printed(), call)),
        ];
        for (name, letter) in letters.into_iter().flatten() {
            printed.push((name, print_letter(&letter, view)?));
        }
        for (name, bytes) in &printed {
            fs::write(reports.join(name), bytes)?;
        }
        Ok(printed.into_iter().map(|(name, _)| name).collect())
    }

    /// A letter in print.
    ///
    /// # Errors
    /// When it cannot be set.
    pub fn print_letter(of: &Letter, view: &View<'_>) -> Result<Vec<u8>, PdfError> {
        let day = view.ledger.as_of;
        let logo = view.fund.reports.picture.as_deref().map(|picture| picture.bytes.clone());
        typeset::pdf(letter::document(of, view), Enclosed { attached: None, logo }, day)
    }

    /// A book in print, its workbook attached under a name.
    ///
    /// # Errors
    /// When it cannot be set.
    pub fn print(of: &Book, name: &str, workbook: Vec<u8>) -> Result<Vec<u8>, PdfError> {
        typeset::pdf(book::document(of, Some(name)), Enclosed { attached: Some(workbook), logo: logo(of) }, of.as_of)
    }

    /// A book in print that is no workbook.
    ///
    /// # Errors
    /// When it cannot be set.
    pub fn print_alone(of: &Book) -> Result<Vec<u8>, PdfError> {
        typeset::pdf(book::document(of, None), Enclosed { attached: None, logo: logo(of) }, of.as_of)
    }

    fn logo(of: &Book) -> Option<Vec<u8>> {
        let logo = of.sheets.iter().find_map(|sheet| sheet.logo.as_ref());
        logo.map(|logo| logo.picture.bytes.clone())
    }
}

/// A build without a typesetter prints nothing.
#[cfg(not(feature = "pdf"))]
pub fn print_alone(_: &super::grid::Book) -> Result<Vec<u8>, PdfError> {
    available().map(|()| Vec::new())
}

/// A build without a typesetter prints nothing.
#[cfg(not(feature = "pdf"))]
pub fn print_donors(_: &super::View<'_>, _: &std::path::Path) -> Result<Vec<String>, PdfError> {
    available().map(|()| Vec::new())
}
