//! Notes: what the words mean, which rates and rules hold, and how to check the figures.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::domain::facts::Levy;
use crate::domain::{Currency, Month, Percent};
use crate::ledger::{ChargeRates, RateTable};

use super::super::grid::{Cell, Head, Sheet, Style, Table};
use super::super::origin::{Basis, Origin};
use super::{Report, Whose};

/// The terms that are explained; each has a text `term-` and a text `means-`.
const TERMS: [&str; 15] = [
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
    "category",
    "earmark",
    "delivery",
    "gap",
];

/// The sheet.
pub(in super::super) fn sheet(report: &Report<'_>) -> Sheet {
    let mut sheet = report.sheet("notes");
    // For running text; the table of rates is narrower.
    sheet.widen([24, 18, 18, 18, 26]);
    sheet.print.landscape = false;
    sheet.section(report.text("section-how-to-check"));
    sheet.paragraph(report.text("how-to-check"), Style::Paragraph);
    if let Some(asked) = report.whom_to_ask() {
        sheet.paragraph(asked, Style::Paragraph);
    }
    sheet.paragraph(report.phrases.with("inputs-hash", &[("hash", &report.view.inputs_hash)]), Style::Note);
    if let Some(close) = &report.view.provenance.after {
        let month = Month::parse(&close.month).map(|month| report.phrases.month(month));
        let close = [("month", month.as_deref().unwrap_or(&close.month)), ("hash", &close.hash)];
        sheet.paragraph(report.phrases.with("after-close", &close), Style::Note);
    }
    let version = [("program", env!("CARGO_PKG_NAME")), ("version", &report.view.provenance.version)];
    sheet.paragraph(report.phrases.with("made-by", &version), Style::Note);
    terms(report, &mut sheet, &TERMS);
    sheet.section(report.text("section-rules"));
    for rule in ["rule-rounding", "rule-allocation", "rule-attribution", "rule-privacy"] {
        if rule == "rule-privacy" && matches!(report.whose, Whose::Fund) {
            continue;
        }
        sheet.paragraph(report.text(rule), Style::Paragraph);
    }
    charges(report, &mut sheet);
    rates(report, &mut sheet);
    sheet
}

/// The same of a book that is no statement: some terms, and whom to ask.
pub(in super::super) fn brief(report: &Report<'_>, of: &[&str]) -> Sheet {
    let mut sheet = report.sheet("notes");
    sheet.widen([24, 18, 18, 18, 26]);
    sheet.print.landscape = false;
    terms(report, &mut sheet, of);
    if let Some(asked) = report.whom_to_ask() {
        sheet.skip(1);
        sheet.paragraph(asked, Style::Paragraph);
    }
    sheet
}

fn terms(report: &Report<'_>, sheet: &mut Sheet, of: &[&str]) {
    sheet.section(report.text("section-terms"));
    for term in of {
        let means = report.text(&format!("means-{}", report.meant(term)));
        let words = report.phrases.labelled(&report.text(&format!("term-{term}")), &means);
        sheet.paragraph(words, Style::Paragraph);
    }
}

/// What is taken out of contributions: of a donor's, by the rates in force of its own agreements, equal ones in one line; of the
/// fund's, by the rates that hold where an agreement has none of its own.
fn charges(report: &Report<'_>, sheet: &mut Sheet) {
    let mut by_rates: Vec<([Percent; 3], bool, Vec<&str>)> = Vec::new();
    let fund = report.view.fund.charges;
    if let Whose::Donor(_) = report.whose {
        for position in &report.holdings.positions {
            let ChargeRates { fee, support, levy } = position.rates;
            // One that is paid on top is no part of what is received, and yet paid.
            let on_top = position.terms.on(report.view.ledger.as_of).levy == Some(Levy::OnTop);
            let rates = [fee, support, if on_top { fund.levy } else { levy }];
            let reference = position.agreement.reference.as_str();
            match by_rates.iter_mut().find(|(known, top, _)| (*known, *top) == (rates, on_top)) {
                Some((.., agreements)) => agreements.push(reference),
                None => by_rates.push((rates, on_top, vec![reference])),
            }
        }
    }
    if by_rates.is_empty() {
        by_rates.push(([fund.administrative_fee, fund.support_cost, fund.levy], false, Vec::new()));
    }
    for (rates, on_top, agreements) in by_rates {
        let [fee, support, levy] = rates.map(|rate| report.phrases.numerals(&rate.to_string()));
        let key = match (agreements.is_empty(), on_top) {
            (true, _) => "rule-charges",
            (false, true) => "rule-charges-on-top",
            (false, false) => "rule-charges-own",
        };
        let agreements = report.phrases.listed(&agreements);
        let words =
            [("fee", fee.as_str()), ("support", &support), ("levy", &levy), ("agreements", agreements.as_str())];
        sheet.paragraph(report.phrases.with(key, &words), Style::Paragraph);
    }
}

/// The rates at which what is still to come is valued.
fn rates(report: &Report<'_>, sheet: &mut Sheet) {
    let table = RateTable::new(&report.view.facts.rates, report.view.fund.base_currency);
    let as_of = report.view.ledger.as_of;
    let currencies: BTreeSet<Currency> = (report.holdings.positions.iter())
        .map(|position| position.agreement.amount.currency)
        .filter(|currency| *currency != report.view.fund.base_currency)
        .collect();
    if currencies.is_empty() {
        return;
    }
    sheet.section(report.phrases.with("section-rates", &[("day", &report.phrases.day(as_of))]));
    sheet.paragraph(report.text("note-rates"), Style::Paragraph);
    let base = report.phrases.with("h-units-per", &[("currency", report.currency())]);
    let mut rates = Table::new("Rates", "");
    rates.column(report.head("h-currency", 24), |(currency, _): &(Currency, Decimal)| currency.code());
    rates.column(Head::new(base, 18), |(currency, rate)| {
        Cell::decimal(*rate, rate.normalize().scale().max(2)).from(Origin::of(Basis::Rates(*currency)))
    });
    let known = currencies.into_iter().filter_map(|currency| Some((currency, table.units_per_base(currency, as_of)?)));
    rates.put(sheet, known);
}
