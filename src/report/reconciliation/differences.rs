//! Every difference in a row, and the lines of both sides behind them.

use std::collections::HashMap;

use crate::domain::Money;
use crate::reconcile::{Difference, Line, Side};
use crate::report::grid::{Cell, Figure, Formula, Sheet, Style, Table, Value};
use crate::report::origin::{Basis, Origin};
use crate::report::sheets::Report;

use super::words::{cause_words, evidence, kind_words, lines_of, proposal, side_words};

/// The list of differences, as other sheets refer to it.
pub(super) struct Listed {
    pub causes: Formula,
    pub effects: Formula,
}

/// A difference with the name of its item; without one where nobody must decide about it.
type Named<'a> = (&'a str, &'a Difference);

/// The differences of a report in their order.
pub(super) fn named<'a>(report: &Report<'a>) -> impl Iterator<Item = Named<'a>> {
    let reconciliation = report.view.reconciliation;
    let names: HashMap<usize, &str> =
        reconciliation.open.standing.iter().map(|(index, item)| (*index, item.id.as_str())).collect();
    let name = move |index: usize| names.get(&index).copied().unwrap_or_default();
    reconciliation.differences.iter().enumerate().map(move |(index, difference)| (name(index), difference))
}

/// All differences.
pub(super) fn sheet(report: &Report<'_>) -> (Sheet, Listed) {
    let mut sheet = report.sheet("differences");
    sheet.skip(1);
    let listed = list(report, &mut sheet);
    (sheet, listed)
}

/// The first line of a difference: ours, else finance's.
fn first<'a>(report: &Report<'a>, difference: &Difference) -> Option<&'a Line> {
    let reconciliation = report.view.reconciliation;
    let ours = difference.ours.first().map(|line| &reconciliation.ours[*line as usize]);
    ours.or_else(|| difference.theirs.first().map(|line| &reconciliation.theirs[*line as usize]))
}

/// The lines of a side of a difference.
fn of_side<'a>(report: &Report<'a>, difference: &Difference, side: Side) -> Vec<&'a Line> {
    let indexes = match side {
        Side::Here => &difference.ours,
        Side::There => &difference.theirs,
    };
    indexes.iter().map(|index| &lines_of(report.view.reconciliation, side)[*index as usize]).collect()
}

