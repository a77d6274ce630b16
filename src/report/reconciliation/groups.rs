//! What was matched as a group: several lines that stand for each other, and agree.

use crate::domain::Money;
use crate::reconcile::{How, Line, Match, Side};
use crate::report::grid::{Cell, Sheet, Style, Table};
use crate::report::origin::{Basis, Origin};
use crate::report::sheets::Report;

use super::words::{how_words, kind_words, lines_of, side_words};

/// A line of a group: the group's number, how it was found, whose the line is, and the line.
type Row<'a> = (usize, How, Side, &'a Line);

/// All groups of more than a pair; nothing when there is none.
pub(super) fn sheet(report: &Report<'_>) -> Option<Sheet> {
    let reconciliation = report.view.reconciliation;
    let groups = reconciliation.matches.iter().filter(|found| found.ours.len() + found.theirs.len() > 2);
    let lines = |found: &Match, side: Side| -> Vec<&Line> {
        let indexes = if side == Side::Here { &found.ours } else { &found.theirs };
        indexes.iter().map(|index| &lines_of(reconciliation, side)[*index as usize]).collect()
    };
    let mut rows: Vec<Row<'_>> = Vec::new();
    for (number, found) in (1..).zip(groups) {
        for side in Side::BOTH {
            rows.extend(lines(found, side).into_iter().map(|line| (number, found.how, side, line)));
        }
    }
    if rows.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("groups");
    sheet.paragraph(report.text("note-groups"), Style::Note);
    sheet.skip(1);
    let mut table = Table::new("Groups", "").filtered();
    table.column(report.head("h-group", 8), |(number, ..): &Row<'_>| number.to_string());
    table.column(report.head("h-how", 26), |(_, how, ..)| how_words(report, *how));
    table.column(report.head("h-books", 10), |(_, _, side, _)| side_words(report, *side));
    table.column(report.head("h-what", 16), |(.., line)| kind_words(report, line.kind));
    table.column(report.head("h-date", 12), |(.., line)| line.date);
    table.column(report.head("h-document", 18), |(.., line)| line.number().into_owned());
    for (key, of) in [("h-ours", Side::Here), ("h-theirs", Side::There)] {
        table.column(report.head(key, 16), move |(_, _, side, line)| amount(line, *side == of));
    }
    table.column(report.head("h-source", 30), |(.., line)| line.source().map(|source| report.source(source)));
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    Some(sheet)
}

fn amount(line: &Line, counts: bool) -> Cell {
    let cell = Cell::money(if counts { line.amount } else { Money::ZERO });
    match line.source().filter(|_| counts) {
        Some(source) => cell.from(Origin::Row(source.clone())),
        None if counts => {
            cell.from(Origin::of(Basis::Ours(line.kind)).by("worked out from receipts and charges", line.amount))
        }
        None => cell.from(Origin::of(Basis::NoLine)),
    }
}
