//! What the parts of a workbook say beside its cells, or no longer say: input messages, text boxes, threaded comments, names of the
//! workbook, damaged parts; and cells that show something else than they hold.

use rust_xlsxwriter::{DataValidation, Format, Shape, Workbook, Worksheet};

use crate::intake::rewrite;
use crate::sheets::{Inputs, RECEIPT_HEADER, fill, workbook};
use crate::silent::*;

const COSTS: &[&[&str]] = &[
    &["Date", "Project", "Country", "Theme", "Category", "Amount"],
    &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#12"],
    &["@2024-05-01", "P-1", "Malawi", "T01", "staff", "#7.75"],
];

const RELATIONS: &str = "xl/worksheets/_rels/sheet1.xml.rels";

fn costs(book: &[u8], more: &str) -> Inputs {
    Inputs::new().bytes("e.xlsx", book).map("expenditure", "e.xlsx", more)
}

fn costs_on(sheet: impl FnOnce(&mut Worksheet)) -> Inputs {
    costs(&workbook(COSTS, sheet), "")
}

/// These costs with a part to which their sheet leads.
fn costs_beside(kind: &str, target: &str, part: &str) -> Inputs {
    let relations = format!(
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='rId1' \
         Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}' \
         Target='../{target}'/></Relationships>"
    );
    let book = rewrite(&workbook(COSTS, |_| {}), |_, _| {}, Some((RELATIONS, relations.as_bytes())));
    costs(&rewrite(&book, |_, _| {}, Some((&format!("xl/{target}"), part.as_bytes()))), "")
}

/// The same in a workbook that gives a name to something.
fn costs_named(name: &str, formula: &str, more: &str) -> Inputs {
    let mut book = Workbook::new();
    book.define_name(name, formula).unwrap();
    fill(book.add_worksheet(), COSTS);
    costs(&book.save_to_buffer().unwrap(), more)
}

#[test]
fn messages_of_cells_and_boxes_on_a_sheet() {
    let message = |text: &'static str| {
        costs_on(move |sheet| {
            let rule = DataValidation::new().set_input_message(text).unwrap();
            sheet.add_data_validation(1, 5, 9, 5, &rule).unwrap();
        })
    };
    let text_box = |text: &'static str| {
        costs_on(move |sheet| {
            sheet.insert_shape(5, 7, &Shape::textbox().set_text(text)).unwrap();
        })
    };
    check(vec![
        kind("a message of cells: thousands", message("in thousands of USD"), &["E219"], "spent USD 19.75"),
        kind("a message of cells: euros", message("Enter the amount in EUR"), &["E220"], "spent USD 19.75"),
        kind("an honest message of cells", message("Enter the amount with two decimals"), &[], "spent USD 19.75"),
        kind("a text box: thousands", text_box("Figures in USD thousands"), &["E219"], "spent USD 19.75"),
        kind("a text box: euros", text_box("All amounts in EUR"), &["E220"], "spent USD 19.75"),
        kind("an honest text box", text_box("Please send by Friday"), &[], "spent USD 19.75"),
    ]);
}

#[test]
fn threaded_comments_without_their_copy() {
    let thread = |text: &str| {
        let part = format!(
            "<ThreadedComments xmlns='http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments'>\
             <threadedComment ref='F3' id='{{1}}'><text>{text}</text></threadedComment></ThreadedComments>"
        );
        costs_beside("threadedComment", "threadedComments/threadedComment1.xml", &part)
    };
    for text in ["cancelled", "please delete", "paid twice"] {
        let what = format!("a threaded comment: {text}").leak();
        check(vec![kind(what, thread(text), &["W222"], "spent USD 19.75")]);
    }
    check(vec![kind("an honest threaded comment", thread("see invoice 12"), &[], "spent USD 19.75")]);
}

#[test]
fn damaged_parts_take_nothing_from_the_cells() {
    let comments = costs_beside("comments", "comments1.xml", "<comments><commentList><comment ref='F2'");
    let cut =
        rewrite(&workbook(COSTS, |_| {}), |_, _| {}, Some((RELATIONS, b"<Relationships><Relationship Id='rId1' Ty")));
    check(vec![
        kind("damaged comments", comments, &["W213"], "spent USD 19.75"),
        kind("relations of a sheet that are cut off", costs(&cut, ""), &["W213"], "spent USD 19.75"),
    ]);
}

