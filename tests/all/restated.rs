//! A cost or a receipt of a closed month that changes: what was charged or received stays under what it was shown by, and its
//! difference is dated in the open month. Amounts are worked out by hand.

use std::collections::BTreeMap;

use poolfund::books::{self, AsOf};
use poolfund::domain::{Money, Month};
use poolfund::month::Figures;
use poolfund::report::grid::Value;
use poolfund::report::origin::{Basis, Number, Origin, Part};
use poolfund::report::{Provenance, View};

use crate::builder::{FUND, day};
use crate::report_asked::{sheet_of, text};
use crate::small_fund::SmallFund;

const AGREEMENTS: &str = "Agreement,Donor,Stage,Signed on,Currency,Amount,Countries,Themes,Valid to\n\
                          BEL-1,BEL,signed,2024-01-15,USD,60.00,World,All,2025-06-30\n\
                          JPN-1,JPN,signed,2024-01-15,USD,200.00,World,All,\n";
const RECEIPTS: &str = "Receipt,Agreement,Date,Kind,Currency,Amount\nR-1,BEL-1,2024-08-10,deposit,USD,60.00\n\
                        R-2,JPN-1,2024-08-20,deposit,USD,200.00\n";
const NEEDS: &str = "Country,Theme,Period,Need\nTGO,T01,2021-2025,1000.00\nVNM,T01,2021-2025,1000.00\n";
const COSTS: &str = "Date,Project,Country,Theme,Category,Currency,Amount,Document\n";

/// Two agreements without charges: one of 60.00 that ends in June 2025, one of 200.00.
fn fund() -> SmallFund {
    let fund = SmallFund::new();
    let mut settings = FUND.replace("\"1%\"", "\"0%\"").replace("\"13%\"", "\"0%\"");
    let donors = "Code,Name,Type,Country\nBEL,Belgium,government,BEL\nJPN,Japan,government,JPN\n";
    let sheets = [("donors", donors), ("agreements", AGREEMENTS), ("receipts", RECEIPTS), ("priorities", NEEDS)];
    for (kind, rows) in sheets.into_iter().chain([("expenditure", COSTS)]) {
        settings.push_str(&format!("\n[[input]]\nkind = \"{kind}\"\nfile = \"{kind}.csv\"\n"));
        fund.write(&format!("{kind}.csv"), rows);
    }
    fund.write("fund.toml", &settings);
    fund
}

/// What is charged in a month by what figures show it by: agreement, place, category, day incurred; in minor units.
type Shown = BTreeMap<(String, String, String, String), i64>;

fn charged(figures: &Figures, in_months: impl Fn(&str) -> bool) -> Shown {
    let mut shown = Shown::new();
    for share in figures.attribution.spent.iter().filter(|share| in_months(&share.charged_in.to_string())) {
        let fact = &figures.ledger.spending[share.line()].fact;
        let agreement = &figures.ledger.agreements[share.agreement()].agreement.reference;
        let place = &figures.ledger.cells[share.cell()].geography;
        let (category, incurred_on) = (fact.category.name().to_owned(), fact.date.to_string());
        let key = (agreement.as_str().to_owned(), place.as_str().to_owned(), category, incurred_on);
        *shown.entry(key).or_default() += share.amount.minor();
    }
    shown.retain(|_, amount| *amount != 0);
    shown
}

/// Months lived through with other rows of expenditure each, all closed: what the last of them shows of each.
fn lived(months: &[(&str, &str)]) -> Vec<Shown> {
    let fund = fund();
    let mut shown: Vec<Shown> = Vec::new();
    for (month, rows) in months {
        let last_day = Month::parse(month).unwrap().last_day().to_string();
        fund.write("expenditure.csv", &format!("{COSTS}{rows}"));
        fund.works(&["run", "--as-of", &last_day, "--verify"]);
        let figures = books::read(fund.path(), AsOf::Day(day(&last_day)), &|_| {}).unwrap().figures;
        for (earlier, stood) in months.iter().zip(&shown) {
            assert_eq!(charged(&figures, |of| of == earlier.0), *stood, "{} as of {month}", earlier.0);
        }
        shown.push(charged(&figures, |of| of == *month));
        let accepted = ["pending", "restatements", "compared", "lapsed", "expiring", "duplicates"];
        let accepted = accepted.iter().flat_map(|item| ["--accept", item]).chain(["--reason", "known"]);
        fund.works(&["close", month, "--as", "Ann"].into_iter().chain(accepted).collect::<Vec<_>>());
    }
    fund.works(&["audit"]);
    shown
}

