//! Sheets as people make them.

use poolfund::domain::Money;
use poolfund::intake::{ProblemCode, ProposedInput, Severity};
use rust_xlsxwriter::{Format, Workbook};

use crate::intake::rewrite;
use crate::sheets::*;

const NEED_HEADER: &[&str] = &["Country", "Theme", "Need"];

fn codes(read: &poolfund::intake::Intake) -> Vec<&'static str> {
    read.problems.iter().map(|problem| problem.code.id()).collect()
}

#[test]
fn subtotals_and_totals_are_checked_each_against_its_rows() {
    let rows: &[&[&str]] = &[
        NEED_HEADER,
        &["Malawi", "T01", "#100"],
        &["Kenya", "T01", "1,250.50"],
        &["Sub-total Africa", "", "#1350.5"],
        &["Nepal", "T01", "#10"],
        &["Subtotal Asia", "", "#10"],
        &["Grand total", "", "#1360.5"],
    ];
    let read = Inputs::new().sheet("priorities", rows).read();
    assert_eq!((read.facts.priorities.len(), codes(&read)), (3, vec!["N506"]), "{}", show(&read));
    let wrong = [&rows[..6], &[&["Grand total", "", "#1360.6"]]].concat();
    let read = Inputs::new().sheet("priorities", &wrong).read();
    assert_eq!(read.problems[0].code, ProblemCode::TotalDiffers);
    assert_eq!(read.problems[0].location.cell().as_deref(), Some("C7"));
}

#[test]
fn totals_of_several_levels_and_above_their_rows_are_checked_too() {
    let rows: &[&[&str]] = &[
        NEED_HEADER,
        &["Total", "", "#25"],
        &["Malawi", "T01", "#10"],
        &["Malawi", "T02", "#5"],
        &["Total Malawi", "", "#15"],
        &["Kenya", "T01", "#7"],
        &["Uganda", "T01", "-"],
        &["Total Kenya", "", "#7"],
        &["Total Africa", "", "#22"],
        &["Nepal", "T01", "#3"],
        &["Total Nepal", "", "#3"],
        &["Total Asia", "", "#3"],
        &["Grand total", "", "#25"],
    ];
    let dash =
        |rows| Inputs::new().bytes("p.xlsx", &workbook(rows, |_| {})).map("priorities", "p.xlsx", "dash = \"zero\"");
    let read = dash(rows).read();
    assert_eq!((read.facts.priorities.len(), codes(&read)), (5, vec!["N506"]), "{}", show(&read));
    let wrong: Vec<&[&str]> =
        rows.iter().map(|row| if row[0] == "Total Asia" { &["Total Asia", "", "#4"] } else { *row }).collect();
    let read = dash(&wrong).read();
    assert!(
        read.problems[0].to_string().contains("p.xlsx, Sheet1, C12: found 4; expected 25, the sum of C3:C10"),
        "{}",
        show(&read)
    );
    let wrong = [&[NEED_HEADER, &["Total", "", "#26"]], &rows[2..]].concat();
    let read = dash(&wrong).read();
    assert!(read.problems[0].to_string().contains("C2: found 26; expected 25, the sum of C3:C10"), "{}", show(&read));
}

#[test]
fn a_column_behind_a_gap_is_taken_or_left_out_as_the_mapping_says() {
    let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount", "", "Currency", "Rate"];
    let row: &[&str] = &["@2024-01-01", "P-1", "Malawi", "T01", "travel", "#20", "", "EUR", "#0.9"];
    let book = workbook(&[header, row, &["", "", "", "", "", "", "", "GBP", "#0.8"]], |_| {});
    let read = |mapping: &str| Inputs::new().bytes("e.xlsx", &book).map("expenditure", "e.xlsx", mapping).read();
    assert_eq!(codes(&read("")), ["E216"]);
    let left_out = read("columns = { Currency = \"\" }");
    assert_eq!((codes(&left_out), left_out.facts.expenditure.len()), (vec!["W207"], 1), "{}", show(&left_out));
    assert_eq!(left_out.facts.expenditure[0].amount.currency.code(), "USD");
    let taken = read("columns = { Currency = \"=H\" }");
    assert_eq!(taken.facts.expenditure[0].amount.currency.code(), "EUR", "{}", show(&taken));
}

