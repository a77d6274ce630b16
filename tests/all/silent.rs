//! What sheets say about themselves, in ways that once gave a wrong figure without a word or stopped people for nothing:
//! each kind with what is said of it and with its right figure.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Add;

use poolfund::intake::{Intake, Severity};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Worksheet};

use crate::intake::rewrite;
use crate::sheets::{Inputs, RECEIPT_HEADER, show, workbook};

/// A kind of sheet.
pub struct Kind {
    what: &'static str,
    inputs: Inputs,
    /// The codes of errors and warnings, each once, in order.
    says: &'static [&'static str],
    /// All amounts that were read, by what they are and their currency; errors leave their rows out.
    figure: &'static str,
}

pub fn kind(what: &'static str, inputs: Inputs, says: &'static [&'static str], figure: &'static str) -> Kind {
    Kind { what, inputs, says, figure }
}

/// All amounts that were read: sums by what they are and their currency.
fn figures(read: &Intake) -> String {
    let mut sums: BTreeMap<String, Decimal> = BTreeMap::new();
    for receipt in &read.facts.receipts {
        *sums.entry(format!("{} {}", receipt.kind, receipt.amount.currency)).or_default() += receipt.amount.amount;
    }
    for line in &read.facts.expenditure {
        *sums.entry(format!("spent {}", line.amount.currency)).or_default() += line.amount.amount;
    }
    for cell in &read.facts.priorities {
        *sums.entry("need USD".to_owned()).or_default() += cell.need.to_decimal(2);
    }
    for rate in &read.facts.rates {
        *sums.entry(format!("one USD in {}", rate.currency)).or_default() += rate.units_per_base;
    }
    let sums: Vec<String> = sums.into_iter().map(|(what, sum)| format!("{what} {}", sum.normalize())).collect();
    sums.join(", ")
}

pub const SPENT: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Currency", "Amount", "Agreement"];
pub const NEED: &[&str] = &["Country", "Theme", "Need"];

/// A line of expenditure.
pub fn line<'a>(currency: &'a str, amount: &'a str) -> [&'a str; 8] {
    ["@2024-04-01", "P-1", "Malawi", "T01", "staff", currency, amount, "BEL-1"]
}

/// The agreement BEL-1, and expenditure.
pub fn spent(rows: &[&[&str]]) -> Inputs {
    spent_with(rows, "", |_| {})
}

pub fn spent_with(rows: &[&[&str]], more: &str, sheet: impl FnOnce(&mut Worksheet)) -> Inputs {
    let book = workbook(rows, sheet);
    Inputs::new().agreement().bytes("expenditure.xlsx", &book).map("expenditure", "expenditure.xlsx", more)
}

/// A text file of one kind.
pub fn text(kind: &str, text: &str, more: &str) -> Inputs {
    let file = format!("{kind}.csv");
    Inputs::new().agreement().bytes(&file, text.as_bytes()).map(kind, &file, more)
}

/// Receipts of interest in a text file: number, date, amount.
pub fn interest(rows: &str, more: &str) -> Inputs {
    text("receipts", &format!("Receipt,Date,Kind,Currency,Amount\n{rows}"), more)
}

pub fn needs(rows: &[&[&str]]) -> Inputs {
    Inputs::new().sheet("priorities", rows)
}

/// A workbook with a text in one of its parts replaced.
pub fn patched(book: &[u8], part: &str, before: &str, after: &str) -> Vec<u8> {
    let replace = |name: &str, text: &mut String| {
        if name == part {
            assert!(text.contains(before), "{text}");
            *text = text.replace(before, after);
        }
    };
    rewrite(book, replace, None)
}

pub fn check(kinds: Vec<Kind>) {
    for Kind { what, inputs, says, figure } in kinds {
        let read = inputs.read();
        let loud = read.problems.iter().filter(|problem| problem.severity() != Severity::Note);
        let said: BTreeSet<&str> = loud.map(|problem| problem.code.id()).collect();
        let said: Vec<&str> = said.into_iter().collect();
        assert_eq!((said.as_slice(), figures(&read).as_str()), (says, figure), "{what}\n{}", show(&read));
        crate::reading_rules::hold(what, &read);
    }
}

