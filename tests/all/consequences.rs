//! What follows from one fault in a sheet is not told as a second one; and what may be a fault is told where it stands.

use std::collections::BTreeSet;

use poolfund::intake::{Intake, Severity};
use rust_xlsxwriter::Format;

use crate::sheets::{AGREEMENT_HEADER, Inputs, RATE_HEADER, RECEIPT_HEADER, show, workbook};

const BOOKED: &[&str] = &["Receipt", "Date", "Kind", "Currency", "Amount", "Base amount"];

/// A receipt of EUR 800.00 with a number in a further column, and the rate of the day.
pub fn renamed(header: &str, number: &str) -> Inputs {
    let head: &[&str] = &["Receipt", "Date", "Kind", "Currency", "Amount", header];
    let row = |receipt: &'static str, currency: &'static str, amount: &'static str, number| {
        [receipt, "@2024-02-01", "interest", currency, amount, number]
    };
    let rows: [&[&str]; 3] = [head, &row("R-1", "EUR", "#800", number), &row("R-2", "USD", "#70", "")];
    Inputs::new().sheet("rates", &[RATE_HEADER, &["EUR", "#0.8", "@2024-01-01"]]).sheet("receipts", &rows)
}

/// The need of Malawi for T01, and costs: day, country, theme, amount, document.
pub fn costs(rows: &[&[&str; 5]]) -> Inputs {
    let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount", "Document"];
    let row = |&&[date, country, theme, amount, document]: &&[_; 5]| {
        [date, "P-1", country, theme, "travel", amount, document]
    };
    let rows: Vec<[&str; 7]> = rows.iter().map(row).collect();
    let all: Vec<&[&str]> = std::iter::once(header).chain(rows.iter().map(|row| &row[..])).collect();
    let needs: [&[&str]; 2] = [&["Country", "Theme", "Need"], &["Malawi", "T01", "#9"]];
    Inputs::new().sheet("priorities", &needs).sheet("expenditure", &all)
}

/// The agreement BEL-1 with the days of its signature and of its end, and a deposit of it.
pub fn signed(day: &str, end: &str) -> Inputs {
    let header = [AGREEMENT_HEADER, &["Valid to"]].concat();
    let row: &[&str] = &["BEL-1", "BEL", "signed", day, "EUR", "#1000", end];
    let deposit: &[&str] = &["R-1", "BEL-1", "@2024-07-03", "deposit", "EUR", "#500"];
    Inputs::new().donors().sheet("agreements", &[&header, row]).sheet("receipts", &[RECEIPT_HEADER, deposit])
}

