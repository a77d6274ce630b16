//! What calamine does not read still holds of the version that we use: `docs/calamine.md` is there to be reported. Where one of these
//! fails, calamine has learned it: take it off that page.

use std::io::Cursor;

use calamine::{Data, Reader, Xls, Xlsb};

use crate::old_excel::{binary, binary_row, excel_97, excel_binary, longs, record, shorts};

/// The cells of the sheet Data of an xls workbook with these records.
fn cells_97(format: u16, records: &[Vec<u8>]) -> Vec<Data> {
    let defined = record(0x041e, &[&shorts(&[format, 10])[..], b"\0yyyy-mm-dd"].concat());
    let mut book = Xls::new(Cursor::new(excel_97((format, &defined), &records.concat()))).unwrap();
    book.worksheet_range("Data").unwrap().used_cells().map(|(_, _, cell)| cell.clone()).collect()
}

fn number(row: u16, style: u16, number: f64) -> Vec<u8> {
    record(0x0203, &[&shorts(&[row, 0, style])[..], &number.to_le_bytes()].concat())
}

#[test]
fn the_page_names_the_version_that_we_use() {
    let page = include_str!("../../docs/calamine.md");
    let lock = include_str!("../../Cargo.lock");
    let version =
        lock.split("name = \"calamine\"\nversion = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(page.contains(&format!("calamine {version}")), "{version}");
}

#[test]
fn errors_of_formulas_in_xlsb_are_left_out() {
    let number = |column: u32| binary(5, &[&longs(&[column, 0])[..], &2.5_f64.to_le_bytes()].concat());
    // BrtFmlaError: the error, flags, and a formula of no token.
    let error = binary(11, &[&longs(&[1, 0])[..], &[0x17, 0, 0], &longs(&[0, 0])].concat());
    let styles = [binary(617, &longs(&[1])), binary(47, &[0; 16]), binary(618, &[])].concat();
    let book = excel_binary(&styles, &[binary_row(0, 0), number(0), error, number(2)].concat());
    let mut book = Xlsb::new(Cursor::new(book)).unwrap();
    let mut cells = book.worksheet_cells_reader("Data").unwrap();
    let mut columns = Vec::new();
    while let Some(cell) = cells.next_cell().unwrap() {
        columns.push(cell.get_position().1);
    }
    assert_eq!(columns, [0, 2], "calamine reads errors of formulas now");
}

#[test]
fn results_in_records_of_excel_3_and_4_are_blank() {
    for kind in [0x0206, 0x0406] {
        let formula = record(kind, &[&shorts(&[1, 0, 0])[..], &25_f64.to_le_bytes(), &[0; 8]].concat());
        let cells = cells_97(164, &[number(0, 0, 1.0), formula]);
        assert_eq!(cells, [Data::Float(1.0)], "calamine reads {kind:x} now");
    }
}

#[test]
fn dates_in_formats_that_the_file_defines_under_high_numbers_are_numbers() {
    for format in [14, 27, 58, 164, 382] {
        assert!(matches!(cells_97(format, &[number(0, 1, 45_292.0)])[..], [Data::DateTime(_)]), "{format}");
    }
    for format in [59, 62, 383, 1_000] {
        assert_eq!(cells_97(format, &[number(0, 1, 45_292.0)]), [Data::Float(45_292.0)], "calamine knows {format} now");
    }
}

#[test]
fn the_nul_behind_a_label_stays() {
    let label = record(0x0204, &[&shorts(&[0, 0, 0, 6])[..], b"\0Kenya\0"].concat());
    assert_eq!(cells_97(164, &[label]), [Data::String("Kenya\0".to_owned())], "calamine cuts it off now");
}

#[test]
fn sheets_of_excel_2_are_refused() {
    let sheet =
        [record(0x0009, &[2, 0, 0x10, 0]), record(0x0004, b"\0\0\0\0\0\0\0\x04Date"), record(0x000a, &[])].concat();
    assert!(Xls::new(Cursor::new(sheet)).is_err(), "calamine reads Excel 2 now");
}
