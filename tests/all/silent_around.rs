//! What stands around the rows and is no cell of theirs: headers and footers of printed pages, properties of the file, formats of
//! ods, titles of a year, comments that say that a row is of another one, headings of balances.

use rust_xlsxwriter::{DocProperties, Note, Workbook, Worksheet};

use crate::sheets::{Inputs, fill, spreadsheet_with};
use crate::silent::*;

const COSTS: &[&[&str]] = &[
    &["Date", "Project", "Country", "Theme", "Category", "Amount"],
    &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#12"],
    &["@2024-05-01", "P-1", "Malawi", "T01", "staff", "#7.75"],
];

/// These rows as expenditure, with what is done to their sheet and to the properties of the file.
fn spent_in(rows: &[&[&str]], properties: DocProperties, sheet: impl FnOnce(&mut Worksheet), more: &str) -> Inputs {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    let worksheet = workbook.add_worksheet();
    fill(worksheet, rows);
    sheet(worksheet);
    let bytes = workbook.save_to_buffer().unwrap();
    Inputs::new().bytes("e.xlsx", &bytes).map("expenditure", "e.xlsx", more)
}

fn named(what: &str, how: &str) -> &'static str {
    format!("around: {what}, {}", how.replace('\n', " ")).leak()
}

#[test]
fn headers_and_footers_of_printed_pages() {
    let printed = |header: &'static str, footer: &'static str, more: &str| {
        let set = move |sheet: &mut Worksheet| {
            sheet.set_header(header).set_footer(footer);
        };
        spent_in(COSTS, DocProperties::new(), set, more)
    };
    for said in
        ["&Cin thousands of USD", "&L&\"Arial,Bold\"&12USD '000&RPage &P", "&Ren milliers de dollars", "&Cin USD m"]
    {
        check(vec![
            kind(named("header", said), printed(said, "", ""), &["E219"], "spent USD 19.75"),
            kind(named("footer", said), printed("", said, ""), &["E219"], "spent USD 19.75"),
            kind(named("footer, answered", said), printed("", said, "scale = \"thousands\""), &[], "spent USD 19750"),
        ]);
    }
    check(vec![
        kind("around: a header in EUR", printed("&CAmounts in EUR", "", ""), &["E220"], "spent USD 19.75"),
        kind("around: a footer that it is a draft", printed("", "&LDraft", ""), &["W222"], "spent USD 19.75"),
        kind("around: pages and names", printed("&L&F&C&A", "&CPage &P of &N&R&D", ""), &[], "spent USD 19.75"),
    ]);
}

#[test]
fn properties_of_the_file() {
    let of = |properties: DocProperties, more: &str| spent_in(COSTS, properties, |_| {}, more);
    let said = "All figures in thousands of USD";
    for (what, properties) in [
        ("title", DocProperties::new().set_title(said)),
        ("subject", DocProperties::new().set_subject(said)),
        ("comments", DocProperties::new().set_comment("Sent by Ann\nAll figures in thousands of USD")),
        ("keywords", DocProperties::new().set_keywords(said)),
        ("an own property", DocProperties::new().set_custom_property("Unit", "thousands of USD")),
    ] {
        check(vec![
            kind(named("property", what), of(properties.clone(), ""), &["E219"], "spent USD 19.75"),
            kind(named("property, answered", what), of(properties, "scale = \"thousands\""), &[], "spent USD 19750"),
        ]);
    }
    let honest = DocProperties::new().set_title("Million Trees").set_author("Ann").set_company("K");
    check(vec![
        kind(
            "around: a title in EUR",
            of(DocProperties::new().set_title("Costs in EUR"), ""),
            &["E220"],
            "spent USD 19.75",
        ),
        kind("around: an honest title", of(honest, ""), &[], "spent USD 19.75"),
    ]);
}

