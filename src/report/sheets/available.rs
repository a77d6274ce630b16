//! Money available to decide, on one page, as trustees report it; what is signed and still to come, by quarter; and which
//! decisions are proposed.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;

use crate::attribute::outcome::Amounts;
use crate::domain::facts::{Decision, DecisionStatus};
use crate::domain::{AgreementRef, Money, Percent, apportion};
use crate::ledger::{AgreementPosition, InstalmentPosition};

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
    if let Some(note) = due_after_end(report) {
        sheet.paragraph(note, Style::Note);
    }
    sheet.section(report.text("section-proposed"));
    proposed(report, &mut sheet);
    (sheet, available)
}

/// From what was received to what is available now; gives the latter.
fn lines(report: &Report<'_>, sheet: &mut Sheet) -> Figure {
    let mut table = Table::new("Available", "").totals(report.text("available-now"));
    table.column(report.head("h-figure", 62), |(line, _): &(AvailableLine, Money)| report.text(shown_as(*line)));
    let amount = table.column(report.head("h-amount", 20).summed(), |(line, amount)| {
        Cell::money(*amount).from(from(report, *line, *amount))
    });
    table.put(sheet, available::lines(report.view)).total(amount)
}

/// The key of the text of a line.
const fn shown_as(line: AvailableLine) -> &'static str {
    match line {
        AvailableLine::Received => "available-received",
        AvailableLine::Refunded => "available-refunded",
        AvailableLine::Interest => "available-interest",
        AvailableLine::Fee => "available-fee",
        AvailableLine::Levy => "available-levy",
        AvailableLine::Reserve => "available-reserve",
        AvailableLine::Allocated => "available-allocated",
        AvailableLine::Lapsed => "available-lapsed",
        AvailableLine::Held => "available-held",
        AvailableLine::NotThere => "available-not-there",
    }
}

/// Where the amount of a line comes from.
fn from(report: &Report<'_>, line: AvailableLine, amount: Money) -> Origin {
    let by_agreement = |rule, of: fn(&Amounts) -> Money| report.by_agreement(Basis::Placed, rule, of);
    match line {
        AvailableLine::Received => Origin::of(Basis::Deposits),
        AvailableLine::Refunded => Origin::of(Basis::Refunds),
        AvailableLine::Interest => {
            Origin::of(Basis::Interest).by("interest less bank charges, made programmable", amount)
        }
        AvailableLine::Fee => Origin::of(Basis::Fee),
        AvailableLine::Levy => Origin::of(Basis::Levy),
        AvailableLine::Reserve => report.by_agreement(Basis::Receipts, "support reserve", |of| -of.reserve),
        AvailableLine::Allocated => Origin::of(Basis::Placed),
        AvailableLine::Lapsed => by_agreement("lapsed", |of| -of.lapsed),
        AvailableLine::Held => report.by_agreement(Basis::Held, "held by decisions", |of| -of.held),
        AvailableLine::NotThere => by_agreement("over-allocated or below nothing", |of| {
            let net = of.received - of.refunded + of.transferred_in - of.transferred_out - of.fee - of.levy;
            of.unallocated - (net - of.reserve - of.allocated - of.lapsed)
        }),
    }
}

/// When signed money is due: overdue, in a quarter, or on no day that is known.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Overdue,
    /// Year, and quarter from 1 to 4.
    Quarter(i32, usize),
    Unknown,
}

impl Due {
    fn of(day: NaiveDate, as_of: NaiveDate) -> Self {
        if day < as_of { Self::Overdue } else { Self::Quarter(day.year(), day.month0() as usize / 3 + 1) }
    }

    fn words(self, report: &Report<'_>) -> String {
        match self {
            Self::Overdue => report.text("due-overdue"),
            Self::Unknown => report.text("due-unknown"),
            Self::Quarter(year, quarter) => {
                report.phrases.counted_with("due-quarter", quarter, &[("year", &year.to_string())])
            }
        }
    }
}

