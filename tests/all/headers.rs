//! Headers of several rows: names merged downwards, headings of groups with their parts below, in every order.

use poolfund::domain::facts::Agreement;
use poolfund::intake::Intake;
use rust_xlsxwriter::Format;

use crate::sheets::{AGREEMENT_HEADER, Inputs, show, spreadsheet, workbook};
use crate::support::converted;

const ROW: [&str; 6] = ["BEL-1", "BEL", "commitment", "@2024-01-15", "EUR", "#1000"];

/// An agreement whose names stand in A1 to F1, each merged with the cell below it, and a heading over G1 and H1 with two parts.
pub fn over_two_columns(heading: &str, parts: [&str; 2], values: [&str; 2]) -> Inputs {
    let row = [&ROW[..], &values].concat();
    let book = workbook(&[&[], &[], &row], |sheet| {
        let plain = Format::new();
        for (column, name) in (0..).zip(AGREEMENT_HEADER) {
            sheet.merge_range(0, column, 1, column, name, &plain).unwrap();
        }
        sheet.merge_range(0, 6, 0, 7, heading, &plain).unwrap();
        sheet.write_string(1, 6, parts[0]).unwrap();
        sheet.write_string(1, 7, parts[1]).unwrap();
    });
    agreements("agreements.xlsx", &book)
}

fn agreements(file: &str, bytes: &[u8]) -> Inputs {
    Inputs::new().donors().bytes(file, bytes).map("agreements", file, "")
}

fn sheet(rows: &[&[&str]]) -> Inputs {
    agreements("agreements.xlsx", &workbook(rows, |_| {}))
}

fn text(lines: &str) -> Inputs {
    agreements("agreements.csv", lines.as_bytes())
}

/// The only agreement that was read, which no error kept out.
fn only(what: &str, read: &Intake) -> Agreement {
    assert_eq!((read.has_errors(), read.facts.agreements.len()), (false, 1), "{what}\n{}", show(read));
    read.facts.agreements[0].clone()
}

#[test]
fn parts_below_the_heading_of_a_group_are_read() {
    let header = [AGREEMENT_HEADER, &["Countries", "Themes"]].concat();
    let row = [&ROW[..], &["Malawi", "T01"]].concat();
    let plain = only("one row", &sheet(&[&header, &row]).read()).earmark;
    let group = |first, second| [AGREEMENT_HEADER, &[first, second]].concat();
    let parts = ["", "", "", "", "", "", "Countries", "Themes"];
    let places = ["Malawi", "T01"];
    let csv = "Agreement,Donor,Stage,Signed on,Currency,Amount";
    let data = "BEL-1,BEL,commitment,2024-01-15,EUR,1000,Malawi,T01\n";
    for (what, inputs) in [
        ("names merged downwards", over_two_columns("Earmark", ["Countries", "Themes"], places)),
        ("a part whose name needs its heading", over_two_columns("Earmark", ["Geographic", "Thematic"], places)),
        ("a heading that is not merged", sheet(&[&group("Earmark", ""), &parts, &row])),
        ("a heading that stands over each part", sheet(&[&group("Earmark", "Earmark"), &parts, &row])),
        ("names at the bottom", sheet(&[&["", "", "", "", "", "", "Earmark"], &header, &row])),
        (
            "names at the bottom that need their heading",
            sheet(&[&["", "", "", "", "", "", "Earmark"], &group("Geographic", "Thematic"), &row]),
        ),
        ("text, names above", text(&format!("{csv},Earmark,\n,,,,,,Countries,Themes\n{data}"))),
        ("text, names below", text(&format!(",,,,,,Earmark,\n{csv},Geographic,Thematic\n{data}"))),
    ] {
        assert_eq!(only(what, &inputs.read()).earmark, plain, "{what}");
    }
}

#[test]
fn names_merged_downwards_in_some_columns_stand_beside_others_below() {
    let row = [&ROW[..], &["Malawi", "T01"]].concat();
    let below = ["", "", "", "", "Currency", "Amount", "Countries", "Themes"];
    let book = workbook(&[&[], &below, &row], |sheet| {
        let plain = Format::new();
        for (column, name) in (0..4).zip(AGREEMENT_HEADER) {
            sheet.merge_range(0, column, 1, column, name, &plain).unwrap();
        }
        sheet.merge_range(0, 4, 0, 5, "Money", &plain).unwrap();
        sheet.merge_range(0, 6, 0, 7, "Earmark", &plain).unwrap();
    });
    let agreement = only("mixed", &agreements("agreements.xlsx", &book).read());
    assert_eq!(agreement.earmark.include.len(), 1, "{agreement:?}");
}