#[test]
fn the_mapped_table_of_two_side_by_side_is_read() {
    let rows: &[&[&str]] = &[
        &["Needs", "", "", "", "Contacts"],
        &["Country", "Theme", "Need", "", "Country", "Name"],
        &["Malawi", "T01", "#100", "", "Malawi", "Ann"],
        &["", "", "", "", "Kenya", "Bob"],
        &["Kenya", "T01", "#50"],
    ];
    let read = Inputs::new().sheet("priorities", rows).read();
    assert_eq!((read.facts.priorities.len(), codes(&read)), (2, vec!["W207"]), "{}", show(&read));
}

#[test]
fn a_header_of_merged_cells_over_two_rows_is_read() {
    let book = workbook(&[&["", "", "", "", ""], &["", "", "", "", ""], &["EUR", "#0.9", "@2024-01-01"]], |sheet| {
        let plain = Format::new();
        sheet.merge_range(0, 0, 1, 0, "Currency", &plain).unwrap();
        sheet.merge_range(0, 1, 1, 1, "Rate", &plain).unwrap();
        sheet.merge_range(0, 2, 0, 3, "Effective", &plain).unwrap();
        sheet.write_string(1, 2, "date").unwrap();
        sheet.write_string(1, 3, "time").unwrap();
    });
    let read = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "").read();
    assert_eq!((read.facts.rates.len(), read.count(Severity::Error)), (1, 0), "{}", show(&read));
}

#[test]
fn dates_of_the_1904_system_are_four_years_later() {
    let book = workbook(&[RATE_HEADER, &["EUR", "#0.9", "@2024-01-01"]], |_| {});
    let book = rewrite(
        &book,
        |name, text| {
            if name == "xl/workbook.xml" {
                *text = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
            }
        },
        None,
    );
    let read = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "").read();
    assert_eq!(read.facts.rates[0].effective_on.to_string(), "2028-01-02");
}

#[test]
fn amounts_in_cells_may_carry_currencies_and_signs_of_every_kind() {
    let header: &[&str] = &["Date", "Project", "Country", "Theme", "Category", "Amount", "Currency"];
    let start = ["2024-05-31", "P-1", "Kenya", "T01", "travel"];
    for (amount, currency, cents) in [
        ("USD 1,234.50", "USD", 123_450),
        ("(1,234.50)", "", -123_450),
        ("1 234,50-", "", -123_450),
        ("€ 1.234,50", "EUR", 123_450),
        ("1’234’567.00", "", 123_456_700),
        ("−5", "", -500),
    ] {
        let row = [&start[..], &[amount, currency]].concat();
        let read = Inputs::new().sheet("expenditure", &[header, &row]).read();
        let found = read.facts.expenditure.first().map(|fact| fact.amount.amount * rust_decimal::Decimal::ONE_HUNDRED);
        assert_eq!(found, Some(cents.into()), "{amount}: {}", show(&read));
    }
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    fill(sheet, &[header, &[&start[..], &["", "USD"]].concat()]);
    sheet.write_number_with_format(1, 5, 5.0, &Format::new().set_num_format("[$€-407] #,##0.00")).unwrap();
    let read = Inputs::new().bytes("e.xlsx", &book.save_to_buffer().unwrap()).map("expenditure", "e.xlsx", "").read();
    assert_eq!(codes(&read), ["E307"], "{}", show(&read));
}

#[test]
fn an_error_that_is_shown_as_text_is_an_error_and_no_name() {
    let text = "Date,Project,Country,Theme,Category,Amount\n\
        2024-01-31,#N/A,Kenya,T01,travel,5\n2024-01-31,P-1,Kenya,T01,travel,Err:504\n2024-01-31,#9,Kenya,T01,travel,5\n";
    let read = Inputs::new().bytes("e.csv", text.as_bytes()).map("expenditure", "e.csv", "").read();
    let cells: Vec<_> =
        read.problems.iter().filter(|problem| problem.is_error()).map(|problem| problem.location.cell()).collect();
    assert_eq!(cells, [Some("B2".to_owned()), Some("F3".to_owned())], "{}", show(&read));
    assert!(
        read.problems
            .iter()
            .filter(|problem| problem.is_error())
            .all(|problem| problem.code == ProblemCode::ErrorValue)
    );
}

