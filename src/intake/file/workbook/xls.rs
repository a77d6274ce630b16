//! xls workbooks: values through calamine, and beside them what it does not give: hidden rows, merged areas, styles, and
//! the results of formulas in records of Excel 3 and 4, which some programs still write.
//!
//! What comes in: the bytes of a compound file. What leaves: sheet marks by sheet name. The records are those of
//! Microsoft's [MS-XLS], sections 2.4.28 (BoundSheet8), 2.4.122 (Font), 2.4.126 (Format), 2.4.127 (Formula), 2.4.168
//! (MergeCells), 2.4.184 (MulRk), 2.4.221 (Row) and 2.4.353 (XF); Excel 5 and 95 write the same with shorter texts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use calamine::{Reader as _, Xls};

use super::calamined::{self, whole_sheet};
use super::marks::SheetMarks;
use super::number_format::{NumberFormat, built_in, of_code};
use super::{Carried, Refusal, Request, Sink, Style, Value};
use crate::intake::problems::ProblemCode;
use crate::intake::row::number;

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000a;
const ENCRYPTED: u16 = 0x002f;
const FONT: u16 = 0x0031;
const COLUMNS: u16 = 0x007d;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00bd;
const XF: u16 = 0x00e0;
const MERGE_CELLS: u16 = 0x00e5;
const LABEL_SST: u16 = 0x00fd;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_ERROR: u16 = 0x0205;
const STRING: u16 = 0x0207;
const FORMULA_3: u16 = 0x0206;
const FORMULA_4: u16 = 0x0406;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027e;
const FORMAT: u16 = 0x041e;
const BEGIN: u16 = 0x0809;

/// The version of BIFF in which Excel 97 and later write.
const EXCEL_97: u16 = 0x0600;

/// Reads a workbook into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    if is_encrypted(bytes) {
        return Err(encrypted());
    }
    let marks = stream_of(bytes, bytes.len() as u64).and_then(|stream| of_stream(&stream)).unwrap_or_default();
    let mut workbook: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(bytes)).map_err(refusal)?;
    let metadata = workbook.sheets_metadata().to_vec();
    let epoch = workbook.has_1904_epoch();
    let file = calamined::File { bytes: bytes.len() as u64, sha256, carried: carried(bytes), marks: &marks, request };
    calamined::each_sheet(&file, &metadata, sink, &mut |sheet, gate| {
        let values = workbook.worksheet_range(sheet.name).map_err(Refusal::damaged)?;
        let formulas = workbook.worksheet_formula(sheet.name).unwrap_or_default();
        whole_sheet(&values, &formulas, epoch, sheet, gate)
    })
}

fn encrypted() -> Refusal {
    Refusal::new(ProblemCode::Encrypted, "an encrypted workbook")
}

fn refusal(error: calamine::XlsError) -> Refusal {
    if matches!(error, calamine::XlsError::Password) { encrypted() } else { Refusal::damaged(error) }
}

/// What the file carries that could act by itself.
fn carried(bytes: &[u8]) -> Vec<Carried> {
    let mut carried = Vec::new();
    if has_entry(bytes, "_VBA_PROJECT") {
        carried.push(Carried::Macros);
    }
    if has_entry(bytes, "\u{1}Ole10Native") || holds_embedding(bytes) {
        carried.push(Carried::Objects);
    }
    carried
}

/// Whether a directory entry of a compound file has a name that begins so. Names are in UTF-16, at the head of entries of
/// 128 bytes, in sectors that begin at multiples of 128: so they are found in a container that is damaged, too.
pub(super) fn has_entry(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

/// Whether a directory entry is named as Excel names storages of embedded objects: `MBD` and eight hexadecimal digits.
fn holds_embedding(bytes: &[u8]) -> bool {
    let prefix: Vec<u8> = "MBD".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| {
        let digits = entry
            .get(6..22)
            .is_some_and(|name| name.chunks(2).all(|unit| matches!(unit, [digit, 0] if digit.is_ascii_hexdigit())));
        entry.starts_with(&prefix) && digits
    })
}

/// Whether the records are encrypted, in whichever way: one of the first says so ([MS-XLS] 2.4.117, FilePass).
fn is_encrypted(bytes: &[u8]) -> bool {
    const FIRST_RECORDS: usize = 8;
    let stream = stream_of(bytes, 64 << 10).unwrap_or_default();
    let mut records = Records { rest: &stream }.take(FIRST_RECORDS);
    records.any(|(kind, _)| kind == ENCRYPTED)
}

/// The stream of the workbook, so many bytes of it at most.
fn stream_of(bytes: &[u8], limit: u64) -> Option<Vec<u8>> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["Workbook", "Book"].into_iter().find(|name| container.is_stream(name))?;
    let mut stream = Vec::new();
    container.open_stream(name).ok()?.take(limit).read_to_end(&mut stream).ok()?;
    Some(stream)
}

