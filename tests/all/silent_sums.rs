//! Rows that lack nothing and are none: sums, balances, parts of other rows, rows of other periods.

use poolfund::intake::ProblemCode;
use rust_xlsxwriter::{Format, Formula};

use crate::silent::*;

const NAMES: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount"];

/// Costs of 100 and 200, and a row of this amount with all that rows have, whose text stands in a column of this header.
fn with_row(header: &str, text: &str, amount: &str) -> crate::sheets::Inputs {
    let row = |amount, text| vec!["@2024-04-01", "P-1", "Malawi", "T01", "staff", amount, text];
    let names = [NAMES, &[header]].concat();
    let rows = [names, row("#100", "fuel"), row("#200", "salaries"), row(amount, text)];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    spent(&rows)
}

/// The name of a kind: what says it, and where.
fn named(text: &str, place: &str) -> &'static str {
    format!("sums: {text} under {place}").leak()
}

#[test]
fn texts_that_say_so_in_rows_that_lack_nothing() {
    for text in [
        "Opening balance",
        "Balance b/f",
        "b/f",
        "Carried forward",
        "Report à nouveau",
        "Saldo anterior",
        "Übertrag",
        "Year to date",
        "Previous year",
        "of which staff",
        "thereof travel",
        "Average",
    ] {
        for header in ["Description", "Remarks", "Text"] {
            check(vec![kind(named(text, header), with_row(header, text, "#777"), &["W222"], "spent USD 1077")]);
        }
    }
    let (either, names) =
        (["Subtotal", "Total for the month", "Zwischensumme", "Sous-total"], ["Total", "Malawi Total"]);
    for (text, of_another) in
        either.map(|text| (text, &["W222"][..])).into_iter().chain(names.map(|text| (text, &[][..])))
    {
        check(vec![
            kind(named(text, "Description"), with_row("Description", text, "#300"), &["W222"], "spent USD 600"),
            kind(
                named(text, "Description, of something else"),
                with_row("Description", text, "#7"),
                of_another,
                "spent USD 307",
            ),
        ]);
    }
    for text in ["Balance payment", "Final balance of the grant", "Total Energies", "BF", "Budget officer"] {
        check(vec![kind(named(text, "Description"), with_row("Description", text, "#777"), &[], "spent USD 1077")]);
    }
    check(vec![kind("sums: plans", with_row("Description", "Budget 2024", "#777"), &["W222"], "spent USD 1077")]);
}

#[test]
fn the_rows_are_counted_and_added_up() {
    let read = with_row("Description", "Opening balance", "#777").read();
    let found: Vec<&str> = read
        .problems
        .iter()
        .filter(|one| one.code == ProblemCode::StateNotRead)
        .map(|one| one.found.as_str())
        .collect();
    assert_eq!(
        found,
        ["\"Opening balance\", which says that the row is no cost or deposit of its own (1 row, 777 in Amount)"]
    );
}

#[test]
fn formulas_and_sections_in_columns() {
    let row = |amount, text| vec!["@2024-04-01", "P-1", "Malawi", "T01", "staff", amount, text];
    let summed = |cell: &'static str, result: &'static str| {
        let rows = [[NAMES, &[""]].concat(), row("#100", ""), row("#200", ""), row("#1", "")];
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        spent_with(&rows, "", move |sheet| {
            sheet.write_formula(3, 5, Formula::new(cell).set_result(result)).unwrap();
        })
    };
    let section = |header: &'static str, word: &'static str, merged: bool| {
        let second = if merged { "" } else { word };
        let rows = [[NAMES, &[header]].concat(), row("#100", ""), row("#50", word), row("#70", second)];
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        spent_with(&rows, "", |sheet| {
            if merged {
                sheet.merge_range(2, 6, 3, 6, word, &Format::new()).unwrap();
            }
        })
    };
    check(vec![
        kind("sums: a sum by formula", summed("=SUM(F2:F3)", "300"), &["W222"], "spent USD 600"),
        kind("sums: another formula", summed("=F2*2", "250"), &[], "spent USD 550"),
        kind("sums: a column of parts", section("Section", "Planned, not spent", false), &["W222"], "spent USD 220"),
        kind("sums: without a header", section("", "Cancelled", false), &["W222"], "spent USD 220"),
        kind("sums: merged", section("", "Planned, not spent", true), &["W222"], "spent USD 220"),
        kind("sums: the year before", section("Section", "Previous year", false), &["W222"], "spent USD 220"),
        kind("sums: an honest part", section("Section", "Part B", false), &[], "spent USD 220"),
    ]);
    let merged = section("", "Cancelled", true).read();
    let told = merged.problems.iter().find(|one| one.code == ProblemCode::StateNotRead).unwrap();
    assert!(told.found.contains("2 rows, 120 in Amount"), "{told}");
}
