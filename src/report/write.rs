//! All reports of a month into their folder.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::domain::Month;
use crate::domain::facts::Donor;
use crate::files::StagedFolder;
use crate::month::Figures;

use super::grid::Book;
use super::manifest::{self, Hashed};
use super::read_back::{self, ReadBackError};
use super::{Names, View, annual, dashboard, donor, fund, gap_tracker, pack, pdf, reconciliation, tables, xlsx};

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
    Table(#[from] polars::error::PolarsError),
    /// The manifest cannot be written.
    #[error("the manifest cannot be written: {0}")]
    Manifest(#[from] serde_json::Error),
    /// The system refuses.
    #[error("the reports cannot be written: {0}")]
    System(#[from] io::Error),
}

/// The page for the screen.
const DASHBOARD: &str = "dashboard.html";
/// What went in and what came out.
const MANIFEST: &str = "manifest.json";

/// One report to be made.
enum Report<'a> {
    Donor(&'a Donor),
    Annual(i32),
    Fund,
    Gap,
    Reconciliation,
}

/// What is made of workbooks beside themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// Donors' workbooks as PDF, by LibreOffice.
    pub pdf: bool,
    /// Each donor's files in an archive, with a cover letter.
    pub pack: bool,
    /// The report of a calendar year, for the partners' meeting.
    pub annual: Option<i32>,
}

/// Reports that are written but not yet in their place.
#[derive(Debug)]
pub struct Written {
    staged: StagedFolder,
    /// Every file but the manifest, which comes last.
    pub files: Vec<Hashed>,
}

impl Written {
    /// The manifest.
    pub fn manifest(&self) -> Option<&Hashed> {
        self.files.last()
    }

    /// Moves the reports to their place, which is replaced as a whole; gives the names of the files in order.
    ///
    /// # Errors
    /// When the system refuses; the place is then as it was.
    pub fn put_in_place(self) -> io::Result<Vec<String>> {
        self.staged.put_in_place()?;
        let mut files: Vec<String> = self.files.into_iter().map(|file| file.file).collect();
        files.sort();
        Ok(files)
    }
}

/// Writes every report of the month beside `target`, to be put in its place. `inputs` are the files that the figures
/// were read from.
///
/// # Errors
/// When anything cannot be written, or does not read back as it was meant.
pub fn stage(figures: &Figures, inputs: &[Hashed], target: &Path, extras: Extras) -> Result<Written, WriteError> {
    let view = View::new(figures, manifest::set_hash(inputs))?;
    let staged = StagedFolder::new(target)?;
    let reports = reports(&view, extras.annual);
    let kept = |name: &str, bytes: &[u8]| -> Result<Hashed, WriteError> {
        staged.write(name, bytes)?;
        Ok(Hashed::of(name, bytes))
    };
    let workbooks = || -> Result<Vec<Hashed>, WriteError> {
        reports.par_iter().map(|(name, report)| kept(name, &workbook(&build(&view, report))?)).collect()
    };
    // Tables are written outside the threads of the workbooks: one that waits for polars would begin another workbook.
    let (workbooks, ledger) = std::thread::scope(|scope| {
        let workbooks = scope.spawn(workbooks);
        let mut ledger = Vec::new();
        let made = tables::parquet(&view, |name, bytes| {
            ledger.push(kept(name, bytes)?);
            Ok::<(), WriteError>(())
        });
        (workbooks.join(), made.map(|()| ledger))
    });
    let mut files = workbooks.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    files.extend(ledger?);
    files.push(kept(DASHBOARD, dashboard::html(&view).as_bytes())?);
    let mut more = Vec::new();
    if extras.pdf {
        more.extend(pdf::print_donors(&view, staged.path())?);
    }
    if extras.pack {
        more.extend(pack::write_all(&view, staged.path())?);
    }
    for name in more {
        files.push(Hashed::of(&name, &std::fs::read(staged.path().join(&name))?));
    }
    files.sort();
    let manifest = manifest::json(&view, inputs, &files)?;
    staged.write(MANIFEST, manifest.as_bytes())?;
    files.push(Hashed::of(MANIFEST, manifest.as_bytes()));
    Ok(Written { staged, files })
}

/// Writes a book and reads it back.
///
/// # Errors
/// When it breaks a rule of the format, or any cell differs.
pub(super) fn workbook(book: &Book) -> Result<Vec<u8>, WriteError> {
    let bytes = written_as(book)?;
    read_back::check(book, &bytes).map_err(|why| WriteError::ReadBack(Box::new(why)))?;
    Ok(bytes)
}

/// The reports and the names of their files.
fn reports<'a>(view: &View<'a>, annual: Option<i32>) -> Vec<(String, Report<'a>)> {
    let month = Month::of(view.ledger.as_of).to_string();
    let mut names = Names::default();
    let mut reports = vec![
        (names.file("fund", &month, "xlsx"), Report::Fund),
        (names.file("gap", &month, "xlsx"), Report::Gap),
        (names.file("reconciliation", &month, "xlsx"), Report::Reconciliation),
    ];
    reports.extend(annual.map(|year| (names.file("annual", &year.to_string(), "xlsx"), Report::Annual(year))));
    reports.extend(donor_files(view).into_iter().map(|(name, donor)| (name, Report::Donor(donor))));
    reports
}

/// The name of each donor's workbook below the month's folder.
pub fn donor_files<'a>(view: &View<'a>) -> Vec<(String, &'a Donor)> {
    let month = Month::of(view.ledger.as_of).to_string();
    let mut names = Names::default();
    let named = view.donors().map(|donor| {
        let name = names.file(&format!("{} {}", donor.code, donor.name), &month, "xlsx");
        (format!("donors/{name}"), donor)
    });
    named.collect()
}

/// The year of an annual report, by the name of its file.
pub fn annual_year(file: &str) -> Option<i32> {
    file.strip_prefix("annual-")?.strip_suffix(".xlsx")?.parse().ok()
}

/// The book of a file of the month's folder, as it was written; nothing for files that are no workbook of it.
pub fn book_of(view: &View<'_>, file: &str) -> Option<Book> {
    let (_, report) = reports(view, annual_year(file)).into_iter().find(|(name, _)| name == file)?;
    Some(build(view, &report))
}

/// The bytes of a book.
///
/// # Errors
/// When it breaks a rule of the format.
pub fn written_as(book: &Book) -> Result<Vec<u8>, WriteError> {
    xlsx::write(book).map_err(|why| WriteError::Workbook { book: book.title.clone(), why })
}

fn build(view: &View<'_>, report: &Report<'_>) -> Book {
    match report {
        Report::Donor(donor) => donor::book(view, donor),
        Report::Annual(year) => annual::book(view, *year),
        Report::Fund => fund::book(view),
        Report::Gap => gap_tracker::book(view),
        Report::Reconciliation => reconciliation::book(view),
    }
}
