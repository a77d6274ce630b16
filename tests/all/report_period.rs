//! A donor's own reporting period: its statement leads to the same balance as that by year, and says what the months say.

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use poolfund::domain::facts::ReceiptKind;
use poolfund::domain::{Language, Money, Month, Period, ReportingPeriod};
use poolfund::report::grid::{Book, Cell, Sheet, Value};
use poolfund::report::{Provenance, View, donor};

use crate::builder;
use crate::report::{facts, figures};
use crate::small_fund::SmallFund;

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn book_from(view: &View<'_>, donor: &poolfund::domain::facts::Donor, from: &str) -> Book {
    donor::book_from(view, donor, month(from))
}

/// The amounts of the first line of a sheet that begins with a text.
fn amounts(sheet: &Sheet, line: &str) -> Vec<Money> {
    let begins = |cells: &&Vec<Cell>| {
        cells.first().is_some_and(|cell| matches!(&cell.value, Value::Text(text) if text.starts_with(line)))
    };
    let cells = sheet.rows.iter().find(begins).unwrap_or_else(|| panic!("{line} in {}", sheet.name));
    let money = cells.iter().filter_map(|cell| if let Value::Money(money) = cell.value { Some(money) } else { None });
    money.collect()
}

#[test]
fn a_reporting_period_ends_at_the_balance_of_the_statement() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    for donor in view.donors() {
        for from in ["2021-01", "2022-04", "2023-05", "2024-02", "2025-10"] {
            let book = book_from(&view, donor, from);
            let checks = book.sheets.last().unwrap().rows.iter().flatten();
            let held = checks.filter_map(|cell| if let Value::Truth(held) = cell.value { Some(held) } else { None });
            let held: Vec<bool> = held.collect();
            assert!(held.len() > 10 && held.iter().all(|held| *held), "{} from {from}: {held:?}", donor.code);
            assert_eq!(
                book.sheets.len(),
                donor::book(&view, donor).sheets.len() + usize::from(donor.reporting.is_none())
            );
        }
    }
}

#[test]
fn a_reporting_period_holds_what_came_and_was_charged_in_its_months() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let donor = view.donors().find(|donor| donor.code.as_str() == "AAA").unwrap();
    for from in ["2022-04", "2022-05", "2023-05", "2023-06", "2023-07"] {
        let book = book_from(&view, donor, from);
        let sheet = book.sheets.iter().find(|sheet| sheet.name == "Reporting period").unwrap();
        let first = month(from).first_day();
        let position = &figures.ledger.agreements[0];
        let received = |kind| -> Money {
            let lines = position.receipts.iter().filter(|line| line.receipt.kind == kind && line.receipt.date >= first);
            lines.map(|line| line.base).sum()
        };
        let promised = amounts(sheet, "Contributions received, at the rates of signature");
        let exchange = amounts(sheet, "Exchange difference");
        assert_eq!(promised[1] + exchange[1], received(ReceiptKind::Deposit), "{from}");
        assert_eq!(amounts(sheet, "Refunds")[1], -received(ReceiptKind::Refund), "{from}");
        let charged = figures.attribution.spent.iter().filter(|share| share.agreement() == 0);
        let charged: Money = charged.filter(|share| share.charged_in >= month(from)).map(|share| share.amount).sum();
        let by_country = sheet.rows.iter().rev().flatten().filter_map(|cell| match cell.value {
            Value::Money(money) if cell.formula.is_some() => Some(money),
            _ => None,
        });
        assert_eq!(by_country.into_iter().next().unwrap(), charged, "{from}: the last total is that of countries");
        let [before, within, all] = amounts(sheet, "Closing balance")[..] else { panic!("three columns") };
        assert_eq!(within, all);
        assert_eq!(before, amounts(sheet, "Opening balance")[1]);
    }
}

