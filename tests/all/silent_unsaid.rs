//! Sheets in which a figure is wrong and no word says so: results of formulas that are not what the formulas give, sums among the rows,
//! blank types, marks whose meaning stands in a legend, and rows twice in other letters.

use rust_xlsxwriter::Formula;

use crate::sheets::Inputs;
use crate::silent::{check, kind, spent_with, text};

const COSTS: [&str; 8] = ["Date", "Project", "Country", "Theme", "Category", "Amount", "Qty", "Price"];

/// A cost with how many things it paid, and the price of each.
const fn cost<'t>(amount: &'t str, quantity: &'t str, price: &'t str) -> [&'t str; 8] {
    ["@2024-04-01", "P-1", "Malawi", "T01", "staff", amount, quantity, price]
}

/// Costs of which the first is a formula, with its stored result.
fn calculated(formula: &'static str, result: &'static str, quantity: &'static str) -> Inputs {
    let rows = [COSTS, cost("#0", quantity, "#100"), cost("#7", "#1", "#7")];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 8]>::as_slice).collect();
    spent_with(&rows, "", move |sheet| {
        sheet.write_formula(1, 5, Formula::new(formula).set_result(result)).unwrap();
    })
}

#[test]
fn results_that_are_not_what_their_formulas_give() {
    check(vec![
        kind("results: of the row", calculated("=G2*H2", "290", "#3"), &["E311"], "spent USD 7"),
        kind("results: right", calculated("=G2*H2", "300", "#3"), &[], "spent USD 307"),
        kind("results: rounded", calculated("=G2*H2/7", "42.86", "#3"), &[], "spent USD 49.86"),
        kind("results: a sum of cells", calculated("=SUM(G2:H2)", "101", "#3"), &["E311"], "spent USD 7"),
        kind("results: of a text", calculated("=G2*H2", "290", "three"), &[], "spent USD 297"),
        kind("results: of another row", calculated("=G3*H2", "290", "#3"), &[], "spent USD 297"),
    ]);
}

#[test]
fn a_shared_formula_is_worked_out_in_each_of_its_rows() {
    let rows = [COSTS, cost("#0", "#3", "#100"), cost("#0", "#2", "#50"), cost("#0", "#4", "#10")];
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 8]>::as_slice).collect();
    let book = crate::sheets::workbook(&rows, |sheet| {
        for (row, result) in [(1, "300"), (2, "100"), (3, "55")] {
            sheet.write_formula(row, 5, Formula::new(format!("=G{0}*H{0}", row + 1)).set_result(result)).unwrap();
        }
    });
    let shared = |name: &str, sheet: &mut String| {
        if name.ends_with("sheet1.xml") {
            let changed = sheet
                .replace("<f>G2*H2</f>", "<f t=\"shared\" ref=\"F2:F4\" si=\"0\">G2*H2</f>")
                .replace("<f>G3*H3</f>", "<f t=\"shared\" si=\"0\"/>")
                .replace("<f>G4*H4</f>", "<f t=\"shared\" si=\"0\"/>");
            assert_ne!(changed, *sheet);
            *sheet = changed;
        }
    };
    let inputs = |book: &[u8]| Inputs::new().agreement().bytes("e.xlsx", book).map("expenditure", "e.xlsx", "").read();
    for book in [book.clone(), crate::intake::rewrite(&book, shared, None)] {
        let read = inputs(&book);
        let told: Vec<_> = read.problems.iter().filter(|one| one.code.id() == "E311").collect();
        let [told] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((told.location.row, told.location.column), (Some(4), Some(5)), "{told}");
    }
}

fn costs(rows: &str) -> Inputs {
    text("expenditure", &format!("Date,Project,Country,Theme,Category,Amount,Document,Type,Obligation\n{rows}"), "")
}

/// Costs of these amounts, one a day.
fn amounts(amounts: &[&str]) -> Inputs {
    let row =
        |(day, amount): (usize, &&str)| format!("2024-04-{:02},P-1,Malawi,T01,staff,{amount},V-{day},,\n", day + 1);
    costs(&amounts.iter().enumerate().map(row).collect::<String>())
}

#[test]
fn an_amount_that_is_the_sum_of_all_others_is_told() {
    let priorities = |rows: &str| text("priorities", &format!("Country,Theme,Need\n{rows}"), "");
    let world = "Malawi,T01,100000\nTogo,T01,50000\nKenya,T01,75000\nWorld,T01,225000\n";
    check(vec![
        kind("sums: the last row", amounts(&["100", "150", "210", "460"]), &["W222"], "spent USD 920"),
        kind("sums: the first row", amounts(&["460", "100", "110", "40", "210"]), &["W222"], "spent USD 920"),
        kind("sums: in between", amounts(&["100", "460", "150", "210"]), &[], "spent USD 920"),
        kind("sums: of few", amounts(&["100", "200", "300"]), &[], "spent USD 600"),
        kind("sums: none", amounts(&["100", "150", "210", "470"]), &[], "spent USD 930"),
        kind("sums: given back", amounts(&["100", "150", "210", "-460"]), &[], "spent USD 0"),
    ]);
    let read = priorities(world).read();
    let told = read.problems.iter().find(|one| one.code.id() == "W222").expect("World is the sum of three");
    assert_eq!((told.location.row, told.location.column), (Some(5), Some(2)), "{told}");
}

#[test]
fn a_blank_type_among_rows_that_say_theirs_is_asked_about() {
    let row = |(number, (kind, obligation)): (usize, &(&str, &str))| {
        format!("2024-04-01,P-1,Malawi,T01,staff,5,V-{number},{kind},{obligation}\n")
    };
    let of = |rows: &[(&str, &str)]| costs(&rows.iter().enumerate().map(row).collect::<String>());
    check(vec![
        kind(
            "blank type: others are costs",
            of(&[("obligation", "PO-1"), ("", "PO-2"), ("expenditure", "PO-1")]),
            &["W319"],
            "spent USD 15",
        ),
        kind(
            "blank type: of costs alone",
            of(&[("obligation", "PO-1"), ("", "PO-1"), ("", "PO-1")]),
            &[],
            "spent USD 15",
        ),
    ]);
}

#[test]
fn a_legend_of_colours_is_told() {
    let with = |legend: &str| {
        let rows =
            format!("Date,Project,Country,Theme,Category,Amount\n2024-04-01,P-1,Malawi,T01,staff,5\n\n{legend}\n");
        text("expenditure", &rows, "")
    };
    check(vec![
        kind("legend: red", with("Rows in red have been cancelled."), &["W222"], "spent USD 5"),
        kind("legend: a footnote", with("* annulé"), &["W222"], "spent USD 5"),
        kind("legend: of other things", with("Rows in blue are of this year."), &[], "spent USD 5"),
    ]);
}

#[test]
fn a_row_stands_twice_however_its_document_is_written() {
    let twice = |one: &str, other: &str| {
        let row = |document: &str| format!("2024-04-01,P-1,Malawi,T01,staff,5,{document},,\n");
        costs(&format!("{}{}", row(one), row(other)))
    };
    check(vec![
        kind("twice: full width", twice("V-EARLY", "Ｖ－ＥＡＲＬＹ"), &["W503"], "spent USD 10"),
        kind("twice: noughts", twice("00123", "123"), &["W503"], "spent USD 10"),
        kind("twice: two", twice("V-EARLY", "V-LATE"), &[], "spent USD 10"),
    ]);
}
