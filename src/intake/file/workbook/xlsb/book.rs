//! What an xlsb workbook says for all of its sheets.
//!
//! What comes in: the parts of the package. What leaves: its sheets, styles, texts, and what it refers to. What it does not
//! know: cells. The records are those of Microsoft's [MS-XLSB], sections 2.4.149 (BrtFont), 2.4.312 (BrtBundleSh), 2.4.666
//! (BrtFmt), 2.4.817 (BrtSSTItem) and 2.4.862 (BrtXF), and 2.5.4 (BrtColor).

use std::collections::BTreeMap;
use std::io::Read;

use super::records::Records;
use super::rules;
use crate::intake::file::workbook::colour::{Colour, Font};
use crate::intake::file::workbook::number_format::{built_in, of_code};
use crate::intake::file::workbook::package::{Package, Relation};
use crate::intake::file::workbook::shared_texts::SharedTexts;
use crate::intake::file::workbook::xls::TWIPS;
use crate::intake::file::workbook::xls::tokens::References;
use crate::intake::file::workbook::{LEAST_HEIGHT, Refusal, Style};

const TEXT_ITEM: u32 = 19;
const NAME: u32 = 39;
const FONT: u32 = 43;
const FORMAT: u32 = 44;
const FILL: u32 = 45;
const XF: u32 = 47;
const PROPERTIES: u32 = 153;
const BUNDLE_SHEET: u32 = 156;
const CALCULATION: u32 = 157;
const OTHER_BOOK: u32 = 355;
const ITSELF: u32 = 357;
const SAME_SHEET: u32 = 358;
const SHEETS: u32 = 362;
const ADD_IN: u32 = 667;
const DXF: u32 = 507;
const BEGIN_CELL_XFS: u32 = 617;
const END_CELL_XFS: u32 = 618;

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub name: String,
    pub hidden: bool,
    /// Its part, for a sheet of cells.
    pub part: Option<String>,
}

/// What a workbook says of itself.
#[derive(Default)]
pub(super) struct Book {
    pub sheets: Vec<Listed>,
    pub styles: Vec<Style>,
    /// What rules make of cells, by number.
    pub made: Vec<Style>,
    pub strings: SharedTexts,
    pub references: References,
    /// Whether days are counted from 1904.
    pub epoch_1904: bool,
    /// Whether the program that wrote it calculated nothing, so that a result of zero is none.
    pub uncalculated: bool,
}

impl Book {
    /// Reads all but the sheets.
    ///
    /// # Errors
    /// When a part is damaged or beyond the limits.
    pub fn read(package: &mut Package<'_>) -> Result<Self, Refusal> {
        const PART: &str = "xl/workbook.bin";
        let targets = package.relations(PART)?;
        let mut book = Self::default();
        let cut = || Refusal::damaged("a record of the workbook that is cut short");
        if let Some(part) = package.held(PART)? {
            book.workbook(part, &targets).ok_or_else(cut)?;
        }
        let of_kind = |kind: &str, usual: &str| {
            let named = targets.iter().find(|target| target.kind == kind).map(|target| target.target.clone());
            named.unwrap_or_else(|| usual.to_owned())
        };
        if let Some(part) = package.held(&of_kind("styles", "xl/styles.bin"))? {
            (book.styles, book.made) = styles(part).ok_or_else(cut)?;
        }
        if let Some(part) = package.held(&of_kind("sharedStrings", "xl/sharedStrings.bin"))? {
            book.strings = strings(part).ok_or_else(cut)??;
        }
        Ok(book)
    }

