//! Every line of money in and out, with where it stands in the inputs.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::attribute::Share;
use crate::domain::facts::{Expenditure, ExpenditureCategory, ReceiptKind};
use crate::domain::source::SourceSheet;
use crate::domain::{AgreementRef, GeographyCode, Money, Source, ThemeCode};
use crate::ledger::year;

use super::super::grid::{Cell, Sheet, Table, TablePlace};
use super::super::origin::{Origin, What};
use super::Context;

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
                ReceiptKind::WriteOff | ReceiptKind::Interest | ReceiptKind::BankCharge => Money::ZERO,
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

/// What the donor has in a line, or in a bundle of lines, through however many agreements.
struct Part<'a> {
    share: &'a Share,
    agreements: Vec<&'a AgreementRef>,
    amount: Money,
}

/// How many agreements of one part are named; more are counted.
const NAMED: usize = 2;

fn spending<'a>(context: &'a Context<'_>) -> Vec<Line<'a>> {
    let mut parts: BTreeMap<(usize, bool), Part<'a>> = BTreeMap::new();
    for share in &context.belongings.spent {
        let named = context.view.ledger.spending[share.line].fact.agreement.is_some();
        let new = || Part { share, agreements: Vec::new(), amount: Money::ZERO };
        let part = parts.entry((share.line, named)).or_insert_with(new);
        part.agreements.push(&share.agreement);
        part.amount += share.amount;
    }
    let kind: Arc<str> = context.text("transaction-expenditure").into();
    let mut words = Words::default();
    let line = |part: Part<'a>| {
        let share = part.share;
        let fact = &context.view.ledger.spending[share.line].fact;
        // A part of several lines says of how many; their last one dates it and says where they stand.
        let (document, description, from) = match share.lines {
            1 => {
                let document = Cell::text(fact.document.as_deref().unwrap_or(&fact.project));
                (document, fact.description.as_deref(), Origin::Row(fact.source.clone()))
            }
            lines => (Cell::text(words.bundle(context, lines)), None, context.bundle(&part, fact)),
        };
        Line {
            date: fact.date,
            agreement: share.agreement.as_str(),
            source: &fact.source,
            cells: vec![
                Cell::date(fact.date),
                Cell::text(Arc::clone(&kind)),
                Cell::text(words.agreements(&part.agreements)),
                Cell::text(words.place(context, &fact.geography)),
                Cell::text(words.theme(context, &fact.theme)),
                Cell::text(words.category(context, fact.category)),
                document,
                description.map_or_else(Cell::blank, Cell::text),
                Cell::blank(),
                Cell::money(part.amount).from(from),
                Cell::text(words.source(context, &fact.source)),
            ],
        }
    };
    parts.into_values().map(line).collect()
}

/// The words of lines, each made once for a sheet.
#[derive(Default)]
struct Words<'a> {
    agreements: HashMap<Vec<&'a AgreementRef>, Arc<str>>,
    places: HashMap<&'a GeographyCode, Arc<str>>,
    themes: HashMap<&'a ThemeCode, Arc<str>>,
    categories: HashMap<ExpenditureCategory, Arc<str>>,
    bundles: HashMap<u32, Arc<str>>,
    /// The words before and after a row's number.
    sources: HashMap<*const SourceSheet, (String, String)>,
}

impl<'a> Words<'a> {
    fn agreements(&mut self, agreements: &[&'a AgreementRef]) -> Arc<str> {
        if let Some(made) = self.agreements.get(agreements) {
            return Arc::clone(made);
        }
        let mut names: Vec<&str> = agreements.iter().map(|agreement| agreement.as_str()).collect();
        names.dedup();
        let more = names.len().saturating_sub(NAMED);
        names.truncate(NAMED);
        let mut text = names.join(", ");
        if more > 0 {
            text.push_str(&format!(" +{more}"));
        }
        Arc::clone(self.agreements.entry(agreements.to_vec()).or_insert_with(|| text.into()))
    }

    fn place(&mut self, context: &Context<'_>, code: &'a GeographyCode) -> Arc<str> {
        let language = context.texts.language();
        Arc::clone(self.places.entry(code).or_insert_with(|| context.view.place(code, language).into()))
    }

    fn theme(&mut self, context: &Context<'_>, code: &'a ThemeCode) -> Arc<str> {
        let language = context.texts.language();
        Arc::clone(self.themes.entry(code).or_insert_with(|| context.view.theme(code, language).into()))
    }

    fn category(&mut self, context: &Context<'_>, category: ExpenditureCategory) -> Arc<str> {
        Arc::clone(self.categories.entry(category).or_insert_with(|| context.category(category).into()))
    }

    fn bundle(&mut self, context: &Context<'_>, lines: u32) -> Arc<str> {
        let new = || context.texts.with("bundle", &[("lines", &lines.to_string())]).into();
        Arc::clone(self.bundles.entry(lines).or_insert_with(new))
    }

    /// Where a fact stands.
    fn source(&mut self, context: &Context<'_>, source: &Source) -> String {
        const ROW: u32 = 99_999_999;
        let new = || {
            let pattern = context.source(&Source { row: ROW, ..source.clone() });
            let (before, after) = pattern.split_once(&ROW.to_string()).unwrap_or((&pattern, ""));
            (before.to_owned(), after.to_owned())
        };
        let (before, after) = self.sources.entry(Arc::as_ptr(&source.sheet)).or_insert_with(new);
        format!("{before}{}{after}", source.row)
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
        origin.cell(part.share.cell)
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