#[test]
fn what_a_heading_says_of_its_parts_counts() {
    let validity = [&ROW[..], &["@2024-02-01", "@2025-12-31"]].concat();
    let header = [AGREEMENT_HEADER, &["Date", ""]].concat();
    let parts = ["", "", "", "", "", "", "Start", "End"];
    let agreement = only("start and end", &sheet(&[&header, &parts, &validity]).read());
    assert!(format!("{:?}", agreement.earmark.window).contains("2025-12-31"), "{agreement:?}");
}

#[test]
fn a_name_over_columns_of_which_none_has_it_for_certain_is_asked_about() {
    for inputs in [
        over_two_columns("Countries", ["Main", "Other"], ["Malawi", "Kenya"]),
        text(
            "Agreement,Donor,Stage,Signed on,Currency,Amount,Countries,\n,,,,,,Main,Other\n\
             BEL-1,BEL,commitment,2024-01-15,EUR,1000,Malawi,Kenya\n",
        ),
        text(
            ",,,,,,Countries,\nAgreement,Donor,Stage,Signed on,Currency,Amount,Main,Other\n\
             BEL-1,BEL,commitment,2024-01-15,EUR,1000,Malawi,Kenya\n",
        ),
    ] {
        let read = inputs.read();
        assert!(read.problems.iter().any(|problem| problem.code.id() == "E231"), "{}", show(&read));
    }
}

/// A header of several rows: its first row, and what stands over G and H in those below it.
fn in_rows(first: &[&str], below: &[[&str; 2]]) -> Vec<Vec<String>> {
    let padded = |names: &[&str; 2]| ["", "", "", "", "", ""].into_iter().chain(*names).map(str::to_owned).collect();
    let first = AGREEMENT_HEADER.iter().chain(first).map(|&name| name.to_owned()).collect();
    std::iter::once(first).chain(below.iter().map(padded)).collect()
}

/// The same rows as text, as a workbook and as an ods spreadsheet, with a row of data below them.
fn in_formats(header: &[Vec<String>], merged: bool) -> Vec<Inputs> {
    let row = [&ROW[..], &["Malawi", "T01"]].concat();
    let plain = row.iter().map(|text| text.trim_start_matches(['@', '#']).to_owned()).collect();
    let rows: Vec<Vec<String>> = header.iter().cloned().chain([plain]).collect();
    let lines: String = rows.iter().map(|row| row.join(",") + "\n").collect();
    let named: Vec<Vec<&str>> = header.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let cells: Vec<&[&str]> = named.iter().map(Vec::as_slice).chain([&row[..]]).collect();
    let groups = |row: &&Vec<&str>| !row[6].is_empty() && row[7].is_empty();
    let book = workbook(&cells, |sheet| {
        for (number, row) in (0..).zip(&named).filter(|(_, row)| merged && groups(row)) {
            sheet.merge_range(number, 6, number, 7, row[6], &Format::new()).unwrap();
        }
    });
    let cell = |text: &String| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let table_row =
        |row: &Vec<String>| format!("<table:table-row>{}</table:table-row>", row.iter().map(cell).collect::<String>());
    let table: String = rows.iter().map(table_row).collect();
    let ods = spreadsheet("", &format!("<table:table table:name=\"Sheet1\">{table}</table:table>"));
    vec![text(&lines), agreements("agreements.xlsx", &book), agreements("agreements.ods", &ods)]
}

#[test]
fn rows_that_name_nothing_known_between_others_are_of_the_header() {
    let plain = only(
        "one row",
        &sheet(&[&[AGREEMENT_HEADER, &["Countries", "Themes"]].concat(), &[&ROW[..], &["Malawi", "T01"]].concat()])
            .read(),
    )
    .earmark;
    assert_ne!(plain, only("no earmark", &sheet(&[AGREEMENT_HEADER, &ROW]).read()).earmark);
    let last = ["Countries", "Themes"];
    for (what, header) in [
        ("three rows", in_rows(&["Terms", ""], &[["Earmark", ""], last])),
        ("the name of a group needs its part", in_rows(&["Terms", ""], &[["Earmark", ""], ["Geographic", "Thematic"]])),
        ("four rows", in_rows(&["Terms", ""], &[["of the gift", ""], ["Earmark", ""], last])),
        ("a blank row", in_rows(&["Terms", ""], &[["", ""], ["Earmark", ""], last])),
        ("a blank row further down", in_rows(&["Terms", ""], &[["Earmark", ""], ["", ""], last])),
        ("a group over the second column only", in_rows(&["Terms", ""], &[["", "Earmark"], last])),
        ("nothing in the first row", in_rows(&["", ""], &[["Earmark", ""], last])),
        ("a text over each column", in_rows(&["Terms", "Terms"], &[["Earmark", "Earmark"], last])),
    ] {
        for (number, inputs) in
            [in_formats(&header, false), in_formats(&header, true)].into_iter().flatten().enumerate()
        {
            assert_eq!(only(what, &inputs.read()).earmark, plain, "{what}, {number}");
        }
    }
}

