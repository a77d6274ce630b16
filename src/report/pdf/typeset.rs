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
use super::document::{Document, Section};
use super::ends::{End, ends, share_pages};
use super::joined::joined;
use super::room::{SMALLEST, without_rest};

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
    let mut paged = without_rests(&mut desk, &mut document)?;
    if share_pages(&mut document, &paged) {
        paged = without_rests(&mut desk, &mut document)?;
    }
    let ends = ends(&paged, document.parts.len());
    if joined(&mut document, ends) {
        paged = without_rests(&mut desk, &mut document)?;
    }
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

/// The pages of a document. A part whose last page holds next to nothing is set in smaller letters, where these spare it that page:
/// as small as it should take, or else the smallest. One that is to be on one page, and is not, also has its rows closer to each other.
fn without_rests(desk: &mut Desk, document: &mut Document) -> Result<PagedDocument, PdfError> {
    let paged = desk.set(document)?;
    let ends = ends(&paged, document.parts.len());
    let usual: Vec<Setting> = document.parts.iter().map(|part| (part.size, part.close)).collect();
    for (part, end) in document.parts.iter_mut().zip(&ends) {
        (part.size, part.close) = spared(part, end);
    }
    let is_changed = |(part, usual): (&Section, &Setting)| (part.size, part.close) != *usual;
    if !document.parts.iter().zip(&usual).any(is_changed) {
        return Ok(paged);
    }
    let mut paged = desk.set(document)?;
    for is_last in [false, true] {
        let after = self::ends(&paged, usual.len());
        let mut in_vain = false;
        for (((part, usual), before), after) in document.parts.iter_mut().zip(&usual).zip(&ends).zip(&after) {
            if is_changed((&*part, usual)) && after.pages >= before.pages {
                (part.size, part.close) = match part.one_page {
                    true => (SMALLEST, true),
                    false if is_last || part.size == SMALLEST => *usual,
                    false => (SMALLEST, part.close),
                };
                in_vain = true;
            }
        }
        if !in_vain {
            break;
        }
        paged = desk.set(document)?;
    }
    Ok(paged)
}

/// The height of the letters of a part, and whether its rows stand close.
type Setting = (u32, bool);