#[test]
fn names_of_the_workbook() {
    check(vec![
        kind("a name: euros", costs_named("Currency", "=\"EUR\"", ""), &["E220"], "spent USD 19.75"),
        kind("a name: a thousand times", costs_named("Multiplier", "=1000", ""), &["E219"], "spent USD 19.75"),
        kind("a name, answered", costs_named("Multiplier", "=1000", "scale = \"thousands\""), &[], "spent USD 19750"),
        kind("a name: dollars", costs_named("Currency", "=\"USD\"", ""), &[], "spent USD 19.75"),
        kind("a name of a rate", costs_named("EUR", "=1.08", ""), &[], "spent USD 19.75"),
        kind("a name of a range", costs_named("Scale", "=Sheet1!$A$1", ""), &[], "spent USD 19.75"),
    ]);
}

#[test]
fn cells_that_show_something_else_than_they_hold() {
    let header: &[&str] = &["Receipt", "Date", "Kind", "Currency", "Amount"];
    let row = ["R-1", "@2024-01-01", "interest", "USD", "#1.5"];
    let other = ["R-2", "@2024-01-02", "interest", "USD", "#7"];
    let receipts = |book: &[u8]| Inputs::new().bytes("r.xlsx", book).map("receipts", "r.xlsx", "");
    let hours = workbook(&[header, &row, &other], |sheet| {
        sheet.write_number_with_format(1, 4, 1.5, &Format::new().set_num_format("[h]:mm")).unwrap();
    });
    let plain = workbook(&[header, &row, &other], |_| {});
    let comma = patched(&plain, "xl/worksheets/sheet1.xml", "<v>1.5</v>", "<v>200,5</v>");
    let struck = "<is><r><rPr><strike/></rPr><t>R-1</t></r><r><t> </t></r></is>";
    let cell = "<c r=\"A2\" t=\"inlineStr\">";
    let inline = rewrite(
        &plain,
        |name, text| {
            if name == "xl/worksheets/sheet1.xml" {
                let start = text.find("<c r=\"A2\"").unwrap();
                let end = start + text[start..].find("</c>").unwrap();
                text.replace_range(start..end, &format!("{cell}{struck}"));
            }
        },
        None,
    );
    check(vec![
        kind("an amount shown as hours", receipts(&hours), &["E318"], "interest USD 7"),
        kind("a number with a comma where a file has none", receipts(&comma), &["E312"], "interest USD 7"),
        kind("a number of a receipt struck through in its cell", receipts(&inline), &["W223"], "interest USD 8.5"),
    ]);
}

#[test]
fn days_and_months_swapped_in_texts_as_programs_write_them() {
    let days = |written: [&str; 3]| {
        let rows: Vec<String> =
            written.iter().enumerate().map(|(index, day)| format!("R-{index},{day},interest,USD,5\n")).collect();
        interest(&rows.concat(), "")
    };
    check(vec![
        kind(
            "texts of a program beside those of days beyond the twelfth",
            days(["2025-05-01", "25/01/2025", "2025-06-01"]),
            &["W320"],
            "interest USD 15",
        ),
        kind(
            "texts of a program of all days",
            days(["2025-05-01", "25/01/2025", "2025-06-30"]),
            &[],
            "interest USD 15",
        ),
    ]);
}

#[test]
fn rows_of_a_template_that_hold_a_currency() {
    let first: &[&str] = &["R-1", "", "@2024-01-01", "interest", "USD", "#5"];
    let second: &[&str] = &["R-2", "", "@2024-01-02", "interest", "USD", "#7"];
    let ready: &[&str] = &["", "", "", "", "USD", ""];
    let of_kind: &[&str] = &["", "", "", "interest", "USD", ""];
    let receipts = |rows: &[&[&str]]| Inputs::new().sheet("receipts", &[&[RECEIPT_HEADER], rows].concat());
    check(vec![
        kind("rows that hold a currency below the data", receipts(&[first, ready, ready]), &[], "interest USD 5"),
        kind("rows that hold a kind, too", receipts(&[first, of_kind, of_kind]), &[], "interest USD 5"),
        kind(
            "such a row between those of data",
            receipts(&[first, ready, second]),
            &["E301", "W319"],
            "interest USD 12",
        ),
    ]);
}

#[test]
fn headings_with_a_number_before_them() {
    let first: &[&str] = &["R-1", "", "@2024-01-01", "interest", "USD", "#5"];
    let second: &[&str] = &["R-2", "", "@2024-01-02", "interest", "USD", "#7"];
    let receipts =
        |heading: &'static str| Inputs::new().sheet("receipts", &[RECEIPT_HEADER, first, &[heading], second]);
    check(vec![
        kind("a heading: (1) Cancelled", receipts("(1) Cancelled"), &["W224"], "interest USD 12"),
        kind("a note: (1) by the bank", receipts("(1) by the bank"), &[], "interest USD 12"),
    ]);
}