#[test]
fn pages_properties_and_formats_of_ods() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |number: &str| {
        format!(
            "<table:table-cell table:style-name=\"n\" office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}\
             </text:p></table:table-cell>"
        )
    };
    let row = |cells: &[String]| format!("<table:table-row>{}</table:table-row>", cells.concat());
    let rows = [
        row(&["Country", "Theme", "Need"].map(text)),
        row(&[text("Malawi"), text("T01"), number("5")]),
        row(&[text("Kenya"), text("T01"), number("7")]),
    ];
    let needs = |styles: &str, more: &[(&str, &str)]| {
        let table =
            format!("<table:table table:name=\"Needs\" table:style-name=\"ta1\">{}</table:table>", rows.concat());
        let book = spreadsheet_with(styles, &table, more);
        Inputs::new().bytes("p.ods", &book).map("priorities", "p.ods", "")
    };
    let names = ["office", "meta", "style", "text"]
        .map(|name| format!("xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .join(" ");
    let pages = |page: &str, said: &str| {
        format!(
            "<office:document-styles {names}><office:master-styles><style:master-page style:name=\"{page}\"><style:header>\
             <style:region-left><text:p>{said}</text:p></style:region-left></style:header></style:master-page>\
             </office:master-styles></office:document-styles>"
        )
    };
    let of_page = "<style:style style:name=\"ta1\" style:family=\"table\" style:master-page-name=\"Mine\"/>";
    let meta = format!(
        "<office:document-meta {names} xmlns:dc=\"d\"><office:meta><dc:subject>in USD millions</dc:subject></office:meta>\
         </office:document-meta>"
    );
    let shown = |literal: &str| {
        format!(
            "<number:number-style xmlns:number=\"n\" style:name=\"N1\"><number:number number:decimal-places=\"2\"/>\
             <number:text>{literal}</number:text></number:number-style><style:style style:name=\"n\" \
             style:family=\"table-cell\" style:data-style-name=\"N1\"/>"
        )
    };
    let in_thousands = "in thousands of USD";
    let figure = "need USD 12";
    check(vec![
        kind("around: a page of ods", needs("", &[("styles.xml", &pages("Default", in_thousands))]), &["E219"], figure),
        kind(
            "around: its own page",
            needs(of_page, &[("styles.xml", &pages("Mine", in_thousands))]),
            &["E219"],
            figure,
        ),
        kind("around: another page", needs(of_page, &[("styles.xml", &pages("Report", in_thousands))]), &[], figure),
        kind("around: a subject of ods", needs("", &[("meta.xml", &meta)]), &["E219"], figure),
        kind("around: a format of ods, MUSD", needs(&shown(" MUSD"), &[]), &["E219"], ""),
        kind("around: a format of ods, k", needs(&shown(" k"), &[]), &["E219"], ""),
        kind("around: a format of ods, kEUR", needs(&shown("kEUR"), &[]), &["E219"], ""),
        kind("around: a format of ods, EUR", needs(&shown(" EUR"), &[]), &["E307"], ""),
        kind("around: a format of ods, people", needs(&shown(" people"), &[]), &[], figure),
    ]);
}

#[test]
fn titles_of_a_year_above_rows_of_another() {
    let titled = |title: &'static str, more: &'static str| {
        let above: &[&str] = &[title];
        let rows: Vec<&[&str]> = std::iter::once(above).chain(COSTS.iter().copied()).collect();
        let name = move |sheet: &mut Worksheet| {
            if !more.is_empty() {
                sheet.set_name(more).unwrap();
            }
        };
        spent_in(&rows, DocProperties::new(), name, "")
    };
    for title in
        ["2025", "#2025", "FY 2025", "Exercice 2025", "Ejercicio 2025", "Ano 2025", "Geschäftsjahr 2025", "FY26"]
    {
        check(vec![kind(named("title above costs of 2024", title), titled(title, ""), &["W222"], "spent USD 19.75")]);
    }
    for title in ["2024", "FY 2024", "2023/24", "2021-2025", "Status as of 31 January 2025", "Report 2025"] {
        check(vec![kind(named("honest title", title), titled(title, ""), &[], "spent USD 19.75")]);
    }
    check(vec![
        kind("around: a sheet's name", titled("Costs", "2025"), &["W222"], "spent USD 19.75"),
        kind("around: the sheet's year", titled("Costs", "2024"), &[], "spent USD 19.75"),
    ]);
    let row = |day, amount| vec![day, "P-1", "Malawi", "T01", "staff", amount];
    let sections = |first: &'static str, second: &'static str| {
        let rows = [
            COSTS[0].to_vec(),
            vec![first],
            row("@2023-04-01", "#5"),
            vec![second],
            row("@2024-04-01", "#7"),
            row("@2023-12-31", "#3"),
        ];
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        spent_in(&rows, DocProperties::new(), |_| {}, "")
    };
    check(vec![
        kind("around: headings of years", sections("2023", "2024"), &["W222", "W224"], "spent USD 15"),
        kind("around: headings of years, as numbers", sections("#2023", "#2024"), &["W222", "W224"], "spent USD 15"),
    ]);
    let told = sections("2023", "2024").read();
    let told = told.problems.iter().find(|one| one.code.id() == "W222").unwrap();
    assert!(told.location.row == Some(4) && told.found.ends_with("2023-12-31 (1 row, 3 in Amount)"), "{told}");
}

#[test]
fn comments_that_say_that_a_row_is_another() {
    let commented = |row: u32, column: u16, text: &'static str| {
        let note = move |sheet: &mut Worksheet| {
            sheet.insert_note(row, column, &Note::new(text)).unwrap();
        };
        spent_in(COSTS, DocProperties::new(), note, "")
    };
    for text in [
        "Previous year",
        "prior period",
        "Budget",
        "Ann:\nBudget 2025",
        "this is the previous year's figure",
        "Exercice précédent",
        "Ejercicio anterior",
        "Vorjahr",
        "Orçamento",
        "Brought forward",
    ] {
        check(vec![kind(named("comment on an amount", text), commented(1, 5, text), &["W222"], "spent USD 19.75")]);
    }
    for text in ["see invoice 12", "approved by the budget officer", "paid a year after the invoice"] {
        check(vec![kind(named("honest comment", text), commented(1, 5, text), &[], "spent USD 19.75")]);
    }
    check(vec![
        kind("around: a comment on a date", commented(1, 0, "Prior year"), &["W222"], "spent USD 19.75"),
        kind("around: a comment on a header", commented(0, 5, "Budget"), &["W222"], "spent USD 19.75"),
        kind("around: a comment on another header", commented(0, 4, "Budget line"), &[], "spent USD 19.75"),
    ]);
}