fn list(report: &Report<'_>, sheet: &mut Sheet) -> Listed {
    let mut table = Table::new("Differences", report.text("none-differences")).filtered();
    let as_of = report.view.ledger.as_of;
    let sums = |difference: &Difference| difference.sums(report.view.reconciliation, as_of);
    // First, so that pages beside each other have it.
    table.column(report.head("h-item", 12), |(name, _): &Named<'_>| *name);
    table.column(report.head("h-what", 19), |(_, difference)| kind_words(report, difference.kind));
    table.column(report.head("h-date", 14), |(_, difference)| first(report, difference).map(|line| line.date));
    table.column(report.head("h-document", 14), |(_, difference)| {
        first(report, difference).map(|line| line.number().into_owned()).unwrap_or_default()
    });
    table.column(report.head("h-reference", 14), |(_, difference)| reference(report, difference));
    table.column(report.head("h-donor", 28), |(_, difference)| donor(report, difference));
    let ours = table.column(report.head("h-ours", 14), |(_, difference)| {
        Cell::money(sums(difference)[0]).from(origin(report, difference, Side::Here))
    });
    let theirs = table.column(report.head("h-theirs", 14), |(_, difference)| {
        Cell::money(sums(difference)[1]).from(origin(report, difference, Side::There))
    });
    let amounts = table.computed(report.head("h-difference", 14), ours - theirs);
    let causes = table.column(report.head("h-cause", 20), |(_, difference)| cause_words(report, difference.cause()));
    table.column(report.head("h-proposal", 48), |(name, difference)| proposal(report, name, difference));
    for (key, side) in [("h-source-ours", Side::Here), ("h-source-theirs", Side::There)] {
        table.column(report.head(key, 24), move |(_, difference)| sources(report, difference, side));
    }
    let effects = table.column(report.head("h-effect", 14), |(_, difference)| {
        let formula = match difference.kind.effect() {
            1 => Formula::from(amounts),
            -1 => -Formula::from(amounts),
            _ => Formula::from(amounts) - amounts,
        };
        Figure::new(Value::Money(difference.effect), formula)
    });
    table.column(report.head("h-evidence", 50), |(_, difference)| evidence(report, difference));
    let area = table.put(sheet, named(report));
    sheet.lead_by(&area);
    Listed { causes: area.figures(causes), effects: area.figures(effects) }
}

/// The agreement or project that a difference is about.
fn reference(report: &Report<'_>, difference: &Difference) -> String {
    let of = |line: &Line| {
        let agreement = line.agreement().map(|agreement| agreement.to_string());
        agreement.or_else(|| line.project().map(str::to_owned))
    };
    Side::BOTH.iter().find_map(|side| of_side(report, difference, *side).into_iter().find_map(of)).unwrap_or_default()
}

/// The donor that a difference is about, by name, or as finance writes it.
fn donor(report: &Report<'_>, difference: &Difference) -> String {
    let of = |line: &Line| {
        let known = line.donor().map(|code| report.donor_name(code));
        known.or_else(|| line.stranger().map(|stranger| stranger.name.clone()))
    };
    Side::BOTH.iter().find_map(|side| of_side(report, difference, *side).into_iter().find_map(of)).unwrap_or_default()
}

/// Where the amount of a side comes from: its row, or all rows of the kind where there are several or none.
fn origin(report: &Report<'_>, difference: &Difference, side: Side) -> Origin {
    let lines = of_side(report, difference, side);
    let counts = |line: &&&Line| line.date <= report.view.ledger.as_of;
    let kind = lines.first().map_or(difference.kind, |line| line.kind);
    let basis = match side {
        _ if lines.is_empty() => return Origin::of(Basis::NoLine),
        Side::Here => Basis::Ours(kind),
        Side::There => Basis::Theirs(kind),
    };
    let terms = lines.iter().filter(counts).map(|line| (line.number().into_owned(), line.amount));
    Origin::of(basis).made_of(terms)
}

/// Where an amount of a difference comes from that is worked out from its lines: our lines, or finance's where we have
/// none.
pub(super) fn origin_of(difference: &Difference, rule: &str, amount: Money) -> Origin {
    let basis = if difference.ours.is_empty() { Basis::Theirs } else { Basis::Ours };
    Origin::of(basis(difference.kind)).by(rule, amount)
}

/// Where the lines of a side stand: the first, and how many more there are.
fn sources(report: &Report<'_>, difference: &Difference, side: Side) -> String {
    let lines = of_side(report, difference, side);
    let mut stand = lines.iter().filter_map(|line| line.source()).map(|source| report.source(source));
    let Some(first) = stand.next() else { return String::new() };
    match stand.count() {
        0 => first,
        more => report.phrases.with("and-more", &[("named", &first), ("more", &more.to_string())]),
    }
}

/// The lines of differences, as other sheets refer to them.
pub(super) struct OfLines {
    pub kinds: Formula,
    pub ours: Formula,
    pub theirs: Formula,
}

/// A line of a difference: the item's name, whose it is, and the line.
type OfDifference<'a> = (&'a str, Side, &'a Line);

/// Every line behind a difference.
pub(super) fn lines(report: &Report<'_>) -> (Sheet, OfLines) {
    let as_of = report.view.ledger.as_of;
    let mut rows: Vec<OfDifference<'_>> = Vec::new();
    for (name, difference) in named(report) {
        for side in Side::BOTH {
            rows.extend(of_side(report, difference, side).into_iter().map(|line| (name, side, line)));
        }
    }
    let mut sheet = report.sheet("difference-lines");
    sheet.paragraph(report.text("note-difference-lines"), Style::Note);
    sheet.skip(1);
    let mut table = Table::new("DifferenceLines", report.text("none-differences")).filtered();
    table.column(report.head("h-item", 12), |(name, ..): &OfDifference<'_>| *name);
    table.column(report.head("h-books", 10), |(_, side, _)| side_words(report, *side));
    let kinds = table.column(report.head("h-what", 16), |(.., line)| kind_words(report, line.kind));
    table.column(report.head("h-date", 12), |(.., line)| line.date);
    table.column(report.head("h-document", 18), |(.., line)| line.number().into_owned());
    table.column(report.head("h-quotes", 16), |(.., line)| line.quotes().collect::<Vec<_>>().join("; "));
    table.column(report.head("h-donor", 20), |(.., line)| {
        line.donor().map(|code| report.donor_name(code)).unwrap_or_default()
    });
    table.column(report.head("h-agreement", 16), |(.., line)| {
        line.agreement().map(|agreement| agreement.to_string()).unwrap_or_default()
    });
    table.column(report.head("h-project", 14), |(.., line)| line.project().unwrap_or_default().to_owned());
    table.column(report.head("h-country", 18), |(.., line)| {
        line.geography().map(|place| report.place(place)).unwrap_or_default()
    });
    table.column(report.head("h-theme", 22), |(.., line)| {
        line.theme().map(|theme| report.theme(theme)).unwrap_or_default()
    });
    table.column(report.head("h-original", 16), |(.., line)| {
        line.original().map(|original| report.phrases.original(original)).unwrap_or_default()
    });
    let amount = |side: Side, (_, of, line): &OfDifference<'_>| {
        let counts = *of == side && line.date <= as_of;
        let amount = Cell::money(if counts { line.amount } else { Money::ZERO });
        match line.source().filter(|_| counts) {
            Some(source) => amount.from(Origin::Row(source.clone())),
            None if counts => {
                amount.from(Origin::of(Basis::Ours(line.kind)).by("worked out from receipts and charges", line.amount))
            }
            None => amount.from(Origin::of(Basis::NoLine)),
        }
    };
    let ours = table.column(report.head("h-ours", 16), move |row| amount(Side::Here, row));
    let theirs = table.column(report.head("h-theirs", 16), move |row| amount(Side::There, row));
    table.column(report.head("h-source", 28), |(.., line)| {
        line.source().map(|source| report.source(source)).unwrap_or_default()
    });
    let area = table.put(&mut sheet, rows);
    sheet.lead_by(&area);
    (sheet, OfLines { kinds: area.figures(kinds), ours: area.figures(ours), theirs: area.figures(theirs) })
}
