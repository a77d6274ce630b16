//! Checks: live formulas that are true as long as the figures of the workbook tie.

use rust_decimal::Decimal;

use crate::domain::Money;

use super::super::grid::{Control, Controlled, Figure, Formula, Sheet, Style, Table, Value};
use super::{Check, Report};

/// Signs beside the truth value, so that a failing check is seen at a glance and in black and white.
const HOLDS: &str = "✓";
const FAILS: &str = "✗ ✗ ✗";

/// Decimals to which a sum of shares, rates and amounts in other currencies is said.
const SHOWN_DECIMALS: u32 = 6;

/// The sheet, with every check that the other sheets asked for, and a control total of every kind of number that stands
/// on them. Formulas are counted and not added up: a result that follows a changed number would make up for it.
pub(in super::super) fn sheet(report: &Report<'_>, sheets: &[Sheet]) -> Sheet {
    let exponent = report.view.fund.exponent();
    let controls = sheets.iter().flat_map(|sheet| {
        let controls = sheet.controls(exponent).into_iter();
        controls.map(|control| Check { words: words(report, sheet, &control), tied: control.holds })
    });
    let controls: Vec<Check> = controls.collect();
    let checks: Vec<&Check> = report.checks.iter().chain(&controls).collect();
    let mut sheet = report.sheet("checks");
    sheet.print.landscape = false;
    sheet.paragraph(report.text("note-checks"), Style::Paragraph);
    sheet.skip(1);
    let all = checks.iter().all(|check| check.holds());
    let mut table = Table::new("Checks", "").totals(report.text("check-all"));
    table.column(report.head("h-check", 80), |check: &&Check| check.words.as_str());
    let every = Figure::new(Value::Truth(all), Formula::all());
    let holds = table.column(report.head("h-holds", 12).totalled(every), |check| check.tied.clone());
    let mark = |truth| Figure::new(Value::Text(sign(truth).into()), Formula::choice(holds, HOLDS, FAILS));
    table.column(report.head("h-mark", 16).totalled(mark(all)), move |check| mark(check.holds()));
    let area = table.put(&mut sheet, checks);
    sheet.lead_by(&area);
    sheet
}

/// What a control total is about: the sheet, the kind of number, how many there are, and their sum.
fn words(report: &Report<'_>, sheet: &Sheet, control: &Control) -> String {
    let phrases = &report.phrases;
    let count = phrases.amount(Money::from_minor(i64::try_from(control.count).unwrap_or(i64::MAX)), 0);
    let (key, sum) = match control.kind {
        Controlled::Money => ("check-control-money", control.sum.round_dp(report.view.fund.exponent())),
        Controlled::Decimals => ("check-control-decimals", control.sum.round_dp(SHOWN_DECIMALS).normalize()),
        Controlled::Counts => ("check-control-counts", control.sum),
        Controlled::Days => ("check-control-days", control.sum),
        Controlled::Shares => ("check-control-shares", control.sum.round_dp(SHOWN_DECIMALS)),
        Controlled::Formulas => {
            return phrases.with("check-control-formulas", &[("sheet", &sheet.name), ("count", &count)]);
        }
    };
    let sum = phrases.numerals(&grouped(sum));
    phrases.with(key, &[("sheet", &sheet.name), ("count", &count), ("sum", &sum)])
}

/// A number in English figures, its thousands separated.
fn grouped(number: Decimal) -> String {
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let text = number.abs().to_string();
    let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), |whole| Money::from_minor(whole).format(0));
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

const fn sign(holds: bool) -> &'static str {
    if holds { HOLDS } else { FAILS }
}
