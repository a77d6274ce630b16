//! xlsb workbooks: values through calamine, and beside them what it does not give: hidden rows, merged areas, styles, and
//! the error values of formulas (it passes over BrtFmlaError).
//!
//! What comes in: the parts of the package. What leaves: sheet marks by sheet name. The records are those of Microsoft's
//! [MS-XLSB], sections 2.4.149 (BrtFont), 2.4.312 (BrtBundleSh), 2.4.666 (BrtFmt), 2.4.674 (BrtFmlaError), 2.4.676 (BrtMergeCell), 2.4.740
//! (BrtRowHdr) and 2.4.862 (BrtXF).

use std::collections::BTreeMap;
use std::io::{BufReader, Read};

use calamine::{Reader as _, Xlsb};

use super::calamined::{self, Sheet, value_beside, value_of};
use super::gate::{FileCell, Gate};
use super::marks::SheetMarks;
use super::number_format::{built_in, of_code};
use super::package::Package;
use super::xls::error_name;
use super::{Refusal, Request, Sink, Style, Value};

const ROW_HEADER: u32 = 0;
const FIRST_CELL: u32 = 1;
const FORMULA_ERROR: u32 = 11;
const FONT: u32 = 43;
const FORMAT: u32 = 44;
const XF: u32 = 47;
const COLUMNS: u32 = 60;
const BUNDLE_SHEET: u32 = 156;
const MERGE_CELL: u32 = 176;
const BEGIN_CELL_XFS: u32 = 617;
const END_CELL_XFS: u32 = 618;

/// The longest record that is held in memory, in bytes.
const LONGEST_RECORD: usize = 16 << 20;

/// Reads a workbook into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let mut package = Package::open(bytes, &request.limits)?;
    let carried = super::xlsx::carried(&mut package)?;
    let marks = all_marks(&mut package, request.sheet.as_deref())?.unwrap_or_default();
    drop(package);
    let mut workbook = Xlsb::new(std::io::Cursor::new(bytes)).map_err(Refusal::damaged)?;
    let metadata = workbook.sheets_metadata().to_vec();
    let file = calamined::File { bytes: bytes.len() as u64, sha256, carried, marks: &marks, request };
    calamined::each_sheet(&file, &metadata, sink, &mut |sheet, gate| one_sheet(&mut workbook, sheet, gate))
}

fn one_sheet(
    workbook: &mut Xlsb<std::io::Cursor<&[u8]>>,
    sheet: &Sheet<'_>,
    gate: &mut Gate<'_, '_>,
) -> Result<(), Refusal> {
    let epoch = workbook.has_1904_epoch();
    let formulas = workbook.worksheet_formula(sheet.name).unwrap_or_default();
    let mut reader = workbook.worksheet_cells_reader(sheet.name).map_err(Refusal::damaged)?;
    let mut extra = sheet.marks.extra.iter().peekable();
    let give = |gate: &mut Gate<'_, '_>, (row, column): (u32, u32), value: Option<Value<'static>>, formula: bool| {
        let number = row.saturating_add(1);
        let more = gate.begin(row, sheet.marks.is_hidden(number))?;
        if more {
            gate.take(FileCell { column, value, formula, style: sheet.marks.style_at(number, column) })?;
        }
        Ok::<bool, Refusal>(more)
    };
    while let Some(cell) = reader.next_cell().map_err(Refusal::damaged)? {
        let place = cell.get_position();
        while let Some((&at, value)) = extra.next_if(|(at, _)| **at < place) {
            if !give(gate, at, Some(value.clone()), true)? {
                return Ok(());
            }
        }
        let formula = formulas.get_value(place).filter(|formula| !formula.is_empty());
        let value = value_beside(formula, value_of(cell.get_value(), epoch)).map(Value::into_owned);
        if !give(gate, place, value, formula.is_some())? {
            return Ok(());
        }
    }
    for (&at, value) in extra {
        if !give(gate, at, Some(value.clone()), true)? {
            return Ok(());
        }
    }
    Ok(())
}

/// By sheet name, what the sheets say besides their values; nothing where the records cannot be followed.
fn all_marks(package: &mut Package<'_>, only: Option<&str>) -> Result<Option<BTreeMap<String, SheetMarks>>, Refusal> {
    let targets = package.relations("xl/workbook.bin")?;
    let Some(part) = package.held("xl/workbook.bin")? else { return Ok(None) };
    let Some(sheets) = sheets(part) else { return Ok(None) };
    let styles = match package.held("xl/styles.bin")? {
        Some(part) => styles(part).unwrap_or_default(),
        None => Vec::new(),
    };
    let mut found = BTreeMap::new();
    for (sheet, relation) in sheets.into_iter().filter(|(sheet, _)| only.is_none_or(|only| only == sheet)) {
        let target = targets.iter().find(|target| target.id == relation && target.kind == "worksheet");
        let Some(target) = target else { continue };
        if let Some(part) = package.stream(&target.target)?
            && let Some(marks) = marks(part, &styles)
        {
            found.insert(sheet, marks);
        }
    }
    Ok(Some(found))
}

