//! What was compared and what was not, by kind and month, with counts and sums of both sides.

use crate::domain::Month;
use crate::domain::facts::FinanceKind;
use crate::reconcile::{Compared, Tally};
use crate::report::grid::{Cell, Sheet, Style, Table};
use crate::report::origin::{Basis, Origin};
use crate::report::sheets::Report;

use super::words::kind_words;

/// The rule of a tally.
const OF_MONTH: &str = "the lines of this kind, of this month, in this state";

/// Two headings, of a count and of a sum, what they count, and where that comes from.
type Tallied = (&'static str, &'static str, fn(&Compared) -> Tally, fn(FinanceKind) -> Basis);

pub(super) fn sheet(report: &Report<'_>) -> Sheet {
    type Row<'a> = (&'a (FinanceKind, Month), &'a Compared);
    let mut sheet = report.sheet("compared");
    sheet.paragraph(report.text("note-compared"), Style::Paragraph);
    sheet.skip(1);
    let mut table = Table::new("Compared", report.text("none-compared")).filtered();
    table.column(report.head("h-what", 30), |((kind, _), _): &Row<'_>| kind_words(report, *kind));
    table.column(report.head("h-month", 16), |((kind, month), _)| {
        // A sum to date is of no one month.
        if kind.is_to_date() {
            report.phrases.with("month-to-date", &[("month", &month.to_string())])
        } else {
            month.to_string()
        }
    });
    table.column(report.head("h-compared", 16), |(_, compared)| state(report, compared));
    let tallies: [Tallied; 3] = [
        ("h-lines-ours", "h-ours", |compared| compared.ours, Basis::Ours),
        ("h-lines-theirs", "h-theirs", |compared| compared.theirs, Basis::Theirs),
        ("h-lines-not", "h-not-compared", |compared| compared.not_compared, Basis::Ours),
    ];
    for (lines, sum, tally, what) in tallies {
        table.column(report.head(lines, 12), move |((kind, _), compared)| {
            Cell::whole(tally(compared).lines).from(Origin::of(what(*kind)).counting(OF_MONTH))
        });
        table.column(report.head(sum, 18), move |((kind, _), compared)| {
            let sum = tally(compared).sum;
            Cell::money(sum).from(Origin::of(what(*kind)).by(OF_MONTH, sum))
        });
    }
    let area = table.put(&mut sheet, &report.view.reconciliation.compared);
    sheet.lead_by(&area);
    sheet
}

/// Whether a kind was compared in a month.
fn state(report: &Report<'_>, compared: &Compared) -> String {
    let some = compared.ours.lines + compared.theirs.lines > 0;
    report.text(match (some, compared.not_compared.lines > 0) {
        (true, false) => "compared-yes",
        (true, true) => "compared-in-part",
        (false, _) => "compared-no",
    })
}
