//! Rows that contradict themselves or each other are told at their cells, and what is advised fits what stands there.

use std::collections::BTreeSet;

use poolfund::intake::{Intake, Problem, Severity};

use crate::sheets::{AGREEMENT_HEADER, DONOR_HEADER, Inputs, RECEIPT_HEADER, show, workbook};

/// The agreement BEL-1 at a stage, and a deposit of it.
pub fn deposit_at(stage: &str) -> Inputs {
    let row: &[&str] = &["BEL-1", "BEL", stage, "@2024-01-15", "EUR", "#1000"];
    let deposit: &[&str] = &["R-1", "BEL-1", "@2024-02-01", "deposit", "EUR", "#500"];
    Inputs::new().donors().sheet("agreements", &[AGREEMENT_HEADER, row]).sheet("receipts", &[RECEIPT_HEADER, deposit])
}

/// What there is to say of what was read on a day.
pub fn on(day: &str, inputs: &Inputs, read: &Intake) -> Vec<Problem> {
    poolfund::intake::on_day(day.parse().unwrap(), &read.facts, &read.files, &inputs.fund())
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

/// A sheet with mapping lines of its own.
fn mapped(kind: &str, rows: &[&[&str]], more: &str) -> Inputs {
    let file = format!("{kind}.xlsx");
    Inputs::new().bytes(&file, &workbook(rows, |_| {})).map(kind, &file, more)
}

#[test]
fn a_deposit_on_what_is_not_signed() {
    for stage in ["pipeline", "pledged"] {
        says(&deposit_at(stage), &["W525"], &["receipts.xlsx, Sheet1, B2", "(agreements.xlsx, Sheet1, C2)", stage]);
    }
    for stage in ["signed", "closed"] {
        says(&deposit_at(stage), &[], &[]);
    }
}

/// An extract of finance's of these rows: currency, amount, rate and what was booked.
fn extract(rate: &'static str, rows: &[[&'static str; 4]]) -> Inputs {
    let header: &[&str] = &["Document", "Date", "Kind", "Currency", "Amount", rate, "Base amount"];
    let row = |(index, [currency, amount, rate, base]): (usize, &[&'static str; 4])| {
        let number: &'static str = format!("D-{index}").leak();
        vec![number, "@2024-02-01", "expenditure", currency, amount, rate, base]
    };
    let rows: Vec<Vec<&str>> = rows.iter().enumerate().map(row).collect();
    let rows: Vec<&[&str]> = std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).collect();
    Inputs::new().sheet("finance", &rows)
}

#[test]
fn a_row_of_finance_that_contradicts_itself() {
    let honest = ["EUR", "#800", "#0.8", "#1000"];
    for rate in ["Exchange rate", "Rate", "Taux de change", "Tipo de cambio", "FX rate"] {
        says(&extract(rate, &[honest, ["USD", "#70", "", "#70"]]), &[], &[]);
        says(
            &extract(rate, &[honest, ["EUR", "#800", "#0.8", "#1100"]]),
            &["W510"],
            &["G3", "E3 and F3", "about 1000"],
        );
        says(&extract(rate, &[honest, ["EUR", "#800", "#1.25", "#1000"]]), &["W510"], &["G3", "at 1.25"]);
    }
    says(&extract("Rate", &[["USD", "#70", "", "#75"]]), &["W510"], &["G2", "75 for USD 70"]);
    says(&extract("Rate", &[["EUR", "#800", "#1.25", "#1000"], ["EUR", "#80", "#1.25", "#100"]]), &[], &[]);
    let yen = ["JPY", "#15000", "#0.65", "#97.5"];
    says(&extract("Rate", &[yen, yen, yen]), &[], &[]);
    says(&extract("Rate", &[["EUR", "#80000", "#0.8", "#1000"]]), &["W510"], &["G2"]);
    let credit = ["EUR", "#-80", "#0.8", "#-100"];
    says(&extract("Rate", &[honest, credit]), &[], &[]);
    says(&extract("Rate", &[credit, ["EUR", "#80", "#0.8", "#-100"]]), &["W510"], &["G3", "two amounts of one sign"]);
    says(&extract("Rate", &[["EUR", "#80", "#0.8", "#-100"]]), &[], &[]);
    says(&extract("Support rate", &[["EUR", "#800", "#0.13", "#1000"]]), &[], &[]);
}

