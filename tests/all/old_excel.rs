//! Hidden rows, merged areas, currencies in number formats, lines and colours: in each format of workbook as in xlsx.

use std::io::{Cursor, Write};

use poolfund::intake::{Intake, ProblemCode};
use rust_xlsxwriter::Format;

use crate::sheets::*;
use crate::support::program;

pub fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

pub fn shorts(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// An xls workbook with one rate; the rate's row is hidden, or else its record is cut short.
pub fn rates(whole: bool) -> Vec<u8> {
    let row = record(0x0208, &shorts(&[1, 0, 3, 255, 0, 0, 0x0020, 0]));
    let mut cells = if whole { row } else { record(0x0208, &shorts(&[1, 0])) };
    let label = |row: u16, column: u16, text: &str| {
        let head = shorts(&[row, column, 0, text.len() as u16]);
        record(0x0204, &[&head[..], &[0], text.as_bytes()].concat())
    };
    let number = |column: u16, style: u16, number: f64| {
        record(0x0203, &[&shorts(&[1, column, style])[..], &number.to_le_bytes()].concat())
    };
    for (column, text) in RATE_HEADER.iter().enumerate() {
        cells.extend(label(0, column as u16, text));
    }
    cells.extend(label(1, 0, "EUR"));
    cells.extend(number(1, 0, 0.9));
    cells.extend(number(2, 1, 45_292.0));
    excel_97((14, &[]), &cells)
}

/// An xls workbook of one sheet with these cells, of which the style 1 has a number format; and records that define it.
pub fn excel_97((format, defined): (u16, &[u8]), cells: &[u8]) -> Vec<u8> {
    let mut stream = record(0x0809, &shorts(&[0x0600, 5]));
    stream.extend(record(0x00e0, &shorts(&[0, 0])));
    stream.extend(record(0x00e0, &shorts(&[0, format])));
    stream.extend(defined);
    let start = stream.len() as u32 + 4 + 12 + 4;
    stream.extend(record(0x0085, &[&start.to_le_bytes()[..], b"\0\0\x04\0Data"].concat()));
    stream.extend(record(0x000a, &[]));
    stream.extend(record(0x0809, &shorts(&[0x0600, 0x10])));
    stream.extend(cells);
    stream.extend(record(0x000a, &[]));
    // Short streams stand in a smaller grid, which this is not about.
    stream.resize(stream.len().max(4096), 0);
    let mut container = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    container.create_stream("Workbook").unwrap().write_all(&stream).unwrap();
    container.into_inner().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [&(units.len() as u32 / 2).to_le_bytes()[..], &units].concat()
}

pub fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

pub fn binary(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8] };
    out.push(data.len() as u8);
    out.extend(data);
    out
}

/// An xlsb workbook with one receipt, in a hidden row, whose number format names another currency than its row, and whose
/// amount is struck through, white on white.
fn binary_receipt() -> Vec<u8> {
    let font = |struck: u8, colour: u8| {
        binary(43, &[&[0xdc, 0, struck, 0, 0x90, 1, 0, 0, 0, 2, 0, 0, 7, colour][..], &[0; 6]].concat())
    };
    let styles = [
        binary(611, &longs(&[2])),
        font(0, 1),
        font(8, 0),
        binary(612, &[]),
        binary(615, &longs(&[1])),
        binary(44, &[&[0xa4, 0][..], &wide("[$CHF] 0.00")].concat()),
        binary(616, &[]),
        binary(617, &longs(&[3])),
        binary(47, &[0; 16]),
        binary(47, &[&[0, 0, 14, 0][..], &[0; 12]].concat()),
        binary(47, &[&[0, 0, 0xa4, 0, 1, 0][..], &[0; 10]].concat()),
        binary(618, &[]),
    ];
    let text = |column: u32, text: &str| binary(6, &[longs(&[column, 0]), wide(text)].concat());
    let number = |column: u32, style: u32, number: f64| {
        binary(5, &[&longs(&[column, style])[..], &number.to_le_bytes()].concat())
    };
    let mut sheet = binary_row(0, 0);
    for (column, header) in RECEIPT_HEADER.iter().enumerate() {
        sheet.extend(text(column as u32, header));
    }
    sheet.extend(binary_row(1, 0x10));
    sheet.extend([text(0, "R-1"), number(2, 1, 45_292.0), text(3, "interest"), text(4, "USD")].concat());
    sheet.extend(number(5, 2, 10.5));
    excel_binary(&styles.concat(), &sheet)
}

pub fn binary_row(number: u32, hidden: u8) -> Vec<u8> {
    binary(0, &[&longs(&[number, 0])[..], &[0, 0, 0, hidden, 0]].concat())
}

