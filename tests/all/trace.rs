//! Every figure of every workbook leads back to where it came from.

use poolfund::config;
use poolfund::domain::Money;
use poolfund::intake::{self, Options};
use poolfund::month::{Changes, Figures, Standing};
use poolfund::report::grid::references::references;
use poolfund::report::grid::{Book, Sheet, Value};
use poolfund::report::origin::Origin;
use poolfund::report::{DonorFiles, Provenance, View, Workbook};

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

fn origin(sheet: &Sheet, row: u32, column: u16) -> Option<&Origin> {
    sheet.cell(row, column)?.origin.as_ref()
}

/// Walks every number of the books: a formula leads to cells of the book, and what is no formula has entries; where
/// all of these add something by themselves, they add up to the figure.
fn walk(figures: &Figures, wanted: impl Fn(&str) -> bool) -> (usize, usize) {
    let view = View::new(figures, Provenance::default()).unwrap();
    let (mut walked, mut added) = (0, 0);
    for (file, book) in books(&view).into_iter().filter(|(file, _)| wanted(file)) {
        for sheet in &book.sheets {
            for (row, cells) in (0_u32..).zip(&sheet.rows) {
                for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| cell.value.is_number()) {
                    let at = format!("{file} {}!R{}C{column}", sheet.name, row + 1);
                    walked += 1;
                    if let Some(formula) = &cell.formula {
                        let named = references(formula);
                        assert!(!named.is_empty(), "{at}: {formula} names no cell");
                        for (name, range) in named {
                            let other =
                                name.map_or(Some(sheet), |name| book.sheets.iter().find(|one| one.name == name));
                            let other = other.unwrap_or_else(|| panic!("{at}: {formula} names no sheet of the book"));
                            assert!((range.last_row as usize) < other.rows.len(), "{at}: {formula}");
                        }
                        continue;
                    }
                    let origin = origin(sheet, row, column)
                        .unwrap_or_else(|| panic!("{at}: {:?} comes from nowhere", cell.value));
                    let entries = origin.entries(figures);
                    let Value::Money(money) = cell.value else { continue };
                    assert!(!entries.is_empty() || money.is_zero(), "{at}: {money:?} has no entry");
                    let amounts: Vec<Money> = entries.iter().filter_map(|entry| entry.amount).collect();
                    let sum: Money = amounts.iter().copied().sum();
                    added += usize::from(sum == money || sum == -money);
                }
            }
        }
    }
    (walked, added)
}

#[test]
fn every_number_of_a_small_fund_resolves() {
    let mut figures = figures(facts());
    let standing = Standing::of(&figures);
    figures.changes = Some(Changes::between(&standing, &standing));
    let (walked, added) = walk(&figures, |_| true);
    assert!(walked > 400, "{walked}");
    assert!(added * 4 > walked, "{added} of {walked} figures are the sums of their entries");
}

#[test]
fn every_number_of_the_sample_resolves() {
    let inputs = crate::support::root().join("inputs");
    let fund = config::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    let facts = intake::read_with(&inputs, &fund, &options, None).facts;
    let mut figures = figures_of(fund, facts);
    let standing = Standing::of(&figures);
    figures.changes = Some(Changes::between(&standing, &standing));
    // A small donor, a large one, one that only promised, and what is about all.
    let names = ["annual", "fund", "gap", "reconciliation", "donors/tha", "donors/deu", "donors/bel"];
    let (walked, added) = walk(&figures, |file| names.iter().any(|name| file.starts_with(name)));
    assert!(walked > 3000, "{walked}");
    assert!(added * 4 > walked, "{added} of {walked} figures are the sums of their entries");
}

#[test]
fn a_part_of_shared_expenditure_leads_to_every_line_that_it_is_shared_from() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let names = ["Shared spending", "Dépenses partagées", "Gastos compartidos", "Despesas partilhadas"];
    let mut found = 0;
    for donor in view.donors() {
        let book = poolfund::report::donor::book(&view, donor);
        let Some(sheet) = book.sheets.iter().find(|sheet| names.contains(&sheet.name.as_str())) else { continue };
        let header =
            sheet.rows.iter().position(|cells| cells.iter().any(|cell| cell.value == Value::Text("2024".into())));
        let row = &sheet.rows[header.unwrap() + 1];
        let Value::Text(rows) = &row.last().unwrap().value else { panic!("no source") };
        assert!(rows.contains("40, 41"), "both lines of Togo are named: {rows}");
        let entries = row[5].origin.as_ref().unwrap().entries(&figures);
        let lines: Vec<u32> = entries
            .iter()
            .filter(|entry| entry.amount.is_none())
            .filter_map(|entry| entry.source.as_ref().map(|source| source.row))
            .collect();
        assert_eq!(lines, [40], "the line of 2024");
        let shares: Money = entries.iter().filter_map(|entry| entry.amount).sum();
        assert_eq!(row[5].value, Value::Money(shares));
        found += 1;
    }
    assert!(found > 0, "nobody has a part in what is shared");
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
