//! Rows in which people decide what the program did not recommend.

use crate::domain::facts::DecisionAction;
use crate::domain::{Money, Month};

use super::super::grid::{Cell, Figure, Formula, Range, Sheet, Style, Table, Value};
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
pub(super) fn sheet(report: &Report<'_>, offered: &Offered) -> (Sheet, Decided) {
    let mut sheet = report.sheet("own-decisions");
    let number = format!("{}/A1", Month::of(report.view.ledger.as_of));
    sheet.paragraph(report.phrases.with("note-own-decisions", &[("number", &number)]), Style::Paragraph);
    sheet.skip(1);
    let actions = DecisionAction::ALL.iter().map(|action| report.text(action_key(*action))).collect();
    let blank = |_: &usize| Cell::blank();
    let mut table = Table::new("OwnDecisions", "");
    let any = Vec::new;
    table.column(report.head("h-number", 12).filled_in(any()), blank);
    table.column(report.head("h-acts-on", 14).filled_in_with_days(), blank);
    let action = table.column(report.head("h-action", 12).filled_in(actions), blank);
    let from = table.column(report.head("h-from-priority", 34).filled_in(any()), blank);
    let to = table.column(report.head("h-to-priority", 34).filled_in(any()), blank);
    let agreement = table.column(report.head("h-agreement", 16).filled_in(any()), blank);
    let amount = table.column(report.head("h-amount", 16).filled_in(any()), blank);
    table.column(report.head("h-ends", 13).filled_in(any()), blank);
    table.column(report.head("h-reason", 44).filled_in(any()), blank);
    let area = table.put(&mut sheet, 0..ROWS);
    sheet.lead_by(&area);
    for (column, list) in [(from, &offered.cells), (to, &offered.cells), (agreement, &offered.agreements)] {
        let range: Range = area.column(column);
        sheet.offer(range, (&list.0, list.1));
    }
    let decided = Decided {
        to: area.figures(to),
        from: area.figures(from),
        amounts: area.figures(amount),
        adopted: None,
        taken: takes(report, &area.figures(action), &area.figures(amount)),
        recommended: None,
        unexplained: None,
    };
    (sheet, decided)
}

/// What the rows take of the money that is available, by their actions: nothing so far.
fn takes(report: &Report<'_>, actions: &Formula, amounts: &Formula) -> Figure {
    let sum = |action: DecisionAction| {
        let wanted = Formula::words(&report.text(action_key(action)));
        Formula::sum_if(amounts, &[(actions, wanted)])
    };
    let takes = sum(DecisionAction::Allocate) - sum(DecisionAction::Return);
    Figure::new(Value::Money(Money::ZERO), takes)
}
