//! Checks: live formulas that are true as long as the figures of the workbook tie.

use super::super::grid::{Cell, Sheet, Style, Table};
use super::Context;

/// The sheet, with every check that the other sheets asked for.
pub(in super::super) fn sheet(context: &Context<'_>) -> Sheet {
    let mut sheet = context.sheet("sheet-checks", "title-checks", &[80, 12, 16]);
    sheet.print.landscape = false;
    sheet.paragraph(context.text("note-checks"), Style::Paragraph);
    sheet.skip(1);
    let mut table = Table::new("Checks", context.texts(["h-check", "h-holds", "h-mark"]), "");
    for check in &context.checks {
        table.row(vec![
            Cell::text(check.words.as_str()),
            Cell::truth(check.holds).formula(check.formula.as_str()),
            mark("B{row}", check.holds),
        ]);
    }
    let all = context.checks.iter().all(|check| check.holds);
    let whole = Cell::truth(all).formula("AND(B{first}:B{last})");
    let others = vec![(1, whole), (2, mark("B{total}", all))];
    let place = table.totals(context.text("check-all"), &[], others).place(&mut sheet);
    sheet.lead_by(&place);
    sheet
}

/// A sign beside the truth value, so that a failing check is seen at a glance and in black and white.
fn mark(at: &str, holds: bool) -> Cell {
    Cell::text(if holds { "✓" } else { "✗ ✗ ✗" }).formula(format!("IF({at},\"✓\",\"✗ ✗ ✗\")"))
}
