//! Every difference in a row, and the lines of both sides behind them.

use crate::domain::Money;
use crate::reconcile::{Difference, Line, Side};
use crate::report::grid::{Cell, Figure, Formula, Sheet, Style, Table, Value};
use crate::report::origin::{Origin, What};
use crate::report::sheets::Context;

use super::words::{cause_words, evidence, kind_words, lines_of, proposal, side_words};

/// How many differences the fund's own report shows.
const LARGEST: usize = 10;

/// The list of differences, as other sheets refer to it.
pub(super) struct Listed {
    pub causes: Formula,
    pub effects: Formula,
    /// What all of them do to the balance.
    pub effect: Figure,
}

/// A difference with its number on the sheet.
type Numbered<'a> = (usize, &'a Difference);

/// The differences of a report, numbered in their order from 1.
pub(super) fn numbered<'a>(context: &Context<'a>) -> impl Iterator<Item = Numbered<'a>> {
    (1..).zip(&context.view.reconciliation.differences)
}

/// All differences.
pub(super) fn sheet(context: &Context<'_>) -> (Sheet, Listed) {
    let mut sheet = context.sheet("differences");
    sheet.skip(1);
    let listed = list(context, &mut sheet, "Differences", numbered(context).collect());
    (sheet, listed)
}

/// The largest differences; nothing when there is none.
pub(super) fn largest(context: &Context<'_>) -> Option<Sheet> {
    let mut differences: Vec<Numbered<'_>> = numbered(context).collect();
    let all = differences.len().to_string();
    differences.sort_by_key(|(_, difference)| std::cmp::Reverse(difference.amount.minor().unsigned_abs()));
    differences.truncate(LARGEST);
    if differences.is_empty() {
        return None;
    }
    let mut sheet = context.sheet("largest");
    let shown = differences.len().to_string();
    sheet.paragraph(context.texts.with("note-largest", &[("shown", &shown), ("all", &all)]), Style::Note);
    sheet.skip(1);
    list(context, &mut sheet, "LargestDifferences", differences);
    Some(sheet)
}

/// The first line of a difference: ours, else finance's.
fn first<'a>(context: &Context<'a>, difference: &Difference) -> Option<&'a Line> {
    let reconciliation = context.view.reconciliation;
    let ours = difference.ours.first().map(|line| &reconciliation.ours[*line as usize]);
    ours.or_else(|| difference.theirs.first().map(|line| &reconciliation.theirs[*line as usize]))
}

/// The lines of a side of a difference.
fn of_side<'a>(context: &Context<'a>, difference: &Difference, side: Side) -> Vec<&'a Line> {
    let places = match side {
        Side::Here => &difference.ours,
        Side::There => &difference.theirs,
    };
    places.iter().map(|place| &lines_of(context.view.reconciliation, side)[*place as usize]).collect()
}

fn list(context: &Context<'_>, sheet: &mut Sheet, name: &'static str, differences: Vec<Numbered<'_>>) -> Listed {
    let mut table = Table::new(name, context.text("none-differences")).totals(context.text("total"));
    if name == "Differences" {
        table = table.filtered();
    }
    let as_of = context.view.ledger.as_of;
    let sums = |difference: &Difference| difference.sums(context.view.reconciliation, as_of);
    table.column(context.head("h-what", 13), |(_, difference): &Numbered<'_>| kind_words(context, difference.kind));
    table.column(context.head("h-date", 14), |(_, difference)| first(context, difference).map(|line| line.date));
    table.column(context.head("h-document", 14), |(_, difference)| {
        first(context, difference).map(|line| line.number().into_owned()).unwrap_or_default()
    });
    table.column(context.head("h-reference", 14), |(_, difference)| reference(context, difference));
    table.column(context.head("h-donor", 18), |(_, difference)| donor(context, difference));
    let ours = table.column(context.head("h-ours", 14), |(_, difference)| {
        Cell::money(sums(difference)[0]).from(origin(context, difference, Side::Here))
    });
    let theirs = table.column(context.head("h-theirs", 14), |(_, difference)| {
        Cell::money(sums(difference)[1]).from(origin(context, difference, Side::There))
    });
    let amounts = table.computed(context.head("h-difference", 14), ours - theirs);
    let causes =
        table.column(context.head("h-cause", 15), |(_, difference)| cause_words(context, difference.cause()));
    table.column(context.head("h-proposal", 36), |(number, difference)| proposal(context, *number, difference));
    for (key, side) in [("h-source-ours", Side::Here), ("h-source-theirs", Side::There)] {
        table.column(context.head(key, 16), move |(_, difference)| sources(context, difference, side));
    }
    let effects = table.column(context.head("h-effect", 14).summed(), |(_, difference)| {
        let formula = match difference.kind.effect() {
            1 => Formula::from(amounts),
            -1 => -Formula::from(amounts),
            _ => Formula::from(amounts) - amounts,
        };
        Figure::new(Value::Money(difference.effect), formula)
    });
    table.column(context.head("h-evidence", 30), |(_, difference)| evidence(context, difference));
    table.column(context.head("h-item", 7), |(number, _)| Cell::whole(*number));
    let area = table.place(sheet, differences);
    sheet.lead_by(&area);
    Listed { causes: area.figures(causes), effects: area.figures(effects), effect: area.total(effects) }
}

/// The agreement or project that a difference is about.
fn reference(context: &Context<'_>, difference: &Difference) -> String {
    let of = |line: &Line| {
        let agreement = line.agreement().map(|agreement| agreement.to_string());
        agreement.or_else(|| line.project().map(str::to_owned))
    };
    Side::BOTH.iter().find_map(|side| of_side(context, difference, *side).into_iter().find_map(of)).unwrap_or_default()
}

/// The donor that a difference is about, by name, or as finance writes it.
fn donor(context: &Context<'_>, difference: &Difference) -> String {
    let of = |line: &Line| {
        let known = line.donor().map(|code| context.donor_name(code));
        known.or_else(|| line.stranger().map(|stranger| stranger.name.clone()))
    };
    Side::BOTH.iter().find_map(|side| of_side(context, difference, *side).into_iter().find_map(of)).unwrap_or_default()
}

/// Where the amount of a side comes from: its row, or all rows of the kind where there are several or none.
fn origin(context: &Context<'_>, difference: &Difference, side: Side) -> Origin {
    let lines = of_side(context, difference, side);
    let row = match lines.as_slice() {
        [only] => only.source().cloned().map(Origin::Row),
        _ => None,
    };
    let kind = lines.first().map_or(difference.kind, |line| line.kind);
    row.unwrap_or_else(|| match side {
        Side::Here => Origin::of(What::Ours(kind)),
        Side::There => Origin::of(What::Theirs(kind)),
    })
}

/// Where the lines of a side stand: the first, and how many more there are.
fn sources(context: &Context<'_>, difference: &Difference, side: Side) -> String {
    let lines = of_side(context, difference, side);
    let mut stand = lines.iter().filter_map(|line| line.source()).map(|source| context.source(source));
    let Some(first) = stand.next() else { return String::new() };
    match stand.count() {
        0 => first,
        more => context.texts.with("and-more", &[("named", &first), ("more", &more.to_string())]),
    }
}

/// The lines of differences, as other sheets refer to them.
pub(super) struct OfLines {
    pub kinds: Formula,
    pub ours: Formula,
    pub theirs: Formula,
}

/// A line of a difference: the difference's number, whose it is, and the line.
type OfDifference<'a> = (usize, Side, &'a Line);

