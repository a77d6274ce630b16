//! Why the gap is open: its causes, the money that waits, the earmarks that would close most, and each cell that lacks.

use std::collections::HashMap;

use crate::allocate::reasons::{CellReason, LotReason, Relaxation};
use crate::allocate::{CellResult, LotResult};
use crate::domain::facts::Priority;
use crate::domain::{AgreementRef, Money};

use super::super::grid::{Cell, Figure, Sheet, Style, Table, TableArea};
use super::super::origin::{Origin, What};
use super::Context;

/// The sheet, and the sum of the causes.
pub(in super::super) fn sheet(context: &Context<'_>) -> (Sheet, Figure) {
    let mut sheet = context.sheet("sheet-reasons", "title-reasons");
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
    table.column(context.head("h-loosened", 30), |relaxation| context.text(relaxation.loosened.text_key()));
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
    let waiting = context.view.allocation.allocation.lots.iter().filter(|lot| lot.unplaced > 0).count();
    let mut table = Table::new("Lacking", context.text("none-lacks")).totals(context.text("total")).filtered();
    table.column(context.head("h-country", 24), |row: &Lacking<'_>| context.place(&row.cell.geography));
    table.column(context.head("h-theme", 32), |row| context.theme(&row.cell.theme));
    table.column(context.head("h-need", 15).summed(), |row| Cell::money(row.cell.need).from(from(row, What::Needs)));
    table.column(context.head("h-missing", 30).summed(), |row| {
        Cell::money(Money::from_minor(row.result.shortfall)).from(from(row, What::Gap))
    });
    table.column(context.head("h-why", 56), |row| context.lacks(row.reason, waiting));
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

/// How many agreements are named in a reason; more are counted.
const NAMED: usize = 4;

impl Context<'_> {
    /// The donor of an agreement, by name.
    fn donor_of(&self, reference: &AgreementRef) -> String {
        let position = self.view.ledger.agreement(reference);
        position.map_or_else(String::new, |position| self.donor_name(&position.agreement.donor))
    }

    /// Why an agreement keeps money; nothing when it keeps none.
    pub(in super::super) fn waits(&self, reference: &AgreementRef) -> Option<String> {
        let allocation = &self.view.allocation;
        let rank = allocation.allocation.lots.iter().position(|lot| lot.id == reference.as_str())?;
        let key = match allocation.reasons.lots.get(rank)? {
            LotReason::Used => return None,
            LotReason::NoCell => "waits-no-cell",
            LotReason::CellsFull { .. } => "waits-all-full",
            LotReason::Policy { .. } => "waits-limit",
        };
        Some(self.text(key))
    }

    /// That an agreement's waiting money expires soon or has expired; nothing when it does not.
    pub(in super::super) fn expires(&self, reference: &AgreementRef) -> Option<String> {
        let view = self.view;
        let notice = view.fund.allocation.expiry_notice_days;
        let expiring = view.allocation.expiring(view.ledger, notice);
        let money = expiring.iter().find(|money| money.agreement == *reference)?;
        let key = if money.until < view.ledger.as_of { "expired" } else { "expires-soon" };
        Some(self.texts.with(key, &[("day", &self.texts.day(money.until))]))
    }

    /// Why a cell lacks money, where so many agreements keep some.
    fn lacks(&self, reason: &CellReason, waiting: usize) -> String {
        let named = |lots: &[(String, i64)]| {
            let mut words: Vec<String> = lots
                .iter()
                .take(NAMED)
                .map(|(lot, left)| {
                    format!("{lot} ({})", self.texts.amount(Money::from_minor(*left), self.view.fund.exponent()))
                })
                .collect();
            if lots.len() > NAMED {
                words.push(format!("+{}", lots.len() - NAMED));
            }
            words.join(", ")
        };
        match reason {
            CellReason::Funded => String::new(),
            CellReason::Ceiling => self.text("lacks-ceiling"),
            CellReason::NoMoney => self.text("lacks-money"),
            CellReason::Earmarks { lots } if lots.len() == waiting => self.text("lacks-all-earmarks"),
            CellReason::Earmarks { lots } => self.texts.with("lacks-earmarks", &[("lots", &named(lots))]),
            CellReason::Policy { lots } => self.texts.with("lacks-policy", &[("lots", &named(lots))]),
        }
    }
}
