//! The typesetter: from a document and its attachment to the bytes of a PDF, by PDF/UA-1 and PDF/A-3a.
//!
//! What comes in: data, and a day. What leaves: bytes, the same for the same data. The template, the document, the
//! attachment and the fonts are all that it can read: no file of the machine, no package, no clock.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::PdfError;
use super::document::Document;

/// Liberation Sans has the measures of the font of the workbooks; DejaVu Sans has letters that it lacks.
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&[u8]; 3] = [
        include_bytes!("fonts/LiberationSans-Regular.ttf"),
        include_bytes!("fonts/LiberationSans-Bold.ttf"),
        include_bytes!("fonts/DejaVuSans.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});

static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The names that table cells head rows by are in no stable part of the typesetter yet.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build())
});

/// How many documents ago something was worked out that is still kept for the next one.
const KEPT: usize = 2;

/// The fonts that documents are set in, the first that has a letter sets it.
pub(super) fn fonts() -> &'static [Font] {
    &FONTS
}

/// Files that belong to a document, beside its text.
#[derive(Default)]
pub(super) struct Enclosed {
    /// The bytes of its attachment.
    pub attached: Option<Vec<u8>>,
    /// Those of the picture above its first page.
    pub logo: Option<Vec<u8>>,
}

/// Sets a document.
pub(super) fn pdf(document: &Document, enclosed: Enclosed, day: NaiveDate) -> Result<Vec<u8>, PdfError> {
    let json = serde_json::to_vec(document).map_err(|why| PdfError::NotSet(why.to_string()))?;
    let desk = Desk::new(json, enclosed)?;
    let set = typst::compile::<PagedDocument>(&desk).output;
    let paged = set.map_err(|faults| not_set(&faults))?;
    let standards = PdfStandards::new(&[PdfStandard::A_3a, PdfStandard::Ua_1]);
    let options = PdfOptions {
        ident: Smart::Custom(document.title.clone()),
        creator: Smart::Custom(Some(format!("poolfund {}", env!("CARGO_PKG_VERSION")))),
        timestamp: timestamp(day),
        page_ranges: None,
        standards: standards.map_err(|why| PdfError::NotSet(why.message().to_string()))?,
        tagged: true,
        pretty: false,
    };
    let written = typst_pdf::pdf(&paged, &options).map_err(|faults| not_set(&faults));
    typst::comemo::evict(KEPT);
    written
}

fn timestamp(day: NaiveDate) -> Option<Timestamp> {
    let (month, day_of_month) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Some(Timestamp::new_utc(Datetime::from_ymd_hms(day.year(), month, day_of_month, 0, 0, 0)?))
}

fn not_set(faults: &[SourceDiagnostic]) -> PdfError {
    PdfError::NotSet(faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; "))
}

/// All that the typesetter can see.
struct Desk {
    template: Source,
    document: (FileId, Bytes),
    enclosed: Vec<(FileId, Bytes)>,
}

impl Desk {
    fn new(document: Vec<u8>, Enclosed { attached, logo }: Enclosed) -> Result<Self, PdfError> {
        let mut enclosed = Vec::new();
        for (name, bytes) in [("attached", attached), ("logo", logo)] {
            if let Some(bytes) = bytes {
                enclosed.push((id(name)?, Bytes::new(bytes)));
            }
        }
        Ok(Self {
            template: Source::new(id("paper.typ")?, include_str!("paper.typ").to_owned()),
            document: (id("document.json")?, Bytes::new(document)),
            enclosed,
        })
    }
}

fn id(name: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(name).map_err(|_| PdfError::NotSet(name.to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let mut files = self.enclosed.iter().chain([&self.document]);
        files.find(|(known, _)| *known == id).map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// There is no clock: the same data give the same bytes.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
