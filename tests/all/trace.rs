//! Every figure of every workbook leads back to where it came from.

use poolfund::domain::Money;
use poolfund::intake::{self, Options, settings};
use poolfund::month::{Changes, Figures};
use poolfund::report::grid::references::references;
use poolfund::report::grid::{Book, Cell, Sheet, Value};
use poolfund::report::origin::{Number, Origin};
use poolfund::report::{DonorFiles, Provenance, View, Workbook};

use rust_decimal::Decimal;

use crate::report::{facts, figures, figures_of};
use crate::sheets::isolated;
use crate::small_fund::SmallFund;

/// All books of a month by the names of their files.
fn books(view: &View<'_>) -> Vec<(String, Book)> {
    let own =
        ["fund-2025-10.xlsx", "gap-2025-10.xlsx", "reconciliation-2025-10.xlsx", "annual-2025.xlsx"].map(str::to_owned);
    let donors = DonorFiles::of_month(view).into_iter().map(|files| files.workbook());
    own.into_iter()
        .chain(donors)
        .map(|name| (name.clone(), Workbook::of_file(view, &name).unwrap().build(view)))
        .collect()
}

/// Walks every number of the books. A formula leads to cells of the book. What is no formula, or one over the book's data, has entries: of base money
/// they add up to the figure, and to counts and amounts in other currencies by their units, or by a rule that is one of a few.
fn walk(figures: &Figures, wanted: impl Fn(&str) -> bool) -> usize {
    let view = View::new(figures, Provenance::default()).unwrap();
    let (mut walked, mut wrong) = (0, Vec::new());
    for (file, book) in books(&view).into_iter().filter(|(file, _)| wanted(file)) {
        for sheet in &book.sheets {
            for (row, cells) in (0_u32..).zip(&sheet.rows) {
                for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| cell.value.is_number()) {
                    let at = format!("{file} {}!R{}C{column}", sheet.name, row + 1);
                    walked += 1;
                    match &cell.formula {
                        Some(formula) if cell.origin.is_none() => leads_on(&book, sheet, formula, &at),
                        _ => wrong.extend(deviation(cell, figures).map(|why| format!("{at}: {why}"))),
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {walked}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    walked
}

/// A formula names cells of the book.
fn leads_on(book: &Book, sheet: &Sheet, formula: &str, at: &str) {
    let named = references(formula);
    assert!(!named.is_empty(), "{at}: {formula} names no cell");
    for (name, range) in named {
        let other = name.map_or(Some(sheet), |name| book.sheets.iter().find(|one| one.name == name));
        let other = other.unwrap_or_else(|| panic!("{at}: {formula} names no sheet of the book"));
        assert!((range.last_row as usize) < other.rows.len(), "{at}: {formula}");
    }
}

/// By which rules a count, or an amount in another currency, follows where its entries do not add up to it.
const RULES: [&str; 12] = [
    "as it is configured",
    "days from the day it was due to the day of the report",
    "lines with a partner on the other side",
    "received in the currency of the agreement, divided by what it was booked at",
    "the items of this row, by their state at the two closes",
    "the lines of this kind that were compared",
    "the lines of this kind that were not compared",
    "the lines of this kind, of this month, in this state",
    "the number of its reason among all reasons",
    "the number of the reason among all reasons",
    "the year in which it is booked",
    "what was received, to the oldest open instalment first",
];

/// Why the entries behind a number that no formula makes do not give it; nothing where they do.
fn deviation(cell: &Cell, figures: &Figures) -> Option<String> {
    let Some(origin) = &cell.origin else { return Some(format!("{:?} comes from nowhere", cell.value)) };
    let number = Number { money: cell.value.money(), units: cell.value.units() };
    let entries = origin.entries(number, figures);
    let sum: Money = entries.iter().filter_map(|entry| entry.amount).sum();
    let units: Decimal = entries.iter().filter_map(|entry| entry.units).sum();
    let explained = match &cell.value {
        Value::Money(money) => sum == *money || sum == -*money,
        Value::Whole(_) | Value::Decimal(..) | Value::Year(_) => {
            let mut ruled = entries.iter().filter(|entry| entry.units.is_some() && entry.source.is_none());
            number.units == Some(units) && ruled.all(|entry| RULES.contains(&entry.what.as_str()))
        }
        // The part of the whole; the whole is named by the formula.
        Value::Share(part, _) => sum.minor() == *part,
        Value::Blank | Value::Text(_) | Value::Date(_) | Value::Truth(_) => true,
    };
    (!explained).then(|| {
        format!("{:?}, but {} entries add up to {sum:?} and {units}: {:?}", cell.value, entries.len(), entries.first())
    })
}

/// The figures as if nothing had changed since a close, so that the sheet of changes is there.
pub fn with_changes(mut figures: Figures) -> Figures {
    let standing = figures.standing.clone();
    figures.changes = Some(Changes::between(&standing, &standing));
    figures
}

#[test]
fn the_entries_of_every_number_of_a_small_fund_add_up_to_it() {
    let walked = walk(&with_changes(figures(facts())), |_| true);
    assert!(walked > 400, "{walked}");
}

#[test]
fn the_entries_of_every_number_of_the_sample_add_up_to_it() {
    let inputs = crate::support::root().join("inputs");
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    let facts = intake::read_with(&inputs, &fund, &options, None).facts;
    let walked = walk(&with_changes(figures_of(fund, facts)), |_| true);
    assert!(walked > 20_000, "{walked}");
}

#[test]
fn a_charge_of_a_shared_line_leads_to_the_line_and_to_the_part_that_is_charged() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let mut found = 0;
    for donor in view.donors() {
        let book = poolfund::report::donor::book(&view, donor);
        let sheet = book.sheets.iter().find(|sheet| sheet.data).unwrap();
        for cell in sheet.rows.iter().flatten() {
            let (Some(Origin::Row(source)), Value::Money(money)) = (&cell.origin, &cell.value) else { continue };
            let shared =
                figures.facts.expenditure.iter().find(|fact| fact.source == *source && fact.agreement.is_none());
            let Some(fact) = shared else { continue };
            let entries = cell.origin.as_ref().unwrap().entries(Number { money: Some(*money), units: None }, &figures);
            assert_eq!((entries.len(), entries[0].amount), (1, Some(*money)));
            assert!(*money <= figures.ledger.spending.iter().find(|line| line.fact == *fact).unwrap().base);
            found += 1;
        }
    }
    assert!(found > 0, "nobody is charged with a part of what is shared");
}

#[test]
fn a_figure_is_followed_to_the_text_that_stood_there() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let said = fund.works(&["trace", "reports/2025-09/donors/bel-belgium-2025-09.xlsx", "Summary!B7"]);
    assert!(said.contains("= ('Sources and uses'!"), "{said}");
    assert!(said.contains("500.00  receipts.csv, F2 \"450.00\"  deposit R-1"), "{said}");
    // The file is gone from the inputs' folder: the ledger kept it.
    fund.write("receipts.csv", "");
    let json = fund.works(&["trace", "reports/2025-09/fund-2025-09.xlsx", "Summary!B7", "--json"]);
    let steps: serde_json::Value = serde_json::from_str(&json).unwrap();
    let texts: Vec<&str> = steps["cells"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|step| step["entries"].as_array().unwrap())
        .filter_map(|entry| entry["text"].as_str())
        .collect();
    assert!(texts.contains(&"450.00") && texts.contains(&"30000"), "{texts:?}");
    assert!(!texts.contains(&"80.00"), "a deposit of October is not in September");
}

#[test]
fn a_wrong_cell_or_file_is_said() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let file = "reports/2025-09/fund-2025-09.xlsx";
    for (cell, expected) in [
        ("Summary!A1", "holds no figure"),
        ("Sumary!B8", "is no sheet of this workbook"),
        ("B8", "name the sheet and the cell"),
        ("Summary!8B", "is no cell"),
    ] {
        let said = fund.refuses(&["trace", file, cell], 2);
        assert!(said.contains(expected), "{cell}: {said}");
    }
    assert!(
        fund.refuses(&["trace", "inputs/receipts.csv", "Summary!B8"], 2).contains("no workbook of a month's reports")
    );
    std::fs::write(fund.path().join(file), "other").unwrap();
    assert!(fund.works(&["trace", file, "Summary!B8"]).contains("is not as it was written"));
}