fn of_stream(stream: &[u8]) -> Option<BTreeMap<String, SheetMarks>> {
    let mut records = Records { rest: stream };
    let (kind, begin) = records.next()?;
    let wide = (kind == BEGIN).then(|| short(begin, 0))?? >= EXCEL_97;
    let (mut codes, mut fonts, mut styles, mut sheets) = (BTreeMap::new(), Vec::new(), Vec::new(), Vec::new());
    for (kind, data) in records {
        match kind {
            END | ENCRYPTED => break,
            FORMAT => {
                if let (Some(number), Some(code)) = (short(data, 0), text(data.get(2..)?, wide, wide)) {
                    codes.insert(number, of_code(&code));
                }
            }
            FONT => fonts.push(short(data, 2)? & 0x08 != 0),
            XF => styles.push((short(data, 0)?, short(data, 2)?)),
            BOUND_SHEET => {
                let start = u32::from_le_bytes(data.get(..4)?.try_into().ok()?);
                sheets.push((text(data.get(6..)?, false, wide)?, usize::try_from(start).ok()?));
            }
            _ => {}
        }
    }
    let format = |number: u16| -> NumberFormat { codes.get(&number).copied().unwrap_or_else(|| built_in(number)) };
    // There is no font of the number 4.
    let font = |number: u16| usize::from(if number > 4 { number - 1 } else { number });
    let style = |(of_font, of_format)| Style {
        format: format(of_format),
        struck: fonts.get(font(of_font)).copied().unwrap_or(false),
    };
    let styles: Vec<Style> = styles.into_iter().map(style).collect();
    let marks = |(name, start)| Some((name, of_sheet(stream.get(start..)?, &styles, wide)?));
    Some(sheets.into_iter().filter_map(marks).collect())
}

fn of_sheet(stream: &[u8], styles: &[Style], wide: bool) -> Option<SheetMarks> {
    let mut said = SheetMarks::default();
    let mut records = Records { rest: stream };
    if records.next()?.0 != BEGIN {
        return None;
    }
    // A chart within the sheet is a stream of its own, between a beginning and an end.
    let mut depth = 0_u32;
    let mut waiting = None;
    for (kind, data) in records {
        match kind {
            BEGIN => depth += 1,
            END => match depth.checked_sub(1) {
                Some(outer) => depth = outer,
                None => break,
            },
            _ if depth > 0 => {}
            ROW => {
                let row = u32::from(short(data, 0)?) + 1;
                if data.get(12)? & 0x20 != 0 || short(data, 6)? & 0x7fff == 0 {
                    said.hide(row, row);
                }
            }
            COLUMNS if short(data, 8)? & 1 != 0 || short(data, 4)? == 0 => {
                said.details.hidden_columns.push([u32::from(short(data, 0)?), u32::from(short(data, 2)?)]);
            }
            NUMBER | RK | FORMULA | LABEL | LABEL_SST | BOOL_ERROR => {
                cell(&mut said, styles, data, short(data, 2)?, short(data, 4)?)?;
            }
            FORMULA_3 | FORMULA_4 => {
                cell(&mut said, styles, data, short(data, 2)?, short(data, 4)?)?;
                let place = (u32::from(short(data, 0)?), u32::from(short(data, 2)?));
                waiting = match result(data.get(6..14)?.first_chunk()?) {
                    Some(value) => {
                        said.extra.insert(place, value);
                        None
                    }
                    None => Some(place),
                };
            }
            STRING => {
                if let (Some(place), Some(text)) = (waiting.take(), text(data, true, wide)) {
                    said.extra.insert(place, Value::Text(text.into()));
                }
            }
            MUL_RK => {
                let first = short(data, 2)?;
                for (place, pair) in data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6).enumerate() {
                    let column = first.checked_add(u16::try_from(place).ok()?)?;
                    cell(&mut said, styles, data, column, short(pair, 0)?)?;
                }
            }
            MERGE_CELLS => said.details.merged.extend(data.get(2..)?.chunks_exact(8).filter_map(area)),
            _ => {}
        }
    }
    Some(said.settle())
}

/// The error value of a code ([MS-XLS] 2.5.10, BErr).
pub(super) fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        0x2b => "#GETTING_DATA",
        _ => "#ERROR!",
    }
}

/// The result of a formula ([MS-XLS] 2.5.133, FormulaValue); nothing for a text, which follows.
fn result(bytes: &[u8; 8]) -> Option<Value<'static>> {
    Some(match *bytes {
        [0, .., 0xff, 0xff] => return None,
        [1, _, logical, .., 0xff, 0xff] => Value::Logical(logical != 0),
        [2, _, code, .., 0xff, 0xff] => Value::Error(error_name(code).into()),
        [_, .., 0xff, 0xff] => Value::Text("".into()),
        number => number::exact_of_bytes(number).map_or(Value::NoResult, Value::Number),
    })
}

