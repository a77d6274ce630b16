//! What a sheet says besides its values: hidden rows and columns, merged areas, and number formats that name a currency or per cent.
//!
//! What comes in: single statements about rows and cells, in any order. What leaves: answers by row and column. What it
//! does not know: the formats of files.

use std::collections::BTreeMap;

use super::NumberFormat;
use crate::domain::Currency;

/// What a sheet says besides its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SheetMarks {
    /// Hidden rows, from 1: the first and last of each run.
    hidden: Vec<(u32, u32)>,
    /// Hidden columns, as in [`super::SheetHead::hidden_columns`].
    pub hidden_columns: Vec<[u32; 2]>,
    /// Merged areas, as in [`super::SheetHead::merged`].
    pub merged: Vec<[u32; 4]>,
    /// Whether any cell has a formula. For xlsx only.
    pub formulas: bool,
    /// By the first row of a run of equal rows (from 1): its last row, and formats by run of columns (from 0).
    formats: BTreeMap<u32, FormatRun>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FormatRun {
    last: u32,
    columns: Vec<(u32, u32, NumberFormat)>,
}

impl SheetMarks {
    /// Says that rows from `first` to `last`, counted from 1, are hidden.
    pub fn hide(&mut self, first: u32, last: u32) {
        match self.hidden.last_mut() {
            Some(run) if run.1.checked_add(1) == Some(first) => run.1 = last,
            Some(_) | None => self.hidden.push((first, last)),
        }
    }

    /// Says how the numbers in some columns (from 0) of rows (from 1) are shown.
    pub fn format(&mut self, (first, last): (u32, u32), columns: (u32, u32), format: NumberFormat) {
        if format == NumberFormat::default() {
            return;
        }
        let run = self.formats.entry(first).or_insert_with(|| FormatRun { last, columns: Vec::new() });
        match run.columns.last_mut() {
            Some((_, end, same)) if *same == format && end.checked_add(1) == Some(columns.0) => *end = columns.1,
            Some(_) | None => run.columns.push((columns.0, columns.1, format)),
        }
    }

    /// Puts the runs in order, once all is said.
    pub fn settle(mut self) -> Self {
        self.hidden.sort_unstable();
        for run in self.formats.values_mut() {
            run.columns.sort_unstable_by_key(|(first, _, _)| *first);
        }
        self
    }

    /// Whether a row, counted from 1, is hidden.
    pub fn is_hidden(&self, row: u32) -> bool {
        let after = self.hidden.partition_point(|(first, _)| *first <= row);
        after.checked_sub(1).and_then(|place| self.hidden.get(place)).is_some_and(|(_, last)| row <= *last)
    }

    /// How the number in a row (from 1) and column (from 0) is shown.
    pub fn format_at(&self, row: u32, column: u32) -> NumberFormat {
        let run = self.formats.range(..=row).next_back().filter(|(_, run)| row <= run.last);
        let found = run.and_then(|(_, run)| {
            let after = run.columns.partition_point(|(first, _, _)| *first <= column);
            run.columns.get(after.checked_sub(1)?).filter(|(_, last, _)| column <= *last)
        });
        found.map(|(_, _, format)| *format).unwrap_or_default()
    }
}

/// What the code of a number format says, as Excel writes it: whether it is per cent, and which currency it shows.
pub(super) fn number_format(code: &str) -> NumberFormat {
    let first = code.split(';').next().unwrap_or_default();
    let percent = !first.contains('"') && first.contains('%');
    NumberFormat { percent, currency: shown_currency(first) }
}

/// What one of the formats says that Excel has by number.
pub(super) fn built_in_format(number: u16) -> NumberFormat {
    NumberFormat { percent: matches!(number, 9 | 10), currency: None }
}

/// `[$EUR] #,##0`, `[$€-407]`, `"USD" #,##0`: the currency, where the sign belongs to one only.
fn shown_currency(code: &str) -> Option<Currency> {
    let bracketed = code.split_once("[$").and_then(|(_, rest)| rest.split([']', '-']).next());
    let quoted = code.split('"').nth(1);
    currency_of(bracketed.or(quoted).unwrap_or(code))
}

/// The currency that a code or a sign names, where the sign belongs to one only.
pub(super) fn currency_of(literal: &str) -> Option<Currency> {
    match literal.trim() {
        "€" => Currency::parse("EUR"),
        "£" => Currency::parse("GBP"),
        "US$" => Currency::parse("USD"),
        text if text.len() == 3 => Currency::parse(text),
        text => ['€', '£']
            .into_iter()
            .find(|&sign| text.contains(sign))
            .and_then(|sign| Currency::parse(if sign == '€' { "EUR" } else { "GBP" })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats_name_currencies() {
        for (code, currency) in [
            ("[$EUR] #,##0.00", Some("EUR")),
            ("[$€-407] #,##0", Some("EUR")),
            ("\"CHF\" 0.00", Some("CHF")),
            ("#,##0.00", None),
            ("$#,##0", None),
        ] {
            assert_eq!(number_format(code).currency.map(Currency::code), currency, "{code}");
        }
        assert!(number_format("0.0%").percent && built_in_format(10).percent);
    }

    #[test]
    fn runs_answer_for_each_row_and_column() {
        let euro = number_format("[$EUR] 0");
        let mut said = SheetMarks::default();
        said.hide(9, 1_048_576);
        said.hide(3, 3);
        said.hide(4, 5);
        said.format((2, 4), (6, 7), euro);
        said.format((2, 4), (1, 1), euro);
        said.format((2, 4), (2, 2), euro);
        let said = said.settle();
        let hidden: Vec<u32> = (1..=10).filter(|&row| said.is_hidden(row)).collect();
        assert_eq!(hidden, [3, 4, 5, 9, 10]);
        let shown: Vec<u32> = (0..9).filter(|&column| said.format_at(3, column) == euro).collect();
        assert_eq!(shown, [1, 2, 6, 7]);
        assert_eq!(said.format_at(5, 1), NumberFormat::default());
        assert_eq!(said.format_at(1, 1), NumberFormat::default());
    }
}