/// Amounts in a month: agreement, place, category, day incurred, minor units.
fn by_hand(rows: &[(&str, &str, &str, &str, i64)]) -> Shown {
    let own = |text: &str| text.to_owned();
    rows.iter()
        .map(|(agreement, place, category, day, amount)| {
            ((own(agreement), own(place), own(category), own(day)), *amount)
        })
        .collect()
}

const OTHER: &str = "2024-12-20,P-1,TGO,T01,staff,USD,30.00,V-2\n";

#[test]
fn another_amount_is_given_back_to_those_who_paid_and_nothing_else_moves() {
    // V-1 is paid by Belgium, which ends sooner, with 60.00, and by Japan with 40.00. It was 90.00: of 10.00 Belgium gets
    // 6.00 back and Japan 4.00. It was 95.00 after all: Belgium has 6.00 left, and pays 5.00.
    let of = |amount: &str| format!("2024-12-10,P-1,TGO,T01,travel,USD,{amount},V-1\n{OTHER}");
    let shown = lived(&[("2024-12", &of("100.00")), ("2025-01", &of("90.00")), ("2025-02", &of("95.00"))]);
    let december = [
        ("BEL-1", "TGO", "travel", "2024-12-10", 6_000),
        ("JPN-1", "TGO", "travel", "2024-12-10", 4_000),
        ("JPN-1", "TGO", "staff", "2024-12-20", 3_000),
    ];
    assert_eq!(shown[0], by_hand(&december));
    let january = [("BEL-1", "TGO", "travel", "2024-12-10", -600), ("JPN-1", "TGO", "travel", "2024-12-10", -400)];
    assert_eq!(shown[1], by_hand(&january));
    assert_eq!(shown[2], by_hand(&[("BEL-1", "TGO", "travel", "2024-12-10", 500)]));
}

#[test]
fn another_category_or_day_is_taken_back_under_the_old_one_and_charged_under_the_new_one_to_the_same_payers() {
    let of =
        |day: &str, category: &str, amount: &str| format!("{day},P-1,TGO,T01,{category},USD,{amount},V-1\n{OTHER}");
    let shown = lived(&[
        ("2024-12", &of("2024-12-10", "travel", "100.00")),
        ("2025-01", &of("2024-12-10", "staff", "100.00")),
        // A day of the next year, and 10.00 less.
        ("2025-02", &of("2025-01-05", "staff", "90.00")),
        ("2025-03", &of("2025-01-05", "staff", "90.00")),
    ]);
    let both = |category, day, belgium, japan| {
        [("BEL-1", "TGO", category, day, belgium), ("JPN-1", "TGO", category, day, japan)]
    };
    let [old, new] = [both("travel", "2024-12-10", -6_000, -4_000), both("staff", "2024-12-10", 6_000, 4_000)];
    assert_eq!(shown[1], by_hand(&[old, new].concat()));
    let [old, new] = [both("staff", "2024-12-10", -6_000, -4_000), both("staff", "2025-01-05", 5_400, 3_600)];
    assert_eq!(shown[2], by_hand(&[old, new].concat()));
    assert_eq!(shown[3], Shown::new());
}

#[test]
fn a_row_that_vanishes_and_comes_back_under_another_category_leaves_closed_months_as_they_were() {
    let of = |category: &str| format!("2024-12-10,P-1,TGO,T01,{category},USD,100.00,V-1\n{OTHER}");
    let shown = lived(&[
        ("2024-12", &of("travel")),
        ("2025-01", OTHER),
        ("2025-02", &of("staff")),
        ("2025-03", &of("staff")),
        // It was spent in Viet Nam.
        ("2025-04", &of("staff").replacen("TGO", "VNM", 1)),
        ("2025-05", OTHER),
    ]);
    let both = |place, category, belgium, japan| {
        let day = "2024-12-10";
        [("BEL-1", place, category, day, belgium), ("JPN-1", place, category, day, japan)]
    };
    assert_eq!(shown[1], by_hand(&both("TGO", "travel", -6_000, -4_000)));
    assert_eq!(shown[2], by_hand(&both("TGO", "staff", 6_000, 4_000)));
    assert_eq!(shown[3], Shown::new());
    let [old, new] = [both("TGO", "staff", -6_000, -4_000), both("VNM", "staff", 6_000, 4_000)];
    assert_eq!(shown[4], by_hand(&[old, new].concat()));
    assert_eq!(shown[5], by_hand(&both("VNM", "staff", -6_000, -4_000)));
}

