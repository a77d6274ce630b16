//! Receipts and costs of days after that of the figures, which count in none of them yet.
//!
//! What comes in: all facts, and the day. What leaves: a warning at the first of each sheet, with how many there are and how much
//! they are. What it does not know: which months are open.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Findings;
use crate::domain::facts::Facts;
use crate::domain::source::SourceSheet;
use crate::domain::text::number_of;
use crate::domain::{Currency, FactKind, OriginalAmount, Source};
use crate::intake::kinds::columns::Column;
use crate::intake::problems::ProblemCode;

/// How many currencies are shown.
const SHOWN: usize = 3;

/// Rows of one sheet after the day.
struct Later<'f> {
    first: &'f Source,
    rows: usize,
    last: NaiveDate,
    sums: BTreeMap<Currency, Decimal>,
}

/// Says what is dated after a day.
pub(super) fn check(day: NaiveDate, facts: &Facts, findings: &mut Findings<'_>) {
    let receipts = facts.receipts.iter().map(|fact| (FactKind::Receipt, &fact.source, fact.date, fact.amount));
    let costs = facts.expenditure.iter().map(|fact| (FactKind::Expenditure, &fact.source, fact.date, fact.amount));
    let mut sheets: BTreeMap<(FactKind, &SourceSheet), Later<'_>> = BTreeMap::new();
    for (kind, source, date, OriginalAmount { amount, currency }) in receipts.chain(costs) {
        if date <= day {
            continue;
        }
        let fresh = || Later { first: source, rows: 0, last: date, sums: BTreeMap::new() };
        let later = sheets.entry((kind, &*source.sheet)).or_insert_with(fresh);
        later.rows += 1;
        later.last = later.last.max(date);
        let sum = later.sums.entry(currency).or_default();
        *sum = sum.saturating_add(amount);
    }
    for ((kind, _), later) in sheets {
        let noun = if kind == FactKind::Receipt { "receipt" } else { "cost" };
        let sums: Vec<String> =
            later.sums.iter().take(SHOWN).map(|(currency, sum)| format!("{currency} {}", sum.normalize())).collect();
        let more = if later.sums.len() > SHOWN { " and more" } else { "" };
        let found =
            format!("{} after {day}, to {}: {}{more}", number_of(later.rows, noun), later.last, sums.join(", "));
        let fix = "They are in none of these figures and count from the month of their day on. Correct the days where they are \
                   wrong; or ask for the figures of a later day (--as-of).";
        let texts = [found, format!("days up to {day}, that of the figures"), fix.to_owned()];
        findings.say(ProblemCode::AfterFigures, (later.first, kind, Column::Date), texts);
    }
}
