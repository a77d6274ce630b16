//! Other dresses of the kinds of sheets that `silent` and its like hold: signs in headers, footers, quotations of rates, marks.

use rust_xlsxwriter::{
    ConditionalFormat, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula,
    ConditionalFormatText, ConditionalFormatTextRule, Format, Workbook,
};

use crate::sheets::{Inputs, RATE_HEADER, workbook};
use crate::silent::*;

#[test]
fn signs_and_joined_codes_in_headers() {
    let headed = |amount: &'static str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", amount];
        let book = workbook(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"]], |_| {});
        Inputs::new().agreement().bytes("e.xlsx", &book).map("expenditure", "e.xlsx", "")
    };
    for header in ["Amount (€)", "Amount €", "Amount [€]", "AmountEUR", "Amount_EUR", "Amount/EUR", "Eur amount"]
    {
        check(vec![kind(header, headed(header), &[], "spent EUR 800")]);
    }
    for header in ["Amount (₦)", "Amount in Naira", "Amount (Naira)"] {
        check(vec![kind(header, headed(header), &[], "spent NGN 800")]);
    }
    check(vec![
        kind("shillings of Kenya", headed("Amount (Ksh)"), &[], "spent KES 800"),
        kind("birr", headed("Amount (Birr)"), &[], "spent ETB 800"),
        kind("what two countries call Bs", headed("Amount (Bs)"), &["E220"], "spent USD 800"),
    ]);
    let coded = |header: &'static str| {
        let header = ["Date", "Project", "Country", "Theme", "Category", "Amount", header];
        spent(&[&header, &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800", "EUR"]])
    };
    let below: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount"];
    let needed: &[&str] = &["Country", "Theme", "Period", "Need", "Weight"];
    let malawi: &[&str] = &["Malawi", "T01", "2026", "#5", "#1"];
    let measured: &[&[&str]] = &[needed, &["", "", "year", "USD", "factor"], malawi];
    let units = &[below, &["", "", "", "", "", "USD '000"], &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#800"]];
    check(vec![
        kind("a sign that two currencies share", headed("Amount (¥)"), &["E220"], "spent USD 800"),
        kind("codes under Description", coded("Description"), &["E221"], "spent USD 800"),
        kind(
            "a dash for a currency",
            spent(&[SPENT, &line("XOF", "#6"), &line("-", "#3")]),
            &["E316"],
            "spent USD 3, spent XOF 6",
        ),
        kind("a row of units", spent(units), &["E219"], "spent USD 800"),
        kind("a row of units beside words", needs(measured), &[], "need USD 5"),
    ]);
}

#[test]
fn what_stands_below_the_data() {
    let below = |rows: &[&[&str]]| {
        let data: [&[&str]; 3] = [NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", "#7"]];
        needs(&[&data[..], rows].concat())
    };
    check(vec![
        kind(
            "signatures",
            below(&[&[], &["Prepared by:", "J. Doe"], &["Approved by:", "", "A. Boss"]]),
            &[],
            "need USD 12",
        ),
        kind(
            "signatures side by side",
            below(&[&[], &["", "Signature", "Signature"], &["", "John Doe", "Jane Roe"]]),
            &[],
            "need USD 12",
        ),
        kind("a legend", below(&[&[], &["Legend"], &["T01", "Health"]]), &[], "need USD 12"),
        kind(
            "a figure below the data",
            below(&[&[], &["Exchange rate", "", "#0.8"]]),
            &["E301", "E402"],
            "need USD 12",
        ),
        kind(
            "a row of data after a gap lacks its theme",
            below(&[&[], &["Nepal", "", "#3"]]),
            &["E301"],
            "need USD 12",
        ),
        kind(
            "what was held is data when data follows",
            below(&[&[], &["Prepared by:", "J. Doe"], &["Nepal", "T01", "#3"]]),
            &["E301", "E402", "E403"],
            "need USD 15",
        ),
        kind("noughts of a template", below(&[&["", "", "#0"], &["", "", "-"]]), &[], "need USD 12"),
        kind("a label in every cell of a sum", below(&[&["Total", "Total", "#12"]]), &[], "need USD 12"),
    ]);
}

#[test]
fn rates_that_say_how_they_are_quoted() {
    let titled = |title: &'static str| {
        let book = workbook(&[&[title], RATE_HEADER, &["EUR", "#1.25", "@2024-01-01"]], |_| {});
        Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
    };
    for title in ["1 EUR = 1.25 USD", "USD for 1 unit", "Value of one unit in US dollars", "USD equivalent", "EUR/USD"]
    {
        check(vec![kind(title, titled(title), &["E228"], "one USD in EUR 1.25")]);
    }
    let own = Inputs::new().sheet("rates", &[RATE_HEADER, &["USD", "#0.9", "@2024-01-01"]]);
    check(vec![
        kind("a title of a year", titled("Exchange rates, 2024"), &[], "one USD in EUR 1.25"),
        kind("a rate of the fund's own currency", own, &["E306"], ""),
    ]);
}

#[test]
fn marks_in_texts_and_numbers() {
    let header = ["Receipt", "Date", "Kind", "Currency", "Amount"];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    crate::sheets::fill(sheet, &[&header, &["", "@2024-01-01", "interest", "USD", "#5"]]);
    let struck = Format::new().set_font_strikethrough();
    sheet.write_rich_string(1, 0, &[(&struck, "R"), (&struck, "-1")]).unwrap();
    let rich = Inputs::new().bytes("r.xlsx", &book.save_to_buffer().unwrap()).map("receipts", "r.xlsx", "");
    let places = "Date,Project,Country,Theme,Category,Amount\n2024-04-01,P-1,s.o.,T01,staff,5\n2024-04-01,P-1,M.W.,T01,staff,7\n";
    check(vec![
        kind("a text whose letters are struck through", rich, &["W223"], "interest USD 5"),
        kind(
            "a sum of plans",
            interest("R-1,2024-01-01,interest,USD,5\nTotal planned,,,,5\n", ""),
            &["W222"],
            "interest USD 5",
        ),
        kind(
            "letters with points that are no places",
            text("expenditure", places, ""),
            &["E301", "E404"],
            "spent USD 7",
        ),
        kind(
            "an apostrophe before a number",
            interest("R-1,2024-01-01,interest,USD,'480\n", ""),
            &[],
            "interest USD 480",
        ),
        kind(
            "noise of a text file",
            interest("R-1,2024-01-01,interest,USD,1234.5600000000002\n", ""),
            &[],
            "interest USD 1234.56",
        ),
    ]);
}

#[test]
fn rules_that_strike_through_or_hide() {
    let rows: &[&[&str]] =
        &[&["Country", "Theme", "Need", "Mark"], &["Malawi", "T01", "#5", "a"], &["Kenya", "T01", "#7", "b"]];
    let struck = || Format::new().set_font_strikethrough();
    let white = || Format::new().set_font_color(rust_xlsxwriter::Color::White);
    fn sheet(rows: &[&[&str]], [first, last]: [u16; 2], rule: &(impl ConditionalFormat + Send + Sync)) -> Inputs {
        let book = workbook(rows, |sheet| {
            sheet.add_conditional_format(1, first, 2, last, rule).unwrap();
        });
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "")
    }
    let formula = |first: u16, last: u16, formula: &'static str, format: Format| {
        let rule = ConditionalFormatFormula::new().set_rule(formula).set_format(format);
        sheet(rows, [first, last], &rule)
    };
    let cell = |rule: ConditionalFormatCellRule<i32>| {
        let rule = ConditionalFormatCell::new().set_rule(rule).set_format(white());
        sheet(rows, [2, 2], &rule)
    };
    let text = ConditionalFormatText::new().set_rule(ConditionalFormatTextRule::Contains("keny".into()));
    let in_names = sheet(rows, [0, 0], &text.set_format(struck()));
    check(vec![
        kind("struck through where a mark says so", formula(0, 2, "=$D2=\"B\"", struck()), &["W223"], "need USD 12"),
        kind("where it may say so", formula(0, 2, "=OR($D2=\"b\",$C2>9)", struck()), &["W223"], "need USD 12"),
        kind("where nothing says so", formula(0, 2, "=$D2=\"c\"", struck()), &[], "need USD 12"),
        kind("a column that is not read", formula(3, 3, "=$D2=\"b\"", struck()), &[], "need USD 12"),
        kind("bold where a mark says so", formula(0, 2, "=$D2=\"b\"", Format::new().set_bold()), &[], "need USD 12"),
        kind("hidden where a mark says so", formula(0, 2, "=$D2=\"b\"", white()), &["W229"], "need USD 12"),
        kind("hidden where a formula fails", formula(0, 2, "=ISERROR(A2)", white()), &[], "need USD 12"),
        kind(
            "hidden by a format",
            formula(2, 2, "=$D2=\"b\"", Format::new().set_num_format(";;;")),
            &["W229"],
            "need USD 12",
        ),
        kind("small amounts hidden", cell(ConditionalFormatCellRule::LessThan(6)), &["W229"], "need USD 12"),
        kind("noughts hidden", cell(ConditionalFormatCellRule::EqualTo(0)), &[], "need USD 12"),
        kind("a name struck through", in_names, &["W223"], "need USD 12"),
    ]);
}