    fn workbook(&mut self, part: impl Read, targets: &[Relation]) -> Option<()> {
        let mut records = Records::new(part);
        while let Some(kind) = records.next()? {
            match kind {
                PROPERTIES => self.epoch_1904 = records.long(0)? & 1 != 0,
                CALCULATION => self.uncalculated = records.short(24)? & 1 != 0,
                BUNDLE_SHEET => {
                    let state = records.long(0)?;
                    let (relation, end) = records.text(8)?;
                    let target = targets.iter().find(|target| target.id == relation && target.kind == "worksheet");
                    let part = target.map(|target| target.target.clone());
                    self.sheets.push(Listed { name: records.text(end)?.0, hidden: state != 0, part });
                }
                OTHER_BOOK => self.references.add_book(true),
                ITSELF | SAME_SHEET | ADD_IN => self.references.add_book(false),
                SHEETS => self.references.binary_sheets(&records.data),
                NAME => {
                    let (name, end) = records.text(9)?;
                    let size = usize::try_from(records.long(end)?).ok()?;
                    let tokens = records.data.get(end + 4..)?.get(..size)?;
                    self.references.binary_name(&name, tokens);
                }
                _ => {}
            }
        }
        Some(())
    }
}

/// The styles by number, and by number what rules make of cells.
fn styles(part: impl Read) -> Option<(Vec<Style>, Vec<Style>)> {
    let mut records = Records::new(part);
    let (mut codes, mut styles, mut of_cells) = (BTreeMap::new(), Vec::new(), false);
    let (mut fonts, mut fills, mut made) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(kind) = records.next()? {
        match kind {
            FORMAT => {
                let number = records.short(0)?;
                codes.insert(number, of_code(&records.text(2)?.0));
            }
            FONT => fonts.push(Font {
                struck: records.short(2)? & 0x08 != 0,
                tiny: records.short(0)? < TWIPS * u16::from(LEAST_HEIGHT),
                ink: records.data.get(12..).and_then(colour_of),
            }),
            FILL => {
                const SOLID: u32 = 1;
                let solid = records.long(0)? == SOLID;
                fills.push(records.data.get(4..).and_then(colour_of).filter(|_| solid));
            }
            DXF => made.push(rules::made(&records.data).unwrap_or_default()),
            BEGIN_CELL_XFS => of_cells = true,
            END_CELL_XFS => of_cells = false,
            XF if of_cells => {
                let (number, font) = (records.short(2)?, records.short(4)?);
                let format = codes.get(&number).copied().unwrap_or_else(|| built_in(number));
                let fill = records.short(6).and_then(|fill| fills.get(usize::from(fill))).cloned().flatten();
                let font = fonts.get(usize::from(font)).cloned().unwrap_or_default();
                styles.push(font.style(format, fill.as_ref()));
            }
            _ => {}
        }
    }
    Some((styles, made))
}

/// The colour in some bytes: of the list of old, of its own, or of the theme; none where the program chooses.
pub(super) fn colour_of(bytes: &[u8]) -> Option<Colour> {
    let [kind, index, low, high] = bytes.first_chunk().copied()?;
    let shade = Some(u16::from_le_bytes([low, high])).filter(|shade| *shade != 0);
    let shade = shade.map(|shade| shade.to_string()).unwrap_or_default();
    match kind >> 1 {
        1 => Some(Colour::of_index(index.into(), &shade)),
        2 => Some(Colour::of_rgb(bytes.get(4..)?.first_chunk().copied()?, &shade)),
        3 => Some(Colour::of_theme(index.into(), &shade)),
        _ => None,
    }
}

