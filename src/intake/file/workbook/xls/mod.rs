//! xls workbooks: those of Excel 97 to 2003, of Excel 5 and 95, and the single sheets of Excel 2 to 4.
//!
//! What comes in: the bytes of a compound file, or of a bare stream of records. What leaves: rows to a sink. What it does
//! not know: what the rows mean. calamine reads Excel 5 and later only, stops on some files that other programs open, and
//! passes over what is hidden, merged, struck through or in records of older versions.

mod book;
mod cells;
mod code_page;
mod compound;
mod pages;
pub(super) mod records;
pub(super) mod rules;
mod summary;
pub(super) mod tokens;
mod written;

use std::borrow::Cow;

use super::gate::{Gate, Left};
use super::{Carried, FileHead, Flow, Refusal, Request, SheetHead, Sink};
use crate::intake::problems::ProblemCode;
use book::{Book, Listed, SheetKind};
use cells::area;
pub(super) use cells::{PARTS, TWIPS, error_name, number_of_bytes, short_number};
use compound::Compound;
pub(super) use compound::SIGNATURE;
use records::Biff;

const END: u16 = 0x000a;
const ENCRYPTED: u16 = 0x002f;
const CONTINUE: u16 = 0x003c;
const BEGIN: u16 = 0x0809;

/// Whether a record begins a stream, in whichever version.
fn begins(kind: u16) -> bool {
    matches!(kind, 0x0009 | 0x0209 | 0x0409 | BEGIN)
}

/// Whether bytes begin as a bare stream of records, as Excel 2 to 4 write them.
pub(super) fn is_bare(bytes: &[u8]) -> bool {
    matches!(bytes, [0x09, 0 | 2 | 4 | 8, 4..=16, 0, ..])
}

