//! Checks: live formulas that are true as long as the figures of the workbook tie.

use super::super::grid::{Figure, Formula, Sheet, Style, Table, Value};
use super::{Check, Report};

/// Signs beside the truth value, so that a failing check is seen at a glance and in black and white.
const HOLDS: &str = "✓";
const FAILS: &str = "✗ ✗ ✗";

/// The sheet, with every check that the other sheets asked for.
pub(in super::super) fn sheet(report: &Report<'_>) -> Sheet {
    let mut sheet = report.sheet("checks");
    sheet.print.landscape = false;
    sheet.paragraph(report.text("note-checks"), Style::Paragraph);
    sheet.skip(1);
    let all = report.checks.iter().all(Check::holds);
    let mut table = Table::new("Checks", "").totals(report.text("check-all"));
    table.column(report.head("h-check", 80), |check: &&Check| check.words.as_str());
    let every = Figure::new(Value::Truth(all), Formula::all());
    let holds = table.column(report.head("h-holds", 12).totalled(every), |check| check.tied.clone());
    let mark = |truth| Figure::new(Value::Text(sign(truth).into()), Formula::choice(holds, HOLDS, FAILS));
    table.column(report.head("h-mark", 16).totalled(mark(all)), move |check| mark(check.holds()));
    let area = table.place(&mut sheet, &report.checks);
    sheet.lead_by(&area);
    sheet
}

const fn sign(holds: bool) -> &'static str {
    if holds { HOLDS } else { FAILS }
}