/// Money that is signed and still to come, by when it is due: its value, and what of it could be allocated.
fn to_come(report: &Report<'_>, sheet: &mut Sheet) {
    /// What is due of an agreement: its value, and what of it could be allocated.
    type Part<'a> = (&'a AgreementRef, Money, Money);
    let mut parts: BTreeMap<Due, Vec<Part<'_>>> = BTreeMap::new();
    for position in report.view.ledger.agreements.iter().filter(|position| position.is_signed()) {
        for (due, open, programmable) in by_due(position, report.view.ledger.as_of) {
            parts.entry(due).or_default().push((&position.agreement.reference, open, programmable));
        }
    }
    let sum = |parts: &[Part<'_>], rule: &str, of: fn(&Part<'_>) -> Money| {
        let terms = parts.iter().map(|part| (format!("{}: {rule}", part.0), of(part)));
        Cell::money(parts.iter().map(of).sum()).from(Origin::of(Basis::ToCome).made_of(terms))
    };
    let mut table = Table::new("ToCome", report.text("none-to-come")).totals(report.text("total"));
    table.column(report.head("h-due", 62), |(due, _): &(Due, Vec<Part<'_>>)| due.words(report));
    table.column(report.head("h-to-come", 20).summed(), |(_, parts)| sum(parts, "still to come", |part| part.1));
    table.column(report.head("h-programmable", 20).summed(), |(_, parts)| {
        sum(parts, "of what is still to come, what could be allocated", |part| part.2)
    });
    table.put(sheet, parts);
}

/// What is still to come of an agreement by when it is due: its value at today's rate, and what can be programmed of it,
/// both in proportion to its open instalments; what no instalment foresees has no day.
fn by_due(position: &AgreementPosition, as_of: NaiveDate) -> Vec<(Due, Money, Money)> {
    let due = |line: &InstalmentPosition| Due::of(line.instalment.due_on, as_of);
    let parts = parts(position).into_iter();
    parts.map(|(line, value, programmable)| (line.map_or(Due::Unknown, due), value, programmable)).collect()
}

/// The same by instalment; none of what no instalment foresees.
fn parts(position: &AgreementPosition) -> Vec<(Option<&InstalmentPosition>, Money, Money)> {
    let units = position.open.currency.minor_units();
    let minor = |amount: Decimal| Money::from_decimal(amount, units).unwrap_or_default().or_zero();
    let lines = position.instalments.iter();
    let mut parts: Vec<(Option<&InstalmentPosition>, Money)> =
        lines.map(|line| (Some(line), minor(line.open()))).collect();
    let foreseen: Money = parts.iter().map(|(_, open)| *open).sum();
    parts.push((None, (minor(position.open.amount) - foreseen).or_zero()));
    let weights: Vec<u64> = parts.iter().map(|(_, open)| open.minor().unsigned_abs()).collect();
    let split = |amount| apportion(amount, &weights).unwrap_or_default();
    let (values, programmable) = (split(position.open_value), split(position.to_come(Percent::WHOLE)));
    let parts = parts.into_iter().zip(values.into_iter().zip(programmable));
    let parts = parts.map(|((line, _), (value, programmable))| (line, value, programmable));
    parts.filter(|(_, value, _)| !value.is_zero()).collect()
}

/// How much of what the report's agreements have signed and is still to come is due after their end, in words; nothing where
/// nothing is.
pub(in super::super) fn due_after_end(report: &Report<'_>) -> Option<String> {
    let late = report.holdings.positions.iter().filter(|position| position.is_signed()).flat_map(|position| {
        let after =
            move |line: Option<&InstalmentPosition>| line.is_some_and(|due| report.is_due_after_end(position, due));
        parts(position).into_iter().filter(move |(line, ..)| after(*line)).map(|(_, value, _)| value)
    });
    let amount: Money = late.sum();
    (!amount.is_zero()).then(|| report.phrases.with("note-due-after-end", &[("amount", &report.in_base(amount))]))
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