/// Every line behind a difference.
pub(super) fn lines(context: &Context<'_>) -> (Sheet, OfLines) {
    let as_of = context.view.ledger.as_of;
    let mut rows: Vec<OfDifference<'_>> = Vec::new();
    for (number, difference) in numbered(context) {
        for side in Side::BOTH {
            rows.extend(of_side(context, difference, side).into_iter().map(|line| (number, side, line)));
        }
    }
    let mut sheet = context.sheet("difference-lines");
    sheet.paragraph(context.text("note-difference-lines"), Style::Note);
    sheet.skip(1);
    let mut table = Table::new("DifferenceLines", context.text("none-differences")).filtered();
    table.column(context.head("h-item", 7), |(number, ..): &OfDifference<'_>| Cell::whole(*number));
    table.column(context.head("h-books", 10), |(_, side, _)| side_words(context, *side));
    let kinds = table.column(context.head("h-what", 16), |(.., line)| kind_words(context, line.kind));
    table.column(context.head("h-date", 12), |(.., line)| line.date);
    table.column(context.head("h-document", 18), |(.., line)| line.number().into_owned());
    table.column(context.head("h-quotes", 16), |(.., line)| line.quotes().join("; "));
    table.column(context.head("h-donor", 20), |(.., line)| line.donor().map(|code| context.donor_name(code)).unwrap_or_default());
    table.column(context.head("h-agreement", 16), |(.., line)| {
        line.agreement().map(|agreement| agreement.to_string()).unwrap_or_default()
    });
    table.column(context.head("h-project", 14), |(.., line)| line.project().unwrap_or_default().to_owned());
    table.column(context.head("h-country", 18), |(.., line)| line.geography().map(|place| context.place(place)).unwrap_or_default());
    table.column(context.head("h-theme", 22), |(.., line)| line.theme().map(|theme| context.theme(theme)).unwrap_or_default());
    table.column(context.head("h-original", 16), |(.., line)| {
        line.original().map(|original| context.texts.original(original)).unwrap_or_default()
    });
    let amount = |side: Side, (_, of, line): &OfDifference<'_>| {
        let counts = *of == side && line.date <= as_of;
        let amount = Cell::money(if counts { line.amount } else { Money::ZERO });
        match line.source().filter(|_| counts) {
            Some(source) => amount.from(Origin::Row(source.clone())),
            None if counts => amount.from(Origin::of(What::Ours(line.kind))),
            None => amount,
        }
    };
    let ours = table.column(context.head("h-ours", 16), move |row| amount(Side::Here, row));
    let theirs = table.column(context.head("h-theirs", 16), move |row| amount(Side::There, row));
    table.column(context.head("h-source", 28), |(.., line)| line.source().map(|source| context.source(source)).unwrap_or_default());
    let area = table.place(&mut sheet, rows);
    sheet.lead_by(&area);
    (sheet, OfLines { kinds: area.figures(kinds), ours: area.figures(ours), theirs: area.figures(theirs) })
}
