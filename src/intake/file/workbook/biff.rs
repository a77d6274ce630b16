//! Hidden rows, merged areas and number formats of xls workbooks, which calamine does not tell for each cell.
//!
//! What comes in: the bytes of a compound file. What leaves: sheet marks by sheet name. What it does not know: values.
//! The records are those of Microsoft's [MS-XLS], sections 2.4.28 (BoundSheet8), 2.4.126 (Format), 2.4.168 (MergeCells),
//! 2.4.184 (MulRk), 2.4.221 (Row) and 2.4.353 (XF); Excel 5 and 95 write the same with shorter texts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use super::NumberFormat;
use super::sheet_marks::{SheetMarks, built_in_format, number_format};

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000a;
const ENCRYPTED: u16 = 0x002f;
const COLUMNS: u16 = 0x007d;
const BOUND_SHEET: u16 = 0x0085;
const MUL_RK: u16 = 0x00bd;
const XF: u16 = 0x00e0;
const MERGE_CELLS: u16 = 0x00e5;
const NUMBER: u16 = 0x0203;
const ROW: u16 = 0x0208;
const RK: u16 = 0x027e;
const FORMAT: u16 = 0x041e;
const BEGIN: u16 = 0x0809;

/// The version of BIFF in which Excel 97 and later write.
const EXCEL_97: u16 = 0x0600;

/// By sheet name, what an xls workbook says besides its values, of those sheets whose records can be followed.
pub(super) fn marks(bytes: &[u8]) -> Option<BTreeMap<String, SheetMarks>> {
    of_stream(&stream_of(bytes, bytes.len() as u64)?)
}

/// Whether the records are encrypted, in whichever way: one of the first says so ([MS-XLS] 2.4.117, FilePass).
pub(super) fn is_encrypted(bytes: &[u8]) -> bool {
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
    let (mut codes, mut styles, mut sheets) = (BTreeMap::new(), Vec::new(), Vec::new());
    for (kind, data) in records {
        match kind {
            END | ENCRYPTED => break,
            FORMAT => {
                if let (Some(number), Some(code)) = (short(data, 0), text(data.get(2..)?, wide, wide)) {
                    codes.insert(number, number_format(&code));
                }
            }
            XF => styles.push(short(data, 2)?),
            BOUND_SHEET => {
                let start = u32::from_le_bytes(data.get(..4)?.try_into().ok()?);
                sheets.push((text(data.get(6..)?, false, wide)?, usize::try_from(start).ok()?));
            }
            _ => {}
        }
    }
    let formats: Vec<NumberFormat> = styles
        .into_iter()
        .map(|number| codes.get(&number).copied().unwrap_or_else(|| built_in_format(number)))
        .collect();
    let told = |(name, start)| Some((name, of_sheet(stream.get(start..)?, &formats)?));
    Some(sheets.into_iter().filter_map(told).collect())
}

fn of_sheet(stream: &[u8], formats: &[NumberFormat]) -> Option<SheetMarks> {
    let mut said = SheetMarks::default();
    let mut records = Records { rest: stream };
    if records.next()?.0 != BEGIN {
        return None;
    }
    // A chart within the sheet is a stream of its own, between a beginning and an end.
    let mut depth = 0_u32;
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
                if data.get(12)? & 0x20 != 0 {
                    said.hide(row, row);
                }
            }
            COLUMNS if short(data, 8)? & 1 != 0 => {
                said.hidden_columns.push([u32::from(short(data, 0)?), u32::from(short(data, 2)?)]);
            }
            NUMBER | RK | FORMULA => cell(&mut said, formats, data, short(data, 2)?, short(data, 4)?)?,
            MUL_RK => {
                let first = short(data, 2)?;
                for (place, pair) in data.get(4..data.len().checked_sub(2)?)?.chunks_exact(6).enumerate() {
                    let column = first.checked_add(u16::try_from(place).ok()?)?;
                    cell(&mut said, formats, data, column, short(pair, 0)?)?;
                }
            }
            MERGE_CELLS => said.merged.extend(data.get(2..)?.chunks_exact(8).filter_map(area)),
            _ => {}
        }
    }
    Some(said.settle())
}

fn cell(said: &mut SheetMarks, formats: &[NumberFormat], data: &[u8], column: u16, style: u16) -> Option<()> {
    let row = u32::from(short(data, 0)?) + 1;
    let column = u32::from(column);
    if let Some(format) = formats.get(usize::from(style)) {
        said.format((row, row), (column, column), *format);
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
        sheet.extend(record(MERGE_CELLS, &[1, 0, 1, 0, 3, 0, 0, 0, 1, 0]));
        sheet.extend(record(END, &[]));
        globals.extend(sheet);
        let said = of_stream(&globals).unwrap().remove("Data").unwrap();
        assert!(said.is_hidden(2) && !said.is_hidden(1) && !said.is_hidden(3));
        assert_eq!((said.merged.as_slice(), said.hidden_columns.as_slice()), (&[[2, 0, 4, 1]][..], &[[3, 4]][..]));
        assert_eq!(said.format_at(2, 2).currency, Currency::parse("EUR"));
        assert!(said.format_at(3, 2).percent && !said.format_at(3, 1).percent);
        for cut in 0..globals.len() {
            let _ = of_stream(&globals[..cut]);
        }
    }
}
