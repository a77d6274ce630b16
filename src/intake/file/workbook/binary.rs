//! Hidden rows, merged areas and number formats of xlsb workbooks, which calamine does not tell.
//!
//! What comes in: the parts of the package. What leaves: sheet marks by sheet name, and formats by style. What it does
//! not know: values. The records are those of Microsoft's [MS-XLSB], sections 2.4.312 (BrtBundleSh), 2.4.666 (BrtFmt),
//! 2.4.676 (BrtMergeCell), 2.4.740 (BrtRowHdr) and 2.4.862 (BrtXF).

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use super::NumberFormat;
use super::sheet_marks::{SheetMarks, built_in_format, number_format};

const ROW_HEADER: u32 = 0;
const FIRST_CELL: u32 = 1;
const LAST_CELL: u32 = 11;
const FORMAT: u32 = 44;
const XF: u32 = 47;
const COLUMNS: u32 = 60;
const BUNDLE_SHEET: u32 = 156;
const MERGE_CELL: u32 = 176;
const BEGIN_CELL_XFS: u32 = 617;
const END_CELL_XFS: u32 = 618;

/// The longest record that is held in memory, in bytes.
const LONGEST_RECORD: usize = 16 << 20;

/// By style number, how the styles part shows numbers.
pub(super) fn formats(part: impl Read) -> Option<Vec<NumberFormat>> {
    let mut records = Records::new(part);
    let (mut codes, mut formats, mut of_cells) = (BTreeMap::new(), Vec::new(), false);
    while let Some(kind) = records.next()? {
        match kind {
            FORMAT => {
                let number = records.short(0)?;
                codes.insert(number, number_format(&records.text(2)?.0));
            }
            BEGIN_CELL_XFS => of_cells = true,
            END_CELL_XFS => of_cells = false,
            XF if of_cells => {
                let number = records.short(2)?;
                formats.push(codes.get(&number).copied().unwrap_or_else(|| built_in_format(number)));
            }
            _ => {}
        }
    }
    Some(formats)
}

/// The sheets that the workbook part names: each with its relation.
pub(super) fn sheets(part: impl Read) -> Option<Vec<(String, String)>> {
    let mut records = Records::new(part);
    let mut sheets = Vec::new();
    while let Some(kind) = records.next()? {
        if kind == BUNDLE_SHEET {
            let (relation, end) = records.text(8)?;
            sheets.push((records.text(end)?.0, relation));
        }
    }
    Some(sheets)
}

/// What a sheet's part says besides its values.
pub(super) fn marks(part: impl Read, formats: &[NumberFormat]) -> Option<SheetMarks> {
    let mut records = Records::new(part);
    let mut said = SheetMarks::default();
    let mut row = 0;
    while let Some(kind) = records.next()? {
        match kind {
            ROW_HEADER => {
                row = records.long(0)?.checked_add(1)?;
                if records.data.get(11)? & 0x10 != 0 {
                    said.hide(row, row);
                }
            }
            FIRST_CELL..=LAST_CELL => {
                let (column, style) = (records.long(0)?, records.long(4)? & 0x00ff_ffff);
                if let Some(format) = usize::try_from(style).ok().and_then(|style| formats.get(style)) {
                    said.format((row, row), (column, column), *format);
                }
            }
            COLUMNS if records.short(16)? & 1 != 0 => {
                said.hidden_columns.push([records.long(0)?, records.long(4)?]);
            }
            MERGE_CELL => said.merged.push([
                records.long(0)?.checked_add(1)?,
                records.long(8)?,
                records.long(4)?.checked_add(1)?,
                records.long(12)?,
            ]),
            _ => {}
        }
    }
    Some(said.settle())
}

/// The records of a part, one held at a time.
struct Records<R: Read> {
    part: BufReader<R>,
    data: Vec<u8>,
}

impl<R: Read> Records<R> {
    fn new(part: R) -> Self {
        Self { part: BufReader::with_capacity(64 << 10, part), data: Vec::new() }
    }

    /// Goes to the next record: its kind, or nothing at the end of the part; `None` when one is cut short.
    fn next(&mut self) -> Option<Option<u32>> {
        let Some(first) = self.byte() else { return Some(None) };
        let mut kind = u32::from(first);
        if first & 0x80 != 0 {
            kind = u32::from(first & 0x7f) | u32::from(self.byte()? & 0x7f) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > LONGEST_RECORD {
            return None;
        }
        self.data.resize(length, 0);
        self.part.read_exact(&mut self.data).ok()?;
        Some(Some(kind))
    }

    fn byte(&mut self) -> Option<u8> {
        let mut byte = [0];
        self.part.read_exact(&mut byte).ok()?;
        Some(byte[0])
    }

    fn short(&self, place: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.data.get(place..)?.first_chunk().copied()?))
    }

    fn long(&self, place: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.data.get(place..)?.first_chunk().copied()?))
    }

    /// A text in UTF-16 with its length before it, and where it ends.
    fn text(&self, place: usize) -> Option<(String, usize)> {
        let length = self.long(place)?;
        let length = if length == u32::MAX { 0 } else { usize::try_from(length).ok()? };
        let end = place.checked_add(4)?.checked_add(length.checked_mul(2)?)?;
        let pairs = self.data.get(place + 4..end)?.as_chunks().0;
        let units: Vec<u16> = pairs.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        Some((String::from_utf16_lossy(&units), end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;

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

    fn longs(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    #[test]
    fn records_tell_what_is_hidden_formats_and_merged_areas() {
        let styles = [
            record(FORMAT, &[&[0xa4, 0][..], &wide("[$CHF] 0")].concat()),
            record(XF, &[0, 0, 9, 0]),
            record(BEGIN_CELL_XFS, &longs(&[2])),
            record(XF, &[0, 0, 10, 0]),
            record(XF, &[0, 0, 0xa4, 0]),
            record(END_CELL_XFS, &[]),
        ];
        let formats = formats(styles.concat().as_slice()).unwrap();
        assert_eq!(formats.len(), 2);
        let bundle = record(BUNDLE_SHEET, &[longs(&[0, 1]), wide("rId1"), wide("Data")].concat());
        assert_eq!(sheets(bundle.as_slice()).unwrap(), [("Data".to_owned(), "rId1".to_owned())]);
        let sheet = [
            record(COLUMNS, &[&longs(&[3, 4, 9, 0])[..], &[1, 0]].concat()),
            record(COLUMNS, &[&longs(&[5, 5, 9, 0])[..], &[0, 0]].concat()),
            record(ROW_HEADER, &[&longs(&[4, 0])[..], &[0, 0, 0, 0x10, 0]].concat()),
            record(5, &longs(&[2, 0x0100_0001, 0, 0])),
            record(ROW_HEADER, &[&longs(&[5, 0])[..], &[0, 0, 0, 0, 0]].concat()),
            record(5, &longs(&[2, 0, 0, 0])),
            record(MERGE_CELL, &longs(&[4, 6, 0, 1])),
        ];
        let said = marks(sheet.concat().as_slice(), &formats).unwrap();
        assert!(said.is_hidden(5) && !said.is_hidden(6));
        assert_eq!(said.format_at(5, 2).currency, Currency::parse("CHF"));
        assert!(said.format_at(6, 2).percent);
        assert_eq!((said.merged.as_slice(), said.hidden_columns.as_slice()), (&[[5, 0, 7, 1]][..], &[[3, 4]][..]));
    }
}
