//! More dresses of the kinds of sheets that `silent` and its like hold, found by looking for what nothing was said of.

use rust_xlsxwriter::{Color, Format, Note, Worksheet};

use crate::sheets::{Inputs, RATE_HEADER, workbook};
use crate::silent::*;

/// Receipts of 5 and 7, with the numbers and days of each.
fn two([first, second]: [&str; 2], days: [&str; 2]) -> Inputs {
    interest(&format!("\"{first}\",{},interest,USD,5\n\"{second}\",{},interest,USD,7\n", days[0], days[1]), "")
}

#[test]
fn scales_in_letters_and_powers() {
    let titled = |title: &'static str| needs(&[&[title], NEED, &["Malawi", "T01", "#5"]]);
    let headed = |need: &'static str| needs(&[&["Country", "Theme", need], &["Malawi", "T01", "#5"]]);
    for header in ["Need k", "Need (k)", "Need (K)", "Need in k", "Need (E3)", "Need (10^3 USD)", "Need [000's]"] {
        check(vec![kind(header, headed(header), &["E219"], "need USD 5")]);
    }
    for title in ["E3 USD", "USD 10^3", "10³ USD", "All figures ×10³", "Amounts /1000", "000's", "All needs x 10^6"]
    {
        check(vec![kind(title, titled(title), &["E219"], "need USD 5")]);
    }
    for title in ["Annex E3", "Programme K", "Section 10^3"] {
        check(vec![kind(title, titled(title), &[], "need USD 5")]);
    }
}

#[test]
fn rates_that_are_turned_by_a_word() {
    let named = |sheet: &str, rows: &[&[&str]], note: Option<&str>| {
        let book = workbook(rows, |worksheet| {
            worksheet.set_name(sheet).unwrap();
            if let Some(note) = note {
                worksheet.insert_note(0, 1, &Note::new(note)).unwrap();
            }
        });
        Inputs::new().bytes("rates.xlsx", &book).map("rates", "rates.xlsx", "")
    };
    let row: &[&str] = &["EUR", "#1.25", "@2024-01-01"];
    for title in [
        "Inverse rates",
        "Reciprocal of the rate",
        "Kehrwerte",
        "USD/LCU",
        "Rates to USD",
        "Multiply by the rate to get USD",
        "Price of one unit in dollars",
        "Direct quotation",
        "per 100 units",
    ] {
        check(vec![kind(title, named("Rates", &[&[title], RATE_HEADER, row], None), &["E228"], "one USD in EUR 1.25")]);
    }
    check(vec![
        kind(
            "a sheet of that name",
            named("USD per unit", &[RATE_HEADER, row], None),
            &["E228"],
            "one USD in EUR 1.25",
        ),
        kind(
            "a comment of that kind",
            named("Rates", &[RATE_HEADER, row], Some("USD per 1 EUR")),
            &["E228"],
            "one USD in EUR 1.25",
        ),
        kind(
            "units to one dollar",
            named("Rates", &[&["Units to 1 USD"], RATE_HEADER, row], None),
            &[],
            "one USD in EUR 1.25",
        ),
    ]);
}

#[test]
fn numbers_that_people_take_for_one_another() {
    let days = ["2024-01-01", "2024-01-02"];
    for (what, numbers) in [
        ("a hyphen left out", ["R-1", "R1"]),
        ("a space left out", ["R 1", "R1"]),
        ("a point for a hyphen", ["R.1", "R-1"]),
        ("a nought before the number", ["R-01", "R-1"]),
        ("a letter of another alphabet", ["\u{410}-1", "A-1"]),
        ("letters of full width and brackets", ["(Ｒ-1)", "R-1"]),
        ("the letter O for a nought", ["R-1O1", "R-101"]),
    ] {
        check(vec![kind(what, two(numbers, days), &["W503"], "interest USD 12")]);
    }
    for (what, numbers) in [
        ("parts of other lengths", ["1-11", "11-1"]),
        ("another series", ["PO1", "P1"]),
        ("days in numbers", ["2024-1-11", "2024-11-1"]),
    ] {
        check(vec![kind(what, two(numbers, days), &[], "interest USD 12")]);
    }
}

#[test]
fn days_as_they_are_written_elsewhere() {
    for day in [
        "2024年1月15日",
        "2024년 1월 15일",
        "令和6年1月15日",
        "15. Januar 2024",
        "15 января 2024 г.",
        "١٥ يناير ٢٠٢٤",
        "２０２４-０１-１５",
        "15Jan2024",
    ] {
        let read = interest(&format!("R-1,{day},interest,USD,5\n"), "").read();
        assert_eq!(read.facts.receipts[0].date.to_string(), "2024-01-15", "{day}");
        check(vec![kind(day, interest(&format!("R-1,{day},interest,USD,5\n"), ""), &[], "interest USD 5")]);
    }
    for (day, said) in
        [("2024", "W324"), ("Q1 2024", "W324"), ("2024年", "W324"), ("1月15日", "E309"), ("113年1月15日", "E308")]
    {
        let figure = if said.starts_with('E') { "" } else { "interest USD 5" };
        let says: &'static [&'static str] = Box::leak(Box::new([said]));
        check(vec![kind(day, interest(&format!("R-1,{day},interest,USD,5\n"), ""), says, figure)]);
    }
    check(vec![kind("a month", interest("R-1,2024年1月,interest,USD,5\n", ""), &[], "interest USD 5")]);
}

