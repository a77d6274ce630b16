//! The donor's part of expenditure that names no agreement: a row for each country and theme, a column for each year,
//! and the rows of the inputs that it is shared from.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, Money};

use super::super::grid::{Cell, Figure, Formula, Head, Sheet, Style, Table};
use super::super::origin::What;
use super::Context;

/// How many agreements of one row are named; more are counted.
const NAMED: usize = 2;
/// How many rows of the inputs are named; more are counted.
const ROWS: usize = 3;

/// What the donor has in a cell.
struct Part<'a> {
    /// The agreements with money there.
    agreements: BTreeSet<&'a AgreementRef>,
    by_year: BTreeMap<i32, Money>,
}

/// A cell, by its index in the list of priorities, and what the donor has in it.
type Row<'a> = (usize, &'a Priority, Part<'a>);

/// The sheet, and the sum of all parts; nothing where the donor has no part in anything shared.
pub(in super::super) fn sheet(context: &Context<'_>) -> Option<(Sheet, Figure)> {
    let cells = &context.view.ledger.cells;
    let rows = parts(context).into_iter().filter_map(|(cell, part)| Some((cell, cells.get(cell)?, part)));
    let rows: Vec<Row<'_>> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let mut sheet = context.sheet("shared");
    sheet.paragraph(context.text("note-shared"), Style::Paragraph);
    sheet.skip(1);
    let spent = table(context, &mut sheet, rows);
    Some((sheet, spent))
}

fn parts<'a>(context: &'a Context<'_>) -> BTreeMap<usize, Part<'a>> {
    let mut payers: BTreeMap<usize, BTreeSet<&AgreementRef>> = BTreeMap::new();
    for placement in &context.belongings.placements {
        payers.entry(placement.cell).or_default().insert(&placement.agreement);
    }
    let mut parts: BTreeMap<usize, Part<'_>> = BTreeMap::new();
    for (delivered, amount) in context.belongings.delivered.iter().filter(|(delivered, _)| !delivered.named) {
        let new =
            || Part { agreements: payers.get(&delivered.cell).cloned().unwrap_or_default(), by_year: BTreeMap::new() };
        let part = parts.entry(delivered.cell).or_insert_with(new);
        *part.by_year.entry(delivered.year).or_default() += *amount;
    }
    parts
}

fn table(context: &Context<'_>, sheet: &mut Sheet, rows: Vec<Row<'_>>) -> Figure {
    let years: BTreeSet<i32> = rows.iter().flat_map(|(.., part)| part.by_year.keys().copied()).collect();
    let lines = |cell: usize| context.view.attribution.shared.get(&cell).map_or(&[][..], Vec::as_slice);
    let shared = |cell: usize| context.origin(What::Spent).cell(cell).shared();
    let mut table = Table::new("SharedSpending", "").totals(context.text("total")).filtered();
    table.column(context.head("h-country", 18), |(_, priority, _): &Row<'_>| context.place(&priority.geography));
    table.column(context.head("h-theme", 28), |(_, priority, _)| context.theme(&priority.theme));
    table.column(context.head("h-period", 11), |(_, priority, _)| priority.period.to_string());
    table.column(context.head("h-agreement", 18), |(.., part)| agreements(&part.agreements));
    table.column(context.head("h-lines", 7), |(cell, ..)| Cell::whole(lines(*cell).len()).from(shared(*cell)));
    let of_years: Vec<_> = years
        .into_iter()
        .map(|year| {
            table.column(Head::new(year.to_string(), 12).summed(), move |(cell, _, part)| {
                let amount = part.by_year.get(&year).copied().unwrap_or_default();
                Cell::money(amount).from(shared(*cell).year(year))
            })
        })
        .collect();
    let spent = table.computed(context.head("total", 13).summed(), Formula::across(&of_years));
    table.column(context.head("h-source", 34), |(cell, ..)| input_rows(context, lines(*cell)));
    let area = table.place(sheet, rows);
    sheet.lead_by(&area);
    area.total(spent)
}

fn agreements(agreements: &BTreeSet<&AgreementRef>) -> String {
    let names: Vec<&str> = agreements.iter().take(NAMED).map(|agreement| agreement.as_str()).collect();
    let more = agreements.len() - names.len();
    if more > 0 { format!("{} +{more}", names.join(", ")) } else { names.join(", ") }
}

/// Where the first lines stand, and how many more there are.
fn input_rows(context: &Context<'_>, lines: &[usize]) -> String {
    let spending = &context.view.ledger.spending;
    let Some(first) = lines.first().map(|line| &spending[*line].fact.source.sheet) else { return String::new() };
    let same = lines.iter().map(|line| &spending[*line].fact.source).filter(|source| source.sheet == *first);
    let rows: Vec<String> = same.take(ROWS).map(|source| source.row.to_string()).collect();
    let more = lines.len() - rows.len();
    let rows = if more > 0 { format!("{} +{more}", rows.join(", ")) } else { rows.join(", ") };
    context.sources(first, &rows)
}