/// What is booked of each receipt in each month.
fn booked(figures: &Figures) -> BTreeMap<(String, String), i64> {
    let rows = figures.standing.booked.iter().flatten();
    rows.map(|row| ((row.number.clone(), row.month.to_string()), row.base.minor())).collect()
}

#[test]
fn a_receipt_of_a_closed_month_that_changes_is_booked_as_it_was_and_its_difference_in_the_open_month() {
    let fund = fund();
    let mut standing = Vec::new();
    let months = [
        ("2024-12", RECEIPTS.to_owned()),
        // R-1 was 75.00, and R-3 came late.
        ("2025-01", RECEIPTS.replace("USD,60.00", "USD,75.00") + "R-3,JPN-1,2024-11-05,deposit,USD,40.00\n"),
        // R-3 was none.
        ("2025-02", RECEIPTS.replace("USD,60.00", "USD,75.00")),
    ];
    for (month, receipts) in &months {
        fund.write("receipts.csv", receipts);
        let last_day = Month::parse(month).unwrap().last_day().to_string();
        fund.works(&["run", "--as-of", &last_day]);
        let figures = books::read(fund.path(), AsOf::Day(day(&last_day)), &|_| {}).unwrap().figures;
        // The pool at the end of December is what it was.
        let december = figures.gap.months.iter().find(|point| point.month.to_string() == "2024-12").unwrap();
        assert_eq!(december.pool.deposits.minor(), 26_000, "{month}");
        standing.push(booked(&figures));
        let accepted = ["--accept", "restatements", "--accept", "compared", "--reason", "known"];
        fund.works(&[&["close", month, "--as", "Ann"][..], &accepted].concat());
    }
    let key = |number: &str, month: &str| (number.to_owned(), month.to_owned());
    let first = [(key("R-1", "2024-08"), 6_000), (key("R-2", "2024-08"), 20_000)];
    let january = [(key("R-1", "2025-01"), 1_500), (key("R-3", "2025-01"), 4_000)];
    let february = [(key("R-3", "2025-02"), -4_000)];
    assert_eq!(standing[0], BTreeMap::from(first.clone()));
    assert_eq!(standing[1], first.iter().chain(&january).cloned().collect());
    assert_eq!(standing[2], first.iter().chain(&january).chain(&february).cloned().collect());
    fund.works(&["audit"]);
}

#[test]
fn an_agreement_of_closed_months_stays_its_donors() {
    let fund = fund();
    fund.works(&["run", "--as-of", "2024-12-31"]);
    fund.closes("2024-12");
    fund.write("agreements.csv", &AGREEMENTS.replace("BEL-1,BEL", "BEL-1,JPN"));
    let said = fund.refuses(&["run", "--as-of", "2025-01-31"], 1);
    assert!(said.contains("BEL-1 is an agreement of BEL, and cannot become one of JPN"), "{said}");
}

/// The figures below a heading, each with the entries behind it: their amounts, and the rows where they stand.
type Behind = Vec<(Money, Vec<(Option<Money>, u32)>)>;

