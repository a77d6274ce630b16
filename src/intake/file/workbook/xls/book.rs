//! What an xls workbook says for all of its sheets: formats, fonts, shared texts, names, and where its sheets begin.
//!
//! What comes in: records. What leaves: answers by number. What it does not know: cells. The records are those of
//! Microsoft's [MS-XLS], sections 2.4.28 (BoundSheet8), 2.4.122 (Font), 2.4.126 (Format), 2.4.265 (SST) and 2.4.353 (XF);
//! Excel 2 to 4 have one sheet a file, or in Excel 4 several one after the other.

use std::collections::BTreeMap;

use super::records::{Biff, Record, Records, TextCoding, long, shared_texts, short};
use super::tokens::References;
use super::{BEGIN, CONTINUE, ENCRYPTED, END, TWIPS, begins, encrypted};
use crate::intake::file::workbook::colour::{Colour, unseen};
use crate::intake::file::workbook::number_format::{NumberFormat, built_in, of_code};
use crate::intake::file::workbook::{LEAST_HEIGHT, Refusal, Style};

const EXTERNAL_SHEET: u16 = 0x0017;
const NAME: u16 = 0x0018;
const FORMAT_2: u16 = 0x001e;
const DATE_MODE: u16 = 0x0022;
const FONT: u16 = 0x0031;
const CODE_PAGE: u16 = 0x0042;
const XF_2: u16 = 0x0043;
const BOUND_SHEET: u16 = 0x0085;
const BUNDLED_SHEET: u16 = 0x008f;
const XF: u16 = 0x00e0;
const STRINGS: u16 = 0x00fc;
const BOOK: u16 = 0x01ae;
const CALCULATED_BY: u16 = 0x01c1;
const PALETTE: u16 = 0x0092;
const NAME_3: u16 = 0x0218;
const FONT_3: u16 = 0x0231;
const XF_3: u16 = 0x0243;
const FORMAT_4: u16 = 0x041e;
const XF_4: u16 = 0x0443;

/// The type of a stream of several sheets, in Excel 4.
const WORKSPACE: u16 = 0x0100;
/// The type of a sheet of cells.
const SHEET: u16 = 0x0010;

/// A sheet as the workbook lists it.
pub(super) struct Listed {
    pub name: String,
    pub hidden: bool,
    pub kind: SheetKind,
    /// Where it begins in the stream.
    pub start: usize,
}

/// What a sheet is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SheetKind {
    Cells,
    /// Macros of Excel 4.
    Macros,
    /// A chart, a module of Visual Basic.
    Other,
}

/// What a workbook says of itself.
pub(super) struct Book {
    pub texts: TextCoding,
    pub sheets: Vec<Listed>,
    pub strings: Vec<String>,
    pub references: References,
    /// Whether days are counted from 1904.
    pub epoch_1904: bool,
    /// Whether it does not say by which rules it was calculated, as Excel since 97 and LibreOffice do.
    pub uncalculated: bool,
    formats: BTreeMap<u16, NumberFormat>,
    fonts: Vec<Font>,
    styles: Vec<Xf>,
    /// The colours from the eighth on, where the workbook has its own.
    palette: Vec<[u8; 3]>,
}

/// A font, as far as it says whether what stands in it counts, and is seen.
#[derive(Clone, Copy, Default)]
struct Font {
    struck: bool,
    tiny: bool,
    ink: Option<u16>,
}

/// What a style is made of.
#[derive(Clone, Copy, Default)]
struct Xf {
    font: u16,
    format: u16,
    /// The colour of a solid fill.
    paper: Option<u16>,
}

