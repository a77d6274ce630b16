//! Other dresses once more: remarks in sentences, days on which something was returned, what counts of an amount, currencies in other
//! scripts and in the names of sheets, and rows between the data or below that are none.

use rust_xlsxwriter::Workbook;

use crate::sheets::{Inputs, RECEIPT_HEADER, fill, workbook};
use crate::silent::*;

/// Receipts of 5 and 7 with one more column.
fn receipts(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let rows = format!("R-1,2024-01-01,interest,USD,5,{first}\nR-2,2024-01-02,interest,USD,7,{second}\n");
    text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,{header}\n{rows}"), "")
}

/// Costs of 5 and 7 with one more column.
fn costs(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let header = ["Date", "Project", "Country", "Theme", "Category", "Amount", header];
    let row = |amount, cell| ["@2024-04-01", "P-1", "Malawi", "T01", "staff", amount, cell];
    spent(&[&header, &row("#5", first), &row("#7", second)])
}

fn named(what: &str, header: &str) -> &'static str {
    format!("again: {what}, {}", header.replace('\n', " ")).leak()
}

#[test]
fn remarks_in_sentences() {
    for remark in [
        "dupe",
        "double entry",
        "pledge only",
        "expected in June",
        "awaiting bank confirmation",
        "still outstanding",
        "promised by phone",
        "will be returned to the donor",
        "sent back to donor 3 May",
        "wrongly credited, transferred out again",
        "received by error",
        "ignore this line",
        "delete?",
        "Entwurf, noch nicht eingegangen",
        "en attente de virement",
        "pendiente de ingreso",
        "aguarda confirmação",
        "Buchung wurde zurückgenommen",
        "rückgebucht",
        "chèque sans provision",
        "cheque devuelto",
    ] {
        let cell = format!("{remark:?}");
        check(vec![kind(named("a remark", remark), receipts("Remarks", ["", &cell]), &["W222"], "interest USD 12")]);
    }
    for remark in ["unexpected increase", "aide aux personnes en attente", "flights for those awaiting visas", "final"]
    {
        check(vec![kind(named("a remark", remark), receipts("Remarks", ["", remark]), &[], "interest USD 12")]);
    }
}

#[test]
fn days_on_which_something_came_or_went_back() {
    for header in ["Refunded on", "Returned on", "Bounced on", "Rejection date", "Remboursé le", "Devuelto el"] {
        let inputs = receipts(header, ["", "2024-02-01"]);
        check(vec![kind(named("went back", header), inputs, &["W222"], "interest USD 12")]);
    }
    for header in ["Credited on", "Fecha de cobro", "Eingang am"] {
        let (some, all) = (receipts(header, ["2024-02-01", ""]), receipts(header, ["2024-02-01", "2024-02-02"]));
        check(vec![
            kind(named("came for some", header), some, &["W222"], "interest USD 12"),
            kind(named("came for all", header), all, &[], "interest USD 12"),
        ]);
    }
    for (header, cells) in [("Signed", ["yes", "no"]), ("In bank", ["1", "0"])] {
        check(vec![kind(named("a mark", header), receipts(header, cells), &["W222"], "interest USD 12")]);
    }
    check(vec![
        kind("again: days on which invoices came in", costs("Eingang am", ["@2024-04-02", ""]), &[], "spent USD 12"),
        kind("again: policies for returns", receipts("Return policy", ["", "free"]), &[], "interest USD 12"),
    ]);
}

#[test]
fn what_counts_of_an_amount() {
    for header in ["of which fund", "Charged amount", "Amount to be charged", "Eligible amount"] {
        check(vec![
            kind(named("a part", header), costs(header, ["#5", "#2"]), &["W222"], "spent USD 12"),
            kind(named("all of it", header), costs(header, ["#5", "#7"]), &[], "spent USD 12"),
        ]);
    }
    for header in ["Disallowed amount", "Recovered", "Less: VAT refund"] {
        check(vec![
            kind(named("taken back", header), costs(header, ["", "#2"]), &["W222"], "spent USD 12"),
            kind(named("nothing taken back", header), costs(header, ["", "#0"]), &[], "spent USD 12"),
        ]);
    }
    for (header, cells) in
        [("Cost share", ["100%", "40%"]), ("Share of fund (%)", ["#100", "#40"]), ("Credit note", ["", "CN-5"])]
    {
        check(vec![kind(named("a part", header), costs(header, cells), &["W222"], "spent USD 12")]);
    }
}