#[test]
fn support_cost_of_what_is_restated_is_restated_and_a_restated_figure_leads_to_the_rows_of_it_alone() {
    let fund = fund();
    fund.set("support_cost = \"0%\"", "support_cost = \"10%\"");
    let of = |amount: &str, more: &str| format!("{COSTS}2024-12-10,P-1,TGO,T01,travel,USD,{amount},V-1\n{OTHER}{more}");
    fund.write("expenditure.csv", &of("100.00", ""));
    fund.works(&["run", "--as-of", "2024-12-31"]);
    fund.closes("2024-12");
    // V-1 was 60.00 and not 100.00: 40.00 less, with support cost of 4.00; V-3 is new: 20.00, with 2.00.
    fund.write("expenditure.csv", &of("60.00", "2025-01-10,P-2,TGO,T01,staff,USD,20.00,V-3\n"));
    fund.works(&["run", "--as-of", "2025-01-31"]);
    let diff: serde_json::Value = serde_json::from_str(&fund.works(&["diff", "2024-12", "2025-01", "--json"])).unwrap();
    let sum = |measure: &str, part: &str| -> f64 {
        let lines = diff["lines"].as_array().unwrap().iter().filter(|line| line["measure"] == measure);
        lines.map(|line| line["bridge"][part].as_str().unwrap().parse::<f64>().unwrap()).sum()
    };
    let near = |one: f64, other: f64| (one - other).abs() < 0.001;
    assert!(near(sum("charged", "restated"), -40.0) && near(sum("charged", "new"), 20.0), "{diff}");
    assert!(near(sum("support cost", "restated"), -4.0) && near(sum("support cost", "new"), 2.0), "{diff}");

    let figures = books::read(fund.path(), AsOf::Day(day("2025-01-31")), &|_| {}).unwrap().figures;
    let view = View::new(&figures, Provenance::default()).unwrap();
    let book = poolfund::report::fund::book(&view);
    let sheet = sheet_of(&book, "Changes");
    let behind = |table: &str, heading: &str| -> Behind {
        let (_, range) = sheet.tables().find(|(name, _)| *name == table).unwrap();
        let at = |column: &u16| text(sheet.value(range.first_row, *column)) == heading;
        let column = (range.first_column..=range.last_column).find(at).unwrap();
        let rows = range.first_row + 1..=range.last_row;
        let found = rows.filter_map(|row| {
            let cell = &sheet.rows[row as usize][usize::from(column)];
            let Value::Money(amount) = cell.value else { return None };
            let number = Number { money: Some(amount), units: None };
            let entries = cell.origin.as_ref()?.entries(number, &figures).into_iter();
            let entries = entries.map(|entry| (entry.amount, entry.source.map_or(0, |source| source.row)));
            (!amount.is_zero()).then(|| (amount, entries.collect()))
        });
        found.collect()
    };
    let restated = behind("ChangesCharged", "Restated");
    assert_eq!(restated.iter().map(|(amount, _)| amount.minor()).sum::<i64>(), -4_000);
    for (amount, entries) in &restated {
        assert_eq!(entries.as_slice(), [(Some(*amount), 2)], "V-1 alone, which stands in row 2");
    }
    for (amount, entries) in &behind("ChangesCharged", "New") {
        assert_eq!(entries.as_slice(), [(Some(*amount), 4)], "V-3 alone");
    }
    for (amount, entries) in &behind("ChangesSupport", "Restated") {
        assert_eq!(entries.as_slice(), [(Some(*amount), 0), (None, 2)], "by the rate of the month, of V-1 alone");
    }
}

#[test]
fn what_is_restated_of_receipts_leads_to_those_that_came_late_or_changed() {
    let fund = fund();
    fund.works(&["run", "--as-of", "2024-12-31"]);
    fund.closes("2024-12");
    // R-1 was 75.00, R-3 came late, R-4 is new.
    let more = "R-3,JPN-1,2024-11-05,deposit,USD,40.00\nR-4,JPN-1,2025-01-05,deposit,USD,7.00\n";
    fund.write("receipts.csv", &(RECEIPTS.replace("USD,60.00", "USD,75.00") + more));
    fund.works(&["run", "--as-of", "2025-01-31"]);
    let figures = books::read(fund.path(), AsOf::Day(day("2025-01-31")), &|_| {}).unwrap().figures;
    let of = |part, amount: i64| -> Vec<(i64, u32)> {
        let origin = Origin::of(Basis::Receipts).changed_since(day("2024-12-31"), part);
        let number = Number { money: Some(Money::from_minor(amount)), units: None };
        let entries = origin.entries(number, &figures).into_iter();
        let mut found: Vec<_> =
            entries.map(|entry| (entry.amount.unwrap().minor(), entry.source.unwrap().row)).collect();
        found.sort_unstable();
        found
    };
    assert_eq!(of(Part::Restated, 5_500), [(1_500, 2), (4_000, 4)]);
    assert_eq!(of(Part::New, 700), [(700, 5)]);
}
