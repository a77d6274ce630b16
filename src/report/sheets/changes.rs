//! What changed since the last closed month: opening, new, restated, exchange difference, closing.

use crate::month::{Bridge, Changes, Measure};

use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::{Origin, What};
use super::{Context, Whose, statement};

/// The sheet; none before the first close.
pub(in super::super) fn sheet(context: &mut Context<'_>, stated: &statement::Stated) -> Option<Sheet> {
    let changes = context.view.changes?;
    let mut sheet = context.sheet("changes");
    let (from, to) = (context.texts.day(changes.from), context.texts.day(changes.to));
    sheet.paragraph(context.texts.with("changes-between", &[("from", &from), ("to", &to)]), Style::Paragraph);
    for measure in Measure::ALL {
        sheet.section(context.text(section(measure)));
        let (closing, made) = bridges(context, &mut sheet, changes, measure);
        if measure == Measure::Paid {
            context.check_equal("check-changes", &closing, &stated.deposits);
        }
        // The bridge ends where it should: opening and all that changed make the closing figure.
        let words = context.texts.with("check-bridge", &[("part", &context.text(section(measure)))]);
        context.check_that(words, &closing, &made);
    }
    sheet.skip(1);
    sheet.paragraph(context.text("note-changes"), Style::Note);
    Some(sheet)
}

const fn section(measure: Measure) -> &'static str {
    match measure {
        Measure::Committed => "changes-committed",
        Measure::Paid => "changes-paid",
        Measure::Placed => "changes-placed",
        Measure::Spent => "changes-spent",
    }
}

/// A line of a bridge: an agreement or a donor.
struct Row {
    label: String,
    bridge: Bridge,
    origin: Origin,
}

/// The bridges of a measure, of a donor by agreement, of the fund by donor; gives the closing total, and what opening
/// and changes make of it.
fn bridges(context: &Context<'_>, sheet: &mut Sheet, changes: &Changes, measure: Measure) -> (Figure, Figure) {
    let (name, what) = match measure {
        Measure::Committed => ("ChangesCommitted", What::Agreements),
        Measure::Paid => ("ChangesPaid", What::Receipts),
        Measure::Placed => ("ChangesPlaced", What::Placed),
        Measure::Spent => ("ChangesSpent", What::Spent),
    };
    let first = match context.whose {
        Whose::Donor(_) => "h-agreement",
        Whose::Fund => "h-donor",
    };
    let mut table = Table::new(name, context.text("none-changes")).totals(context.text("total"));
    table.column(context.head(first, 34), |row: &Row| row.label.clone());
    let opening = table.column(context.head("h-opening", 20).summed(), |row| {
        Cell::money(row.bridge.opening).from(Origin::of(What::Closed(changes.from)))
    });
    let new =
        table.column(context.head("h-new", 20).summed(), |row| Cell::money(row.bridge.new).from(row.origin.clone()));
    let restated = table.column(context.head("h-restated", 20).summed(), |row| {
        Cell::money(row.bridge.restated).from(row.origin.clone())
    });
    let exchange = table.column(context.head("h-exchange", 20).summed(), |row| {
        Cell::money(row.bridge.exchange).from(row.origin.clone())
    });
    let closing = table.computed(context.head("h-closing", 20).summed(), opening + new + restated + exchange);
    let area = table.place(sheet, rows(context, changes, measure, what));
    let made = [new, restated, exchange].into_iter().map(|column| area.total(column));
    (area.total(closing), made.fold(area.total(opening), |sum, part| sum + &part))
}

fn rows(context: &Context<'_>, changes: &Changes, measure: Measure, what: What) -> Vec<Row> {
    match context.whose {
        Whose::Donor(donor) => {
            let own = changes.lines.iter().filter(|line| line.measure == measure && line.donor == donor.code);
            own.map(|line| Row {
                label: line.agreement.to_string(),
                bridge: line.bridge,
                origin: Origin::of(what).agreement(&line.agreement).informing(),
            })
            .collect()
        }
        Whose::Fund => {
            let donors = context.view.donors().map(|donor| Row {
                label: donor.name.clone(),
                bridge: changes.total(measure, Some(&donor.code)),
                origin: Origin::of(what).donor(&donor.code).informing(),
            });
            donors.filter(|row| row.bridge != Bridge::default()).collect()
        }
    }
}