/// An obligation of 1,000, and costs that cite it.
fn obligation(costs: &[(&'static str, &'static str)]) -> Inputs {
    let header: &[&str] =
        &["Date", "Project", "Country", "Theme", "Category", "Currency", "Amount", "Type", "Document", "Obligation"];
    let row = |currency, amount, of, document, cites| {
        vec!["@2024-02-01", "P-1", "Malawi", "T01", "travel", currency, amount, of, document, cites]
    };
    let mut rows = vec![row("USD", "#1000", "obligation", "O-1", "")];
    for (index, (currency, amount)) in costs.iter().enumerate() {
        rows.push(row(currency, amount, "", format!("V-{index}").leak(), "O-1"));
    }
    let rows: Vec<&[&str]> = std::iter::once(header).chain(rows.iter().map(Vec::as_slice)).collect();
    Inputs::new().sheet("expenditure", &rows)
}

#[test]
fn an_obligation_of_which_a_part_was_settled() {
    says(
        &obligation(&[("USD", "#300"), ("USD", "#100")]),
        &["W521"],
        &["G2", "USD 1000 open; 2 costs cite it, the last in expenditure.xlsx, Sheet1, J4", "600 of 1000"],
    );
    says(&obligation(&[("USD", "#1000")]), &["W521"], &["Lower it to what is still open, or delete the row"]);
    says(&obligation(&[("EUR", "#300")]), &["W521"], &[]);
    says(&obligation(&[("USD", "#300"), ("USD", "#-300")]), &[], &[]);
    says(&obligation(&[]), &[], &[]);
}

