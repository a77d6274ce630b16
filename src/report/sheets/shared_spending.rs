//! The donor's part of expenditure that names no agreement: a row for each country and theme, a column for each year,
//! and the rows of the inputs that it is shared from.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, Money};

use super::super::grid::{Cell, Figure, Formula, Head, Sheet, Style, Table};
use super::super::origin::Basis;
use super::Report;

/// How many agreements of one row are named; more are counted.
const NAMED: usize = 2;
/// How many rows of the inputs are named; more are counted.
const ROWS: usize = 3;

/// What the donor has in a cell.
struct DonorPart<'a> {
    /// The agreements with money there.
    agreements: BTreeSet<&'a AgreementRef>,
    by_year: BTreeMap<i32, Money>,
}

/// A cell, by its index in the list of priorities, and what the donor has in it.
type Row<'a> = (usize, &'a Priority, DonorPart<'a>);

/// The sheet, and the sum of all parts; nothing where the donor has no part in anything shared.
pub(in super::super) fn sheet(report: &Report<'_>) -> Option<(Sheet, Figure)> {
    let cells = &report.view.ledger.cells;
    let rows = parts(report).into_iter().filter_map(|(cell, part)| Some((cell, cells.get(cell)?, part)));
    let rows: Vec<Row<'_>> = rows.collect();
    if rows.is_empty() {
        return None;
    }
    let mut sheet = report.sheet("shared");
    sheet.paragraph(report.text("note-shared"), Style::Paragraph);
    sheet.skip(1);
    let spent = table(report, &mut sheet, rows);
    Some((sheet, spent))
}

fn parts<'a>(report: &'a Report<'_>) -> BTreeMap<usize, DonorPart<'a>> {
    let mut payers: BTreeMap<usize, BTreeSet<&AgreementRef>> = BTreeMap::new();
    for placement in &report.holdings.placements {
        payers.entry(placement.cell).or_default().insert(&placement.agreement);
    }
    let mut parts: BTreeMap<usize, DonorPart<'_>> = BTreeMap::new();
    for (delivered, amount) in report.holdings.spent.iter().filter(|(delivered, _)| !delivered.named) {
        let new = || DonorPart {
            agreements: payers.get(&delivered.cell).cloned().unwrap_or_default(),
            by_year: BTreeMap::new(),
        };
        let part = parts.entry(delivered.cell).or_insert_with(new);
        *part.by_year.entry(delivered.year).or_default() += *amount;
    }
    parts
}

fn table(report: &Report<'_>, sheet: &mut Sheet, rows: Vec<Row<'_>>) -> Figure {
    let years: BTreeSet<i32> = rows.iter().flat_map(|(.., part)| part.by_year.keys().copied()).collect();
    let lines = |cell: usize| report.view.attribution.shared.get(&cell).map_or(&[][..], Vec::as_slice);
    let shared = |cell: usize| report.origin(Basis::Spent).cell(cell).shared();
    let mut table = Table::new("SharedSpending", "").totals(report.text("total")).filtered();
    table.column(report.head("h-country", 18), |(_, priority, _): &Row<'_>| report.place(&priority.geography));
    table.column(report.head("h-theme", 28), |(_, priority, _)| report.theme(&priority.theme));
    table.column(report.head("h-period", 11), |(_, priority, _)| priority.period.to_string());
    table.column(report.head("h-agreement", 18), |(.., part)| agreements(&part.agreements));
    table.column(report.head("h-lines", 7), |(cell, ..)| Cell::whole(lines(*cell).len()).from(shared(*cell)));
    let of_years: Vec<_> = years
        .into_iter()
        .map(|year| {
            table.column(Head::new(year.to_string(), 12).summed(), move |(cell, _, part)| {
                let amount = part.by_year.get(&year).copied().unwrap_or_default();
                Cell::money(amount).from(shared(*cell).year(year))
            })
        })
        .collect();
    let spent = table.computed(report.head("total", 13).summed(), Formula::across(&of_years));
    table.column(report.head("h-source", 34), |(cell, ..)| input_rows(report, lines(*cell)));
    let area = table.put(sheet, rows);
    sheet.lead_by(&area);
    area.total(spent)
}

fn agreements(agreements: &BTreeSet<&AgreementRef>) -> String {
    let names: Vec<&str> = agreements.iter().take(NAMED).map(|agreement| agreement.as_str()).collect();
    let more = agreements.len() - names.len();
    if more > 0 { format!("{} +{more}", names.join(", ")) } else { names.join(", ") }
}

/// Where the first lines stand, and how many more there are.
fn input_rows(report: &Report<'_>, lines: &[usize]) -> String {
    let spending = &report.view.ledger.spending;
    let Some(first) = lines.first().map(|line| &spending[*line].fact.source.sheet) else { return String::new() };
    let same = lines.iter().map(|line| &spending[*line].fact.source).filter(|source| source.sheet == *first);
    let rows: Vec<String> = same.take(ROWS).map(|source| source.row.to_string()).collect();
    let more = lines.len() - rows.len();
    let rows = if more > 0 { format!("{} +{more}", rows.join(", ")) } else { rows.join(", ") };
    report.sources(first, &rows)
}
