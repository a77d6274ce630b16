//! Every figure of every workbook leads back to where it came from.

use std::collections::BTreeMap;
use std::fs;

use poolfund::config::{self, Fund};
use poolfund::domain::facts::*;
use poolfund::domain::{AgreementRef, Money, Month, Period};
use poolfund::intake::{self, Options, settings};
use poolfund::month::{self, Changes, Figures, Inputs};
use poolfund::report::grid::references::references;
use poolfund::report::grid::{Book, Cell, Sheet, Value};
use poolfund::report::origin::{Entry, Number, Origin};
use poolfund::report::{DonorFiles, Provenance, View, Workbook, proposal};

use rust_decimal::Decimal;

use crate::builder::{FUND, agreement, day, expenditure, instalment, original, rate, receipt, result_target};
use crate::report::{facts, figures, figures_of};
use crate::sheets::isolated;
use crate::small_fund::SmallFund;

/// All books of a month by the names of their files.
fn books(view: &View<'_>) -> Vec<(String, Book)> {
    let own =
        ["fund-2025-10.xlsx", "gap-2025-10.xlsx", "reconciliation-2025-10.xlsx", "annual-2025.xlsx"].map(str::to_owned);
    let donors = DonorFiles::of_month(view).into_iter().map(|files| files.workbook());
    let periods = DonorFiles::of_month(view).into_iter();
    let periods = periods.map(|files| files.of_period(Month::parse("2024-04").unwrap()));
    own.into_iter()
        .chain(donors)
        .chain(periods)
        .map(|name| (name.clone(), Workbook::of_file(view, &name).unwrap().build(view)))
        .collect()
}

/// Walks every number of the books of a month.
fn walk(figures: &Figures, wanted: impl Fn(&str) -> bool) -> usize {
    let view = View::new(figures, Provenance::default()).unwrap();
    walk_books(books(&view).into_iter().filter(|(file, _)| wanted(file)), figures)
}