/// How a part that ends so may spare its last page; else as it is.
fn spared(part: &Section, end: &End) -> Setting {
    match without_rest(part.size, end.pages, end.last) {
        Some(smaller) => (smaller, part.close),
        None if part.one_page && end.pages > 1 => (SMALLEST, true),
        None => (part.size, part.close),
    }
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
    use typst::foundations::Label;
    use typst::introspection::Introspector;
    use typst::layout::{Abs, Frame, FrameItem};
    use typst::utils::PicoStr;

    use super::super::document::{Block, Cell, Row, RowStyle, Section, Table, TextStyle};
    use super::*;

    /// A document of a table of so many rows, the last of them its total, with a note below it.
    fn noted(rows: usize) -> Document {
        let cells = |texts: [String; 2]| texts.map(|text| Cell { number: false, text, bar: None }).to_vec();
        let row = |row: usize| Row {
            style: if row + 1 == rows { RowStyle::Total } else { RowStyle::Body },
            cells: cells([format!("Row {row}"), row.to_string()]),
        };
        let header = Some(cells(["Row".to_owned(), "Number".to_owned()]));
        let table = Table::of("Table".to_owned(), vec![2_000, 1_000], header, (0..rows).map(row).collect());
        let blocks = vec![
            Block::Heading { level: 1, text: "Document".to_owned(), page: false },
            Block::Table(table),
            Block::Text { style: TextStyle::Note, text: "A note".to_owned() },
        ];
        let part = Section {
            name: "Part".to_owned(),
            landscape: true,
            loose: false,
            one_page: false,
            size: 90,
            close: false,
            blocks,
        };
        Document::of_parts("Document", vec![part])
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

    /// What stands on a page, as far down as it begins: its texts, and the rules that are drawn.
    fn set_on(page: &Frame) -> (Vec<(String, Abs)>, Vec<Abs>) {
        let (mut texts, mut rules) = (Vec::new(), Vec::new());
        for (at, item) in page.items() {
            if let FrameItem::Group(group) = item {
                let (inner, lines) = set_on(&group.frame);
                texts.extend(inner.into_iter().map(|(text, down)| (text, at.y + down)));
                rules.extend(lines.into_iter().map(|down| at.y + down));
            } else if let FrameItem::Text(text) = item {
                texts.push((text.text.to_string(), at.y));
            } else if let FrameItem::Shape(shape, _) = item
                && shape.stroke.is_some()
            {
                rules.push(at.y);
            }
        }
        (texts, rules)
    }

    #[test]
    fn a_page_that_ends_early_in_a_table_ends_below_a_row_and_the_next_begins_with_one() {
        let parted = |rows: &usize| desk().set(&noted(*rows)).unwrap().pages().len() == 2;
        let mut early = 0;
        for rows in (32..=46).filter(parted) {
            let paged = desk().set(&noted(rows)).unwrap();
            let pages: Vec<_> = paged.pages().iter().map(|page| set_on(&page.frame)).collect();
            let row = |(texts, _): &(Vec<(String, Abs)>, _), last: bool| {
                let mut rows = texts.iter().filter(|(text, _)| text.starts_with("Row ")).map(|(_, down)| *down);
                if last { rows.next_back().unwrap() } else { rows.next().unwrap() }
            };
            let head = |(texts, _): &(Vec<(String, Abs)>, _)| texts.iter().find(|(text, _)| text == "Row").unwrap().1;
            let below = |page: &(_, Vec<Abs>)| *page.1.iter().max().unwrap() - row(page, true);
            assert!(
                below(&pages[0]) < Abs::pt(6.0),
                "{rows} rows: a rule stands {:?} below the last",
                below(&pages[0])
            );
            let from_head = |page| row(page, false) - head(page);
            assert!((from_head(&pages[0]) - from_head(&pages[1])).abs() < Abs::pt(0.1), "{rows} rows: a strip");
            let page_foot = paged.pages()[0].frame.height() - Abs::pt(40.0);
            early += usize::from(page_foot - row(&pages[0], true) > Abs::pt(20.0));
        }
        assert!(early > 2, "{early} pages end early");
    }

    #[test]
    fn the_head_of_a_page_has_room_for_a_long_title() {
        for mark in ["", "ILLUSTRATIVE: the breakdown of the published totals is invented for demonstration."] {
            let mut document = noted(60);
            document.title = "Ministry of Foreign Affairs and Development ".repeat(6);
            document.mark = mark.to_owned();
            document.parts[0].landscape = false;
            let mut blocks = noted(60).parts.remove(0).blocks;
            document.parts[0].blocks.append(&mut blocks);
            let paged = desk().set(&document).unwrap();
            let (texts, _) = set_on(&paged.pages()[1].frame);
            assert!(texts.iter().any(|(text, _)| text.contains("Ministry")), "{mark:?}: the title heads the page");
            let highest = texts.iter().map(|(_, down)| *down).min().unwrap();
            assert!(highest > Abs::pt(8.0), "{mark:?}: a line stands at {highest:?}");
        }
    }

    #[test]
    fn a_part_takes_no_page_for_a_few_lines_if_smaller_letters_spare_it() {
        let two_pages = |rows: &usize| desk().set(&noted(*rows)).unwrap().pages().len() == 2;
        let mut document = noted((32..=46).find(two_pages).unwrap());
        assert_eq!(without_rests(&mut desk(), &mut document).unwrap().pages().len(), 1);
        assert!((70..90).contains(&document.parts[0].size), "{}", document.parts[0].size);
        // Where letters cannot be smaller, what is to be on one page is so by closer rows.
        let most = |one_page: bool| {
            let fits = |rows: &usize| {
                let mut document = noted(*rows);
                document.parts[0].one_page = one_page;
                without_rests(&mut desk(), &mut document).unwrap().pages().len() == 1
            };
            (36..=80).rev().find(fits).unwrap()
        };
        let (usual, close) = (most(false), most(true));
        assert!((usual + 5..80).contains(&close), "{usual} rows, {close} that stand close");
        // A heading that begins a page takes it in letters of any height.
        let mut document = noted(10);
        document.parts[0].blocks.push(Block::Heading { level: 2, text: "Alone".to_owned(), page: true });
        assert_eq!(without_rests(&mut desk(), &mut document).unwrap().pages().len(), 2);
        assert_eq!(document.parts[0].size, 90, "as it was");
    }

    /// The texts of each page of a document.
    fn texts_of(document: &Document) -> Vec<Vec<String>> {
        let paged = desk().set(document).unwrap();
        let texts = |frame: &Frame| set_on(frame).0.into_iter().map(|(text, _)| text).collect();
        paged.pages().iter().map(|page| texts(&page.frame)).collect()
    }

    #[test]
    fn a_table_that_goes_on_says_so_and_the_first_page_has_no_mark_at_its_head() {
        let mut document = noted(60);
        document.continued = "(continued)".to_owned();
        document.mark = "ILLUSTRATIVE".to_owned();
        let pages = texts_of(&document);
        assert_eq!(pages.len(), 2);
        let has = |page: usize, text: &str| pages[page].iter().any(|shown| shown.contains(text));
        assert_eq!([has(0, "(continued)"), has(1, "Table (continued)")], [false, true]);
        assert_eq!([has(0, "ILLUSTRATIVE"), has(1, "ILLUSTRATIVE")], [false, true]);
    }

    #[test]
    fn a_long_mark_is_on_the_paper_beside_a_title() {
        let mut document = noted(60);
        document.title = "Rapport destiné à : Suisse (Direction du développement et de la coopération)".to_owned();
        document.mark = "Chiffres illustratifs : les totaux du programme (160, 75, 10 et 75 millions de dollars des États-Unis) sont \
                         publiés ; tout ce qui est en dessous est inventé pour montrer le programme à l’œuvre."
            .to_owned();
        document.parts[0].landscape = false;
        document.parts[0].blocks.extend(noted(60).parts.remove(0).blocks);
        let paged = desk().set(&document).unwrap();
        let (texts, _) = set_on(&paged.pages()[1].frame);
        let mark = texts.iter().filter(|(text, _)| document.mark.contains(text.trim()) && text.contains(' '));
        let highest = mark.map(|(_, down)| *down).min().unwrap();
        assert!(highest > Abs::pt(8.0), "a line stands at {highest:?}");
    }

    #[test]
    fn the_header_of_a_table_is_on_the_page_of_its_first_rows() {
        for before in 20..46 {
            let mut document = noted(before);
            document.parts[0].blocks.push(Block::Heading { level: 3, text: "Second".to_owned(), page: false });
            document.parts[0].blocks.extend(noted(30).parts.remove(0).blocks.into_iter().skip(1));
            super::super::room::Room::of(true).size(&mut document.parts[0].blocks, false);
            let paged = desk().set(&document).unwrap();
            let place = |row: usize| {
                let label = Label::new(PicoStr::intern(&format!("row-0-4-{row}"))).unwrap();
                let found = paged.introspector().query_label(label).unwrap().location().unwrap();
                paged.introspector().position(found).unwrap().page.get()
            };
            assert_eq!(place(0), place(2), "{before} rows before it");
        }
    }

    #[test]
    fn parts_that_begin_a_page_share_it_where_it_has_room_for_all_of_them() {
        let mut document = noted(10);
        for rows in [8, 40] {
            document.parts[0].blocks.push(Block::Heading { level: 3, text: format!("Part {rows}"), page: true });
            document.parts[0].blocks.extend(noted(rows).parts.remove(0).blocks.into_iter().skip(1));
        }
        let paged = desk().set(&document).unwrap();
        let pages = paged.pages().len();
        assert!(share_pages(&mut document, &paged), "the second begins no page");
        assert_eq!(desk().set(&document).unwrap().pages().len(), pages - 1);
        let begin = |block: &Block| matches!(block, Block::Heading { page: true, .. });
        assert_eq!(document.parts[0].blocks.iter().filter(|block| begin(block)).count(), 1, "the third does");
    }
}
