//! Headers of several rows: names merged downwards, headings of groups with their parts below, in every order.

use poolfund::domain::facts::Agreement;
use poolfund::intake::Intake;
use rust_xlsxwriter::Format;

use crate::sheets::{AGREEMENT_HEADER, Inputs, show, workbook};

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
