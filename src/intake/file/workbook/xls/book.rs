//! What an xls workbook says for all of its sheets: formats, fonts, shared texts, names, and where its sheets begin.
//!
//! What comes in: records. What leaves: answers by number. What it does not know: cells. The records are those of
//! Microsoft's [MS-XLS], sections 2.4.28 (BoundSheet8), 2.4.122 (Font), 2.4.126 (Format), 2.4.265 (SST) and 2.4.353 (XF);
//! Excel 2 to 4 have one sheet a file, or in Excel 4 several one after the other.

use std::collections::BTreeMap;

use super::records::{Biff, Record, Records, TextCoding, long, shared_texts, short};
use super::tokens::References;
use super::{BEGIN, CONTINUE, ENCRYPTED, END, begins, encrypted};
use crate::intake::file::workbook::number_format::{NumberFormat, built_in, of_code};
use crate::intake::file::workbook::{Refusal, Style};

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
const NAME_3: u16 = 0x0218;
const FONT_3: u16 = 0x0231;
const XF_3: u16 = 0x0243;
const FORMAT_4: u16 = 0x041e;
const XF_4: u16 = 0x0443;

/// The type of a stream of several sheets, in Excel 4.
const WORKSPACE: u16 = 0x0100;

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
    /// Whether each font strikes through.
    fonts: Vec<bool>,
    /// Font and format of each style.
    styles: Vec<(u16, u16)>,
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
        };
        let several = biff >= Biff::Five || short(first.data, 2) == Some(WORKSPACE);
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
            FONT | FONT_3 => self.fonts.push(short(data, 2).is_some_and(|flags| flags & 0x08 != 0)),
            FORMAT_2 | FORMAT_4 => self.format(kind, data)?,
            XF_2 if biff == Biff::Two => {
                self.styles.extend(
                    data.first().zip(data.get(2)).map(|(&font, &format)| (font.into(), (format & 0x3f).into())),
                );
            }
            XF_3 | XF_4 => {
                self.styles.extend(data.first().zip(data.get(1)).map(|(&font, &format)| (font.into(), format.into())));
            }
            XF => self.styles.extend(short(data, 0).zip(short(data, 2))),
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
        let (font, format) = self.styles.get(usize::from(number)).copied().unwrap_or_default();
        Style { format: self.format_of(format), struck: self.is_struck(font), unseen: false }
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
            struck: self.is_struck((said[1] >> 6).into()),
            unseen: false,
        }
    }

    fn format_of(&self, number: u16) -> NumberFormat {
        let said = self.formats.get(&number).copied();
        // Before Excel 5 formats have no numbers that all workbooks share.
        said.unwrap_or_else(|| if self.texts.biff >= Biff::Five { built_in(number) } else { NumberFormat::default() })
    }

    fn is_struck(&self, font: u16) -> bool {
        // There is no font of the number 4.
        let place = if font > 4 { font - 1 } else { font };
        self.fonts.get(usize::from(place)).copied().unwrap_or(false)
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
