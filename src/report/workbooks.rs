//! The workbooks of a month, declared once: what each is called, and who builds it.
//!
//! What comes in: the figures of a month. What leaves: the names of files, and their books. What it does not know: how
//! books are written, and what else is made of them.

use crate::domain::Month;
use crate::domain::facts::Donor;

use super::grid::Book;
use super::{FileNames, View, annual, donor, fund, gap_tracker, reconciliation};

/// Where printed versions of workbooks are, below the month's folder.
pub(super) const PRINTED: &str = "pdf";
/// Where the archives are.
pub(super) const PACKS: &str = "packs";
/// How the names of workbooks end.
const EXTENSION: &str = "xlsx";

/// A workbook of a month.
#[derive(Clone, Copy, Debug)]
pub enum Workbook<'a> {
    /// The fund's consolidated report.
    Fund,
    /// The gap tracker.
    Gap,
    /// The reconciliation with finance.
    Reconciliation,
    /// The report of a calendar year, for the partners' meeting.
    Annual(i32),
    /// A donor's own.
    Donor(&'a Donor),
    /// A donor's own with a statement for a period that begins with a month.
    Period(&'a Donor, Month),
}

impl<'a> Workbook<'a> {
    /// The year of an annual report, by the name of its file.
    pub fn annual_year(file: &str) -> Option<i32> {
        file.strip_prefix("annual-")?.strip_suffix(".xlsx")?.parse().ok()
    }

    /// Its book.
    pub fn build(self, view: &View<'_>) -> Book {
        match self {
            Self::Fund => fund::book(view),
            Self::Gap => gap_tracker::book(view),
            Self::Reconciliation => reconciliation::book(view),
            Self::Annual(year) => annual::book(view, year),
            Self::Donor(donor) => donor::book(view, donor),
            Self::Period(donor, from) => donor::book_from(view, donor, from),
        }
    }

    /// All workbooks of the month with their files below the month's folder, that of a year where one is wanted.
    pub fn of_month(view: &View<'a>, annual: Option<i32>) -> Vec<(String, Self)> {
        let month = Month::of(view.ledger.as_of).to_string();
        let mut names = FileNames::default();
        let mut own = |name, suffix: &str, workbook| (names.file(name, suffix, EXTENSION), workbook);
        let mut workbooks = vec![
            own("fund", &month, Self::Fund),
            own("gap", &month, Self::Gap),
            own("reconciliation", &month, Self::Reconciliation),
        ];
        workbooks.extend(annual.map(|year| own("annual", &year.to_string(), Self::Annual(year))));
        workbooks
            .extend(DonorFiles::of_month(view).into_iter().map(|files| (files.workbook(), Self::Donor(files.donor))));
        workbooks
    }

    /// The workbook of a file of the month's folder, or of a reprint; nothing for files that are no workbook of it.
    pub fn of_file(view: &View<'a>, file: &str) -> Option<Self> {
        let of_month = Self::of_month(view, Self::annual_year(file)).into_iter();
        of_month.chain(Self::of_period(view, file)).find(|(name, _)| name == file).map(|(_, workbook)| workbook)
    }

    /// The donors' workbooks with a statement for the period of which a file's name says the first month.
    fn of_period(view: &View<'a>, file: &str) -> Vec<(String, Self)> {
        let from = file.rsplit_once("-from-").and_then(|(_, end)| end.strip_suffix(".xlsx")).and_then(Month::parse);
        let Some(from) = from else { return Vec::new() };
        let donors = DonorFiles::of_month(view).into_iter();
        donors.map(|files| (files.of_period(from), Self::Period(files.donor, from))).collect()
    }
}

/// What a donor's files of a month are called, each below the month's folder but for the draft.
#[derive(Clone, Debug)]
pub struct DonorFiles<'a> {
    /// The donor.
    pub donor: &'a Donor,
    stem: String,
}

impl<'a> DonorFiles<'a> {
    /// Those of every donor with an agreement.
    pub fn of_month(view: &View<'a>) -> Vec<Self> {
        let month = Month::of(view.ledger.as_of).to_string();
        let mut names = FileNames::default();
        let files = view.donors().map(|donor| {
            let stem = names.stem(&format!("{} {}", donor.code, donor.name), &month);
            Self { donor, stem }
        });
        files.collect()
    }

    /// The workbook.
    pub fn workbook(&self) -> String {
        format!("donors/{}", self.workbook_alone())
    }

    /// The workbook's name without its folder.
    pub fn workbook_alone(&self) -> String {
        format!("{}.{EXTENSION}", self.stem)
    }

    /// The workbook with a statement for a period that begins with a month, in a folder of such.
    pub fn of_period(&self, from: Month) -> String {
        format!("periods/{}-from-{from}.{EXTENSION}", self.stem)
    }

    /// The printed version of the workbook.
    pub fn printed(&self) -> String {
        format!("{PRINTED}/{}", self.printed_alone())
    }

    /// The printed version's name without its folder.
    pub fn printed_alone(&self) -> String {
        format!("{}.pdf", self.stem)
    }

    /// The cover letter, as it stands in the pack.
    pub fn letter(&self) -> String {
        format!("{}.txt", self.stem)
    }

    /// The cover letter in print.
    pub fn letter_printed(&self) -> String {
        format!("{PRINTED}/{}", self.letter_printed_alone())
    }

    /// Its name without its folder.
    pub fn letter_printed_alone(&self) -> String {
        format!("{}-letter.pdf", self.stem)
    }

    /// The call for what is overdue in print.
    pub fn call_printed(&self) -> String {
        format!("{PRINTED}/{}", self.call_printed_alone())
    }

    /// Its name without its folder.
    pub fn call_printed_alone(&self) -> String {
        format!("{}-call.pdf", self.stem)
    }

    /// All of these in an archive.
    pub fn pack(&self) -> String {
        format!("{PACKS}/{}.zip", self.stem)
    }

    /// The draft of a mail that calls for what is overdue, in the folder of drafts.
    pub fn call(&self) -> String {
        format!("{}-call.eml", self.stem)
    }

    /// The draft of a mail, in the folder of drafts.
    pub fn draft(&self) -> String {
        format!("{}.eml", self.stem)
    }
}
