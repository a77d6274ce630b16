//! Pending expenditure: what no agreement can be charged with yet, since when, and why.

use crate::attribute::PendingLine;
use crate::attribute::run::PendingCause;

use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::Origin;
use super::Report;

/// The sheet, and the total of what is pending; none where nothing is.
pub(in super::super) fn sheet(report: &Report<'_>) -> Option<(Sheet, Figure)> {
    let pending = &report.view.attribution.pending;
    if pending.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("pending");
    let ledger = report.view.ledger;
    let fact = |pending: &PendingLine| &ledger.spending[pending.line as usize].fact;
    sheet.paragraph(report.text("note-pending"), Style::Paragraph);
    let mut table = Table::new("Pending", "").totals(report.text("total")).filtered();
    table.column(report.head("h-incurred", 14), |pending: &&PendingLine| fact(pending).date);
    table.column(report.head("h-days", 9), |pending| {
        let days = (ledger.as_of - fact(pending).date).num_days();
        let from = Origin::Days(fact(pending).date, fact(pending).source.clone());
        Cell::whole(usize::try_from(days).unwrap_or_default()).from(from)
    });
    let amount = table.column(report.head("h-amount", 15).summed(), |pending| {
        Cell::money(pending.amount).from(Origin::Row(fact(pending).source.clone()))
    });
    table.column(report.head("h-cause", 26), |pending| cause(report, pending.cause));
    table.column(report.head("h-who", 16), |pending| report.text(who(pending.cause)));
    table.column(report.head("h-document", 15), |pending| {
        fact(pending).document.clone().unwrap_or_else(|| fact(pending).project.to_string())
    });
    table.column(report.head("h-country", 18), |pending| report.place(&fact(pending).geography));
    table.column(report.head("h-theme", 26), |pending| report.theme(&fact(pending).theme));
    table.column(report.head("h-category", 20), |pending| report.category(fact(pending).category));
    if pending.iter().any(|pending| fact(pending).agreement.is_some()) {
        table.column(report.head("h-agreement", 15), |pending| {
            fact(pending).agreement.as_ref().map_or_else(String::new, ToString::to_string)
        });
    }
    table.column(report.head("h-source", 25), |pending| report.source(&fact(pending).source));
    let mut rows: Vec<&PendingLine> = pending.iter().collect();
    rows.sort_by_key(|pending| (fact(pending).date, pending.line));
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    let total = area.total(amount);
    Some((sheet, total))
}

/// Why something is pending.
fn cause(report: &Report<'_>, cause: PendingCause) -> String {
    report.text(match cause {
        PendingCause::NoCell => "pending-no-cell",
        PendingCause::NotEligible => "pending-not-eligible",
        PendingCause::BeyondNeed => "pending-beyond-need",
        PendingCause::NoMoney => "pending-no-money",
    })
}

/// Who is to act on it.
pub(super) const fn who(cause: PendingCause) -> &'static str {
    match cause {
        PendingCause::NoCell | PendingCause::BeyondNeed => "who-programme",
        PendingCause::NotEligible => "who-partnerships",
        PendingCause::NoMoney => "who-committee",
    }
}

/// What is to be done about it.
pub(super) const fn to_do(cause: PendingCause) -> &'static str {
    match cause {
        PendingCause::NoCell => "to-do-no-cell",
        PendingCause::NotEligible => "to-do-not-eligible",
        PendingCause::BeyondNeed => "to-do-beyond-need",
        PendingCause::NoMoney => "to-do-no-money",
    }
}

/// How many lines are pending for it.
pub(super) const fn counted(cause: PendingCause) -> &'static str {
    match cause {
        PendingCause::NoCell => "exception-no-cell",
        PendingCause::NotEligible => "exception-not-eligible",
        PendingCause::BeyondNeed => "exception-beyond-need",
        PendingCause::NoMoney => "exception-no-money",
    }
}