/// Reads a workbook into a sink.
pub(super) fn read(bytes: &[u8], sha256: String, request: &Request, sink: &mut dyn Sink) -> Result<(), Refusal> {
    let file = Compound::open(bytes);
    let stream = stream_of(bytes, file.as_ref())?;
    let book = Book::read(&stream)?;
    let limits = &request.limits;
    if book.sheets.is_empty() {
        return Err(Refusal::damaged("a workbook without sheets"));
    }
    if book.sheets.len() > limits.sheets {
        return Err(Refusal::new(ProblemCode::TooLarge, format!("{} sheets", book.sheets.len())));
    }
    sink.file(&FileHead {
        sha256,
        bytes: bytes.len() as u64,
        sheets: book.sheets.iter().map(|sheet| SheetHead { name: sheet.name.clone(), hidden: sheet.hidden }).collect(),
        text: None,
        carried: carried(bytes, &book.sheets),
        properties: properties(file.as_ref()),
        constants: Vec::new(),
    });
    let mut left = Left::of(limits);
    for (number, listed) in book.sheets.iter().enumerate() {
        let wanted = request.sheet.as_ref().is_none_or(|only| *only == listed.name);
        if !wanted || listed.kind == SheetKind::Other {
            continue;
        }
        let flow = one_sheet(&stream, &book, (number, listed), (&mut left, sink)).map_err(|refusal| {
            let name = Some(listed.name.clone()).filter(|name| !name.is_empty());
            Refusal { sheet: refusal.sheet.or(name), ..refusal }
        })?;
        if flow == Flow::Stop {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads one sheet; how the sink wants to go on.
fn one_sheet(
    stream: &[u8],
    book: &Book,
    (number, listed): (usize, &Listed),
    (left, sink): (&mut Left, &mut dyn Sink),
) -> Result<Flow, Refusal> {
    // Sheets of Excel 2 to 4 say themselves what later versions say once for all of them.
    let own;
    let (stream, start, book) = if book.texts.biff < Biff::Five {
        let stream = stream.get(listed.start..).unwrap_or_default();
        own = Book::read(stream)?;
        (stream, 0, &own)
    } else {
        (stream, listed.start, book)
    };
    let sheet = cells::Sheet::read(stream, start, book)?;
    let flow = sink.sheet(number, &sheet.details);
    if flow != Flow::Continue {
        return Ok(flow);
    }
    let mut gate = Gate::new(left, sink);
    sheet.give(&mut gate)?;
    match gate.flow() {
        Flow::Continue => gate.end(),
        flow @ (Flow::NextSheet | Flow::Stop) => Ok(flow),
    }
}

fn encrypted() -> Refusal {
    Refusal::new(ProblemCode::Encrypted, "an encrypted workbook")
}

/// What the file carries that could act by itself.
fn carried(bytes: &[u8], sheets: &[Listed]) -> Vec<Carried> {
    let mut carried = Vec::new();
    if has_entry(bytes, "_VBA_PROJECT") || sheets.iter().any(|sheet| sheet.kind == SheetKind::Macros) {
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

/// What the properties of the workbook say; one of Excel 2 to 4 has none.
fn properties(file: Option<&Compound<'_>>) -> Vec<String> {
    let stream = file.and_then(|file| file.stream(&[summary::STREAM]));
    stream.map(|stream| summary::properties(&stream)).unwrap_or_default()
}

/// The stream of the workbook.
fn stream_of<'b>(bytes: &'b [u8], file: Option<&Compound<'_>>) -> Result<Cow<'b, [u8]>, Refusal> {
    if is_bare(bytes) {
        return Ok(Cow::Borrowed(bytes));
    }
    let file = file.ok_or_else(|| Refusal::damaged("a compound file without a directory"))?;
    let stream = file.stream(&["Workbook", "Book"]);
    stream.map(Cow::Owned).ok_or_else(|| Refusal::damaged("a compound file without a workbook"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Currency;
    use crate::intake::file::workbook::Value;
    use crate::intake::file::workbook::seen::Seen;
    use crate::intake::row::number;

    const COLUMNS: u16 = 0x007d;
    const BOUND_SHEET: u16 = 0x0085;
    const MUL_RK: u16 = 0x00bd;
    const XF: u16 = 0x00e0;
    const MERGE_CELLS: u16 = 0x00e5;
    const NUMBER: u16 = 0x0203;
    const STRING: u16 = 0x0207;
    const FORMULA_3: u16 = 0x0206;
    const FORMULA_4: u16 = 0x0406;
    const ROW: u16 = 0x0208;
    const FORMAT: u16 = 0x041e;

    /// What is seen of a bare stream.
    fn seen(stream: &[u8]) -> Result<Seen, Refusal> {
        let mut seen = Seen::default();
        read(stream, String::new(), &Request::default(), &mut seen)?;
        Ok(seen)
    }

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
        let said = seen(&globals).unwrap();
        assert_eq!(
            (said.details.merged.as_slice(), said.details.hidden_columns.as_slice()),
            (&[[2, 0, 4, 1]][..], &[[3, 4]][..])
        );
        let hidden: Vec<u32> = said.rows.iter().filter(|row| row.hidden).map(|row| row.number).collect();
        assert_eq!(hidden, [2]);
        let style = |row: u32, column: u32| {
            let row = said.rows.iter().find(|other| other.number == row).unwrap();
            row.cells.iter().find(|cell| cell.column == column).unwrap().style
        };
        assert_eq!(style(2, 2).format.currency, Currency::parse("EUR"));
        assert!(style(3, 2).format.is_percent() && !style(3, 1).format.is_percent());
        let results: Vec<String> = said
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter(|cell| cell.formula)
            .map(|cell| cell.value.show().into_owned())
            .collect();
        assert_eq!(results, ["5", "#N/A", "ab"]);
        for cut in 0..globals.len() {
            let _ = seen(&globals[..cut]);
        }
    }

    #[test]
    fn sheets_of_excel_2_to_4_are_read() {
        let float = |value: &str| number::float(value.parse().unwrap()).to_le_bytes();
        let mut two = record(0x0009, &[2, 0, 0x10, 0]);
        two.extend(record(0x001e, b"\x07General"));
        two.extend(record(0x001e, b"\x08d-mmm-yy"));
        two.extend(record(0x0004, b"\0\0\0\0\0\0\0\x04Date"));
        two.extend(record(0x0004, b"\0\0\x01\0\0\0\0\x06Amount"));
        two.extend(record(0x0002, &[1, 0, 0, 0, 0, 1, 0, 0x54, 0x88]));
        two.extend(record(0x0003, &[&[1, 0, 1, 0, 0, 0, 0][..], &float("12.5")].concat()));
        two.extend(record(0x0006, &[&[2, 0, 1, 0, 0, 0, 0][..], &float("25"), &[0, 3, 0x44, 1, 0xc0]].concat()));
        two.extend(record(0x0006, &[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0]));
        two.extend(record(0x0007, b"\x05Total"));
        two.extend(record(0x0005, &[3, 0, 0, 0, 0, 0, 0, 0x2a, 1]));
        two.extend(record(END, &[]));
        let rows =
            [["Date", "Amount"], ["1995-07-20", "12.5"], ["Total", "25"]].map(|row| row.map(str::to_owned).to_vec());
        let of_two = seen(&two).unwrap().shown();
        assert_eq!(of_two[..3], rows);
        assert_eq!(of_two[3], ["#N/A"]);

        for (begin, font, xf, format, formula) in
            [(0x0209, 0x0231, 0x0243, 0x001e, 0x0206), (0x0409, 0x0231, 0x0443, 0x041e, 0x0406)]
        {
            let skipped: &[u8] = if format == 0x041e { &[0, 0] } else { &[] };
            let mut sheet = record(begin, &[4, 0, 0x10, 0, 0, 0]);
            sheet.extend(record(0x0042, &[0x10, 0x27]));
            sheet.extend(record(font, &[0xc8, 0, 0, 0, 0, 0]));
            sheet.extend(record(format, &[skipped, b"\x07General"].concat()));
            sheet.extend(record(format, &[skipped, b"\x08d-mmm-yy"].concat()));
            sheet.extend(record(xf, &[0, 0, 0, 0]));
            sheet.extend(record(xf, &[0, 1, 0, 0]));
            sheet.extend(record(0x0204, b"\0\0\0\0\0\0\x04\0Date"));
            sheet.extend(record(0x0204, b"\0\0\x01\0\0\0\x06\0Amount"));
            sheet.extend(record(NUMBER, &[&[1, 0, 0, 0, 1, 0][..], &float("34900")].concat()));
            sheet.extend(record(0x027e, &[1, 0, 1, 0, 0, 0, 0x0b, 0x13, 0, 0]));
            sheet.extend(record(formula, &[&[2, 0, 1, 0, 0, 0][..], &float("25"), &[0, 0, 0, 0]].concat()));
            sheet.extend(record(0x0204, b"\x02\0\0\0\0\0\x05\0Caf\x8e!"));
            let found = seen(&sheet).unwrap().shown();
            assert_eq!(found, [["Date", "Amount"], ["1995-07-20", "12.18"], ["Café!", "25"]]);
        }
    }

    #[test]
    fn a_sheet_alone_with_records_of_several_versions_is_read() {
        let float = number::float("1234.5678".parse().unwrap()).to_le_bytes();
        let mut sheet = record(BEGIN, &[0, 0, 0x10, 0, 0, 0]);
        sheet.extend(record(FORMAT, b"\0\0\x07General"));
        sheet.extend(record(0x0443, &[0, 0, 1, 4, 0, 4, 0, 0, 0, 0, 0, 0]));
        sheet.extend(record(0x0004, b"\0\0\0\0\0\0\0\x05BIFF2"));
        sheet.extend(record(0x0003, &[&[0, 0, 1, 0, 0, 0, 0][..], &float].concat()));
        sheet.extend(record(0x0002, &[0, 0, 2, 0, 0, 0, 0, 0xd2, 4]));
        sheet.extend(record(0x0204, b"\x01\0\0\0\0\0\x07\0BIFF3-5"));
        sheet.extend(record(NUMBER, &[&[1, 0, 1, 0, 0, 0][..], &float].concat()));
        sheet.extend(record(END, &[]));
        let found = seen(&sheet).unwrap().shown();
        assert_eq!(found, [vec!["BIFF2", "1234.5678", "1234"], vec!["BIFF3-5", "1234.5678"]]);
    }

    #[test]
    fn results_of_a_program_that_never_calculates_are_none() {
        let book = |calculated: bool, result: &str| {
            let mut stream = record(BEGIN, &[0, 6, 5, 0]);
            if calculated {
                stream.extend(record(0x01c1, &[0; 8]));
            }
            let start = stream.len() as u32 + 4 + 12 + 4;
            stream.extend(record(BOUND_SHEET, &[&start.to_le_bytes()[..], b"\0\0\x04\0Data"].concat()));
            stream.extend(record(END, &[]));
            stream.extend(record(BEGIN, &[0, 6, 0x10, 0]));
            let formula =
                |row: u8, result: [u8; 8]| record(0x0006, &[&[row, 0, 0, 0, 0, 0][..], &result, &[0; 8]].concat());
            stream.extend(formula(0, number::float(result.parse().unwrap()).to_le_bytes()));
            stream.extend(formula(1, [3, 0, 0, 0, 0, 0, 0xff, 0xff]));
            stream.extend(record(END, &[]));
            let seen = seen(&stream).unwrap();
            assert_eq!(seen.sheets, ["Data"]);
            seen.rows.into_iter().flat_map(|row| row.cells).map(|cell| cell.value).collect::<Vec<_>>()
        };
        assert_eq!(book(false, "0"), [Value::NoResult, Value::NoResult]);
        assert_eq!(book(true, "0"), [Value::Number(0.into())]);
        assert_eq!(book(false, "5"), [Value::Number(5.into())]);
    }
}