/// The styles by number.
fn styles(part: impl Read) -> Option<Vec<Style>> {
    let mut records = Records::new(part);
    let (mut codes, mut fonts, mut styles, mut of_cells) = (BTreeMap::new(), Vec::new(), Vec::new(), false);
    while let Some(kind) = records.next()? {
        match kind {
            FORMAT => {
                let number = records.short(0)?;
                codes.insert(number, of_code(&records.text(2)?.0));
            }
            FONT => fonts.push(records.short(2)? & 0x08 != 0),
            BEGIN_CELL_XFS => of_cells = true,
            END_CELL_XFS => of_cells = false,
            XF if of_cells => {
                let (number, font) = (records.short(2)?, records.short(4)?);
                let format = codes.get(&number).copied().unwrap_or_else(|| built_in(number));
                styles.push(Style { format, struck: fonts.get(usize::from(font)).copied().unwrap_or(false) });
            }
            _ => {}
        }
    }
    Some(styles)
}

/// The sheets that the workbook part names: each with its relation.
fn sheets(part: impl Read) -> Option<Vec<(String, String)>> {
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
fn marks(part: impl Read, styles: &[Style]) -> Option<SheetMarks> {
    let mut records = Records::new(part);
    let mut said = SheetMarks::default();
    let mut row = 0;
    while let Some(kind) = records.next()? {
        match kind {
            ROW_HEADER => {
                row = records.long(0)?.checked_add(1)?;
                // Hidden (fDyZero), or of no height.
                if records.data.get(11)? & 0x10 != 0 || records.short(8)? == 0 {
                    said.hide(row, row);
                }
            }
            FIRST_CELL..=FORMULA_ERROR => {
                let (column, style) = (records.long(0)?, records.long(4)? & 0x00ff_ffff);
                if let Some(style) = usize::try_from(style).ok().and_then(|style| styles.get(style)) {
                    said.style((row, row), (column, column), *style);
                }
                if kind == FORMULA_ERROR {
                    let name = error_name(*records.data.get(8)?);
                    said.extra.insert((row.checked_sub(1)?, column), Value::Error(name.into()));
                }
            }
            COLUMNS if records.short(16)? & 1 != 0 || records.long(8)? == 0 => {
                said.details.hidden_columns.push([records.long(0)?, records.long(4)?]);
            }
            MERGE_CELL => said.details.merged.push([
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
            record(FONT, &[0xdc, 0, 0, 0]),
            record(FONT, &[0xdc, 0, 8, 0]),
            record(FORMAT, &[&[0xa4, 0][..], &wide("[$CHF] 0")].concat()),
            record(XF, &[0, 0, 9, 0, 0, 0]),
            record(BEGIN_CELL_XFS, &longs(&[2])),
            record(XF, &[0, 0, 10, 0, 0, 0]),
            record(XF, &[0, 0, 0xa4, 0, 1, 0]),
            record(END_CELL_XFS, &[]),
        ];
        let styles = self::styles(styles.concat().as_slice()).unwrap();
        assert_eq!(styles.len(), 2);
        let bundle = record(BUNDLE_SHEET, &[longs(&[0, 1]), wide("rId1"), wide("Data")].concat());
        assert_eq!(sheets(bundle.as_slice()).unwrap(), [("Data".to_owned(), "rId1".to_owned())]);
        let sheet = [
            record(COLUMNS, &[&longs(&[3, 4, 9, 0])[..], &[1, 0]].concat()),
            record(COLUMNS, &[&longs(&[5, 5, 9, 0])[..], &[0, 0]].concat()),
            record(ROW_HEADER, &[&longs(&[4, 0])[..], &[0, 0, 0, 0x10, 0]].concat()),
            record(5, &longs(&[2, 0x0100_0001, 0, 0])),
            record(ROW_HEADER, &[&longs(&[5, 0])[..], &[0x2c, 1, 0, 0, 0]].concat()),
            record(5, &longs(&[2, 0, 0, 0])),
            record(FORMULA_ERROR, &[&longs(&[3, 0])[..], &[0x2a, 0, 0]].concat()),
            record(MERGE_CELL, &longs(&[4, 6, 0, 1])),
        ];
        let said = marks(sheet.concat().as_slice(), &styles).unwrap();
        assert!(said.is_hidden(5) && !said.is_hidden(6));
        assert_eq!(said.style_at(5, 2).format.currency, Currency::parse("CHF"));
        assert!(said.style_at(5, 2).struck && said.style_at(6, 2).format.is_percent());
        assert_eq!(said.extra.get(&(5, 3)), Some(&Value::Error("#N/A".into())));
        let details = &said.details;
        assert_eq!(
            (details.merged.as_slice(), details.hidden_columns.as_slice()),
            (&[[5, 0, 7, 1]][..], &[[3, 4]][..])
        );
    }
}
