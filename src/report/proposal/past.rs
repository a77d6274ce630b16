//! The costs of past months as the committee reads them on paper: what each priority would get for them, of which months.
//!
//! What comes in: the rows that would pay them, and the list of these. What leaves: a sheet with a line for each priority. What
//! it does not know: who pays; the list of all rows says that.

use std::collections::BTreeMap;

use crate::domain::Month;
use crate::month::Proposed;

use super::super::grid::{Cell, Content, Formula, Sheet, Style, Table};
use super::super::sheets::Report;
use super::Decided;
use super::recommendation::{by_parts, name, paid};

/// The rows of a priority: those that bring it money, or where they bring none, those that take some back.
#[derive(Default)]
struct Priority<'p> {
    brought: Vec<&'p Proposed>,
    taken: Vec<&'p Proposed>,
}

/// The sheet.
pub(super) fn sheet(report: &Report<'_>, rows: &[&Proposed], listed: &Decided) -> Sheet {
    let mut sheet = report.sheet("past-priorities");
    sheet.paragraph(report.text("note-past-priorities"), Style::Paragraph);
    sheet.skip(1);
    let mut priorities: BTreeMap<String, Priority<'_>> = BTreeMap::new();
    for row in rows.iter().copied() {
        match (name(report, row.to.as_ref()), name(report, row.from.as_ref())) {
            (Some(to), _) => priorities.entry(to).or_default().brought.push(row),
            (None, Some(from)) => priorities.entry(from).or_default().taken.push(row),
            (None, None) => {}
        }
    }
    let mut table = Table::new("PastPriorities", report.text("none-past-costs")).totals(report.text("total"));
    let priority = table.column(report.head("h-priority", 60), |(name, _): &(String, Priority<'_>)| name.clone());
    table.column(report.head("h-months", 24), |(_, of)| months(report, of));
    table.column(report.head("h-for-past", 18).summed(), move |(_, of)| {
        let amount = Cell::money(of.brought.iter().map(|row| row.amount()).sum()).from(paid(&of.brought));
        Content::live(amount, Formula::sum_if(&listed.amounts, &[(&listed.to, Formula::from(priority))]))
    });
    if priorities.values().any(|of| !of.taken.is_empty()) {
        table.column(report.head("h-taken-back", 18).summed(), |(_, of)| {
            Cell::money(of.taken.iter().map(|row| row.amount()).sum()).from(paid(&of.taken))
        });
    }
    let mut priorities: Vec<(String, Priority<'_>)> = priorities.into_iter().collect();
    priorities.sort_by_cached_key(|(name, _)| by_parts(name));
    let area = table.put(&mut sheet, priorities);
    sheet.lead_by(&area);
    sheet
}

/// The months in which the rows of a priority act.
fn months(report: &Report<'_>, of: &Priority<'_>) -> String {
    let days = || of.brought.iter().chain(&of.taken).map(|row| Month::of(row.date));
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if first != last => {
            report.phrases.with("period", &[("from", &first.to_string()), ("to", &last.to_string())])
        }
        (first, _) => first.map(|month| month.to_string()).unwrap_or_default(),
    }
}
