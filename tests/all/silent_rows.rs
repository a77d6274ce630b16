//! More of what sheets say about themselves: days, numbers written otherwise, and rows that are none or do not count.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use crate::sheets::{Inputs, fill, show, workbook};
use crate::silent::*;

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
        kind("a month and a day", interest("R-1,Oct 31,interest,USD,1\n", ""), &["E309"], ""),
        kind("a year before Christ", interest("R-1,-2022-03-02,interest,USD,1\n", ""), &["E308"], ""),
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
        ("a space for a hyphen", "R-1001", "R 1001"),
        ("a stroke for a hyphen", "R/1001", "R-1001"),
        ("a line for a hyphen", "R_1001", "R-1001"),
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
    let skipped = |more: &str| {
        let rows = "R-1,2024-01-01,interest,USD,3,booked\nR-2,2024-01-01,interest,USD,4,Draft\n\
                    R-3,2024-01-01,interest,USD,2.00,Void\n";
        text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,State\n{rows}"), more)
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
        kind("a state that is not read", states("State", ["BOOKED", "REVERTED"]), &["W222"], "interest USD 12"),
        kind("a mark of cancellation", states("Cancelled", ["", "yes"]), &["W222"], "interest USD 12"),
        kind("a mark of approval that is missing", states("Approved?", ["yes", "No"]), &["W222"], "interest USD 12"),
        kind("a remark that says so", states("Notes", ["", "cancelled"]), &["W222"], "interest USD 12"),
        kind("some states left out", skipped(r#"skip = { State = "DRAFT" }"#), &["W222"], "interest USD 5"),
        kind("several states left out", skipped(r#"skip = { State = ["DRAFT", "void"] }"#), &[], "interest USD 3"),
        kind(
            "nought left out, however it is written",
            skipped(r#"skip = { Amount = "2", State = ["DRAFT"] }"#),
            &[],
            "interest USD 3",
        ),
        kind("states that are all good", states("State", ["BOOKED", "BOOKED"]), &[], "interest USD 12"),
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
            &[],
            "one USD in EUR 0.9",
        ),
        kind(
            "a line in another delimiter that looks like a remark",
            rates("Currency,Rate,Date,By,Notes\nEUR,0.9,2024-01-01,,\nGBP;0.8;2024-01-01;the bank\n", ""),
            &["E210"],
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

#[test]
fn titles_headings_and_comments_that_say_that_rows_do_not_count() {
    let one = &line("USD", "#800");
    let named = |name: &str| {
        spent_with(&[SPENT, one], "", |sheet| {
            sheet.set_name(name).unwrap();
        })
    };
    let commented = |row: u32, text: &str| {
        spent_with(&[SPENT, one], "", |sheet| {
            sheet.insert_note(row, 6, &rust_xlsxwriter::Note::new(text)).unwrap();
        })
    };
    let receipts = |rows: &str| text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,Notes,Valid\n{rows}"), "");
    let plain: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount"];
    let of_plain: &[&str] = &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"];
    let euros = spent_with(&[plain, of_plain], "", |sheet| {
        sheet.insert_note(0, 5, &rust_xlsxwriter::Note::new("in EUR")).unwrap();
    });
    check(vec![
        kind("a title of plans", spent(&[&["Planned, not spent"], SPENT, one]), &["W222"], "spent USD 800"),
        kind("a sheet of forecasts by its name", named("Forecast 2024"), &["W222"], "spent USD 800"),
        kind("a sheet of this year by its name", named("Actuals 2024"), &[], "spent USD 800"),
        kind(
            "a heading of plans above all rows",
            spent(&[SPENT, &["Planned for 2025"], one]),
            &["W224"],
            "spent USD 800",
        ),
        kind(
            "a heading of what was spent above all rows",
            spent(&[SPENT, &["Malawi office"], one]),
            &[],
            "spent USD 800",
        ),
        kind(
            "the number of a page between rows",
            spent(&[SPENT, one, &["Page 1 of 2"], &line("USD", "#5")]),
            &[],
            "spent USD 805",
        ),
        kind("a comment that asks not to count", commented(1, "Please do not count"), &["W222"], "spent USD 800"),
        kind("a comment on a header that names a currency", euros, &["E220"], "spent USD 800"),
        kind("valid with 0", receipts("R-1,2024-01-01,interest,USD,5,,0\n"), &["W222"], "interest USD 5"),
        kind(
            "a remark that begins with void",
            receipts("R-1,2024-01-01,interest,USD,5,\"Void, see R-2\",1\n"),
            &["W222"],
            "interest USD 5",
        ),
        kind(
            "a remark that speaks of a bank",
            receipts("R-1,2024-01-01,interest,USD,5,bank avoided charges,1\n"),
            &[],
            "interest USD 5",
        ),
    ]);
}

#[test]
fn debit_and_credit_in_columns_of_their_own() {
    let receipts = |rows: &str, more: &str| {
        text("receipts", &format!("Receipt,Agreement,Date,Kind,Currency,Debit,Credit\n{rows}"), more)
    };
    let bank = "R-1,,2024-01-01,interest,USD,,5.25\nR-2,,2024-01-02,bank charge,USD,2.00,\n\
                R-3,BEL-1,2024-02-01,deposit,EUR,,900\nR-4,BEL-1,2024-03-01,refund,EUR,100,\n";
    let own = "R-1,,2024-01-01,interest,USD,5.25,\nR-2,,2024-01-02,bank charge,USD,,2.00\n";
    let header = &["Date", "Project", "Country", "Theme", "Category", "Currency", "Debit", "Credit"];
    let row = |debit, credit| ["@2024-04-01", "P-1", "Malawi", "T01", "staff", "USD", debit, credit];
    let spent = Inputs::new().agreement().sheet("expenditure", &[header, &row("#800", ""), &row("", "#50")]);
    check(vec![
        kind(
            "a bank's debit and credit",
            receipts(bank, ""),
            &[],
            "bank charge USD 2, deposit EUR 900, interest USD 5.25, refund EUR 100",
        ),
        kind("the fund's own books as if they were a bank's", receipts(own, ""), &["E306"], ""),
        kind(
            "the fund's own books",
            receipts(own, "signs = \"income positive\""),
            &[],
            "bank charge USD 2, interest USD 5.25",
        ),
        kind("neither debit nor credit", receipts("R-1,,2024-01-01,interest,USD,,\n", ""), &["E301"], ""),
        kind("costs and credits in two columns", spent, &[], "spent USD 750"),
    ]);
    // Base money beside them has their direction, whatever its sign.
    let header = &[&header[..], &["Base amount"]].concat();
    let based = |debit, credit, base| [&row(debit, credit)[..], &[base]].concat();
    let rows: [Vec<&str>; 3] = [based("#800", "", "#-800"), based("", "#50", "#50"), based("", "#60", "#-60")];
    let read = Inputs::new().agreement().sheet("expenditure", &[header, &rows[0], &rows[1], &rows[2]]).read();
    let booked: Vec<_> = read.facts.expenditure.iter().map(|line| line.base_amount.unwrap().minor()).collect();
    assert_eq!((booked, read.has_errors()), (vec![80_000, -5_000, -6_000], false), "{}", show(&read));
    let receipts =
        "Receipt,Agreement,Date,Kind,Currency,Debit,Credit,Base amount\nR-1,,2024-01-01,interest,USD,,5.25,-5.25\n";
    let read = text("receipts", receipts, "").read();
    let booked = read.facts.receipts[0].base_amount.map(|amount| amount.minor());
    assert_eq!((booked, read.has_errors()), (Some(525), false), "{}", show(&read));
}

#[test]
fn cells_that_nobody_sees() {
    let rows: &[&[&str]] = &[NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", ""]];
    let shown = |format: Format| {
        let book = workbook(rows, |sheet| {
            sheet.write_number_with_format(2, 2, 7, &format).unwrap();
        });
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "")
    };
    let white = || Format::new().set_font_color(rust_xlsxwriter::Color::White);
    let black = rust_xlsxwriter::Color::Black;
    let hidden = |code: &str| shown(Format::new().set_num_format(code));
    check(vec![
        kind("white on white", shown(white()), &["W229"], "need USD 12"),
        kind("white on black", shown(white().set_background_color(black)), &[], "need USD 12"),
        kind("black on black", shown(Format::new().set_background_color(black)), &["W229"], "need USD 12"),
        kind("a format of semicolons", hidden(";;;"), &["W229"], "need USD 12"),
        kind("a format of nothing", hidden("\"\";\"\""), &["W229"], "need USD 12"),
        kind("a format that hides noughts", hidden("0.00;-0.00;;@"), &[], "need USD 12"),
    ]);
}

#[test]
fn states_in_several_languages() {
    let states = |header: &str, word: &str| {
        text(
            "receipts",
            &format!("Receipt,Date,Kind,Currency,Amount,{header}\nR-1,2024-01-01,interest,USD,5,{word}\n"),
            "",
        )
    };
    let says = [
        ("Estado", "Anulada"),
        ("Estado del pago", "Pendiente de aprobación"),
        ("Statut", "En attente de validation"),
        ("Statut", "Rejeté"),
        ("Situação", "Em análise"),
        ("Status", "Storniert"),
        ("Status", "Not posted"),
        ("Reversal date", "2024-03-01"),
        ("Reversed by", "R-9"),
        ("Validé", "non"),
        ("Actual/Forecast", "F"),
        ("Notes", "Duplicate of R-7"),
        ("Notes", "Do not count"),
    ];
    let silent = [
        ("Statut", "Payé"),
        ("Estado", "Pagado"),
        ("Reversed", "no"),
        ("Reversal date", "n/a"),
        ("Avoided cost", "12"),
        ("Annual report", "2024"),
        ("Notes", "Open day of the office"),
    ];
    let kinds = says.map(|(header, word)| (header, word, &["W222"][..]));
    let silent = silent.map(|(header, word)| (header, word, &[][..]));
    let names: Vec<String> =
        kinds.iter().chain(&silent).map(|(header, word, _)| format!("{word} under {header}")).collect();
    for (name, (header, word, said)) in names.into_iter().zip(kinds.into_iter().chain(silent)) {
        check(vec![kind(name.leak(), states(header, word), said, "interest USD 5")]);
    }
}

#[test]
fn sums_in_other_languages() {
    let sum = |word: &'static str, amount: &'static str| {
        needs(&[NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", "#7"], &[word, "", amount]])
    };
    check(vec![
        kind("a sum in German", sum("Zwischensumme", "#12"), &[], "need USD 12"),
        kind("a sum in Hungarian", sum("Összesen", "#12"), &[], "need USD 12"),
        kind("a sum in a language that no list has", sum("Ukupno", "#12"), &[], "need USD 12"),
        kind("a word beside a figure that is no sum", sum("Ukupno", "#11"), &["E301", "E402"], "need USD 12"),
        kind("a country beside a figure that is the sum", sum("Zambia", "#12"), &["E301"], "need USD 12"),
    ]);
}
