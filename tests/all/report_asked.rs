//! What donors ask of a report, and find: statements by agreement, what is to be done, lists that pivot, results against
//! targets, their own currency, few pages.

use std::collections::{BTreeMap, BTreeSet};

use poolfund::config::People;
use poolfund::domain::facts::*;
use poolfund::domain::*;
use poolfund::month::Figures;
use poolfund::report::grid::{Book, Cell, Sheet, Style, Value};
use poolfund::report::manifest::Status;
use poolfund::report::phrasebook::Phrasebook;
use poolfund::report::{Provenance, View, annual, donor, fund, gap_tracker, letter, reconciliation};
use rust_decimal::Decimal;

use crate::builder::*;
use crate::report::{facts, figures};

/// The sheet of a name.
pub fn sheet_of<'b>(book: &'b Book, name: &str) -> &'b Sheet {
    book.sheets.iter().find(|sheet| sheet.name == name).unwrap_or_else(|| panic!("{}: no sheet {name}", book.title))
}

pub fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Money(money) => money.format(2),
        Value::Decimal(amount, _) => amount.normalize().to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Year(year) => year.to_string(),
        Value::Share(part, whole) => format!("{part}/{whole}"),
        Value::Date(day) => day.to_string(),
        Value::Truth(truth) => truth.to_string(),
        Value::Blank => String::new(),
    }
}

/// The rows of a table as texts, without its header.
pub fn rows(sheet: &Sheet, table: &str) -> Vec<Vec<String>> {
    let (_, range) = sheet.tables().find(|(name, _)| *name == table).unwrap_or_else(|| panic!("no table {table}"));
    let columns = range.first_column..=range.last_column;
    let row = |row: u32| columns.clone().map(|column| text(sheet.value(row, column))).collect();
    (range.first_row + 1..=range.last_row).map(row).collect()
}

pub fn texts(sheet: &Sheet) -> Vec<String> {
    sheet
        .rows
        .iter()
        .flatten()
        .filter(|cell| matches!(cell.value, Value::Text(_)))
        .map(|cell| text(&cell.value))
        .collect()
}

/// The first row of a sheet that begins with a text.
fn line<'s>(sheet: &'s Sheet, begins: &str) -> &'s [Cell] {
    let first = |row: &&Vec<Cell>| row.first().is_some_and(|cell| text(&cell.value).starts_with(begins));
    sheet.rows.iter().find(first).unwrap_or_else(|| panic!("{}: no line {begins}", sheet.name))
}

#[test]
fn the_statement_of_an_agreement_says_whose_it_is_for_what_time_and_who_stands_for_it() {
    let mut facts = facts();
    for agreement in &mut facts.agreements {
        agreement.donor_reference = Some(format!("REF/{}/7", agreement.donor));
    }
    let mut figures = figures(facts);
    let words = &mut figures.fund.reports;
    words.certifier = Some("Ada Lovelace".into());
    words.certifier_title = Some("Treasurer".into());
    words.contact = Some("desk@example.org".into());
    words.disclaimer = Some("Not audited.".into());
    for (status, edition) in [(Status::Draft, "edition-draft"), (Status::Closed, "edition-closed")] {
        let view = View::new(&figures, Provenance { status, ..Provenance::default() }).unwrap();
        for donor in view.donors() {
            let phrases = Phrasebook::new(view.language_of(donor));
            let book = donor::book(&view, donor);
            let sheet = sheet_of(&book, &phrases.get("sheet-agreements"));
            let (reference, said) = (format!("REF/{}/7", donor.code), texts(sheet));
            let (from, to) = (phrases.day(day("2022-01-15")), phrases.day(day("2025-10-31")));
            // The title is the settings' own, which are English, and marked elsewhere.
            let is_own = phrases.language() == view.language();
            let person = [("name", "Ada Lovelace"), ("title", if is_own { "Treasurer" } else { "Treasurer¹" })];
            let end = phrases.day(day("2025-12-31"));
            for expected in [
                format!("{}-01", donor.code),
                phrases.with("agreement-own", &[("reference", &reference)]),
                phrases.with("agreement-period", &[("from", &from), ("to", &to)]),
                phrases.with("agreement-ends", &[("day", &end)]),
                phrases.get(edition),
                phrases.with("certification", &[("agreement", &format!("{}-01", donor.code))]),
                phrases.with("certification-person", &person),
                phrases.get("certification-sign"),
                phrases.with("certification-contact", &[("contact", "desk@example.org")]),
                "Not audited.".to_owned(),
            ] {
                assert!(said.iter().any(|text| text.contains(&expected)), "{}: {expected:?} in {said:?}", donor.code);
            }
        }
    }
}

