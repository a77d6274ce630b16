//! Copies of files with their faulty cells marked.

use std::io::{Cursor, Read};

use poolfund::intake::workbook::Request;
use poolfund::intake::{Limits, annotate, sandbox};
use rust_xlsxwriter::{Format, Workbook};

use crate::sheets::*;
use crate::support::program;

/// A workbook with formats, a formula, a second sheet and three faults: two bad cells and a blank one.
fn faulty() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Rates").unwrap();
    fill(sheet, &[RATE_HEADER, &["EUR", "abc", "@2024-01-01"], &["", "=8/10|0.8", "soon"]]);
    sheet.write_string_with_format(5, 5, "kept", &Format::new().set_bold()).unwrap();
    workbook.add_worksheet().set_name("Problems").unwrap().write_string(0, 0, "not ours").unwrap();
    workbook.save_to_buffer().unwrap()
}

/// Writes the marked copy of that workbook.
pub fn marked(to: &std::path::Path) {
    let book = faulty();
    let inputs = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "");
    let copy = annotate::annotate(&book, "rates.xlsx", &inputs.read().problems, &Limits::default()).unwrap();
    std::fs::write(to, copy).unwrap();
}

fn parts(workbook: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let read = |index| {
        let mut part = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    let count = zip::ZipArchive::new(Cursor::new(workbook)).unwrap().len();
    (0..count).map(read).collect()
}

#[test]
fn a_marked_workbook_keeps_everything_else() {
    let book = faulty();
    let inputs = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "");
    let read = inputs.read();
    let copy = annotate::annotate(&book, "rates.xlsx", &read.problems, &Limits::default()).unwrap();
    let changed = [
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ];
    let after = parts(&copy);
    for (name, bytes) in parts(&book).iter().filter(|(name, _)| !changed.contains(&name.as_str())) {
        assert!(after.contains(&(name.clone(), bytes.clone())), "{name} has changed");
    }
    let again = Inputs::new().bytes("rates.xlsx", &copy).map("rates", "rates.xlsx", "").read();
    assert_eq!(show(&again), show(&read));

    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("copy.xlsx"), &copy).unwrap();
    let Some(mut python) = program("python3") else { return };
    let script = "import openpyxl\n\
        book = openpyxl.load_workbook('copy.xlsx')\n\
        sheet = book['Rates']\n\
        for place in ['B2', 'A3', 'C3', 'A2']:\n\
        \x20   cell = sheet[place]\n\
        \x20   print(place, cell.value, cell.fill.fgColor.rgb, (cell.comment.text if cell.comment else None))\n\
        print(sheet['C2'].number_format, sheet['F6'].font.b, sheet['B3'].value, book.sheetnames)\n\
        for row in book['Problems 2'].iter_rows(values_only=True): print(row[:5], row[3])\n";
    let output = python.current_dir(&folder).args(["-c", script]).output().unwrap();
    if !output.status.success() {
        assert!(std::env::var_os("CI").is_none(), "openpyxl is absent, and in CI nothing is skipped");
        return;
    }
    insta::assert_snapshot!(String::from_utf8_lossy(&output.stdout), @r#"
    B2 abc FFFFC7CE error E302: found "abc"; expected a number for Units per USD. Write the number in digits.
    A3 None FFFFC7CE error E301: found a blank cell; expected a value for Currency. Fill it in.
    C3 soon FFFFC7CE error E308: found "soon"; expected a date for Effective date. Write it as 2025-10-31.
    A2 EUR 00000000 None
    yyyy-mm-dd True =8/10 ['Rates', 'Problems', 'Problems 2']
    ('Severity', 'Code', 'Sheet', 'Cell', 'Found') Cell
    ('error', 'E302', 'Rates', 'B2', '"abc"') B2
    ('error', 'E301', 'Rates', 'A3', 'a blank cell') A3
    ('error', 'E308', 'Rates', 'C3', '"soon"') C3
    "#);
}