impl Xf {
    /// Of its record, in which each version has the fill's pattern and colour elsewhere; Excel 2 has none.
    fn of(data: &[u8], biff: Biff) -> Option<Self> {
        const SOLID: u16 = 1;
        let small = |offset: usize| data.get(offset).map(|&number| u16::from(number));
        let bits = |offset: usize, shift: u16, mask: u16| Some(short(data, offset)? >> shift & mask);
        let solid = |pattern: Option<u16>, colour: Option<u16>| pattern.filter(|&kind| kind == SOLID).and(colour);
        Some(match biff {
            Biff::Two => Self { font: small(0)?, format: small(2)? & 0x3f, paper: None },
            Biff::Three | Biff::Four => {
                Self { font: small(0)?, format: small(1)?, paper: solid(bits(6, 0, 0x3f), bits(6, 6, 0x1f)) }
            }
            Biff::Five => {
                let paper = solid(bits(10, 0, 0x3f), bits(8, 0, 0x7f));
                Self { font: short(data, 0)?, format: short(data, 2)?, paper }
            }
            Biff::Eight | Biff::Twelve => {
                let paper = solid(bits(16, 10, 0x3f), bits(18, 0, 0x7f));
                Self { font: short(data, 0)?, format: short(data, 2)?, paper }
            }
        })
    }
}

impl Book {
    /// Reads what comes before the sheets; in Excel 2 to 4, what stands among the cells of its sheet.
    ///
    /// # Errors
    /// When the stream does not begin as a workbook, it is encrypted, or a text is in an unknown code page.
    pub fn read(stream: &[u8]) -> Result<Self, Refusal> {
        let mut records = Records::from(stream, 0).peekable();
        let first = records.next().filter(|first| begins(first.kind));
        let biff = first.and_then(|first| version(first.kind, first.data));
        let (Some(first), Some(biff)) = (first, biff) else {
            return Err(Refusal::damaged("a stream that does not begin as a workbook of Excel"));
        };
        let mut book = Self {
            texts: TextCoding { biff, page: 1252 },
            sheets: Vec::new(),
            strings: Vec::new(),
            references: References::default(),
            epoch_1904: false,
            uncalculated: biff == Biff::Eight,
            formats: BTreeMap::new(),
            fonts: Vec::new(),
            styles: Vec::new(),
            palette: Vec::new(),
        };
        // A sheet alone, as some programs write it in the way of Excel 2 to 4, whatever version they name.
        let alone = biff == Biff::Five && short(first.data, 2) == Some(SHEET);
        let several = biff >= Biff::Five && !alone || short(first.data, 2) == Some(WORKSPACE);
        if !several {
            let name = String::new();
            book.sheets.push(Listed { name, hidden: false, kind: SheetKind::Cells, start: first.start });
        }
        let mut named: Option<String> = None;
        while let Some(record) = records.next() {
            match record.kind {
                END if biff >= Biff::Five || !several => break,
                ENCRYPTED => return Err(encrypted()),
                BUNDLED_SHEET => named = book.texts.text(record.data.get(4..).unwrap_or_default(), false)?,
                kind if begins(kind) => book.sheets.extend(named.take().map(|name| Listed {
                    name,
                    hidden: false,
                    kind: SheetKind::Cells,
                    start: record.start,
                })),
                STRINGS => {
                    let mut parts = vec![record.data];
                    while let Some(more) = records.next_if(|next| next.kind == CONTINUE) {
                        parts.push(more.data);
                    }
                    book.strings = shared_texts(parts);
                }
                _ => book.take(record)?,
            }
        }
        Ok(book)
    }