/// The codes of errors and warnings, each once, in order.
fn codes(read: &Intake) -> Vec<&'static str> {
    let loud = read.problems.iter().filter(|problem| problem.severity() != Severity::Note);
    loud.map(|problem| problem.code.id()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Holds which codes there are, and that all that is said has some texts in it.
fn says(inputs: &Inputs, wanted: &[&str], texts: &[&str]) {
    let read = inputs.read();
    let said = show(&read);
    assert_eq!(codes(&read), wanted, "{said}");
    texts.iter().for_each(|text| assert!(said.contains(text), "{text} is not in\n{said}"));
}

#[test]
fn a_merged_amount_is_one_fault() {
    let rates: [&[&str]; 2] = [RATE_HEADER, &["EUR", "#0.8", "@2024-01-01"]];
    let first: &[&str] = &["R-1", "@2024-02-01", "interest", "EUR", "#800", "#1000"];
    let rows: [&[&str]; 4] =
        [BOOKED, first, &["R-2", "@2024-02-01", "interest", "EUR", "", "#1"], &["Total", "", "", "", "#800", "#1001"]];
    let book = workbook(&rows, |sheet| {
        sheet.merge_range(1, 4, 2, 4, "", &Format::new()).unwrap();
        sheet.write_number(1, 4, 800).unwrap();
    });
    let inputs =
        Inputs::new().sheet("rates", &rates).bytes("receipts.xlsx", &book).map("receipts", "receipts.xlsx", "");
    says(&inputs, &["E225"], &["E2:E3, with one figure for 2 rows"]);
}

#[test]
fn what_follows_from_rows_that_could_not_be_read_is_no_finding() {
    let row = |number, day, kind, amount| [number, "BEL-1", day, kind, "EUR", amount];
    let refund = |deposit| {
        let rows: [&[&str]; 3] = [
            RECEIPT_HEADER,
            &row("R-1", "@2024-02-01", "deposit", deposit),
            &row("R-2", "@2024-03-01", "refund", "#750"),
        ];
        Inputs::new().agreement().sheet("receipts", &rows)
    };
    says(&refund("#600"), &["W517"], &[]);
    says(&refund("abc"), &["E302"], &[]);
    let instalments = |amount| {
        let rows: [&[&str]; 3] = [
            &["Agreement", "No.", "Due date", "Amount"],
            &["BEL-1", "#1", "@2024-03-01", "#600"],
            &["BEL-1", "#2", "@2024-09-01", amount],
        ];
        Inputs::new().agreement().sheet("instalments", &rows)
    };
    says(&instalments("#300"), &["W505"], &[]);
    says(&instalments("1.234"), &["E303"], &[]);
    let needs = |need| {
        let openings: [&[&str]; 2] = [
            &["Agreement", "Country", "Theme", "Allocated", "Charged", "As at"],
            &["BEL-1", "Malawi", "T01", "#50", "#20", "@2024-06-30"],
        ];
        let needs: [&[&str]; 3] = [&["Country", "Theme", "Need"], &["Malawi", "T01", need], &["Kenya", "T01", "#5"]];
        Inputs::new().agreement().sheet("priorities", &needs).sheet("openings", &openings)
    };
    says(&needs("#100"), &[], &[]);
    says(&needs("abc"), &["E302"], &[]);
}

#[test]
fn a_number_given_twice_is_told_at_both_rows() {
    let row = |amount| ["BEL-1", "BEL", "signed", "@2024-01-15", "EUR", amount];
    let instalment: [&[&str]; 2] =
        [&["Agreement", "No.", "Due date", "Amount"], &["BEL-1", "#1", "@2024-03-01", "#1000"]];
    let twice = Inputs::new()
        .donors()
        .sheet("agreements", &[AGREEMENT_HEADER, &row("#1000"), &row("#1600")])
        .sheet("instalments", &instalment);
    says(
        &twice,
        &["E501"],
        &["A2: found BEL-1, which also stands in agreements.xlsx, Sheet1, row 3", "A3: found BEL-1"],
    );
    let needs: [&[&str]; 3] = [
        &["Country", "Theme", "Need", "Floor"],
        &["Malawi", "T01", "#900000", "#100000"],
        &["Malawi", "T01", "#999", "#100000"],
    ];
    let stands =
        ["A2: found MWI/T01", "row 3 with other contents", "A3: found MWI/T01", "above the need, which is the ceiling"];
    says(&Inputs::new().sheet("priorities", &needs), &["E306", "E501"], &stands);
}

#[test]
fn names_that_commas_part_are_told_to_be_parted_by_semicolons() {
    let earmark = |places, themes| {
        let header = [AGREEMENT_HEADER, &["Countries", "Themes"]].concat();
        let row: &[&str] = &["BEL-1", "BEL", "signed", "@2024-01-15", "EUR", "#1000", places, themes];
        Inputs::new().donors().sheet("agreements", &[&header, row])
    };
    let places = earmark("Malawi, Kenya and Zambia", "T01, T02");
    let fixes = ["by semicolons: \"Malawi; Kenya; Zambia\"", "by semicolons: \"T01; T02\""];
    says(&places, &["E402", "E403"], &fixes);
    assert!(!show(&places.read()).contains("alias"));
    says(&earmark("Malawi / Kenya / Zambbia", ""), &["E402"], &["Correct \"Zambbia\"."]);
    says(&earmark("Malawi; Trinidad and Tobago; Bosnia and Herzegovina", "T01"), &[], &[]);
    says(&earmark("Nowhere, Elsewhere", ""), &["E402"], &["poolfund alias"]);
    let needs: [&[&str]; 2] = [&["Country", "Theme", "Need"], &["Malawi, Kenya", "T01", "#5"]];
    says(&Inputs::new().sheet("priorities", &needs), &["E402"], &["give each a row of its own"]);
}

#[test]
fn one_cost_with_and_without_its_document() {
    let day = "@2024-04-01";
    let with = &[day, "Malawi", "T01", "#5", "V-1"];
    let without = &[day, "Malawi", "T01", "#5", ""];
    let twice = ["G3: found USD 5 without a document, as with V-1 in expenditure.xlsx, Sheet1, G2"];
    says(&costs(&[with, without]), &["W503"], &twice);
    says(&costs(&[without, with]), &["W503"], &["G2: found USD 5 without a document, as with V-1"]);
    for honest in [
        &[day, "Malawi", "T01", "#5", "V-2"],
        &[day, "Malawi", "T01", "#6", ""],
        &["@2024-04-02", "Malawi", "T01", "#5", ""],
    ] {
        says(&costs(&[with, honest]), &[], &[]);
    }
    let described = |text| {
        let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount", "Document", "Description"];
        let row = |document, text| [day, "P-1", "Malawi", "T01", "staff", "#5", document, text];
        Inputs::new().sheet("expenditure", &[header, &row("V-1", "Ann, salary"), &row("", text)])
    };
    says(&described("Ben, salary"), &[], &[]);
    says(&described("Ann, Salary"), &["W503"], &[]);
    says(&described(""), &["W503"], &[]);
}

#[test]
fn a_cost_that_no_priority_is_for() {
    let early = &["@2020-12-30", "Malawi", "T01", "#5", "V-1"];
    let late = &["@2026-01-02", "Malawi", "T01", "#5", "V-2"];
    let other = &["@2024-01-02", "Kenya", "T01", "#5", "V-3"];
    let fine = &["@2024-01-02", "Malawi", "T01", "#5", "V-4"];
    says(
        &costs(&[fine, early]),
        &["W522"],
        &["A3: found a cost of 2020-12-30; expected a day of the priority of MWI/T01"],
    );
    says(&costs(&[late, fine]), &["W522"], &["A2: found a cost of 2026-01-02"]);
    says(
        &costs(&[other, fine, other]),
        &["W503", "W522"],
        &["C2: found a cost of KEN/T01; 1 more cost is like it; expected a place and theme"],
    );
    let more = &["@2024-01-03", "Kenya", "T01", "#5", "V-5"];
    says(&costs(&[other, fine, more]), &["W522"], &["KEN/T01; 1 more cost is like it"]);
    says(&costs(&[fine]), &[], &[]);
}

#[test]
fn numbers_that_may_be_what_was_booked() {
    says(&renamed("Base amount", "#1000"), &[], &[]);
    says(&renamed("Memo amount", "#1000"), &["W233"], &["column headed \"Memo amount\", which is not read"]);
    says(&renamed("Equivalent", "#1020"), &["W233"], &["(1 row)"]);
    for (header, number) in
        [("VAT", "#160"), ("Balance", "#8000"), ("Amount again", "#800"), ("Days", "#30"), ("Memo", "0")]
    {
        says(&renamed(header, number), &[], &[]);
    }
}

#[test]
fn an_agreement_that_ends_before_it_is_signed() {
    says(&signed("@2024-06-10", "@2024-05-01"), &["W523"], &["G2: found 2024-05-01 for BEL-1", "Sheet1, D2"]);
    says(&signed("@2024-06-10", "@2024-07-01"), &["W507"], &[]);
    says(&signed("@2024-06-10", "@2024-12-31"), &[], &[]);
}
