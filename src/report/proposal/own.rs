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

/// The sheet, and what is decided on it: nothing so far. `left_over` is what is allocated beyond the money that is there, less
/// what the recommendation takes back of it: what is returned makes that good first.
pub(super) fn sheet(report: &Report<'_>, offered: &Offered, left_over: Option<&Figure>) -> (Sheet, Decided) {
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
    let (actions, amounts) = (area.figures(action), area.figures(amount));
    let healed =
        left_over.map(|over| Formula::smaller(acting(report, DecisionAction::Return, (&actions, &amounts)), over));
    let takes = |healed| takes(report, (&actions, &amounts), healed);
    let figure = |formula| Figure::new(Value::Money(Money::ZERO), formula);
    let decided = Decided {
        to: area.figures(to),
        from: area.figures(from),
        amounts: area.figures(amount),
        adopted: None,
        net: figure(takes(None)),
        taken: figure(takes(healed.as_ref())),
        of_lapsed: None,
        healed: figure(healed.unwrap_or_else(Formula::nothing)),
        recommended: None,
        by_action: Vec::new(),
        unexplained: None,
    };
    (sheet, decided)
}

/// What the rows with an action come to.
fn acting(report: &Report<'_>, action: DecisionAction, (actions, amounts): (&Formula, &Formula)) -> Formula {
    Formula::sum_if(amounts, &[(actions, Formula::words(&report.text(action_key(action))))])
}

/// What the rows take of the money that is available: what is returned comes back, but for what heals an over-allocation.
fn takes(report: &Report<'_>, rows: (&Formula, &Formula), healed: Option<&Formula>) -> Formula {
    let takes = acting(report, DecisionAction::Allocate, rows) - acting(report, DecisionAction::Return, rows);
    healed.map_or(takes.clone(), |healed| takes + healed.clone())
}