/// An xlsb workbook of one sheet with these styles and cells.
pub fn excel_binary(styles: &[u8], cells: &[u8]) -> Vec<u8> {
    let bundle = binary(156, &[longs(&[0, 1]), wide("rId1"), wide("Data")].concat());
    let book = [binary(131, &[]), binary(143, &[]), bundle, binary(144, &[]), binary(157, &[0; 26])].concat();
    let start = [binary(129, &[]), binary(148, &longs(&[0, 1, 0, 5])), binary(145, &[])].concat();
    let sheet = [&start, cells, &binary(146, &[]), &binary(130, &[])].concat();
    let relation = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Target="worksheets/sheet1.bin"
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>"#;
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in [
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("xl/workbook.bin", book),
        ("xl/_rels/workbook.bin.rels", relation.into()),
        ("xl/styles.bin", styles.to_vec()),
        ("xl/worksheets/sheet1.bin", sheet),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn codes(read: &Intake) -> Vec<ProblemCode> {
    read.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn an_xls_workbook_tells_its_hidden_rows_or_that_it_cannot() {
    let read = Inputs::new().bytes("rates.xls", &rates(true)).map("rates", "rates.xls", "").read();
    assert_eq!((read.facts.rates.len(), codes(&read)), (1, vec![ProblemCode::HiddenRows]), "{}", show(&read));
    assert_eq!(read.problems[0].location.row, Some(2));
    let read = Inputs::new().bytes("rates.xls", &rates(false)).map("rates", "rates.xls", "").read();
    assert_eq!((read.facts.rates.len(), codes(&read)), (1, vec![ProblemCode::Unseen]), "{}", show(&read));
}

#[test]
fn an_xlsb_workbook_tells_hidden_rows_and_currencies_of_number_formats() {
    let read = Inputs::new().bytes("receipts.xlsb", &binary_receipt()).map("receipts", "receipts.xlsb", "").read();
    assert!(codes(&read).contains(&ProblemCode::HiddenRows), "{}", show(&read));
    assert!(codes(&read).contains(&ProblemCode::OtherCurrency), "{}", show(&read));
    assert!(codes(&read).contains(&ProblemCode::Struck), "{}", show(&read));
    assert!(codes(&read).contains(&ProblemCode::NotShown), "{}", show(&read));
}

#[test]
fn what_libreoffice_saves_as_xls_and_ods_tells_the_same_as_xlsx() {
    let rows: &[&[&str]] = &[
        RECEIPT_HEADER,
        &["R-1", "", "@2024-01-01", "interest", "USD", "#10.5"],
        &["R-2", "", "@2024-01-01", "interest", "USD"],
        &["R-3", "", "@2024-01-01", "interest", "", "#30"],
        &["R-4", "", "@2024-01-01", "interest", "USD", "#40"],
    ];
    let book = workbook(rows, |sheet| {
        sheet.set_row_hidden(1).unwrap();
        let euro = Format::new().set_num_format("[$EUR] #,##0.00");
        sheet.write_number_with_format(2, 5, 20.5, &euro).unwrap();
        sheet.write_with_format(4, 0, "R-4", &Format::new().set_font_strikethrough()).unwrap();
        let white = Format::new().set_font_color(rust_xlsxwriter::Color::White);
        sheet.write_number_with_format(4, 5, 40, &white).unwrap();
        sheet.merge_range(2, 4, 3, 4, "USD", &Format::new()).unwrap();
    });
    let Some(soffice) = program("soffice") else { return };
    let told = |file: &str, bytes: &[u8]| {
        let read = Inputs::new().bytes(file, bytes).map("receipts", file, "").read();
        let problems =
            read.problems.iter().map(|problem| (problem.code, problem.location.row, problem.location.column));
        problems.collect::<Vec<_>>()
    };
    let expected = told("book.xlsx", &book);
    let codes = [ProblemCode::HiddenRows, ProblemCode::OtherCurrency, ProblemCode::Merged];
    for code in [&codes[..], &[ProblemCode::Struck, ProblemCode::NotShown]].concat() {
        assert!(expected.iter().any(|(found, _, _)| *found == code), "{expected:?}");
    }
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("book.xlsx"), &book).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    for format in ["xls", "ods"] {
        let mut again = std::process::Command::new(soffice.get_program());
        let done = again.current_dir(&folder).args([&profile, "--headless", "--convert-to", format, "book.xlsx"]);
        let done = done.output().unwrap();
        let file = format!("book.{format}");
        let bytes = std::fs::read(folder.path().join(&file)).unwrap_or_else(|_| panic!("{done:?}"));
        assert_eq!(told(&file, &bytes), expected, "{format}");
    }
}