#[test]
fn scales_and_states_in_many_languages() {
    let header = "Receipt,Date,Kind,Currency,Amount";
    let rows = "R-1,2024-01-01,interest,USD,5\nR-2,2024-01-02,interest,USD,7\n";
    let titled = |title: &str| text("receipts", &format!("{title}\n\n{header}\n{rows}"), "");
    let below = |note: &str| text("receipts", &format!("{header}\n{rows}\n{note}\n"), "");
    let headed = |name: &str, more: &str| {
        let body = format!("{header}\n{rows}").replace("Amount", name);
        text("receipts", &body, &format!("columns = {{ Amount = \"{name}\" }}\n{more}"))
    };
    let states = |name: &str, first: &str, second: &str| {
        let rows = rows.replace(",7", &format!(",7,{second}")).replace(",5", &format!(",5,{first}"));
        text("receipts", &format!("{header},{name}\n{rows}"), "")
    };
    let state = |name: &str, word: &str| states(name, "", word);
    check(vec![
        kind("тысячи in a title", titled("в тыс. долл. США"), &["E219"], "interest USD 12"),
        kind("万元 in a title", titled("单位：万元"), &["E219"], "interest USD 12"),
        kind("migliaia below", below("in migliaia di euro"), &["E219"], "interest USD 12"),
        kind("천원 in a header", headed("금액 (천원)", ""), &["E219"], "interest USD 12"),
        kind("duizend in a header", headed("Bedrag (duizend)", ""), &["E219"], "interest USD 12"),
        kind("ten thousands as said", headed("金额（万元）", "scale = \"ten thousands\""), &[], "interest USD 120000"),
        kind("thousands of families", titled("помощь для 5 тысяч семей"), &[], "interest USD 12"),
        kind("stopped in Dutch", state("Status", "geannuleerd"), &["W222"], "interest USD 12"),
        kind("stopped in Turkish", state("Durum", "İptal"), &["W222"], "interest USD 12"),
        kind("stopped in Polish", state("Uwagi", "anulowano"), &["W222"], "interest USD 12"),
        kind("stopped in Korean", state("상태", "취소"), &["W222"], "interest USD 12"),
        kind("expected in Japanese", state("ステータス", "予定"), &["W222"], "interest USD 12"),
        kind("not confirmed", state("Confirmed", "not confirmed"), &["W222"], "interest USD 12"),
        kind("a test", state("Test", "yes"), &["W222"], "interest USD 12"),
        kind("not final", state("Final", "0"), &["W222"], "interest USD 12"),
        kind("undone on a day, in a remark", state("Remarque", "annulé le 3 mars"), &["W222"], "interest USD 12"),
        kind("asked not to be counted", state("Notes", "no contabilizar"), &["W222"], "interest USD 12"),
        kind("paid in Dutch", states("Status", "betaald", "betaald"), &[], "interest USD 12"),
    ]);
}
