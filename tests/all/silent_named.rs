//! Who pays for a row and who confirmed it, marks of currencies and scales in headers, months among days, two columns of one meaning,
//! and what looks like a state and is none: each with what is said of it and with its right figure.

use crate::sheets::{Inputs, workbook};
use crate::silent::*;

const BARE: &str = "Date,Project,Country,Theme,Category,Amount";

/// Costs of 5 and 7 in a text file with one more column.
fn costs(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let rows = format!("2024-04-01,P-1,Malawi,T01,staff,5,{first}\n2024-04-02,P-1,Malawi,T01,staff,7,{second}\n");
    text("expenditure", &format!("{BARE},{header}\n{rows}"), "")
}

/// Receipts of 5 and 7 in a text file with one more column.
fn receipts(header: &str, [first, second]: [&str; 2]) -> Inputs {
    let rows = format!("R-1,2024-01-01,interest,USD,5,{first}\nR-2,2024-01-02,interest,USD,7,{second}\n");
    text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,{header}\n{rows}"), "")
}

fn spent_12(header: &str, cells: [&str; 2], says: &'static [&'static str]) {
    let name = format!("named: costs with {cells:?} under {header}");
    check(vec![kind(name.leak(), costs(header, cells), says, "spent USD 12")]);
}

fn received_12(header: &str, cells: [&str; 2], says: &'static [&'static str]) {
    let name = format!("named: receipts with {cells:?} under {header}");
    check(vec![kind(name.leak(), receipts(header, cells), says, "interest USD 12")]);
}

#[test]
fn names_of_other_funds_and_donors() {
    for (header, cells) in [
        ("Funded by", ["Test fund", "Gates Foundation"]),
        ("Funding source", ["", "Own funds"]),
        ("Donor", ["Belgium", "Canada"]),
        ("Bailleur", ["Belgique", "Union européenne"]),
        ("Source of funds", ["BEL-1", "KFW-2020"]),
        ("Fund", ["Test fund", "Hewlett"]),
        ("Fund", ["CERF", "CERF"]),
        ("Source", ["TEST", "ECHO"]),
        ("Financiado por", ["", "Plan Nacional"]),
        ("Charged to", ["this fund", "Core budget"]),
        ("Borne by", ["fund", "partner"]),
        ("Co-financing", ["", "EU"]),
        ("Partner share", ["0", "3"]),
    ] {
        spent_12(header, cells, &["W222"]);
    }
    for (header, cells) in [
        ("Funded by", ["Belgium", "Government of Japan"]),
        ("Funded by", ["BEL / JPN", "Test fund"]),
        ("Fund", ["Test fund", "Test fund"]),
        ("Financé par", ["Fonds", "Fonds"]),
        ("Fund", ["10001", "20002"]),
        ("Fund", ["Hewlett", "Hewlett"]),
        ("Source", ["Bank statement", "Cash book"]),
        ("Source", ["invoice", "payroll"]),
        ("Funding", ["grant", "loan"]),
        ("Paid by", ["Jean Dupont", "Amina Ali"]),
    ] {
        spent_12(header, cells, &[]);
    }
}

#[test]
fn what_a_bank_or_a_person_confirmed_for_some_rows() {
    for header in [
        "Confirmed by bank",
        "Cleared on bank statement",
        "Matched to bank",
        "Confirmé par la banque",
        "Confirmado por el banco",
        "Confirmado pelo banco",
        "Rapproché",
        "Conciliado",
        "Bank rec",
        "Rec'd",
    ] {
        received_12(header, ["x", ""], &["W222"]);
    }
    for (header, mark) in [
        ("Bank confirmation", "BC-12"),
        ("In bank statement", "3/2024"),
        ("Reconciled by", "JK"),
        ("Approved by", "A. Ali"),
        ("Conciliado por", "A. Ali"),
    ] {
        received_12(header, [mark, ""], &["W222"]);
        received_12(header, [mark, mark], &[]);
    }
    for (header, mark) in [("Prepared by", "JK"), ("Received by", "JK"), ("Bank ref", "12"), ("Bank statement", "3")] {
        received_12(header, [mark, ""], &[]);
    }
    for header in ["Approved by", "Checked by", "Aprobado por"] {
        spent_12(header, ["A. Ali", ""], &[]);
    }
    spent_12("Reconciled by", ["A. Ali", ""], &["W222"]);
}

