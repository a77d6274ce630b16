//! Contributions: agreements, instalments, and pledges.

use crate::domain::Money;
use crate::ledger::{AgreementPosition, InstalmentStatus};

use super::super::grid::{Cell, Sheet, Style, Table, TablePlace};
use super::super::origin::{Origin, What};
use super::Context;

/// The sheet and its table of agreements: column 8 committed, 9 paid, 10 still to come.
pub(in super::super) fn sheet(context: &mut Context<'_>) -> (Sheet, TablePlace) {
    let widths = [14, 27, 14, 10, 16, 15, 15, 15, 15, 15, 15];
    let mut sheet = context.sheet("sheet-contributions", "title-contributions", &widths);
    sheet.section(context.text("section-agreements"));
    let signed: Vec<&AgreementPosition> = context
        .belongings
        .positions
        .iter()
        .copied()
        .filter(|position| position.is_signed() || !position.receipts.is_empty())
        .collect();
    let place = agreements(context, &signed).place(&mut sheet);
    let sum = |value: fn(&AgreementPosition) -> Money| signed.iter().map(|position| value(position)).sum::<Money>();
    let committed = sum(|position| position.value());
    context.check_equal(
        "check-committed",
        (&place.total_of(8), committed),
        (
            &format!("{}+{}", place.total_of(9), place.total_of(10)),
            sum(|position| position.net_deposited().money() + position.open_value),
        ),
    );
    pledges(context, &mut sheet);
    instalments(context, &mut sheet);
    sheet.skip(1);
    sheet.line(context.text("note-at-signature"), Style::Note);
    sheet.freeze = Some((0, 1));
    (sheet, place)
}

fn agreements(context: &Context<'_>, positions: &[&AgreementPosition]) -> Table {
    let headers = context.texts([
        "h-agreement",
        "h-title",
        "h-signed",
        "h-currency",
        "h-original",
        "h-at-signature",
        "h-exchange",
        "h-given-back",
        "h-committed",
        "h-paid",
        "h-to-come",
    ]);
    let mut table = Table::new("Agreements", headers, context.text("none-agreements"));
    for position in positions {
        let agreement = &position.agreement;
        let value = position.value();
        let from = |what| Origin::of(what).agreement(&agreement.reference);
        table.row(vec![
            Cell::text(agreement.reference.as_str()),
            Cell::text(agreement.title.clone().unwrap_or_default()),
            Cell::date(agreement.signed_on),
            Cell::text(agreement.amount.currency.code()),
            Cell::decimal(agreement.amount.amount, agreement.amount.decimals())
                .from(Origin::Row(agreement.source.clone())),
            Cell::money(position.at_signature).from(from(What::Agreements)),
            Cell::money(position.exchange_difference).from(from(What::Agreements)),
            Cell::money(-(position.refunded.money() + position.written_off)).from(from(What::GivenBack)),
            Cell::money(value).formula("F{row}+G{row}+H{row}"),
            Cell::money(position.net_deposited().money()).from(from(What::Receipts)),
            Cell::money(position.open_value).from(from(What::Agreements)),
        ]);
    }
    table.totals(context.text("total"), &[5, 6, 7, 8, 9, 10], vec![])
}

fn pledges(context: &Context<'_>, sheet: &mut Sheet) {
    let headers = context.texts(["h-agreement", "h-title", "h-announced", "h-currency", "h-original", "h-value"]);
    let mut table = Table::new("Pledges", headers, "");
    let pledged = |position: &&&AgreementPosition| {
        !position.is_signed() && position.receipts.is_empty() && position.agreement.stage.is_open()
    };
    for position in context.belongings.positions.iter().filter(pledged) {
        let agreement = &position.agreement;
        table.row(vec![
            Cell::text(agreement.reference.as_str()),
            Cell::text(agreement.title.clone().unwrap_or_default()),
            Cell::date(agreement.signed_on),
            Cell::text(agreement.amount.currency.code()),
            Cell::decimal(agreement.amount.amount, agreement.amount.decimals())
                .from(Origin::Row(agreement.source.clone())),
            Cell::money(position.pledged.money()).from(Origin::of(What::Agreements).agreement(&agreement.reference)),
        ]);
    }
    if !table.is_empty() {
        sheet.section(context.text("section-pledges"));
        table.totals(context.text("total"), &[5], vec![]).place(sheet);
    }
}

fn instalments(context: &Context<'_>, sheet: &mut Sheet) {
    sheet.section(context.text("section-instalments"));
    let headers =
        context.texts(["h-agreement", "h-status", "h-due", "h-currency", "h-amount", "h-paid-part", "h-open"]);
    let mut table = Table::new("Instalments", headers, context.text("none-instalments"));
    for position in &context.belongings.positions {
        for due in &position.instalments {
            let amount = due.instalment.amount;
            let places = amount.decimals();
            // Bold, so that it is seen in black and white too.
            let style = match due.status {
                InstalmentStatus::Overdue => Style::Subtotal,
                InstalmentStatus::Paid | InstalmentStatus::Coming | InstalmentStatus::WrittenOff => Style::Body,
            };
            let open = match due.given_up.is_zero() {
                true => "E{row}-F{row}".to_owned(),
                false => format!("E{{row}}-F{{row}}-{}", due.given_up),
            };
            let cells = vec![
                Cell::text(position.agreement.reference.as_str()),
                Cell::text(context.instalment_status(due.status)),
                Cell::date(due.instalment.due_on),
                Cell::text(amount.currency.code()),
                Cell::decimal(amount.amount, places).from(Origin::Row(due.instalment.source.clone())),
                Cell::decimal(due.paid, places)
                    .from(Origin::of(What::Receipts).agreement(&position.agreement.reference)),
                Cell::decimal(due.open(), places).formula(open),
            ];
            table.row(cells.into_iter().map(|cell| cell.style(style)).collect());
        }
    }
    table.place(sheet);
}
