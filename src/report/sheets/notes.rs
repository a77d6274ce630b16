//! Notes: what the words mean, which rates and rules hold, and how to check the figures.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::domain::Currency;
use crate::ledger::RateTable;

use super::super::grid::{Cell, Head, Sheet, Style, Table};
use super::super::origin::{Origin, What};
use super::{Context, Whose};

/// The terms that are explained; each has a text `term-` and a text `means-`.
const TERMS: [&str; 13] = [
    "commitment",
    "paid",
    "exchange",
    "fee",
    "levy",
    "support",
    "programmable",
    "placed",
    "waiting",
    "spent",
    "obligation",
    "delivery",
    "gap",
];

/// The sheet.
pub(in super::super) fn sheet(context: &Context<'_>) -> Sheet {
    let mut sheet = context.sheet("notes");
    // For running text; the table of rates is narrower.
    sheet.widen([24, 18, 18, 18, 26]);
    sheet.print.landscape = false;
    sheet.section(context.text("section-how-to-check"));
    sheet.paragraph(context.text("how-to-check"), Style::Paragraph);
    sheet.paragraph(context.texts.with("inputs-hash", &[("hash", &context.view.inputs_hash)]), Style::Note);
    let version = [("program", env!("CARGO_PKG_NAME")), ("version", env!("CARGO_PKG_VERSION"))];
    sheet.paragraph(context.texts.with("made-by", &version), Style::Note);
    sheet.section(context.text("section-terms"));
    for term in TERMS {
        let words = format!("{}: {}", context.text(&format!("term-{term}")), context.text(&format!("means-{term}")));
        sheet.paragraph(words, Style::Paragraph);
    }
    sheet.section(context.text("section-rules"));
    for rule in ["rule-rounding", "rule-allocation", "rule-attribution", "rule-privacy"] {
        if rule == "rule-privacy" && matches!(context.whose, Whose::Fund) {
            continue;
        }
        sheet.paragraph(context.text(rule), Style::Paragraph);
    }
    charges(context, &mut sheet);
    rates(context, &mut sheet);
    sheet
}

fn charges(context: &Context<'_>, sheet: &mut Sheet) {
    let charges = context.view.fund.charges;
    let (fee, support, levy) =
        (charges.administrative_fee.to_string(), charges.support_cost.to_string(), charges.levy.to_string());
    let words = [("fee", fee.as_str()), ("support", &support), ("levy", &levy)];
    sheet.paragraph(context.texts.with("rule-charges", &words), Style::Paragraph);
}

/// The rates at which what is still to come is valued.
fn rates(context: &Context<'_>, sheet: &mut Sheet) {
    let table = RateTable::new(&context.view.facts.rates, context.view.fund.base_currency);
    let as_of = context.view.ledger.as_of;
    let currencies: BTreeSet<Currency> = (context.belongings.positions.iter())
        .map(|position| position.agreement.amount.currency)
        .filter(|currency| *currency != context.view.fund.base_currency)
        .collect();
    if currencies.is_empty() {
        return;
    }
    sheet.section(context.texts.with("section-rates", &[("day", &context.texts.day(as_of))]));
    sheet.paragraph(context.text("note-rates"), Style::Paragraph);
    let base = context.texts.with("h-units-per", &[("currency", context.currency())]);
    let mut rates = Table::new("Rates", "");
    rates.column(context.head("h-currency", 24), |(currency, _): &(Currency, Decimal)| currency.code());
    rates.column(Head::new(base, 18), |(currency, rate)| {
        Cell::decimal(*rate, rate.normalize().scale().max(2)).from(Origin::of(What::Rates(*currency)))
    });
    let known = currencies.into_iter().filter_map(|currency| Some((currency, table.units_per_base(currency, as_of)?)));
    rates.place(sheet, known);
}