#[test]
fn formulas_that_were_never_calculated_are_no_noughts() {
    let zero = &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "USD", "=2*J350|0", "BEL-1"];
    let other = &["@2024-04-02", "P-2", "Malawi", "T01", "staff", "USD", "=2*J350|0", "BEL-1"];
    let book =
        workbook(&[SPENT, zero, other, &["@2024-04-03", "P-2", "Malawi", "T01", "travel", "USD", "=1*J5|0"]], |_| {});
    let inputs = |book: &[u8]| {
        Inputs::new().agreement().bytes("expenditure.xlsx", book).map("expenditure", "expenditure.xlsx", "")
    };
    let calculated = patched(&book, "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
    let one = patched(&workbook(&[SPENT, zero], |_| {}), "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
    let by_another = patched(&one, "docProps/app.xml", "Microsoft Excel", "LibreOffice");
    check(vec![
        kind("noughts of a file that is still to be calculated", inputs(&book), &["E311"], ""),
        kind("noughts in all rows of a calculated one", inputs(&calculated), &["W323"], "spent USD 0"),
        kind("a nought of Excel without its chain of calculation", inputs(&one), &["W323"], "spent USD 0"),
        kind("the same of a program that has no such chain", inputs(&by_another), &[], "spent USD 0"),
        kind(
            "a total that was never calculated covers rows that are typed",
            inputs(&workbook(&[SPENT, &line("USD", "#1000"), &["Total", "", "", "", "", "", "=SUM(G2:G2)|0"]], |_| {})),
            &[],
            "spent USD 1000",
        ),
    ]);
}

#[test]
fn signs_marks_and_noise_of_numbers() {
    let left = spent(&[SPENT, &line("USD", "#0.00000000000000005"), &line("USD", "#5")]).read();
    assert_eq!(figures(&left), "spent USD 5", "what is left where equal amounts are taken from each other");
    check(vec![
        kind(
            "a dash in the place of cents",
            spent(&[SPENT, &line("CHF", "1’250.–"), &line("CHF", "480.-"), &line("CHF", "75.50")]),
            &[],
            "spent CHF 1805.5",
        ),
        kind("two signs", interest("R-1,2024-01-01,interest,USD,++5\n", ""), &["E302"], ""),
        kind("two currencies", interest("R-1,2024-01-01,interest,USD,$$150\n", ""), &["E302"], ""),
        kind(
            "noise of the binary form",
            spent(&[SPENT, &line("USD", "#1234.5600000000002"), &line("USD", "#3.3000000000000003")]),
            &[],
            "spent USD 1237.86",
        ),
        kind(
            "a sum with noise",
            needs(&[
                NEED,
                &["Malawi", "T01", "#0.1"],
                &["Kenya", "T01", "#0.2"],
                &["Total", "", "#0.30000000000000004"],
            ]),
            &[],
            "need USD 0.3",
        ),
    ]);
}

/// Inputs with priorities in Malawi and Zambia beside them.
fn in_malawi(inputs: Inputs) -> Inputs {
    inputs.sheet("priorities", &[NEED, &["Malawi", "T01", "#500"], &["Zambia", "T01", "#400"]])
}

#[test]
fn places_that_are_none() {
    let header = "Date,Project,Country,Theme,Category,Amount\n";
    let rows = |places: &[&str]| {
        let rows: String =
            places.iter().map(|place| format!("2024-04-01,P-1,{place},T01,staff,{}\n", place.len() * 100)).collect();
        text("expenditure", &format!("{header}{rows}"), "")
    };
    check(vec![
        kind("N/A is no Namibia", rows(&["N/A", "n.a.", "n/a"]), &["E301"], ""),
        kind("two letters beside names", rows(&["Malawi", "ME", "NA", "LA"]), &["E404"], "spent USD 1200"),
        kind("a column of codes", rows(&["MW", "NA", "ZM"]), &[], "spent USD 600"),
        kind(
            "codes of the fund's places",
            in_malawi(rows(&["MW", "NA", "ZM"])),
            &["W522"],
            "need USD 900, spent USD 600",
        ),
        kind(
            "words of an office that are codes",
            in_malawi(rows(&["RO", "CO", "ME", "LA"])),
            &["E404"],
            "need USD 900, spent USD 800",
        ),
        kind("such words, some of them in small letters", rows(&["CO", "No"]), &["E404"], "spent USD 400"),
        kind(
            "the same where the header says that they are codes",
            in_malawi(text(
                "expenditure",
                &header.replace("Country", "Country code").add("2024-04-01,P-1,RO,T01,staff,5\n"),
                "columns = { Country = \"Country code\" }",
            )),
            &["W522"],
            "need USD 900, spent USD 5",
        ),
    ]);
}

#[test]
fn blank_and_merged_cells() {
    let merged = |sheet: &mut Worksheet| {
        sheet.merge_range(1, 5, 3, 5, "XOF", &Format::new()).unwrap();
    };
    let rows: &[&[&str]] = &[SPENT, &line("XOF", "#600"), &line("", "#300"), &line("", "#120")];
    check(vec![
        kind("a blank currency", spent(rows), &["E316"], "spent USD 420, spent XOF 600"),
        kind("a merged one", spent_with(rows, "", merged), &["W212"], "spent XOF 1020"),
        kind("one as above", spent_with(rows, "blanks = { Currency = \"above\" }", |_| {}), &[], "spent XOF 1020"),
        kind(
            "one that means the fund's",
            spent_with(rows, "blanks = { Currency = \"none\" }", |_| {}),
            &[],
            "spent USD 420, spent XOF 600",
        ),
    ]);
}

#[test]
fn currencies_of_headers_and_columns() {
    let named = |amount: &'static str, more: &str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", amount];
        let book = workbook(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"]], |_| {});
        Inputs::new().agreement().bytes("e.xlsx", &book).map("expenditure", "e.xlsx", more)
    };
    let last = |header: &'static str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", "Amount", header];
        spent(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800", "EUR"]])
    };
    let euros = Format::new().set_num_format("[$€-407] #,##0.00");
    let formatted = spent_with(&[SPENT, &line("USD", "")], "", |sheet| {
        sheet.write_number_with_format(1, 6, 800, &euros).unwrap();
    });
    check(vec![
        kind(
            "a currency that was withdrawn",
            text("receipts", "Receipt,Date,Kind,Currency,Amount\nR-1,2024-01-01,interest,ANG,5.25\n", ""),
            &[],
            "interest ANG 5.25",
        ),
        kind(
            "a currency without a minor unit",
            text("receipts", "Receipt,Date,Kind,Currency,Amount\nR-1,2024-01-01,interest,XDR,5.2575\n", ""),
            &[],
            "interest XDR 5.2575",
        ),
        kind(
            "blank currencies of finance's",
            text(
                "finance",
                "Document,Kind,Date,Currency,Amount\nF-1,interest,2024-01-01,EUR,5\nF-2,interest,2024-01-02,,5\n",
                "",
            ),
            &["E316"],
            "",
        ),
        kind("a header that names it", named("Amount (EUR)", ""), &[], "spent EUR 800"),
        kind("a mapped one", named("Paid EUR", "columns = { Amount = \"Paid EUR\" }"), &[], "spent EUR 800"),
        kind("codes under an unknown header", last("Crcy"), &["E221"], "spent USD 800"),
        kind("codes without a header", last(""), &["E221"], "spent USD 800"),
        kind("a format", formatted, &["E307"], ""),
        kind("a title", needs(&[&["Needs, in EUR"], NEED, &["Malawi", "T01", "#100"]]), &["E220"], "need USD 100"),
    ]);
}

#[test]
fn thousands_and_millions() {
    let above = |title: &'static str| needs(&[&[title], NEED, &["Malawi", "T01", "#12.5"]]);
    let below = needs(&[NEED, &["Malawi", "T01", "#12.5"], &["Figures in thousands of US dollars"]]);
    let header = needs(&[&["Country", "Theme", "Need (USD '000)"], &["Malawi", "T01", "#12.5"]]);
    let formatted = |format: &str| {
        let format = Format::new().set_num_format(format);
        let book = workbook(&[NEED, &["Malawi", "T01", ""]], |sheet| {
            sheet.write_number_with_format(1, 2, 3.75, &format).unwrap();
        });
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "")
    };
    let named = |sheet: &str| {
        let book = workbook(&[NEED, &["Malawi", "T01", "#12.5"]], |worksheet| {
            worksheet.set_name(sheet).unwrap();
        });
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "")
    };
    let said = |scale: &str| {
        let book = workbook(&[&["in thousands of USD"], NEED, &["Malawi", "T01", "#12.5"]], |_| {});
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", &format!("scale = \"{scale}\""))
    };
    check(vec![
        kind("a title of thousands", above("Needs (in thousands of US dollars)"), &["E219"], "need USD 12.5"),
        kind("a title with a sign", above("(USD '000)"), &["E219"], "need USD 12.5"),
        kind("a note below", below, &["E219"], "need USD 12.5"),
        kind("a header", header, &["E219"], "need USD 12.5"),
        kind("the name of the sheet", named("Needs USD '000"), &["E219"], "need USD 12.5"),
        kind("another currency in the name of the sheet", named("Needs EUR"), &["E220"], "need USD 12.5"),
        kind("a word in it that is a code, too", named("ALL NEEDS"), &[], "need USD 12.5"),
        kind("a format of millions", formatted("0.0\"m\""), &["E219"], ""),
        kind("a format that leaves out thousands", formatted("#,##0.00,"), &[], "need USD 3.75"),
        kind("what the settings say", said("thousands"), &[], "need USD 12500"),
        kind("what the settings deny", said("ones"), &[], "need USD 12.5"),
    ]);
}

