//! Rows that label columns, and those below the data that are none; places that may be two; cells that nobody sees.

use rust_xlsxwriter::Format;

use crate::sheets::{Inputs, workbook};
use crate::silent::*;

/// Needs of 500 and 700 with a row between the header and them, or below them.
fn with(above: Option<&[&str]>, below: Option<&[&str]>) -> Inputs {
    let data: [&[&str]; 2] = [&["Malawi", "T01", "#500"], &["Kenya", "T01", "#700"]];
    let rows: Vec<&[&str]> = [NEED].into_iter().chain(above).chain(data).chain(below).collect();
    needs(&rows)
}

#[test]
fn rows_that_explain_the_header() {
    for row in [
        &["#country", "#sector", "#value +need +usd"][..],
        &["col. 1", "col. 2", "col. 3"],
        &["Colonne 1", "Colonne 2", "Colonne 3"],
        &["text", "code", "USD"],
        &["required", "required", "required"],
        &["Mandatory", "Mandatory", "Mandatory"],
        &["obligatoire", "obligatoire", "facultatif"],
        &["string", "string", "decimal"],
        &["text (required)", "text (required)", "#,##0.00"],
        &["xxx", "xxx", "0.00"],
        &["Pays", "Thème", "Besoin"],
        &["País", "Tema", "Necesidad"],
        &["-----", "-----", "-----"],
    ] {
        let name = format!("needs below {row:?}");
        check(vec![kind(name.leak(), with(Some(row), None), &[], "need USD 1200")]);
    }
    // What holds something is data, though one of its cells says nothing.
    let half = with(Some(&["required", "T01", "#5"]), None);
    check(vec![kind("a row of which one cell is a hint", half, &["E402"], "need USD 1200")]);
}

#[test]
fn rows_below_the_data_that_are_none() {
    for row in [
        &["Average", "", "#600"][..],
        &["Count", "", "#2"],
        &["Check", "", "#0"],
        &["Moyenne", "", "#600"],
        &["Promedio", "", "#600"],
        &["Anzahl", "", "#2"],
    ] {
        let name = format!("needs above {row:?}");
        check(vec![kind(name.leak(), with(None, Some(row)), &[], "need USD 1200")]);
    }
    check(vec![
        kind("a total that is the average", with(None, Some(&["Total", "", "#600"])), &[], "need USD 1200"),
        kind("a total that is neither", with(None, Some(&["Total", "", "#601"])), &["E504"], "need USD 1200"),
    ]);
}

#[test]
fn text_files_of_old_programs() {
    let row = "2024-04-01,P-1,Malawi,T01,staff,300\n";
    let header = "Date,Project,Country,Theme,Category,Amount\n";
    check(vec![
        kind(
            "a mark of the end behind a text file",
            text("expenditure", &format!("{header}{row}\u{1a}"), ""),
            &[],
            "spent USD 300",
        ),
        kind(
            "lines below the header of a text file",
            text("expenditure", &format!("{header}----,-------,-------,-----,--------,------\n{row}"), ""),
            &[],
            "spent USD 300",
        ),
    ]);
}

/// Costs of 100 for each of these places.
fn places(header: &str, names: &[&str]) -> Inputs {
    let row = |name: &&str| format!("2024-04-01,P-1,{name},T01,staff,100\n");
    let rows: String = names.iter().map(row).collect();
    let more = format!("columns = {{ Country = {header:?} }}");
    text("expenditure", &format!("Date,Project,{header},Theme,Category,Amount\n{rows}"), &more)
}

#[test]
fn places_that_may_be_two_or_none() {
    for (header, names, said, figure) in [
        ("Country", &["Togo", "Mar"][..], &["E404"][..], "spent USD 200"),
        ("Country", &["Togo", "per"], &["E404"], "spent USD 200"),
        ("Country", &["Togo", "Congo"], &["E404"], "spent USD 200"),
        ("Country", &["Congo"], &["E404"], "spent USD 100"),
        ("Country", &["St Martin"], &["E404"], "spent USD 100"),
        ("Office", &["TG", "CO", "KE"], &["E404"], "spent USD 300"),
        ("Country", &["Congo", "Democratic Republic of the Congo"], &[], "spent USD 200"),
        ("Country", &["Togo", "MAR"], &[], "spent USD 200"),
        ("Country", &["Togo", "UK", "U.S."], &[], "spent USD 300"),
        ("Country", &["Togo", "us"], &["E404"], "spent USD 200"),
        ("Country", &["tgo", "mar"], &[], "spent USD 200"),
        ("Country", &["Togo", "Lao"], &[], "spent USD 200"),
    ] {
        let name = format!("costs in {names:?} under {header}");
        check(vec![kind(name.leak(), places(header, names), said, figure)]);
    }
}

#[test]
fn cells_that_nobody_sees() {
    let need = |format: &str| {
        let format = Format::new().set_num_format(format);
        let book = workbook(&[NEED, &["Malawi", "T01", ""]], |sheet| {
            sheet.write_number_with_format(1, 2, 500, &format).unwrap();
        });
        Inputs::new().bytes("n.xlsx", &book).map("priorities", "n.xlsx", "")
    };
    for (format, said) in
        [("\"\"", &["W229"][..]), ("[White]0", &["W229"]), ("0;-0;[White]0", &[]), ("[Red]0", &[]), ("0.00", &[])]
    {
        let name = format!("a need in the format {format}");
        check(vec![kind(name.leak(), need(format), said, "need USD 500")]);
    }
}
