//! Dresses of the kinds that `silent` and its like hold, as somebody made them who did not know how the program reads.

use rust_xlsxwriter::{Format, Note, Workbook};

use crate::sheets::{Inputs, workbook};
use crate::silent::*;

const BARE: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount"];
const ROW: &[&str] = &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"];

/// Costs of 800 in a file of this name.
fn costs(file: &str, rows: &[&[&str]], more: &str) -> Inputs {
    Inputs::new().agreement().bytes(file, &workbook(rows, |_| {})).map("expenditure", file, more)
}

/// Costs of 800 below a header of the amount that the mapping names.
fn headed(amount: &str) -> Inputs {
    let header = ["Date", "Project", "Country", "Theme", "Category", amount];
    costs("e.xlsx", &[&header, ROW], &format!("columns = {{ Amount = {amount:?} }}"))
}

#[test]
fn currencies_and_scales_in_headers_that_the_mapping_names() {
    for (header, said, figure) in [
        ("Betrag EUR brutto", &[][..], "spent EUR 800"),
        ("Amount EUR*", &[], "spent EUR 800"),
        ("Betrag (Schweizer Franken)", &[], "spent CHF 800"),
        ("Valor em Kz", &[], "spent AOA 800"),
        ("Amount in base currency", &[], "spent USD 800"),
        ("Amount paid", &[], "spent USD 800"),
        ("Betrag in Franken", &["E220"], "spent USD 800"),
        ("Amount CFAF", &["E220"], "spent USD 800"),
        ("Amount (non-USD)", &["E220"], "spent USD 800"),
        ("Document currency amount", &["E220"], "spent USD 800"),
        ("MM USD", &["E219"], "spent USD 800"),
        ("Amount thds", &["E219"], "spent USD 800"),
    ] {
        let name = format!("costs under {header:?}");
        check(vec![kind(name.leak(), headed(header), said, figure)]);
    }
}

#[test]
fn titles_and_names_of_files_with_a_currency_or_a_scale() {
    for (title, said) in [
        ("Expenditure of the Lomé office (CFA francs)", &["E220"][..]),
        ("Amounts as per local ledger, TZS", &["E220"]),
        ("Les montants sont à multiplier par 1 000", &["E219"]),
        ("Rounded to USD thousand: 12.5 = USD 12,500", &["E219"]),
        ("Omit 000", &["E219"]),
        ("Costs of the SDG team, first half", &[]),
    ] {
        let inputs = costs("e.xlsx", &[&[title], BARE, ROW], "");
        check(vec![kind(format!("costs below {title:?}").leak(), inputs, said, "spent USD 800")]);
    }
    check(vec![
        kind(
            "a currency in the name of the file",
            costs("costs chf 2025.xlsx", &[BARE, ROW], ""),
            &["E220"],
            "spent USD 800",
        ),
        kind("a name of a file that only looks so", costs("SDG costs.xlsx", &[BARE, ROW], ""), &[], "spent USD 800"),
    ]);
}

/// Needs, or another kind of sheet, of a program that writes and does not calculate.
fn written(kind: &str, rows: &[&[&str]]) -> Inputs {
    let book = patched(&workbook(rows, |_| {}), "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
    let book = patched(&book, "docProps/app.xml", "Microsoft Excel", "A writer of workbooks");
    let file = format!("{kind}.xlsx");
    Inputs::new().agreement().bytes(&file, &book).map(kind, &file, "")
}

#[test]
fn results_of_formulas_that_nobody_calculated() {
    let constant = |result: &str| {
        let cell = format!("=1250+480|{result}");
        written("expenditure", &[SPENT, &line("USD", &cell), &line("USD", "#5")])
    };
    let reached: &[&str] = &["Country", "Theme", "Date", "Kind", "Number"];
    let of_people = written("results", &[reached, &["Malawi", "T01", "@2024-04-01", "adequacy", "=J9*2|0"]]);
    check(vec![
        kind("a sum of numbers with another result", constant("1"), &["E311"], "spent USD 5"),
        kind("a sum of numbers with its result", constant("1730"), &[], "spent USD 1735"),
        kind("a sum of numbers that is rounded", constant("1730.4"), &[], "spent USD 1735.4"),
        kind(
            "a nought of a writer beside what is typed",
            written("priorities", &[NEED, &["Malawi", "T01", "=J9*200|0"], &["Kenya", "T01", "#5"]]),
            &["W323"],
            "need USD 5",
        ),
        kind("a nought of a writer among people", of_people, &["W323"], ""),
    ]);
}

#[test]
fn what_is_said_of_single_amounts() {
    let commented = |comment: &'static str| {
        spent_with(&[SPENT, &line("USD", "#5")], "", |sheet| {
            sheet.insert_note(1, 6, &Note::new(comment)).unwrap();
        })
    };
    let beside: Vec<&str> = line("USD", "#7").into_iter().chain(["", "", "CANCELLED"]).collect();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let header = ["Receipt", "Date", "Kind", "Currency", "Amount"];
    crate::sheets::fill(sheet, &[&header, &["R-1", "@2024-01-01", "interest", "USD", ""]]);
    let struck = Format::new().set_font_strikethrough();
    sheet.write_rich_string(1, 4, &[(&struck, "200"), (&Format::new(), " 150")]).unwrap();
    let rich = Inputs::new().bytes("r.xlsx", &book.save_to_buffer().unwrap()).map("receipts", "r.xlsx", "");
    check(vec![
        kind("a comment EUR on dollars", commented("EUR"), &["E307"], "spent USD 5"),
        kind("a comment on what it was before", commented("Converted from EUR"), &[], "spent USD 5"),
        kind("a comment that something is there twice", commented("double"), &["W222"], "spent USD 5"),
        kind(
            "a word two columns beside the row",
            spent(&[SPENT, &line("USD", "#5"), &beside]),
            &["W222"],
            "spent USD 12",
        ),
        kind(
            "a number of a receipt that ends in a word",
            interest("R-1,2024-01-01,interest,USD,5\nR-2 (void),2024-01-02,interest,USD,7\n", ""),
            &["W222"],
            "interest USD 12",
        ),
        kind("an amount of which some letters are struck through", rich, &["W223"], "interest USD 200150"),
    ]);
}

