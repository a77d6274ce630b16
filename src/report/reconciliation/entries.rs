//! The entries that would correct the differences, in the books that each is for.

use crate::reconcile::{Line, Side, Step};
use crate::report::grid::{Cell, Sheet, Style, Table};
use crate::report::origin::{Basis, Origin};
use crate::report::sheets::Report;

use super::differences::named;
use super::words::{cause_words, kind_words, side_words};

/// An entry: the name of its item, whose books it is for, and the line.
struct Entry<'a> {
    name: &'a str,
    cause: String,
    side: Side,
    line: &'a Line,
}

/// All entries; nothing when no difference needs any.
pub(super) fn sheet(report: &Report<'_>) -> Option<Sheet> {
    let mut rows: Vec<Entry<'_>> = Vec::new();
    for (name, difference) in named(report) {
        for step in &difference.proposal.steps {
            if let Step::Book { side, entries } = step {
                let cause = || cause_words(report, difference.cause());
                rows.extend(entries.iter().map(|line| Entry { name, cause: cause(), side: *side, line }));
            }
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("entries");
    sheet.paragraph(report.text("note-entries"), Style::Paragraph);
    sheet.skip(1);
    let mut table = Table::new("Entries", "").filtered();
    table.column(report.head("h-item", 12), |entry: &Entry<'_>| entry.name);
    table.column(report.head("h-books", 10), |entry| side_words(report, entry.side));
    table.column(report.head("h-value-date", 12), |entry| entry.line.date);
    table.column(report.head("h-what", 19), |entry| kind_words(report, entry.line.kind));
    table.column(report.head("h-quotes", 26), |entry| entry.line.quotes().collect::<Vec<_>>().join("; "));
    table.column(report.head("h-donor", 32), |entry| {
        entry.line.donor().map(|code| report.donor_name(code)).unwrap_or_default()
    });
    table.column(report.head("h-agreement", 16), |entry| {
        entry.line.agreement().map(|agreement| agreement.to_string()).unwrap_or_default()
    });
    table.column(report.head("h-project", 14), |entry| entry.line.project().unwrap_or_default().to_owned());
    table.column(report.head("h-country", 18), |entry| entry.line.geography().map(|place| report.place(place)));
    table.column(report.head("h-theme", 28), |entry| entry.line.theme().map(|theme| report.theme(theme)));
    table.column(report.head("h-amount", 16), |entry| {
        let rule = "the entry that leaves nothing of the difference";
        Cell::money(entry.line.amount).from(Origin::of(Basis::OpenItems).by(rule, entry.line.amount))
    });
    table.column(report.head("h-cause", 20), |entry| entry.cause.clone());
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    Some(sheet)
}
