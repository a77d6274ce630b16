//! Money available to decide, on one page, as trustees report it; what is signed and still to come, by quarter; and which
//! decisions are proposed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::domain::facts::{Decision, DecisionStatus};
use crate::domain::{Money, Percent, apportion};
use crate::ledger::AgreementPosition;

use super::super::available::{self, AvailableLine};
use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::Report;

/// The sheet, and what is available now.
pub(in super::super) fn sheet(report: &Report<'_>) -> (Sheet, Figure) {
    let mut sheet = report.sheet("available");
    sheet.print.one_page = true;
    sheet.print.landscape = false;
    sheet.section(report.text("section-available"));
    let available = lines(report, &mut sheet);
    sheet.paragraph(report.text("note-available"), Style::Note);
    sheet.section(report.text("section-to-come"));
    to_come(report, &mut sheet);
    sheet.section(report.text("section-proposed"));
    proposed(report, &mut sheet);
    (sheet, available)
}

/// From what was received to what is available now; gives the latter.
fn lines(report: &Report<'_>, sheet: &mut Sheet) -> Figure {
    let mut table = Table::new("Available", "").totals(report.text("available-now"));
    table.column(report.head("h-figure", 62), |(line, _): &(AvailableLine, Money)| report.text(shown_as(*line).0));
    let amount = table.column(report.head("h-amount", 20).summed(), |(line, amount)| {
        let basis = shown_as(*line).1;
        Cell::money(*amount).from(Origin::of(basis).by("a line of what is available to decide", *amount))
    });
    table.put(sheet, available::lines(report.view)).total(amount)
}

/// The text of a line, and what it comes from.
const fn shown_as(line: AvailableLine) -> (&'static str, Basis) {
    match line {
        AvailableLine::Received => ("available-received", Basis::Receipts),
        AvailableLine::Refunded => ("available-refunded", Basis::GivenBack),
        AvailableLine::Interest => ("available-interest", Basis::Interest),
        AvailableLine::Fee => ("available-fee", Basis::Fee),
        AvailableLine::Levy => ("available-levy", Basis::Levy),
        AvailableLine::Reserve => ("available-reserve", Basis::Receipts),
        AvailableLine::Allocated => ("available-allocated", Basis::Placed),
        AvailableLine::Lapsed => ("available-lapsed", Basis::Placed),
        AvailableLine::Held => ("available-held", Basis::Placed),
        AvailableLine::NotThere => ("available-not-there", Basis::Placed),
    }
}

/// When signed money is due: overdue, in a quarter, or on no day that is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Overdue,
    /// Year, and quarter from 1 to 4.
    Quarter(i32, u32),
    Unknown,
}

impl Due {
    fn of(day: NaiveDate, as_of: NaiveDate) -> Self {
        if day <= as_of { Self::Overdue } else { Self::Quarter(day.year(), day.month0() / 3 + 1) }
    }

    fn words(self, report: &Report<'_>) -> String {
        match self {
            Self::Overdue => report.text("due-overdue"),
            Self::Unknown => report.text("due-unknown"),
            Self::Quarter(year, quarter) => {
                let words = [("quarter", quarter.to_string()), ("year", year.to_string())];
                report.phrases.with("due-quarter", &words.each_ref().map(|(name, word)| (*name, word.as_str())))
            }
        }
    }
}

/// Money that is signed and still to come, by when it is due: its value, and what of it could be allocated.
fn to_come(report: &Report<'_>, sheet: &mut Sheet) {
    let mut sums: BTreeMap<Due, (Money, Money)> = BTreeMap::new();
    for position in report.view.ledger.agreements.iter().filter(|position| position.is_signed()) {
        for (due, open, programmable) in by_due(position, report.view.ledger.as_of) {
            let sum = sums.entry(due).or_default();
            *sum = (sum.0 + open, sum.1 + programmable);
        }
    }
    let mut table = Table::new("ToCome", report.text("none-to-come")).totals(report.text("total"));
    table.column(report.head("h-due", 62), |(due, _): &(Due, (Money, Money))| due.words(report));
    let from =
        |amount: &Money| Origin::of(Basis::ToCome).by("what is signed and still to come, by when it is due", *amount);
    table.column(report.head("h-to-come", 20).summed(), |(_, (open, _))| Cell::money(*open).from(from(open)));
    table.column(report.head("h-programmable", 20).summed(), |(_, (_, programmable))| {
        Cell::money(*programmable).from(from(programmable))
    });
    table.put(sheet, sums);
}

/// What is still to come of an agreement by when it is due: its value at today's rate, and what can be programmed of it,
/// both in proportion to its open instalments; what no instalment foresees has no day.
fn by_due(position: &AgreementPosition, as_of: NaiveDate) -> Vec<(Due, Money, Money)> {
    let units = position.open.currency.minor_units();
    let minor = |amount: Decimal| Money::from_decimal(amount, units).unwrap_or_default().or_zero();
    let instalments = position.instalments.iter().map(|line| (Due::of(line.instalment.due_on, as_of), line.open()));
    let mut parts: Vec<(Due, Money)> = instalments.map(|(due, open)| (due, minor(open))).collect();
    let foreseen: Money = parts.iter().map(|(_, open)| *open).sum();
    parts.push((Due::Unknown, (minor(position.open.amount) - foreseen).or_zero()));
    let weights: Vec<u64> = parts.iter().map(|(_, open)| open.minor().unsigned_abs()).collect();
    let split = |amount| apportion(amount, &weights).unwrap_or_default();
    let (values, programmable) = (split(position.open_value), split(position.to_come(Percent::WHOLE)));
    let parts = parts.into_iter().zip(values.into_iter().zip(programmable));
    let parts = parts.map(|((due, _), (value, programmable))| (due, value, programmable));
    parts.filter(|(_, value, _)| !value.is_zero()).collect()
}

/// Decisions that wait to be adopted.
fn proposed(report: &Report<'_>, sheet: &mut Sheet) {
    let mut decisions = report.view.facts.all_decisions();
    decisions.retain(|decision| decision.status == DecisionStatus::Proposed);
    decisions.sort_by(|one, other| (one.date, &one.number).cmp(&(other.date, &other.number)));
    let mut table = Table::new("Proposed", report.text("none-proposed")).totals(report.text("total"));
    table.column(report.head("h-decision", 62), |decision: &Decision| report.decision_words(decision));
    table.column(report.head("h-amount", 20).summed(), |decision| {
        decision.amount.map(|amount| Cell::money(amount).from(Origin::Row(decision.source.clone())))
    });
    table.column(report.head("h-date", 20), |decision| decision.date);
    table.put(sheet, decisions);
}
