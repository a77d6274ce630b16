//! All reports of a month into their folder.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::allocate::AllocateError;
use crate::domain::Month;
use crate::files::{self, Know, SetAside, StagedFolder};
use crate::month::Figures;

use super::grid::Book;
use super::manifest::{self, Hashed, Provenance};
use super::pdf::PdfError;
use super::read_back::{self, ReadBackError};
use super::tables::{self, TableError};
use super::workbooks::{PACKS, PRINTED};
use super::{DonorFiles, View, Workbook, donor, donor_packs, journals, page, pdf, xlsx};

/// Why the reports were not written; the folder is then as it was.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// A workbook breaks a rule of its format.
    #[error("the workbook {book} cannot be written: {why}")]
    Workbook {
        /// Its title.
        book: String,
        /// The writer's reason.
        why: rust_xlsxwriter::XlsxError,
    },
    /// A workbook does not hold what was meant.
    #[error("{0}")]
    ReadBack(Box<ReadBackError>),
    /// A table cannot be written.
    #[error("the ledger's tables cannot be written: {0}")]
    Table(#[from] TableError),
    /// Figures cannot be added up.
    #[error("the figures cannot be added up: {0}")]
    Sums(#[from] polars::error::PolarsError),
    /// The manifest or the figures of the page cannot be written as JSON.
    #[error("the figures cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// There is no allocation of a contribution that the page tries.
    #[error("a contribution cannot be tried: {0}")]
    Opportunity(#[from] AllocateError),
    /// The journals cannot be written.
    #[error("the journals cannot be written: {0}")]
    Journals(#[from] csv::Error),
    /// Nothing can be printed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// The system refuses.
    #[error("the reports cannot be written: {0}")]
    System(#[from] io::Error),
}

/// The page and its figures, for the fund and for everybody.
const PAGES: [[&str; 2]; 2] = [["dashboard.html", "figures.json"], ["dashboard-public.html", "figures-public.json"]];
/// What went in and what came out.
const MANIFEST: &str = "manifest.json";

/// What is made of workbooks beside themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Donors' workbooks as PDF, where the build can print.
    pub pdf: bool,
    /// Each donor's files in an archive, with a cover letter.
    pub pack: bool,
    /// The report of a calendar year, for the partners' meeting.
    pub annual: Option<i32>,
}

impl Extras {
    /// What was made beside the workbooks of a month, by the names of its files.
    pub fn of<'f>(files: impl Iterator<Item = &'f str>) -> Self {
        let mut extras = Self::default();
        for file in files {
            let folder = file.split_once('/').map(|(folder, _)| folder);
            extras.pdf |= folder == Some(PRINTED);
            extras.pack |= folder == Some(PACKS);
            extras.annual = extras.annual.or(Workbook::annual_year(file));
        }
        extras
    }

    /// Whether something is among it that is made of other reports: printed versions, or packs.
    pub const fn is_of_workbooks(self) -> bool {
        self.pdf || self.pack
    }

    /// Whether this build can make them.
    ///
    /// # Errors
    /// When PDF is wanted, and it cannot print.
    pub fn available(self) -> Result<(), WriteError> {
        if self.pdf { Ok(pdf::available()?) } else { Ok(()) }
    }
}

/// Reports that are written but not yet where they belong.
#[derive(Debug)]
pub struct Written {
    staged: StagedFolder,
    /// Every file but the manifest, which comes last.
    pub files: Vec<Hashed>,
}

impl Written {
    /// Where they are until then.
    pub fn path(&self) -> &Path {
        self.staged.path()
    }

    /// The manifest.
    pub fn manifest(&self) -> Option<&Hashed> {
        self.files.last()
    }

    /// Moves the reports to their folder; of what stood there, what is not known stays. Gives the names of the files in
    /// order, and what could not keep its name.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn put_in_place(self, know: Know<'_>) -> io::Result<(Vec<String>, Vec<SetAside>)> {
        let set_aside = self.staged.put_in_place(know)?;
        let mut files: Vec<String> = self.files.into_iter().map(|file| file.file).collect();
        files.sort();
        Ok((files, set_aside))
    }
}

/// Writes every report of the month beside `target`, to be moved there. `provenance` is what the figures
/// were made from.
///
/// # Errors
/// When anything cannot be written, or does not read back as it was meant.
pub fn stage(figures: &Figures, provenance: Provenance, target: &Path, extras: Extras) -> Result<Written, WriteError> {
    extras.available()?;
    let view = View::new(figures, provenance)?.to_be_written();
    let staged = StagedFolder::new(target)?;
    let reports = Workbook::of_month(&view, extras.annual);
    let kept = |name: &str, bytes: &[u8]| -> Result<Hashed, WriteError> {
        staged.write(name, bytes)?;
        Ok(Hashed::of(name, bytes))
    };
    let workbooks = || -> Result<Vec<Hashed>, WriteError> {
        reports.par_iter().map(|(name, report)| kept(name, &checked(&report.build(&view))?)).collect()
    };
    // All else is made beside the workbooks, in the threads that make them.
    let (beside, workbooks) = rayon::join(|| beside_workbooks(&view, &kept), workbooks);
    let mut files = workbooks?;
    files.extend(beside?);
    for name in of_workbooks(&view, staged.path(), extras)? {
        files.push(Hashed::of(&name, &std::fs::read(staged.path().join(&name))?));
    }
    files.sort();
    let manifest = manifest::json(&view, &files)?;
    staged.write(MANIFEST, manifest.as_bytes())?;
    files.push(Hashed::of(MANIFEST, manifest.as_bytes()));
    staged.sync()?;
    Ok(Written { staged, files })
}

/// Keeps a file of a name; gives its hash.
type Keep<'k> = dyn Fn(&str, &[u8]) -> Result<Hashed, WriteError> + Sync + 'k;

/// The tables, the journals, and the page with its figures.
fn beside_workbooks(view: &View<'_>, keep: &Keep<'_>) -> Result<Vec<Hashed>, WriteError> {
    let mut files = Vec::new();
    tables::write(view, |name, bytes| {
        files.push(keep(name, bytes)?);
        Ok::<(), WriteError>(())
    })?;
    if let Some(bytes) = journals::csv(view)? {
        files.push(keep(&format!("journals-{}.csv", Month::of(view.ledger.as_of)), &bytes)?);
    }
    let own = page::figures(view)?;
    let public = page::public(own.clone());
    for (figures, [page, json]) in [own, public].iter().zip(PAGES) {
        files.push(keep(page, page::html(figures)?.as_bytes())?);
        files.push(keep(json, &page::json(figures)?)?);
    }
    Ok(files)
}

/// Adds to a folder that holds the month's workbooks what is made beside them; gives the names of the files. `provenance` is
/// what the figures were made from.
///
/// # Errors
/// When anything cannot be written or printed.
pub fn add(
    figures: &Figures,
    provenance: Provenance,
    folder: &Path,
    extras: Extras,
) -> Result<Vec<String>, WriteError> {
    extras.available()?;
    let view = View::new(figures, provenance)?.to_be_written();
    let mut added = Vec::new();
    for (name, report) in Workbook::of_month(&view, extras.annual) {
        if matches!(report, Workbook::Annual(_)) {
            files::write(&folder.join(&name), &checked(&report.build(&view))?)?;
            added.push(name);
        }
    }
    added.extend(of_workbooks(&view, folder, extras)?);
    Ok(added)
}

/// Adds to a folder each donor's workbook with a statement for a reporting period, which ends with the month; gives the
/// names of the files. `provenance` is what the figures were made from.
///
/// # Errors
/// When anything cannot be written.
pub fn add_periods(
    figures: &Figures,
    provenance: Provenance,
    folder: &Path,
    from: Month,
) -> Result<Vec<String>, WriteError> {
    let view = View::new(figures, provenance)?.to_be_written();
    let write = |of: DonorFiles<'_>| {
        let name = of.of_period(from);
        files::write(&folder.join(&name), &checked(&donor::book_from(&view, of.donor, from))?)?;
        Ok(name)
    };
    std::fs::create_dir_all(folder.join("periods"))?;
    DonorFiles::of_month(&view).into_iter().map(write).collect()
}

/// Prints and packs the donors' workbooks of a folder; gives the names of the files.
fn of_workbooks(view: &View<'_>, folder: &Path, extras: Extras) -> Result<Vec<String>, WriteError> {
    let mut more = Vec::new();
    if extras.pdf {
        more.extend(pdf::print_donors(view, folder)?);
    }
    if extras.pack {
        more.extend(donor_packs::write_all(view, folder)?);
    }
    Ok(more)
}

/// Writes a book and reads it back.
///
/// # Errors
/// When it breaks a rule of the format, or any cell differs.
pub fn checked(book: &Book) -> Result<Vec<u8>, WriteError> {
    let bytes = written_as(book)?;
    read_back::check(book, &bytes).map_err(|why| WriteError::ReadBack(Box::new(why)))?;
    Ok(bytes)
}

/// The bytes of a book.
///
/// # Errors
/// When it breaks a rule of the format.
pub fn written_as(book: &Book) -> Result<Vec<u8>, WriteError> {
    xlsx::write(book).map_err(|why| WriteError::Workbook { book: book.title.clone(), why })
}
