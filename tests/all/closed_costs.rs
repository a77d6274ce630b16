//! A cost of a closed month is shown by what it was: its project, and its own place and theme within its cell. What it is now
//! is a difference of the open month, of the same payers.

use std::collections::BTreeMap;

use calamine::{DataType, Reader, Xlsx, open_workbook};
use poolfund::books::{self, AsOf};
use serde_json::{Value, json};

use crate::builder::day;
use crate::small_fund::SmallFund;

const HEADER: &str = "Date,Project,Country,Theme,Category,Currency,Amount,Document\n";

const NEEDS: &str = "Country,Theme,Period,Need\nTGO,T01,2021-2025,400.00\n";

/// What is charged by a day, by all that it is shown by, in minor units.
fn charged(fund: &SmallFund, as_of: &str) -> BTreeMap<String, i64> {
    let figures = books::read(fund.path(), AsOf::Day(day(as_of)), &|_| ()).unwrap().figures;
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for share in &figures.attribution.spent {
        let fact = &figures.ledger.spending[share.line()].fact;
        let by = json!([share.charged_in.to_string(), fact.project, fact.geography, fact.theme]);
        *sums.entry(by.to_string()).or_default() += share.amount.minor();
    }
    sums
}

/// The charges of the list of a donor: month, country and theme, and how much, in minor units.
fn listed(fund: &SmallFund, month: &str) -> BTreeMap<String, i64> {
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for donor in ["bel-belgium", "jpn-japan"] {
        let path = fund.reports(month).join(format!("donors/{donor}-{month}.xlsx"));
        let mut workbook: Xlsx<_> = open_workbook(path).unwrap();
        let sheet = workbook.worksheet_range("Transactions").unwrap();
        let rows: Vec<_> = sheet.rows().collect();
        let head = rows.iter().position(|row| row.iter().any(|cell| *cell == "Country or area")).unwrap();
        let column = |name: &str| rows[head].iter().position(|cell| *cell == name);
        let [month, country, theme, out] = ["Month charged", "Country or area", "Theme", "Money out"]
            .map(|name| column(name).unwrap_or_else(|| panic!("{name}: {:?}", rows[head])));
        for row in rows[head + 1..].iter().filter(|row| !row[country].to_string().is_empty()) {
            let key = json!([row[month].as_i64(), row[country].to_string(), row[theme].to_string()]);
            *sums.entry(key.to_string()).or_default() += (row[out].as_f64().unwrap() * 100.0).round() as i64;
        }
    }
    sums
}

fn keyed(rows: &[(Value, i64)]) -> BTreeMap<String, i64> {
    rows.iter().map(|(key, amount)| (key.to_string(), *amount)).collect()
}

#[test]
fn what_a_cost_of_a_closed_month_was_shown_by_stays_and_what_it_is_now_is_a_difference() {
    let fund = SmallFund::new();
    fund.set("[[input]]", "[[input]]\nkind = \"expenditure\"\nfile = \"expenditure.csv\"\n\n[[input]]");
    fund.write("priorities.csv", &format!("{NEEDS}VNM,T01,2021-2025,500.00\n"));
    let first = "2025-09-22,P-1,TGO,T01,travel,USD,50.00,V-1\n2025-09-23,P-1,VNM,T01,travel,USD,40.00,V-2\n";
    fund.write("expenditure.csv", &format!("{HEADER}{first}"));
    fund.works(&["run", "--as-of", "2025-09-30", "--verify"]);
    fund.closes("2025-09");
    let closed =
        keyed(&[(json!(["2025-09", "P-1", "TGO", "T01"]), 5_000), (json!(["2025-09", "P-1", "VNM", "T01"]), 4_000)]);
    assert_eq!(charged(&fund, "2025-09-30"), closed);
    // The first is of another project. The priority of the second is given up, which pays for what it paid for, and its row
    // says another country and theme now, which have none.
    fund.write("priorities.csv", NEEDS);
    let now = "2025-09-22,P-9,TGO,T01,travel,USD,50.00,V-1\n2025-09-23,P-1,KEN,T02,travel,USD,40.00,V-2\n";
    fund.write("expenditure.csv", &format!("{HEADER}{now}"));
    let october = keyed(&[
        (json!(["2025-09", "P-1", "TGO", "T01"]), 5_000),
        (json!(["2025-09", "P-1", "VNM", "T01"]), 4_000),
        (json!(["2025-10", "P-1", "TGO", "T01"]), -5_000),
        (json!(["2025-10", "P-9", "TGO", "T01"]), 5_000),
        (json!(["2025-10", "P-1", "VNM", "T01"]), -4_000),
        (json!(["2025-10", "P-1", "KEN", "T02"]), 4_000),
    ]);
    assert_eq!(charged(&fund, "2025-10-31"), october);
    fund.works(&["run", "--as-of", "2025-10-31", "--verify"]);
    let list = keyed(&[
        (json!([9, "Togo", "Health"]), 5_000),
        (json!([9, "Viet Nam", "Health"]), 4_000),
        (json!([10, "Togo", "Health"]), 0),
        (json!([10, "Viet Nam", "Health"]), -4_000),
        (json!([10, "Kenya", "Pensions"]), 4_000),
    ]);
    assert_eq!(listed(&fund, "2025-10"), list);
    let accepted = [
        "--accept",
        "compared",
        "--accept",
        "restatements",
        "--accept",
        "over-allocated",
        "--accept",
        "expiring",
        "--reason",
        "known",
    ];
    fund.works(&[&["close", "2025-10", "--as", "Ann"][..], &accepted[..]].concat());
    // It goes back to what it was: that is a difference of November, and both closed months stay.
    fund.write("expenditure.csv", &format!("{HEADER}{first}"));
    let mut november = october;
    november.extend(keyed(&[
        (json!(["2025-11", "P-1", "TGO", "T01"]), 5_000),
        (json!(["2025-11", "P-9", "TGO", "T01"]), -5_000),
        (json!(["2025-11", "P-1", "VNM", "T01"]), 4_000),
        (json!(["2025-11", "P-1", "KEN", "T02"]), -4_000),
    ]));
    assert_eq!(charged(&fund, "2025-11-30"), november);
    fund.works(&["run", "--as-of", "2025-11-30", "--verify"]);
    let audit = fund.works(&["audit"]);
    assert!(audit.contains("2025-10 computed again from the ledger"), "{audit}");
}
