//! The reconciliation with finance: what was compared, the bridge from one side's balance to the other's, every difference
//! with its cause and what shows it, the lines behind it, and the entries that would mend it.

mod bridge;
mod compared;
mod differences;
mod entries;
mod groups;
mod words;

use super::grid::{Book, Sheet};
use super::sheets::Context;
use super::view::View;

/// Builds the workbook.
pub fn book(view: &View<'_>) -> Book {
    let mut context = Context::of_fund(view);
    let title = context.texts.with("book-reconciliation", &[("fund", &view.fund.name)]);
    let (differences, listed) = differences::sheet(&context);
    let (lines, of_lines) = differences::lines(&context);
    let bridge = bridge::sheet(&mut context, &listed, &of_lines);
    let compared = compared::sheet(&context);
    let mut sheets = vec![bridge, compared, differences, lines];
    sheets.extend(entries::sheet(&context));
    sheets.extend(groups::sheet(&context));
    context.book(title, sheets)
}

/// The largest differences, for the fund's own report; nothing when there is none.
pub(super) fn largest(context: &Context<'_>) -> Option<Sheet> {
    differences::largest(context)
}
