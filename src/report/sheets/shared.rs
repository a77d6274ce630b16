//! The donor's part of expenditure that names no agreement: a row for each country and theme, a column for each year,
//! and the rows of the inputs that it is shared from.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{AgreementRef, Money};

use super::super::grid::{Cell, Sheet, Style, Table, TablePlace, column_name};
use super::super::origin::What;
use super::Context;
use super::places::Words;

/// Columns before those of the years.
const BEFORE: u16 = 5;
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

/// The sheet, its table and the column of the totals; nothing where the donor has no part in anything shared.
pub(in super::super) fn sheet(context: &Context<'_>) -> Option<(Sheet, TablePlace, u16)> {
    let parts = parts(context);
    let years: BTreeSet<i32> = parts.values().flat_map(|part| part.by_year.keys().copied()).collect();
    if parts.is_empty() {
        return None;
    }
    let mut widths = vec![18, 28, 11, 18, 7];
    widths.extend(years.iter().map(|_| 12));
    widths.extend([13, 34]);
    let mut sheet = context.sheet("sheet-shared", "title-shared", &widths);
    sheet.paragraph(context.text("note-shared"), Style::Paragraph);
    sheet.skip(1);
    let total = BEFORE + u16::try_from(years.len()).unwrap_or_default();
    let place = table(context, parts, &years, total).place(&mut sheet);
    sheet.lead_by(&place);
    Some((sheet, place, total))
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

fn table(context: &Context<'_>, parts: BTreeMap<usize, Part<'_>>, years: &BTreeSet<i32>, total: u16) -> Table {
    let mut headers = context.texts(["h-country", "h-theme", "h-period", "h-agreement", "h-lines"]);
    headers.extend(years.iter().map(ToString::to_string));
    headers.extend(context.texts(["total", "h-source"]));
    let mut table = Table::new("SharedSpending", headers, "");
    let mut words = Words::default();
    let last = column_name(total - 1);
    let sum = format!("SUM({}{{row}}:{last}{{row}})", column_name(BEFORE));
    for (cell, part) in parts {
        let Some(priority) = context.view.ledger.cells.get(cell) else { continue };
        let lines = context.view.attribution.shared.get(&cell).map_or(&[][..], Vec::as_slice);
        let mut row = vec![
            Cell::text(words.place(context, &priority.geography)),
            Cell::text(words.theme(context, &priority.theme)),
            Cell::text(priority.period.to_string()),
            Cell::text(agreements(&part.agreements)),
            Cell::whole(lines.len()).from(context.origin(What::Spent).cell(cell).shared()),
        ];
        for year in years {
            let amount = part.by_year.get(year).copied().unwrap_or_default();
            let from = context.origin(What::Spent).cell(cell).year(*year).shared();
            row.push(Cell::money(amount).from(from));
        }
        row.push(Cell::money(part.by_year.values().copied().sum()).formula(sum.as_str()));
        row.push(Cell::text(rows(context, &mut words, lines)));
        table.row(row);
    }
    let sums: Vec<u16> = (BEFORE..=total).collect();
    table.filtered().totals(context.text("total"), &sums, vec![])
}

fn agreements(agreements: &BTreeSet<&AgreementRef>) -> String {
    let names: Vec<&str> = agreements.iter().take(NAMED).map(|agreement| agreement.as_str()).collect();
    let more = agreements.len() - names.len();
    if more > 0 { format!("{} +{more}", names.join(", ")) } else { names.join(", ") }
}

/// Where the first lines stand, and how many more there are.
fn rows(context: &Context<'_>, words: &mut Words<'_>, lines: &[usize]) -> String {
    let spending = &context.view.ledger.spending;
    let Some(first) = lines.first().map(|line| &spending[*line].fact.source.sheet) else { return String::new() };
    let same = lines.iter().map(|line| &spending[*line].fact.source).filter(|source| source.sheet == *first);
    let rows: Vec<String> = same.take(ROWS).map(|source| source.row.to_string()).collect();
    let more = lines.len() - rows.len();
    let rows = if more > 0 { format!("{} +{more}", rows.join(", ")) } else { rows.join(", ") };
    words.sources(context, first, &rows)
}