#[test]
fn states_that_are_neither_yes_nor_no() {
    let states = |header: &str, [first, second]: [&str; 2]| {
        let rows = format!("R-1,2024-01-01,interest,USD,5,{first}\nR-2,2024-01-02,interest,USD,7,{second}\n");
        text("receipts", &format!("Receipt,Date,Kind,Currency,Amount,{header}\n{rows}"), "")
    };
    for (header, cells) in [
        ("Progress", ["100%", "0%"]),
        ("Fortschritt", ["100", "0"]),
        ("Progress", ["", "not started"]),
        ("Status", ["Booked", "n/k"]),
        ("Status", ["Booked", "n/a"]),
        ("Valid?", ["yes", "maybe"]),
        ("Approved", ["yes", "later"]),
        ("Released", ["yes", "pending release"]),
        ("Duplicate", ["no", "perhaps"]),
        ("Live", ["1", "0"]),
        ("Flag", ["", "X"]),
        ("Quality", ["", "estimate"]),
        ("Hinweis", ["", "bitte nicht buchen"]),
    ] {
        let name = format!("{cells:?} under {header} once silent");
        check(vec![kind(name.leak(), states(header, cells), &["W222"], "interest USD 12")]);
    }
    for (header, cells) in [
        ("Progress", ["100%", "60%"]),
        ("Account", ["HQ main", "field"]),
        ("Discount", ["none", "summer"]),
        ("Approved", ["2024-01-03", "2024-01-04"]),
    ] {
        let name = format!("{cells:?} under {header} without a word");
        check(vec![kind(name.leak(), states(header, cells), &[], "interest USD 12")]);
    }
    let lines = "R-1,2024-01-01,interest,USD,5\n# R-2,2024-01-02,interest,USD,7\n";
    let numbers = lines.replace("R-1", "#1").replace("# R-2", "#2");
    check(vec![
        kind("a line that begins with a mark of remarks", interest(lines, ""), &["W222"], "interest USD 12"),
        kind("numbers that begin with it", interest(&numbers, ""), &[], "interest USD 12"),
        kind(
            "Roman numbers of columns",
            needs(&[NEED, &["(i)", "(ii)", "(iii)"], &["Malawi", "T01", "#5"]]),
            &[],
            "need USD 5",
        ),
        kind(
            "a subtotal by a name that is known",
            needs(&[NEED, &["Malawi", "T01", "#5"], &["Malawi", "T02", "#7"], &["Malawi", "All", "#12"]]),
            &["W520"],
            "need USD 24",
        ),
        kind(
            "a need of a whole country beside others",
            needs(&[NEED, &["Malawi", "T01", "#5"], &["Malawi", "T02", "#7"], &["Malawi", "All", "#13"]]),
            &[],
            "need USD 25",
        ),
    ]);
}

#[test]
fn what_is_so_small_or_so_pale_that_nobody_sees_it() {
    let rows: &[&[&str]] = &[NEED, &["Malawi", "T01", "#5"], &["Kenya", "T01", ""]];
    let with = |format: Format, more: &dyn Fn(&mut Worksheet)| {
        let book = workbook(rows, |sheet| {
            sheet.write_number_with_format(2, 2, 7, &format).unwrap();
            more(sheet);
        });
        Inputs::new().bytes("p.xlsx", &book).map("priorities", "p.xlsx", "")
    };
    let plain = |more: &dyn Fn(&mut Worksheet)| with(Format::new(), more);
    check(vec![
        kind("a row of half a point", plain(&|sheet| drop(sheet.set_row_height(2, 0.5))), &["W208"], "need USD 12"),
        kind("a row of two points", plain(&|sheet| drop(sheet.set_row_height(2, 2))), &["W208"], "need USD 12"),
        kind("a row of nine points", plain(&|sheet| drop(sheet.set_row_height(2, 9))), &[], "need USD 12"),
        kind("a column of a third", plain(&|sheet| drop(sheet.set_column_width(2, 0.3))), &["W218"], "need USD 12"),
        kind("letters of one point", with(Format::new().set_font_size(1), &|_| {}), &["W229"], "need USD 12"),
        kind(
            "nearly white",
            with(Format::new().set_font_color(Color::RGB(0xfe_fe_fe)), &|_| {}),
            &["W229"],
            "need USD 12",
        ),
        kind("a pale grey", with(Format::new().set_font_color(Color::RGB(0xd0_d0_d0)), &|_| {}), &[], "need USD 12"),
    ]);
}

#[test]
fn instalments_and_amendments_are_in_the_currency_of_their_agreement() {
    const AMENDED: &[&str] = &["Agreement", "Amendment", "Effective date", "Currency", "New amount"];
    let instalments = |header: &'static str, first: &'static str, second: &'static str| {
        let rows: [&[&str]; 3] = [
            &["Agreement", "No.", "Due date", "Amount", header],
            &["BEL-1", "#1", "@2024-03-01", "#400", first],
            &["BEL-1", "#2", "@2024-09-01", "#600", second],
        ];
        Inputs::new().agreement().sheet("instalments", &rows)
    };
    let first = |inputs: &Inputs| inputs.read().facts.instalments.len();
    let same = instalments("Currency", "EUR", "");
    assert_eq!(first(&same), 2);
    check(vec![
        kind("the agreement's currency beside instalments", same, &[], ""),
        kind("another beside one of them", instalments("Currency", "EUR", "USD"), &["E307"], ""),
        kind("another beside them in words", instalments("Devise", "EUR", "dollars"), &["E314"], ""),
        kind(
            "an amendment in another currency than its agreement",
            Inputs::new().agreement().sheet("amendments", &[AMENDED, &["BEL-1", "1", "@2024-06-01", "USD", "#1200"]]),
            &["E307"],
            "",
        ),
        kind(
            "one in its currency",
            Inputs::new().agreement().sheet("amendments", &[AMENDED, &["BEL-1", "1", "@2024-06-01", "EUR", "#1200"]]),
            &[],
            "",
        ),
        kind("currencies beside them under no known name", instalments("Account", "EUR", "USD"), &["E221"], ""),
    ]);
}