#[test]
fn a_period_in_which_nothing_happened_says_so() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    let donor = view.donors().find(|donor| donor.code.as_str() == "AAA").unwrap();
    let said = |from| {
        let book = book_from(&view, donor, from);
        let sheet = book.sheets.iter().find(|sheet| sheet.name == "Reporting period").unwrap();
        let says = |words: &str| {
            let text = |cell: &Cell| matches!(&cell.value, Value::Text(text) if **text == *words);
            sheet.rows.iter().flatten().any(text)
        };
        [says("Nothing was received or refunded in the period."), says("Nothing was charged in the period.")]
    };
    assert_eq!([said("2025-10"), said("2022-04")], [[true, true], [false, false]]);
}

#[test]
fn an_earmark_with_one_end_open_says_the_other_only() {
    let window = |from: Option<&str>, to: Option<&str>| {
        let mut facts = facts();
        let agreement = facts.agreements.iter_mut().find(|one| one.reference.as_str() == "AAA-01").unwrap();
        agreement.earmark.window = Period::open(from.map(builder::day), to.map(builder::day));
        let figures = figures(facts);
        let view = View::new(&figures, Provenance::default()).unwrap();
        let donor = view.donors().find(|donor| donor.code.as_str() == "AAA").unwrap();
        let book = donor::book(&view, donor);
        let text = |cell: &Cell| match &cell.value {
            Value::Text(text) if text.contains("For needs ") => Some(text.to_string()),
            _ => None,
        };
        let sheet = book.sheets.iter().find(|sheet| sheet.name == "Contributions").unwrap();
        sheet.rows.iter().flatten().find_map(text).unwrap()
    };
    for (from, to, said) in [
        (None, Some("2026-03-31"), "For needs until 31 March 2026"),
        (None, Some("2026-12-31"), "For needs until 31 December 2026"),
        (Some("2021-02-01"), None, "For needs from 1 February 2021"),
        (Some("2021-01-01"), Some("2026-12-31"), "For needs of 2021-2026"),
        (Some("2021-02-01"), Some("2026-12-31"), "For needs from 1 February 2021 to 31 December 2026"),
    ] {
        let window = window(from, to);
        assert!(window.ends_with(said), "{from:?} to {to:?}: {window}");
    }
}

/// The column of all years in the statement of a fund whose first agreement is of 2024.
const ALL_YEARS: u32 = 3;

/// The number beside a text in a column of a sheet of a file.
fn read(file: &std::path::Path, sheet: &str, line: &str, column: u32) -> f64 {
    let mut book: Xlsx<_> = open_workbook(file).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let rows = 0..u32::try_from(range.height()).unwrap() + range.start().unwrap().0;
    let row = rows.into_iter().find(|row| {
        let text = range.get_value((*row, 0)).and_then(DataType::get_string);
        text.is_some_and(|text| text.starts_with(line))
    });
    range.get_value((row.unwrap(), column)).unwrap_or(&Data::Empty).as_f64().unwrap()
}

/// The small fund with a cost in August and one in September.
fn that_spent() -> SmallFund {
    let fund = SmallFund::new();
    fund.write(
        "expenditure.csv",
        "Project,Country,Theme,Date,Currency,Amount,Category\nV1,TGO,T01,2025-08-20,USD,100.00,staff\n\
         V2,TGO,T01,2025-09-25,USD,50.00,staff\n",
    );
    fund.set("[[input]]", "[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.csv\"\n\n[[input]]");
    fund
}