#[test]
fn headers_and_remarks_that_say_that_rows_do_not_count() {
    let column = |header: &str, [first, second]: [&str; 2]| {
        let rows = format!("R-1,2024-01-01,interest,USD,5,{first}\nR-2,2024-01-02,interest,USD,7,{second}\n");
        text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,{header}\n{rows}"), "")
    };
    for (header, cells, said) in [
        ("Live/Dead", ["Live", "Dead"], &["W222"][..]),
        ("Open/Closed", ["C", "O"], &["W222"]),
        ("Active/Inactive", ["Active", "Dormant"], &["W222"]),
        ("Eligible", ["yes", "no"], &["W222"]),
        ("Audit", ["", "disallowed by auditors"], &["W222"]),
        ("Stage", ["Received", "Announced"], &["W222"]),
        ("Probability", ["100%", "50%"], &["W222"]),
        ("Certainty", ["firm", "soft"], &["W222"]),
        ("Include in report", ["yes", "no"], &["W222"]),
        ("isvoid", ["0", "1"], &["W222"]),
        ("Superseded by", ["", "R-1"], &["W222"]),
        ("Rejected", ["", "x"], &["W222"]),
        ("Brouillon", ["", "x"], &["W222"]),
        ("Bezahlt am", ["2025-03-02", ""], &["W222"]),
        ("Vigente", ["sí", "no"], &["W222"]),
        ("Remarks", ["checked", "error - disregard"], &["W222"]),
        ("Remarks", ["checked", "posted twice by mistake"], &["W222"]),
        ("Remarks", ["geprüft", "doppelt gebucht"], &["W222"]),
        ("Remarks", ["visto", "sin efecto"], &["W222"]),
        ("Debit/Credit note", ["DN-5", "CN-7"], &[]),
        ("City/Place", ["Lomé", "Kara"], &[]),
        ("Stage", ["Planning", "Closing"], &[]),
        ("Probability", ["100%", "100%"], &[]),
        ("Eligible costs", ["5", "7"], &[]),
        ("Remarks", ["double-checked", "two mistakes mended"], &[]),
    ] {
        let name = format!("receipts with {cells:?} under {header}");
        check(vec![kind(name.leak(), column(header, cells), said, "interest USD 12")]);
    }
}

#[test]
fn signs_and_units_in_columns_that_are_not_read() {
    let signed = |header: &str, [one, other]: [&str; 2], amount: &str| {
        let rows =
            format!("2024-04-01,P-1,Malawi,T01,staff,250,{one}\n2024-04-02,P-1,Malawi,T01,staff,{amount},{other}\n");
        text("expenditure", &format!("{},{header}\n{rows}", BARE.join(",")), "")
    };
    let rates = |header: &str, units: [&str; 2], more: &str| {
        let [one, other] = units;
        let rows = format!("EUR,0.8,2024-01-01,{one}\nJPY,150,2024-01-01,{other}\n");
        text("rates", &format!("Currency,Units per USD,Effective date,{header}\n{rows}"), more)
    };
    let titled = text("rates", "Units of currency per EUR\nCurrency,Rate,Date\nPLN,4.25,2024-01-01\n", "");
    let none = "columns = { Quantity = \"\" }";
    check(vec![
        kind("debit and credit beside the amount", signed("D/C", ["D", "C"], "50"), &["W222"], "spent USD 300"),
        kind("Soll and Haben beside the amount", signed("S/H", ["S", "H"], "50"), &["W222"], "spent USD 300"),
        kind("marks beside the amount", signed("Sign", ["+", "-"], "50"), &["W222"], "spent USD 300"),
        kind("out and in beside the amount", signed("Direction", ["Out", "In"], "50"), &["W222"], "spent USD 300"),
        kind("credit notes", signed("Doc type", ["Invoice", "Credit note"], "50"), &["W222"], "spent USD 300"),
        kind("debit and credit beside signed amounts", signed("D/C", ["D", "C"], "-50"), &[], "spent USD 200"),
        kind("debits alone", signed("D/C", ["D", "D"], "50"), &[], "spent USD 300"),
        kind("rates for many", rates("Einheit", ["1", "100"], ""), &["E228"], "one USD in EUR 0.8, one USD in JPY 150"),
        kind("rates that are not", rates("Einheit", ["1", "100"], none), &[], "one USD in EUR 0.8, one USD in JPY 150"),
        kind("rates with numbers", rates("Line", ["1", "2"], ""), &[], "one USD in EUR 0.8, one USD in JPY 150"),
        kind("rates for one euro", titled, &["E228"], "one USD in PLN 4.25"),
    ]);
}

#[test]
fn rows_that_are_left_out_and_two_sides_in_one_row() {
    let rows = "2024-04-01,P-1,Malawi,T01,staff,5,Paid\n";
    let left_out = text("expenditure", &format!("{},Status\n{rows}", BARE.join(",")), "where = { Status = \"Payed\" }");
    let header = "Date,Project,Country,Theme,Category,Debit,Credit\n";
    let both = text("expenditure", &format!("{header}2024-04-01,P-1,Malawi,T01,staff,5,7\n"), "");
    check(vec![
        kind("a choice that leaves no row", left_out, &["W234"], ""),
        kind("a debit and a credit in one row", both, &["E306"], ""),
    ]);
}