/// Costs of 300 below a header of the amount that the mapping names.
fn headed(amount: &str) -> Inputs {
    let header = ["Date", "Project", "Country", "Theme", "Category", amount];
    let book = workbook(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#300"]], |_| {});
    let more = format!("columns = {{ Amount = {amount:?} }}");
    Inputs::new().agreement().bytes("e.xlsx", &book).map("expenditure", "e.xlsx", &more)
}

#[test]
fn marks_of_currencies_and_scales_in_headers_of_amounts() {
    for (amount, figure) in [
        ("Amount (NLe)", "spent SLE 300"),
        ("Amount KSH", "spent KES 300"),
        ("Amount Tk", "spent BDT 300"),
        ("Montant FBu", "spent BIF 300"),
        ("Amount HK$", "spent HKD 300"),
        ("Amount in Liberian dollars", "spent LRD 300"),
        ("Amount in South Sudanese pounds", "spent SSP 300"),
        ("Amount in Canadian dollars", "spent CAD 300"),
        ("Georgian lari", "spent GEL 300"),
        ("Eurobetrag", "spent EUR 300"),
        ("Euro-Betrag", "spent EUR 300"),
        ("Payment in birr", "spent ETB 300"),
        ("Monto S/", "spent PEN 300"),
    ] {
        let name = format!("named: amounts headed {amount}");
        check(vec![kind(name.leak(), headed(amount), &[], figure)]);
    }
    for amount in
        ["Amount Le", "Montant F", "Valor Q", "Amount R", "Amount manats", "Importe Peso", "Local amount", "Amount TC"]
    {
        let name = format!("named: amounts headed {amount}");
        check(vec![kind(name.leak(), headed(amount), &["E220"], "spent USD 300")]);
    }
    for (amount, figure) in [
        ("Montant ME", "spent EUR 300"),
        ("Montant Mds", "spent USD 300"),
        ("Amount thou", "spent USD 300"),
        ("Amount (3 zeros dropped)", "spent USD 300"),
        ("Nilai (juta)", "spent USD 300"),
        ("Beløp i 1000", "spent USD 300"),
    ] {
        let name = format!("named: amounts headed {amount}");
        check(vec![kind(name.leak(), headed(amount), &["E219"], figure)]);
    }
    for amount in ["Montant ML", "Montant MFCFA", "Montant kF"] {
        let name = format!("named: amounts headed {amount}");
        check(vec![kind(name.leak(), headed(amount), &["E219", "E220"], "spent USD 300")]);
    }
    for amount in ["Le montant", "Gasto Real", "Montant TTC", "Amount HT", "Amount ME project"] {
        let name = format!("named: amounts headed {amount}");
        check(vec![kind(name.leak(), headed(amount), &[], "spent USD 300")]);
    }
}

#[test]
fn titles_that_say_how_many_noughts_are_left_out() {
    let titled = |title: &str| {
        let rows: &[&[&str]] = &[&[title], &["Country", "Theme", "Need"], &["Malawi", "T01", "#300"]];
        Inputs::new().sheet("priorities", rows)
    };
    for (title, says) in [
        ("3 zeros dropped", &["E219"][..]),
        ("Last 3 digits removed", &["E219"]),
        ("000 dropped", &["E219"]),
        ("Needs ÷ 1000", &["E219"]),
        ("USD 3,000 dropped from the list", &[]),
        ("3 villages removed", &[]),
        ("Amounts in Le", &["E220"]),
        ("Figures in NLe", &["E220"]),
        ("Lari lake", &[]),
    ] {
        let name = format!("named: needs titled {title}");
        check(vec![kind(name.leak(), titled(title), says, "need USD 300")]);
    }
}

#[test]
fn months_among_days_and_formulas_without_a_number() {
    let dated = |[one, other]: [&str; 2]| {
        text(
            "receipts",
            &format!("Receipt,Date,Kind,Currency,Amount\nR-1,{one},interest,USD,5\nR-2,{other},interest,USD,7\n"),
            "",
        )
    };
    check(vec![
        kind("named: a month among days", dated(["2024-01-03", "Oct 2024"]), &["W324"], "interest USD 12"),
        kind("named: a month in digits among days", dated(["2024-01-03", "2024-10"]), &["W324"], "interest USD 12"),
        kind("named: months alone", dated(["Sep 2024", "Oct 2024"]), &[], "interest USD 12"),
    ]);
    let outside = |formula: &str| {
        let rows: &[&[&str]] =
            &[&["Country", "Theme", "Need", "Outside funding"], &["Malawi", "T01", "#300", &format!("={formula}|7")]];
        let stored = |kind: &str, result: &str| format!("<c r=\"D2\"{kind}><f>{formula}</f><v>{result}</v></c>");
        let book =
            patched(&workbook(rows, |_| {}), "xl/worksheets/sheet1.xml", &stored("", "7"), &stored(" t=\"str\"", ""));
        Inputs::new().bytes("priorities.xlsx", &book).map("priorities", "priorities.xlsx", "")
    };
    check(vec![
        kind("named: a sum with an empty text as its result", outside("SUM(F1:F2)"), &["E311"], ""),
        kind("named: a formula that may give an empty text", outside("T(F1)"), &[], "need USD 300"),
    ]);
}

#[test]
fn two_columns_of_one_meaning() {
    let received = |header: &str, row: &str| text("receipts", &format!("{header}\n{row}\n"), "");
    check(vec![
        kind(
            "named: Value date beside Date",
            received("Receipt,Value date,Date,Kind,Currency,Amount", "R-1,2023-12-31,2024-01-02,interest,USD,5"),
            &[],
            "interest USD 5",
        ),
        kind(
            "named: Type beside Kind",
            received("Receipt,Date,Kind,Type,Currency,Amount", "R-1,2024-01-02,interest,cash,USD,5"),
            &[],
            "interest USD 5",
        ),
        kind(
            "named: two names of the date, none of which is its own",
            received("Receipt,Value date,Value date,Kind,Currency,Amount", "R-1,2024-01-02,2024-01-03,interest,USD,5"),
            &["E204"],
            "",
        ),
    ]);
}

#[test]
fn what_looks_like_a_state_of_a_row() {
    for (header, cells) in [
        ("State", ["MO", "MO"]),
        ("State", ["MO", "CA"]),
        ("State", ["Borno", "Yobe"]),
        ("settle_with_parent_flag", ["N", "N"]),
        ("vat_flag", ["N", "Y"]),
    ] {
        spent_12(header, cells, &[]);
    }
    for (header, cells) in
        [("State", ["CA", "OK"]), ("paid_flag", ["N", "Y"]), ("void flag", ["N", "Y"]), ("Flag", ["", "cancelled"])]
    {
        spent_12(header, cells, &["W222"]);
    }
    let commented = |comment: &str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", "Amount"];
        let row = ["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#12"];
        let note = rust_xlsxwriter::Note::new(comment).add_author_prefix(false);
        spent_with(&[&header, &row], "", |sheet| {
            sheet.insert_note(1, 5, &note).unwrap();
        })
    };
    check(vec![
        kind("named: a comment on returned funds", commented("returned funds"), &[], "spent USD 12"),
        kind("named: a comment that it was returned", commented("returned"), &["W222"], "spent USD 12"),
    ]);
}

