//! Every priority before and after what is decided.

use std::collections::BTreeMap;

use crate::domain::Money;
use crate::domain::facts::Priority;

use super::super::grid::{Bar, Cell, Figure, Formula, Handle, Sheet, Style, Table, Value};
use super::super::origin::{Basis, Origin};
use super::super::reasons::Detail;
use super::super::sheets::Report;
use super::super::view::Lacks;
use super::Decided;

/// A priority, and what it has.
struct Row<'a> {
    cell: &'a Priority,
    allocated: Money,
    recommended: Money,
    /// Why it will still lack money; empty where it lacks none.
    why: String,
}

/// The sheet.
pub(super) fn sheet(report: &Report<'_>, best: &Report<'_>, decided: &[&Decided]) -> Sheet {
    let mut sheet = report.sheet("priorities-after");
    sheet.paragraph(report.text("note-priorities-after"), Style::Paragraph);
    sheet.skip(1);
    let mut table = Table::new("Priorities", report.text("none-lacks")).totals(report.text("total")).filtered();
    let name = table.column(report.head("h-priority", 44), |row: &Row<'_>| report.decided_name(row.cell));
    let of = |row: &Row<'_>, amount: Money, basis| Cell::money(amount).from(from(row.cell, basis));
    let need = table.column(report.head("h-need", 15).summed(), move |row| of(row, row.cell.need, Basis::Needs));
    let outside =
        table.column(report.head("h-outside", 15).summed(), move |row| of(row, row.cell.outside, Basis::Outside));
    let allocated =
        table.column(report.head("h-placed", 15).summed(), move |row| of(row, row.allocated, Basis::Placed));
    let more = table.column(report.head("h-recommended", 15).summed(), |row| {
        let parts = [
            ("allocated with all that is recommended", row.allocated + row.recommended),
            ("allocated", -row.allocated),
        ];
        let recommended = from(row.cell, Basis::Setting("allocation")).by_parts("recommended", row.recommended, parts);
        Cell::money(row.recommended).from(recommended)
    });
    let changed = table.column(report.head("h-decided", 15).summed(), |row| {
        Figure::new(Value::Money(row.recommended), changes(decided, name))
    });
    table.share(report.head("h-share-recommended", 15), outside + allocated + more, need);
    table.share(report.head("h-share-decided", 15).bars(Bar::Progress), outside + allocated + changed, need);
    table.column(report.head("h-why", 44), |row| row.why.clone());
    let area = table.put(&mut sheet, rows(report, best));
    sheet.lead_by(&area);
    sheet
}

/// Where a figure of a priority comes from.
fn from(cell: &Priority, basis: Basis) -> Origin {
    Origin::of(basis).place(&cell.geography).theme(&cell.theme).period(cell.period)
}

/// What decisions bring to the priority of the own row, less what they take from it.
fn changes(decided: &[&Decided], name: Handle) -> Formula {
    let sum = |cells: fn(&Decided) -> &Formula| {
        let of = move |decided: &&Decided| {
            let mut wanted = vec![(cells(decided), Formula::from(name))];
            wanted.extend(decided.adopted.as_ref().map(|(status, adopted)| (status, adopted.clone())));
            Formula::sum_if(&decided.amounts, &wanted)
        };
        decided.iter().map(of)
    };
    let to = sum(|decided| &decided.to).reduce(|sum, more| sum + more);
    let from = sum(|decided| &decided.from);
    from.fold(to.unwrap_or_else(Formula::nothing), |left, less| left - less)
}

/// The priorities that need something or have something, by place and theme, with what the whole recommendation brings.
fn rows<'a>(report: &Report<'a>, best: &Report<'a>) -> Vec<Row<'a>> {
    let lacks = Lacks::new(best.view);
    let (now, then) = (placed(report), placed(best));
    let mut rows: Vec<Row<'a>> = Vec::new();
    for (place, cell) in report.view.ledger.cells.iter().enumerate() {
        let of = |sums: &BTreeMap<usize, Money>| sums.get(&place).copied().unwrap_or_default();
        if !cell.need.is_zero() || !of(&then).is_zero() || !of(&now).is_zero() {
            let lack = lacks.of(place, cell.need - cell.outside - of(&then));
            let why = best.lacks(&lack, Detail::Short).unwrap_or_default();
            rows.push(Row { cell, allocated: of(&now), recommended: of(&then) - of(&now), why });
        }
    }
    rows.sort_by_cached_key(|row| {
        (report.place_in_order(&row.cell.geography), row.cell.theme.clone(), row.cell.period.to_string())
    });
    rows
}

/// What stands in each cell.
fn placed(report: &Report<'_>) -> BTreeMap<usize, Money> {
    let mut sums: BTreeMap<usize, Money> = BTreeMap::new();
    for placement in report.view.placements {
        *sums.entry(placement.cell).or_default() += placement.amount;
    }
    sums
}