#[test]
fn a_closed_month_is_reprinted_for_a_period() {
    let fund = that_spent();
    for (month, day) in [("2025-08", "2025-08-31"), ("2025-09", "2025-09-30")] {
        fund.works(&["run", "--as-of", day]);
        fund.closes(month);
    }
    let support = |month: &str| {
        let file = fund.reports(month).join(format!("donors/bel-belgium-{month}.xlsx"));
        read(&file, "Sources and uses", "Programme support", ALL_YEARS)
    };
    assert!(fund.refuses(&["reprint", "2025-09", "--from", "2025-10"], 2).contains("begins no later"));
    fund.works(&["reprint", "2025-09", "--from", "2025-09"]);
    let file = fund.path().join("reports/reprint/2025-09/periods/bel-belgium-2025-09-from-2025-09.xlsx");
    let before = read(&file, "Reporting period", "Programme support", 1);
    let within = read(&file, "Reporting period", "Programme support", 2);
    assert_eq!(before, support("2025-08"), "as the close before the period recorded it");
    assert!((before + within - support("2025-09")).abs() < 0.001);
    assert_eq!(
        read(&file, "Reporting period", "Total sources", 1),
        read(&file, "Sources and uses", "Total sources", ALL_YEARS)
    );
    assert_eq!(read(&file, "Reporting period", "Total sources", 2), 0.0, "nothing came in September");
}

#[test]
fn a_donor_whose_row_names_a_period_has_its_statement_every_month() {
    let mut facts = facts();
    let day = figures(facts.clone()).ledger.as_of;
    let named = |facts: &mut poolfund::domain::facts::Facts, period: Option<&str>| {
        let donor = facts.donors.iter_mut().find(|donor| donor.code.as_str() == "AAA").unwrap();
        donor.reporting = period.map(|period| ReportingPeriod::parse(period).unwrap());
    };
    for (period, begins) in [("year from April", "2025-04"), ("quarter", "2025-10"), ("half-year from May", "2025-05")]
    {
        named(&mut facts, Some(period));
        let figures = figures(facts.clone());
        let view = View::new(&figures, Provenance::default()).unwrap();
        for donor in view.donors().filter(|donor| donor.language == Language::of_code("en")) {
            let own = donor::book(&view, donor);
            let sheets = |book: &Book| {
                book.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.rows.clone())).collect::<Vec<_>>()
            };
            let said = own.sheets.iter().any(|sheet| sheet.name == "Reporting period");
            assert_eq!(said, donor.reporting.is_some(), "{} at {day}", donor.code);
            if donor.code.as_str() == "AAA" {
                assert_eq!(sheets(&own), sheets(&book_from(&view, donor, begins)), "{period}");
            }
        }
    }
}

#[test]
fn the_sheet_of_donors_says_the_period_and_a_run_takes_what_the_close_before_it_recorded() {
    let fund = that_spent();
    let donors = std::fs::read_to_string(fund.path().join("inputs/donors.csv")).unwrap();
    let with = |words: &str| {
        let mut lines = donors.lines();
        let head = format!("{},Reporting period", lines.next().unwrap());
        let rows = lines.map(|row| format!("{row},{words}"));
        fund.write("donors.csv", &[head].into_iter().chain(rows).collect::<Vec<_>>().join("\n"));
    };
    with("now and then");
    let said = fund.refuses(&["run", "--as-of", "2025-08-31"], 1);
    assert!(said.contains("now and then") && said.contains("year from April"), "{said}");
    with("month");
    fund.works(&["run", "--as-of", "2025-08-31"]);
    fund.closes("2025-08");
    fund.works(&["run", "--as-of", "2025-09-30"]);
    let file = |month: &str| fund.reports(month).join(format!("donors/bel-belgium-{month}.xlsx"));
    let of_august = read(&file("2025-08"), "Sources and uses", "Programme support", ALL_YEARS);
    assert!(of_august > 0.0);
    let of_september = |line, column| read(&file("2025-09"), "Reporting period", line, column);
    assert_eq!(of_september("Programme support", 1), of_august);
    let to_date = |month: &str| read(&file(month), "Sources and uses", "Total uses", ALL_YEARS);
    assert_eq!(of_september("Total uses", 1), to_date("2025-08"));
    assert!((of_september("Total uses", 2) - to_date("2025-09") + to_date("2025-08")).abs() < 0.001);
}
