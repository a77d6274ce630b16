//! What changed since the last closed month: opening, new, restated, exchange difference, closing.

use crate::month::{Bridge, Changes, Measure};

use super::super::grid::{Cell, Sheet, Style, Table, TablePlace};
use super::super::origin::{Origin, What};
use super::sums::Totals;
use super::{Context, Whose, statement};

/// The sheet; none before the first close.
pub(in super::super) fn sheet(context: &mut Context<'_>, lines: &statement::Lines) -> Option<Sheet> {
    let changes = context.view.changes?;
    let mut sheet = context.sheet("sheet-changes", "title-changes", &[34, 20, 20, 20, 20, 20]);
    let (from, to) = (context.texts.day(changes.from), context.texts.day(changes.to));
    sheet.paragraph(context.texts.with("changes-between", &[("from", &from), ("to", &to)]), Style::Paragraph);
    for measure in Measure::ALL {
        sheet.section(context.text(section(measure)));
        let place = bridges(context, changes, measure).place(&mut sheet);
        if measure == Measure::Paid {
            let paid = Totals::of(&context.belongings).deposited;
            context.check_equal("check-changes", (&place.total_of(5), paid), (&lines.deposits, paid));
        }
        check(context, &place, changes, measure);
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

/// The bridges of a measure: of a donor by agreement, of the fund by donor.
fn bridges(context: &Context<'_>, changes: &Changes, measure: Measure) -> Table {
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
    let headers = context.texts([first, "h-opening", "h-new", "h-restated", "h-exchange", "h-closing"]);
    let mut table = Table::new(name, headers, context.text("none-changes"));
    for (label, bridge, origin) in rows(context, changes, measure, what) {
        table.row(vec![
            Cell::text(label),
            Cell::money(bridge.opening).from(Origin::of(What::Closed(changes.from))),
            Cell::money(bridge.new).from(origin.clone()),
            Cell::money(bridge.restated).from(origin.clone()),
            Cell::money(bridge.exchange).from(origin),
            Cell::money(bridge.closing).formula("B{row}+C{row}+D{row}+E{row}"),
        ]);
    }
    table.totals(context.text("total"), &[1, 2, 3, 4, 5], vec![])
}

fn rows(context: &Context<'_>, changes: &Changes, measure: Measure, what: What) -> Vec<(String, Bridge, Origin)> {
    match context.whose {
        Whose::Donor(donor) => {
            let own = changes.lines.iter().filter(|line| line.measure == measure && line.donor == donor.code);
            own.map(|line| (line.agreement.to_string(), line.bridge, Origin::of(what).agreement(&line.agreement)))
                .collect()
        }
        Whose::Fund => {
            let donors = context.view.donors().map(|donor| {
                let bridge = changes.total(measure, Some(&donor.code));
                (donor.name.clone(), bridge, Origin::of(what).donor(&donor.code))
            });
            donors.filter(|(_, bridge, _)| *bridge != Bridge::default()).collect()
        }
    }
}

/// The bridge ends where it should: opening and all that changed make the closing figure.
fn check(context: &mut Context<'_>, place: &TablePlace, changes: &Changes, measure: Measure) {
    let bridge = match context.whose {
        Whose::Donor(donor) => changes.total(measure, Some(&donor.code)),
        Whose::Fund => changes.total(measure, None),
    };
    let sum = [1, 2, 3, 4].map(|column| place.total_of(column)).join("+");
    let made = bridge.opening + bridge.new + bridge.restated + bridge.exchange;
    let words = context.texts.with("check-bridge", &[("part", &context.text(section(measure)))]);
    context.check_that(words, (&place.total_of(5), bridge.closing), (&sum, made));
}
