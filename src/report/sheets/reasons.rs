//! Why the gap is open: its causes, the money that waits, the earmarks that would close most, and each cell that lacks.

use crate::allocate::reasons::{CellReason, LotReason};
use crate::domain::{AgreementRef, Money};

use super::super::grid::{Cell, Sheet, Style, Table, TablePlace};
use super::super::origin::{Origin, What};
use super::Context;

/// The sheet, and its table of causes.
pub(in super::super) fn sheet(context: &mut Context<'_>) -> (Sheet, TablePlace) {
    let mut sheet = context.sheet("sheet-reasons", "title-reasons", &[24, 32, 15, 30, 56]);
    sheet.section(context.text("section-gap-causes"));
    let causes = causes(context).place(&mut sheet);
    sheet.section(context.text("section-money-waits"));
    waiting(context).place(&mut sheet);
    sheet.section(context.text("section-loosened"));
    sheet.paragraph(context.text("note-loosened"), Style::Note);
    loosened(context).place(&mut sheet);
    sheet.section(context.text("section-cells-lack"));
    let lacking = lacking(context).place(&mut sheet);
    sheet.freeze = Some((0, 1));
    sheet.print.repeat = Some((lacking.header, lacking.header));
    (sheet, causes)
}

fn causes(context: &Context<'_>) -> Table {
    let causes = context.view.allocation.reasons.causes;
    let mut table = Table::new("GapCauses", context.texts(["h-cause", "h-meaning", "h-amount"]), "");
    for (key, amount) in [
        ("cause-money", causes.short_of_money),
        ("cause-earmarks", causes.locked_by_earmarks),
        ("cause-policy", causes.locked_by_policy),
    ] {
        table.row(vec![
            Cell::text(context.text(key)),
            Cell::text(context.text(&format!("{key}-means"))),
            Cell::money(Money::from_minor(amount)).from(Origin::of(What::Gap)),
        ]);
    }
    table.totals(context.text("total"), &[2], vec![])
}

/// Agreements that keep money, the most first, with the day on which it can no longer be used.
fn waiting(context: &Context<'_>) -> Table {
    let headers = context.texts(["h-agreement", "h-donor", "h-waiting", "h-usable-until", "h-why"]);
    let mut table = Table::new("Waiting", headers, context.text("none-waits"));
    let allocation = &context.view.allocation.allocation;
    let mut lots: Vec<_> = allocation.lots.iter().filter(|lot| lot.unplaced > 0).collect();
    lots.sort_by(|one, two| two.unplaced.cmp(&one.unplaced).then_with(|| one.id.cmp(&two.id)));
    for lot in lots {
        let reference = AgreementRef::new(&lot.id);
        let until = context.view.ledger.agreement(&reference).and_then(|found| found.agreement.earmark.window);
        let why = context.waits(&reference).unwrap_or_default();
        let soon = context.expires(&reference).map_or(String::new(), |words| format!(" {words}"));
        table.row(vec![
            Cell::text(lot.id.as_str()),
            Cell::text(context.donor_of(&lot.id)),
            Cell::money(Money::from_minor(lot.unplaced)).from(Origin::of(What::Charges).agreement(&reference)),
            until.map_or_else(Cell::blank, |window| Cell::date(window.to)),
            Cell::text(format!("{why}{soon}")),
        ]);
    }
    table.totals(context.text("total"), &[2], vec![])
}

fn loosened(context: &Context<'_>) -> Table {
    let headers = context.texts(["h-agreement", "h-donor", "h-would-place", "h-loosened"]);
    let mut table = Table::new("Loosened", headers, context.text("none-loosened"));
    for relaxation in &context.view.allocation.reasons.relaxations {
        let reference = AgreementRef::new(&relaxation.lot);
        table.row(vec![
            Cell::text(relaxation.lot.as_str()),
            Cell::text(context.donor_of(&relaxation.lot)),
            Cell::money(Money::from_minor(relaxation.closes)).from(Origin::of(What::Charges).agreement(&reference)),
            Cell::text(context.text(relaxation.loosened.text_key())),
        ]);
    }
    table
}

/// Cells that lack money, the most first, with why.
fn lacking(context: &Context<'_>) -> Table {
    let headers = context.texts(["h-country", "h-theme", "h-need", "h-missing", "h-why"]);
    let mut table = Table::new("Lacking", headers, context.text("none-lacks"));
    let (view, language) = (context.view, context.texts.language());
    let allocation = &view.allocation.allocation;
    let cells: std::collections::HashMap<String, usize> =
        view.ledger.cells.iter().enumerate().map(|(place, cell)| (cell.id(), place)).collect();
    let mut lacking: Vec<_> = allocation
        .cells
        .iter()
        .zip(&view.allocation.reasons.cells)
        .filter(|(result, _)| result.shortfall > 0)
        .filter_map(|(result, reason)| Some((result, reason, view.ledger.cells.get(*cells.get(&result.id)?)?)))
        .collect();
    lacking.sort_by(|one, two| two.0.shortfall.cmp(&one.0.shortfall).then_with(|| one.0.id.cmp(&two.0.id)));
    let waiting = allocation.lots.iter().filter(|lot| lot.unplaced > 0).count();
    for (result, reason, cell) in lacking {
        let from = |what| Origin::of(what).place(&cell.geography).theme(&cell.theme).period(&cell.period.to_string());
        table.row(vec![
            Cell::text(view.place(&cell.geography, language)),
            Cell::text(view.theme(&cell.theme, language)),
            Cell::money(cell.need).from(from(What::Needs)),
            Cell::money(Money::from_minor(result.shortfall)).from(from(What::Gap)),
            Cell::text(context.lacks(reason, waiting)),
        ]);
    }
    table.filtered().totals(context.text("total"), &[2, 3], vec![])
}

/// How many agreements are named in a reason; more are counted.
const NAMED: usize = 4;

impl Context<'_> {
    /// The donor of an agreement, by name.
    fn donor_of(&self, reference: &str) -> String {
        let position = self.view.ledger.agreement(&AgreementRef::new(reference));
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
