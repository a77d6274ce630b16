//! Every line of money in and out that names an agreement, with where it stands in the inputs.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::facts::ReceiptKind;
use crate::domain::{Money, Source};

use super::super::grid::{Cell, Sheet, Table, TablePlace};
use super::super::origin::Origin;
use super::Context;
use super::places::Words;

/// The sheet and its table: column 8 money in, 9 money out.
pub(in super::super) fn sheet(context: &Context<'_>) -> (Sheet, TablePlace) {
    let widths = [14, 12, 14, 16, 26, 20, 15, 21, 14, 14, 26];
    let mut sheet = context.sheet("sheet-transactions", "title-transactions", &widths);
    sheet.skip(1);
    let place = table(context).place(&mut sheet);
    sheet.lead_by(&place);
    (sheet, place)
}

/// A line before it is put in order.
struct Line<'a> {
    date: NaiveDate,
    agreement: &'a str,
    source: &'a Source,
    cells: Vec<Cell>,
}

fn table(context: &Context<'_>) -> Table {
    let headers = context.texts([
        "h-date",
        "h-what",
        "h-agreement",
        "h-country",
        "h-theme",
        "h-category",
        "h-document",
        "h-description",
        "h-in",
        "h-out",
        "h-source",
    ]);
    let mut table = Table::new("Transactions", headers, context.text("none-transactions"));
    let mut lines = receipts(context);
    lines.extend(spending(context));
    lines.sort_by(|one, other| (one.date, one.agreement, one.source).cmp(&(other.date, other.agreement, other.source)));
    for line in lines {
        table.row(line.cells);
    }
    table.filtered().totals(context.text("total"), &[8, 9], vec![])
}

fn receipts<'a>(context: &'a Context<'_>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for position in &context.belongings.positions {
        for line in &position.receipts {
            let receipt = &line.receipt;
            let signed = match receipt.kind {
                ReceiptKind::Deposit => line.base,
                ReceiptKind::Refund => -line.base,
                ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge | ReceiptKind::Transfer => {
                    Money::ZERO
                }
            };
            let original = context.texts.with(
                "original-line",
                &[
                    ("amount", &context.texts.original(receipt.amount)),
                    ("rate", &context.texts.numerals(&line.rate.normalize().to_string())),
                ],
            );
            let description = match &receipt.notes {
                Some(notes) => format!("{original}. {notes}"),
                None => original,
            };
            let agreement = position.agreement.reference.as_str();
            lines.push(Line {
                date: receipt.date,
                agreement,
                source: &receipt.source,
                cells: vec![
                    Cell::date(receipt.date),
                    Cell::text(context.receipt_kind(receipt.kind)),
                    Cell::text(agreement),
                    Cell::blank(),
                    Cell::blank(),
                    Cell::blank(),
                    Cell::text(receipt.number.as_str()),
                    Cell::text(description),
                    Cell::money(signed).from(Origin::Row(receipt.source.clone())),
                    Cell::blank(),
                    Cell::text(context.source(&receipt.source)),
                ],
            });
        }
    }
    lines
}

/// Expenditure that names one of the donor's agreements.
fn spending<'a>(context: &'a Context<'_>) -> Vec<Line<'a>> {
    let kind: Arc<str> = context.text("transaction-expenditure").into();
    let mut words = Words::default();
    let mut lines = Vec::new();
    let ledger = context.view.ledger;
    for share in &context.belongings.named {
        let fact = &ledger.spending[share.line()].fact;
        let agreement = ledger.agreements[share.agreement()].agreement.reference.as_str();
        lines.push(Line {
            date: fact.date,
            agreement,
            source: &fact.source,
            cells: vec![
                Cell::date(fact.date),
                Cell::text(Arc::clone(&kind)),
                Cell::text(agreement),
                Cell::text(words.place(context, &fact.geography)),
                Cell::text(words.theme(context, &fact.theme)),
                Cell::text(words.category(context, fact.category)),
                Cell::text(fact.document.as_deref().unwrap_or(&fact.project)),
                fact.description.as_deref().map_or_else(Cell::blank, Cell::text),
                Cell::blank(),
                Cell::money(share.amount).from(Origin::Row(fact.source.clone())),
                Cell::text(words.source(context, &fact.source)),
            ],
        });
    }
    lines
}
