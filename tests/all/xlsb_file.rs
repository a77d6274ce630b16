//! An xlsb workbook as a whole file, record by record: the rules of its sheet and the comments on its cells are told as those of
//! other formats are. Programs that write such files are few; the records are those of Microsoft's [MS-XLSB].

use std::io::{Cursor, Write};

use crate::sheets::Inputs;
use crate::silent::*;

/// A record: its kind, its length, and what it holds.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let mut out = if kind < 0x80 { vec![kind as u8] } else { vec![(kind & 0x7f) as u8 | 0x80, (kind >> 7) as u8] };
    assert!(data.len() < 0x80, "lengths of one byte");
    out.push(data.len() as u8);
    out.extend(data);
    out
}

fn longs(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A text with its length before it.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let bytes: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    [longs(&[units.len() as u32]), bytes].concat()
}

/// A row of cells: texts, and numbers where they can be read as such.
fn row(number: u32, cells: &[&str]) -> Vec<u8> {
    const TEXT: u16 = 6;
    const NUMBER: u16 = 5;
    let head = record(0, &[&longs(&[number, 0])[..], &[0x2c, 1], &[0; 7]].concat());
    let cells = (0..).zip(cells).map(|(column, cell)| {
        let place = longs(&[column, 0]);
        match cell.parse::<f64>() {
            Ok(value) => record(NUMBER, &[place, value.to_le_bytes().to_vec()].concat()),
            Err(_) => record(TEXT, &[place, wide(cell)].concat()),
        }
    });
    [head, cells.collect::<Vec<_>>().concat()].concat()
}

/// A rule for the cells C2 to C3: where they are above a number, they look as the first difference of styles says.
fn above(number: u16) -> Vec<u8> {
    const ITSELF: u32 = 1;
    const GREATER: u32 = 5;
    let tokens = [&[0x1e][..], &number.to_le_bytes()].concat();
    let size = tokens.len() as u32;
    let rule = [
        longs(&[ITSELF, 0, 0, 1, GREATER, 0, 0]),
        vec![0, 0],
        longs(&[size, 0, 0, u32::MAX]),
        longs(&[size]),
        tokens,
        longs(&[0]),
    ];
    let areas = longs(&[1, 0, 1, 1, 2, 2, 2]);
    [record(461, &areas), record(463, &rule.concat()), record(464, &[]), record(462, &[])].concat()
}

/// A comment on a cell, as Excel writes it.
fn comment(row: u32, column: u32, text: &str) -> Vec<u8> {
    let begin = [longs(&[0, row, row, column, column]), vec![0; 16]].concat();
    [record(635, &begin), record(637, &[vec![0], wide(text)].concat()), record(636, &[])].concat()
}

/// Needs in Malawi and Kenya, with what stands behind the rows, what rules make of cells, and comments.
fn needs_with(behind: &[u8], made: &[u8], comments: &[u8]) -> Inputs {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |targets: &[[&str; 3]]| {
        let one = |[id, kind, target]: &[&str; 3]| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let all: String = targets.iter().map(one).collect();
        format!("<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>").into_bytes()
    };
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"bin\" \
         ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/></Types>"
    );
    let sheet = [
        record(129, &[]),
        record(145, &[]),
        row(0, &["Country", "Theme", "Need"]),
        row(1, &["Malawi", "T01", "5"]),
        row(2, &["Kenya", "T01", "7"]),
        record(146, &[]),
        behind.to_vec(),
        record(130, &[]),
    ];
    let plain = [record(617, &longs(&[1])), record(47, &[0; 16]), record(618, &[])].concat();
    let font = record(43, &[0xdc, 0, 0, 0, 0x90, 1, 0, 0, 0, 2, 0, 0, 7, 1, 0, 0, 0, 0, 0, 0xff]);
    let listed = record(156, &[longs(&[0, 1]), wide("rId1"), wide("Needs")].concat());
    let parts = [
        ("[Content_Types].xml", types.into_bytes()),
        ("_rels/.rels", relations(&[["rId1", "officeDocument", "xl/workbook.bin"]])),
        ("xl/workbook.bin", [record(131, &[]), listed, record(132, &[])].concat()),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[["rId1", "worksheet", "worksheets/sheet1.bin"], ["rId2", "styles", "styles.bin"]]),
        ),
        ("xl/styles.bin", [font, plain, record(507, made)].concat()),
        ("xl/worksheets/sheet1.bin", sheet.concat()),
        ("xl/worksheets/_rels/sheet1.bin.rels", relations(&[["rId1", "comments", "../comments1.bin"]])),
        ("xl/comments1.bin", [record(628, &[]), comments.to_vec(), record(629, &[])].concat()),
    ];
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        package.write_all(&bytes).unwrap();
    }
    let book = package.finish().unwrap().into_inner();
    Inputs::new().bytes("needs.xlsb", &book).map("priorities", "needs.xlsb", "")
}

#[test]
fn rules_and_comments_of_an_xlsb_file_are_told() {
    const STRUCK: [u8; 11] = [0, 0, 0, 0, 1, 0, 29, 0, 5, 0, 1];
    const BOLD: [u8; 12] = [0, 0, 0, 0, 1, 0, 25, 0, 6, 0, 0xbc, 2];
    let void = comment(2, 2, "void, see the list of March");
    let figure = "need USD 12";
    check(vec![
        kind("an xlsb file of needs", needs_with(&[], &BOLD, &[]), &[], figure),
        kind("struck through by a rule in xlsb", needs_with(&above(6), &STRUCK, &[]), &["W223"], figure),
        kind("by a rule in xlsb that never holds", needs_with(&above(8), &STRUCK, &[]), &[], figure),
        kind("made bold by a rule in xlsb", needs_with(&above(6), &BOLD, &[]), &[], figure),
        kind("a comment in xlsb that a need is void", needs_with(&[], &BOLD, &void), &["W222"], figure),
        kind("a comment in xlsb", needs_with(&[], &BOLD, &comment(2, 2, "by the ministry")), &[], figure),
    ]);
    let read = needs_with(&above(6), &STRUCK, &void).read();
    let cells: Vec<String> =
        read.problems.iter().map(|problem| format!("{} {}", problem.code.id(), problem.location)).collect();
    assert!(cells.iter().any(|cell| cell.starts_with("W222") && cell.contains("C3")), "{cells:?}");
    assert!(cells.iter().any(|cell| cell.starts_with("W223") && cell.contains('3')), "{cells:?}");
}