#[test]
fn comments_that_a_sheet_has_are_kept_and_added_to() {
    let rows: &[&[&str]] = &[RATE_HEADER, &["EUR", "abc", "@2024-01-01"], &["GBP", "#0.8", "soon"]];
    let book = workbook(rows, |sheet| {
        let note = rust_xlsxwriter::Note::new("check this").set_author("Ann");
        sheet.insert_note(1, 1, &note).unwrap().insert_note(0, 0, &note).unwrap();
    });
    let inputs = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "");
    let copy = annotate::annotate(&book, "rates.xlsx", &inputs.read().problems, &Limits::default()).unwrap();
    let all = parts(&copy);
    let text = |name: &str| String::from_utf8(all.iter().find(|(part, _)| part == name).unwrap().1.clone()).unwrap();
    let (comments, shapes) = (text("xl/comments1.xml"), text("xl/drawings/vmlDrawing1.vml"));
    assert_eq!((comments.matches("<comment ").count(), shapes.matches("<v:shape ").count()), (3, 3));
    let of_cell =
        |cell: &str| comments.split(&format!("ref=\"{cell}\"")).nth(1).unwrap().split("</comment>").next().unwrap();
    assert!(of_cell("B2").contains("check this") && of_cell("B2").contains("E302"), "{comments}");
    assert!(!of_cell("A1").contains("poolfund") && of_cell("C3").contains("E308"), "{comments}");
}

#[test]
fn a_copy_is_made_in_a_process_apart_and_a_refused_file_has_none() {
    let text = b"Currency;Rate;Date\nEUR;abc;2024-01-01\nGBP;1\n";
    let inputs = Inputs::new().bytes("rates.csv", text).map("rates", "rates.csv", "");
    let request = |file: &str| Request { file: file.to_owned(), ..Request::default() };
    let problems = inputs.read().problems;
    let copy = sandbox::annotate(&inputs.path("rates.csv"), &request("rates.csv"), &problems, &isolated()).unwrap();
    let alone = annotate::annotate(text, "rates.csv", &problems, &Limits::default()).unwrap();
    let (copied, expected) = (parts(&copy), parts(&alone));
    let same =
        |name: &str| copied.iter().find(|(part, _)| part == name) == expected.iter().find(|(part, _)| part == name);
    assert!(same("xl/worksheets/sheet1.xml") && same("xl/comments1.xml"));
    let comments =
        String::from_utf8_lossy(&copied.iter().find(|(name, _)| name == "xl/comments1.xml").unwrap().1).into_owned();
    assert!(
        comments.contains("ref=\"B2\"") && comments.contains("ref=\"A3\""),
        "a line of the wrong length is marked too"
    );
    let macros = crate::intake::add_related(&workbook(&[RATE_HEADER], |_| {}), "xl/vbaProject.bin", "vbaProject");
    let inputs = inputs.bytes("rates.xlsx", &macros);
    let refused = sandbox::annotate(&inputs.path("rates.xlsx"), &request("rates.xlsx"), &[], &isolated()).unwrap_err();
    assert!(refused.to_string().contains("it carries macros"), "{refused}");
}

#[test]
fn other_formats_are_written_anew_with_their_marks() {
    let text = b"Currency;Rate;Date\nEUR;abc;2024-01-01\n";
    let inputs = Inputs::new().bytes("rates.csv", text).map("rates", "rates.csv", "");
    let copy = annotate::annotate(text, "rates.csv", &inputs.read().problems, &Limits::default()).unwrap();
    let again = Inputs::new().bytes("rates.xlsx", &copy).map("rates", "rates.xlsx", "").read();
    assert_eq!(again.problems[0].location.cell().as_deref(), Some("B2"));
}

#[test]
fn libreoffice_opens_a_marked_workbook() {
    let book = faulty();
    let inputs = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "");
    let copy = annotate::annotate(&book, "rates.xlsx", &inputs.read().problems, &Limits::default()).unwrap();
    let folder = tempfile::TempDir::new().unwrap();
    std::fs::write(folder.path().join("copy.xlsx"), &copy).unwrap();
    let Some(mut soffice) = program("soffice") else { return };
    let home = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let output =
        soffice.current_dir(&folder).args([&home, "--headless", "--convert-to", "ods", "copy.xlsx"]).output().unwrap();
    assert!(output.status.success());
    let ods = std::fs::read(folder.path().join("copy.ods")).unwrap();
    let content = parts(&ods).into_iter().find(|(name, _)| name == "content.xml").unwrap().1;
    let content = String::from_utf8(content).unwrap();
    assert!(content.contains("<office:annotation") && content.contains("table:name=\"Problems 2\""));
}
