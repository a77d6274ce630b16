//! The reconciliation with finance: what was compared, the bridge from one side's balance to the other's, every difference
//! with its cause and what shows it, the lines behind it, and the entries that would mend it.

mod bridge;
mod compared;
mod differences;
mod entries;
mod groups;
mod words;

use super::grid::{Book, Sheet};
use super::sheets::Report;
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut report = Report::of_fund(view);
    let title = report.phrases.with("book-reconciliation", &[("fund", &view.fund.name)]);
    let (differences, listed) = differences::sheet(&report);
    let (lines, of_lines) = differences::lines(&report);
    let bridge = bridge::sheet(&mut report, &listed, &of_lines);
    let compared = compared::sheet(&report);
    let mut sheets = vec![bridge, compared, differences, lines];
    sheets.extend(entries::sheet(&report));
    sheets.extend(groups::sheet(&report));
    report.book(title, sheets)
}

/// The largest differences, for the fund's own report; nothing when there is none.
pub(super) fn largest(report: &Report<'_>) -> Option<Sheet> {
    differences::largest(report)
}