/// The texts that cells share.
fn strings(part: impl Read) -> Option<Result<SharedTexts, Refusal>> {
    let mut records = Records::new(part);
    let mut strings = SharedTexts::default();
    while let Some(kind) = records.next()? {
        if kind == TEXT_ITEM
            && let Err(refusal) = strings.push(&records.text(1)?.0)
        {
            return Some(Err(refusal));
        }
    }
    Some(Ok(strings))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    #[test]
    fn ink_in_the_colour_of_its_paper_is_not_seen() {
        let font = |colour: [u8; 8]| record(FONT, &[&[0xdc, 0, 0, 0, 0x90, 1, 0, 0, 0, 2, 0, 0][..], &colour].concat());
        let fill = |solid: u8, colour: [u8; 8]| {
            record(FILL, &[&[solid, 0, 0, 0][..], &colour, &[3, 64, 0, 0, 0, 0, 0, 0xff]].concat())
        };
        let (own, black, white) =
            ([5, 0xff, 0, 0, 0xc0, 0, 0, 0xff], [7, 1, 0, 0, 0, 0, 0, 0xff], [3, 9, 0, 0, 0, 0, 0, 0xff]);
        let xf = |font: u8, fill: u8| record(XF, &[0, 0, 0, 0, font, 0, fill, 0]);
        let part = [
            [black, white, own, [0; 8], [7, 0, 0xff, 0x7f, 0, 0, 0, 0xff]].map(font).concat(),
            [fill(0, black), fill(1, own), fill(1, black)].concat(),
            record(BEGIN_CELL_XFS, &[0; 4]),
            [xf(0, 0), xf(1, 0), xf(2, 1), xf(3, 2), xf(1, 1), xf(2, 0), xf(4, 0), xf(3, 0)].concat(),
            record(END_CELL_XFS, &[]),
        ];
        let unseen: Vec<bool> = styles(part.concat().as_slice()).unwrap().0.iter().map(|style| style.unseen).collect();
        assert_eq!(unseen, [false, true, true, true, false, false, false, false]);
    }

    fn record(kind: u32, data: &[u8]) -> Vec<u8> {
        let mut out = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8] };
        out.push(data.len() as u8);
        out.extend(data);
        out
    }

    fn wide(text: &str) -> Vec<u8> {
        let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
    }

    #[test]
    fn formats_fonts_sheets_and_texts_are_found() {
        let part = [
            record(FONT, &[0xdc, 0, 0, 0]),
            record(FONT, &[0xdc, 0, 8, 0]),
            record(FORMAT, &[&[0xa4, 0][..], &wide("[$CHF] 0")].concat()),
            record(XF, &[0, 0, 9, 0, 0, 0]),
            record(BEGIN_CELL_XFS, &[2, 0, 0, 0]),
            record(XF, &[0, 0, 10, 0, 0, 0]),
            record(XF, &[0, 0, 0xa4, 0, 1, 0]),
            record(END_CELL_XFS, &[]),
            record(DXF, &[0, 0, 0, 0, 1, 0, 29, 0, 5, 0, 1]),
            record(DXF, &[0, 0, 0, 0, 1, 0, 5, 0, 12, 0, 5, 0xff, 0, 0, 0xff, 0xff, 0xff, 0xff]),
        ];
        let (styles, made) = styles(part.concat().as_slice()).unwrap();
        assert!(made.len() == 2 && made[0].struck && !made[0].unseen && made[1].unseen && !made[1].struck);
        assert_eq!(styles.len(), 2, "styles of styles are none of cells");
        assert!(styles[0].format.is_percent() && styles[1].struck && !styles[1].unseen);
        assert_eq!(styles[1].format.currency, Currency::parse("CHF"));
        let texts = strings(record(TEXT_ITEM, &[&[0][..], &wide("Malawi")].concat()).as_slice()).unwrap().unwrap();
        assert_eq!((texts.get(0), texts.get(1)), (Some("Malawi"), None));
        let relation = |id: &str, kind: &str| Relation {
            id: id.to_owned(),
            kind: kind.to_owned(),
            target: format!("xl/{kind}"),
            outside: false,
        };
        let sheet = |state: u8, relation: &str, name: &str| {
            record(BUNDLE_SHEET, &[&[state, 0, 0, 0, 1, 0, 0, 0][..], &wide(relation), &wide(name)].concat())
        };
        let part = [record(PROPERTIES, &[1, 0, 0, 0]), sheet(0, "rId1", "Data"), sheet(2, "rId2", "Chart")];
        let mut book = Book::default();
        book.workbook(part.concat().as_slice(), &[relation("rId1", "worksheet"), relation("rId2", "chartsheet")])
            .unwrap();
        let listed: Vec<_> =
            book.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.hidden, sheet.part.as_deref())).collect();
        assert_eq!(listed, [("Data", false, Some("xl/worksheet")), ("Chart", true, None)]);
        assert!(book.epoch_1904 && !book.uncalculated);
    }
}
