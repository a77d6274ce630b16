//! What sheets say about themselves, in ways that once gave a wrong figure without a word or stopped people for nothing:
//! each kind with what is said of it and with its right figure.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::intake::{Intake, Severity};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::intake::rewrite;
use crate::sheets::{Inputs, RATE_HEADER, RECEIPT_HEADER, fill, show, workbook};

/// A kind of sheet.
struct Kind {
    what: &'static str,
    inputs: Inputs,
    /// The codes of errors and warnings, each once, in order.
    says: &'static [&'static str],
    /// All amounts that were read, by what they are and their currency; errors leave their rows out.
    figure: &'static str,
}

fn kind(what: &'static str, inputs: Inputs, says: &'static [&'static str], figure: &'static str) -> Kind {
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

const SPENT: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Currency", "Amount", "Agreement"];
const NEED: &[&str] = &["Country", "Theme", "Need"];

/// A line of expenditure.
fn line<'a>(currency: &'a str, amount: &'a str) -> [&'a str; 8] {
    ["@2024-04-01", "P-1", "Malawi", "T01", "staff", currency, amount, "BEL-1"]
}

/// The agreement BEL-1, and expenditure.
fn spent(rows: &[&[&str]]) -> Inputs {
    spent_with(rows, "", |_| {})
}

fn spent_with(rows: &[&[&str]], more: &str, sheet: impl FnOnce(&mut Worksheet)) -> Inputs {
    let book = workbook(rows, sheet);
    Inputs::new().agreement().bytes("expenditure.xlsx", &book).map("expenditure", "expenditure.xlsx", more)
}

/// A text file of one kind.
fn text(kind: &str, text: &str, more: &str) -> Inputs {
    let file = format!("{kind}.csv");
    Inputs::new().agreement().bytes(&file, text.as_bytes()).map(kind, &file, more)
}

/// Receipts of interest in a text file: number, date, amount.
fn interest(rows: &str, more: &str) -> Inputs {
    text("receipts", &format!("Receipt,Date,Kind,Currency,Amount\n{rows}"), more)
}

fn needs(rows: &[&[&str]]) -> Inputs {
    Inputs::new().sheet("priorities", rows)
}

/// A workbook with a text in one of its parts replaced.
fn patched(book: &[u8], part: &str, before: &str, after: &str) -> Vec<u8> {
    let replace = |name: &str, text: &mut String| {
        if name == part {
            assert!(text.contains(before), "{text}");
            *text = text.replace(before, after);
        }
    };
    rewrite(book, replace, None)
}

fn check(kinds: Vec<Kind>) {
    for Kind { what, inputs, says, figure } in kinds {
        let read = inputs.read();
        let loud = read.problems.iter().filter(|problem| problem.severity() != Severity::Note);
        let said: BTreeSet<&str> = loud.map(|problem| problem.code.id()).collect();
        let said: Vec<&str> = said.into_iter().collect();
        assert_eq!((said.as_slice(), figures(&read).as_str()), (says, figure), "{what}\n{}", show(&read));
    }
}

#[test]
fn formulas_that_were_never_calculated_are_no_noughts() {
    let zero = &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "USD", "=2*350|0", "BEL-1"];
    let book = workbook(&[SPENT, zero, zero, zero], |_| {});
    let inputs = |book: &[u8]| {
        Inputs::new().agreement().bytes("expenditure.xlsx", book).map("expenditure", "expenditure.xlsx", "")
    };
    let calculated = patched(&book, "xl/workbook.xml", " fullCalcOnLoad=\"1\"", "");
    check(vec![
        kind("noughts of a file that is still to be calculated", inputs(&book), &["E311"], ""),
        kind("noughts in all rows of a calculated one", inputs(&calculated), &["W323"], "spent USD 0"),
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
    ]);
}

#[test]
fn blank_and_merged_cells() {
    let merged = |sheet: &mut Worksheet| {
        sheet.merge_range(1, 5, 3, 5, "XOF", &Format::new()).unwrap();
    };
    let rows: &[&[&str]] = &[SPENT, &line("XOF", "#600"), &line("", "#300"), &line("", "#120")];
    check(vec![
        kind("a blank currency", spent(rows), &["E316"], "spent XOF 600"),
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
    let said = |scale: &str| {
        let book = workbook(&[&["in thousands of USD"], NEED, &["Malawi", "T01", "#12.5"]], |_| {});
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", &format!("scale = \"{scale}\""))
    };
    check(vec![
        kind("a title", above("Needs (in thousands of US dollars)"), &["E219"], "need USD 12.5"),
        kind("a title with a sign", above("(USD '000)"), &["E219"], "need USD 12.5"),
        kind("a note below", below, &["E219"], "need USD 12.5"),
        kind("a header", header, &["E219"], "need USD 12.5"),
        kind("a format of millions", formatted("0.0\"m\""), &["E219"], ""),
        kind("a format that leaves out thousands", formatted("#,##0.00,"), &[], "need USD 3.75"),
        kind("what the settings say", said("thousands"), &[], "need USD 12500"),
        kind("what the settings deny", said("ones"), &[], "need USD 12.5"),
    ]);
}