#[test]
fn formulas_of_ods_that_reach_outside_are_refused_and_others_read() {
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |country: &str, formula: &str| {
        let need =
            format!("<table:table-cell table:formula=\"{formula}\" office:value-type=\"float\" office:value=\"7\"/>");
        format!("<table:table-row>{}{}{need}</table:table-row>", cell(country), cell("T01"))
    };
    let header = format!("<table:table-row>{}{}{}</table:table-row>", cell("Country"), cell("Theme"), cell("Need"));
    let rows = [
        row("Kenya", "of:=['file:///tmp/other.ods'#$Sheet1.A1]"),
        row("Malawi", "of:=DDE(&quot;soffice&quot;;&quot;other.ods&quot;;&quot;A1&quot;)"),
        row("Nepal", "of:=SUM([.A1:.A5])+7"),
    ];
    let sheet = format!("<table:table table:name=\"Data\">{header}{}</table:table>", rows.concat());
    let book = spreadsheet("", &sheet);
    let read = Inputs::new().bytes("p.ods", &book).map("priorities", "p.ods", "").read();
    let errors: Vec<_> = read.problems.iter().filter(|problem| problem.is_error()).collect();
    let cells: Vec<_> =
        errors.iter().map(|problem| (problem.code.id(), problem.location.cell().unwrap_or_default())).collect();
    assert_eq!(cells, [("E106", "C2".to_owned()), ("E106", "C3".to_owned())], "{}", show(&read));
    assert_eq!(read.facts.priorities.len(), 1);
}

#[test]
fn each_rounding_that_the_mapping_allows_is_recorded() {
    let rows: &[&[&str]] = &[
        RECEIPT_HEADER,
        &["R-1", "", "@2024-01-01", "interest", "USD", "#10.125"],
        &["R-2", "", "@2024-01-01", "interest", "USD", "#10.25"],
        &["R-3", "", "@2024-01-01", "interest", "JPY", "99,5"],
    ];
    let read =
        Inputs::new().bytes("r.xlsx", &workbook(rows, |_| {})).map("receipts", "r.xlsx", "rounding = true").read();
    let found: Vec<&str> = read.problems.iter().map(|problem| problem.found.as_str()).collect();
    assert_eq!((found, codes(&read)), (vec!["10.125, read as 10.13", "99.5, read as 100"], vec!["N305", "N305"]));
    let amounts: Vec<String> = read.facts.receipts.iter().map(|fact| fact.amount.amount.to_string()).collect();
    assert_eq!(amounts, ["10.13", "10.25", "100"]);
}

#[test]
fn a_dash_is_blank_or_nought_as_declared() {
    let book = workbook(&[&["Country", "Theme", "Need", "Floor"], &["Malawi", "T01", "-", "–"]], |_| {});
    let read = Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "").read();
    assert_eq!(codes(&read), ["E301"]);
    let read = Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "dash = \"zero\"").read();
    assert_eq!(read.facts.priorities[0].need, Money::ZERO);
}

#[test]
fn the_same_file_again_is_no_change() {
    let row: &[&str] = &["@2024-01-01", "P-1", "Malawi", "T01", "travel", "#20"];
    let book = workbook(&[&["Date", "Project", "Country", "Theme", "Category", "Amount"], row], |_| {});
    let inputs = Inputs::new().bytes("may.xlsx", &book).map("expenditure", "may.xlsx", "");
    let read = inputs.bytes("june.xlsx", &book).map("expenditure", "june.xlsx", "").read();
    assert_eq!((read.facts.expenditure.len(), codes(&read)), (1, vec!["W502"]));
}

#[test]
fn columns_may_be_mapped_by_header_or_letter_with_defaults_and_filters() {
    let book = workbook(
        &[
            &["Ref", "Who", "When", "How much", "Year"],
            &["B-1", "BEL", "@2024-01-15", "#10.5", "#2024"],
            &["B-2", "BEL", "@2023-01-15", "#9", "#2023"],
        ],
        |_| {},
    );
    let mapping = "columns = { Donor = \"Who\", \"Signed on\" = \"=C\", Amount = \"How much\" }\n\
        defaults = { Stage = \"commitment\", Currency = \"USD\" }\nwhere = { Year = \"2024\" }";
    let read = Inputs::new().donors().bytes("list.xlsx", &book).map("agreements", "list.xlsx", mapping).read();
    assert_eq!((read.facts.agreements.len(), read.count(Severity::Error)), (1, 0), "{}", show(&read));
    assert_eq!(read.facts.agreements[0].amount.amount.to_string(), "10.5");
}

