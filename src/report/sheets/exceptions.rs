//! Exceptions: all that somebody has to act on, with its age, who is to act, and what is to be done.
//!
//! What comes in: what is to be done about agreements, expenditure that is pending, money above its limit. What leaves: one
//! row for each, the most pressing kind first. What it does not know: differences with finance, which have a workbook.

use std::collections::BTreeMap;

use crate::attribute::PendingLine;
use crate::attribute::outcome::Over;
use crate::attribute::run::PendingCause;

use super::super::grid::{Cell, Sheet, Table, Value};
use super::super::origin::{Basis, Origin};
use super::Report;
use super::attention::{self, Need};
use super::pending;
use super::position::HeldFrom;

/// Something that somebody has to act on.
struct Exception {
    matter: String,
    donor: String,
    currency: &'static str,
    amount: Cell,
    /// Days since it was due; below nothing where it is to come.
    age: i64,
    who: &'static str,
    what: String,
}

/// The sheet.
pub(in super::super) fn sheet(report: &Report<'_>) -> Sheet {
    let mut sheet = report.sheet("exceptions");
    sheet.skip(1);
    let mut rows = of_agreements(report);
    rows.extend(of_pending(report));
    rows.extend(of_over(report));
    let mut table = Table::new("Exceptions", report.text("none-attention")).filtered();
    table.column(report.head("h-attention", 44), |row: &Exception| row.matter.clone());
    table.column(report.head("h-donor", 30), |row| row.donor.clone());
    table.column(report.head("h-currency", 10), |row| row.currency);
    table.column(report.head("h-amount", 16), |row| row.amount.clone());
    table.column(report.head("h-age-days", 10), |row| {
        let rule = "days from the day it was due to the day of the report";
        let days = Value::Whole(row.age);
        Cell::new(days).from(Origin::of(Basis::Receipts).counting(rule))
    });
    table.column(report.head("h-who", 20), |row| report.text(row.who));
    table.column(report.head("h-to-do", 56), |row| row.what.clone());
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    sheet
}

/// Late instalments, lapsed money, and money that lapses soon.
fn of_agreements(report: &Report<'_>) -> Vec<Exception> {
    let items = report.attention().into_iter().filter(|item| item.need != Need::Next);
    let exception = |item: attention::Attention<'_>| Exception {
        matter: attention::matter(report, &item),
        donor: report.donor_name(&item.position.agreement.donor),
        currency: attention::currency(report, &item),
        amount: attention::amount(&item),
        age: report.days_since(item.day),
        who: if item.need == Need::Overdue { "who-donor" } else { "who-partnerships" },
        what: report.text(attention::to_do(item.need)),
    };
    items.map(exception).collect()
}

/// Pending expenditure by cause, as old as its oldest line.
fn of_pending(report: &Report<'_>) -> Vec<Exception> {
    let ledger = report.view.ledger;
    let mut by_cause: BTreeMap<PendingCause, Vec<&PendingLine>> = BTreeMap::new();
    for pending in &report.view.attribution.pending {
        by_cause.entry(pending.cause).or_default().push(pending);
    }
    let fact = |line: &PendingLine| &ledger.spending[line.line as usize].fact;
    let exception = |(cause, lines): (PendingCause, Vec<&PendingLine>)| {
        let terms = lines.iter().map(|line| {
            let fact = fact(line);
            (format!("{}, {}", fact.document.as_deref().unwrap_or(&fact.project), fact.date), line.amount)
        });
        Exception {
            matter: report.phrases.counted(pending::counted(cause), lines.len()),
            donor: String::new(),
            currency: report.currency(),
            amount: Cell::money(lines.iter().map(|line| line.amount).sum())
                .from(Origin::of(Basis::Pending).made_of(terms)),
            age: lines.iter().map(|line| report.days_since(fact(line).date)).max().unwrap_or_default(),
            who: pending::who(cause),
            what: report.text(pending::to_do(cause)),
        }
    };
    by_cause.into_iter().map(exception).collect()
}

/// Money above what agreements have.
fn of_over(report: &Report<'_>) -> Vec<Exception> {
    let over = report.view.book.over.iter().filter_map(|over| match over {
        Over::Agreement { agreement, amount, .. } => {
            let position = &report.view.ledger.agreements[*agreement as usize];
            let reference = position.agreement.reference.as_str();
            Some(Exception {
                matter: report.phrases.with("exception-over", &[("agreement", reference)]),
                donor: report.donor_name(&position.agreement.donor),
                currency: report.currency(),
                amount: Cell::money(*amount)
                    .from(HeldFrom::of(position, &report.view.amounts(&position.agreement.reference)).over),
                age: 0,
                who: "who-committee",
                what: report.text("to-do-over"),
            })
        }
        Over::Cell { .. } => None,
    });
    over.collect()
}