#[test]
fn the_statement_of_an_agreement_is_by_category_and_year_and_names_what_is_left_and_lapsed() {
    let mut facts = facts();
    // A second category in a second year, and an agreement whose time is over.
    let mut more = expenditure(70, "MWI", "T01", "2024-05-02", "400.00");
    more.agreement = Some(AgreementRef::new("AAA-01"));
    more.category = ExpenditureCategory::Travel;
    facts.expenditure.push(more.into());
    facts.agreements[1].earmark.window = Period::open(None, Some(day("2025-06-30")));
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let statement = |code: &str| {
        let donor = view.donors().find(|donor| donor.code.as_str() == code).unwrap();
        let book = donor::book(&view, donor);
        (sheet_of(&book, &Phrasebook::new(view.language_of(donor)).get("sheet-agreements")).clone(), book)
    };
    let (sheet, _) = statement("AAA");
    let amounts =
        |begins: &str| -> Vec<String> { line(&sheet, begins)[1..].iter().map(|cell| text(&cell.value)).collect() };
    let charged = |category: ExpenditureCategory, year: i32| -> Money {
        let shares =
            figures.attribution.spent.iter().filter(|share| share.agreement() == 0 && share.charged_in.year() == year);
        let of = shares.filter(|share| figures.ledger.spending[share.line()].fact.category == category);
        of.map(|share| share.amount).sum()
    };
    for (category, name) in [(ExpenditureCategory::Staff, "Staff"), (ExpenditureCategory::Travel, "Travel")] {
        let by_year: Vec<Money> = (2022..=2025).map(|year| charged(category, year)).collect();
        let all: Money = by_year.iter().copied().sum();
        let expected: Vec<String> = by_year.iter().chain([&all]).map(|money| money.format(2)).collect();
        assert_eq!(amounts(name)[..5], expected, "{name}");
        assert!(all > Money::ZERO, "{name}");
    }
    let own = &figures.book.amounts[0];
    assert_eq!(amounts("Unspent")[0], own.unspent().format(2));
    assert_eq!(amounts("Unallocated")[0], own.unallocated.format(2));
    let (sheet, _) = statement("BBB");
    let lapsed = figures.book.amounts[1].lapsed;
    assert!(lapsed > Money::ZERO);
    assert_eq!(text(&line(&sheet, "Caduc")[1].value), lapsed.format(2));
}

