//! What says of amounts that they are in thousands or millions, wherever it stands: each kind with its right figure once
//! fund.toml says so.

use rust_xlsxwriter::{Format, Note, Workbook, Worksheet};

use crate::sheets::{Inputs, fill, workbook};
use crate::silent::*;

/// Costs of 12 and 7.75, which are thousands.
fn costs<'a>(header: &'a [&'a str], more: &'a [&'a str]) -> Vec<Vec<&'a str>> {
    let row = |amount| {
        let row = ["@2024-04-01", "P-1", "Malawi", "T01", "staff", amount];
        row.into_iter().chain(more.iter().copied()).collect()
    };
    let names = ["Date", "Project", "Country", "Theme", "Category"];
    vec![names.into_iter().chain(header.iter().copied()).collect(), row("#12"), row("#7.75")]
}

/// A sheet of these rows in a workbook of this name.
fn book(file: &str, rows: &[Vec<&str>], more: &str, sheet: impl FnOnce(&mut Worksheet)) -> Inputs {
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    Inputs::new().bytes(file, &workbook(&rows, sheet)).map("expenditure", file, more)
}

fn titled(title: &'static str, more: &str) -> Inputs {
    let rows = [vec![vec![title]], costs(&["Amount"], &[])].concat();
    book("e.xlsx", &rows, more, |_| {})
}

/// The name of a kind: what says it, and how.
fn named(what: &str, how: &str) -> &'static str {
    format!("scales: {what}, {how}").leak()
}

#[test]
fn titles_in_other_words() {
    for title in [
        "Expenditure 2025, thsd USD",
        "Expenditure 2025 | kUSD",
        "Unit: k",
        "Scale: 1:1000",
        "Figures rounded to thousands, in USD k",
        "All figures in thousands, rounded",
        "thousands of dollars unless otherwise stated",
        "The amounts below are thousands of United States dollars",
        "in kilo USD",
        "1/ Thousands of US dollars.",
        "Expenditure (000)",
    ] {
        check(vec![
            kind(named("title", title), titled(title, ""), &["E219"], "spent USD 19.75"),
            kind(named("title, answered", title), titled(title, "scale = \"thousands\""), &[], "spent USD 19750"),
        ]);
    }
    for title in [
        "Million Trees",
        "Amounts in full US dollars, not in thousands",
        "Do not enter thousands: amounts in full",
        "Office: Mille Collines",
        "Report of the Mil Island office",
        "Rounded to the nearest thousand",
        "Annex K",
        "Table 1 (m)",
        "First 1,000 Days",
    ] {
        check(vec![kind(named("honest title", title), titled(title, ""), &[], "spent USD 19.75")]);
    }
}

#[test]
fn headers_that_fund_toml_names() {
    for header in ["AmountThousands", "AmountInK", "Amount/1000", "Amount*1,000", "Thousands of USD", "Amount (mill.)"]
    {
        let more = format!("columns = {{ Amount = {header:?} }}");
        check(vec![kind(
            named("header", header),
            book("e.xlsx", &costs(&[header], &[]), &more, |_| {}),
            &["E219"],
            "spent USD 19.75",
        )]);
    }
    let cents = |more: &str| book("e.xlsx", &costs(&["Amount (cents)"], &[]), more, |_| {});
    check(vec![
        kind("scales: cents", cents(""), &["E219"], "spent USD 19.75"),
        kind("scales: cents, said", cents("scale = \"cents\"\nrounding = true"), &[], "spent USD 0.2"),
    ]);
}

#[test]
fn formats_in_other_dresses() {
    let shown = |format: &str| {
        let format = Format::new().set_num_format(format);
        book("e.xlsx", &costs(&["Amount"], &[]), "", move |sheet| {
            sheet.write_with_format(1, 5, 12, &format).unwrap();
        })
    };
    for format in
        ["#,##0\",000\"", "0.00\" MUSD\"", "[=0]\"-\";0.00\"k\"", "#,##0.00[$ k]", "0.00\" x1000\"", "0.0\"万\""]
    {
        check(vec![kind(named("format", format), shown(format), &["E219"], "spent USD 7.75")]);
    }
    check(vec![
        kind("scales: thousands that are not shown", shown("#,##0.0,\"k\""), &[], "spent USD 19.75"),
        kind("scales: millions by size", shown("[>=1000000]0.0,,\"M\";0"), &[], "spent USD 19.75"),
    ]);
}

#[test]
fn rows_and_columns_of_units() {
    let columns: [(&'static str, &'static str); 10] = [
        ("Unit", "k"),
        ("Unit", "thousand USD"),
        ("Scale", "#1000"),
        ("Multiplier", "#1000"),
        ("UNIT_MULT", "#3"),
        ("Magnitude", "K"),
        ("", "k"),
        ("Remarks", "in thousands"),
        ("Description", "Salaries (USD '000)"),
        ("Description", "Salaries, USD k"),
    ];
    for (header, value) in columns {
        let (head, values) = (["Amount", header], [value]);
        let rows = costs(&head, &values);
        let mut mixed = rows.clone();
        mixed[2][6] = "";
        check(vec![
            kind(named(header, value), book("e.xlsx", &rows, "", |_| {}), &["E219"], "spent USD 19.75"),
            kind(
                named(&format!("{header}, answered"), value),
                book("e.xlsx", &rows, "scale = \"thousands\"", |_| {}),
                &[],
                "spent USD 19750",
            ),
            kind(
                named(&format!("{header} in one row"), value),
                book("e.xlsx", &mixed, "scale = \"thousands\"", |_| {}),
                &["E219"],
                "spent USD 19750",
            ),
            kind(
                named(&format!("{header} in one row, in full"), value),
                book("e.xlsx", &mixed, "scale = \"ones\"", |_| {}),
                &[],
                "spent USD 19.75",
            ),
        ]);
    }
    for (header, value) in
        [("Unit", "km"), ("Unit", "m"), ("Multiplier", "#1"), ("Gender", "M"), ("Remarks", "1,000 days")]
    {
        let (head, values) = (["Amount", header], [value]);
        check(vec![kind(
            named(header, value),
            book("e.xlsx", &costs(&head, &values), "", |_| {}),
            &[],
            "spent USD 19.75",
        )]);
    }
    let quantities = costs(&["Amount", "Quantity", "Unit"], &["#5", "thousand"]);
    check(vec![kind("scales: of what was bought", book("e.xlsx", &quantities, "", |_| {}), &[], "spent USD 19.75")]);
    for unit in ["k", "1000 USD", "(k)"] {
        let row = vec!["", "", "", "", "", unit];
        let above = [vec![row], costs(&["Amount"], &[])].concat();
        check(vec![kind(named("row above", unit), book("e.xlsx", &above, "", |_| {}), &["E219"], "spent USD 19.75")]);
    }
    let labelled = [vec![vec!["Multiplier:", "#1000"]], costs(&["Amount"], &[])].concat();
    check(vec![kind("scales: a label", book("e.xlsx", &labelled, "", |_| {}), &["E219"], "spent USD 19.75")]);
}

#[test]
fn comments_names_and_other_sheets() {
    let commented = book("e.xlsx", &costs(&["Amount"], &[]), "", |sheet| {
        sheet.insert_note(1, 5, &Note::new("in thousands")).unwrap();
    });
    let file = |file: &str| book(file, &costs(&["Amount"], &[]), "", |_| {});
    let covered = |cover: &str, more: &str, first: bool| {
        let mut workbook = Workbook::new();
        let rows = costs(&["Amount"], &[]);
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let names = if first { ["Notes", "Data"] } else { ["Data", "Notes"] };
        for name in names {
            let sheet = workbook.add_worksheet().set_name(name).unwrap();
            fill(sheet, if name == "Data" { &rows } else { &[] });
            if name == "Notes" {
                sheet.write(1, 0, cover).unwrap();
            }
        }
        Inputs::new().bytes("e.xlsx", &workbook.save_to_buffer().unwrap()).map("expenditure", "e.xlsx", more)
    };
    let said = "All figures in thousands of USD";
    check(vec![
        kind("scales: a comment on an amount", commented, &["E219"], "spent USD 19.75"),
        kind("scales: a file's name", file("expenditure_kUSD.xlsx"), &["E219"], "spent USD 19.75"),
        kind("scales: another file's name", file("spend-thousands.xlsx"), &["E219"], "spent USD 19.75"),
        kind("scales: a file's name of a year", file("expenditure-2025.xlsx"), &[], "spent USD 19.75"),
        kind("scales: a cover before", covered(said, "", true), &["E219"], "spent USD 19.75"),
        kind("scales: a cover behind", covered(said, "", false), &["E219"], "spent USD 19.75"),
        kind(
            "scales: a cover before the sheet named",
            covered(said, "sheet = \"Data\"", true),
            &["E219"],
            "spent USD 19.75",
        ),
        kind(
            "scales: a cover behind the sheet named",
            covered(said, "sheet = \"Data\"", false),
            &["E219"],
            "spent USD 19.75",
        ),
        kind("scales: an answer to it", covered(said, "scale = \"thousands\"", true), &[], "spent USD 19750"),
        kind("scales: a cover that says nothing", covered("Million Trees", "", true), &[], "spent USD 19.75"),
    ]);
}
