//! Every line of money in and out, with where it stands in the inputs.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::attribute::Share;
use crate::domain::facts::{Expenditure, ReceiptKind};
use crate::domain::source::SourceSheet;
use crate::domain::{AgreementRef, Money, Source};
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

/// What the donor has in a line, or in a bundle of lines, through however many agreements.
struct Part<'a> {
    share: &'a Share,
    agreements: Vec<&'a AgreementRef>,
    amount: Money,
}

/// How many agreements of one part are named; more are counted.
const NAMED: usize = 2;

fn spending<'a>(context: &'a Context<'_>) -> Vec<Line<'a>> {
    let language = context.texts.language();
    let kind = context.text("transaction-expenditure");
    let mut parts: BTreeMap<(usize, bool), Part<'a>> = BTreeMap::new();
    for share in &context.belongings.spent {
        let named = context.view.ledger.spending[share.line].fact.agreement.is_some();
        let new = || Part { share, agreements: Vec::new(), amount: Money::ZERO };
        let part = parts.entry((share.line, named)).or_insert_with(new);
        part.agreements.push(&share.agreement);
        part.amount += share.amount;
    }
    let (mut bundles, mut sources) = (HashMap::new(), Sources::default());
    let mut line = |part: Part<'a>| {
        let share = part.share;
        let fact = &context.view.ledger.spending[share.line].fact;
        // A part of several lines says of how many; their last one dates it and says where they stand.
        let bundled = share.lines > 1;
        let bundle = |lines: u32| context.texts.with("bundle", &[("lines", &lines.to_string())]);
        let document = match bundled {
            true => bundles.entry(share.lines).or_insert_with_key(|lines| bundle(*lines)).clone(),
            false => fact.document.as_deref().unwrap_or(&fact.project).to_owned(),
        };
        let description = fact.description.clone().filter(|_| !bundled).unwrap_or_default();
        let from = match bundled {
            true => context.bundle(&part, fact),
            false => Origin::Row(fact.source.clone()),
        };
        let mut agreements: Vec<&str> = part.agreements.iter().map(|agreement| agreement.as_str()).collect();
        agreements.dedup();
        let more = agreements.len().saturating_sub(NAMED);
        agreements.truncate(NAMED);
        let mut agreements = agreements.join(", ");
        if more > 0 {
            agreements.push_str(&format!(" +{more}"));
        }
        Line {
            date: fact.date,
            agreement: share.agreement.as_str(),
            source: &fact.source,
            cells: vec![
                Cell::date(fact.date),
                Cell::text(kind.as_str()),
                Cell::text(agreements),
                Cell::text(context.view.place(&fact.geography, language)),
                Cell::text(context.view.theme(&fact.theme, language)),
                Cell::text(context.category(fact.category)),
                Cell::text(document),
                Cell::text(description),
                Cell::blank(),
                Cell::money(part.amount).from(from),
                Cell::text(sources.text(context, &fact.source)),
            ],
        }
    };
    parts.into_values().map(&mut line).collect()
}

/// The words for sources, made once for each sheet.
#[derive(Default)]
struct Sources(HashMap<*const SourceSheet, String>);

impl Sources {
    /// Where a fact stands, in words.
    fn text(&mut self, context: &Context<'_>, source: &Source) -> String {
        const ROW: u32 = 99_999_999;
        let sheet = Arc::as_ptr(&source.sheet);
        let pattern = self.0.entry(sheet).or_insert_with(|| context.source(&Source { row: ROW, ..source.clone() }));
        pattern.replace(&ROW.to_string(), &source.row.to_string())
    }
}

impl Context<'_> {
    /// The lines of a cell, year and category that the donor has a part of.
    fn bundle(&self, part: &Part<'_>, fact: &Expenditure) -> Origin {
        let origin = self.origin(What::Spent).category(fact.category).year(year(fact.date));
        let origin = match part.agreements[..] {
            [agreement] => origin.agreement(agreement),
            _ => origin,
        };
        match self.view.facts.priorities.get(part.share.cell) {
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