#[test]
fn the_first_page_says_what_is_to_be_done_by_day() {
    let mut facts = facts();
    let until = |reference: &str, end: &str| {
        let mut more = agreement(reference, "1000", "USD");
        more.earmark.window = Period::open(None, Some(day(end)));
        more
    };
    // The fund's notice is of 180 days: the first of the two is within it, the second a day beyond it.
    for (reference, end) in [("AAA-02", "2025-06-30"), ("AAA-03", "2026-04-29"), ("AAA-04", "2026-04-30")] {
        facts.agreements.push(until(reference, end));
        let number = format!("R-{reference}");
        facts.receipts.push(receipt(&number, reference, "2023-01-10", ReceiptKind::Deposit, original("1000", "USD")));
    }
    facts.instalments.push(instalment("AAA-01", "2025-09-30", original("500", "EUR")));
    facts.instalments.push(instalment("AAA-01", "2026-02-01", original("600", "EUR")));
    // On the last day of its agreement, and a day later.
    facts.agreements.push(until("AAA-05", "2026-04-30"));
    facts.instalments.push(instalment("AAA-05", "2026-04-30", original("300", "USD")));
    facts.instalments.push(instalment("AAA-05", "2026-05-01", original("700", "USD")));
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let donor = view.donors().find(|donor| donor.code.as_str() == "AAA").unwrap();
    let book = donor::book(&view, donor);
    let first = &book.sheets[0];
    assert!(first.print.one_page, "the summary is one page");
    let amounts = |reference: &str| {
        let position = figures.ledger.agreements.iter().position(|of| of.agreement.reference.as_str() == reference);
        figures.book.amounts[position.unwrap()]
    };
    // What is not charged yet lapses with the reserve that is left.
    let left = |reference: &str| {
        let of = amounts(reference);
        (of.unspent() + of.unallocated + of.reserve - of.support_cost).format(2)
    };
    let lapsed = rows(first, "Attention")[0][1].clone();
    let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
    let pay = "Please pay and agree with us on an extension: what is not used by the end lapses.";
    let extend = "Lapsed, with its support reserve. Please decide: returned to you, or the agreement extended.";
    let not_paid = "Please extend the agreement, or agree with us that it will not be paid.";
    let consider = "Not charged yet, with its support reserve. Please consider an extension; what is left lapses.";
    assert_eq!(
        rows(first, "Attention"),
        [
            row(["AAA-02: ended 30 June 2025", &lapsed, "USD · 123 days ago", extend]),
            row(["AAA-01: instalment due 30 September 2025, overdue", "500", "EUR · 31 days ago", pay]),
            row(["AAA-01: ends 31 December 2025", &left("AAA-01"), "USD · in 61 days", consider]),
            row(["AAA-01: instalment due 1 February 2026, after its end", "600", "EUR · in 93 days", not_paid]),
            row(["AAA-03: ends 29 April 2026", &left("AAA-03"), "USD · in 180 days", consider]),
            row([
                "AAA-05: next instalment, due 30 April 2026",
                "300",
                "USD · in 181 days",
                "Please arrange payment by that day."
            ]),
            row(["AAA-05: instalment due 1 May 2026, after its end", "700", "USD · in 182 days", not_paid]),
        ]
    );
    // The letter says it in the same order: what is due next before what is due after the end, where it comes before it.
    let letter = letter::cover(&view, donor).body;
    let at = |key, count| letter.find(&Phrasebook::new(Language::English).counted(key, count)).unwrap();
    assert!(at("letter-lapsing", 2) < at("letter-after-end", 2) && at("letter-after-end", 2) < at("letter-next", 1));
    assert!(letter.contains("\n\nYours faithfully,\n\n"), "{letter}");
    // What lapsed is to be returned with the reserve on it: what came, less the fee, less what was charged and its support.
    let ended = amounts("AAA-02");
    assert!(ended.lapsed > Money::ZERO && ended.charged > Money::ZERO);
    assert_eq!(lapsed, (dollars(990) - ended.charged - ended.support_cost).format(2));
}