#[test]
fn a_donor_in_two_spellings() {
    let donors = |one: &str, other: &str| {
        let rows: [&[&str]; 3] =
            [DONOR_HEADER, &["NOR", one, "government", "NOR"], &["NRW", other, "government", "NOR"]];
        Inputs::new().sheet("donors", &rows)
    };
    for (one, other) in [
        ("Government of Norway", "Govt of Norway"),
        ("Norway", "NORWAY"),
        ("Norway", "Nоrway"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Norway", "Norway, Government of"),
        ("Germany", "Federal Republic of Germany"),
        ("Norvège", "Government of Norway"),
        ("Hallmark Foundation", "Halmark Foundation"),
        ("Hallmark Foundation", "Hallmrak Foundation"),
    ] {
        says(&donors(one, other), &["W503"], &["donors.xlsx, Sheet1, B3", "donors.xlsx, Sheet1, B2", "(NOR)", "(NRW)"]);
    }
    for (one, other) in [
        ("Niger", "Nigeria"),
        ("Norway", "Norwegian Refugee Council"),
        ("Fund 1", "Fund 2"),
        ("Gambia Trust", "Zambia Trust"),
    ] {
        says(&donors(one, other), &[], &[]);
    }
    let thrice: [&[&str]; 4] =
        [DONOR_HEADER, &["A", "Norway", "", ""], &["B", "NORWAY", "", ""], &["C", "Govt of Norway", "", ""]];
    let read = Inputs::new().sheet("donors", &thrice).read();
    assert_eq!(read.problems.iter().filter(|problem| problem.code.id() == "W503").count(), 2, "{}", show(&read));
}

#[test]
fn what_is_dated_after_the_figures_is_told_with_count_and_sum() {
    let receipt = |number, day, currency, amount| [number, "", day, "interest", currency, amount];
    let rows: [&[&str]; 5] = [
        RECEIPT_HEADER,
        &receipt("R-1", "@2024-01-31", "USD", "#5"),
        &receipt("R-2", "@2024-02-01", "USD", "#70"),
        &receipt("R-3", "@2024-12-01", "EUR", "#8"),
        &receipt("R-4", "@2024-02-20", "USD", "#100"),
    ];
    let cost: &[&str] = &["@2024-03-01", "P-1", "Malawi", "T01", "travel", "#20"];
    let inputs = Inputs::new()
        .sheet("receipts", &rows)
        .sheet("expenditure", &[&["Date", "Project", "Country", "Theme", "Category", "Amount"], cost]);
    let read = inputs.read();
    let said: Vec<String> = on("2024-01-31", &inputs, &read).iter().map(ToString::to_string).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    let has = |text: &str| said.iter().any(|one| one.contains(text));
    assert!(has("W526 receipts.xlsx, Sheet1, C3"), "{said:?}");
    assert!(has("3 receipts after 2024-01-31, to 2024-12-01: EUR 8, USD 170"), "{said:?}");
    assert!(has("1 cost after 2024-01-31, to 2024-03-01: USD 20"), "{said:?}");
    assert!(on("2024-12-31", &inputs, &read).is_empty());
}

#[test]
fn dates_are_advised_by_what_stands_there() {
    let rates = |date: &str, more: &str| {
        mapped("rates", &[&["Currency", "Rate", "Effective from"], &["EUR", "#0.9", date]], more)
    };
    let at = "columns = { \"Effective date\" = \"Effective from\" }";
    says(&rates("15-Mar", at), &["E309"], &["a date with its year", "Write the year too"]);
    says(&rates("31 Oct 14:05", at), &["E309"], &["of which year is not said"]);
    says(&rates("03/04/2025", at), &["E309"], &["dates = \"dmy\" or \"mdy\""]);
    let mdy = format!("{at}\ndates = \"mdy\"");
    says(&rates("31/10/2025", &mdy), &["E308"], &["It is 2025-10-31 in another order than dates = \"mdy\""]);
    says(&rates("Mon 31 Oct 2025", at), &["E308"], &["2025-10-31 is a Friday"]);
    says(&rates("soon", at), &["E308"], &["a date for Effective from", "Write it as 2025-10-31"]);
    says(&rates("#45292", at), &["E308"], &["Format the cell as a date, if it is 2024-01-01"]);
}

#[test]
fn advice_names_the_header_as_it_stands_and_what_stands_in_the_cell() {
    let needs =
        |need: &str| Inputs::new().sheet("priorities", &[&["Pays", "Thème", "Besoin"], &["Malawi", "T01", need]]);
    says(&needs("abc"), &["E302"], &["a number for Besoin"]);
    says(&needs("–"), &["E301"], &["\"–\", which says nothing", "a value for Besoin", "dash = \"zero\""]);
    says(&needs(""), &["E301"], &["a blank cell", "Fill it in."]);
    let places: [&[&str]; 3] = [&["Country", "Theme", "Need"], &["N/A", "T01", "#5"], &["Malawi", "T01", "#7"]];
    says(&Inputs::new().sheet("priorities", &places), &["E301"], &["\"N/A\", which says nothing", "Write the value."]);
    let decided: [&[&str]; 2] = [
        &["Number", "Decided", "Acts on", "Body", "Status", "Action", "Amount"],
        &["D-1", "soon", "", "Board", "adopted", "hold", ""],
    ];
    let read = Inputs::new().sheet("decisions", &decided).read();
    assert!(!show(&read).contains("a date for Date"), "{}", show(&read));
    let line = "Currency,Rate,Date\nEUR\nGBP,0.8,2024-01-01\n";
    let read = Inputs::new().bytes("r.csv", line.as_bytes()).map("rates", "r.csv", "").read();
    assert!(show(&read).contains("1 field, expected 3 fields") || show(&read).contains("1 field;"), "{}", show(&read));
}

#[test]
fn decimals_wait_for_the_answer_in_which_scale_amounts_are() {
    let costs: [&[&str]; 3] = [
        &["All figures in thousands of USD"],
        &["Date", "Project", "Country", "Theme", "Category", "Amount"],
        &["@2024-04-01", "P-1", "Malawi", "T01", "staff", "#12.345"],
    ];
    let read = mapped("expenditure", &costs, "").read();
    let said = show(&read);
    assert_eq!(codes(&read), ["E219", "E304"], "{said}");
    assert!(said.contains("Say first in which scale") && !said.contains("rounding = true"), "{said}");
    says(&mapped("expenditure", &costs, "scale = \"thousands\""), &[], &[]);
    says(&mapped("expenditure", &costs, "scale = \"ones\""), &["E304"], &["rounding = true"]);
}
