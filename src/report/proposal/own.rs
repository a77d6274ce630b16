//! Rows in which people decide what the program did not recommend.

use crate::domain::facts::DecisionAction;
use crate::month::Proposed;

use super::super::grid::{Cell, Figure, Formula, Handle, Range, Sheet, Style, Table, Value};
use super::super::sheets::Report;
use super::super::sheets::decisions::action_key;
use super::{Decided, Offered};

/// The columns as the settings name them, each with the key of its heading.
pub(super) const COLUMNS: [(&str, &str); 9] = [
    ("Decision", "h-number"),
    ("Date", "h-acts-on"),
    ("Action", "h-action"),
    ("From cell", "h-from-priority"),
    ("To cell", "h-to-priority"),
    ("Agreement", "h-agreement"),
    ("Amount", "h-amount"),
    ("Ends decision", "h-ends"),
    ("Reason", "h-reason"),
];

/// How many rows there are.
const ROWS: usize = 30;

/// The sheet, and what is decided on it: nothing so far.
pub(super) fn sheet(report: &Report<'_>, rows: &[Proposed], offered: &Offered) -> (Sheet, Decided) {
    let mut sheet = report.sheet("own-decisions");
    let month = rows.first().map_or_else(String::new, |row| row.number.clone());
    let number = month.split('/').next().unwrap_or_default().to_owned();
    sheet
        .paragraph(report.phrases.with("note-own-decisions", &[("number", &format!("{number}/A1"))]), Style::Paragraph);
    sheet.skip(1);
    let actions = DecisionAction::ALL.iter().map(|action| report.text(action_key(*action))).collect();
    let blank = |_: &usize| Cell::blank();
    let mut table = Table::new("OwnDecisions", "").totals(report.text("total"));
    let any = Vec::new;
    table.column(report.head("h-number", 12).filled_in(any()), blank);
    table.column(report.head("h-acts-on", 13).filled_in(any()), blank);
    let action = table.column(report.head("h-action", 12).filled_in(actions), blank);
    let from = table.column(report.head("h-from-priority", 34).filled_in(any()), blank);
    let to = table.column(report.head("h-to-priority", 34).filled_in(any()), blank);
    let agreement = table.column(report.head("h-agreement", 16).filled_in(any()), blank);
    let amount = table.column(report.head("h-amount", 16).filled_in(any()), blank);
    table.column(report.head("h-ends", 13).filled_in(any()), blank);
    table.column(report.head("h-reason", 44).filled_in(any()), blank);
    let takes = table.column(report.head("h-takes", 15).summed(), |_| takes(report, action, amount));
    let area = table.place(&mut sheet, 0..ROWS);
    sheet.lead_by(&area);
    for (column, list) in [(from, &offered.cells), (to, &offered.cells), (agreement, &offered.agreements)] {
        let range: Range = area.column(column);
        sheet.offer(range, (&list.0, list.1));
    }
    let decided = Decided {
        to: area.figures(to),
        from: area.figures(from),
        entered: area.figures(amount),
        taken: area.total(takes),
        recommended: None,
        unexplained: None,
    };
    (sheet, decided)
}

/// What a row takes of the money that is available, by its action.
fn takes(report: &Report<'_>, action: Handle, amount: Handle) -> Figure {
    let is = |one: DecisionAction| Formula::same(action, Formula::words(&report.text(action_key(one))));
    let returned = Formula::either(is(DecisionAction::Return), -Formula::from(amount), Formula::nothing());
    let formula = Formula::either(is(DecisionAction::Allocate), amount, returned);
    Figure::new(Value::Money(crate::domain::Money::ZERO), formula)
}