#[test]
fn rates_the_other_way_round_and_booked_amounts() {
    let title: &[&str] = &["US dollars per one unit of foreign currency"];
    let rates = |rows: &[&[&str]], more: &str| {
        Inputs::new().bytes("rates.xlsx", &workbook(rows, |_| {})).map("rates", "rates.xlsx", more)
    };
    let inverse: &[&[&str]] = &[title, &["Currency", "Rate", "Date"], &["EUR", "#1.25", "@2024-01-01"]];
    let hundred: &[&[&str]] = &[&["Currency", "Quantity", "Rate", "Date"], &["JPY", "#100", "#0.625", "@2024-01-01"]];
    let booked = |rate: &str, base: &str, day: &str| {
        let header = [RECEIPT_HEADER, &["Base amount"]].concat();
        Inputs::new()
            .agreement()
            .sheet("rates", &[RATE_HEADER, &["EUR", rate, "@2024-01-01"]])
            .sheet("receipts", &[&header, &["R-1", "BEL-1", day, "deposit", "EUR", "#800", base]])
    };
    check(vec![
        kind("a title", rates(inverse, ""), &["E228"], "one USD in EUR 1.25"),
        kind("rates that are turned", rates(inverse, "rates = \"base per unit\""), &[], "one USD in EUR 0.8"),
        kind("rates of a hundred", rates(hundred, ""), &["E228"], ""),
        kind("turned", rates(hundred, "rates = \"base per unit\""), &[], "one USD in JPY 160"),
        kind(
            "a booked amount says otherwise",
            booked("#0.8", "#1300", "@2024-02-01"),
            &["W510"],
            "deposit EUR 800, one USD in EUR 0.8",
        ),
        kind(
            "a hundred times too large",
            booked("#0.8", "#100000", "@2024-02-01"),
            &["W509"],
            "deposit EUR 800, one USD in EUR 0.8",
        ),
        kind(
            "the rate is the other way round",
            booked("#1.25", "#1000", "@2024-02-01"),
            &["W509"],
            "deposit EUR 800, one USD in EUR 1.25",
        ),
        kind("within reason", booked("#0.8", "#1010", "@2024-02-01"), &[], "deposit EUR 800, one USD in EUR 0.8"),
        kind("an old rate", booked("#0.8", "", "@2025-06-01"), &["W511"], "deposit EUR 800, one USD in EUR 0.8"),
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
            &["W517"],
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

#[test]
fn days_that_are_no_days() {
    let dmy = "dates = \"dmy\"";
    let swapped = Inputs::new().sheet(
        "receipts",
        &[
            &["Receipt", "Date", "Kind", "Currency", "Amount"],
            &["R-1", "@2024-03-04", "interest", "USD", "#1"],
            &["R-2", "@2024-05-04", "interest", "USD", "#1"],
            &["R-3", "@2024-06-04", "interest", "USD", "#1"],
            &["R-4", "25/04/2024", "interest", "USD", "#1"],
        ],
    );
    let midnight = Inputs::new().bytes(
        "r.xlsx",
        &workbook(
            &[&["Receipt", "Date", "Kind", "Currency", "Amount"], &["R-1", "", "interest", "USD", "#1"]],
            |sheet| {
                let date = Format::new().set_num_format("yyyy-mm-dd");
                sheet.write_number_with_format(1, 1, 45_596.999_999_999_9, &date).unwrap();
            },
        ),
    );
    let midnight = midnight.map("receipts", "r.xlsx", "");
    assert_eq!(midnight.read().facts.receipts[0].date.to_string(), "2024-11-01");
    let day = |text: &str, more: &str| {
        let read = interest(&format!("R-1,{text},interest,USD,1\n"), more).read();
        read.facts.receipts.first().map(|receipt| receipt.date.to_string()).unwrap_or_default()
    };
    assert_eq!(day("09:05 03/04/2025", dmy), "2025-04-03");
    assert_eq!(day("14:05 31/10/2025", ""), "2025-10-31");
    assert_eq!(day("Oct 31 14:05:00 2025", ""), "2025-10-31");
    assert_eq!(day("Fri Oct 31 2025", ""), "2025-10-31");
    assert_eq!(day("\"31 October 2025, 14:05\"", ""), "2025-10-31");
    check(vec![
        kind("day and month swapped", swapped, &["W320"], "interest USD 4"),
        kind("no year", interest("R-1,15-Mar,interest,USD,1\n", ""), &["E309"], ""),
        kind("a day of the week that is another", interest("R-1,Mon Oct 31 2025,interest,USD,1\n", ""), &["E308"], ""),
        kind("no year, with a time", interest("R-1,31 Oct 14:05,interest,USD,1\n", ""), &["E309"], ""),
    ]);
}

#[test]
fn one_number_written_otherwise() {
    let pair = |first: &str, second: &str| {
        interest(&format!("{first},2024-01-01,interest,USD,5\n{second},2024-01-02,interest,USD,7\n"), "")
    };
    let mut kinds = vec![
        kind("as typed", pair("R-1", "R-2"), &[], "interest USD 12"),
        kind("shortened", pair("1.00E+11", "R-2"), &["W322"], "interest USD 12"),
    ];
    for (what, first, second) in [
        ("a decimal", "1001", "1001.0"),
        ("leading noughts", "00123", "123"),
        ("capitals", "R-1001", "r-1001"),
        ("another hyphen", "R-1001", "R\u{2011}1001"),
        ("an invisible mark", "R-1001", "\u{200e}R-1001"),
        ("spaces", "R-1001", "R - 1001"),
    ] {
        kinds.push(kind(what, pair(first, second), &["W503"], "interest USD 12"));
    }
    kinds.push(kind(
        "an agreement in small letters",
        text("receipts", "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,bel-1,2024-02-01,deposit,EUR,5\n", ""),
        &[],
        "deposit EUR 5",
    ));
    check(kinds);
}

#[test]
fn sections_states_and_struck_rows() {
    let header: &[&str] = &["Receipt", "Date", "Kind", "Currency", "Amount"];
    let first: &[&str] = &["R-1", "@2024-01-01", "interest", "USD", "#5"];
    let second: &[&str] = &["R-2", "@2024-01-02", "interest", "USD", "#7"];
    let below = Inputs::new().sheet("receipts", &[header, first, &["Not yet booked"], second]);
    let again = Inputs::new().sheet("receipts", &[header, first, &[], &["Refunds paid"], header, second]);
    let same_header = Inputs::new().sheet("receipts", &[header, first, header, second]);
    let states = |last: &'static str, state: [&'static str; 2]| {
        let header = [header, &[last]].concat();
        let rows = [[first, &[state[0]]].concat(), [second, &[state[1]]].concat()];
        Inputs::new().sheet("receipts", &[&header, &rows[0], &rows[1]])
    };
    let struck = |sheet: &mut Worksheet| {
        sheet.write_with_format(2, 0, "R-2", &Format::new().set_font_strikethrough()).unwrap();
    };
    let struck =
        Inputs::new().bytes("r.xlsx", &workbook(&[header, first, second], struck)).map("receipts", "r.xlsx", "");
    check(vec![
        kind("a title among the rows", below, &["W224"], "interest USD 12"),
        kind("a title above a header that is repeated", again, &["W224"], "interest USD 12"),
        kind("a header that is only repeated", same_header, &[], "interest USD 12"),
        kind("a state that is not read", states("State", ["BOOKED", "REVERTED"]), &["W207", "W222"], "interest USD 12"),
        kind("a mark of cancellation", states("Cancelled", ["", "yes"]), &["W207", "W222"], "interest USD 12"),
        kind("states that are all good", states("State", ["BOOKED", "BOOKED"]), &["W207"], "interest USD 12"),
        kind("a row struck out", struck, &["W223"], "interest USD 12"),
    ]);
}

#[test]
fn lines_and_fields_of_text_files() {
    let rates = |body: &str, more: &str| text("rates", body, more);
    check(vec![
        kind(
            "titles with commas above semicolons",
            rates(
                "Rates, December, final\nSource: bank, treasury, own\nCurrency;Rate;Date\nEUR;0,9;2024-01-01\nGBP;0,8;2024-01-01\n",
                "decimal = \",\"",
            ),
            &[],
            "one USD in EUR 0.9, one USD in GBP 0.8",
        ),
        kind(
            "a delimiter that is said",
            rates("Currency:Rate:Date\nEUR:0,9:2024-01-01\n", "delimiter = \":\"\ndecimal = \",\""),
            &[],
            "one USD in EUR 0.9",
        ),
        kind(
            "blank fields at the end",
            rates("Currency,Rate,Date\nEUR,0.9,2024-01-01,,\nGBP,0.8,2024-01-01,\n", ""),
            &[],
            "one USD in EUR 0.9, one USD in GBP 0.8",
        ),
        kind(
            "fields missing at the end",
            rates("Currency,Rate,Date,Published,Notes\nEUR,0.9,2024-01-01\n", ""),
            &["W207"],
            "one USD in EUR 0.9",
        ),
        kind(
            "a line in another delimiter",
            rates("Currency,Rate,Date\nEUR,0.9,2024-01-01\nGBP;0.8;2024-01-01\n", ""),
            &["E210"],
            "one USD in EUR 0.9",
        ),
    ]);
}

#[test]
fn rows_that_are_no_data() {
    let hashtags: &[&str] = &["#country+name", "#sector", "#value+usd"];
    let book = |totals: bool| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        fill(sheet, &[NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", "#7"], &["", "", "=SUM(C2:C3)|12"]]);
        let columns: Vec<rust_xlsxwriter::TableColumn> =
            NEED.iter().map(|name| rust_xlsxwriter::TableColumn::new().set_header(*name)).collect();
        let table = rust_xlsxwriter::Table::new().set_columns(&columns).set_total_row(totals);
        sheet.add_table(0, 0, 3, 2, &table).unwrap();
        fill(sheet, &[&[], &["Malawi", "T01", "#5"], &["Kenya", "T01", "#7"], &["", "", "=SUM(C2:C3)|12"]]);
        book.save_to_buffer().unwrap()
    };
    let declared = Inputs::new().bytes("p.xlsx", &book(true)).map("priorities", "p.xlsx", "");
    let formulas: &[&[&str]] =
        &[SPENT, &line("USD", "#5"), &["", "", "", "", "", "", "=A3*2|0"], &["", "", "", "", "", "", "=A4*2|0"]];
    check(vec![
        kind("a row of hashtags", needs(&[NEED, hashtags, &["Malawi", "T01", "#5"]]), &[], "need USD 5"),
        kind("column numbers", needs(&[NEED, &["(1)", "(2)", "(3)"], &["Malawi", "T01", "#5"]]), &[], "need USD 5"),
        kind(
            "column numbers that are numbers",
            needs(&[NEED, &["#1", "#2", "#3"], &["Malawi", "T01", "#5"]]),
            &[],
            "need USD 5",
        ),
        kind(
            "subtotals with the word behind the name",
            needs(&[
                NEED,
                &["Malawi", "T01", "#5"],
                &["Malawi Total", "", "#5"],
                &["Kenya", "T01", "#7"],
                &["Kenya Total", "", "#7"],
                &["Grand Total", "", "#12"],
            ]),
            &[],
            "need USD 12",
        ),
        kind(
            "a sum without a word",
            needs(&[NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", "#7"], &["", "", "#12"]]),
            &[],
            "need USD 12",
        ),
        kind("the totals row of a table", declared, &[], "need USD 12"),
        kind("rows of a template", spent(formulas), &[], "spent USD 5"),
        kind("a need of nought", needs(&[NEED, &["Malawi", "T01", "#0"], &["Kenya", "T01", "#7"]]), &[], "need USD 7"),
    ]);
}

#[test]
fn rows_and_columns_that_nobody_sees() {
    let rows: &[&[&str]] = &[NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", "#7"]];
    let book = workbook(rows, |sheet| {
        sheet.set_row_hidden(2).unwrap();
    });
    let with = |before: &str, after: &str| {
        let book = patched(&book, "xl/worksheets/sheet1.xml", before, after);
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "")
    };
    let mut kinds = Vec::new();
    for (what, after) in [
        ("as programs write it", "hidden=\"1\""),
        ("single quotes", "hidden='1'"),
        ("a word", "hidden=\"true\""),
        ("a height of nought", "ht=\"0\" customHeight=\"1\""),
    ] {
        kinds.push(kind(what, with("hidden=\"1\"", after), &["W208"], "need USD 12"));
    }
    kinds.push(kind("a row without its number", with("<row r=\"3\" spans=\"1:3\"", "<row"), &["W208"], "need USD 12"));
    check(kinds);
}