#[test]
fn balances_among_receipts() {
    let receipts = |rows: &[&[&str]]| {
        let header: &[&str] = &["Receipt", "Date", "Kind", "Currency", "Amount", "Notes"];
        let rows: Vec<&[&str]> = std::iter::once(header).chain(rows.iter().copied()).collect();
        Inputs::new().sheet("receipts", &rows)
    };
    let row = |number, notes, amount| ["", number, notes, amount];
    let line =
        |[_, number, notes, amount]: [&'static str; 4]| vec![number, "@2024-01-01", "interest", "USD", amount, notes];
    for text in [
        "b/f",
        "c/f",
        "Brought forward",
        "Carried forward",
        "Report à nouveau",
        "Saldo anterior",
        "Saldo transportado",
        "Übertrag",
        "Balance b/f 2023",
        "Balance brought forward from 31 December 2023",
        "Saldo anterior al 31 de diciembre de 2023",
    ] {
        let own = line(row("R-1", "", "#5"));
        let by_number = line(row(text, "", "#700"));
        let by_note = line(row("R-0", text, "#700"));
        check(vec![
            kind(named("number", text), receipts(&[&by_number, &own]), &["W222"], "interest USD 705"),
            kind(named("note", text), receipts(&[&by_note, &own]), &["W222"], "interest USD 705"),
            kind(
                named("heading above all", text),
                receipts(&[&[text], &line(row("R-0", "", "#700")), &own]),
                &["W224"],
                "interest USD 705",
            ),
        ]);
    }
    let honest = line(row("R-1", "Balance payment of the grant", "#5"));
    check(vec![kind("around: an honest note", receipts(&[&honest]), &[], "interest USD 5")]);
}
