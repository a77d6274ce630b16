//! Every line of money in and out, with where it stands in the inputs.

use chrono::NaiveDate;

use crate::attribute::Share;
use crate::domain::facts::{Expenditure, ReceiptKind};
use crate::domain::{Money, Source};
use crate::ledger::year;

use super::super::grid::{Cell, Sheet, Table, TablePlace};
use super::super::origin::{Origin, What};
use super::Context;

/// The sheet and its table: column 8 money in, 9 money out.
pub(in super::super) fn sheet(context: &Context<'_>) -> (Sheet, TablePlace) {
    let widths = [13, 20, 12, 20, 28, 24, 14, 30, 15, 15, 30];
    let mut sheet = context.sheet("sheet-transactions", "title-transactions", &widths);
    sheet.skip(1);
    let place = table(context).place(&mut sheet);
    sheet.freeze = Some((place.header + 1, 0));
    sheet.print.repeat = Some((place.header, place.header));
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
                ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge => Money::ZERO,
            };
            let original = context.texts.with(
                "original-line",
                &[
                    ("currency", receipt.amount.currency.code()),
                    ("amount", &receipt.amount.amount.to_string()),
                    ("rate", &line.rate.normalize().to_string()),
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

fn spending<'a>(context: &'a Context<'_>) -> Vec<Line<'a>> {
    let language = context.texts.language();
    let kind = context.text("transaction-expenditure");
    let line = |share: &&'a Share| {
        let fact = &context.view.ledger.spending[share.line].fact;
        // A share of several lines says of how many; their last one dates it and says where they stand.
        let bundled = share.lines > 1;
        let document = match bundled {
            true => context.texts.with("bundle", &[("lines", &share.lines.to_string())]),
            false => fact.document.as_deref().unwrap_or(&fact.project).to_owned(),
        };
        let description = fact.description.clone().filter(|_| !bundled).unwrap_or_default();
        let from = match bundled {
            true => context.bundle(share, fact),
            false => Origin::Row(fact.source.clone()),
        };
        Line {
            date: fact.date,
            agreement: share.agreement.as_str(),
            source: &fact.source,
            cells: vec![
                Cell::date(fact.date),
                Cell::text(kind.as_str()),
                Cell::text(share.agreement.as_str()),
                Cell::text(context.view.place(&fact.geography, language)),
                Cell::text(context.view.theme(&fact.theme, language)),
                Cell::text(context.category(fact.category)),
                Cell::text(document),
                Cell::text(description),
                Cell::blank(),
                Cell::money(share.amount).from(from),
                Cell::text(context.source(&fact.source)),
            ],
        }
    };
    context.belongings.spent.iter().map(line).collect()
}

impl Context<'_> {
    /// The lines of a cell, year and category that one agreement has a part of.
    fn bundle(&self, share: &Share, fact: &Expenditure) -> Origin {
        let origin = Origin::of(What::Spent).agreement(&share.agreement).category(fact.category).year(year(fact.date));
        match self.view.facts.priorities.get(share.cell) {
            Some(cell) => origin.place(&cell.geography).theme(&cell.theme).period(&cell.period.to_string()),
            None => origin,
        }
    }

    /// Where a fact stands, in words.
    pub fn source(&self, source: &Source) -> String {
        let row = source.row.to_string();
        let sheet = &source.sheet;
        let place =
            if sheet.sheet.is_empty() { sheet.file.clone() } else { format!("{}, {}", sheet.file, sheet.sheet) };
        self.texts.with("source", &[("place", &place), ("row", &row)])
    }
}