#[test]
fn a_converted_header_of_three_rows_is_read_the_same() {
    let header = in_rows(&["Terms", ""], &[["Earmark", ""], ["Countries", "Themes"]]);
    let Some(inputs) = in_formats(&header, true).into_iter().nth(1) else { unreachable!() };
    let folder = tempfile::TempDir::new().unwrap();
    let plain = only("xlsx", &inputs.read()).earmark;
    assert_ne!(plain, only("no earmark", &sheet(&[AGREEMENT_HEADER, &ROW]).read()).earmark);
    for format in ["xls", "ods"] {
        let Some(copy) = converted(&inputs.path("agreements.xlsx"), folder.path(), format) else { return };
        let copied = agreements(&format!("agreements.{format}"), &std::fs::read(copy).unwrap());
        assert_eq!(only(format, &copied.read()).earmark, plain, "{format}");
    }
}

#[test]
fn a_name_that_no_header_reaches_is_an_error_at_its_cell() {
    let numbers = || (1..=8).map(|number| number.to_string()).collect::<Vec<_>>();
    let mut numbered = in_rows(&["Terms", ""], &[["Countries", "Themes"]]);
    numbered.insert(1, numbers());
    let far =
        in_rows(&["Terms", ""], &[["a", ""], ["b", ""], ["c", ""], ["d", ""], ["e", ""], ["Countries", "Themes"]]);
    for (header, row) in [(numbered, 3), (far, 7)] {
        for inputs in in_formats(&header, false) {
            let read = inputs.read();
            let at = read.problems.iter().find(|problem| problem.code.id() == "E232").map(|found| &found.location);
            let at = at.unwrap_or_else(|| panic!("{}", show(&read)));
            assert_eq!((at.row, at.column), (Some(row), Some(6)));
        }
    }
}

#[test]
fn amounts_of_two_currencies_under_one_name_are_told_how_to_be_read() {
    for header in ["Amount,\n,,,,EUR,GBP", "Amount,Amount\n,,,,EUR,GBP", "Amount EUR,Amount GBP"] {
        let lines = format!("Agreement,Donor,Stage,Signed on,{header}\nBEL-1,BEL,commitment,2024-01-15,1000,800\n");
        let read = text(&lines).read();
        let [problem] = &read.problems.iter().filter(|problem| problem.is_error()).collect::<Vec<_>>()[..] else {
            panic!("{}", show(&read))
        };
        assert_eq!(problem.code.id(), "E204", "{problem:?}");
        let fix = "columns = { Amount = \"=E\" }";
        assert!(problem.fix.contains(fix), "{problem:?}");
        let told = Inputs::new().donors().bytes("agreements.csv", lines.as_bytes());
        let agreement = only("as told", &told.map("agreements", "agreements.csv", fix).read());
        assert_eq!(agreement.amount.currency.code(), "EUR");
    }
    let lines = "Document,Kind,Date,Amount,\n,,,EUR,GBP\n1,deposit,2024-01-15,,800\n";
    let finance =
        |more| Inputs::new().bytes("finance.csv", lines.as_bytes()).map("finance", "finance.csv", more).read();
    let asked = finance("");
    let fix = "currencies = { EUR = \"=D\", GBP = \"=E\" }";
    assert!(asked.problems.iter().any(|problem| problem.fix.contains(fix)), "{}", show(&asked));
    let told = finance(fix);
    let original = told.facts.finance.first().and_then(|line| line.original);
    assert_eq!(original.map(|amount| amount.currency.code()), Some("GBP"), "{}", show(&told));
}

#[test]
fn texts_below_the_header_that_are_no_names_are_data() {
    // The first rows of a sheet that hold nothing but texts in columns that are not read.
    let header = [AGREEMENT_HEADER, &["Desk", "Room"]].concat();
    let remark = ["", "", "", "", "", "", "Ann"];
    let row = [&ROW[..], &["Bob", "12"]].concat();
    let plain = only("no text", &sheet(&[&header, &row]).read());
    assert_eq!(only("a text", &sheet(&[&header, &remark, &row]).read()).earmark, plain.earmark);
}

#[test]
fn a_row_of_data_below_the_header_is_none_of_it() {
    let header = [AGREEMENT_HEADER, &["Notes", "Desk"]].concat();
    let row = [&ROW[..], &["", "Ann"]].concat();
    let agreement = only("a blank below a name", &sheet(&[&header, &row]).read());
    assert_eq!(agreement.notes, None);
    // A label beside the table, merged over all of its rows.
    let header = [&["Register"], AGREEMENT_HEADER].concat();
    let row = [&[""], &ROW[..]].concat();
    let book = workbook(&[&header, &row], |sheet| {
        sheet.merge_range(0, 0, 1, 0, "Register", &Format::new()).unwrap();
    });
    only("a label beside the table", &agreements("agreements.xlsx", &book).read());
}
