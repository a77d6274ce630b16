//! Why the gap is open: its causes, the money that waits, the earmarks that would close most, and each cell that lacks.

use std::collections::HashMap;

use crate::allocate::reasons::{CellReason, Relaxation};
use crate::allocate::{CellResult, LotResult};
use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, Money};

use super::super::grid::{Cell, Figure, Sheet, Style, Table, TableArea};
use super::super::origin::{Origin, What};
use super::super::reasons::Detail;
use super::Context;

/// The sheet, and the sum of the causes.
pub(in super::super) fn sheet(context: &Context<'_>) -> (Sheet, Figure) {
    let mut sheet = context.sheet("reasons");
    sheet.section(context.text("section-gap-causes"));
    let causes = causes(context, &mut sheet);
    sheet.section(context.text("section-money-waits"));
    waiting(context, &mut sheet);
    sheet.section(context.text("section-loosened"));
    sheet.paragraph(context.text("note-loosened"), Style::Note);
    loosened(context, &mut sheet);
    sheet.section(context.text("section-cells-lack"));
    let lacking = lacking(context, &mut sheet);
    sheet.freeze = Some((0, 1));
    sheet.repeat(&lacking);
    (sheet, causes)
}

fn causes(context: &Context<'_>, sheet: &mut Sheet) -> Figure {
    let causes = context.view.allocation.reasons.causes;
    let mut table = Table::new("GapCauses", "").totals(context.text("total"));
    table.column(context.head("h-cause", 24), |(key, _): &(&str, i64)| context.text(key));
    table.column(context.head("h-meaning", 32), |(key, _)| context.text(&format!("{key}-means")));
    let amount = table.column(context.head("h-amount", 15).summed(), |(_, amount)| {
        Cell::money(Money::from_minor(*amount)).from(Origin::of(What::Gap))
    });
    let rows = [
        ("cause-money", causes.short_of_money),
        ("cause-earmarks", causes.locked_by_earmarks),
        ("cause-policy", causes.locked_by_policy),
    ];
    table.place(sheet, rows).total(amount)
}

/// Agreements that keep money, the most first, with the day on which it can no longer be used.
fn waiting(context: &Context<'_>, sheet: &mut Sheet) {
    let ledger = context.view.ledger;
    let mut table = Table::new("Waiting", context.text("none-waits")).totals(context.text("total"));
    table.column(context.head("h-agreement", 24), |(lot, _): &(&LotResult, AgreementRef)| lot.id.clone());
    table.column(context.head("h-donor", 32), |(_, reference)| context.donor_of(reference));
    table.column(context.head("h-waiting", 15).summed(), |(lot, reference)| {
        Cell::money(Money::from_minor(lot.unplaced)).from(Origin::of(What::Charges).agreement(reference))
    });
    table.column(context.head("h-usable-until", 30), |(_, reference)| {
        ledger.agreement(reference).and_then(|found| found.agreement.earmark.window).map(|window| window.to)
    });
    table.column(context.head("h-why", 56), |(_, reference)| {
        let why = context.waits(reference).unwrap_or_default();
        let soon = context.expires(reference).map_or(String::new(), |words| format!(" {words}"));
        format!("{why}{soon}")
    });
    let lots = context.view.allocation.allocation.lots.iter().filter(|lot| lot.unplaced > 0);
    let mut rows: Vec<_> = lots.map(|lot| (lot, AgreementRef::new(&lot.id))).collect();
    rows.sort_by(|(one, _), (two, _)| two.unplaced.cmp(&one.unplaced).then_with(|| one.id.cmp(&two.id)));
    table.place(sheet, rows);
}

fn loosened(context: &Context<'_>, sheet: &mut Sheet) {
    let mut table = Table::new("Loosened", context.text("none-loosened"));
    table.column(context.head("h-agreement", 24), |relaxation: &&Relaxation| relaxation.lot.clone());
    table.column(context.head("h-donor", 32), |relaxation| context.donor_of(&AgreementRef::new(&relaxation.lot)));
    table.column(context.head("h-would-place", 15), |relaxation| {
        let origin = Origin::of(What::Charges).agreement(&AgreementRef::new(&relaxation.lot));
        Cell::money(Money::from_minor(relaxation.closes)).from(origin)
    });
    table.column(context.head("h-loosened", 30), |relaxation| context.loosened(relaxation.loosened));
    table.place(sheet, &context.view.allocation.reasons.relaxations);
}

/// A cell that lacks money.
struct Lacking<'a> {
    result: &'a CellResult,
    reason: &'a CellReason,
    cell: &'a Priority,
}

/// Cells that lack money, the most first, with why.
fn lacking(context: &Context<'_>, sheet: &mut Sheet) -> TableArea {
    let from = |row: &Lacking<'_>, what| {
        let Priority { geography, theme, period, .. } = row.cell;
        Origin::of(what).place(geography).theme(theme).period(&period.to_string())
    };
    let mut table = Table::new("Lacking", context.text("none-lacks")).totals(context.text("total")).filtered();
    table.column(context.head("h-country", 24), |row: &Lacking<'_>| context.place(&row.cell.geography));
    table.column(context.head("h-theme", 32), |row| context.theme(&row.cell.theme));
    table.column(context.head("h-need", 15).summed(), |row| Cell::money(row.cell.need).from(from(row, What::Needs)));
    table.column(context.head("h-missing", 30).summed(), |row| {
        Cell::money(Money::from_minor(row.result.shortfall)).from(from(row, What::Gap))
    });
    table.column(context.head("h-why", 56), |row| context.lacks(row.reason, Detail::Short).unwrap_or_default());
    table.place(sheet, lacking_cells(context))
}

fn lacking_cells<'a>(context: &Context<'a>) -> Vec<Lacking<'a>> {
    let view = context.view;
    let cells: HashMap<String, &Priority> = view.ledger.cells.iter().map(|cell| (cell.id(), cell)).collect();
    let results = view.allocation.allocation.cells.iter().zip(&view.allocation.reasons.cells);
    let mut rows: Vec<Lacking<'_>> = results
        .filter(|(result, _)| result.shortfall > 0)
        .filter_map(|(result, reason)| Some(Lacking { result, reason, cell: cells.get(&result.id)? }))
        .collect();
    rows.sort_by(|one, two| {
        let (one, two) = (one.result, two.result);
        two.shortfall.cmp(&one.shortfall).then_with(|| one.id.cmp(&two.id))
    });
    rows
}

impl Context<'_> {
    /// The donor of an agreement, by name.
    fn donor_of(&self, reference: &AgreementRef) -> String {
        let position = self.view.ledger.agreement(reference);
        position.map_or_else(String::new, |position| self.donor_name(&position.agreement.donor))
    }
}