#[test]
fn lists_hold_numbers_and_days_as_such_and_vouchers_instead_of_the_funds_files() {
    let figures = figures(facts());
    let view = View::new(&figures, Provenance::default()).unwrap();
    for donor in view.donors() {
        let phrases = Phrasebook::new(view.language_of(donor));
        let book = donor::book(&view, donor);
        // Columns that are not text, by their headings.
        let days: BTreeSet<String> = ["h-date", "h-due", "h-signed"].map(|key| phrases.get(key)).into();
        let years: BTreeSet<String> =
            ["h-year", "h-year-charged", "h-month-charged"].map(|key| phrases.get(key)).into();
        let amounts = ["h-amount", "h-original", "h-rate", "h-in", "h-out", "h-placed", "h-spent", "h-open", "h-need"];
        let amounts: BTreeSet<String> = amounts.map(|key| phrases.get(key)).into();
        let (mut seen, mut lists) = (0, 0);
        for (sheet, (table, range)) in
            book.sheets.iter().flat_map(|sheet| sheet.tables().map(move |table| (sheet, table)))
        {
            lists += usize::from(sheet.data);
            for column in range.first_column..=range.last_column {
                let heading = text(sheet.value(range.first_row, column));
                for row in range.first_row + 1..=range.last_row {
                    let value = sheet.value(row, column);
                    let only = range.last_row == range.first_row + 1 && column == 0 && !value.is_number();
                    let right = match value {
                        Value::Blank => true,
                        // A table without rows says so in its first cell, and a year names a row of the summary.
                        Value::Text(_) if only || table == "OverTheYears" => true,
                        Value::Date(_) => !years.contains(&heading) && !amounts.contains(&heading),
                        Value::Text(_) => ![&days, &years, &amounts].iter().any(|of| of.contains(&heading)),
                        _ => !days.contains(&heading),
                    };
                    assert!(right, "{}: {} {table} {heading}: {value:?}", donor.code, sheet.name);
                    seen += 1;
                }
            }
        }
        assert!(lists >= 3 && seen > 100, "{}: {lists} lists, {seen} cells", donor.code);
        // Every source of the small fund is a row of test.xlsx; a donor cannot open it.
        for said in book.sheets.iter().flat_map(texts) {
            assert!(!said.contains("test.xlsx") && !said.contains("receipts.csv"), "{}: {said}", donor.code);
        }
        let moves = sheet_of(&book, &phrases.get("sheet-transactions"));
        if donor.code.as_str() != "DDD" {
            let vouchers: Vec<String> = rows(moves, "Transactions").into_iter().map(|row| row[8].clone()).collect();
            let (receipt, document) = (format!("R-{}", donor.code), format!("CANARYdocument{}", donor.code));
            assert!(vouchers.contains(&receipt) && vouchers.contains(&document), "{vouchers:?}");
        }
    }
}

/// The small fund with targets of its programme and of a place.
fn with_targets() -> Figures {
    let mut facts = facts();
    facts.targets.push(result_target(60, "TGO", "T02", 5_000));
    let mut figures = figures(facts);
    let people = People { legal: 20_000_000, effective: 30_000_000, adequacy: 10_000_000 };
    figures.fund.programme.people = Some(people);
    figures
}

#[test]
fn results_stand_against_targets_of_the_programme_and_of_places_with_their_money() {
    let figures = with_targets();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = fund::book(&view);
    let sheet = sheet_of(&book, "Results");
    let charged: Money = (figures.attribution.spent.iter())
        .filter(|share| figures.ledger.cells[share.cell()].geography.as_str() == "TGO")
        .map(|share| share.amount)
        .sum();
    assert!(charged > Money::ZERO);
    let row = |cells: [&str; 7]| cells.map(str::to_owned).to_vec();
    assert_eq!(
        rows(sheet, "Targets"),
        [
            row(["Whole programme", "", "People covered in law", "20000000", "0", "0/20000000", ""]),
            row(["Whole programme", "", "People effectively covered", "30000000", "1001", "1001/30000000", ""]),
            row(["Whole programme", "", "People with adequate benefits", "10000000", "0", "0/10000000", ""]),
            row(["Togo", "Pensions", "People effectively covered", "5000", "1001", "1001/5000", &charged.format(2)]),
        ]
    );
}