    fn take(&mut self, Record { kind, data, .. }: Record<'_>) -> Result<(), Refusal> {
        let biff = self.texts.biff;
        match kind {
            CODE_PAGE => self.texts.page = short(data, 0).unwrap_or(self.texts.page),
            DATE_MODE => self.epoch_1904 = short(data, 0) == Some(1),
            CALCULATED_BY => self.uncalculated = false,
            FONT | FONT_3 => {
                let colour = short(data, 4).filter(|_| biff >= Biff::Three);
                self.fonts.push(Font {
                    struck: short(data, 2).is_some_and(|flags| flags & 0x08 != 0),
                    tiny: short(data, 0).is_some_and(|height| height < TWIPS * u16::from(LEAST_HEIGHT)),
                    ink: colour,
                });
            }
            PALETTE => {
                let colours = data.get(2..).unwrap_or_default().as_chunks::<4>().0;
                self.palette = colours.iter().map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
            }
            FORMAT_2 | FORMAT_4 => self.format(kind, data)?,
            XF_2 if biff == Biff::Two => self.styles.extend(Xf::of(data, biff)),
            XF => self.styles.extend(Xf::of(data, biff)),
            XF_3 => self.styles.extend(Xf::of(data, Biff::Three)),
            XF_4 => self.styles.extend(Xf::of(data, Biff::Four)),
            BOUND_SHEET => {
                let (Some(start), Some(flags)) = (long(data, 0), data.get(4..6)) else { return Ok(()) };
                let kind = match flags {
                    [_, 0] => SheetKind::Cells,
                    [_, 1] => SheetKind::Macros,
                    _ => SheetKind::Other,
                };
                let name = self.texts.text(data.get(6..).unwrap_or_default(), false)?.unwrap_or_default();
                let hidden = flags.first().is_some_and(|state| state & 3 != 0);
                self.sheets.push(Listed { name, hidden, kind, start: usize::try_from(start).unwrap_or(usize::MAX) });
            }
            BOOK => self.references.book(data),
            EXTERNAL_SHEET => self.references.sheet(data, biff),
            NAME | NAME_3 => self.references.name(data, self.texts)?,
            _ => {}
        }
        Ok(())
    }

    /// Takes a format; before Excel 5 they are numbered as they come.
    fn format(&mut self, kind: u16, data: &[u8]) -> Result<(), Refusal> {
        let biff = self.texts.biff;
        let next = u16::try_from(self.formats.len()).unwrap_or(u16::MAX);
        let (number, text) = match kind {
            FORMAT_4 if biff >= Biff::Five => (short(data, 0).unwrap_or(next), data.get(2..)),
            FORMAT_4 => (next, data.get(2..)),
            _ => (next, Some(data)),
        };
        if let Some(code) = self.texts.text(text.unwrap_or_default(), biff == Biff::Eight)? {
            self.formats.insert(number, of_code(&code));
        }
        Ok(())
    }

    /// How cells of a style are shown.
    pub fn style(&self, number: u16) -> Style {
        let Xf { font, format, paper } = self.styles.get(usize::from(number)).copied().unwrap_or_default();
        let Font { struck, tiny, ink } = self.font(font);
        let colour = |number: Option<u16>| number.and_then(|number| self.colour(number));
        Style {
            format: self.format_of(format),
            struck,
            unseen: tiny || unseen(colour(ink).as_ref(), colour(paper).as_ref()),
        }
    }

    /// The same in Excel 2, of which cells say their style, format and font themselves; or the style in a record before.
    pub fn style_of_excel_2(&self, said: &[u8; 2], before: Option<u16>) -> Style {
        const ELSEWHERE: u8 = 0x3f;
        let number = said[0] & 0x3f;
        let number = if number == ELSEWHERE { before.unwrap_or(number.into()) } else { number.into() };
        if usize::from(number) < self.styles.len() {
            return self.style(number);
        }
        Style {
            format: self.format_of((said[1] & 0x3f).into()),
            struck: self.font((said[1] >> 6).into()).struck,
            unseen: false,
        }
    }

    fn format_of(&self, number: u16) -> NumberFormat {
        let said = self.formats.get(&number).copied();
        // Before Excel 5 formats have no numbers that all workbooks share.
        said.unwrap_or_else(|| if self.texts.biff >= Biff::Five { built_in(number) } else { NumberFormat::default() })
    }

    fn font(&self, font: u16) -> Font {
        // There is no font of the number 4.
        let index = if font > 4 { font - 1 } else { font };
        self.fonts.get(usize::from(index)).copied().unwrap_or_default()
    }

