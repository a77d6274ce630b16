//! Open obligations: those that unspent money of their cells covers, and those that no allocated money covers, which the fund
//! is to do something about.
//!
//! What comes in: the obligations of the month, and what is left to pay them. What leaves: their lines of a statement, tied to
//! all that the inputs have, and a list by place and theme. What it does not know: what they are for.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::attribute::figures::Uncovered;
use crate::domain::facts::{Expenditure, ExpenditureType, FinanceKind};
use crate::domain::{GeographyCode, Money, ThemeCode};

use super::super::grid::{Cell, Content, Figure, Sheet, Style, Table, Value};
use super::super::origin::Basis;
use super::data::{Amount, Data, Slice};
use super::{Report, Whose};

/// All open obligations of the inputs.
fn all(report: &Report<'_>) -> Money {
    let lines = report.view.ledger.spending.iter();
    lines.filter(|line| line.fact.expenditure_type == ExpenditureType::Obligation).map(|line| line.base).sum()
}

/// What the fund's data hold of obligations beside those of cells: what nothing covers, and all; nothing where there are none.
pub(super) fn amounts<'m>(report: &Report<'_>) -> Vec<Amount<'m>> {
    let uncovered = report.view.attribution.total_uncovered();
    let amounts = [
        Amount::new("position-uncovered", uncovered, report.origin(Basis::Uncovered)),
        Amount::new("obligations-all", all(report), report.origin(Basis::Ours(FinanceKind::Obligation))),
    ];
    amounts.into_iter().filter(|of| !of.amount.is_zero()).collect()
}

/// The lines of a statement, of which the first is `covered`; the fund's own has those that nothing covers too.
pub(super) fn lines(report: &Report<'_>, data: &Data, covered: Content) -> Vec<(&'static str, Content)> {
    if !has_uncovered(report) {
        return vec![("position-obligated", covered)];
    }
    let cell = Cell::money(report.view.attribution.total_uncovered()).from(report.origin(Basis::Uncovered));
    let uncovered = data.amount(report, cell, &["position-uncovered"], Slice::default());
    vec![("position-covered", covered), ("position-uncovered", uncovered)]
}

/// Whether the report is the fund's, and has obligations that nothing covers.
pub(super) fn has_uncovered(report: &Report<'_>) -> bool {
    matches!(report.whose, Whose::Fund) && !report.view.attribution.uncovered.is_empty()
}

/// That the lines of the fund's statement are all that the inputs have.
pub(super) fn check(report: &mut Report<'_>, data: &Data, lines: impl Iterator<Item = Figure>) {
    let all = all(report);
    if let (Whose::Fund, false, Some(sum)) = (report.whose, all.is_zero(), lines.reduce(|sum, line| sum + &line)) {
        let whole = Figure::new(Value::Money(all), data.sum(report, &["obligations-all"], Slice::default()));
        report.check_equal("check-obligations", &sum.grouped(), &whole);
    }
}

/// What of an obligation nothing covers, and its row.
pub(super) fn uncovered<'a>(report: &'a Report<'_>) -> impl Iterator<Item = (Uncovered, &'a Expenditure)> {
    let ledger = report.view.ledger;
    report.view.attribution.uncovered.iter().map(move |part| (*part, &*ledger.spending[part.line as usize].fact))
}

/// What nothing covers in a place and theme, and since when.
struct Row {
    amount: Money,
    since: NaiveDate,
}

type Line<'a> = ((&'a GeographyCode, &'a ThemeCode), Row);

/// The sheet of those that nothing covers, by place and theme; none where there are none.
pub(super) fn sheet(report: &mut Report<'_>, data: &Data) -> Option<Sheet> {
    if !has_uncovered(report) {
        return None;
    }
    let mut sheet = report.sheet("uncovered");
    sheet.print.landscape = false;
    let mut sums: BTreeMap<(&GeographyCode, &ThemeCode), Row> = BTreeMap::new();
    for (part, fact) in uncovered(report) {
        let row = sums.entry((&fact.geography, &fact.theme));
        let row = row.or_insert(Row { amount: Money::ZERO, since: fact.date });
        row.amount += part.amount;
        row.since = row.since.min(fact.date);
    }
    let mut rows: Vec<Line<'_>> = sums.into_iter().collect();
    rows.sort_by_cached_key(|((place, theme), _)| (report.place_in_order(place), report.theme(theme)));
    sheet.paragraph(report.text("note-uncovered"), Style::Paragraph);
    let mut table = Table::new("Uncovered", "").totals(report.text("total"));
    table.column(report.head("h-country", 30), |((place, _), _): &Line<'_>| report.place(place));
    table.column(report.head("h-theme", 36), |((_, theme), _)| report.theme(theme));
    table.column(report.head("h-since", 14), |(_, row)| row.since);
    let amount = table.column(report.head("h-amount", 15).summed(), |((place, theme), row)| {
        Cell::money(row.amount).from(report.origin(Basis::Uncovered).place(place).theme(theme))
    });
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    let total = area.total(amount);
    let uncovered = report.view.attribution.total_uncovered();
    let stated = Figure::new(Value::Money(uncovered), data.sum(report, &["position-uncovered"], Slice::default()));
    report.check_equal("check-uncovered", &total, &stated);
    Some(sheet)
}