#[test]
fn currencies_in_other_scripts_and_in_names_of_sheets() {
    let headed = |amount: &str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", amount];
        let book = workbook(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"]], |_| {});
        let more = format!("columns = {{ Amount = {amount:?} }}");
        Inputs::new().bytes("e.xlsx", &book).map("expenditure", "e.xlsx", &more)
    };
    for (header, currency) in [
        ("金额（欧元）", "EUR"),
        ("المبلغ (يورو)", "EUR"),
        ("Сумма, евро", "EUR"),
        ("Amount (Rp)", "IDR"),
        ("Amount - GH₵", "GHS"),
        ("Amount MK", "MWK"),
    ] {
        let figure = format!("spent {currency} 800").leak();
        check(vec![kind(named("a header", header), headed(header), &[], figure)]);
    }
    let rows: &[&[&str]] = &[
        &["Date", "Project", "Country", "Theme", "Category", "Amount"],
        &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"],
    ];
    for title in ["金额单位：欧元", "المبالغ باليورو", "Суммы в евро", "Office of Lomé, EUR account 4711", "EUR-Konto"]
    {
        let titled = spent(&[&[title], rows[0], rows[1]]);
        check(vec![kind(named("a title", title), titled, &["E220"], "spent USD 800")]);
    }
    for (name, said) in
        [("Costs EUR 2025", &["E220"][..]), ("Dépenses FCFA", &["E220"]), ("Costs USD", &[]), ("Top", &[])]
    {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        fill(sheet, rows);
        let bytes = book.save_to_buffer().unwrap();
        let inputs = Inputs::new().bytes("e.xlsx", &bytes).map("expenditure", "e.xlsx", "");
        check(vec![kind(named("the name of a sheet", name), inputs, said, "spent USD 800")]);
    }
}

#[test]
fn rows_between_the_data_and_below_that_are_none() {
    let first: &[&str] = &["R-1", "", "@2024-01-01", "interest", "USD", "#5"];
    let second: &[&str] = &["R-2", "", "@2024-01-02", "interest", "USD", "#7"];
    let third = ["R-3", "", "@2024-01-03", "interest", "USD", "#3"];
    let sum = |label: &'static str, amount: &'static str| [label, "", "", "", "", amount];
    let between =
        |rows: &[&[&str]]| Inputs::new().sheet("receipts", &[&[RECEIPT_HEADER, first][..], rows, &[second]].concat());
    let below = |rows: &[&[&str]]| {
        Inputs::new().sheet("receipts", &[&[RECEIPT_HEADER, first, second][..], &[&sum("Total", "#12")], rows].concat())
    };
    let page: [&[&str]; 2] = [&sum("Carried forward", "#5"), &sum("Brought forward", "#5")];
    let balances: [&[&str]; 2] = [&sum("Opening balance", "#100"), &sum("Closing balance", "#112")];
    check(vec![
        kind("again: the end of a page", between(&page), &[], "interest USD 12"),
        kind(
            "again: another sum than so far",
            between(&[&sum("Carried forward", "#4")]),
            &["E301", "W222", "W319"],
            "interest USD 12",
        ),
        kind("again: a row of lines", between(&[&["---"; 6]]), &[], "interest USD 12"),
        kind("again: a total in another currency", below(&[&sum("Total in EUR", "#11")]), &[], "interest USD 12"),
        kind("again: a share of a budget", below(&[&sum("% of budget", "#0.3")]), &[], "interest USD 12"),
        kind("again: another year below the total", below(&[&["Vorjahr"], &third]), &["W224"], "interest USD 15"),
        kind("again: balances below the total", below(&balances), &[], "interest USD 12"),
    ]);
}