fn cell(said: &mut SheetMarks, styles: &[Style], data: &[u8], column: u16, style: u16) -> Option<()> {
    let row = u32::from(short(data, 0)?) + 1;
    let column = u32::from(column);
    if let Some(style) = styles.get(usize::from(style)) {
        said.style((row, row), (column, column), *style);
    }
    Some(())
}

/// First row, last row, first column, last column, all from 0.
fn area(data: &[u8]) -> Option<[u32; 4]> {
    let at = |place| short(data, place).map(u32::from);
    Some([at(0)? + 1, at(4)?, at(2)? + 1, at(6)?])
}

fn short(data: &[u8], place: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(place..)?.first_chunk().copied()?))
}

/// A text with its length before it: in two bytes or one; since Excel 97 with a byte of flags, and in UTF-16 or its
/// lower half.
fn text(data: &[u8], long: bool, wide: bool) -> Option<String> {
    let (length, rest) = if long {
        (usize::from(short(data, 0)?), data.get(2..)?)
    } else {
        (usize::from(*data.first()?), data.get(1..)?)
    };
    if !wide {
        return Some(encoding_rs::WINDOWS_1252.decode_without_bom_handling(rest.get(..length)?).0.into_owned());
    }
    let (flags, rest) = rest.split_first()?;
    if flags & 1 == 0 {
        return Some(rest.get(..length)?.iter().map(|&byte| char::from(byte)).collect());
    }
    let units: Vec<u16> = rest.get(..length * 2)?.as_chunks().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    Some(String::from_utf16_lossy(&units))
}

/// The records of a stream, until one is cut short.
struct Records<'s> {
    rest: &'s [u8],
}

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (kind, length) = (short(self.rest, 0)?, short(self.rest, 2)?);
        let (data, rest) = self.rest.get(4..)?.split_at_checked(usize::from(length))?;
        self.rest = rest;
        Some((kind, data))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
    }

    #[test]
    fn records_tell_what_is_hidden_formats_and_merged_areas() {
        let mut globals = record(BEGIN, &[0, 6, 5, 0]);
        globals.extend(record(FORMAT, b"\xa4\x00\x0c\x00\x00[$EUR] #,##0"));
        globals.extend(record(XF, &[0, 0, 0, 0]));
        globals.extend(record(XF, &[0, 0, 0xa4, 0]));
        globals.extend(record(XF, &[0, 0, 9, 0]));
        let start = globals.len() as u32 + 4 + 12 + 4;
        globals.extend(record(BOUND_SHEET, &[&start.to_le_bytes()[..], b"\0\0\x04\0Data"].concat()));
        globals.extend(record(END, &[]));
        let mut sheet = record(BEGIN, &[0, 6, 0x10, 0]);
        sheet.extend(record(COLUMNS, &[3, 0, 4, 0, 0, 9, 0, 0, 1, 0, 0, 0]));
        sheet.extend(record(COLUMNS, &[5, 0, 5, 0, 0, 9, 0, 0, 0, 0, 0, 0]));
        sheet.extend(record(ROW, &[1, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0x20, 1, 0, 0]));
        sheet.extend(record(NUMBER, &[1, 0, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        sheet.extend(record(MUL_RK, &[2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 2, 0]));
        sheet.extend(record(FORMULA_4, &[4, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x14, 0x40, 0, 0, 0, 0]));
        sheet.extend(record(FORMULA_3, &[5, 0, 1, 0, 0, 0, 2, 0, 0x2a, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0]));
        sheet.extend(record(FORMULA_3, &[6, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0]));
        sheet.extend(record(STRING, b"\x02\x00\x00ab"));
        sheet.extend(record(MERGE_CELLS, &[1, 0, 1, 0, 3, 0, 0, 0, 1, 0]));
        sheet.extend(record(END, &[]));
        globals.extend(sheet);
        let said = of_stream(&globals).unwrap().remove("Data").unwrap();
        assert!(said.is_hidden(2) && !said.is_hidden(1) && !said.is_hidden(3));
        assert_eq!(
            (said.details.merged.as_slice(), said.details.hidden_columns.as_slice()),
            (&[[2, 0, 4, 1]][..], &[[3, 4]][..])
        );
        assert_eq!(said.style_at(2, 2).format.currency, Currency::parse("EUR"));
        assert!(said.style_at(3, 2).format.is_percent() && !said.style_at(3, 1).format.is_percent());
        let extra: Vec<String> = said.extra.values().map(|value| value.show().into_owned()).collect();
        assert_eq!(extra, ["5", "#N/A", "ab"]);
        for cut in 0..globals.len() {
            let _ = of_stream(&globals[..cut]);
        }
    }
}