/// Walks every number of books. A formula leads to cells of the book. What is no formula, or one over the book's data, has entries: of base money
/// they add up to the figure, and to counts and amounts in other currencies by their units, or by a rule that is one of a few.
fn walk_books(books: impl IntoIterator<Item = (String, Book)>, figures: &Figures) -> usize {
    let (mut walked, mut wrong) = (0, BTreeMap::<String, (usize, String)>::new());
    for (file, book) in books {
        for sheet in &book.sheets {
            for (row, cells) in (0_u32..).zip(&sheet.rows) {
                for (column, cell) in (0_u16..).zip(cells).filter(|(_, cell)| cell.value.is_number()) {
                    let at = format!("{file} {}!R{}C{column}", sheet.name, row + 1);
                    walked += 1;
                    match &cell.formula {
                        Some(formula) if cell.origin.is_none() => leads_on(&book, sheet, formula, &at),
                        _ => {
                            if let Some(why) = deviation(cell, figures) {
                                wrong.entry(why).or_insert((0, at)).0 += 1;
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "of {walked}: {:#?}", wrong.iter().take(60).collect::<Vec<_>>());
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
const RULES: [&str; 13] = [
    "as it is configured",
    "lines with a partner on the other side",
    "other funding and what all agreements have, of the need",
    "received in the currency of the agreement, divided by what it was booked at",
    "the items of this row, by their state at the two closes",
    "the lines of this kind that were compared",
    "the lines of this kind that were not compared",
    "the lines of this kind, of this month, in this state",
    "the number of the action among all that are to be done",
    "the number of its reason among all reasons",
    "the number of the reason among all reasons",
    "the year in which it is booked",
    "what was received, to the oldest open instalment first",
];

/// By which rules an amount of base money follows that is no sum of rows or of other figures of its workbook: what is set, what a
/// close recorded, results of the optimiser, rates, and counts of lines that stand on a sheet of their own.
const ALONE: &[&str] = &[
    "as it is configured",
    "the figure of that day, as it was closed",
    "what changed since the close beside the entries below",
    "support cost to the last day, less that to the day before the first",
    "by the largest flow without earmarks, and without limits",
    "by what is still to come, by its odds, as it would best be allocated",
    "by the largest flow with this earmark one level wider",
    "support reserve on what lapsed, by the rate of the day",
    "unspent money that open obligations need in its cells",
    "refunded beyond what was received",
    // Of the fund's interest, which no donor paid.
    "programmable = what was received and moved, less fee, levy and support reserve; never below nothing",
    "interest less bank charges, made programmable",
    "what was booked of it before is taken back",
    "the items of this row, by their state at the two closes",
    "the difference as it was closed",
    "the lines of this kind, of this month, in this state",
    "the lines of this kind that were compared",
    "the lines of this kind that were not compared",
    "the fund's lines less finance's",
    "its effect on the balance while it is open",
    "the entry that leaves nothing of the difference",
];

/// Other figures that an amount may be made of alone, where all else that it is made of is nothing.
const PARTS: &[&str] = &[
    "allocated less charged",
    "unallocated",
    "lapsed",
    "the support reserve on it",
    // The same line beside it, where nothing that is still to come changes it.
    "with what is received",
    "interest less bank charges",
    "fee and levy",
    "budget",
    "budget less own resources and ongoing projects",
    "received less refunded",
    "charged",
    "support cost",
    "part of the interest",
    "need",
];

/// What says where an amount comes from, where that is one rule alone: no row, no other figure, nothing that is named.
fn alone<'e>(entries: &'e [Entry], figure: Money, figures: &Figures) -> Option<&'e str> {
    let [of] = &entries.iter().filter(|entry| entry.amount.is_some()).collect::<Vec<_>>()[..] else { return None };
    let rule = of.what.as_str();
    let facts = &figures.facts;
    let agreements = facts.agreements.iter().map(|of| of.reference.as_str());
    let receipts = facts.receipts.iter().map(|of| of.number.as_str());
    let costs = facts.expenditure.iter().map(|of| of.document.as_deref().unwrap_or(of.project.as_str()));
    let documents = facts.finance.iter().map(|of| of.document.as_str());
    let mut names = agreements.chain(receipts).chain(costs).chain(documents);
    // A part of a rule stands behind the rule and a colon; what is shared out names the month that it is a part of.
    let shared = rule.contains("'s part of the interest less bank charges of ");
    let said = of.source.is_some() || figure.is_zero() || rule.contains(": ") || PARTS.contains(&rule) || shared;
    (!said && !names.any(|name| rule.starts_with(name))).then_some(rule)
}

/// Why the entries behind a number that no formula makes do not give it; nothing where they do.
fn deviation(cell: &Cell, figures: &Figures) -> Option<String> {
    let Some(origin) = &cell.origin else { return Some(format!("{:?} comes from nowhere", cell.value)) };
    let number = Number { money: cell.value.money(), units: cell.value.units() };
    let entries = origin.entries(number, figures);
    let sum: Money = entries.iter().filter_map(|entry| entry.amount).sum();
    let units: Decimal = entries.iter().filter_map(|entry| entry.units).sum();
    let explained = match &cell.value {
        Value::Money(money) => {
            if let Some(rule) = alone(&entries, *money, figures).filter(|rule| !ALONE.contains(rule)) {
                return Some(format!("by the rule {rule:?} alone"));
            }
            sum == *money
        }
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

/// The small fund with all that money can do: transfers, interest, write-offs, amendments, an agreement that is over, one that is
/// overdrawn, costs that wait, obligations, pledges, targets, held money; in a base currency.
pub fn of_many_kinds(money: &str, currency: &str) -> Figures {
    let mut facts = facts();
    facts.agreements.extend([agreement("AAA-02", "5000", "USD"), agreement("DDD-02", "1000", "USD")]);
    for (reference, stage) in [("BBB-02", AgreementStage::Pledged), ("CCC-02", AgreementStage::Pipeline)] {
        facts.agreements.push(Agreement { stage, ..agreement(reference, "7000", "EUR") });
    }
    facts.agreements[2].earmark.window = Period::open(None, Some(day("2025-06-30")));
    let mut moved = receipt("T-1", "AAA-01", "2023-08-01", ReceiptKind::Transfer, original("400", "EUR"));
    moved.to_agreement = Some(AgreementRef::new("AAA-02"));
    facts.receipts.push(moved);
    for (number, date, kind, amount) in
        [("I-1", "2023-12-31", ReceiptKind::Interest, "55.55"), ("B-1", "2024-03-31", ReceiptKind::BankCharge, "5.05")]
    {
        let of = Receipt { agreement: None, ..receipt(number, "AAA-01", date, kind, original(amount, "USD")) };
        facts.receipts.push(of);
    }
    facts.receipts.push(receipt("D-2", "DDD-02", "2023-02-01", ReceiptKind::Deposit, original("1000", "USD")));
    facts.receipts.push(receipt("D-3", "DDD-02", "2023-09-01", ReceiptKind::Refund, original("1000", "USD")));
    facts.receipts.push(receipt("W-1", "DDD-01", "2024-03-01", ReceiptKind::WriteOff, original("100", "USD")));
    facts.instalments.push(instalment("BBB-01", "2025-09-30", original("500", "EUR")));
    facts.expenditure.push(expenditure(60, "VNM", "T01", "2025-03-01", "77.70").into());
    facts.expenditure.push(expenditure(61, "VNM", "T01", "2025-05-01", "22.30").into());
    let bound = ExpenditureType::Obligation;
    facts
        .expenditure
        .push(Expenditure { expenditure_type: bound, ..expenditure(62, "TGO", "T02", "2025-06-01", "50") }.into());
    facts.targets.push(result_target(60, "TGO", "T02", 5_000));
    if currency != "USD" {
        facts.rates.push(rate("USD", "0.5", "2021-01-01"));
    }
    let settings = FUND.replace("\"USD\"", &format!("\"{currency}\""));
    let fund = config::parse(&format!("{settings}\n[money]\n{money}\n"), "fund.toml").unwrap();
    figures_of(fund, facts)
}

#[test]
fn the_entries_of_every_number_add_up_to_it_whatever_money_does() {
    for money in [
        "interest = \"held\"",
        "interest = \"returned\"",
        "interest = \"programmable\"",
        "support_cost = \"booked\"",
        "interest = \"returned\"\nsupport_cost = \"booked\"",
    ] {
        let figures = with_changes(of_many_kinds(money, "USD"));
        assert!(!figures.book.lapses.is_empty() && !figures.attribution.pending.is_empty(), "{money}");
        let walked = walk(&figures, |_| true);
        assert!(walked > 600, "{money}: {walked}");
        eprintln!("{money}: {walked} numbers");
    }
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

/// Walks the committee's workbook of a fund and its facts.
fn walk_proposal(fund: Fund, facts: Facts) -> usize {
    let proposal = month::propose(Inputs { fund, facts, as_of: day("2025-10-31"), before: None }).unwrap();
    assert!(!proposal.rows.is_empty());
    let view = |figures| View::new(figures, Provenance::default()).unwrap();
    let book = proposal::book(&view(&proposal.figures), &view(&proposal.recommended), &proposal.rows, proposal.mode);
    walk_books([("the proposal".to_owned(), book)], &proposal.figures)
}

#[test]
fn the_entries_of_every_number_of_the_committees_workbook_add_up_to_it() {
    let small = of_many_kinds("interest = \"programmable\"", "USD");
    let walked = walk_proposal(small.fund.clone(), small.facts.clone());
    assert!(walked > 40, "{walked}");
    let inputs = crate::support::root().join("inputs");
    let fund = settings::load(&inputs).unwrap();
    let options = Options { isolation: isolated(), ..Options::default() };
    let facts = intake::read_with(&inputs, &fund, &options, None).facts;
    let walked = walk_proposal(fund, facts);
    assert!(walked > 2_000, "{walked}");
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
fn a_figure_of_a_reprint_and_of_the_committees_workbook_is_followed() {
    let fund = SmallFund::new();
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund.works(&["reprint", "2025-09", "--from", "2025-04"]);
    let file = "reports/reprint/2025-09/periods/bel-belgium-2025-09-from-2025-04.xlsx";
    let said = fund.works(&["trace", file, "Summary!B7"]);
    assert!(said.contains("receipts.csv, F2 \"450.00\"  deposit R-1"), "{said}");
    fund.works(&["propose", "2025-10"]);
    let file = "reports/proposals/proposal-2025-10.xlsx";
    let said = fund.works(&["trace", file, "Money available!B7"]);
    assert!(said.contains("receipts.csv") && said.contains("deposit R-1"), "{said}");
}

#[test]
fn the_committees_workbook_is_followed_as_it_was_written_whatever_was_decided_since() {
    let fund = SmallFund::new();
    fund.set("[gap]", "[allocation]\nmode = \"decided\"\n[gap]");
    fund.works(&["run", "--as-of", "2025-10-31"]);
    fund.works(&["propose", "2025-10"]);
    let file = "reports/proposals/proposal-2025-10.xlsx";
    let path = fund.path().join(file);
    let mut workbook: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut workbook, 1).unwrap().unwrap();
    let row = sheet.rows().position(|row| row[0] == calamine::Data::String("2025-10/1".into())).unwrap() + 1;
    let recommended = format!("Recommendation!E{row}");
    let said =
        || ["Money available!B7", "Money available!B14", &recommended].map(|cell| fund.works(&["trace", file, cell]));
    let before = said();
    assert!(before[2].contains("2025-10/1: BEL-1"), "{before:?}");
    // Adopted unchanged, then with another one for what is left, and a correction of the books.
    fs::create_dir_all(fund.path().join("inputs/decisions")).unwrap();
    fs::copy(&path, fund.path().join("inputs/decisions/committee.xlsx")).unwrap();
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(said(), before, "after its decisions were entered");
    fund.closes("2025-10");
    assert_eq!(said(), before, "after the close");
    // Somebody wrote into it: what it was written as is followed, and that is said.
    let mut bytes = fs::read(&path).unwrap();
    bytes.push(0);
    fs::write(&path, bytes).unwrap();
    let output = fund.poolfund(&["trace", file, &recommended]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(String::from_utf8_lossy(&output.stdout), before[2]);
    assert!(told.contains("is not as it was written"), "{told}");
}

/// A fund whose first deposit was booked at 501.00 in base money; its second is valued by the rate of its day.
fn with_booked() -> SmallFund {
    let fund = SmallFund::new();
    fund.write("receipts.csv", BOOKED);
    fund.works(&["run", "--as-of", "2025-09-30"]);
    fund.closes("2025-09");
    fund
}

const BOOKED: &str = "Receipt,Agreement,Date,Kind,Currency,Amount,Amount in USD\n\
                      R-1,BEL-1,2025-08-10,deposit,EUR,450.00,501.00\nR-3,BEL-1,2025-09-05,deposit,EUR,80.00,\n";

#[test]
fn a_booked_amount_is_led_to_where_it_is_the_figure_and_its_restatement_shows_what_stood() {
    let fund = with_booked();
    let file = "reports/2025-09/donors/bel-belgium-2025-09.xlsx";
    let said = fund.works(&["trace", file, "Sources and uses!D8"]);
    assert!(said.contains("1.00  receipts.csv, G2 \"501.00\"  deposit R-1"), "{said}");
    let promised = fund.works(&["trace", file, "Sources and uses!D7"]);
    assert!(promised.contains("500.00  receipts.csv, F2 \"450.00\""), "at the rate of signature: {promised}");
    assert!(promised.contains("88.89  receipts.csv, F3 \"80.00\""), "nothing is booked: {promised}");
    fund.write("receipts.csv", &BOOKED.replace("501.00", "490.00"));
    fund.works(&["run", "--as-of", "2025-10-31"]);
    assert_eq!(fund.works(&["trace", file, "Sources and uses!D8"]), said, "the closed report is what it was");
    let later = "reports/2025-10/donors/bel-belgium-2025-10.xlsx";
    let said = fund.works(&["trace", later, "Sources and uses!D8"]);
    assert!(said.contains("1.00  receipts.csv, G2 \"490.00\"  deposit R-1"), "{said}");
    assert!(said.contains("receipts.csv, G2 \"501.00\"  as it was closed, until it was restated in 2025-10"), "{said}");
    let json = fund.works(&["trace", later, "Sources and uses!D8", "--json"]);
    assert!(json.contains("\"until\": \"2025-10\"") && json.contains("\"text\": \"501.00\""), "{json}");
    let said = fund.works(&["diff", "2025-09", "2025-10"]);
    assert!(said.contains("receipt R-1: base_amount was 501.00, is 490.00"), "{said}");
    let json: serde_json::Value =
        serde_json::from_slice(&fund.poolfund(&["diff", "2025-09", "2025-10", "--json"]).stdout).unwrap();
    let received = json["lines"].as_array().unwrap().iter().find(|line| line["measure"] == "received").unwrap();
    let [restated, exchange] = ["restated", "exchange"].map(|part| received["bridge"][part].as_str().unwrap());
    assert_eq!((restated, exchange), ("-11.00", "0.00"));
}

#[test]
fn a_figure_of_a_reprint_in_another_folder_is_followed() {
    let fund = with_booked();
    fund.works(&["reprint", "2025-09", "--to", "elsewhere/again"]);
    let file = "elsewhere/again/donors/bel-belgium-2025-09.xlsx";
    let said = fund.works(&["trace", file, "Sources and uses!D8"]);
    assert!(said.contains("deposit R-1") && !said.contains("not as it was written"), "{said}");
    // From another folder, the fund is named.
    let away = fund.path().join(file);
    let mut command = fund.command(&["trace", away.to_str().unwrap(), "Sources and uses!D8", "--fund"]);
    let output = command.arg(fund.path()).current_dir("/").output().unwrap();
    assert!(String::from_utf8_lossy(&output.stdout).contains("deposit R-1"), "{output:?}");
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