    /// The colour of a number; none where the program chooses.
    pub fn colour(&self, number: u16) -> Option<Colour> {
        const AUTOMATIC: u16 = 0x7fff;
        let own = usize::from(number).checked_sub(8).and_then(|index| self.palette.get(index));
        match own {
            Some(colour) => Some(Colour::of_rgb(*colour, "")),
            None => (number != AUTOMATIC).then(|| Colour::of_index(number.into(), "")),
        }
    }
}

/// The version of the format, by the record with which a stream begins.
fn version(kind: u16, data: &[u8]) -> Option<Biff> {
    const EXCEL_97: u16 = 0x0600;
    Some(match kind {
        0x0009 => Biff::Two,
        0x0209 => Biff::Three,
        0x0409 => Biff::Four,
        BEGIN if short(data, 0)? >= EXCEL_97 => Biff::Eight,
        BEGIN => Biff::Five,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn fonts_and_fills_of_all_versions_tell_what_is_struck_through_or_not_seen() {
        // Fonts: black, white, struck through, of the colour 12, chosen by the program. There is none of the number 4.
        let fonts = [(0, 8), (0, 9), (8, 0x7fff), (0, 12), (0, 0x7fff)];
        let fonts = |kind| {
            fonts.map(|(flags, colour): (u8, u16)| {
                record(kind, &[&[200, 0, flags, 0][..], &colour.to_le_bytes(), &[0; 10]].concat())
            })
        };
        // Styles: a font, and a colour of a solid fill or none.
        let styles: [(u8, Option<u8>); 8] =
            [(0, None), (1, None), (2, None), (3, Some(12)), (3, Some(13)), (1, Some(12)), (5, Some(8)), (5, None)];
        let expected = [
            (false, false),
            (false, true),
            (true, false),
            (false, true),
            (false, false),
            (false, false),
            (false, true),
            (false, false),
        ];
        let xf = |biff: Biff, (font, fill): (u8, Option<u8>)| {
            let (pattern, colour) = (u32::from(fill.is_some()), u32::from(fill.unwrap_or(64)));
            match biff {
                Biff::Four => {
                    let area = (pattern | (colour & 0x1f) << 6) as u16;
                    record(XF_4, &[&[font, 0, 0, 0, 0, 0][..], &area.to_le_bytes(), &[0; 4]].concat())
                }
                Biff::Five => record(
                    XF,
                    &[&[font, 0, 0, 0, 0, 0, 0, 0][..], &(colour | pattern << 16).to_le_bytes(), &[0; 4]].concat(),
                ),
                Biff::Two | Biff::Three | Biff::Eight | Biff::Twelve => record(
                    XF,
                    &[&[font, 0, 0, 0][..], &[0; 10], &(pattern << 26).to_le_bytes(), &(colour as u16).to_le_bytes()]
                        .concat(),
                ),
            }
        };
        for (biff, begin, version, font) in [
            (Biff::Eight, BEGIN, 0x0600_u16, FONT),
            (Biff::Five, BEGIN, 0x0500, FONT),
            (Biff::Four, 0x0409, 0x0400, FONT_3),
        ] {
            let mut stream = record(begin, &[&version.to_le_bytes()[..], &[0x10, 0, 0, 0]].concat());
            stream.extend(fonts(font).concat());
            stream.extend(styles.map(|style| xf(biff, style)).concat());
            stream.extend(record(END, &[]));
            let book = Book::read(&stream).unwrap();
            let said: Vec<(bool, bool)> =
                (0..8).map(|number| book.style(number)).map(|style| (style.struck, style.unseen)).collect();
            assert_eq!(said, expected, "{biff:?}");
        }
        // With colours of its own the ninth may be any.
        let mut stream = record(BEGIN, &[0, 6, 5, 0]);
        stream.extend(record(PALETTE, &[2, 0, 0, 0, 0, 0, 0xc0, 0xc0, 0xc0, 0]));
        stream.extend(fonts(FONT).concat());
        stream.extend(xf(Biff::Eight, (1, None)));
        stream.extend(record(END, &[]));
        assert!(!Book::read(&stream).unwrap().style(0).unseen);
    }
}