#[test]
fn an_unknown_workbook_gets_a_proposal() {
    let rows: &[&[&str]] =
        &[&["Our rates"], &["Currency code", "Rate used per USD", "Effective date"], &["EUR", "#0.9", "@2024-01-01"]];
    let inputs = Inputs::new().bytes("unknown.xlsx", &workbook(rows, |_| {}));
    let proposals = poolfund::intake::propose(&inputs.path("unknown.xlsx"), &inputs.fund(), &inputs.options).unwrap();
    let best = &proposals[0];
    assert_eq!((best.kind.name(), best.header_row, best.is_sure()), ("rates", 2, true));
    let read = inputs
        .map("rates", "unknown.xlsx", "header_row = 2\ncolumns = { \"Units per base\" = \"Rate used per USD\" }")
        .read();
    assert_eq!(
        ProposedInput::new(best, "unknown.xlsx").toml().lines().last(),
        Some("columns = { \"Units per base\" = \"Rate used per USD\" }")
    );
    assert_eq!(read.facts.rates.len(), 1);
}

#[test]
fn an_excel_table_is_read_by_its_name_and_proposed_by_it() {
    let rows: &[&[&str]] = &[
        &["Notes"],
        &["", "Currency", "Rate used", "Effective date", "Currency"],
        &["x", "EUR", "#0.9", "@2024-01-01", "no"],
        &["x", "GBP", "#0.8", "@2024-01-01", "no"],
        &["x", "All of them", "", "", "no"],
        &["x", "USD", "not", "a rate"],
    ];
    let book = workbook(rows, |sheet| {
        let columns = ["Currency", "Units per USD", "Effective date"]
            .map(|header| rust_xlsxwriter::TableColumn::new().set_header(header));
        let table = rust_xlsxwriter::Table::new().set_name("Rates").set_columns(&columns).set_total_row(true);
        sheet.add_table(1, 1, 4, 3, &table).unwrap();
    });
    let inputs = Inputs::new().bytes("book.xlsx", &book);
    let proposals = poolfund::intake::propose(&inputs.path("book.xlsx"), &inputs.fund(), &inputs.options).unwrap();
    let toml = "[[input]]\nkind = \"rates\"\nfile = \"book.xlsx\"\ntable = \"Rates\"\n";
    assert_eq!(ProposedInput::new(&proposals[0], "book.xlsx").toml(), toml);
    let read = inputs.map("rates", "book.xlsx", "table = \"rates\"").read();
    assert_eq!((read.facts.rates.len(), codes(&read)), (2, vec!["N506"]), "{}", show(&read));
    let read = Inputs::new().bytes("book.xlsx", &book).map("rates", "book.xlsx", "table = \"Sheet1\"").read();
    assert_eq!(codes(&read), ["E214"]);
    assert!(read.problems[0].found.contains("\"Rates\""), "{}", show(&read));
}

#[test]
fn rows_of_text_files_have_the_numbers_that_spreadsheet_programs_show() {
    for end in ["\n", "\r\n", "\r"] {
        let lines = [
            "Rates",
            "",
            "Currency,Rate,Date",
            "EUR,\"0.9\",2024-01-01",
            "\"G\nBP\",0.8,2024-01-01",
            "",
            "XXX1,0.8,2024-01-01",
        ];
        let text = lines.map(|line| line.replace('\n', end)).join(end);
        let read = Inputs::new().bytes("rates.csv", text.as_bytes()).map("rates", "rates.csv", "").read();
        let cells: Vec<String> = read
            .problems
            .iter()
            .filter(|problem| problem.is_error())
            .filter_map(|problem| problem.location.cell())
            .collect();
        assert_eq!(
            (read.facts.rates[0].source.row, cells),
            (4, vec!["A5".to_owned(), "A7".to_owned()]),
            "{end:?} {}",
            show(&read)
        );
    }
}

