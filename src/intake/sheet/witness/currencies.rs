//! Comments on amounts that name another currency than their row.
//!
//! What comes in: the comments of a sheet, and its rows, one by one. What leaves: errors at the amounts. What it does not know:
//! comments on headers, which are of all rows.

use std::collections::BTreeMap;

use crate::config::InputKind;
use crate::domain::currency_name::{self, CurrencyName};
use crate::domain::text::comparable;
use crate::domain::{Currency, FactKind};
use crate::intake::annotate::without_ours;
use crate::intake::file::workbook::{Remark, Row};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::{Problem, ProblemCode};
use crate::intake::row::judge::Judge;
use crate::intake::sheet::units::{self, Units};

/// The most words of a comment that says the currency of its amount.
const MOST_WORDS: usize = 6;

/// Beginnings of words by which a comment says what an amount was before, or how it was paid, in their comparable form.
const BEFORE: [&str; 14] = [
    "from", "convert", "origin", "umger", "ursprung", "rate", "taux", "kurs", "equiv", "paid", "pay", "pag",
    "received", "initial",
];

/// The comments that name a currency.
#[derive(Default)]
pub(super) struct Currencies {
    /// By row.
    comments: BTreeMap<u32, (Remark, Units)>,
    found: Vec<Problem>,
}

impl Currencies {
    pub fn new(judge: &Judge<'_>, remarks: &[Remark]) -> Self {
        let of_amounts =
            remarks.iter().filter(|remark| remark.row > judge.layout.header_row && judge.adds_up(remark.column));
        let told = of_amounts.filter_map(|remark| {
            let text = without_ours(&remark.text).trim().to_owned();
            let units = currency_of_comment(&text)?;
            Some((remark.row, (Remark { text, ..remark.clone() }, units)))
        });
        Self { comments: told.collect(), found: Vec::new() }
    }

    pub fn see(&mut self, row: &Row<'_>, judge: &Judge<'_>) {
        let Some((remark, units)) = self.comments.get(&row.number) else { return };
        let Some(currency) = currency_of_row(row, judge) else { return };
        let shared = units.shared.filter(|_| units.currency.is_none());
        if units.currency.is_some_and(|named| named != currency)
            || shared.is_some_and(|shared| shared.contradicts(currency))
        {
            let location = judge.location(Some(remark.row), Some(remark.column));
            let expected = format!("an amount in {currency}, as the row says");
            let fix = "Correct the currency of the row, or the amount; or take the comment off.";
            let found = format!("a comment {:?}", remark.text);
            self.found.push(Problem::new(ProblemCode::OtherCurrency, location, found, expected, fix));
        }
    }

    pub fn conclude(self, judge: &mut Judge<'_>) {
        self.found.into_iter().for_each(|problem| judge.problems.add(problem));
    }
}

/// What a comment says of the currency of its amount now: no sum in another one, and not what it was before.
fn currency_of_comment(text: &str) -> Option<Units> {
    let plain: Vec<String> = text.split_whitespace().map(comparable).collect();
    let before = plain.iter().any(|word| BEFORE.iter().any(|beginning| word.starts_with(beginning)));
    let units = units::of_note(text);
    let named = units.currency.is_some() || units.shared.is_some();
    let sum = text.contains(|letter: char| letter.is_ascii_digit());
    Some(units).filter(|_| named && !before && !sum && plain.len() <= MOST_WORDS)
}

/// The currency of the amount of a row, where the sheet says it; receipts and promises may have that of their agreement.
fn currency_of_row(row: &Row<'_>, judge: &Judge<'_>) -> Option<Currency> {
    let position = judge.layout.position(Column::Currency);
    let cell = position.and_then(|position| row.cells.iter().find(|cell| cell.column == position));
    let stated = cell.and_then(|cell| currency_name::named(cell.value.show().trim()));
    let stated = stated.and_then(|name| match name {
        CurrencyName::One(currency) => Some(currency),
        CurrencyName::Shared(_) => None,
    });
    let header = judge.figure.and_then(|(position, _)| judge.layout.units.get(&position)?.currency);
    let of_fund = || {
        let spent = matches!(
            judge.mapping.kind,
            InputKind::Facts(FactKind::Expenditure | FactKind::Priority | FactKind::Finance)
        );
        spent.then_some(judge.context.fund.base_currency)
    };
    stated.or(header).or(judge.mapping.currency).or_else(of_fund)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_says_the_currency_of_its_amount_or_what_it_was_before() {
        let said =
            |text: &str| currency_of_comment(text).and_then(|units| units.currency).map(|currency| currency.code());
        for text in ["EUR", "in EUR", "€", "this one was in EUR", "Euros!"] {
            assert_eq!(said(text), Some("EUR"), "{text}");
        }
        for text in ["Converted from EUR", "EUR 500", "paid in EUR", "originally in EUR", "checked", ""] {
            assert_eq!(said(text), None, "{text}");
        }
    }
}
