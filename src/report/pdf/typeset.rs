//! The typesetter: from a document and its attachment to the bytes of a PDF, by PDF/UA-1 and PDF/A-3a.
//!
//! What comes in: data, and a day. What leaves: bytes, the same for the same data. The template, the document, the
//! attachment and the fonts are all that it can read: no file of the machine, no package, no clock.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Label, Smart};
use typst::introspection::{Introspector, MetadataElem};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, PicoStr};
use typst::{Feature, Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::PdfError;
use super::document::Document;
use super::room::without_rest;

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
pub(super) fn pdf(mut document: Document, enclosed: Enclosed, day: NaiveDate) -> Result<Vec<u8>, PdfError> {
    let mut desk = Desk::new(enclosed)?;
    let paged = without_rests(&mut desk, &mut document)?;
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

/// The pages of a document. A part whose last page holds next to nothing is set in smaller letters, where these spare it that page.
fn without_rests(desk: &mut Desk, document: &mut Document) -> Result<PagedDocument, PdfError> {
    let paged = desk.set(document)?;
    let ends = ends(&paged, document.parts.len());
    let sizes: Vec<u32> = document.parts.iter().map(|part| part.size).collect();
    for (part, end) in document.parts.iter_mut().zip(&ends) {
        part.size = without_rest(part.size, end.pages, end.last).unwrap_or(part.size);
    }
    let is_changed = |document: &Document| document.parts.iter().zip(&sizes).any(|(part, size)| part.size != *size);
    if !is_changed(document) {
        return Ok(paged);
    }
    let smaller = desk.set(document)?;
    let mut in_vain = false;
    for ((part, before), (after, size)) in
        document.parts.iter_mut().zip(&ends).zip(self::ends(&smaller, sizes.len()).iter().zip(&sizes))
    {
        if part.size != *size && after.pages >= before.pages {
            part.size = *size;
            in_vain = true;
        }
    }
    if in_vain { desk.set(document) } else { Ok(smaller) }
}

/// Where a part ends.
struct End {
    /// How many pages it has.
    pages: u32,
    /// How far it goes on its last page, in thousandths of a page.
    last: u32,
}

/// Where the parts of a document end, by the marks that the template sets there.
fn ends(paged: &PagedDocument, parts: usize) -> Vec<End> {
    let marked = |part: usize| {
        let label = Label::new(PicoStr::intern(&format!("end-{part}")))?;
        let mark = paged.introspector().query_label(label).ok()?;
        mark.to_packed::<MetadataElem>()?.value.clone().cast::<u32>().ok()
    };
    let mut begun = 0;
    let ends = (0..parts).map(|part| {
        let mark = marked(part).unwrap_or_default();
        let (page, last) = (mark / 1000, mark % 1000);
        let pages = page.saturating_sub(begun);
        begun = page;
        End { pages, last }
    });
    ends.collect()
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
    fn new(Enclosed { attached, logo }: Enclosed) -> Result<Self, PdfError> {
        let mut enclosed = Vec::new();
        for (name, bytes) in [("attached", attached), ("logo", logo)] {
            if let Some(bytes) = bytes {
                enclosed.push((id(name)?, Bytes::new(bytes)));
            }
        }
        Ok(Self {
            template: Source::new(id("paper.typ")?, include_str!("paper.typ").to_owned()),
            document: (id("document.json")?, Bytes::new([])),
            enclosed,
        })
    }

    /// The pages of a document.
    fn set(&mut self, document: &Document) -> Result<PagedDocument, PdfError> {
        let json = serde_json::to_vec(document).map_err(|why| PdfError::NotSet(why.to_string()))?;
        self.document.1 = Bytes::new(json);
        typst::compile::<PagedDocument>(self).output.map_err(|faults| not_set(&faults))
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

#[cfg(test)]
mod tests {
    use super::super::document::{Block, Cell, Palette, Row, RowStyle, Section, Table, TextStyle};
    use super::*;

    /// A document of a table of so many rows, the last of them its total, with a note below it.
    fn noted(rows: usize) -> Document {
        let cells = |texts: [String; 2]| texts.map(|text| Cell { number: false, text, bar: None }).to_vec();
        let row = |row: usize| Row {
            style: if row + 1 == rows { RowStyle::Total } else { RowStyle::Body },
            cells: cells([format!("Row {row}"), row.to_string()]),
        };
        let table = Table {
            caption: "Table".to_owned(),
            widths: vec![2_000, 1_000],
            header: Some(cells(["Row".to_owned(), "Number".to_owned()])),
            rows: (0..rows).map(row).collect(),
        };
        let blocks = vec![
            Block::Heading { level: 1, text: "Document".to_owned(), page: false },
            Block::Table(table),
            Block::Text { style: TextStyle::Note, text: "A note".to_owned() },
        ];
        Document {
            language: ["en", "GB"],
            title: "Document".to_owned(),
            subject: String::new(),
            author: String::new(),
            mark: String::new(),
            palette: Palette::default(),
            attachment: None,
            logo: None,
            parts: vec![Section { name: "Part".to_owned(), landscape: true, loose: false, size: 90, blocks }],
        }
    }

    fn desk() -> Desk {
        Desk::new(Enclosed::default()).unwrap()
    }

    /// The page on which a row of the table begins, or the note, which counts as one more row.
    fn page_of(row: usize, paged: &PagedDocument) -> usize {
        let label = Label::new(PicoStr::intern(&format!("row-0-1-{row}"))).unwrap();
        let found = paged.introspector().query_label(label).unwrap().location().unwrap();
        paged.introspector().position(found).unwrap().page.get()
    }

    #[test]
    fn the_last_rows_of_a_table_are_on_the_page_of_its_total_and_the_note_below_it() {
        let mut pages = Vec::new();
        for rows in 32..=46 {
            let paged = desk().set(&noted(rows)).unwrap();
            let last = page_of(rows, &paged);
            let ends: Vec<usize> = (rows - 6..=rows).map(|row| page_of(row, &paged)).collect();
            assert_eq!(ends, [last; 7], "{rows} rows");
            assert_eq!(page_of(0, &paged), 1);
            pages.push(last);
        }
        assert_eq!((pages.first(), pages.last()), (Some(&1), Some(&2)), "shorter ones have room, longer ones go on");
    }

    #[test]
    fn a_part_takes_no_page_for_a_few_lines_if_smaller_letters_spare_it() {
        let two_pages = |rows: &usize| desk().set(&noted(*rows)).unwrap().pages().len() == 2;
        let mut document = noted((32..=46).find(two_pages).unwrap());
        assert_eq!(without_rests(&mut desk(), &mut document).unwrap().pages().len(), 1);
        assert!((70..90).contains(&document.parts[0].size), "{}", document.parts[0].size);
        // A heading that begins a page takes it in letters of any height.
        let mut document = noted(10);
        document.parts[0].blocks.push(Block::Heading { level: 2, text: "Alone".to_owned(), page: true });
        assert_eq!(without_rests(&mut desk(), &mut document).unwrap().pages().len(), 2);
        assert_eq!(document.parts[0].size, 90, "as it was");
    }
}