#[test]
fn the_annual_report_has_a_page_a_country_and_theme_the_year_before_and_says_up_to_when_a_year_goes() {
    let figures = with_targets();
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = annual::book(&view, 2025);
    let overview = &book.sheets[0];
    let header = line(overview, "Item");
    let heads: Vec<String> = header.iter().map(|cell| text(&cell.value)).collect();
    assert_eq!(heads, ["Item", "2025 (to\u{a0}31\u{a0}Oct)", "2024", "All years", "Share of all years"]);
    let charged = |year: i32| -> Money {
        let shares = figures.attribution.spent.iter().filter(|share| share.charged_in.year() == year);
        shares.map(|share| share.amount).sum()
    };
    let targets = rows(sheet_of(&book, "Results"), "Targets");
    assert_eq!(
        targets[1][..4],
        ["Whole programme", "", "People effectively covered", "30000000"],
        "partners ask for them first"
    );
    let spent = line(overview, "Expenditure charged");
    assert_eq!((text(&spent[1].value), text(&spent[2].value)), (charged(2025).format(2), charged(2024).format(2)));
    for (name, pages) in [("Country pages", ["Malawi", "Togo"]), ("Theme pages", ["Health", "Pensions"])] {
        let sheet = sheet_of(&book, name);
        let heads: Vec<(u32, String)> = (0..)
            .zip(&sheet.rows)
            .filter_map(|(row, cells)| cells.first().map(|cell| (row, cell)))
            .filter(|(_, cell)| matches!(cell.style, Style::Part | Style::Section))
            .map(|(row, cell)| (row, text(&cell.value)))
            .collect();
        let own: Vec<&(u32, String)> = heads.iter().filter(|(_, head)| pages.contains(&head.as_str())).collect();
        assert_eq!(own.len(), 2, "{heads:?}");
        assert_eq!(sheet.parts, own.iter().map(|(row, _)| *row).collect::<Vec<_>>());
        for parts in ["Results", "Why money is missing"] {
            assert_eq!(heads.iter().filter(|(_, head)| head == parts).count(), 2, "{name}: {parts}");
        }
    }
    let togo = sheet_of(&book, "Country pages");
    let reached = line(togo, "People effectively covered");
    let numbers: Vec<String> = reached[1..].iter().map(|cell| text(&cell.value)).collect();
    assert_eq!(numbers, ["5000", "", "1001", "1001/5000"].map(|number| if number.is_empty() { "0" } else { number }));
    assert_eq!(text(&line(togo, "Need")[1].value), dollars(50_000).format(2), "of Malawi");
}

#[test]
fn a_statement_stands_in_the_currency_of_its_agreement_at_the_rate_of_what_was_received() {
    let mut facts = facts();
    // A second deposit at another rate: the column is at the average of both.
    facts.rates.push(rate("EUR", "0.8", "2024-01-01"));
    facts.receipts.push(receipt("R-2", "AAA-01", "2024-02-01", ReceiptKind::Deposit, original("3000", "EUR")));
    let figures = figures(facts);
    let view = View::new(&figures, Provenance::default()).unwrap();
    let donor = view.donors().find(|donor| donor.code.as_str() == "AAA").unwrap();
    let book = donor::book(&view, donor);
    let sheet = sheet_of(&book, "Agreements");
    let header = line(sheet, "In USD");
    assert_eq!(text(&header.last().unwrap().value), "All years, in EUR");
    let deposits =
        figures.ledger.agreements[0].receipts.iter().filter(|line| line.receipt.kind == ReceiptKind::Deposit);
    let (own, base) = deposits
        .fold((Decimal::ZERO, Money::ZERO), |(own, base), line| (own + line.receipt.amount.amount, base + line.base));
    let rate = (own / base.to_decimal(2)).round_dp(12);
    let mut compared = 0;
    let lines = sheet.rows.iter().filter(|row| row.len() == header.len());
    for row in lines.filter(|row| row.iter().skip(1).all(|cell| cell.value.is_number())) {
        let (Value::Money(all), Value::Decimal(shown, 2)) = (&row[row.len() - 2].value, &row[row.len() - 1].value)
        else {
            panic!("{row:?}");
        };
        // What was received holds the exchange difference, which the agreement's own currency does not have.
        let expected = all.to_decimal(2) * rate;
        let is_received = text(&row[0].value).starts_with("Contributions received, at");
        assert!(is_received || (expected - shown).abs() < Decimal::new(15, 3), "{row:?}: {expected}");
        compared += 1;
    }
    assert!(compared > 8, "{compared}");
    let shown = |begins: &str| match line(sheet, begins).last().unwrap().value {
        Value::Decimal(shown, _) => Some(shown),
        _ => None,
    };
    assert_eq!([shown("Contributions received, at"), shown("Exchange difference")], [Some(own), None]);
    // Whatever the lines are rounded to, they are the total.
    let row_of = |begins: &str| {
        sheet.rows.iter().position(|row| row.first().is_some_and(|cell| text(&cell.value).starts_with(begins)))
    };
    for (first, total) in [("Contributions received, at", "Total sources"), ("Administrative", "Total uses")] {
        let lines = &sheet.rows[row_of(first).unwrap()..row_of(total).unwrap()];
        let parts = lines.iter().filter_map(|row| match row.last().unwrap().value {
            Value::Decimal(shown, _) => Some(shown),
            _ => None,
        });
        assert_eq!(Some(parts.sum::<Decimal>()), shown(total), "{total}");
    }
}

