//! The open items: every difference that somebody must decide about, with what was decided, and cells to decide in.
//!
//! `poolfund settle` reads the sheet back by its headings and words, which are those of the fund's own language.

use crate::domain::Money;
use crate::domain::facts::Resolution;
use crate::ledger::store::OpenItem;
use crate::reconcile::{Cause, Difference, age, is_open};
use crate::report::grid::{Cell, Figure, Formula, Sheet, Style, Table, Value};
use crate::report::sheets::Report;

use super::differences::origin_of;
use super::words::{cause_words, kind_words, numbers, proposal, resolution_words};

/// The ends of the classes of age, in days.
const AGES: [i64; 3] = [30, 60, 90];

/// The items, as other sheets refer to them.
pub(super) struct Listed {
    pub causes: Formula,
    pub ages: Formula,
    pub open: Formula,
    /// What the open ones do to the balance.
    pub total: Figure,
}

/// An item with its difference.
type Row<'a> = (&'a OpenItem, &'a Difference);

/// The items of a report: by cause, the oldest first.
pub(super) fn sorted<'a>(report: &Report<'a>) -> Vec<Row<'a>> {
    let reconciliation = report.view.reconciliation;
    let standing = reconciliation.open.standing.iter();
    let mut rows: Vec<Row<'a>> =
        standing.filter_map(|(index, item)| Some((item, reconciliation.differences.get(*index)?))).collect();
    let order = |cause: Cause| Cause::ALL.iter().position(|other| *other == cause);
    rows.sort_by_key(|(item, difference)| (order(difference.cause()), item.dated));
    rows
}

/// The classes of age, in words: `0-30 days`, ..., `over 90 days`.
pub(super) fn age_words(report: &Report<'_>, days: i64) -> String {
    let from = AGES.iter().rev().find(|end| days > **end);
    match (from, AGES.iter().find(|end| days <= **end)) {
        (from, Some(end)) => {
            let from = from.map_or(0, |end| end + 1).to_string();
            report.phrases.with("age-class", &[("from", &from), ("to", &end.to_string())])
        }
        (from, None) => report.phrases.with("age-over", &[("days", &from.unwrap_or(&0).to_string())]),
    }
}

/// A day of each class, the youngest first.
pub(super) fn age_classes() -> impl Iterator<Item = i64> {
    std::iter::once(0).chain(AGES.map(|end| end + 1))
}

pub(super) fn sheet(report: &Report<'_>) -> (Sheet, Listed) {
    let as_of = report.view.ledger.as_of;
    let mut sheet = report.sheet("open-items");
    sheet.paragraph(report.text("note-open-items"), Style::Paragraph);
    sheet.skip(1);
    let rows = sorted(report);
    let all: Money = rows.iter().map(|(item, _)| if is_open(item) { item.effect } else { Money::ZERO }).sum();
    let mut table = Table::new("OpenItems", report.text("none-differences")).filtered();
    table.column(report.head("h-item", 12), |(item, _): &Row<'_>| item.id.as_str());
    table.column(report.head("h-what", 18), |(item, _)| kind_words(report, item.kind));
    let causes = table.column(report.head("h-cause", 20), |(_, difference)| cause_words(report, difference.cause()));
    table.column(report.head("h-document", 24), |(item, _)| documents(report, item));
    table.column(report.head("h-reference", 14), |(item, _)| {
        item.agreement.as_ref().map(ToString::to_string).or_else(|| item.project.clone())
    });
    table.column(report.head("h-date", 12), |(item, _)| item.dated);
    table.column(report.head("h-first-seen", 12), |(item, _)| item.first_seen);
    let ages = table.column(report.head("h-age", 16), |(item, _)| age_words(report, age(item, as_of)));
    table.column(report.head("h-difference", 15), |(item, difference)| {
        Cell::money(item.amount).from(origin_of(difference, "the fund's lines less finance's", item.amount))
    });
    let open = table.column(report.head("h-open-effect", 15), |(item, difference)| {
        let effect = if is_open(item) { item.effect } else { Money::ZERO };
        Cell::money(effect).from(origin_of(difference, "its effect on the balance while it is open", effect))
    });
    table.column(report.head("h-proposal", 50), |(item, difference)| proposal(report, &item.id, difference));
    let choices = Resolution::ALL.iter().map(|resolution| resolution_words(report, *resolution)).collect();
    table.column(report.head("h-owner", 14).filled_in(Vec::new()), |(item, _)| item.owner.clone());
    table.column(report.head("h-settlement", 18).filled_in(choices), |(item, _)| {
        item.settled.as_ref().map(|settled| resolution_words(report, settled.resolution))
    });
    table.column(report.head("h-reason", 30).filled_in(Vec::new()), |(item, _)| {
        item.settled.as_ref().and_then(|settled| settled.reason.clone())
    });
    table.column(report.head("h-as-at", 12), |_| as_of);
    table.column(report.head("h-settled-by", 14), |(item, _)| item.settled.as_ref().map(|settled| settled.by.clone()));
    table.column(report.head("h-settled-on", 12), |(item, _)| item.settled.as_ref().map(|settled| settled.on));
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    let listed = Listed {
        causes: area.figures(causes),
        ages: area.figures(ages),
        open: area.figures(open),
        total: Figure::new(Value::Money(all), Formula::sum_of(&area.figures(open))),
    };
    (sheet, listed)
}

/// The numbers of an item's lines on both sides.
pub(super) fn documents(report: &Report<'_>, item: &OpenItem) -> String {
    match (item.ours.is_empty(), item.theirs.is_empty()) {
        (false, true) => numbers(report, &item.ours),
        (true, _) => numbers(report, &item.theirs),
        (false, false) if item.ours == item.theirs => numbers(report, &item.ours),
        (false, false) => format!("{} / {}", numbers(report, &item.ours), numbers(report, &item.theirs)),
    }
}

/// How many items of a sum there are, and what they do to the balance.
pub(super) fn counted<'a>(rows: impl Iterator<Item = &'a OpenItem>) -> (usize, Money) {
    rows.filter(|item| is_open(item)).fold((0, Money::ZERO), |(count, sum), item| (count + 1, sum + item.effect))
}