#[test]
fn a_second_sheet_of_one_kind_is_read_by_an_input_of_its_own_or_warned_about() {
    let mut book = Workbook::new();
    for (name, currency) in [("2023", "EUR"), ("Notes", "-"), ("2024", "GBP")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        let row: &[&str] = &[currency, "#0.9", "@2024-01-01"];
        fill(sheet, &[if name == "Notes" { &["Nothing", "here"] } else { RATE_HEADER }, row]);
    }
    let book = book.save_to_buffer().unwrap();
    let read = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "").read();
    assert_eq!((read.facts.rates.len(), codes(&read)), (1, vec!["W215"]), "{}", show(&read));
    assert_eq!(read.problems[0].location.sheet.as_deref(), Some("2024"));
    let both = Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "sheet = \"2024\"");
    let read = both.map("rates", "rates.xlsx", "").read();
    assert_eq!((read.facts.rates.len(), codes(&read)), (2, vec![]), "{}", show(&read));
}

#[test]
fn a_share_that_may_be_of_a_hundred_or_of_one_is_asked_about() {
    for (header, cell, expected) in [
        ("Fee", "#0.07", Ok("7%")),
        ("Fee", "#1", Err("E303")),
        ("Fee", "#7", Err("E306")),
        ("Fee (%)", "#7", Ok("7%")),
        ("Fee (%)", "#0.5", Err("E303")),
        ("Fee (%)", "0.5%", Ok("0.5%")),
        ("Fee (%)", "#0", Ok("0%")),
    ] {
        let header = [AGREEMENT_HEADER, &[header]].concat();
        let row = ["BEL-1", "BEL", "commitment", "@2024-01-15", "EUR", "#1000", cell];
        let read = Inputs::new().donors().sheet("agreements", &[&header, &row]).read();
        let fee = read.facts.agreements.first().and_then(|agreement| agreement.fee_rate);
        let found = fee.map(|fee| fee.to_string()).ok_or_else(|| codes(&read)[0]);
        assert_eq!(found.as_deref().map_err(|code| *code), expected, "{header:?} {cell}: {}", show(&read));
    }
    let book = workbook(&[NEED_HEADER, &["Malawi", "T01", ""]], |sheet| {
        sheet.write_number_with_format(1, 2, 0.05, &Format::new().set_num_format("0%")).unwrap();
    });
    let read = Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "").read();
    assert_eq!(codes(&read), ["E302"], "{}", show(&read));
}

#[test]
fn per_cent_is_understood_in_the_cell_and_in_its_number_format() {
    let header: &[&str] = &[AGREEMENT_HEADER, &["Fee"]].concat();
    let row = |reference, fee| [&[reference, "BEL", "commitment", "@2024-01-15", "EUR", "#1000"][..], &[fee]].concat();
    let (typed, shown) = (row("BEL-1", "0.5%"), row("BEL-2", ""));
    let book = workbook(&[header, &typed, &shown], |sheet| {
        let percent = Format::new().set_num_format("0.0%");
        sheet.write_number_with_format(2, 6, 0.005, &percent).unwrap();
    });
    let inputs = Inputs::new().donors().bytes("agreements.xlsx", &book);
    let read = inputs.map("agreements", "agreements.xlsx", "columns = { \"Fee rate\" = \"Fee\" }").read();
    let rates: Vec<_> = read.facts.agreements.iter().filter_map(|agreement| agreement.fee_rate).collect();
    assert!(matches!(rates.as_slice(), [one, other] if one == other && one.to_string() == "0.5%"), "{}", show(&read));
}

#[test]
fn a_date_of_a_year_that_no_books_have_is_refused_at_its_cell_and_the_years_are_named() {
    let header: &[&str] = &["Receipt", "Agreement", "Date", "Kind", "Currency", "Amount"];
    for (date, found, expected) in [
        ("@3000-06-30", "3000-06-30", "a date from 1945 to 2150 for Date"),
        ("3000-06-30", "\"3000-06-30\"", "a date from 1945 to 2150 for Date"),
        ("30/06/3000", "\"30/06/3000\"", "a date from 1945 to 2150 for Date"),
        ("3000年6月30日", "\"3000年6月30日\"", "a date from 1945 to 2150 for Date"),
        ("31/02/2024", "\"31/02/2024\"", "a date for Date"),
    ] {
        let row: &[&str] = &["R-1", "BEL-1", date, "deposit", "EUR", "#100"];
        let read = Inputs::new().agreement().sheet("receipts", &[header, row]).read();
        let [problem] = &read.problems[..] else { panic!("{}", show(&read)) };
        let at = (problem.code.id(), problem.location.cell(), problem.found.as_str(), problem.expected.as_str());
        assert_eq!(at, ("E308", Some("C2".to_owned()), found, expected));
        assert_eq!(read.facts.receipts.len(), 0);
    }
}
