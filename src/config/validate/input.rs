//! How a sheet is laid out, as the settings say it.

use std::path::{Component, Path};

use super::Collector;
use crate::config::ConfigProblem;
use crate::config::mapping::{InputKind, InputMapping};
use crate::config::raw::{RawInput, RawInputs};
use crate::domain::{Currency, FactKind};

/// One input by itself.
pub(in crate::config) fn input(raw: RawInputs) -> Result<InputMapping, Vec<ConfigProblem>> {
    let mut collector = Collector::new();
    let [raw] = raw.input;
    let input = collector.input(raw);
    if collector.problems.is_empty() { Ok(input) } else { Err(collector.problems) }
}

impl Collector {
    pub(super) fn input(&mut self, raw: RawInput) -> InputMapping {
        let inside = Path::new(&raw.file).components().all(|part| matches!(part, Component::Normal(_)));
        if raw.file.is_empty() || !inside {
            self.problem("input.file", &raw.file, "a file below inputs/", "Put the file there and write its name.");
        }
        let currency = raw.currency.and_then(|code| {
            let currency = Currency::parse(&code);
            if currency.is_none() {
                self.problem("input.currency", code, "a currency code of ISO 4217", "Write for example USD or EUR.");
            }
            currency
        });
        if !raw.currencies.is_empty() && raw.kind != InputKind::Facts(FactKind::Finance) {
            let fix = "Delete it: other sheets have one column of amounts, and a column with the currency.";
            self.problem("input.currencies", raw.kind.name(), "an input of kind finance", fix);
        }
        let mut currencies = Vec::with_capacity(raw.currencies.len());
        for (code, header) in raw.currencies {
            match Currency::parse(&code) {
                Some(currency) => currencies.push((currency, header)),
                None => {
                    let (key, fix) = ("input.currencies", "Write for example { EUR = \"Amount EUR\" }.");
                    self.problem(key, code, "a currency code of ISO 4217", fix);
                }
            }
        }
        if let Some(mark) = raw.delimiter.filter(|mark| !mark.is_ascii_punctuation() && !matches!(mark, '\t' | ' ')) {
            self.problem(
                "input.delimiter",
                mark,
                "one mark, such as a semicolon",
                "Write for example \";\" or \"\\t\".",
            );
        }
        if let Some(table) = raw.table.as_ref().filter(|_| raw.sheet.is_some() || raw.header_row.is_some()) {
            let fix = "Keep the table, or else the sheet and the header row: a table has its own.";
            self.problem("input.table", table, "a table by itself", fix);
        }
        InputMapping {
            kind: raw.kind,
            file: raw.file,
            sheet: raw.sheet,
            table: raw.table,
            header_row: raw.header_row,
            columns: raw.columns,
            decimal: raw.decimal,
            dates: raw.dates,
            defaults: raw.defaults,
            only: raw.only.into_iter().map(|(header, texts)| (header, texts.into())).collect(),
            skip: raw.skip.into_iter().map(|(header, texts)| (header, texts.into())).collect(),
            words: raw.words,
            blanks: raw.blanks,
            dash: raw.dash,
            scale: raw.scale,
            currency,
            currencies,
            rates: raw.rates,
            signs: raw.signs,
            delimiter: raw.delimiter,
            rounding: raw.rounding,
        }
    }
}