#[test]
fn units_in_other_words() {
    let headed = |amount: &'static str, more: &str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", amount];
        let book = workbook(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"]], |_| {});
        Inputs::new().agreement().bytes("e.xlsx", &book).map("expenditure", "e.xlsx", more)
    };
    let titled = |title: &'static str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", "Amount"];
        let rows: &[&[&str]] = &[&[title], &header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"]];
        Inputs::new().agreement().sheet("expenditure", rows)
    };
    let formatted = |code: &str| {
        let format = Format::new().set_num_format(code);
        spent_with(&[SPENT, &line("USD", "")], "", |sheet| {
            sheet.write_number_with_format(1, 6, 800, &format).unwrap();
        })
    };
    let people = Inputs::new().sheet(
        "results",
        &[
            &["Country", "Theme", "Date", "Kind", "People (thousands)"],
            &["Malawi", "T01", "@2024-04-01", "legal coverage", "#12"],
        ],
    );
    check(vec![
        kind("a letter for millions behind a code", headed("Amount (USD m)", ""), &["E219"], "spent USD 800"),
        kind("a letter for millions that looks like a footnote", headed("Amount (m)", ""), &["E219"], "spent USD 800"),
        kind("a letter for thousands before a code", headed("Amount (kEUR)", ""), &["E219"], "spent EUR 800"),
        kind("a letter for thousands before a sign", headed("Amount (k$)", ""), &["E219"], "spent USD 800"),
        kind("thousands in words behind a code", headed("Amount in EUR thousand", ""), &["E219"], "spent EUR 800"),
        kind("a thousand as a number", headed("Amount (in 1 000 USD)", ""), &["E219"], "spent USD 800"),
        kind(
            "units within a header that is mapped",
            headed("Net cost in EUR of the month", "columns = { Amount = \"Net cost in EUR of the month\" }"),
            &[],
            "spent EUR 800",
        ),
        kind("a code in a header of capitals", headed("AMOUNT EUR", ""), &[], "spent EUR 800"),
        kind("a name that two currencies share", headed("Amount (FCFA)", ""), &["E220"], "spent USD 800"),
        kind("the same with its code", headed("Amount (FCFA)", "currency = \"XOF\""), &[], "spent XOF 800"),
        kind("a currency that is local", headed("Amount (local currency)", ""), &["E220"], "spent USD 800"),
        kind("two currencies in one header", headed("Amount (EUR/USD)", ""), &["E220"], "spent USD 800"),
        kind("dollars in a fund of dollars", headed("Amount ($)", ""), &[], "spent USD 800"),
        kind("a title of local currency", titled("Amounts in local currency"), &["E220"], "spent USD 800"),
        kind("a title of Swiss francs", titled("Reported in Swiss francs"), &["E220"], "spent USD 800"),
        kind("a title of a unit", titled("Unit: 1,000 USD"), &["E219"], "spent USD 800"),
        kind("a title of milliers", titled("(en milliers de dollars EU)"), &["E219"], "spent USD 800"),
        kind("a title of a contribution", titled("Contribution of USD 1,000 by Belgium"), &[], "spent USD 800"),
        kind("a format of CFA beside USD", formatted("#,##0 \"CFA\""), &["E307"], ""),
        kind("a format of dollars beside USD", formatted("$#,##0"), &[], "spent USD 800"),
        kind("people in thousands", people, &["E219"], ""),
    ]);
}

