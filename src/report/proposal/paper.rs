//! The first page: what is available, recommended and decided, whether it adds up, and who signs.

use crate::domain::Money;

use super::super::grid::{Cell, Content, Figure, Formula, Handle, Sheet, Style, Table, Value};
use super::super::sheets::Report;
use super::Decided;

/// What the page adds up.
pub(super) struct Sums<'a> {
    pub recommended: &'a Decided,
    pub added: &'a Decided,
    pub available: Figure,
}

/// The sheet.
pub(super) fn sheet(report: &mut Report<'_>, sums: &Sums<'_>) -> Sheet {
    let mut sheet = report.sheet("proposal");
    sheet.print.one_page = true;
    sheet.print.landscape = false;
    sheet.skip(1);
    sheet.paragraph(report.text("proposal-about"), Style::Paragraph);
    sheet.section(report.text("section-proposal-money"));
    money(report, &mut sheet, sums);
    sheet.section(report.text("section-proposal-checks"));
    checks(report, &mut sheet, sums);
    sheet.section(report.text("section-proposal-how"));
    for step in ["proposal-how-decide", "proposal-how-add", "proposal-how-back"] {
        sheet.paragraph(report.text(step), Style::Paragraph);
    }
    sheet.section(report.text("section-proposal-signed"));
    signatures(report, &mut sheet);
    sheet
}

/// A line: its text, what was recommended, what is decided.
struct Line {
    text: String,
    recommended: Content,
    decided: Content,
}

fn money(report: &Report<'_>, sheet: &mut Sheet, sums: &Sums<'_>) {
    let Sums { recommended, added, available } = sums;
    let planned = recommended.recommended.clone().unwrap_or_else(|| Figure::constant(Money::ZERO, 0));
    let lines = vec![
        Line {
            text: report.text("available-now"),
            recommended: available.clone().into(),
            decided: available.clone().into(),
        },
        Line {
            text: report.text("proposal-takes"),
            recommended: (-planned.grouped()).into(),
            decided: (-recommended.taken.clone().grouped()).into(),
        },
        Line {
            text: report.text("proposal-takes-own"),
            recommended: Cell::blank().into(),
            decided: (-added.taken.clone().grouped()).into(),
        },
    ];
    let mut table = Table::new("ProposalMoney", "").totals(report.text("proposal-left"));
    table.column(report.head("h-figure", 50), |line: &Line| line.text.clone());
    table.column(report.head("h-recommended", 20).summed(), |line| line.recommended.clone());
    table.column(report.head("h-decided", 20).summed(), |line| line.decided.clone());
    table.put(sheet, lines);
}

/// What must hold before the committee signs.
fn checks(report: &mut Report<'_>, sheet: &mut Sheet, sums: &Sums<'_>) {
    let Sums { recommended, added, available } = sums;
    let exponent = report.view.fund.exponent();
    let left = available.clone() - &recommended.taken.clone().grouped() - &added.taken.clone().grouped();
    let enough = Formula::not_below_nothing(&left, exponent);
    let holds = left.value().whole().is_some_and(|left| left >= 0);
    let mut lines = vec![(report.text("proposal-check-money"), Figure::new(Value::Truth(holds), enough))];
    if let Some(unexplained) = &recommended.unexplained {
        let none = Formula::same(unexplained, Formula::nothing());
        lines.push((report.text("proposal-check-remarks"), Figure::new(Value::Truth(true), none)));
    }
    let mut table = Table::new("ProposalChecks", "");
    table.column(report.head("h-check", 50), |(words, _): &(String, Figure)| words.clone());
    let holds: Handle = table.column(report.head("h-holds", 20), |(_, holds)| holds.clone());
    table.column(report.head("h-mark", 20), move |(_, tied)| {
        let sign = if *tied.value() == Value::Truth(true) { "✓" } else { "✗ ✗ ✗" };
        Figure::new(Value::Text(sign.into()), Formula::choice(holds, "✓", "✗ ✗ ✗"))
    });
    table.put(sheet, lines);
}

fn signatures(report: &Report<'_>, sheet: &mut Sheet) {
    let lines = ["sign-body", "sign-date", "sign-chair", "sign-secretary"];
    let mut table = Table::new("Signatures", "");
    table.column(report.head("h-sign-role", 50), |key: &&str| report.text(key));
    table.column(report.head("h-sign-name", 20).filled_in(Vec::new()), |_| Cell::blank());
    table.column(report.head("h-sign-hand", 20).filled_in(Vec::new()), |_| Cell::blank());
    table.put(sheet, lines);
}