#[test]
fn further_headers_that_say_whether_rows_count() {
    for header in [
        "Suspense",
        "Recharged",
        "Accrued",
        "Double?",
        "Out of scope",
        "Excl.",
        "Skip",
        "Leave out",
        "In kind",
        "Queried",
    ] {
        spent_12(header, ["", "x"], &["W222"]);
    }
    for (header, cells) in [
        ("Relevant", ["yes", "no"]),
        ("Disposition", ["Accept", "Reject"]),
        ("Offset by", ["", "EV-9"]),
        ("Corrected by", ["", "EV-9"]),
        ("Memo item", ["", "x"]),
        ("This fund?", ["yes", "no"]),
        ("Chargeable", ["Y", "N"]),
    ] {
        spent_12(header, cells, &["W222"]);
    }
    for (header, cells) in [
        ("Arrived", ["yes", "no"]),
        ("Deposited?", ["yes", ""]),
        ("Cashed in", ["x", ""]),
        ("Credited?", ["Y", "N"]),
        ("Bank date", ["2024-01-03", ""]),
        ("Value date", ["2024-01-03", ""]),
        ("Pledge", ["", "yes"]),
    ] {
        received_12(header, cells, &["W222"]);
    }
    for header in ["Bank date", "Value date"] {
        received_12(header, ["2024-01-03", "2024-01-04"], &[]);
    }
}

#[test]
fn formats_with_local_marks() {
    let shown = |format: &str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", "Amount"];
        let row = ["@2024-04-01", "P-1", "Malawi", "T01", "staff"];
        let format = rust_xlsxwriter::Format::new().set_num_format(format);
        spent_with(&[&header, &row], "", |sheet| {
            sheet.write_with_format(1, 5, 300, &format).unwrap();
        })
    };
    for format in ["\"Le\" #,##0", "#,##0 \"F\"", "\"Tk.\" #,##0"] {
        let name = format!("named: an amount shown as {format}");
        check(vec![kind(name.leak(), shown(format), &["E307"], "")]);
    }
    for format in ["#,##0 \"E\"", "#,##0 \"p\""] {
        let name = format!("named: an amount shown as {format}");
        check(vec![kind(name.leak(), shown(format), &[], "spent USD 300")]);
    }
}

#[test]
fn needs_of_a_year_and_people_in_households() {
    let needs = |header: &str| {
        let rows: &[&[&str]] = &[&["Country", "Theme", header], &["Malawi", "T01", "#300"]];
        let more = format!("columns = {{ Need = {header:?} }}");
        Inputs::new().bytes("n.xlsx", &workbook(rows, |_| {})).map("priorities", "n.xlsx", &more)
    };
    for header in ["Need per year", "Need p.a.", "Besoin annuel"] {
        let name = format!("named: needs headed {header}");
        check(vec![kind(name.leak(), needs(header), &["W222"], "need USD 300")]);
    }
    let results = |header: &str| {
        let rows: &[&[&str]] = &[
            &["Country", "Theme", "Date", "Kind", header, "Description"],
            &["Malawi", "T01", "@2024-04-01", "legal coverage", "#300", "law"],
        ];
        let more = format!("columns = {{ Number = {header:?} }}");
        Inputs::new().bytes("r.xlsx", &workbook(rows, |_| {})).map("results", "r.xlsx", &more)
    };
    check(vec![
        kind("named: households", results("Number of households"), &["W222"], ""),
        kind("named: people", results("Number of people"), &[], ""),
    ]);
}
