//! What changed since the last closed month, as bridges from opening to closing.

use crate::domain::Money;
use crate::month::{Bridge, ChangeLine, Changes, Measure};

use super::super::grid::{Cell, Figure, Sheet, Style, Table};
use super::super::origin::{Basis, Origin, Part};
use super::{Report, Whose, decisions, statement};

/// The sheet; none before the first close.
pub(in super::super) fn sheet(report: &mut Report<'_>, stated: &statement::Stated) -> Option<Sheet> {
    let changes = report.view.changes?;
    let mut sheet = report.sheet("changes");
    let (from, to) = (report.phrases.day(changes.from), report.phrases.day(changes.to));
    sheet.paragraph(report.phrases.with("changes-between", &[("from", &from), ("to", &to)]), Style::Paragraph);
    for measure in Measure::ALL {
        sheet.section(report.text(section(measure)));
        let (closing, made) = bridges(report, &mut sheet, changes, measure);
        if measure == Measure::Received {
            report.check_equal("check-changes", &closing, &stated.deposits);
        }
        // The bridge ends where it should: opening and all that changed make the closing figure.
        let words = report.phrases.with("check-bridge", &[("part", &report.text(section(measure)))]);
        report.check_that(words, &closing, &made);
    }
    decisions::since(report, &mut sheet, changes.from);
    sheet.skip(1);
    sheet.paragraph(report.text("note-changes"), Style::Note);
    Some(sheet)
}

const fn section(measure: Measure) -> &'static str {
    match measure {
        Measure::Signed => "changes-signed",
        Measure::Received => "changes-received",
        Measure::Allocated => "changes-allocated",
        Measure::Charged => "changes-charged",
        Measure::SupportCost => "changes-support",
    }
}

/// A part of a bridge between opening and closing: its heading, its amount, and whether it stands where nothing is in it.
type BridgeLine = (&'static str, fn(&Bridge) -> Money, (Part, bool));

const BRIDGE_LINES: [BridgeLine; 7] = [
    ("h-new", |bridge| bridge.new, (Part::New, true)),
    ("h-by-decision", |bridge| bridge.decided, (Part::Decided, false)),
    ("h-restated", |bridge| bridge.restated, (Part::Restated, true)),
    ("receipt-refund", |bridge| bridge.refunded, (Part::Refunded, false)),
    ("receipt-write-off", |bridge| bridge.written_off, (Part::WrittenOff, false)),
    ("h-lapsed", |bridge| bridge.lapsed, (Part::Lapsed, false)),
    ("h-exchange", |bridge| bridge.exchange, (Part::Exchange, true)),
];

/// A line of a bridge: an agreement or a donor.
struct Row {
    label: String,
    bridge: Bridge,
    /// Where the closing figure comes from, and what of it changed.
    closing: Origin,
    changed: Origin,
}

/// The bridges of a measure, of a donor by agreement, of the fund by donor; gives the closing total, and what opening
/// and changes make of it.
fn bridges(report: &Report<'_>, sheet: &mut Sheet, changes: &Changes, measure: Measure) -> (Figure, Figure) {
    let (name, bases) = match measure {
        Measure::Signed => ("ChangesSigned", [Basis::Agreements, Basis::AtSignature]),
        Measure::Received => ("ChangesReceived", [Basis::Receipts; 2]),
        Measure::Allocated => ("ChangesAllocated", [Basis::Placed; 2]),
        Measure::Charged => ("ChangesCharged", [Basis::Spent; 2]),
        Measure::SupportCost => ("ChangesSupport", [Basis::SupportCost; 2]),
    };
    let first = match report.whose {
        Whose::Donor(_) => "h-agreement",
        Whose::Fund => "h-donor",
    };
    let rows = rows(report, changes, measure, bases);
    let mut table = Table::new(name, report.text("none-changes")).totals(report.text("total"));
    table.column(report.head(first, 34), |row: &Row| row.label.clone());
    let opening = table.column(report.head("h-opening", 20).summed(), |row| {
        let rule = "the figure of that day, as it was closed";
        Cell::money(row.bridge.opening).from(Origin::of(Basis::Closed(changes.from)).by(rule, row.bridge.opening))
    });
    let mut parts = Vec::new();
    for (head, part, (which, always)) in BRIDGE_LINES {
        if always || rows.iter().any(|row| !part(&row.bridge).is_zero()) {
            parts.push(table.column(report.head(head, 20).summed(), move |row| {
                let amount = part(&row.bridge);
                let rule = match measure {
                    Measure::SupportCost => "of the charges below, by the rates of their months",
                    Measure::Signed | Measure::Received | Measure::Allocated | Measure::Charged => {
                        "what changed since the close beside the entries below"
                    }
                };
                Cell::money(amount).from(row.changed.clone().changed_since(changes.from, which).by(rule, amount))
            }));
        }
    }
    let closing = table
        .column(report.head("h-closing", 20).summed(), |row| Cell::money(row.bridge.closing).from(row.closing.clone()));
    let area = table.put(sheet, rows);
    let made = parts.into_iter().map(|column| area.total(column));
    (area.total(closing), made.fold(area.total(opening), |sum, part| sum + &part))
}

fn rows(report: &Report<'_>, changes: &Changes, measure: Measure, bases: [Basis; 2]) -> Vec<Row> {
    match report.whose {
        Whose::Donor(donor) => {
            let own = changes.lines.iter().filter(|line| line.measure == measure && line.donor == donor.code);
            let row = |line: &ChangeLine| {
                let [closing, changed] = bases.map(|basis| Origin::of(basis).agreement(&line.agreement));
                Row { label: line.agreement.to_string(), bridge: line.bridge, closing, changed }
            };
            own.map(row).collect()
        }
        Whose::Fund => {
            let donors = report.donors_by_name().into_iter().map(|donor| {
                let [closing, changed] = bases.map(|basis| Origin::of(basis).donor(&donor.code));
                let bridge = changes.total(measure, Some(&donor.code));
                Row { label: report.donor_called(donor).name.to_owned(), bridge, closing, changed }
            });
            donors.filter(|row| row.bridge != Bridge::default()).collect()
        }
    }
}