/// The exceptions of the fund's book, each with what is to be done, which the sheet says once.
pub fn exceptions(book: &Book) -> Vec<Vec<String>> {
    let sheet = sheet_of(book, "Exceptions");
    let actions: BTreeMap<String, String> =
        rows(sheet, "Actions").into_iter().map(|row| (row[1].clone(), row[0].clone())).collect();
    assert_eq!(actions.values().collect::<BTreeSet<_>>().len(), actions.len(), "each once: {actions:?}");
    let said = |mut row: Vec<String>| {
        row[6] = actions[&row[6]].clone();
        row
    };
    rows(sheet, "Exceptions").into_iter().map(said).collect()
}

#[test]
fn what_waits_for_somebody_is_a_sheet_of_the_fund_and_what_finance_disputes_stays_in_the_reconciliation() {
    let mut facts = facts();
    facts.expenditure.push(expenditure(60, "VNM", "T01", "2025-03-01", "77.70").into());
    facts.expenditure.push(expenditure(61, "VNM", "T01", "2025-05-01", "22.30").into());
    facts.instalments.push(instalment("BBB-01", "2025-09-30", original("500", "EUR")));
    facts.decisions.push(hold("D1", "TGO/T02", DecisionStatus::Proposed));
    facts.decisions.push(hold("D2", "TGO/T02", DecisionStatus::Rejected));
    facts.finance.push(finance("FINCANARY", FinanceKind::Expenditure, "2025-04-01", dollars(123)).into());
    let mut figures = figures(facts);
    figures.fund.illustrative = false;
    let view = View::new(&figures, Provenance::default()).unwrap();
    let own = fund::book(&view);
    let exceptions = exceptions(&own);
    let find =
        |begins: &str| exceptions.iter().find(|row| row[0].starts_with(begins)).unwrap_or_else(|| panic!("{begins}"));
    let late = find("BBB-01: instalment due 30 September 2025");
    assert_eq!(late[2..6], ["EUR", "500", "31", "Partnerships unit"]);
    assert!(late[6].starts_with("Call for the payment"), "the fund acts, its donor does not read this: {}", late[6]);
    let pending = find("2 pending costs without a priority");
    assert_eq!(pending[2..6], ["USD", "100.00", "244", "Programme"], "as old as its oldest line");
    assert_eq!(pending[6], "Record the priority, or correct place, theme or date.");
    let proposed = find("Decision D1: proposed");
    assert_eq!(proposed[2..], ["USD", "", "29", "Committee", "Adopt or reject it."]);
    assert!(!exceptions.iter().any(|row| row[0].contains("D2")), "that one is decided");
    let lines = rows(sheet_of(&own, "Pending"), "Pending");
    assert!(lines.iter().flatten().any(|cell| cell == "No priority for this place, theme and date"), "{lines:?}");
    let disputed = reconciliation::book(&view);
    let says = |book: &Book| book.sheets.iter().flat_map(texts).any(|text| text.contains("FINCANARY"));
    assert!(says(&disputed), "what finance has and the fund has not stands in the reconciliation");
    for book in [own, gap_tracker::book(&view), annual::book(&view, 2025)]
        .into_iter()
        .chain(view.donors().map(|of| donor::book(&view, of)))
    {
        assert!(!says(&book), "{}", book.title);
    }
}