#[test]
fn receipts_and_expenditure_beside_their_agreement() {
    let receipts = |rows: &[[&str; 4]]| {
        let rows: Vec<[&str; 6]> = rows
            .iter()
            .enumerate()
            .map(|(place, [day, kind, currency, amount])| {
                [["R-1", "R-2", "R-3"][place], "BEL-1", day, kind, currency, amount]
            })
            .collect();
        let mut all: Vec<&[&str]> = vec![RECEIPT_HEADER];
        all.extend(rows.iter().map(|row| row.as_slice()));
        Inputs::new().agreement().sheet("receipts", &all)
    };
    let deposit = |day, currency, amount| receipts(&[[day, "deposit", currency, amount]]);
    let paid = ["@2024-02-01", "deposit", "EUR", "#600"];
    check(vec![
        kind("more than agreed", deposit("@2024-02-01", "EUR", "#1200"), &["W512"], "deposit EUR 1200"),
        kind("another currency", deposit("@2024-02-01", "USD", "#100"), &["W513"], "deposit USD 100"),
        kind("before the signature", deposit("@2024-01-02", "EUR", "#100"), &["W514"], "deposit EUR 100"),
        kind("years away", deposit("@2014-02-01", "EUR", "#100"), &["W514", "W515"], "deposit EUR 100"),
        kind(
            "more refunded than deposited",
            receipts(&[paid, ["@2024-03-01", "refund", "EUR", "#750"]]),
            &["W517"],
            "deposit EUR 600, refund EUR 750",
        ),
        kind(
            "more written off than is to come",
            receipts(&[paid, ["@2024-03-01", "write-off", "EUR", "#750"]]),
            &["E518"],
            "deposit EUR 600, write-off EUR 750",
        ),
        kind(
            "all that is to come written off",
            receipts(&[paid, ["@2024-03-01", "write-off", "EUR", "#400"]]),
            &[],
            "deposit EUR 600, write-off EUR 400",
        ),
        kind(
            "spent before the agreement",
            spent(&[SPENT, &["@2024-01-01", "P-1", "Malawi", "T01", "staff", "USD", "#5", "BEL-1"]]),
            &["W516"],
            "spent USD 5",
        ),
    ]);
}
