//! The finance system's extract: the same deposits and expenditure, with a dozen differences planted.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use chrono::{Days, NaiveDate};
use poolfund::domain::Money;
use rust_decimal::Decimal;

use crate::book::{Table, Value, add, workbook};
use crate::plan::{self, Agreement, ReceiptPlan, SpendingPlan, rate_on};

struct Line {
    document: String,
    kind: &'static str,
    date: NaiveDate,
    donor: String,
    reference: String,
    place: &'static str,
    theme: &'static str,
    amount: Money,
}

pub fn write(
    folder: &Path,
    receipts: &[ReceiptPlan],
    spending: &[SpendingPlan],
    agreements: &[Agreement],
    rates: &[(&str, NaiveDate, Decimal)],
) -> Result<(), Box<dyn Error>> {
    let mut lines = deposits(receipts, agreements, rates);
    let first_spending = lines.len();
    lines.extend(spending.iter().filter(|line| !line.obligation).map(|line| Line {
        document: line.document.clone(),
        kind: "expenditure",
        date: line.date,
        donor: String::new(),
        reference: line.project.clone(),
        place: line.place,
        theme: line.theme,
        amount: line.amount,
    }));
    plant(&mut lines, first_spending);
    let rows = lines
        .into_iter()
        .map(|line| {
            vec![
                Value::from(line.document),
                Value::from(line.kind),
                Value::from(line.date),
                Value::from(line.donor),
                Value::from(line.reference),
                Value::from(line.place),
                Value::from(line.theme),
                Value::from(line.amount),
            ]
        })
        .collect();
    let mut workbook = workbook();
    add(
        &mut workbook,
        &Table {
            sheet: "Extract",
            title: "Extract of the finance system, 31 October 2025 (USD)",
            headers: &[
                ("Document", 14.0),
                ("Kind", 12.0),
                ("Date", 12.0),
                ("Donor", 30.0),
                ("Reference", 16.0),
                ("Country", 9.0),
                ("Theme", 8.0),
                ("Amount", 16.0),
            ],
            rows,
            total: &[7],
            remarks: &[],
            lists: vec![],
            untidy: None,
        },
    )?;
    Ok(workbook.save(folder.join("finance-extract.xlsx"))?)
}

fn deposits(receipts: &[ReceiptPlan], agreements: &[Agreement], rates: &[(&str, NaiveDate, Decimal)]) -> Vec<Line> {
    let names: BTreeMap<&str, &str> = plan::DONORS
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(code, rest)| (code, rest.split('\t').next().unwrap_or_default()))
        .collect();
    let clean = |name: &str| name.trim_end_matches(" 1/").trim_end_matches('*').to_owned();
    receipts
        .iter()
        .filter_map(|receipt| {
            let kind = match receipt.kind {
                "deposit" => "deposit",
                "refund" => "refund",
                _ => return None,
            };
            let agreement = agreements.iter().find(|agreement| Some(agreement.reference()) == receipt.agreement)?;
            let value = Money::from_decimal(receipt.amount / rate_on(rates, receipt.currency, receipt.date), 2)?;
            Some(Line {
                document: receipt.number.clone(),
                kind,
                date: receipt.date,
                donor: clean(names.get(agreement.donor())?),
                reference: agreement.reference().to_owned(),
                place: "",
                theme: "",
                amount: receipt.booked.unwrap_or(value),
            })
        })
        .collect()
}

/// The differences: each kind of cause at least once.
fn plant(lines: &mut Vec<Line>, first_spending: usize) {
    lines[3].amount += Money::from_minor(270_000); // digits transposed on entry
    lines[8].amount = lines[8].amount.scaled(1013, 1000); // another rate
    lines[12].amount += Money::from_minor(1); // rounding
    lines[15].donor = "Kingdom of Belgium".to_owned(); // a name of their own
    lines[20].date = lines[20].date + Days::new(33); // another month
    lines[22].amount = -lines[22].amount; // sign
    let spent = first_spending;
    lines[spent + 40].amount += Money::from_minor(-2); // rounding
    lines[spent + 90].amount = lines[spent + 90].amount.scaled(10, 9); // amount
    lines[spent + 700].amount = -lines[spent + 700].amount; // sign
    let twin = copy(&lines[spent + 1200]);
    lines.push(twin); // duplicate
    lines.push(Line {
        document: "EX990001".to_owned(),
        kind: "expenditure",
        date: plan::date(2024, 8, 20),
        donor: String::new(),
        reference: "KEN/T02/999".to_owned(),
        place: "KEN",
        theme: "T02",
        amount: Money::from_minor(481_733),
    }); // missing here
    lines.remove(spent + 2000); // missing there
    lines.remove(30); // a deposit missing there
}

fn copy(line: &Line) -> Line {
    Line {
        document: line.document.clone(),
        kind: line.kind,
        date: line.date,
        donor: line.donor.clone(),
        reference: line.reference.clone(),
        place: line.place,
        theme: line.theme,
        amount: line.amount,
    }
}
